"""The results that a program gets: what was compared, and its formats."""

from __future__ import annotations

import json
import os
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from borderclash.api import rows
from borderclash.api.claims import Claims, FilePath
from borderclash.api.rows import Row
from borderclash.comparing import selection
from borderclash.comparing.rows import Comparison as ComparisonResult
from borderclash.language import ENGLISH, LANGUAGES, Language, is_right_to_left, using
from borderclash.problems import UsageError
from borderclash.vocabulary import VERDICTS, Verdict

if TYPE_CHECKING:
    from borderclash.comparing.coverage import Coverage as CoverageResult
    from borderclash.comparing.differences.model import Difference as DifferenceResult
    from borderclash.presenting.comparison_view import ComparisonView
    from borderclash.presenting.difference_view import DifferenceView
    from borderclash.presenting.view import View
    from borderclash.rendering.formats import AnyFormat

Ids = str | Iterable[str]
ViewOf = TypeVar("ViewOf", bound="View")


@dataclass(frozen=True, slots=True)
class _Result(ABC, Generic[ViewOf]):
    """What all results can do; ``files`` are those that they were made from.

    ``output_language`` is the language that the claims are to be shown in, ``None`` where they name none.
    """

    files: tuple[str, ...] = field(repr=False)
    output_language: Language | None = field(repr=False)

    @abstractmethod
    def _view(self) -> ViewOf: ...

    def _formats(self) -> Sequence[AnyFormat[ViewOf]]:
        from borderclash.rendering.formats import OF_ANY_RESULT

        return OF_ANY_RESULT

    def to_dict(self) -> dict[str, Any]:
        """Return the result as the JSON of its command has it (`schemas/`)."""
        from borderclash.rendering.json import write

        made: dict[str, Any] = json.loads("".join(write(self._view().document())))
        return made

    def write(self, file: FilePath, *, language: str | None = None) -> None:
        """Write the result to *file*, whole or not at all, in the format that its suffix stands for.

        A format for readers is in *language*, such as ``"fr"``, without one in that of the claims, else in
        English. Raises `UsageError` for another suffix or language, and for a file that is not to be lost: one
        that the claims were read from, or a database with other tables. Raises `OSError` where it cannot be
        written.
        """
        from borderclash.atomic_write import write_whole
        from borderclash.rendering import formats, overwriting
        from borderclash.rendering.options import Options

        path, served = Path(file), self._formats()
        format = formats.by_suffix(path.suffix, served)
        if format is None:
            help = f"use one of {', '.join(formats.suffixes(served))}"
            raise UsageError(f"no format is known by the suffix of `{path}`", help)
        if overwriting.input_there(path, self.files):
            raise UsageError(f"the claims were read from `{path}`", "name another file: it is never written over")
        if lost := overwriting.loss(path):
            raise UsageError(lost, "name another file, or move this one away first")
        wanted = _known(language) if language else self.output_language
        with using(formats.language_of(format, wanted), isolates=formats.isolates(format)):
            if not isinstance(format, formats.FolderFormat):
                write_whole(path, _bytes(format.write(self._view(), Options())))
            elif refusal := format.refusal(path):
                raise UsageError(refusal, "name another folder")
            else:
                format.write(self._view(), path)

    def _repr_html_(self) -> str:
        """Return the tables of the result, which a notebook shows."""
        from borderclash.rendering.page.writer import fragment

        with using(self.output_language or ENGLISH, isolates=True):
            tables = fragment(self._view().blocks())
            direction = ' dir="rtl"' if is_right_to_left() else ""
        # What stands between dollar signs is no formula.
        return f'<div class="mathjax_ignore tex2jax_ignore"{direction}>{tables}</div>'


def _known(language: str) -> Language:
    """Return a language that outputs may be in; raises `UsageError` for another."""
    for known in LANGUAGES:
        if known == language:
            return known
    raise UsageError(f"no outputs are made in the language `{language}`", f"use one of {', '.join(LANGUAGES)}")


