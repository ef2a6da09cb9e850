"""A format and a command that the tests make up, added to a copy of the package as CONTRIBUTING says."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys

import pytest
from files import GOOD, ROOT

from borderclash.rendering import formats

pytestmark = pytest.mark.tools  # each runs the command line of a copy of the package

# A format: its file, its function in the registry, its line there.
FORMAT_FILE = '''\
"""LTSV: flat records, each value behind the name of its column."""

from borderclash.text.escaping import one_line


def write(lines):
    for row in lines.rows:
        cells = [f"{name}:{one_line(str(value))}" for name, value in zip(lines.columns, row) if value is not None]
        yield "\\t".join(cells) + "\\n"
'''
FORMAT_FUNCTION = """\
def _ltsv(view: View, options: Options) -> Iterator[str]:
    from borderclash.rendering.ltsv import write

    return write(view.lines())


"""
FORMAT_LINE = '    Format("ltsv", _ltsv, (".ltsv",)),\n'
# A command: its result, its view, its file, its lines.
RESULT_FILE = '''\
"""Which speakers a dataset names."""

from typing import NamedTuple


class Speakers(NamedTuple):
    names: tuple[str, ...]


def speakers(dataset):
    claims = (claim for event in dataset.events for question in event.questions for claim in question.claims)
    return Speakers(tuple(dict.fromkeys(claim.speaker for claim in claims if claim.speaker)))
'''
VIEW_FILE = '''\
"""Speakers, as they are shown."""

from borderclash.presenting.blocks import Cell, Column, Heading, Row, Table, text
from borderclash.presenting.records import Document, Items, Lines


class SpeakersView:
    def __init__(self, speakers):
        self.speakers = speakers

    def blocks(self):
        yield Heading(text("Speakers"), 1)
        rows = [Row(text(name), (Cell(text(str(len(name)))),)) for name in self.speakers.names]
        yield Table((Column("Name"), Column("Letters")), rows)

    def document(self):
        return Document({"borderclash": 1}, [{"speakers": Items({"name": name} for name in self.speakers.names)}])

    def lines(self):
        return Lines(("name", "letters"), ((name, len(name)) for name in self.speakers.names))
'''
COMMAND_FILE = '''\
"""``borderclash speakers``: who is named."""

from borderclash.cli import outputs, selecting, shared
from borderclash.rendering.formats import OF_ANY_RESULT
from typing import Annotated

Format = Annotated[str | None, outputs.format_option(OF_ANY_RESULT)]


def speakers(paths: shared.Paths = None, format: Format = None, output: outputs.Output = None) -> None:
    target = outputs.target(output)
    chosen = outputs.choose(format, target, OF_ANY_RESULT)
    dataset, read, _ = shared.valid(paths)
    from borderclash.comparing.speakers import speakers as of_dataset
    from borderclash.presenting.speakers_view import SpeakersView

    outputs.write(SpeakersView(of_dataset(dataset)), chosen, target, read)
'''
COMMAND_LINE = '    "speakers": "Say who is named.",\n'
COMMANDS = {
    "compare": ("new.yaml",),
    "timeline": ("new.yaml",),
    "coverage": ("new.yaml",),
    "diff": ("old.yaml", "new.yaml"),
}


def before(text, place, new):
    """Return *text* with *new* before the one *place* in it."""
    assert text.count(place) == 1, place
    return text.replace(place, new + place)


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """Return a folder with a copy of the package to which the format and the command were added."""
    folder = tmp_path_factory.mktemp("changed")
    for name in ("borderclash", "schemas"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    package = folder / "borderclash"
    (package / "rendering" / "ltsv.py").write_text(FORMAT_FILE)
    registry = (package / "rendering" / "formats.py").read_text()
    registry = before(registry, "# The first is what a command takes", FORMAT_FUNCTION)
    registry = before(registry, ")\nOF_DIFFERENCE", FORMAT_LINE)
    (package / "rendering" / "formats.py").write_text(registry)
    (package / "comparing" / "speakers.py").write_text(RESULT_FILE)
    (package / "presenting" / "speakers_view.py").write_text(VIEW_FILE)
    (package / "cli" / "speakers.py").write_text(COMMAND_FILE)
    commands = (package / "cli" / "__init__.py").read_text()
    commands = before(commands, '    "schema":', COMMAND_LINE)
    (package / "cli" / "__init__.py").write_text(commands)
    (folder / "new.yaml").write_text(GOOD)
    (folder / "old.yaml").write_text(GOOD.replace("value: 58", "value: 59"))
    return folder


def ran(folder, *arguments):
    """Return what the changed program wrote."""
    done = subprocess.run(
        [sys.executable, "-m", "borderclash", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=60,
        env=os.environ | {"COLUMNS": "80"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_a_new_format(changed, command):
    out = ran(changed, command, *COMMANDS[command], "-f", "ltsv")
    first = dict(cell.split(":", 1) for cell in out.splitlines()[0].split("\t"))
    assert first["question"] == "soldiers-killed"
    assert out.count("\n") >= 1
    ran(changed, command, *COMMANDS[command], "-o", f"{command}.ltsv")
    assert (changed / f"{command}.ltsv").read_text() == out
    assert "|ltsv" in ran(changed, command, "--help")


def text_of_workbook(file):
    """Return the texts of all cells of a workbook."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(file)
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return [f"{cell:g}" if isinstance(cell, float) else str(cell) for row in rows for cell in row]


def test_a_new_command_takes_every_format_of_any_result(changed):
    texts = [format for format in formats.OF_ANY_RESULT if isinstance(format, formats.Format)]
    made = {format.name: ran(changed, "speakers", "new.yaml", "-f", format.name) for format in texts}
    assert set(made) == {"terminal", "markdown", "csv", "json"}
    for name in ("terminal", "markdown"):
        assert "A. Spokesman" in made[name]
        assert "12" in made[name]
    assert list(csv.reader(io.StringIO(made["csv"]))) == [["name", "letters"], ["A. Spokesman", "12"]]
    assert json.loads(made["json"]) == {"borderclash": 1, "speakers": [{"name": "A. Spokesman"}]}
    assert ran(changed, "speakers", "new.yaml", "-f", "ltsv") == "name:A. Spokesman\tletters:12\n"
    for format in texts:
        file = f"speakers{format.suffixes[0]}"
        ran(changed, "speakers", "new.yaml", "-o", file)
        assert (changed / file).read_bytes().decode() == made[format.name]
    ran(changed, "speakers", "new.yaml", "-o", "speakers.xlsx")
    assert "A. Spokesman" in (cells := text_of_workbook(changed / "speakers.xlsx"))
    assert "12" in cells
