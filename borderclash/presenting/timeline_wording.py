"""The words of a history: when, what was said, what became of each disagreement. Nothing here decides anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from borderclash.comparing.accounts import POSITIONS
from borderclash.comparing.timeline import Change, Disagreement, Heard, History, Phase, Step, Turn
from borderclash.comparing.verdicts import RANK, Outcome, width
from borderclash.folding import fold_or_none
from borderclash.model import Claim, Event, Source
from borderclash.presenting.phrasing.answers import NOTE, QuestionPhrasing
from borderclash.presenting.phrasing.names import Speaker, name_in_sentence
from borderclash.presenting.phrasing.numbers import gap_words, ratio_words
from borderclash.values import KINDS, Gap, Number, Unreadable
from borderclash.values.times import in_zone, stated_span
from borderclash.vocabulary import DISAGREEMENTS, Verdict

PUBLISHED = " (published)"
# Beyond these a summary would be longer than what it sums up.
PAIRS_TOLD = 6
VERBS = {"began": "begins", "widened": "widens", "narrowed": "narrows"}
SILENT = {"declines": "declined", "cannot-say": "cannot say"}
ENDINGS = {
    "agree": "they agree",
    "compatible": "the one can stand beside the other",
    "unlike": "they do not speak of the same thing",
}


class Made(NamedTuple):
    """What a step made of disagreements, or of the row, in words.

    ``verdict`` is what it comes to. ``verb`` says what became of it, ``rest`` between whom and by how much:
    ``conflict widens`` and ``with China: 16 apart (5 times), before 10 apart (2 times)``.
    """

    verdict: Verdict
    verb: str
    rest: str

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.verb} {self.rest}"


class Wording:
    """Puts the history of one row of an event into words, for readers with a mark where a claim has a note."""

    def __init__(
        self, history: History, event: Event, sources: Mapping[str, Source], *, notes: bool = False
    ) -> None:
        self.history = history
        self.event = event
        self.sources = sources
        self.row = QuestionPhrasing(history.row.question, notes=notes)
        self.parties = {id: account.party for id, account in history.row.accounts.items()}

    def when(self, claim: Claim) -> str:
        """Return when a claim was said, in the event's time zone; a source's date is marked as that."""
        if claim.stated:
            return in_zone(claim.stated, self.event.timezone)
        published = published_of(claim, self.event, self.sources)
        return f"{in_zone(published, self.event.timezone)}{PUBLISHED}" if published else "undated"

    def of_heard(self, heard: Heard) -> str:
        """Return when a party said what it said in one moment."""
        return ", ".join(dict.fromkeys(self.when(claim) for claim in heard.claims))

    def of_turn(self, turn: Turn) -> str:
        """Return when a disagreement changed: the most precise of the times of what changed it."""
        return self._of_parties(self.history.steps[turn.step], turn.change.by)

    def of_step(self, step: Step) -> str:
        """Return when a step was: the most precise of the times of its claims."""
        return self._of_parties(step, [heard.party.id for heard in step.heard])

    def _of_parties(self, step: Step, parties: Sequence[str]) -> str:
        claims = [claim for heard in step.heard if heard.party.id in parties for claim in heard.claims]
        # Of two as precise, the one that is no source's date.
        return self.when(min(claims, key=lambda claim: (-(claim.span or (0,))[0], claim.stated is None)))

    def says(self, heard: Heard) -> str:
        """Return what a party said in a moment, and what of its own it changed by that.

        ``20, earlier 3``; ``20 again``; ``20; 3 stands too``; ``withdraws 45``; ``declined; 300 stands``.
        """
        now = self._positions(heard.positions)
        beside = self._positions(heard.beside)
        stances = dict.fromkeys(claim.stance for claim in heard.claims if claim.stance not in POSITIONS)
        parts = self._now(heard, now, "withdraws" in stances)
        parts += [SILENT[stance] + self._note(heard, stance) for stance in stances if stance in SILENT]
        # Many voices stand beside each other anyway.
        if beside and not heard.party.pooled and (not now or _same_measure(heard)):
            parts.append(f"{' / '.join(beside)} stands{' too' if now else ''}")
        return "; ".join(parts) + (" (contradicts itself)" if heard.self_contradicting else "")

    def _now(self, heard: Heard, now: list[str], withdraws: bool) -> list[str]:
        """Return the positions taken and the positions undone."""
        named = {claim.replaces for claim in heard.claims if claim.stance == "withdraws" and claim.replaces}
        back = {claim.number for claim in heard.undone if claim.id in named} | heard.taken_back
        earlier = self._positions(claim for claim in heard.undone if claim.number not in back)
        taken = " / ".join(self._positions(claim for claim in heard.undone if claim.number in back))
        parts = []
        if withdraws:
            verb = "one voice withdraws" if heard.party.pooled else "withdraws"
            parts.append(f"{verb} {taken}".rstrip() + self._note(heard, "withdraws"))
        elif taken:
            parts.append(f"{taken} (withdrawn)")
        noted = {self.row.position(claim) for claim in heard.claims if self.row.note([claim])}
        shown = " / ".join(text + NOTE if text in noted else text for text in now)
        if now and now == earlier:
            parts.append(f"{shown} again")
        elif now:
            comma = ";" if KINDS[self.row.question.kind].free_text else ","
            before = [text for text in earlier if text not in now]
            parts.append(shown + (f"{comma} earlier {' / '.join(before)}" if before else ""))
        elif earlier:
            parts.append(f"earlier {' / '.join(earlier)}")
        return parts

    def _note(self, heard: Heard, stance: str) -> str:
        return self.row.note(claim for claim in heard.claims if claim.stance == stance)

    def _positions(self, claims: Iterable[Claim]) -> list[str]:
        return list(dict.fromkeys(self.row.position(claim) for claim in claims))

    def changes(self, step: Step) -> list[Made]:
        """Return what a step made of the row's disagreements; changes of one kind are told together."""
        lines: dict[tuple[Verdict, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for change in step.changes:
            verdict: Verdict = change.after.verdict if change.after else "one-party"
            lines[verdict, self._verb(change)][self._detail(change, step)].append(self._with(change, step))
        return [
            Made(verdict, verb, "; ".join(_listed(pairs, detail) for detail, pairs in details.items()))
            for (verdict, verb), details in lines.items()
        ]

    def _verb(self, change: Change) -> str:
        before, after = change.before, change.after
        if change.kind == "ended" and before:
            return f"{before.verdict} ends"
        if before and after and before.verdict != after.verdict and change.kind != "began":
            return f"{before.verdict} becomes {after.verdict}"
        verb = VERBS.get(change.kind) or ("changes" if _has_gap(before) or _has_gap(after) else "goes on")
        return f"{after.verdict if after else ''} {verb}"

    def _detail(self, change: Change, step: Step) -> str:
        """Return how far apart the two are and were, or why they no longer disagree."""
        before, after = change.before, change.after
        if change.kind == "ended":
            return self._ending(change, step)
        now, then = (apart(outcome.gap) if outcome else "" for outcome in (after, before))
        if change.kind == "began":
            return now if after and after.gap and after.gap.size else ""
        return f"{now}, before {then}" if now != then else ""

    def _with(self, change: Change, step: Step) -> str:
        """Return the other of the two where nobody else was heard, else both."""
        names = {id: self._name(id, step) for id in change.parties}
        if len(step.heard) == 1:
            del names[step.heard[0].party.id]
            return f"with {''.join(names.values())}"
        return f"between {' and '.join(names.values())}"

    def _ending(self, change: Change, step: Step) -> str:
        if change.after:
            return ENDINGS[change.after.verdict]
        silent = [
            one.party for one in step.heard if one.party.id in change.by and not one.positions and not one.beside
        ]
        names = " and ".join(name_in_sentence(party, begins=False) for party in silent)
        return f"{names} {'take' if len(silent) > 1 or silent[0].pooled else 'takes'} no position now"

    def row_then(self, number: int) -> Made | None:
        """Return what the row came to in a step; ``None`` where that is no news beside its changes."""
        step = self.history.steps[number]
        if number:
            before = self.history.steps[number - 1]
            if (before.verdict, before.gap) == (step.verdict, step.gap):
                return None
        elif step.verdict in ("one-party", "unanswered"):
            return None
        if any(
            one.after and (one.after.verdict, one.after.gap) == (step.verdict, step.gap) for one in step.changes
        ):
            return None
        # What became of the only disagreement that a row has is what became of the row.
        if step.changes and len(self.history.disagreements) == 1 and step.verdict not in DISAGREEMENTS:
            return None
        names = [self._name(id, step) for id in step.between or ()]
        between = f" between {names[0]} and {names[1]}" if names and step.gap and step.gap.size else ""
        measured = f", {apart(step.gap)}" if between else ""
        return Made(step.verdict, "the row:", f"{step.verdict}{measured}{between}")

    def summaries(self) -> list[str]:
        """Return what is to be told of each pair that ever disagreed, those that still do and the widest first."""

        def order(disagreement: Disagreement) -> tuple[object, ...]:
            now = disagreement.now
            if now and not disagreement.phases[-1].ended:
                return False, RANK[now.verdict], -width(now.gap)
            return True, 0, -max(_size(phase.widest) for phase in disagreement.phases)

        told = [self.summary(one) for one in sorted(self.history.disagreements, key=order)[:PAIRS_TOLD]]
        if left := len(self.history.disagreements) - len(told):
            told.append(f"{left} more pair{'' if left == 1 else 's'} disagreed; --format json has all.")
        return told

    def summary(self, disagreement: Disagreement) -> str:
        """Return in a sentence or two when two parties disagreed, and how they stand if they still do."""
        a, b = disagreement.parties
        last = self.history.steps[-1]
        phases = disagreement.phases
        past = " and ".join(self._span(phase) for phase in phases if phase.ended)
        text = f"{self._name(a, last, begins=True)} and {self._name(b, last)}"
        if past:
            text += f" disagreed {past}"
        if not phases[-1].ended:
            text += f"{', and have again' if past else ' have disagreed'} {self._span(phases[-1])}"
        text += self._at_widest(disagreement)
        now = disagreement.now
        why = f" {self.why(disagreement.parties, now, last)}" if now and not phases[-1].ended else ""
        return f"{text}.{why}"

    def _at_widest(self, disagreement: Disagreement) -> str:
        """Return how wide a disagreement was, where that is more than it still is."""
        turns = [turn for phase in disagreement.phases for turn in phase.turns]
        standing = [turn for turn in turns if turn.change.kind != "ended"]
        widest = max(standing, key=_size)
        now = turns[-1]
        if _size(widest) <= (_size(now) if now is standing[-1] else 0) or not widest.change.after:
            return ""
        measured = apart(widest.change.after.gap)
        return f", {measured}" if len(standing) == 1 else f"; at the widest {measured}, {self.of_turn(widest)}"

    def _span(self, phase: Phase) -> str:
        began = self.of_turn(phase.turns[0])
        return f"from {began} to {self.of_turn(phase.turns[-1])}" if phase.ended else f"since {began}"

    def why(self, parties: tuple[str, str], outcome: Outcome, step: Step) -> str:
        """Return the sentence that says how two accounts stood to each other after a step."""
        a, b = (self._speaker(id, step) for id in parties)
        return self.row.why_pair(a, b, outcome)

    def _speaker(self, id: str, step: Step) -> Speaker:
        return Speaker(self.parties[id], id in step.divided)

    def _name(self, id: str, step: Step, *, begins: bool = False) -> str:
        return self._speaker(id, step).name(begins=begins)

    def why_row(self, step: Step) -> str | None:
        """Return the sentence of the disagreement that the row showed, if it began or changed in that step."""
        for change in step.changes:
            if change.after and (change.after.verdict, change.after.gap) == (step.verdict, step.gap):
                return self.why(change.parties, change.after, step)
        return None

    def undated(self) -> str | None:
        """Return what has no date, and whether it changes what the row comes to; ``None`` where all has one."""
        claims = self.history.undated
        if not claims:
            return None
        text = f"Without a date, and so in no moment: {'; '.join(map(self._undated, claims))}"
        if not self.history.undated_matter:
            return f"{text}. The row is the same with and without."
        gap = self.history.row.gap
        return f"{text}. With that the row is {self.history.row.verdict}" + (f", {apart(gap)}." if gap else ".")

    def _undated(self, claim: Claim) -> str:
        said = self.row.position(claim) if claim.stance in POSITIONS else SILENT.get(claim.stance, claim.stance)
        return f"{self.parties[claim.party].name} {said}{self.row.note([claim])}"


def _listed(pairs: Sequence[str], detail: str) -> str:
    listed = " and ".join([", ".join(pairs[:-1]), pairs[-1]]) if len(pairs) > 1 else pairs[0]
    return f"{listed}: {detail}" if detail else listed


def _same_measure(heard: Heard) -> bool:
    """Say whether something that a party said before stands beside a position of the same measure."""
    measures = {fold_or_none(claim.measure) for claim in heard.positions}
    return any(fold_or_none(claim.measure) in measures for claim in heard.beside)


def _has_gap(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.gap is not None


def _size(turn: Turn) -> Number:
    return width(turn.change.after.gap if turn.change.after else None)


def apart(gap: Gap | None) -> str:
    """Return how far apart two figures are: ``16 apart (5 times)``; or that there are none."""
    if gap is None:
        return "no figure to measure"
    times = f" ({ratio_words(gap.ratio)} times)" if gap.ratio and gap.ratio > 1 else ""
    return f"{gap_words(gap)} apart{times}"


def published_of(claim: Claim, event: Event, sources: Mapping[str, Source]) -> str | None:
    """Return the written date of publication that stands for the time of a claim without one of its own."""
    if claim.stated:
        return None
    known = (sources[id].published for id in claim.sources if id in sources)
    for published in filter(None, known):
        try:
            if stated_span(published, event.timezone, "published") == claim.span:
                return published
        except Unreadable:
            continue
    return None
