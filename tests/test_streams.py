"""Standard streams that take nothing: full, closed, or read no further."""

import errno
import io
import os
import subprocess
import sys

import pytest
from files import EXAMPLE, GOOD, run

from borderclash import cli
from borderclash.cli import outputs
from borderclash.problems import UsageError

pytestmark = pytest.mark.tools


class Refusing(io.BytesIO):
    """A stream below standard output that takes nothing."""

    def __init__(self, number):
        super().__init__()
        self.number = number

    def writable(self):
        return True

    def write(self, data):
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.parametrize(
    "emit",
    [
        lambda: outputs.emit(["x\n"], outputs.Target(), ()),
        lambda: outputs.emit_bytes([b"x"], outputs.Target(), ()),
    ],
)
def test_a_full_standard_output_is_told(emit, monkeypatch):
    below = Refusing(errno.ENOSPC)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(below, write_through=True))
    with pytest.raises(UsageError) as problem:
        emit()
    assert problem.value.message == "cannot write to standard output: no space left on device"
    assert "--output" in problem.value.help
    below.close()


def test_a_reader_that_has_seen_enough_is_no_problem(monkeypatch):
    below = Refusing(errno.EPIPE)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(below, write_through=True))
    with pytest.raises(BrokenPipeError):
        outputs.emit(["x\n"], outputs.Target(), ())
    below.close()


@pytest.mark.parametrize("redirection", [">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize("format", ["terminal", "sqlite"])
def test_a_closed_stream_ends_no_run(redirection, format):
    command = f'"$0" -m borderclash compare "$1" --format {format} {redirection}'
    ran = subprocess.run(["sh", "-c", command, sys.executable, EXAMPLE], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert bool(ran.stdout) is (redirection == "2>&-")


def test_closed_streams_take_what_is_written(monkeypatch):
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    monkeypatch.setattr(sys, "argv", ["borderclash", "validate", str(EXAMPLE), "--select", "nothing-such"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 2
    for stream in (sys.stdout, sys.stderr):
        assert stream.name == os.devnull
        stream.close()


def test_data_is_flushed_before_the_end():
    assert run("compare", "-", stdin=GOOD).out.endswith("both can be true.\n")
