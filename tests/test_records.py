"""Records of any result as JSON and CSV, and the registry of formats."""

import json
from decimal import Decimal

import pytest

from borderclash.cli import outputs
from borderclash.presenting.records import Document, Items, Lines
from borderclash.problems import UsageError
from borderclash.rendering import csv, formats
from borderclash.rendering import json as json_format


def made(document):
    return "".join(json_format.write(document))


def test_each_item_of_a_document_stands_in_a_line_of_its_own():
    inner = Document({"id": "a"}, [{"rows": Items([{"n": 1}, {"n": Decimal("2.5")}])}, {"more": [], "none": None}])
    text = made(Document({"v": 1, "title": 'A "title"'}, [{"events": Items([inner, inner])}, {"sum": {"n": 2}}]))
    rows = '   "rows": [\n    {"n":1},\n    {"n":2.5}],\n   "more": [], "none": null}'
    assert text == (
        '{"v": 1, "title": "A \\"title\\"",\n "events": [\n'
        f'  {{"id":"a",\n{rows},\n  {{"id":"a",\n{rows}],\n "sum": {{"n":2}}}}\n'
    )
    assert json.loads(text)["events"][1]["rows"] == [{"n": 1}, {"n": 2.5}]


def test_a_document_without_items_or_lines_is_json_too():
    assert json.loads(made(Document({"v": 1}, [{"events": Items([])}]))) == {"v": 1, "events": []}
    assert json.loads(made(Document({"v": 1}, []))) == {"v": 1}


def test_items_are_made_as_they_are_written():
    taken = []

    def items():
        for number in range(3):
            taken.append(number)
            yield {"n": number}

    pieces = json_format.write(Document({"v": 1}, [{"rows": Items(items())}]))
    assert '{"n":0}' in next(piece for piece in pieces if "n" in piece and "v" not in piece)
    assert taken == [0]


def test_what_json_has_no_form_for_is_a_fault():
    with pytest.raises(TypeError):
        made(Document({"v": object()}, []))


def test_cells_of_csv_are_numbers_text_or_nothing():
    lines = Lines(("name", "=n"), [("=1+1", -3), (None, Decimal("1E+2")), ("a\nb", Decimal("-0.50"))])
    assert "".join(csv.write(lines)) == "name,'=n\r\n'=1+1,-3\r\n,100\r\na b,-0.50\r\n"


ALL = (formats.OF_ANY_RESULT, formats.OF_COMPARISON, formats.OF_PROBLEMS)


@pytest.mark.parametrize("served", ALL)
def test_no_name_and_no_suffix_stands_for_two_formats(served):
    assert len(set(formats.names(served))) == len(served)
    assert len(set(formats.suffixes(served))) == len(formats.suffixes(served))
    for format in served:
        assert formats.named(format.name, served) is format
        for suffix in format.suffixes:
            assert formats.by_suffix(suffix.upper(), served) is format


def test_every_format_of_any_result_writes_a_comparison():
    assert set(formats.names(formats.OF_ANY_RESULT)) < set(formats.names(formats.OF_COMPARISON))


def test_a_format_is_chosen_by_its_name_then_by_the_suffix_then_by_default():
    served = formats.OF_ANY_RESULT
    assert outputs.choose("csv", outputs.target("x.json"), served).name == "csv"
    assert outputs.choose(None, outputs.target("x.JSON"), served).name == "json"
    assert outputs.choose(None, outputs.target("x"), served).name == "terminal"
    assert outputs.choose(None, outputs.target("-"), served).name == "terminal"
    with pytest.raises(UsageError, match=r"no format is known by the suffix of `x\.html`") as problem:
        outputs.choose(None, outputs.target("x.html"), served)
    assert problem.value.help == "use one of .md, .csv, .json, .txt, or name the format with --format"
