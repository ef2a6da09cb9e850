"""What reads and writes tables, where it is installed: every module that needs it takes it from here."""

from borderclash.problems import UsageError

try:
    import duckdb
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq
except ImportError:
    message = "tables are read and written by pyarrow and duckdb, which are not installed"
    raise UsageError(message, "install it: python3 -m pip install 'borderclash[tables]'") from None

__all__ = ["duckdb", "ipc_dataset", "pa", "pc", "pq"]


def ipc_dataset(file: str) -> object:
    """Return an Arrow file as DuckDB reads it."""
    from pyarrow import dataset

    return dataset.dataset(file, format="ipc")
