"""The rows of a table of claims as a relation that DuckDB reads: each cell as the text that a sheet would have."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from borderclash.problems import Location, SheetCell, UsageError
from borderclash.reading.arrow import duckdb, ipc_dataset, pa
from borderclash.spreadsheet.columns import BY_NAME, OF_DATASET, OF_WITHHELD, Thing
from borderclash.spreadsheet.header import spelling
from borderclash.spreadsheet.sheet import Book, Sheet
from borderclash.text.slugs import ID

# So many rows are read at a time.
BATCH = 1_000
# What DuckDB may take; what it has to sort beyond that it puts on disk.
MEMORY = "160MB"
PLACE = "row number"
# Rows of files are numbered together: the number of the file stands in front of that of the row.
FILE = 1 << 40
# Around a word or an id they mean nothing, and a cell with nothing else is empty.
SPACES = "' ' || chr(9) || chr(10) || chr(13)"
TRIMMED = frozenset(name for name, column in BY_NAME.items() if column.form in ("word", "time", "until", "flag"))
# What a sheet's cell would be read anew for: marks that stand for something else, spaces at the ends.
UNUSUAL = r"^['\s]|\s$|<U\+|[\n;]\s*'"
# Types whose values have no text that a sheet would have.
NO_CELL = re.compile(r"^(STRUCT|MAP|UNION|BLOB|BIT|INTERVAL|GEOMETRY|VARIANT)\b|\[.*\[|\(.*\[\]$")
DECLARED: tuple[Thing, ...] = ("party", "source")
THINGS: tuple[Thing, ...] = ("event", "question", "party", "source")
# The name of the file, where there are several, and the number of the row in it.
Place = tuple[str, int]
# What a table says of parties or sources, and what it says in two ways: the id, the column, and two places.
Sayings = tuple[list["Said"], list[tuple[str, str, Place, Place]]]


@dataclass(frozen=True, slots=True)
class Said:
    """What a table says of a party or a source: its fields by column, and the row that names it first."""

    id: str
    place: Place
    fields: Mapping[str, str]


class Relation:
    """The rows of a table of claims; *folder* is a temporary one. ``header`` has the columns as they are called.

    Raises `UsageError` where it cannot be read.
    """

    def __init__(self, name: str, folder: str) -> None:
        self.name = name
        self.files = _files(name)
        settings = {"memory_limit": MEMORY, "threads": "2", "temp_directory": folder}
        self.database = duckdb.connect(config={**settings})
        with self.reading():
            self.database.execute("SET autoinstall_known_extensions = false")
            self.database.execute("SET TimeZone = 'UTC'")
            scans = [self._scan(number, file) for number, file in enumerate(self.files)]
            types = [self._types(scan) for scan in scans]
            self.header = list(dict.fromkeys(name for of_file in types for name in of_file))
            named = {spelling(name): name for name in reversed(self.header)}
            self.columns = [name for name in BY_NAME if name in named]
            for of_file in types:
                self._check_types(of_file)
            parts = [
                _selected(number, scan, {name: named[name] for name in self.columns}, of_file)
                for number, (scan, of_file) in enumerate(zip(scans, types, strict=True))
            ]
            self.database.execute(f"CREATE TEMP VIEW claims AS {' UNION ALL '.join(parts)}")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Raise `UsageError` for what cannot be read within."""
        try:
            yield
        except (duckdb.Error, pa.ArrowException) as error:
            reason = str(error).strip().splitlines()[0]
            help = "write the table again as Parquet"
            raise UsageError(f"`{self.name}` cannot be read as a table: {reason}", help) from None
        except RuntimeError as error:
            # What DuckDB makes of a Ctrl-C.
            raise (KeyboardInterrupt if "interrupted" in str(error).lower() else error) from None

    def _scan(self, number: int, file: str) -> str:
        """Return what DuckDB reads a file by; in its name no letter is a pattern, and no quote ends it."""
        escaped = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in file).replace("'", "''")
        if file.lower().endswith(".parquet"):
            return f"read_parquet('{escaped}', file_row_number = true)"
        if file.lower().endswith(".csv"):
            # As in a sheet, the names of the columns are the first row.
            rows, first = f"read_csv('{escaped}', header = true, all_varchar = true)", 0
        else:
            self.database.register(f"file_{number}", ipc_dataset(file))
            rows, first = f"file_{number}", 1
        return f"(SELECT *, row_number() OVER () - {first} AS file_row_number FROM {rows})"

    def _types(self, scan: str) -> dict[str, str]:
        """Return the columns of a file with their types, as DuckDB names them."""
        described = self.database.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {scan}").fetchall()
        return {str(column): str(type) for column, type, *_ in described}

    def _check_types(self, types: Mapping[str, str]) -> None:
        """Raise `UsageError` for a column whose values are no cells."""
        for column, type in types.items():
            if spelling(column) in BY_NAME and NO_CELL.search(type):
                message = (
                    f"the column `{column[:60]}` of `{self.name}` holds {type[:60]}, of which no cell is made"
                )
                raise UsageError(message, "give it text, numbers, dates, instants, yes or no, or lists of these")

    def all_rows(self) -> Iterator[pa.RecordBatch]:
        """Yield all rows in the order of the files."""
        with self.reading():
            yield from self.database.sql("SELECT * FROM claims").to_arrow_reader(BATCH)

    def row(self, place: int) -> Place:
        """Return the name of the file, where there are several, and the number of the row in it at a place."""
        number, row = divmod(place, FILE)
        return os.path.relpath(self.files[number], self.name) if len(self.files) > 1 else "", row

    @property
    def size(self) -> int:
        """How many rows there are."""
        with self.reading():
            return int(self.database.execute("SELECT count(*) FROM claims").fetchall()[0][0])

    @property
    def is_regular(self) -> bool:
        """Whether each row of a claim has the ids of what it belongs to, beside what it says more of these.

        Only then can its events be read one by one: no name stands for an id, and what is said of parties and
        sources needs no decoding.
        """
        if not set(THINGS) <= set(self.columns):
            return False
        odd = [f"({one.condition})" for one in irregular(self.columns, DUCKDB)]
        # Which id a name stands for, and whether two are one, only all rows together tell.
        odd += [f"NOT regexp_full_match({thing}, '{ID.pattern}')" for thing in ("event", "party")]
        odd.append(f"NOT regexp_full_match(source, '{ID.pattern}( *; *{ID.pattern})*')")
        with self.reading():
            return not self.database.execute(f"SELECT 1 FROM claims WHERE {' OR '.join(odd)} LIMIT 1").fetchall()

    @property
    def withholds(self) -> bool:
        """Whether any row says that something is not to be published."""
        given = holds_any([name for name in OF_WITHHELD if name in self.columns], '"')
        with self.reading():
            return bool(self.database.execute(f"SELECT 1 FROM claims WHERE {given} LIMIT 1").fetchall())

    def of_dataset(self) -> dict[str, str]:
        """Return what rows say of the whole by column, the first of each."""
        names = [name for name in OF_DATASET if name in self.columns]
        if not names:
            return {}
        firsts = ", ".join(f'arg_min("{name}", "{PLACE}")' for name in names)
        with self.reading():
            (found,) = self.database.execute(f"SELECT {firsts} FROM claims").fetchall()
        return {name: text for name, text in zip(names, found, strict=True) if text}

    def said(self, thing: Thing) -> Sayings:
        """Return what the table says of parties or sources, and what it says in two ways.

        Of the latter the places are those of the first row and of one that says otherwise.
        """
        details = details_of(thing, self.columns)
        if thing not in self.columns or not details:
            return [], []
        quote = '"'
        first = 'arg_min("{0}", "{1}"), min("{0}") IS DISTINCT FROM max("{0}")'
        chosen = ", ".join(first.format(name, PLACE) for name in details)
        query = (
            f'SELECT "{thing}", min("{PLACE}"), {chosen} FROM claims '
            f'WHERE "{thing}" IS NOT NULL AND ({holds_any(details, quote)}) GROUP BY "{thing}" ORDER BY 2'
        )
        said, differing = [], []
        with self.reading():
            for id, place, *values in self.database.execute(query).fetchall():
                fields = dict(zip(details, values[::2], strict=True))
                texts = {name: text for name, text in fields.items() if text is not None}
                said.append(Said(id, self.row(place), texts))
                unlike = [name for name, differs in zip(details, values[1::2], strict=True) if differs]
                differing += [(id, name, *self._two(thing, id, name)) for name in unlike]
        return said, differing

    def _two(self, thing: str, id: str, column: str) -> tuple[Place, Place]:
        """Return the places of the first row that says something of a thing and of one that says otherwise."""
        rows = self.database.execute(
            f'SELECT min("{PLACE}") FROM claims WHERE "{thing}" = ? AND "{column}" IS NOT NULL '
            f'GROUP BY "{column}" ORDER BY 1 LIMIT 2',
            [id],
        ).fetchall()
        return self.row(rows[0][0]), self.row(rows[1][0])


