"""The comparison as a database: the same as the JSON, true to its own declarations, and inert."""

import contextlib
import json
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from itertools import product

import golden
import pytest
from build import dataset
from examples import few
from files import GOOD, ROOT, process, run
from hypothesis import given
from hypothesis import strategies as st
from pages import hostile_comparison
from rendered import rendered
from rows import each_row
from tools import program

from borderclash import __version__
from borderclash.cli import outputs
from borderclash.comparing.coverage import coverage
from borderclash.comparing.rows import compare
from borderclash.presenting.comparison_tables import TABLES, VERSION, tables
from borderclash.problems import UsageError
from borderclash.rendering.database import APPLICATION_ID, write
from borderclash.rendering.formats import OF_COMPARISON
from borderclash.vocabulary import VERDICTS

PAGE = (ROOT / "docs" / "sqlite.md").read_text(encoding="utf-8")
VIEWS = [
    "disagreements",
    "widest_by_event",
    "positions",
    "rows_of_one_origin",
    "coverage",
    "citations",
    "sources_used",
]


def written(comparison):
    return b"".join(write(tables(comparison)))


@contextlib.contextmanager
def opened(comparison):
    """Give the database of a comparison, opened for reading."""
    with tempfile.NamedTemporaryFile(suffix=".sqlite") as file:
        file.write(written(comparison))
        file.flush()
        with contextlib.closing(sqlite3.connect(f"file:{file.name}?mode=ro", uri=True)) as database:
            yield database


def ask(comparison, query, *values):
    """Return the lines that *query* gives, each a dictionary."""
    with opened(comparison) as database:
        database.row_factory = sqlite3.Row
        return [dict(line) for line in database.execute(query, values)]


def of(kind, *claims, **more):
    """Return the comparison of one question on which parties make *claims*."""
    setting = {name: more.pop(name) for name in ("pooled", "parties") if name in more}
    made = [c if isinstance(c, dict) else {"party": c[0], "value": c[1]} for c in claims]
    return compare(dataset({"kind": kind, "claims": made, **more}, **setting))


def fields(line, *names):
    return [line[name] for name in names]


def test_a_database_is_written_by_its_suffix(tmp_path):
    for name in ("comparison.sqlite", "comparison.db"):
        assert run("compare", "-", "-o", tmp_path / name, stdin=GOOD) == (0, "", "")
        with contextlib.closing(sqlite3.connect(tmp_path / name)) as database:
            told = database.execute("SELECT row_title, says_a, says_b, ratio FROM disagreements").fetchall()
        assert told == [("Soldiers killed: South", "58", "at least 18", 3.222)]


def test_a_pipe_gets_the_same_bytes(tmp_path):
    assert run("compare", "-", "-o", tmp_path / "a.sqlite", stdin=GOOD).code == 0
    ran = process("compare", "-", "-f", "sqlite", stdin=GOOD.encode())
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout == (tmp_path / "a.sqlite").read_bytes()


