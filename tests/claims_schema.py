"""The JSON Schema of a claim file, with what it says of the value kinds made from their registry.

All else in `schemas/claims.schema.json` is written by hand, and stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from borderclash.values import KINDS, Kind

# As wide as a line of the file may be that holds a whole list or map.
WIDTH = 140
# A question that is not of a running total, and a claim in one.
NO_TOTAL = {"properties": {"cumulative": {"const": False}}}
NO_CUT_OFF = {"not": {"type": "object", "required": ["cut-off"]}}


def with_kinds(schema: Mapping[str, Any], kinds: Mapping[str, Kind[Any]] = KINDS) -> dict[str, Any]:
    """Return *schema* with what it says of value kinds made anew from *kinds*."""
    made: dict[str, Any] = json.loads(json.dumps(schema))
    definitions = {id: part for id, part in made["definitions"].items() if not id.endswith("-value")}
    made["definitions"] = definitions | {f"{id}-value": kind.schema() for id, kind in kinds.items()}
    question = definitions["question"]
    question["properties"]["kind"] |= {
        "description": " ".join(f"{id}: {kind.about}." for id, kind in kinds.items()),
        "enum": list(kinds),
    }
    without_options = {"enum": [id for id, kind in kinds.items() if "options" not in kind.requires]}
    without_sums = {"enum": [id for id, kind in kinds.items() if not kind.adds]}
    question["allOf"] = [
        *(_rule({"const": id}, _of_kind(id, kind)) for id, kind in kinds.items()),
        _without("options", _kind(without_options)),
        _without("cumulative", _kind(without_sums)),
        _without("parts", _kind(without_sums)),
        _without("cut-off", NO_TOTAL),
        {"if": {"type": "object", **NO_TOTAL}, "then": {"properties": {"claims": {"items": NO_CUT_OFF}}}},
    ]
    return made


def _without(field: str, question: dict[str, Any]) -> dict[str, Any]:
    """Return the rule that such a *question* does not have a *field*."""
    return {"if": {"type": "object", **question}, "then": {"not": {"required": [field]}}}


def _rule(kind: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    return {"if": _kind(kind), "then": then}


def _kind(kind: dict[str, Any]) -> dict[str, Any]:
    return {"properties": {"kind": kind}, "required": ["kind"]}


def _of_kind(id: str, kind: Kind[Any]) -> dict[str, Any]:
    value = {"properties": {"value": {"$ref": f"#/definitions/{id}-value"}}}
    required = {"required": list(kind.requires)} if kind.requires else {}
    return {**required, "properties": {"claims": {"items": value}}}


def text(schema: Any) -> str:
    """Return the text of a schema as the file has it: what fits on a line stands on one."""
    return _text(schema, "", 0) + "\n"


def _text(node: Any, indent: str, before: int) -> str:
    """Return the text of a node that *before* characters stand before, with its further lines at *indent*."""
    flat = json.dumps(node, ensure_ascii=False)
    if not isinstance(node, dict | list) or (before and len(flat) + before <= WIDTH and "title" not in node):
        return flat
    inner = indent + "  "
    if isinstance(node, list):
        parts = [_text(item, inner, len(inner)) for item in node]
    else:
        heads = {f"{json.dumps(key)}: ": item for key, item in node.items()}
        parts = [head + _text(item, inner, len(inner + head)) for head, item in heads.items()]
    opening, closing = "[]" if isinstance(node, list) else "{}"
    lines = ",\n".join(inner + part for part in parts)
    return f"{opening}\n{lines}\n{indent}{closing}"
