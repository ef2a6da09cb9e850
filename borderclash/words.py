"""Words: the text of a cell, and the sentence that says why a verdict stands. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from borderclash.accounts import Account, before
from borderclash.fold import fold_or_none
from borderclash.model import Claim, Party, Question
from borderclash.values import KINDS, Gap
from borderclash.values.names import split
from borderclash.verdicts import Finding

# A pooled party's name begins with a word of these kinds or with a name; only the former loses its capital.
COMMON = frozenset(
    "unattributed anonymous unnamed unverified local media news press various other some several independent "
    "eyewitness eyewitnesses witnesses residents villagers officials reports sources social early initial".split()
)
STATES = {"withdrawn": "withdrawn", "declines": "declined", "cannot-say": "cannot say"}
REMARKS = {"declines": "declined", "cannot-say": "cannot say"}


def position(question: Question, claim: Claim) -> str:
    """Return a position as a cell shows it: figure as written, own measure, hedge."""
    text = "" if claim.reading is None else KINDS[question.kind].show(claim.reading)
    if claim.stance == "denies":
        # Denying the question itself reads better than denying its yes.
        text = "denies it" if question.kind == "yes-no" and text == "yes" else f"denies {text}".rstrip()
    own_measure = claim.measure if fold_or_none(claim.measure) != fold_or_none(question.measure) else None
    qualifiers = "; ".join(words for words in (own_measure, claim.hedge) if words)
    return f"{text} ({qualifiers})" if qualifiers else text


def cell(question: Question, account: Account) -> str | None:
    """Return the text of an account's cell; ``None`` where there is no claim.

    Standing positions come first, then what was said before them and what was said besides.
    """
    if account.state == "no-claim":
        return None
    now = _unique(position(question, claim) for claim in account.positions)
    text = " / ".join(now) if now else STATES[account.state]
    earlier, remarks = _besides(question, account)
    earlier = [said for said in earlier if said not in now and said != text]
    comma = ";" if question.kind in ("names", "text") else ","
    if earlier := _unique(earlier):
        text += f"{comma} earlier " + f"{comma} then ".join(earlier)
    return "; ".join([text, *_unique(said for said in remarks if said != text)])


def _besides(question: Question, account: Account) -> tuple[list[str], list[str]]:
    """Return what came before the positions, in order, and the remarks that undo nothing."""
    standing = {claim.index for claim in account.positions}
    earlier: list[str] = []
    remarks: list[str] = []
    for claim in account.claims:
        if claim.index in standing:
            continue
        if claim.stance in ("asserts", "denies"):
            mark = claim.index in account.taken_back and account.state != "withdrawn"
            earlier.append(position(question, claim) + (" (withdrawn)" if mark else ""))
        elif claim.stance in REMARKS:
            word = REMARKS[claim.stance]
            if account.positions and all(before(p, claim) for p in account.positions):
                remarks.append(f"later {word}")
            elif any(before(claim, other) for other in account.claims):
                earlier.append(word)
            elif word != STATES.get(account.state):
                remarks.append(f"also {word}")
    return earlier, remarks


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


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
    enough = ((Decimal(20), "1"), (Decimal(2), "0.1"), (Decimal("1.01"), "0.01"))
    places = next((places for least, places in enough if ratio >= least), "0.001")
    text = f"{ratio.quantize(Decimal(places), ROUND_HALF_UP):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def name_in_sentence(party: Party, *, begins: bool) -> str:
    """Return a party's name; one that begins with a common word loses its capital within a sentence."""
    first = party.name.partition(" ")[0]
    if not begins and party.pooled and first.lower() in COMMON:
        return party.name[0].lower() + party.name[1:]
    return party.name


def _said(party: Party, claim: Claim, question: Question, *, begins: bool = False) -> str:
    name = name_in_sentence(party, begins=begins)
    end = "" if party.pooled else "s"
    what = position(question, claim)
    if claim.reading is None:
        return f"{name} {'deny' if party.pooled else 'denies'} it{what.removeprefix('denies')}"
    if claim.stance == "denies":
        return f"{name} {'deny' if party.pooled else 'denies'}{what.removeprefix('denies')}"
    if question.kind in ("choice", "text"):
        what = f"\N{LEFT DOUBLE QUOTATION MARK}{what}\N{RIGHT DOUBLE QUOTATION MARK}"
    return f"{name} {'name' if question.kind == 'names' else 'say'}{end} {what}"


