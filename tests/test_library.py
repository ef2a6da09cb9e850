"""What a program that calls this package has to rely on: no call leaves anything behind."""

import ast
import atexit
import gc
import weakref

import pytest
from files import GOOD, ROOT

from borderclash import __main__, checking, cli
from borderclash.comparing.differences.difference import difference
from borderclash.comparing.rows import compare
from borderclash.presenting.comparison_view import ComparisonView, Detail
from borderclash.reading.documents import Document
from borderclash.reading.settings import Settings
from borderclash.reading.sources import Input
from borderclash.rendering.formats import OF_COMPARISON, named
from borderclash.rendering.options import Options
from borderclash.spreadsheet.importing import import_book
from borderclash.spreadsheet.reading import read

PACKAGE = ROOT / "borderclash"
ALL = Settings(select=("all",))
# Not in ASCII and with a saved text, so that all that rules share comes up.
TEXT = GOOD.replace("Two accounts", "Zwei Läufe").replace("publisher", "snapshot: wire.txt, publisher")


class InACycle:
    """What a caller makes: only the collector takes it away."""

    def __init__(self):
        self.itself = self


def check():
    return checking.check_inputs([Input("claims.yaml", TEXT.encode())], settings=ALL).dataset


def check_file(folder):
    file = folder / "claims.yaml"
    file.write_text(TEXT, encoding="utf-8")
    checking.check([str(file)], settings=ALL)


def write(format):
    view = ComparisonView(compare(check()), Detail())
    return list(named(format, OF_COMPARISON).write(view, Options()))


CALLS = {
    "check": lambda _: check(),
    "check a file": check_file,
    "compare": lambda _: list(compare(check()).events),
    "write": lambda _: write("json"),
    "write a database": lambda _: write("sqlite"),
    "difference": lambda _: difference(check(), check()),
    "import": lambda _: import_book(
        read(Input("claims.csv", b"event,event_title,question,label,kind,party,party_name,value,source\n"))
    ),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.thorough
def test_many_calls_leave_nothing_behind(call, tmp_path):
    # More than once: Python itself keeps which classes it has told apart, until it has seen them all.
    for _ in range(3):
        call(tmp_path)
    # What threads of other tests leave meanwhile is not left each time.
    assert min(left_by_four(call, tmp_path) for _ in range(3)) < 4


def left_by_four(call, folder):
    """Return how many more objects there are after four calls, which leave alone what the collector has to do."""
    gc.collect()
    before = len(gc.get_objects())
    frozen = gc.get_freeze_count()
    theirs = []
    for _ in range(4):
        theirs.append(weakref.ref(InACycle()))
        call(folder)
        assert gc.isenabled()
    assert gc.get_freeze_count() <= frozen
    gc.collect()
    assert [reference() for reference in theirs] == [None] * 4
    del theirs
    return len(gc.get_objects()) - before


def test_the_last_documents_are_not_kept():
    checking.check_inputs([Input("only-here.yaml", TEXT.encode())], settings=ALL)
    gc.collect()
    documents = [made for made in gc.get_objects() if isinstance(made, Document)]
    assert "only-here.yaml" not in [document.file for document in documents]


def test_a_process_of_the_command_line_does_without_the_collector_from_its_first_import_to_its_end(monkeypatch):
    done = []
    monkeypatch.setattr(cli, "main", lambda: done.append(gc.isenabled()))
    monkeypatch.setattr(atexit, "register", done.append)
    try:
        __main__.main()
    finally:
        gc.enable()
    assert done == [gc.freeze, False]


def test_only_the_command_line_touches_the_collector():
    def imports(file):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield from [alias.name for alias in node.names] + [getattr(node, "module", None)]

    # A command does without it, but for the one that runs for hours.
    assert {
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if "gc" in file.read_text(encoding="utf-8") and "gc" in imports(file)
    } == {"__main__.py", "cli/preview.py", "processes/workers.py"}
