"""What a person most likely did where a YAML parser gave up.

The parser says where it could not go on; the mistake often stands before that. Each function looks for one
mistake, and returns it only where it explains the fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from borderclash.text.typography import CURLY, code_point
from borderclash.values.missing import REMEDY

# No line is looked at further, and no more lines than these: a text may be one line, or nothing but lines.
_LONG = 10_000
_LINES = 200
_BREAK = re.compile("[\r\n]")


class Mistake(NamedTuple):
    """What is wrong, what to write instead, and where it stands, in characters."""

    message: str
    help: str
    start: int
    end: int


class Fault(NamedTuple):
    """A parser's error in a text.

    ``at`` is where the parser gave up, ``around`` where what it was reading began, ``problem`` what it says of
    both. ``read`` is where the last thing ends that it had read; ``quoted`` is where that began if it is in
    quotes, ``plain`` where it began if it is a text without quotes, else where it ends.
    """

    text: str
    problem: str
    at: int
    around: int | None
    read: int
    quoted: int | None
    plain: int

    def line(self, at: int) -> tuple[int, int]:
        """Return where the line of a character begins and ends."""
        begin = max(0, at - _LONG)
        begin = max(begin, self.text.rfind("\n", begin, at) + 1)
        begin = max(begin, self.text.rfind("\r", begin, at) + 1)
        stop = min(len(self.text), at + _LONG)
        match = _BREAK.search(self.text, at, stop)
        return begin, match.start() if match else stop

    def indented(self, at: int) -> bool:
        """Say whether nothing stands before a character in its line."""
        return not self.text[self.line(at)[0] : at].strip(" ")


def diagnose(text: str, error: Any, last: Any) -> Mistake | None:
    """Return the mistake behind a parser's *error*, ``None`` for one that is not known.

    *last* is the last event before it, ``None`` for none.
    """
    style = getattr(last, "style", None)
    at = min(error.problem_mark.index, len(text))
    start, read = (
        (min(mark.index, at) for mark in (last.start_mark, last.end_mark)) if last is not None else (0, 0)
    )
    fault = Fault(
        text,
        f"{error.problem} {error.context or ''}",
        at,
        error.context_mark.index if error.context_mark else None,
        read,
        start if style in ("'", '"') else None,
        read if style else start,
    )
    return next((mistake for find in _MISTAKES if (mistake := find(fault))), None)


_COMPARED = re.compile(r"([>|])(=?)\s*([0-9][0-9,.]*)?[^\r\n}\]]*")


def _block_header(fault: Fault) -> Mistake | None:
    """A value that begins with `>` or `|` and goes on in its line."""
    start = fault.around if "block scalar" in fault.problem else fault.at
    if start is None or fault.text[start : start + 1] not in (">", "|"):
        return None
    if "block scalar" in fault.problem and fault.line(start) != fault.line(fault.at):
        return None
    match = _COMPARED.match(fault.text, start)
    assert match is not None
    message = f"a value that begins with `{match[1]}` is a block of text in the lines below it"
    if match[1] == ">" and match[3]:
        words = "at least" if match[2] else "more than"
        help = f"write `{words} {match[3].rstrip(',.')}`, or put other text in quotes"
    else:
        help = "put the text in quotes, or begin it in the next line, indented"
    return Mistake(message, help, start, start + len(match[0].rstrip()))


_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile("'(?:[^']|'')*'")}
_KEY_LINE = re.compile(r"[\r\n][ \t]*(?:- +)?[A-Za-z][\w-]*:(?=\s)")


def _behind_quote(fault: Fault) -> Mistake | None:
    """Text behind a closing quotation mark, or a mark that was closed lines below only."""
    start, close = fault.quoted, fault.read if fault.quoted is not None else None
    for begin, end in _quotations(fault.text, fault.read, fault.at):
        start, close = begin, end
    if start is None or close is None or close > fault.at:
        return None
    behind = re.compile(r"[ \t]*").match(fault.text, close)
    assert behind is not None
    at = behind.end()
    next_char = fault.text[at : at + 1]
    block = "block" in fault.problem
    if at > fault.at or next_char in ("", "\n", "\r", "#", ":") or (next_char in ",]}" and not block):
        return None
    mark = fault.text[start]
    if _KEY_LINE.search(fault.text, start, close):
        message = "the quoted text that begins here ends only in a later line"
        return Mistake(message, f"close the quotation mark ({mark}) where the text ends", start, start + 1)
    message = f"text stands behind the closing quotation mark ({mark})"
    if mark == '"':
        help = 'put the whole text in single quotes, or write a quotation mark within it as \\"'
    else:
        help = "write an apostrophe within single quotes twice (''), or put the whole text in double quotes"
    return Mistake(message, help, at, fault.line(at)[1])


def _quotations(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Return where the quoted texts in a stretch that the parser had not given out begin and end."""
    found = []
    at = start
    while match := re.compile(r"(?:(?<=[\s\[{,])|(?<=\A))[\"']").search(text, at, stop):
        whole = _QUOTED[match[0]].match(text, match.start())
        if whole is None or whole.end() > stop:
            break
        found.append(whole.span())
        at = whole.end()
    return found


_STUCK = re.compile(r"([ \t]*)-(?:([A-Za-z_][\w-]*):(?=\s|$)|(?=[{\[\"'])[^\r\n]*: )", re.MULTILINE)


