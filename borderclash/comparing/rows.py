"""Dataset to comparison: rows, accounts, verdicts, gaps and mirrors. Pure; nothing is printed here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, NamedTuple

from borderclash.comparing import denials, parts
from borderclash.comparing.accounts import Account, account
from borderclash.comparing.origins import Lineage
from borderclash.comparing.pairs import of_accounts
from borderclash.comparing.parts import Apart
from borderclash.comparing.support import Answer, answers, of_one_origin
from borderclash.comparing.verdicts import Outcome, first, nearest_gap, width
from borderclash.language import Language
from borderclash.model import Claim, Dataset, Event, Party, Question, Source
from borderclash.text.folding import fold, fold_or_none
from borderclash.values import KINDS, Gap, Split
from borderclash.vocabulary import VERDICTS, Verdict

# Of event, question, party and verdict, those that were asked for; whether only rows of one origin were.
Filters = Mapping[str, tuple[str, ...] | Literal[True]]
NOTHING_KNOWN = Lineage({})
NOBODY: Mapping[str, Party] = {}


class Pair(NamedTuple):
    """How two accounts stand; ``split`` has what each of two lists has alone, ``apart`` the parts of a gap."""

    parties: tuple[str, str]
    outcome: Outcome
    split: Split | None = None
    apart: tuple[Apart, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The verdict of the two."""
        return self.outcome.verdict

    @property
    def gap(self) -> Gap | None:
        """The gap between the two positions that the verdict comes from, where it has one."""
        return self.outcome.gap


class Row(NamedTuple):
    """One row of a table: a question, for one subject and one scope.

    ``accounts`` has one for each party of the event. ``deciding`` is the pair that the row's verdict and gap come
    from, ``None`` where fewer than two parties take a position. ``lineage`` has what sources are derived from,
    ``named`` the parties whose claims are denied in the event, also those that say nothing in it.
    """

    question: Question
    subject: str | None
    scope: str | None
    accounts: Mapping[str, Account]
    verdict: Verdict
    deciding: Pair | None
    pairs: tuple[Pair, ...]
    lineage: Lineage = NOTHING_KNOWN
    named: Mapping[str, Party] = NOBODY

    @property
    def claims(self) -> int:
        """How many claims the row has."""
        return sum(len(account.claims) for account in self.accounts.values())

    @property
    def of_sums(self) -> bool:
        """Whether nobody claims anything in the row: only sums of parts stand in it."""
        return bool(self.question.claims) and not self.claims

    def answers(self, party: str) -> tuple[Answer, ...]:
        """Return the different answers of a party, with what stands behind each."""
        return answers(self.question, self.accounts[party], self.lineage)

    @property
    def of_one_origin(self) -> bool:
        """Whether no answer here is known to have more than one origin, and some sources do hang together."""
        return of_one_origin(map(self.answers, self.accounts), self.lineage)

    @property
    def gap(self) -> Gap | None:
        """The gap of the deciding pair."""
        return self.deciding.gap if self.deciding else None

    @property
    def between(self) -> tuple[str, str] | None:
        """The two parties whose gap the row shows, ``None`` where there is none."""
        return self.deciding.parties if self.deciding and self.deciding.gap else None


class Mirror(NamedTuple):
    """What two parties say of each other in one question and scope: each account is of the other party."""

    question: Question
    scope: str | None
    parties: tuple[str, str]
    accounts: tuple[Account, Account]
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class EventComparison:
    """The comparison of one event; ``parties`` are its columns."""

    event: Event
    parties: tuple[Party, ...]
    rows: tuple[Row, ...]
    mirrors: tuple[Mirror, ...]