class Dialect(NamedTuple):
    """How an engine writes SQL: what names stand in, and the condition that a cell has an unusual text."""

    quote: str
    unusual: str


DUCKDB = Dialect('"', "regexp_matches(CELL, '" + UNUSUAL.replace("'", "''") + "')")


class Irregular(NamedTuple):
    """A row that needs others to be understood: the column of what it lacks, why, and the condition in SQL."""

    column: str
    message: str
    condition: str


def irregular(columns: Sequence[str], dialect: Dialect) -> list[Irregular]:
    """Return what makes a row irregular in a table of these columns."""
    quote = dialect.quote
    found = []
    for thing in THINGS[:3]:
        condition = f"{quote}{thing}{quote} IS NULL AND ({holds_any(details_of('claim', columns), quote)})"
        found.append(Irregular(thing, f"a claim has no `{thing}`", condition))
    for thing in THINGS:
        condition = f"{quote}{thing}{quote} IS NULL AND ({holds_any(details_of(thing, columns), quote)})"
        found.append(Irregular(thing, f"this row says more of its {thing} than the id, which it lacks", condition))
    for name in (name for thing in DECLARED for name in details_of(thing, columns)):
        condition = dialect.unusual.replace("CELL", f"{quote}{name}{quote}")
        found.append(Irregular(name, f"`{name}` begins or ends with a space, or has marks of a sheet", condition))
    several = f"contains({quote}source{quote}, ';') AND ({holds_any(details_of('source', columns), quote)})"
    found.append(Irregular("source", "this row says more of its sources, of which there are several", several))
    return found


