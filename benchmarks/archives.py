"""Archives of claims as tables, beside what a user would take instead: ``python -m benchmarks.archives``.

The same claims as `benchmarks.generate` makes, as Parquet and as YAML. Each way runs once in a process of its own,
after a few claims to warm up; its peak memory is that of all processes that it starts. With ``--write`` the
figures go into ``docs/archives.md``.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.contenders import borderclash, machine
from benchmarks.generate import claim_file
from benchmarks.measure import Command, Sample, run_once

PAGE = Path(__file__).parent.parent / "docs/archives.md"
SIZES = [1_000, 20_000, 1_000_000, 10_000_000]
# Claim files end at 64 MiB: what is more goes into several.
CLAIMS_A_FILE = 200_000
GROUP = 100_000
# A larger table is made of so many claims several times over, with other ids of events and sources.
BLOCK = 1_000_000
# To warm up.
FEW = 20
LINE = re.compile(r"( +)(?:- )?([a-z-]+[0-9]*):(?: (.*))?")
EVENT = {"title": "event_title", "date": "event_date", "timezone": "event_timezone", "source": "source"}
QUESTION = {"label": "label", "kind": "kind", "unit": "unit", "subject": "question_subject"}
CLAIM = ("party", "stance", "value", "stated", "speaker", "via", "quote", "note")
SOURCE = ("source_title", "source_published", "party_name", "party_kind", "party_pooled")
COLUMNS = ("event", *EVENT.values(), "question", *QUESTION.values(), *CLAIM, *SOURCE)
SCHEMA = pa.schema([(name, pa.string()) for name in COLUMNS])

# What each way leaves out of what the comparison tells.
LEFT_OUT = {
    "borderclash": "the sentences that say why verdicts stand",
    "YAML to JSON": "nothing",
    "Spark": "the same sentences, the order of events, and taking over what has not changed",
    "DuckDB": "all but the least, the greatest and the spread of figures that are plain numbers: revisions, "
    "bounds, denials, scopes, verdicts, who says what, sources, problems",
}
LEFT_OUT["pandas"] = LEFT_OUT["DuckDB"] + "; the table must fit into memory"

DUCKDB = """
import duckdb
duckdb.sql(
    "COPY (SELECT event, question, min(v) AS low, max(v) AS high, max(v) - min(v) AS spread FROM "
    "(SELECT event, question, try_cast(value AS DOUBLE) AS v FROM read_parquet('{table}')) GROUP BY ALL) "
    "TO '{out}/duckdb.parquet'"
)
"""
PANDAS = """
import pandas
claims = pandas.read_parquet("{table}", columns=["event", "question", "value"])
claims["value"] = pandas.to_numeric(claims["value"], errors="coerce")
rows = claims.groupby(["event", "question"])["value"].agg(["min", "max"])
rows["spread"] = rows["max"] - rows["min"]
rows.to_parquet("{out}/pandas.parquet")
"""
SPARK = """
import sys
from pyspark.sql import SparkSession
from borderclash import spark
session = (
    SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    .config("spark.pyspark.python", sys.executable).config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.driver.host", "127.0.0.1").getOrCreate()
)
compared = spark.compare(session.read.parquet("{table}"))
compared.write.mode("overwrite").parquet("{out}/spark.parquet")
"""


def main() -> None:
    """Measure, print, and with ``--write`` put the figures into the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archives", description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--yaml-up-to", type=int, default=1_000_000, metavar="N", help="above that no YAML")
    parser.add_argument(
        "--others-up-to", type=int, default=1_000_000, metavar="N", help="above that borderclash alone"
    )
    parser.add_argument("--no-spark", action="store_true")
    parser.add_argument(
        "--folder", type=Path, metavar="PATH", help="where tables are made; a temporary one if absent"
    )
    parser.add_argument("--write", action="store_true", help=f"put the figures into {PAGE.name}")
    chosen = parser.parse_args()
    found: dict[int, dict[str, Sample]] = {}
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        for claims in [FEW, *chosen.claims]:
            folder = Path(name) / str(claims)
            folder.mkdir()
            print(f"{claims:,} claims", file=sys.stderr)
            found[claims] = _measured(_ways(claims, folder, chosen), Path(name))
            shutil.rmtree(folder)
    del found[FEW]
    text = "\n".join(_page(found))
    print(text)
    if chosen.write:
        begin, end = "<!-- measured: begin -->\n", "<!-- measured: end -->"
        head, _, rest = PAGE.read_text(encoding="utf-8").partition(begin)
        PAGE.write_text(f"{head}{begin}{text}\n{end}{rest.partition(end)[2]}", encoding="utf-8")


