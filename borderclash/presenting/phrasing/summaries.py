"""The sentences that sum up a history: since when which two parties have disagreed."""

from __future__ import annotations

from borderclash.comparing.history import Disagreement, Phase, Step
from borderclash.comparing.verdicts import RANK, width
from borderclash.presenting.phrasing.answers import said_by
from borderclash.presenting.phrasing.histories import HistoryPhrasing

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
        sentences.append(f"{left} more pair{'' if left == 1 else 's'} disagreed; --format json has all.")
    return sentences


def summary(words: HistoryPhrasing, disagreement: Disagreement) -> str:
    """Return in a sentence or two when two parties disagreed, and how they stand if they still do."""
    a, b = disagreement.parties
    last = words.history.steps[-1]
    phases = disagreement.phases
    past = " and ".join(_span(words, phase) for phase in phases if phase.ended)
    if denier := _denier(disagreement):
        other = a if denier == b else b
        text = words.name(denier, last, begins=True)
        have, said = _has(words, denier, last), f"what {said_by([other], words.parties)}"
        did, again, do = f" denied {said}", f", and {have} again", f" {have} denied {said}"
    else:
        text = f"{words.name(a, last, begins=True)} and {words.name(b, last)}"
        did, again, do = " disagreed", ", and have again", " have disagreed"
    text += f"{did} {past}" if past else ""
    if not phases[-1].ended:
        text += f"{again if past else do} {_span(words, phases[-1])}"
    text += _at_widest(words, disagreement)
    now = disagreement.now
    why = f" {words.why(disagreement.parties, now, last)}" if now and not phases[-1].ended else ""
    return f"{text}.{why}"


def _denier(disagreement: Disagreement) -> str | None:
    """Return who of the two denied without a value what the other says, all the time that they disagreed."""
    outcomes = [shift.after for phase in disagreement.phases for shift in phase.shifts if shift.kind != "ended"]
    deniers = {
        next((claim.party for claim in outcome.said if claim.stance == "denies" and claim.reading is None), None)
        for outcome in outcomes
        if outcome
    }
    return deniers.pop() if len(deniers) == 1 else None


def _has(words: HistoryPhrasing, id: str, step: Step) -> str:
    return "have" if words.speaker(id, step).party.pooled else "has"


def _at_widest(words: HistoryPhrasing, disagreement: Disagreement) -> str:
    """Return how wide a disagreement was, where that is more than it still is."""
    shifts = [shift for phase in disagreement.phases for shift in phase.shifts]
    open_shifts = [shift for shift in shifts if shift.kind != "ended"]
    widest = max(open_shifts, key=lambda shift: shift.width)
    now = shifts[-1].width if shifts[-1] is open_shifts[-1] else 0
    if widest.width <= now or not widest.after:
        return ""
    measured = words.measured(widest.after)
    if len(open_shifts) == 1:
        return f", {measured}"
    return f"; at the widest {measured}, {words.when_shifted(widest)}"


def _span(words: HistoryPhrasing, phase: Phase) -> str:
    began = words.when_shifted(phase.shifts[0])
    return f"from {began} to {words.when_shifted(phase.shifts[-1])}" if phase.ended else f"since {began}"
