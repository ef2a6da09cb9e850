"""Answers in words: a claim, and what a party says in all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from borderclash.comparing.accounts import Account
from borderclash.comparing.positions import Position, before
from borderclash.model import Claim, Party, Question, Span
from borderclash.presenting.phrasing.days import day_words, up_to
from borderclash.presenting.phrasing.names import joined, name_in_sentence
from borderclash.text.folding import fold_or_none
from borderclash.values import KINDS

STATES = {"withdrawn": "withdrawn", "declines": "declined", "cannot-say": "cannot say"}
REMARKS = {"declines": "declined", "cannot-say": "cannot say"}
CLAIM_WORDS = {**REMARKS, "withdraws": "withdraws"}
# Behind an answer whose claim has a note. Words, so that no reader takes it for a part of a figure.
NOTE = " [note]"
# Behind a sum of what a party says of all parts.
SUM = ", its parts together"
# Of more earlier figures of a running total, a cell has the first and the last.
MOST_EARLIER = 4
Parties = Mapping[str, Party]
NOBODY: Parties = {}
NO_VOICES: Mapping[int, int] = {}


def position(
    question: Question,
    claim: Claim,
    parties: Parties = NOBODY,
    *,
    quoted: bool = False,
    owner: str = "",
    also: Sequence[str] = (),
) -> str:
    """Return a position as a cell shows it: figure as written, own measure, hedge.

    *parties* have the names of those whose claims are denied, which else are called by their ids. *quoted* sets
    what was chosen or told in quotation marks, for a sentence; *owner* stands behind a figure, and what *also* has
    to be said with the measure and the hedge.
    """
    kind = KINDS[question.kind]
    text = "" if claim.reading is None else kind.show(claim.reading) + owner
    if quoted and text and kind.quoted:
        text = f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"
    if claim.stance == "denies":
        # Denying the question itself reads better than denying its yes.
        itself = claim.reading is None or kind.affirms(claim.reading)
        text = "denies it" if itself else f"denies {text}"
        if claim.of and claim.reading is None:
            text = f"denies what {said_by(claim.of, parties)}"
    if claim.hedge is None and claim.measure == question.measure and not also and not (claim.of and claim.reading):
        return text
    own_measure = None
    if fold_or_none(claim.measure) != fold_or_none(question.measure):
        own_measure = claim.measure or "measure not given"
    whose = f"said by {_named(claim.of, parties)}" if claim.of and claim.reading else None
    qualifiers = "; ".join(words for words in (own_measure, whose, claim.hedge, *also) if words)
    return f"{text} ({qualifiers})" if qualifiers else text


def said_by(ids: Sequence[str], parties: Parties) -> str:
    """Return whose claims are meant, with the verb: ``Afghanistan and unattributed reports say``."""
    one = parties.get(ids[0]) if len(ids) == 1 else None
    return f"{_named(ids, parties)} {'says' if len(ids) == 1 and not (one and one.pooled) else 'say'}"


def _named(ids: Sequence[str], parties: Parties) -> str:
    return joined([name_in_sentence(parties[id], begins=False) if id in parties else id for id in ids])


def claim_words(question: Question, claim: Claim, parties: Parties = NOBODY) -> str:
    """Return what a claim says, whatever its stance; *parties* as in `position`."""
    return CLAIM_WORDS.get(claim.stance) or position(question, claim, parties)


class QuestionPhrasing:
    """Puts the answers to a question into words. Each position is put into words once.

    With *notes* sentences mark an answer whose claim has a note with `NOTE`. With *quoted* all that was chosen or
    told stands in quotation marks, also in cells; *owner* stands behind each figure; *parties* as in `position`.
    """

    def __init__(
        self,
        question: Question,
        parties: Parties = NOBODY,
        *,
        notes: bool = False,
        quoted: bool = False,
        owner: str = "",
    ) -> None:
        self.question = question
        self.parties = parties
        self.kind = KINDS[question.kind]
        self.notes = notes
        self.quoted = quoted
        self.owner = owner
        self.positions: dict[int, str] = {}

    def position(self, claim: Claim) -> str:
        """Return a position as a cell shows it (see `position`)."""
        text = self.positions.get(claim.number)
        if text is None:
            text = self.positions[claim.number] = position(
                self.question, claim, self.parties, quoted=self.quoted, owner=self.owner
            )
        return text

    def claim(self, claim: Claim) -> str:
        """Return what a claim says, whatever its stance."""
        return CLAIM_WORDS.get(claim.stance) or self.position(claim)

    def stated(self, position: Position, day: str = "", *, quoted: bool = False) -> str:
        """Return a position with its other wordings, the *day* of a running total, and whether it is a sum."""
        claim = position.claim
        text = self.quoted_position(claim) if quoted else self.position(claim)
        if len(position.wordings) > 1:
            others = dict.fromkeys(self.position(one) for one in position.wordings if one is not claim)
            others.pop(self.position(claim), None)
            if others:
                text = self._with(claim, f"also reported as {', '.join(others)}", quoted=quoted)
        return text + (up_to(day) if day else "") + (SUM if position.derived else "")

    def all_stated(self, account: Account) -> str:
        """Return all positions of an account for a sentence: what was chosen or told in quotation marks."""
        standing = [given[0] for given in self.standing(account)]
        days = self._days([position.claim for position in standing])
        return " / ".join(self.stated(one, days.get(one.number, ""), quoted=True) for one in standing)

    def standing(self, account: Account) -> list[list[Position]]:
        """Return the positions of an account, those together that are the same in words, and of the same day."""
        grouped: dict[tuple[str, Span | None], list[Position]] = {}
        for position in account.positions:
            day = position.day if self.question.cumulative else None
            grouped.setdefault((self.stated(position), day), []).append(position)
        return list(grouped.values())

    def several(self, account: Account) -> bool:
        """Say whether an account has several positions that are not the same in words."""
        return len(account.positions) > 1 and len(self.standing(account)) > 1

    def _with(self, claim: Claim, also: str, *, quoted: bool = False) -> str:
        """Return a position with something more in its parenthesis."""
        quoted = self.quoted or (quoted and self.kind.quoted)
        return position(self.question, claim, self.parties, quoted=quoted, owner=self.owner, also=(also,))

    def cell(self, account: Account, *, notes: bool = False, voices: Mapping[int, int] = NO_VOICES) -> str | None:
        """Return the text of an account's cell; ``None`` where there is no claim and no sum of parts.

        Standing positions come first, then what was said before them and what was said besides. With *notes* an
        answer whose claim has a note is marked with `NOTE`. *voices* is how many voices give an answer, by the
        number of its first claim.
        """
        if account.state == "no-claim":
            return None
        if len(account.claims) == len(account.positions) == 1 and not self.question.cumulative:
            (only,) = account.positions
            if not only.derived:
                return self.stated(only) + (NOTE if notes and only.claim.note else "")
        history = self._history(account)
        standing = self.standing(account)
        days = self._days([*(given[0].claim for given in standing), *history])
        noted: set[str] = set()
        now: list[str] = []
        for given in standing:
            number = given[0].number
            text = self.stated(given[0], days.get(number, ""))
            now.append(text + (f" ({voices[number]} voices)" if number in voices else ""))
            for position in given:
                _noting(now[-1], position.claim, noted)
        earlier, remarks = self._besides(account, history, days, noted)
        text = " / ".join(now) if now else STATES[account.state]
        earlier = _changes([*earlier, text])[:-1]
        if self.question.cumulative and len(earlier) > MOST_EARLIER:
            earlier = [earlier[0], f"{len(earlier) - 2:,} more", earlier[-1]]
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

    def _history(self, account: Account) -> list[Claim]:
        """Return what does not stand of an account, but as another wording of what does, or did."""
        standing = {claim.number for position in account.positions for claim in position.wordings}
        return [claim for claim in account.claims if claim.number not in standing and not claim.restates]

    def _days(self, claims: Sequence[Claim]) -> Mapping[int, str]:
        """Return the days of the figures of a running total in words, by their numbers."""
        if not self.question.cumulative:
            return {}
        told = [claim for claim in claims if claim.reading is not None]
        words = day_words([claim.day for claim in told], self.question.timezone)
        return {claim.number: day for claim, day in zip(told, words, strict=True)}

    def note(self, claims: Iterable[Claim]) -> str:
        """Return the mark of a note where one of *claims* has one and it is wanted, else nothing."""
        return NOTE if self.notes and any(claim.note for claim in claims) else ""

    def _besides(
        self, account: Account, history: Iterable[Claim], days: Mapping[int, str], noted: set[str]
    ) -> tuple[list[str], list[str]]:
        """Return what came before the positions, in order, and the remarks that undo nothing."""
        earlier: list[str] = []
        remarks: list[str] = []
        for claim in history:
            if claim.stance in ("asserts", "denies"):
                mark = claim.number in account.taken_back and account.state != "withdrawn"
                text = self.position(claim) + up_to(days.get(claim.number, ""))
                text += " (withdrawn)" if mark else ""
                earlier.append(_noting(text, claim, noted))
            elif claim.stance == "withdraws" and account.party.pooled:
                remarks.append(_noting("one voice withdrew", claim, noted))
            elif claim.stance in REMARKS:
                word = REMARKS[claim.stance]
                if account.standing and all(before(p, claim) for p in account.standing):
                    remarks.append(_noting(f"later {word}", claim, noted))
                elif any(before(claim, other) for other in account.standing or account.claims):
                    earlier.append(_noting(word, claim, noted))
                elif word != STATES.get(account.state):
                    remarks.append(_noting(f"also {word}", claim, noted))
        return earlier, remarks

    def quoted_position(self, claim: Claim) -> str:
        """Return a position for a sentence: what was chosen or told in quotation marks."""
        return (
            position(self.question, claim, self.parties, quoted=True) if self.kind.quoted else self.position(claim)
        )

    def answer(self, claim: Claim) -> str:
        """Return what a position states, without its hedge."""
        return position(self.question, claim._replace(hedge=None), self.parties)


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
