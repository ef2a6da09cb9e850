"""Markdown as GitHub reads it: a table a row that was told in several moments, the others in lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from borderclash.comparing.rows import Comparison
from borderclash.escaping import markdown_text
from borderclash.model import Claim
from borderclash.presenting import timeline_pages as pages
from borderclash.presenting.citations import outlet_names
from borderclash.presenting.phrasing import labels
from borderclash.presenting.timeline_pages import Sheet, Told
from borderclash.rendering.old_base import Options
from borderclash.rendering.old_markdown import DASH, bullets, shared_sources, source_note, table_line
from borderclash.rendering.old_marks import VERDICT_MARKS, VERDICT_MEANINGS


def write(comparison: Comparison, options: Options) -> Iterator[str]:
    """Yield the histories an event at a time, then the counts, what the verdict words mean and the footnotes."""
    page = _Page(comparison)
    if comparison.title:
        yield f"# {markdown_text(comparison.title)}\n\n"
    for table in comparison.events:
        yield from page.event(pages.sheet(table, comparison))
    yield from page.foot()


class _Page:
    """Writes the parts of one document; ``referenced`` gathers the sources that its footnotes must define."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.counted = pages.Counted()
        self.referenced: dict[str, None] = {}

    def event(self, sheet: Sheet) -> Iterator[str]:
        self.counted.add(sheet)
        yield f"## {markdown_text(sheet.table.event.title)}\n\n"
        shared = shared_sources(sheet.table)
        zone = f"Times in {sheet.timezone}" if sheet.timezone else ""
        above = [markdown_text(f"{part}.") for part in (labels.event_line(sheet.table), zone) if part]
        if shared:
            outlets = markdown_text(outlet_names(shared, self.comparison.sources))
            above.append(f"Source of all claims: {outlets}.{self._references(shared)}")
        if above:
            yield f"{' '.join(above)}\n\n"
        for told in sheet.through_time:
            yield from self._row(told, footnotes=not shared)
        if sheet.at_once:
            yield f"### {pages.AT_ONCE}\n\n"
            for told in sheet.at_once:
                line = f"{VERDICT_MARKS[told.history.row.verdict]} {told.label} {DASH} {pages.at_once(told)}"
                claims = [c for account in told.history.row.accounts.values() for c in account.claims]
                yield f"- {markdown_text(line)}{'' if shared else self._of_claims(claims)}\n"
            yield "\n"
        if sheet.quiet:
            yield f"### {pages.QUIET}\n\n"
            yield bullets(f"{moment}: {'; '.join(rows)}" for moment, rows in sheet.quiet.items()) + "\n"

    def _row(self, told: Told, *, footnotes: bool) -> Iterator[str]:
        verdict = told.history.row.verdict
        yield f"### {markdown_text(told.label)}\n\n"
        yield table_line(["When", "Party", "Says", "What it made of the disagreements"])
        yield table_line(["---"] * 4)
        for number, step in enumerate(told.history.steps):
            changes = "; ".join(f"{VERDICT_MARKS[one.verdict]} {one.text}" for one in pages.made(told, number))
            for one in step.heard:
                says = markdown_text(told.words.says(one)) + (self._of_claims(one.claims) if footnotes else "")
                # What several made of them in one moment is told once, behind the last of them.
                made = markdown_text(changes) if one is step.heard[-1] else ""
                yield table_line(
                    [markdown_text(told.words.of_heard(one)), markdown_text(one.party.name), says, made]
                )
        undated = told.words.undated()
        yield f"\nThe row: {VERDICT_MARKS[verdict]} {verdict}.\n\n"
        if below := [*told.words.summaries(), *([undated] if undated else [])]:
            yield bullets(below) + "\n"

    def _of_claims(self, claims: Iterable[Claim]) -> str:
        return self._references(dict.fromkeys(id for claim in claims for id in claim.sources))

    def _references(self, ids: Iterable[str]) -> str:
        known = [id for id in ids if id in self.comparison.sources]
        self.referenced |= dict.fromkeys(known)
        # Without the space the numbers 1 and 2 would read as 12.
        return " ".join(f"[^{id}]" for id in known)

    def foot(self) -> Iterator[str]:
        yield f"---\n\n{markdown_text(self.counted.line())}\n\n"
        occurring = [verdict for verdict, count in self.comparison.verdicts().items() if count]
        meanings = [f"{VERDICT_MARKS[word]} {word}: {VERDICT_MEANINGS[word]}" for word in occurring]
        yield bullets([*self.counted.notes(), *meanings])
        for id in self.referenced:
            yield f"\n[^{id}]: {source_note(self.comparison.sources[id])}\n"
