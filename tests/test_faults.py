"""What goes wrong around a run: no room, no reader, no terminal, a signal. What was there before stays intact."""

import contextlib
import fcntl
import json
import os
import resource
import signal
import subprocess
import sys
import termios
import time

import pytest
from files import GOOD, run

from borderclash.atomic_write import write_whole

# Processes, signals and waits take their time.
pytestmark = pytest.mark.tools
COMMAND = [sys.executable, "-m", "borderclash"]
OLD = "what was there before\n"


def start(*arguments, cwd, **more):
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | more
    return subprocess.Popen([*COMMAND, *map(str, arguments)], cwd=cwd, **more)


def until_read(pipe):
    """Wait until all that was written into a pipe has been read: whoever reads it then waits for more."""
    until = time.monotonic() + 60
    while int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder):
        assert time.monotonic() < until
        time.sleep(0.01)


def ended(process):
    """Return the exit code, output and errors of a process; it must end."""
    out, err = process.communicate(timeout=120)
    return process.returncode, (out or b"").decode("utf-8", "replace"), (err or b"").decode("utf-8", "replace")


def shell(line, cwd, **environment):
    env = os.environ | {"PYTHON": sys.executable} | environment
    ran = subprocess.run(["bash", "-c", line], cwd=cwd, env=env, capture_output=True, timeout=120, check=False)
    return ran.returncode, ran.stdout.decode("utf-8", "replace"), ran.stderr.decode("utf-8", "replace")


def claims(count):
    rows = "".join(
        f"      q{number}:\n        {{label: Question {number}, kind: count, claims: "
        f"[{{party: north, value: {number}}}, {{party: south, value: 5}}]}}\n"
        for number in range(count)
    )
    return GOOD + rows


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.yaml").write_text(GOOD)
    return tmp_path


def hidden(folder):
    """Return what a run left behind beside its output."""
    return [name for name in os.listdir(folder) if name.startswith(".")]


FORMATS = ["markdown", "csv", "json", "html", "sqlite", "claims-csv", "terminal"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_full_disk_leaves_the_old_file(format, folder):
    (folder / "many.yaml").write_text(claims(400))
    (folder / "out").write_text(OLD)

    def full():
        # Beyond this size every write fails, as on a full disk.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    code, out, err = ended(start("compare", "many.yaml", "-f", format, "-o", "out", cwd=folder, preexec_fn=full))
    assert (code, out) == (2, "")
    assert err.startswith("error: cannot ")
    assert "Traceback" not in err
    assert (folder / "out").read_text() == OLD
    assert hidden(folder) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare", "good.yaml"],
        ["validate", "bad.yaml", "-f", "json"],
        ["--help"],
        ["compare", "-h"],
        ["--version"],
    ],
)
def test_a_full_disk_under_standard_output_is_told(arguments, folder):
    (folder / "bad.yaml").write_text("x")
    with open("/dev/full", "w") as full:
        code, _, err = ended(start(*arguments, cwd=folder, stdout=full))
    assert code == 2
    assert "no space left on device" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_ended_while_it_writes_leaves_the_old_file(how, folder):
    (folder / "out.json").write_text(OLD)
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from borderclash import atomic_write\n"
        "def pieces():\n"
        "    yield b'half of it'\n"
        "    print('writing', flush=True)\n"
        "    time.sleep(60)\n"
        "atomic_write.write_whole(Path('out.json'), pieces())\n"
    )
    writing = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert writing.stdout.readline() == b"writing\n"
    writing.send_signal(how)
    writing.wait(timeout=60)
    writing.stdout.close()
    assert (folder / "out.json").read_text() == OLD
    if how == signal.SIGINT:
        assert hidden(folder) == []
    # What a killed run leaves behind is in nobody's way.
    assert run("compare", "good.yaml", "-o", "out.json", cwd=folder).code == 0
    assert json.loads((folder / "out.json").read_text())["borderclash"] == 1


@pytest.mark.parametrize("arguments", [["compare", "-"], ["validate", "-"], ["compare", "-", "-o", "out.md"]])
def test_an_interrupt_ends_with_130_and_quietly(arguments, folder):
    (folder / "out.md").write_text(OLD)
    waiting = start(*arguments, cwd=folder, stdin=subprocess.PIPE)
    waiting.stdin.write(b"borderclash: 1\n")
    waiting.stdin.flush()
    until_read(waiting.stdin)
    waiting.send_signal(signal.SIGINT)
    code, out, err = ended(waiting)
    assert (code, out) == (130, "")
    assert "Traceback" not in err
    assert (folder / "out.md").read_text() == OLD


