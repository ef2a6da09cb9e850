"""The embed: one event, or rows of it, as HTML to stand inside the page of somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from borderclash.language import current, is_right_to_left
from borderclash.presenting.phrasing.labels import provenance_lines
from borderclash.problems import UsageError
from borderclash.rendering.page.contents import Contents, rows_of
from borderclash.rendering.page.links import web_address
from borderclash.rendering.page.writer import HERE, environment
from borderclash.vocabulary import PROGRAM_VERSION

if TYPE_CHECKING:
    from borderclash.presenting.comparison_view import ComparisonView

# What editors of pages take without a word; a reader's telephone, too.
MOST_BYTES = 15_000
# With no other filters than these a row has the id that it has on the page of all.
BY_ID = {"event", "question"}
# So many ids are told as a remedy.
MOST_NAMED = 8


def render(view: ComparisonView, page: str | None) -> Iterator[str]:
    """Yield the one event of a comparison; *page* is the address of the whole comparison, to which it leads.

    Raises `UsageError` for any other number of events, for more than `MOST_BYTES`, and for a *page* that is no
    address of the web.
    """
    if page is not None and not web_address(page):
        raise UsageError(
            f"`{page}` is no address of a page", "write it in full: --page https://example.org/page.html"
        )
    contents = Contents(view.unfolded.blocks())
    ids = [event.section.id for event in contents.events]
    if len(ids) != 1:
        help = f"choose one: --event {_listed(ids)}" if ids else "no row is left of it; choose others"
        raise UsageError(f"--embed takes one event, and {len(ids)} are chosen", help)
    direction = "rtl" if is_right_to_left() else "ltr"
    style = (HERE / "embed.css").read_text(encoding="utf-8").replace("DIRECTION", direction)
    made = (
        environment()
        .get_template("embed.html.j2")
        .render(
            page=contents,
            event=contents.events[0],
            language=current(),
            direction=direction,
            # What an output of withheld texts begins with.
            warning=contents.notes[0] if view.comparison.shows_withheld else None,
            provenance=provenance_lines(view.provenance),
            link=page and _link(page, view, contents),
            # Our own text, which needs no escaping.
            style=Markup(style),
            version=PROGRAM_VERSION,
        )
    )
    size = len(made.encode(errors="backslashreplace"))
    if size > MOST_BYTES:
        questions = dict.fromkeys(row.question.id for row in view.comparison.events[0].rows)
        message = f"what is chosen takes {size:,} bytes to embed, and {MOST_BYTES:,} is the most"
        raise UsageError(message, f"choose fewer questions: --question {_listed(list(questions))}")
    yield made


def _link(page: str, view: ComparisonView, contents: Contents) -> str:
    """Return the address of what is shown on the page of all: of a row that stands alone, else of the event."""
    if "#" in page:
        return page
    section = contents.events[0].section
    rows = list(rows_of(section))
    alone = len(rows) == 1 and view.comparison.filters.keys() <= BY_ID
    return f"{page}#{rows[0].id if alone else section.id}"


def _listed(ids: Sequence[str]) -> str:
    return " or ".join(ids[:MOST_NAMED]) + (" or ..." if len(ids) > MOST_NAMED else "")
