"""The terminal's output: inert, aligned, and patient with big inputs."""

import io
import sys
import time
from unittest import mock

from build import dataset
from files import run
from rendered import rendered
from rich.cells import cell_len
from rows import each_row

from borderclash.cli import shared
from borderclash.comparing.rows import compare
from borderclash.presenting.comparison_view import Detail
from borderclash.rendering.grid import Grid, fit, words
from borderclash.rendering.styled import Pen, styled
from borderclash.text.escaping import terminal_text

HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://example.org\x07link\x1b]8;;\x07",
    "[bold]markup[/bold] [link=https://example.org]x[/link] [/nothing]",
    "back\x08space and bell\x07",
    "C1 \x9b31m and \x9d",
    "over\u202eride and iso\u2066late",
    "line\nbreak\r\nand\ttab and\u2028separator",
    ":smile: {braces} %s $(command) `tick`",
]


def hostile(text):
    """Return the comparison of claims that have *text* wherever a file may have any."""
    fields = ("hedge", "measure", "scope", "speaker", "via", "locator", "quote", "translation", "note")
    claim = {"party": "a", "value": text, **dict.fromkeys(fields, text)}
    made = dataset({"kind": "text", "label": text, "claims": [claim, {"party": "b", "value": text}]})
    return compare(made)


@each_row("width", [140, 80, 30])
@each_row("text", HOSTILE)
def test_text_of_a_claim_file_is_shown_and_never_obeyed(text, width):
    out = rendered(hostile(text), detail=Detail(claims=True), width=width)
    assert all(char == "\n" or (char.isprintable() and char not in "\u202e\u2066") for char in out)
    if width == 140:
        assert terminal_text(text).strip() in " ".join(out.split("\n"))


def test_markup_in_the_data_is_no_markup():
    assert terminal_text("[bold]x[/bold]") == "[bold]x[/bold]"
    shown = rendered(hostile("[bold]x[/bold]"), width=100, color=True)
    assert "[bold]x[/bold]" in shown


def test_control_characters_stay_visible():
    assert terminal_text("a\x1b[31mb\nc\u202ed") == "a<U+001B>[31mb c<U+202E>d"


@each_row(
    "text", ["東京で五人が死亡したと発表した 二人", "قتل خمسة جنود في الهجوم", "e\u0301" * 30, "👩‍👩‍👧 " * 8]
)
@each_row("width", [100, 60, 30])
def test_no_line_is_wider_than_the_terminal(text, width):
    out = rendered(hostile(text), detail=Detail(claims=True), width=width)
    assert max(map(cell_len, out.splitlines())) <= width


def test_wide_characters_keep_the_columns_in_line():
    made = dataset(
        {
            "kind": "text",
            "label": "東京",
            "claims": [{"party": "a", "value": "五人"}, {"party": "b", "value": "x"}],
        }
    )
    out = rendered(compare(made), width=80)
    head, row = (
        next(line for line in out.splitlines() if line.lstrip().startswith(begin)) for begin in ("A ", "東京")
    )
    assert cell_len(head[: head.index("B")]) == cell_len(row[: row.index("x")])


def test_words_break_behind_hyphens_between_letters_and_never_in_a_date():
    assert words("al-Qaeda 2025-10-12/2025-10-13 and/or x") == [
        "al-",
        "Qaeda ",
        "2025-10-12/2025-10-13 ",
        "and/",
        "or ",
        "x",
    ]


def test_wrapped_lines_are_indented_as_the_first_is():
    grid = Grid([""], [[styled("  Helmand province")]], [12], range(0))
    assert list(grid.lines(Pen(12, color=False)))[-2:] == ["  Helmand", "  province"]


def test_columns_that_do_not_fit_get_no_table():
    lines = [[styled("label"), styled("headquarters"), styled("≠ conflict")]]
    assert fit(["", "Party", "Verdict"], lines, 2, 20) is None
    assert sum(fit(["", "Party", "Verdict"], lines, 2, 40)) <= 40 - 2 * 2


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self):
        return True


def test_progress_shows_after_a_while_on_a_terminal(monkeypatch):
    monkeypatch.setattr(shared, "AFTER_SECONDS", 0.01)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal())
    with shared.progress() as stage:
        stage("reading big.yaml")
        until = time.monotonic() + 5
        while "reading big.yaml" not in sys.stderr.getvalue() and time.monotonic() < until:
            time.sleep(0.01)
    assert "reading big.yaml" in sys.stderr.getvalue()


def test_no_progress_where_it_is_quick(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    with shared.progress() as stage:
        stage("reading small.yaml")
    assert sys.stderr.getvalue() == ""


def test_no_progress_where_nobody_watches():
    assert run("validate", "-", stdin="borderclash: 1\n").err == "1 file, 0 errors, 0 warnings\n"


def test_width_is_that_of_the_terminal_even_behind_a_pipe():
    """Only standard error is left as the terminal, as in ``borderclash compare | less``."""
    import fcntl
    import os
    import pty
    import struct
    import subprocess
    import termios

    from files import EXAMPLE, ROOT

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 133, 0, 0))
    command = [sys.executable, "-m", "borderclash", "compare", str(EXAMPLE)]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=theirs, stdin=subprocess.DEVNULL, cwd=ROOT, check=True
    )
    os.close(theirs)
    os.close(ours)
    assert max(map(len, done.stdout.decode().splitlines())) == 133


@each_row(("written", "width"), [("7", 20), ("133", 133), (30 * "9", shared.WIDEST), (5000 * "9", shared.WIDEST)])
def test_width_that_is_asked_for_has_bounds(written, width):
    with mock.patch.dict("os.environ", COLUMNS=written):
        assert shared.width() == width


def test_width_without_any_terminal_is_80(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    for name in ("__stdin__", "__stdout__", "__stderr__"):
        monkeypatch.setattr(sys, name, None)
    assert shared.width() == 80


def test_progress_goes_on_to_what_is_done_next(monkeypatch):
    monkeypatch.setattr(shared, "AFTER_SECONDS", 0.01)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal())
    with shared.progress() as stage:
        for words in ("reading [bold]a.yaml", "checking"):
            stage(words)
            until = time.monotonic() + 5
            while words not in sys.stderr.getvalue() and time.monotonic() < until:
                time.sleep(0.01)
    assert "reading [bold]a.yaml" in sys.stderr.getvalue()
    assert "checking" in sys.stderr.getvalue()