def why_pair(question: Question, a: Account, b: Account, finding: Finding) -> str:
    """Return the sentence that says why two accounts have their verdict."""
    p, q = finding.positions
    names = name_in_sentence(a.party, begins=True), name_in_sentence(b.party, begins=False)
    if finding.verdict == "open":
        return f"{names[0]} and {names[1]} each tell it in their own words: free text is not compared."
    if finding.verdict == "agree" and p.stance == q.stance and position(question, p) == position(question, q):
        said = position(question, p).removeprefix("denies").strip() or "it"
        return f"{names[0]} and {names[1]} both {'deny' if p.stance == 'denies' else 'say'} {said}."
    separator = "; " if question.kind == "names" else ", "
    both = _said(a.party, p, question, begins=True) + separator + _said(b.party, q, question)
    return f"{both}: {_reason(question, a, b, finding)}."


def _reason(question: Question, a: Account, b: Account, finding: Finding) -> str:
    p, q = finding.positions
    gap = finding.gap
    apart = ""
    if gap and gap.size:
        times = f" ({ratio_words(gap.ratio)} times)" if gap.ratio else ""
        apart = f"{gap_words(gap)} apart{times}"
    if finding.verdict == "conflict":
        return f"{apart}, and both cannot be true" if apart else "both cannot be true"
    if finding.verdict == "unlike":
        return "they do not speak of the same thing"
    if finding.verdict == "compatible":
        return "the one can stand beside the other"
    if finding.verdict == "agree":
        return "the same figure, and both can be true" if gap and not gap.duration else "the same answer"
    if question.kind == "names":
        return _names_apart(a, b, p, q)
    return f"{apart or 'not the same'}, yet both can be true"


def _names_apart(a: Account, b: Account, p: Claim, q: Claim) -> str:
    only_a, only_b, both = split(p.reading, q.reading)
    name_a, name_b = (name_in_sentence(account.party, begins=False) for account in (a, b))
    parts = [
        f"only {name_a} {_named(a)} {', '.join(only_a)}" if only_a else "",
        f"only {name_b} {_named(b)} {', '.join(only_b)}" if only_b else "",
        f"both name {', '.join(both)}" if both else "they have no name in common",
    ]
    return "; ".join(part for part in parts if part)


def _named(account: Account) -> str:
    return "name" if account.party.pooled else "names"


def why_alone(question: Question, accounts: Sequence[Account]) -> str:
    """Return the sentence for a row in which fewer than two accounts take a position."""
    others = [
        f"{name_in_sentence(account.party, begins=False)} {STATES[account.state]}"
        for account in accounts
        if account.state in STATES
    ]
    speaking = [account for account in accounts if account.positions]
    if not speaking:
        return f"Nobody takes a position: {', '.join(others)}." if others else "Nobody takes a position."
    (alone,) = speaking
    said = " / ".join(_unique(position(question, claim) for claim in alone.positions))
    name = name_in_sentence(alone.party, begins=False)
    verb = "take" if alone.party.pooled else "takes"
    return f"Only {name} {verb} a position ({said}){'; ' if others else ''}{', '.join(others)}."


def mirror(parties: Sequence[Party], texts: Sequence[str], gap: Gap | None) -> str:
    """Return what two parties say of each other; *texts* are their cells."""
    a, b = parties
    said = [
        f"{name_in_sentence(one, begins=False)} {'say' if one.pooled else 'says'} of {other.name} {text}"
        for one, other, text in ((a, b, texts[0]), (b, a, texts[1]))
    ]
    apart = ""
    if gap and gap.size:
        apart = f": {gap_words(gap)} apart" + (f" ({ratio_words(gap.ratio)} times)" if gap.ratio else "")
    return f"{'; '.join(said)}{apart}"
