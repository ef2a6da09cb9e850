"""How times are read and compared: precision, zones, intervals, durations, and what is refused."""

import re

import pytest
from build import row
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.values import KINDS, Setting, Unreadable
from borderclash.values.time_points import DAY, SECOND
from borderclash.values.times import TIME_PATTERN, duration, in_zone, read_time, stated_span

TIMES = KINDS["time"]
HOUR = 3600 * SECOND


def read(written, zone="UTC"):
    return TIMES.read(written, Setting(timezone=zone))


def relation(a, b, zone="UTC"):
    return TIMES.relate(read(a, zone), read(b, zone))


def gap(a, b, zone="UTC"):
    return TIMES.gap(read(a, zone), read(b, zone)).duration


def refusal(written, zone="UTC"):
    with pytest.raises(Unreadable) as caught:
        read(written, zone)
    return caught.value


def length(written, zone="UTC"):
    time = read(written, zone)
    return time.high - time.low


# What a time covers


@each_row(
    ("written", "days"),
    [
        ("2025", 365),
        ("2024", 366),
        (2024, 366),
        ("2025-02", 28),
        ("2024-02", 29),
        ("2025-10-12", 1),
        ("2025-10-11/2025-10-12", 2),
        ("2024/2025", 731),
        ("2025-01/2025-02", 59),
        ("2025-10-12/2025", 81),
    ],
)
def test_year_month_and_day_cover_their_days(written, days):
    assert length(written) == days * DAY


@pytest.mark.parametrize("written", ["2025-10-12T18:00", "2025-10-12T18:00:30", "2025-10-12T18:00:30.25Z"])
def test_clock_time_as_a_value_is_a_moment(written):
    assert length(written) == 0


@each_row(
    ("written", "covered"),
    [
        ("2025-10-12T18:00", 60 * SECOND),
        ("2025-10-12T18:00Z", 60 * SECOND),
        ("2025-10-12T18:00+05:00", 60 * SECOND),
        ("2025-10-12T18:00:30", SECOND),
        ("2025-10-12T18:00:30-04:30", SECOND),
        ("2025-10-12T18:00:30.5", 1),
        ("2025-10-12T18:00:30.500Z", 1),
        ("2025-10-12", DAY),
        ("2025-10-12T18:00/2025-10-12T19:00", HOUR + 60 * SECOND),
        ("2025-10-12T18:00:30/2025-10-12T19:00", HOUR + 30 * SECOND),
    ],
)
def test_clock_time_of_a_statement_covers_its_minute_or_second(written, covered):
    first, after = stated_span(written, "UTC")
    assert after - first == covered


def test_interval_runs_from_the_start_of_one_to_the_end_of_the_other():
    interval = read("2025-10-11T22:00/2025-10-12")
    assert (interval.low, interval.high) == (read("2025-10-11T22:00").low, read("2025-10-12").high)


# Zones


@each_row(
    ("written", "zone", "in_utc"),
    [
        ("2025-10-12T18:00", "UTC", "2025-10-12T18:00Z"),
        ("2025-10-12T18:00", "Asia/Kabul", "2025-10-12T13:30Z"),
        ("2025-10-12T18:00+05:00", "Asia/Kabul", "2025-10-12T13:00Z"),
        ("2025-10-12T18:00Z", "Asia/Kabul", "2025-10-12T18:00Z"),
        ("2025-10-12T18:00-03:30", "UTC", "2025-10-12T21:30Z"),
        ("2025-10-12T01:00+05:00", "UTC", "2025-10-11T20:00Z"),
        ("2025-07-01T12:00", "Europe/Berlin", "2025-07-01T10:00Z"),
        ("2025-01-01T12:00", "Europe/Berlin", "2025-01-01T11:00Z"),
        ("2025-03-30T03:00", "Europe/Berlin", "2025-03-30T01:00Z"),
        ("2025-10-12T18:00", "Not/AZone", "2025-10-12T18:00Z"),
    ],
)
def test_time_without_an_offset_is_in_the_zone_of_its_event(written, zone, in_utc):
    assert read(written, zone).low == read(in_utc).low


def test_event_timezone_reaches_the_claims():
    claims = ("a", "2025-10-12T18:00"), ("b", "2025-10-12T13:30Z")
    assert row("time", *claims, timezone="Asia/Kabul").verdict == "agree"
    assert row("time", *claims).gap.duration == "PT4H30M"


