"""How wide the columns of a table on the page have to be."""

import pytest

from borderclash.presenting.blocks import Cell, Column, Row, Table, text
from borderclash.rendering.page.columns import columns, sizes


def table_of(names, *rows):
    """Return the widths of a table of parties: its rows are of label, part, cells, gap and ratio."""
    heads = [Column(name, f"p{number}") for number, name in enumerate(names)]
    figures = [Column("Gap", right=True), Column("Ratio", right=True)]
    made = [
        Row(text(label), tuple(Cell(text(words)) for words in (*cells, gap, ratio, "= agree")), label, part)
        for label, part, cells, gap, ratio in rows
    ]
    return columns(Table((Column(""), *heads, *figures, Column("Verdict")), made))


def parties(table):
    return table.widths[1:-3]


def test_columns_take_the_longest_word_of_heads_and_cells():
    short = table_of(["Ox", "Ant"], ("Killed", "", ["5", "6"], "", ""))
    head = table_of(["Ox", "Investigations"], ("Killed", "", ["5", "6"], "", ""))
    cell = table_of(["Ox", "Ant"], ("Killed", "", ["5", "uncompromisingly"], "", ""))
    for wider in (head, cell):
        assert parties(wider)[0] == parties(short)[0]
        assert parties(wider)[1] > parties(short)[1]
        assert wider.total > short.total
    label = table_of(["Ox", "Ant"], ("Internationalisation", "", ["5", "6"], "", ""))
    assert (parties(label), label.widths[0] > short.widths[0]) == (parties(short), True)
    gap = table_of(["Ox", "Ant"], ("Killed", "", ["5", "6"], "123,456,789", "1,234,567×"))
    assert [a > b for a, b in zip(gap.widths[-3:-1], short.widths[-3:-1], strict=True)] == [True, True]


@pytest.mark.parametrize("words", ["counter-offensive", "counter offensive", "東京都千代田区霞が関一丁目二番一号"])
def test_where_a_line_may_end_no_word_goes_on(words):
    whole = table_of(["counteroffensive"], ("", "", [""], "", ""))
    assert parties(table_of([words], ("", "", [""], "", ""))) < parties(whole)


def test_a_hyphen_within_a_date_ends_no_line():
    assert table_of(["2025-10-11/2025-10-12"], ("", "", [""], "", "")) > table_of(
        ["2025-10-11"], ("", "", [""], "", "")
    )


def test_a_word_of_any_length_takes_no_more_than_a_column():
    assert table_of(["x" * 60], ("", "", ["y" * 600], "", "")) == table_of(
        ["x" * 80], ("", "", ["y" * 900], "", "")
    )


def test_a_long_text_has_a_wider_column_than_its_words_need():
    told = " ".join(["so it was"] * 12)
    short = table_of(["A"], ("", "", ["so it was"], "", ""))
    assert parties(table_of(["A"], ("", "", [told], "", ""))) > parties(short)
    assert table_of(["A"], ("", "", [told * 9], "", "")) == table_of(["A"], ("", "", [told * 99], "", ""))


def test_page_is_as_wide_as_its_widest_table_of_columns():
    tables = [table_of(["Party"] * count, ("", "", ["5"] * count, "", "")) for count in (2, 9, 10, 99)]
    assert [table.size.split()[0] for table in tables[-1:]] == ["crowd"]
    made = sizes(tables)
    assert made.parties == (2, 9, 10)
    assert made.page == max(made.totals) + made.margins > 82
    assert sizes(tables[:1]).page == 82
    assert sizes([]).page == 82
