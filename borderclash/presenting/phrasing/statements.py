"""What a party said in one moment, in words, and what of its own it changed by that."""

from __future__ import annotations

from collections.abc import Iterable

from borderclash.comparing.history import Statement
from borderclash.comparing.positions import POSITIONS
from borderclash.language import gettext, gettext_noop, semicolon
from borderclash.model import Claim
from borderclash.presenting.phrasing.answers import REMARKS, QuestionPhrasing, noted
from borderclash.presenting.phrasing.days import day_words, up_to
from borderclash.presenting.phrasing.pieces import Piece, in_all
from borderclash.text.folding import fold_or_none


class StatementPhrasing:
    """Puts what was said on a row into words, a moment of a party at a time; days are those of *timezone*."""

    def __init__(self, row: QuestionPhrasing, timezone: str) -> None:
        self.row = row
        self.timezone = timezone

    def says(self, statement: Statement) -> str:
        """Return what a party said in a moment, and what of its own it changed by that.

        ``20, earlier 3``; ``20 again``; ``20; 3 stands too``; ``withdraws 45``; ``declined; 300 stands``.
        """
        now = self._positions(statement.positions)
        others = self._positions(statement.others)
        stances = dict.fromkeys(claim.stance for claim in statement.claims if claim.stance not in POSITIONS)
        parts = self._now(statement, now, "withdraws" in stances)
        parts += [
            self._with_note(gettext(REMARKS[stance]), statement, stance) for stance in stances if stance in REMARKS
        ]
        # Many voices stand beside each other anyway.
        if others and not statement.party.pooled and (not now or _same_measure(statement)):
            stands = gettext_noop("{answers} stands too") if now else gettext_noop("{answers} stands")
            parts.append(gettext(stands, answers=" / ".join(others)))
        said = semicolon().join(parts)
        return gettext("{answer} (contradicts itself)", answer=said) if statement.self_contradicting else said

    def _now(self, statement: Statement, now: list[str], withdraws: bool) -> list[str]:
        named = {claim.replaces for claim in statement.claims if claim.stance == "withdraws" and claim.replaces}
        back = {claim.number for claim in statement.undone if claim.id in named} | statement.withdrawn
        earlier = self._positions(claim for claim in statement.undone if claim.number not in back)
        taken = " / ".join(self._positions(claim for claim in statement.undone if claim.number in back))
        parts = []
        if withdraws:
            parts.append(
                self._with_note(_withdrawing(taken, pooled=statement.party.pooled), statement, "withdraws")
            )
        elif taken:
            parts.append(gettext("{answer} (withdrawn)", answer=taken))
        marked = {self._position(claim) for claim in statement.claims if self.row.notes and claim.note}
        shown = " / ".join(noted(text) if text in marked else text for text in now)
        if now and now == earlier:
            parts.append(gettext("{answers} again", answers=shown))
        elif now:
            before = [text for text in earlier if text not in now]
            past = [Piece(" / ".join(before))] if before else []
            parts.append(in_all(self.row.with_earlier([Piece(shown)], past)))
        elif earlier:
            parts.append(gettext("earlier {before}", before=" / ".join(earlier)))
        return parts

    def _with_note(self, text: str, statement: Statement, stance: str) -> str:
        return self.row.with_note(text, (claim for claim in statement.claims if claim.stance == stance))

    def _positions(self, claims: Iterable[Claim]) -> list[str]:
        return list(dict.fromkeys(map(self._position, claims)))

    def _position(self, claim: Claim) -> str:
        """Return a position, of a running total with its day where that is not when it was said."""
        day = day_words([claim.day], self.timezone)[0] if claim.cut_off_span and claim.reading else None
        return up_to(self.row.position(claim), day)


def _withdrawing(taken: str, *, pooled: bool) -> str:
    if pooled:
        return gettext("one voice withdraws {answers}", answers=taken) if taken else gettext("one voice withdraws")
    return gettext("withdraws {answers}", answers=taken) if taken else gettext("withdraws")


def _same_measure(statement: Statement) -> bool:
    """Say whether something that a party said before stands beside a position of the same measure."""
    measures = {fold_or_none(claim.measure) for claim in statement.positions}
    return any(fold_or_none(claim.measure) in measures for claim in statement.others)