def _stuck_dash(fault: Fault) -> Mistake | None:
    """A dash of a list without a space behind it."""
    at = fault.line(fault.plain)[0]
    for _ in range(_LINES):
        if at > fault.at:
            break
        if match := _STUCK.match(fault.text, at):
            dash = match.end(1)
            rest = match[2] + ":" if match[2] else fault.text[dash + 1]
            message = "the dash of a list stands here without a space behind it"
            return Mistake(message, f"write `- {rest}`", dash, dash + 1 + len(rest))
        at = fault.line(at)[1] + 1
    return None


def _missing_dash(fault: Fault) -> Mistake | None:
    """An entry of a list without its dash."""
    text, at, around = fault.text, fault.at, fault.around
    if around is None:
        return None
    help = "write `- ` in front of it"
    if "block collection" in fault.problem and fault.indented(at) and text[at : at + 1] not in ("", "\t", "-"):
        column = around - fault.line(around)[0]
        if at - fault.line(at)[0] == column:
            help += ", or indent it to line up with the entry above it"
            return _no_dash(fault, at, help)
    if "expected ':'" in fault.problem and text[around] == "{" and _above(fault, around).startswith(("- ", "{")):
        return _no_dash(fault, around, help)
    if "block mapping" in fault.problem and text.startswith("- ", at) and fault.indented(at):
        if fault.line(at)[0] + (around - fault.line(around)[0]) != at:
            return None
        if fault.indented(around):
            return _no_dash(fault, around, help)
        message = "this entry of a list is indented further than the one above it"
        return Mistake(message, "line up its dash with the dash above it", at, at + 1)
    return None


def _no_dash(fault: Fault, at: int, help: str) -> Mistake:
    message = "this line stands where an entry of a list begins, and has no dash"
    return Mistake(message, help, at, fault.line(at)[1])


def _above(fault: Fault, at: int) -> str:
    """Return the nearest line above that begins in the same column or before, from that column on."""
    begin = fault.line(at)[0]
    column = at - begin
    if not fault.indented(at):
        return ""
    for _ in range(_LINES):
        if begin == 0:
            break
        begin, end = fault.line(begin - 1)
        line = fault.text[begin:end]
        if line.strip() and not line.lstrip().startswith("#") and not line[: column + 1].isspace():
            return line[column:] if not line[:column].strip() else ""
    return ""


_KEY = re.compile(r" *(?:- +)*(?=[^\s#])")


def _hidden_end(fault: Fault) -> Mistake | None:
    """A comment that hides the end of a list or map in brackets, or ends a text that goes on below."""
    if fault.around is None:
        return None
    if "expected ','" in fault.problem or "node content" in fault.problem:
        begin = fault.around
        end = fault.line(begin)[1]
        at = _comment(fault.text, begin, end)
        if at is None or not re.search(r"[\]}]", fault.text[at:end]):
            return None
    elif "expected ':'" in fault.problem or "block mapping" in fault.problem:
        below = fault.at if "block mapping" in fault.problem else fault.around
        first = fault.line(below)[0]
        if first == 0 or not fault.indented(below):
            return None
        begin, end = fault.line(first - (2 if fault.text.startswith("\r\n", first - 2) else 1))
        at = _comment(fault.text, begin, end)
        key = _KEY.match(fault.text, begin)
        # What goes on with a text is indented further than its key.
        if at is None or key is None or below - first <= key.end() - begin:
            return None
    else:
        return None
    message = "`#` behind a space begins a comment, which hides the rest of this line"
    return Mistake(message, "put the text that holds ` #` in quotes", at, end)


def _comment(text: str, start: int, stop: int) -> int | None:
    """Return where the comment of a line begins, ``None`` for a line without one."""
    at = start
    while match := re.compile(r"(?<=[\s\[{,])[\"']|(?<=[ \t])#").search(text, at, stop):
        if match[0] == "#":
            return match.start()
        whole = _QUOTED[match[0]].match(text, match.start())
        at = whole.end() if whole else match.end()
    return None


_OPEN = re.compile(rf"(?:^|[:\-]\s+|[,{{\[]\s*)([{CURLY}])[^{CURLY}\r\n]*\Z")


def _curly(fault: Fault) -> Mistake | None:
    """A text in curly quotation marks that holds what YAML takes for structure."""
    begin = fault.line(fault.at)[0]
    match = _OPEN.search(fault.text[begin : fault.at])
    if match is None or not ("mapping values" in fault.problem or "expected ','" in fault.problem):
        return None
    at = begin + match.start(1)
    message = f"{code_point(match[1])} holds no text together in YAML, and this one has a colon or a comma in it"
    return Mistake(message, "put the text in straight quotation marks: \" or '", at, at + 1)


def _lone_mark(fault: Fault) -> Mistake | None:
    """A dash or a question mark alone as a value."""
    begin, end = fault.line(fault.at)
    match = re.compile(r"[-?](?=[ \t]*(?:[,}]|#|$))", re.MULTILINE).match(fault.text, fault.at, end)
    if match is None or not re.search(r":[ \t]+\Z", fault.text[begin : fault.at]):
        return None
    help = f"put it in quotes if it is the text; {REMEDY}"
    return Mistake(f"a `{match[0]}` alone is no value", help, fault.at, fault.at + 1)


_MISTAKES: tuple[Callable[[Fault], Mistake | None], ...] = (
    _behind_quote,
    _block_header,
    _stuck_dash,
    _missing_dash,
    _hidden_end,
    _curly,
    _lone_mark,
)
