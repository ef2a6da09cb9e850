"""What is computed only when it is come to."""

from dataclasses import replace

import pytest
from build import dataset

from borderclash import compare as module
from borderclash.compare import compare
from borderclash.errors import UsageProblem
from borderclash.later import Later
from borderclash.selection import keep_questions
from borderclash.writers import Options, writer


def test_items_are_made_when_they_are_come_to_and_once():
    made = []
    later = Later(made.append(n) or n for n in range(4))
    first = iter(later)
    assert (next(first), next(first), made) == (0, 1, [0, 1])
    assert next(iter(later)) == 0
    assert made == [0, 1]
    assert (later[2], len(later), later[1:3], made) == (2, 4, [1, 2], [0, 1, 2, 3])
    assert list(first) == [2, 3]
    assert list(later) == [0, 1, 2, 3]
    with pytest.raises(IndexError):
        later[4]


def test_the_first_table_stands_before_the_second_is_compared(monkeypatch):
    compared = []
    compare_event = module.compare_event
    monkeypatch.setattr(
        module, "compare_event", lambda event, parties: compared.append(event.id) or compare_event(event, parties)
    )
    two = dataset({"kind": "count", "claims": [{"party": "a", "value": 1}]})
    event = two.events[0]
    two = replace(two, events=(event, replace(event, id="f")))
    pieces = writer("terminal")(compare(two), Options())
    head = next(pieces)
    assert (head, compared) == ("", [])
    assert "Only a takes" not in next(pieces)
    assert compared == ["e"]
    rest = list(pieces)
    assert compared == ["e", "f"]
    assert rest[-1].startswith("\n2 rows: 2 one-party")


def test_a_question_is_looked_for_no_further_than_its_first_match():
    made = []
    comparison = compare(dataset({"kind": "count", "claims": [{"party": "a", "value": 1}]}))
    tables = Later(made.append(n) or comparison.tables[0] for n in range(3))
    kept = keep_questions(replace(comparison, tables=tables), ["q*"])
    assert made == [0]
    assert (len(kept.tables), made) == (3, [0, 1, 2])
    with pytest.raises(UsageProblem, match="no question matches `x`"):
        keep_questions(comparison, ["q", "x"])
