"""Whatever the layout of a claim file: what is added is inserted, and nothing else is another."""

from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st
from layouts import TEXTS, Layout

from borderclash.entering.claim_file import ClaimFile
from borderclash.problems import Refused
from borderclash.reading.sources import Input
from borderclash.reading.yaml_events import parse
from borderclash.spreadsheet.yaml_text import Unquoted


def texts(chance):
    return chance.choice(TEXTS) or "x"


def made_claim(chance):
    fields = {"party": chance.choice("ab")}
    for name in ("value", "stance", "quote", "note", "speaker", "id"):
        if chance.random() < 0.4:
            fields[name] = chance.choice((texts(chance), chance.randrange(2000)))
    if chance.random() < 0.2:
        fields["source"] = ["s1", "s2"]
    if chance.random() < 0.1:
        fields["scope"] = None
    items = list(fields.items())
    chance.shuffle(items)
    return dict(items)


def made_documents(chance):
    documents = []
    for number in range(chance.choice((1, 1, 1, 2, 3))):
        data = {"borderclash": 1}
        if chance.random() < 0.7:
            data["parties"] = {id: {"name": texts(chance)} for id in "ab"[: chance.randrange(3)]}
        if chance.random() < 0.5:
            data["sources"] = {id: {"title": texts(chance)} for id in ("s1", "s2")[: chance.randrange(3)]}
        if chance.random() < 0.8:
            events = data["events"] = {}
            for each in range(chance.randrange(3)):
                questions = {
                    f"q{q}": {
                        "label": texts(chance),
                        "kind": "text",
                        "claims": [made_claim(chance) for _ in range(chance.randrange(4))],
                    }
                    for q in range(chance.randrange(3))
                }
                events[f"e{number}-{each}"] = {"title": texts(chance), "questions": questions}
        documents.append(data)
    return documents


def written(text, chance):
    if chance.random() < 0.3:
        text = text.rstrip("\n") + chance.choice(("", "", "  ", "\n  ", "\n\n\n"))
    if chance.random() < 0.3:
        text = text.replace("\n", chance.choice(("\r\n", "\r")))
    return (b"\xef\xbb\xbf" if chance.random() < 0.2 else b"") + text.encode()


def checked(old, file, add):
    """Add to a file and return the data before and after; all of the file stays, in order."""
    before = parse(file.text)
    assert not before.refusals
    try:
        changed = add(file)
    except Refused as refused:
        # To end its last line would make the text in it a longer one.
        assume("ends within this block" not in str(refused) or file.text[-1] in "\r\n")
        raise
    kept = [piece for piece in changed.pieces if not isinstance(piece, str)]
    assert "".join(file.text[slice(*piece)] for piece in kept) == file.text
    new = changed.encoded()
    assert len(new) - len(old) == len("".join(p for p in changed.pieces if isinstance(p, str)).encode())
    again = ClaimFile.of(Input("x", new))
    assert not again.parsed.refusals
    return before.documents, again.parsed.documents


@given(st.integers(0, 10**9))
def test_a_claim_more_and_nothing_else(seed):
    chance = Random(seed)
    documents = made_documents(chance)
    old = written(Layout(chance).file(documents), chance)
    file = ClaimFile.of(Input("x", old))
    asked = [
        (event, q)
        for data in documents
        for event in data.get("events", {})
        for q in data["events"][event]["questions"]
    ]
    claim = made_claim(chance)
    if asked:
        event, question = chance.choice(asked)
        added = {"events": {event: {"questions": {question: {"claims": [as_written(claim)]}}}}}
        before, after = checked(old, file, lambda file: file.add(added))
        found = next(data for data in before if event in data.get("events", {}))
        found["events"][event]["questions"][question]["claims"].append(claim)
        assert after == before
    extra = {"parties": {"c": {"name": texts(chance)}}, "sources": {"s3": {"title": texts(chance)}}}
    extra["events"] = {
        "new": {"title": texts(chance), "questions": {"q": {"label": "Q", "claims": [claim, claim]}}}
    }
    before, after = checked(old, file, lambda file: file.add(as_written(extra)))
    for section, entries in extra.items():
        homes = [number for number, data in enumerate(after) if entries.items() <= data.get(section, {}).items()]
        assert len(homes) == 1
        for id in entries:
            del after[homes[0]][section][id]
        if not after[homes[0]][section] and section not in before[homes[0]]:
            del after[homes[0]][section]
    assert after == before


def as_written(data):
    """Return data with its numbers as they are written."""
    if isinstance(data, dict):
        return {key: as_written(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_written(item) for item in data]
    return Unquoted(data) if isinstance(data, int) and not isinstance(data, bool) else data