def test_day_is_the_day_in_the_zone_of_its_event():
    assert relation("2025-10-12", "2025-10-11T20:00Z", "Asia/Kabul") == "overlap"
    assert relation("2025-10-12", "2025-10-11T20:00Z", "UTC") == "conflict"


def test_last_moment_of_a_day_belongs_to_it_and_the_next_midnight_does_not():
    assert relation("2025-10-12", "2025-10-12T00:00") == "overlap"
    assert relation("2025-10-12", "2025-10-12T23:59:59.999999") == "overlap"
    assert relation("2025-10-12", "2025-10-13T00:00") == "conflict"


@pytest.mark.parametrize(("day", "hours"), [("2025-03-30", 23), ("2025-10-26", 25), ("2025-10-27", 24)])
def test_day_of_a_clock_change_is_shorter_or_longer(day, hours):
    assert length(day, "Europe/Berlin") == hours * HOUR


# How two times stand to each other


@each_row(
    ("a", "b", "verdict"),
    [
        ("2025-10-12", "2025-10-12", "agree"),
        ("2025-10-12", "2025-10-12/2025-10-12", "agree"),
        ("2025-10", "2025-10-01/2025-10-31", "agree"),
        ("2025-10-12T13:00Z", "2025-10-12T18:00+05:00", "agree"),
        ("2025-10-12T13:00", "2025-10-12T13:00:00", "agree"),
        ("2025-10-12", "2025-10-12T00:30", "overlap"),
        ("2025-10", "2025-10-12", "overlap"),
        ("2025", "2025-10", "overlap"),
        ("2025-10-11/2025-10-12", "2025-10-12/2025-10-13", "overlap"),
        ("2025-10-12T10:00/2025-10-12T11:00", "2025-10-12T11:00/2025-10-12T12:00", "overlap"),
        ("2025-10-11", "2025-10-12", "conflict"),
        ("2025-09", "2025-10-01", "conflict"),
        ("2025-10-12T10:00", "2025-10-12T10:01", "conflict"),
        ("2025-10-11/2025-10-12", "2025-10-13", "conflict"),
    ],
)
def test_times_conflict_where_no_instant_is_in_both(a, b, verdict):
    assert (relation(a, b), relation(b, a)) == (verdict, verdict)


@each_row(
    ("a", "b", "distance"),
    [
        ("2025-10-11", "2025-10-12", "P1D"),
        ("2025-10-11", "2025-10-11", "P0D"),
        ("2025-10", "2025-10-12", "P0D"),
        ("2025-09", "2025-10-05", "P5D"),
        ("2023", "2025", "P367D"),
        ("2024-02-28", "2024-03-01", "P2D"),
        ("2025-10-10/2025-10-11", "2025-10-14/2025-10-20", "P3D"),
        ("2025-07-24T07:35", "2025-07-24T08:20", "PT45M"),
        ("2025-10-01T00:00", "2025-10-03T01:02:03", "P2DT1H2M3S"),
        ("2025-10-01T00:00", "2025-10-03T00:00", "P2D"),
        ("2025-10-12T00:00:00.5", "2025-10-12T00:00:02", "PT1.5S"),
        ("2025-10-12T00:00", "2025-10-12T00:00:00.000001", "PT0.000001S"),
        ("2025-10-12T13:00Z", "2025-10-12T18:00+05:00", "PT0S"),
        ("0001-01-01", "9999-12-31", "P3652058D"),
    ],
)
def test_gap_is_an_iso_8601_duration(a, b, distance):
    assert (gap(a, b), gap(b, a)) == (distance, distance)


@each_row(
    ("day", "moment", "distance"),
    [
        ("2025-10-11", "2025-10-12T06:00", "PT6H"),
        ("2025-10-13", "2025-10-12T06:00", "PT18H"),
        ("2025-10-12", "2025-10-12T06:00", "PT0S"),
        ("2025-09", "2025-10-02T00:00", "P1D"),
    ],
)
def test_gap_between_a_day_and_a_moment_runs_from_the_edge_of_the_day(day, moment, distance):
    assert gap(day, moment) == distance


def test_gap_between_dates_is_in_days_whatever_the_clock_does():
    assert gap("2025-03-29", "2025-03-31", "Europe/Berlin") == "P2D"


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [
        ("2025-03-30T01:00", "2025-03-30T03:00", "PT1H"),
        ("2025-10-26T01:00", "2025-10-26T04:00", "PT4H"),
        ("2025-03-29", "2025-03-31T00:00", "PT23H"),
    ],
)
def test_gap_between_moments_is_the_time_that_passed(a, b, distance):
    assert gap(a, b, "Europe/Berlin") == distance


