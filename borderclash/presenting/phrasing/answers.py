"""Answers in words: a claim, what a party says in all, and the sentence that says why a verdict stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from borderclash.comparing.accounts import Account, before
from borderclash.comparing.verdicts import Outcome
from borderclash.model import Claim, Question
from borderclash.presenting.phrasing.names import Speaker, name_in_sentence
from borderclash.presenting.phrasing.numbers import apart
from borderclash.text.folding import fold_or_none
from borderclash.values import KINDS

STATES = {"withdrawn": "withdrawn", "declines": "declined", "cannot-say": "cannot say"}
IN_SENTENCE = {**STATES, "withdrawn": "took back what was said"}
REMARKS = {"declines": "declined", "cannot-say": "cannot say"}
CLAIM_WORDS = {**REMARKS, "withdraws": "withdraws"}
# Behind an answer whose claim has a note. Words, so that no reader takes it for a part of a figure.
NOTE = " [note]"
ONE_AT_MOST = "at most one of them can be true"
# What ends with one of these needs no full stop.
ENDINGS = tuple(end + "\N{RIGHT DOUBLE QUOTATION MARK}" for end in ".!?")


def position(question: Question, claim: Claim, *, quoted: bool = False, owner: str = "") -> str:
    """Return a position as a cell shows it: figure as written, own measure, hedge.

    *quoted* sets what was chosen or told in quotation marks, for a sentence; *owner* stands behind a figure.
    """
    kind = KINDS[question.kind]
    text = "" if claim.reading is None else kind.show(claim.reading) + owner
    if quoted and text and kind.quoted:
        text = f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"
    if claim.stance == "denies":
        # Denying the question itself reads better than denying its yes.
        itself = claim.reading is None or kind.affirms(claim.reading)
        text = "denies it" if itself else f"denies {text}"
    if claim.hedge is None and claim.measure == question.measure:
        return text
    own_measure = None
    if fold_or_none(claim.measure) != fold_or_none(question.measure):
        own_measure = claim.measure or "measure not given"
    qualifiers = "; ".join(words for words in (own_measure, claim.hedge) if words)
    return f"{text} ({qualifiers})" if qualifiers else text


def claim_words(question: Question, claim: Claim) -> str:
    """Return what a claim says, whatever its stance."""
    return CLAIM_WORDS.get(claim.stance) or position(question, claim)


class QuestionPhrasing:
    """Puts the answers to a question into words: cells and sentences. Each position is put into words once.

    With *notes* sentences mark an answer whose claim has a note with `NOTE`. With *quoted* all that was chosen or
    told stands in quotation marks, also in cells; *owner* stands behind each figure.
    """

    def __init__(self, question: Question, *, notes: bool = False, quoted: bool = False, owner: str = "") -> None:
        self.question = question
        self.kind = KINDS[question.kind]
        self.notes = notes
        self.quoted = quoted
        self.owner = owner
        self.positions: dict[int, str] = {}
        self.said: dict[tuple[int, bool, bool], str] = {}

    def position(self, claim: Claim) -> str:
        """Return a position as a cell shows it (see `position`)."""
        text = self.positions.get(claim.number)
        if text is None:
            text = self.positions[claim.number] = position(
                self.question, claim, quoted=self.quoted, owner=self.owner
            )
        return text

    def claim(self, claim: Claim) -> str:
        """Return what a claim says, whatever its stance."""
        return CLAIM_WORDS.get(claim.stance) or self.position(claim)

    def cell(self, account: Account, *, notes: bool = False) -> str | None:
        """Return the text of an account's cell; ``None`` where there is no claim.

        Standing positions come first, then what was said before them and what was said besides. With *notes* an
        answer whose claim has a note is marked with `NOTE`.
        """
        if account.state == "no-claim":
            return None
        if len(account.claims) == 1 and account.positions:
            return self.position(account.positions[0]) + (NOTE if notes and account.positions[0].note else "")
        noted: set[str] = set()
        now = _unique(_noting(self.position(claim), claim, noted) for claim in account.positions)
        earlier, remarks = self._besides(account, noted)
        text = " / ".join(now) if now else STATES[account.state]
        earlier = _changes([*earlier, text])[:-1]
        remarks = [said for said in _unique(remarks) if said != text]
        shown = [now or [text], earlier, remarks]
        if notes:
            # A note on what the cell leaves out is not lost.
            elsewhere = noted.isdisjoint(chain(*shown)) and any(claim.note for claim in account.claims)
            shown = [[said + (NOTE if said in noted else "") for said in part] for part in shown]
            shown[0][-1] += NOTE if elsewhere else ""
        now, earlier, remarks = shown
        text = " / ".join(now)
        comma = ";" if self.kind.free_text else ","
        if earlier:
            text += f"{comma} earlier " + f"{comma} then ".join(earlier)
        return "; ".join([text, *remarks])

    def note(self, claims: Iterable[Claim]) -> str:
        """Return the mark of a note where one of *claims* has one and it is wanted, else nothing."""
        return NOTE if self.notes and any(claim.note for claim in claims) else ""

    def _besides(self, account: Account, noted: set[str]) -> tuple[list[str], list[str]]:
        """Return what came before the positions, in order, and the remarks that undo nothing."""
        standing = {claim.number for claim in account.positions}
        earlier: list[str] = []
        remarks: list[str] = []
        for claim in account.claims:
            if claim.number in standing:
                continue
            if claim.stance in ("asserts", "denies"):
                mark = claim.number in account.taken_back and account.state != "withdrawn"
                text = self.position(claim) + (" (withdrawn)" if mark else "")
                earlier.append(_noting(text, claim, noted))
            elif claim.stance == "withdraws" and account.party.pooled:
                remarks.append(_noting("one voice withdrew", claim, noted))
            elif claim.stance in REMARKS:
                word = REMARKS[claim.stance]
                if account.positions and all(before(p, claim) for p in account.positions):
                    remarks.append(_noting(f"later {word}", claim, noted))
                elif any(before(claim, other) for other in account.positions or account.claims):
                    earlier.append(_noting(word, claim, noted))
                elif word != STATES.get(account.state):
                    remarks.append(_noting(f"also {word}", claim, noted))
        return earlier, remarks

    def why_pair(self, a: Speaker, b: Speaker, outcome: Outcome) -> str:
        """Return the sentence that says why two accounts have their verdict."""
        p, q = outcome.positions
        names = f"{a.name(begins=True)} and {b.name(begins=False)}"
        if outcome.verdict == "open":
            return f"{names} {self.kind.why_open}."
        if outcome.verdict == "agree" and p.stance == q.stance and self.position(p) == self.position(q):
            said = position(self.question, p, quoted=True).removeprefix("denies ") + self.note((p, q))
            return f"{names} both {'deny' if p.stance == 'denies' else 'say'} {said}."
        separator = "; " if self.kind.free_text and not self.kind.quoted else ", "
        both = self._said(a, p, begins=True) + separator + self._said(b, q, begins=False)
        return f"{both}: {self._reason(outcome)}."

    def why_alone(self, accounts: Sequence[Account]) -> str:
        """Return the sentence for a row in which fewer than two accounts take a position."""
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
        said = " / ".join(_unique(self._quoted(claim) for claim in alone.positions))
        if others:
            return f"Only {name} take{s} a position ({said}); {', '.join(others)}."
        return f"Only {name} speak{s} to this: {said}{'' if said.endswith(ENDINGS) else '.'}"

    def _said(self, of: Speaker, claim: Claim, *, begins: bool) -> str:
        """Return a party's position as a clause, for the beginning of a sentence or not."""
        key = claim.number, begins, of.divided
        text = self.said.get(key)
        if text is None:
            text = self.said[key] = self._clause(of, claim, begins=begins)
        return text

    def _clause(self, of: Speaker, claim: Claim, *, begins: bool) -> str:
        name = of.name(begins=begins)
        what = self._quoted(claim) + self.note([claim])
        if claim.stance == "denies":
            return f"{name} {'deny' if of.party.pooled else 'denies'} {what.removeprefix('denies ')}"
        return f"{name} {self.kind.verb}{'' if of.party.pooled else 's'} {what}"

    def _quoted(self, claim: Claim) -> str:
        """Return a position for a sentence: what was chosen or told in quotation marks."""
        if self.kind.quoted:
            return position(self.question, claim, quoted=True)
        return self.position(claim)

    def _reason(self, outcome: Outcome) -> str:
        gap = outcome.gap
        measured = apart(gap)
        if outcome.verdict == "conflict":
            # Always of a pair, whatever the others of the row say; and never as if one of the two must be true.
            return f"{measured}, and {ONE_AT_MOST}" if measured else ONE_AT_MOST
        if outcome.verdict == "unlike":
            return "they do not speak of the same thing"
        if outcome.verdict == "compatible":
            return "the one can stand beside the other"
        if outcome.verdict == "agree":
            return self.kind.same(gap)
        p, q = (claim.reading for claim in outcome.positions)
        return self.kind.difference(p, q) or f"{measured or 'not the same'}, yet both can be true"


def _noting(text: str, claim: Claim, noted: set[str]) -> str:
    """Return *text*, and add it to *noted* where the claim that it stands for has a note."""
    if claim.note:
        noted.add(text)
    return text


def _changes(texts: Sequence[str]) -> list[str]:
    """Return *texts* without those that repeat the one before."""
    return [text for number, text in enumerate(texts) if not number or text != texts[number - 1]]


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
