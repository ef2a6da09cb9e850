"""Whatever claims say of one another, their order in the file changes nothing, and a timeline ends where they stand."""

from build import dataset
from made_datasets import Chance
from made_relations import question

from borderclash.comparing.history import history
from borderclash.comparing.rows import compare

SEEDS = range(600)


def rows(made):
    return compare(dataset(made, parties="abc", pooled="r", published=None)).events[0].rows


def told(row):
    """Return what a row comes to, but for the two figures of gaps that are as wide."""
    return (
        row.scope,
        row.verdict,
        row.gap and row.gap.size,
        {pair.parties: (pair.verdict, pair.gap and pair.gap.size) for pair in row.pairs},
        {
            id: (account.state, account.self_contradicting, account.standing)
            for id, account in row.accounts.items()
        },
    )


def shuffled(claims, chance):
    left, order = [*claims], []
    while left:
        order.append(left.pop(chance.below(len(left))))
    return order


def by_id(told):
    """Return what was told with the claims by their ids."""
    *row, accounts = told
    of = {id: (*state, sorted(claim.id for claim in claims)) for id, (*state, claims) in accounts.items()}
    return *row, of


def test_order_of_the_claims_changes_nothing():
    for seed in SEEDS:
        made = question(seed)
        other = {**made, "claims": shuffled(made["claims"], Chance(seed))}
        one, same = ({row.scope: by_id(told(row)) for row in rows(each)} for each in (made, other))
        assert one == same, seed


def test_timeline_of_dated_claims_ends_as_they_stand():
    for seed in SEEDS:
        made = question(seed)
        made = {**made, "claims": [claim for claim in made["claims"] if "stated" in claim]}
        for row in rows(made):
            told_of = history(row)
            if told_of.steps:
                last = told_of.steps[-1]
                assert (last.verdict, last.gap) == (told_of.row.verdict, told_of.row.gap), seed
