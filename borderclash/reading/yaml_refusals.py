"""What is not accepted in a YAML text, in the words of someone who writes it by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from borderclash.problems import FIX_FIRST, MOST_REPORTED, Path

if TYPE_CHECKING:
    from borderclash.reading.yaml_diagnosis import Mistake

# libyaml's and PyYAML's own parser word the same fault differently; these parts are common to both.
# Each: parts of the fault's text, whether the place is where the enclosing thing began, message, help.
SYNTAX = (
    (
        "mapping values are not allowed",
        False,
        "a colon followed by a space stands where no new `key: value` can begin",
        "put text that holds `: ` in quotes, or check the indentation of this line",
    ),
    (
        "could not find expected ':'",
        True,
        "this line is no `key: value` and belongs to no text above it",
        "write a colon and a space behind the key, or indent the line to continue the text above it",
    ),
    (
        "expected ',' or ']'",
        True,
        "the list that begins here with `[` does not end where it should",
        "separate its items by commas and close it with `]`",
    ),
    (
        "expected ',' or '}'",
        True,
        "the map that begins here with `{` does not end where it should",
        "separate its entries by commas and close it with `}`",
    ),
    (
        "end of stream",
        True,
        "the quoted text that begins here never ends",
        "close the quotation mark; inside single quotes, write an apostrophe twice",
    ),
    (
        "cannot start any token",
        False,
        "no value can begin with this character",
        "put the text in quotes; indent with spaces, never with tabs",
    ),
    (
        "node content",
        False,
        "a list `[` or a map `{` above is not closed, or lacks a value here",
        "separate its entries by commas and close it",
    ),
    ("tab", False, "a tab is used for indentation", "indent with spaces"),
    (
        "hexdecimal|escape",
        False,
        "a backslash in double quotes begins an escape, and this one is not known",
        "write the text in single quotes, or the backslash twice",
    ),
    (
        "document start",
        False,
        "something stands behind the end of the data",
        "check the indentation of this line; a further document begins with a line `---`",
    ),
    (
        "sequence entries are not allowed",
        False,
        "a list's `- ` cannot begin here",
        "begin the list on a line of its own",
    ),
    (
        "expected <block end>|did not find expected",
        False,
        "this line's indentation fits nothing above it",
        "line it up with the entry it belongs beside",
    ),
    (
        "incompatible YAML",
        False,
        "this is another version of YAML",
        "remove the line that begins with `%YAML`",
    ),
    ("directive", False, "a directive that is not known", "remove the line that begins with `%`"),
    ("tag handle", False, "tags such as `!name` are not used here", "remove the tag; put text in quotes"),
)

REFUSED = {
    "tagged": (
        "tag",
        "a tag (`{tag}`) is not read in a claim file",
        "remove it; to make text of what looks like a number, put it in quotes",
    ),
    "surrogate": (
        "encoding",
        "half of a character, written as an escape",
        "write the character itself",
    ),
    "too-deep": ("too-deep", "nested more than 64 levels deep", "a claim file needs about ten levels"),
    "odd-key": ("odd-key", "a key must be a word", "write `key: value`, with one word or text as key"),
    "alias": (
        "alias",
        "an alias (`*{anchor}`) is not read in a claim file",
        "write the value out here; what many claims share stands once, on their question or event",
    ),
    "anchor": (
        "syntax",
        "an anchor (`&{anchor}`) is not parted from what follows it",
        "remove it, or put the text in quotes",
    ),
    "question-mark": (
        "syntax",
        "a question mark stands here without a space behind it",
        "put the text that begins with it in quotes",
    ),
    "empty-block": (
        "syntax",
        "a value that begins with `>` is a block of text in the lines below it, and there is none",
        "for a figure write `more than` and the figure; put other text in quotes",
    ),
    "merge": ("merge-key", "a merge key (`<<`) is not read in a claim file", "write the fields out here"),
    "duplicate-key": (
        "duplicate-key",
        "`{value}` stands here a second time",
        "remove one of the two, or make two entries of them",
    ),
    "no-dash": (
        "duplicate-key",
        "`{value}` stands here a second time in one entry of a list",
        "begin the next entry with a dash and a space, `- {value}:`, or remove one of the two",
    ),
}


class Refusal(NamedTuple):
    """Something in a text that is not accepted.

    ``start`` and ``end`` are in characters; ``first`` is the path of the key that a second one repeats. With
    a ``fatal`` one the document's data is not to be used.
    """

    rule: str
    message: str
    help: str
    start: int
    end: int
    document: int
    first: Path | None = None
    fatal: bool = True


def refusal(what: str, event: Any, document: int, first: Path | None = None) -> Refusal:
    """Return the refusal of what an event brings; *first* is given for a duplicate key."""
    rule, message, help = REFUSED[what]
    words = {name: str(getattr(event, name, None))[:60] for name in ("tag", "anchor", "value")}
    words["tag"] = words["tag"].replace("tag:yaml.org,2002:", "!!")
    start, end = event.start_mark.index, event.end_mark.index
    message, help = message.format(**words), help.format(**words)
    return Refusal(rule, message, help, start, end, document, first, fatal=first is None)


def too_many(last: Refusal) -> Refusal:
    """Return the refusal of a text that brings so many others that the *last* of them is the last reported."""
    message = f"this is the last of {MOST_REPORTED:,} faults that are told of a file"
    return Refusal("too-large", message, FIX_FIRST, last.start, last.end, last.document)


def syntax(error: Any, document: int, mistake: Mistake | None = None) -> Refusal:
    """Return the refusal for a parser's error, or for the *mistake* behind it where that is known."""
    if mistake is not None:
        return Refusal("syntax", mistake.message, mistake.help, mistake.start, mistake.end, document)
    problem = f"{error.problem} {error.context or ''}"
    if "nesting depth" in problem:
        # libyaml has a limit of its own, and reaches it first where it looks far ahead.
        rule, message, help = REFUSED["too-deep"]
        return Refusal(rule, message, help, error.problem_mark.index, error.problem_mark.index + 1, document)
    for parts, at_context, message, help in SYNTAX:
        if any(part in problem for part in parts.split("|")):
            mark = error.context_mark if at_context and error.context_mark else error.problem_mark
            return Refusal("syntax", message, help, mark.index, mark.index + 1, document)
    start = error.problem_mark.index
    help = "see the YAML primer in the documentation of the format"
    return Refusal("syntax", f"this is not valid YAML: {error.problem}", help, start, start + 1, document)


def control_character(text: str, document: int) -> Refusal:
    """Return the refusal for the first character that no YAML text may hold (YAML 1.2, section 5.1)."""
    match = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    start, code = (match.start(), ord(match[0])) if match else (0, 0)
    message = f"a control character (U+{code:04X}) stands here"
    return Refusal("control-character", message, "remove it", start, start + 1, document)


def hidden(start: int, char: str) -> Refusal:
    """Return the refusal for a character that nobody sees, and that some programs take for the end of a line."""
    what = "byte order mark" if char == "\ufeff" else "end of a line"
    message = f"a hidden {what} (U+{ord(char):04X}) stands here"
    return Refusal(
        "control-character", message, "remove it; where a line ends, begin a new one", start, start + 1, 0
    )
