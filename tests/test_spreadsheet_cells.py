"""What stands in a cell for a text, and what text a cell stands for."""

from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.spreadsheet import cells
from borderclash.spreadsheet.columns import letter

# A text, and the cell that is written for it.
CELLS = {
    "58": "58",
    "at least 18": "at least 18",
    "-3.5": "-3.5",
    "-5 to -3": "'-5 to -3",
    "=1+1": "'=1+1",
    "'=1+1": "''=1+1",
    " +1": "' +1",
    "@spokesman": "'@spokesman",
    "＝1": "'＝1",
    "a;=1;b": "a;'=1;b",
    "a; -b": "a;' -b",
    "a\n=1": "a\n'=1",
    "a\n\n =1": "a\n\n' =1",
    "'Tis so": "'Tis so",
    "‘quoted’": "‘quoted’",
    "it's 1+1": "it's 1+1",
    "\x1b[31m": "<U+001B>[31m",
    "\t=1": "<U+0009>=1",
    "a\r\nb": "a<U+000D>\nb",
    "a\u202eb": "a<U+202E>b",
    "<U+001B>": "<U+003C>U+001B>",
    "<U+XYZ>": "<U+XYZ>",
    "  ": "<U+0020><U+0020>",
    "\xa0": "<U+00A0>",
    "\n": "<U+000A>",
}


@each_row("text", CELLS)
def test_cell_of_a_text_and_back(text):
    assert cells.cell_of(text) == CELLS[text]
    assert cells.text_of(CELLS[text]) == text


@each_row(
    ("typed", "text"),
    [
        ("'58", "'58"),
        ("'-5", "-5"),
        ("a;'b", "a;'b"),
        ("<U+D800>", "<U+D800>"),
        ("<U+110000>", "<U+110000>"),
        ("<U+1F642>", "🙂"),
        ("<U+41>", "<U+41>"),
    ],
)
def test_cell_that_a_person_typed(typed, text):
    assert cells.text_of(typed) == text


LISTS = {
    "Khost; Kunar": ["Khost", "Kunar"],
    "Khost": ["Khost"],
    "Khost\\; north; Kunar": ["Khost; north", "Kunar"],
    "a\\\\; b": ["a\\", "b"],
    "\\ a\\ ; \\\n": [" a ", "\n"],
    "\\ ; b": [" ", "b"],
}


@each_row("cell", LISTS)
def test_list_in_a_cell_and_back(cell):
    assert cells.list_items(cell) == LISTS[cell]
    assert cells.list_cell(LISTS[cell]) == cell


@each_row(
    ("typed", "items"),
    [
        ("Khost;Kunar ", ["Khost", "Kunar"]),
        ("  Khost ;\n Kunar ", ["Khost", "Kunar"]),
        (" Khost ", ["Khost"]),
        ("C:\\dir; x", ["C:\\dir", "x"]),
        ("a;;b", ["a", "", "b"]),
        ("a;", ["a", ""]),
    ],
)
def test_list_that_a_person_typed(typed, items):
    assert cells.list_items(typed) == items


def test_options_in_a_cell_and_back():
    cell = "air-strike=an air strike; rocket=a rocket\\; misfired; x=\\ = y"
    options = [("air-strike", "an air strike"), ("rocket", "a rocket; misfired"), ("x", " = y")]
    assert list(cells.list_options(cell)) == options
    assert cells.option_cell(options) == cell
    assert list(cells.list_options(" a = A ;b")) == [("a", "A"), ("b", None)]


@each_row(
    ("text", "cell"), [(None, "null"), ("null", "'null"), ("'null", "''null"), ("Null", "Null"), ("'x", "'x")]
)
def test_none_and_the_word_for_it(text, cell):
    assert cells.nullable_cell(text) == cell
    assert cells.nullable_text(cell) == text


@given(st.text("=+-@'\";\\ \n\t0a<>U+", max_size=8) | st.text(max_size=8))
def test_two_texts_never_share_a_cell(text):
    assert cells.text_of(cells.cell_of(text)) == text
    assert cells.nullable_text(cells.nullable_cell(text)) == text


def test_letters_of_columns():
    assert [letter(index) for index in (0, 25, 26, 46, 51, 52, 701, 702)] == ["A", "Z", "AA", "AU", "AZ", "BA", "ZZ", "AAA"]  # fmt: skip
