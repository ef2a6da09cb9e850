"""What a database holds that is not a table, a view or an index of borderclash's."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from pathlib import Path

from borderclash.rendering.database import APPLICATION_ID, statements

_CREATED = re.compile(r'CREATE (?:TABLE|VIEW|INDEX) "?(\w+)')


def foreign(file: Path) -> list[str] | None:
    """Return the names of what else *file* holds; ``None`` where it cannot be read."""
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
