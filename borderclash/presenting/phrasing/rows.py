"""The words of a row of a comparison: its cells, what stands behind them, why its verdicts stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import product

from borderclash.comparing.accounts import Account
from borderclash.comparing.origins import Group, Origins
from borderclash.comparing.rows import Mirror, Pair, Row
from borderclash.comparing.support import Answer
from borderclash.comparing.verdicts import gap_of
from borderclash.language import comma, gettext, gettext_noop, ngettext, semicolon
from borderclash.model import Claim, Party, Question, Source
from borderclash.presenting.phrasing.answers import NO_VOICES, QuestionPhrasing
from borderclash.presenting.phrasing.labels import mirror_label, source_name
from borderclash.presenting.phrasing.names import Speaker, name_in_sentence, speaker
from borderclash.presenting.phrasing.numbers import apart, measured
from borderclash.presenting.phrasing.pieces import Piece, composed, in_all
from borderclash.presenting.phrasing.sentences import Sentences
from borderclash.values import KINDS


class RowPhrasing:
    """Puts a row into words.

    With *notes*, which is for readers, cells have a mark where a claim has a note; with *quoted* free text stands
    in quotation marks, for a cell that stands in a line with others.
    """

    def __init__(self, row: Row, *, notes: bool = False, quoted: bool = False) -> None:
        self.row = row
        self.notes = notes
        parties = {**row.named, **{id: account.party for id, account in row.accounts.items()}}
        quoted = quoted and KINDS[row.question.kind].free_text
        self.words = QuestionPhrasing(row.question, parties, quoted=quoted)
        self._why_pairs: dict[tuple[str, str], str] = {}

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences on the row."""
        return Sentences(self.words)

    def cell(self, party: str) -> str | None:
        """Return the text of a party's cell, ``None`` where it has no claim."""
        account = self.row.accounts[party]
        return self.words.cell(account, notes=self.notes, voices=self._voices(account))

    def pieces(self, party: str) -> Sequence[Piece]:
        """Return the text of a party's cell in pieces, each answer with its claims; none where it has no claim."""
        account = self.row.accounts[party]
        if account.state == "no-claim":
            return ()
        return self.words.pieces(account, notes=self.notes, voices=self._voices(account))

    def behind(self, party: str, sources: Mapping[str, Source]) -> Mapping[int, str]:
        """Return what ties the sources of each answer of a party, by the number of its first claim."""
        stand = self.row.accounts[party].positions
        claims = (claim for position in stand for claim in position.parts or position.wordings)
        if len({id for claim in claims for id in claim.sources}) < 2:
            return {}
        words = {
            answer.position.number: origins_words(answer.origins, sources)
            for answer in self.row.answers(party)
            if len(answer.origins.sources) > 1
        }
        return {number: text for number, text in words.items() if text}

    def _voices(self, account: Account) -> Mapping[int, int]:
        if not account.party.pooled or len(account.positions) < 2:
            return NO_VOICES
        return several_voices(self.row.answers(account.party.id))

    @cached_property
    def speakers(self) -> Mapping[str, Speaker]:
        """The parties as they speak in the row."""
        return {id: speaker(account) for id, account in self.row.accounts.items() if account.positions}

    @cached_property
    def why(self) -> str:
        """The sentence that says why the row has its verdict: that of its only pair where this tells it all."""
        row = self.row
        if len(row.pairs) == 1 and not any(map(self.words.several, row.accounts.values())):
            return self.why_pair(row.pairs[0])
        return self.sentences.of_row(row)

    def why_pair(self, pair: Pair) -> str:
        """Return the sentence that says why two accounts have their verdict."""
        why = self._why_pairs.get(pair.parties)
        if why is None:
            a, b = (self.speakers[party] for party in pair.parties)
            why = self._why_pairs[pair.parties] = self.sentences.of_pair(a, b, pair.outcome, pair.apart)
        return why


def several_voices(answers: Sequence[Answer]) -> Mapping[int, int]:
    """Return how many voices of a pooled party give an answer, where it is more than one, by its claim."""
    return {one.position.number: one.voices for one in answers if one.voices and one.voices > 1}


def mirror_texts(mirror: Mirror) -> tuple[str, str]:
    """Return what each of the two parties of a mirror says, as its cell shows it."""
    words = QuestionPhrasing(mirror.question)
    a, b = (words.cell(account) or "" for account in mirror.accounts)
    return a, b


