import csv
import io
import re

import golden
import pytest
from build import dataset
from hypothesis import given
from hypothesis import strategies as st
from pages import hostile_comparison
from rendered import rendered
from rows import each_row

from borderclash.comparing.rows import compare
from borderclash.presenting.comparison_records import COLUMNS
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.text.escaping import csv_text, one_line


def written(comparison):
    return rendered(comparison, "csv")


def read(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def of(kind, *claims, **more):
    """Return the lines of one question on which parties A to D make *claims*, each a dictionary."""
    setting = {name: more.pop(name) for name in ("pooled",) if name in more}
    made = [c if isinstance(c, dict) else {"party": c[0], "value": c[1]} for c in claims]
    return read(written(compare(dataset({"kind": kind, "claims": made, **more}, **setting))))


def fields(line, *columns):
    return [line[column] for column in columns]


def test_the_lines_as_they_are_written():
    made = dataset(
        {
            "kind": "count",
            "unit": "posts",
            "subject": "b",
            "claims": [
                {"party": "a", "value": 58, "speaker": "N. N.", "stated": "2025-01-01", "quote": 'the "58"'},
                {"party": "b", "value": "at least 18", "attribution": "anonymous", "via": "AFP"},
            ],
        }
    )
    why = "A says 58, B says at least 18: as stated 40 apart (3.2 times), yet both can be true."
    assert written(compare(made)) == (
        f"{','.join(COLUMNS)}\r\n"
        f'e,E,q,Q,count,posts,b,,a,A,asserts,58,58,58,58,58,no,overlap,40,3.222,a / b,"{why}",'
        'N. N.,on-record,,2025-01-01,s,"the ""58""",,,no,,\r\n'
        f'e,E,q,Q,count,posts,b,,b,B,asserts,at least 18,18,,18,18,no,overlap,40,3.222,a / b,"{why}",'
        ",anonymous,AFP,,s,,,,no,,\r\n"
    )


def test_a_party_without_a_claim_has_its_line():
    _, _, _, line = of("text", ("a", "x"), {"party": "b", "value": "y", "scope": "north"})
    assert fields(line, "party", "scope", "state", "text") == ["b", "north", "asserts", "y"]
    _, line, _, _ = of("text", ("a", "x"), {"party": "b", "value": "y", "scope": "north"})
    assert fields(line, "party", "state", "text", "speaker", "attribution", "sources") == [
        "b",
        "no-claim",
        *[""] * 4,
    ]


def test_a_figure_of_decimals_below_zero_stays_a_number():
    first, second = of("number", ("a", "-3"), ("b", "20.25"), unit="°C")
    assert fields(first, "text", "low", "high", "stated_low", "stated_high") == ["-3"] * 5
    assert fields(second, "text", "low", "gap", "ratio") == ["20.25", "20.25", "23.25", ""]


@each_row(
    ("written", "bounds"),
    [
        ("130 to 170", ["130", "170", "130", "170"]),
        ("several", ["2", "", "", ""]),
        ("fewer than 100", ["0", "99", "100", "100"]),
        ("2.5 million", ["2450000", "2550000", "2500000", "2500000"]),
    ],
)
def test_bounds(written, bounds):
    (line,) = of("count", ("a", written))
    assert fields(line, "low", "high", "stated_low", "stated_high") == bounds


def test_several_figures_have_no_bounds():
    (line,) = of("count", ("a", 3), ("a", 20))
    assert fields(line, "text", "low", "high", "self_contradicting") == ["3 / 20", "", "", "yes"]


def test_a_figure_denied_is_none_that_the_party_states():
    line, _ = of("count", {"party": "a", "stance": "denies", "value": 6}, ("b", 7))
    assert fields(line, "state", "text", "low", "stated_low") == ["denies", "denies 6", "", ""]


def test_times_have_a_duration_for_a_gap_and_no_bounds():
    line, _ = of("time", ("a", "2025-10-11"), ("b", "2025-10-12"))
    assert fields(line, "gap", "ratio", "low") == ["P1D", "", ""]


def test_a_later_claim_tells_who_said_it():
    (line,) = of(
        "count",
        {"party": "a", "value": 15, "stated": "2025-01-01", "speaker": "First"},
        {"party": "a", "value": 23, "stated": "2025-01-02", "speaker": "Second"},
    )
    assert fields(line, "text", "speaker", "stated") == ["23, earlier 15", "Second", "2025-01-02"]


def test_several_standing_claims_are_told_in_order_with_a_dash_for_what_one_lacks():
    (line,) = of(
        "count",
        {"party": "p", "value": 3, "speaker": "First", "via": "AFP"},
        {"party": "p", "value": 20, "speaker": "Second"},
        pooled="p",
    )
    assert fields(line, "speaker", "via", "attribution", "sources") == [
        "First / Second",
        "AFP / —",
        "on-record",
        "s",
    ]


@pytest.mark.parametrize(
    ("stance", "state"), [("declines", "declines"), ("cannot-say", "cannot-say"), ("withdraws", "withdrawn")]
)
def test_an_account_without_a_position_tells_who_gave_none(stance, state):
    (line,) = of(
        "count",
        {"party": "a", "stance": "declines", "stated": "2025-01-01", "speaker": "First"},
        {"party": "a", "stance": stance, "stated": "2025-01-02", "speaker": "Second"},
    )
    assert fields(line, "state", "speaker") == [state, "Second"]


FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "  =1", '"=1', "'=1", "“=1", " \" '=1", "＝1",
    "＋1", "－1", "＠x", "\u200b=1", "\ufeff=1", "\xa0=1", "-", "=", "+3", "-3 °C", "--3", "-3\n", "- x",
]  # fmt: skip


