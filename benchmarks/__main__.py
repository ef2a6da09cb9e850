"""The command: generate the inputs, run everything in turn, print tables and bars as Markdown."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.bars import BARE_TABLE, SMALL, VALIDATE, a_claim, bars
from benchmarks.contenders import (
    Contender,
    borderclash,
    broken_copy,
    contenders,
    machine,
    node_program,
    versions,
)
from benchmarks.generate import claim_file, later_version
from benchmarks.measure import Sample, in_turn, own_peak, run_once
from benchmarks.startup import heavy_imports, start_up

# The size that the contenders are compared at; the slow ones take half a minute for it.
SIDE_BY_SIDE = 20_000
# Quick runs are repeated more often: the noise is a larger part of them.
QUICK = 4


def main() -> None:
    """Measure and print."""
    chosen = _arguments()
    ajv = node_program("ajv", chosen.ajv)
    # Python's jsonschema has a program of the same name, so the PATH is not searched.
    sourcemeta = node_program("jsonschema", chosen.sourcemeta, on_path=False)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = _generated({1, *chosen.claims, chosen.side_by_side}, folder)
        print(f"Machine: {machine()}. Each figure: {chosen.runs} runs in turn after one to warm up.\n")
        print(", ".join(f"{program} {version}" for program, version in versions(ajv, sourcemeta).items()))

        _heading(f"Start-up (medians of {QUICK * chosen.runs} runs)")
        starts = start_up(QUICK * chosen.runs, folder)
        _print_samples(starts, BARE_TABLE)
        for argument in ("--version", "--help"):
            heavy = ", ".join(heavy_imports(argument, folder)) or "none of them"
            print(f"\n`{argument}` imports of rich.table, yaml and the validators: {heavy}.")

        file = files[chosen.side_by_side]
        _heading(f"Side by side: {chosen.side_by_side:,} claims, {file.stat().st_size / 1e6:.1f} MB")
        later = folder / "later.yaml"
        later.write_text("".join(later_version(file.read_text(encoding="utf-8"))), encoding="utf-8")
        sides = _side_by_side(contenders(ajv, sourcemeta, later), file, chosen.runs, folder)

        growths = {}
        for command in ("validate", "compare -f json"):
            _heading(f"Growth: borderclash {command}")
            sizes = {claims: files[claims] for claims in sorted({1, *chosen.claims})}
            growths[command] = _growth(command, sizes, chosen.runs, folder)

        print(f"\nA peak below {own_peak():.0f} MB may be smaller still: it is that of the benchmark itself.")

        _heading("Bars")
        for bar in bars(starts, sides, chosen.side_by_side, growths["validate"]):
            print(f"- {bar.told()}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=[1_000, 2_000, 20_000, 100_000], metavar="N")
    parser.add_argument("--side-by-side", type=int, default=SIDE_BY_SIDE, metavar="N", help="claims for all")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs of each, after a warm-up")
    parser.add_argument("--ajv", metavar="PATH", help="the program of ajv-cli")
    parser.add_argument("--sourcemeta", metavar="PATH", help="the program of @sourcemeta/jsonschema")
    return parser.parse_args()


def _generated(sizes: Iterable[int], folder: Path) -> dict[int, Path]:
    """Write a claim file of each size and return their paths."""
    files = {claims: folder / f"claims-{claims}.yaml" for claims in sizes}
    for claims, path in files.items():
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(claim_file(claims))
    return files


def _side_by_side(found: Sequence[Contender], file: Path, runs: int, folder: Path) -> dict[str, Sample]:
    commands = {each.name: (*each.command, str(file)) for each in found if each.command}
    sides = in_turn(commands, runs, folder)
    _print_samples(sides, VALIDATE)
    for each in found:
        if each.command is None:
            print(f"\nMissing here, and so not measured: {each.name}.")
    # Being quick is easy for one that does not look.
    broken = folder / "broken.yaml"
    broken_copy(file, broken)
    print()
    for each in found:
        if each.judges and each.command:
            run = run_once((*each.command, str(broken)), folder)
            told = "refuses" if run.status else "ACCEPTS"
            print(f"- {each.name} {told} the same file with one unknown key, in {run.seconds:.2f} s (one run).")
    return sides


def _growth(command: str, files: Mapping[int, Path], runs: int, folder: Path) -> dict[int, Sample]:
    grown: dict[int, Sample] = {}
    for few in (True, False):
        sizes = [claims for claims in files if (claims <= SMALL) is few]
        commands = {f"{n:,} claims": (borderclash(), *command.split(), str(files[n])) for n in sizes}
        samples = in_turn(commands, QUICK * runs if few else runs, folder)
        grown |= dict(zip(sizes, samples.values(), strict=True))
    lines = []
    for claims, sample in grown.items():
        megabytes = files[claims].stat().st_size / 1e6
        line = [f"{claims:,}", f"{megabytes:.1f}", f"{sample.seconds:.3f}", f"{sample.peak:.0f}"]
        if claims > 1:
            time, memory = (a_claim(grown, claims, what) for what in ("seconds", "peak"))
            line += [f"{1e6 * time:.1f}", f"{1e3 * memory:.2f}"]
        lines.append(line)
    _print_table(["claims", "MB", "median s", "peak MB", "µs a claim", "kB a claim"], lines)
    return grown


def _print_samples(samples: Mapping[str, Sample], reference: str) -> None:
    lines = []
    for name, sample in samples.items():
        if sample.status:
            lines.append([name, f"rejects the input (exit code {sample.status})"])
            continue
        ratio = sample.seconds / samples[reference].seconds
        processor = min(sample.processor)
        figures = (sample.seconds, sample.least, processor)
        lines.append([name, *(f"{figure:.3f}" for figure in figures), f"{ratio:.2f}", f"{sample.peak:.0f}"])
    heads = ["", "median s", "least s", "least CPU s", f"times {reference}", "peak MB"]
    _print_table(heads, lines)


def _print_table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    print("| " + " | ".join(heads) + " |")
    print("| --- |" + " ---: |" * (len(heads) - 1))
    for line in lines:
        print("| " + " | ".join([*line, *[""] * (len(heads) - len(line))]) + " |")
    sys.stdout.flush()


def _heading(text: str) -> None:
    print(f"\n## {text}\n", flush=True)
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
