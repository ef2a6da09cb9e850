"""The sentences that sum up a history: since when which two parties have disagreed."""

from __future__ import annotations

from collections.abc import Sequence

from borderclash.comparing.history import Disagreement, Phase, Step
from borderclash.comparing.verdicts import RANK, width
from borderclash.language import gettext, ngettext, pgettext
from borderclash.model import Claim
from borderclash.presenting.phrasing.answers import what_is_said
from borderclash.presenting.phrasing.histories import HistoryPhrasing
from borderclash.values.time_points import LONGEST_DAY

# Beyond these a summary would be longer than what it sums up.
MOST_PAIRS = 6


def summaries(words: HistoryPhrasing) -> list[str]:
    """Return a sentence on each pair that ever disagreed, those that still do and the widest first."""

    def order(disagreement: Disagreement) -> tuple[object, ...]:
        now = disagreement.now
        if now and not disagreement.phases[-1].ended:
            return False, RANK[now.verdict], -width(now.gap)
        return True, 0, -max(phase.widest.width for phase in disagreement.phases)

    sentences = [summary(words, one) for one in sorted(words.history.disagreements, key=order)[:MOST_PAIRS]]
    if left := len(words.history.disagreements) - len(sentences):
        sentences.append(
            ngettext(
                "{count} more pair disagreed; --format json has all.",
                "{count} more pairs disagreed; --format json has all.",
                left,
            )
        )
    return sentences


def summary(words: HistoryPhrasing, disagreement: Disagreement) -> str:
    """Return in a sentence or two when two parties disagreed, and how they stand if they still do."""
    last = words.history.steps[-1]
    text = _at_widest(words, disagreement, _when(words, disagreement, last))
    now = disagreement.now
    why = f" {words.why(disagreement.parties, now, last)}" if now and not disagreement.phases[-1].ended else ""
    return f"{text}.{why}"


def _when(words: HistoryPhrasing, disagreement: Disagreement, last: Step) -> str:
    """Return who disagreed when, and since when they do if they still do; a denial is told by who denied what."""
    a, b = disagreement.parties
    phases = disagreement.phases
    spans = [_span(words, phase) for phase in phases if phase.ended]
    past = _one_after_another(spans)
    now = "" if phases[-1].ended else _span(words, phases[-1])
    if denier := _denier(disagreement):
        who, said = words.name(denier, last, begins=True), what_is_said([a if denier == b else b], words.parties)
        if words.parties[denier].pooled:
            return _denied_by_voices(who, said, past, now)
        return _denied(who, said, past, now)
    one, other = words.name(a, last, begins=True), words.name(b, last)
    if not now:
        return gettext("{one} and {other} disagreed {past}", one=one, other=other, past=past)
    if not past:
        return gettext("{one} and {other} have disagreed {now}", one=one, other=other, now=now)
    return gettext(
        "{one} and {other} disagreed {past}, and have again {now}", one=one, other=other, past=past, now=now
    )


def _one_after_another(spans: Sequence[str]) -> str:
    text = "".join(spans[:1])
    for span in spans[1:]:
        text = gettext("{earlier} and {later}", earlier=text, later=span)
    return text


def _denied(who: str, what: str, past: str, now: str) -> str:
    if not now:
        return gettext("{who} denied {what} {past}", who=who, what=what, past=past)
    if not past:
        return gettext("{who} has denied {what} {now}", who=who, what=what, now=now)
    return gettext("{who} denied {what} {past}, and has again {now}", who=who, what=what, past=past, now=now)


def _denied_by_voices(who: str, what: str, past: str, now: str) -> str:
    if not now:
        return pgettext("voices", "{who} denied {what} {past}", who=who, what=what, past=past)
    if not past:
        return gettext("{who} have denied {what} {now}", who=who, what=what, now=now)
    return gettext("{who} denied {what} {past}, and have again {now}", who=who, what=what, past=past, now=now)


def _denier(disagreement: Disagreement) -> str | None:
    """Return who of the two denied without a value what the other says, all the time that they disagreed."""
    outcomes = [shift.after for phase in disagreement.phases for shift in phase.shifts if shift.kind != "ended"]
    deniers = {
        next((claim.party for claim in outcome.said if claim.stance == "denies" and claim.reading is None), None)
        for outcome in outcomes
        if outcome
    }
    return deniers.pop() if len(deniers) == 1 else None


def _at_widest(words: HistoryPhrasing, disagreement: Disagreement, text: str) -> str:
    """Return *text*, which tells when two disagreed, with how far, where that is more than they still do."""
    shifts = [shift for phase in disagreement.phases for shift in phase.shifts]
    open_shifts = [shift for shift in shifts if shift.kind != "ended"]
    widest = max(open_shifts, key=lambda shift: shift.width)
    now = shifts[-1].width if shifts[-1] is open_shifts[-1] else 0
    if widest.width <= now or not widest.after:
        return text
    measured = words.measured(widest.after)
    if len(open_shifts) == 1:
        return f"{text}, {measured}"
    when = words.when_shifted(widest)
    return gettext("{text}; at the widest {apart}, {time}", text=text, apart=measured, time=when)


def _span(words: HistoryPhrasing, phase: Phase) -> str:
    began, ended = words.shifted_by(phase.shifts[0]), words.shifted_by(phase.shifts[-1])
    start, end = words.when(began), words.when(ended)
    if not phase.ended:
        return gettext("since {day}", day=start) if _of_day(began) else gettext("since {period}", period=start)
    if _of_day(began) and _of_day(ended):
        return gettext("from {first_day} to {last_day}", first_day=start, last_day=end)
    return gettext("from {start} to {end}", start=start, end=end)


def _of_day(claim: Claim) -> bool:
    """Say whether a claim was made on a day, or within one: a day takes an article in some languages."""
    return claim.span is not None and claim.span[1] - claim.span[0] <= LONGEST_DAY
