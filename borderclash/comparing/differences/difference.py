"""Two datasets to their difference: what was said, who said it and how the accounts stand. Pure.

The order of files, events, questions, parties and claims means nothing here, nor does the level on which stands
what claims inherit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from borderclash.comparing.differences import model
from borderclash.comparing.differences.content import FIELDS, SAID, SAME_IDS, Ids, content, plain
from borderclash.comparing.differences.matching import match
from borderclash.comparing.differences.renaming import paired, renamed_ids
from borderclash.comparing.differences.statements import statements
from borderclash.comparing.differences.withheld import covered
from borderclash.comparing.rows import Row, compare_event
from borderclash.comparing.withheld import is_anonymous
from borderclash.model import Claim, Dataset, Event, Party, Question, Source
from borderclash.text.folding import fold_or_none

EVENT_FIELDS = ("id", "title", "date", "place", "timezone")
QUESTION_FIELDS = ("id", "label", "kind", "unit", "options", "cumulative", "parts")
# Claims inherit these: where there are any, they change with the claims.
INHERITED = ("subject", "scope", "measure", "cut_off")
# What tells of a source whether what is withheld is the same.
HIDDEN = "stand_ins"
RowKey = tuple[str | None, str | None]


def difference(old: Dataset, new: Dataset) -> model.Difference:
    """Return what changed from *old* to *new*; of what either withholds, no more than that it is another."""
    old, new = covered(old, new)
    ids = renamed_ids(old, new)
    return model.Difference(
        old,
        new,
        _changes(("title", "by", "output_language"), old, new),
        _records(old.parties, new.parties, ids.parties),
        _records(old.sources, new.sources, ids.sources),
        tuple(_events(old, new, ids)),
    )


def _changes(names: Iterable[str], old: Any, new: Any) -> tuple[model.Change, ...]:
    """Return the fields of two records that differ to a reader, by their names in the format."""
    changes = (_change(name, getattr(old, name), getattr(new, name)) for name in names)
    return tuple(change for change in changes if _shown(change.old) != _shown(change.new))


def _change(name: str, old: Any, new: Any) -> model.Change:
    """Return the change of a field; an empty list is one that is not given."""
    return model.Change(name.replace("_", "-"), None if old == () else old, None if new == () else new)


def _shown(value: Any) -> Any:
    # The order of parts, and of sources, means nothing.
    if isinstance(value, tuple):
        return frozenset(map(plain, value))
    return plain(value) if isinstance(value, str) else value


def _records(
    old: Mapping[str, Any], new: Mapping[str, Any], renamed: Mapping[str, str]
) -> tuple[model.RecordChange, ...]:
    before = {renamed.get(id, id): record for id, record in old.items() if not _is_anonymous(record)}
    changes = []
    for id, record in new.items():
        if _is_anonymous(record):
            continue
        was = _with_new_ids(before.get(id), renamed)
        fields = _changes([name for name in record._fields if name != HIDDEN], was, record) if was else ()
        if was and getattr(was, HIDDEN, None) != getattr(record, HIDDEN, None):
            fields = (*fields, model.WITHHELD)
        if was is None or fields:
            changes.append(model.RecordChange(was, record, fields))
    return (*changes, *(model.RecordChange(record, None) for id, record in before.items() if id not in new))


def _is_anonymous(record: Any) -> bool:
    return isinstance(record, Source) and is_anonymous(record)


def _with_new_ids(record: Any, renamed: Mapping[str, str]) -> Any:
    if not isinstance(record, Source) or not record.derived_from:
        return record
    return record._replace(derived_from=tuple(renamed.get(id, id) for id in record.derived_from))


def _events(old: Dataset, new: Dataset, ids: Ids) -> Iterator[model.EventChange]:
    versions = _Versions(old, new, ids)
    for ours, theirs in paired(old.events, new.events, ids):
        questions = tuple(versions.questions(ours, theirs))
        fields = _changes(EVENT_FIELDS, ours, theirs) if ours and theirs else ()
        if questions or fields or ours is None or theirs is None:
            yield model.EventChange(ours, theirs, fields, questions)


class _Versions:
    def __init__(self, old: Dataset, new: Dataset, ids: Ids) -> None:
        self.ids = ids
        self.new_parties = new.parties
        # In one order: of gaps as wide as each other, a row shows that of the parties which come first.
        place = {id: number for number, id in enumerate(new.parties)}
        in_order = sorted(old.parties, key=lambda id: place.get(ids.parties.get(id, id), len(place)))
        self.old_parties = {id: old.parties[id] for id in in_order}
        now = {ids.parties.get(id, id): party for id, party in old.parties.items()}
        self.repooled = {id for id, party in new.parties.items() if id in now and now[id].pooled != party.pooled}

    def questions(self, old: Event | None, new: Event | None) -> Iterator[model.QuestionChange]:
        """Yield what changed in the questions of an event."""
        pairs = paired(old.questions if old else (), new.questions if new else (), self.ids)
        changed = [_QuestionPair(a, b, self.ids) for a, b in pairs if not self._same(a, b)]
        old_rows = _rows(old, [pair.old for pair in changed if pair.old], self.old_parties)
        new_rows = _rows(new, [pair.new for pair in changed if pair.new], self.new_parties)
        for pair in changed:
            before = old_rows.get(pair.old.id, []) if pair.old else []
            now = new_rows.get(pair.new.id, []) if pair.new else []
            change = pair.change(before, now)
            if change.fields or change.rows or pair.old is None or pair.new is None:
                yield change

    def _same(self, old: Question | None, new: Question | None) -> bool:
        """Say whether two questions are the same at first sight, which spares most of them all further looks."""
        if old is None or new is None or old != new:
            return False
        return not (self.repooled and any(claim.party in self.repooled for claim in new.claims))


def _rows(
    event: Event | None, questions: Sequence[Question], parties: Mapping[str, Party]
) -> dict[str, list[Row]]:
    if event is None:
        return {}
    rows: dict[str, list[Row]] = {question.id: [] for question in questions}
    for row in compare_event(replace(event, questions=tuple(questions)), parties).rows:
        rows[row.question.id].append(row)
    return rows


class _QuestionPair:
    """A question before and now, with its claims matched and numbered alike."""

    def __init__(self, old: Question | None, new: Question | None, ids: Ids) -> None:
        self.ids = ids
        self.contents = [
            [content(question.kind, claim, which) for claim in question.claims] if question else []
            for question, which in ((old, ids), (new, SAME_IDS))
        ]
        self.matching = match(*self.contents)
        # Old claims come in the order of the new ones: where times do not decide, the number in the file does.
        numbers = dict(self.matching.pairs)
        numbers |= {i: len(self.contents[1]) + i for i in self.matching.removed}
        self.old = old and _numbered(old, numbers)
        self.new = new and _numbered(new, {j: j for j in range(len(new.claims))})

        # By row: what was matched and what has come by that of the new version, what is gone by that of the old.
        self.matched: dict[RowKey, list[tuple[int, int]]] = defaultdict(list)
        for i, j in self.matching.pairs:
            self.matched[self._new_key(j)].append((i, j))
        self.added: dict[RowKey, set[int]] = defaultdict(set)
        for j in self.matching.added:
            self.added[self._new_key(j)].add(j)
        self.removed: dict[RowKey, list[int]] = defaultdict(list)
        for i in self.matching.removed:
            self.removed[self._old_key(i)].append(i)

    def change(self, before: Sequence[Row], now: Sequence[Row]) -> model.QuestionChange:
        """Return what changed, with the rows that the question had and has."""
        fields: tuple[model.Change, ...] = ()
        if self.old and self.new:
            claimless = not self.old.claims and not self.new.claims
            fields = _changes((*QUESTION_FIELDS, *(INHERITED if claimless else ())), self.old, self.new)
        rows = (self._row(a, b) for a, b in self._paired_rows(before, now))
        changed = tuple(row for row in rows if row.claims or row.changed or row.old is None or row.new is None)
        return model.QuestionChange(self.old, self.new, fields, changed)

    def _paired_rows(self, before: Sequence[Row], now: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
        """Yield the rows of one subject and scope together; a row whose claims all moved goes with them."""
        renamed = self.ids.parties
        old = {_key(row.subject, row.scope, renamed): row for row in before}
        new = {_key(row.subject, row.scope): row for row in now}
        moved = self._moved(set(old) - set(new), set(new) - set(old))
        back = {theirs: ours for ours, theirs in moved.items()}
        for key, row in new.items():
            yield old.get(back.get(key, key)), row
        yield from ((row, None) for key, row in old.items() if key not in new and key not in moved)

    def _moved(self, gone: set[RowKey], come: set[RowKey]) -> dict[RowKey, RowKey]:
        """Return the rows whose claims all went to one other row, to which none came from a third, old to new."""
        ways = {(self._old_key(i), self._new_key(j)) for i, j in self.matching.pairs}
        ours_in, theirs_in = Counter(ours for ours, _ in ways), Counter(theirs for _, theirs in ways)
        return {
            ours: theirs
            for ours, theirs in ways
            if ours in gone and theirs in come and ours_in[ours] == theirs_in[theirs] == 1
        }

    def _old_key(self, i: int) -> RowKey:
        return self.contents[0][i].subject, fold_or_none(self.contents[0][i].scope)

    def _new_key(self, j: int) -> RowKey:
        return self.contents[1][j].subject, fold_or_none(self.contents[1][j].scope)

    def _row(self, old: Row | None, new: Row | None) -> model.RowChange:
        changes: list[model.ClaimChange] = []
        if new:
            key = _key(new.subject, new.scope)
            for i, j in self.matched.get(key, ()):
                if fields := tuple(self._fields(i, j)):
                    kind: model.ChangeKind = (
                        "changed" if any(field.field in SAID for field in fields) else "corrected"
                    )
                    changes.append(model.ClaimChange(self._old_claim(i), self._new_claim(j), kind, fields))
            changes += statements(self.added.get(key, ()), old, new, self.ids.parties)
        if old:
            gone = self.removed.get(_key(old.subject, old.scope, self.ids.parties), ())
            changes += [model.ClaimChange(self._old_claim(i), None, "removed") for i in gone]
        return model.RowChange(old, new, tuple(changes))

    def _fields(self, i: int, j: int) -> Iterator[model.Change]:
        ours, theirs = self.contents[0][i], self.contents[1][j]
        if ours == theirs:
            return
        old, new = self._old_claim(i), self._new_claim(j)
        for field in FIELDS:
            if field == "hidden" and ours.hidden != theirs.hidden:
                yield model.WITHHELD
            elif getattr(ours, field) != getattr(theirs, field):
                name = "sources" if field == "source" else field
                yield _change(field, getattr(old, name), getattr(new, name))

    def _old_claim(self, i: int) -> Claim:
        assert self.old is not None
        return self.old.claims[i]

    def _new_claim(self, j: int) -> Claim:
        assert self.new is not None
        return self.new.claims[j]


def _numbered(question: Question, numbers: Mapping[int, int]) -> Question:
    claims = (claim._replace(number=numbers[index]) for index, claim in enumerate(question.claims))
    return question._replace(claims=tuple(claims))


def _key(subject: str | None, scope: str | None, renamed: Mapping[str, str] | None = None) -> RowKey:
    return (renamed or {}).get(subject, subject) if subject else None, fold_or_none(plain(scope))
