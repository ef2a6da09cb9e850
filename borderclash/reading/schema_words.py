"""What the schema does not accept, in the words of the format."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from borderclash.problems import Finding, Path, Pointer
from borderclash.reading.sources import claims_schema
from borderclash.reading.yaml_places import offsets
from borderclash.text.suggestions import did_you_mean, nearest
from borderclash.text.typography import CURLY, code_point, curly, within_curly
from borderclash.values import KINDS, Setting, Unreadable
from borderclash.values.missing import REMEDY
from borderclash.values.times import refuse_time

TYPES = {
    "object": "a map of `key: value` lines",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
    "null": "null",
}
TIMES = {"date", "stated", "cut-off", "published", "retrieved"}
# A ValidationError; the stubs give each of its attributes the type of one that is not set yet, too.
Error = Any
ID = "lower-case words of a to z and 0 to 9, joined by hyphens"
FORMS = {
    "url": ("a web address", "write it whole, with https:// in front"),
    "archived": ("a web address", "write it whole, with https:// in front"),
    "sha256": ("64 hexadecimal digits in lower case", "take them from `sha256sum FILE`"),
    "snapshot": ("the path of a file below the claim file's folder", "write it with / and without .."),
    "id": (f"made of {ID}", "choose a short name"),
    "language": ("a language tag (BCP 47) such as en or ps-AF", "see the list of two-letter language codes"),
}


def extra(error: Error) -> list[str]:
    """Return the fields that the error's schema does not know; none where it lists no fields."""
    known = error.schema.get("properties", error.instance)
    return [name for name in error.instance if name not in known]


def findings(
    error: Error, data: Any, place: Pointer, spellings: Mapping[Path, str], pieces: Mapping[Path, Piece]
) -> Iterator[Finding]:
    """Yield what a validator's *error* comes to; *pieces* are the fields that a comma made."""
    path = tuple(error.absolute_path)
    wanted = error.validator_value

    def at(path: Path, which: str = "value") -> Pointer:
        return Pointer(place.file, place.document, path, "key" if which == "key" else "value")

    if "propertyNames" in error.absolute_schema_path:
        name = str(error.instance)
        slug = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")
        help = f"write `{slug}`" if slug else "choose a short name"
        yield Finding("id", f"an id is made of {ID}; got `{name[:60]}`", at((*path, name), "key"), help)
    elif error.validator == "additionalProperties":
        for name in extra(error):
            message, help = f"unknown field `{name[:60]}`", _unknown_field(name, error)
            if piece := pieces.get((*path, name)):
                if piece.goes_on:
                    continue
                message, help = piece.reported(name)
            yield Finding("unknown-field", message, at((*path, name), "key"), help)
    elif error.validator == "required":
        for name in wanted:
            # A misspelt field is reported as unknown, with this one as its remedy.
            if name not in error.instance and not nearest(name, extra(error)):
                message, help = _missing(name, path)
                yield Finding("missing-field", message, at(path), help)
    elif error.validator == "anyOf":
        yield Finding("missing-field", "a source needs a `title` or a `url`", at(path), "add one of them")
    elif error.validator == "not":
        name = wanted["required"][0]
        message, help = _not_here(name, error.instance)
        yield Finding("unexpected-field", message, at((*path, name), "key"), help)
    else:
        rule, message, help = _wrong_value(error, path, data, spellings)
        yield Finding(rule, message, at(path), help)


def _unknown_field(name: str, error: Error) -> str:
    known = error.schema["properties"]
    homes = [
        home
        for home, definition in claims_schema()["definitions"].items()
        if name in definition.get("properties", {})
    ]
    listed = f"the fields here are {', '.join(known)}"
    if homes:
        # A field that is there already was not meant once more.
        known = known.keys() - error.instance.keys()
        listed = f"it belongs on {_one(homes[0])}; {listed}"
    return did_you_mean(name, known, listed)


