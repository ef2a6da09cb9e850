"""What is shown, made anew whenever a file changes: beside the server, in two threads that watch and read."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from importlib import import_module

from borderclash.language import Language
from borderclash.preview.shown import Shown, shown
from borderclash.preview.watching import Watch

# For so many seconds newer changes may hold up what is shown; then a reading comes to its end all the same.
PATIENCE = 5.0
# What explains errors takes its time to be imported: it is at hand before the first of them.
EXPLAINS = "borderclash.reading.schema_errors", "borderclash.values.figure_hints", "borderclash.values.time_hints"
# A reading that does not end at once is left to itself when the preview ends.
ENDING = 0.5


class Superseded(Exception):
    """The files have changed while they were read, or nobody waits for them any more."""


class Renewal:
    """Threads that call *reading* when files are read, and *show* with what is then to be shown, in *language*.

    *failed* is called with an error that is none of the files'.
    """

    def __init__(
        self,
        paths: Sequence[str],
        reading: Callable[[], None],
        show: Callable[[Shown], None],
        failed: Callable[[BaseException], None],
        language: Language | None = None,
    ) -> None:
        self._language = language
        self._paths, self._reading, self._show, self._failed = paths, reading, show, failed
        self._stop, self._changed = threading.Event(), threading.Event()
        self._watch = Watch(paths, self._stop)
        self._waited_since = 0.0
        jobs = self._watch_files, self._read_files
        self._threads = [threading.Thread(target=self._run, args=(job,), daemon=True) for job in jobs]

    def start(self) -> None:
        """Begin to watch the files, and read them."""
        self._changed.set()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End both; nothing is called any more."""
        self._stop.set()
        self._changed.set()
        for thread in self._threads:
            thread.join(ENDING)

    def _run(self, job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:
            if not self._stop.is_set():
                self._failed(error)

    def _watch_files(self) -> None:
        for _ in self._watch.changes():
            self._changed.set()

    def _read_files(self) -> None:
        while self._changed.wait() and not self._stop.is_set():
            self._waited_since = self._waited_since or time.monotonic()
            self._changed.clear()
            self._reading()
            try:
                found = shown(self._paths, self._stage, self._language)
            except Superseded:
                continue
            self._waited_since = 0.0
            self._watch.read(found.files)
            if not self._stop.is_set():
                self._show(found)
                for module in EXPLAINS:
                    import_module(module)

    def _stage(self, _: str) -> None:
        newer = self._changed.is_set() and time.monotonic() - self._waited_since < PATIENCE
        if newer or self._stop.is_set():
            raise Superseded
