"""The messages of the package, and the catalogues of their translations.

`python tests/catalogues.py` takes new messages into every catalogue, without a translation, and drops those that are
gone; then it prints how many each catalogue lacks.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "borderclash" / "language" / "catalogues"
# What is looked up, and which of its arguments are messages ("c": the context).
KEYWORDS = {"gettext": None, "gettext_noop": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
# Of Arabic what proves the direction: heads and verdicts. Its readers get the rest in English.
LEFT_OUT = tuple(
    f'"{field}' for field in ("Report-", "POT-", "PO-Rev", "Last-", "Language-Team", "Generated-By", "Project-Id")
)
COMPLETE = ("es", "fr", "uk")


def messages():
    """Return a catalogue of all messages of the package, sorted, without translations and places in the code."""
    found = Catalog(project="borderclash", charset="utf-8")
    for _, _, text, _, context in extract_from_dir(ROOT / "borderclash", METHODS, keywords=KEYWORDS):
        found.add(text, context=context)
    return found


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
