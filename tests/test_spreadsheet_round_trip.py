"""A dataset written as a spreadsheet and imported again is the same dataset, whatever its texts hold."""

import csv
import io
import re
from dataclasses import replace
from functools import partial

import golden
import pytest
from build import dataset
from examples import few
from files import EXAMPLE, load, run
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash import checking
from borderclash.comparing.rows import compare
from borderclash.presenting.comparison_view import ComparisonView, Detail
from borderclash.reading import sources
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Loaded
from borderclash.reading.settings import DEFAULT
from borderclash.reading.sources import Input
from borderclash.reading.yaml_events import parse, resolve
from borderclash.rendering import formats
from borderclash.rendering.options import Options
from borderclash.spreadsheet import cells
from borderclash.spreadsheet.checking import check
from borderclash.spreadsheet.columns import NAMES
from borderclash.spreadsheet.importing import import_book
from borderclash.spreadsheet.reading import read
from borderclash.spreadsheet.yaml_text import Unquoted, claim_file, lifted

pytestmark = pytest.mark.thorough


def written(comparison):
    return formats.named("claims-csv", formats.OF_COMPARISON).write(
        ComparisonView(comparison, Detail()), Options()
    )


# What a spreadsheet, a terminal, CSV or YAML would take for something else than text.
HOSTILE = [
    *("=1+1", "+x", "-", "-5", "-5 to -3", "@x", "\t=1", " =1", "'=1", "''=1", "'x", "‘=1", "\u200b=1", "＝1"),
    *(
        "a;=1",
        ";",
        "a; b",
        ";;",
        "\\",
        "\\;",
        "\\ ",
        " ",
        "\n",
        "a\n=1",
        "\n\n-x",
        "a\r\nb",
        "\r",
        "\t",
        ' "',
        '"',
        '""',
    ),
    *("null", "'null", "''null", "~", "no", "Yes", "true", "12:30", "010", "1,300", "0x1F", "1e3", ".5", ".nan"),
    *(
        "2025",
        "2025-10-12",
        "51.20",
        "+5",
        "---",
        "...",
        "- x",
        "? x",
        ": x",
        "x: y",
        "x #y",
        "# x",
        "<<",
        "%",
        "`",
    ),
    *(
        "[x]",
        "{x}",
        "|",
        ">",
        "!x",
        "&x",
        "*x",
        "it's",
        "“x”",
        "\x00",
        "\x1b[31m",
        "\x7f",
        "\x85",
        "\u2028",
        "\u2029",
    ),
    *(
        "\ufeffx",
        "\u202ex",
        "\u2066x",
        "<U+001B>",
        "<U+003C>",
        "<U+1B>",
        "<U+D800>",
        "\xa0x",
        "e\u0301",
        "🙂",
        "\ufffe",
    ),
    *("a\nb", "a\n\nb\n", "a\n b", "a\nb\n\n", "sep=,", "x" * 200, "Ø", "پښتو", "a=b", "=", "a\n# b", "a\n---\nb"),
]
texts = (
    st.sampled_from(HOSTILE)
    | st.text("=+-@'\";\\ \n\ta0<U>", min_size=1, max_size=6)
    | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)
    | st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map("".join)
)
PARTIES = "north", "south", "reports"
SOURCES = "herald", "wire", "radio-2"
times = st.sampled_from(["2025", "2025-10", "2025-10-12", "2025-10-12T18:00:30.5+04:30", "2025-10-11/2025-10-12"])
years = times.map(lambda time: Unquoted(time) if time == "2025" else time)


def maybe(strategy):
    return st.none() | strategy


def record(**fields):
    """Return fields of which those that come to None are left out."""
    return st.fixed_dictionaries(fields).map(lambda made: {k: v for k, v in made.items() if v is not None})


FIGURES = (
    "58|010|at least 18|1,300|130-170|18+|~200|dozens|none|1\xa0500| 58 |58\n|at\tleast 18|≥ 18|>18|20-odd|1'500|５８|"
    "200 ± 20|Two  Dozen|more than 18 but fewer than 25|2.9 million|5 lakh"
)
figures = st.integers(0, 10**15 - 1).map(lambda n: Unquoted(str(n))) | st.sampled_from(
    [Unquoted("010"), *FIGURES.split("|")]
)
numbers = figures | st.sampled_from(
    [
        Unquoted("-3.50"),
        Unquoted("51.20"),
        "-3.5",
        "-5 to -3",
        "51.20",
        Unquoted("-0"),
        "−5 or more",
        "- 5",
        "about -200",
    ]
)
VALUES = {
    "count": figures,
    "number": numbers,
    "yes-no": st.sampled_from(["yes", "no"]),
    "choice": st.sampled_from(["north", "2025", "air-strike"]),
    "names": st.lists(texts, min_size=1, max_size=3, unique=True),
    "time": st.sampled_from([Unquoted("2025"), "2025", "2025-10", "2025-10-11/2025-10-12", "2025-10-12T00:30"]),
    "text": texts.filter(str.strip),
}
subjects = st.sampled_from(PARTIES)
parts = {"subject": subjects, "scope": texts, "measure": texts}
absent = object()


