"""Markdown for a comment: folded where it is long, cut where it is too long, and never in the middle of an item."""

import cmarkgfm
from cmarkgfm.cmark import Options as Cmark

from borderclash.presenting.blocks import (
    Cell,
    Column,
    Comment,
    Heading,
    Item,
    List,
    Note,
    Row,
    Section,
    Table,
    text,
)
from borderclash.rendering.markdown import render
from borderclash.rendering.markdown_comment import LONGEST_TEXT, MOST_BYTES, MOST_ROWS, summary_of_a_run


def made(*blocks):
    return "".join(render([Comment(blocks)]))


def in_summary(size, *blocks):
    return "".join(render([Comment(blocks)], summary_of_a_run(size)))


def section(number, *, words="word", summary="", title="Event"):
    items = tuple(Item(text(f"{n} {words}")) for n in range(number))
    return Section(Heading(text(title)), (List(items, text("Row")),), summary=summary)


def test_headings_stand_below_those_of_the_page_around_it():
    assert made(Heading(text("What changed"), 1), section(1)) == (
        "### What changed\n\n#### Event\n\n##### Row\n\n- 0 word\n"
    )


def test_only_a_long_section_with_a_summary_is_folded_and_only_among_many_lines():
    assert "<details>" not in made(section(20, summary="20 items"))
    page = made(section(70, summary="<70> items"), section(3, summary="3 items"), section(70))
    assert page.count("<details>") == page.count("</details>") == 1
    assert "<summary>&lt;70&gt; items</summary>" in page


def test_what_finds_no_room_is_counted_from_the_end_of_an_item_on():
    words = "x" * (LONGEST_TEXT - 5)
    page = made(section(400, words=words, summary="400 items"), section(1, title="Lost"))
    assert len(page.encode()) < MOST_BYTES + 200
    shown = page.count(words)
    assert f"*{401 - shown} more parts are left out here" in page
    assert "Lost" not in page
    # The list is closed before what follows it.
    assert "\n\n</details>\n" in page
    html = cmarkgfm.github_flavored_markdown_to_html(page, Cmark.CMARK_OPT_UNSAFE)
    assert html.count("<li>") == shown
    assert html.count("</details>") == 1


def test_one_part_left_out_is_told_as_one():
    rows = [Row(text("y" * LONGEST_TEXT), tuple(Cell(text("z" * 300)) for _ in range(9))) for _ in range(20)]
    table = Table(tuple(Column("a") for _ in range(10)), rows)
    page = made(Note(text("first")), table)
    assert "*1 more part is left out here" in page
    # What there is of the table ends with a row, and with a blank line.
    assert page.count("y" * LONGEST_TEXT) == 19
    assert "z |\n\n*1 more" in page


def test_a_section_with_nothing_in_it_keeps_its_heading():
    assert made(Section(Heading(text("Empty event")), ()), section(1)).startswith("#### Empty event\n\n#### Event")


def test_rows_beyond_the_most_are_counted_and_long_texts_cut():
    table = Table((Column("Row"), Column("Was")), [Row(text(f"r{n}"), (Cell(),)) for n in range(MOST_ROWS + 2)])
    page = made(table, Note(text("n" * 400)))
    assert f"| r{MOST_ROWS - 1} |" in page
    assert f"| r{MOST_ROWS} |" not in page
    assert "| **2 more** |  |" in page
    assert "n" * LONGEST_TEXT + " \\[\N{HORIZONTAL ELLIPSIS}\\]" in page


def test_a_summary_has_all_rows_and_whole_texts_as_far_as_it_goes():
    table = Table((Column("Row"), Column("Was")), [Row(text(f"r{n}"), (Cell(),)) for n in range(100)])
    assert "n" * 400 in in_summary(10_000, table, Note(text("n" * 400)))
    page = in_summary(500, table)
    assert len(page.encode()) < 700
    shown = page.count("| r")
    assert page.endswith(
        f"| r{shown - 1} |  |\n\n*{100 - shown} more parts are left out here, to stay within what a "
        "summary may hold; `borderclash diff` shows all.*\n"
    )
