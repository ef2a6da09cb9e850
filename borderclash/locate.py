"""Findings to problems: where in the text each place stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from borderclash.lines import Lines
from borderclash.problems import Finding, Path, Place, Position, Problem

if TYPE_CHECKING:
    from borderclash.yaml_events import Span


def locate(findings: Iterable[Finding], texts: Mapping[str, str]) -> list[Problem]:
    """Return the findings with their positions, in the order of *texts* and of the lines in each.

    *texts* has the text of each file, by name; each that a finding is about is walked once more.
    """
    findings = list(findings)
    wanted: dict[str, set[tuple[int, Path]]] = defaultdict(set)
    for finding in findings:
        for place in (finding.place, *(place for _, place in finding.related)):
            if place.offsets is None:
                wanted[place.file].add((place.document, place.path))
    files = {file.file: file for file in (_File(name, text, wanted[name]) for name, text in texts.items())}

    def position(place: Place) -> Position:
        file = files.get(place.file)
        return file.position(place) if file else Position(place.file, 1, 1)

    order = {name: number for number, name in enumerate(texts)}
    problems = [
        Problem(
            finding.rule,
            finding.severity,
            finding.message,
            position(finding.place),
            finding.help,
            tuple((words, position(place)) for words, place in finding.related),
        )
        for finding in findings
    ]
    problems.sort(key=lambda p: (order.get(p.position.file, -1), p.position.line, p.position.column, p.rule))
    return problems


class _File:
    """A text, its lines and where the wanted paths stand in it, each looked up when asked for."""

    def __init__(self, name: str, text: str, wanted: set[tuple[int, Path]]) -> None:
        self.file = name
        self.text = text
        self.wanted = wanted
        self.spans: dict[tuple[int, Path], Span] | None = None
        self.lines: Lines | None = None
        self.line = 0, 0, ""

    def position(self, place: Place) -> Position:
        start, end = place.offsets or self._offsets(place)
        return self._position(start, end)

    def _offsets(self, place: Place) -> tuple[int, int]:
        if self.spans is None:
            # Imported here: it brings a YAML parser, which good files of plain lines do without.
            from borderclash.yaml_events import offsets

            self.spans = offsets(self.text, self.wanted)
        span = self.spans.get((place.document, place.path))
        if span is None:
            return (0, 0)
        return span.key if place.at == "key" else span.value

    def _position(self, start: int, end: int) -> Position:
        if self.lines is None:
            self.lines = Lines(self.text)
        number = self.lines.number(start)
        if self.line[0] != number:
            first, stop = self.lines.span(start)
            self.line = number, first, self.text[first:stop]
        _, first, source = self.line
        column = min(start - first, len(source))
        width = max(1, min(end - first, len(source)) - column)
        return Position(self.file, number, column + 1, width, source)