def test_time_has_no_ratio():
    assert TIMES.gap(read("2025-10-11"), read("2025-10-19")).ratio is None


@each_row(
    ("denied", "asserted", "nothing"),
    [
        ("2025-10-12", "2025-10-12", True),
        ("2025-10-12", "2025-10-12T06:00", True),
        ("2025-10", "2025-10-12", True),
        ("2025-10-12T06:00", "2025-10-12T06:00", True),
        ("2025-10-12T06:00", "2025-10-12", False),
        ("2025-10-12", "2025-10-13T00:00", False),
        ("2025-10-12", "2025-10-12T06:00/2025-10-13T00:00", False),
        ("2025-10-12", "2025-10", False),
    ],
)
def test_denial_leaves_nothing_of_a_time_within_it(denied, asserted, nothing):
    verdict = row("time", ("a", asserted), {"party": "b", "stance": "denies", "value": denied}).verdict
    assert verdict == ("conflict" if nothing else "compatible")


# The ends of the calendar


@each_row("zone", ["UTC", "Asia/Kabul", "America/New_York", "Pacific/Kiritimati"])
@each_row("written", ["0001-01-01", "0001", "9999-12-31", "9999-12", "9999", 9999])
def test_first_and_last_year_are_read_in_every_zone(written, zone):
    assert length(written, zone) >= DAY


@pytest.mark.parametrize("written", ["0001-01-01T00:00+23:59", "9999-12-31T23:59:59.999999-23:59"])
def test_offset_beyond_the_calendar_is_read(written):
    assert length(written) == 0


def test_first_day_is_before_the_last():
    assert relation("0001-01-01", "9999-12-31", "Asia/Kabul") == "conflict"


# What is refused


@each_row(
    ("written", "help"),
    [
        ("2025-13", "a month is 01 to 12"),
        ("2025-00-01", "a month is 01 to 12"),
        ("0000", "a year is 0001 to 9999"),
        ("2025-01-32", "that month has the days 01 to 31"),
        ("2025-12-32", "that month has the days 01 to 31"),
        ("2025-02-29", "that month has the days 01 to 28"),
        ("2024-02-30", "that month has the days 01 to 29"),
        ("2025-10-00", "that month has the days 01 to 31"),
        ("2025-10-12T24:00", "a clock time is 00:00 to 23:59:59"),
        ("2025-10-12T23:60", "a clock time is 00:00 to 23:59:59"),
        ("2025-10-12T23:59:60", "a clock time is 00:00 to 23:59:59"),
        ("2025-10-12T12:00+24:00", "an offset up to 23:59"),
        ("2025-10-12T12:00+05:60", "an offset up to 23:59"),
        ("2025-02-30/2025-03-01", "that month has the days 01 to 28"),
        ("2025-02-01/2025-02-30", "that month has the days 01 to 28"),
    ],
)
def test_time_that_does_not_exist_is_refused(written, help):
    refused = refusal(written)
    assert refused.rule == "impossible-date"
    assert help in refused.help


@each_row(
    "written",
    ["2025-10-12/2025-10-11", "2025-10-12T10:00/2025-10-12T09:59", "2025/2024", "2025-10-12T00:00/2025-10-11"],
)
def test_interval_that_runs_backwards_is_refused(written):
    refused = refusal(written)
    assert refused.rule == "reversed-range"
    read(refused.help.removeprefix("write the earlier end first: ").strip("`"))


def test_interval_may_be_of_one_moment():
    assert length("2025-10-12T10:00/2025-10-12T10:00") == 0


def test_interval_may_end_within_the_day_that_it_begins_with_and_not_before_it():
    assert length("2025-10-12/2025-10-12T06:00") == 6 * HOUR
    assert refusal("2025-10-12T00:00/2025-10-11").rule == "reversed-range"


def test_gap_has_its_size_in_seconds():
    assert TIMES.gap(read("2025-10-12"), read("2025-10-14")).size == 2 * 86_400
    assert TIMES.gap(read("2025-10-12T10:00"), read("2025-10-12T10:30")).size == 1800


def test_interval_is_backwards_only_where_the_offsets_make_it_so():
    assert length("2025-10-12T10:00+05:00/2025-10-12T06:00Z") == HOUR
    assert refusal("2025-10-12T10:00Z/2025-10-12T12:00+05:00").rule == "reversed-range"


