"""Words: the text of a cell, and the sentence that says why a verdict stands. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain

from borderclash.comparing.accounts import Account, before
from borderclash.comparing.verdicts import Outcome
from borderclash.folding import fold_or_none
from borderclash.model import Claim, Party, Question
from borderclash.presenting.naming import Speaker, name_in_sentence
from borderclash.values import KINDS, Gap
from borderclash.values.names import listed, split

STATES = {"withdrawn": "withdrawn", "declines": "declined", "cannot-say": "cannot say"}
IN_SENTENCE = {**STATES, "withdrawn": "took back what was said"}
REMARKS = {"declines": "declined", "cannot-say": "cannot say"}
# Behind an answer whose claim has a note. Words, so that no reader takes it for a part of a figure.
NOTE = " [note]"
ONE_AT_MOST = "at most one of them can be true"
# What ends with one of these needs no full stop.
ENDINGS = tuple(end + "\N{RIGHT DOUBLE QUOTATION MARK}" for end in ".!?")


def position(question: Question, claim: Claim, *, quoted: bool = False, owner: str = "") -> str:
    """Return a position as a cell shows it: figure as written, own measure, hedge.

    *quoted* sets what was chosen or told in quotation marks, for a sentence; *owner* stands behind a figure.
    """
    text = "" if claim.reading is None else KINDS[question.kind].show(claim.reading) + owner
    if quoted and text and question.kind in ("choice", "text"):
        text = f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"
    if claim.stance == "denies":
        # Denying the question itself reads better than denying its yes.
        itself = claim.reading is None or (question.kind == "yes-no" and text == "yes")
        text = "denies it" if itself else f"denies {text}"
    if claim.hedge is None and claim.measure == question.measure:
        return text
    own_measure = None
    if fold_or_none(claim.measure) != fold_or_none(question.measure):
        own_measure = claim.measure or "measure not given"
    qualifiers = "; ".join(words for words in (own_measure, claim.hedge) if words)
    return f"{text} ({qualifiers})" if qualifiers else text


def number(value: int | Decimal) -> str:
    """Return a number with thousands commas."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,f}"