def table(claims: int, seed: int = 1) -> Iterator[pa.RecordBatch]:
    """Yield the claims of `generate.claim_file` as rows of a sheet."""
    rows = _rows(claim_file(min(claims, BLOCK), seed))
    block = [_batch(some) for some in iter(lambda: list(islice(rows, GROUP)), [])]
    yield from block
    for number in range(1, -(-claims // BLOCK)):
        left = claims - number * BLOCK
        for batch in block[: -(-left // GROUP)]:
            yield _renamed(batch.slice(0, left), number)
            left -= batch.num_rows


def _batch(rows: list[dict[str, str]]) -> pa.RecordBatch:
    columns = [pa.array([row.get(name) for row in rows], pa.string()) for name in COLUMNS]
    return pa.record_batch(columns, schema=SCHEMA)


def _renamed(batch: pa.RecordBatch, number: int) -> pa.RecordBatch:
    """Return claims of other events, from other sources."""
    for name, prefix in (("event", "event-"), ("source", "wire-")):
        at = SCHEMA.get_field_index(name)
        column = pc.replace_substring(batch.column(at), prefix, f"{prefix}{number}-")
        batch = batch.set_column(at, SCHEMA.field(at), column)
    return batch


def _rows(pieces: Iterator[str]) -> Iterator[dict[str, str]]:
    """Yield the claims of a claim file in block layout, each with what it belongs to."""
    event: dict[str, str] = {}
    question: dict[str, str] = {}
    claim: dict[str, str] = {}
    begun = False
    for line in (line for piece in pieces for line in piece.splitlines()):
        begun = begun or line == "events:"
        found = LINE.match(line)
        if not begun or not found:
            continue
        depth, name, value = len(found[1]), found[2], (found[3] or "").strip('"')
        if claim and (depth < 12 and not (depth == 10 and name != "party")):
            yield {**event, **question, **claim}
            claim = {}
        if depth == 2:
            event = _event(name)
        elif depth == 4 and name in EVENT:
            event[EVENT[name]] = value
        elif depth == 6:
            question = {"question": name}
        elif depth == 8 and name in QUESTION:
            question[QUESTION[name]] = value
        elif depth == 10:
            pooled = {"party_pooled": "yes"} if value == "reports" else {}
            claim = {"party": value, "party_name": value.title(), "party_kind": "other", **pooled}
        elif depth == 12:
            claim[name] = value
    if claim:
        yield {**event, **question, **claim}


def _event(id: str) -> dict[str, str]:
    number = int(id.removeprefix("event-"))
    published = f"2025-{number % 12 + 1:02}-28"
    return {"event": id, "source_title": f"Wire report {number}", "source_published": published}


def _ways(claims: int, folder: Path, chosen: argparse.Namespace) -> dict[str, Command]:
    """Write the inputs and return the command of each way."""
    parquet = folder / "claims.parquet"
    with pq.ParquetWriter(parquet, SCHEMA, compression="zstd") as writer:
        for batch in table(claims):
            writer.write_batch(batch)
    names = {"table": parquet, "out": folder}
    into = str(folder / "out.parquet")
    ways: dict[str, Command] = {"borderclash": (borderclash(), "compare", str(parquet), "-o", into, "--fresh")}
    if claims > chosen.others_up_to:
        return ways
    ways["DuckDB"] = (sys.executable, "-c", DUCKDB.format(**names))
    ways["pandas"] = (sys.executable, "-c", PANDAS.format(**names))
    if not chosen.no_spark:
        ways["Spark"] = (sys.executable, "-c", SPARK.format(**names))
    if claims <= chosen.yaml_up_to:
        ways["YAML to JSON"] = (
            borderclash(),
            "compare",
            str(_yaml(claims, folder)),
            "-o",
            str(folder / "out.json"),
        )
    return ways


def _yaml(claims: int, folder: Path) -> Path:
    """Write the claims as claim files, each of which has its own events, and return their folder."""
    into = folder / "claims"
    into.mkdir()
    for number, first in enumerate(range(0, claims, CLAIMS_A_FILE)):
        text = "".join(claim_file(min(CLAIMS_A_FILE, claims - first), seed=number + 1))
        # Ids of events and sources are of one file; parties are the same in all.
        text = re.sub(r"\b(event|wire)-(?=[0-9])", rf"\1-{number}-", text)
        (into / f"{number:03}.yaml").write_text(text, encoding="utf-8")
    return into


def _measured(ways: Mapping[str, Command], folder: Path) -> dict[str, Sample]:
    samples = {}
    for name, command in ways.items():
        print(f"  {name}", file=sys.stderr)
        samples[name] = run_once(command, folder, watch=True)
    return samples


def _page(found: Mapping[int, Mapping[str, Sample]]) -> Iterator[str]:
    """Yield the lines of the tables."""
    programs = ("borderclash", "pyarrow", "duckdb", "pyspark", "pandas")
    yield f"Machine: {machine()}. Each ran once. Seconds, and the peak memory of all"
    yield "processes together in MB. " + ", ".join(f"{name} {version(name)}" for name in programs) + ".\n"
    yield "| claims | " + " | ".join(LEFT_OUT) + " |"
    yield "| ---: |" + " ---: |" * len(LEFT_OUT)
    for claims, samples in found.items():
        yield f"| {claims:,} | " + " | ".join(_cell(samples.get(name)) for name in LEFT_OUT) + " |"
    yield from _compared(found)
    yield "\nborderclash and Spark (`local[2]`) go from Parquet to Parquet. What each leaves out:\n"
    yield from (f"- {name}: {words}" for name, words in LEFT_OUT.items())


def _compared(found: Mapping[int, Mapping[str, Sample]]) -> Iterator[str]:
    """Yield how the ways stand to each other at the largest size, and the largest sizes to each other."""
    largest = max((claims for claims, samples in found.items() if len(samples) > 1), default=0)
    for name in ("YAML to JSON", "Spark"):
        other = found.get(largest, {}).get(name)
        if other and not other.status:
            own = found[largest]["borderclash"]
            yield (
                f"\nAt {largest:,} claims borderclash takes {own.seconds / other.seconds:.2f} times the time and "
                f"{own.peak / other.peak:.2f} times the memory of {name}."
            )
    if len(found) > 1:
        less, more = sorted(found)[-2:]
        a, b = found[less]["borderclash"], found[more]["borderclash"]
        yield (
            f"\n{more:,} claims take it {b.seconds / a.seconds:.1f} times the time and "
            f"{b.peak / a.peak:.2f} times the memory of {less:,}."
        )


def _cell(sample: Sample | None) -> str:
    if sample is None:
        return "not run"
    return "failed" if sample.status else f"{sample.seconds:.2f} s, {sample.peak:.0f} MB"


if __name__ == "__main__":
    main()
