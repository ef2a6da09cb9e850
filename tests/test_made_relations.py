"""Whatever claims say of one another, their order in the file changes nothing, and a timeline ends where they stand."""

from build import dataset
from hypothesis import settings
from made_datasets import Chance
from made_relations import question

from borderclash.comparing.history import history
from borderclash.comparing.rows import compare
from borderclash.comparing.selection import as_of
from borderclash.values.times import stated_span

# In the thorough profile all.
SEEDS = range(min(600, 20 * settings.default.max_examples))
DAYS = [f"2020-06-{day}" for day in (10, 11, 12, 13, 30)]


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


def test_timeline_of_dated_claims_has_at_each_day_what_stood_then():
    for seed in SEEDS:
        made = question(seed)
        # A sum of parts is of the claims of other rows.
        made = {key: value for key, value in made.items() if key != "parts"}
        made["claims"] = [claim for claim in made["claims"] if "stated" in claim]
        data = dataset(made, parties="abc", pooled="r", published=None)
        then = {day: compare(as_of(data, day)[0]).events[0].rows for day in DAYS}
        for row in compare(data).events[0].rows:
            steps = history(row).steps
            for day, table in then.items():
                end = stated_span(day, "UTC")[1]
                last = [step for step in steps if step.end <= end][-1:]
                known = [each for each in table if each.scope == row.scope]
                if last and known:
                    found, whole = last[0], known[0]
                    assert (found.verdict, found.gap) == (whole.verdict, whole.gap), (seed, day)
