"""Times that are not written by ISO 8601: what each means, for verdict and gap, with the cases of the specification."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from build import row
from hypothesis import assume, given
from hypothesis import strategies as st
from rows import each_row

from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.values import KINDS, Setting, Unreadable
from borderclash.values.base import covers, disjoint
from borderclash.values.time_points import instant_text
from borderclash.values.times import read_time, stated_span

TIMES = KINDS["time"]
LINES = (Path(__file__).parent / "spec/times.tsv").read_text(encoding="utf-8").splitlines()
CASES = [(line.split("\t") + [""] * 6)[:7] for line in LINES if not line.startswith("#")]


def read(written, zone="UTC"):
    return TIMES.read(written, Setting(timezone=zone))


def bounds(written, zone="UTC"):
    """Return the bounds of a time as the specification writes them: ``[2024-01-01, 2025-01-01)``."""
    time = read(written, zone)
    low, high = ("" if end is None else short(end) for end in (time.low, time.high))
    return f"{'(' if time.low_open or not low else '['}{low}, {high}{')' if time.high_open or not high else ']'}"


def short(instant):
    return instant_text(instant).removesuffix("Z").removesuffix(":00").removesuffix("T00:00")


def stated(written):
    """Return the two ends of what is stated: days as dates, moments as instants."""
    start, end, end_open, _, (first, _) = read(written).stated
    return (
        instant_text(start) if "T" in first else instant_text(start)[:10],
        instant_text(end) if not end_open else instant_text(end - 1)[:10],
    )


@each_row("case", CASES, ids=lambda case: case[0] or "empty")
def test_case_of_the_specification(case):
    written, low, high, low_open, high_open, *ends = case
    if low == "error":
        with pytest.raises(Unreadable) as caught:
            read(written)
        assert caught.value.help
        return
    time = read(written)
    assert ["" if end is None else instant_text(end) for end in (time.low, time.high)] == [low, high]
    assert [time.low_open, time.high_open] == [low_open == "true", high_open == "true"]
    assert list(stated(written)) == ends


@each_row(
    ("written", "expected"),
    [
        # A day, a month and a year over the ends of months, years and February.
        ("about 2024-03-01", "[2024-02-29, 2024-03-03)"),
        ("about 2023-03-01", "[2023-02-28, 2023-03-03)"),
        ("about 2023-12-31", "[2023-12-30, 2024-01-02)"),
        ("about 2024-01-01", "[2023-12-31, 2024-01-03)"),
        ("about 2024-12", "[2024-11-01, 2025-02-01)"),
        ("about 2024-03", "[2024-02-01, 2024-05-01)"),
        ("about 2000", "[1999-01-01, 2002-01-01)"),
        # Decades.
        ("about 198X", "[1970-01-01, 2000-01-01)"),
        ("1980s or so", "[1970-01-01, 2000-01-01)"),
        ("before 1980s", "(, 1980-01-01)"),
        ("after 198X", "[1990-01-01, )"),
        ("by 1980s", "(, 1990-01-01)"),
        ("1980s to 1990s", "[1980-01-01, 2000-01-01)"),
        ("1980s/1995-06", "[1980-01-01, 1995-07-01)"),
        # An interval at each end by that end's kind.
        ("about 2024-02/2024-03-15", "[2024-01-01, 2024-03-17)"),
        ("about 1984/2024-02-29T04:30", "[1983-01-01, 2024-02-29T05:00]"),
        ("about 2024-02-29T04:40/2024-03", "[2024-02-29T04:30, 2024-05-01)"),
        ("about 1880 to 1885", "[1879-01-01, 1887-01-01)"),
        ("circa 17 May 2005", "[2005-05-16, 2005-05-19)"),
        # Clock times, by the clock as written.
        ("about 2024-02-29T00:00", "[2024-02-28T23:30, 2024-02-29T00:30]"),
        ("about 2024-02-29T04:00:00", "[2024-02-29T03:30, 2024-02-29T04:30]"),
        ("about 2024-02-29T04:05", "[2024-02-29T03:55, 2024-02-29T04:15]"),
        ("about 2024-02-29T04:59", "[2024-02-29T04:54, 2024-02-29T05:04]"),
        ("about 2024-02-29T04:30:00.5", "[2024-02-29T04:25:00.5, 2024-02-29T04:35:00.5]"),
        ("about 2024-02-29T04:30+05:45", "[2024-02-28T22:15, 2024-02-28T23:15]"),
        ("about 2024-02-29T04:15+05:30", "[2024-02-28T22:30, 2024-02-28T23:00]"),
        ("about 17 May 2005 at 04:45", "[2005-05-17T04:30, 2005-05-17T05:00]"),
        # Bounds of all kinds of times.
        ("before 2024-02/2024-04", "(, 2024-02-01)"),
        ("after 2024-02/2024-04", "[2024-05-01, )"),
        ("by 2024-02/2024-04", "(, 2024-05-01)"),
        ("from 2024-02/2024-04", "[2024-02-01, )"),
        ("before 2024-02-29T04:30+05:30", "(, 2024-02-28T23:00)"),
        ("after 2024-02-29T04:30+05:30", "(2024-02-28T23:00, )"),
        ("by 2024-02-29T04:30:15", "(, 2024-02-29T04:30:15]"),
        ("until 2024-02-29T04:30", "(, 2024-02-29T04:30]"),
        ("../2024-02-29T04:30", "(, 2024-02-29T04:30]"),
        ("2024-02-29T04:30/..", "[2024-02-29T04:30, )"),
        ("not after 2024", "(, 2025-01-01)"),
        ("not before 2024", "[2024-01-01, )"),
        ("no earlier than May 17, 2005", "[2005-05-17, )"),
        ("earlier than 2024-02", "(, 2024-02-01)"),
        ("since 1985", "[1985-01-01, )"),
        ("by 17 May 2005 04:30", "(, 2005-05-17T04:30]"),
        ("Since 17 May 2005, 04:30+05:30", "[2005-05-16T23:00, )"),
        # From one to another of mixed precision.
        ("2024 to 2024-02-29", "[2024-01-01, 2024-03-01)"),
        ("between 2024-02-29T12:00 and 2024-03", "[2024-02-29T12:00, 2024-04-01)"),
        ("17 May 2005/May 19, 2005", "[2005-05-17, 2005-05-20)"),
        ("2024-02-29T04:30/2024-02-29T04:30", "[2024-02-29T04:30, 2024-02-29T04:30]"),
        # Spelling.
        ("ABOUT 1984", "[1983-01-01, 1986-01-01)"),
        ("  about   1984 ", "[1983-01-01, 1986-01-01)"),
        ("about\u00a01984", "[1983-01-01, 1986-01-01)"),
        ("c.1880", "[1879-01-01, 1882-01-01)"),
        ("~ 1880", "[1879-01-01, 1882-01-01)"),
        ("≈1880", "[1879-01-01, 1882-01-01)"),
        ("ca 1880", "[1879-01-01, 1882-01-01)"),
        ("1984 (circa)", "[1983-01-01, 1986-01-01)"),
        ("2024-02-29t04:30z", "[2024-02-29T04:30, 2024-02-29T04:30]"),
        ("198x", "[1980-01-01, 1990-01-01)"),
        ("٢٠٢٤-٠٢-٢٩", "[2024-02-29, 2024-03-01)"),
        ("２０２４", "[2024-01-01, 2025-01-01)"),
        ("2024\u201102\u201129", "[2024-02-29, 2024-03-01)"),
        ("2024 - 02 - 29", "[2024-02-29, 2024-03-01)"),
        ("2024\u20442025", "[2024-01-01, 2026-01-01)"),
        ("17 MAY 2005", "[2005-05-17, 2005-05-18)"),
        ("7 May 2005", "[2005-05-07, 2005-05-08)"),
        ("May 7,2005", "[2005-05-07, 2005-05-08)"),
        ("17 May 2005, at 04:30Z", "[2005-05-17T04:30, 2005-05-17T04:30]"),
        # The ends of the calendar.
        ("about 0001", "[0000-01-01, 0003-01-01)"),
        ("before 0001", "(, 0001-01-01)"),
        ("9999", "[9999-01-01, 10000-01-01)"),
        ("after 9999-12-31", "[10000-01-01, )"),
        ("about 9999-12", "[9999-11-01, 10000-02-01)"),
        ("about 0001-01-01", "[0000-12-31, 0001-01-03)"),
    ],
)
def test_what_is_written_means(written, expected):
    assert bounds(written) == expected


def test_day_of_a_value_is_the_day_in_the_zone_of_its_event():
    assert bounds("about 2024-02-29", "Asia/Kabul") == "[2024-02-27T19:30, 2024-03-01T19:30)"
    assert bounds("before 2024-02-29", "Asia/Kabul") == "(, 2024-02-28T19:30)"
    assert bounds("about 2024-02-29T04:45", "Asia/Kathmandu") == "[2024-02-28T22:45, 2024-02-28T23:15]"


def test_clock_time_that_clocks_passed_over_is_by_the_clock_of_before():
    # In the night of 30 March 2025, clocks in Berlin went from 02:00 to 03:00.
    assert bounds("2025-03-30T02:30", "Europe/Berlin") == "[2025-03-30T01:30, 2025-03-30T01:30]"
    assert bounds("about 2025-03-30", "Europe/Berlin") == "[2025-03-28T23:00, 2025-03-31T22:00)"


def test_clock_time_that_clocks_showed_twice_is_either():
    # In the night of 26 October 2025, clocks in Berlin went from 03:00 back to 02:00.
    assert bounds("2025-10-26T02:30", "Europe/Berlin") == "[2025-10-26T00:30, 2025-10-26T01:30]"
    assert bounds("2025-10-26T03:00", "Europe/Berlin") == "[2025-10-26T02:00, 2025-10-26T02:00]"
    assert bounds("about 2025-10-26T02:30", "Europe/Berlin") == "[2025-10-26, 2025-10-26T02:00]"
    for offset in ("+02:00", "+01:00"):
        either = read("2025-10-26T02:30", "Europe/Berlin")
        assert TIMES.relate(either, read(f"2025-10-26T02:30{offset}")) == "overlap"
    first, after = stated_span("2025-10-26T02:30", "Europe/Berlin")
    assert (instant_text(first), instant_text(after)) == ("2025-10-26T00:30:00Z", "2025-10-26T01:31:00Z")


# Verdict and gap


@each_row(
    ("a", "b", "verdict", "distance"),
    [
        ("about 2005-05-13T04:45", "around 2005-05-13T04:30", "overlap", "PT15M"),
        ("about 1984", "1984", "agree", "P0D"),
        ("about 1984", "1985", "overlap", "P1D"),
        ("about 1984", "1986", "conflict", "P366D"),
        ("before 1985", "1985", "conflict", "P0D"),
        ("before 1985", "1984-12-31", "overlap", "P1D"),
        ("by 1985", "1985", "agree", "P0D"),
        ("by 1985", "from 1985", "agree", "P0D"),
        ("before 1985", "after 1990", "conflict", "P1462D"),
        ("after 1985", "from 1986", "overlap", "P1D"),
        ("before 2024-02-29T04:30", "2024-02-29T04:30", "conflict", "PT0S"),
        ("by 2024-02-29T04:30", "2024-02-29T04:30", "agree", "PT0S"),
        ("after 2024-02-29T04:30", "by 2024-02-29T04:30", "conflict", "PT0S"),
        ("from 2024-02-29T04:30", "by 2024-02-29T04:30", "agree", "PT0S"),
        ("between 1880 and 1885", "1880/1885", "agree", "P0D"),
        ("1880 to 1885", "1890", "conflict", "P1462D"),
        ("17 May 2005", "2005-05-17", "agree", "P0D"),
        ("1980s", "1985", "overlap", "P0D"),
        ("198X", "1980/1989", "agree", "P0D"),
        ("1985/..", "1985", "agree", "P0D"),
        ("before 2024-03-01", "2024-03-01T06:00", "conflict", "PT0S"),
        ("by 2024-02-29", "2024-03-01T06:00", "conflict", "PT6H"),
    ],
)
def test_verdict_and_gap(a, b, verdict, distance):
    for first, second in ((a, b), (b, a)):
        compared = row("time", ("a", first), ("b", second))
        assert compared.verdict == verdict
        assert compared.gap.duration == distance


@each_row(
    ("a", "b", "words"),
    [
        ("2005-05-13", "2005-05-15", "2 days apart, and at most one"),
        ("about 2005-05-13T04:45", "around 2005-05-13T04:30", "as stated 15 minutes apart, yet both"),
        ("before 1985", "after 1990", "more than 1,462 days apart, and at most one"),
        ("before 1985", "1990", "more than 1,462 days apart, and at most one"),
        ("by 1985", "1990", "at least 1,462 days apart, and at most one"),
        ("by 1985", "from 1990", "at least 1,462 days apart, and at most one"),
        ("1985", "from 1980", "as stated 1,462 days apart, yet both"),
        ("from 1985", "by 1990", "as stated 1,462 days apart, yet both"),
        ("about 1984", "1986", "as stated 366 days apart, and at most one"),
        ("before 2005-05-13T04:30", "2005-05-13T05:30", "more than 1 hour apart, and at most one"),
        ("by 2005-05-13T04:30", "2005-05-13T05:30", "at least 1 hour apart, and at most one"),
        ("1984", "about 1984", "the same time, and both can be true"),
        ("1984", "1984-01/1984-12", "the same answer"),
    ],
)
def test_gap_is_told_with_the_room_that_words_leave(a, b, words):
    assert f": {words}" in RowPhrasing(row("time", ("a", a), ("b", b))).why


@each_row(
    ("denied", "asserted", "verdict"),
    [
        ("about 1984", "1984", "conflict"),
        ("1984", "about 1984", "compatible"),
        ("before 1985", "1984", "conflict"),
        ("before 1985", "by 1985", "compatible"),
        ("by 1985", "before 1985", "conflict"),
        ("after 2024-02-29T04:30", "from 2024-02-29T04:30", "compatible"),
        ("from 2024-02-29T04:30", "after 2024-02-29T04:30", "conflict"),
        ("from 1985", "1985/1990", "conflict"),
        ("from 1985", "by 1990", "compatible"),
    ],
)
def test_denial_leaves_nothing_of_what_lies_within_it(denied, asserted, verdict):
    assert row("time", ("a", asserted), {"party": "b", "stance": "denies", "value": denied}).verdict == verdict


@each_row(
    ("written", "shown"),
    [
        ("about 2005-05-13T04:45", "about 2005-05-13 04:45"),
        ("17  May 2005", "17 May 2005"),
        ("Tuesday", None),
        ("../1985", "until 1985"),
        ("1985/..", "from 1985"),
        ("1984~", "about 1984"),
        ("2024-03-01T04:30Z~", "about 2024-03-01 04:30Z"),
        ("2024-03-01t04:30z~", "about 2024-03-01 04:30z"),
        ("2024-03-01T04:30+05:30~", "about 2024-03-01 04:30+05:30"),
        ("1980s~", "about 1980s"),
        ("198x~", "about 1980s"),
        ("198x", "1980s"),
        ("from 198x to 1995", "from 1980s to 1995"),
        ("approx. 1984", "approx. 1984"),
        ("until 1880/1885", "until 1880 to 1885"),
        ("From 1880/1885", "not before 1880 to 1885"),
        ("1880/1885/..", "not before 1880 to 1885"),
        ("198X", "1980s"),
        ("198X/1995", "1980s to 1995"),
        ("before 198X", "before 1980s"),
        ("By 1985", "By 1985"),
    ],
)
def test_cell_shows_the_time_as_written_with_words_for_signs(written, shown):
    if shown is None:
        with pytest.raises(Unreadable):
            read(written)
    else:
        assert TIMES.show(read(written)) == shown


@each_row(
    ("written", "iso"),
    [
        ("17 May 2005", "2005-05-17"),
        ("May 17, 2005 at 04:30z", "2005-05-17T04:30Z"),
        ("17 May 2005/19 May 2005", "2005-05-17/2005-05-19"),
        ("1980s", "198X"),
        ("2024\u201302\u201329", "2024-02-29"),
        (2025, "2025"),
    ],
)
@each_row("field", ["stated", "published", "retrieved", "date", "--as-of"])
def test_time_of_a_field_is_kept_by_iso_8601(field, written, iso):
    assert read_time(written, "UTC", field).written == iso


@each_row("written", ["about 2005", "before 2005", "2005/..", "2005 to 2006", "1984~", "by 17 May 2005"])
def test_only_a_value_may_be_open_or_approximate(written):
    with pytest.raises(Unreadable, match=r"`stated` is ") as caught:
        read_time(written, "UTC", "stated")
    for proposed in re.findall("`([^`]*)`", caught.value.help):
        assert proposed == "value" or read_time(proposed, "UTC", "stated")


# Algebra

DAYS = st.dates(date(1, 2, 1), date(9999, 11, 30))


@st.composite
def plain(draw):
    """Draw a time as ISO 8601 writes it: a decade, year, month, day, moment or interval."""
    day = draw(DAYS).isoformat()
    clock = draw(st.times()).strftime("T%H:%M")
    point = draw(st.sampled_from([day[:3] + "X", day[:4], day[:7], day, day + clock, day + clock + "+05:30"]))
    assume(not point.startswith("000X"))
    if draw(st.booleans()):
        later = (date.fromisoformat(day) + timedelta(days=draw(st.integers(0, 30)))).isoformat()
        interval = f"{point}/{later}"
        assume("+" not in interval or later > day)
        return interval
    return point


def overlap(a, b):
    return not disjoint(read(a), read(b))


@given(plain())
def test_about_a_time_contains_it_and_states_the_same(time):
    assert covers(read(f"about {time}"), read(time))
    assert not covers(read(time), read(f"about {time}"))
    assert TIMES.relate(read(f"about {time}"), read(time)) == "agree"


@given(plain())
def test_every_time_is_before_it_or_from_it_on(time):
    assert TIMES.relate(read(f"before {time}"), read(f"from {time}")) == "conflict"
    assert TIMES.relate(read(f"by {time}"), read(f"after {time}")) == "conflict"
    before, begun = read(f"before {time}"), read(f"from {time}")
    assert (before.high, not before.high_open) == (begun.low, begun.low_open)
    by, after = read(f"by {time}"), read(f"after {time}")
    assert (by.high, not by.high_open) == (after.low, after.low_open)


@given(plain())
def test_a_time_lies_by_it_and_from_it_and_neither_before_nor_after(time):
    assert covers(read(f"by {time}"), read(time))
    assert covers(read(f"from {time}"), read(time))
    assert not overlap(f"before {time}", time)
    assert not overlap(f"after {time}", time)


@given(DAYS, DAYS)
def test_about_is_symmetric(a, b):
    assert overlap(f"about {a}", str(b)) == overlap(str(a), f"about {b}")
    for size in (4, 7):
        assert overlap(f"about {str(a)[:size]}", str(b)[:size]) == overlap(str(a)[:size], f"about {str(b)[:size]}")


@given(plain(), plain())
def test_relation_and_gap_are_symmetric(a, b):
    for form in ("", "about ", "before ", "after ", "by ", "from "):
        x, y = read(f"{form}{a}"), read(b)
        assert TIMES.relate(x, y) == TIMES.relate(y, x)
        assert TIMES.gap(x, y) == TIMES.gap(y, x)


@given(st.text(max_size=30) | st.from_regex(r"(about|before|by|from|until)? ?[0-9X/ .~-]{4,20}", fullmatch=True))
def test_no_text_breaks_the_reader(text):
    with suppress(Unreadable):
        time = read(text)
        assert time.low is None or time.high is None or time.low <= time.high
