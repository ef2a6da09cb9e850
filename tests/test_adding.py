"""Entries become claims of a dataset that passes, or nothing is written."""

import pytest
from files import EXAMPLE, GOOD

from borderclash.atomic_write import write_whole
from borderclash.checking import check
from borderclash.cli.add import HELP
from borderclash.entering import writing
from borderclash.entering.entry import NAMES, Entry
from borderclash.entering.writing import Workspace
from borderclash.problems import Refused, UsageError

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


def test_what_is_said_once_more_of_a_thing_may_be_the_same(file):
    text = GOOD.replace("published: 2025-10-12}", "published: 2025}")
    file.write_text(text, encoding="utf-8")
    same = {"source": "wire", "source_published": "2025", "party_name": "South", "label": "Soldiers killed"}
    assert prepare(file, **same).problems == []
    assert told(prepare(file, **same, source_publisher="Wire").problems) == [("differs", "--source-publisher")]


def test_each_answer_has_an_option():
    assert set(HELP) == set(NAMES)


def test_unknown_answers_are_told():
    with pytest.raises(Refused) as refused:
        Entry.from_record({"valu": 5, "cumulative": "maybe", "options": "a"})
    assert told(refused.value.problems) == [
        ("unknown-field", "--valu"),
        ("unknown-word", "--cumulative"),
        ("options", "--options"),
    ]


def test_of_several_files_all_are_written_or_none(file, monkeypatch):
    other = file.parent / "other.yaml"
    text = "borderclash: 1\nevents:\n  b: {title: B, source: wire, questions: {}}\n"
    other.write_text(text, encoding="utf-8")
    asked = {**ANSWERS, "event": "b", "question": "q", "label": "Q", "kind": "count"}
    workspace = Workspace.open(str(file.parent))
    prepared = workspace.prepare([Entry.from_record(ANSWERS), Entry.from_record(asked)])
    assert [added.file for added in prepared.added] == [str(file), str(other), str(other)]
    written = []

    def write(path, pieces):
        if path == other:
            raise OSError(28, "No space left on device")
        written.append(path)
        write_whole(path, pieces)

    monkeypatch.setattr(writing, "write_whole", write)
    with pytest.raises(UsageError, match="no space left on device; nothing was written"):
        prepared.write()
    assert written == [file, file]
    assert file.read_text(encoding="utf-8") == GOOD
    assert other.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("change", [lambda path: path.write_text(GOOD + "# mine\n"), lambda path: path.unlink()])
def test_a_file_that_is_another_by_now_is_left_alone(file, change):
    prepared = prepare(file)
    change(file)
    with pytest.raises(UsageError):
        prepared.write()
    assert not file.exists() or file.read_text(encoding="utf-8") == GOOD + "# mine\n"


def test_what_is_missing_is_made(file):
    answers = {"event": "second", "event_title": "Second", "question": "who", "label": "Who", "kind": "choice"}
    answers |= {"options": "a=A; b=B", "value": "a", "party": "east", "party_name": "East"}
    prepared = prepare(file, **answers, source="herald-1", source_title="Herald", scope="null")
    assert [added.thing for added in prepared.added] == ["party", "source", "event", "question", "claim"]
    prepared.write()
    assert [event.id for event in prepared.dataset.events] == ["clash", "second"]
    assert prepared.dataset.events[1].questions[0].options == {"a": "A", "b": "B"}


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("count", "58", "58"),
        ("count", "1,300", "1,300"),
        ("count", "0", "0"),
        ("count", 58, "58"),
        ("number", "1.50", "1.50"),
        ("number", "-5", "-5"),
        ("time", "2025", "2025"),
        ("time", "0079", '"0079"'),
        ("time", "12:30 to 13:00", None),
        ("text", "58", '"58"'),
        ("text", "no", "no"),
        ("yes-no", "no", "no"),
        ("names", "Khost; Kunar", "[Khost, Kunar]"),
        ("names", ["Khost, Kunar"], '["Khost, Kunar"]'),
    ],
)  # fmt: skip
def test_a_value_is_written_as_its_kind_is(file, kind, value, written):
    prepared = prepare(file, question="q", label="Q", kind=kind, unit="km", value=value)
    if written is None:
        assert told(prepared.problems) == [("time", "--value")]
    else:
        assert prepared.problems == []
        assert f"value: {written}\n" in prepared.files[0].text


def test_files_beside_belong_to_one_that_names_what_they_declare(tmp_path):
    declared, events = GOOD.split("events:")
    (tmp_path / "declared.yaml").write_text(declared, encoding="utf-8")
    (tmp_path / "unrelated.yml").write_text("borderclash: 1\n", encoding="utf-8")
    (tmp_path / ".hidden.yaml").write_text("nothing", encoding="utf-8")
    file = tmp_path / "events.yaml"
    file.write_text("borderclash: 1\nevents:" + events, encoding="utf-8")
    assert prepare(file).problems == []
    (tmp_path / "declared.yaml").unlink()
    assert {rule for rule, _ in told(prepare(file).problems)} == {"unknown-party"}


def without(dataset, event, question, claim):
    """Return the questions of a dataset by their ids, but for one claim."""
    found = {}
    for each in dataset.events:
        for asked in each.questions:
            claims = [c for c in asked.claims if (each.id, asked.id, c) != (event, question, claim)]
            found[each.id, asked.id] = asked._replace(claims=tuple(claims))
    return found


def questions_of_the_example(step):
    events = check([str(EXAMPLE)]).dataset.events
    return [(event.id, question.id) for event in events for question in event.questions][::step]


def gains_exactly(path, event, question):
    """Add a claim to a question of the real data, and hold what the dataset was against what it is."""
    before = check([str(path)], only="error").dataset
    record = {"event": event, "question": question, "party": "qatar", "stance": "declines", "note": "no: # 1,300"}
    prepared = Workspace.open(str(path)).prepare([Entry.from_record(record)])
    prepared.write()
    after = check([str(path)], only="error").dataset
    asked = next(q for e in after.events if e.id == event for q in e.questions if q.id == question)
    claim = asked.claims[-1]
    assert (claim.party, claim.stance, claim.note, claim.value) == ("qatar", "declines", "no: # 1,300", None)
    assert without(after, event, question, claim) == without(before, event, question, None)
    assert (after.parties, after.sources, after.title) == (before.parties, before.sources, before.title)
    line = prepared.location(prepared.added[0]).line
    lines = path.read_bytes().splitlines(keepends=True)
    assert b"".join(lines[: line - 1] + lines[line + 2 :]) == EXAMPLE.read_bytes()


@pytest.mark.parametrize("asked", questions_of_the_example(30))
def test_the_dataset_gains_exactly_that_claim(tmp_path, asked):
    path = tmp_path / "claims.yaml"
    path.write_bytes(EXAMPLE.read_bytes())
    gains_exactly(path, *asked)


@pytest.mark.tools
def test_the_dataset_gains_exactly_that_claim_in_any_question(tmp_path):
    path = tmp_path / "claims.yaml"
    for asked in questions_of_the_example(1):
        path.write_bytes(EXAMPLE.read_bytes())
        gains_exactly(path, *asked)
