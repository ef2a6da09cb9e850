"""Reports for CI servers, code scanning and workflow runs: each takes every problem, and no text becomes a command."""

import json
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema_rs
import pytest
from files import GOOD, ROOT, run
from golden import check
from hypothesis import given
from hypothesis import strategies as st
from pages import page, shown
from rows import each_row
from test_cli_validate import BROKEN

from borderclash import __version__
from borderclash.problems import Location, Problem, SheetCell
from borderclash.rendering.formats import OF_PROBLEMS, named
from borderclash.rendering.options import Options
from borderclash.rendering.reports import summary
from borderclash.rendering.reports.base import Report
from borderclash.rendering.reports.github import COMMANDS, _data, _property
from borderclash.rules import RULES
from borderclash.text.escaping import one_line

COMMAND = re.compile(r"::(error|warning|notice) ([^:\r\n]*)::([^\r\n]*)\n")
SARIF = jsonschema_rs.Draft4Validator(
    json.loads((ROOT / "tests" / "sarif" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
)
PIECES = [
    *"%:,=\r\n\t\v\x00\x1b\x7f\x85\u2028\u202e\u2067\ufeff\ufffe\uffff\udc80\ud800|`*<>&[](){}\"'\\$@ axé日",
    *"%0A %25 %3A ::error:: \n::add-mask::a ##[error] ]]> &lt; <!-- [a](b) ./".split(" "),
]
hostile = st.one_of(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.text(max_size=12))
# A path comes from the system: no zero byte, and half characters only for bytes that are no UTF-8.
names = st.one_of(hostile, st.from_regex(r"(\./|/|\.\./)?[a-c% ]{1,3}(/[a-c:]{1,3}){0,2}\.yaml", fullmatch=True))
files = names.map(lambda text: re.sub("[\x00\ud800-\udc7f\udd00-\udfff]", "", text) or "x")
cells = st.builds(SheetCell, st.integers(1, 99), st.sampled_from(["", "A", "AB"]), hostile)
locations = st.builds(
    Location,
    files,
    st.integers(0, 99),
    st.integers(1, 99),
    st.integers(1, 99),
    st.just(""),
    st.none() | cells,
)
problems = st.builds(
    Problem,
    st.sampled_from(["unknown-party", "self-contradiction", "syntax"]),
    st.sampled_from(list(COMMANDS)),
    hostile,
    locations,
    hostile,
    st.lists(st.tuples(hostile, locations), max_size=2).map(tuple),
)
many = st.lists(problems, max_size=4)


def problem(severity="error", message="m", file="x.yaml", line=3, related=()):
    return Problem("unknown-party", severity, message, Location(file, line, 5, 2), "h", related)


def text_of(format, found, *checked):
    """Return a report; it must be text that a file can hold."""
    text = "".join(named(format, OF_PROBLEMS).write(Report(found, checked), Options()))
    text.encode()
    return text


def commands(text):
    """Read *text* as the runner of a workflow does: a line a command, escapes undone last."""
    assert COMMAND.sub("", text) == ""
    read = []
    for kind, properties, data in COMMAND.findall(text):
        pairs = [pair.split("=", 1) for pair in properties.split(",")]
        read.append((kind, {name: unescaped(value) for name, value in pairs}, unescaped(data)))
    return read


def unescaped(text):
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


def sarif(found):
    text = text_of("sarif", found)
    log = json.loads(text)
    SARIF.validate(log)
    return log["runs"][0]


def junit(found, *checked):
    return ElementTree.fromstring(text_of("junit", found, *checked).encode())


def visible(text):
    return one_line(text).replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")


def place(location):
    whole = not location.line and location.cell is None
    return one_line(location.file if whole else f"{location.file}:{location.within}")


def test_every_format_has_its_reporter():
    for format in OF_PROBLEMS:
        assert isinstance(text_of(format.name, [problem()]), str)


@pytest.mark.parametrize("name", ["report-github.txt", "report-sarif.json", "report-junit.xml"])
def test_report(name):
    out = run("validate", "-", "--format", name[7:].partition(".")[0], stdin=BROKEN).out
    check(name, out.replace(f'"version": "{__version__}"', '"version": "VERSION"'))


@pytest.mark.parametrize("format", ["github", "sarif", "junit"])
def test_every_problem_is_in_the_report(format):
    told = json.loads(run("validate", "-", "--format", "json", stdin=BROKEN).out)["problems"]
    assert len(told) == 6
    out = run("validate", "-", "--format", format, stdin=BROKEN).out
    for each in told:
        words = [each["rule"], each["message"], each["help"], *(other["message"] for other in each["related"])]
        assert [word for word in words if word not in out] == []


# GitHub


@given(many)
def test_each_line_is_one_command_and_says_the_problem(found):
    read = commands(text_of("github", found))
    ordered = [each for severity in COMMANDS for each in found if each.severity == severity]
    assert len(read) == len(found)
    for (kind, properties, data), each in zip(read, ordered, strict=True):
        related = [f"{one_line(words)}: {place(location)}" for words, location in each.related]
        assert kind == COMMANDS[each.severity]
        assert data == "\n".join([one_line(each.message), f"help: {one_line(each.help)}", *related])
        at = f" at {one_line(each.location.within)}" if each.location.cell else ""
        assert properties["title"] == f"borderclash ({each.rule}{at})"
        lines = {"line", "endLine", "col", "endColumn"} if each.location.line else set()
        assert set(properties) == {"file", "title"} | lines


@given(hostile)
def test_escapes_are_undone_to_the_same_text(text):
    for escape in (_data, _property):
        assert not re.search("[\r\n]", escape(text))
        assert unescaped(escape(text)) == text
    assert not re.search("[:,]", _property(text))


def test_a_file_name_cannot_end_its_property():
    (read,) = commands(text_of("github", [problem(file="./a,line=1::b%0A\n::warning::c.yaml")]))
    assert read[1]["file"] == "a,line=1::b%0A ::warning::c.yaml"
    assert read[1]["line"] == "3"


def test_errors_come_before_warnings_before_notices_and_keep_their_order():
    found = [problem(severity, str(n)) for n, severity in enumerate(["information", "warning", "error"] * 2)]
    read = commands(text_of("github", found))
    assert [(kind, data[0]) for kind, _, data in read] == [
        ("error", "2"), ("error", "5"), ("warning", "1"), ("warning", "4"), ("notice", "0"), ("notice", "3"),
    ]  # fmt: skip


# SARIF


@given(many)
def test_sarif_has_the_form_of_its_schema_and_holds_the_text(found):
    made = sarif(found)
    rules = made["tool"]["driver"]["rules"]
    for result, each in zip(made["results"], found, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == each.rule
        text = f"{one_line(each.message)}\nhelp: {one_line(each.help)}"
        assert result["message"]["text"] == text.replace("](", "] (")
        assert len(result.get("relatedLocations", ())) == len(each.related)
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?:file://)?(?:[A-Za-z0-9_.~/-]|%[0-9A-F]{2})+", uri)


@each_row(
    ("file", "uri"),
    [
        ("./data/a b.yaml", "data/a%20b.yaml"),
        ("../日%.yaml", "../%E6%97%A5%25.yaml"),
        ("javascript:x", "javascript%3Ax"),
        ("a\udcff.yaml", "a%FF.yaml"),
        ("/tmp/ä.yaml", "file:///tmp/%C3%A4.yaml"),
    ],
)
def test_uri_of_a_file(file, uri):
    location = sarif([problem(file=file)])["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": uri}
    assert unquote(uri, errors="surrogateescape").endswith(file.removeprefix("./"))


def test_rules_are_told_by_their_documentation():
    made = sarif([problem("warning"), Problem("odd-key", "warning", "m", Location("x", 0, 1), "h")])
    known, other = made["tool"]["driver"]["rules"]
    assert known["shortDescription"]["text"] == RULES["unknown-party"].__doc__
    assert "no column" in known["help"]["text"]
    assert known["defaultConfiguration"] == {"level": "error"}
    assert made["results"][0]["level"] == "warning"
    assert other["shortDescription"]["text"] == "odd key"
    assert "region" not in made["results"][1]["locations"][0]["physicalLocation"]


def test_information_is_a_note_and_places_end_behind_the_last_character():
    (result,) = sarif([problem("information", related=(("there", Location("y.yaml", 1, 1)),))])["results"]
    assert result["level"] == "note"
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3, "startColumn": 5, "endColumn": 7,
    }  # fmt: skip
    assert result["relatedLocations"][0]["message"] == {"text": "there"}


def test_sarif_without_problems():
    made = sarif([])
    assert made["results"] == made["tool"]["driver"]["rules"] == []


# JUnit


@given(many)
def test_xml_holds_the_text_and_counts_what_it_holds(found):
    root = junit(found, "good.yaml")
    cases = root.findall("testsuite/testcase")
    failures = root.findall("testsuite/testcase/failure")
    assert (root.get("tests"), root.get("failures")) == (str(len(cases)), str(len(failures)))
    errors = [each for each in found if each.severity == "error"]
    messages = sorted(visible(each.message) for each in errors)
    assert sorted(failure.get("message") for failure in failures) == messages
    texts = [element.text for element in root.iter() if element.tag in ("failure", "system-out")]
    for each in found:
        said = visible(f"{place(each.location)}") + f"\n{visible(each.message)}\nhelp: {visible(each.help)}"
        assert any(said in text for text in texts)


def test_each_error_is_a_case_and_a_file_without_errors_is_one_that_passed():
    found = [problem(), problem(), problem("warning", file="warned.yaml")]
    root = junit(found, "good.yaml", "warned.yaml", "x.yaml")
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == ["good.yaml", "warned.yaml", "x.yaml"]
    assert [len(suite.findall("testcase")) for suite in root] == [1, 1, 2]
    assert [len(suite.findall("testcase/failure")) for suite in root] == [0, 0, 2]
    assert suites["warned.yaml"].findtext("system-out") == "warning[unknown-party]: warned.yaml:3:5\nm\nhelp: h"


@pytest.mark.parametrize("text", [GOOD, BROKEN, "["])
def test_xml_is_what_jenkins_accepts(text):
    xmlschema = pytest.importorskip("xmlschema")
    report = run("validate", "-", "--format", "junit", stdin=text).out
    xmlschema.XMLSchema(ROOT / "tests" / "junit" / "junit-10.xsd").validate(report)


def test_good_files_are_in_the_report_by_the_suffix_of_its_file(tmp_path):
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    assert run("validate", "good.yaml", "-o", "x.xml", cwd=tmp_path).code == 0
    root = ElementTree.parse(tmp_path / "x.xml").getroot()
    assert [(case.get("classname"), len(case)) for case in root.iter("testcase")] == [("good.yaml", 0)]
    assert run("validate", "good.yaml", "-o", "x.sarif", cwd=tmp_path).code == 0
    SARIF.validate(json.loads((tmp_path / "x.sarif").read_text(encoding="utf-8")))


# The summary of a job


def test_summary_is_added_to_the_file_that_github_names(tmp_path):
    file = tmp_path / "summary.md"
    file.write_text("before\n\n", encoding="utf-8")
    ran = run("validate", "-", "--format", "github", stdin=BROKEN, GITHUB_STEP_SUMMARY=str(file))
    assert ran == run("validate", "-", "--format", "github", stdin=BROKEN, GITHUB_STEP_SUMMARY="")
    text = file.read_text(encoding="utf-8")
    assert text.startswith("before\n\n## ")
    check("summary.md", text.removeprefix("before\n\n"))


def test_summary_is_for_the_format_of_github_alone(tmp_path):
    run("validate", "-", "--format", "sarif", stdin=BROKEN, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    assert list(tmp_path.iterdir()) == []


def test_summary_that_cannot_be_written_is_told_and_hides_nothing(tmp_path):
    ran = run("validate", "-", "--format", "github", stdin=BROKEN, GITHUB_STEP_SUMMARY=str(tmp_path))
    assert ran.code == 1
    assert ran.out.count("::error ") == 5
    assert ran.err.startswith(f"cannot write the job summary to `{tmp_path}`: is a directory (")


def test_summary_has_a_hundred_rows_and_says_how_many_it_leaves_out():
    found = [problem("warning", "w"), *(problem(message=f"e{n}") for n in range(101))]
    text = "".join(summary.write(found, "1 file"))
    assert (text.count("| error |"), text.count("| warning |")) == (100, 0)
    assert text.endswith("\n\n2 more problems are left out.\n\n")
    assert "left out" not in "".join(summary.write(found[:100], "1 file"))
    assert "1 more problem is left out" in "".join(summary.write(found[:101], "1 file"))
    assert "".join(summary.write([], "1 file")) == "## borderclash validate\n\n1 file\n\n"


@given(problems)
def test_summary_shows_the_text_and_nothing_else(each):
    read = page("".join(summary.write([each], "1 file")))
    cells = [each.severity, each.rule, place(each.location), each.message, each.help]
    assert read.texts("td") == [shown(cell) for cell in cells]
    assert read.links == []


@pytest.mark.parametrize("character", ["$", "日", "\u202e"])
@pytest.mark.thorough
def test_summary_of_long_texts_stays_below_what_github_takes(character):
    long = character * 9999
    found = [Problem("syntax", "error", long, Location(long, 1, 1), long)] * 150
    assert len("".join(summary.write(found, "1 file")).encode()) < 2**20


# Errors of one kind


def thirteen_offsets():
    """Return thirteen problems of one kind, and two of others between them."""
    told = "`value` has an offset without a colon: `2005-05-13T04:{:02}+0200`"
    help = "write `2005-05-13T04:{:02}+02:00`"
    found = [
        Problem("time", "error", told.format(n), Location("x.yaml", n, 5, 2, f"line {n}"), help.format(n))
        for n in range(1, 14)
    ]
    month = Problem("time", "error", "`stated` has a month in short: `1 Aug 2005`", Location("x.yaml", 3, 9), "h")
    return [*found[:4], month, *found[4:], problem()]


def test_thirteen_errors_of_one_kind_are_shown_to_people_once_with_thirteen_places():
    full = text_of("full", thirteen_offsets())
    assert full.count("has an offset without a colon") == 1
    assert "\n  = the same in 12 more places:\n" in full
    for n in range(2, 14):
        assert (
            f"    x.yaml:{n}:5: `value`: `2005-05-13T04:{n:02}+0200` (write `2005-05-13T04:{n:02}+02:00`)\n"
            in full
        )
    assert full.count("-->") == 3

    concise = text_of("concise", thirteen_offsets()).splitlines()
    assert len(concise) == 15
    assert [line.split(" ")[0] for line in concise[:13]] == [f"x.yaml:{n}:5:" for n in range(1, 14)]
    assert sum("has an offset without a colon" in line for line in concise) == 1
    assert concise[1] == (
        "x.yaml:2:5: error time: the same of `value`: `2005-05-13T04:02+0200` (write `2005-05-13T04:02+02:00`)"
    )

    rows = "".join(summary.write(thirteen_offsets(), "counts")).splitlines()
    (row,) = (line for line in rows if "offset without a colon" in line)
    assert "x.yaml:1:5 and 12 more: x.yaml:2:5, x.yaml:3:5" in row.replace("<!-- -->", "")


@each_row("format", ["json", "sarif", "junit", "github"])
def test_programs_get_each_error_of_a_kind(format):
    text = text_of(format, thirteen_offsets())
    for n in range(1, 14):
        assert re.search(f"has an offset without a colon: `2005-05-13T04(:|%3A){n:02}", text)


def test_warnings_are_each_shown():
    found = [p._replace(severity="warning") for p in thirteen_offsets()]
    assert text_of("full", found).count("has an offset without a colon") == 13


def test_a_place_that_is_cut_short_is_not_followed_by_what_stands_behind_it(tmp_path):
    file = tmp_path / "claims.yaml"
    file.write_text(f"borderclash: 1\nparties: {{a: {{name: A, kind: '{'word ' * 60}'}}}}\n")
    shown = [
        line for line in run("validate", file, columns=80).out.splitlines() if "word word" in line and "|" in line
    ]
    assert shown
    assert all(line.endswith("...") for line in shown)
