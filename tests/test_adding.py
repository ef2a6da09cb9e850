"""Entries become claims of a dataset that passes, or nothing is written."""

import pytest
from files import GOOD

from borderclash.entering.entry import Entry
from borderclash.entering.refusal import Refused
from borderclash.entering.writing import Workspace
from borderclash.problems import UsageError

ANSWERS = {
    "event": "clash",
    "question": "soldiers-killed",
    "party": "south",
    "value": "23",
    "stated": "2025-10-12",
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "claims.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def prepare(file, **answers):
    return Workspace.open(str(file)).prepare([Entry.from_record({**ANSWERS, **answers})])


def told(problems):
    return [(problem.rule, problem.location.file) for problem in problems]


def test_a_claim_is_written(file):
    prepared = prepare(file)
    assert prepared.problems == []
    assert prepared.location(prepared.added[0]).line == 21
    row = prepared.comparison(prepared.added[0].entry).events[0].rows[0]
    assert len(row.accounts) == 2
    prepared.write()
    assert file.read_text(encoding="utf-8") == GOOD + "          - {party: south, value: 23, stated: 2025-10-12}\n"
    with pytest.raises(UsageError, match="was changed on disk"):
        prepared.write()


@pytest.mark.parametrize(
    ("answers", "rule", "option", "help"),
    [
        ({"value": "23 soldiers"}, "figure", "--value", "put the unit in `unit`"),
        ({"stated": "12.10.2025"}, "time", "--stated", "write `2025-10-12`"),
        ({"party": "soth"}, "unknown-party", "--party", "did you mean `south`?"),
        ({"party": "soth", "party_name": "Soth"}, "unknown-party", "--party", "did you mean `south`?"),
        ({"party": "east"}, "unknown-party", "--party", "`party_name`"),
        ({"party": "s", "party_name": "SOUTH"}, "unknown-party", "--party", "did you mean `south`?"),
        ({"source": "wir"}, "unknown-source", "--source", "did you mean `wire`?"),
        ({"event": "clsh"}, "unknown-event", "--event", "did you mean `clash`?"),
        ({"question": "posts", "label": "Posts"}, "unknown-question", "--question", "give its `kind`"),
        ({"question": None}, "missing-field", "--question", "`soldiers-killed`"),
        ({"label": "Other"}, "differs", "--label", "leave it out"),
        ({"stance": "denis"}, "unknown-word", "--stance", "did you mean `denies`?"),
        ({"value": None}, "missing-field", "--value", "stance"),
        ({"question": "posts", "label": "Posts", "kind": "cont"}, "unknown-word", "--kind", "did you mean `count`?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_option(file, answers, rule, option, help):
    prepared = prepare(file, **answers)
    assert (rule, option) in told(prepared.problems)
    assert help in " ".join(problem.help for problem in prepared.problems)
    with pytest.raises(Refused):
        prepared.write()
    assert file.read_text(encoding="utf-8") == GOOD


def test_unknown_answers_are_told():
    with pytest.raises(Refused) as refused:
        Entry.from_record({"valu": 5, "cumulative": "maybe", "options": "a"})
    assert told(refused.value.problems) == [
        ("unknown-field", "--valu"),
        ("unknown-word", "--cumulative"),
        ("options", "--options"),
    ]


def test_what_is_missing_is_made(file):
    answers = {"event": "second", "event_title": "Second", "question": "who", "label": "Who", "kind": "choice"}
    answers |= {"options": "a=A; b=B", "value": "a", "party": "east", "party_name": "East"}
    prepared = prepare(file, **answers, source="herald-1", source_title="Herald", scope="null")
    assert [added.thing for added in prepared.added] == ["party", "source", "event", "question", "claim"]
    prepared.write()
    assert [event.id for event in prepared.dataset.events] == ["clash", "second"]
    assert prepared.dataset.events[1].questions[0].options == {"a": "A", "b": "B"}