CUT_OFFS = st.sampled_from([Unquoted("2019"), "2020-10-12", "2020-10", "2020-10-11/2020-10-12"])


@st.composite
def claims(draw, kind, cumulative):
    stance = draw(st.sampled_from([None, None, "asserts", "denies", "declines", "cannot-say", "withdraws"]))
    claim = draw(
        record(
            party=subjects,
            hedge=maybe(texts),
            stated=maybe(years),
            speaker=maybe(texts),
            attribution=maybe(st.sampled_from(["on-record", "anonymous", "unattributed"])),
            via=maybe(texts),
            source=st.sampled_from(SOURCES) | st.permutations(SOURCES),
            locator=maybe(texts),
            quote=maybe(texts),
            translation=maybe(texts),
            note=maybe(texts),
        )
    )
    if stance in (None, "asserts") or (stance == "denies" and draw(st.booleans())):
        claim["value"] = draw(VALUES[kind])
    if stance == "denies":
        others = [party for party in PARTIES if party != claim["party"]]
        claim |= draw(record(of=maybe(st.sampled_from(others) | st.permutations(others))))
    if cumulative:
        written = draw(st.just(absent) | st.none() | CUT_OFFS)
        if written is not absent:
            claim["cut-off"] = written
    for name, strategy in parts.items():
        written = draw(st.just(absent) | st.none() | strategy)
        if written is not absent:
            claim[name] = written
    return claim | ({"stance": stance} if stance else {})


@st.composite
def questions(draw):
    kind = draw(st.sampled_from(list(VALUES)))
    question = draw(
        record(
            label=texts,
            unit=texts if kind == "number" else maybe(texts),
            subject=maybe(subjects),
            scope=maybe(texts),
            measure=maybe(texts),
        )
    )
    question["kind"] = kind
    if kind == "choice":
        ids = draw(st.permutations(["north", "2025", "air-strike"]))
        question["options"] = {id: draw(texts) for id in ids}
    cumulative = kind in ("count", "number") and draw(st.booleans())
    if cumulative:
        question["cumulative"] = True
        question |= draw(record(**{"cut-off": maybe(CUT_OFFS)}))
    if kind in ("count", "number"):
        scopes = st.lists(texts, min_size=2, max_size=3, unique=True)
        question |= draw(record(parts=maybe(scopes)))
    said = draw(st.lists(claims(kind, cumulative), max_size=4))
    if said and draw(st.booleans()):
        said[0]["id"] = "first"
        said.append({**said[0], "id": "second", draw(st.sampled_from(["replaces", "restates"])): "first"})
    return {**question, "claims": said}


events = record(
    title=texts,
    date=maybe(years),
    place=maybe(texts),
    timezone=maybe(st.sampled_from(["UTC", "Asia/Kabul"])),
    questions=st.dictionaries(st.sampled_from(["q", "2025", "no", "null"]), questions(), max_size=3),
)
parties = record(
    name=texts, kind=maybe(st.sampled_from(["media", "other"])), note=maybe(texts), pooled=maybe(st.booleans())
)
addresses = maybe(st.sampled_from(["https://example.org/a;b?c=+1,2", "http://x"]))
captured = record(
    title=texts,
    author=maybe(texts),
    publisher=maybe(texts),
    published=maybe(years),
    url=addresses,
    retrieved=maybe(years),
    archived=addresses,
    sha256=maybe(st.sampled_from(["0" * 64, "12e" + "0" * 61])),
    language=maybe(st.sampled_from(["no", "fa-AF"])),
    note=maybe(texts),
    **{"derived-from": maybe(st.sampled_from(["unused", *SOURCES]) | st.permutations(SOURCES))},
)


@st.composite
def files(draw):
    """Return the data of a claim file, with unused parties, questions without claims and events without questions."""
    return {
        "borderclash": Unquoted("1"),
        **draw(record(title=maybe(texts))),
        "parties": {id: draw(parties) for id in [*draw(st.permutations(PARTIES)), "unused"]},
        "sources": {id: draw(captured) for id in [*draw(st.permutations(SOURCES)), "unused"]},
        "events": draw(st.dictionaries(st.sampled_from(["e", "10-12", "no", "f"]), events, max_size=3)),
    }


