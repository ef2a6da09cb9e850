"""Ignores: comments in a claim file that hide a problem, `# borderclash: ignore[rule] reason`.

A comment hides problems of its rules on its own line or, where it stands alone, on the next line that is no
comment. One that gives no reason, or hides nothing, is itself a problem, so that ignores do not outlive what they
were for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from borderclash.nearest import did_you_mean
from borderclash.problems import Position, Problem

_MARK = "borderclash: ignore"
_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*borderclash: ignore(?:\[([^\]]*)\])?[ \t]*(.*)")


@dataclass(slots=True)
class _Ignore:
    rules: list[str]
    reason: str
    position: Position
    line: int
    used: set[str] = field(default_factory=set)


def apply(
    problems: Iterable[Problem], texts: Mapping[str, str], checked: Sequence[str], known: Iterable[str]
) -> list[Problem]:
    """Return the problems that no comment hides, with those of the comments themselves, in order of the texts.

    *texts* has the text of each file by name, *checked* the rules that were checked (an ignore of another one is
    not called idle), *known* all that can be ignored.
    """
    ignores = {name: list(_ignores(name, text)) for name, text in texts.items() if _MARK in text}
    if not any(ignores.values()):
        return list(problems)
    known = list(known)
    left = [problem for problem in problems if problem.rule not in known or not _hidden(problem, ignores)]
    for ignore in (ignore for of_file in ignores.values() for ignore in of_file):
        left += _faults(ignore, checked, known)
    order = {name: number for number, name in enumerate(texts)}
    return sorted(left, key=lambda p: (order.get(p.position.file, -1), p.position.line, p.position.column))


def _ignores(name: str, text: str) -> Iterable[_Ignore]:
    lines = re.split("\r\n|\r|\n", text)
    for number, line in enumerate(lines, 1):
        if _MARK in line and (match := _COMMENT.search(line)):
            rules = [rule.strip() for rule in (match[1] or "").split(",") if rule.strip()]
            position = Position(name, number, match.start() + 1, len(match[0].rstrip()), line)
            meant = number
            while meant <= len(lines) and lines[meant - 1].lstrip().startswith("#"):
                meant += 1
            yield _Ignore(rules, match[2].strip(), position, meant)


def _hidden(problem: Problem, ignores: Mapping[str, list[_Ignore]]) -> bool:
    hidden = False
    for ignore in ignores.get(problem.position.file, ()):
        if ignore.line == problem.position.line and problem.rule in ignore.rules:
            ignore.used.add(problem.rule)
            hidden = True
    return hidden


def _faults(ignore: _Ignore, checked: Sequence[str], known: Sequence[str]) -> Iterable[Problem]:
    def problem(rule: str, message: str, help: str) -> Problem:
        return Problem(rule, "warning", message, ignore.position, help)

    if not ignore.rules:
        help = "write the rule in brackets: # borderclash: ignore[undated-claim] reason"
        yield problem("idle-ignore", "this ignore names no rule", help)
    for rule in ignore.rules:
        if rule not in known:
            help = did_you_mean(rule, known, "`borderclash rules` lists them; errors of form cannot be ignored")
            yield problem("idle-ignore", f"there is no rule `{rule}` to ignore", help)
        elif rule in checked and rule not in ignore.used:
            yield problem("idle-ignore", f"this ignore of `{rule}` hides nothing", "remove it")
    if ignore.rules and not ignore.reason:
        yield problem("ignore-without-reason", "this ignore gives no reason", "write why, behind the bracket")