def gap_words(gap: Gap) -> str:
    """Return the size of a gap, such as ``40`` or ``1 day``."""
    if gap.duration is None:
        return number(gap.size)
    days, seconds = divmod(int(gap.size), 86_400)
    parts = [
        (days, "day"),
        (seconds // 3600, "hour"),
        (seconds % 3600 // 60, "minute"),
        (seconds % 60, "second"),
    ]
    words = [f"{n:,} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]
    return " ".join(words) or "0 days"


def ratio_words(ratio: Decimal) -> str:
    """Return a ratio with no more digits than it takes to tell: ``72``, ``3.2``, ``1.05``, ``1.004``."""
    thousandths = int(ratio.scaleb(3))
    steps = ((20_000, 1000, 0), (2_000, 100, 1), (1_010, 10, 2), (0, 1, 3))
    unit, places = next((unit, places) for least, unit, places in steps if thousandths >= least)
    # Halves are rounded up, as in the ratio itself.
    text = f"{(thousandths + unit // 2) // unit * unit / 1000:,.{places}f}"
    return text.rstrip("0").rstrip(".") if places else text


class RowWords:
    """The words of one row: its cells and its sentences. Each position is put into words once.

    With *notes*, which is for readers, an answer whose claim has a note is marked with `NOTE`.
    """

    def __init__(self, question: Question, *, notes: bool = False, owner: str = "") -> None:
        self.question = question
        self.notes = notes
        self.owner = owner
        self.positions: dict[int, str] = {}
        self.said: dict[tuple[int, bool, bool], str] = {}

    def position(self, claim: Claim) -> str:
        """Return a position as a cell shows it (see `position`)."""
        text = self.positions.get(claim.number)
        if text is None:
            text = self.positions[claim.number] = position(self.question, claim, owner=self.owner)
        return text

    def cell(self, account: Account) -> str | None:
        """Return the text of an account's cell; ``None`` where there is no claim.

        Standing positions come first, then what was said before them and what was said besides.
        """
        if account.state == "no-claim":
            return None
        if len(account.claims) == 1 and account.positions:
            return self.position(account.positions[0]) + self.note(account.claims)
        noted: set[str] = set()
        now = _unique(self._noting(self.position(claim), claim, noted) for claim in account.positions)
        earlier, remarks = self._besides(account, noted)
        text = " / ".join(now) if now else STATES[account.state]
        earlier = _changes([*earlier, text])[:-1]
        remarks = [said for said in _unique(remarks) if said != text]
        shown = [now or [text], earlier, remarks]
        # A note on what the cell leaves out is not lost.
        rest = self.note(account.claims) if noted.isdisjoint(chain(*shown)) else ""
        now, earlier, remarks = ([said + (NOTE if said in noted else "") for said in part] for part in shown)
        text = " / ".join(now) + rest
        comma = ";" if self.question.kind in ("names", "text") else ","
        if earlier:
            text += f"{comma} earlier " + f"{comma} then ".join(earlier)
        return "; ".join([text, *remarks])

    def note(self, claims: Iterable[Claim]) -> str:
        """Return the mark of a note where one of *claims* has one and it is wanted, else nothing."""
        return NOTE if self.notes and any(claim.note for claim in claims) else ""

    def _noting(self, text: str, claim: Claim, noted: set[str]) -> str:
        """Return *text*, and add it to *noted* where the claim that it stands for is to be marked."""
        if self.notes and claim.note:
            noted.add(text)
        return text

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
                earlier.append(self._noting(text, claim, noted))
            elif claim.stance == "withdraws" and account.party.pooled:
                remarks.append(self._noting("one voice withdrew", claim, noted))
            elif claim.stance in REMARKS:
                word = REMARKS[claim.stance]
                if account.positions and all(before(p, claim) for p in account.positions):
                    remarks.append(self._noting(f"later {word}", claim, noted))
                elif any(before(claim, other) for other in account.positions or account.claims):
                    earlier.append(self._noting(word, claim, noted))
                elif word != STATES.get(account.state):
                    remarks.append(self._noting(f"also {word}", claim, noted))
        return earlier, remarks

    def why_pair(self, a: Speaker, b: Speaker, outcome: Outcome) -> str:
        """Return the sentence that says why two accounts have their verdict."""
        p, q = outcome.positions
        names = f"{a.name(begins=True)} and {b.name(begins=False)}"
        if outcome.verdict == "open":
            return f"{names} each tell it in their own words: free text is not compared."
        if outcome.verdict == "agree" and p.stance == q.stance and self.position(p) == self.position(q):
            said = position(self.question, p, quoted=True).removeprefix("denies ") + self.note((p, q))
            return f"{names} both {'deny' if p.stance == 'denies' else 'say'} {said}."
        separator = "; " if self.question.kind == "names" else ", "
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
        verb = "name" if self.question.kind == "names" else "say"
        return f"{name} {verb}{'' if of.party.pooled else 's'} {what}"

    def _quoted(self, claim: Claim) -> str:
        """Return a position for a sentence: what was chosen or told in quotation marks."""
        if self.question.kind in ("choice", "text"):
            return position(self.question, claim, quoted=True)
        return self.position(claim)

    def _reason(self, outcome: Outcome) -> str:
        gap = outcome.gap
        apart = _apart(gap)
        if outcome.verdict == "conflict":
            # Always of a pair, whatever the others of the row say; and never as if one of the two must be true.
            return f"{apart}, and {ONE_AT_MOST}" if apart else ONE_AT_MOST
        if outcome.verdict == "unlike":
            return "they do not speak of the same thing"
        if outcome.verdict == "compatible":
            return "the one can stand beside the other"
        if outcome.verdict == "agree":
            return "the same figure, and both can be true" if gap and not gap.duration else "the same answer"
        if self.question.kind == "names":
            return _names_apart(*outcome.positions)
        return f"{apart or 'not the same'}, yet both can be true"


def _apart(gap: Gap | None) -> str:
    """Return how far apart two figures are, empty where they are not."""
    if gap is None or not gap.size:
        return ""
    times = f" ({ratio_words(gap.ratio)} times)" if gap.ratio and gap.ratio > 1 else ""
    return f"{gap_words(gap)} apart{times}"


def _names_apart(p: Claim, q: Claim) -> str:
    """Return how two lists differ; told of the lists, since a third party or voice may name the same."""
    only_p, only_q, both = split(p.reading, q.reading)
    parts = [
        f"only the {which} list has {listed(only)}"
        for which, only in (("first", only_p), ("second", only_q))
        if only
    ]
    return "; ".join([*parts, f"both have {listed(both)}" if both else "they have no name in common"])


def _changes(texts: Sequence[str]) -> list[str]:
    """Return *texts* without those that repeat the one before."""
    return [text for number, text in enumerate(texts) if not number or text != texts[number - 1]]


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def mirror(parties: Sequence[Party], texts: Sequence[str], gap: Gap | None) -> str:
    """Return what two parties say of each other; *texts* are their cells."""
    a, b = parties
    said = [
        f"{name_in_sentence(one, begins=False)} {'say' if one.pooled else 'says'} of {other.name} {text}"
        for one, other, text in ((a, b, texts[0]), (b, a, texts[1]))
    ]
    apart = _apart(gap)
    return f"{'; '.join(said)}{': ' if apart else ''}{apart}"
