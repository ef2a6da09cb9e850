"""Rows of a few claims, and the words of rows and mirrors, for tests that look at them."""

from borderclash.comparing.rows import compare
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Document

NAMES = {
    "a": "Afghanistan",
    "p": "Pakistan",
    "q": "Qatar",
    "r": "Unattributed reports",
    "k": "Kabul residents",
}
OPTIONS = {"air-strike": "an air strike", "rocket": "a misfired rocket"}


def day(number):
    return f"2020-06-{number:02}"


def table(*claims, kind="count", **more):
    """Return the rows of one question, put to the parties of NAMES; reports and residents are pooled."""
    question = {"label": "Q", "source": "s", "kind": kind, "claims": list(claims), **more}
    data = {
        "parties": {id: {"name": name, "pooled": id in "rk"} for id, name in NAMES.items()},
        "sources": {"s": {"title": "S"}},
        "events": {"e": {"title": "E", "questions": {"q": question}}},
    }
    made, findings = assemble([Document("file.yaml", 0, data, data)])
    assert findings == []
    return compare(made).events[0].rows


def only_row(*claims, **more):
    (row,) = table(*claims, **more)
    return row


def claim(party, value=None, stance="asserts", stated=None, **more):
    return {
        "party": party,
        "stance": stance,
        **({} if value is None else {"value": value}),
        "stated": stated,
        **more,
    }


def cell(row, party):
    return RowPhrasing(row).cell(party)


def cells(row):
    return {party: cell(row, party) for party in row.accounts}


def why(row):
    return RowPhrasing(row).why


def why_pairs(row):
    return [RowPhrasing(row).why_pair(pair) for pair in row.pairs]
