"""Of each rule, people see the first hundred problems, and how many there are beside them."""

import json
import re

import pytest
from files import GOOD, run
from hypothesis import given
from hypothesis import strategies as st
from test_import import CLAIM, sheet
from test_import import GOOD as ROWS

from borderclash import checking
from borderclash.problems import Finding, Pointer
from borderclash.reading import faults, yaml_places
from borderclash.reading.locate import locate, locate_first
from borderclash.reading.settings import Settings
from borderclash.reading.sources import Input

QUESTION = "      q{n}: {{label: Q, kind: count, claims: [{{party: north, value: {n}, stated: 2025-10-20}}]}}\n"


def warned(count):
    """Return a file with *count* claims said after their source was published, from line 21 on."""
    return GOOD + "".join(QUESTION.format(n=n) for n in range(count))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "claims.yaml").write_text(warned(250), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("format", ["full", "concise"])
def test_the_first_hundred_of_a_rule_are_shown_and_the_rest_counted(format, folder):
    ran = run("validate", "claims.yaml", "-f", format, cwd=folder)
    assert (ran.code, ran.err) == (0, "1 file, 0 errors, 250 warnings\n")
    places = re.findall(r"^ *--> claims.yaml:(\d+):|^claims.yaml:(\d+):", ran.out, re.MULTILINE)
    assert ["".join(place) for place in places] == [str(21 + number) for number in range(100)]
    assert ran.out.rstrip().endswith(
        "\nand 150 more of source-before-claim (`borderclash validate --all` shows them)"
    )
    every = run("validate", "claims.yaml", "-f", format, "--all", cwd=folder)
    assert every.err == ran.err
    assert every.out.count("warning") == 250
    assert "more of" not in every.out


@pytest.mark.parametrize("format", ["json", "sarif", "junit", "github"])
def test_programs_get_all(format, folder):
    out = run("validate", "claims.yaml", "-f", format, cwd=folder).out
    assert out.count("lies after the publication") == 250
    if format == "json":
        assert len(json.loads(out)["problems"]) == 250


def test_strict_counts_what_is_not_shown(folder):
    assert run("validate", "claims.yaml", "--strict", "--select", "source-before-claim", cwd=folder).code == 1


def test_every_rule_has_a_hundred_of_its_own_and_the_worst_is_not_hidden(tmp_path):
    text = warned(120).replace("value: 110", "value: 110 men").replace("north, value: 111", "x, value: 1")
    (tmp_path / "claims.yaml").write_text(text, encoding="utf-8")
    ran = run("validate", "claims.yaml", "-f", "concise", cwd=tmp_path)
    assert ran.code == 1
    assert ran.out.count(" source-before-claim: ") == 100
    assert ran.out.count(" error figure: ") == 1
    assert ran.out.count(" error unknown-party: ") == 1


def test_a_command_that_refuses_data_shows_the_first_hundred_errors(tmp_path):
    text = GOOD + "".join(f"          - {{party: n{n}, value: {n}}}\n" for n in range(130))
    (tmp_path / "claims.yaml").write_text(text, encoding="utf-8")
    for command in (["compare", "claims.yaml"], ["diff", "claims.yaml", "claims.yaml"]):
        ran = run(*command, cwd=tmp_path)
        lines = ran.err.splitlines()
        assert (ran.code, ran.out) == (1, "")
        assert sum(" error unknown-party: " in line for line in lines[:101]) == 100
        assert lines[100] == "and 30 more of unknown-party (`borderclash validate --all` shows them)"
        assert lines[101].startswith("1 file, 130 errors, 0 warnings: ")


def test_import_shows_the_first_hundred_of_a_rule_too():
    content = sheet([*ROWS, *({**CLAIM, "value": "x"} for _ in range(130))])
    ran = run("import", "-", stdin=content)
    *lines, more, last = ran.err.splitlines()
    assert [line.split(":")[1] for line in lines] == [str(row) for row in range(8, 108)]
    assert (more, last) == (
        "and 30 more of figure (`borderclash import --all` shows them)",
        "136 rows, 130 errors, 0 warnings: nothing was written",
    )
    every = run("import", "-", "--all", stdin=content).err
    assert every.count(": error figure: ") == 130
    assert "more of" not in every


def test_ignored_problems_are_not_among_the_first_hundred():
    *lines, last = warned(130).splitlines()
    comment = " # borderclash: ignore[source-before-claim] typed later"
    ignored = "\n".join([*lines[:20], *(line + comment for line in lines[20:110]), *lines[110:], last])
    for most, count in ((100, 40), (10, 10)):
        (problems, left_out) = checked(ignored, most)
        assert [problem.rule for problem in problems] == ["source-before-claim"] * count
        assert sum(left_out.values()) == 40 - count
    everything = checked(ignored, None)[0]
    assert everything[:10] == problems


def checked(text, most):
    found = checking.check_inputs([Input("claims.yaml", text.encode())], settings=Settings(), most=most)
    return found.problems, found.left_out


def test_no_more_of_a_text_is_read_than_what_is_shown_asks_for(monkeypatch):
    events = []

    def counted(*arguments):
        for event in read(*arguments):
            events.append(event)
            yield event

    read = yaml_places.events
    monkeypatch.setattr(yaml_places, "events", counted)
    text = warned(500)
    assert len(checked(text, 1)[0]) == 1
    assert len(events) < 200
    events.clear()
    assert len(checked(text, None)[0]) == 500
    assert len(events) > 500


LINES = "".join(f"k{number}: [a, b]\n" for number in range(8))
PLACES = [(f"k{number}", *rest) for number in range(8) for rest in ((), (0,), (1,))]
places = st.builds(
    Pointer,
    st.sampled_from(["a", "b"]),
    st.just(0),
    st.sampled_from(PLACES),
    st.sampled_from(["value", "key"]),
    st.none() | st.integers(0, len(LINES)).map(lambda start: (start, start + 1)),
)
findings = st.builds(
    Finding,
    st.sampled_from(["one", "two"]),
    st.integers(0, 3).map(str),
    places,
    st.just("help"),
    st.just("error"),
    related=st.lists(places.map(lambda place: ("there", place)), max_size=1).map(tuple),
)


@given(st.lists(findings, max_size=12), st.integers(1, 4), st.sampled_from([(), ("one",)]))
def test_the_first_are_the_first_of_all(found, most, always):
    texts = {"a": LINES, "b": LINES}
    every = locate(found, texts)
    first, left_out = locate_first(found, texts, most, always)
    for rule in ("one", "two"):
        of_rule = [problem for problem in every if problem.rule == rule]
        shown = [problem for problem in first if problem.rule == rule]
        expected = of_rule if rule in always else of_rule[:most]
        assert [problem.location[:3] for problem in shown] == [problem.location[:3] for problem in expected]
        assert left_out[rule, "error"] == len(of_rule) - len(expected)
        assert all(problem in of_rule for problem in shown)


def test_figures_that_are_not_read_are_told_up_to_a_number(monkeypatch):
    monkeypatch.setattr(faults, "MOST_REPORTED", 5)
    claims = ", ".join(["{party: north, value: 58 soldiers}"] * 4)
    questions = "".join(f"      q{n}: {{label: Q, kind: count, claims: [{claims}]}}\n" for n in range(2))
    problems = checking.check_inputs([Input("claims.yaml", (GOOD + questions).encode())]).problems
    errors = [problem for problem in problems if problem.severity == "error"]
    assert [problem.rule for problem in errors] == ["figure"] * 5 + ["too-large"]
    assert errors[-1].message == "this is the last of 5 faults that are told of values"