class MirrorPhrasing:
    """Puts into words what a party says of another: ``25 of Pakistan's (posts seized)``, ``of Pakistan: yes``."""

    def __init__(self, question: Question, other: Party) -> None:
        owned, name = KINDS[question.kind].owned, name_in_sentence(other, begins=False)
        self.question = question
        self.about = "" if owned else name
        self.words = QuestionPhrasing(question, owner=name if owned else "")

    def _of_other(self, answer: Sequence[Piece]) -> Sequence[Piece]:
        if not self.about:
            return answer
        return composed(gettext_noop("of {party}: {answer}"), party=[Piece(self.about)], answer=answer)

    def pieces(self, account: Account) -> Sequence[Piece]:
        """Return the text of an account's cell for readers in pieces: with a mark where a claim has a note."""
        return self._of_other(self.words.pieces(account, notes=True))

    def claim(self, claim: Claim) -> str:
        """Return what a claim says, whatever its stance."""
        return in_all(self._of_other([Piece(self.words.claim(claim))]))


def mirror_line(mirror: Mirror, parties: Mapping[str, Party]) -> str:
    """Return a mirror in one line: its question, its scope and what each says of the other."""
    a, b = (parties[id] for id in mirror.parties)
    texts = mirror_texts(mirror)
    said = semicolon().join((_says_of(a, b, texts[0]), _says_of(b, a, texts[1])))
    far = mirror_apart(mirror)
    if not far:
        return gettext("{label}: {text}", label=mirror_label(mirror), text=said)
    return gettext("{label}: {said}: {apart}", label=mirror_label(mirror), said=said, apart=far)


def _says_of(party: Party, other: Party, answer: str) -> str:
    who, whom = (name_in_sentence(one, begins=False) for one in (party, other))
    if party.pooled:
        return gettext("{who} say of {party} {answer}", who=who, party=whom, answer=answer)
    return gettext("{who} says of {party} {answer}", who=who, party=whom, answer=answer)


def deciding_of(mirror: Mirror) -> tuple[Claim, Claim] | None:
    """Return the two positions whose gap a mirror has, ``None`` where there are none."""
    a, b = mirror.accounts
    kind = mirror.question.kind
    return next(((p, q) for p, q in product(a.standing, b.standing) if gap_of(kind, p, q) == mirror.gap), None)


def mirror_apart(mirror: Mirror) -> str:
    """Return how far apart the two of a mirror are, by the positions whose gap it has."""
    if pair := deciding_of(mirror):
        return apart(mirror.gap, (measured(mirror.question, pair[0]), measured(mirror.question, pair[1])))
    return apart(mirror.gap)


def origins_words(origins: Origins, sources: Mapping[str, Source]) -> str:
    """Return how many sources there are and what ties them: ``3 sources, all from AFP``; empty for nothing."""
    if origins.number is None:
        return ""
    number = len(origins.sources)
    tied = [group for group in origins.groups if len(group.sources) > 1]
    if origins.number == 1:
        return _all_from(number, _name(tied[0], sources))
    groups = [_tied(len(group.sources), _name(group, sources), first=group is tied[0]) for group in tied]
    return ngettext("{count} source, {groups}", "{count} sources, {groups}", number, groups=comma().join(groups))


def _all_from(number: int, name: str) -> str:
    """Return that some sources all have it from *name*, or, where that is not known, hang together."""
    if number == 2:
        if name:
            return gettext("{count} sources, both from {name}", count=number, name=name)
        return gettext("{count} sources, both of which hang together", count=number)
    if name:
        return ngettext("{count} source, all from {name}", "{count} sources, all from {name}", number, name=name)
    return ngettext(
        "{count} source, all of which hang together", "{count} sources, all of which hang together", number
    )


def _tied(number: int, name: str, *, first: bool) -> str:
    if name:
        if first:
            return ngettext("{count} of them from {name}", "{count} of them from {name}", number, name=name)
        return ngettext("{count} from {name}", "{count} from {name}", number, name=name)
    if first:
        return ngettext("{count} of them hanging together", "{count} of them hanging together", number)
    return ngettext("{count} hanging together", "{count} hanging together", number)


def _name(group: Group, sources: Mapping[str, Source]) -> str:
    if group.via:
        return group.via
    return source_name(sources[group.source]) if group.source and group.source in sources else ""
