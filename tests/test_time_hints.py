"""What is told of a time that is not read: what to write for just that case, in its own figures."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.values import KINDS, Setting, Unreadable, time_repairs
from borderclash.values.times import read_time

TIMES = KINDS["time"]
ORDER = "write year, month, day in this order, with a T before a clock time"
# Each with what is proposed in its place, the whole help where it proposes nothing.
REFUSED = {
    # A clock time, or a day, without the rest.
    "04:30": ["2025-10-12T04:30"],
    "4:30 am": ["2025-10-12T04:30"],
    "12:15 a.m.": ["2025-10-12T00:15"],
    "about 04:30": ["about 2025-10-12T04:30"],
    # A word twice, or one that ends nothing.
    "about about 1984": ["about 1984"],
    "before before 2024-02-01": ["before 2024-02-01"],
    "in the region of in the region of 1984": ["about 1984"],
    "2024-01-01T04:30Z to": ["from 2024-01-01T04:30Z"],
    "from 29 June 2023 to": ["from 2023-06-29"],
    "after 15 August 2000 2000": ["after 2000-08-15T20:00"],
    "between 1657 9999": ORDER,
    "june 128, 1954 00:37": ORDER,
    "2000-00": "a month is 01 to 12",
    "2024-01-01 04:30 +05:00 PKT": ["2024-01-01T04:30+05:00"],
    "noon": ["2025-10-12T12:00"],
    "10 October": ["2025-10-10"],
    "29 February": ["2024-02-29"],
    "October": ["2025-10"],
    # Days in another order, or with other signs.
    "12/10/2025": ["2025-10-12", "2025-12-10"],
    "12.10.2025": ["2025-10-12", "2025-12-10"],
    "before 12.10.2025": ["before 2025-10-12", "before 2025-12-10"],
    "25.12.2025": ["2025-12-25"],
    "12/25/2025": ["2025-12-25"],
    "10/10/2025": ["2025-10-10"],
    "12/10/25": ["2025-10-12", "2025-12-10"],
    "1/2/84": ["1984-02-01", "1984-01-02"],
    "2005-5-17": ["2005-05-17"],
    "2005-5": ["2005-05"],
    "2024/02/29": ["2024-02-29"],
    "2024.02.29": ["2024-02-29"],
    "20240229": ["2024-02-29"],
    "202402": ["2024-02"],
    "02/2024": ["2024-02"],
    "17.5.2005 04:30": ["2005-05-17T04:30"],
    # English that is not quite a date.
    "17 Aug 2005": ["2005-08-17"],
    "Aug. 17, 2005": ["2005-08-17"],
    "Sept 17 2005": ["2005-09-17"],
    "17-Aug-2005": ["2005-08-17"],
    "17th May 2005": ["2005-05-17"],
    "the 17th of May 2005": ["2005-05-17"],
    "May 17 2005": ["2005-05-17"],
    "17 May, 2005": ["2005-05-17"],
    "Tuesday, 17 May 2005": ["2005-05-17"],
    "Tue 17 May 2005": ["2005-05-17"],
    "17 May 05": ["2005-05-17"],
    "May 2005": ["2005-05"],
    "after May 2005": ["after 2005-05"],
    "17 May 2005, 4:30 pm": ["2005-05-17T16:30"],
    # Clock times and offsets.
    "2024-02-29 04:30": ["2024-02-29T04:30"],
    "2024-02-29 at 04:30": ["2024-02-29T04:30"],
    "2024-02-29T4:30": ["2024-02-29T04:30"],
    "2024-02-29T0430": ["2024-02-29T04:30"],
    "2024-02-29T04": ["2024-02-29T04:00"],
    "2024-02-29T04.30": ["2024-02-29T04:30"],
    "2024-02-29T04:30:15,5": ["2024-02-29T04:30:15.5"],
    "2024-02-29T04:30:15.1234567": ["2024-02-29T04:30:15.123456"],
    "2024-02-29T04:30+0200": ["2024-02-29T04:30+02:00"],
    "2024-02-29T04:30-0430": ["2024-02-29T04:30-04:30"],
    "2024-02-29T04:30+02": ["2024-02-29T04:30+02:00"],
    "2024-02-29T04:30+5:30": ["2024-02-29T04:30+05:30"],
    "2024-02-29T04:30 UTC": ["2024-02-29T04:30Z"],
    "2024-02-29T04:30 GMT+2": ["2024-02-29T04:30+02:00"],
    "2024-02-29T04:30 MSK": ["2024-02-29T04:30+03:00"],
    "2024-02-29T04:30 - 05:45": ["2024-02-29T04:30/2024-02-29T05:45", "2024-02-29T04:30-05:45"],
    "by 2024-02-29T04:30+0200": ["by 2024-02-29T04:30+02:00"],
    # Years and what is more or less than one.
    "79": ["0079", "1979"],
    "19XX": ["1900/1999"],
    "19th century": ["1801/1900"],
    "the 1st century": ["0001/0100"],
    "the 1980s": ["1980s"],
    "1980's": ["1980s"],
    "'80s": ["1980s"],
    "early 1980s": ["1980s"],
    "mid-2005": ["2005"],
    "Q2 2005": ["2005-04/2005-06"],
    "2005-Q4": ["2005-10/2005-12"],
    "second half of 2005": ["2005-07/2005-12"],
    "spring 2005": ["2005-03/2005-05", "2005-09/2005-11"],
    "winter 2005": ["2005-12/2006-02", "2005-06/2005-08"],
    # Other words for the same, and EDTF and GEDCOM that are not read.
    "ABT 1956": ["about 1956"],
    "BEF 1956": ["before 1956"],
    "AFT 17 May 1956": ["after 1956-05-17"],
    "BET 1950 AND 1956": ["1950/1956"],
    "c1880": ["about 1880"],
    "prior to 1985": ["before 1985"],
    "pre-1985": ["before 1985"],
    "on or before 17 May 2005": ["by 2005-05-17"],
    "up to 1985": ["by 1985"],
    "1985 at the latest": ["by 1985"],
    "1985 or later": ["from 1985"],
    "1985 onwards": ["from 1985"],
    "nearly 1985": ["about 1985"],
    "in 1985": ["1985"],
    "exactly 2024-02-29": ["2024-02-29"],
    "before about 1984": ["before 1984"],
    "about before 1984": ["before 1984"],
    # Intervals.
    "2024-02-29T04:30/04:45": ["2024-02-29T04:30/2024-02-29T04:45"],
    "between 2024-02-29T04:30 and 04:45": ["2024-02-29T04:30/2024-02-29T04:45"],
    "2025-10-11/12": ["2025-10-11/2025-10-12"],
    "2025-10-11/11-02": ["2025-10-11/2025-11-02"],
    "1984/85": ["1984/1985"],
    "1984-85": ["1984/1985"],
    "1914-18": ["1914/1918"],
    "1880-1885": ["1880/1885"],
    "1880 – 1885": ["1880/1885"],
    "2024-02-28 - 2024-03-01": ["2024-02-28/2024-03-01"],
    "2024-02-28 / 2024-03-01": ["2024-02-28/2024-03-01"],
    "from 1880 until 1885": ["1880/1885"],
    "between 1880 to 1885": ["1880/1885"],
    "1984 or 1985": ["1984/1985"],
    "2024/": ["from 2024"],
    "/2024": ["by 2024"],
    "1880 to": ["from 1880"],
    "between 1880": ["between 1880 and 2025"],
    "13 or 14 May 2005": ["2005-05-13/2005-05-14"],
    "night of 13-14 May 2005": ["2005-05-13/2005-05-14"],
    "2005-05-13, 2005-05-14": ["2005-05-13/2005-05-14"],
    "5 pm on 17 May 2005": ["2005-05-17T17:00"],
    "4:30 pm, 17 May 2005": ["2005-05-17T16:30"],
    "around noon on 13 May 2005": ["about 2005-05-13T12:00"],
    "17.05.": ["2025-05-17"],
    "05/06": ["2025-06-05", "2025-05-06"],
    "5/2024": ["2024-05"],
    "2005.": ["2005"],
    "31/02/2024": "write a day that the calendar has",
    "12-14 October 2005": ["2005-10-12/2005-10-14"],
    "between 12 and 14 October 2005": ["2005-10-12/2005-10-14"],
    "October 12-14, 2005": ["2005-10-12/2005-10-14"],
    "30 September to 2 October 2005": ["2005-09-30/2005-10-02"],
    "May-June 2005": ["2005-05/2005-06"],
    "between about 1880 and 1885": ["about 1880/1885"],
    "1880 to about 1885": ["about 1880/1885"],
    "after 1985 and before 1990": ["1985/1990"],
    "early morning of 13 May 2005": ["2005-05-13"],
    "13 May 2005, at dawn": ["2005-05-13"],
    "2024-02-29T04:30 local time": ["2024-02-29T04:30"],
    "2024-03-01/2024-02-28": ["2024-02-28/2024-03-01"],
    "2024-02 to 2024-01": ["2024-01/2024-02"],
    "between 17 May 2005 and 3 May 2005": ["2005-05-03/2005-05-17"],
    "about 1986/1984": ["about 1984/1986"],
    # What the calendar does not have.
    "2024-13-05": ["2024-05-13"],
    "2024-13": "a month is 01 to 12",
    "2023-02-29": "that month has the days 01 to 28",
    "30 February 2024": "that month has the days 01 to 29",
    "2024-02-29T25:00": "a clock time is 00:00 to 23:59:59, an offset up to 23:59",
    "0000": "a year is 0001 to 9999: for one before that, leave the field out and say it in words",
    "000X": "a year is 0001 to 9999: for one before that, leave the field out and say it in words",
    "-0043": "a year is 0001 to 9999: for one before that, leave the field out and say it in words",
    "44 BCE": "a year is 0001 to 9999: for one before that, leave the field out and say it in words",
    "44 B.C.": "a year is 0001 to 9999: for one before that, leave the field out and say it in words",
    "10000": "a year is 0001 to 9999, in four digits",
    "before": "write the time too, as in `before 1985`",
    "yesterday": "write the day itself, as in `2025-10-12`",
    "third half of 2005": ["2005"],
    "0th century": ORDER,
    "2025-W60": ORDER,
    "2025-400": ORDER,
    "perhaps never": ORDER,
    "9999-12-31T24:00": "a clock time is 00:00 to 23:59:59, an offset up to 23:59",
    "2024-02-29 99:99": ORDER,
    "2024-02-29 13 pm": ORDER,
}


def read(written, field="value"):
    return TIMES.read(written, Setting()) if field == "value" else read_time(written, "UTC", field)


def refusal(written, field="value"):
    with pytest.raises(Unreadable) as caught:
        read(written, field)
    return caught.value


@each_row(("written", "proposed"), REFUSED.items(), ids=REFUSED)
def test_refused_time_is_told_with_what_to_write(written, proposed):
    refused = refusal(written)
    if isinstance(proposed, str):
        assert refused.help == proposed
    else:
        assert [text for text in re.findall("`([^`]*)`", refused.help) if text != "from"] == proposed
        for text in proposed:
            assert TIMES.read(text, Setting())


@each_row(
    ("written", "help"),
    [
        ("04:30", "write `2005-05-13T04:30` if that was on the day of the event"),
        ("about 4:30 am", "write `about 2005-05-13T04:30` if that was on the day of the event"),
        ("10 October", "write `2005-10-10` if that was in 2005"),
        ("before October", "write `before 2005-10` if that was in 2005"),
        ("12/10/2025", "write `2025-10-12` or `2025-12-10`"),
    ],
)
@each_row("date", ["2005-05-13", "2005-05-13/2005-05-14", "2005-05-13T04:00+05:00", "13 May 2005"])
def test_what_is_missing_is_proposed_from_the_date_of_the_event(written, help, date):
    with pytest.raises(Unreadable) as caught:
        TIMES.read(written, Setting(date=date))
    assert caught.value.help == help


@each_row(
    ("written", "help"),
    [
        ("about 2005", "write `2005`, or the interval that it lies in"),
        ("before 1985", "write an interval with both ends, as in `1975/1985`"),
        ("17 May 2005/..", "write an interval with both ends, as in `2005-05-17/2015`"),
        ("1980s to 1990s", "write `198X/199X`"),
        ("17 Aug 2005", "write `2005-08-17`"),
    ],
)
def test_what_only_a_value_may_be_is_told_elsewhere(written, help):
    assert refusal(written, "stated").help == help


@pytest.mark.parametrize("written", ["1984?", "probably 1984"])
def test_reservation_goes_into_its_own_field(written):
    word = "uncertain" if "?" in written else "probably"
    assert refusal(written).help == f"write `1984`, and put the reservation in `hedge: {word}`"


@each_row(
    ("a", "b", "same"),
    [
        ("2024-02-29T04:30+0200", "2019-01-01T00:00-0330", True),
        ("12/10/2025", "3.4.2020", True),
        ("17 Aug 2005", "Sept. 1, 1999", True),
        ("2024-02-29T04:30+0200", "2024-02-29T0430", False),
        ("04:30", "10 October", False),
        ("2023-02-29", "2024-04-31", True),
    ],
)
def test_errors_of_one_kind_have_the_same_words(a, b, same):
    words = [refusal(written).message.removesuffix(f": `{written}`") for written in (a, b)]
    assert (words[0] == words[1]) == same


@each_row("written", [None, 2025.0, ["2025"], True, "", "lots", "x" * 300, "1985-"])
def test_what_is_like_no_time_is_told_the_forms(written):
    assert refusal(written).rule == "time"


@given(st.text(max_size=40) | st.text("0123456789-/:TZ+. abouteryfrmndXs~?", max_size=30))
def test_whatever_is_proposed_is_read(text):
    for field in ("value", "stated"):
        try:
            read(text, field)
        except Unreadable as refused:
            for proposed in re.findall("write `([^`]*)`", refused.help):
                read(proposed, field)


def test_no_day_is_looked_for_in_a_list(monkeypatch):
    monkeypatch.setattr(time_repairs, "repair", lambda text: pytest.fail(f"tried: {text}"))
    with pytest.raises(Unreadable, match="must be a time"):
        KINDS["time"].read(30 * "1, ", Setting())
