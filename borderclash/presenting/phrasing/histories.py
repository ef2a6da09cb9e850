"""The words of a history: when, what was said, what became of each disagreement. Nothing here decides anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from borderclash.comparing.history import History, Shift, Statement, Step, history
from borderclash.comparing.rows import EventComparison
from borderclash.comparing.verdicts import Outcome
from borderclash.language import comma, gettext, gettext_noop, isolated, semicolon
from borderclash.model import Claim, Event, Source
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.answers import QuestionPhrasing
from borderclash.presenting.phrasing.names import Speaker, joined, name_in_sentence
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.presenting.phrasing.sentences import Sentences
from borderclash.presenting.phrasing.statements import StatementPhrasing
from borderclash.values.times import in_zone
from borderclash.vocabulary import DISAGREEMENTS, Verdict

VERBS = {
    "began": gettext_noop("{verdict} begins"),
    "widened": gettext_noop("{verdict} widens"),
    "narrowed": gettext_noop("{verdict} narrows"),
}
ENDINGS = {
    "agree": gettext_noop("they agree"),
    "overlap": gettext_noop("now both can be true"),
    "compatible": gettext_noop("the one can stand beside the other"),
    "unlike": gettext_noop("they do not speak of the same thing"),
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
    """Puts the history of a row into words; a *summed* row is one that a comparison has sums of parts in."""

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
        accounts = history.row.accounts
        self.parties = {**history.row.named, **{id: account.party for id, account in accounts.items()}}
        self.row = QuestionPhrasing(history.row.question, self.parties, notes=notes)
        self.sentences = Sentences(self.row)
        self._statements = StatementPhrasing(self.row, event.timezone)
        self.times: dict[int, str] = {}
        self._steps_by: dict[int, Claim] = {}
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
        if not published:
            return gettext("undated")
        return gettext("{time} (published)", time=in_zone(published, self.event.timezone))

    def has_published(self) -> bool:
        """Say whether the date of a source stands for the time of any claim of the row."""
        return any(
            not claim.stated and labels.published_of(claim, self.event, self.sources) for claim in self.claims()
        )

    def has_clock_times(self) -> bool:
        """Say whether any claim of the row is dated to the minute."""
        return any(":" in self.when(claim) for claim in self.claims())

    def when_stated(self, statement: Statement) -> str:
        """Return when a party said what it said in one moment."""
        return comma().join(dict.fromkeys(map(self.when, statement.claims)))

    def when_shifted(self, shift: Shift) -> str:
        """Return when a disagreement changed: the most precise of the times of what changed it."""
        return self.when(self.shifted_by(shift))

    def when_step(self, step: Step) -> str:
        """Return when a step was: the most precise of the times of its claims."""
        return self.when(self._made_by(step))

    def shifted_by(self, shift: Shift) -> Claim:
        """Return the claim that has the most precise time of those that changed a disagreement."""
        step = self.history.steps[shift.step]
        # What a third party takes back may be what a denial was of.
        if shift.by and len(step.statements) > 1:
            return _most_precise(step, shift.by)
        return self._made_by(step)

    def _made_by(self, step: Step) -> Claim:
        claim = self._steps_by.get(step.end)
        if claim is None:
            parties = [statement.party.id for statement in step.statements]
            claim = self._steps_by[step.end] = _most_precise(step, parties)
        return claim

    def says(self, statement: Statement) -> str:
        """Return what a party said in a moment, and what of its own it changed by that."""
        return self._statements.says(statement)

    def statements(self) -> Iterator[tuple[Statement, list[ShiftPhrase]]]:
        """Yield each statement in order of time, the last of a moment with what that made of the disagreements."""
        for number, step in enumerate(self.history.steps):
            for statement in step.statements:
                yield statement, list(self.shifts(number)) if statement is step.statements[-1] else []

    def shifts(self, number: int) -> Iterator[ShiftPhrase]:
        """Yield what became of disagreements in a step, those of one kind together, and of the row if news."""
        step = self.history.steps[number]
        phrases: dict[tuple[Verdict, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for shift in step.shifts:
            verdict: Verdict = shift.after.verdict if shift.after else "one-party"
            phrases[verdict, self._verb(shift)][self._detail(shift, step)].append(self._with(shift, step))
        for (verdict, verb), details in phrases.items():
            rest = [
                gettext("{label}: {text}", label=joined(pairs), text=detail) if detail else joined(pairs)
                for detail, pairs in details.items()
            ]
            yield ShiftPhrase(verdict, verb, semicolon().join(rest))
        if self._is_news(number):
            yield self._of_row(step)

    def _verb(self, shift: Shift) -> str:
        before, after = shift.before, shift.after
        if shift.kind == "ended" and before:
            return gettext("{verdict} ends", verdict=labels.verdict_word(before.verdict))
        if before and after and before.verdict != after.verdict and shift.kind != "began":
            words = labels.verdict_word(before.verdict), labels.verdict_word(after.verdict)
            return gettext("{verdict} becomes {other}", verdict=words[0], other=words[1])
        changes = _has_gap(before) or _has_gap(after)
        verb = gettext_noop("{verdict} changes") if changes else gettext_noop("{verdict} goes on")
        now = labels.verdict_word(after.verdict) if after else ""
        return gettext(VERBS.get(shift.kind) or verb, verdict=now)

    def _detail(self, shift: Shift, step: Step) -> str:
        """Return how far apart the two are and were, or why they no longer disagree."""
        before, after = shift.before, shift.after
        if shift.kind == "ended":
            return self._ending(shift, step)
        now, then = (self.measured(outcome) if outcome else "" for outcome in (after, before))
        if shift.kind == "began" and after and self.row.question.cumulative:
            # A denial without a value is told by the statement that stands above.
            bare = any(claim.reading is None for claim in after.said)
            if bare:
                return ""
            one, other = self.sentences.dated(after)
            return gettext("{one} against {other}", one=one, other=other)
        if shift.kind == "began":
            return now if after and after.gap and after.gap.size else ""
        return gettext("{now}, before {then}", now=now, then=then) if now != then else ""

    def _with(self, shift: Shift, step: Step) -> str:
        """Return the other of the two where nobody else spoke, else both."""
        names = {id: self.name(id, step) for id in shift.parties}
        if len(step.statements) == 1 and step.statements[0].party.id in names:
            del names[step.statements[0].party.id]
            return gettext("with {party}", party="".join(names.values()))
        one, other = names.values()
        return gettext("between {one} and {other}", one=one, other=other)

    def _ending(self, shift: Shift, step: Step) -> str:
        if shift.after:
            return gettext(ENDINGS[shift.after.verdict])
        by = [one for one in step.statements if one.party.id in shift.by]
        silent = [one.party for one in by if not one.positions and not one.others]
        names = joined([name_in_sentence(party, begins=False) for party in silent])
        if len(silent) > 1 or silent[0].pooled:
            return gettext("{who} take no position now", who=names)
        return gettext("{who} takes no position now", who=names)

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
        verdict = labels.verdict_word(step.verdict)
        if not wide:
            return ShiftPhrase(step.verdict, gettext("the row:"), verdict)
        one, other = names
        if step.deciding:
            apart = self.measured(step.deciding.outcome)
            words = gettext(
                "{verdict}, {apart} between {one} and {other}", verdict=verdict, apart=apart, one=one, other=other
            )
        else:
            words = gettext("{verdict} between {one} and {other}", verdict=verdict, one=one, other=other)
        return ShiftPhrase(step.verdict, gettext("the row:"), words)

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
            why = self.row.with_note(RowPhrasing(self.history.row).why, self.claims())
            return gettext("{label}: {text}", label=gettext("undated"), text=why)
        why_row = self.why_row(steps[0])
        said = semicolon().join(f"{isolated(one.party.name)} {self.says(one)}" for one in steps[0].statements)
        text = gettext("{label}: {text}", label=self.when_step(steps[0]), text=why_row or said)
        undated = self.undated()
        return f"{text.removesuffix('.')}. {undated}" if undated else text

    def undated(self) -> str | None:
        """Return what has no date, and whether the row depends on it; ``None`` where all has one."""
        claims = self.history.undated
        if not claims:
            return None
        listed = semicolon().join(map(self._undated, claims))
        if not self.history.undated_matter:
            return gettext(
                "Without a date, and so in no moment: {claims}. The row is the same with and without.",
                claims=listed,
            )
        row = self.history.row
        verdict = labels.verdict_word(row.verdict)
        if not (row.deciding and row.gap):
            return gettext(
                "Without a date, and so in no moment: {claims}. With that the row is {verdict}.",
                claims=listed,
                verdict=verdict,
            )
        return gettext(
            "Without a date, and so in no moment: {claims}. With that the row is {verdict}, {apart}.",
            claims=listed,
            verdict=verdict,
            apart=self.measured(row.deciding.outcome),
        )

    def measured(self, outcome: Outcome) -> str:
        """Return how far apart two figures are: ``16 apart (5 times)``, ``0 apart``; or that there are none."""
        if outcome.gap is None:
            return gettext("no figure to measure")
        return self.sentences.measured(outcome) or gettext("{gap} apart", gap=outcome.gap.words)

    def _undated(self, claim: Claim) -> str:
        name = self.parties[claim.party].name
        return self.row.with_note(f"{name} {self.row.claim(claim)}", [claim])


def _most_precise(step: Step, parties: Sequence[str]) -> Claim:
    claims = [claim for one in step.statements if one.party.id in parties for claim in one.claims]
    # Of two as precise, the one that is no source's date.
    return min(claims, key=lambda claim: (-(claim.span or (0,))[0], claim.stated is None))


def _has_gap(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.gap is not None