@pytest.mark.parametrize("arguments", ["compare many.yaml", "compare many.yaml -f json", "validate bad.yaml"])
def test_a_reader_that_has_seen_enough_ends_a_run_quietly(arguments, folder):
    (folder / "many.yaml").write_text(claims(300))
    (folder / "bad.yaml").write_text("borderclash: 1\n" + "title: x\n" * 2000)
    code, out, err = shell(f"$PYTHON -m borderclash {arguments} 2> err | head -n 1; cat err >&2", folder)
    assert code == 0
    assert out.count("\n") == 1
    assert "Traceback" not in err
    assert "Exception ignored" not in err


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "POSIX", "LANG": ""},
        {"TERM": "dumb"},
        {"TERM": ""},
        {"COLUMNS": "20"},
        {"COLUMNS": "0"},
        {"COLUMNS": "-5"},
        {"COLUMNS": "x"},
        {"HOME": "/nowhere"},
        {"TZ": "Mars/Base"},
        {"PYTHONTZPATH": ""},
        {"TMPDIR": "/nowhere"},
    ],
    ids=str,
)
def test_an_odd_environment_changes_nothing_but_how_it_looks(environment, folder):
    (folder / "odd.yaml").write_text(GOOD.replace("North", "Север\U0001f600"))
    code, out, err = shell("$PYTHON -m borderclash compare odd.yaml --sources", folder, **environment)
    assert (code, err) == (0, "")
    assert "58" in out
    assert "1 row" in out.replace("\n", " ")
    code, _, err = shell("$PYTHON -m borderclash compare odd.yaml -o out.md", folder, **environment)
    assert (code, err) == (0, "")
    assert "Север" in (folder / "out.md").read_text(encoding="utf-8")


def test_no_home(folder):
    code, out, err = shell("unset HOME; $PYTHON -m borderclash compare good.yaml", folder)
    assert (code, err) == (0, "")
    assert "58" in out


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("validate - <&-", 2, "error: standard input is closed"),
        ("validate good.yaml <&-", 0, "1 file, 0 errors"),
        ("compare good.yaml >&-", 0, ""),
        ("compare good.yaml -o out.md >&-", 0, ""),
        ("compare good.yaml 2>&-", 0, ""),
        ("validate good.yaml <&- >&- 2>&-", 0, ""),
        ("compare nowhere.yaml 2>&-", 2, ""),
    ],
)
def test_closed_streams(line, code, told, folder):
    ran = shell(f"$PYTHON -m borderclash {line}", folder)
    assert ran[0] == code
    assert told in ran[2]
    assert "Traceback" not in ran[2]


def test_a_current_folder_that_is_gone(folder):
    gone = "mkdir gone && cd gone && rmdir ../gone && $PYTHON -m borderclash"
    assert shell(f"{gone} compare", folder)[0] == 0
    assert shell(f"{gone} compare {folder}/good.yaml", folder)[0] == 0
    assert shell(f"{gone} validate {folder}/good.yaml", folder)[0] == 0
    for arguments in (
        "validate nowhere.yaml",
        f"compare {folder}/good.yaml -o x.json",
        "init fresh",
    ):
        code, _, err = shell(f"{gone} {arguments}", folder)
        assert code == 2, err
        assert err.startswith("error: ")
        assert "Traceback" not in err


def test_a_folder_that_takes_no_file(folder):
    for target in ("/proc/out.md", "/dev/null/out.md", "good.yaml/out.md", "nowhere/out.md", "x" * 300 + ".md"):
        ran = run("compare", "good.yaml", "-o", target, cwd=folder)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("error: cannot write ")


# Two runs at once


def test_many_runs_that_write_one_file_never_mix(folder):
    (folder / "other.yaml").write_text(GOOD.replace("Two accounts", "Other accounts").replace("58", "62"))
    alone = {}
    for name in ("good", "other"):
        alone[name] = run("compare", f"{name}.yaml", "-f", "json", cwd=folder).out
    runs = [
        start("compare", f"{name}.yaml", "-o", "out.json", cwd=folder)
        for _ in range(6)
        for name in ("good", "other")
    ]
    seen = set()
    while any(process.poll() is None for process in runs):
        with contextlib.suppress(FileNotFoundError):
            seen.add((folder / "out.json").read_text(encoding="utf-8"))
        time.sleep(0.01)
    seen.add((folder / "out.json").read_text(encoding="utf-8"))
    assert [ended(process)[0] for process in runs] == [0] * len(runs)
    assert seen <= set(alone.values())
    assert hidden(folder) == []


def test_many_runs_that_write_hashes_into_one_file(folder):
    (folder / "saved.txt").write_text("killed 58")
    text = GOOD.replace("title: Wire report", "title: x, snapshot: saved.txt")
    (folder / "good.yaml").write_text(text)
    runs = [start("validate", "good.yaml", "--update-hashes", cwd=folder) for _ in range(8)]
    assert [ended(process)[0] for process in runs] == [0] * 8
    written = (folder / "good.yaml").read_text()
    assert written.count("sha256: ") == 1
    head, _, rest = written.partition(", sha256: ")
    assert head + rest[64:] == text
    assert hidden(folder) == []


def test_a_failed_write_leaves_no_file(tmp_path):
    def pieces():
        yield b"half of it"
        raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output error"):
        write_whole(tmp_path / "out", pieces())
    assert os.listdir(tmp_path) == []
