"""What bears another id than before and is the same by what it holds: parties, sources, events, questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from borderclash.comparing.differences.content import SAME_IDS, Content, Ids, content, plain
from borderclash.comparing.differences.matching import likest
from borderclash.model import Dataset, Event, Party, Question, Source
from borderclash.text.folding import fold

Record = TypeVar("Record", Party, Source)
Part = TypeVar("Part", Event, Question)
Claims = Counter[tuple[str, Content]]
Holders = dict[Hashable, tuple[list[int], list[int]]]
# Of the larger number of claims so much has to be the same: beside another heading, and beside the same one.
NEARLY_ALL, HALF = 0.8, 0.5
# What so many hold sets none of them apart.
COMMON = 10


def renamed_ids(old: Dataset, new: Dataset) -> Ids:
    """Return the parties and sources that have another id and are the same in all else, old to new."""
    return Ids(_same_but_id(old.parties, new.parties), _same_but_id(old.sources, new.sources))


def _same_but_id(old: Mapping[str, Record], new: Mapping[str, Record]) -> dict[str, str]:
    buckets: dict[Hashable, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, (records, others) in enumerate(((old, new), (new, old))):
        for id, record in records.items():
            if id not in others:
                buckets[record[1:]][side].append(id)
    return {ours[0]: theirs[0] for ours, theirs in buckets.values() if len(ours) == len(theirs) == 1}


def paired(old: Iterable[Part], new: Iterable[Part], ids: Ids) -> list[tuple[Part | None, Part | None]]:
    """Return events, or questions, of two versions by id or else by claims, in the order of *new*, gone last."""
    by_id = {part.id: part for part in old}
    new = list(new)
    known = {part.id for part in new}
    left = [part for part in by_id.values() if part.id not in known]
    come = [part for part in new if part.id not in by_id]
    renamed = {come[j].id: left[i] for i, j in likest(_scored(left, come, ids))}
    pairs: list[tuple[Part | None, Part | None]] = [
        (by_id.get(part.id) or renamed.get(part.id), part) for part in new
    ]
    gone = {part.id for part in renamed.values()}
    return pairs + [(part, None) for part in left if part.id not in gone]


def _scored(old: Sequence[Part], new: Sequence[Part], ids: Ids) -> Iterator[tuple[float, int, int]]:
    """Yield how much of each two parts is the same, for those that can be one."""
    if not old or not new:
        return
    ours = [_claims(part, ids) for part in old]
    theirs = [_claims(part, SAME_IDS) for part in new]
    holders: Holders = defaultdict(lambda: ([], []))
    _hold(old, ours, holders, 0)
    _hold(new, theirs, holders, 1)
    candidates = {
        (i, j) for i_s, j_s in holders.values() if len(i_s) * len(j_s) <= COMMON**2 for i in i_s for j in j_s
    }
    for i, j in candidates:
        same = (ours[i] & theirs[j]).total()
        most = max(ours[i].total(), theirs[j].total())
        share = same / most if most else 1.0
        heading = fold(_heading(old[i])) == fold(_heading(new[j]))
        if _of_one_kind(old[i], new[j]) and (share >= HALF if heading else share >= NEARLY_ALL and same >= 2):
            yield share + heading, i, j


def _hold(parts: Sequence[Event | Question], counts: Sequence[Claims], holders: Holders, side: int) -> None:
    for index, (part, claims) in enumerate(zip(parts, counts, strict=True)):
        for held in (*claims, fold(_heading(part))):
            holders[held][side].append(index)


def _claims(part: Event | Question, ids: Ids) -> Claims:
    questions = part.questions if isinstance(part, Event) else (part,)
    return Counter(
        (question.kind, content(question.kind, c, ids)) for question in questions for c in question.claims
    )


def _heading(part: Event | Question) -> str:
    return plain(part.title if isinstance(part, Event) else part.label) or ""


def _of_one_kind(old: Event | Question, new: Event | Question) -> bool:
    return isinstance(old, Event) or isinstance(new, Event) or old.kind == new.kind
