"""What is being done, shown on a terminal to a user who has to wait."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.status import Status
    from rich.text import Text

AFTER_SECONDS = 1.0


@contextlib.contextmanager
def shown() -> Iterator[Callable[[str], None]]:
    """Give a function that says what is being done; a second after the first call it shows, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from threading import Lock, Timer

    doing = ["starting"]
    lock = Lock()
    displays: list[Status] = []

    def show() -> None:
        from rich.console import Console

        with lock:
            if doing:
                displays.append(Console(stderr=True, markup=False).status(_plain(doing[0])))
                displays[0].start()

    def say(words: str) -> None:
        with lock:
            if not timer.ident:
                timer.start()
            doing[0] = words
            for status in displays:
                status.update(_plain(words))

    timer = Timer(AFTER_SECONDS, show)
    timer.daemon = True
    try:
        yield say
    finally:
        timer.cancel()
        if timer.ident:
            # Beside a thread no other process is started, and there may be more data to read.
            timer.join()
        with lock:
            doing.clear()
            for status in displays:
                status.stop()


def _plain(words: str) -> Text:
    from rich.text import Text

    from borderclash.escaping import terminal_text

    return Text(terminal_text(words))
