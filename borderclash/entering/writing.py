"""Entries into claim files: checked with all that belongs to them, and written as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, NamedTuple

from borderclash import rules
from borderclash.atomic_write import write_whole
from borderclash.checking import Choice, check_loaded, rule_names, today
from borderclash.entering.claim_file import ClaimFile
from borderclash.entering.entry import Entry
from borderclash.entering.known import Added, Known
from borderclash.model import Dataset
from borderclash.problems import Finding, Location, Path, Problem, Refused, UsageError, reason
from borderclash.reading import documents, sources
from borderclash.reading.documents import Loaded
from borderclash.reading.hidden import hidden_in
from borderclash.reading.locate import locate
from borderclash.reading.settings import Settings
from borderclash.reading.settings import find as find_settings
from borderclash.spreadsheet.columns import NAME_OF, Thing

if TYPE_CHECKING:
    from borderclash.comparing.rows import Comparison

UNKNOWN = ("unknown-party", "unknown-source", "unknown-subject")
CHANGED = "run the command again: it then reads what is there now"


class Prepared(NamedTuple):
    """Entries as they will stand: the changed files, and the whole dataset with them.

    ``problems`` are what keeps them from being written; ``warnings`` are those about what is added.
    ``dataset`` is ``None`` where the entries themselves name what is not there.
    """

    files: tuple[ClaimFile, ...]
    added: tuple[Added, ...]
    dataset: Dataset | None
    problems: list[Problem]
    warnings: Sequence[Problem] = ()

    def location(self, added: Added) -> Location | None:
        """Return where something that is added will stand."""
        file = next((file for file in self.files if file.name == added.file), None)
        return file.location(added.path) if file else None

    def comparison(self, entry: Entry) -> Comparison | None:
        """Return the row, or rows, of the entry's question as they will stand."""
        if self.dataset is None or entry.event is None or entry.question is None:
            return None
        from borderclash.comparing.selection import compared

        return compared(self.dataset, events=[entry.event], questions=[entry.question])[0]

    def write(self) -> None:
        """Write the changed files, all or none.

        Raises `Refused` where there are problems, and `UsageError` where a file cannot be written, or is another
        than the one that was read.
        """
        if self.problems:
            raise Refused(self.problems)
        with contextlib.ExitStack() as locks:
            for file in self.files:
                locks.enter_context(_locked(file))
            written: list[ClaimFile] = []
            try:
                for file in self.files:
                    write_whole(FilePath(file.name), [file.encoded()])
                    written.append(file)
            except OSError as error:
                for each in written:
                    write_whole(FilePath(each.name), [each.content])
                message = f"cannot write `{file.name}`: {reason(error)}; nothing was written"
                raise UsageError(message, "check the file and its folder, and their permissions") from None


@contextlib.contextmanager
def _locked(file: ClaimFile) -> Iterator[None]:
    """Keep others that add claims from a file that is as it was read; raises `UsageError` where it is not."""
    _refuse_changed(file)
    with open(file.name, "rb") as stream:
        # Not every system, and not every file system, has such locks.
        with contextlib.suppress(ImportError, OSError):
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX)
        _refuse_changed(file)
        yield


def _refuse_changed(file: ClaimFile) -> None:
    if sources.read(file.name).content != file.content:
        raise UsageError(f"`{file.name}` was changed on disk since it was read; nothing was written", CHANGED)


