"""The columns of the tables of a comparison in Arrow's types, as `schemas/comparison-tables.json` has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache

from borderclash.presenting.event_tables import Record, columns
from borderclash.reading.arrow import pa
from borderclash.reading.sources import bundled

CONTRACT = "schemas/comparison-tables.json"
TYPES: Mapping[str, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "yes-no": pa.bool_(),
    "time": pa.timestamp("us", "UTC"),
    "texts": pa.list_(pa.string()),
    "integers": pa.list_(pa.int64()),
}


@cache
def schemas() -> Mapping[str, pa.Schema]:
    """Return the schema of each table, by its name."""
    contract = json.loads(bundled(CONTRACT).read_text(encoding="utf-8"))
    version = {"borderclash": str(contract["version"])}
    return {
        name: pa.schema([(column["name"], TYPES[column["type"]]) for column in table["columns"]], version)
        for name, table in contract["tables"].items()
    }


def batch(table: str, records: Iterable[Record]) -> pa.RecordBatch:
    """Return records of a table in columns."""
    schema = schemas()[table]
    found = columns(table, records) or [()] * len(schema)
    arrays = [pa.array(column, field.type) for column, field in zip(found, schema, strict=True)]
    return pa.record_batch(arrays, schema=schema)
