"""Full: each problem with its source line, a caret under what is meant, and the remedy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from borderclash.inert import terminal_text
from borderclash.problems import Position, Problem, Severity
from borderclash.reporters.base import Options

if TYPE_CHECKING:
    from rich.text import Text

STYLES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "information": "bold blue"}


def write(problems: Sequence[Problem], options: Options) -> Iterator[str]:
    """Yield a paragraph for each problem."""
    if not problems:
        return
    # Imported here: good data, which has nothing to show, does without.
    from rich.console import Console

    console = Console(
        force_terminal=options.color,
        no_color=not options.color,
        color_system="standard" if options.color else None,
        legacy_windows=False,
        width=options.width,
        highlight=False,
    )
    for problem in problems:
        with console.capture() as capture:
            for line in _lines(problem, options):
                console.print(line, soft_wrap=True)
            console.print()
        yield capture.get()


def _lines(problem: Problem, options: Options) -> Iterator[Text]:
    from rich.text import Text

    style = STYLES[problem.severity]
    number = str(problem.position.line)
    margin = " " * len(number)
    yield Text.assemble(
        (f"{problem.severity}[{problem.rule}]", style), (f": {terminal_text(problem.message)}", "bold")
    )
    yield Text.assemble((f"{margin}--> ", "blue"), _where(problem.position))
    if problem.position.source.strip():
        line, caret = _pointed(problem.position, options.width - len(number) - 3)
        yield Text(f"{margin} |", "blue")
        yield Text.assemble((f"{number} | ", "blue"), line)
        yield Text.assemble((f"{margin} | ", "blue"), (caret, style))
    yield Text.assemble((f"{margin} = ", "blue"), ("help: ", "bold"), terminal_text(problem.help))
    for words, position in problem.related:
        yield Text.assemble((f"{margin} = ", "blue"), f"{terminal_text(words)}: ", _where(position))


def _where(position: Position) -> str:
    return terminal_text(f"{position.file}:{position.line}:{position.column}")


def _pointed(position: Position, room: int) -> tuple[str, str]:
    """Return the source line, cut around the place where it is longer than *room* cells, and the carets."""
    start = position.column - 1
    before, meant = position.source[:start], position.source[start : start + position.width]
    after = position.source[start + position.width :]
    # Of a line that is a whole file, no more is looked at than may be shown.
    near = 4 * room
    long = max(map(len, (before, meant, after))) > near
    before, meant, after = map(terminal_text, (before[-near:], meant[:near], after[:near]))
    if long or cell_len(before + meant + after) > room:
        # What is meant stays in sight, with something of what stands around it.
        before = before if cell_len(before) <= room // 2 else f"...{before[-room // 4 :]}"
        meant = set_cell_size(meant, min(cell_len(meant), max(1, room - cell_len(before) - 3)))
        left = room - cell_len(before + meant)
        after = after if cell_len(after) <= left else f"{set_cell_size(after, max(0, left - 3))}..."
    return before + meant + after, " " * cell_len(before) + "^" * max(1, cell_len(meant))
