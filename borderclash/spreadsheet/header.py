"""The row of a sheet that names the columns: which it is, and what each of its cells names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from borderclash.spreadsheet.columns import BY_NAME, NAMES, REQUIRED
from borderclash.spreadsheet.sheet import Book, Coordinates
from borderclash.text.folding import fold
from borderclash.text.suggestions import MAX_WORDS, Suggestions, nearest

# Titles and remarks above the names take fewer rows than these.
MOST_ROWS = 20
# So many names of columns in one row are no accident.
ENOUGH = 2
# What the comparison's own CSV has, and this kind of sheet has not.
OF_A_COMPARISON = "verdict"
ANY_NAME = "rename columns, or say by `import --column` what yours hold; `borderclash init --csv` writes a sheet"


def spelling(name: str) -> str:
    """Return the name that *name* would be, written as columns are: `Event Title` is `event_title`."""
    return re.sub(r"[\s_-]+", "_", name.strip()).lower()


class Header:
    """What the columns are called: *renamed* has the known name for names in the user's own words.

    There ``""`` is a column that is left out. ``used`` are those of the names that were found.
    """

    def __init__(self, renamed: Mapping[str, str] | None = None) -> None:
        self.renamed = {fold(name): meant for name, meant in (renamed or {}).items()}
        self.used: set[str] = set()

    def meaning(self, cell: str) -> str | None:
        """Return the known name of the column that *cell* names, ``""`` for one that is left out."""
        folded = fold(cell)
        if folded in self.renamed:
            self.used.add(folded)
            return self.renamed[folded]
        name = spelling(cell)
        return name if name in BY_NAME else None

    def row(self, rows: Sequence[Sequence[str]]) -> int:
        """Return the index of the row that names the columns: the first that names known ones.

        Where none does, they are in the user's own words: then it is the first that has more than one cell.
        """
        found = self.found(rows)
        if found is None:
            # A heading of one word could be a title.
            names = ([cell for cell in row if spelling(cell) != "title"] for row in rows)
            found = next((number for number, row in enumerate(names) if self.known(row)), None)
        if found is None:
            found = next((number for number, row in enumerate(rows) if len(list(filter(str.strip, row))) > 1), 0)
        return found

    def found(self, rows: Sequence[Sequence[str]]) -> int | None:
        """Return the index of the first row that names known columns, ``None`` where no row does."""
        return next((number for number, row in enumerate(rows) if self.known(row) >= ENOUGH), None)

    def known(self, row: Iterable[str]) -> int:
        """Return how many columns a row names."""
        return len({name for cell in row if cell.strip() and (name := self.meaning(cell)) is not None})

    def unused(self, given: Iterable[str]) -> list[str]:
        """Return those of the names *given* that no column had."""
        return [name for name in given if fold(name) not in self.used]

    def apply(self, book: Book, number: int) -> None:
        """Note where the columns of a sheet stand, and what is wrong with their names."""
        sheet = book.sheets[number]
        if OF_A_COMPARISON in sheet.header and self.meaning(OF_A_COMPARISON) is None:
            message = "this is a comparison, not a sheet of claims"
            help = "`borderclash compare --format claims-csv` writes the claims themselves"
            book.refuse("comparison", message, Coordinates(sheet.top, None, number), help)
            book.misnamed = True
            return
        unknown = []
        for column, cell in enumerate(sheet.header):
            name = self.meaning(cell)
            at = Coordinates(sheet.top, column, number)
            if name and name in sheet.columns:
                message = f"the column `{name}` is there twice"
                book.refuse("duplicate-column", message, at, "put the two together, or rename one")
                book.misnamed = True
            elif name:
                sheet.columns[name] = column
            elif name is None and cell:
                unknown.append((cell, at))
        suggestions = Suggestions([known for known in NAMES if known not in sheet.columns])
        for cell, at in unknown:
            near = suggestions.did_you_mean(cell, "")
            help = f"{near} if not, {_leave_out(cell)}" if near else _leave_out(cell)
            book.refuse("unknown-column", f"unknown column `{cell[:60]}`", at, help)
            book.misnamed = True


def _leave_out(cell: str) -> str:
    name = cell[:60].replace('"', "'")
    return f'rename it, or say what it holds: `import --column "{name}=NAME"`; "{name}=" leaves it out'


def check_required(book: Book) -> None:
    """Report the columns without which no claim is complete, where none of the sheets has them."""
    found = set(book.columns())
    things = {BY_NAME[name].thing for name in found}
    if book.misnamed and any(problem.rule != "unknown-column" for problem in book.problems):
        return
    if found and book.number_of_rows and things <= {"party", "source", "dataset"}:
        return
    # A misspelt column is reported as unknown, with this one as its remedy.
    cells = [cell for sheet in book.sheets for cell in sheet.header if spelling(cell) not in found]
    meant = {nearest(cell, NAMES) for cell in cells[:MAX_WORDS]}
    missing = [names for names in REQUIRED if not found & set(names) and not meant & set(names)]
    if missing and book.sheets:
        listed = ", ".join(_either(names) for names in missing)
        message = f"there is no column {listed}" if len(missing) == 1 else f"there are no columns {listed}"
        book.refuse("missing-column", message, Coordinates(book.sheets[0].top), ANY_NAME)
        book.misnamed = True


def _either(names: Collection[str]) -> str:
    first, *others = (f"`{name}`" for name in names)
    return f"{first} (or {' or '.join(others)})" if others else first


def above(rows: Sequence[tuple[int, Sequence[str]]]) -> Iterator[str]:
    """Yield the note for what stands above the row that names the columns."""
    filled = [(number, words) for number, row in rows for words in row if words.strip()]
    if filled:
        number, words = filled[0]
        yield f"passed over what stands above the columns' names, from row {number} on: `{words.strip()[:60]}`"
