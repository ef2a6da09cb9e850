"""What reads and writes tables, where it is installed: every module that needs it takes it from here."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec

from borderclash.problems import UsageError

try:
    import duckdb
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq
except ImportError:
    message = "tables are read and written by pyarrow and duckdb, which are not installed"
    raise UsageError(message, "install it: python3 -m pip install 'borderclash[tables]'") from None

__all__ = ["duckdb", "ipc_dataset", "pa", "pc", "pq", "without_pandas"]


class _NoPandas:
    """Finds no pandas."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: object = None) -> ModuleSpec | None:
        if name == "pandas":
            raise ImportError(name)
        return None


def without_pandas() -> None:
    """Spare this process the import of pandas, which pyarrow does to see whether it was given any of its data.

    That takes longer than the import of all else, and more memory. Asked for such data, pyarrow imports it still.
    """
    if "pandas" not in sys.modules:
        finder = _NoPandas()
        sys.meta_path.insert(0, finder)
        try:
            pa.array(())
        finally:
            sys.meta_path.remove(finder)


def ipc_dataset(file: str) -> object:
    """Return an Arrow file as DuckDB reads it."""
    from pyarrow import dataset

    return dataset.dataset(file, format="ipc")
