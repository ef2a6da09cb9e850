"""Write a claim file of a given size: ``python -m benchmarks.generate 20000 > claims.yaml``.

The same size always gives the same bytes. A claim takes about 240 bytes, as a hand-written one with
speaker, agency, date, quote and note does.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

CLAIMS_AN_EVENT = 200
CLAIMS_A_QUESTION = 4
PARTIES = ("north", "south", "observers", "reports")
WORDS = (
    "the soldiers were hit near a crossing at the northern post before dawn while shelling went on "
    "and the ministry later counted its losses along the frontier after a night of exchanges"
).split()
FIGURES = ("{n}", "at least {n}", "about {n}", "{n} to {m}", "more than {n}", "up to {m}", "dozens")


def claim_file(claims: int, seed: int = 1) -> Iterator[str]:
    """Yield the lines of a valid claim file with exactly *claims* claims."""
    rng = random.Random(seed)
    yield "borderclash: 1\ntitle: Generated claims\n\nparties:\n"
    for party in PARTIES:
        pooled = ", pooled: true" if party == "reports" else ""
        yield f"  {party}: {{name: {party.title()}, kind: other{pooled}}}\n"
    yield "\nsources:\n"
    events = -(-claims // CLAIMS_AN_EVENT)
    for number in range(events):
        yield f"  wire-{number}:\n    title: Wire report {number}\n"
        yield f"    published: 2025-{number % 12 + 1:02}-28\n"
    yield "\nevents:\n"
    for done in range(0, claims, CLAIMS_A_QUESTION):
        if done % CLAIMS_AN_EVENT == 0:
            yield from _event(done // CLAIMS_AN_EVENT)
        yield from _question(rng, done, min(CLAIMS_A_QUESTION, claims - done))


def _event(number: int) -> Iterator[str]:
    month = number % 12 + 1
    yield f"  event-{number}:\n    title: Clash number {number}\n"
    yield f"    date: 2025-{month:02}-10/2025-{month:02}-12\n"
    yield f"    timezone: Asia/Kabul\n    source: wire-{number}\n    questions:\n"


def _question(rng: random.Random, number: int, claims: int) -> Iterator[str]:
    yield f"      losses-{number}:\n        label: Losses at point {number}\n        kind: count\n"
    yield "        unit: soldiers\n        subject: north\n        claims:\n"
    month = number // CLAIMS_AN_EVENT % 12 + 1
    for index in range(claims):
        n = rng.randint(1, 400)
        value = rng.choice(FIGURES).format(n=n, m=n + rng.randint(1, 40))
        yield f"          - party: {PARTIES[index % len(PARTIES)]}\n            value: {value}\n"
        yield f"            stated: 2025-{month:02}-{rng.randint(10, 27)}\n"
        yield f"            speaker: Spokesman {rng.randint(1, 99)}\n            via: AFP\n"
        yield f"            quote: {' '.join(rng.choices(WORDS, k=5))}\n"
        yield f"            note: {' '.join(rng.choices(WORDS, k=5))}.\n"


if __name__ == "__main__":
    sys.stdout.writelines(claim_file(int(sys.argv[1])))
