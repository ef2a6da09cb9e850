"""Answers in words: a claim, and what a party says in all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from borderclash.comparing.accounts import Account
from borderclash.comparing.positions import Position, before
from borderclash.language import comma, gettext, gettext_noop, isolated, ngettext, quotation, semicolon
from borderclash.model import Claim, Party, Question, Span
from borderclash.presenting.phrasing.days import Days, day_words, up_to
from borderclash.presenting.phrasing.names import joined, name_in_sentence
from borderclash.presenting.phrasing.pieces import Piece, changes, composed, in_all, separated, unique
from borderclash.text.folding import fold_or_none
from borderclash.values import KINDS

REMARKS = {"declines": gettext_noop("declined"), "cannot-say": gettext_noop("cannot say")}
STATES = {**REMARKS, "withdrawn": gettext_noop("withdrawn")}
CLAIM_WORDS = {**REMARKS, "withdraws": gettext_noop("withdraws")}
LATER = {"declines": gettext_noop("later declined"), "cannot-say": gettext_noop("later cannot say")}
ALSO = {"declines": gettext_noop("also declined"), "cannot-say": gettext_noop("also cannot say")}
# Of more earlier figures of a running total, a cell has the first and the last.
MOST_EARLIER = 4
Parties = Mapping[str, Party]
NOBODY: Parties = {}
NO_VOICES: Mapping[int, int] = {}
# What is said, and the claim that says it.
Told = tuple[str, Claim]


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
    what was chosen or told in quotation marks, for a sentence; a figure is said to be of the *owner*, and what
    *also* has to be said stands with the measure and the hedge.
    """
    if claim.stance != "denies":
        return qualified(_stated(question, claim, quoted=quoted, owner=owner), question, claim, parties, also)
    what = denied(question, claim, parties, quoted=quoted, owner=owner)
    text = gettext("denies {answer}", answer=what) if what else gettext("denies it")
    return qualified(text, question, claim, parties, also)


def denied(
    question: Question, claim: Claim, parties: Parties = NOBODY, *, quoted: bool = False, owner: str = ""
) -> str:
    """Return what a denial denies, as it stands behind its verb; empty for what is asked, which is "it"."""
    if claim.reading is None:
        return what_is_said(claim.of, parties) if claim.of else ""
    # Denying the question itself reads better than denying its yes.
    affirmed = KINDS[question.kind].affirms(claim.reading)
    return "" if affirmed else _stated(question, claim, quoted=quoted, owner=owner)


def _stated(question: Question, claim: Claim, *, quoted: bool, owner: str) -> str:
    """Return what a claim states, nothing more; empty for a denial without a value."""
    if claim.reading is None:
        return ""
    kind = KINDS[question.kind]
    text = kind.in_words(claim.reading)
    if owner:
        # English has no s behind another one.
        s = owner.endswith(("s", "S"))
        figure_of = gettext_noop("{figure} of {party}'") if s else gettext_noop("{figure} of {party}'s")
        text = gettext(figure_of, figure=text, party=owner)
    return quotation(text) if quoted and text and kind.quoted else text


def qualified(
    text: str, question: Question, claim: Claim, parties: Parties = NOBODY, also: Sequence[str] = ()
) -> str:
    """Return *text* with what limits the claim: its own measure, whose claims it denies, its hedge, and *also*."""
    whose = claim.of if claim.reading is not None else ()
    if claim.hedge is None and claim.measure == question.measure and not also and not whose:
        return text
    own_measure = None
    if fold_or_none(claim.measure) != fold_or_none(question.measure):
        own_measure = claim.measure or gettext("measure not given")
    by = gettext("said by {names}", names=_named(whose, parties)) if whose else None
    qualifiers = semicolon().join(isolated(words) for words in (own_measure, by, claim.hedge, *also) if words)
    return f"{text} ({isolated(qualifiers)})" if qualifiers else text


def what_is_said(ids: Sequence[str], parties: Parties) -> str:
    """Return what some parties say, as a noun: ``what Afghanistan and unattributed reports say``."""
    one = parties.get(ids[0]) if len(ids) == 1 else None
    alone = len(ids) == 1 and not (one and one.pooled)
    words = gettext_noop("what {names} says") if alone else gettext_noop("what {names} say")
    return gettext(words, names=_named(ids, parties))


def _named(ids: Sequence[str], parties: Parties) -> str:
    return joined([name_in_sentence(parties[id], begins=False) if id in parties else id for id in ids])


def claim_words(question: Question, claim: Claim, parties: Parties = NOBODY) -> str:
    """Return what a claim says, whatever its stance; *parties* as in `position`."""
    words = CLAIM_WORDS.get(claim.stance)
    return gettext(words) if words else position(question, claim, parties)


def noted(text: str) -> str:
    """Return *text* with the mark of a note: words, so that no reader takes it for a part of a figure."""
    return f"{isolated(text)} {gettext('[note]')}"