@each_row(
    "written",
    [
        "",
        "25",
        "2025-1-2",
        "2025-10-12 18:00",
        "2025-10-12T18",
        "2025-10-12T18:00 +05:00",
        "2025-10-12T18:00:00.1234567",
        "12.10.2025",
        "2025/10/12",
        "2025-10-11/12",
        "2025-10-11/2025-10-12/2025-10-13",
        "2025-10-11/",
        "/2025-10-11",
        "2025-W41",
        2025.0,
        True,
        None,
        ["2025"],
    ],
)
def test_what_is_no_time_is_refused(written):
    assert refusal(written).rule == "time"


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("2025-10-12 18:00", "write `2025-10-12T18:00`"),
        ("2025-10-12 18:00 +05:00", "write `2025-10-12T18:00+05:00`"),
        ("12.10.2025", "write `2025-10-12` or `2025-12-10`"),
    ],
)
def test_help_tells_how_to_write_it(written, help):
    assert refusal(written).help == help


def test_true_is_no_early_year():
    """`yes` without quotes is a truth value to other YAML, and one to Python's arithmetic."""
    assert str(refusal(True)).startswith("`value` must be a time")
    assert "0001" not in refusal(True).help
    assert "0001" in refusal(1).help
    assert "0000" not in refusal(0).help
    assert length(1000) == length("1000")


def test_refusal_names_the_field():
    with pytest.raises(Unreadable, match=r"`published` is no day of the calendar"):
        read_time("yesterday", "UTC", "published")


@each_row(
    ("written", "shown"),
    [
        ("2025-10-12", "2025-10-12"),
        (2025, "2025"),
        ("2025-10-12T18:00+05:00", "2025-10-12 18:00+05:00"),
        ("2025-10-11/2025-10-12", "2025-10-11 to 2025-10-12"),
    ],
)
def test_time_is_shown_as_written(written, shown):
    assert TIMES.show(read(written)) == shown


# The pattern that the JSON Schema holds


def fault(text):
    """Return the rule by which a text is refused, ``None`` for one that is read."""
    try:
        read(text)
    except Unreadable as unreadable:
        return unreadable.rule
    return None


@given(st.from_regex(re.compile(TIME_PATTERN), fullmatch=True))
def test_what_the_pattern_accepts_is_read_or_does_not_exist(text):
    # Words, signs of other alphabets and spaces are left to the reader: not all that have them are times.
    if not re.search("[A-Za-z]{2}|[^!-~]|[Cc][.]|~|[.]{2}", text):
        assert fault(text) in (None, "impossible-date", "reversed-range")


@given(st.text("0123456789-/:TZ+. ", max_size=20))
def test_what_the_pattern_does_not_accept_is_not_read(text):
    if not re.fullmatch(TIME_PATTERN, text):
        assert refusal(text).rule == "time"


@given(st.integers(0, 10**9))
def test_duration_adds_up_to_its_seconds(seconds):
    match = re.fullmatch(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", duration(seconds))
    days, hours, minutes, rest = (int(part or 0) for part in match.groups())
    assert days * 86_400 + hours * 3600 + minutes * 60 + rest == seconds
    assert hours < 24
    assert minutes < 60
    assert rest < 60


@each_row(
    ("written", "timezone", "expected"),
    [
        ("2020-06-16T16:30Z", "Asia/Kolkata", "2020-06-16 22:00"),
        ("2020-06-16T16:30:00.500-04:00", "UTC", "2020-06-16 20:30:00.500"),
        ("2020-06-16T16:30:15-04:00", "UTC", "2020-06-16 20:30:15"),
        ("2020-06-16T23:00Z/2020-06-17T01:00+02:00", "Europe/Berlin", "2020-06-17 01:00 to 2020-06-17 01:00"),
        ("2020-06-16T22:00", "Asia/Kolkata", "2020-06-16 22:00"),
        ("2020-06-16/2020-07", "Asia/Kolkata", "2020-06-16 to 2020-07"),
        ("2020-10-25T02:30+02:00", "Europe/Berlin", "2020-10-25 02:30+02:00"),  # clocks show it twice
        ("2020-10-25T00:30Z", "Europe/Berlin", "2020-10-25 00:30Z"),
        ("2020-10-25T01:30+02:00", "Europe/Berlin", "2020-10-25 01:30"),
        ("9999-12-31T23:59-05:00", "Asia/Kolkata", "9999-12-31 23:59-05:00"),
        ("2020-06-16T16:30Z", "Nowhere/Land", "2020-06-16 16:30Z"),
    ],
)
def test_clock_times_in_a_zone(written, timezone, expected):
    assert in_zone(written, timezone) == expected
