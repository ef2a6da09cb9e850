"""Running totals in sentences: the day up to which a figure counts, and what lies between two of them."""

from __future__ import annotations

from borderclash.comparing.verdicts import Outcome
from borderclash.model import Question, Span
from borderclash.presenting.phrasing.numbers import AS_STATED, apart, room
from borderclash.values import KINDS, Figure, Gap
from borderclash.values.time_points import days_of

GREW = "both hold if the toll grew by that"
NO_FALL = "since a toll does not fall, at most one of them can be true"
ORDER_UNKNOWN = "yet both can be true, as it is not known which is the later"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def earlier_first(outcome: Outcome) -> bool:
    """Say whether the first of the two figures that decide is not surely of the later day."""
    first, second = outcome.days or (None, None)
    return first is None or second is None or second[1] > first[0]


def reason(question: Question, outcome: Outcome) -> str | None:
    """Return what lies between the two figures that decide and whether both can be true, the earlier one first.

    ``None`` where they are of the same day, or one is a denial, and compare as any two figures.
    """
    p, q = outcome.said
    first, second = outcome.days or (None, None)
    if p.stance != "asserts" or q.stance != "asserts" or outcome.verdict not in ("conflict", "overlap"):
        return None
    if not earlier_first(outcome):
        p, q, first, second = q, p, second, first
    earlier, later = question.figure(p), question.figure(q)
    meet = KINDS[question.kind].relate(p.reading, q.reading) != "conflict"
    if first is None or second is None or first[1] > second[0]:
        # Of one day they compare as any two figures.
        if meet or outcome.verdict == "conflict":
            return None
        return f"{apart(outcome.gap, (earlier, later)) or 'not the same'}, {ORDER_UNKNOWN}"
    step = _step(outcome.gap, earlier, later) + _later(first, second, question.timezone)
    if outcome.verdict == "conflict":
        return f"{step}; {NO_FALL}"
    return f"{step}, yet both can be true" if meet or not outcome.gap else f"{step}; {GREW}"


def _step(gap: Gap | None, earlier: Figure | None, later: Figure | None) -> str:
    """Return how much more or fewer the later figure states: ``2,447 more, ``; empty where one states none."""
    if gap is None or not gap.size or not earlier or not later or not earlier.stated or not later.stated:
        return ""
    rises = earlier.stated < later.stated
    how = room(gap, earlier, later)
    # That both can be true is said of the days, not of what the words allow.
    how = "" if how == AS_STATED and rises else how
    return f"{how}{gap.words} {'more' if rises else 'fewer'}, "


def _later(first: Span, second: Span, timezone: str) -> str:
    """Return how much later the second of two days is: ``two months later``, ``23 days later``."""
    a, b = days_of(first, timezone)[1], days_of(second, timezone)[0]
    days = (b - a).days
    if not days:
        return "later that day"
    months = 12 * (b.year - a.year) + b.month - a.month - (b.day < a.day)
    number, unit = (months // 12, "year") if months >= 24 else (months, "month") if months > 1 else (days, "day")
    words = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return f"{words} {unit}{'' if number == 1 else 's'} later"
