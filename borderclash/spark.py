"""Claims in a Spark DataFrame compared: Spark shares the events out, the functions of a local run compare them.

Needs the extra `borderclash[spark]`, on the machine that asks and on those that work.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from functools import partial

from borderclash.checking import Choice
from borderclash.comparing.withheld import unnamed
from borderclash.model import Source
from borderclash.problems import UsageError
from borderclash.reading import sources
from borderclash.reading.arrow import pa
from borderclash.reading.documents import Document
from borderclash.reading.settings import DEFAULT
from borderclash.spreadsheet import cells as codec
from borderclash.spreadsheet.columns import BY_NAME, OF_DATASET, Thing
from borderclash.spreadsheet.header import Header, spelling
from borderclash.spreadsheet.reading import check_columns
from borderclash.spreadsheet.relation import (
    PLACE,
    THINGS,
    TRIMMED,
    UNUSUAL,
    Dialect,
    Place,
    Said,
    Sayings,
    details_of,
    holds_any,
    irregular,
    is_detail,
)
from borderclash.spreadsheet.sheet import Book, Sheet
from borderclash.tables import partition
from borderclash.tables.archive import dataset_beside
from borderclash.tables.claims import Table
from borderclash.tables.declared import Declared, beside
from borderclash.tables.partition import FILE_NAME, IRREGULAR, Work

try:
    from pyspark.errors import AnalysisException
    from pyspark.sql import Column, DataFrame, Row, functions, types
except ImportError:
    message = "a DataFrame is compared by Spark, which is not installed"
    raise UsageError(message, "install it: python3 -m pip install 'borderclash[spark]'") from None

NAME = "claims"
SQL = Dialect("`", f'regexp_like(CELL, r"{UNUSUAL}")')
Path = str | os.PathLike[str]
# What a cell, or an item of a list in it, may be.
PLAIN = (
    types.StringType,
    types.NumericType,
    types.DateType,
    types.TimestampType,
    types.TimestampNTZType,
    types.BooleanType,
    types.NullType,
)
# What columns of the contract are called in Spark.
TYPES = {
    pa.string(): "string",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.bool_(): "boolean",
    pa.timestamp("us", "UTC"): "timestamp",
    pa.list_(pa.string()): "array<string>",
    pa.list_(pa.int64()): "array<bigint>",
}


def compare(claims: DataFrame, declared: Path | Iterable[Path] = ()) -> DataFrame:
    """Return the tables of the comparison of *claims*, whose columns are those of `docs/spreadsheet.md`.

    Each row is a record of one table: its column ``table`` names it, and the column of that name holds the record.
    The tables are those of `schemas/comparison-tables.json`, and ``problems``: an event that has any is in no
    other table. *declared* are claim files or folders that declare parties and sources, beside what the rows say
    of these.

    What the rows say of parties and sources is looked for at once, all else when the result is asked for. Raises
    `UsageError` for columns that are missing or not known, and where *declared* cannot be read.
    """
    _check(claims.columns)
    rows = _Rows(claims)
    known = Declared.of(rows)
    table = Table.of(NAME, [""], _documents(declared), known.data, Choice.of(DEFAULT, "error"))
    work = Work(table, known, irregular(rows.columns, SQL), rows.unnamed(dataset_beside(table, known).sources))
    columns = ["`table` string", *(f"{name} {_struct(schema)}" for name, schema in partition.tables().items())]
    compared = rows.by_event(work).mapInArrow(partial(partition.compare, work.packed()), ", ".join(columns))
    beside_it = pa.Table.from_batches(list(partition.beside(work)))
    return compared.unionAll(claims.sparkSession.createDataFrame(beside_it))


def _check(columns: Sequence[str]) -> None:
    """Raise what is wrong with the names of columns."""
    book = Book(NAME, [Sheet(top=0, header=list(columns), lettered=False)])
    check_columns(book, Header())
    for problem in book.problems:
        if problem.severity == "error":
            raise UsageError(problem.message, problem.help)
    missing = [name for name in THINGS if name not in map(spelling, columns)]
    if missing:
        message = f"there is no column `{missing[0]}`, and Spark needs the ids of what claims belong to"
        raise UsageError(message, "add it; names in place of ids are for tables that one machine compares")


def _documents(declared: Path | Iterable[Path]) -> list[Document]:
    given = [declared] if isinstance(declared, str | os.PathLike) else declared
    names = [os.fspath(path) for path in given]
    loaded = beside(sources.find(names))
    if loaded is None or loaded.findings:
        message = f"`{', '.join(names)}` has errors, or more than parties and sources"
        raise UsageError(message, "see `borderclash validate`; claims belong into the DataFrame")
    return loaded.documents


def _struct(schema: pa.Schema) -> str:
    return f"struct<{', '.join(f'`{field.name}`: {TYPES[field.type]}' for field in schema)}>"


class _Rows:
    """The rows of a DataFrame, each cell as text, with what tells where each stands."""

    name = NAME

    def __init__(self, claims: DataFrame) -> None:
        named = {spelling(field.name): field for field in reversed(claims.schema.fields)}
        self.columns = [name for name in BY_NAME if name in named]
        self.claims = _numbered(claims, [_text(named[name]).alias(name) for name in self.columns])

    def of_dataset(self) -> dict[str, str]:
        """Return what rows say of the whole by column, the first of each."""
        found = {}
        for name in set(OF_DATASET) & set(self.columns):
            firsts = self.claims.where(f"`{name}` IS NOT NULL").agg(functions.min_by(name, _where()).alias(name))
            found[name] = firsts.collect()[0][name]
        return {name: found[name] for name in OF_DATASET if found.get(name)}

    def said(self, thing: Thing) -> Sayings:
        """Return what the rows say of parties or sources, and what they say in two ways."""
        details = details_of(thing, self.columns)
        if not details:
            return [], []
        saying = self.claims.where(f"`{thing}` IS NOT NULL AND ({holds_any(details, SQL.quote)})")
        # The same is said on many rows: these are few after the first step, which sorts nothing.
        distinct = saying.groupBy(thing, *details, FILE_NAME).agg(functions.min(PLACE).alias(PLACE))
        made = [functions.min(_where()).alias("first"), *(column for name in details for column in _chosen(name))]
        said, differing = [], []
        for row in distinct.groupBy(thing).agg(*made).orderBy("first").collect():
            texts = {name: row[name] for name in details if row[name] is not None}
            said.append(Said(row[thing], _place(row["first"]), texts))
            for name in details:
                if row[f"least {name}"] != row[f"most {name}"]:
                    first, other = sorted(_place(row[f"{end} {name} at"]) for end in ("least", "most"))
                    differing.append((row[thing], name, first, other))
        return said, differing

    def unnamed(self, known: Mapping[str, Source]) -> Set[str]:
        """Return the sources that no claim names but such as withhold them, and what these come from."""
        if "withheld" not in self.columns or not self.claims.where("withheld LIKE '%source%'").head(1):
            return frozenset()
        withheld = functions.expr("coalesce(withheld LIKE '%source%', false)").alias("withheld")
        rows = self.claims.where("event IS NOT NULL AND source IS NOT NULL").select("source", withheld).distinct()
        named: tuple[set[str], set[str]] = (set(), set())
        for row in rows.collect():
            named[row["withheld"]].update(codec.list_items(row["source"]))
        return unnamed(known, named[True], named[False])

    def by_event(self, work: Work) -> DataFrame:
        """Return the rows that belong to events, those of an event one after the other, in their order."""
        conditions = (functions.expr(one.condition) for one in work.irregular)
        reasons = (functions.when(condition, number) for number, condition in enumerate(conditions))
        kept = [name for name in self.columns if not is_detail(name) and name != "event"]
        event = functions.coalesce("event", functions.lit("")).alias("event")
        rows = self.claims.withColumn(IRREGULAR, functions.coalesce(*reasons))
        rows = rows.where(f"event IS NOT NULL OR `{IRREGULAR}` IS NOT NULL")
        rows = rows.select(event, *kept, FILE_NAME, PLACE, IRREGULAR)
        return rows.repartition("event").sortWithinPartitions("event", FILE_NAME, PLACE)


def _chosen(name: str) -> Iterator[Column]:
    """Yield what is said first in a column, and the least and the most that is said in it, with their places."""
    is_said = functions.col(name).isNotNull()
    yield functions.min_by(name, functions.when(is_said, _where())).alias(name)
    each = functions.when(is_said, functions.struct(name, FILE_NAME, PLACE))
    yield functions.min(name).alias(f"least {name}")
    yield functions.max(name).alias(f"most {name}")
    yield functions.min_by(_where(), each).alias(f"least {name} at")
    yield functions.max_by(_where(), each).alias(f"most {name} at")


def _where() -> Column:
    return functions.struct(FILE_NAME, PLACE)


def _place(found: Row) -> Place:
    return found[FILE_NAME], found[PLACE]


def _numbered(claims: DataFrame, cells: Sequence[Column]) -> DataFrame:
    """Return cells with the file and the number of each row, or else with a number by Spark's order of rows."""
    if claims.inputFiles():
        file = functions.col("_metadata.file_path").alias(FILE_NAME)
        row = (functions.col("_metadata.row_index") + 1).alias(PLACE)
        with suppress(AnalysisException):
            return claims.select(*cells, file, row)
    row = functions.monotonically_increasing_id() + 1
    return claims.select(*cells, functions.lit("").alias(FILE_NAME), row.alias(PLACE))


