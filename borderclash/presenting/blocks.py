"""What a reader is shown, before any format: headings, tables, lists and notes.

A view (`presenting/*_view.py`) yields blocks; a format (`rendering/`) renders them. Texts are plain here: escaping
them is the format's work, and so are widths, colours and the sign that stands for a `Mark`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from borderclash.language import gettext, quotation, semicolon

if TYPE_CHECKING:
    from datetime import date

    from borderclash.model import Source
    from borderclash.presenting.plots import RangePlot
    from borderclash.presenting.step_plots import StepPlot
    from borderclash.vocabulary import Verdict

# What a run of text is. The words of verdicts, of states of an account and of changes have roles of their own,
# so that each format can set them apart; none depends on its colour alone.
Role = Literal[
    "plain", "strong", "quiet", "warning",
    "conflict", "overlap", "unlike", "open", "compatible", "agree", "one-party", "unanswered",
    "asserts", "denies", "declines", "cannot-say", "withdrawn", "no-claim",
    "added", "revised", "took-back", "changed", "corrected", "removed",
]  # fmt: skip
# What a sign stands for: a verdict, a state, a change; a mirror, "becomes", "times", and nothing in a cell.
MarkName = Literal[
    "conflict", "overlap", "unlike", "open", "compatible", "agree", "one-party", "unanswered", "mirror",
    "asserts", "denies", "declines", "cannot-say", "withdrawn", "no-claim",
    "added", "revised", "took-back", "changed", "removed", "becomes", "times",
]  # fmt: skip


class Span(NamedTuple):
    """A run of plain text, and what it is."""

    text: str
    role: Role = "plain"


class Mark(NamedTuple):
    """A sign, which each format has its own character for."""

    name: MarkName
    role: Role = "plain"


class Provenance(NamedTuple):
    """The day an output was made, the ``revision`` of its files, whether these ``changed`` since, who answers."""

    made: date | None = None
    revision: str = ""
    changed: bool = False
    by: tuple[str, ...] = ()
    withheld: bool = False


Text = tuple[Span | Mark, ...]
NOTHING: Text = ()


def text(words: str, role: Role = "plain") -> Text:
    """Return *words* as a text in one role; nothing for no words."""
    return (Span(words, role),) if words else NOTHING


class ClaimEntry(NamedTuple):
    """A claim behind a cell: what it says and who said it, where and when.

    ``number`` counts the claims of an event from 1. ``status`` is ``earlier`` or ``withdrawn`` for a claim that
    does not stand, else empty. ``details`` has speaker, agency, outlet and date in one line; ``who`` and ``when``
    are its parts for a format that links the sources itself. ``language`` is that of the quote (BCP 47).
    ``origins`` says what ties the sources of the answer that the claim gives, ``withheld`` that something is left
    out.
    """

    number: int
    party: str
    says: str
    status: str = ""
    stands: bool = True
    details: str = ""
    who: str = ""
    when: str = ""
    locator: str = ""
    quote: str = ""
    language: str | None = None
    translation: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    origins: str = ""
    withheld: bool = False

    @property
    def quoted(self) -> str:
        """The quote in quotation marks, then its translation; empty where there is neither."""
        parts = []
        if self.quote:
            parts.append(quotation(self.quote))
        if self.translation:
            parts.append(gettext("(in translation: {translation})", translation=self.translation))
        return " ".join(parts)


class Cited(NamedTuple):
    """A piece of a text, the ids of the sources behind it, and what ties these."""

    text: str
    sources: tuple[str, ...] = ()
    origins: str = ""


class Cell(NamedTuple):
    """A cell of a table: its text, the ids of the sources behind it, and its claims where they are asked for.

    ``cited`` has the first run of the text in pieces, each with its own sources, for a format that refers to them
    there; ``sources`` are then those behind no piece. ``id`` is that of the row that is shown by this cell alone,
    where there is such a row.
    """

    text: Text = NOTHING
    sources: tuple[str, ...] = ()
    claims: tuple[ClaimEntry, ...] = ()
    id: str = ""
    cited: tuple[Cited, ...] = ()

    @property
    def origins(self) -> str:
        """What ties the sources of its answers."""
        return semicolon().join(dict.fromkeys(piece.origins for piece in self.cited if piece.origins))


NO_CLAIM = Cell((Mark("no-claim", "quiet"),))


class Item(NamedTuple):
    """An item of a list: what leads it in, its text, what hangs below it, and the ids of its sources."""

    text: Text
    lead: Text = NOTHING
    below: tuple[Item, ...] = ()
    sources: tuple[str, ...] = ()


class Column(NamedTuple):
    """A column of a table.

    ``breaks``: its texts, and not only its head, may break into lines. ``optional``: a format may leave it out
    where all its cells are empty. ``joins``: where there is little room it may be joined to the column before it.
    ``bare``: its texts say what they are, also without the head.
    """

    head: str
    id: str = ""
    right: bool = False
    breaks: bool = True
    optional: bool = False
    joins: bool = False
    bare: bool = False


class Row(NamedTuple):
    """A row of a table: its label, then a cell for each column behind the first.

    ``label`` says it all; where rows stand together under one ``group``, ``part`` tells this one from the others.
    An ``indented`` row is a part of one before it that has cells of its own.
    ``joint`` stands between label and cell where the two make one line.
    ``summary`` is its sentence, and ``telling`` says that the sentence is to be shown though the cells are.
    ``below`` are lines to be set under it. ``id``, ``plot``, ``steps``, ``moments``, ``prose`` (it as a paragraph)
    and ``places`` (where it stands by other orders than that of the file) are for a format that unfolds a row.
    """

    label: Text
    cells: tuple[Cell, ...]
    group: str = ""
    part: str = ""
    joint: str = ": "
    summary: Text = NOTHING
    telling: bool = False
    below: tuple[Item, ...] = ()
    id: str = ""
    verdict: Verdict | None = None
    plot: RangePlot | None = None
    steps: StepPlot | None = None
    moments: List | None = None
    prose: str = ""
    places: tuple[int, ...] = ()
    indented: bool = False


class Heading(NamedTuple):
    """A heading: 1 of the document, 2 of an event, 3 within it."""

    text: Text
    level: Literal[1, 2, 3] = 2


class Note(NamedTuple):
    """A sentence or a line that stands by itself; with the ids of the sources that it names."""

    text: Text
    sources: tuple[str, ...] = ()


class Table(NamedTuple):
    """Rows under heads. ``columns`` has the label's column first; ``foot`` are rows that sum up.

    ``log`` is a table that reads as lines, whose heads a narrow format may leave out; ``below_head`` names what
    stands below its rows. ``narrower`` is what to show where this one has no room.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    foot: tuple[Row, ...] = ()
    log: bool = False
    below_head: str = ""
    narrower: tuple[Block, ...] = ()


