"""Mistakes that people make by hand, each told as the one that it is, where it stands, with the remedy that fits."""

from pathlib import Path

import pytest
from files import run
from rows import each_row

from borderclash.checking import check_inputs
from borderclash.reading.sources import Input
from borderclash.reading.yaml_events import PythonParser, default_parser
from borderclash.reading.yaml_places import cut_texts

CASES = Path(__file__).parent / "cases"

HEAD = """\
borderclash: 1
title: Two accounts
parties:
  north: {name: North}
  south: {name: South}
sources:
  wire: {title: Wire report, published: 2025-10-12}
events:
  clash:
    title: Clash at the bridge
    date: 2025-10-11
    source: wire
    questions:
      killed:
        label: Soldiers killed
        kind: count
        claims:
"""
SOUTH = "          - {party: south, value: at least 18}\n"


def problems(text):
    """Return the problems of a claim file, given as text or as bytes."""
    content = text.encode() if isinstance(text, str) else text
    return check_inputs([Input("claims.yaml", content)]).problems


def told(text):
    """Return rule, line, column, message and remedy of the one problem of a claim file."""
    (problem,) = problems(text)
    return problem.rule, problem.location.line, problem.location.column, problem.message, problem.help


def claim(value, kind="count"):
    """Return a claim file with a value of a kind, at line 18, column 35."""
    more = {"number": "unit: km", "choice": "options: {shell: A shell, mine: A mine}"}.get(kind)
    head = HEAD.replace("kind: count", f"kind: {kind}")
    if more:
        head = head.replace("title: Two accounts\n", "").replace(
            "        claims:", f"        {more}\n        claims:"
        )
    return f"{head}          - {{party: north, value: {value}}}\n          - {{party: south, stance: declines}}\n"


# Years before 1000, which YAML reads as other numbers


def test_early_years_without_quotes():
    text = (CASES / "early-years.yaml").read_text()
    assert [(p.rule, p.location.line, p.location.column, p.help) for p in problems(text)] == [
        ("time", 8, 45, 'write the year in quotes and with four digits: "0107"'),
        ("time", 13, 11, 'write the year in quotes and with four digits: "0079"'),
        ("time", 20, 72, 'write the year in quotes and with four digits: "0107"'),
        ("time", 22, 78, 'write the year in quotes and with four digits: "0108"'),
    ]


@each_row("year", ["0079", "79", "800", "0800", "1", "999"])
@each_row("field", ["date", "stated", "published", "retrieved", "value"])
def test_an_early_year_in_any_field_is_told_with_its_quotes_and_is_read_with_them(field, year):
    text = claim("2025-10-11", kind="time")
    text = text.replace("published: 2025-10-12}", "published: 2025-10-12, retrieved: 2025-10-12}")
    text = text.replace("value: 2025-10-11", "value: 2025-10-11, stated: 2025-10-12")
    line = next(line for line in text.splitlines() if f"{field}: 2025" in line)
    start = line.index(f"{field}: 2025") + len(field) + 2
    faulty = line[:start] + year + line[start + 10 :]
    (problem,) = problems(text.replace(line, faulty))
    assert (problem.rule, problem.location.source, problem.location.column) == ("time", faulty, start + 1)
    assert problem.message == f"`{field}` is a number to YAML, not a year of four digits: `{year}`"
    quoted = f'"{int(year):04}"'
    assert problem.help == f"write the year in quotes and with four digits: {quoted}"
    mended = problems(text.replace(line, line[:start] + quoted + line[start + 10 :]))
    assert {problem.rule for problem in mended} <= {"claim-before-event", "source-before-claim"}


def test_what_happened_in_early_years_goes_through_every_output(tmp_path):
    text = (CASES / "early-years.yaml").read_text()
    for year in ("0079", "0107", "0108"):
        text = text.replace(f": {year}\n", f': "{year}"\n').replace(f": {year}}}", f': "{year}"}}')
    (tmp_path / "claims.yaml").write_text(text)
    compared = run("compare", "claims.yaml", cwd=tmp_path)
    assert compared.code == 0, compared.err
    assert "61 days" in compared.out
    for name in ("out.md", "out.csv", "out.json", "out.html", "out.sqlite"):
        assert run("compare", "claims.yaml", "-o", name, cwd=tmp_path).code == 0
    assert "0107" in run("timeline", "claims.yaml", cwd=tmp_path).out
    assert run("compare", "claims.yaml", "-f", "claims-csv", "-o", "claims.csv", cwd=tmp_path).code == 0
    assert run("import", "claims.csv", "-o", "again.yaml", cwd=tmp_path).code == 0
    assert run("diff", "claims.yaml", "again.yaml", cwd=tmp_path).out.endswith("\nNo differences.\n")


