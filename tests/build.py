"""Datasets for tests, from questions written as in a claim file."""

from borderclash.comparing.rows import compare
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Document


def dataset(question, *, parties="abcd", pooled=(), published="2025-01-01", timezone="UTC", sources=()):
    """Return the dataset of one question in one event, with the source ``s``.

    *sources* are more of them: id to the ids that each is derived from.
    """
    question = {"label": "Q", "source": "s", **question}
    source = {"title": "S"} | ({"published": published} if published else {})
    data = {
        "borderclash": 1,
        "parties": {id: {"name": id.upper(), "pooled": id in pooled} for id in [*parties, *pooled]},
        "sources": {
            "s": source,
            **{id: {**source, **({"derived-from": [*sources[id]]} if sources[id] else {})} for id in sources},
        },
        "events": {"e": {"title": "E", "timezone": timezone, "questions": {"q": question}}},
    }
    made, findings = assemble([Document("file.yaml", 0, data, data)])
    assert findings == []
    return made


def rows(kind, *claims, **more):
    """Return the rows that *claims*, dictionaries or (party, value) pairs, on one question come to."""
    setting = {name: more.pop(name) for name in ("parties", "pooled", "published", "timezone") if name in more}
    written = [c if isinstance(c, dict) else {"party": c[0], "value": c[1]} for c in claims]
    made = dataset({"kind": kind, "claims": written, **more}, **setting)
    return compare(made).events[0].rows


def row(kind, *claims, **more):
    """Return the only row that *claims* come to."""
    (only,) = rows(kind, *claims, **more)
    return only
