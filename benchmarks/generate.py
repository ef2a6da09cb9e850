"""Write a claim file of a given size: ``python -m benchmarks.generate 20000 [LAYOUT] > claims.yaml``.

The same size always gives the same bytes. A claim takes about 250 bytes, as a hand-written one with
speaker, agency, date, quote and note does. All are counts, the kind that takes longest to read. Some parties
revise what they said, some decline to say.

Dates are quoted: some YAML readers take a bare one for a timestamp, and then find no string where the schema
wants one.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator

CLAIM = "          - party: "
CLAIMS_AN_EVENT = 200
CLAIMS_A_QUESTION = 4
PARTIES = ("north", "south", "observers", "reports")
WORDS = (
    "the soldiers were hit near a crossing at the northern post before dawn while shelling went on "
    "and the ministry later counted its losses along the frontier after a night of exchanges"
).split()
FIGURES = ("{n}", "at least {n}", "about {n}", "{n} to {m}", "more than {n}", "up to {m}", "dozens")


def claim_file(claims: int, seed: int = 1, *, layout: str = "block") -> Iterator[str]:
    """Yield the lines of a valid claim file with exactly *claims* claims, in one of `LAYOUTS`."""
    rng = random.Random(seed)
    yield from _head(range(-(-claims // CLAIMS_AN_EVENT)))
    for done in range(0, claims, CLAIMS_AN_EVENT):
        yield LAYOUTS[layout]("".join(_event(rng, done, min(CLAIMS_AN_EVENT, claims - done))))


def event_files(claims: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of files that hold the same claims, one file an event."""
    rng = random.Random(seed)
    for done in range(0, claims, CLAIMS_AN_EVENT):
        number = done // CLAIMS_AN_EVENT
        lines = (*_head([number]), *_event(rng, done, min(CLAIMS_AN_EVENT, claims - done)))
        yield f"event-{number:04}.yaml", "".join(lines)


def _head(events: Iterable[int]) -> Iterator[str]:
    yield "borderclash: 1\ntitle: Generated claims\n\nparties:\n"
    for party in PARTIES:
        pooled = ", pooled: true" if party == "reports" else ""
        yield f"  {party}: {{name: {party.title()}, kind: other{pooled}}}\n"
    yield "\nsources:\n"
    for number in events:
        yield f"  wire-{number}:\n    title: Wire report {number}\n"
        yield f'    published: "2025-{_month(number)}-28"\n'
    yield "\nevents:\n"


def later_version(text: str, seed: int = 2) -> Iterator[str]:
    """Yield a claim file as it may stand some days later: one claim in twenty was corrected or is revised."""
    rng = random.Random(seed)
    head, *claims = text.split(CLAIM)
    yield head
    for claim in claims:
        drawn = rng.random()
        party, month = claim.partition("\n")[0], re.search('stated: "2025-([0-9]{2})', claim)
        if drawn < 0.01 and month:
            # Later than all others of its question, it revises what the party said.
            yield f"{CLAIM}{party}\n            value: {rng.randint(1, 400)}\n"
            yield f'            stated: "2025-{month[1]}-28"\n'
        elif drawn < 0.03:
            claim = re.sub("value: .*", f"value: {rng.randint(1, 400)}", claim, count=1)
        elif drawn < 0.04:
            claim = re.sub("speaker: .*", "speaker: A spokeswoman", claim, count=1)
        elif drawn < 0.05:
            claim = re.sub("note: .*", "note: Read once more.", claim, count=1)
        yield f"{CLAIM}{claim}"


def _month(event: int) -> str:
    return f"{event % 12 + 1:02}"


def _event(rng: random.Random, first: int, claims: int) -> Iterator[str]:
    number = first // CLAIMS_AN_EVENT
    month = _month(number)
    yield f"  event-{number}:\n    title: Clash number {number}\n"
    yield f'    date: "2025-{month}-10/2025-{month}-12"\n'
    yield f"    timezone: Asia/Kabul\n    source: wire-{number}\n    questions:\n"
    for done in range(0, claims, CLAIMS_A_QUESTION):
        yield from _question(rng, first + done, min(CLAIMS_A_QUESTION, claims - done))


def _question(rng: random.Random, number: int, claims: int) -> Iterator[str]:
    yield f"      losses-{number}:\n        label: Losses at point {number}\n        kind: count\n"
    yield "        unit: soldiers\n        subject: north\n        claims:\n"
    month = _month(number // CLAIMS_AN_EVENT)
    for index in range(claims):
        yield f"{CLAIM}{rng.choice(PARTIES)}\n"
        n = rng.randint(1, 400)
        value = rng.choice(FIGURES).format(n=n, m=n + rng.randint(1, 40))
        if rng.random() < 0.1:
            yield "            stance: declines\n"
        else:
            yield f"            value: {value}\n"
        # Each claim is later than the one before it, so that a party's second claim revises its first.
        yield f'            stated: "2025-{month}-{12 + 4 * index + rng.randint(0, 3)}"\n'
        yield f"            speaker: Spokesman {rng.randint(1, 99)}\n            via: AFP\n"
        yield f"            quote: {value} {' '.join(rng.choices(WORDS, k=3))}\n"
        yield f"            note: {' '.join(rng.choices(WORDS, k=4))}.\n"


def _braces(event: str) -> str:
    """Return an event with each claim in braces, on one line."""
    head, *claims = event.split("          - ")

    def in_braces(claim: str) -> str:
        fields = re.match(r"[^\n]*\n(?: {12}[^\n]*\n)*", claim)
        assert fields
        inner = ", ".join(line.strip() for line in fields[0].splitlines())
        return f"          - {{{inner}}}\n{claim[fields.end() :]}"

    return head + "".join(map(in_braces, claims))


def _quotes(event: str) -> str:
    """Return an event with each key and each value in quotes."""
    return re.sub(
        r'(?m)^( *(?:- )?)([a-z0-9-]+):(?: "?([^"\n]+)"?)?$',
        lambda line: f'{line[1]}"{line[2]}":' + (f' "{line[3]}"' if line[3] else ""),
        event,
    )


def _bundled(event: str) -> str:
    """Return an event laid out as the bundled data: remarks above questions, and long texts folded."""
    event = re.sub(r"(?m)^( *)(losses-[0-9]+):$", r"\1# a point on the line\n\1\2:", event)
    return re.sub(r"(?m)^( *)note: ((?:\S+ )*\S+) (\S+)$", r"\1note: >-\n\1  \2\n\1  \3", event)


# The same claims as people and programs write them down.
LAYOUTS: dict[str, Callable[[str], str]] = {
    "block": lambda event: event,
    "braces": _braces,
    "quotes": _quotes,
    "bundled": _bundled,
}

if __name__ == "__main__":
    sys.stdout.writelines(claim_file(int(sys.argv[1]), layout=(*sys.argv[2:], "block")[0]))
