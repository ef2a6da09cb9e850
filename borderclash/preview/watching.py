"""When files change: told by the operating system, and seen by a look at them now and then."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from threading import Event

from watchfiles._rust_notify import RustNotify

from borderclash.language import Language
from borderclash.preview.shown import Shown, shown
from borderclash.problems import UsageError
from borderclash.reading import sources

# In milliseconds: changes that follow each other by less than a step are one; a run of them is cut after so long.
STEP, LONGEST = 20, 200
# In seconds: so often the files are looked at untold, since changes over a network may be told to nobody. Where
# there are many of them the look takes its time, and no more than this share of it.
LEAST, SHARE = 0.3, 0.05

Marks = Mapping[str, tuple[int, ...]]


class Watch:
    """The files that paths stand for, those that *read* adds to them, and the settings that may hold for them.

    Only folders are watched: an editor that saves by renaming puts another file in the place of the old one.
    """

    def __init__(self, paths: Sequence[str], stop: Event) -> None:
        try:
            self._base = os.getcwd()
        except FileNotFoundError:  # it is gone, and no path can be one below it
            self._base = os.sep
        self._paths = [self._absolute(path) for path in paths]
        self._stop = stop
        self._files: frozenset[str] = frozenset()
        above = _above(self._paths[0])
        self._settings = frozenset(
            os.path.join(folder, name)
            for folder in (self._paths[0], *above)
            for name in (sources.SETTINGS, sources.PROJECT)
        )

    def read(self, files: Iterable[str]) -> None:
        """Watch these files as well, in place of those that were given before."""
        absolute = [self._absolute(file) for file in files if file != sources.STDIN]
        self._files = frozenset([*absolute, *map(os.path.realpath, absolute)])

    def changes(self) -> Iterator[None]:
        """Yield whenever a file may be another than before, until *stop* is set."""
        before = self._marks()
        while not self._stop.is_set():
            inside, folders = self._folders()
            for told in self._told(folders, inside):
                now = self._marks()
                # Two writes within a tick of the clock leave the same marks; being told is enough.
                if now != before or told & (self._files | self._settings):
                    yield
                before = now
                # A folder that is new, or that was replaced, has to be watched anew.
                if self._folders()[1] != folders:
                    break

    def _told(self, folders: Marks, inside: frozenset[str]) -> Iterator[set[str]]:
        """Yield at once, then each time the files are to be looked at: the paths that are told to have changed."""
        try:
            notifier = RustNotify(list(folders), False, False, 0, False, True)
        except (OSError, RuntimeError):
            # A folder has gone in this moment, or there are no watches left to have.
            notifier = None
        looked, pause = 0.0, LEAST
        told: set[str] = set()
        try:
            while not self._stop.is_set():
                late = time.monotonic() - looked > pause
                concerned = any(
                    path in folders or path in self._files or os.path.dirname(path) in inside for path in told
                )
                if late or concerned or told & self._settings:
                    looked = time.monotonic()
                    yield told
                    pause = max(LEAST, (time.monotonic() - looked) / SHARE)
                told = self._wait(notifier, pause)
        finally:
            if notifier is not None:
                notifier.close()

    def _wait(self, notifier: RustNotify | None, seconds: float) -> set[str]:
        if notifier is None:
            self._stop.wait(LEAST)
            return set()
        changes = notifier.watch(LONGEST, STEP, int(seconds * 1000), self._stop)
        return {path for _, path in changes} if isinstance(changes, set) else set()

    def _marks(self) -> Marks:
        """Return what tells each file from what it was; the name alone of one that is not there."""
        try:
            found = sources.find(self._paths)
        except UsageError as error:
            found = [error.message]
        marks = "st_mtime_ns", "st_ctime_ns", "st_size", "st_ino"
        return {file: _status(file, *marks) for file in (*found, *self._files, *self._settings)}

    def _folders(self) -> tuple[frozenset[str], Marks]:
        """Return the folders in which any file may be a claim file, and all that are to be watched."""
        inside = set()
        for path in self._paths:
            for root, below, _ in os.walk(path):
                below[:] = [name for name in below if not name.startswith(".")]
                inside.add(root)
        around = {folder for path in self._paths for folder in _above(path)}
        around.update(map(os.path.dirname, self._files))
        readable = (folder for folder in sorted(inside | around) if os.access(folder, os.R_OK))
        watched = {folder: each for folder in readable if (each := _status(folder, "st_dev", "st_ino"))}
        return frozenset(inside), watched

    def _absolute(self, path: str) -> str:
        return os.path.normpath(os.path.join(self._base, path))


def _above(path: str) -> list[str]:
    return list(map(str, Path(path).parents))


def _status(path: str, *fields: str) -> tuple[int, ...]:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return ()
    return tuple(getattr(found, field) for field in fields)


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
