"""Processes that do one job after the other, for work that comes piece by piece."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

from borderclash.problems import UsageError

Data = TypeVar("Data")
Job = Callable[[], Any]


@contextmanager
def workers(start: Callable[[Data], None], data: Data) -> Iterator[Callable[[Job], Job]]:
    """Give a function that has a process do a job, and returns how to wait for it; *start* takes *data* in each.

    There is a process for each core, new ones rather than copies of this one, which may have threads. Raises
    `UsageError` where one of them was ended from outside.
    """
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    pool: Any = ProcessPoolExecutor(cores, get_context("spawn"), _begin, (start, data))

    def submit(job: Job) -> Job:
        with _uninterrupted():
            result: Job = pool.submit(job).result
            return result

    try:
        yield submit
    except BrokenProcessPool:
        message = "a process that did a part of the work was ended from outside"
        raise UsageError(message, "free some memory, and run it again") from None
    except BaseException:
        # Nobody waits for what they are at.
        for process in active_children():
            process.terminate()
        # Where one of them was sending, the rest never comes, which is seen once nobody else could send it.
        pool._result_queue._writer.close()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Have a Ctrl-C wait, and not reach processes that are started here: they end when this one does."""
    before = signal.getsignal(signal.SIGINT)
    if sys.platform == "win32" or not callable(before):
        yield
        return
    missed: list[int] = []
    # A thread of another library may take what this one blocks, and it comes to this one all the same.
    signal.signal(signal.SIGINT, lambda number, _: missed.append(number))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, before)
        if missed:
            before(signal.SIGINT, None)


def _begin(start: Callable[[Data], None], data: Data) -> None:
    # All that is made of some events is let go of with them, by the count of references.
    gc.disable()
    Thread(target=_end_with_parent, daemon=True).start()
    start(data)


def _end_with_parent() -> None:
    """End this process when the one that started it has gone, even where that could not say so."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
