"""A count with a `scope` is larger than the same party's count without one."""

from collections import defaultdict
from collections.abc import Iterator

from borderclash.comparing.accounts import account
from borderclash.comparing.totals import day_order
from borderclash.model import Claim, Event, Party, Question
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material, answering, said
from borderclash.text.folding import fold_or_none
from borderclash.values import KINDS, Figure

NAME = "part-exceeds-whole"
SEVERITY: Severity = "warning"
NOT_LATER = ("same", "earlier")
NEEDS = ("scope",)
_ByMeasure = dict[str | None, list[tuple[Claim, Figure]]]


def check(material: Material) -> Iterator[Finding]:
    for event, question in material.questions():
        scopes = {claim.scope for claim in question.claims}
        if not KINDS[question.kind].counts or len(scopes) < 2 or None not in scopes:
            continue
        for party, rows in answering(material, question):
            yield from _of_party(event, question, party, rows)


def _of_party(
    event: Event, question: Question, party: Party, rows: dict[str | None, list[Claim]]
) -> Iterator[Finding]:
    wholes = _figures(question, party, rows.pop(None, []))
    for claims in rows.values() if wholes else ():
        for measure, parts in _figures(question, party, claims).items():
            highs = [(figure.high, whole) for whole, figure in wholes.get(measure, ()) if figure.high is not None]
            # One without an upper bound leaves room for any part.
            if not highs or len(highs) < len(wholes[measure]):
                continue
            high, whole = max(highs, key=lambda pair: pair[0])
            for part, figure in parts:
                # A total may have grown beyond what the whole was on an earlier day.
                grown = question.cumulative and day_order(part.day, whole.day, question.timezone) not in NOT_LATER
                if figure.low is not None and figure.low > high and not grown:
                    message = (
                        f"a part is larger than the whole: {party.name} says `{said(question, part)}` for "
                        f"`{part.scope}`, and `{said(question, whole)}` without a scope"
                    )
                    help = "check both figures; where they do not count the same, say what in `measure`"
                    related = (("the whole is here", event.at_claim(question, whole, "value")),)
                    place = event.at_claim(question, part, "value")
                    yield Finding(NAME, message, place, help, SEVERITY, related)


def _figures(question: Question, party: Party, claims: list[Claim]) -> _ByMeasure:
    figures: _ByMeasure = defaultdict(list)
    for claim in account(party, question, claims).standing:
        if claim.stance == "asserts" and (figure := question.figure(claim)):
            figures[fold_or_none(claim.measure)].append((claim, figure))
    return figures