class Summary(NamedTuple):
    """Numbers of things; ``noted`` and ``withholding``: whether any claim has a note, or leaves something out."""

    events: int
    questions: int
    rows: int
    claims: int
    mirrors: int
    verdicts: Mapping[Verdict, int]
    noted: bool
    withholding: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparisons of all events, and the parties and sources that they name.

    ``blank`` has the events without any question, which are not compared, by how many others come before them.
    ``filters`` say what was asked for where that is not all. ``by`` is who answers for the claims.
    """

    title: str | None
    as_of: str | None
    parties: Mapping[str, Party]
    sources: Mapping[str, Source]
    events: Sequence[EventComparison]
    blank: Mapping[int, tuple[Event, ...]] = field(default_factory=dict)
    filters: Filters = field(default_factory=dict)
    output_language: Language | None = None
    shows_withheld: bool = False
    by: tuple[str, ...] = ()


def summary(events: Sequence[EventComparison]) -> Summary:
    """Return how much there is in some events."""
    rows = [row for event in events for row in event.rows]
    claims = [claim for row in rows for account in row.accounts.values() for claim in account.claims]
    return Summary(
        len(events),
        sum(len({row.question.id for row in event.rows}) for event in events),
        len(rows),
        len(claims),
        sum(len(event.mirrors) for event in events),
        _in_order(Counter(row.verdict for row in rows)),
        any(claim.note for claim in claims),
        any(claim.left_out for claim in claims),
    )


def together(parts: Iterable[Summary]) -> Summary:
    """Return how much there is in several parts of a comparison."""
    events, questions, rows, claims, mirrors, verdicts, *said = zip(*parts, strict=True)
    counted: Counter[Verdict] = Counter()
    for of_part in verdicts:
        counted.update(of_part)
    totals = sum(events), sum(questions), sum(rows), sum(claims), sum(mirrors)
    return Summary(*totals, _in_order(counted), *map(any, said))


def _in_order(verdicts: Mapping[Verdict, int]) -> dict[Verdict, int]:
    return {verdict: verdicts.get(verdict, 0) for verdict in VERDICTS}


def compare(dataset: Dataset, as_of: str | None = None) -> Comparison:
    """Return the comparison of all accounts in *dataset*; *as_of* is only noted (see `selection`)."""
    derived = any(source.derived_from for source in dataset.sources.values())
    lineage = Lineage(dataset.sources) if derived else NOTHING_KNOWN
    tables = tuple(compare_event(event, dataset.parties, lineage) for event in dataset.events if event.questions)
    about = dataset.title, as_of, dataset.parties, dataset.sources, tables, _blank(dataset.events)
    return Comparison(*about, {}, dataset.output_language, dataset.shows_withheld, dataset.by)


def _blank(events: Sequence[Event]) -> dict[int, tuple[Event, ...]]:
    """Return the events without any question by how many with one come before them."""
    blank: dict[int, tuple[Event, ...]] = {}
    before = 0
    for event in events:
        if event.questions:
            before += 1
        else:
            blank[before] = (*blank.get(before, ()), event)
    return blank


def compare_event(event: Event, parties: Mapping[str, Party], lineage: Lineage = NOTHING_KNOWN) -> EventComparison:
    """Return the table of an event, a column for each of *parties* with a claim; *lineage* ties its sources."""
    speaking = {claim.party for question in event.questions for claim in question.claims}
    silent = {id: Account(party, "no-claim") for id, party in parties.items() if id in speaking}
    rows: list[Row] = []
    mirrors: list[Mirror] = []
    for question in event.questions:
        of_question = [_row(question, *of_row, silent) for of_row in _split(question)]
        # Nobody says a sum of the other: mirrors come first.
        mirrors += _mirrors(question, of_question)
        rows += _with_wholes(question, of_question) if question.parts and parts.adds_up(question) else of_question
    named = _named(event, parties)
    if named or lineage is not NOTHING_KNOWN:
        rows = [row._replace(lineage=lineage, named=named) for row in rows]
    columns = tuple(account.party for account in silent.values())
    return EventComparison(event, columns, tuple(rows), tuple(mirrors))


def _named(event: Event, parties: Mapping[str, Party]) -> Mapping[str, Party]:
    """Return those of *parties* whose claims a denial in an event says it is of."""
    ids = {id: None for question in event.questions for claim in question.claims if claim.of for id in claim.of}
    return {id: parties[id] for id in ids if id in parties} or NOBODY


def _with_wholes(question: Question, rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a question with what its parts come to, in a row of the whole for each subject."""
    made = {(row.subject, fold_or_none(row.scope)): row for row in rows}
    scope, number = parts.whole_scope(question), -1
    for subject in dict.fromkeys(row.subject for row in rows):
        of_parts = [made.get((subject, fold(part))) for part in question.parts]
        key = subject, fold_or_none(scope)
        if not all(of_parts):
            continue
        of_party = {id: [row.accounts[id] for row in of_parts if row] for id in rows[0].accounts}
        silent = {id: Account(account.party, "no-claim") for id, account in rows[0].accounts.items()}
        whole = made.get(key) or row_of(question, subject, scope, silent)
        accounts: dict[str, Account] = {}
        for id, own in whole.accounts.items():
            accounts[id] = parts.with_sums(question, own, of_party[id], number)
            number -= len(accounts[id].positions)
        if any(position.derived for account in accounts.values() for position in account.positions):
            whole = row_of(question, subject, whole.scope, accounts)
        elif key not in made:
            continue
        pairs = tuple(_with_apart(question, pair, of_party) for pair in whole.pairs)
        deciding = next(
            (pair for pair in pairs if whole.deciding and pair.parties == whole.deciding.parties), None
        )
        made[key] = whole._replace(pairs=pairs, deciding=deciding)
    return list(made.values())


