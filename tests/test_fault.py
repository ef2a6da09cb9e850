"""What is told where the program itself goes wrong."""

import atexit
import gc
import re
from pathlib import Path
from unittest.mock import Mock

import pytest
from files import GOOD

from borderclash import __main__, cli
from borderclash.cli import main
from borderclash.comparing import rows
from borderclash.vocabulary import PROGRAM_VERSION


def broken(*_, **__):
    raise KeyError("58 soldiers")


@pytest.fixture
def told(tmp_path, monkeypatch, capsys):
    """Return what `compare` tells while comparing is broken, by a function."""
    (tmp_path / "claims.yaml").write_text(GOOD)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(rows, "compare", broken)
    monkeypatch.setattr("sys.argv", ["borderclash", "compare", "claims.yaml"])

    def run():
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 2
        out, err = capsys.readouterr()
        assert out == ""
        return err

    return run


def test_a_fault_of_the_program_is_told_in_two_lines_with_its_place(told, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    error, help = told().splitlines()
    place = r"KeyError in borderclash/[a-z_/]+\.py, line \d+"
    assert re.fullmatch(rf"error: borderclash {re.escape(PROGRAM_VERSION)} has a fault of its own: {place}", error)
    assert help.startswith(
        "help: your files may be right: report this line with the command that you gave, and with "
    )
    (kept,) = tmp_path.glob("borderclash-fault-*.txt")
    assert f"{kept}, which may repeat words of your files" in help
    assert "58 soldiers" not in error + help
    assert kept.read_text().startswith("Traceback")
    assert kept.read_text().endswith("KeyError: '58 soldiers'\n")
    assert kept.stat().st_mode & 0o077 == 0


def test_it_is_told_where_no_file_can_be_made(told, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(Path("missing").absolute()))
    assert told().endswith("help: your files may be right: report this line with the command that you gave\n")


def test_an_interrupt_while_the_program_starts_ends_it_without_a_word(monkeypatch, capsys):
    monkeypatch.setattr(cli, "main", Mock(side_effect=KeyboardInterrupt))
    monkeypatch.setattr(atexit, "register", Mock())
    try:
        with pytest.raises(SystemExit) as ended:
            __main__.main()
    finally:
        gc.enable()
    assert ended.value.code == 130
    assert capsys.readouterr() == ("", "")
