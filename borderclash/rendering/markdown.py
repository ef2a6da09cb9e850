"""Markdown as GitHub reads it: blocks ready to paste into a pull request or an article draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from borderclash.language import colon, comma, gettext, is_right_to_left, isolated, quotation, semicolon
from borderclash.model import Source
from borderclash.presenting import blocks
from borderclash.rendering.markdown_comment import COMMENT, DEEPER, Part, Room, brief, fitted
from borderclash.rendering.marks import DASH, SIGNS, claim_line, emphasized, turned
from borderclash.text.escaping import markdown_link, markdown_text
from borderclash.values.times import in_words

# A space at the beginning of a cell that Markdown does not drop.
INDENT = "\N{EM SPACE}"
# Signs that mean something at the beginning of a line alone.
BULLETS = "=+-"
CHANGES: tuple[blocks.Role, ...] = ("added", "revised", "took-back", "changed", "corrected", "removed")
AROUND: dict[blocks.Role, str] = {"strong": "**", "warning": "*", **dict.fromkeys(CHANGES, "**")}


def render(shown: Iterable[blocks.Block], room: Room = COMMENT) -> Iterator[str]:
    """Yield *shown* as Markdown, then the footnotes of the sources that they refer to; *room* is a comment's."""
    page = _Page(room)
    before, behind = ('<div dir="rtl">\n\n', "\n</div>\n") if is_right_to_left() else ("", "")
    # Each part ends with a blank line, but not the last.
    last = before
    for part in chain(chain.from_iterable(map(page.block, shown)), page.footnotes()):
        yield last
        last = part
    yield last.removesuffix("\n\n") + "\n" if last.endswith("\n\n") else last
    yield behind


class _Page:
    """Renders blocks.

    ``referenced`` gathers the sources that the footnotes must define, ``listed`` the numbers of an event's claims
    that a list had already, ``origins`` what ties the sources of cells, by the number of its footnote.
    """

    def __init__(self, room: Room) -> None:
        self.room = room
        self.referenced: dict[str, None] = {}
        self.known: dict[str, Source] = {}
        self.origins: dict[str, int] = {}
        self.listed: set[int] = set()
        # How much lower headings stand than by themselves.
        self.deeper = 0

    def block(self, block: blocks.Block) -> Iterator[str]:
        if isinstance(block, blocks.Section):
            self.listed.clear()
            yield from self.block(block.heading)
            for inner in block.blocks:
                yield from self.block(inner)
        elif isinstance(block, blocks.Foot):
            yield "---\n\n"
            for inner in block.blocks:
                yield from self.block(inner)
        elif isinstance(block, blocks.Comment):
            self.deeper = DEEPER
            yield from fitted([self._part(inner) for inner in block.blocks], self.room)
        elif isinstance(block, blocks.Heading):
            yield f"{'#' * (block.level + self.deeper)} {_plain(block.text)}\n\n"
        elif isinstance(block, blocks.Note):
            yield f"{_text(block.text)}{self._references(block.sources)}\n\n"
        elif isinstance(block, blocks.List):
            yield from self._list(block)
        elif isinstance(block, blocks.Legend):
            yield (
                "".join(f"- {_plain(word)}{colon()}{markdown_text(meaning)}\n" for word, meaning in block.entries)
                + "\n"
            )
        elif isinstance(block, blocks.Sources):
            self.known |= {entry.id: entry for entry in block.entries}
        elif isinstance(block, blocks.Alone):
            yield from map(self._alone, block.entries)
            for _, rows in block.entries:
                for row in rows:
                    yield from self._claims(row)
        else:
            yield from self._table(block)

    def _part(self, block: blocks.Block) -> Part:
        if not isinstance(block, blocks.Section):
            return Part("", self._pieces(block))
        pieces = [piece for inner in block.blocks for piece in self._pieces(inner)]
        return Part("".join(self.block(brief(block.heading, self.room))), pieces, block.summary)

    def _pieces(self, block: blocks.Block) -> Sequence[str]:
        block = brief(block, self.room)
        if isinstance(block, blocks.List):
            return self._list(block)
        written = "".join(self.block(block))
        if not isinstance(block, blocks.Table):
            return [written]
        # A table may be cut behind each of its rows, yet not between its heads and the first.
        lines = [f"{line}\n" for line in written.rstrip("\n").split("\n")]
        lines[-1] += "\n"
        return ["".join(lines[:3]), *lines[3:]]

    def _list(self, block: blocks.List) -> list[str]:
        pieces = [self._item(item, "") for item in block.items] or [""]
        title = f"{'#' * (3 + self.deeper)} {_plain(block.title)}\n\n" if block.title else ""
        pieces[0] = title + pieces[0]
        pieces[-1] += "\n"
        return pieces

    def _item(self, item: blocks.Item, indent: str) -> str:
        # A quiet sign stands where a bullet does, which there is.
        bullet = bool(item.lead) and isinstance(item.lead[0], blocks.Mark) and item.lead[0].role == "quiet"
        lead = f"{_text(item.lead)} " if item.lead and not bullet else ""
        line = f"{indent}- {lead}{_text(item.text)}{self._references(item.sources)}\n"
        return line + "".join(self._item(below, f"{indent}  ") for below in item.below)

    def _alone(self, entry: tuple[blocks.Column, Sequence[blocks.Row]]) -> str:
        party, rows = entry
        # Escaped together, for what the colon of the joint would make of the label's end.
        labels = [(*row.label, blocks.Span(row.joint.rstrip())) for row in rows]
        said = [f"{_plain(label)} {self._cell(row.cells[0])}" for label, row in zip(labels, rows, strict=True)]
        speaks = markdown_text(gettext("{party} alone", party=party.head))
        return f"**{speaks}**{colon()}{semicolon().join(said)}\n\n"

    def _table(self, table: blocks.Table) -> Iterator[str]:
        heads = [markdown_text(column.head) for column in table.columns]
        rules = ["---:" if column.right else "---" for column in table.columns]
        if table.below_head:
            heads, rules = [*heads, markdown_text(table.below_head)], [*rules, "---"]
        yield table_line(heads)
        yield table_line(rules)
        for row in table.rows:
            indent = INDENT if row.indented else ""
            yield table_line(
                [f"{indent}{_text(row.label)}", *map(self._cell, row.cells), *self._below(table, row)]
            )
        for row in table.foot:
            label = _plain(row.label)
            yield table_line([f"**{label}**", *map(self._cell, row.cells), *self._below(table, row)])
        yield "\n"
        if telling := [row for row in table.rows if row.telling and row.summary]:
            yield "".join(map(_sentence, telling)) + "\n"
        for row in table.rows:
            yield from self._claims(row)

    def _below(self, table: blocks.Table, row: blocks.Row) -> list[str]:
        if not table.below_head:
            return []
        return [semicolon().join(_text((*item.lead, *item.text)) for item in row.below)]

    def _cell(self, cell: blocks.Cell) -> str:
        if not cell.text:
            return ""
        numbers = rf" \[{', '.join(str(claim.number) for claim in cell.claims)}\]" if cell.claims else ""
        said = "".join(map(self._cited, cell.cited)).strip()
        others = _text(cell.text[1:] if said else cell.text, begins=False)
        return f"{' '.join(filter(None, (said, others)))}{numbers}{self._references(cell.sources)}"

    def _cited(self, piece: blocks.Cited) -> str:
        """Return a piece of a cell with its references behind it."""
        words = _run(blocks.Span(piece.text), begins=False)
        return f"{words}{self._references([*piece.sources, *self._origins(piece)])}"

    def _origins(self, piece: blocks.Cited) -> list[str]:
        """Return the footnote that says what ties the sources of an answer; no source's id has a full stop."""
        if not piece.origins:
            return []
        number = self.origins.setdefault(piece.origins, len(self.origins) + 1)
        return [f"origins.{number}"]

    def _claims(self, row: blocks.Row) -> Iterator[str]:
        """Yield the claims of a row as a list, numbered on from row to row."""
        claims = [claim for cell in row.cells for claim in cell.claims if claim.number not in self.listed]
        self.listed.update(claim.number for claim in claims)
        if claims:
            yield f"{_strong(_plain(row.label))}\n\n"
            yield "".join(f"{claim.number}. {markdown_text(claim_line(claim))}\n" for claim in claims) + "\n"

    def _references(self, ids: Sequence[str]) -> str:
        self.referenced |= dict.fromkeys(ids)
        # Without the space the numbers 1 and 2 would read as 12.
        return " ".join(f"[^{id}]" for id in ids)

    def footnotes(self) -> Iterator[str]:
        """Yield the footnotes that were referred to."""
        texts = {f"origins.{number}": f"{markdown_text(text)}." for text, number in self.origins.items()}
        for number, id in enumerate(self.referenced):
            yield f"{chr(10) if number else ''}[^{id}]: {texts.get(id) or _source(self.known[id])}\n"