def test_a_terminal_is_spared(monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(UsageError) as problem:
        outputs.choose("sqlite", outputs.target("-"), OF_COMPARISON)
    assert problem.value.help == "write to a file: -o comparison.sqlite"
    assert outputs.choose(None, outputs.target("x.sqlite"), OF_COMPARISON).name == "sqlite"


def test_a_temporary_folder_that_cannot_be_written_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    ran = run("compare", "-", "-o", tmp_path / "a.sqlite", stdin=GOOD)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: cannot build the database in the temporary folder: ")
    assert "help: free some room there, or name another folder in TMPDIR\n" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_and_leaves_nothing(monkeypatch, tmp_path):
    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("borderclash.rendering.database._build", full)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ran = run("compare", "-", "-o", tmp_path / "a.sqlite", stdin=GOOD)
    assert ran.code == 2
    assert "database or disk is full" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_the_same_comparison_gives_the_same_bytes():
    assert written(golden.bundled()) == written(golden.bundled())


def test_the_header_says_whose_it_is():
    with opened(golden.bundled()) as database:
        assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert database.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert dict(map(dict.values, ask(golden.bundled(), "SELECT key, value FROM meta"))) == {
        "program": f"borderclash {__version__}",
        "schema": str(VERSION),
        "title": "Durand Line clashes, October 2025",
        "as_of": None,
    }


def test_as_of_is_noted(tmp_path):
    run("compare", "-", "--as-of", "2025-10-12", "-o", tmp_path / "a.db", stdin=GOOD)
    with contextlib.closing(sqlite3.connect(tmp_path / "a.db")) as database:
        assert database.execute("SELECT value FROM meta WHERE key = 'as_of'").fetchone() == ("2025-10-12",)


EVERY_KIND = [
    of("count", ("a", 58), ("b", "at least 18"), {"party": "c", "stance": "denies"}, ("p", "dozens"), pooled="p"),
    of("number", ("a", "-3.25"), ("b", "1.5 to 2"), unit="m", measure="at noon"),
    of("yes-no", ("a", "yes"), {"party": "b", "stance": "denies", "value": "yes"}),
    of("choice", ("a", "x"), ("b", "y"), options={"x": "An X", "y": "A Y"}),
    of("names", ("a", ["Khost", "Kunar, north"]), ("b", ["khost"])),
    of("time", ("a", "2025-10-11"), ("b", "2025-10-12T18:00")),
    of("text", ("a", "One."), {"party": "b", "value": "Two.", "scope": "north"}),
    of("count", {"party": "a", "value": 25, "subject": "b"}, {"party": "b", "value": 19, "subject": "a"}),
    of("count"),
    golden.bundled(),
]


@each_row("comparison", EVERY_KIND)
def test_the_database_is_sound(comparison):
    with opened(comparison) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for name in [*TABLES, *VIEWS]:
            database.execute(f"SELECT * FROM {name}").fetchall()


@each_row("comparison", EVERY_KIND)
def test_the_database_holds_what_the_json_holds(comparison):
    data = json.loads(rendered(comparison, "json"))
    with opened(comparison) as database:
        database.row_factory = sqlite3.Row

        def lines(query, *values):
            return [dict(line) for line in database.execute(query, values)]

        counts = {name: lines(f"SELECT count(*) AS n FROM {name}")[0]["n"] for name in TABLES}
        assert {name: counts[name] for name in ("events", "questions", "rows", "claims", "mirrors")} == {
            name: data["summary"][name] for name in ("events", "questions", "rows", "claims", "mirrors")
        }
        assert [line["id"] for line in lines("SELECT id FROM parties ORDER BY sequence")] == list(data["parties"])
        assert {line["id"] for line in lines("SELECT id FROM sources")} == set(data["sources"])
        verdicts = {
            line["verdict"]: line["n"] for line in lines("SELECT verdict, count(*) AS n FROM rows GROUP BY 1")
        }
        assert dict.fromkeys(VERDICTS, 0) | verdicts == data["summary"]["verdicts"]
        rows = lines("SELECT rows.*, slug FROM rows JOIN questions ON questions.id = question ORDER BY rows.id")
        told = [(event["id"], row) for event in data["events"] for row in event["rows"]]
        for row, (event, of_row) in zip(rows, told, strict=True):
            check_row(lines, event, row, of_row)


def check_answer(lines, answer, position):
    assert fields(answer, "stance", "measure") == [position["stance"], position["measure"]]
    if "figure" in position:
        figure = position["figure"]
        assert fields(answer, "low", "high") == [figure["low"], figure["high"]]
        assert fields(answer, "stated_low", "stated_high") == (figure["stated"] or [None, None])
        open_ends = [int(figure.get(name, False)) for name in ("low_open", "high_open")]
        assert fields(answer, "low_open", "high_open") == open_ends
    assert bool(answer["derived"]) is position.get("derived", False)
    assert fields(answer, "sources", "origins", "voices") == [
        position.get("sources", 1),
        position.get("origins"),
        position.get("voices"),
    ]
    behind = lines(
        "SELECT claims.* FROM answer_claims JOIN claims ON claims.id = claim WHERE answer = ? ORDER BY claims.id",
        answer["id"],
    )
    assert behind
    of_row = [claim["stands"] for claim in behind if claim["row"] == answer["row"]]
    assert of_row == ([] if answer["derived"] else [1] * len(behind))


def check_row(lines, event, row, of_row):
    assert row["event"] == event
    assert fields(row, "slug", "subject", "scope", "verdict", "ratio", "why") == fields(
        of_row, "question", "subject", "scope", "verdict", "ratio", "why"
    )
    assert [row["between_a"], row["between_b"]] == (of_row["between"] or [None, None])
    assert_gap(row, of_row)
    pairs = lines("SELECT * FROM pairs WHERE row = ? ORDER BY id", row["id"])
    for pair, of_pair in zip(pairs, of_row["pairs"], strict=True):
        assert fields(pair, "party_a", "party_b") == of_pair["parties"]
        assert fields(pair, "verdict", "ratio", "why") == fields(of_pair, "verdict", "ratio", "why")
        assert fields(pair, "said_a", "said_b") == of_pair["said"]
        assert fields(pair, "day_a", "day_b") == of_pair.get("days", [None, None])
        assert_gap(pair, of_pair)
        if "both" in of_pair:
            assert [json.loads(pair[name]) for name in ("only_a", "only_b", "both")] == [
                *of_pair["only"].values(),
                of_pair["both"],
            ]
    accounts = lines("SELECT * FROM accounts WHERE row = ?", row["id"])
    assert {account["party"] for account in accounts} == set(of_row["accounts"])
    for account in accounts:
        of_account = of_row["accounts"][account["party"]]
        assert fields(account, "state", "text") == fields(of_account, "state", "text")
        assert bool(account["self_contradicting"]) is of_account["self_contradicting"]
        claims = lines(
            "SELECT * FROM claims WHERE row = ? AND party = ? ORDER BY sequence", row["id"], account["party"]
        )
        for claim, of_claim in zip(claims, of_account["claims"], strict=True):
            check_claim(lines, claim, of_claim)
        answers = lines(
            "SELECT * FROM answers WHERE row = ? AND party = ? ORDER BY sequence", row["id"], account["party"]
        )
        for answer, position in zip(answers, of_account["positions"], strict=True):
            check_answer(lines, answer, position)


def assert_gap(line, of_json):
    gap = of_json["gap"]
    if gap is None:
        assert fields(line, "gap", "gap_seconds", "gap_text") == [None, None, None]
    elif isinstance(gap, str):
        assert line["gap"] is None
        assert line["gap_seconds"] is not None
        assert line["gap_text"]
    else:
        assert line["gap"] == gap
        assert line["gap_text"].replace(",", "") == str(gap)


def check_claim(lines, claim, of_claim):
    for name in ("hedge", "measure", "stated", "speaker", "via", "locator", "quote", "translation", "note"):
        assert claim[name] == of_claim.get(name)
    assert claim["attribution"] == of_claim.get("attribution", "on-record")
    assert claim["stance"] == of_claim.get("stance", "asserts")
    value = of_claim.get("value")
    assert claim["value"] == (
        json.dumps(value, ensure_ascii=False) if isinstance(value, list) else None if value is None else str(value)
    )
    sources = lines("SELECT source FROM claim_sources WHERE claim = ? ORDER BY sequence", claim["id"])
    assert [line["source"] for line in sources] == of_claim["source"]


@each_row(
    ("kind", "value", "figure"),
    [
        ("count", 58, [58, 0, 58, 0, 58, 58]),
        ("count", "at least 18", [18, 0, None, 0, 18, 18]),
        ("count", "fewer than 100", [0, 0, 99, 0, 100, 100]),
        ("count", "dozens", [12, 0, None, 0, None, None]),
        ("count", "≥\N{NO-BREAK SPACE}18", [18, 0, None, 0, 18, 18]),
        ("count", "20-odd", [20, 0, 29, 0, 20, 20]),
        ("count", "several hundred", [200, 0, None, 0, None, None]),
        ("count", "more than 18 but fewer than 25", [19, 0, 24, 0, 18, 25]),
        ("number", "0.7 ± 0.05", [0.65, 0, 0.75, 0, 0.7, 0.7]),
        ("count", "2.5 million", [2450000, 0, 2550000, 0, 2500000, 2500000]),
        ("count", 999999999999999, [999999999999999, 0, 999999999999999, 0, 999999999999999, 999999999999999]),
        (
            "count",
            "exactly 999999 trillion",
            [10**18 - 10**12, 0, 10**18 - 10**12, 0, 10**18 - 10**12, 10**18 - 10**12],
        ),
        ("number", "more than 0.5", [0.5, 1, None, 0, 0.5, 0.5]),
        ("number", "below -3.25", [None, 0, -3.25, 1, -3.25, -3.25]),
        ("number", "12345678901234.5", [12345678901234.5, 0, 12345678901234.5, 0, *[12345678901234.5] * 2]),
        ("text", "58", [None] * 6),
        ("time", "2025-10-12", [None] * 6),
    ],
)
def test_figures_are_numbers_beside_the_words(kind, value, figure):
    comparison = of(kind, ("a", value), unit="u")
    (claim,) = ask(comparison, "SELECT * FROM claims")
    names = ("low", "low_open", "high", "high_open", "stated_low", "stated_high")
    assert fields(claim, *names) == figure
    assert claim["value"] == str(value)
    assert claim["text"].replace(",", "") == " ".join(str(value).split())
    (types,) = ask(
        comparison, "SELECT typeof(low) AS low, typeof(high) AS high, typeof(value) AS value FROM claims"
    )
    of_number = {int: "integer", float: "real", type(None): "null"}
    assert types == {"low": of_number[type(figure[0])], "high": of_number[type(figure[2])], "value": "text"}


def test_history_and_what_replaces_what():
    comparison = of(
        "count",
        {"party": "a", "value": 15, "id": "first", "stated": "2025-01-01"},
        {"party": "a", "value": 23, "replaces": "first", "stated": "2025-01-02"},
        {"party": "a", "stance": "declines", "stated": "2025-01-03"},
    )
    claims = ask(comparison, "SELECT * FROM claims ORDER BY id")
    assert [fields(c, "sequence", "text", "stands", "slug", "replaces") for c in claims] == [
        [1, "15", 0, "first", None],
        [2, "23", 1, None, claims[0]["id"]],
        [3, "declined", 0, None, None],
    ]
    (account,) = ask(comparison, "SELECT * FROM accounts")
    assert fields(account, "state", "text") == ["asserts", "23, earlier 15; later declined"]


def test_disagreements_of_the_bundled_data():
    found = ask(golden.bundled(), "SELECT * FROM disagreements")
    names = ("row_title", "verdict", "party_a", "says_a", "party_b", "says_b", "gap", "unit", "ratio")
    first, *others = [fields(line, *names) for line in found]
    assert first == [
        "Soldiers killed: Pakistan",
        "overlap",
        *("Afghanistan", "58 (also reported as at least 58)", "Unattributed reports", "at least 18"),
        *(40, "soldiers", 3.222),
    ]
    assert [line[1] for line in others] == ["conflict"] * 4
    assert {line[-1] for line in others} == {None}


def test_disagreements_come_by_ratio_then_duration():
    questions = [
        ("number", [("a", "1"), ("b", "3")]),
        ("number", [("a", "0"), ("b", "3")]),
        ("number", [("a", "1"), ("b", "30")]),
        ("number", [("a", "1"), ("b", "1")]),
        ("time", [("a", "2025-01-01"), ("b", "2025-01-03")]),
        ("time", [("a", "2025-01-01"), ("b", "2025-01-09")]),
        ("yes-no", [("a", "yes"), ("b", "no")]),
        ("count", [("a", 5), ("b", "several")]),
    ]
    comparison = many([{"kind": kind, "claims": claims} for kind, claims in questions])
    found = ask(comparison, "SELECT * FROM disagreements")
    assert [line["row_title"][:2] for line in found] == ["Q3", "Q1", "Q6", "Q5", "Q2", "Q7", "Q8"]
    assert [line["gap_text"] for line in found] == ["29", "2", "8 days", "2 days", "3", None, None]
    (widest,) = ask(comparison, "SELECT * FROM widest_by_event")
    assert fields(widest, "rows", "conflicts", "overlaps", "widest_row", "says_a", "says_b") == [
        *(8, 6, 1),
        *("Q3 (u)", "1", "30"),
    ]


def many(questions):
    """Return the comparison of an event with several questions, Q1, Q2 and so on."""
    from borderclash.reading.dataset import assemble
    from borderclash.reading.documents import Document

    written = {}
    for number, question in enumerate(questions, 1):
        claims = [{"party": party, "value": value} for party, value in question["claims"]]
        unit = {"unit": "u"} if question["kind"] == "number" else {}
        written[f"q{number}"] = {"label": f"Q{number}", **question, **unit, "claims": claims}
    data = {
        "borderclash": 1,
        "parties": {"a": {"name": "A"}, "b": {"name": "B"}},
        "sources": {"s": {"title": "S"}},
        "events": {"e": {"title": "E", "source": "s", "questions": written}},
    }
    made, findings = assemble([Document("file.yaml", 0, data, data)])
    assert findings == []
    return compare(made)


def test_an_event_without_a_disagreement_has_its_line():
    (line,) = ask(of("count", ("a", 1), ("b", 1)), "SELECT * FROM widest_by_event")
    assert fields(line, "rows", "conflicts", "overlaps", "widest_row", "ratio") == [1, 0, 0, None, None]


def test_coverage_counts_states():
    comparison = of(
        "count",
        ("a", 1),
        {"party": "b", "stance": "denies"},
        {"party": "c", "stance": "declines"},
        {"party": "d", "stance": "cannot-say", "scope": "north"},
        {"party": "a", "stance": "withdraws", "scope": "north"},
        {"party": "c", "stance": "cannot-say", "scope": "north"},
        {"party": "d", "stance": "withdraws", "subject": "a"},
        {"party": "c", "stance": "declines", "subject": "a"},
    )
    names = ("rows", "answered", "asserts", "denies", "declined", "cannot_say", "withdrawn", "no_claim")
    found = ask(comparison, "SELECT * FROM coverage")
    assert {line["party"]: fields(line, *names) for line in found} == {
        "a": [2, 1, 1, 0, 0, 0, 0, 1],
        "b": [2, 1, 0, 1, 0, 0, 0, 1],
        "c": [2, 0, 0, 0, 2, 0, 0, 0],
        "d": [2, 0, 0, 0, 0, 1, 1, 0],
    }


STANCES = [
    {"value": 1},
    {"stance": "denies"},
    {"stance": "declines"},
    {"stance": "cannot-say"},
    {"value": 2, "stated": "2025-01-01"},
]


def claims_of_every_kind():
    """Return claims of which every two stances meet in a question that is split by scope, and some by subject."""
    for number, (whole, part) in enumerate(product(STANCES, repeat=2)):
        yield {"party": f"p{number}", **whole}
        yield {"party": f"p{number}", **part, "scope": "north"}
        if number % 3 == 0:
            yield {"party": f"p{number}", **part, "scope": "south", "subject": "p1"}
        if "stated" in part:
            yield {"party": f"p{number}", "stance": "withdraws", "scope": "north", "stated": "2025-01-02"}


@pytest.mark.parametrize("made", ["bundled", "every"])
def test_the_view_counts_as_the_command_does(made):
    if made == "bundled":
        comparison = golden.bundled()
    else:
        ids = [f"p{number}" for number in range(len(STANCES) ** 2)]
        comparison = of("count", *claims_of_every_kind(), parties=ids)
    names = ("rows", "answered", "asserts", "denies", "declined", "cannot_say", "withdrawn", "no_claim")
    viewed = {
        (line["event"], line["party"]): fields(line, *names) for line in ask(comparison, "SELECT * FROM coverage")
    }
    assert viewed == {
        (event.event.id, party): [counts.questions, counts.answered, *counts.states.values()]
        for event in coverage(comparison).events
        for party, counts in event.counts.items()
    }


def test_citations_and_sources_lead_back_to_the_source(tmp_path):
    text = GOOD.replace("  wire: {", "  unused: {title: Unused}\n  wire: {url: https://example.org/1, ")
    assert run("compare", "-", "-o", tmp_path / "a.db", stdin=text).code == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "a.db")) as database:
        query = "SELECT text, speaker, via, publisher, url, quote FROM citations"
        assert database.execute(query).fetchall() == [
            ("58", "A. Spokesman", "AFP", "The Wire", "https://example.org/1", "killed 58"),
            ("at least 18", None, None, "The Wire", "https://example.org/1", None),
        ]
        used = database.execute("SELECT source, claims, parties, events FROM sources_used").fetchall()
        assert used == [("wire", 2, 2, 1), ("unused", 0, 0, 0)]


