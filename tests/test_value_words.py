"""Figures and times in other languages: each form keeps what it means, and what has no message stays as written."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderclash.language import LANGUAGES, using
from borderclash.presenting.time_scale import ticks
from borderclash.values import KINDS, Setting
from borderclash.values.figure_forms import BOUNDS, BOUNDS_BEHIND, PHRASES
from borderclash.values.hedges import ABOUT
from borderclash.values.numbers import plain
from borderclash.values.spelling import even
from borderclash.values.time_forms import BOUNDS as BOUNDS_OF_TIMES

COUNT, NUMBER, TIME = KINDS["count"], KINDS["number"], KINDS["time"]
OTHERS = tuple(tag for tag in LANGUAGES if tag != "en")
PERCENT = Setting(unit="%")
AMOUNTS = ("18", "1,500", "2.9 million")
FORMS = (
    *("{a}", "{a}+", "{a}-odd", "{a} ± {b}", "{a} or so", "{a} to {b}", "{a}-{b}", "{a} or {b}"),
    *("between {a} and {b}", "from {a} to {b}", "dozens", "several hundred", "some", "twelve", "a dozen"),
    *(f"{words} {{a}}" for words in PHRASES),
    *(f"{{a}} {words}" for phrases in BOUNDS_BEHIND.values() for words in phrases),
    *(f"{words} {about} {{a}}" for phrases in BOUNDS.values() for words in phrases for about in ABOUT[:3]),
    *(f"{words} {{a}} to {{b}}" for words in (*PHRASES, *ABOUT)),
    *(f"{words} {{a}} or {{b}}" for words in ("at least", "up to", "more than", "about")),
    *(
        f"{lower} {{a}} {conjunction} {upper} {{b}}"
        for lower in ("at least", "more than", "over", "no fewer than")
        for upper in ("at most", "up to", "fewer than", "under", "no more than")
        for conjunction in ("and", "but")
    ),
)
DAYS = ("2024", "2024-02", "2024-02-01", "1980s", "2024-02-29T04:30", "2024-02-29T04:30+05:30", "29 February 2024")
INTERVALS = ("2024-02-28/2024-02-29", "2024-02-28/2024-03-01", "2023/2024", "2024-02/2024-04", "2023-12-31/2024")
TIMES = (
    *DAYS,
    *INTERVALS,
    "2024-02-29T04:30/2024-02-29T04:45",
    *(f"{words} {time}" for words in (*BOUNDS_OF_TIMES, "about", "circa") for time in (*DAYS, *INTERVALS)),
    *("../1985", "1985/..", "1984~", "~1984", "between 1880 and 1885", "1880 to 1885"),
    *("between 2024-02-01 and 2024-02-29", "between 2024-02 and 2024-04"),
)


def read(kind, written):
    try:
        return kind.read(written, PERCENT)
    except ValueError:
        return None


def figures():
    """Yield each form of a figure that is read, as a count and as a number."""
    for form, a, b in product(FORMS, AMOUNTS, ("25", "9 million")):
        for kind in (COUNT, NUMBER):
            if (value := read(kind, form.format(a=a, b=b))) is not None:
                yield kind, value


def meaning(value):
    """Return what a figure or a time says, however it is written."""
    if hasattr(value, "form"):
        stated = value.stated and tuple(map(plain, value.stated))
        return value.low, value.high, value.low_open, value.high_open, stated, value.form
    return value.low, value.high, value.low_open, value.high_open, value.stated[:4]


def spaced(text):
    """Return a text with plain spaces for those that keep its words together."""
    return " ".join(text.split())


def digits(text):
    return [char for char in even(text) if char.isdigit()]


@pytest.mark.thorough
@pytest.mark.parametrize("language", OTHERS)
def test_no_two_figures_that_say_different_things_are_told_alike(language):
    told = {}
    with using(language):
        for kind, value in figures():
            words = kind.in_words(value)
            assert digits(words) == digits(value.written), value.written
            assert told.setdefault((kind.counts, words), meaning(value)) == meaning(value), (words, value.written)
    assert len(told) > 400


@pytest.mark.thorough
@pytest.mark.parametrize("language", OTHERS)
def test_no_two_times_that_say_different_things_are_told_alike(language):
    told = {}
    with using(language):
        for value in filter(None, (read(TIME, written) for written in TIMES)):
            words = TIME.in_words(value)
            assert told.setdefault(words, meaning(value)) == meaning(value), (words, value.written)
    assert len(told) > 80


@given(st.sampled_from(FORMS), st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from(OTHERS))
def test_a_figure_keeps_its_digits_and_its_words_in_every_language(form, a, b, language):
    value = read(COUNT, form.format(a=f"{a:,}", b=b))
    if value is None:
        return
    with using(language):
        words = COUNT.in_words(value)
    assert digits(words) == digits(value.written)
    # Nothing but the figure alone is told by digits alone.
    assert (words.replace("\u202f", "").replace("\xa0", "").replace(".", "").isdigit()) == (form == "{a}")


@pytest.mark.parametrize("written", ["58", "over 200", "1 500", "at least 18", "dozens", "2.9 million", "20-odd"])
def test_in_english_a_figure_stands_as_it_is_written(written):
    value = COUNT.read(written, PERCENT)
    assert COUNT.in_words(value) == COUNT.show(value)


@pytest.mark.parametrize(
    "written",
    ["dozens", "several hundred", "twelve", "a dozen", "5 lakh", "two or three hundred", "Twelve Hundred"],
)
def test_words_without_digits_stay_as_they_are_written(written):
    value = COUNT.read(written, PERCENT)
    for language in OTHERS:
        with using(language):
            assert COUNT.in_words(value) == written


@pytest.mark.parametrize(
    ("written", "french", "ukrainian"),
    [
        ("1,500", "1 500", "1 500"),
        ("1.5", "1,5", "1,5"),
        ("-3.50", "-3,50", "-3,50"),
        ("2.9 million", "2,9 millions", "2,9 мільйона"),
        ("5 million", "5 millions", "5 мільйонів"),
        ("30%", "30 %", "30%"),
        ("62.5 percent", "62,5 %", "62,5%"),
        ("at least 40 per cent", "au moins 40 %", "щонайменше 40%"),
        ("30.5 to 35 percent", "30,5 à 35 %", "30,5–35%"),
        ("-5 to -3", "-5 à -3", "від -5 до -3"),
        ("between -5 and -3", "entre -5 et -3", "між -5 і -3"),
        ("200 ± 20", "200 ± 20", "200 ± 20"),
        ("≥12.5", "≥ 12,5", "≥ 12,5"),
    ],
)
def test_digits_and_scales_are_written_as_the_language_does(written, french, ukrainian):
    value = NUMBER.read(written, PERCENT)
    for language, expected in (("fr", french), ("uk", ukrainian)):
        with using(language):
            assert spaced(NUMBER.in_words(value)) == expected


@pytest.mark.parametrize(
    ("written", "english", "french", "ukrainian"),
    [
        ("2025-10-11", "2025-10-11", "11 octobre 2025", "11 жовтня 2025 року"),
        ("2025-10-01", "2025-10-01", "1er octobre 2025", "1 жовтня 2025 року"),
        ("2025-10", "2025-10", "octobre 2025", "жовтень 2025 року"),
        ("2025", "2025", "2025", "2025"),
        ("2025-10-11/2025-10-12", "2025-10-11 to 2025-10-12", "11–12 octobre 2025", "11–12 жовтня 2025 року"),
        (
            *("2025-09-30/2025-10-12", "2025-09-30 to 2025-10-12"),
            *("30 septembre – 12 octobre 2025", "30 вересня – 12 жовтня 2025 року"),
        ),
        ("2025-10/2025-11", "2025-10 to 2025-11", "octobre – novembre 2025", "жовтень – листопад 2025 року"),
        ("1880/1885", "1880 to 1885", "1880 – 1885", "1880 – 1885"),
        (
            *("2025-10-11T03:40/2025-10-11T05:00", "2025-10-11 03:40 to 2025-10-11 05:00"),
            *("11 octobre 2025, 03:40–05:00", "11 жовтня 2025 року, 03:40–05:00"),
        ),
        ("9 May 2005", "9 May 2005", "9 mai 2005", "9 травня 2005 року"),
    ],
)
def test_days_are_written_as_the_language_does(written, english, french, ukrainian):
    value = TIME.read(written, PERCENT)
    for language, expected in (("en", english), ("fr", french), ("uk", ukrainian)):
        with using(language):
            assert spaced(TIME.in_words(value)) == expected


@pytest.mark.parametrize(
    ("written", "labels", "about"),
    [
        (("2025-10-11", "2025-10-14"), ["11 oct. 2025", "12 oct. 2025"], ""),
        (("2025-01", "2025-05"), ["janv. 2025", "févr. 2025"], ""),
        (("1880", "1885"), ["1880", "1882"], ""),
        (("2025-10-11T08:00", "2025-10-11T12:00"), ["08:00", "09:00"], "11 octobre 2025, "),
        (("2025-10-11T20:00", "2025-10-12T04:00"), ["11 oct. 2025 20:00", "11 oct. 2025 22:00"], ""),
    ],
)
def test_the_ticks_of_a_scale_are_in_short_as_the_language_writes_them(written, labels, about):
    times = [TIME.read(time, PERCENT) for time in written]
    with using("fr"):
        made = ticks(times, "UTC")
    assert list(made.labels[:2]) == labels
    assert made.about.startswith(about)
    assert not any(label.isascii() and "-" in label for label in made.labels)
