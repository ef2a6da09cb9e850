"""Which line a character is in, held against a count of all lines before it."""

import re

from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.reading import locate as lines
from borderclash.reading.locate import Lines


def counted(text, at):
    """Return the number and the span of the line of a character, from the ends of all lines."""
    starts = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", text))]
    number = sum(start <= at for start in starts)
    first = starts[number - 1]
    stop = starts[number] if number < len(starts) else len(text)
    return number, (first, first + len(text[first:stop].rstrip("\r\n")))


@each_row(
    ("text", "at", "number", "line"),
    [
        ("", 0, 1, ""),
        ("ab", 2, 1, "ab"),
        ("ab\ncd\n", 2, 1, "ab"),
        ("ab\ncd\n", 3, 2, "cd"),
        ("ab\ncd\n", 6, 3, ""),
        ("ab\r\ncd", 2, 1, "ab"),
        ("ab\r\ncd", 3, 1, "ab"),
        ("ab\r\ncd", 4, 2, "cd"),
        ("ab\rcd", 3, 2, "cd"),
        ("\r\r\n\n", 1, 2, ""),
        ("\r\r\n\n", 3, 3, ""),
        ("a\x85b\u2028c", 4, 1, "a\x85b\u2028c"),
    ],
)
def test_line(text, at, number, line):
    found = Lines(text)
    first, stop = found.span(at)
    assert (found.number(at), text[first:stop]) == (number, line)


@given(st.text(st.sampled_from("ab\r\n"), max_size=40), st.integers(1, 9), st.data())
def test_any_line_is_as_counted_whatever_the_blocks(text, block, data):
    places = data.draw(st.lists(st.integers(0, len(text)), min_size=1, max_size=3))
    whole, lines.BLOCK = lines.BLOCK, block
    try:
        found = Lines(text)
        for at in places:
            assert (found.number(at), found.span(at)) == counted(text, at)
    finally:
        lines.BLOCK = whole


def test_a_line_with_many_problems_is_looked_for_once(monkeypatch):
    asked = []
    monkeypatch.setattr(Lines, "_begin", lambda _, at: asked.append(at) or 0)
    found = Lines("event,event,event\n")
    assert {found.span(at) for at in (6, 12, 17)} == {(0, 17)}
    assert asked == [6]
