"""Work shared out to copies of this process, where the system makes them at little cost."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

Result = TypeVar("Result")


def available() -> int:
    """Return how many processes can work at once: 1 where forking is not at hand, or not safe beside threads."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def share_out(jobs: Sequence[Callable[[], Result]]) -> list[Result] | None:
    """Do the first of *jobs* here and each other in a copy of this process; return what they return, in order.

    ``None`` where a copy did not come to its end. None of them outlives the call, whatever ends it.
    """
    import pickle

    workers: dict[int, int] = {}  # the process that does a job, and where its result is read
    try:
        for job in jobs[1:]:
            _start(job, workers)
        results = [jobs[0]()]
        for process, end in list(workers.items()):
            with open(end, "rb", closefd=False) as stream:
                sent = stream.read()
            os.close(workers.pop(process))
            if os.waitpid(process, 0)[1] != 0:
                return None
            results.append(pickle.loads(sent))
        return results
    finally:
        for process, end in workers.items():
            os.close(end)
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _start(job: Callable[[], object], workers: dict[int, int]) -> None:
    read_end, write_end = os.pipe()
    # An interrupt between the fork and the next line would find two processes at the same place.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    process = os.fork()
    if process == 0:
        _work(job, write_end)
    workers[process] = read_end
    os.close(write_end)
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(job: Callable[[], object], write_end: int) -> None:
    """Do a job and write its result, in a copy that ends here without the clean-up that the original will do."""
    import pickle

    status = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
        with open(write_end, "wb") as stream:
            pickle.dump(job(), stream)
        status = 0
    finally:
        os._exit(status)