def _text(field: types.StructField) -> Column:
    """Return a cell as the text that a sheet would have, nothing where it is empty."""
    name = "`" + field.name.replace("`", "``") + "`"
    type = field.dataType
    if not isinstance(type.elementType if isinstance(type, types.ArrayType) else type, PLAIN):
        message = f"the column `{field.name[:60]}` holds {type.simpleString()[:60]}, of which no cell is made"
        raise UsageError(message, "give it text, numbers, dates, instants, yes or no, or lists of these")
    if isinstance(type, types.ArrayType):
        escaped = f"transform({name}, item -> replace(replace(string(item), '\\\\', '\\\\\\\\'), ';', '\\\\;'))"
        text = f"array_join({escaped}, '; ')"
    elif isinstance(type, types.BooleanType):
        text = f"CASE {name} WHEN true THEN 'yes' WHEN false THEN 'no' END"
    elif isinstance(type, types.DoubleType | types.FloatType):
        whole = f"{name} = floor({name}) AND abs({name}) < 1e15"
        text = f"CASE WHEN {whole} THEN string(bigint({name})) WHEN NOT isnan({name}) THEN string({name}) END"
    elif isinstance(type, types.TimestampType):
        in_utc = f"convert_timezone(current_timezone(), 'UTC', CAST({name} AS TIMESTAMP_NTZ))"
        text = f"{_seconds(in_utc)} || 'Z'"
    elif isinstance(type, types.TimestampNTZType):
        text = _seconds(name)
    elif isinstance(type, types.DecimalType) and type.scale:
        text = f"trim(TRAILING '.' FROM trim(TRAILING '0' FROM string({name})))"
    else:
        text = f"string({name})"
    trimmed = f"trim(BOTH ' \\t\\n\\r' FROM {text})"
    if spelling(field.name) in TRIMMED:
        return functions.expr(f"nullif({trimmed}, '')")
    return functions.expr(f"CASE WHEN {trimmed} <> '' THEN {text} END")


def _seconds(time: str) -> str:
    return f"replace(substring(string({time}), 1, 19), ' ', 'T')"
