"""Full: each problem with its source line, a caret under what is meant, and the remedy; by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import set_cell_size

from borderclash.problems import Location, Problem, Severity
from borderclash.rendering.options import Options
from borderclash.rendering.reports.base import NOT_FOR_PUBLICATION, Report, by_kind, left_out, written_there
from borderclash.rendering.styled import Pen, Styled, cells
from borderclash.text.escaping import terminal_text

STYLES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "information": "bold blue"}


def write(report: Report, options: Options) -> Iterator[str]:
    """Yield a paragraph for each kind of problem, then one that says of which rules there are more."""
    pen = Pen(options.width, color=options.color)
    if report.shows_withheld:
        yield f"{NOT_FOR_PUBLICATION}\n\n"
    for first, *others in by_kind(report.problems):
        yield "".join(f"{pen.paint(line)}\n" for line in _lines(first, others, options)) + "\n"
    if report.left_out:
        yield "".join(left_out(report)) + "\n"


def _lines(problem: Problem, others: Sequence[Problem], options: Options) -> Iterator[Styled]:
    style = STYLES[problem.severity]
    number = str(problem.location.line)
    margin = " " * len(number)
    yield _line((f"{problem.severity}[{problem.rule}]", style), (f": {terminal_text(problem.message)}", "bold"))
    yield _line((f"{margin}--> ", "blue"), (_where(problem.location), ""))
    if problem.location.source.strip():
        line, caret = _pointed(problem.location, options.width - len(number) - 3)
        yield _line((f"{margin} |", "blue"))
        yield _line((f"{number} | ", "blue"), (line, ""))
        yield _line((f"{margin} | ", "blue"), (caret, style))
    yield _line((f"{margin} = ", "blue"), ("help: ", "bold"), (terminal_text(problem.help), ""))
    for words, location in problem.related:
        yield _line((f"{margin} = ", "blue"), (f"{terminal_text(words)}: ", ""), (_where(location), ""))
    if others:
        places = "one more place" if len(others) == 1 else f"{len(others):,} more places"
        yield _line((f"{margin} = ", "blue"), (f"the same in {places}:", ""))
    for other in others:
        what = terminal_text(f": {written_there(other)} ({other.help})")
        yield _line((f"{margin}   ", ""), (_where(other.location), ""), (what, ""))
        for words, location in other.related:
            yield _line((f"{margin}     {terminal_text(words)}: ", ""), (_where(location), ""))


def _line(*pieces: tuple[str, str]) -> Styled:
    return Styled("".join(words for words, _ in pieces), pieces)


def _where(location: Location) -> str:
    return terminal_text(location.where)


def _pointed(location: Location, room: int) -> tuple[str, str]:
    start = location.column - 1
    before, meant = location.source[:start], location.source[start : start + location.width]
    after = location.source[start + location.width :]
    # Of a line that is a whole file, no more is looked at than may be shown.
    near = 4 * room
    long = max(map(len, (before, meant, after))) > near
    before, meant, after = map(terminal_text, (before[-near:], meant[:near], after[:near]))
    if long or cells(before + meant + after) > room:
        # What is meant stays in sight, with something of what stands around it.
        before = before if cells(before) <= room // 2 else f"...{before[-room // 4 :]}"
        shown = min(cells(meant), max(1, room - cells(before) - 3))
        # What stands behind a place that is cut short does not follow what is left of it.
        after = after if shown == cells(meant) else " " * room
        meant = set_cell_size(meant, shown)
        left = room - cells(before + meant)
        after = after if cells(after) <= left else f"{set_cell_size(after, max(0, left - 3))}..."
    return before + meant + after, " " * cells(before) + "^" * max(1, cells(meant))
