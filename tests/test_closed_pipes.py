"""A reader that has seen enough: exit code 141, never that of problems in the data, and not a word."""

import errno
import io
import os
import subprocess
import sys
from unittest import mock

import pytest
from files import EXAMPLE, GOOD

from borderclash.cli import main

BROKEN = GOOD.replace("58, speaker", "58 soldiers, speaker")
COMMANDS = [
    *([], ["--help"], ["--version"], ["--show-completion", "bash"]),
    *(["compare", "x.yaml", "-f", format] for format in ("terminal", "markdown", "csv", "json", "html", "sqlite")),
    *(
        ["validate", "broken.yaml", "-f", format]
        for format in ("full", "concise", "json", "github", "sarif", "junit")
    ),
    *(["timeline", "x.yaml"], ["coverage", "x.yaml"], ["diff", "x.yaml", "x.yaml"], ["rules"], ["schema"]),
    *(["rules", "one-voice"], ["import", "claims.csv"], ["init", "new"], ["chart", "x.yaml"]),
    *(["compare", "--help"], ["validate", "x.yaml"], ["compare", "broken.yaml"], ["compare", "nowhere.yaml"]),
]


class Closed(io.BytesIO):
    """A pipe whose reader has gone."""

    gone = True

    def write(self, data):
        if self.gone:
            raise BrokenPipeError(errno.EPIPE, "broken pipe")
        return super().write(data)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "x.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "claims.csv").write_bytes(
        (EXAMPLE.parent.parent / "borderclash/templates/claims.csv").read_bytes()
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_every_command_ends_quietly(arguments, folder):
    below = Closed()
    stream = io.TextIOWrapper(below, encoding="utf-8", write_through=True)
    with (
        mock.patch.multiple(sys, argv=["borderclash", *arguments], stdout=stream, stderr=stream),
        pytest.raises(SystemExit) as end,
    ):
        main()
    below.gone = False
    assert end.value.code == 141


@pytest.mark.tools
@pytest.mark.parametrize("arguments", [["compare", "x.yaml"], ["validate", "broken.yaml"], ["--version"]])
@pytest.mark.parametrize("both", [False, True])
def test_nothing_is_said_by_a_process(arguments, both, folder):
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "borderclash", *arguments]
    done = subprocess.run(command, stdout=writer, stderr=writer if both else subprocess.PIPE, check=False)
    os.close(writer)
    assert done.returncode == 141
    assert not done.stderr


@pytest.mark.tools
def test_a_shell_takes_it_for_a_closed_pipe(folder):
    (folder / "many.yaml").write_text(GOOD.replace("killed 58", "x" * 200_000), encoding="utf-8")
    command = 'set -o pipefail; "$0" -m borderclash compare many.yaml --sources | head -n 1'
    ran = subprocess.run(["bash", "-c", command, sys.executable], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (141, b"Two accounts\n", b"")