def _sentence(row: blocks.Row) -> str:
    """Return the sentence of a row as an item of a list, led in by the mark of its verdict."""
    mark = f"{markdown_text(SIGNS[row.verdict])} " if row.verdict else ""
    return f"- {mark}{_text(row.label)} {DASH} {_text(row.summary)}\n"


def _plain(text: blocks.Text) -> str:
    return markdown_text("".join(run.text if isinstance(run, blocks.Span) else _sign(run.name) for run in text))


def _text(text: blocks.Text, *, begins: bool = True) -> str:
    """Return *text* as Markdown; *begins* says whether it may stand where a sign would begin a list."""
    return "".join([_run(run, begins=begins) for run in text]).strip()


def _run(run: blocks.Span | blocks.Mark, *, begins: bool) -> str:
    if isinstance(run, blocks.Mark):
        sign = _sign(run.name)
        return markdown_text(sign) if begins or sign not in BULLETS else sign
    return emphasized(run.text, markdown_text(run.text), AROUND.get(run.role, ""))


def _sign(name: blocks.MarkName) -> str:
    return turned(SIGNS)[name] if is_right_to_left() else SIGNS[name]


def _strong(text: str) -> str:
    """Return *text* as a bold line; nothing but space in bold would be a rule across the page."""
    return f"**{text}**" if text else ""


def _source(source: Source) -> str:
    """Return one line on a source: title, author, publisher, date, where it is kept, note."""
    title = quotation(source.title) if source.title else ""
    parts = [
        markdown_link(title or source.url or source.id, source.url),
        *(markdown_text(isolated(part)) for part in (source.author, source.publisher) if part),
    ]
    if source.published:
        parts.append(markdown_text(gettext("published {date}", date=in_words(source.published))))
    if source.archived:
        parts.append(markdown_link(gettext("archived copy"), source.archived))
    note = f". {markdown_text(source.note)}" if source.note else ""
    return comma().join(parts) + note


def table_line(cells: Iterable[str]) -> str:
    """Return a line of a table; the cells are Markdown."""
    return f"| {' | '.join(cells)} |\n"
