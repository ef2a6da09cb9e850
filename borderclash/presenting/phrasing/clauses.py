"""Who says what, for a sentence: those together who say the same, with their days where these differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from borderclash.language import comma, gettext, gettext_noop, isolated, ngettext, semicolon
from borderclash.model import Claim, Span
from borderclash.presenting.phrasing.answers import QuestionPhrasing, denied, qualified
from borderclash.presenting.phrasing.days import Days, day_words, days_told, in_words, up_to
from borderclash.presenting.phrasing.names import Speaker, joined
from borderclash.values.time_points import days_of

# Of more different answers than these, only the two that decide are told.
MOST_ANSWERS = 4
_Days = Mapping[int, Days | None]


class Clause(NamedTuple):
    """The messages of a verb: of one who speaks, of several; of one who said something else too; of all."""

    one: str
    many: str
    also: str
    both: str
    every: str


ASSERTS: Mapping[Literal["say", "name", "count"], Clause] = {
    "say": Clause(
        gettext_noop("{who} says {answer}"),
        gettext_noop("{who} say {answer}"),
        gettext_noop("{who} also says {answer}"),
        gettext_noop("{who} both say {answer}"),
        gettext_noop("{who} all say {answer}"),
    ),
    "name": Clause(
        gettext_noop("{who} names {answer}"),
        gettext_noop("{who} name {answer}"),
        gettext_noop("{who} also names {answer}"),
        gettext_noop("{who} both name {answer}"),
        gettext_noop("{who} all name {answer}"),
    ),
    "count": Clause(
        gettext_noop("{who} counts {answer}"),
        gettext_noop("{who} count {answer}"),
        gettext_noop("{who} also counts {answer}"),
        gettext_noop("{who} both count {answer}"),
        gettext_noop("{who} all count {answer}"),
    ),
}
DENIES = Clause(
    gettext_noop("{who} denies {answer}"),
    gettext_noop("{who} deny {answer}"),
    gettext_noop("{who} also denies {answer}"),
    gettext_noop("{who} both deny {answer}"),
    gettext_noop("{who} all deny {answer}"),
)
DENIES_IT = Clause(
    gettext_noop("{who} denies it"),
    gettext_noop("{who} deny it"),
    gettext_noop("{who} also denies it"),
    gettext_noop("{who} both deny it"),
    gettext_noop("{who} all deny it"),
)


class Said(NamedTuple):
    """What a party says by a claim, or in a sum of parts (``derived``), and when, in its oldest wording."""

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

    *denied* has, by the number of a denial without a value, what it denies, empty where "it" tells. ``one_day``
    is the day that several figures of running totals are of; ``None`` where their days differ.
    """

    def __init__(self, words: QuestionPhrasing, said: Iterable[Said], denied: Mapping[int, str]) -> None:
        self.words = words
        self.kind = words.kind
        self.running = words.question.cumulative
        self.asserts = ASSERTS["count" if self.running else self.kind.verb]
        self.denied = denied
        self.answers = self._answers(said)
        self.one_day = self._one_day() if self.running and len(self.answers) > 1 else None
        self.many = len(self.answers) > 2
        self.separator = semicolon() if self.kind.free_text and not self.kind.quoted else comma()

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
                clauses[-1] += f" / {self._asserted(answer, days)}"
            else:
                clauses.append(self._clause(answer, before, days, begins=not clauses))
            before = answer
        if others := [answer for answer in self.answers if answer not in answers]:
            clauses.append(_counted(others))
        if self.one_day:
            up_to_day = gettext_noop("all up to {day}") if self.many else gettext_noop("both up to {day}")
            clauses.append(gettext(up_to_day, day=self.one_day.inflected))
        return self.separator.join(clauses)

    def _deciding(self, claims: Sequence[Claim]) -> list[Answer]:
        """Return the answers of the *claims* that decide; of running totals, those of their parties."""
        if self.running:
            parties = {claim.party for claim in claims}
            return [answer for answer in self.answers if any(one.by.party.id in parties for one in answer.said)]
        keys = set(map(self._key, claims))
        return [answer for answer in self.answers if self._key(answer.claim) in keys]

    def _one_day(self) -> Days | None:
        spans = [answer.claim.day for answer in self.answers]
        if any(answer.claim.reading is None for answer in self.answers):
            # Of a denial without a value the day is when it was said, and not one up to which something counts.
            return None
        days = {span and days_of(span, self.words.question.timezone) for span in spans}
        day = days.pop()
        return in_words([day])[0] if not days and day and day[0] == day[1] else None

    def in_own_words(self) -> str:
        """Return who tells it in words that are not compared, and who denies what."""
        telling = {one.by.party.id: one.by for answer in self.answers if answer.asserts for one in answer.said}
        clauses: list[str] = []
        if len(telling) > 1:
            names = [by.name(begins=not place) for place, by in enumerate(telling.values())]
            clauses.append(gettext("{names} each tell it in their own words", names=joined(names)))
        for answer in self.answers:
            if not answer.asserts or len(telling) == 1:
                clauses.append(self._clause(answer, None, {}, begins=not clauses))
        return self.separator.join(clauses)

    def _days(self, answers: Sequence[Answer]) -> _Days:
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
        return self.words.position(claim), claim.day if self.running else None

    def _together(self, answer: Answer) -> str:
        """Return that all give one answer: ``A and B both say 58``."""
        days = self._days([answer])
        who = self._names(answer, days, begins=True)
        clause = self._clause_of(answer)
        return self._with_verb(clause.both if len(answer.said) == 2 else clause.every, who, answer, days)

    def _clause(self, answer: Answer, before: Answer | None, days: _Days, *, begins: bool) -> str:
        """Return who gives an answer; of many answers, without the verb where the one *before* has it."""
        alone, clause = answer.alone, self._clause_of(answer)
        again = bool(before and alone and before.alone == alone)
        others = again and alone and alone.party.pooled
        if others:
            who = _with_day(gettext("others"), self._day(answer.claim, days))
        else:
            who = self._names(answer, days, begins=begins)
        # Behind a digit a figure would read as one with it, and in a list of names a name as one of them.
        short = (self.many or self.running) and before and before.asserts and answer.asserts
        if short and not self.kind.free_text and (again or not who[-1].isdigit()):
            also = again and not others
            words = gettext_noop("{who} also {answer}") if also else gettext_noop("{who} {answer}")
        elif not alone or alone.party.pooled:
            words = clause.many
        else:
            words = clause.also if again else clause.one
        return self._with_verb(words, who, answer, days)

    def _clause_of(self, answer: Answer) -> Clause:
        """Return the messages of the verb that an answer takes."""
        if answer.asserts:
            return self.asserts
        return DENIES if self._denied(answer) else DENIES_IT

    def _with_verb(self, words: str, who: str, answer: Answer, days: _Days) -> str:
        if answer.asserts:
            return gettext(words, who=who, answer=self._asserted(answer, days))
        what = self._denied(answer)
        question, claim, parties = self.words.question, answer.claim, self.words.parties
        if what:
            what = self._told(qualified(what, question, claim, parties), answer, days)
            return gettext(words, who=who, answer=what)
        return self._told(qualified(gettext(words, who=who), question, claim, parties), answer, days)

    def _names(self, answer: Answer, days: _Days, *, begins: bool) -> str:
        first, *others = answer.said
        name = self._name(first, days, begins=begins)
        if not others:
            return name
        return joined([name, *(self._name(one, days, begins=False) for one in others)])

    def _name(self, one: Said, days: _Days, *, begins: bool) -> str:
        name = one.by.name(begins=begins)
        return _with_day(name, self._day(one.claim, days)) if days else name

    def _day(self, claim: Claim, days: _Days) -> Days | None:
        """Return the day behind a name; that of a figure of a running total stands behind the figure."""
        return None if self.running and claim.reading is not None else days.get(claim.number)

    def _denied(self, answer: Answer) -> str:
        claim, words = answer.claim, self.words
        if claim.number in self.denied:
            return self.denied[claim.number]
        what = denied(words.question, claim, words.parties, quoted=self.kind.quoted)
        if not what and self.many and claim.reading is not None:
            it = gettext("it")
            if qualified(it, words.question, claim, words.parties) == it:
                # Behind a "no" it would not be told what is denied.
                return gettext("that it is so")
        return what

    def _asserted(self, answer: Answer, days: _Days) -> str:
        return self._told(self.words.quoted_position(answer.claim), answer, days)

    def _told(self, text: str, answer: Answer, days: _Days) -> str:
        """Return *text*, which tells an answer, with what stands behind it: that it is a sum, a note, its day."""
        if answer.said[0].derived:
            if answer.alone:
                text = gettext("{answer} (its parts together)", answer=text)
            else:
                text = gettext("{answer} (their parts together)", answer=text)
        if self.words.notes:
            text = self.words.with_note(text, (one.claim for one in answer.said))
        if self.running and answer.claim.reading is not None:
            return up_to(text, days.get(answer.claim.number))
        return text


def _with_day(name: str, day: Days | None) -> str:
    return f"{isolated(name)} ({day.words})" if day else name


def _goes_on(before: Answer, answer: Answer, days: _Days) -> bool:
    """Say whether an answer is another one of the same party that is not pooled, and of the same day."""
    if not answer.alone or answer.alone != before.alone or answer.alone.party.pooled:
        return False
    same_day = days.get(answer.claim.number) == days.get(before.claim.number)
    return same_day and answer.asserts and before.asserts


def _counted(answers: Sequence[Answer]) -> str:
    number, denials = len(answers), sum(not answer.asserts for answer in answers)
    if not denials:
        return ngettext("and there is one other answer", "and there are {count} other answers", number)
    if denials == 1:
        return ngettext(
            "and there is one other answer, a denial",
            "and there are {count} other answers, one of them a denial",
            number,
        )
    of_them = ngettext("{count} of them denials", "{count} of them denials", denials)
    # There are several: the first form is for languages that have other ones.
    return ngettext(
        "and there is {count} other answer, {denials}",
        "and there are {count} other answers, {denials}",
        number,
        denials=of_them,
    )
