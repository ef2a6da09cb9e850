"""Large data read and checked by several processes, each a share of the events. Only the command line does this.

What is found is the same as in one process (`checking`). Where a part of a file (`reading.splitting`) has a fault,
or an event stands in two parts, the files are checked whole.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from borderclash import checking, rules
from borderclash.checking import Checked, Choice, Texts, Validation
from borderclash.comparing import limits
from borderclash.model import Dataset
from borderclash.problems import MOST_SHOWN, Finding, Path, Severity, UsageError
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import WITHHELD, Document, cut_by_comments
from borderclash.reading.settings import Settings
from borderclash.reading.sources import Input, accepts
from borderclash.reading.splitting import File, split
from borderclash.reading.yaml_events import parse
from borderclash.rules.references import OUTSIDE, standing_for, used_in

Result = TypeVar("Result")
Stage = Callable[[str], None]

# A process is worth its start from about so many characters on.
SHARE = 400_000
# Each process takes so many parts, one after the other: the text of a part is copied while it is read.
PARTS = 8


def check(files: Sequence[str], stage: Stage, settings: Settings, only: Severity | None = None) -> Checked:
    """Do what `checking.check` does for people, to whom the first problems of a rule are shown."""
    # Nothing is shown before the processes have parted: a thread shows it.
    return check_inputs(checking.read_files(files, lambda _: None), stage, settings, only)


def check_inputs(
    inputs: Iterable[Input], stage: Stage, settings: Settings, only: Severity | None = None
) -> Checked:
    """Do the same with what was read from elsewhere than files."""
    texts, choice = Texts.of(inputs), Choice.of(settings, only, MOST_SHOWN)
    files = _cut(texts)
    if files:
        shares = share_out([partial(_read, files, share) for share in range(_number(files))])
        if documents := _joined(files, shares):
            texts.loaded.documents = documents
            return checking.check_documents(texts, choice, stage)
    return checking.check_texts(texts, choice, stage)


def validate(names: Sequence[str], stage: Stage, settings: Settings, most: int | None) -> Validation:
    """Do what `checking.check` does, for the problems alone: then no data are sent from process to process."""
    return _in_shares(names, stage, Choice.of(settings, most=most), lambda _: None)[0]


def in_shares(
    names: Sequence[str], stage: Stage, settings: Settings, work: Callable[[Dataset], Result]
) -> tuple[Checked, list[Result]]:
    """Look for errors as `check` does, and have each process do *work* with a dataset of its share of events.

    Return what was found, with a dataset without events, and the results in order. Where one process reads the
    files better there are none, and the dataset has all events; where something is wrong, some may be missing.
    """
    return _in_shares(names, stage, Choice.of(settings, "error", MOST_SHOWN), work)


def _in_shares(
    names: Sequence[str], stage: Stage, choice: Choice, work: Callable[[Dataset], Result]
) -> tuple[Checked, list[Result]]:
    texts = Texts.of(checking.read_files(names, lambda _: None))
    files = _cut(texts)
    if not files or (found := _find(files, choice.names, stage, work)) is None:
        return checking.check_texts(texts, choice, stage), []
    findings, dataset, results = found
    problems = choice.problems(findings, texts.loaded)
    return Checked(tuple(texts.names), *problems, checking.saved_texts(_heads(files)), dataset), results


def _cut(texts: Texts) -> list[File] | None:
    """Return all files in parts, `PARTS` for each process, ``None`` where one process reads them better."""
    lengths = [len(text) for _, text in texts.texts]
    number = min(available(), sum(lengths) // SHARE)
    if not texts.usual or number < 2:
        return None
    # All texts together are cut evenly: a file may be one process's, or parted among some of them.
    parts = number * PARTS
    ends = [sum(lengths) * part // parts for part in range(1, parts)]
    files = []
    for name, text in texts.texts:
        file = split(name, text, ends)
        if file is None:
            return None
        files.append(file)
        ends = [end - len(text) for end in ends]
    return files


def _number(files: Sequence[File]) -> int:
    return len(files[0].spans) // PARTS


class _Found(NamedTuple, Generic[Result]):
    """What a process found, its events, the ids that these refer to, and whether each claim has a source.

    ``result`` is what it made of the events, ``None`` where something is wrong.
    """

    findings: list[Finding]
    events: Set[str]
    used: Mapping[str, Set[str]]
    sourced: bool
    result: Result | None


def _find(
    files: Sequence[File], names: Sequence[str], stage: Stage, work: Callable[[Dataset], Result]
) -> tuple[list[Finding], Dataset, list[Result]] | None:
    """Return what is wrong by the rules of these *names*, the dataset without events, and the results of *work*.

    ``None`` where the files have to be seen whole.
    """
    inside = [name for name in names if name not in OUTSIDE]

    def check_own() -> _Found[Result] | None:
        stage("checking")
        return _check(files, 0, inside, work)

    jobs: list[Callable[[], _Found[Result] | None]] = [check_own]
    jobs += [partial(_check, files, share, inside, work) for share in range(1, _number(files))]
    found = share_out(jobs)
    together = _together(files, found, names)
    return together and (*together, [each.result for each in found if each and each.result])


def _check(
    files: Sequence[File], share: int, names: Sequence[str], work: Callable[[Dataset], Result]
) -> _Found[Result] | None:
    """Check a share of each file, with the first what stands outside of events; ``None`` as for `_read`."""
    documents = _read(files, share)
    if documents is None:
        return None
    if any(WITHHELD in document.fields for document in documents):
        # Which sources are named openly, only all of the events tell.
        return None
    for file, document in zip(files, documents, strict=True):
        document.plain = file.plain or bool(share and not document.data.get("events"))
    dataset, findings = assemble(documents)
    material = rules.Material(dataset, documents, today=checking.today())
    findings += rules.check(material, names)
    if share:
        findings = [finding for finding in findings if finding.pointer.path[:1] == ("events",)]
    events = {event.id for event in dataset.events}
    written = sum(len(document.data.get("events", ())) for document in documents)
    if len(events) < written or limits.within(dataset)[1]:
        return None
    sourced = all(claim.sources for _, _, claim in material.claims())
    return _Found(findings, events, used_in(material), sourced, None if findings else work(dataset))


def _read(files: Sequence[File], share: int) -> list[Document] | None:
    """Return the files with only the events of a share; ``None`` where one has to be seen whole."""
    read = []
    for file in files:
        document = _document(file, share)
        if document is None:
            return None
        read.append(document)
    return read


def _document(file: File, share: int) -> Document | None:
    events: dict[str, Any] = {}
    spellings: dict[Path, str] = {}
    cut: list[Path] = []
    for text in filter(None, map(file.part, range(share * PARTS, (share + 1) * PARTS))):
        parsed = parse(text)
        if parsed.refusals or len(parsed.documents) != 1 or not accepts(parsed.documents[0]):
            return None
        found = parsed.documents[0]["events"]
        if not events.keys().isdisjoint(found):
            return None
        events |= found
        spellings |= {path: text for (_, path), text in parsed.spellings.items()}
        cut += [path for _, path in cut_by_comments(text)]
    data = {**file.head, "events": events} if events else file.head
    return Document(file.name, 0, data, data, spellings, cut=cut)


def _joined(files: Sequence[File], read: Sequence[list[Document] | None]) -> list[Document] | None:
    """Return the files whole; ``None`` where one has to be read whole, or two shares have the same event."""
    joined = []
    for number, file in enumerate(files):
        found = [share[number] for share in read if share is not None]
        events: dict[str, Any] = {}
        for document in found:
            events |= document.data.get("events", {})
        if None in read or len(events) < sum(len(document.data.get("events", {})) for document in found):
            return None
        data = {**file.head, "events": events} if events else file.head
        spellings = {path: text for document in found for path, text in document.spellings.items()}
        cut = [path for document in found for path in document.cut]
        joined.append(Document(file.name, 0, data, data, spellings, cut=cut, plain=file.plain))
    return joined


def _together(
    files: Sequence[File], found: Sequence[_Found[Result] | None], names: Sequence[str]
) -> tuple[list[Finding], Dataset] | None:
    """Return what all processes found, with what only all events together tell, and the rest of the data."""
    known = [each for each in found if each is not None]
    events = [id for each in known for id in each.events]
    if len(known) < len(found) or len(set(events)) < len(events):
        return None
    stand_ins = (standing_for(min(each.events), each.used, sourced=each.sourced) for each in known if each.events)
    documents = [*_heads(files), *stand_ins]
    material = rules.Material(assemble(documents)[0], documents, today=checking.today())
    outside = rules.check(material, [name for name in names if name in OUTSIDE])
    findings = [*(finding for each in known for finding in each.findings), *outside]
    return findings, replace(material.dataset, events=())


def _heads(files: Iterable[File]) -> list[Document]:
    return [Document(file.name, 0, file.head, file.head) for file in files]


def available() -> int:
    """Return how many processes can work at once: 1 where forking is not at hand, or not safe beside threads."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def share_out(jobs: Sequence[Callable[[], Result]]) -> list[Result]:
    """Do the first of *jobs* here and each other in a copy of this process; return what they return, in order.

    Raises `RuntimeError` with the traceback of a copy that failed, and `UsageError` for one that was ended from
    outside. None of them outlives the call, whatever ends it.
    """
    workers: dict[int, int] = {}  # the process that does a job, and where its result is read
    try:
        for job in jobs[1:]:
            _start(job, workers)
        results = [jobs[0]()]
        for process, end in list(workers.items()):
            with open(end, "rb", closefd=False) as stream:
                sent = stream.read()
            os.close(workers.pop(process))
            results.append(_received(sent, os.waitpid(process, 0)[1]))
        return results
    finally:
        for process, end in workers.items():
            os.close(end)
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _received(sent: bytes, status: int) -> Any:
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        message = f"a process that did a part of the work was ended by {signal.Signals(-code).name}"
        raise UsageError(message, "free some memory, and run it again")
    result, failure = pickle.loads(sent) if sent else (None, f"exit code {code}")
    if failure is not None:
        raise RuntimeError(f"a process that did a part of the work failed: {failure}")
    return result


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
    """Do a job and send its result, in a copy that ends here without the clean-up that the original will do."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            sent = pickle.dumps((job(), None))
        except BaseException:
            sent = pickle.dumps((None, traceback.format_exc()))
        with open(write_end, "wb") as stream:
            stream.write(sent)
    finally:
        os._exit(0)