def _bytes(pieces: Iterator[str] | Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece.encode(errors="backslashreplace") if isinstance(piece, str) else piece


@dataclass(frozen=True, slots=True)
class Comparison(_Result["ComparisonView"]):
    """How the parties' accounts stand to each other, row by row.

    ``undated`` is how many claims without a date `compare` left out for its *as_of*.
    """

    _result: ComparisonResult = field(repr=False)
    undated: int
    _made: date | None = field(repr=False, default=None)

    def rows(self, verdict: Verdict | Collection[Verdict] | None = None) -> Iterator[Row]:
        """Yield the rows of all events in order; with *verdict*, those that have it, or one of several.

        Raises `UsageError` for a verdict that there is not.
        """
        wanted = VERDICTS if verdict is None else selection.verdicts(_ids(verdict))
        return (
            rows.row(event.event, row, self._result)
            for event in self._result.events
            for row in event.rows
            if row.verdict in wanted
        )

    def _view(self) -> ComparisonView:
        from borderclash.presenting.blocks import Provenance
        from borderclash.presenting.comparison_view import ComparisonView, Detail

        return ComparisonView(self._result, Detail(), Provenance(self._made, by=self._result.by))

    def _formats(self) -> Sequence[AnyFormat[ComparisonView]]:
        from borderclash.rendering.formats import OF_COMPARISON

        return OF_COMPARISON


@dataclass(frozen=True, slots=True)
class Timeline(_Result["View"]):
    """Who said what when, and when each disagreement began and ended."""

    _result: ComparisonResult = field(repr=False)

    def _view(self) -> View:
        from borderclash.presenting.timeline_view import TimelineView

        return TimelineView(self._result)


@dataclass(frozen=True, slots=True)
class Coverage(_Result["View"]):
    """Which party has answered which question."""

    _result: CoverageResult = field(repr=False)

    def _view(self) -> View:
        from borderclash.presenting.coverage_view import CoverageView

        return CoverageView(self._result)


@dataclass(frozen=True, slots=True)
class Difference(_Result["DifferenceView"]):
    """What changed from one version of claims to another; true where anything did."""

    _result: DifferenceResult = field(repr=False)
    _names: tuple[str, str] = field(repr=False)
    _made: date | None = field(repr=False, default=None)

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return bool(self._result)

    def _view(self) -> DifferenceView:
        from borderclash.presenting.difference_view import DifferenceView, Moment

        return DifferenceView(self._result, *self._names, Moment.of(self._made) if self._made else None)

    def _formats(self) -> Sequence[AnyFormat[DifferenceView]]:
        from borderclash.rendering.formats import OF_DIFFERENCE

        return OF_DIFFERENCE


def compare(
    claims: Claims,
    *,
    as_of: str | date | None = None,
    parties: Ids = (),
    events: Ids = (),
    questions: Ids = (),
    made: date | None = None,
) -> Comparison:
    """Return how the parties' accounts stand to each other.

    *as_of* takes only what had been said by the end of that day; *parties*, *events* and *questions* only those
    whose ids match, where ``*`` and ``?`` stand for any letters. Verdicts are then those among these parties.
    *made* is the day that a page written of it says it was made on; without it, it says none.
    Raises `UsageError` for an id that matches nothing, and for what is no day.
    """
    result, undated = _compared(claims, events, questions, parties, as_of)
    return Comparison(claims.files, claims.dataset.output_language, result, undated, made)


def timeline(claims: Claims, *, parties: Ids = (), events: Ids = (), questions: Ids = ()) -> Timeline:
    """Return who said what when, and when each disagreement began and ended; arguments are those of `compare`."""
    result, _ = _compared(claims, events, questions, parties)
    return Timeline(claims.files, claims.dataset.output_language, result)


def coverage(
    claims: Claims,
    *,
    as_of: str | date | None = None,
    parties: Ids = (),
    events: Ids = (),
    questions: Ids = (),
) -> Coverage:
    """Return which party has answered which question; arguments are those of `compare`.

    *parties* are those shown: questions stay, whoever answers them.
    """
    from borderclash.comparing.coverage import coverage as of_comparison

    result, _ = _compared(claims, events, questions, as_of=as_of)
    return Coverage(claims.files, claims.dataset.output_language, of_comparison(result, _ids(parties)))


def diff(old: Claims, new: Claims, *, made: date | None = None) -> Difference:
    """Return what changed from *old* to *new*, by meaning: order means nothing.

    *made* is the day, or the time, at which the newer ones were made, which a feed written of it says.
    """
    from borderclash.comparing.differences.difference import difference

    files, names = (*old.files, *new.files), (_named(old), _named(new))
    changes = difference(old.dataset, new.dataset)
    return Difference(files, new.dataset.output_language, changes, names, made)


def _named(claims: Claims) -> str:
    """Return what readers know a version by; a path can have bytes that are no text."""
    return os.fsencode(", ".join(claims.files)).decode(errors="backslashreplace")


def _ids(ids: Ids) -> tuple[str, ...]:
    return (ids,) if isinstance(ids, str) else tuple(ids)


def _compared(
    claims: Claims, events: Ids, questions: Ids, parties: Ids = (), as_of: str | date | None = None
) -> tuple[ComparisonResult, int]:
    """Return the comparison of what had been said by a day, and how many undated claims that leaves out."""
    day = None if as_of is None else str(as_of)
    return selection.compared(
        claims.dataset, events=_ids(events), questions=_ids(questions), parties=_ids(parties), day=day
    )
