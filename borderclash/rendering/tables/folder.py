"""The folder of a comparison: a Parquet file a table, put in its place as a whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from borderclash.atomic_write import followed
from borderclash.presenting.event_tables import Records, of_all, placed
from borderclash.reading.arrow import pa, pq
from borderclash.rendering.tables.contract import batch, schemas

if TYPE_CHECKING:
    from borderclash.presenting.comparison_view import ComparisonView

SUFFIX = ".parquet"
# Rows are gathered for one group of rows, which a reader takes in at once.
GROUP = 50_000


class Tables:
    """The tables that are being written in a folder."""

    def __init__(self, folder: Path, files: ExitStack) -> None:
        self._writers = {
            name: files.enter_context(pq.ParquetWriter(table_file(folder, name), schema, compression="zstd"))
            for name, schema in schemas().items()
        }
        self._waiting: dict[str, list[pa.Table]] = defaultdict(list)
        self._rows: dict[str, int] = defaultdict(int)

    def add(self, records: Records) -> None:
        """Add records to their tables."""
        self.add_columns({table: pa.Table.from_batches([batch(table, made)]) for table, made in records.items()})

    def add_columns(self, records: Mapping[str, pa.Table]) -> None:
        """Add records in columns to their tables."""
        for table, made in records.items():
            self._waiting[table].append(made)
            self._rows[table] += made.num_rows
            if self._rows[table] >= GROUP:
                self._write(table)

    def finish(self) -> None:
        """Write what waits."""
        for table in list(self._waiting):
            self._write(table)

    def _write(self, table: str) -> None:
        if self._rows[table]:
            self._writers[table].write_table(pa.concat_tables(self._waiting[table]), self._rows[table])
        self._waiting[table].clear()
        self._rows[table] = 0


def table_file(folder: Path, table: str) -> Path:
    """Return the file of a table."""
    return folder / f"{table}{SUFFIX}"


@contextmanager
def written(folder: Path) -> Iterator[Tables]:
    """Give tables to fill, which take the place of *folder* as a whole or not at all; raises `OSError`."""
    restore(folder)
    folder = followed(folder)
    new = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f"{_new(folder)}{os.getpid()}-"))
    try:
        with ExitStack() as files:
            tables = Tables(new, files)
            yield tables
            tables.finish()
        _set_mode(new)
        _replace(folder, new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def restore(folder: Path) -> None:
    """Undo what a run left that was ended before its folder was in place."""
    folder = followed(folder)
    old = _old(folder)
    if old.is_dir():
        if folder.exists():
            shutil.rmtree(old)
        else:
            os.rename(old, folder)
    for name in os.listdir(folder.parent):
        if name.startswith(_new(folder)) and not _runs(name.removeprefix(_new(folder)).partition("-")[0]):
            shutil.rmtree(folder.with_name(name), ignore_errors=True)


def write(view: ComparisonView, folder: Path) -> None:
    """Write a comparison to *folder*; raises `OSError`."""
    with written(folder) as tables:
        tables.add(of_all(view.comparison))
        for sequence, records in enumerate(view.event_records(), 1):
            tables.add(placed(records, sequence, None))


def refusal(folder: Path) -> str | None:
    """Return why *folder* cannot be written, ``None`` where it holds such tables, or nothing, or is not there."""
    if not folder.exists():
        return None
    if not folder.is_dir():
        return f"`{folder}` is a file, and the tables stand in a folder"
    own = {table_file(folder, table).name for table in schemas()}
    names = os.listdir(folder)
    if not names or (set(names) <= own and any(_is_marked(folder / name) for name in names)):
        return None
    return f"`{folder}` is a folder that holds what is not borderclash's"


def _is_marked(file: Path) -> bool:
    """Say whether a file was written here, by the version that stands in it."""
    try:
        return b"borderclash" in (pq.read_schema(file).metadata or {})
    except (OSError, pa.ArrowException):
        return False


def _runs(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, OverflowError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def _new(folder: Path) -> str:
    return f".{folder.name}.new-"


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _replace(folder: Path, new: Path) -> None:
    """Put *new* in place of *folder*; between the two steps only `restore` knows where the old one is."""
    if folder.exists():
        os.rename(folder, _old(folder))
    os.rename(new, folder)
    shutil.rmtree(_old(folder), ignore_errors=True)


def _set_mode(folder: Path) -> None:
    """Give a folder the permissions of any new one, which a temporary one has not."""
    mask = os.umask(0)
    os.umask(mask)
    folder.chmod(0o777 & ~mask)
