"""Time and peak memory of whole processes, run in turn."""

from __future__ import annotations

import os
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
# One that takes longer than so many seconds is run once, one that takes less than so many four times as often as
# asked for: the noise is a larger part of it.
SLOW, QUICK, OFTEN = 12.0, 1.0, 4
# Seconds between two looks at the memory at least. To look at a large process takes long, time that its run lacks:
# in a long one looks take a twentieth of it, or are a fiftieth of it apart.
LOOK, SPARED, OF_RUN = 0.003, 20, 50


@dataclass(slots=True)
class Sample:
    """What runs of one command took: wall-clock and processor seconds, and the peak memory of the first of them.

    ``peak`` is in megabytes, that of the command's own processes together.
    """

    status: int = 0
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    peak: float = 0.0

    @property
    def seconds(self) -> float:
        """The median of the wall-clock times."""
        return median(self.wall)

    @property
    def least(self) -> float:
        """The smallest of the wall-clock times."""
        return min(self.wall)

    @property
    def busy(self) -> float:
        """The median of the processor times."""
        return median(self.processor)


def in_turn(commands: Mapping[str, Command], rounds: int, folder: Path) -> dict[str, Sample]:
    """Run each command once to warm up, then all of them *rounds* times in turn (A B C A B C), quick ones longer.

    The memory is looked at in the first run only, which is the only one of a slow command. One that fails then is
    not run again: its sample has the exit status and no times.
    """
    samples: dict[str, Sample] = {}
    taken: dict[str, float] = {}
    for name, command in commands.items():
        print(f"  {name}", file=sys.stderr)
        samples[name] = first = run_once(command, folder, watch=True)
        taken[name] = first.wall[0]
        if first.status or taken[name] < SLOW:
            first.wall, first.processor = [], []
    for number in range(rounds * OFTEN):
        for name, command in commands.items():
            sample = samples[name]
            due = number < (rounds * OFTEN if taken[name] < QUICK else rounds)
            if due and sample.status == 0 and taken[name] < SLOW:
                run = run_once(command, folder)
                sample.status = run.status
                sample.wall += run.wall
                sample.processor += run.processor
    return samples


def run_once(command: Command, folder: Path, *, watch: bool = False) -> Sample:
    """Run a command in *folder*, its output thrown away, and return what this one run took.

    With *watch*, its memory is looked at all along, that of the processes that it starts included.
    """
    nowhere = subprocess.DEVNULL
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=_environment(folder), stdin=nowhere, stdout=nowhere, stderr=nowhere
    )
    peak = 0.0
    while watch and not os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        begun = time.perf_counter()
        peak = max(peak, sum(map(_megabytes, _family(process.pid))))
        now = time.perf_counter()
        time.sleep(max(LOOK, min(SPARED * (now - begun), (now - start) / OF_RUN)))
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Sample(process.returncode, [wall], [usage.ru_utime + usage.ru_stime], peak)


def _environment(folder: Path) -> dict[str, str]:
    # Compiled modules, as an installed program has them, without writing into anyone's folders.
    return ENVIRONMENT | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def _family(process: int) -> list[int]:
    """Return a process and all that it has started, as far as they are there."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(member for child in children for member in _family(int(child)))]


def _megabytes(process: int) -> float:
    """Return the memory of a process; a page that several share counts in parts."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6
