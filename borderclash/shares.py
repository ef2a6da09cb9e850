"""Large data read, or checked, by several processes, each a share of the events.

It comes to the same as in one process (`checking`), which is what the tests hold it against. Whatever is out of
the ordinary, and so may mean something for the data as a whole, is left to that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from borderclash import limits, parts, rules, schema, workers
from borderclash.dataset import assemble
from borderclash.documents import Document, is_plain
from borderclash.problems import Finding, Path
from borderclash.rules.references import used_in
from borderclash.yaml_events import parse

# A process is worth its start from about so many characters on.
SHARE = 400_000
# Parts of so many are shared out evenly.
PART = 20_000


class _File(NamedTuple):
    name: str
    plain: bool
    parts: parts.Parts


class _Told(NamedTuple):
    """What a process found, and what it knows that another may need."""

    findings: list[Finding]
    events: Set[str]
    used: Mapping[str, Set[str]]
    sourced: bool


class Found(NamedTuple):
    """What is wrong in some files, and the documents without their events."""

    findings: list[Finding]
    heads: list[Document]


def worth(size: int) -> bool:
    """Say whether so many bytes, or characters, are worth several processes."""
    return size >= 2 * SHARE


def find(
    texts: Mapping[str, str], names: Sequence[str], today: date, stage: Callable[[str], None]
) -> Found | None:
    """Return what is wrong in files by the rules of these *names*; *texts* has the text of each file by its name.

    *stage* is told once the processes have parted. ``None`` where the files are not to be checked in shares: they
    are small, of another form than most, or faulty.
    """
    parted = _parted(texts)
    if parted is None:
        return None
    files, shares = parted
    inside = [name for name in names if name not in rules.OUTSIDE]

    def check_own() -> _Told | None:
        stage("checking")
        return _check(files, shares[0], inside, today, own=True)

    others: list[Callable[[], _Told | None]] = [
        partial(_check, files, share, inside, today, own=False) for share in shares[1:]
    ]
    told = workers.share_out([check_own, *others])
    return None if told is None else _together(files, told, names, today)


def documents(texts: Mapping[str, str]) -> list[Document] | None:
    """Return the document of each file, as it would be read whole; ``None`` as of `find`."""
    parted = _parted(texts)
    if parted is None:
        return None
    files, shares = parted
    read = workers.share_out([partial(_read, files, share) for share in shares])
    if read is None or None in read:
        return None
    return _joined(files, [share for share in read if share is not None])


# The numbers of the parts of each file that are a process's.
Share = list[range]


def _parted(texts: Mapping[str, str]) -> tuple[list[_File], list[Share]] | None:
    """Return the parts of the files and who takes which, ``None`` where they are better read whole."""
    processes = min(workers.available(), sum(map(len, texts.values())) // SHARE)
    if processes < 2:
        return None
    files = []
    for name, text in texts.items():
        found = parts.split(text, PART)
        if found is None:
            return None
        files.append(_File(name, is_plain(text), found))
    return files, _shares(files, processes)


def _shares(files: Sequence[_File], processes: int) -> list[Share]:
    """Return the parts that each process takes: neighbours, about as many characters for each."""
    lengths = [[end - start for start, end in file.parts.spans] for file in files]
    whole = sum(map(sum, lengths))
    taken = 0
    number = 0
    shares = [[range(0, 0)] * len(files) for _ in range(processes)]
    for file, of_file in enumerate(lengths):
        for part, length in enumerate(of_file):
            number = min(processes - 1, (taken + length // 2) * processes // whole)
            begin = shares[number][file].start if shares[number][file] else part
            shares[number][file] = range(begin, part + 1)
            taken += length
    return shares


def _check(files: Sequence[_File], share: Share, names: Sequence[str], today: date, *, own: bool) -> _Told | None:
    """Check a share, with *own* also what stands outside of the events; ``None`` where it has to be seen whole."""
    documents = _read(files, share)
    if documents is None:
        return None
    for file, document in zip(files, documents, strict=True):
        document.plain = file.plain or not (own or document.data.get("events"))
    dataset, findings = assemble(documents)
    material = rules.Material(dataset, documents, today=today)
    findings += rules.check(material, names)
    if not own:
        findings = [finding for finding in findings if finding.place.path[:1] == ("events",)]
    events = {event.id for event in dataset.events}
    written = sum(len(document.data.get("events", ())) for document in documents)
    if len(events) < written or limits.within(dataset)[1]:
        return None
    claims = (claim for event in dataset.events for question in event.questions for claim in question.all_claims)
    sourced = all(claim.sources for claim in claims)
    return _Told(findings, events, used_in(material), sourced)


def _document(file: _File, numbers: range) -> Document | None:
    """Return a file with only the events of the parts of these *numbers*."""
    events: dict[str, Any] = {}
    spellings: dict[Path, str] = {}
    for number in numbers:
        parsed = parse(file.parts.part(number))
        if parsed.refusals or len(parsed.documents) != 1 or not schema.accepts(parsed.documents[0]):
            return None
        found = parsed.documents[0]["events"]
        if not events.keys().isdisjoint(found):
            return None
        events.update(found)
        spellings.update((path, text) for (_, path), text in parsed.spellings.items())
    data = {**file.parts.head, "events": events} if events else file.parts.head
    return Document(file.name, 0, data, data, spellings)


def _read(files: Sequence[_File], share: Share) -> list[Document] | None:
    """Return the files with only the events of a share; ``None`` where one has to be seen whole."""
    read = []
    for file, numbers in zip(files, share, strict=True):
        document = _document(file, numbers)
        if document is None:
            return None
        read.append(document)
    return read


def _joined(files: Sequence[_File], read: Sequence[list[Document]]) -> list[Document] | None:
    """Return the files whole; ``None`` where two shares have the same event."""
    joined = []
    for number, file in enumerate(files):
        found = [share[number] for share in read]
        events: dict[str, Any] = {}
        for document in found:
            events |= document.data.get("events", {})
        if len(events) < sum(len(document.data.get("events", {})) for document in found):
            return None
        data = {**file.parts.head, "events": events} if events else file.parts.head
        spellings = {path: text for document in found for path, text in document.spellings.items()}
        joined.append(Document(file.name, 0, data, data, spellings, plain=file.plain))
    return joined


def _together(
    files: Sequence[_File], told: Sequence[_Told | None], names: Sequence[str], today: date
) -> Found | None:
    """Return what all processes found, with what only all of the events together tell."""
    seen: set[str] = set()
    known = []
    for each in told:
        if each is None or not seen.isdisjoint(each.events):
            return None
        seen |= each.events
        known.append(each)
    documents = [_document(file, range(0)) for file in files]
    heads = [document for document in documents if document]
    dataset, _ = assemble(heads)
    used = [each.used for each in known if each.events]
    material = rules.Material(dataset, heads, True, today, used, all(each.sourced for each in known))
    outside = rules.check(material, [name for name in names if name in rules.OUTSIDE])
    return Found([*(finding for each in known for finding in each.findings), *outside], heads)
