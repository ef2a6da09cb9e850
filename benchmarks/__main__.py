"""The command: generate the inputs, run everything in turn, print tables and bars as Markdown."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import contenders as programs
from benchmarks.bars import BARE_TABLE, JSON, USUAL, bars
from benchmarks.contenders import DIFF_FORMATS, LIBYAML, VALIDATE, Contender, borderclash, broken_copy, formats
from benchmarks.generate import claim_file, event_files, later_version
from benchmarks.measure import OFTEN, QUICK, SLOW, Sample, in_turn, run_once
from benchmarks.results import publish
from benchmarks.startup import start_up

SIZES = [20, 2_000, 20_000, 100_000]
# The same claims in one file laid out otherwise.
OTHERS = {
    "braces": "one file, each claim in braces",
    "quotes": "one file, each key and value in quotes",
    "bundled": "one file, laid out as the bundled data",
}


class Layout(NamedTuple):
    """The same claims in one file, or in many."""

    name: str
    files: Mapping[int, list[Path]]


def main() -> None:
    """Measure, print, and with ``--write`` put the tables into the pages that show them."""
    chosen = _arguments()
    ajv = programs.node_program("ajv", chosen.node_modules)
    sourcemeta = programs.node_program("jsonschema", chosen.node_modules)
    found = programs.contenders(ajv, sourcemeta)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        layouts = _generated(chosen.claims, folder)
        versions = ", ".join(
            f"{program} {version}" for program, version in programs.versions(ajv, sourcemeta).items()
        )
        lines = [
            f"Machine: {programs.machine()}. {chosen.runs} runs in turn after one to warm up; of what takes "
            f"less than {QUICK:.0f} s {OFTEN} times as many; what takes over {SLOW:.0f} s ran once (marked *).",
            f"\n{versions}.",
            *(f"\nMissing here, and so not measured: {each.name}." for each in found if each.command is None),
        ]
        starts = start_up(chosen.runs, folder)
        lines += ["\n### Start-up\n", *_samples(starts, BARE_TABLE)]
        checks = {}
        for layout in layouts:
            checks[layout.name] = _checks(found, layout, chosen.runs, folder)
            lines += _check_tables(layout, checks[layout.name])
        one_file = layouts[0].files
        largest = USUAL if USUAL in one_file else max(one_file)
        lines += _refusals(found, one_file[largest][0], folder)
        compared = _compared(one_file[largest], chosen.runs, folder)
        lines += [
            f"\n### borderclash compare and diff, {largest:,} claims in one file\n",
            *_samples(compared, JSON),
        ]
        megabytes = {claims: _megabytes(files) for claims, files in one_file.items()}
        lines += ["\n### Goals\n"]
        lines += [f"- {bar.told()}" for bar in bars(starts, checks, compared, megabytes)]
    print("\n".join(lines))
    if chosen.write:
        publish(lines, largest, megabytes[largest], checks[layouts[0].name][largest], compared)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs of each, after a warm-up")
    parser.add_argument(
        "--node-modules",
        metavar="FOLDER",
        default=os.environ.get("BORDERCLASH_NODE_MODULES"),
        help="where ajv-cli and @sourcemeta/jsonschema are installed",
    )
    parser.add_argument(
        "--write", action="store_true", help="put the results into docs/performance.md and README.md"
    )
    return parser.parse_args()


def _generated(sizes: Iterable[int], folder: Path) -> list[Layout]:
    """Write claims of each size, in one file, in one file an event, and in one of each other layout."""
    one: dict[int, list[Path]] = {}
    many: dict[int, list[Path]] = {}
    others: dict[str, dict[int, list[Path]]] = {layout: {} for layout in OTHERS}
    for claims in sorted(set(sizes)):
        one[claims] = [folder / f"claims-{claims}.yaml"]
        with one[claims][0].open("w", encoding="utf-8") as stream:
            stream.writelines(claim_file(claims))
        below = folder / f"events-{claims}"
        below.mkdir()
        many[claims] = []
        for name, text in event_files(claims):
            many[claims].append(below / name)
            many[claims][-1].write_text(text, encoding="utf-8")
        if claims <= USUAL:
            for layout, files in others.items():
                files[claims] = [folder / f"{layout}-{claims}.yaml"]
                with files[claims][0].open("w", encoding="utf-8") as stream:
                    stream.writelines(claim_file(claims, layout=layout))
    layouts = [Layout("one file", one), Layout("one file an event", many)]
    layouts += [Layout(OTHERS[layout], files) for layout, files in others.items()]
    return [layout for layout in layouts if layout.files]


def _checks(found: Sequence[Contender], layout: Layout, runs: int, folder: Path) -> dict[int, dict[str, Sample]]:
    """Run all contenders on each size, and return the samples by size and contender."""
    samples = {}
    for claims, files in layout.files.items():
        print(f"{claims:,} claims, {layout.name}", file=sys.stderr)
        commands = {each.name: each.on(files) for each in found if each.command}
        samples[claims] = in_turn(commands, runs, folder)
    return samples


def _check_tables(layout: Layout, checks: Mapping[int, Mapping[str, Sample]]) -> Iterator[str]:
    yield f"\n### Checking claims in {layout.name}\n"
    heads = [f"{claims:,} claims, {_megabytes(files):.1f} MB" for claims, files in layout.files.items()]
    names = list(next(iter(checks.values())))
    yield "Seconds, medians; in brackets how many times as long as `borderclash validate`.\n"
    yield from _table(["", *heads], ([name, *(_cell(checks[n], name) for n in checks)] for name in names))
    yield "\nProcessor seconds, medians, of all cores together.\n"
    yield from _table(
        ["", *heads], ([name, *(_figure(checks[n][name], "busy", 2) for n in checks)] for name in names)
    )
    yield "\nPeak memory in MB, of all processes of a contender together.\n"
    yield from _table(
        ["", *heads], ([name, *(_figure(checks[n][name], "peak", 0) for n in checks)] for name in names)
    )


def _cell(samples: Mapping[str, Sample], name: str) -> str:
    sample, ours = samples[name], samples[VALIDATE]
    if sample.status or ours.status:
        return _figure(sample, "seconds", 2)
    once = "*" if len(sample.wall) == 1 and len(ours.wall) > 1 else ""
    ratio = "" if name in (VALIDATE, LIBYAML) else f" ({sample.seconds / ours.seconds:.2f})"
    return f"{sample.seconds:.2f}{once}{ratio}"


def _figure(sample: Sample, what: str, places: int) -> str:
    return f"fails ({sample.status})" if sample.status else f"{getattr(sample, what):.{places}f}"


def _refusals(found: Sequence[Contender], file: Path, folder: Path) -> Iterator[str]:
    """Yield who notices one unknown key: being quick is easy for one that does not look."""
    broken = folder / "broken.yaml"
    broken_copy(file, broken)
    yield "\nOne unknown key added to the last claim:\n"
    for each in found:
        if each.judges and each.command:
            run = run_once(each.on([broken]), folder)
            yield f"- {each.name} {'refuses' if run.status else 'ACCEPTS'} it, in {run.wall[0]:.2f} s (one run)."


def _compared(files: Sequence[Path], runs: int, folder: Path) -> dict[str, Sample]:
    print("compare", file=sys.stderr)
    later = folder / "later.yaml"
    later.write_text("".join(later_version(files[0].read_text(encoding="utf-8"))), encoding="utf-8")
    commands = {
        f"compare -f {name}": (borderclash(), "compare", "-f", name, *map(str, files)) for name in formats()
    }
    commands |= {
        f"diff -f {name}": (borderclash(), "diff", "-f", name, str(files[0]), str(later)) for name in DIFF_FORMATS
    }
    return in_turn(commands, runs, folder)


def _samples(samples: Mapping[str, Sample], reference: str) -> Iterator[str]:
    lines = []
    for name, sample in samples.items():
        if sample.status:
            lines.append([name, f"fails ({sample.status})"])
            continue
        ratio = f"{sample.seconds / samples[reference].seconds:.2f}" if samples[reference].wall else ""
        figures = [f"{figure:.3f}" for figure in (sample.seconds, sample.least, sample.busy)]
        lines.append([name, *figures, ratio, f"{sample.peak:.0f}"])
    yield from _table(["", "median s", "least s", "processor s", f"times {reference}", "peak MB"], lines)


def _table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "| --- |" + " ---: |" * (len(heads) - 1)
    for line in lines:
        yield "| " + " | ".join([*line, *[""] * (len(heads) - len(line))]) + " |"


def _megabytes(files: Iterable[Path]) -> float:
    return sum(file.stat().st_size for file in files) / 1e6


if __name__ == "__main__":
    main()
