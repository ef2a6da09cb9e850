"""Who says what, for a sentence: those together who say the same, with their days where these differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from borderclash.model import Claim, Span
from borderclash.presenting.phrasing.answers import QuestionPhrasing
from borderclash.presenting.phrasing.days import day_words, days_told, in_words, up_to
from borderclash.presenting.phrasing.names import Speaker, joined
from borderclash.values.time_points import days_of

# Of more different answers than these, only the two that decide are told.
MOST_ANSWERS = 4


class Said(NamedTuple):
    """What a party says by a claim, and when it did: of several wordings, when the oldest was said.

    ``derived`` is a sum of what it says of all parts.
    """

    by: Speaker
    claim: Claim
    span: Span | None
    derived: bool = False


class Answer:
    """An answer with all who give it in these words, of a running total those who give it for one day.

    ``claim`` is the first of the claims, ``asserts`` whether it says that something is so. ``alone`` is who alone
    gives the answer, ``None`` where several do.
    """

    __slots__ = ("alone", "asserts", "claim", "said")

    def __init__(self, said: Sequence[Said]) -> None:
        self.said = said
        self.claim = said[0].claim
        self.asserts = self.claim.stance == "asserts"
        self.alone = said[0].by if len(said) == 1 else None


class Clauses:
    """The different answers of a sentence, and the clauses that tell them.

    *denied* has, by the number of a denial without a value, what it denies where "it" would not tell. ``one_day``
    is the day that several figures of running totals are of, in words; empty where their days differ.
    """

    def __init__(self, words: QuestionPhrasing, said: Iterable[Said], denied: Mapping[int, str]) -> None:
        self.words = words
        self.kind = words.kind
        self.running = words.question.cumulative
        self.verb = "count" if self.running else self.kind.verb
        self.denied = denied
        self.answers = self._answers(said)
        self.one_day = self._one_day() if self.running and len(self.answers) > 1 else ""
        self.many = len(self.answers) > 2
        self.separator = "; " if self.kind.free_text and not self.kind.quoted else ", "

    def _answers(self, said: Iterable[Said]) -> list[Answer]:
        """Return the different answers; who gives one in the same words twice stands there once."""
        grouped: dict[tuple[object, ...], dict[str, Said]] = {}
        for one in said:
            # A sum is told apart from what others say themselves.
            grouped.setdefault((self._key(one.claim), one.derived), {}).setdefault(one.by.party.id, one)
        answers = [Answer(list(one.values())) for one in grouped.values()]
        if self.denied:
            # What is denied has to be told before.
            answers.sort(key=lambda answer: answer.claim.number in self.denied)
        return answers

    def told(self, deciding: Iterable[Claim]) -> str:
        """Return who says what, all of it or, of more answers than a sentence holds, those of *deciding*."""
        answers = self.answers
        if len(answers) == 1:
            return self._together(answers[0])
        if len(answers) > MOST_ANSWERS:
            answers = self._deciding(list(deciding))
        days = self._days(answers) if not self.one_day else {}
        clauses: list[str] = []
        before: Answer | None = None
        for answer in answers:
            if before and _goes_on(before, answer, days):
                clauses[-1] += f" / {self._what(answer, days)}"
            else:
                clauses.append(self._clause(answer, before, days, begins=not clauses))
            before = answer
        if others := [answer for answer in self.answers if answer not in answers]:
            clauses.append(f"and there {'is' if len(others) == 1 else 'are'} {_counted(others)}")
        if self.one_day:
            clauses.append(f"{'all' if self.many else 'both'}{up_to(self.one_day)}")
        return self.separator.join(clauses)

    def _deciding(self, claims: Sequence[Claim]) -> list[Answer]:
        """Return the answers of the *claims* that decide; of running totals, those of their parties."""
        if self.running:
            parties = {claim.party for claim in claims}
            return [answer for answer in self.answers if any(one.by.party.id in parties for one in answer.said)]
        keys = set(map(self._key, claims))
        return [answer for answer in self.answers if self._key(answer.claim) in keys]

    def _one_day(self) -> str:
        spans = [answer.claim.day for answer in self.answers]
        if any(answer.claim.reading is None for answer in self.answers):
            # Of a denial without a value the day is when it was said, and not one up to which something counts.
            return ""
        days = {span and days_of(span, self.words.question.timezone) for span in spans}
        day = days.pop()
        return in_words([day])[0] if not days and day and day[0] == day[1] else ""

    def in_own_words(self) -> str:
        """Return who tells it in words that are not compared, and who denies what."""
        telling = {one.by.party.id: one.by for answer in self.answers if answer.asserts for one in answer.said}
        clauses: list[str] = []
        if len(telling) > 1:
            names = [by.name(begins=not place) for place, by in enumerate(telling.values())]
            clauses.append(f"{joined(names)} each tell it in their own words")
        for answer in self.answers:
            if not answer.asserts or len(telling) == 1:
                clauses.append(self._clause(answer, None, {}, begins=not clauses))
        return self.separator.join(clauses)

    def _days(self, answers: Sequence[Answer]) -> Mapping[int, str]:
        """Return the day of each claim by its number, in running totals for all, else where they differ."""
        timezone = self.words.question.timezone
        if not self.running:
            return days_told({one.claim.number: one.span for answer in answers for one in answer.said}, timezone)
        spans: dict[int, Span | None] = {}
        for answer in answers:
            if answer.claim.reading is None:
                spans.update((one.claim.number, one.span) for one in answer.said)
            else:
                spans[answer.claim.number] = answer.claim.day
        return dict(zip(spans, day_words(list(spans.values()), timezone), strict=True))

    def _key(self, claim: Claim) -> tuple[str, Span | None]:
        """Return what tells one answer from another."""
        return self.words.position(claim), claim.day if self.running else None

    def _together(self, answer: Answer) -> str:
        """Return that all give one answer: ``A and B both say 58``."""
        verb = self.verb if answer.asserts else "deny"
        every = "both" if len(answer.said) == 2 else "all"
        days = self._days([answer])
        return f"{self._names(answer, days, begins=True)} {every} {verb} {self._what(answer, days)}"

    def _clause(self, answer: Answer, before: Answer | None, days: Mapping[int, str], *, begins: bool) -> str:
        """Return who gives an answer; of many answers, without the verb where the one *before* has it."""
        alone = answer.alone
        again = bool(before and alone and before.alone == alone)
        if again and alone and alone.party.pooled:
            who = "others" + self._day(answer.claim, days)
        else:
            who = self._names(answer, days, begins=begins) + (" also" if again else "")
        s = "" if not alone or alone.party.pooled else "s"
        if not answer.asserts:
            return f"{who} {'denie' if s else 'deny'}{s} {self._what(answer, days)}"
        # Behind a digit a figure would read as one with it, and in a list of names a name as one of them.
        short = (self.many or self.running) and before and before.asserts
        short = short and not (self.kind.free_text or who[-1].isdigit())
        return f"{who} {'' if short else f'{self.verb}{s} '}{self._what(answer, days)}"

    def _names(self, answer: Answer, days: Mapping[int, str], *, begins: bool) -> str:
        first = answer.claim
        return joined(
            [one.by.name(begins=begins and one.claim is first) + self._day(one.claim, days) for one in answer.said]
        )

    def _day(self, claim: Claim, days: Mapping[int, str]) -> str:
        """Return the day behind a name; that of a figure of a running total stands behind the figure."""
        day = days.get(claim.number)
        return f" ({day})" if day and not (self.running and claim.reading is not None) else ""

    def _what(self, answer: Answer, days: Mapping[int, str]) -> str:
        """Return an answer without its verb: what was chosen or told in quotation marks."""
        text = self.words.quoted_position(answer.claim)
        if not answer.asserts:
            text = text.removeprefix("denies ")
            if answer.claim.number in self.denied:
                text = self.denied[answer.claim.number] + text.removeprefix("it")
            elif self.many and answer.claim.reading and text == "it":
                # Behind a "no" it would not be told what is denied.
                text = "that it is so"
        if answer.said[0].derived:
            text += f" ({'its' if answer.alone else 'their'} parts together)"
        if self.words.notes:
            text += self.words.note(one.claim for one in answer.said)
        figure = self.running and answer.claim.reading is not None
        return text + (up_to(days.get(answer.claim.number, "")) if figure else "")


def _goes_on(before: Answer, answer: Answer, days: Mapping[int, str]) -> bool:
    """Say whether an answer is another one of the same party that is not pooled, and of the same day."""
    if not answer.alone or answer.alone != before.alone or answer.alone.party.pooled:
        return False
    same_day = days.get(answer.claim.number) == days.get(before.claim.number)
    return same_day and answer.asserts and before.asserts


def _counted(answers: Sequence[Answer]) -> str:
    """Return how many other answers there are, denials among them."""
    denials = sum(not answer.asserts for answer in answers)
    if len(answers) == 1:
        return "one other answer, a denial" if denials else "one other answer"
    text = f"{len(answers):,} other answers"
    if not denials:
        return text
    return f"{text}, {'one of them a denial' if denials == 1 else f'{denials:,} of them denials'}"