def _one(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _missing(name: str, path: Path) -> tuple[str, str]:
    if name == "borderclash":
        return "the format's version is missing", "begin the file with the line `borderclash: 1`"
    if name == "value" and len(path) == 6:
        return "a claim that asserts needs a `value`", "write what was said, or a `stance` that has no value"
    help = {
        **{field: help for kind in KINDS.values() for field, help in kind.requires.items()},
        "party": "say who asserts it: `party:` and an id from `parties`",
        "kind": f"say what kind of answer it has: {', '.join(KINDS)}",
        "claims": "add `claims:` and a list of them, or `claims: []` for none yet",
    }.get(name, f"add `{name}:`")
    return f"`{name}` is missing", help


def _not_here(name: str, instance: Any) -> tuple[str, str]:
    if name == "options":
        with_options = " or ".join(f"`kind: {id}`" for id, kind in KINDS.items() if "options" in kind.requires)
        return (
            f"a question of kind {instance.get('kind')} has no `options`",
            f"remove them, or make it {with_options}",
        )
    if name in ("cumulative", "parts"):
        figures = " or ".join(f"`kind: {id}`" for id, kind in KINDS.items() if kind.adds)
        return f"a question of kind {instance.get('kind')} has no `{name}`", f"remove it, or make it {figures}"
    if name == "cut-off":
        help = "give the question `cumulative: true` if it asks for a total that grows, or remove the `cut-off`"
        return "a `cut-off` is of a running total, and this question is of none", help
    if name == "of":
        help = "remove it, or write `stance: denies`"
        return "`of` says whose claims are denied, and this claim denies nothing", help
    stance = instance.get("stance")
    return f"a claim that has `stance: {stance}` has no `{name}`", "remove it, or the stance"


def _wrong_value(error: Error, path: Path, data: Any, spellings: Mapping[Path, str]) -> tuple[str, str, str]:
    """Return rule, message and help for a value of the wrong type or form."""
    field = next((step for step in reversed(path) if isinstance(step, str)), None)
    if field is None:
        return "wrong-type", "this is no claim file", "begin the file with the line `borderclash: 1`"
    written = spellings.get(path, error.instance)
    rule, message, help = _of_value(error, field, written, path, data)
    if isinstance(written, str) and (inner := within_curly(written)) is not None:
        message, help = curly(field, written, inner)
    return rule, message, help


def _of_value(error: Error, field: str, written: Any, path: Path, data: Any) -> tuple[str, str, str]:
    if error.instance is None:
        if field == "value":
            return "empty", "`value` is empty", f"write what was said; {REMEDY}"
        return "empty", f"`{field}` is empty", "write a value behind the colon, or remove the line"
    if unreadable := _unreadable(field, error.instance, written, path, data):
        return unreadable.rule, unreadable.message, unreadable.help
    got = _got(written)
    if written == "1" and error.validator == "const":
        got += " in quotes, which makes it text"
    if error.validator == "const":
        return (
            "version",
            f"`{field}` must be 1, the version of the format; got {got}",
            "write `borderclash: 1`",
        )
    if error.validator == "enum":
        known = error.validator_value
        listed = ", ".join(f"`{name}`" for name in known)
        help = did_you_mean(str(written), known, "pick one of these")
        return "unknown-word", f"`{field}` must be one of {listed}; got {got}", help
    if field in FORMS:
        form, help = FORMS[field]
        return "form", f"`{field}` must be {form}; got {got}", help
    if error.validator == "type":
        return "wrong-type", *_wrong_type(field, error, got)
    if error.validator == "uniqueItems":
        return "repeated", f"`{field}` names the same thing twice", "write each once"
    return "empty", f"`{field}` is empty", "write something, or remove the line"


def _wrong_type(field: str, error: Error, got: str) -> tuple[str, str]:
    wanted = error.validator_value
    types = [wanted] if isinstance(wanted, str) else [name for name in wanted if name != "null"]
    help = "write `true` or `false`" if types == ["boolean"] else "write one of these"
    if isinstance(error.instance, dict | list) and "string" in types:
        help = "write it on one line behind the colon"
    elif "string" in types:
        help = "put it in quotes to make it text"
    elif "array" in types:
        help = "write a list: each item on a line of its own that begins with `- `"
        if isinstance(error.instance, dict) and error.instance:
            first = str(next(iter(error.instance)))[:60].lstrip("-")
            help = f"begin each entry with a dash and a space: `- {first}:`"
        elif isinstance(error.instance, str) and re.match(r"-[^-\s]", error.instance):
            help = f"write a space behind the dash: `- {error.instance.split()[0][1:61]}`"
    elif types == ["object"]:
        help = "write `key: value` lines, indented below it"
    return f"`{field}` must be {' or '.join(TYPES[name] for name in types)}; got {got}", help


def _unreadable(field: str, value: Any, written: Any, path: Path, data: Any) -> Unreadable | None:
    """Return what the value's own kind says of it, ``None`` where it is no value or has nothing to say."""
    try:
        if field in TIMES:
            refuse_time(value, written, field)
        elif field == "value" and len(path) >= 7:
            event = data["events"][path[1]]
            question = event["questions"][path[3]]
            options = question.get("options")
            setting = Setting(options if isinstance(options, dict) else None, date=event.get("date"))
            KINDS[question["kind"]].refuse(value, [written] if len(path) > 7 else written, setting)
    except Unreadable as unreadable:
        return unreadable
    return None


def _got(written: Any) -> str:
    if isinstance(written, dict):
        return "a map"
    if isinstance(written, list):
        return "a list"
    text = str(written).lower() if isinstance(written, bool) else " ".join(str(written).split())
    return f"`{text if len(text) <= 60 else text[:57] + '...'}`"


class Piece(NamedTuple):
    """What a comma made a field of: the field that it belongs to, what that has before the comma, and all pieces.

    ``goes_on`` says that it is not the first of these.
    """

    field: str
    before: Any
    all: list[str]
    goes_on: bool

    def reported(self, name: str) -> tuple[str, str]:
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