class Alone(NamedTuple):
    """What one party alone says: for each such party its column and its rows, each with one cell."""

    entries: tuple[tuple[Column, tuple[Row, ...]], ...]


class List(NamedTuple):
    """Items below each other, under a title where there is one."""

    items: tuple[Item, ...]
    title: Text = NOTHING


class Legend(NamedTuple):
    """What words mean: pairs of the word with its mark, and its meaning; ``counts`` how often a mark occurs."""

    entries: tuple[tuple[Text, str], ...]
    counts: Mapping[MarkName, int] = {}


class Sources(NamedTuple):
    """The sources that may be referred to; a format lists those that it did refer to."""

    entries: tuple[Source, ...]


class Section(NamedTuple):
    """What belongs to one event, or another part with a heading of its own. ``summary`` counts what is in it."""

    heading: Heading
    blocks: tuple[Block, ...]
    id: str = ""
    summary: str = ""


class Comment(NamedTuple):
    """What is to fit into a comment on a pull request: a format for these folds and cuts, others show it all."""

    blocks: tuple[Block, ...]


class Foot(NamedTuple):
    """What closes a document: counts, what words mean, where it comes from."""

    blocks: tuple[Block, ...]


Block = Heading | Note | Table | Alone | List | Legend | Sources | Section | Comment | Foot