def test_mirrors_are_there():
    (mirror,) = ask(EVERY_KIND[7], "SELECT * FROM mirrors")
    assert fields(mirror, "party_a", "text_a", "party_b", "text_b", "gap", "ratio") == [
        "a",
        "25",
        "b",
        "19",
        6,
        1.316,
    ]


HOSTILE = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(str.strip)
ATTACKS = [
    "'; DROP TABLE claims; --",
    'x" --',
    "\x00after",
    "<script>alert(1)</script>",
    "\U0001f600\u202e",
    "?1 :a @b",
]


def assert_round_trip(texts):
    comparison = hostile_comparison(texts)
    with opened(comparison) as database:
        database.text_factory = bytes
        claims = {
            column: {value for (value,) in database.execute(f"SELECT {column} FROM claims")}
            for column in ("hedge", "speaker", "via", "locator", "quote", "translation", "note", "measure")
        }
        (title,) = database.execute("SELECT title FROM events").fetchone()
        labels = {value for (value,) in database.execute("SELECT title FROM questions")}
    (table,) = comparison.events
    assert title == table.event.title.encode()
    assert labels == {row.question.label.encode() for row in table.rows}
    accounts = [account for row in table.rows for account in row.accounts.values()]
    held = [claim for account in accounts for claim in account.claims]
    for column, values in claims.items():
        written = {getattr(claim, column) for claim in held}
        assert values == {text if text is None else text.encode() for text in written}


