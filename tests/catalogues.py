"""The messages of the package, and the catalogues of their translations.

`python tests/catalogues.py` takes new messages into every catalogue, without a translation, and drops those that are
gone; then it prints how many each catalogue lacks.
"""

import ast
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "borderclash" / "language" / "catalogues"
# What is looked up, and which of its arguments are messages, and which is the context.
KEYWORDS = {
    "gettext": ((0,), None),
    "gettext_noop": ((0,), None),
    "ngettext": ((0, 1), None),
    "pgettext": ((1,), 0),
}
LEFT_OUT = tuple(
    f'"{field}' for field in ("Report-", "POT-", "PO-Rev", "Last-", "Language-Team", "Generated-By", "Project-Id")
)
COMPLETE = ("es", "fr", "uk")


@cache
def messages():
    """Return a catalogue of all messages of the package, sorted, without translations and places in the code."""
    made = Catalog(project="borderclash", charset="utf-8")
    for texts, context in found():
        made.add(texts if len(texts) > 1 else texts[0], context=context)
    return made


def found():
    """Yield each message in the code, alone or with its plural, with its context."""
    for file in sorted((ROOT / "borderclash").rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        if "gettext" in source:
            yield from _of_python(source)
    for file in sorted((ROOT / "borderclash").rglob("*.j2")):
        with file.open("rb") as stream:
            for _, _, given, _ in babel_extract(stream, ["gettext", "ngettext"], (), {}):
                # What is no text in a call is told as `None`.
                yield tuple(filter(None, given if isinstance(given, tuple) else (given,))), None


def _of_python(source):
    """Yield the literal messages of a module with their contexts, also those that stand in an f-string."""
    for node in ast.walk(ast.parse(source)):
        name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        if name in KEYWORDS:
            places, of_context = KEYWORDS[name]
            given = [node.args[place] for place in places if place < len(node.args)]
            if given and all(isinstance(text, ast.Constant) for text in given):
                context = None if of_context is None else node.args[of_context].value
                yield tuple(text.value for text in given), context


def read(language):
    """Return the catalogue of a language."""
    return read_po(BytesIO((CATALOGUES / f"{language}.po").read_bytes()), locale=language)


def missing(language):
    """Return the messages that a catalogue has no translation of."""
    known = read(language)
    lacking = []
    for one in messages():
        if not one.id:
            continue
        there = known.get(one.id, context=one.context)
        told = there.string if there else ()
        if not told or not all(told if isinstance(told, tuple) else (told,)):
            lacking.append(one.id)
    return lacking


def update(language):
    """Take new messages into the catalogue of a language and drop those that are gone; guess none."""
    catalogue = read(language)
    catalogue.update(messages(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    out = BytesIO()
    write_po(out, catalogue, width=110, no_location=True, sort_output=True)
    lines = out.getvalue().decode().splitlines(keepends=True)
    # Of the head what is needed to read it: dates and names would make each update a change.
    text = "".join(line for line in lines if not line.startswith(LEFT_OUT)).lstrip("#\n ")
    (CATALOGUES / f"{language}.po").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for file in sorted(CATALOGUES.glob("*.po")):
        update(file.stem)
        lacking = missing(file.stem)
        sys.stdout.write(f"{file.stem}: {len(lacking)} without a translation\n")
        if "-v" in sys.argv:
            sys.stdout.writelines(f"  {one}\n" for one in lacking)
