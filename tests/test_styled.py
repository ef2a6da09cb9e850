"""Styled text for a terminal: where it breaks, how it is painted, and tables of it."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.text import Text
from rows import each_row

from borderclash.rendering.grid import Grid, fit
from borderclash.rendering.styled import CODES, EMPTY, STYLES, Pen, breaks, cut, joined, styled

PLAIN = Pen(20, color=False)
COLOR = Pen(20, color=True)
WORDS = st.text(st.sampled_from("abcdefgh  -—é五人\u0301👩"), max_size=60)


@given(WORDS, st.integers(4, 30))
def test_text_breaks_where_rich_breaks_it(words, width):
    ours = [line.plain for line in cut(styled(words), breaks(words, width))]
    theirs = Text(words).wrap(Console(file=io.StringIO()), width)
    assert [line.rstrip() for line in ours] == [line.plain.rstrip() for line in theirs]
    assert all(cell_len(line.rstrip()) <= width for line in ours)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "bold", "dim"])), max_size=5), st.integers(4, 30))
def test_breaking_keeps_each_word_in_its_style(pieces, width):
    text = joined(*(styled(*piece) for piece in pieces))
    lines = cut(text, breaks(text.plain, width))
    assert all("".join(words for words, _ in line.pieces) == line.plain for line in lines)
    kept = [(char, style) for line in lines for words, style in line.pieces for char in words if char != " "]
    assert kept == [(char, style) for words, style in text.pieces for char in words if char != " "]


@each_row("style", [*STYLES.values(), *CODES, "underline"])
def test_styles_are_painted_as_rich_paints_them(style):
    assert COLOR.paint(styled("x", style)) == Style.parse(style).render("x", color_system=ColorSystem.STANDARD)
    assert PLAIN.paint(styled("x", style)) == "x"


def test_nothing_is_painted_where_there_is_nothing():
    assert COLOR.paint(joined(styled("", "bold"), styled("x"))) == "x"
    assert PLAIN.paint(EMPTY) == COLOR.paint(EMPTY) == ""


def test_text_hangs_below_its_beginning():
    lead, body = styled("North: ", "dim"), styled("at least eighteen soldiers")
    assert list(PLAIN.hanging(lead, body, styled("a note"))) == [
        "North: at least",
        "       eighteen",
        "       soldiers",
        "       a note",
    ]
    assert next(COLOR.hanging(lead, body)) == "\x1b[2mNorth: \x1b[0mat least"


def test_a_long_lead_flows_into_its_text():
    lead = styled("  Unattributed reports: ", "dim")
    assert list(PLAIN.hanging(lead, styled("at least 18"))) == ["  Unattributed", "  reports: at least", "  18"]
    first, *_ = COLOR.hanging(lead, styled("at least 18"))
    assert first == "\x1b[2m  \x1b[0m\x1b[2mUnattributed\x1b[0m"


def test_a_table_parts_rows_of_several_lines():
    heads = ["", "North and South", "Gap"]
    rows = [
        [styled("Killed"), EMPTY, EMPTY],
        [styled("  in all"), styled("58", "dim"), styled("40")],
        [styled("  Helmand province"), styled("3"), styled("1,000")],
        [styled("Wounded"), styled("several"), EMPTY],
    ]
    grid = Grid(heads, rows, [10, 11, 5], range(2, 3))
    assert list(grid.lines(PLAIN)) == [
        "            North and",
        "            South          Gap",
        "──────────────────────────────",
        "Killed",
        "  in all    58              40",
        "",
        "  Helmand   3            1,000",
        "  province",
        "",
        "Wounded     several",
    ]
    assert list(Grid(heads, rows[3:], [10, 11, 5], range(2, 3), ascii=True).lines(COLOR)) == [
        "           |\x1b[1mNorth and\x1b[0m   |",
        "           |\x1b[1mSouth\x1b[0m       |  \x1b[1mGap\x1b[0m",
        "-----------+------------+-----",
        "Wounded    |several     |",
    ]


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), max_size=8), st.integers(20, 80))
def test_columns_fill_the_width_and_no_more(texts, width):
    rows = [[styled(text) for text in row] for row in texts]
    heads = ["", "Party", "Gap"]
    widths = fit(heads, rows, 2, width)
    if widths:
        assert sum(widths) <= width - 4
        assert all(cell_len(line) <= width for line in Grid(heads, rows, widths, range(2, 3)).lines(PLAIN))
