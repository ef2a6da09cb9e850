"""Ignores: comments in a claim file that hide a problem, `# borderclash: ignore[rule] reason`.

A comment hides problems of its rules on its own line or, where it stands alone, on the next line that is no
comment. One that gives no reason, or hides nothing, is itself a problem, so that ignores do not outlive what they
were for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from borderclash.problems import Location, Problem
from borderclash.text.suggestions import Suggestions

_KNOWN_ARE = "`borderclash rules` lists them; errors of form cannot be ignored"
MARK = "borderclash: ignore"
_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*borderclash: ignore(?:\[([^\]]*)\])?[ \t]*(.*)")


@dataclass(slots=True)
class _Ignore:
    rules: dict[str, None]
    reason: str
    location: Location
    line: int
    used: set[str] = field(default_factory=set)


def named(texts: Iterable[str]) -> set[str]:
    """Return the rules that comments in *texts* name: all their problems have to be seen."""
    return {rule for text in texts if MARK in text for ignore in _ignores("", text) for rule in ignore.rules}


def apply(
    problems: Iterable[Problem], texts: Mapping[str, str], checked: Sequence[str], known: Iterable[str]
) -> list[Problem]:
    """Return the problems that no comment hides, with those of the comments themselves, in order of the texts.

    *texts* has the text of each file by name, *checked* the rules that were checked (an ignore of another one is
    not called idle), *known* all that can be ignored.
    """
    ignores = [ignore for name, text in texts.items() if MARK in text for ignore in _ignores(name, text)]
    if not ignores:
        return list(problems)
    known = frozenset(known)
    by_place: defaultdict[tuple[str, int, str], list[_Ignore]] = defaultdict(list)
    for ignore in ignores:
        for rule in ignore.rules.keys() & known:
            by_place[ignore.location.file, ignore.line, rule].append(ignore)
    left = [problem for problem in problems if not _hidden(problem, by_place)]
    suggestions = Suggestions(known)
    for ignore in ignores:
        left += _faults(ignore, frozenset(checked), suggestions)
    order = {name: number for number, name in enumerate(texts)}
    return sorted(left, key=lambda p: (order.get(p.location.file, -1), p.location.line, p.location.column))


def _ignores(name: str, text: str) -> Iterable[_Ignore]:
    lines = re.split("\r\n|\r|\n", text)
    # For each line, by number, the next one from there on that is no comment.
    next_line = [len(lines) + 1] * (len(lines) + 2)
    for number in range(len(lines), 0, -1):
        comment = lines[number - 1].lstrip().startswith("#")
        next_line[number] = next_line[number + 1] if comment else number
    for number, line in enumerate(lines, 1):
        if MARK in line and (match := _COMMENT.search(line)):
            rules = dict.fromkeys(rule.strip() for rule in (match[1] or "").split(",") if rule.strip())
            location = Location(name, number, match.start() + 1, len(match[0].rstrip()), line)
            yield _Ignore(rules, match[2].strip(), location, next_line[number])


def _hidden(problem: Problem, by_place: Mapping[tuple[str, int, str], list[_Ignore]]) -> bool:
    ignores = by_place.get((problem.location.file, problem.location.line, problem.rule), ())
    for ignore in ignores:
        ignore.used.add(problem.rule)
    return bool(ignores)


def _faults(ignore: _Ignore, checked: Collection[str], suggestions: Suggestions) -> Iterable[Problem]:
    def problem(rule: str, message: str, help: str) -> Problem:
        return Problem(rule, "warning", message, ignore.location, help)

    if not ignore.rules:
        help = "write the rule in brackets: # borderclash: ignore[undated-claim] reason"
        yield problem("idle-ignore", "this ignore names no rule", help)
    for rule in ignore.rules:
        if rule not in suggestions.known:
            help = suggestions.did_you_mean(rule, _KNOWN_ARE)
            yield problem("idle-ignore", f"there is no rule `{rule}` to ignore", help)
        elif rule in checked and rule not in ignore.used:
            yield problem("idle-ignore", f"this ignore of `{rule}` hides nothing", "remove it")
    if ignore.rules and not ignore.reason:
        yield problem("ignore-without-reason", "this ignore gives no reason", "write why, behind the bracket")
