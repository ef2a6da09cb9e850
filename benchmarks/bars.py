"""What the project asks of itself, and whether the measured figures meet it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.measure import Sample

Samples = Mapping[str, Sample]
Growth = Mapping[int, Sample]
SMALL, LARGE = 2_000, 100_000
# Below this, a file hides in the memory that start-up leaves free.
WEIGHTY = 20_000
BARE_TABLE, BUNDLED = "bare Typer, one Rich table", "borderclash compare (bundled data)"
VALIDATE, JSON = "borderclash validate", "borderclash compare -f json"
DIFF = "borderclash diff -f terminal"
AJV, CHECK_JSONSCHEMA = "ajv validate", "check-jsonschema"


@dataclass(frozen=True, slots=True)
class Bar:
    """One demand on a figure: at most ``limit``, or at least where ``most`` is false.

    ``measured`` is the figure by medians, ``least`` that by the shortest run of each, which a busy machine
    disturbs less; ``None`` where something was missing. The demand is on the former.
    """

    demand: str
    limit: float
    measured: float | None
    least: float | None = None
    most: bool = True
    unit: str = "times"

    def told(self) -> str:
        """Return the demand, whether it is met, and the measured figure, as a line."""
        if self.measured is None:
            return f"not measured: {self.demand}"
        met = self.measured <= self.limit if self.most else self.measured >= self.limit
        beside = "" if self.least is None else f" (shortest runs: {self.least:.2f})"
        return f"{'met' if met else 'NOT met'}: {self.demand}: {self.measured:.2f} {self.unit}{beside}"


def bars(starts: Samples, sides: Samples, claims: int, grown: Growth) -> list[Bar]:
    """Return each bar with what was measured.

    *starts* and *sides* are by contender, the latter for *claims* claims; *grown* is ``borderclash validate``
    by number of claims.
    """
    file = f"{claims:,} claims"
    growth = f"at {LARGE:,} claims is at most 1.2 times that at"
    demands = [
        ("compare on the bundled data: at most 1.6 times a bare program", 1.6, starts, BUNDLED, BARE_TABLE),
        (f"validate, {file}: at most 1.5 times ajv", 1.5, sides, VALIDATE, AJV),
        (f"compare -f json, {file}: at most 1.5 times validate", 1.5, sides, JSON, VALIDATE),
        (f"diff of two versions, {file}: at most 2.5 times validate of one", 2.5, sides, DIFF, VALIDATE),
    ]
    faster = f"validate, {file}: at least 15 times faster than check-jsonschema"
    return [
        *(Bar(demand, limit, *_ratios(samples, *pair)) for demand, limit, samples, *pair in demands),
        Bar(faster, 15, *_ratios(sides, CHECK_JSONSCHEMA, VALIDATE), most=False),
        Bar(f"validate, {file}: peak memory at most 400 MB", 400, sides[VALIDATE].peak, unit="MB"),
        Bar(f"validate: time a claim {growth} {SMALL:,}", 1.2, _growth(grown, "seconds"), _growth(grown, "least")),
        Bar(f"validate: memory a claim {growth} {WEIGHTY:,}", 1.2, _growth(grown, "peak", WEIGHTY)),
    ]


def a_claim(grown: Growth, claims: int, what: str) -> float:
    """Return what one claim costs of a property of `Sample`: start-up, with one claim, taken off."""
    start = getattr(grown[1], what)
    return float(getattr(grown[claims], what) - start) / (claims - 1)


def _growth(grown: Growth, what: str, small: int = SMALL) -> float | None:
    if small not in grown or LARGE not in grown:
        return None
    return a_claim(grown, LARGE, what) / a_claim(grown, small, what)


def _ratios(samples: Samples, part: str, whole: str) -> tuple[float | None, float | None]:
    """Return how many times as long one contender takes as another, by medians and by shortest runs."""
    if not all(name in samples and samples[name].wall for name in (part, whole)):
        return None, None
    one, other = samples[part], samples[whole]
    return one.seconds / other.seconds, one.least / other.least
