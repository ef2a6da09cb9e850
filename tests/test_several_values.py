"""Options that take several values take them repeated, with commas, or both."""

import json

import pytest
import typer
from files import EXAMPLE, GOOD, run
from rows import each_row

from borderclash.cli import program, shared
from borderclash.rendering.charts import convert

COMMANDS = typer.main.get_command(program()).commands
OPTIONS = [
    (name, option)
    for name, command in COMMANDS.items()
    for option in command.params
    # The names of sheets, and those of columns in somebody's own words, may hold commas.
    if getattr(option, "multiple", False) and option.opts[0] not in ("--sheet", "--column")
    # What a claim is added with writes to the file (test_add.py).
    if name != "add"
]
TWO = {
    "--event": "durand-line-2025-10-11,durand-*",
    "--question": "who-started,soldiers-killed",
    "--party": "afghanistan,pakistan",
    "--verdict": "conflict,overlap",
    "--fail-on": "conflict,overlap",
    "--select": "one-voice,unused-party",
    "--ignore": "one-voice, unused-party",
}


@pytest.mark.parametrize(("command", "option"), OPTIONS, ids=lambda each: getattr(each, "name", each))
def test_every_option_that_takes_several_takes_commas(command, option, tmp_path, monkeypatch):
    # What would be drawn tells as much as the drawing, which takes long.
    monkeypatch.setattr(convert, "svg", lambda figure, *_: json.dumps(figure).encode())
    (name,) = option.opts
    output = (
        ["-o", tmp_path / "figure.svg", *(["--event", "durand-*"] * (name != "--event"))]
        if command == "chart"
        else []
    )
    first, second = (part.strip() for part in TWO[name].split(","))
    apart = run(command, EXAMPLE, name, first, name, second, *output)
    assert run(command, EXAMPLE, name, TWO[name], *output) == apart
    assert run(command, EXAMPLE, name, f"{second},{first},", *output) == apart
    assert apart.code == (name == "--fail-on")
    assert "may be repeated, or with commas" in " ".join(run(command, "--help").out.split())


def test_all_the_options_are_tried():
    assert {option.opts[0] for _, option in OPTIONS} == set(TWO)
    assert len(OPTIONS) == 16


def test_what_is_wrong_is_told_of_the_part():
    ran = run("validate", "-", "--ignore", "one-voice,one-voic", stdin=GOOD)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: there is no rule `one-voic`")
    assert run("validate", "-", "--ignore", "", stdin=GOOD).err.startswith("error: there is no rule ``\n")


@each_row(
    ("values", "parts"),
    [
        (None, None),
        ([], []),
        (["a"], ["a"]),
        (["a,b", "c"], ["a", "b", "c"]),
        ([" a , b"], ["a", "b"]),
        ([","], [","]),
    ],
)
def test_parts_of_the_values(values, parts):
    assert shared.several(values) == parts
