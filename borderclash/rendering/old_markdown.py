"""Markdown as GitHub reads it: a table an event, ready to paste into a pull request or an article draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from borderclash.comparing.rows import Comparison, EventComparison, Row
from borderclash.escaping import markdown_link, markdown_text
from borderclash.model import Party, Source
from borderclash.presenting.citations import Citation, citations, details, outlet_names, quoted
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.answers import claim_words
from borderclash.presenting.phrasing.numbers import ratio_label
from borderclash.presenting.phrasing.rows import RowPhrasing, mirror_line
from borderclash.rendering.old_base import Options
from borderclash.rendering.old_marks import NOTE_MARK, VERDICT_MARKS, VERDICT_MEANINGS, note_meaning
from borderclash.vocabulary import DISAGREEMENTS

DASH = "\N{EM DASH}"
Cited = dict[tuple[int, str], list[Citation]]


def write(comparison: Comparison, options: Options) -> Iterator[str]:
    """Yield the comparison a table at a time, then the counts, what the verdict words mean and the footnotes."""
    page = _Page(comparison, options)
    if comparison.title:
        yield f"# {markdown_text(comparison.title)}\n\n"
    for table in comparison.events:
        yield from page.event(table)
    yield from page.foot()


class _Page:
    """Writes the parts of one document; ``referenced`` gathers the sources that its footnotes must define."""

    def __init__(self, comparison: Comparison, options: Options) -> None:
        self.comparison = comparison
        self.options = options
        self.referenced: dict[str, None] = {}

    def event(self, table: EventComparison) -> Iterator[str]:
        yield f"## {markdown_text(table.event.title)}\n\n"
        # A footnote that every cell repeats tells no more than one above the table.
        shared = shared_sources(table)
        above = [markdown_text(self._when_and_where(table))]
        if shared:
            outlets = markdown_text(outlet_names(shared, self.comparison.sources))
            above.append(f"Source of all claims: {outlets}.{self._references(shared)}")
        if line := " ".join(part for part in above if part):
            yield f"{line}\n\n"
        cited = citations(table) if self.options.sources else {}
        yield from self._table(table, cited, footnotes=not shared)
        if below := [*self._mirrors(table), *self._disagreements(table)]:
            yield "\n" + bullets(below)
        yield from self._claims(table, cited)
        yield "\n"

    def _when_and_where(self, table: EventComparison) -> str:
        as_of = self.comparison.as_of
        noted = f"As it stood at the end of {as_of}" if as_of else ""
        return " ".join(f"{part}." for part in (labels.event_line(table), noted) if part)

    def _table(self, table: EventComparison, cited: Cited, *, footnotes: bool) -> Iterator[str]:
        names = [markdown_text(party.name) for party in table.parties]
        yield table_line(["", *names, "Gap", "Ratio", "Verdict"])
        yield table_line(["---"] * (1 + len(names)) + ["---:", "---:", "---"])
        for index, row in enumerate(table.rows):
            cells = [
                self._cell(row, party, cited.get((index, party.id), ()), footnotes=footnotes)
                for party in table.parties
            ]
            gap = markdown_text(row.gap.words) if row.gap else ""
            ratio = ratio_label(row.gap)
            verdict = f"{VERDICT_MARKS[row.verdict]} {row.verdict}"
            yield table_line([markdown_text(self._label(row)), *cells, gap, ratio, verdict])

    def _label(self, row: Row) -> str:
        return labels.row_label(row, self.comparison.parties)

    def _cell(self, row: Row, party: Party, cited: Sequence[Citation], *, footnotes: bool) -> str:
        """Return what a party says in a row, with the numbers of its claims below and its sources."""
        text = RowPhrasing(row, notes=True).cell(party.id)
        if text is None:
            return DASH
        account = row.accounts[party.id]
        cell = markdown_text(text)
        if account.self_contradicting:
            cell += " *(contradicts itself)*"
        if cited:
            cell += rf" \[{', '.join(str(citation.number) for citation in cited)}\]"
        if not footnotes:
            return cell
        return cell + self._references(dict.fromkeys(id for claim in account.claims for id in claim.sources))

    def _references(self, ids: Iterable[str]) -> str:
        known = [id for id in ids if id in self.comparison.sources]
        self.referenced |= dict.fromkeys(known)
        # Without the space the numbers 1 and 2 would read as 12.
        return " ".join(f"[^{id}]" for id in known)

    def _mirrors(self, table: EventComparison) -> Iterator[str]:
        for mirror in table.mirrors:
            line = mirror_line(mirror, self.comparison.parties)
            yield f"{VERDICT_MARKS['mirror']} {line.removesuffix('.')}."

    def _disagreements(self, table: EventComparison) -> Iterator[str]:
        for row in table.rows:
            if row.verdict in DISAGREEMENTS:
                yield f"{VERDICT_MARKS[row.verdict]} {self._label(row)} {DASH} {RowPhrasing(row).why}"

    def _claims(self, table: EventComparison, cited: Cited) -> Iterator[str]:
        """Yield the claims of each row as a list, numbered on from row to row."""
        for index, row in enumerate(table.rows):
            of_row = [citation for party in table.parties for citation in cited.get((index, party.id), ())]
            if of_row:
                yield f"\n{_strong(self._label(row))}\n\n"
                yield "".join(f"{citation.number}. {self._citation(citation)}\n" for citation in of_row)

    def _citation(self, citation: Citation) -> str:
        claim = citation.claim
        parts = (
            f"{citation.party.name}: {claim_words(citation.row.question, claim)}",
            details(claim, self.comparison.sources),
            quoted(claim),
            f"Note: {claim.note}" if claim.note else None,
        )
        return markdown_text(f" {DASH} ".join(part for part in parts if part))

    def foot(self) -> Iterator[str]:
        yield f"---\n\n{markdown_text(labels.counts(self.comparison))}\n"
        occurring = [verdict for verdict, count in self.comparison.verdicts().items() if count]
        mirrors = ["mirror"] if any(table.mirrors for table in self.comparison.events) else []
        meanings = [f"{VERDICT_MARKS[word]} {word}: {VERDICT_MEANINGS[word]}" for word in [*occurring, *mirrors]]
        if labels.has_notes(self.comparison):
            where = "the list under the table has it" if self.options.sources else "--sources lists it"
            meanings.append(f"{NOTE_MARK}: {note_meaning(where)}")
        if meanings:
            yield "\n" + bullets(meanings)
        for id in self.referenced:
            yield f"\n[^{id}]: {source_note(self.comparison.sources[id])}\n"


def shared_sources(table: EventComparison) -> tuple[str, ...]:
    """Return the sources of the table's claims where more than one claim has them and all have the same."""
    claims = [claim.sources for row in table.rows for account in row.accounts.values() for claim in account.claims]
    return claims[0] if len(claims) > 1 and len(set(claims)) == 1 else ()


def table_line(cells: Iterable[str]) -> str:
    """Return a line of a table; the cells are Markdown."""
    return f"| {' | '.join(cells)} |\n"


def bullets(sentences: Iterable[str]) -> str:
    """Return a list of texts."""
    return "".join(f"- {markdown_text(sentence)}\n" for sentence in sentences)


def _strong(text: str) -> str:
    """Return *text* as a bold line; nothing but space in bold would be a rule across the page."""
    bold = markdown_text(text)
    return f"**{bold}**" if bold else ""


def source_note(source: Source) -> str:
    """Return one line on a source: title, author, publisher, date, where it is kept, note."""
    title = (
        f"\N{LEFT DOUBLE QUOTATION MARK}{source.title}\N{RIGHT DOUBLE QUOTATION MARK}" if source.title else None
    )
    parts = [
        markdown_link(title or source.url or source.id, source.url),
        *(markdown_text(part) for part in (source.author, source.publisher) if part),
    ]
    if source.published:
        parts.append(markdown_text(f"published {source.published}"))
    if source.archived:
        parts.append(markdown_link("archived copy", source.archived))
    note = f". {markdown_text(source.note)}" if source.note else ""
    return ", ".join(parts) + note