def _with_apart(question: Question, pair: Pair, of_party: Mapping[str, Sequence[Account]]) -> Pair:
    if not pair.gap or not pair.gap.size or any(position.derived for position in pair.outcome.positions):
        return pair
    a, b = (of_party[id] for id in pair.parties)
    return pair._replace(apart=parts.apart(question, pair.outcome.said, (a, b)))


def without_sums(row: Row) -> Row:
    """Return the row that its claims make, without sums of parts."""
    accounts = {id: account.without_sums for id, account in row.accounts.items()}
    if all(accounts[id] is account for id, account in row.accounts.items()):
        return row
    return row_of(row.question, row.subject, row.scope, accounts)._replace(lineage=row.lineage, named=row.named)


def _split(question: Question) -> Iterator[tuple[str | None, str | None, dict[str, list[Claim]]]]:
    rows: dict[tuple[str | None, str | None], list[Claim]] = defaultdict(list)
    for claim in question.claims:
        rows[claim.subject, claim.scope and fold(claim.scope)].append(claim)
    for claims in rows.values():
        said: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            said[claim.party].append(claim)
        yield claims[0].subject, claims[0].scope, said
    if not rows:
        yield question.subject, question.scope, {}


def _row(
    question: Question,
    subject: str | None,
    scope: str | None,
    said: Mapping[str, Sequence[Claim]],
    silent: Mapping[str, Account],
) -> Row:
    """Return a row by what each party *said* there; *silent* are the accounts of those that say nothing."""
    accounts = {id: account(of.party, question, said[id]) if id in said else of for id, of in silent.items()}
    return row_of(question, subject, scope, accounts)


def row_of(question: Question, subject: str | None, scope: str | None, accounts: Mapping[str, Account]) -> Row:
    """Return the row that some accounts make."""
    bare = None
    positions = [position for account in accounts.values() for position in account.positions]
    if any(position.claim.stance == "denies" and position.bare for position in positions):
        bare = denials.Denials(question, accounts)
        accounts = bare.settled()
    speaking = [account for account in accounts.values() if account.positions]
    if len(speaking) < 2:
        return Row(question, subject, scope, accounts, "one-party" if speaking else "unanswered", None, ())
    of_bare = bare.verdict if bare else None
    pairs = tuple(
        pair_of(question, (a.party.id, b.party.id), of_accounts(question, a.positions, b.positions, of_bare))
        for a, b in combinations(speaking, 2)
    )
    widest = first([pair.outcome for pair in pairs])
    deciding = next(pair for pair in pairs if pair.outcome is widest)
    return Row(question, subject, scope, accounts, deciding.verdict, deciding, pairs)


def pair_of(question: Question, parties: tuple[str, str], outcome: Outcome) -> Pair:
    """Return how two parties stand to each other by the *outcome* of their accounts."""
    p, q = outcome.said
    if outcome.verdict != "unlike" and p.stance == q.stance == "asserts":
        return Pair(parties, outcome, KINDS[question.kind].split(p.reading, q.reading))
    return Pair(parties, outcome)


def _mirrors(question: Question, rows: Sequence[Row]) -> Iterator[Mirror]:
    by_key = {(row.subject, row.scope and fold(row.scope)): row for row in rows if row.subject}
    for (subject, scope), row in by_key.items():
        for a, ours in row.accounts.items():
            # Each two once: at the party that comes first, which is before that of the subject.
            if subject is None or a == subject:
                break
            other = by_key.get((a, scope))
            if other is None or subject not in other.accounts:
                continue
            theirs = other.accounts[subject]
            if ours.state == theirs.state == "asserts":
                gap = _widest(question.kind, ours, theirs)
                yield Mirror(question, row.scope, (a, subject), (ours, theirs), gap)


def _widest(kind: str, a: Account, b: Account) -> Gap | None:
    """Return the widest gap between any two positions, whatever their measures."""
    if not KINDS[kind].compared:
        return None
    said = [[position for position in each.positions if not position.derived] for each in (a, b)]
    gaps = [nearest_gap(kind, p, q) for p in said[0] for q in said[1]]
    return max(gaps, key=width, default=None)
