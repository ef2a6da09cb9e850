"""The sentence that says why a verdict stands: it names who says what, then the verdict and the gap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import Row
from borderclash.comparing.verdicts import Outcome, of_accounts, same_answer
from borderclash.model import Claim
from borderclash.presenting.phrasing.answers import STATES, QuestionPhrasing
from borderclash.presenting.phrasing.days import days_told
from borderclash.presenting.phrasing.names import Speaker, name_in_sentence, speaker
from borderclash.presenting.phrasing.numbers import apart
from borderclash.values import Gap

IN_SENTENCE = {**STATES, "withdrawn": "took back what was said"}
AT_MOST_ONE = "at most one of them can be true"
NOT_ALL = "not all of them can be true"
# Of more different answers than these, only the two that decide are told.
MOST_ANSWERS = 4
# What ends with one of these needs no full stop.
ENDINGS = tuple(end + "\N{RIGHT DOUBLE QUOTATION MARK}" for end in ".!?")


class Answer(NamedTuple):
    """An answer with all who give it in these words, each with the claim by which it does."""

    said: tuple[tuple[Speaker, Claim], ...]

    @property
    def claim(self) -> Claim:
        """The first of the claims."""
        return self.said[0][1]

    @property
    def alone(self) -> Speaker | None:
        """Who alone gives the answer, ``None`` where several do."""
        return self.said[0][0] if len(self.said) == 1 else None


class Sentences:
    """Says of a question's rows, and of pairs of their accounts, why they have their verdicts."""

    def __init__(self, words: QuestionPhrasing) -> None:
        self.words = words
        self.kind = words.kind
        self.separator = "; " if self.kind.free_text and not self.kind.quoted else ", "

    def of_row(self, row: Row) -> str:
        """Return the sentence of a row: who says what, the verdict, and the two that are furthest apart."""
        accounts = row.accounts.values()
        if row.deciding is None:
            return self.of_one(list(accounts))
        said = [(speaker(account), claim) for account in accounts for claim in account.positions]
        return self._sentence(said, row.deciding.outcome)

    def of_pair(self, a: Speaker, b: Speaker, outcome: Outcome) -> str:
        """Return the sentence of two accounts, told by the two positions that their verdict comes from."""
        p, q = outcome.positions
        return self._sentence([(a, p), (b, q)], outcome)

    def of_one(self, accounts: Sequence[Account]) -> str:
        """Return the sentence of a row in which fewer than two accounts take a position."""
        others = [
            f"{name_in_sentence(account.party, begins=False)} {IN_SENTENCE[account.state]}"
            for account in accounts
            if account.state in IN_SENTENCE
        ]
        speaking = [account for account in accounts if account.positions]
        if not speaking:
            return f"Nobody takes a position: {', '.join(others)}." if others else "Nobody takes a position."
        (alone,) = speaking
        # All its answers stand here, so these are no "some" of its voices.
        name = name_in_sentence(alone.party, begins=False)
        s = "" if alone.party.pooled else "s"
        said = " / ".join(dict.fromkeys(map(self.words.quoted_position, alone.positions)))
        if others:
            return f"Only {name} take{s} a position ({said}); {', '.join(others)}."
        return f"Only {name} speak{s} to this: {said}{'' if said.endswith(ENDINGS) else '.'}"

    def _sentence(self, said: Sequence[tuple[Speaker, Claim]], outcome: Outcome) -> str:
        answers = self._answers(said)
        if outcome.verdict == "open":
            return f"{self._in_own_words(answers)}: {self.kind.why_open}."
        text = self._clauses(answers, outcome) if len(answers) > 1 else self._together(answers[0])
        if len(answers) == 1 and outcome.verdict == "agree":
            return f"{text}."
        return f"{text}: {self._reason(answers, outcome)}."

    def _answers(self, said: Iterable[tuple[Speaker, Claim]]) -> list[Answer]:
        """Return the different answers; who gives one in the same words twice stands there once."""
        grouped: dict[str, dict[str, tuple[Speaker, Claim]]] = {}
        for by, claim in said:
            grouped.setdefault(self.words.position(claim), {}).setdefault(by.party.id, (by, claim))
        return [Answer(tuple(one.values())) for one in grouped.values()]

    def _days(self, answers: Sequence[Answer]) -> Mapping[int, str]:
        said = [claim for answer in answers for _, claim in answer.said]
        return days_told(said, self.words.question.timezone)

    def _together(self, answer: Answer) -> str:
        """Return that all give one answer: ``A and B both say 58``."""
        verb = "deny" if answer.claim.stance == "denies" else self.kind.verb
        every = "both" if len(answer.said) == 2 else "all"
        return f"{self._names(answer, self._days([answer]), begins=True)} {every} {verb} {self._what(answer)}"

    def _clauses(self, answers: Sequence[Answer], outcome: Outcome) -> str:
        """Return who says what, all of it or, of more answers than a sentence holds, the two that decide."""
        told = answers
        if len(answers) > MOST_ANSWERS:
            deciding = {self.words.position(claim) for claim in outcome.positions}
            told = [answer for answer in answers if self.words.position(answer.claim) in deciding]
        days = self._days(told)
        clauses: list[str] = []
        before: Answer | None = None
        for answer in told:
            if before and _goes_on(before, answer, days):
                clauses[-1] += f" / {self._what(answer)}"
            else:
                clauses.append(self._clause(answer, before, days, short=len(answers) > 2, begins=not clauses))
            before = answer
        if len(told) < len(answers):
            clauses.append(f"and there are {_counted([answer for answer in answers if answer not in told])}")
        return self.separator.join(clauses)

    def _clause(
        self, answer: Answer, before: Answer | None, days: Mapping[int, str], *, short: bool, begins: bool
    ) -> str:
        """Return who gives an answer; a *short* clause goes without the verb of the one before it."""
        alone = answer.alone
        again = bool(before and alone and before.alone == alone)
        if again and alone and alone.party.pooled:
            who = "others" + _day(answer.claim, days)
        else:
            who = self._names(answer, days, begins=begins) + (" also" if again else "")
        s = "" if not alone or alone.party.pooled else "s"
        what = self._what(answer)
        if answer.claim.stance == "denies":
            # Behind a "no" it would not be told what is denied.
            what = "that it is so" if short and what == "it" and answer.claim.reading is not None else what
            return f"{who} {'denie' if s else 'deny'}{s} {what}"
        # Behind a digit a figure would read as one with it, and in a list of names a name as one of them.
        if (
            short
            and before
            and before.claim.stance == "asserts"
            and not (self.kind.free_text or who[-1].isdigit())
        ):
            return f"{who} {what}"
        return f"{who} {self.kind.verb}{s} {what}"

    def _names(self, answer: Answer, days: Mapping[int, str], *, begins: bool) -> str:
        names = [
            speaker.name(begins=begins and not place) + _day(claim, days)
            for place, (speaker, claim) in enumerate(answer.said)
        ]
        return _joined(names)

    def _what(self, answer: Answer) -> str:
        """Return an answer without its verb: what was chosen or told in quotation marks."""
        text = self.words.quoted_position(answer.claim).removeprefix("denies ")
        return text + self.words.note(claim for _, claim in answer.said)

    def _in_own_words(self, answers: Sequence[Answer]) -> str:
        """Return who tells it in words that are not compared, and who denies what."""
        told = [answer for answer in answers if answer.claim.stance == "asserts"]
        telling = {one.party.id: one for answer in told for one, _ in answer.said}
        clauses: list[str] = []
        if len(telling) > 1:
            names = [one.name(begins=not place) for place, one in enumerate(telling.values())]
            clauses.append(f"{_joined(names)} each tell it in their own words")
        for answer in answers:
            if answer.claim.stance == "denies" or len(telling) == 1:
                clauses.append(self._clause(answer, None, {}, short=False, begins=not clauses))
        return self.separator.join(clauses)

    def _reason(self, answers: Sequence[Answer], outcome: Outcome) -> str:
        many = len(answers) > 2
        if outcome.verdict == "conflict":
            # Never as if one of them must be true.
            one = AT_MOST_ONE if not many or self._exclusive(answers) else NOT_ALL
            measured = self.measured(outcome, named=many)
            return f"{one}; {measured}" if measured and many else f"{measured}, and {one}" if measured else one
        if outcome.verdict == "unlike":
            same = many and any(self._verdict(a, b) != "unlike" for a, b in combinations(answers, 2))
            return "not all of them speak of the same thing" if same else "they do not speak of the same thing"
        if outcome.verdict == "compatible":
            return "any two of them can stand side by side" if many else "the one can stand beside the other"
        if outcome.verdict == "agree":
            return self.kind.same(outcome.gap, "all of them" if many else "both")
        values = [a.claim.reading for a in answers if a.claim.reading is not None and a.claim.stance == "asserts"]
        both = "any two of them can both be true" if many else "both can be true"
        how = self.kind.difference(values)
        return how or f"{self.measured(outcome, named=many) or 'not the same'}, yet {both}"

    def measured(self, outcome: Outcome, *, named: bool = False) -> str:
        """Return how far apart the two are that a verdict comes from, and where *named* which they are."""
        p, q = outcome.positions
        measured = self.apart(outcome.gap, p, q)
        if not named or not measured:
            return measured
        return f"{self.words.answer(p)} and {self.words.answer(q)} are {measured}"

    def apart(self, gap: Gap | None, p: Claim, q: Claim) -> str:
        """Return how far apart two positions are, empty where they are not."""
        return apart(gap, (self.words.question.figure(p), self.words.question.figure(q)))

    def _exclusive(self, answers: Sequence[Answer]) -> bool:
        """Say whether every two different answers conflict."""
        pairs = combinations(answers, 2)
        kind = self.words.question.kind
        return all(self._verdict(a, b) == "conflict" or same_answer(kind, a.claim, b.claim) for a, b in pairs)

    def _verdict(self, a: Answer, b: Answer) -> str:
        return of_accounts(self.words.question.kind, (a.claim,), (b.claim,)).verdict


def _goes_on(before: Answer, answer: Answer, days: Mapping[int, str]) -> bool:
    """Say whether an answer is another one of the same party that is not pooled, and of the same day."""
    if not answer.alone or answer.alone != before.alone or answer.alone.party.pooled:
        return False
    same_day = days.get(answer.claim.number) == days.get(before.claim.number)
    return same_day and answer.claim.stance == before.claim.stance == "asserts"


def _counted(answers: Sequence[Answer]) -> str:
    """Return how many other answers there are, denials among them."""
    text = f"{len(answers):,} other answers"
    denials = sum(answer.claim.stance == "denies" for answer in answers)
    if not denials:
        return text
    return f"{text}, {'one of them a denial' if denials == 1 else f'{denials:,} of them denials'}"


def _day(claim: Claim, days: Mapping[int, str]) -> str:
    day = days.get(claim.number)
    return f" ({day})" if day else ""


def _joined(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