def resolved(node):
    """Return data as YAML gives it."""
    if isinstance(node, dict):
        return {key: resolved(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [resolved(value) for value in node]
    return resolve(node) if isinstance(node, Unquoted) else node


def loaded(text):
    """Return the dataset of a claim file's text."""
    gathered = Loaded()
    load(sources.Input("claims.yaml", text.encode()), gathered)
    dataset, findings = assemble(gathered.documents)
    assert gathered.findings + findings == [], gathered.findings + findings
    return dataset


def plain(dataset):
    """Return the dataset without where it stood, and with its mappings as lists, since their order counts."""
    return (
        dataset.title,
        list(dataset.parties.items()),
        list(dataset.sources.items()),
        [
            replace(
                event,
                file="",
                document=0,
                questions=tuple(
                    question._replace(options=tuple(question.options.items()) if question.options else None)
                    for question in event.questions
                ),
            )
            for event in dataset.events
        ],
    )


def sheet_of(dataset):
    return "".join(written(compare(dataset))).encode()


@few
@given(files())
def test_round_trip_through_a_spreadsheet_is_exact(data):
    dataset = loaded("".join(claim_file(data)))
    imported = import_book(read(Input("claims.csv", sheet_of(dataset))))
    assert imported.problems == []
    again, _ = check(imported, "claims.yaml", partial(checking.check_loaded, names=checking.rule_names(DEFAULT)))
    assert plain(again) == plain(dataset)
    assert plain(loaded("".join(claim_file(imported.data)))) == plain(dataset)
    assert plain(loaded("".join(claim_file(lifted(imported.data))))) == plain(dataset)


@each_row("measure", [{}, {"measure": "killed"}, {"measure": None}, {"measure": "wounded"}])
def test_what_a_withdrawal_takes_back_survives_a_spreadsheet(measure):
    said = [{"party": "a", "value": 1}, {"party": "a", "value": 2, "measure": "wounded"}]
    back = {"party": "a", "stance": "withdraws", "stated": "2030", **measure}
    made = dataset({"kind": "count", "measure": "killed", "claims": [*said, back]})
    imported = import_book(read(Input("claims.csv", sheet_of(made))))
    for data in (imported.data, lifted(imported.data)):
        again = loaded("".join(claim_file(data)))
        assert compare(again).events[0].rows[0].accounts == compare(made).events[0].rows[0].accounts


@few
@given(files())
def test_every_field_of_a_file_reads_back(data):
    parsed = parse("".join(claim_file(data)))
    assert parsed.refusals == []
    assert parsed.documents == [resolved(data)]


@each_row("text", HOSTILE)
def test_hostile_text_reads_back_from_yaml(text):
    data = {
        "borderclash": Unquoted("1"),
        "title": text,
        "parties": {"x": {"name": text, "note": f"{text}\n{text}"}},
    }
    parsed = parse("".join(claim_file(data)))
    assert (parsed.refusals, parsed.documents) == ([], [resolved(data)])


@few
@given(files())
def test_no_cell_is_a_formula_or_a_command(data):
    text = sheet_of(loaded("".join(claim_file(data)))).decode("utf-8-sig")
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|\r(?!\n)", text)
    head, *records = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert set(head) <= set(NAMES)
    for record in records:
        assert len(record) == len(head)
        for cell in record:
            # Also where a program that splits at semicolons, and knows no quotes then, would begin a cell.
            for begun in re.split("[;\n]", cell):
                seen = begun.lstrip(" \xa0\u200b\ufeff'\"‘“”")
                if seen[:1] in tuple("=+-@＝＋－＠"):
                    assert begun[0] == "'" or re.fullmatch("-[0-9.,]+", cell)


@given(texts)
def test_cell_stands_for_its_text_and_for_no_other(text):
    assert cells.text_of(cells.cell_of(text)) == text
    assert cells.nullable_text(cells.nullable_cell(text)) == text


@given(st.lists(texts, min_size=1, max_size=4))
def test_list_in_a_cell_reads_back(items):
    assert cells.list_items(cells.text_of(cells.cell_of(cells.list_cell(items)))) == items


@given(st.lists(texts, min_size=1, max_size=4))
def test_options_in_a_cell_read_back(labels):
    options = [(f"o-{number}", label) for number, label in enumerate(labels)]
    assert list(cells.list_options(cells.text_of(cells.cell_of(cells.option_cell(options))))) == options


def test_bundled_data_as_a_spreadsheet_and_as_what_import_makes_of_it():
    sheet = "".join(written(golden.bundled()))
    golden.check("bundled-claims.csv", sheet)
    golden.check("bundled-claims.yaml", run("import", "-", stdin=sheet).out)


def test_bundled_data_comes_back_byte_for_byte(tmp_path):
    sheet, file = tmp_path / "claims.csv", tmp_path / "claims.yaml"
    assert run("compare", EXAMPLE, "-f", "claims-csv", "-o", sheet).code == 0
    assert run("import", sheet, "-o", file).code == 0
    for format in ("json", "claims-csv", "terminal"):
        assert run("compare", file, "-f", format).out == run("compare", EXAMPLE, "-f", format).out