def details_of(thing: Thing, columns: Sequence[str]) -> list[str]:
    """Return those of some columns that say more of a thing than its id."""
    details = (column.name for column in BY_NAME.values() if column.thing == thing and column.field)
    return [name for name in details if name in columns]


def holds_any(columns: Iterable[str], quote: str) -> str:
    """Return the condition that one of some columns holds anything."""
    return " OR ".join(f"{quote}{name}{quote} IS NOT NULL" for name in columns) or "false"


def location(table: str, place: Place, column: str) -> Location:
    """Return where a cell of a table stands."""
    file, row = place
    return Location(table, 0, 1, cell=SheetCell(row, "", column, file))


def _files(name: str) -> list[str]:
    if not os.path.isdir(name):
        return [name]
    files = sorted(str(file) for file in Path(name).rglob("*.parquet") if file.is_file())
    if not files:
        raise UsageError(f"no Parquet files in `{name}`", "a folder of a table holds files that end in .parquet")
    return files


def _selected(number: int, scan: str, named: Mapping[str, str], types: Mapping[str, str]) -> str:
    """Return the query for the rows of a file, each cell as text, without what is empty."""
    chosen = [f'{number * FILE} + file_row_number + 1 AS "{PLACE}"']
    for name, actual in named.items():
        text = f"CAST({_text(actual, types[actual])} AS VARCHAR)" if actual in types else "NULL"
        trimmed = f"trim({text}, {SPACES})"
        # What begins with a mark or a letter is not empty; to see that takes less than to trim it.
        begins = f"{text} >= '!' OR {trimmed} <> ''"
        cell = f"nullif({trimmed}, '')" if name in TRIMMED else f"CASE WHEN {begins} THEN {text} END"
        chosen.append(f'{cell} AS "{name}"')
    return f"SELECT {', '.join(chosen)} FROM {scan}"


