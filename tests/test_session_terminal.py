"""``borderclash add`` in a real terminal: the transcript in docs/entering.md, an interrupt, no colour, a dumb one."""

import os
import re
import sys

import pexpect
import pyte
import pytest
from files import GOOD, ROOT

pytestmark = pytest.mark.tools
PAGE = ROOT / "docs" / "entering.md"
TAB, ENTER, UP = "\t", "\r", "\x1b[A"


class Screen:
    """A terminal of a size with ``borderclash add`` in it."""

    def __init__(self, folder, *arguments, columns=80, lines=200, **environment):
        env = {
            key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")
        }
        env |= {"TERM": "xterm", "LC_ALL": "C.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1"} | environment
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.Stream(self.screen)
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", "borderclash", "add", *arguments],
            cwd=str(folder),
            env=env,
            dimensions=(lines, columns),
            encoding="utf-8",
            timeout=20,
        )
        self.bytes = ""
        self.asked = -1

    def type(self, wanted, keys):
        """Wait for a question that begins with some words, below the one before; then press some keys."""
        while not self.rows(wanted):
            try:
                self.read(timeout=20)
            except pexpect.TIMEOUT:
                pytest.fail(f"no question {wanted!r} in:\n{self.shown}")
        self.asked = self.rows(wanted)[-1]
        self.process.send(keys)

    def rows(self, wanted):
        display = enumerate(self.screen.display)
        return [row for row, line in display if row > self.asked and line.startswith(wanted)]

    def read(self, timeout):
        text = self.process.read_nonblocking(4096, timeout)
        self.bytes += text
        self.stream.feed(text)

    def end(self):
        """Return the exit code once it has ended."""
        try:
            while True:
                self.read(timeout=20)
        except pexpect.EOF:
            self.process.close()
        return self.process.exitstatus

    @property
    def shown(self):
        return "\n".join(line.rstrip() for line in self.screen.display).strip() + "\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def type_claim(screen):
    """Answer what is asked about a claim, up to the question whether to write it."""
    for wanted, keys in (
        ("Event", ENTER),
        ("Source", ENTER),
        ("Question", "sol" + TAB + ENTER),
        ("Party", "South" + ENTER),
        ("Value", "20 soldiers" + ENTER),
        ("Value", "20" + ENTER),
        ("Speaker", "B. Spokeswoman" + ENTER),
        ("Stated", ENTER),
        ("Quote", "we lost 20" + ENTER),
    ):
        screen.type(wanted, keys)


@pytest.mark.parametrize("columns", [60, 80])
def test_a_claim_is_asked_for_shown_and_written(folder, columns):
    screen = Screen(folder, columns=columns)
    type_claim(screen)
    screen.type("Write it?", ENTER)
    screen.type("Question (its label or id) [soldiers-killed]", "done" + ENTER)
    assert screen.end() == 0
    text = (folder / "data" / "claims.yaml").read_text(encoding="utf-8")
    assert text == GOOD + "          - {party: south, value: 20, speaker: B. Spokeswoman, quote: we lost 20}\n"
    assert "got `20 soldiers`" in " ".join(screen.shown.split())
    assert screen.shown.endswith("1 claim written\n")


def test_the_up_key_brings_back_a_wrong_answer_not_the_end_of_the_menu(folder):
    screen = Screen(folder, "--question", "soldiers-killed", "--party", "south")
    for wanted, keys in (("Event", ENTER), ("Source", ENTER), ("Value", "20 men" + ENTER)):
        screen.type(wanted, keys)
    screen.type("Value", "")
    while "withdraws" not in screen.shown.rpartition("Value")[2]:
        screen.read(timeout=20)
    screen.process.send(UP + "\x7f" * 4 + ENTER)
    screen.type("Speaker", "\x03")
    assert screen.end() == 130
    assert "Value, a figure of whole things (58, at least 18): 20\n" in screen.shown


@pytest.mark.parametrize("keys", ["\x03", "\x04"], ids=["interrupt", "end"])
def test_stopped_it_writes_nothing_and_leaves_no_trace(folder, keys):
    screen = Screen(folder)
    type_claim(screen)
    screen.type("Write it?", keys)
    assert screen.end() == 130
    assert (folder / "data" / "claims.yaml").read_text(encoding="utf-8") == GOOD
    assert screen.shown.endswith("stopped: the claim at hand was not written\n")
    assert "Traceback" not in screen.shown


