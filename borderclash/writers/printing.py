"""Lines for a terminal: text from a claim file made inert, and what Rich draws turned into text."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from borderclash.inert import terminal_text
from borderclash.writers.base import Options


def printer(options: Options) -> Callable[..., str]:
    """Return a function that gives the lines which its arguments, texts or what Rich draws, come to."""
    console = Console(
        width=options.width,
        force_terminal=options.color,
        no_color=not options.color,
        color_system="standard" if options.color else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )

    def printed(*parts: RenderableType) -> str:
        with console.capture() as capture:
            for part in parts:
                console.print(part)
        # A table fills its last column with spaces, which nobody wants in a file or a clipboard.
        return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())

    return printed


def text(words: str, style: str = "") -> Text:
    """Return *words* as inert text."""
    return Text(terminal_text(words), style)


def hanging(lead: str, body: str | Text) -> RenderableType:
    """Return *body* with *lead* before it and its further lines indented as far."""
    grid = Grid.grid()
    grid.add_column(width=cell_len(terminal_text(lead)))
    grid.add_column(overflow="fold")
    grid.add_row(text(lead, "dim"), text(body) if isinstance(body, str) else body)
    return Padding(grid, 0)