@each_row("text", FORMULAS)
def test_a_formula_is_text(text):
    assert csv_text(text) == "'" + one_line(text)


@each_row("text", ["-3", "20.2", "-20.25", "1,500", "-1,500", "2025-10-12", "x=1", "a@b", "'tis", ""])
def test_what_is_no_formula_is_left_alone(text):
    assert csv_text(text) == text


def test_a_formula_behind_a_semicolon_is_text():
    assert csv_text("a; =1;x;@y") == "a;' =1;x;'@y"


def test_control_characters_are_visible_and_lines_are_one():
    assert csv_text("a\r\nb\x00\x1b[31m\u202ec") == "a  b<U+0000><U+001B>[31m<U+202E>c"


def starts_a_formula(cell):
    """Say whether a spreadsheet might run a cell, told without the code under test."""
    if cell.startswith("'"):
        return False
    begin = cell.lstrip(" \xa0\u200d\u2067\u2069\"“'")[:1]
    return begin != "" and begin in "=+-@＝＋－＠" and not re.fullmatch("-[0-9,]+([.][0-9]+)?", cell)


PIECES = [*"=+-@＝＋－＠'\"“;, \t\r\n\xa0\u200d\x00\x85\u2028\u2067\u2069a1.%|", "SUM(1)", "cmd|'/c'!A0"]
hostile = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@given(st.lists(hostile.filter(str.strip), min_size=1, max_size=9))
def test_any_text_is_in_its_field_and_no_formula(texts):
    comparison = hostile_comparison(texts)
    (table,) = comparison.events
    lines = read(written(comparison))
    accounts = [(row, account) for row in table.rows for account in row.accounts.values()]
    assert len(lines) == len(accounts)
    for line, (row, account) in zip(lines, accounts, strict=True):
        assert None not in line
        held = {
            "event_title": table.event.title,
            "label": row.question.label,
            "unit": row.question.unit or "",
            "scope": row.scope or "",
            "party_name": account.party.name,
            "text": RowPhrasing(row).cell(account.party.id) or "",
            "why": RowPhrasing(row).why,
            "quote": account.claims[0].quote or "" if account.claims else "",
        }
        for column, text in held.items():
            assert line[column].replace("'", "") == one_line(text).replace("'", "")
        for field in line.values():
            assert not starts_a_formula(field)
            assert not any(starts_a_formula(part) for part in field.split(";")[1:])


def test_the_bundled_data():
    golden.check("bundled.csv", written(golden.bundled()))


def test_the_bundled_data_has_a_line_for_each_account():
    comparison = golden.bundled()
    rows = [row for table in comparison.events for row in table.rows]
    lines = read(written(comparison))
    assert len(lines) == sum(len(row.accounts) for row in rows)
    assert [line["verdict"] for line in lines] == [row.verdict for row in rows for _ in row.accounts]