def as_sum(text: str) -> str:
    """Return a figure as the sum of what a party says of all parts."""
    return gettext("{figure}, its parts together", figure=text)


class QuestionPhrasing:
    """Puts the answers to a question into words. Each position is put into words once.

    With *notes* sentences mark an answer whose claim has a note (`noted`). With *quoted* all that was chosen or
    told stands in quotation marks, also in cells; *owner* and *parties* as in `position`.
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
        words = CLAIM_WORDS.get(claim.stance)
        return gettext(words) if words else self.position(claim)

    def stated(self, position: Position, day: Days | None = None, *, quoted: bool = False) -> str:
        """Return a position with its other wordings, the *day* of a running total, and whether it is a sum."""
        claim = position.claim
        text = self.quoted_position(claim) if quoted else self.position(claim)
        if len(position.wordings) > 1:
            others = dict.fromkeys(self.position(one) for one in position.wordings if one is not claim)
            others.pop(self.position(claim), None)
            if others:
                also = gettext("also reported as {figures}", figures=comma().join(others))
                text = self._with(claim, also, quoted=quoted)
        text = up_to(text, day) if day else text
        return as_sum(text) if position.derived else text

    def all_stated(self, account: Account) -> str:
        """Return all positions of an account for a sentence: what was chosen or told in quotation marks."""
        standing = [given[0] for given in self.standing(account)]
        days = self.days([position.claim for position in standing])
        told = [self.stated(one, days.get(one.number), quoted=True) for one in standing]
        return told[0] if len(told) == 1 else " / ".join(map(isolated, told))

    def standing(self, account: Account) -> list[list[Position]]:
        """Return the positions of an account, those together that are the same in words, and of the same day."""
        if len(account.positions) < 2:
            return [[one] for one in account.positions]
        grouped: dict[tuple[str, Span | None], list[Position]] = {}
        for position in account.positions:
            day = position.day if self.question.cumulative else None
            grouped.setdefault((self.stated(position), day), []).append(position)
        return list(grouped.values())

    def several(self, account: Account) -> bool:
        """Say whether an account has several positions that are not the same in words."""
        return len(account.positions) > 1 and len(self.standing(account)) > 1

    def _with(self, claim: Claim, also: str, *, quoted: bool = False) -> str:
        quoted = self.quoted or (quoted and self.kind.quoted)
        return position(self.question, claim, self.parties, quoted=quoted, owner=self.owner, also=(also,))

    def cell(self, account: Account, *, notes: bool = False, voices: Mapping[int, int] = NO_VOICES) -> str | None:
        """Return the text of an account's cell; ``None`` where there is no claim and no sum of parts.

        Standing positions come first, then what was said before them and what was said besides. With *notes* an
        answer whose claim has a note is marked (`noted`). *voices* is how many voices give an answer, by the
        number of its first claim.
        """
        if account.state == "no-claim":
            return None
        if only := self._only(account):
            text = self.stated(only)
            return noted(text) if notes and only.claim.note else text
        return in_all(self.pieces(account, notes=notes, voices=voices))

    def _only(self, account: Account) -> Position | None:
        """Return the position of an account that is all that it says, and needs no more words."""
        if len(account.claims) == len(account.positions) == 1 and not self.question.cumulative:
            return None if account.positions[0].derived else account.positions[0]
        return None

    def pieces(
        self, account: Account, *, notes: bool = False, voices: Mapping[int, int] = NO_VOICES
    ) -> list[Piece]:
        """Return the text of an account's cell in pieces, each answer with its claims (see `cell`)."""
        if only := self._only(account):
            text = self.stated(only)
            return [Piece(noted(text) if notes and only.claim.note else text, account.claims, (only.number,))]
        history = self.history(account)
        standing = self.standing(account)
        days = self.days([*(given[0].claim for given in standing), *history])
        now = [self._answer(given, days, voices) for given in standing] or [_state(account)]
        earlier, remarks = (
            [Piece(said, (claim,)) for said, claim in told] for told in self.besides(account, history, days)
        )
        text = " / ".join(piece.text for piece in now)
        *earlier, last = changes([*earlier, Piece(text)])
        if self.question.cumulative and len(earlier) > MOST_EARLIER:
            between = ngettext("{count} more", "{count} more", len(earlier) - 2)
            earlier = [earlier[0], Piece(between, tuple(_claims(earlier[1:-1]))), earlier[-1]]
        remarks = [said for said in unique(remarks) if said.text != text]
        if len(now) == 1:
            now = [now[0].and_of(last)]
        if notes:
            now, earlier, remarks = _marked(account, now, earlier, remarks)
        shown = [*self.with_earlier(separated(now, " / "), earlier)]
        for said in remarks:
            shown += (Piece(semicolon()), said)
        return shown

    def _answer(
        self, given: Sequence[Position], days: Mapping[int, Days | None], voices: Mapping[int, int]
    ) -> Piece:
        """Return an answer that stands, which one or more positions give in the same words."""
        number = given[0].number
        text = self.stated(given[0], days.get(number))
        if number in voices:
            text = ngettext("{answer} ({count} voice)", "{answer} ({count} voices)", voices[number], answer=text)
        if len(given) == 1:
            return Piece(text, given[0].parts or given[0].wordings, (number,))
        claims = (claim for position in given for claim in position.parts or position.wordings)
        return Piece(text, tuple(claims), tuple(position.number for position in given))

    def with_earlier(self, now: Sequence[Piece], earlier: Sequence[Piece]) -> Sequence[Piece]:
        """Return what is said now with what was said before it, in order."""
        if not earlier:
            return now
        # In free text a comma may be a part of it.
        free = self.kind.free_text
        then = gettext_noop("{before}; then {after}") if free else gettext_noop("{before}, then {after}")
        before = [earlier[0]]
        for other in earlier[1:]:
            before = composed(then, before=before, after=[other])
        words = gettext_noop("{now}; earlier {before}") if free else gettext_noop("{now}, earlier {before}")
        return composed(words, now=now, before=before)

    def history(self, account: Account) -> list[Claim]:
        """Return what does not stand of an account, but as another wording of what does, or did."""
        standing = {claim.number for position in account.positions for claim in position.wordings}
        return [claim for claim in account.claims if claim.number not in standing and not claim.restates]

    def days(self, claims: Sequence[Claim]) -> Mapping[int, Days | None]:
        """Return the days of the figures of a running total in words, by their numbers."""
        if not self.question.cumulative:
            return {}
        told = [claim for claim in claims if claim.reading is not None]
        words = day_words([claim.day for claim in told], self.question.timezone)
        return {claim.number: day for claim, day in zip(told, words, strict=True)}

    def with_note(self, text: str, claims: Iterable[Claim]) -> str:
        """Return *text* with the mark of a note where one of *claims* has one and it is wanted."""
        return noted(text) if self.notes and any(claim.note for claim in claims) else text

    def besides(
        self, account: Account, history: Iterable[Claim], days: Mapping[int, Days | None]
    ) -> tuple[list[Told], list[Told]]:
        """Return what came before the positions, in order, and remarks that undo nothing, each with its claim."""
        earlier: list[Told] = []
        remarks: list[Told] = []
        for claim in history:
            if claim.stance in ("asserts", "denies"):
                text = up_to(self.position(claim), days.get(claim.number))
                text = gettext("{answer} (withdrawn)", answer=text) if taken_back(account, claim) else text
                earlier.append((text, claim))
            elif claim.stance == "withdraws" and account.party.pooled:
                remarks.append((gettext("one voice withdrew"), claim))
            elif claim.stance in REMARKS:
                if account.standing and all(before(p, claim) for p in account.standing):
                    remarks.append((gettext(LATER[claim.stance]), claim))
                elif any(before(claim, other) for other in account.standing or account.claims):
                    earlier.append((gettext(REMARKS[claim.stance]), claim))
                elif claim.stance != account.state:
                    remarks.append((gettext(ALSO[claim.stance]), claim))
        return earlier, remarks

    def quoted_position(self, claim: Claim) -> str:
        """Return a position for a sentence: what was chosen or told in quotation marks."""
        return (
            position(self.question, claim, self.parties, quoted=True) if self.kind.quoted else self.position(claim)
        )

    def answer(self, claim: Claim) -> str:
        """Return what a position states, without its hedge."""
        return position(self.question, claim._replace(hedge=None), self.parties)


def taken_back(account: Account, claim: Claim) -> bool:
    """Say whether a claim was withdrawn while others of the party stand."""
    return claim.number in account.taken_back and account.state != "withdrawn"


def _state(account: Account) -> Piece:
    """Return why a party takes no position, with the claims that say so and are told nowhere else."""
    stance = "withdraws" if account.state == "withdrawn" else account.state
    return Piece(gettext(STATES[account.state]), tuple(one for one in account.claims if one.stance == stance)[-1:])


def _claims(pieces: Iterable[Piece]) -> Iterator[Claim]:
    return (claim for piece in pieces for claim in piece.claims)


def _marked(account: Account, *parts: Sequence[Piece]) -> list[list[Piece]]:
    """Return parts of a cell with a mark where a claim has a note; one on what the cell leaves out is not lost."""
    texts = {piece.text for part in parts for piece in part if piece.noted}
    made = [
        [piece._replace(text=noted(piece.text)) if piece.text in texts else piece for piece in part]
        for part in parts
    ]
    if not texts and any(claim.note for claim in account.claims):
        made[0][-1] = made[0][-1]._replace(text=noted(made[0][-1].text))
    return made
