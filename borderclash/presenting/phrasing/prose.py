"""A row as a paragraph to be pasted into a text: who says what, by whom and where, then how the answers stand.

Each figure stands with its own citation, so that none can be taken for another party's. What is told for readers
of a table by its place, that an answer is an earlier one or a party's own sum, is told in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from borderclash.comparing.accounts import Account
from borderclash.comparing.positions import Position
from borderclash.comparing.rows import Mirror, Row
from borderclash.language import colon, comma, gettext, gettext_noop, ngettext, pgettext, semicolon
from borderclash.model import Claim, Party, Question, Source
from borderclash.presenting.phrasing import answers, labels
from borderclash.presenting.phrasing.answers import MOST_EARLIER, QuestionPhrasing, qualified, taken_back
from borderclash.presenting.phrasing.citations import Citations
from borderclash.presenting.phrasing.clauses import ASSERTS, DENIES, DENIES_IT
from borderclash.presenting.phrasing.days import Days, in_words, up_to
from borderclash.presenting.phrasing.names import Speaker, name_in_sentence
from borderclash.presenting.phrasing.refusals import by_then, refusal
from borderclash.presenting.phrasing.rows import RowPhrasing, deciding_of, mirror_apart
from borderclash.presenting.phrasing.sentences import Sentences
from borderclash.values import KINDS
from borderclash.values.time_points import days_of

# What ends like this needs no full stop.
ENDS = ("?", "!", ".", "\N{ARABIC QUESTION MARK}")
NOTHING_DENIED: Mapping[int, str] = {}


def of_row(row: Row, parties: Mapping[str, Party], sources: Mapping[str, Source]) -> str:
    """Return the paragraph of a row; where parties are left out, it says nothing of these."""
    phrasing = RowPhrasing(row)
    sentences = Sentences(phrasing.words, named=True)
    denied = sentences.denied(row) if row.deciding and phrasing.words.kind.compared else NOTHING_DENIED
    prose = _Prose(row.question, phrasing.words.parties, sources, denied)
    # What denies what others say is told behind it.
    accounts = sorted(row.accounts.values(), key=_only_denies)
    told: list[str] = []
    for account in accounts:
        told += prose.account(account, begins=not told)
    earlier = [clause for account in accounts for clause in prose.earlier(account)]
    verdict = _verdict(row, phrasing, sentences) if row.deciding or not row.question.partial else ""
    return _paragraph(labels.row_label(row, parties), told, verdict, earlier)


def of_mirror(mirror: Mirror, parties: Mapping[str, Party], sources: Mapping[str, Source]) -> str:
    """Return the paragraph of what two parties say of each other."""
    told: list[str] = []
    earlier: list[str] = []
    for account, other in zip(mirror.accounts, reversed(mirror.parties), strict=True):
        prose = _Prose(mirror.question, parties, sources, about=parties[other])
        told += prose.account(account, begins=not told)
        earlier += prose.earlier(account)
    verdict = gettext(labels.MEANINGS["mirror"])
    if far := _apart(mirror):
        verdict = f"{_sentence(far)} {verdict}"
    return _paragraph(labels.mirror_label(mirror), told, verdict, earlier)


def _paragraph(label: str, told: Sequence[str], verdict: str, earlier: Sequence[str]) -> str:
    sentences = [label if label.endswith(ENDS) else f"{label}."]
    if told:
        sentences.append(f"{semicolon().join(told)}.")
    sentences.append(verdict)
    if earlier:
        sentences.append(gettext("Earlier: {clauses}.", clauses=semicolon().join(earlier)))
    return " ".join(filter(None, sentences))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(ENDS) else '.'}"


def _verdict(row: Row, phrasing: RowPhrasing, sentences: Sentences) -> str:
    """Return how the answers of a row stand to each other."""
    if row.deciding is None:
        alone = [account.party for account in row.accounts.values() if account.positions]
        if not alone:
            return gettext("Nobody takes a position.")
        one, many = gettext_noop("Only {name} takes a position."), gettext_noop("Only {name} take a position.")
        return gettext(many if alone[0].pooled else one, name=name_in_sentence(alone[0], begins=False))
    # These sentences speak of the first and the other, or of the earlier and the later, which the clauses are not.
    names = phrasing.words.kind.verb == "name" and row.verdict == "overlap"
    if row.question.cumulative or names:
        return phrasing.why
    return _sentence(sentences.reason(row))


def _only_denies(account: Account) -> bool:
    return bool(account.positions) and all(position.bare for position in account.positions)


def _apart(mirror: Mirror) -> str:
    """Return how far apart the two of a mirror are, by the positions whose gap it has."""
    pair, far = deciding_of(mirror), mirror_apart(mirror)
    if not pair or not far:
        return ""
    one, other = map(QuestionPhrasing(mirror.question).answer, pair)
    return gettext("{one} and {other} are {apart}", one=one, other=other, apart=far)


def _any_noted(claims: Sequence[Claim]) -> bool:
    return any(claim.note for claim in claims)


class _Prose:
    """Puts the accounts of a question into clauses; *denied* has what denials deny, *about* whom they are of."""

    def __init__(
        self,
        question: Question,
        parties: Mapping[str, Party],
        sources: Mapping[str, Source],
        denied: Mapping[int, str] = NOTHING_DENIED,
        about: Party | None = None,
    ) -> None:
        self.question = question
        self.kind = KINDS[question.kind]
        self.words = QuestionPhrasing(question, parties)
        self.cited = Citations(sources, question.timezone)
        self.denied = denied
        self.about = name_in_sentence(about, begins=False) if about else ""
        self._owner = self.about if self.kind.owned else ""

    def account(self, account: Account, *, begins: bool) -> list[str]:
        """Return what a party says as it stands, and why it says no more; *begins* for the first of a sentence."""
        if not account.positions:
            return list(self._without_position(account, begins=begins))
        # What denies what others say is told behind what the party says itself.
        standing = sorted(self.words.standing(account), key=lambda given: given[0].bare)
        by = Speaker(account.party, account.divided)
        past = self._past(account)
        repeated = past[-1] if past and any(self._same(past[-1][0], given[0].claim) for given in standing) else []
        said: list[str] = []
        for given in standing:
            before = [one for one in repeated if self._same(one, given[0].claim)]
            claims = [*before, *(one for position in given for one in position.parts or position.wordings)]
            clause = self._clause(
                by,
                given[0].claim,
                self._behind(given, before),
                noted=_any_noted(claims),
                derived=given[0].derived,
                begins=begins and not said,
                again=bool(said),
            )
            said.append(clause)
        if account.self_contradicting:
            said.append(gettext("{name} contradicts itself", name=by.name(begins=False)))
        return [*said, *self._remarks(account)]

    def earlier(self, account: Account) -> list[str]:
        """Return what a party said before that, in order; of a long running total the first and the last."""
        past = self._past(account)
        if past and any(self._same(past[-1][0], claim) for claim in account.standing):
            # It stands with what the party says now.
            past.pop()
        clauses = [self._earlier(account, claims) for claims in past]
        if self.question.cumulative and len(clauses) > MOST_EARLIER:
            between = ngettext("{count} more", "{count} more", len(clauses) - 2)
            clauses = [clauses[0], between, clauses[-1]]
        return clauses

    def _past(self, account: Account) -> list[list[Claim]]:
        """Return what a party said before, in order; claims that say the same one after the other are together."""
        told, _ = self.words.besides(account, self.words.history(account), {})
        past: list[list[Claim]] = []
        for _, claim in told:
            if past and self._same(past[-1][0], claim) and not taken_back(account, claim):
                past[-1].append(claim)
            else:
                past.append([claim])
        return past

    def _same(self, one: Claim, other: Claim) -> bool:
        """Say whether two claims say the same in words; of a running total, of the same day."""
        same = one.stance == other.stance and self.words.claim(one) == self.words.claim(other)
        return same and (not self.question.cumulative or one.day == other.day)

    def _earlier(self, account: Account, claims: Sequence[Claim]) -> str:
        claim, cited = claims[0], self.cited.of_all(claims)
        if claim.stance == "declines" or claim.stance == "cannot-say":
            return self._refused(refusal(account.party, claim.stance), claims)
        if taken_back(account, claim):
            cited.append(gettext("withdrawn"))
        return self._clause(
            Speaker(account.party, account.party.pooled), claim, cited, noted=_any_noted(claims), past=True
        )

    def _without_position(self, account: Account, *, begins: bool) -> Iterator[str]:
        if words := refusal(account.party, account.state, begins=begins):
            stances = {"withdrawn": "withdraws"}
            stance = stances.get(account.state, account.state)
            yield self._refused(words, [claim for claim in account.claims if claim.stance == stance][-1:])

    def _remarks(self, account: Account) -> Iterator[str]:
        _, remarks = self.words.besides(account, self.words.history(account), {})
        for words, claim in remarks:
            yield self._refused(f"{name_in_sentence(account.party, begins=False)}{colon()}{words}", [claim])

    def _refused(self, words: str, claims: Sequence[Claim]) -> str:
        noted = answers.noted(words) if _any_noted(claims) else words
        return f"{noted} ({semicolon().join(self.cited.of_all(claims))})"

    def _behind(self, given: Sequence[Position], before: Sequence[Claim]) -> list[str]:
        """Return what stands behind positions that are the same in words; *before* said the same already."""
        if given[0].derived:
            return [self._part(part) for part in given[0].parts]
        cited = self.cited.of_all([*(position.claim for position in given), *before])
        others = [
            comma().join((self._reported(one), self.cited.of(one)))
            for position in given
            for one in position.wordings
            if one is not position.claim
        ]
        if others:
            cited.append(gettext("also reported as {figures}", figures=comma().join(others)))
        if len(given) > len(cited):
            cited.insert(0, ngettext("{count} voice", "{count} voices", len(given)))
        return cited

    def _reported(self, wording: Claim) -> str:
        """Return what another wording of a statement states, with its hedge."""
        like_all = wording._replace(measure=self.question.measure)
        return qualified(self._figure(wording), self.question, like_all, self.words.parties)

    def _part(self, part: Claim) -> str:
        text = up_to(self._figure(part), self._day(part))
        figure = qualified(text, self.question, part, self.words.parties, [self.cited.of(part)])
        return f"{part.scope}{colon()}{figure}"

    def _figure(self, claim: Claim) -> str:
        bare = claim._replace(hedge=None, measure=self.question.measure)
        return answers.position(
            self.question, bare, self.words.parties, quoted=self.kind.quoted, owner=self._owner
        )

    def _clause(
        self,
        by: Speaker,
        claim: Claim,
        behind: Sequence[str],
        *,
        noted: bool,
        derived: bool = False,
        begins: bool = False,
        again: bool = False,
        past: bool = False,
    ) -> str:
        """Return that somebody says or denies a thing, with what limits it and what stands *behind* it."""
        messages = ASSERTS["say" if self.about else "count" if self.question.cumulative else self.kind.verb]
        if claim.stance == "denies":
            what = self._what(claim, past=past)
            messages = DENIES if what else DENIES_IT
            if self.about and not self.kind.owned:
                behind = [pgettext("a denial", "of {party}", party=self.about), *behind]
        else:
            what = self._figure(claim)
        words = messages.many if by.party.pooled else messages.also if again else messages.one
        who = by.name(begins=begins)
        text = up_to(what, self._day(claim)) if what else gettext(words, who=who)
        text = answers.as_sum(text) if derived else text
        text = answers.noted(text) if noted else text
        text = qualified(text, self.question, claim, self.words.parties, behind)
        if not what:
            return text
        return gettext(words, who=who, answer=text if claim.stance == "denies" else self._of_other(text))

    def _day(self, claim: Claim) -> Days | None:
        """Return the day up to which a figure of a running total counts."""
        if not self.question.cumulative or claim.reading is None or claim.day is None:
            return None
        return in_words([days_of(claim.day, self.question.timezone)])[0]

    def _what(self, claim: Claim, *, past: bool) -> str:
        """Return what a denial denies, empty for "it"."""
        if claim.number in self.denied:
            return self.denied[claim.number]
        what = answers.denied(self.question, claim, self.words.parties, quoted=self.kind.quoted, owner=self._owner)
        if what or claim.reading is not None:
            return what or gettext("that it is so")
        return by_then() if past else ""

    def _of_other(self, answer: str) -> str:
        if not self.about or self.kind.owned:
            return answer
        return gettext("of {party}: {answer}", party=self.about, answer=answer)