def _text(name: str, type: str) -> str:
    """Return the expression for a cell as text."""
    column = '"' + name.replace('"', '""') + '"'
    if type.endswith("]"):
        escaped = f"list_transform({column}, lambda item: replace(replace(item, '\\', '\\\\'), ';', '\\;'))"
        return f"array_to_string({escaped.replace('(item,', '(CAST(item AS VARCHAR),')}, '; ')"
    if type == "BOOLEAN":
        return f"CASE {column} WHEN true THEN 'yes' WHEN false THEN 'no' END"
    if type in ("DOUBLE", "FLOAT"):
        digits = f"CAST(TRY_CAST({column} AS BIGINT) AS VARCHAR)"
        whole = f"{column} = trunc({column}) AND abs({column}) < 1e15"
        # pandas writes NaN for a number that is not there.
        return f"CASE WHEN isnan({column}) THEN NULL WHEN {whole} THEN {digits} ELSE CAST({column} AS VARCHAR) END"
    if type.startswith("DECIMAL") and not type.endswith(",0)"):
        return f"rtrim(rtrim(CAST({column} AS VARCHAR), '0'), '.')"
    if type.startswith("TIMESTAMP WITH"):
        return f"strftime({column} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ')"
    if type.startswith("TIMESTAMP"):
        return f"strftime({column}, '%Y-%m-%dT%H:%M:%S')"
    return column


def is_detail(name: str) -> bool:
    """Say whether a column says more of a party or a source than its id."""
    return name in BY_NAME and BY_NAME[name].thing in DECLARED and bool(BY_NAME[name].field)


def cells(rows: pa.Table) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the place of each row and its cells that hold anything, by column."""
    filled = (name for name in rows.schema.names if rows.column(name).null_count < rows.num_rows)
    names = [name for name in filled if name in BY_NAME]
    places = rows.column(PLACE).to_pylist()
    columns = [rows.column(name).to_pylist() for name in names]
    for place, *values in zip(places, *columns, strict=True):
        yield place, {name: value for name, value in zip(names, values, strict=True) if value is not None}


def read(name: str) -> Book:
    """Return the rows of a table, one sheet for each of its files; raises `UsageError` where it cannot be read."""
    with tempfile.TemporaryDirectory(prefix="borderclash-") as folder:
        relation = Relation(name, folder)
        return filled(empty(relation), relation.all_rows())


def empty(relation: Relation) -> Book:
    """Return the sheets of a table without any rows."""
    several = len(relation.files) > 1
    names = [os.path.relpath(file, relation.name) if several else "" for file in relation.files]
    return Book(relation.name, [Sheet(name, top=0, header=relation.header, lettered=False) for name in names])


def filled(book: Book, rows: Iterable[pa.Table]) -> Book:
    """Return a book with the rows put into its sheets."""
    header = book.sheets[0].header
    columns = {spelling(name): number for number, name in reversed(list(enumerate(header)))}
    for some in rows:
        for place, texts in cells(some):
            number, row = divmod(place, FILE)
            at = {columns[name]: text for name, text in texts.items()}
            book.sheets[number].rows.append((row, at))
    return book
