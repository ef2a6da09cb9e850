"""What the project asks of itself, and whether the measured figures meet it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.contenders import AJV, CHECK_JSONSCHEMA, SOURCEMETA, VALIDATE, YAMLLINT
from benchmarks.measure import Sample

Samples = Mapping[str, Sample]
SMALL, LARGE, USUAL = 2_000, 100_000, 20_000
BARE_TABLE, BUNDLED = "bare Typer, one Rich table", "borderclash compare (bundled data)"
OWN_DATA, LINTED = "borderclash validate (bundled data)", "yamllint -d relaxed (bundled data)"
ADD, HELP = "borderclash add (bundled data)", "borderclash --help"
JSON, TERMINAL = "compare -f json", "compare -f terminal"
DIFF = "diff -f terminal"


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


def bars(
    starts: Samples,
    layouts: Mapping[str, Mapping[int, Samples]],
    compared: Samples,
    megabytes: Mapping[int, float],
) -> list[Bar]:
    """Return each bar with what was measured.

    *starts* are the smallest jobs, *layouts* those of validators by layout and number of claims; the first is one
    file, which has so many *megabytes*; *compared* are the formats of a comparison.
    """
    checks = next(iter(layouts.values()))
    usual = checks.get(USUAL, {})
    claims = f"validate, {USUAL:,} claims in one file"
    demands = [
        ("compare on the bundled data: at most 1.6 times a bare program", 1.6, starts, BUNDLED, BARE_TABLE, True),
        ("validate on the bundled data: at most 1.3 times yamllint", 1.3, starts, OWN_DATA, LINTED, True),
        (f"{claims}: faster than sourcemeta jsonschema", 1, usual, VALIDATE, SOURCEMETA, True),
        (f"{claims}: 25 times as fast as yamllint", 25, usual, YAMLLINT, VALIDATE, False),
        (
            "diff of two versions: at most 2.5 times validate of one",
            2.5,
            {**usual, **compared},
            DIFF,
            VALIDATE,
            True,
        ),
        ("compare in the terminal: at most 1.5 times compare -f json", 1.5, compared, TERMINAL, JSON, True),
    ]
    for layout, sizes in layouts.items():
        claims = f"validate, {USUAL:,} claims in {layout}"
        samples = sizes.get(USUAL, {})
        demands += [
            (f"{claims}: faster than ajv", 1, samples, VALIDATE, AJV, True),
            (f"{claims}: 40 times as fast as check-jsonschema", 40, samples, CHECK_JSONSCHEMA, VALIDATE, False),
        ]
    found = [Bar(demand, limit, *_ratios(samples, *pair), most) for demand, limit, samples, *pair, most in demands]
    if {ADD, HELP} <= starts.keys():
        add, help = starts[ADD], starts[HELP]
        more = add.seconds - help.seconds, add.least - help.least
        found.append(Bar("add, a claim to the bundled data: at most 0.2 s over --help", 0.2, *more, unit="s"))
    growth = f"validate: time a claim at {LARGE:,} is at most 1.2 times that at {SMALL:,}"
    found.append(Bar(growth, 1.2, _growth(checks)))
    for size in (USUAL, LARGE):
        if size in checks:
            demand = f"validate, {size:,} claims: peak memory at most 12 times the input's size"
            found.append(Bar(demand, 12, checks[size][VALIDATE].peak / megabytes[size]))
    return found


def _growth(checks: Mapping[int, Samples]) -> float | None:
    """Return how many times as long a claim takes in a large file, start-up taken off."""
    if not {SMALL, LARGE} <= checks.keys():
        return None
    least = min(checks)
    start = checks[least][VALIDATE].seconds
    few, many = ((checks[size][VALIDATE].seconds - start) / (size - least) for size in (SMALL, LARGE))
    return many / few


def _ratios(samples: Samples, part: str, whole: str) -> tuple[float | None, float | None]:
    """Return how many times as long one contender takes as another, by medians and by shortest runs."""
    if not all(name in samples and samples[name].wall for name in (part, whole)):
        return None, None
    one, other = samples[part], samples[whole]
    return one.seconds / other.seconds, one.least / other.least
