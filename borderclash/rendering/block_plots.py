"""Range plots in characters: a line a position, its name and words beside it, the scale below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from borderclash.language import colon, gettext, is_right_to_left
from borderclash.presenting.plots import Mark, RangePlot, Scale, tick_labels
from borderclash.rendering.styled import apart, breaks, cells, cut, styled
from borderclash.text.escaping import terminal_text

# Below this width names and words stand above the bars instead of beside them.
BESIDE_FROM = 60
INDENT = " " * 4
GUTTER = 2


class _Set(NamedTuple):
    """The characters for a figure that is stated, one stated but left out, what is allowed, and its open ends."""

    stated: str
    left_out: str
    allowed: str
    left: str
    right: str


class _Characters(NamedTuple):
    asserted: _Set
    denied: _Set
    tick: str
    earlier: str


BLOCKS = _Characters(_Set("█", "□", "▒", "◀", "▶"), _Set("×", "×", "╌", "◁", "▷"), "┊", "•")
ASCII = _Characters(_Set("#", "o", "=", "<", ">"), _Set("x", "x", "-", "<", ">"), ":", "*")
_TURNED = str.maketrans("◀▶◁▷<>", "▶◀▷◁><")
_Labels = Sequence[tuple[str, str]]


def lines(plot: RangePlot, width: int, *, ascii: bool) -> list[str]:
    """Return the lines of a range plot, none wider than *width* cells; none where too little has a place on it."""
    if not plot.placed:
        return []
    inert = partial(terminal_text, isolates=is_right_to_left())
    labels = [(inert(mark.party), inert(mark.text)) for mark in plot.marks]
    drawn = _beside if width >= BESIDE_FROM else _below
    made = drawn(plot, labels, inert(plot.about), width - len(INDENT), ASCII if ascii else BLOCKS)
    return [(f"{line}{INDENT}" if is_right_to_left() else f"{INDENT}{line}").rstrip() for line in made]


def key(width: int, *, ascii: bool, earlier: bool = False) -> list[str]:
    """Return what the characters mean, in lines of *width* cells; with *earlier*, of replaced figures too."""
    asserted, denied, _, before = ASCII if ascii else BLOCKS
    ends, not_so = f"{asserted.left} {asserted.right}", f"{denied.stated} {denied.allowed}"
    stated_before = gettext("{sign} stated before, and replaced", sign=before)
    meanings = (
        gettext("{sign} stated", sign=asserted.stated),
        gettext("{sign} stated, but itself left out", sign=asserted.left_out),
        gettext("{sign} what the words allow", sign=asserted.allowed),
        gettext("{sign} end left open", sign=ends),
        gettext("{sign} denied", sign=not_so),
        *((stated_before,) if earlier else ()),
    )
    lines = [meanings[0]]
    for meaning in meanings[1:]:
        longer = f"{lines[-1]}   {meaning}"
        lines[-1:] = [longer] if cells(longer) <= width else [lines[-1], meaning]
    return lines


def _below(plot: RangePlot, labels: _Labels, about: str, width: int, characters: _Characters) -> Iterator[str]:
    for label, mark in zip(labels, plot.marks, strict=True):
        yield from (_set(line, width) for line in _broken(colon().join(label), width))
        yield _bar(mark, plot.scale, width, characters)
    yield _axis(plot.scale, width)
    if about:
        yield from (_set(line, width) for line in _broken(about, width))


def _beside(plot: RangePlot, labels: _Labels, about: str, width: int, characters: _Characters) -> Iterator[str]:
    widths = _columns(labels, about, width // 2)
    left = sum(widths) + GUTTER
    room = width - left - GUTTER
    empty = _across(_ticks(plot.scale, room, characters))
    for label, mark in zip(labels, plot.marks, strict=True):
        parts = [_broken(text, column) for text, column in zip(label, widths, strict=True)]
        yield from _side_by_side(parts, widths, _bar(mark, plot.scale, room, characters), empty)
    yield from _side_by_side([_broken(about, left)], [left], _axis(plot.scale, room), " " * room)


def _columns(labels: _Labels, about: str, most: int) -> tuple[int, int]:
    """Return how wide the names and the words are, together with their gutter at most *most*."""
    most -= GUTTER
    names, said = (max(map(cells, column)) for column in zip(*labels, strict=True))
    if names + said > most:
        names = max(min(names, most // 2), most - said)
        names = max(cells(line) for name, _ in labels for line in _broken(name, names))
        said = max(cells(line) for _, text in labels for line in _broken(text, most - names))
    return names, max(said, min(cells(about) - GUTTER, most) - names)


def _side_by_side(parts: Sequence[list[str]], widths: Sequence[int], first: str, further: str) -> Iterator[str]:
    """Yield *parts*, each of some lines, as columns, with the bar behind the first line."""
    for number, line in enumerate(zip_longest(*parts, fillvalue="")):
        columns = [_set(text, width) for text, width in zip(line, widths, strict=True)]
        columns.append(further if number else first)
        yield (" " * GUTTER).join(reversed(columns) if is_right_to_left() else columns)


def _set(text: str, width: int) -> str:
    """Return *text* in so many cells, at the side where a line begins."""
    space = " " * (width - cells(text))
    return f"{space}{apart(text)}" if text and is_right_to_left() else f"{text}{space}"


def _broken(text: str, width: int) -> list[str]:
    return [line.plain.strip() for line in cut(styled(text), breaks(text, width))]


def _ticks(scale: Scale, room: int, characters: _Characters) -> list[str]:
    line = [" "] * room
    for tick in scale.ticks:
        line[_cell(scale.at(tick), room)] = characters.tick
    return line


def _cell(at: float, room: int) -> int:
    return min(round(at * (room - 1)), room - 1)


def _bar(mark: Mark, scale: Scale, room: int, characters: _Characters) -> str:
    line = _ticks(scale, room, characters)
    if mark.placed:
        drawn = characters.denied if mark.denies else characters.asserted
        first, last = (_cell(at, room) for at in mark.ends(scale))
        line[first : last + 1] = drawn.allowed * (last + 1 - first)
        if mark.low is None:
            line[first] = drawn.left
        if mark.high is None:
            line[last] = drawn.right
        for value in mark.earlier:
            line[_cell(scale.at(value), room)] = characters.earlier
        for value in mark.stated:
            line[_cell(scale.at(value), room)] = drawn.stated if mark.includes(value) else drawn.left_out
    return _across(line)


def _across(line: Sequence[str]) -> str:
    return "".join(reversed(line)).translate(_TURNED) if is_right_to_left() else "".join(line)


def _axis(scale: Scale, room: int) -> str:
    *labels, (_, end) = tick_labels(scale, room, len, GUTTER)
    places = [
        (0 if tick == scale.low else _cell(scale.at(tick), room) - len(label) // 2, label)
        for tick, label in labels
    ]
    start, last = places[-1]
    # In a narrow terminal two dates may not stand side by side: the first tells where the scale begins.
    if start + len(last) + len(end) < room:
        places.append((room - len(end), end))
    if is_right_to_left():
        places = [(room - start - len(label), label) for start, label in reversed(places)]
    line = ""
    for start, label in places:
        line = line.ljust(start) + label
    return line[:room].ljust(room)