@each_row("text", ATTACKS)
def test_hostile_text_is_kept_byte_for_byte(text):
    assert_round_trip([text])


@few
@given(st.lists(HOSTILE, min_size=1, max_size=9))
def test_any_text_is_kept_byte_for_byte(texts):
    assert_round_trip(texts)


def as_markdown(cursor):
    """Return what a query gives as a Markdown table."""
    heads = [column[0] for column in cursor.description]
    lines = [
        heads,
        ["---"] * len(heads),
        *(["" if cell is None else str(cell) for cell in line] for line in cursor),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


@pytest.mark.parametrize("number", range(3))
def test_the_examples_of_the_page_give_what_it_shows(number):
    examples = re.findall(r"^```sql\n(.*?)^```\n\n((?:^\|[^\n]*\n)+)", PAGE, flags=re.MULTILINE | re.DOTALL)
    assert len(examples) == 3
    query, shown = examples[number]
    with opened(golden.bundled()) as database:
        assert as_markdown(database.execute(query)) == shown


def test_the_page_has_every_table_view_and_column():
    with opened(golden.bundled()) as database:
        for name in [*TABLES, *VIEWS]:
            (described,) = re.findall(rf"^\| `{name}` \| (.*) \|$", PAGE, flags=re.MULTILINE)
            columns = [line[1] for line in database.execute(f"PRAGMA table_info({name})")]
            if name in TABLES:
                assert [c for c in columns if f"`{c}`" not in described] == [], name
        made = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type != 'index'")}
    assert made == {*TABLES, *VIEWS}


def test_every_foreign_key_of_one_column_leads_to_a_label_or_a_row():
    with opened(golden.bundled()) as database:
        for table in TABLES:
            for line in database.execute(f"PRAGMA foreign_key_list({table})"):
                columns = [column[1] for column in database.execute(f"PRAGMA table_info({line[2]})")]
                assert {"name", "title"} & {*columns} or line[2] in ("accounts", "claims", "answers"), (
                    table,
                    line[2],
                )


@contextlib.contextmanager
def served(file):
    """Give the address at which the real Datasette serves *file*."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program("datasette"), "serve", str(file), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while server.poll() is None and time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/{file.stem}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def fetched(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        assert answer.status == 200
        return answer.read().decode()


@pytest.mark.tools
def test_datasette_answers_and_shows_labels(tmp_path):
    file = tmp_path / "comparison.sqlite"
    file.write_bytes(written(golden.bundled()))
    with served(file) as address:
        found = json.loads(fetched(f"{address}/disagreements.json?_shape=array"))
        assert found == ask(golden.bundled(), "SELECT * FROM disagreements")
        for name in [*TABLES, *VIEWS]:
            assert name in fetched(f"{address}/{name}")
        page = fetched(f"{address}/pairs?verdict=overlap")
        assert ">Afghanistan</a>" in page
        assert ">Soldiers killed: Pakistan</a>" in page
        assert "at least 18" in fetched(f"{address}/accounts?_facet=state&party=reports")


@pytest.mark.tools
def test_datasette_shows_hostile_text_as_text(tmp_path):
    file = tmp_path / "hostile.sqlite"
    file.write_bytes(written(hostile_comparison(["<script>alert(1)</script>", "'; DROP TABLE claims; --"])))
    with served(file) as address:
        for name in [*TABLES, *VIEWS]:
            assert "<script>alert(1)" not in fetched(f"{address}/{name}")
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in fetched(f"{address}/claims")
