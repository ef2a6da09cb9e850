"""``borderclash capture --suggest``: figures are listed, and added only where they are chosen."""

import io
import json
from unittest import mock

import pytest
from files import GOOD, ROOT, run

from borderclash.cli import add as asking
from borderclash.cli import suggesting

TEXT = (
    "The army of the South lost 58 soldiers killed and some 30 wounded, North's spokesman said. "
    "It was on October 11. They seized at least three posts.\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.yaml").write_text(GOOD.replace("quote: killed 58", "quote: 58 soldiers"), "utf-8")
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    assert run("capture", "wire", "page.txt", cwd=tmp_path).code == 0
    return tmp_path


def suggest(folder, *options, **more):
    return run("capture", "wire", "--suggest", *options, cwd=folder, **more)


def claims(folder):
    return (folder / "data" / "claims.yaml").read_text(encoding="utf-8")


def test_the_documentation_shows_what_is_listed(folder):
    before = claims(folder)
    shown = (ROOT / "docs" / "entering.md").read_text("utf-8").partition("<!-- suggest -->\n```console\n")[2]
    ran = suggest(folder)
    assert ran.code == 0
    assert ran.out == shown.partition("\n")[2].partition("```")[0]
    assert ran.err.startswith("nothing was written: choose on a terminal, or pass claims of -f json to")
    assert claims(folder) == before


@pytest.mark.parametrize("columns", [60, 140])
def test_no_line_is_wider_than_the_terminal(folder, columns):
    assert max(map(len, suggest(folder, columns=columns).out.splitlines())) <= columns


def test_a_page_is_kept_first(folder):
    (folder / "other.txt").write_text("In all, 12 houses burned down.", encoding="utf-8")
    ran = run("capture", "herald", "other.txt", "--title", "Herald", "--suggest", cwd=folder)
    assert (ran.code, ran.out.splitlines()[1:3]) == (
        0,
        ["  1. Houses destroyed: 12", "    “12 houses burned down”"],
    )
    assert (folder / "data" / "snapshots" / "herald.txt").exists()


def test_what_is_given_as_json_is_what_add_takes(folder):
    given = ("--event", "clash", "--question", "soldiers-killed", "--party", "north")
    (folder / "found.json").write_text(suggest(folder, "-f", "json", *given).out, encoding="utf-8")
    ran = run("add", "--json", "found.json", cwd=folder)
    assert (ran.code, ran.err.splitlines()[0]) == (0, "data/claims.yaml: added 3 claims")
    assert "value: at least 3" in claims(folder)
    checked = run("validate", cwd=folder)
    assert [
        name for name in ("quote-not-in-snapshot", "quote-qualifier", "quote-without") if name in checked.out
    ] == []


def test_json_of_a_new_question_says_what_it_is(folder):
    first = json.loads(suggest(folder, "-f", "json").out)[0]
    assert first == {
        "value": "58",
        "speaker": "North's spokesman",
        "party": "north",
        "source": "wire",
        "quote": "The army of the South lost 58 soldiers killed and some 30 wounded",
        "label": "Soldiers killed",
        "kind": "count",
        "unit": "soldiers",
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nobody", "--suggest"), "no text of `nobody` is kept"),
        (("wire", "page.txt", "--party", "north"), "--party is of suggestions"),
        (("wire", "page.txt", "-f", "json"), "--format is of suggestions"),
    ],
)
def test_a_mistake_is_told(folder, arguments, words):
    before = claims(folder)
    ran = run("capture", *arguments, cwd=folder)
    assert (ran.code, words in ran.err, claims(folder)) == (2, True, before)


def test_a_text_that_is_gone_is_told(folder):
    (folder / "data" / "snapshots" / "wire.txt").unlink()
    ran = suggest(folder)
    assert (ran.code, "snapshots/wire.txt` is not there" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("language", "why"),
    [
        (", language: en", ""),
        (", language: ja", ": nothing is known of its language, `ja`"),
        ("", ": it was read as English, since the source has no `language`"),
    ],
)
def test_a_text_without_figures(folder, language, why):
    data = claims(folder).replace("published: 2025-10-12", f"published: 2025-10-12{language}")
    (folder / "data" / "claims.yaml").write_text(data, encoding="utf-8")
    (folder / "data" / "snapshots" / "wire.txt").write_text("It rained.", encoding="utf-8")
    assert suggest(folder) == (0, "", f"no figure was found in the text of `wire`{why}\n")


def test_what_a_hostile_text_says_is_inert(folder):
    text = "At least 58 soldiers [red]died[/red] \x1b[31m\u202e, said Mr \x1b]0;x\x07 Smith."
    (folder / "data" / "snapshots" / "wire.txt").write_text(text, encoding="utf-8")
    for format in ("terminal", "json"):
        out = suggest(folder, "-f", format).out
        assert "58" in out
        assert not {"\x1b", "\x07"} & set(out)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("", []),
        ("2", [2]),
        ("1,3-5", [1, 3, 4, 5]),
        (" 1 , 3 - 4 ,1", [1, 3, 4]),
        ("0", None),
        ("9", None),
        ("3-1", None),
        ("1,,2", None),
        ("all", None),
        ("٣", [3]),
        ("-1", None),
    ],
)
def test_numbers_that_are_typed(typed, numbers):
    assert suggesting.numbers_of(typed, 8) == numbers


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("typed", "chosen"), [("9\n1,3\n", ["58", "at least 3"]), ("\n", None), ("", None)])
def test_on_a_terminal_those_that_are_chosen_are_asked_about(folder, typed, chosen, monkeypatch):
    monkeypatch.chdir(folder)
    out = Terminal()
    with (
        mock.patch("sys.stdin", Terminal(typed)),
        mock.patch("sys.stdout", out),
        mock.patch.object(asking, "ask") as asked,
    ):
        suggesting.suggest(None, "wire", {"event": "clash"}, as_json=False)
    assert ("these are no numbers from 1 to 3" in out.getvalue()) == typed.startswith("9")
    assert asked.called == bool(chosen)
    if chosen:
        (_, *entries), _ = asked.call_args
        assert [entry.answers["value"] for entry in entries] == chosen
        assert {entry.event for entry in entries} == {"clash"}
