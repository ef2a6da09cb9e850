"""Running totals in sentences: the day up to which a figure counts, and what lies between two of them."""

from __future__ import annotations

from collections.abc import Mapping

from borderclash.comparing.verdicts import Outcome
from borderclash.language import comma, gettext, gettext_noop, ngettext, number
from borderclash.model import Question, Span
from borderclash.presenting.phrasing.numbers import Room, apart, room
from borderclash.values import KINDS, Figure, Gap
from borderclash.values.time_points import days_of

NUMBERS = (
    gettext_noop("no"), gettext_noop("one"), gettext_noop("two"), gettext_noop("three"), gettext_noop("four"),
    gettext_noop("five"), gettext_noop("six"), gettext_noop("seven"), gettext_noop("eight"), gettext_noop("nine"),
    gettext_noop("ten"),
)  # fmt: skip
MORE: Mapping[Room, str] = {
    "": gettext_noop("{gap} more"),
    "at least": gettext_noop("at least {gap} more"),
    "more than": gettext_noop("more than {gap} more"),
}
FEWER: Mapping[Room, str] = {
    "": gettext_noop("{gap} fewer"),
    "as stated": gettext_noop("as stated {gap} fewer"),
    "at least": gettext_noop("at least {gap} fewer"),
    "more than": gettext_noop("more than {gap} fewer"),
}


def earlier_first(outcome: Outcome) -> bool:
    """Say whether the first of the two figures that decide is not surely of the later day."""
    first, second = outcome.days or (None, None)
    return first is None or second is None or second[1] > first[0]


def reason(question: Question, outcome: Outcome) -> str | None:
    """Return what lies between two totals and whether both can be true; ``None`` where no day matters."""
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
        return gettext(
            "{difference}, yet both can be true, as it is not known which is the later",
            difference=apart(outcome.gap, (earlier, later)) or gettext("not the same"),
        )
    step = _step(outcome.gap, earlier, later) + _later(first, second, question.timezone)
    if outcome.verdict == "conflict":
        return gettext("{step}; since a toll does not fall, at most one of them can be true", step=step)
    if meet or not outcome.gap:
        return gettext("{difference}, yet both can be true", difference=step)
    return gettext("{step}; both hold if the toll grew by that", step=step)


def _step(gap: Gap | None, earlier: Figure | None, later: Figure | None) -> str:
    """Return how much more or fewer the later figure states: ``2,447 more, ``; empty where one states none."""
    if gap is None or not gap.size or not earlier or not later or not earlier.stated or not later.stated:
        return ""
    rises = earlier.stated < later.stated
    how = room(gap, earlier, later)
    # That both can be true is said of the days, not of what the words allow.
    words = MORE["" if how == "as stated" else how] if rises else FEWER[how]
    return gettext(words, gap=gap.words) + comma()


def _later(first: Span, second: Span, timezone: str) -> str:
    """Return how much later the second of two days is: ``two months later``, ``23 days later``."""
    a, b = days_of(first, timezone)[1], days_of(second, timezone)[0]
    days = (b - a).days
    if not days:
        return gettext("later that day")
    months = 12 * (b.year - a.year) + b.month - a.month - (b.day < a.day)
    if months >= 24:
        years = months // 12
        return ngettext("{count} year later", "{count} years later", years, count=_spelled(years))
    if months > 1:
        return ngettext("{count} month later", "{count} months later", months, count=_spelled(months))
    return ngettext("{count} day later", "{count} days later", days, count=_spelled(days))


def _spelled(count: int) -> str:
    return gettext(NUMBERS[count]) if count < len(NUMBERS) else number(count)
