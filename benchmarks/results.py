"""The results in the pages that show them, between marks that a reader does not see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from benchmarks.bars import JSON, TERMINAL
from benchmarks.contenders import AJV, CHECK_JSONSCHEMA, PROJECT, SOURCEMETA, VALIDATE, YAMLLINT
from benchmarks.measure import Sample

BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
WHAT = {
    VALIDATE: "`borderclash validate`, all rules that warn or fail",
    JSON: "`borderclash compare --format json`",
    TERMINAL: "`borderclash compare` (terminal)",
    SOURCEMETA: "`jsonschema validate` of Sourcemeta (schema only)",
    AJV: "`ajv validate` (schema only)",
    YAMLLINT: "`yamllint -d relaxed` (style only)",
    CHECK_JSONSCHEMA: "`check-jsonschema` (schema only)",
}


def publish(
    lines: Iterable[str],
    claims: int,
    megabytes: float,
    checks: Mapping[str, Sample],
    compared: Mapping[str, Sample],
) -> None:
    """Put all results into docs/performance.md, and those of one file of *claims* claims into README.md."""
    _put("docs/performance.md", "\n".join(lines))
    samples = {**checks, **compared}
    table = [
        f"| {claims:,} claims in one file, {megabytes:.1f} MB | seconds | peak memory |",
        "| --- | ---: | ---: |",
    ]
    for name, words in WHAT.items():
        sample = samples.get(name)
        if sample and sample.wall:
            table.append(f"| {words} | {sample.seconds:.2f} | {sample.peak:.0f} MB |")
    _put("README.md", "\n".join(table))


def _put(page: str, text: str) -> None:
    path = PROJECT / page
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}{text}\n{END}{after}", encoding="utf-8")
