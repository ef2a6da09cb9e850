"""Hostile inputs, as data: each is told as a problem or compared rightly, in bounded memory, and none is obeyed."""

import json
import os
import resource
import subprocess
import sys
import threading

import pytest
from files import GOOD, ROOT, run

from borderclash.reading import snapshots, sources

# Ten times what the largest of these files needs, and far below what any bomb would.
MEMORY = 1 << 30
SECONDS = 120


def titled(text):
    return GOOD.replace("Two accounts", text)


def valued(value):
    return GOOD.replace("value: 58", f"value: {value}")


def nested(depth):
    return "borderclash: 1\ntitle: " + "[" * depth + "]" * depth


def billion_laughs():
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    return "borderclash: 1\n" + "\n".join(lines)


# What it is, the text or bytes, and the rules that tell it; none where it is to be compared.
BOMBS = {
    "alias bomb": (billion_laughs, {"alias"}),
    "many aliases": (lambda: "borderclash: 1\na: &a [x]\nb: [" + "*a, " * 20_000 + "]", {"alias"}),
    "depth in lists": (lambda: nested(200_000), {"too-deep"}),
    "depth in maps": (lambda: "{a: " * 100_000, {"too-deep"}),
    "depth in lines": (lambda: "- " * 100_000, {"too-deep"}),
    "keys of keys": (lambda: "? " * 50_000, {"odd-key"}),
    "open quote": (lambda: titled('"' + "x" * 2_000_000), {"syntax"}),
    "huge text": (lambda: titled("x" * 2_000_000), set()),
    "huge text of marks": (lambda: titled("e" + "\u0301\u0316" * 100_000), {"not-normalised"}),
    "huge key": (lambda: GOOD + "x" * 2_000_000 + ": 1\n", {"syntax"}),
    "huge key in two lines": (lambda: GOOD + "? " + "x" * 2_000_000 + "\n: 1\n", {"unknown-field"}),
    "very many digits": (lambda: valued("1" * 2_000_000), {"figure"}),
    "very many digits behind the point": (lambda: valued("0." + "1" * 1_000_000), {"figure"}),
    "an exponent of a billion": (lambda: valued("1e1000000000"), {"figure"}),
    "a range of a billion digits": (lambda: valued("1 to " + "9" * 1_000_000), {"figure"}),
    "words of a figure": (lambda: valued("at least " * 200_000 + "3"), {"figure"}),
    "thousand thousand": (lambda: valued("1" + " thousand" * 200_000), {"figure"}),
    "many problems": (lambda: "borderclash: 1\n" + "title: x\n" * 200_000, {"duplicate-key", "too-large"}),
    "many aliases of nothing": (lambda: "- *x\n" * 200_000, {"alias", "too-large"}),
    "many unknown fields": (lambda: "".join(f"x{n}: 1\n" for n in range(30_000)), {"unknown-field", "too-large"}),
    "many faulty claims": (
        lambda: GOOD + "          - {party: 1}\n" * 30_000, {"wrong-type", "missing-field", "too-large"},
    ),
    "many documents": (lambda: "---\n" * 50_000, {"wrong-type", "too-large"}),
    "nothing but lines": (lambda: "\n" * 20_000_000 + "x: 1\n", {"unknown-field"}),
    "many ignores": (lambda: "borderclash: 1\n" + "# borderclash: ignore[no-source] x\n" * 20_000, {"idle-ignore"}),
    "many positions": (
        lambda: GOOD + "".join(f"          - {{party: north, value: {number}}}\n" for number in range(9_000)),
        {"too-large"},
    ),
    "larger than a file may be": (lambda: "#" * (sources.MAX_BYTES + 1), {"too-large"}),
}  # fmt: skip

