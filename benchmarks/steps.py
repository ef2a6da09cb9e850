"""Where the time of `borderclash validate` goes, step by step in one process: `python -m benchmarks.steps`."""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from benchmarks.bars import USUAL
from benchmarks.generate import claim_file
from benchmarks.measure import run_once

Result = TypeVar("Result")


class Steps:
    """Processor seconds of steps, each the least of several runs."""

    def __init__(self, runs: int) -> None:
        self.runs = runs
        self.seconds: dict[str, float] = {}

    def take(self, name: str, step: Callable[[], Result]) -> Result:
        """Do a step, note what it takes, and return what it returns."""
        for _ in range(self.runs):
            start = time.process_time()
            result = step()
            taken = time.process_time() - start
            self.seconds[name] = min(taken, self.seconds.get(name, taken))
        return result


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.steps", description=__doc__)
    parser.add_argument("--claims", type=int, default=USUAL, metavar="N")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    chosen = parser.parse_args()
    gc.disable()  # as for a command
    steps = Steps(chosen.runs)
    _imports(steps)
    _checking(steps, "".join(claim_file(chosen.claims)))
    print("| step | s |\n| --- | ---: |")
    for name, seconds in steps.seconds.items():
        print(f"| {name} | {seconds:.3f} |")


def _imports(steps: Steps) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, code in (
            ("Python alone", "pass"),
            ("the same, with Typer", "import typer"),
            (
                "the same, with all that validate imports",
                "import borderclash.cli, borderclash.checking, jsonschema_rs",
            ),
        ):
            taken = [run_once((sys.executable, "-c", code), Path(folder)) for _ in range(steps.runs + 1)]
            steps.seconds[name] = min(run.busy for run in taken)


def _checking(steps: Steps, text: str) -> None:
    """Do what one process does, without the start."""
    from yaml.cyaml import CParser

    from borderclash import checking, rules
    from borderclash.reading import splitting, yaml_events
    from borderclash.reading.dataset import assemble
    from borderclash.reading.documents import Document
    from borderclash.reading.sources import accepts
    from borderclash.values.figures import read_figure
    from borderclash.values.times import stated_span

    accepts({})
    steps.take("finding the parts of the file", lambda: splitting.split("claims.yaml", text, [len(text) // 2]))
    (data,) = steps.take("YAML to plain data", lambda: yaml_events.parse(text)).documents
    steps.take("for comparison, libyaml alone on that text", lambda: CParser(text).raw_parse())
    steps.take("the schema", lambda: accepts(data))

    def documents() -> list[Document]:
        # New ones: a document keeps what was looked up in it.
        return [Document("claims.yaml", 0, data, data, plain=True)]

    def assembled() -> object:
        read_figure.cache_clear()
        stated_span.cache_clear()
        return assemble(documents())

    steps.take("claims with their figures, times and what they inherit", assembled)
    names = checking.rule_names(checking.DEFAULT)
    dataset, _ = assemble(documents())

    def check() -> None:
        list(rules.check(rules.Material(dataset, documents(), today=date.today()), names))

    steps.take("all rules together", check)


if __name__ == "__main__":
    main()