@each_row(
    ("written", "help"),
    [
        ('"79"', "write `0079` or `1979`"),
        ("800-12-25", "write `0800-12-25`"),
        ("-44", "a year is 0001 to 9999: for one before that, leave the field out and say it in words"),
        ("20251012", "write `2025-10-12`"),
    ],
)
def test_other_years_and_days_that_are_none(written, help):
    text = HEAD.replace("date: 2025-10-11", f"date: {written}") + SOUTH
    assert told(text.replace("  north: {name: North}\n", ""))[0::4] == ("time", help)


# Codes for a missing value


def test_missing_values_get_the_stances_for_them():
    text = (CASES / "missing-values.yaml").read_text()
    found = problems(text)
    assert [(p.rule, p.location.line, p.location.column) for p in found] == [
        ("figure", 15, 34),
        ("figure", 16, 33),
    ]
    for problem in found:
        assert "`stance: cannot-say`" in problem.help
        assert "leave the claim out" in problem.help


CODES = [
    *("-999", "-99", "-9", "-999.0", "null", "~", "NaN", "nan", ".nan", "NA", "N/A", "n.a.", "none given", '"?"'),
    *("unknown", "Unknown", "TBD", "missing", '"-"', '"--"', "—", "–", "...", "not known", "no data", "'#N/A'"),
    *("no comment", "(unknown)", "unclear", "not reported"),
]  # fmt: skip


@each_row(
    ("kind", "codes"),
    [
        ("count", CODES),
        ("number", ["NaN", ".nan", "null", "NA", "unknown", '"-"']),
        *((kind, ["-99", "null", "N/A", "unknown", "—"]) for kind in ("yes-no", "choice", "names", "time")),
    ],
)
def test_code_for_a_missing_value(kind, codes):
    for code in codes:
        _, line, column, _, help = told(claim(code, kind))
        assert (line, column) == (18, 35), code
        for remedy in ("`stance: cannot-say`", "`stance: declines`", "leave the claim out"):
            assert remedy in help, code


def test_a_negative_number_may_be_meant():
    assert problems(claim("-99", "number")) == []


@pytest.mark.parametrize(
    ("value", "help"),
    [
        ("-5", "a count is never negative; for a figure of any sign make the question `kind: number`"),
        ("no", "write `none`, or 0"),
        ("fourty", "did you mean `forty`?"),
    ],
)
def test_what_is_no_code_for_a_missing_value_keeps_its_remedy(value, help):
    assert told(claim(value))[4] == help


@each_row("value", ["0", "none", "nil", "zero", "9999", "99"])
def test_a_figure_is_no_code_for_a_missing_value(value):
    assert problems(claim(value)) == []


def test_free_text_may_be_anything():
    assert problems(claim("unknown", kind="text")) == []


# Quotation marks and hyphens that look like others


@each_row(
    ("kind", "value", "inner"),
    [
        ("count", "“58”", "58"),
        ("count", "‘at least 58’", "at least 58"),
        ("count", "„58“", "58"),
        ("count", "«58»", "58"),
        ("number", "“3.5”", "3.5"),
        ("time", "“2025-10-11”", "2025-10-11"),
        ("yes-no", "“yes”", "yes"),
        ("choice", "”mine”", "mine"),
    ],
)
def test_curly_quotation_marks_around_a_value(kind, value, inner):
    _, line, column, message, help = told(claim(value, kind))
    assert (line, column) == (18, 35)
    assert message.startswith(f"`value` stands in U+{ord(value[0]):04X} (")
    assert help == f'write {inner}, without quotation marks or in straight ones: "{inner}"'


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("date: 2025-10-11", "date: “2025-10-11”", "`date` stands in U+201C (left double quotation mark)"),
        ("kind: count", "kind: “count”", "`kind` stands in U+201C (left double quotation mark)"),
        ("name: South", "name: South, pooled: ‘true’", "`pooled` stands in U+2018 (left single quotation mark)"),
    ],
)
def test_curly_quotation_marks_around_other_fields(old, new, message):
    _, line, _, said, _ = told(HEAD.replace(old, new) + "          - {party: north, value: 58}\n" + SOUTH)
    assert HEAD.splitlines()[line - 1].strip().startswith(old[:4]) or "South" in HEAD.splitlines()[line - 1]
    assert said.startswith(message)


