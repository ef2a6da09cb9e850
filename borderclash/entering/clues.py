"""What a language's table says of the words around a figure, for suggestions alone."""

from __future__ import annotations

import re
from functools import cache, cached_property

from borderclash.quotes.phrases import NEVER, Phrases
from borderclash.quotes.tables import Table, table


class Clues(Phrases):
    """The section ``suggestions`` of a table. Patterns are made when they are first asked for."""

    def __init__(self, own: Table) -> None:
        written = {key: own.data[key] for key in ("spaces", "scales") if key in own.data}
        super().__init__(own.language, {**written, **own.data.get("suggestions", {})})

    @cached_property
    def acts(self) -> re.Pattern[str]:
        """What may have happened to what is counted: each group is of one kind."""
        kinds = self.data.get("acts", {}).values()
        return re.compile("|".join(f"({self.pattern(words)})" for words in kinds) or NEVER)

    def act(self, match: re.Match[str]) -> str:
        """Return the name of what happened."""
        return tuple[str, ...](self.data["acts"])[(match.lastindex or 1) - 1]

    @cached_property
    def behind(self) -> re.Pattern[str]:
        """What stands behind a number that counts nothing of an event: years, money, o'clock."""
        return re.compile(rf" ?[%\u00b0$\u20ac\u00a3\u00a5\u20b9]|[- ]?(?:{self.pattern(self.listed('behind'))})")

    @cached_property
    def measures(self) -> re.Pattern[str]:
        """The units of measures, a group each."""
        kinds = self.data.get("measures", {}).values()
        return re.compile(rf"[- ]?(?:{'|'.join(f'({self.pattern(words)})' for words in kinds) or NEVER})")

    def measure(self, match: re.Match[str]) -> str:
        """Return the unit of a measure."""
        return tuple[str, ...](self.data["measures"])[(match.lastindex or 1) - 1]

    @cached_property
    def near_counted(self) -> re.Pattern[str]:
        """What is counted, behind a number in a language without spaces."""
        return re.compile(rf"[^,.;:!?\d]{{0,8}}?({self.pattern(self.listed('counted'))})")


@cache
def clues(language: str) -> Clues:
    """Return those of a language that has a table."""
    return Clues(table(language))
