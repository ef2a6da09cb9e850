"""Time and peak memory of whole processes, run in turn."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

Command = Sequence[str]
# What would make a run depend on who starts it: colour, and Python without its compiled modules or its buffers.
DROPPED = ("FORCE_COLOR", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in DROPPED} | {"COLUMNS": "140"}


@dataclass(slots=True)
class Sample:
    """What several runs of one command took: wall-clock and processor seconds, peak memory in megabytes."""

    status: int = 0
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The median of the wall-clock times."""
        return median(self.wall)

    @property
    def least(self) -> float:
        """The smallest of the wall-clock times."""
        return min(self.wall)

    @property
    def peak(self) -> float:
        """The largest peak memory of any run."""
        return max(self.memory)


def in_turn(commands: Mapping[str, Command], rounds: int, folder: Path) -> dict[str, Sample]:
    """Run each command once to warm up, then all of them *rounds* times in turn (A B C A B C).

    One that fails when warming up is not run again: its sample has the exit status and no times.
    """
    samples = {}
    for name, command in commands.items():
        print(f"  {name}", file=sys.stderr)
        samples[name] = Sample(status=run_once(command, folder).status)
    for _ in range(rounds):
        for name, command in commands.items():
            if samples[name].status == 0:
                _add(samples[name], run_once(command, folder))
    return samples


def run_once(command: Command, folder: Path) -> Sample:
    """Run a command in *folder*, its output thrown away, and return what this one run took.

    Linux counts the caller's own memory at the start into the peak of what it starts, so this program has to
    stay smaller than any that it measures. It imports little and holds no input.
    """
    nowhere = subprocess.DEVNULL
    # Compiled modules, as an installed program has them, without writing into anyone's folders.
    environment = ENVIRONMENT | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=nowhere, stdout=nowhere, stderr=nowhere)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Sample(process.returncode, [wall], [usage.ru_utime + usage.ru_stime], [_megabytes(usage)])


def own_peak() -> float:
    """Return the peak memory of this program so far, below which it cannot tell that of others."""
    return _megabytes(resource.getrusage(resource.RUSAGE_SELF))


def _megabytes(usage: resource.struct_rusage) -> float:
    # Kilobytes of 1,024 bytes, but bytes on macOS.
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e6 / 1024)


def _add(sample: Sample, run: Sample) -> None:
    sample.status = run.status
    sample.wall += run.wall
    sample.processor += run.processor
    sample.memory += run.memory