CHILD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
sys.argv = ["borderclash", *sys.argv[1:]]
from borderclash.cli import main
main()
"""


def bounded(*arguments, cwd):
    """Run the command in a process whose memory is bounded; return its exit code, output and errors."""
    command = [sys.executable, "-c", CHILD.format(memory=MEMORY), *arguments]
    ran = subprocess.run(command, cwd=cwd, capture_output=True, timeout=SECONDS, check=False)
    return ran.returncode, ran.stdout.decode(), ran.stderr.decode()


@pytest.mark.tools
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_told_or_compared_in_bounded_memory(name, tmp_path):
    make, rules = BOMBS[name]
    (tmp_path / "bomb.yaml").write_text(make(), encoding="utf-8")
    code, out, err = bounded(
        "validate", "bomb.yaml", "-f", "json", "--ignore", "source-before-claim", cwd=tmp_path
    )
    assert "Traceback" not in err
    problems = json.loads(out)["problems"]
    found = {problem["rule"] for problem in problems}
    assert found >= rules, found
    assert bool(found) == bool(rules)
    assert code == int(any(problem["severity"] == "error" for problem in problems))
    # No message repeats what was thrown at it.
    assert max((len(problem["message"]) + len(problem["help"]) for problem in problems), default=0) < 1000


@pytest.mark.tools
def test_the_memory_of_such_a_process_is_bounded(tmp_path):
    (tmp_path / "a.yaml").write_text(GOOD)
    assert bounded("compare", "a.yaml", cwd=tmp_path)[0] == 0
    code = CHILD.format(memory=MEMORY).replace("main()", "x = bytearray(2 << 30)")
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=SECONDS, check=False)
    assert b"MemoryError" in ran.stderr
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != MEMORY


TWICE = GOOD.replace(
    "      soldiers-killed:\n", "      soldiers-killed: {label: M}\n      soldiers-killed:\n"
).replace("{party: south,", "{party: south, party: north,")
# Small ones: the bytes, and the rule that tells each; `None` where it is no problem.
SMALL = {
    "NUL": (titled('"a').encode() + b"\x00", "control-character"),
    "ESC": (titled("a\x1b[31mb").encode(), "control-character"),
    "DEL": (titled("a\x7fb").encode(), "control-character"),
    "C1": (titled("a\x9bb").encode(), "control-character"),
    "next line": (titled("a\x85b").encode(), "control-character"),
    "line separator": (titled("a\u2028b").encode(), "control-character"),
    "noncharacter": (titled("a\uffffb").encode(), "control-character"),
    "Latin-1": (titled("caf\xe9").encode("latin-1"), "encoding"),
    "cut off in a character": (titled("caf\xe9").encode()[:22] + b"\xc3", "encoding"),
    "overlong": (titled("a").encode() + b"\xc0\xaf", "encoding"),
    "encoded half character": (titled("a").encode() + b"\xed\xa0\x80", "encoding"),
    "beyond Unicode": (titled("a").encode() + b"\xf4\x90\x80\x80", "encoding"),
    "UTF-16": (GOOD.encode("utf-16"), "encoding"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), "encoding"),
    "UTF-32": (GOOD.encode("utf-32"), "encoding"),
    "mark of UTF-8": (b"\xef\xbb\xbf" + GOOD.encode(), None),
    "mark twice": (b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode(), "control-character"),
    "mark within": (GOOD.encode() + b"\xef\xbb\xbf---\nborderclash: 1\n", "control-character"),
    "half character by an escape": (titled(r'"\ud800"').encode(), "syntax"),
    "pair of halves by escapes": (titled(r'"\ud83d\ude00"').encode(), "syntax"),
    "control by an escape": (titled(r'"\x1b[2J\x07"').encode(), None),
    "NUL by an escape": (titled(r'"\0"').encode(), None),
    "duplicate key": (GOOD.encode() + b"title: again\n", "duplicate-key"),
    "duplicate by an escape": (GOOD.encode() + b'"\\x74itle": again\n', "duplicate-key"),
    "key repeated below a repeated key": (TWICE.encode(), "duplicate-key"),
    "key in another Unicode form": (GOOD.replace("  north:", "  nor\u0301th:").encode(), "id"),
    "key in wide letters": (GOOD.replace("  north:", "  \uff4eorth:").encode(), "id"),
    "Cyrillic key": (GOOD.replace("  north:", "  n\u043erth:").encode(), "id"),
    "prototype": (GOOD.replace("north", "constructor").encode(), None),
    "prototype by its name": (GOOD.replace("  north:", "  __proto__:").encode(), "id"),
    "field of that name": (GOOD.encode() + b"__proto__: {title: x}\n", "unknown-field"),
    "Python object": (GOOD.encode() + b"x: !!python/object/apply:os.system [id]\n", "tag"),
    "merge key": (GOOD.encode() + b"<<: {title: x}\n", "merge-key"),
    "external entity": (b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>\n<x>&y;</x>\n', "wrong-type"),
    "infinity": (valued(".inf").encode(), "figure"),
    "not a number": (valued(".nan").encode(), "figure"),
    "negative count": (valued("-1").encode(), "figure"),
    "other digits": (valued("\u0665\u0668").encode(), None),
    "digits that look alike": (valued("5\u041e").encode(), "figure"),
    "markup of Rich": (titled('"[bold red]x[/bold red][/]"').encode(), None),
    "workflow command": (titled('"::error file=x::y"').encode(), None),
    "formula": (titled("'=HYPERLINK(\"https://x.example\")'").encode(), None),
    "script": (titled("<script>alert(1)</script>").encode(), None),
    "turned text": (titled("a\u202egpj.exe").encode(), "confusing-characters"),
    "address that runs": (GOOD.replace("title: Wire report", 'title: x, url: "javascript:alert(1)"').encode(), "form"),
    "address of a file": (GOOD.replace("title: Wire report", 'title: x, url: "file:///etc/passwd"').encode(), "form"),
    "address of data": (GOOD.replace("title: Wire report", 'title: x, archived: "data:text/html,x"').encode(), "form"),
    "snapshot above": (GOOD.replace("title: Wire report", "title: x, snapshot: ../x.txt").encode(), "form"),
    "absolute snapshot": (GOOD.replace("title: Wire report", "title: x, snapshot: /etc/passwd").encode(), "form"),
    "nothing": (b"", "wrong-type"),
    "one character": (b"-", "wrong-type"),
    "binary": (bytes(range(256)), "encoding"),
}  # fmt: skip


@pytest.mark.parametrize("name", SMALL)
def test_a_hostile_file_is_told_or_compared(name, tmp_path):
    content, rule = SMALL[name]
    (tmp_path / "file.yaml").write_bytes(content)
    ran = run("validate", "file.yaml", "-f", "json", cwd=tmp_path)
    found = {problem["rule"] for problem in json.loads(ran.out)["problems"]}
    compared = run("compare", "file.yaml", "--sources", cwd=tmp_path)
    assert rule in found if rule else found == set()
    assert compared.code == ran.code
    assert bool(compared.out) == (ran.code == 0)
    assert not set(compared.out) & set("\x00\x07\x1b\x9b\u202e")
    for format in ("full", "concise", "github", "sarif", "junit"):
        told = run("validate", "file.yaml", "-f", format, cwd=tmp_path)
        assert (told.code, "Traceback" in told.err) == (ran.code, False)


# Paths


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.yaml").write_text(GOOD)
    return tmp_path


def test_a_loop_of_links_to_folders_ends(folder):
    (folder / "below").mkdir()
    (folder / "below" / "up").symlink_to(folder, target_is_directory=True)
    ran = run("validate", ".", cwd=folder)
    told = "passed over a link to a folder, `./below/up`: to read one, give its path\n"
    assert (ran.code, ran.err) == (0, f"{told}1 file, 0 errors, 0 warnings\n")


@pytest.mark.parametrize("target", ["loop.yaml", "missing.yaml"])
def test_a_link_that_leads_to_itself_or_nowhere_is_told(target, folder):
    (folder / "loop.yaml").symlink_to(target)
    ran = run("validate", ".", cwd=folder)
    assert ran.code == 2
    assert ran.err.startswith("error: ")
    assert "loop.yaml" in ran.err


def test_a_folder_named_like_a_file_is_a_folder(folder):
    (folder / "x.yaml").mkdir()
    (folder / "good.yaml").rename(folder / "x.yaml" / "inner.yml")
    assert run("validate", "x.yaml", cwd=folder).err == "1 file, 0 errors, 0 warnings\n"
    assert run("validate", ".", cwd=folder).err == "1 file, 0 errors, 0 warnings\n"


def test_a_pipe_found_in_a_folder_is_told_and_not_waited_for(folder):
    os.mkfifo(folder / "pipe.yaml")
    code, out, err = bounded("validate", ".", cwd=folder)
    assert (code, out) == (2, "")
    assert "pipe.yaml" in err
    assert "is no file" in err


def test_a_pipe_given_by_name_is_read(folder):
    os.mkfifo(folder / "pipe.yaml")
    writer = threading.Thread(target=lambda: (folder / "pipe.yaml").write_text(GOOD), daemon=True)
    writer.start()
    code, out, err = bounded("validate", "pipe.yaml", cwd=folder)
    assert (code, out, err) == (0, "", "1 file, 0 errors, 0 warnings\n")
    writer.join()


def test_an_unreadable_file_is_told(folder, monkeypatch):
    def refuse(self, *arguments):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(sources.Path, "open", refuse)
    ran = run("validate", "good.yaml", cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err == "error: cannot read `good.yaml`: permission denied\nhelp: check the file and its permissions\n"
    )


@pytest.mark.parametrize("path", ["/proc/self/mem", "/dev/null/x.yaml", "a" * 300, "x\0y"])
def test_a_path_that_cannot_be_read_is_told(path, folder):
    ran = run("validate", path, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert "\nhelp: " in ran.err


@pytest.mark.tools
def test_an_endless_file_is_read_no_further_than_a_file_may_be_long(folder):
    code, out, err = bounded("validate", "/dev/zero", "-f", "concise", cwd=folder)
    assert (code, err) == (1, "1 file, 1 error, 0 warnings\n")
    assert "too-large" in out


@pytest.mark.parametrize("now", ["", GOOD * 2, "x: ["])
def test_a_file_that_changes_is_read_once(now, folder, monkeypatch):
    file = folder / "good.yaml"
    read = sources.read

    def read_and_change(name):
        source = read(name)
        file.write_text(now)
        return source

    monkeypatch.setattr(sources, "read", read_and_change)
    ran = run("validate", "good.yaml", cwd=folder)
    assert (ran.code, ran.out) == (0, "")


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "device"])
@pytest.mark.tools
def test_a_snapshot_that_leads_elsewhere_is_not_read(kind, folder):
    outside = folder.parent / f"{folder.name}-outside.txt"
    outside.write_text("killed 58")
    made = folder / "saved.txt"
    if kind == "pipe":
        os.mkfifo(made)
    elif kind == "folder":
        made.mkdir()
    else:
        made.symlink_to(outside if kind == "link" else "/dev/zero")
    (folder / "good.yaml").write_text(GOOD.replace("title: Wire report", "title: x, snapshot: saved.txt"))
    code, out, err = bounded("validate", "good.yaml", "-f", "concise", cwd=folder)
    assert code == int("error" in out)
    assert "snapshot-missing" in out
    assert "Traceback" not in err
    with pytest.raises(snapshots.Unusable):
        snapshots.read(str(folder), "saved.txt")


def test_the_data_that_comes_with_the_tool_holds_nothing_hostile():
    assert run("validate", ROOT / "data", "--strict").code == 0
