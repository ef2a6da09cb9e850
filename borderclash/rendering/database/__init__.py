"""SQLite: tables as a database, for SQL and for Datasette. `schema.sql` has those of a comparison, and views."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from borderclash.presenting.records import Tables
from borderclash.problems import UsageError

# By this the `file` command and others know whose database it is.
APPLICATION_ID = int.from_bytes(b"bclh", "big")
PIECE = 1 << 20
HERE = Path(__file__).parent
_CREATED = re.compile(r'CREATE (?:TABLE|VIEW|INDEX) "?(\w+)')


def write(tables: Tables) -> Iterator[bytes]:
    """Yield the bytes of the database; raises `UsageError` where the temporary folder does not take it."""
    with contextlib.ExitStack() as stack:
        try:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="borderclash-"))
            file = Path(folder, "comparison.sqlite")
            _build(tables, file)
        except (OSError, sqlite3.OperationalError) as error:
            message = f"cannot build the database in the temporary folder: {error}"
            raise UsageError(message, "free some room there, or name another folder in TMPDIR") from error
        with file.open("rb") as stream:
            while piece := stream.read(PIECE):
                yield piece


def _build(tables: Tables, file: Path) -> None:
    # The file is nobody else's yet, and is thrown away if this fails: no journal, no waiting for the disk.
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {tables.version}")
        database.execute("BEGIN")
        for statement in statements("schema.sql"):
            database.execute(statement)
        for table, rows in tables.rows.items():
            if rows:
                database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        for statement in statements("indexes.sql"):
            database.execute(statement)
        database.execute("COMMIT")


def statements(name: str) -> Iterator[str]:
    """Yield the statements of a file; none of them has a semicolon within."""
    for statement in (HERE / name).read_text(encoding="utf-8").split(";"):
        if statement.strip():
            yield statement.strip()


def foreign(file: Path) -> list[str] | None:
    """Return what *file* holds beside what borderclash puts into one; ``None`` where it cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            (application,) = database.execute("PRAGMA application_id").fetchone()
            found = [str(name) for (name,) in database.execute("SELECT name FROM sqlite_master")]
    except (sqlite3.Error, OSError):
        return None
    own = _own() if application == APPLICATION_ID else frozenset()
    # Names that begin so are SQLite's, such as that of its statistics.
    return [name for name in found if name not in own and not name.startswith("sqlite_")]


def _own() -> frozenset[str]:
    sql = [*statements("schema.sql"), *statements("indexes.sql")]
    return frozenset(match[1] for statement in sql if (match := _CREATED.search(statement)))
