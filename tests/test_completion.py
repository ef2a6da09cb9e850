"""Completion of ids, asked for as bash does: through the environment."""

import os
import shlex

import pytest
import shellingham
from files import GOOD, run

OTHER = """\
borderclash: 1
parties:
  east: {name: East}
events:
  strike:
    title: Strike
    questions:
      civilians-killed: {label: Civilians killed, kind: count, claims: []}
      soldiers-killed: {label: Soldiers killed, kind: count, claims: []}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(OTHER, encoding="utf-8")
    return tmp_path


def offered(line, folder):
    """Return what is offered at the end of a line, which has been typed so far; nothing else may be said."""
    words = [*shlex.split(line), ""] if line.endswith(" ") else shlex.split(line)
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_BORDERCLASH_COMPLETE": "complete_bash"}
    ran = run(cwd=folder, stdin="not to be read", **asked)
    assert (ran.code, ran.err) == (0, "")
    return ran.out.split()


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("borderclash compare --event ", ["clash"]),
        ("borderclash compare --event x", []),
        ("borderclash compare --language ", ["en", "ar", "es", "fr", "uk"]),
        ("borderclash diff --language u", ["uk"]),
        ("borderclash compare --party ", ["north", "south"]),
        ("borderclash compare --party n", ["north"]),
        ("borderclash compare --party north --party s", ["south"]),
        ("borderclash compare --question ", ["soldiers-killed"]),
        ("borderclash compare --party north,", ["north,south"]),
        ("borderclash compare --party north,s", ["north,south"]),
        ("borderclash compare --party nor,s", ["nor,south"]),
        ("borderclash compare --party north,south,", []),
        ("borderclash compare data other.yaml --question civilians-killed,", ["civilians-killed,soldiers-killed"]),
        ("borderclash compare other.yaml --event ", ["strike"]),
        ("borderclash compare other.yaml --question c", ["civilians-killed"]),
        ("borderclash compare other.yaml --disagreements --party ", ["east"]),
        ("borderclash compare data other.yaml --party ", ["north", "south", "east"]),
        ("borderclash compare data other.yaml --question ", ["soldiers-killed", "civilians-killed"]),
        ("borderclash add --event ", ["clash"]),
        ("borderclash add --event clash --party s", ["south"]),
        ("borderclash add other.yaml --party ", ["east"]),
        ("borderclash add --source w", ["wire"]),
        ("borderclash add --event clash --subject n", ["north"]),
        ("borderclash capture ", ["wire"]),
        ("borderclash capture w", ["wire"]),
        ("borderclash capture --file other.yaml ", []),
        ("borderclash compare nowhere.yaml --event ", []),
        ("borderclash compare - --event ", []),
        ("borderclash compare other.yaml - --event ", ["strike"]),
    ],
)
def test_ids_of_the_data_at_hand(folder, line, ids):
    assert offered(line, folder) == ids


def test_without_data_the_bundled_example_is_at_hand(tmp_path):
    assert offered("borderclash compare --event durand", tmp_path) == ["durand-line-2025-10-11"]


@pytest.mark.parametrize("line", ["compare --example --event durand", "chart --event durand --example --event d"])
def test_example_that_is_asked_for_is_at_hand_beside_data(folder, line):
    assert "durand-line-2025-10-11" in offered(f"borderclash {line}", folder)


BROKEN = {
    "syntax": ("borderclash: 1\nevents: {clash: [\n", []),
    "not a map": ("- one\n- two\n", []),
    "empty": ("", []),
    "events is a list": ("borderclash: 1\nevents: [clash]\n", []),
    "not UTF-8": (b"borderclash: 1\nevents: {clash\xff: {}}\n", []),
    "a key that is no id": ('events: {"a b": {}, "\\e]0;x": {}, clash: 5}\n', ["clash"]),
    "a broken figure": (GOOD.replace("58, speaker", "58 soldiers, speaker"), ["clash"]),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_broken_data_is_met_with_silence(folder, fault):
    text, ids = BROKEN[fault]
    (folder / "broken.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    assert offered("borderclash compare broken.yaml --event ", folder) == ids
    offered("borderclash compare broken.yaml --question ", folder)


def test_a_pipe_is_not_read(folder):
    os.mkfifo(folder / "pipe.yaml")
    assert offered("borderclash compare pipe.yaml --event ", folder) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script_for_the_shell_that_started_it_is_shown(shell, monkeypatch):
    monkeypatch.setattr(shellingham, "detect_shell", lambda: (shell, f"/bin/{shell}"))
    ran = run("--show-completion")
    assert (ran.code, ran.err) == (0, "")
    assert f"_BORDERCLASH_COMPLETE=complete_{shell}" in ran.out


def test_without_a_shell_there_is_no_script(monkeypatch):
    def fail():
        raise shellingham.ShellDetectionFailure

    monkeypatch.setattr(shellingham, "detect_shell", fail)
    ran = run("--show-completion")
    assert (ran.code, ran.out) == (1, "")
    assert "not supported" in ran.err
    assert "Traceback" not in ran.err
