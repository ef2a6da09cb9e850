"""The sentence that says why a verdict stands: it names who says what, then the verdict and the gap."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from borderclash.comparing.pairs import of_positions
from borderclash.comparing.parts import Apart
from borderclash.comparing.rows import Row
from borderclash.comparing.verdicts import Outcome, of_claims, same_answer
from borderclash.language import comma, gettext, gettext_noop, ngettext, pgettext, semicolon
from borderclash.model import Claim
from borderclash.presenting.phrasing.answers import QuestionPhrasing, denied, qualified, what_is_said
from borderclash.presenting.phrasing.clauses import Answer, Clauses, Said
from borderclash.presenting.phrasing.days import day_words, up_to
from borderclash.presenting.phrasing.names import Speaker, speaker
from borderclash.presenting.phrasing.numbers import apart, measured
from borderclash.presenting.phrasing.refusals import by_then, of_one
from borderclash.presenting.phrasing.totals import earlier_first, reason
from borderclash.text.folding import fold_or_none
from borderclash.values import Gap
from borderclash.values.numbers import summed
from borderclash.vocabulary import Verdict

AT_MOST_ONE = gettext_noop("at most one of them can be true")
NOT_ALL = gettext_noop("not all of them can be true")
# Of more parts that a gap lies in, the rest is told together.
MOST_PARTS = 3
# Of more answers it is not looked at whether those of one party clash.
MOST_COMPARED = 50
# Why answers overlap: two of them, many, or many of which one party's own may shut each other out; of running
# totals they do as a toll grows.
OVERLAP: Mapping[tuple[str, bool], str] = {
    ("two", False): gettext_noop("{difference}, yet both can be true"),
    ("many", False): gettext_noop("{difference}, yet any two of them can both be true"),
    ("many", True): gettext_noop("{difference}, yet any two of them can both be true, as a toll grows"),
    ("parties", False): gettext_noop("{difference}, yet any two of different parties can both be true"),
    ("parties", True): gettext_noop(
        "{difference}, yet any two of different parties can both be true, as a toll grows"
    ),
}
# How two answers stand to each other.
Between = Callable[[Answer, Answer], Verdict]


class Sentences:
    """Says why rows and pairs have their verdicts; *named*: a reason names the two that are apart in any case."""

    def __init__(self, words: QuestionPhrasing, *, named: bool = False) -> None:
        self.words = words
        self.kind = words.kind
        self.named = named

    def of_row(self, row: Row) -> str:
        """Return the sentence of a row: who says what, the verdict, and the two that are furthest apart."""
        if row.deciding is None:
            return of_one(self.words, row.accounts.values())
        return self._sentence(self._clauses(row), row.deciding.outcome, self._between(row), row.deciding.apart)

    def reason(self, row: Row) -> str:
        """Return the end of that sentence alone, what the verdict is and why, of a row that is decided."""
        assert row.deciding
        outcome = row.deciding.outcome
        if outcome.verdict == "open":
            return self.kind.why_open
        reason = self._reason(self._clauses(row), outcome, self._between(row))
        return reason + self._where(outcome, row.deciding.apart)

    def _clauses(self, row: Row) -> Clauses:
        accounts = row.accounts.values()
        assert row.deciding
        outcome = row.deciding.outcome
        # Of several wordings of a statement, the one that decides is told.
        deciding = {
            position.number: claim
            for position, claim in zip(outcome.positions, outcome.said, strict=True)
            if not position.series
        }
        said = [
            Said(of, deciding.get(position.number, position.claim), position.span, position.derived)
            for account, of in zip(accounts, map(speaker, accounts), strict=True)
            for position in account.positions
        ]
        return Clauses(self.words, said, self.denied(row) if self.kind.compared else {})

    def of_pair(self, a: Speaker, b: Speaker, outcome: Outcome, parts: Sequence[Apart] = ()) -> str:
        """Return the sentence of two accounts by the claims that decide; their gap lies in *parts*."""
        said = [
            Said(by, claim, position.span, position.derived)
            for by, claim, position in zip((a, b), outcome.said, outcome.positions, strict=True)
        ]
        p, q = outcome.said
        denied = {}
        if (
            outcome.verdict == "compatible"
            and "asserts" in (p.stance, q.stance)
            and not any(one.derived for one in said)
        ):
            denied = {claim.number: by_then() for claim in (p, q) if _of_nobody_in_particular(claim)}
        if outcome.days and not earlier_first(outcome):
            said.reverse()
        return self._sentence(Clauses(self.words, said, denied), outcome, lambda *_: outcome.verdict, parts)

    def denied(self, row: Row) -> dict[int, str]:
        """Return what each denial without a value denies, where several others take positions."""
        denied: dict[int, str] = {}
        for id, account in row.accounts.items():
            for claim in account.standing:
                if _of_nobody_in_particular(claim):
                    of = {other: pair.verdict for pair in row.pairs for other in _other(pair.parties, id)}
                    asserting = [other for other in of if row.accounts[other].state == "asserts"]
                    met = [other for other in asserting if of[other] == "conflict"]
                    answers = {self.words.position(said) for other in met for said in row.accounts[other].standing}
                    if met and len(met) < len(asserting):
                        denied[claim.number] = what_is_said(met, self.words.parties)
                    elif asserting:
                        denied[claim.number] = _all_of(len(answers))
        return denied

    def _sentence(self, clauses: Clauses, outcome: Outcome, between: Between, parts: Sequence[Apart]) -> str:
        if outcome.verdict == "open":
            return gettext("{told}: {reason}.", told=clauses.in_own_words(), reason=self.kind.why_open)
        told = clauses.told(outcome.said)
        if len(clauses.answers) == 1 and outcome.verdict == "agree":
            return f"{told}."
        reason = self._reason(clauses, outcome, between) + self._where(outcome, parts)
        return gettext("{told}: {reason}.", told=told, reason=reason)

    def _where(self, outcome: Outcome, parts: Sequence[Apart]) -> str:
        """Return in which parts a gap lies: ``; of the 40 apart, 31 in Helmand, 9 in Khost``."""
        if not parts or outcome.gap is None:
            return ""
        told = [gettext("{gap} in {part}", gap=Gap(size).words, part=part) for part, size in parts[:MOST_PARTS]]
        if rest := parts[MOST_PARTS:]:
            gap = Gap(summed([each.size for each in rest])).words
            told.append(ngettext("{gap} in {count} others", "{gap} in {count} others", len(rest), gap=gap))
        return semicolon() + gettext(
            "of the {gap} apart, {parts}", gap=outcome.gap.words, parts=comma().join(told)
        )

    def _reason(self, clauses: Clauses, outcome: Outcome, between: Between) -> str:
        answers, many = clauses.answers, clauses.many
        if self.words.question.cumulative and not many and (why := reason(self.words.question, outcome)):
            return why
        if outcome.verdict == "conflict":
            return self._conflict(clauses, outcome, between)
        if outcome.verdict == "unlike":
            if many and any(between(*pair) != "unlike" for pair in combinations(answers, 2)):
                return gettext("not all of them speak of the same thing")
            return gettext("they do not speak of the same thing")
        if outcome.verdict == "agree":
            return self._agreed(clauses, outcome, between)
        of_parties = many and _may_clash(answers, between)
        if outcome.verdict == "compatible":
            if not many:
                return gettext("the one can stand beside the other")
            if of_parties:
                return gettext("any two of different parties can stand side by side")
            return gettext("any two of them can stand side by side")
        values = [answer.claim.reading for answer in answers if answer.asserts]
        if how := self.kind.difference(values):
            return how
        grows = self.words.question.cumulative and many
        words = OVERLAP["parties" if of_parties else "many" if many else "two", grows]
        return gettext(words, difference=self._far(clauses, outcome) or gettext("not the same"))

    def _conflict(self, clauses: Clauses, outcome: Outcome, between: Between) -> str:
        """Return that answers cannot all be true, never as if one of them must be, and how far apart they are."""
        answers, many = clauses.answers, clauses.many
        one = AT_MOST_ONE if self._exclusive(answers, between) else NOT_ALL
        far = self._far(clauses, outcome)
        if not far and self._untold(clauses, outcome):
            far = self._excluding(outcome)
        if not far:
            return gettext(one)
        if many or self.named:
            return f"{gettext(one)}{semicolon()}{far}"
        return gettext("{difference}, and at most one of them can be true", difference=far)

    def _agreed(self, clauses: Clauses, outcome: Outcome, between: Between) -> str:
        """Return in what answers agree, none of which any party contradicts."""
        answers, many = clauses.answers, clauses.many
        if len({fold_or_none(answer.claim.measure) for answer in answers}) > 1:
            return gettext("they agree where they speak of the same thing")
        figures = [answer.claim.reading for answer in answers if answer.asserts]
        if self.words.question.cumulative and not all(self.kind.states_same(figures[0], one) for one in figures):
            return gettext("any two agree as of the last day that both have reached")
        if len({answer.asserts for answer in answers}) > 1:
            if many or between(*answers) != "agree":
                return gettext("the answers agree")
            return gettext("the same answer")
        # By itself the reason is of the parties, behind their clauses of the answers.
        speaking = {one.by.party.id for answer in answers for one in answer.said}
        more = many or (self.named and len(speaking) > 2)
        return self.kind.same(outcome.gap, "all of them" if more else "both")

    def _untold(self, clauses: Clauses, outcome: Outcome) -> bool:
        """Say whether a verdict comes from a figure of a running total that is not the last of its party."""
        told = {
            (self.words.position(one.claim), one.claim.day) for answer in clauses.answers for one in answer.said
        }
        said = ((self.words.position(claim), claim.day) for claim in outcome.said)
        return self.words.question.cumulative and not told.issuperset(said)

    def _excluding(self, outcome: Outcome) -> str:
        """Return that the two shut each other out that a verdict of running totals comes from."""
        one, other = self.dated(outcome)
        return gettext("{one} and {other} shut each other out", one=one, other=other)

    def measured(self, outcome: Outcome) -> str:
        """Return how far apart the two are that a verdict comes from, empty where they are not."""
        question = self.words.question
        p, q = outcome.said
        return apart(outcome.gap, (measured(question, p), measured(question, q)))

    def _far(self, clauses: Clauses, outcome: Outcome) -> str:
        """Return how far apart the two are that a verdict comes from, and of many answers which these are."""
        far = self.measured(outcome)
        if not far or not (clauses.many or self.named):
            return far
        one, other = map(self.words.answer, outcome.said) if clauses.one_day else self.dated(outcome)
        return gettext("{one} and {other} are {apart}", one=one, other=other, apart=far)

    def dated(self, outcome: Outcome) -> list[str]:
        """Return the two that a verdict comes from as nouns, of running totals with their days."""
        texts = [
            self._denial(claim) if claim.stance == "denies" else self.words.answer(claim) for claim in outcome.said
        ]
        if not outcome.days:
            return texts
        # A denial without a value counts nothing up to a day.
        spans = [
            None if claim.reading is None else day for claim, day in zip(outcome.said, outcome.days, strict=True)
        ]
        days = day_words(spans, self.words.question.timezone)
        return [up_to(text, day) for text, day in zip(texts, days, strict=True)]

    def _denial(self, claim: Claim) -> str:
        question, parties = self.words.question, self.words.parties
        what = denied(question, claim, parties)
        text = gettext("the denial of {answer}", answer=what) if what else gettext("the denial of it")
        return qualified(text, question, claim._replace(hedge=None), parties)

    def _between(self, row: Row) -> Between:
        of_parties = {pair.parties: pair.verdict for pair in row.pairs}
        question, accounts = row.question, row.accounts.values()
        stand = {
            one.number: position
            for account in accounts
            for position in account.positions
            for one in position.wordings
        }

        def between(a: Answer, b: Answer) -> Verdict:
            one, other = a.said[0].by.party.id, b.said[0].by.party.id
            known = of_parties.get((one, other)) or of_parties.get((other, one))
            totals = question.cumulative and a.asserts and b.asserts
            # What a denial without a value meets depends on who spoke when, one of a running total on its day.
            bare = a.claim.reading is None or b.claim.reading is None
            if known and (bare or (question.cumulative and not totals)):
                return known
            if fold_or_none(a.claim.measure) != fold_or_none(b.claim.measure):
                return "unlike"
            p, q = stand[a.claim.number], stand[b.claim.number]
            if totals or len(p.wordings) > 1 or len(q.wordings) > 1:
                # By the figures that are told, whatever came before and after them.
                return of_positions(question, p._replace(series=()), q._replace(series=())).verdict
            return of_claims(question.kind, a.claim, b.claim)

        return between

    def _exclusive(self, answers: Sequence[Answer], between: Between) -> bool:
        """Say whether every two different answers surely conflict; every two clauses, where each stands alone."""
        if self.named and any(len(answer.said) > 1 for answer in answers):
            return False
        if len(answers) == 2:
            return True
        if len(answers) > MOST_COMPARED:
            return False
        kind = self.words.question.kind
        each = self.named or self.words.question.cumulative

        def apart_or_one(a: Answer, b: Answer) -> bool:
            verdict = between(a, b)
            if each:
                return verdict == "conflict"
            # A denial and the answer that it agrees with are two clauses, which can both be true.
            same = a.asserts == b.asserts and same_answer(kind, a.claim, b.claim)
            return verdict == "conflict" or same

        return all(apart_or_one(a, b) for a, b in combinations(answers, 2))


def _may_clash(answers: Sequence[Answer], between: Between) -> bool:
    """Say whether one party's own answers shut each other out, or are too many to be sure."""
    return len(answers) > MOST_COMPARED or any(between(*pair) == "conflict" for pair in combinations(answers, 2))


def _all_of(answers: int) -> str:
    """Return what is denied of all the different answers that are told, empty for "it"."""
    if answers < 2:
        return "" if answers else by_then()
    return pgettext("is denied", "both") if answers == 2 else pgettext("is denied", "all of it")


def _of_nobody_in_particular(claim: Claim) -> bool:
    """Say whether a claim is a denial without a value that does not say whose claims it is of."""
    return claim.stance == "denies" and claim.reading is None and not claim.of


def _other(parties: tuple[str, str], id: str) -> list[str]:
    return [one for one in parties if one != id] if id in parties else []
