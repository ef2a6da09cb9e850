"""The words of a history: when, what was said, what became of each disagreement. Nothing here decides anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from borderclash.comparing.history import History, Shift, Statement, Step, history
from borderclash.comparing.positions import POSITIONS
from borderclash.comparing.rows import EventComparison
from borderclash.comparing.verdicts import Outcome
from borderclash.model import Claim, Event, Source
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.answers import NOTE, QuestionPhrasing
from borderclash.presenting.phrasing.days import day_words, up_to
from borderclash.presenting.phrasing.names import Speaker, joined, name_in_sentence
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.presenting.phrasing.sentences import Sentences
from borderclash.text.folding import fold_or_none
from borderclash.values import KINDS
from borderclash.values.times import in_zone
from borderclash.vocabulary import DISAGREEMENTS, Verdict

PUBLISHED = " (published)"
VERBS = {"began": "begins", "widened": "widens", "narrowed": "narrows"}
SILENT = {"declines": "declined", "cannot-say": "cannot say"}
ENDINGS = {
    "agree": "they agree",
    "overlap": "now both can be true",
    "compatible": "the one can stand beside the other",
    "unlike": "they do not speak of the same thing",
}


class ShiftPhrase(NamedTuple):
    """What became of disagreements, or of the row, in a step.

    ``verdict`` is the one after it. ``verb`` says what became of it, ``rest`` between whom and by how much:
    ``conflict widens`` and ``with China: 16 apart (5 times), before 10 apart (2 times)``.
    """

    verdict: Verdict
    verb: str
    rest: str


class _Why(NamedTuple):
    """The sentence on two accounts that was told last."""

    outcome: Outcome
    speakers: tuple[Speaker, Speaker]
    text: str


def histories(
    compared: EventComparison, sources: Mapping[str, Source], *, notes: bool = False
) -> Iterator[HistoryPhrasing]:
    """Yield the history of each row of an event; none is kept, so that large data takes no more room than one."""
    for row in compared.rows:
        if row.of_sums:
            continue
        summed = any(position.derived for account in row.accounts.values() for position in account.positions)
        yield HistoryPhrasing(history(row), compared.event, sources, notes=notes, summed=summed)


class HistoryPhrasing:
    """Puts the history of one row of an event into words, for readers with a mark where a claim has a note.

    A row is *summed* where a comparison has sums of parts in it, which are no claims and have no history.
    """

    def __init__(
        self,
        history: History,
        event: Event,
        sources: Mapping[str, Source],
        *,
        notes: bool = False,
        summed: bool = False,
    ) -> None:
        self.history = history
        self.summed = summed
        self.event = event
        self.sources = sources
        self.parties = {id: account.party for id, account in history.row.accounts.items()}
        self.row = QuestionPhrasing(history.row.question, self.parties, notes=notes)
        self.sentences = Sentences(self.row)
        self.times: dict[int, str] = {}
        self._step_times: dict[int, str] = {}
        self._whys: dict[tuple[str, str], _Why] = {}

    def claims(self) -> Iterator[Claim]:
        """Yield all claims of the row."""
        return (claim for account in self.history.row.accounts.values() for claim in account.claims)

    def when(self, claim: Claim) -> str:
        """Return when a claim was said, in the event's time zone; a source's date is marked as that."""
        time = self.times.get(claim.number)
        if time is None:
            time = self.times[claim.number] = self._when(claim)
        return time

    def _when(self, claim: Claim) -> str:
        if claim.stated:
            return in_zone(claim.stated, self.event.timezone)
        published = labels.published_of(claim, self.event, self.sources)
        return f"{in_zone(published, self.event.timezone)}{PUBLISHED}" if published else "undated"

    def has_clock_times(self) -> bool:
        """Say whether any claim of the row is dated to the minute."""
        return any(":" in self.when(claim) for claim in self.claims())

    def when_stated(self, statement: Statement) -> str:
        """Return when a party said what it said in one moment."""
        return ", ".join(dict.fromkeys(map(self.when, statement.claims)))

    def when_shifted(self, shift: Shift) -> str:
        """Return when a disagreement changed: the most precise of the times of what changed it."""
        step = self.history.steps[shift.step]
        # What a third party takes back may be what a denial was of.
        return (
            self._most_precise(step, shift.by) if shift.by and len(step.statements) > 1 else self.when_step(step)
        )

    def when_step(self, step: Step) -> str:
        """Return when a step was: the most precise of the times of its claims."""
        time = self._step_times.get(step.end)
        if time is None:
            parties = [statement.party.id for statement in step.statements]
            time = self._step_times[step.end] = self._most_precise(step, parties)
        return time

    def _most_precise(self, step: Step, parties: Sequence[str]) -> str:
        claims = [claim for one in step.statements if one.party.id in parties for claim in one.claims]
        # Of two as precise, the one that is no source's date.
        return self.when(min(claims, key=lambda claim: (-(claim.span or (0,))[0], claim.stated is None)))

    def says(self, statement: Statement) -> str:
        """Return what a party said in a moment, and what of its own it changed by that.

        ``20, earlier 3``; ``20 again``; ``20; 3 stands too``; ``withdraws 45``; ``declined; 300 stands``.
        """
        now = self._positions(statement.positions)
        others = self._positions(statement.others)
        stances = dict.fromkeys(claim.stance for claim in statement.claims if claim.stance not in POSITIONS)
        parts = self._now(statement, now, "withdraws" in stances)
        parts += [SILENT[stance] + self._note(statement, stance) for stance in stances if stance in SILENT]
        # Many voices stand beside each other anyway.
        if others and not statement.party.pooled and (not now or _same_measure(statement)):
            parts.append(f"{' / '.join(others)} stands{' too' if now else ''}")
        return "; ".join(parts) + (" (contradicts itself)" if statement.self_contradicting else "")

    def _now(self, statement: Statement, now: list[str], withdraws: bool) -> list[str]:
        """Return the positions taken and the positions undone."""
        named = {claim.replaces for claim in statement.claims if claim.stance == "withdraws" and claim.replaces}
        back = {claim.number for claim in statement.undone if claim.id in named} | statement.withdrawn
        earlier = self._positions(claim for claim in statement.undone if claim.number not in back)
        taken = " / ".join(self._positions(claim for claim in statement.undone if claim.number in back))
        parts = []
        if withdraws:
            verb = "one voice withdraws" if statement.party.pooled else "withdraws"
            parts.append(f"{verb} {taken}".rstrip() + self._note(statement, "withdraws"))
        elif taken:
            parts.append(f"{taken} (withdrawn)")
        noted = {self._position(claim) for claim in statement.claims if self.row.note([claim])}
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

    def _note(self, statement: Statement, stance: str) -> str:
        return self.row.note(claim for claim in statement.claims if claim.stance == stance)

    def _positions(self, claims: Iterable[Claim]) -> list[str]:
        return list(dict.fromkeys(map(self._position, claims)))

    def _position(self, claim: Claim) -> str:
        """Return a position, of a running total with its day where that is not when it was said."""
        day = day_words([claim.day], self.event.timezone)[0] if claim.cut_off_span and claim.reading else ""
        return self.row.position(claim) + up_to(day)

    def statements(self) -> Iterator[tuple[Statement, list[ShiftPhrase]]]:
        """Yield each statement in order of time, the last of a moment with what that made of the disagreements."""
        for number, step in enumerate(self.history.steps):
            for statement in step.statements:
                yield statement, list(self.shifts(number)) if statement is step.statements[-1] else []

    def shifts(self, number: int) -> Iterator[ShiftPhrase]:
        """Yield what became of the row's disagreements in a step, and of the row where that is news.

        Shifts of one kind stand together.
        """
        step = self.history.steps[number]
        phrases: dict[tuple[Verdict, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for shift in step.shifts:
            verdict: Verdict = shift.after.verdict if shift.after else "one-party"
            phrases[verdict, self._verb(shift)][self._detail(shift, step)].append(self._with(shift, step))
        for (verdict, verb), details in phrases.items():
            rest = (f"{joined(pairs)}: {detail}" if detail else joined(pairs) for detail, pairs in details.items())
            yield ShiftPhrase(verdict, verb, "; ".join(rest))
        if self._is_news(number):
            yield self._of_row(step)

    def _verb(self, shift: Shift) -> str:
        before, after = shift.before, shift.after
        if shift.kind == "ended" and before:
            return f"{before.verdict} ends"
        if before and after and before.verdict != after.verdict and shift.kind != "began":
            return f"{before.verdict} becomes {after.verdict}"
        verb = VERBS.get(shift.kind) or ("changes" if _has_gap(before) or _has_gap(after) else "goes on")
        return f"{after.verdict if after else ''} {verb}"

    def _detail(self, shift: Shift, step: Step) -> str:
        """Return how far apart the two are and were, or why they no longer disagree."""
        before, after = shift.before, shift.after
        if shift.kind == "ended":
            return self._ending(shift, step)
        now, then = (self.measured(outcome) if outcome else "" for outcome in (after, before))
        if shift.kind == "began" and after and self.row.question.cumulative:
            # A denial without a value is told by the statement that stands above.
            bare = any(claim.reading is None for claim in after.said)
            return "" if bare else " against ".join(self.sentences.dated(after))
        if shift.kind == "began":
            return now if after and after.gap and after.gap.size else ""
        return f"{now}, before {then}" if now != then else ""

    def _with(self, shift: Shift, step: Step) -> str:
        """Return the other of the two where nobody else spoke, else both."""
        names = {id: self.name(id, step) for id in shift.parties}
        if len(step.statements) == 1 and step.statements[0].party.id in names:
            del names[step.statements[0].party.id]
            return f"with {''.join(names.values())}"
        return f"between {' and '.join(names.values())}"

    def _ending(self, shift: Shift, step: Step) -> str:
        if shift.after:
            return ENDINGS[shift.after.verdict]
        by = [one for one in step.statements if one.party.id in shift.by]
        silent = [one.party for one in by if not one.positions and not one.others]
        names = " and ".join(name_in_sentence(party, begins=False) for party in silent)
        return f"{names} {'take' if len(silent) > 1 or silent[0].pooled else 'takes'} no position now"

    def _is_news(self, number: int) -> bool:
        """Say whether the row's verdict after a step tells a reader more than the shifts of the step."""
        steps = self.history.steps
        step = steps[number]
        stands = step.verdict, step.gap
        if number == 0 and step.verdict in ("one-party", "unanswered"):
            return False
        # A running total is another one each day: what counts is whether all can be true.
        same = [stands[:1] if self.row.question.cumulative else stands]
        told = [(shift.after.verdict, shift.after.gap) for shift in step.shifts if shift.after]
        told += [(steps[number - 1].verdict, steps[number - 1].gap)] if number else []
        if any(one[: len(same[0])] in same for one in told):
            return False
        # What became of the only disagreement that a row has is what became of the row.
        return not step.shifts or len(self.history.disagreements) > 1 or step.verdict in DISAGREEMENTS

    def _of_row(self, step: Step) -> ShiftPhrase:
        names = [self.name(id, step) for id in step.between or ()]
        wide = names and step.gap and step.gap.size and not self.row.question.cumulative
        between = f" between {names[0]} and {names[1]}" if wide else ""
        measured = f", {self.measured(step.deciding.outcome)}" if between and step.deciding else ""
        return ShiftPhrase(step.verdict, "the row:", f"{step.verdict}{measured}{between}")

    def why(self, parties: tuple[str, str], outcome: Outcome, step: Step) -> str:
        """Return the sentence that says how two accounts stood to each other after a step."""
        speakers = self.speaker(parties[0], step), self.speaker(parties[1], step)
        known = self._whys.get(parties)
        # How two stand in the end is mostly what came of their last step.
        if known is None or known.outcome is not outcome or known.speakers != speakers:
            known = _Why(outcome, speakers, self.sentences.of_pair(*speakers, outcome))
            self._whys[parties] = known
        return known.text

    def speaker(self, id: str, step: Step) -> Speaker:
        """Return a party as it spoke after a step."""
        return Speaker(self.parties[id], id in step.divided)

    def name(self, id: str, step: Step, *, begins: bool = False) -> str:
        """Return what a party is called after a step."""
        return self.speaker(id, step).name(begins=begins)

    def why_row(self, step: Step) -> str | None:
        """Return the sentence of the disagreement that the row showed, if it began or changed in that step."""
        for shift in step.shifts:
            if shift.after and (shift.after.verdict, shift.after.gap) == (step.verdict, step.gap):
                return self.why(shift.parties, shift.after, step)
        if self.row.question.cumulative and step.deciding and step.verdict in DISAGREEMENTS:
            return self.why(step.deciding.parties, step.deciding.outcome, step)
        return None

    def in_one_moment(self) -> str:
        """Return a row of at most one moment in a line: when, and why accounts disagree or else what they say."""
        steps = self.history.steps
        if not steps:
            return f"undated: {RowPhrasing(self.history.row).why}{self.row.note(self.claims())}"
        why = self.why_row(steps[0])
        said = "; ".join(f"{one.party.name} {self.says(one)}" for one in steps[0].statements)
        text = f"{self.when_step(steps[0])}: {why or said}"
        undated = self.undated()
        return f"{text.removesuffix('.')}. {undated}" if undated else text

    def undated(self) -> str | None:
        """Return what has no date, and whether the row depends on it; ``None`` where all has one."""
        claims = self.history.undated
        if not claims:
            return None
        text = f"Without a date, and so in no moment: {'; '.join(map(self._undated, claims))}"
        if not self.history.undated_matter:
            return f"{text}. The row is the same with and without."
        row = self.history.row
        measured = f", {self.measured(row.deciding.outcome)}" if row.deciding and row.gap else ""
        return f"{text}. With that the row is {row.verdict}{measured}."

    def measured(self, outcome: Outcome) -> str:
        """Return how far apart two figures are: ``16 apart (5 times)``, ``0 apart``; or that there are none."""
        if outcome.gap is None:
            return "no figure to measure"
        return self.sentences.measured(outcome) or f"{outcome.gap.words} apart"

    def _undated(self, claim: Claim) -> str:
        said = self.row.position(claim) if claim.stance in POSITIONS else SILENT.get(claim.stance, claim.stance)
        return f"{self.parties[claim.party].name} {said}{self.row.note([claim])}"


def _same_measure(statement: Statement) -> bool:
    """Say whether something that a party said before stands beside a position of the same measure."""
    measures = {fold_or_none(claim.measure) for claim in statement.positions}
    return any(fold_or_none(claim.measure) in measures for claim in statement.others)


def _has_gap(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.gap is not None
