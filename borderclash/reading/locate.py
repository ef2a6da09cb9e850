"""Findings to problems: where in the text each place stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import accumulate

from borderclash.problems import Finding, Location, Path, Pointer, Problem, Severity
from borderclash.reading.yaml_places import Span, offsets

# A document's index in its file, and a path in it.
Key = tuple[int, Path]
BLOCK = 4096
_BREAK = re.compile("[\r\n]")


def locate(findings: Iterable[Finding], texts: Mapping[str, str]) -> list[Problem]:
    """Return the findings with their locations, in the order of *texts* and of the lines in each.

    *texts* has the text of each file, by name; each that a finding is about is walked once more.
    """
    return locate_first(findings, texts, None)[0]


def locate_first(
    findings: Iterable[Finding],
    texts: Mapping[str, str],
    most: int | None,
    always: Collection[str] = (),
    elsewhere: Callable[[Pointer], Location] | None = None,
) -> tuple[list[Problem], Counter[tuple[str, Severity]]]:
    """Return the first *most* problems of each rule, as `locate` does, and how many of each rule are left out.

    Of the rules in *always* none is left out. *elsewhere* locates what is in none of the texts. No text is read
    further than the problems ask for.
    """
    findings = list(findings)
    counts = Counter(finding.rule for finding in findings)
    left = {rule: most for rule, n in counts.items() if most is not None and n > most and rule not in always}
    files = {name: _File(name, text) for name, text in texts.items()}
    by_file: dict[str, list[Finding]] = {name: [] for name in texts}
    for finding in findings:
        by_file.setdefault(finding.pointer.file, []).append(finding)
        if finding.rule not in left:
            _ask_for(_places(finding), files)
    chosen: list[Finding] = []
    for name, found in by_file.items():
        chosen += files[name].first(found, left) if name in files else found
    for finding in chosen:
        _ask_for(_places(finding), files)
    left_out = Counter((finding.rule, finding.severity) for finding in findings)
    left_out.subtract((finding.rule, finding.severity) for finding in chosen)
    return _problems(chosen, files, elsewhere or (lambda place: Location(place.file, 1, 1))), +left_out


def _problems(
    findings: Iterable[Finding], files: Mapping[str, _File], elsewhere: Callable[[Pointer], Location]
) -> list[Problem]:
    def location(place: Pointer) -> Location:
        file = files.get(place.file)
        return file.location(place) if file else elsewhere(place)

    order = {name: number for number, name in enumerate(files)}
    problems = [finding.located(location) for finding in findings]
    problems.sort(key=lambda p: (order.get(p.location.file, -1), p.location.line, p.location.column, p.rule))
    return problems


def _places(finding: Finding) -> Iterator[Pointer]:
    yield finding.pointer
    for _, place in finding.related:
        yield place


def _ask_for(places: Iterable[Pointer], files: Mapping[str, _File]) -> None:
    for place in places:
        if place.offsets is None and place.file in files:
            files[place.file].ask_for(_key(place))


def _key(place: Pointer) -> Key:
    return place.document, place.path


class _Search:
    """What is looked for in a text: all *needed* places, and of those *of* rules as many as are *missing*."""

    def __init__(self, needed: set[Key], of: Mapping[Key, list[str]], missing: Counter[str]) -> None:
        self.needed = needed
        self.of = of
        self.missing = missing

    def __contains__(self, key: object) -> bool:
        return key in self.needed or key in self.of

    def take(self, key: Key) -> bool:
        """Note that a place was found; say whether any is still looked for."""
        self.needed.discard(key)
        for rule in self.of.get(key, ()):
            self.missing[rule] -= 1
            if self.missing[rule] <= 0:
                del self.missing[rule]
        return bool(self.needed or self.missing)


class _File:
    """A text, its lines and where the places that were asked for stand in it, each looked up when it is needed."""

    def __init__(self, name: str, text: str) -> None:
        self.file = name
        self.text = text
        self.needed: set[Key] = set()
        self.spans: dict[Key, Span] = {}
        self.ended = False
        self.lines: Lines | None = None
        self.line = 0, 0, ""

    def ask_for(self, key: Key) -> None:
        """Have a place looked for, unless it was found or is known not to be there."""
        if key not in self.spans and not self.ended:
            self.needed.add(key)

    def first(self, findings: list[Finding], left: dict[str, int]) -> list[Finding]:
        """Return *findings*, of a rule in *left* only the first so many, which are counted off there."""
        if not any(finding.rule in left for finding in findings):
            return findings
        found = [finding for finding in findings if left.get(finding.rule, 1)]
        of: defaultdict[Key, list[str]] = defaultdict(list)
        missing: Counter[str] = Counter()
        for finding in found:
            if finding.rule in left and finding.pointer.offsets is None:
                of[_key(finding.pointer)].append(finding.rule)
                missing[finding.rule] = min(missing[finding.rule] + 1, left[finding.rule])
        if missing:
            self._search(of, missing)
        if not self.ended:
            found = [f for f in found if f.rule not in left or f.pointer.offsets or _key(f.pointer) in self.spans]
        found.sort(key=lambda finding: self._offsets(finding.pointer)[0])
        return [finding for finding in found if _counts_off(finding.rule, left)]

    def location(self, place: Pointer) -> Location:
        start, end = self._offsets(place)
        return self._location(start, end)

    def _offsets(self, place: Pointer) -> tuple[int, int]:
        if place.offsets is not None:
            return place.offsets
        if self.needed:
            self._search({}, Counter())
        span = self.spans.get(_key(place))
        if span is None:
            return (0, 0)
        if place.at == "comment":
            start = self.text.find("#", span.value[1])
            # A location ends with its line.
            return start, len(self.text)
        return span.key if place.at == "key" else span.value

    def _search(self, of: Mapping[Key, list[str]], missing: Counter[str]) -> None:
        search = _Search(self.needed, of, missing)
        self.spans |= offsets(self.text, search, more=search.take)
        # What was not found is not there.
        self.ended = self.ended or bool(search.needed or search.missing)
        self.needed = set()

    def _location(self, start: int, end: int) -> Location:
        if self.lines is None:
            self.lines = Lines(self.text)
        number = self.lines.number(start)
        if self.line[0] != number:
            first, stop = self.lines.span(start)
            self.line = number, first, self.text[first:stop]
        _, first, source = self.line
        column = min(start - first, len(source))
        width = max(1, min(end - first, len(source)) - column)
        return Location(self.file, number, column + 1, width, source)


def _counts_off(rule: str, left: dict[str, int]) -> bool:
    """Say whether one more of a rule is wanted, and count it off."""
    if rule not in left:
        return True
    left[rule] -= 1
    return left[rule] >= 0


class Lines:
    """The lines of a text, counted from 1: which of them a character is in, and where that begins and ends.

    A line ends with a line feed, a carriage return, or both. A text may have tens of millions of lines: they are
    counted by block, and none is kept.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._returns = "\r" in text
        blocks = range(0, len(text), BLOCK)
        self._before = [0, *accumulate(self._ends(start, start + BLOCK) for start in blocks)]
        # The line that was asked for last: a long one may have thousands of problems.
        self._span = 0, -1

    def number(self, at: int) -> int:
        """Return the number of the line that a character is in; the end of a line is part of it."""
        block = at // BLOCK
        return 1 + self._before[block] + self._ends(block * BLOCK, at)

    def span(self, at: int) -> tuple[int, int]:
        """Return where the line of a character begins and ends, the characters that end it left out."""
        if not self._span[0] <= at <= self._span[1]:
            first = self._begin(at)
            match = _BREAK.search(self._text, first)
            self._span = first, match.start() if match else len(self._text)
        return self._span

    def location(self, file: str, start: int, end: int) -> Location:
        """Return the place in a *file* of a stretch of its text, as far as that is in the first line of it."""
        start = min(start, len(self._text))
        first, stop = self.span(start)
        width = max(1, min(end, stop) - start)
        return Location(file, self.number(start), start - first + 1, width, self._text[first:stop])

    def _ends(self, start: int, stop: int) -> int:
        """Return how many lines end in a stretch, by the last character of their end."""
        ends = self._text.count("\n", start, stop)
        if self._returns:
            ends += self._text.count("\r", start, stop) - self._text.count("\r\n", start, stop + 1)
        return ends

    def _begin(self, at: int) -> int:
        stop = at
        while stop > 0:
            start = max(0, stop - BLOCK)
            found = self._text.rfind("\n", start, stop)
            if self._returns:
                lone = self._text.rfind("\r", start, stop)
                # What stands between the two characters of an end is in the line that they end.
                if lone + 1 == at and self._text.startswith("\n", at):
                    lone = self._text.rfind("\r", start, lone)
                found = max(found, lone)
            if found >= 0:
                return found + 1
            stop = start
        return 0
