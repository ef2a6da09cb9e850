"""Range plots of times: where each stands, and the ticks of its scale."""

from __future__ import annotations

from build import row
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.presenting.plots import range_plot
from borderclash.rendering import block_plots
from borderclash.values import KINDS, Setting
from borderclash.values.time_points import SECOND, instant_text
from borderclash.values.times import read_time


def plot(*written, zone="UTC"):
    parties = ["a", "b", "c", "d"]
    made = row("time", *zip(parties, written, strict=False), timezone=zone)
    return range_plot(made, zone)


def instant(seconds):
    return None if seconds is None else instant_text(round(seconds * SECOND)).removesuffix(":00Z")


def seconds(iso):
    return read_time(iso, "UTC", "value").low / SECOND


@each_row(
    ("written", "low", "high", "stated", "included"),
    [
        ("2025-10-12T18:00", "2025-10-12T18:00", "2025-10-12T18:00", ["2025-10-12T18:00"], [True]),
        (
            "2025-10-12",
            "2025-10-12T00:00",
            "2025-10-13T00:00",
            ["2025-10-12T00:00", "2025-10-12T23:59:59Z"],
            [True, True],
        ),
        (
            "about 1984",
            "1983-01-01T00:00",
            "1986-01-01T00:00",
            ["1984-01-01T00:00", "1984-12-31T23:59:59Z"],
            [True, True],
        ),
        ("before 1985", None, "1985-01-01T00:00", ["1985-01-01T00:00"], [False]),
        ("after 1985", "1986-01-01T00:00", None, ["1985-12-31T23:59:59Z"], [False]),
        ("by 1985", None, "1986-01-01T00:00", ["1985-01-01T00:00", "1985-12-31T23:59:59Z"], [True, True]),
        ("from 1985", "1985-01-01T00:00", None, ["1985-01-01T00:00", "1985-12-31T23:59:59Z"], [True, True]),
        ("before 2025-10-12T18:00", None, "2025-10-12T18:00", ["2025-10-12T18:00"], [False]),
        ("by 2025-10-12T18:00", None, "2025-10-12T18:00", ["2025-10-12T18:00"], [True]),
    ],
)
def test_mark_of_a_time(written, low, high, stated, included):
    mark = plot(written).marks[0]
    assert (instant(mark.low), instant(mark.high)) == (low, high)
    assert [instant(at) for at in mark.stated] == stated
    assert [mark.includes(at) for at in mark.stated] == included


@each_row(
    ("times", "labels", "about"),
    [
        (("1984", "1990"), ["1984", "1986", "1988", "1990", "1992"], ""),
        (("1880", "2005"), ["1850", "1900", "1950", "2000", "2050"], ""),
        (("1984", "1984"), ["1984-01", "1984-04", "1984-07", "1984-10", "1985-01"], ""),
        (("2024-02", "2024-06"), ["2024-02", "2024-03", "2024-04", "2024-05", "2024-06", "2024-07"], ""),
        (
            ("2025-10-11", "2025-10-14"),
            ["2025-10-11", "2025-10-12", "2025-10-13", "2025-10-14", "2025-10-15"],
            "",
        ),
        (
            ("2025-10-12T04:30", "2025-10-12T05:30"),
            ["04:30", "04:45", "05:00", "05:15", "05:30"],
            "2025-10-12, time in UTC",
        ),
        (
            ("2025-10-12T23:00", "2025-10-13T01:00"),
            [f"2025-10-{time}" for time in ("12 23:00", "12 23:30", "13 00:00", "13 00:30", "13 01:00")],
            "time in UTC",
        ),
        (("0001", "9999"), ["0000", "2000", "4000", "6000", "8000", "10000"], ""),
    ],
)
def test_ticks_are_beginnings_of_times(times, labels, about):
    made = plot(*times)
    assert list(made.scale.labels) == labels
    assert made.about == about


def test_days_and_hours_are_those_of_the_event():
    made = plot("2025-10-11", "2025-10-12", zone="Asia/Kabul")
    assert instant(made.scale.low) == "2025-10-10T19:30"
    assert made.scale.labels[0] == "2025-10-11 00:00" or made.scale.labels[0] == "2025-10-11"
    clock = plot("2025-10-12T04:30", "2025-10-12T05:30", zone="Asia/Kabul")
    assert clock.about == "2025-10-12, time in Asia/Kabul"
    assert clock.scale.labels[0] == "04:30"


def test_open_end_has_room_for_its_arrow():
    made = plot("before 1985", "after 1990")
    first, second = made.marks
    assert made.scale.at(first.high) >= 0.1
    assert made.scale.at(second.low) <= 0.9
    assert (first.low, second.high) == (None, None)


def test_narrow_scale_keeps_within_its_width():
    made = plot("2025-10-11", "2025-10-14")
    for width in range(18, 60):
        assert max(map(len, block_plots.lines(made, width, ascii=True))) <= width


def test_gap_lies_between_what_is_stated():
    made = plot("2025-10-12T04:30", "2025-10-12T05:30")
    assert made.gap == (seconds("2025-10-12T04:30"), seconds("2025-10-12T05:30"))
    assert plot("1984", "about 1984").gap is None


def test_denial_is_drawn_as_what_it_denies_and_one_without_a_value_has_no_place():
    claims = [{"party": "b", "stance": "denies", "value": "1984"}, {"party": "c", "stance": "denies"}]
    made = range_plot(row("time", ("a", "1990"), *claims))
    assert [(mark.denies, mark.placed) for mark in made.marks] == [(False, True), (True, True), (True, False)]


def test_without_any_time_there_is_no_plot():
    assert (
        range_plot(row("time", {"party": "a", "stance": "denies"}, {"party": "b", "stance": "declines"})) is None
    )


@given(
    st.lists(
        st.builds(
            lambda form, moment, size: form + moment.isoformat(timespec="minutes")[:size],
            st.sampled_from(["", "about ", "before ", "after ", "by ", "from "]),
            st.datetimes(),
            st.sampled_from([4, 7, 10, 16]),
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["UTC", "Asia/Kabul", "America/New_York"]),
)
def test_scale_holds_all_that_is_stated_and_allowed(times, zone):
    made = plot(*times, zone=zone)
    scale = made.scale
    assert list(scale.ticks) == sorted(set(scale.ticks))
    assert 2 <= len(scale.ticks) <= 10
    assert len(scale.labels) == len(scale.ticks)
    for written in times:
        time = KINDS["time"].read(written, Setting(timezone=zone))
        for end in (time.low, time.high):
            assert end is None or scale.low <= end / SECOND <= scale.high
    for mark in made.marks:
        first, last = mark.ends(scale)
        assert 0 <= first <= last <= 1
