"""Wikitext of MediaWiki: tables, and a reference for each source, ready to paste into an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from borderclash.language import colon, gettext, is_right_to_left, semicolon
from borderclash.model import Source
from borderclash.presenting import blocks
from borderclash.presenting.claim_entries import Quote
from borderclash.presenting.phrasing.labels import provenance_lines
from borderclash.rendering.marks import DASH, SIGNS, claim_line, emphasized
from borderclash.rendering.wikitext_citations import citation
from borderclash.text.escaping import wikitext

INDENT = "&emsp;"
AROUND: dict[blocks.Role, str] = {"strong": "'''", "warning": "''"}


def render(
    shown: Iterable[blocks.Block], quotes: Mapping[str, Sequence[Quote]], provenance: blocks.Provenance
) -> Iterator[str]:
    """Yield *shown* as wikitext, where it comes from, and its references, with the *quotes* of the sources."""
    page = _Page(quotes)
    # A wiki has its own direction, and what is pasted into it may have another.
    before, behind = ('<div dir="rtl">\n', "</div>\n") if is_right_to_left() else ("", "")
    yield before
    for block in shown:
        yield from page.block(block)
    yield from (f"{wikitext(line)}\n\n" for line in provenance_lines(provenance))
    yield from page.references_list()
    yield behind


class _Page:
    """Renders blocks.

    ``cited`` has the name of each reference that was given, ``origins`` what ties the sources of cells, by the
    number of its reference; ``listed`` has the numbers of an event's claims that a list had already.
    """

    def __init__(self, quotes: Mapping[str, Sequence[Quote]]) -> None:
        self.quotes = quotes
        self.known: dict[str, Source] = {}
        self.cited: dict[str, str] = {}
        self.origins: dict[str, str] = {}
        self.listed: set[int] = set()
        # The title of the page is above all headings, and that of the document is no more than one of them.
        self.deeper = 0
        self.caption: blocks.Text = blocks.NOTHING

    def block(self, block: blocks.Block) -> Iterator[str]:
        if isinstance(block, blocks.Section):
            self.listed.clear()
            self.caption = block.heading.text
            yield from self.block(block.heading)
            for inner in block.blocks:
                yield from self.block(inner)
        elif isinstance(block, blocks.Foot):
            yield "----\n\n"
            for inner in block.blocks:
                yield from self.block(inner)
        elif isinstance(block, blocks.Heading):
            if block.level == 1:
                self.deeper = 1
            yield _heading(_plain(block.text), block.level + self.deeper)
        elif isinstance(block, blocks.Note):
            yield f"{_text(block.text)}{self._references(block.sources)}\n\n"
        elif isinstance(block, blocks.Legend):
            entries = (f"* {_text(word)}{colon()}{wikitext(meaning)}\n" for word, meaning in block.entries)
            yield f"{''.join(entries)}\n"
        elif isinstance(block, blocks.Sources):
            self.known |= {entry.id: entry for entry in block.entries}
        elif isinstance(block, blocks.Alone):
            yield from map(self._alone, block.entries)
            for _, rows in block.entries:
                for row in rows:
                    yield from self._claims(row)
        elif isinstance(block, blocks.Table):
            yield from self._table(block)

    def _alone(self, entry: tuple[blocks.Column, Sequence[blocks.Row]]) -> str:
        party, rows = entry
        labels = (_plain((*row.label, blocks.Span(row.joint.rstrip()))) for row in rows)
        said = (f"{label} {self._cell(row.cells[0])}" for label, row in zip(labels, rows, strict=True))
        head = wikitext(gettext("{party} alone", party=party.head))
        return f"'''{head}'''{colon()}{semicolon().join(said)}\n\n"

    def _table(self, table: blocks.Table) -> Iterator[str]:
        kept = [n for n, column in enumerate(table.columns) if not column.optional or _filled(table.rows, n - 1)]
        yield f'{{| class="wikitable"\n|+ {_plain(self.caption)}\n|-\n'
        yield "".join(_head(table.columns[n].head) for n in kept)
        for row in table.rows:
            yield f'|-\n! scope="row" | {INDENT if row.indented else ""}{_text(row.label)}\n'
            for n in kept[1:]:
                style = 'style="text-align:right" | ' if table.columns[n].right else ""
                yield f"| {style}{self._cell(row.cells[n - 1])}".rstrip() + "\n"
        yield "|}\n\n"
        if telling := [row for row in table.rows if row.telling and row.summary]:
            yield "".join(map(_sentence, telling)) + "\n"
        for row in table.rows:
            yield from self._claims(row)

    def _cell(self, cell: blocks.Cell) -> str:
        if not cell.text:
            return ""
        numbers = f" [{', '.join(str(claim.number) for claim in cell.claims)}]" if cell.claims else ""
        said = "".join(self._cited(piece, begins=not n) for n, piece in enumerate(cell.cited)).strip()
        others = _text(cell.text[1:] if said else cell.text)
        return f"{' '.join(filter(None, (said, others)))}{numbers}{self._references(cell.sources)}"

    def _cited(self, piece: blocks.Cited, *, begins: bool) -> str:
        """Return a piece of a cell with its references behind it; *begins* for the first."""
        # What means something where a line begins means nothing behind another piece.
        before = "" if begins else "0"
        words = wikitext(f"{before}{piece.text}").removeprefix(before)
        after = " " if piece.text[-1:].isspace() else ""
        return f"{words}{after}{self._references(piece.sources)}{self._origins(piece)}"

    def _claims(self, row: blocks.Row) -> Iterator[str]:
        claims = [claim for cell in row.cells for claim in cell.claims if claim.number not in self.listed]
        self.listed.update(claim.number for claim in claims)
        if claims:
            items = "".join(f'<li value="{claim.number}">{wikitext(claim_line(claim))}</li>\n' for claim in claims)
            label = _plain(row.label)
            yield f"'''{label}'''\n\n" if label else ""
            yield f"<ol>\n{items}</ol>\n\n"

    def _references(self, ids: Sequence[str]) -> str:
        """Return the references to sources: the first to each has its citation, the others its name."""
        return "".join(map(self._reference, ids))

    def _reference(self, id: str) -> str:
        if id in self.cited:
            return f'<ref name="{self.cited[id]}" />'
        # A name that is a number is none, and no source's id has a full stop.
        name = id if not id.isdigit() else f"source.{id}"
        self.cited[id] = name
        return f'<ref name="{name}">{citation(self.known[id], self.quotes.get(id, ()))}</ref>'

    def _origins(self, piece: blocks.Cited) -> str:
        if not piece.origins:
            return ""
        if piece.origins in self.origins:
            return f'<ref name="{self.origins[piece.origins]}" />'
        name = self.origins[piece.origins] = f"origins.{len(self.origins) + 1}"
        return f'<ref name="{name}">{wikitext(piece.origins)}.</ref>'

    def references_list(self) -> Iterator[str]:
        """Yield the list of the references, where there are any."""
        if self.cited or self.origins:
            yield _heading(wikitext(gettext("References")), 2) + "<references />\n"


def _heading(title: str, level: int) -> str:
    sign = "=" * max(2, level)
    return f"{sign} {title} {sign}\n\n"


def _filled(rows: Iterable[blocks.Row], number: int) -> bool:
    return any(row.cells[number].text for row in rows)


def _head(words: str) -> str:
    """Return the head of a column; the corner, which has no words, is no head."""
    return f'! scope="col" | {wikitext(words)}\n' if words else "|\n"


def _sentence(row: blocks.Row) -> str:
    mark = f"{SIGNS[row.verdict]} " if row.verdict else ""
    return f"* {mark}{_text(row.label)} {DASH} {_text(row.summary)}\n"


def _plain(text: blocks.Text) -> str:
    return wikitext("".join(run.text if isinstance(run, blocks.Span) else SIGNS[run.name] for run in text))


def _text(text: blocks.Text) -> str:
    return "".join(map(_run, text)).strip()


def _run(run: blocks.Span | blocks.Mark) -> str:
    # Some signs mean something where a line begins, which a text never does.
    if isinstance(run, blocks.Mark):
        return SIGNS[run.name]
    return emphasized(run.text, wikitext(run.text), AROUND.get(run.role, ""))
