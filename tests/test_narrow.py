"""Terminals of any width: no line of a table is wider, so that none is broken by the terminal."""

import pytest
from files import EXAMPLE, run
from rich.cells import cell_len

COMMANDS = {
    "compare": ["compare", "now.yaml"],
    "sources": ["compare", "now.yaml", "--sources"],
    "chart": ["compare", "now.yaml", "--chart"],
    "as of a day": ["compare", "now.yaml", "--as-of", "2025-10-12", "--sort", "gap"],
    "timeline": ["timeline", "now.yaml"],
    "coverage": ["coverage", "now.yaml"],
    "diff": ["diff", "then.yaml", "now.yaml"],
    "no difference": ["diff", "now.yaml", "now.yaml"],
}


@pytest.mark.parametrize("columns", [20, 80])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_is_wider_than_the_terminal(command, columns, tmp_path):
    text = EXAMPLE.read_text(encoding="utf-8")
    (tmp_path / "now.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "then.yaml").write_text(text.replace("58", "57").replace("18", "19"), encoding="utf-8")
    ran = run(*COMMANDS[command], cwd=tmp_path, columns=columns)
    assert (ran.code, bool(ran.out)) == (0, True), ran.err
    assert [line for line in ran.out.splitlines() if cell_len(line) > columns] == []