class Workspace:
    """The claim files that belong together, what they declare, and the file that a new event goes to."""

    def __init__(self, files: Sequence[str], target: str | None, settings: Settings) -> None:
        """Read *files*; *target* is the one that was named. Raises `UsageError`, `Refused` for what is no text."""
        self.settings = settings
        self.target = target
        self.files = {file: ClaimFile.read(file) for file in files}
        self.loaded = {name: _load(file) for name, file in self.files.items()}
        documents = (document for loaded in self.loaded.values() for document in loaded.documents)
        self.known = Known.of(documents, target)

    @classmethod
    def open(cls, path: str | None = None) -> Workspace:
        """Return the workspace of a file or a folder, by default that of data/.

        To a file belong those beside it, where it is in data/ or where it names what only they declare.
        """
        settings = find_settings(path or sources.DEFAULT_FOLDER)
        if path is None and not os.path.isdir(sources.DEFAULT_FOLDER):
            message = f"no claim file is named, and there is no folder `{sources.DEFAULT_FOLDER}` here"
            raise UsageError(message, "name the file, or begin one with `borderclash init`")
        if path is None or os.path.isdir(path):
            files = sources.find([path or sources.DEFAULT_FOLDER])
            return cls(files, files[0] if len(files) == 1 else None, settings)
        _refuse_no_file(path)
        beside = _of_data(path)
        if beside:
            return cls(beside, path, settings)
        alone = cls([path], path, settings)
        if not (unknown := alone._unknown()):
            return alone
        together = cls(_beside(path), path, settings)
        return together if together._unknown() < unknown else alone

    def _unknown(self) -> int:
        """Return how many parties and sources the files name that none of them declares."""
        return len(check_loaded(_joined(self.loaded.values()), UNKNOWN)[1])

    def prepare(self, entries: Sequence[Entry]) -> Prepared:
        """Return the entries as they will stand, with what is wrong with them; nothing is written.

        Raises `Refused` where a file cannot be edited, and `UsageError` where it is not clear which one is meant.
        """
        broken = _joined(loaded for loaded in self.loaded.values() if not loaded.complete)
        if broken.findings:
            # What is known of such a file would be told as unknown.
            return Prepared((), (), None, locate(broken.findings, broken.texts))
        known = self.known.copy()
        faults = [problem for entry in entries for problem in known.add(entry, self._file)]
        if faults:
            return Prepared((), (), None, faults)
        changed = {name: self.files[name].add(data) for name, data in known.data.items()}
        return self._check(changed, known.added)

    def _file(self) -> str:
        """Return the file that a new event goes to."""
        if self.target is not None:
            return self.target
        names = ", ".join(f"`{name}`" for name in self.files)
        raise UsageError(f"the new event could go to any of {names}", "name the file that it goes to")

    def _check(self, changed: Mapping[str, ClaimFile], added: Sequence[Added]) -> Prepared:
        for file in changed.values():
            if len(file.encoded()) > sources.MAX_BYTES:
                message = f"`{file.name}` would be larger than {sources.MAX_BYTES // 2**20} MiB"
                raise UsageError(message, "begin another file beside it: files of a folder are one dataset")
        loaded = _joined(_load(changed[name]) if name in changed else self.loaded[name] for name in self.files)
        # What only warns costs more than all else, and is looked for where it can be of what is added.
        strict = self.settings.strict
        choice = Choice.of(self.settings, None if strict else "error")
        dataset, findings = check_loaded(loaded, choice.names)
        hidden = hidden_in(loaded)
        findings = hidden.findings(findings) if hidden else findings
        places = {(each.file, each.path): each for each in added}
        parted = [(finding, _of_entry(finding, places)) for finding in findings]
        own = [(finding, problem) for finding, problem in parted if problem]
        others = [finding for finding, problem in parted if not problem]
        fatal = ("error", "warning") if strict else ("error",)
        problems = [place for _, place in own if place.severity in fatal]
        if problems or any(finding.severity in fatal for finding in others):
            located, _ = choice.problems(others, loaded)
            problems += [_as_it_was(each, changed) for each in located if each.severity in fatal]
        warnings = [] if problems or strict else self._warnings(dataset, loaded, added)
        return Prepared(tuple(changed.values()), tuple(added), dataset, problems, warnings)

    def _warnings(self, dataset: Dataset, loaded: Loaded, added: Sequence[Added]) -> list[Problem]:
        """Return the warnings about what is added, which come from its questions alone."""
        asked = {(each.path[1], each.path[3]) for each in added if each.thing == "claim"}
        events = []
        for event in dataset.events:
            questions = tuple(question for question in event.questions if (event.id, question.id) in asked)
            events += [replace(event, questions=questions)] if questions else []
        material = rules.Material(
            replace(dataset, events=tuple(events)), loaded.documents, loaded.complete, today()
        )
        found = rules.check(material, rule_names(self.settings, "warning"))
        places = {(each.file, each.path): each for each in added}
        own = [finding for finding in found if _of_entry(finding, places)]
        hidden = hidden_in(loaded)
        if not hidden:
            return locate(own, loaded.texts)
        return hidden.problems(locate(hidden.findings(own), loaded.texts))