def test_curly_quotation_marks_around_an_id_are_left_out_of_the_remedy():
    text = HEAD + "          - {party: “north”, value: 58}\n" + SOUTH
    assert told(text)[0::4] == ("unknown-party", "did you mean `north`?")


def test_curly_quotation_marks_within_a_text_are_its_own():
    assert problems(claim("58, quote: “58 were killed”, note: ‘so’")) == []


@each_row("sign", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe63\uff0d\u00ad")
def test_look_alike_hyphen_in_a_date_is_read_as_one(sign):
    written = "2025-10-11".replace("-", sign)
    text = HEAD.replace("2025-10-11", written) + "          - {party: north, value: 58}\n" + SOUTH
    assert [problem for problem in problems(text) if problem.rule != "confusing-characters"] == []


@each_row(("value", "kind"), [("−5", "number"), ("'>500'", "count"), ("<500", "count"), ("≤5", "count")])
def test_signs_in_a_figure_are_read(value, kind):
    assert problems(claim(value, kind)) == []


@pytest.mark.parametrize(("value", "help"), [("'=>500'", "write `at least 500`"), ("⩽5", "write `at most 5`")])
def test_other_signs_of_comparison_have_words(value, help):
    assert told(claim(value))[4] == help


# Figures that can be read in two ways


def test_range_that_may_be_short_for_thousands_is_told_with_both_readings():
    text = (CASES / "elided-thousands.yaml").read_text()
    assert [(p.rule, p.location.line, p.location.column, p.help) for p in problems(text)] == [
        ("figure", 20, 36, two_ways("30,000 to 40,000", "at least 30 and at most 40,000")),
        ("figure", 27, 40, two_ways("70,000 to 100,000", "at least 70 and at most 100,000")),
        ("figure", 28, 38, two_ways("5,000 to 10,000", "at least 5 and at most 10,000")),
    ]
    for written, offered in [("30-40,000", "30,000 to 40,000"), ("70-", "70,000 to "), ("5-", "5,000 to ")]:
        text = text.replace(f'value: "{written}', f'value: "{offered}')
    assert [problem for problem in problems(text) if problem.severity == "error"] == []


def two_ways(one, other):
    return f"this can be read in two ways: write `{one}`, or `{other}`"


@pytest.mark.parametrize("value", ['"800-2,000"', '"300-1,500"', '"at least 30 and at most 40,000"'])
def test_range_that_can_be_read_in_one_way_only_is_read(value):
    assert problems(claim(value)) == []


@each_row(
    ("value", "kind"),
    [
        ("58 soldiers", "count"),
        ('""', "count"),
        ("[58]", "count"),
        ("{at least: 58}", "count"),
        ("true", "count"),
        ("1e9", "count"),
        ("0x1F", "count"),
        ("58.5", "count"),
        ("58.0", "count"),
        ("-3", "count"),
        (f'"{"at least 58 " * 20}"', "count"),
        ('""', "number"),
        ("[1.5]", "number"),
        ("false", "number"),
        ("3m", "number"),
        ("1.5 km", "number"),
    ],
)
def test_figure_that_is_not_read_is_told_once_at_its_place(value, kind):
    rule, line, column, message, help = told(claim(value, kind))
    assert (rule, line, column) == ("figure", 18, 35)
    assert message.startswith("`value` must be a figure such as 58, at least 18, about 200, 130 to 170; got ")
    assert help


# Fields that are not known


@each_row(
    ("field", "help"),
    [
        ("Quotation", "did you mean `quote`?"),
        ("quotation", "did you mean `quote`?"),
        ("quotes", "did you mean `quote`?"),
        ("translaton", "did you mean `translation`?"),
        ("vlaue", "did you mean `value`?"),
        ("lable", "did you mean `value`?"),
    ],
)
def test_near_miss_of_a_field(field, help):
    if field == "lable":
        assert not told(claim(f"58, {field}: x"))[4].startswith(help)
    else:
        given = "58" if field != "vlaue" else "58, stance: denies"
        assert told(claim(f"{given}, {field}: killed 58"))[4] == help


# Mistakes that a parser of YAML points away from

ITEM = "          - party: north\n            value: 58\n"
BEHIND = 'text stands behind the closing quotation mark (")'
SINGLE = "text stands behind the closing quotation mark (')"
DASH = "the dash of a list stands here without a space behind it"
NO_DASH = "this line stands where an entry of a list begins, and has no dash"
BLOCK = "a value that begins with `>` is a block of text in the lines below it"
COMMENT = "`#` behind a space begins a comment, which hides the rest of this line"
FURTHER = "this entry of a list is indented further than the one above it"
LATER = "the quoted text that begins here ends only in a later line"


@each_row(
    ("text", "line", "column", "message", "help"),
    [
        (ITEM + '            quote: "58 killed" he said\n', 20, 32, BEHIND, "put the whole text in single quotes"),
        (ITEM + '            quote: "he said "58" twice"\n', 20, 30, BEHIND, 'a quotation mark within it as \\"'),
        (ITEM + '            quote: "58" he said: yes\n', 20, 25, BEHIND, "put the whole text in single quotes"),
        (ITEM + '            quote: "58", he said\n', 20, 24, BEHIND, "put the whole text in single quotes"),
        (ITEM + '            quote: "58" > b\n', 20, 25, BEHIND, "put the whole text in single quotes"),
        (ITEM + '            quote: "58 were\n              killed" by\n', 21, 23, BEHIND, "single quotes"),
        (ITEM + '            source: ["wire" x, post]\n', 20, 29, BEHIND, "put the whole text in single quotes"),
        (ITEM + "            quote: 'he didn't say 58'\n", 20, 29, SINGLE, "write an apostrophe within single quotes twice"),
        ('          - {party: north, value: 58, quote: "58" he said}\n', 18, 51, BEHIND, "in single quotes"),
        (ITEM + '            quote: "58 killed\n            note: "x"\n', 20, 20, LATER, "close the quotation mark"),
        ("          -party: north\n            value: 58\n", 18, 11, DASH, "write `- party:`"),
        ("          -party: north\n           value: 58\n", 18, 11, DASH, "write `- party:`"),
        (ITEM + "          -party: south\n            value: 58\n", 20, 11, DASH, "write `- party:`"),
        ("          -{party: north, value: 58}\n", 18, 11, DASH, "write `- {`"),
        ("          - party: north\n            value: >500\n", 19, 20, BLOCK, "write `more than 500`"),
        ("          - party: north\n            value: > 1,500 # x\n", 19, 20, BLOCK, "write `more than 1,500`"),
        ("          - party: north\n            value: >=500\n", 19, 20, BLOCK, "write `at least 500`"),
        ("          - {party: north, value: >500}\n", 18, 35, BLOCK, "write `more than 500`"),
        ("          - party: north\n            value: >5\n", 19, 20, BLOCK, "write `more than` and the figure"),
        (ITEM + "            note: >see below\n", 20, 19, BLOCK, "put the text in quotes"),
        (ITEM + "          party: south\n          value: 3\n", 20, 11, NO_DASH, "write `- ` in front of it"),
        (ITEM + "          note: x\n", 20, 11, NO_DASH, "or indent it to line up with the entry above it"),
        (ITEM + "          {party: south, value: 3}\n", 20, 11, NO_DASH, "write `- ` in front of it"),
        ("          party: north\n          value: 58\n" + SOUTH, 18, 11, NO_DASH, "write `- ` in front of it"),
        (ITEM + "            - party: south\n              value: 3\n", 20, 13, FURTHER, "with the dash above it"),
        ("          - {party: north, value: 58, quote: killed #58 by}\n", 18, 53, COMMENT, "holds ` #` in quotes"),
        (ITEM + "            note: killed #1 by\n              the army\n", 20, 26, COMMENT, "in quotes"),
        (ITEM + "            quote: “58: killed”\n", 20, 20, "U+201C (left double quotation mark) holds no text", "straight"),
        ("          - {party: north, quote: “a: b”}\n", 18, 35, "U+201C (left double quotation mark) holds no", "straight"),
        ("          - party: north\n            value: -\n", 19, 20, "a `-` alone is no value", "`stance: cannot-say`"),
        ("          - {party: north, value: ?}\n", 18, 35, "a `?` alone is no value", "`stance: cannot-say`"),
    ],
)  # fmt: skip
@each_row("end", ["\n", "\r\n"])
def test_mistake_is_told_where_it_was_made(text, line, column, message, help, end):
    rule, *place, said, remedy = told((HEAD + text).replace("\n", end))
    assert (rule, place) == ("syntax", [line, column])
    assert message.partition("`>`")[0] in said
    assert help in remedy


@pytest.mark.parametrize(
    ("text", "line", "column", "help"),
    [
        (
            "          party: north\n          value: 58\n",
            18,
            11,
            "begin each entry with a dash and a space: `- party:`",
        ),
        ("          {party: north, value: 58}\n", 18, 11, "begin each entry with a dash and a space: `- party:`"),
        ("          -party: north\n", 18, 11, "begin each entry with a dash and a space: `- party:`"),
    ],
)
def test_list_of_claims_without_a_dash(text, line, column, help):
    rule, *place, message, remedy = told(HEAD + text)
    assert (rule, place, message, remedy) == (
        "wrong-type",
        [line, column],
        "`claims` must be a list; got a map",
        help,
    )


def test_ids_of_sources_without_a_space_behind_the_dash():
    text = HEAD + ITEM + "            source:\n              -wire\n              -post\n" + SOUTH
    assert told(text)[0::4] == ("unknown-source", "in a list, write a space behind each dash: `- wire`")


@each_row(
    ("text", "line", "column", "message"),
    [
        (ITEM + "            note: Kabul: two dead\n", 20, 24, "a colon followed by a space"),
        (ITEM + "              note: x\n", 20, 19, "a colon followed by a space"),
        (ITEM + "           note: x\n", 20, 12, "this line's indentation fits nothing above it"),
        (ITEM + "            quote: “58” killed: yes\n", 20, 31, "a colon followed by a space"),
        (ITEM + "            note: killed  # fine\n            quote\n", 21, 13, "this line is no `key: value`"),
        (ITEM + "            note: |\n              he said \"a\" b\n              -party: x\n            quote 'x'\n", 23, 13,
         "this line is no `key: value`"),
        ("          - {party: north, value: 58, # so\n            quote: x\n" + SOUTH, 18, 13, "the map that begins here"),
        ("          - {party: north, value: 58\n" + SOUTH, 18, 13, "the map that begins here"),
        (ITEM + "            speaker: @army\n", 20, 22, "no value can begin with this character"),
    ],
)  # fmt: skip
def test_other_faults_are_not_taken_for_one_of_these(text, line, column, message):
    rule, *place, said, _ = told(HEAD + text)
    assert (rule, place) == ("syntax", [line, column])
    assert said.startswith(message)


@each_row(
    "more",
    [
        "note: >\n              58\n              were killed",
        "note: >2\n              58",
        "note: |-\n              -party: x\n              value: >500 \"a\" b # x",
        "quote: '\"58\" he said'",
        'quote: "58" # as printed',
        "note: “58: killed”".replace(": k", ":k"),
        "note: 58-60 - so",
        "note: -5 of them",
    ],
)  # fmt: skip
def test_what_looks_like_a_mistake_and_is_none(more):
    assert problems(f"{HEAD}{ITEM}            {more}\n{SOUTH}") == []


@each_row("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_text_of_two_or_four_bytes_a_character(encoding):
    content = (HEAD.replace("Two accounts", "Два счёта") + ITEM + SOUTH).encode(encoding)
    mark = " without a byte order mark" if encoding[-1] == "e" else ""
    message = f"this is {encoding[:6].upper()}{mark}, not UTF-8"
    assert told(content) == ("encoding", 1, 1, message, "save the file as UTF-8")


def test_a_stray_nul_is_a_control_character():
    assert told((HEAD + ITEM).replace("Two", "T\0wo"))[:3] == ("control-character", 2, 9)


@each_row(
    "text",
    [
        "a: " + "x " * 300_000 + "\n -b: c",
        "a: " + "x\n " * 300_000 + "\n -b: c: d",
        "a: " + "x\r " * 300_000 + "\r -b: c: d",
        'a: "' + "x" * 300_000 + '" b',
        "- a\n" + "# c\n" * 300_000 + "{b: c}\n",
        "a: " + "\u201c" * 300_000 + ": b",
    ],
    ids=range(6),
)
def test_a_fault_in_a_long_text_comes_to_an_end(text):
    assert problems(text)[0].rule == "syntax"


# Commas in braces


def test_comma_in_braces_is_told_once_for_each_text():
    found = problems((CASES / "braces.yaml").read_text())
    assert [(p.rule, p.location.line, p.location.column, p.message) for p in found] == [
        ("unknown-field", 5, 35, "the comma ended `title`: `both sides claim it` counts as a field of its own"),
        ("unknown-field", 15, 58, "the comma ended `note`: `that happens to contain the dreaded comma.` counts as a field of its own"),
        ("unknown-field", 16, 56, "the comma ended `speaker`: `spokesman for the army` counts as a field of its own"),
    ]  # fmt: skip
    assert {problem.help for problem in found} == {
        f"inside {{ }} put a text with a comma in quotes, here that of `{field}`"
        for field in ("title", "note", "speaker")
    }


@each_row(
    ("fields", "column", "field", "help"),
    [
        ("value: 1,300", 37, "value", 'inside { } put a figure with a comma in quotes: "1,300"'),
        ("value: 12,345,678", 38, "value", 'inside { } put a figure with a comma in quotes: "12,345,678"'),
        ("value: 3, note: a, b, c d, e", 48, "note", "inside { } put a text with a comma in quotes, here that of `note`"),
        ("value: 3, note: On Monday, the army said: yes", 56, "note", "here that of `note`"),
        ('value: 3, quote: "58 killed", he said', 59, "quote", "here that of `quote`"),
        ("value: 3, quote: “58, he said: yes”", 50, "quote", "U+201C (left double quotation mark) does not hold it together"),
    ],
)  # fmt: skip
def test_comma_in_braces(fields, column, field, help):
    fields = fields.replace("3, note: On", "3, note: On").replace("value: 3", "value: 58")
    text = HEAD + f"          - {{party: north, {fields}}}\n" + SOUTH
    rule, line, at, message, remedy = told(text)
    assert (rule, line) == ("unknown-field", 18)
    assert message.startswith(f"the comma ended `{field}`: `")
    assert help in remedy
    assert text.splitlines()[17][: at - 1].rstrip().endswith(",")


@each_row(
    ("claim", "message"),
    [
        ("- {party: north, value: 58, spaeker: A}", "unknown field `spaeker`"),
        ("- {party: north, value: 58, wounded: }", "unknown field `wounded`"),
        ("- party: north\n            value: 58\n            note: killed,\n            he said: so", "unknown field `he said`"),
        ("- party: north\n            value: 58\n            note: killed,\n            wounded:", "unknown field `wounded`"),
    ],
)  # fmt: skip
def test_unknown_field_that_no_comma_made(claim, message):
    assert told(HEAD + f"          {claim}\n" + SOUTH)[3] == message


# Texts that a comment cuts short


def cut(text):
    """Return line and column of each text that is cut short, and the rules of all else."""
    found = problems(text)
    places = [(p.location.line, p.location.column) for p in found if p.rule == "text-cut-by-comment"]
    return places, [problem.rule for problem in found if problem.rule != "text-cut-by-comment"]


@each_row("field", ["quote", "translation", "note", "speaker", "via", "locator", "hedge", "measure"])
@each_row("mark", [" #1 by noon", "  #1", " #hashtag", " #é", " #58"])
def test_text_of_a_claim_that_a_comment_cuts_short(field, mark):
    text = f"{HEAD}          - party: north\n            value: 58\n            {field}: killed 58{mark}\n{SOUTH}"
    column = len(f"            {field}: killed 58{mark.partition('#')[0]}") + 1
    assert cut(text) == ([(20, column)], [])


@each_row(
    ("old", "new"),
    [
        ("title: Two accounts", "title: Two accounts #2"),
        ("label: Soldiers killed", "label: Soldiers killed #2"),
        ("    title: Clash at the bridge", "    title: Clash at the bridge #2"),
        ("    date:", "    place: Hill #305\n    date:"),
        ("        kind: count", "        unit: men #2\n        kind: count"),
        ("        kind: count", "        scope: the bridge\n          and hill #305\n        kind: count"),
    ],
)
def test_other_texts_that_a_comment_cuts_short(old, new):
    text = HEAD.replace(old, new) + ITEM + SOUTH
    at = text.index(new) + new.index("#")
    place = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    assert cut(text) == ([place], [])


def test_texts_of_a_kind_and_of_options_that_a_comment_cuts_short():
    head = HEAD.replace(
        "kind: count", "kind: choice\n        options:\n          hill: Hill #305\n          road: The road"
    )
    assert cut(head + "          - {party: north, value: hill}\n          - {party: south, value: road}\n") == (
        [(18, 22)],
        [],
    )
    head = HEAD.replace("kind: count", "kind: text")
    claims = (
        "          - party: north\n            value: by unit #3 alone\n          - {party: south, value: no}\n"
    )
    assert cut(head + claims) == ([(19, 28)], [])
    head = HEAD.replace("kind: count", "kind: names")
    claims = "          - party: north\n            value:\n            - Hill #305\n          - {party: south, value: [x]}\n"
    assert cut(head + claims) == ([(20, 20)], [])


def test_a_value_that_a_comment_cuts_short_beside_a_kind_that_is_a_list():
    head = HEAD.replace("kind: count", "kind: [text]")
    places, others = cut(f"{head}          - party: north\n            value: by unit #3 alone\n{SOUTH}")
    assert (places, others[:1]) == ([], ["unknown-word"])


def test_every_document_of_a_file_is_looked_at():
    text = HEAD + ITEM + SOUTH
    assert cut(f"---\nborderclash: 1\ntitle: x\n---\n{text.replace('title: Two accounts', 'title: Two #2')}") == (
        [(6, 12)],
        [],
    )


@each_row(
    "line",
    [
        "note: killed # by noon",
        "note: killed #",
        "note: killed #!",
        "note: killed#1 by noon",
        'note: "killed #1 by noon"',
        "note: 'killed #1 by noon'",
        'note: "killed" #1',
        "note: |\n              killed #1 by noon",
        "note: so #borderclash: ignore[one-voice] because",
        "stated: 2025-10-12 #1",
        "source: wire #1",
        "attribution: on-record #1",
        "#note: killed #1",
        "note: so\n            #1 of two",
    ],
)  # fmt: skip
def test_comment_that_cuts_no_text_short(line):
    assert "text-cut-by-comment" not in {
        problem.rule for problem in problems(f"{HEAD}{ITEM}            {line}\n{SOUTH}")
    }


def test_comment_behind_a_figure_cuts_no_text_short():
    assert problems(HEAD + "          - party: north\n            value: at least 58 #1\n" + SOUTH) == []


def test_text_cut_short_is_ignored_like_any_other_rule():
    line = "            # borderclash: ignore[text-cut-by-comment] an old mark\n            note: killed #1\n"
    assert problems(HEAD + ITEM + line + SOUTH) == []


@pytest.mark.parametrize("parser", [default_parser(), PythonParser])
def test_parsers_agree_on_where_a_text_is_cut_short(parser):
    text = "a: b #1\nc: {d: e, f: g #2\n  }\nh:\n- i #3\n- j  # k\nl: m\n  n #4\no: 'p' #5\n---\nq: r #6"
    assert cut_texts(text, parser) == [
        *((0, path) for path in [("a",), ("c", "f"), ("h", 0), ("l",)]),
        (1, ("q",)),
    ]
