"""The Python API: what a program gets, and what no call does."""

import builtins
import contextlib
import copy
import dataclasses
import gc
import json
import os
import pickle
import sqlite3
import subprocess
import sys
import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
from files import GOOD, contents, run

import borderclash as bc
from borderclash import api
from borderclash.model import Event
from borderclash.processes import SHARE
from borderclash.rendering.formats import OF_ANY_RESULT, OF_COMPARISON, suffixes

TIMES = """\
borderclash: 1
parties:
  north: {name: North}
  south: {name: South}
sources:
  wire: {title: Wire report, published: 2025-10-12}
events:
  clash:
    title: Clash
    source: wire
    questions:
      began:
        label: When it began
        kind: time
        claims:
          - {party: north, value: 2025-10-11T18:00}
          - {party: south, value: 2025-10-11T20:30}
      spent:
        label: Spent
        kind: number
        unit: euros
        claims:
          - {party: north, value: 2.5}
          - {party: south, value: 1}
      said:
        label: What was said
        kind: text
        claims:
          - {party: north, value: "<b>$x$</b> & [a](b)"}
"""
WARNED = GOOD.replace("  south: {name: South}\n", "  south: {name: South}\n  east: {name: East}\n")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "a.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def results(claims):
    """Return a result of each kind."""
    older = bc.loads(GOOD.replace("58", "57"))
    return [bc.compare(claims), bc.timeline(claims), bc.coverage(claims), bc.diff(older, claims)]


# Reading


def test_load_takes_a_file_a_folder_and_several(folder):
    file = folder / "claims" / "a.yaml"
    assert bc.load(file).files == (str(file),)
    assert bc.load(str(folder / "claims")).dataset == bc.load([file]).dataset
    (folder / "b.yaml").write_text("borderclash: 1\ntitle: Two accounts\n", encoding="utf-8")
    assert bc.load([file, folder / "b.yaml"]).files == (str(file), str(folder / "b.yaml"))


def test_claims_have_what_the_files_hold():
    claims = bc.loads(GOOD)
    assert (claims.title, list(claims.parties), list(claims.sources)) == (
        "Two accounts",
        ["north", "south"],
        ["wire"],
    )
    assert [question.id for question in claims.events[0].questions] == ["soldiers-killed"]


def test_warnings_are_problems_and_no_failure(folder):
    (problem,) = bc.loads(WARNED, "claims.yaml").problems
    assert (problem.severity, problem.rule) == ("warning", "unused-party")
    assert problem.location[:3] == ("claims.yaml", 6, 3)
    (folder / "borderclash.toml").write_text('ignore = ["unused-party"]\n', encoding="utf-8")
    (folder / "claims" / "a.yaml").write_text(WARNED, encoding="utf-8")
    assert bc.load(folder / "claims").problems == ()


def test_errors_raise_with_all_problems():
    with pytest.raises(
        bc.InvalidClaims, match=r"^x\.yaml:20:35: .* got `58 soldiers`; put the unit .* \(and 1 more\)$"
    ) as raised:
        bc.loads(WARNED.replace("58,", "58 soldiers,").replace("party: south", "party: west"), "x.yaml")
    assert sorted(problem.rule for problem in raised.value.problems) == ["figure", "unknown-party"]
    assert [problem.rule for problem in pickle.loads(pickle.dumps(raised.value)).problems]


