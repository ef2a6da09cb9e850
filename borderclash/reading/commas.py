"""Texts in braces that a comma ended, so that the rest of them counts as a field of its own."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, NamedTuple

from borderclash.problems import Path
from borderclash.text.typography import CURLY, code_point


class Piece(NamedTuple):
    """What a comma made a field of: the field that it belongs to, what that has before the comma, and all pieces.

    ``goes_on`` says that it is not the first of these.
    """

    field: str
    before: Any
    all: list[str]
    goes_on: bool

    def told(self, name: str) -> tuple[str, str]:
        """Return message and remedy for a piece that counts as the field *name*."""
        message = f"the comma ended `{self.field}`: `{name[:60]}` counts as a field of its own"
        text = str(self.before)
        figure = ",".join([text, *self.all])
        if re.fullmatch("[0-9]{1,3}(,[0-9]{3})+", figure):
            return message, f'inside {{ }} put a figure with a comma in quotes: "{figure}"'
        help = f"inside {{ }} put a text with a comma in quotes, here that of `{self.field}`"
        if text[:1] and text[0] in CURLY:
            help += f"; {code_point(text[0])} does not hold it together"
        return message, help


def cut_by_commas(errors: Collection[Any], text: str, document: int) -> dict[Path, Piece]:
    """Return the fields, by their paths, that are none but the rest of a text; *errors* are the validator's."""
    maps = {tuple(error.absolute_path): error for error in errors if error.validator == "additionalProperties"}
    suspects = {
        (*path, name): (path, error)
        for path, error in maps.items()
        for name, value in error.instance.items()
        if name not in error.schema.get("properties", {}) and (value is None or " " in name)
    }
    if not suspects:
        return {}
    from borderclash.reading.yaml_places import offsets

    spans = offsets(text, {(document, path) for path in suspects})
    pieces: dict[Path, Piece] = {}
    for path, (parent, error) in suspects.items():
        span = spans.get((document, path))
        if span is None or not _behind_comma(text, span.key, error.instance[path[-1]] is None):
            continue
        names = list(error.instance)
        before = names[names.index(path[-1]) - 1]
        first = pieces.get((*parent, before))
        if first:
            first.all.append(str(path[-1]))
            pieces[path] = first._replace(goes_on=True)
        else:
            pieces[path] = Piece(before, error.instance[before], [str(path[-1])], False)
    return pieces


def _behind_comma(text: str, key: tuple[int, int], empty: bool) -> bool:
    """Say whether a key stands behind a comma in braces: one without a colon, or in the same line with a space."""
    before = text[max(0, key[0] - 1000) : key[0]].rstrip(" ")
    behind = re.compile(r"\s*").match(text, key[1])
    assert behind is not None
    if empty and not text.startswith(":", behind.end()):
        return before.rstrip().endswith(",")
    return " " in text[key[0] : key[1]] and before.endswith(",")
