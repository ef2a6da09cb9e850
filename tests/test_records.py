"""Records of any result as JSON and CSV, and the registry of formats."""

import contextlib
import json
import sqlite3
from decimal import Decimal

import jsonschema
import pytest
from files import ROOT, run

from borderclash.cli import outputs
from borderclash.presenting.records import Document, Items, Lines
from borderclash.problems import UsageError
from borderclash.rendering import csv, formats
from borderclash.rendering import json as json_format

SCHEMAS = {
    "compare": "comparison.schema.json",
    "coverage": "coverage.schema.json",
    "timeline": "timeline.schema.json",
}


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
    assert problem.value.help == "use one of .md, .csv, .json, .xlsx, .txt, or name the format with --format"


@pytest.mark.parametrize(
    ("command", "options", "filters"),
    [
        ("compare", ["--party", "afg*,pak*"], {"party": ["afg*", "pak*"]}),
        (
            "compare",
            ["--question", "posts-*", "--event", "durand-*", "--disagreements"],
            {"event": ["durand-*"], "question": ["posts-*"], "verdict": ["conflict", "overlap"]},
        ),
        ("coverage", ["--party", "qatar"], {"party": ["qatar"]}),
        ("timeline", ["--question", "posts-lost"], {"question": ["posts-lost"]}),
        *((command, [], None) for command in ("compare", "coverage", "timeline")),
    ],
)
def test_json_says_which_filters_made_it(command, options, filters):
    made = json.loads(run(command, "--example", "-f", "json", *options).out)
    schema = json.loads((ROOT / "schemas" / SCHEMAS[command]).read_text(encoding="utf-8"))
    jsonschema.validate(made, schema)
    assert made.get("filters") == filters


def test_a_database_says_which_filters_made_it(tmp_path):
    file = tmp_path / "made.sqlite"
    for options, noted in (([], {}), (["--party", "afg*,qatar"], {"filter_party": "afg*, qatar"})):
        run("compare", "--example", "-o", str(file), *options)
        with contextlib.closing(sqlite3.connect(file)) as database:
            meta = dict(database.execute("SELECT key, value FROM meta"))
        assert {key: value for key, value in meta.items() if key.startswith("filter_")} == noted
