"""The cyclic garbage collector, held off while much is built.

What is built here has no cycles, and the collector would walk all of it again and again.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Hold the collector off for as long as the block runs; what it built is never walked later either."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if running:
            gc.enable()
