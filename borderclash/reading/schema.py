"""The JSON Schema check: whether a document has the form of a claim file.

A good document is accepted by ``jsonschema-rs`` in no time; ``jsonschema`` is imported only to say what is
wrong with another (`schema_errors`, in the words of `schema_words`).
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from borderclash.reading import sources


@cache
def claims_schema() -> dict[str, Any]:
    """Return the schema of a claim file."""
    text = sources.bundled(sources.CLAIMS_SCHEMA).read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


@cache
def _validator() -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft7Validator(claims_schema())


def accepts(data: Any) -> bool:
    """Say whether *data*, one document, has the form of a claim file."""
    return bool(_validator().is_valid(data))