def test_without_colour_none_is_written(folder):
    screen = Screen(folder, NO_COLOR="1")
    type_claim(screen)
    screen.type("Write it?", "no" + ENTER)
    screen.type("Question", "done" + ENTER)
    assert screen.end() == 0
    assert not re.search(r"\x1b\[[0-9;]*(?:3[0-7]|4[0-7]|38|48|9[0-7])[0-9;]*m", screen.bytes)


def test_a_dumb_terminal_is_asked_by_lines(folder):
    screen = Screen(folder, TERM="dumb")
    for wanted, keys in (
        ("Event", "\n"),
        ("Source", "\n"),
        ("Question", "soldiers-killed\n"),
        ("Party", "\x03"),
    ):
        screen.type(wanted, keys)
    assert screen.end() == 130
    assert "\x1b" not in screen.bytes
    assert "  north: North" in screen.shown


# The article of the bundled data, its source as it stands in the file once the article was kept.
CAPTURED = """\
borderclash: 1

sources:
  theprint-2025-10-12:
    title: Afghanistan says it killed 58 Pakistan soldiers in 'retaliation'
    publisher: ThePrint
    published: 2025-10-12
"""
TRANSCRIPT = (
    ("Event", "Clashes along the Durand Line" + ENTER),
    ("Date", "2025-10-11/2025-10-12" + ENTER),
    ("Place", "Afghanistan-Pakistan border" + ENTER),
    ("Id", "durand-line-2025-10-11" + ENTER),
    ("Source", ENTER),
    ("Question", "Soldiers killed" + ENTER),
    ("Kind", ENTER),
    ("Unit", "soldiers" + ENTER),
    ("Whose", "Pakistan" + ENTER),
    ("New party", ENTER),
    ("Id", ENTER),
    ("Party", "Afghanistan" + ENTER),
    ("New party", ENTER),
    ("Kind", "gov" + ENTER),
    ("Id", ENTER),
    ("Value", "58 soldiers" + ENTER),
    ("Value", "58" + ENTER),
    ("Speaker", "Zabihullah Mujahid, Taliban spokesman" + ENTER),
    ("Stated", ENTER),
    ("Quote", "killing 58 soldiers and injuring 30 others" + ENTER),
    ("Write it?", ENTER),
    ("Question", ENTER),
    ("Party", "Unattributed reports" + ENTER),
    ("New party", ENTER),
    ("Kind", "media" + ENTER),
    ("Many voices", "yes" + ENTER),
    ("Id", "reports" + ENTER),
    ("Value", "18" + ENTER),
    ("Speaker", ENTER),
    ("Attribution", "unattributed" + ENTER),
    ("Stated", ENTER),
    ("Quote", "had risen to at least 18, with several captured" + ENTER),
    ("Keep it?", "value" + ENTER),
    ("Value", "\x15" + "at least 18" + ENTER),
    ("Write it?", "note" + ENTER),
    ("Note", "As of Sunday morning." + ENTER),
    ("Write it?", ENTER),
    ("Question", "done" + ENTER),
)


def test_the_page_shows_a_real_session_and_what_it_wrote(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.yaml").write_text(CAPTURED, encoding="utf-8")
    screen = Screen(tmp_path)
    for wanted, keys in TRANSCRIPT:
        screen.type(wanted, keys)
    assert screen.end() == 0
    written = (tmp_path / "data" / "claims.yaml").read_text(encoding="utf-8")
    made = {"console": f"$ borderclash add\n{screen.shown}", "yaml": written}
    page = PAGE.read_text(encoding="utf-8")
    for language, text in made.items():
        mark = f"<!-- session: {language} -->\n"
        before, _, behind = page.partition(mark)
        shown, _, after = behind.partition("<!-- end -->")
        assert after, f"docs/entering.md has no place for the {language} of the session"
        if os.environ.get("UPDATE_GOLDEN"):
            page = f"{before}{mark}```{language}\n{text}```\n<!-- end -->{after}"
            PAGE.write_text(page, encoding="utf-8")
        else:
            assert shown == f"```{language}\n{text}```\n"