@pytest.mark.parametrize("paths", ["nowhere.yaml", [], "-"])
def test_what_cannot_be_read_is_wrong_usage(paths, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(bc.UsageError):
        bc.load(paths)


def test_a_text_of_halved_characters_is_an_error_and_no_traceback():
    with pytest.raises(bc.InvalidClaims):
        bc.loads("title: \ud800\n")


# Comparing


def test_a_row_and_its_accounts():
    (row,) = bc.compare(bc.loads(GOOD)).rows()
    assert (row.event.id, row.question.id, row.subject, row.scope) == ("clash", "soldiers-killed", "south", None)
    assert (row.label, row.verdict, row.gap, row.ratio) == (
        "Soldiers killed: South",
        "overlap",
        40,
        Decimal("3.222"),
    )
    assert row.between == ("north", "south")
    assert (
        row.why == "North says 58, South says at least 18: as stated 40 apart (3.2 times), yet both can be true."
    )
    assert repr(row) == "Row('clash', 'Soldiers killed: South', 'overlap')"
    north, south = row.accounts.values()
    assert (north.party.name, north.state, north.text) == ("North", "asserts", "58")
    assert (north.claims[0].speaker, north.self_contradicting) == ("A. Spokesman", False)
    (position,) = south.positions
    assert (position.stance, position.value, position.measure) == ("asserts", "at least 18", None)
    assert (position.figure.low, position.figure.high, position.figure.stated) == (18, None, (18, 18))
    assert repr(south) == "Account('south', 'at least 18')"


def test_gaps_are_numbers_and_of_times_a_timedelta():
    rows = {row.question.id: row for row in bc.compare(bc.loads(TIMES)).rows()}
    assert rows["began"].gap == timedelta(hours=2, minutes=30)
    assert (rows["spent"].gap, rows["said"].gap) == (Decimal("1.5"), None)
    assert rows["began"].accounts["north"].positions[0].figure is None or rows["began"].accounts["north"].text


def test_rows_by_verdict():
    result = bc.compare(bc.loads(TIMES))
    assert [row.question.id for row in result.rows("one-party")] == ["said"]
    assert [row.question.id for row in result.rows(verdict={"conflict", "one-party"})] == [
        "began",
        "spent",
        "said",
    ]
    with pytest.raises(bc.UsageError, match="no verdict `conflicts`") as raised:
        result.rows("conflicts")
    assert raised.value.help == "did you mean `conflict`?"


def test_what_is_compared_can_be_chosen():
    claims = bc.loads(TIMES)
    assert [row.question.id for row in bc.compare(claims, questions="s*").rows()] == ["spent", "said"]
    assert {row.verdict for row in bc.compare(claims, parties="north", events=["clash"]).rows()} == {"one-party"}
    early = bc.compare(claims, as_of=date(2025, 10, 11))
    assert {row.verdict for row in early.rows()} == {"unanswered"}
    undated = bc.loads(GOOD.replace(", published: 2025-10-12", ""))
    assert bc.compare(undated, as_of="2025-10-12").undated == 2
    for wrong in ({"parties": "x"}, {"events": ["x"]}, {"questions": "x"}, {"as_of": "x"}):
        with pytest.raises(bc.UsageError):
            bc.compare(claims, **wrong)


def test_coverage_and_timeline_can_be_of_a_part():
    claims = bc.loads(TIMES)
    rows = bc.coverage(claims, parties="north", questions="spent", as_of="2025-10-12").to_dict()["events"][0]
    assert "south" not in json.dumps(rows)
    assert "spent" not in json.dumps(
        bc.timeline(claims, questions="began", events="clash", parties="*th").to_dict()
    )


def test_a_difference_is_true_where_anything_changed():
    claims = bc.loads(GOOD)
    assert not bc.diff(claims, bc.loads(GOOD))
    assert bc.diff(bc.loads(GOOD.replace("58", "57")), claims)


# Formats


@pytest.mark.parametrize("command", ["compare", "timeline", "coverage"])
def test_files_and_dicts_are_those_of_the_command(command, folder, monkeypatch):
    monkeypatch.chdir(folder)
    compared = command == "compare"
    result = getattr(bc, command)(bc.load("claims"), **({"made": date(2025, 10, 12)} if compared else {}))
    day = ("--made", "2025-10-12") if compared else ()
    of_command = OF_COMPARISON if command == "compare" else OF_ANY_RESULT
    for suffix in suffixes(of_command):
        assert run(command, "claims", *day, "-o", f"theirs{suffix}").code == 0
        result.write(f"ours{suffix}")
        ours, theirs = (contents(folder / f"{name}{suffix}") for name in ("ours", "theirs"))
        assert ours == theirs
    assert result.to_dict() == json.loads((folder / "theirs.json").read_bytes())


def test_a_difference_has_the_formats_of_the_command(folder, monkeypatch):
    monkeypatch.chdir(folder)
    (folder / "old.yaml").write_text(GOOD.replace("58", "57"), encoding="utf-8")
    result = bc.diff(bc.load("old.yaml"), bc.load("claims/a.yaml"))
    for suffix in suffixes(OF_ANY_RESULT):
        assert run("diff", "old.yaml", "claims/a.yaml", "-o", f"theirs{suffix}").code == 0
        result.write(folder / f"ours{suffix}")
        assert (folder / f"ours{suffix}").read_bytes() == (folder / f"theirs{suffix}").read_bytes()


def test_write_refuses_what_it_cannot_write_or_would_lose(folder):
    result = bc.compare(bc.load(folder / "claims"))
    with pytest.raises(bc.UsageError, match="no format is known by the suffix"):
        result.write(folder / "x.docx")
    (folder / "x.txt").write_text(GOOD, encoding="utf-8")
    (folder / "link.md").symlink_to("x.txt")
    with contextlib.closing(sqlite3.connect(folder / "other.db")) as database:
        database.execute("CREATE TABLE theirs (id)")
    with pytest.raises(bc.UsageError, match="a database that holds what is not borderclash's: `theirs`") as caught:
        result.write(folder / "other.db")
    assert caught.value.help == "name another file, or move this one away first"
    result.write(folder / "own.db")
    result.write(folder / "own.db")
    for name in ("x.txt", "link.md"):
        with pytest.raises(bc.UsageError, match="claims were read from"):
            bc.compare(bc.load(folder / "x.txt")).write(folder / name)
    assert (folder / "x.txt").read_text(encoding="utf-8") == GOOD
    with pytest.raises(OSError, match="nowhere"):
        result.write(folder / "nowhere" / "x.md")
    assert sorted(path.name for path in folder.iterdir()) == [
        *("claims", "link.md", "other.db", "own.db", "x.txt")
    ]


def test_write_leaves_no_half_file(folder, monkeypatch):
    result = bc.compare(bc.load(folder / "claims"))
    (folder / "x.md").write_text("before", encoding="utf-8")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        result.write(folder / "x.md")
    assert [(path.name, path.is_dir() or path.read_text("utf-8")) for path in sorted(folder.iterdir())] == [
        ("claims", True),
        ("x.md", "before"),
    ]


def test_html_of_a_result_is_inert_and_has_its_tables():
    shown = bc.compare(bc.loads(TIMES))._repr_html_()
    assert "<table>" in shown
    assert "&lt;b&gt;$x$&lt;/b&gt; &amp; [a](b)" in shown
    assert "<b>$x$" not in shown
    # What a notebook would set as a formula.
    assert shown.startswith('<div class="mathjax_ignore tex2jax_ignore">')
    for result in results(bc.loads(GOOD)):
        assert "North" in result._repr_html_()


# What no call does


def everything(folder):
    """Make all calls there are, and ask for all they give."""
    claims = bc.load(folder / "claims")
    for result in results(claims):
        result.to_dict()
        result._repr_html_()
        result.write(folder / "out.md")
        result.write(folder / "out.json")
    result = bc.compare(claims, as_of="2025-10-12")
    for suffix in (".html", ".csv", ".txt", ".sqlite"):
        result.write(folder / f"out{suffix}")
    return [
        (row.label, row.why, row.gap, [(account.text, account.positions) for account in row.accounts.values()])
        for row in result.rows()
    ]


def refuse(what):
    def called(*_, **__):
        raise AssertionError(f"{what} was called")

    return called


def test_no_call_forks_or_starts_anything(folder, monkeypatch):
    padding = "# " + "x" * 100 + "\n"
    (folder / "claims" / "a.yaml").write_text(GOOD + padding * (3 * SHARE // len(padding)), encoding="utf-8")
    for owner, name in ((os, "fork"), (subprocess, "Popen"), (threading.Thread, "start")):
        monkeypatch.setattr(owner, name, refuse(name))
    assert everything(folder)


def test_no_call_prints(folder, capfd, monkeypatch):
    monkeypatch.setattr(builtins, "print", refuse("print"))
    (folder / "claims" / "sheet.csv").write_text("", encoding="utf-8")
    assert everything(folder)
    assert capfd.readouterr() == ("", "")


def test_no_call_reads_the_environment(folder, monkeypatch):
    class Unread(dict):
        __getitem__ = get = __contains__ = __iter__ = keys = items = copy = refuse("the environment")

    # What a module reads as it is imported is no matter of the call.
    everything(folder)
    with monkeypatch.context() as patched:
        patched.setattr(os, "environ", Unread())
        patched.setattr(sys, "stdin", None)
        patched.setattr(sys, "argv", [])
        made = everything(folder)
    assert made


def test_no_call_keeps_state(folder):
    first = everything(folder)
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(3):
        assert everything(folder) == first
    gc.collect()
    assert len(gc.get_objects()) - before < 12
    bc.compare(bc.loads(GOOD.replace("Clash at the bridge", "Only here"))).to_dict()
    gc.collect()
    assert "Only here" not in [made.title for made in gc.get_objects() if isinstance(made, Event)]


def test_no_call_touches_the_collector(folder, monkeypatch):
    for name in ("enable", "disable", "freeze", "unfreeze", "collect", "set_threshold"):
        monkeypatch.setattr(gc, name, refuse(name))
    assert everything(folder)


def test_everything_is_frozen():
    claims = bc.loads(GOOD)
    row = next(bc.compare(claims).rows())
    account = row.accounts["north"]
    for made in (claims, *results(claims), row, account, account.positions[0]):
        for each in dataclasses.fields(made):
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(made, each.name, None)
        assert copy.copy(made) == made


PROGRAM = """\
import sys
import borderclash
assert {name for name in sys.modules if name.startswith("borderclash.")} == {"borderclash.vocabulary"}
claims = borderclash.loads(sys.argv[1])
rows = list(borderclash.compare(claims).rows())
words, view = "borderclash.presenting.phrasing.rows", "borderclash.presenting.comparison_view"
late = {words, view, "borderclash.rendering", "borderclash.processes", "rich", "jinja2"}
assert not late & set(sys.modules), late & set(sys.modules)
rows[0].why
assert words in sys.modules
assert not {view, "borderclash.rendering"} & set(sys.modules)
"""


def test_nothing_is_imported_or_computed_that_is_not_asked_for():
    subprocess.run([sys.executable, "-c", PROGRAM, GOOD], check=True)


def test_what_is_exported_is_there_and_nothing_else():
    assert {name for name in bc.__all__ if hasattr(bc, name)} == {*api.__all__, "__version__"}
    with pytest.raises(AttributeError, match="nonsense"):
        bc.nonsense  # noqa: B018


def test_position_has_what_stands_behind_it():
    text = """
borderclash: 1
parties: {a: {name: A}, r: {name: R, pooled: true}}
sources: {x: {title: X}, y: {title: Y, derived-from: x}, z: {title: Z}}
events:
  e:
    title: E
    questions:
      q:
        label: Q
        kind: count
        parts: [east, west]
        claims:
          - {party: a, value: 1, scope: east, source: [x, y]}
          - {party: a, value: 2, scope: west, source: x}
          - {party: r, value: 3, source: z}
          - {party: r, value: 3, source: y}
"""
    row = next(row for row in bc.compare(bc.loads(text)).rows() if row.scope is None)
    (total,), (three,) = (row.accounts[id].positions for id in "ar")
    assert (total.derived, total.value, total.sources, total.origins, total.voices) == (
        True,
        3,
        ("x", "y"),
        1,
        None,
    )
    assert (three.derived, three.sources, three.origins, three.voices) == (False, ("z", "y"), None, 2)
    assert three.wordings == ()
