"""The scope of a count only says up to which day it counts: that is a `cut-off`."""

import re
from collections.abc import Iterator

from borderclash.model import Event, Question
from borderclash.problems import Finding, Pointer, Severity
from borderclash.rules.base import Material
from borderclash.text.folding import fold
from borderclash.values import KINDS

NAME = "scope-as-cut-off"
SEVERITY: Severity = "warning"
NEEDS = ("scope",)

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = "[0-9]{1,2}(?:st|nd|rd|th)?"
_ISO = "[0-9]{4}-[0-9]{2}(?:-[0-9]{2}(?:[t ][0-9:.]+(?:z|[+-][0-9:]+)?)?)?"
_YEAR = "[0-9]{4}"
_NAMED = rf"{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?|{_MONTH} (?:{_DAY}(?:,? {_YEAR})?|{_YEAR})|{_MONTH}"
_DATE = f"(?:{_ISO}|{_NAMED}|{_YEAR})"
# These are compiled when a scope is looked at: together they would cost a start more than all other rules.
_ANY_DATE = rf"\b{_DATE}"
_WEEKDAY = "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_CLOCK = "(?:,? (?:at )?[0-9]{1,2}[:.][0-9]{2})?"
_UNTIL = "(?:up (?:to|until|till)|until|till|as (?:of|at)|by|through|thru|to|before|no later than)"
_END = (
    rf"(?:^|[\s,;:(\[]){_UNTIL} (?:and including |the end of |end of |late |early |mid-)*"
    rf"{_WEEKDAY}(?:{_DATE}|date|today|now){_CLOCK}[\s.)\]]*$"
)
# A period that begins somewhere is a scope.
_BEGIN = re.compile(r"\b(?:since|from|between|after|starting|beginning|during|in)\b")


def check(material: Material) -> Iterator[Finding]:
    for event, question in material.questions():
        if KINDS[question.kind].counts or question.cumulative:
            for scope, place in _scopes(event, question):
                if is_end(scope):
                    yield _finding(question, scope, place)


def _scopes(event: Event, question: Question) -> Iterator[tuple[str, Pointer]]:
    own = None if question.scope is None else fold(question.scope)
    if question.scope is not None:
        yield question.scope, event.at("questions", question.id, "scope")
    for claim in question.all_claims:
        if claim.scope is not None and fold(claim.scope) != own and "scope" not in claim.faults:
            yield claim.scope, event.at_claim(question, claim, "scope")


def is_end(scope: str) -> bool:
    """Say whether a scope says up to when something is counted, and not since when."""
    text = fold(scope)
    match = re.search(_END, text)
    return bool(match) and not _BEGIN.search(text) and len(re.findall(_ANY_DATE, text)) < 2


def _finding(question: Question, scope: str, place: Pointer) -> Finding:
    message = f"the scope `{scope}` is a day up to which the figure counts: that makes another row of it"
    help = "write the day as the `cut-off`, and as `scope` only what is left, if anything"
    if not question.cumulative:
        help = f"give the question `cumulative: true`, {help}"
    return Finding(NAME, message, place, help, SEVERITY)
