"""How much is compared side by side: beyond any table that a person reads, a file would take no end of time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from borderclash.comparing.accounts import ends
from borderclash.comparing.pairs import distinct
from borderclash.comparing.positions import may_undo
from borderclash.model import Claim, Dataset, Event, Question
from borderclash.problems import Finding, Pointer
from borderclash.text.folding import fold_or_none

RULE = "too-large"
MAX_CLAIMS = 100_000
MAX_PAIRS = 50_000
MAX_CELLS = 100_000
# From a table an event may have any number of claims, and the cells that these take.
CELLS_A_CLAIM = 20
# Each step through time looks at all of a party's claims again: where they may undo any of those before them, and
# where many voices stand side by side.
MAX_UNDOING = 2_000
MAX_VOICES = 10_000
# What a denial without a value is of, all claims of its row tell.
MAX_DENIED = 1_000_000
# So few questions and claims make no more pairs and cells than that, however they stand to each other.
FEW = 300


def within(dataset: Dataset, tables: Collection[str] = ()) -> tuple[Dataset, list[Finding]]:
    """Return *dataset* without the events too large to compare, and why; files of *tables* have more room."""
    findings: list[Finding] = []
    events = []
    for event in dataset.events:
        found = list(_faults(event, dataset, event.file in tables))
        findings += found
        if not found:
            events.append(event)
    return (replace(dataset, events=tuple(events)) if findings else dataset), findings


def _faults(event: Event, dataset: Dataset, of_table: bool) -> Iterator[Finding]:
    claims = sum(max(1, len(question.claims)) for question in event.questions)
    most = max(MAX_CELLS, CELLS_A_CLAIM * claims) if of_table else MAX_CELLS
    if (cells := _cells(event, dataset, claims)) > most:
        message = f"the table of this event would have {cells:,} cells; up to {most:,} are compared"
        yield Finding(RULE, message, event.at(), "make several events of it, of fewer parties or questions each")
    for question in event.questions:
        if len(question.claims) > MAX_CLAIMS and not of_table:
            message = f"this question has {len(question.claims):,} claims; up to {MAX_CLAIMS:,} are compared"
            yield Finding(RULE, message, _at(event, question), "make several questions of it, or several events")
        elif too_many := _too_many(question, dataset):
            party, count, most, why = too_many
            message = f"`{party}` has {count:,} claims in a row here{why}; up to {most:,} are compared"
            yield Finding(RULE, message, _at(event, question), "make several questions of it, or several events")
        elif denied := _denied(question, dataset):
            message = f"denials without a value meet {denied:,} claims here, each counted once a denial; up to "
            message += f"{MAX_DENIED:,} are compared"
            yield Finding(RULE, message, _at(event, question), "make several questions of it, or several events")
        elif pairs := _pairs(question, dataset):
            message = f"here {pairs:,} pairs of positions would be compared; up to {MAX_PAIRS:,} are"
            help = "say when each was `stated`, so that later ones follow earlier ones, or make several questions"
            yield Finding(RULE, message, _at(event, question), help)


def _at(event: Event, question: Question) -> Pointer:
    return event.at("questions", question.id)


def _cells(event: Event, dataset: Dataset, claims: int) -> int:
    """Return how many cells the table of an event has, 0 where its *claims* are too few for many."""
    if claims * min(claims, len(dataset.parties)) <= MAX_CELLS:
        return 0
    parties = {claim.party for question in event.questions for claim in question.claims}
    return len(parties) * sum(len(_rows(question)) for question in event.questions)


def _pairs(question: Question, dataset: Dataset) -> int:
    if len(question.claims) <= FEW:
        return 0
    most = 0
    for said in _rows(question).values():
        by_party: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in said:
            by_party[claim.party].append(claim)
        # Each wording of a statement is compared with each of another.
        wordings = {
            party: [len(one.wordings) for one in distinct(ends(party, question, by_party[id]))]
            for id, party in dataset.parties.items()
            if id in by_party
        }
        # Among the positions of one party, too: they may contradict each other, but for those of many voices.
        alone = sum(_pairs_of(wordings[party]) for party in wordings if party.pooled)
        most = max(most, _pairs_of([number for of_party in wordings.values() for number in of_party]) - alone)
    return most if most > MAX_PAIRS else 0


def _pairs_of(wordings: Sequence[int]) -> int:
    """Return how many pairs the wordings of some statements make, but for those of the same one."""
    return (sum(wordings) ** 2 - sum(number**2 for number in wordings)) // 2


def _too_many(question: Question, dataset: Dataset) -> tuple[str, int, int, str] | None:
    """Return a party that has too many claims in a row, how many, how many it may have, and why no more."""
    if len(question.claims) <= MAX_UNDOING:
        return None
    for said in _rows(question).values():
        undoing = {claim.party for claim in said if may_undo(claim)}
        for party, count in Counter(claim.party for claim in said).most_common():
            if party in undoing and count > MAX_UNDOING:
                return party, count, MAX_UNDOING, ", some of which replace, withdraw, deny or restate others"
            if count > MAX_VOICES and party in dataset.parties and dataset.parties[party].pooled:
                return party, count, MAX_VOICES, " and is pooled"
    return None


def _denied(question: Question, dataset: Dataset) -> int:
    """Return how many claims denials without a value meet in a row, 0 where they are not too many."""
    if len(question.claims) ** 2 <= MAX_DENIED:
        return 0
    most = 0
    for said in _rows(question).values():
        # One of a party follows another, but for those of many voices.
        denials = {
            (
                claim.party,
                claim.number
                if claim.party in dataset.parties and dataset.parties[claim.party].pooled
                else claim.of,
            )
            for claim in said
            if claim.stance == "denies" and claim.reading is None
        }
        most = max(most, len(denials) * len(said))
    return most if most > MAX_DENIED else 0


def _rows(question: Question) -> dict[tuple[str | None, str | None], list[Claim]]:
    rows: defaultdict[tuple[str | None, str | None], list[Claim]] = defaultdict(list)
    for claim in question.claims:
        rows[claim.subject, fold_or_none(claim.scope)].append(claim)
    return rows
