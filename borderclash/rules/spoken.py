"""The language that a claim's quote is in, as its sources say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Set
from typing import TYPE_CHECKING

from borderclash.model import Claim, Event, Question
from borderclash.rules.base import Material
from borderclash.values import KINDS, Figure

if TYPE_CHECKING:
    from borderclash.quotes.tables import Table

# What a quote is in where its source names no language.
DEFAULT = "en"
# What a rule about a quote and its figure rests on.
RESTS_ON = ("value", "stance", "quote", "translation", "source")


def quoted(material: Material) -> Iterator[tuple[Event, Question, Claim, str, Figure]]:
    """Yield each claim that asserts a figure and has a quote, with both."""
    for event, question in material.questions():
        read_figure = KINDS[question.kind].figure
        for claim in question.all_claims:
            if claim.quote is None or claim.stance != "asserts" or claim.reading is None:
                continue
            figure = read_figure(claim.reading)
            if figure is not None:
                yield event, question, claim, claim.quote, figure


class Spoken:
    """The languages of all sources of some material."""

    def __init__(self, material: Material) -> None:
        self._tags: Mapping[str, str | None] = {
            id: source.language for id, source in material.dataset.sources.items()
        }
        faults = material.in_doubt("sources", "source").items()
        self._tables: dict[tuple[str, ...], tuple[Table, ...]] = {}
        self._sound = self._tags.keys() - {id for id, fields in faults if "language" in fields}

    def clear(self, claim: Claim) -> bool:
        """Say whether nothing is in doubt that a quote and its figure depend on."""
        if claim.faults and not claim.faults.isdisjoint(RESTS_ON):
            return False
        return self._sound.issuperset(claim.sources)

    def tags(self, claim: Claim) -> set[str]:
        """Return the languages that the sources of a claim name."""
        return {tag for id in claim.sources if (tag := self._tags.get(id))}

    def tables(self, claim: Claim) -> tuple[Table, ...]:
        """Return the tables of the languages that a quote may be in, none if one of them is not known."""
        tables = self._tables.get(claim.sources)
        if tables is None:
            tables = self._tables[claim.sources] = self._of(self.tags(claim) or {DEFAULT})
        if claim.quote is not None and not claim.quote.isascii() and not is_latin(claim.quote):
            # What is in another script is in another language than the source's.
            return tables if not any(is_latin(each.sample) for each in tables) else ()
        return tables

    @staticmethod
    def _of(tags: Set[str]) -> tuple[Table, ...]:
        # Imported here: most data have no quote that needs a closer look.
        from borderclash.quotes.tables import known, table

        languages = {known(tag) for tag in tags}
        return () if None in languages else tuple(table(each) for each in sorted(filter(None, languages)))


def latin_tables() -> tuple[Table, ...]:
    """Return the tables of all languages in Latin letters: nobody says which of them a translation is in."""
    from borderclash.quotes.tables import all_tables

    return tuple(table for table in all_tables() if is_latin(table.sample))


def is_latin(text: str) -> bool:
    """Say whether all letters are Latin ones."""
    return text.isascii() or all(
        unicodedata.name(char, "").startswith(("LATIN", "FEMININE", "MASCULINE", "MODIFIER"))
        for char in text
        if char.isalpha()
    )