def _refuse_no_file(path: str) -> None:
    if path == sources.STDIN or (os.path.exists(path) and not os.path.isfile(path)):
        what = "standard input" if path == sources.STDIN else f"`{path}`"
        raise UsageError(f"a claim cannot be added to {what}", "name a claim file")
    if path.lower().endswith(sources.SHEETS):
        help = "write it into the sheet, or make a claim file of it first: `borderclash import`"
        raise UsageError(f"`{path}` is a spreadsheet, to which no claim can be added", help)


def _of_data(path: str) -> list[str]:
    """Return the claim files of data/, if *path* is one of them, by the name that was given."""
    folder, file = (os.path.realpath(each) for each in (sources.DEFAULT_FOLDER, path))
    if not (os.path.isdir(folder) and sources.is_claim_file(path) and file.startswith(folder + os.sep)):
        return []
    files = sources.find([sources.DEFAULT_FOLDER])
    return [path if os.path.samefile(each, path) else each for each in files]


def _beside(path: str) -> list[str]:
    folder, name = os.path.split(path)
    found = {each: os.path.join(folder, each) for each in os.listdir(folder or os.curdir)}
    there = {each for each in found if sources.is_claim_file(each) and not each.startswith(".")}
    return [found[each] for each in sorted(there | {name}) if os.path.isfile(found[each])]


def _load(file: ClaimFile) -> Loaded:
    loaded = Loaded(texts={file.name: file.text})
    documents.read(file.name, file.text, loaded, file.parsed)
    return loaded


def _joined(parts: Iterable[Loaded]) -> Loaded:
    whole = Loaded()
    for part in parts:
        whole.documents += part.documents
        whole.texts |= part.texts
        whole.findings += part.findings
        whole.complete = whole.complete and part.complete
    return whole


def _of_entry(finding: Finding, added: Mapping[tuple[str, Path], Added]) -> Problem | None:
    """Return a problem of what an entry adds at the place of its answer; ``None`` for one of something else."""
    pointer = finding.pointer
    # A claim, a question, or a thing with an id of its own.
    for length in (6, 4, 2):
        each = added.get((pointer.file, pointer.path[:length]))
        if each is not None and len(pointer.path) >= length:
            location = each.entry.place(_answer(each.thing, pointer.path[length:], finding.message))
            return Problem(finding.rule, finding.severity, finding.message, location, finding.help)
    return None


def _answer(thing: Thing, path: Sequence[str | int], message: str) -> str:
    """Return the name of the answer that a place in a thing is about."""
    field_ = str(path[0]) if path else ""
    if not path and message.startswith("`") and message.endswith("` is missing"):
        field_ = message[1:].partition("`")[0]
    elif not path and "needs a `value`" in message:
        field_ = "value"
    elif not path and thing == "claim":
        return "source" if "source" in message else ""
    return NAME_OF.get((thing, field_), thing if thing != "claim" else field_)


def _as_it_was(problem: Problem, changed: Mapping[str, ClaimFile]) -> Problem:
    def before(location: Location) -> Location:
        return changed[location.file].before(location) if location.file in changed else location

    related = tuple((words, before(place)) for words, place in problem.related)
    return problem._replace(location=before(problem.location), related=related)
