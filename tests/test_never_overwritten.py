"""No command writes over its inputs, over YAML that somebody wrote, or over a database with other tables."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from zipfile import ZipFile

import pytest
import typer
import xlsxwriter
from files import GOOD, run

from borderclash.cli import program
from borderclash.rendering import formats
from borderclash.spreadsheet import yaml_text

CLAIMS = GOOD.replace("published: 2025-10-12}", "published: 2025-10-12, snapshot: saved/wire.txt}")
SHEET = """\
event,event_title,question,label,kind,party,party_name,value,source,source_title,source_snapshot
bridge,Clash,killed,Killed,count,north,North,58,wire,Wire report,
"""
CLAIM_INPUTS = ["data/claims.yaml", "borderclash.toml", "data/saved/wire.txt"]
DATA = ["data/claims.yaml"]
# How each command that writes is called, and what it reads. A figure, which has its kind from its name, comes below.
WRITING = {
    "compare": (["compare", *DATA, "-f", "json"], CLAIM_INPUTS),
    "compare, a database": (["compare", *DATA, "-f", "sqlite"], CLAIM_INPUTS),
    "compare, a folder": (["compare", "data", "-f", "csv"], [*CLAIM_INPUTS, "data/below/more.yaml"]),
    "validate": (["validate", *DATA, "-f", "json"], CLAIM_INPUTS),
    "timeline": (["timeline", *DATA, "-f", "json"], CLAIM_INPUTS),
    "coverage": (["coverage", *DATA, "-f", "csv"], CLAIM_INPUTS),
    "diff": (["diff", "old.yaml", *DATA, "-f", "json"], [*CLAIM_INPUTS, "old.yaml"]),
    "import": (["import", "claims.csv"], ["claims.csv", "borderclash.toml"]),
    "schema": (["schema"], []),
}
FORMATS = [
    *(["compare", format] for format in formats.names(formats.OF_COMPARISON)),
    *(["validate", format] for format in formats.names(formats.OF_PROBLEMS)),
    *(["timeline", format] for format in formats.names(formats.OF_ANY_RESULT)),
    *(["coverage", format] for format in formats.names(formats.OF_ANY_RESULT)),
    *(["diff", format] for format in formats.names(formats.OF_ANY_RESULT)),
]
FOREIGN = ["other.yaml", "OTHER.YML", ".github/workflows/claims.yml", "pyproject.toml", "other.db", "other.csv"]
FOREIGN += ["with-more.sqlite", "broken.sqlite", "by-hand.csv", "article.html"]


def database(file, statement="CREATE TABLE people (name)"):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(statement)
        connection.commit()


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A folder with all that there is to lose."""
    folder = tmp_path_factory.mktemp("original")
    texts = {
        "data/claims.yaml": CLAIMS,
        "data/saved/wire.txt": "They killed 58.",
        "data/below/more.yaml": "borderclash: 1\nparties:\n  east: {name: East}\n",
        "old.yaml": GOOD,
        "other.yaml": GOOD,
        "OTHER.YML": GOOD,
        ".github/workflows/claims.yml": "on: push\n",
        "pyproject.toml": "[project]\n",
        "borderclash.toml": 'ignore = ["unused-party"]\n',
        "claims.csv": SHEET,
        "by-hand.csv": SHEET,
        "article.html": "<!doctype html><p>Written by hand, with borderclash.</p>\n",
        "broken.sqlite": "SQLite format 3\0, and nothing that is one",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("other.db", "other.csv"):
        database(folder / name)
    assert run("compare", *DATA, "-o", "with-more.sqlite", cwd=folder).code == 0
    database(folder / "with-more.sqlite")
    return folder


@pytest.fixture
def folder(original, tmp_path, monkeypatch):
    """A copy of it, which is the current folder."""
    copy = tmp_path / "copy"
    shutil.copytree(original, copy)
    monkeypatch.chdir(copy)
    return copy


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(arguments, output, folder):
    """Return what is said of an output that is refused; no file may be another one afterwards."""
    before = contents(folder)
    ran = run(*arguments, "-o", output)
    assert contents(folder) == before
    assert (ran.code, ran.out) == (2, "")
    said = ran.err[ran.err.index("error: ") :].splitlines()
    assert len(said) == 2
    assert said[1].startswith("help: name another file for --output")
    return said


def other_names(name, folder):
    """Yield other paths of a file: from the root, by way of another folder, by a link, by a hard link."""
    yield folder / name
    yield f".github/../{name}"
    (folder / "link.svg").symlink_to(name)
    yield "link.svg"
    os.link(name, "hard.svg")
    yield "hard.svg"


@pytest.mark.parametrize("command", WRITING)
def test_inputs_are_never_written_over(command, folder):
    arguments, inputs = WRITING[command]
    for name in inputs:
        for overwrite in ([], ["--overwrite"]):
            message, help = refused([*arguments, *overwrite], name, folder)
            assert message == f"error: `{name}` is an input of this command" or "it is the same file as" in message
            assert help == "help: name another file for --output; an input is never written over"
    for output in other_names(inputs[0], folder) if inputs else ():
        message, _ = refused([*arguments, "--overwrite"], output, folder)
        assert f"`{output}` is an input of this command: it is the same file as `{inputs[0]}`" in message


@pytest.mark.parametrize(("command", "format"), FORMATS)
def test_no_format_is_an_exception(command, format, folder):
    arguments = [command, *(["old.yaml"] if command == "diff" else []), *DATA, "-f", format]
    refused([*arguments, "--overwrite"], "data/claims.yaml", folder)
    refused(arguments, "other.yaml", folder)


@pytest.mark.parametrize("command", WRITING)
def test_what_borderclash_did_not_write_is_kept_unless_overwritten(command, folder):
    arguments, _ = WRITING[command]
    (folder / "link.md").symlink_to("other.yaml")
    for name in [*FOREIGN, "link.md"]:
        message, help = refused(arguments, name, folder)
        assert f"`{name}` is a " in message
        assert help == "help: name another file for --output, or replace this one with --overwrite"
    for name in ("other.yaml", "other.db"):
        before = (folder / name).read_bytes()
        assert run(*arguments, "-o", name, "--overwrite").err.count("error: ") == 0
        assert (folder / name).read_bytes() != before


def test_a_workbook_by_hand_or_edited_since_is_kept(folder):
    with xlsxwriter.Workbook(folder / "mine.xlsx") as book:
        book.add_worksheet().write(0, 0, "mine")
    assert run("compare", *DATA, "-o", "own.xlsx").code == 0
    with ZipFile("own.xlsx") as own, ZipFile("edited.xlsx", "w") as edited:
        for name in own.namelist():
            saved = b"2026-11-28T10:00:00Z</dcterms:modified>"
            edited.writestr(name, own.read(name).replace(b"2000-01-01T00:00:00Z</dcterms:modified>", saved))
    for name in ("mine.xlsx", "edited.xlsx"):
        message, _ = refused(["timeline", *DATA], name, folder)
        assert f"`{name}` is a workbook that borderclash did not write, or that was edited since" in message
        assert run("timeline", *DATA, "-o", name, "--overwrite").code == 0
    assert run("timeline", *DATA, "-o", "own.xlsx").code == 0


@pytest.mark.thorough
@pytest.mark.parametrize(
    "arguments",
    [
        *(["compare", *DATA], ["compare", *DATA, "-f", "claims-csv"], ["timeline", *DATA], ["coverage", *DATA]),
        ["diff", "old.yaml", *DATA],
    ],
)
def test_a_sheet_of_borderclash_is_replaced(arguments, folder):
    assert [run(*arguments, "-o", "own.csv").code for _ in "12"] == [0, 0]


@pytest.mark.thorough
@pytest.mark.parametrize("options", [[], ["--embed"], ["--language", "ar"], ["--embed", "--language", "ar"]])
def test_a_page_of_borderclash_is_replaced(options, folder):
    assert [run("compare", *DATA, *options, "-o", "own.html").code for _ in "12"] == [0, 0]


@pytest.mark.parametrize("command", WRITING)
def test_outputs_are_replaced_and_new_files_made(command, folder):
    arguments, _ = WRITING[command]
    (folder / "old.txt").write_text("an older output", encoding="utf-8")
    (folder / "empty.yaml").touch()
    for name in ("old.txt", "empty.yaml", "new.yaml"):
        assert run(*arguments, "-o", name).code == 0
    written = {(folder / name).read_bytes() for name in ("old.txt", "empty.yaml", "new.yaml")}
    assert len(written) == 1
    encoding = "latin-1" if "sqlite" in arguments else "utf-8"
    shown = [run(*arguments, "-o", name, encoding=encoding).out for name in ("-", "/dev/stdout", "/dev/null")]
    assert {text.encode(encoding) for text in shown[:2]} == written
    assert shown[2] == ""
    assert not (folder / "-").exists()


def test_every_command_that_writes_is_in_the_table():
    writing = {
        name
        for name, command in typer.main.get_command(program()).commands.items()
        if "output" in [parameter.name for parameter in command.params]
    }
    assert writing == {arguments[0] for arguments, _ in WRITING.values()} | {"chart"}


@pytest.mark.parametrize("lost", ["figure.svg", "figure.alt.txt"])
@pytest.mark.parametrize("kind", ["input", "foreign"])
@pytest.mark.thorough
def test_a_figure_and_its_text_are_both_or_neither_written(lost, kind, folder):
    arguments = ["chart", *DATA, "--event", "clash"]
    os.link("data/claims.yaml" if kind == "input" else "other.db", lost)
    before = contents(folder)
    ran = run(*arguments, "-o", "figure.svg")
    assert (ran.code, contents(folder)) == (2, before)
    assert f"error: `{lost}` is a" in ran.err
    assert run(*arguments, "-o", "figure.svg", "--overwrite").code == (2 if kind == "input" else 0)
    assert (contents(folder) == before) is (kind == "input")


def test_a_figure_needs_a_file(folder):
    for output in ("-", "/dev/stdout"):
        assert run("chart", *DATA, "-o", output).err.startswith("error: there is no file to draw to\n")


def test_the_file_below_standard_input_is_an_input(folder):
    command = [sys.executable, "-m", "borderclash", "compare", "-", "-f", "json", "-o", "old.yaml", "--overwrite"]
    with open("old.yaml", "rb") as stream:
        ran = subprocess.run(command, stdin=stream, capture_output=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith(
        b"error: `old.yaml` is an input of this command: it is the same file as standard input\n"
    )


def test_a_pipe_by_its_name_is_written_to(folder):
    command = [sys.executable, "-m", "borderclash", "schema", "-o", "/dev/stderr"]
    ran = subprocess.run(command, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr.decode()) == (0, run("schema").out)


def test_a_saved_text_is_an_input_also_of_faulty_and_of_large_data(folder, monkeypatch):
    broken = CLAIMS.replace("title: Wire report, ", "")
    (folder / "data" / "claims.yaml").write_text(broken, encoding="utf-8")
    message, _ = refused(["validate", *DATA], "data/saved/wire.txt", folder)
    assert "is an input" in message
    assert refused_from_stdin(folder)
    monkeypatch.setattr("borderclash.cli.shared.LARGE", 200)
    monkeypatch.setattr("borderclash.processes.SHARE", 100)
    (folder / "data" / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    message, _ = refused(["validate", *DATA], "data/saved/wire.txt", folder)
    assert "is an input" in message


def refused_from_stdin(folder):
    (folder / "saved").mkdir()
    (folder / "saved" / "wire.txt").write_text("They killed 58.", encoding="utf-8")
    ran = run("compare", "-", "-o", "saved/wire.txt", stdin=CLAIMS)
    return ran.code == 2 and "`saved/wire.txt` is an input of this command\n" in ran.err


def test_a_text_that_a_sheet_names_is_an_input(folder):
    (folder / "wire.txt").write_text("They killed 58.", encoding="utf-8")
    (folder / "claims.csv").write_text(SHEET.replace("report,", "report,wire.txt"), encoding="utf-8")
    message, _ = refused(["import", "claims.csv"], "wire.txt", folder)
    assert message == "error: `wire.txt` is an input of this command"


def test_no_hash_is_written_where_the_output_is_refused(folder):
    for output in ("data/claims.yaml", "other.yaml"):
        refused(["validate", *DATA, "--update-hashes", "-f", "json"], output, folder)
    assert run("validate", *DATA, "--update-hashes", "-o", "report.txt").code == 0
    assert "sha256: " in (folder / "data" / "claims.yaml").read_text(encoding="utf-8")


def test_import_replaces_what_it_wrote_and_nobody_edited(folder):
    assert run("import", "claims.csv", "-o", "made.yaml").code == 0
    made = (folder / "made.yaml").read_bytes()
    (folder / "claims.csv").write_text(SHEET.replace("58", "59"), encoding="utf-8")
    # As git checks it out where lines end otherwise.
    (folder / "made.yaml").write_bytes(made.replace(b"\n", b"\r\n"))
    assert run("import", "claims.csv", "-o", "made.yaml").code == 0
    assert (folder / "made.yaml").read_bytes() == run("import", "claims.csv").out.encode() != made
    for edited in (
        made + b"# mine\n",
        b"# mine\n" + made,
        made.replace(b"58", b"57"),
        made.replace(b"$schema", b"$s"),
    ):
        (folder / "made.yaml").write_bytes(edited)
        message, _ = refused(["import", "claims.csv"], "made.yaml", folder)
        assert message.endswith("is a YAML file that borderclash did not write, or that was edited since")
    assert run("import", "claims.csv", "-o", "made.yaml", "--overwrite").code == 0


def test_what_would_stay_the_same_is_no_loss(folder):
    arguments = ["compare", *DATA, "-f", "json", "-o", "made.yaml"]
    assert run(*arguments).code == 0
    assert run(*arguments).code == 0
    (folder / "data" / "claims.yaml").write_text(CLAIMS.replace("value: 58", "value: 59"), encoding="utf-8")
    assert run(*arguments).code == 2


def test_a_database_of_borderclash_is_replaced(folder):
    for text in (CLAIMS, CLAIMS.replace("value: 58", "value: 59")):
        (folder / "data" / "claims.yaml").write_text(text, encoding="utf-8")
        assert run("compare", *DATA, "-o", "mine.db").code == 0
    database("empty.db", "VACUUM")
    assert run("compare", *DATA, "-o", "empty.db").code == 0


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("CREATE TABLE claims (name)", "`claims`"),
        ("CREATE VIEW mine AS SELECT 1", "`mine`"),
        ('CREATE TABLE "\x1b]0;x" (name)', "`<U+001B>]0;x`"),
    ],
)
def test_a_database_by_somebody_else_is_told_by_what_it_holds(statement, named, folder):
    database("my.db", statement)
    message, _ = refused(["compare", *DATA], "my.db", folder)
    assert message == f"error: `my.db` is a database that holds what is not borderclash's: {named}"


def test_many_tables_are_not_all_named(folder):
    for number in range(5):
        database("my.db", f"CREATE TABLE t{number} (name)")
    assert refused(["compare", *DATA], "my.db", folder)[0].endswith(": `t0`, `t1`, `t2`, ...")


def test_init_keeps_every_file(folder):
    assert run("init", "made").code == 0
    names = [path.relative_to(folder / "made") for path in (folder / "made").rglob("*") if path.is_file()]
    for number, name in enumerate(names):
        (folder / str(number) / name).parent.mkdir(parents=True)
        (folder / str(number) / name).write_text("mine", encoding="utf-8")
        before = contents(folder)
        ran = run("init", str(number))
        assert (ran.code, contents(folder)) == (2, before)
        assert str(name) in ran.err


@pytest.mark.parametrize("name", ["loop.md", "loop.parquet", "loop.sqlite", "loop.md/table.md"])
def test_links_that_go_round_in_a_circle_lead_nowhere(name, folder):
    for link in ("loop.md", "loop.parquet", "loop.sqlite"):
        (folder / link).symlink_to(link)
    ran = run("compare", *DATA, "-o", name)
    assert ran.code == 2
    assert "too many levels of symbolic links" in ran.err
    assert all((folder / link).is_symlink() for link in ("loop.md", "loop.parquet", "loop.sqlite"))


def test_a_file_named_as_standard_output_can_be_written(folder):
    assert run("schema", "-o", "./-").out == ""
    assert (folder / "-").read_text(encoding="utf-8") == run("schema").out


def test_a_file_is_unedited_only_as_it_was_written():
    text = yaml_text.with_checksum("first\nsecond\n")
    assert text.splitlines()[0] == "first"
    assert yaml_text.is_unedited(text.encode())
    assert not yaml_text.is_unedited(b"first\nsecond\n")
