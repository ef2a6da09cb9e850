"""Words: the text of a cell, and the sentence that says why a verdict stands. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from borderclash.accounts import Account, before
from borderclash.fold import fold_or_none
from borderclash.model import Claim, Party, Question
from borderclash.values import KINDS, Gap
from borderclash.values.names import split
from borderclash.verdicts import Outcome

# A pooled party's name begins with a word of these kinds or with a name; only the former loses its capital.
COMMON = frozenset(
    "unattributed anonymous unnamed unverified local media news press various other some several independent "
    "eyewitness eyewitnesses witnesses residents villagers officials reports sources social early initial".split()
)
STATES = {"withdrawn": "withdrawn", "declines": "declined", "cannot-say": "cannot say"}
IN_SENTENCE = {**STATES, "withdrawn": "took back what was said"}
REMARKS = {"declines": "declined", "cannot-say": "cannot say"}


def position(question: Question, claim: Claim, *, quoted: bool = False) -> str:
    """Return a position as a cell shows it: figure as written, own measure, hedge.

    *quoted* sets what was chosen or told in quotation marks, for a sentence.
    """
    text = "" if claim.reading is None else KINDS[question.kind].show(claim.reading)
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


def name_in_sentence(party: Party, *, begins: bool) -> str:
    """Return a party's name; one that begins with a common word loses its capital within a sentence."""
    if not begins and party.pooled and party.name.partition(" ")[0].lower() in COMMON:
        return party.name[0].lower() + party.name[1:]
    return party.name


class RowWords:
    """The words of one row: its cells and its sentences. Each position is put into words once."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.positions: dict[int, str] = {}
        self.said: dict[tuple[int, bool], str] = {}

    def position(self, claim: Claim) -> str:
        """Return a position as a cell shows it (see `position`)."""
        text = self.positions.get(claim.number)
        if text is None:
            text = self.positions[claim.number] = position(self.question, claim)
        return text

    def cell(self, account: Account) -> str | None:
        """Return the text of an account's cell; ``None`` where there is no claim.

        Standing positions come first, then what was said before them and what was said besides.
        """
        if account.state == "no-claim":
            return None
        if len(account.claims) == 1 and account.positions:
            return self.position(account.positions[0])
        now = _unique(self.position(claim) for claim in account.positions)
        text = " / ".join(now) if now else STATES[account.state]
        earlier, remarks = self._besides(account)
        earlier = _changes([*earlier, text])[:-1]
        comma = ";" if self.question.kind in ("names", "text") else ","
        if earlier:
            text += f"{comma} earlier " + f"{comma} then ".join(earlier)
        return "; ".join([text, *_unique(said for said in remarks if said != text)])

    def _besides(self, account: Account) -> tuple[list[str], list[str]]:
        """Return what came before the positions, in order, and the remarks that undo nothing."""
        standing = {claim.number for claim in account.positions}
        earlier: list[str] = []
        remarks: list[str] = []
        for claim in account.claims:
            if claim.number in standing:
                continue
            if claim.stance in ("asserts", "denies"):
                mark = claim.number in account.taken_back and account.state != "withdrawn"
                earlier.append(self.position(claim) + (" (withdrawn)" if mark else ""))
            elif claim.stance == "withdraws" and account.party.pooled:
                remarks.append("one voice withdrew")
            elif claim.stance in REMARKS:
                word = REMARKS[claim.stance]
                if account.positions and all(before(p, claim) for p in account.positions):
                    remarks.append(f"later {word}")
                elif any(before(claim, other) for other in account.positions or account.claims):
                    earlier.append(word)
                elif word != STATES.get(account.state):
                    remarks.append(f"also {word}")
        return earlier, remarks

    def why_pair(self, a: Account, b: Account, outcome: Outcome) -> str:
        """Return the sentence that says why two accounts have their verdict."""
        p, q = outcome.positions
        if outcome.verdict == "open":
            names = name_in_sentence(a.party, begins=True), name_in_sentence(b.party, begins=False)
            return f"{names[0]} and {names[1]} each tell it in their own words: free text is not compared."
        if outcome.verdict == "agree" and p.stance == q.stance and self.position(p) == self.position(q):
            names = name_in_sentence(a.party, begins=True), name_in_sentence(b.party, begins=False)
            said = position(self.question, p, quoted=True).removeprefix("denies ")
            return f"{names[0]} and {names[1]} both {'deny' if p.stance == 'denies' else 'say'} {said}."
        separator = "; " if self.question.kind == "names" else ", "
        both = self._said(a.party, p, begins=True) + separator + self._said(b.party, q, begins=False)
        return f"{both}: {self._reason(a, b, outcome)}."

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
        said = " / ".join(_unique(self.position(claim) for claim in alone.positions))
        verb = "take" if alone.party.pooled else "takes"
        name = name_in_sentence(alone.party, begins=False)
        return f"Only {name} {verb} a position ({said}){'; ' if others else ''}{', '.join(others)}."

    def _said(self, party: Party, claim: Claim, *, begins: bool) -> str:
        """Return a party's position as a clause, for the beginning of a sentence or not."""
        text = self.said.get((claim.number, begins))
        if text is None:
            text = self.said[claim.number, begins] = self._clause(party, claim, begins=begins)
        return text

    def _clause(self, party: Party, claim: Claim, *, begins: bool) -> str:
        name = name_in_sentence(party, begins=begins)
        kind = self.question.kind
        what = position(self.question, claim, quoted=True) if kind in ("choice", "text") else self.position(claim)
        if claim.stance == "denies":
            verb = "deny" if party.pooled else "denies"
            return f"{name} {verb} {what.removeprefix('denies ')}"
        return f"{name} {'name' if kind == 'names' else 'say'}{'' if party.pooled else 's'} {what}"

    def _reason(self, a: Account, b: Account, outcome: Outcome) -> str:
        gap = outcome.gap
        apart = _apart(gap)
        if outcome.verdict == "conflict":
            return f"{apart}, and they cannot both be true" if apart else "they cannot both be true"
        if outcome.verdict == "unlike":
            return "they do not speak of the same thing"
        if outcome.verdict == "compatible":
            return "the one can stand beside the other"
        if outcome.verdict == "agree":
            return "the same figure, and both can be true" if gap and not gap.duration else "the same answer"
        if self.question.kind == "names":
            return _names_apart(a, b, *outcome.positions)
        return f"{apart or 'not the same'}, yet both can be true"


def _apart(gap: Gap | None) -> str:
    """Return how far apart two figures are, empty where they are not."""
    if gap is None or not gap.size:
        return ""
    times = f" ({ratio_words(gap.ratio)} times)" if gap.ratio and gap.ratio > 1 else ""
    return f"{gap_words(gap)} apart{times}"


def _names_apart(a: Account, b: Account, p: Claim, q: Claim) -> str:
    only_a, only_b, both = split(p.reading, q.reading)
    parts = [
        f"only {name_in_sentence(account.party, begins=False)} {'name' if account.party.pooled else 'names'}"
        f" {', '.join(only)}"
        for account, only in ((a, only_a), (b, only_b))
        if only
    ]
    return "; ".join([*parts, f"both name {', '.join(both)}" if both else "they have no name in common"])


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
