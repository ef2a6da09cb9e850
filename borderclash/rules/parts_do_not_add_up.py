"""A party's figures for all parts of a question cannot make up its own figure for the whole."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from borderclash.comparing import parts
from borderclash.comparing.accounts import account
from borderclash.comparing.positions import Position
from borderclash.model import Claim, Event, Party, Question
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material, answering, said
from borderclash.text.folding import fold_or_none
from borderclash.values import KINDS
from borderclash.values.time_points import days_of

NAME = "parts-do-not-add-up"
SEVERITY: Severity = "warning"
NEEDS = ("parts",)
# Of one measure: what is said of the whole, and of each part.
_Compared = tuple[Sequence[Position], Sequence[Sequence[Position]]]


def check(material: Material) -> Iterator[Finding]:
    for event, question in material.questions():
        if parts.adds_up(question):
            for party, by_scope in answering(material, question):
                yield from _of_party(event, question, party, by_scope)


def _of_party(
    event: Event, question: Question, party: Party, by_scope: Mapping[str | None, Sequence[Claim]]
) -> Iterator[Finding]:
    def asserted(scope: str | None) -> dict[parts.Measure, list[Position]]:
        return parts.asserted(account(party, question, by_scope.get(fold_or_none(scope), ())))

    wholes, of_parts = asserted(parts.whole_scope(question)), [asserted(part) for part in question.parts]
    for measure, whole in wholes.items():
        if all(measure in of_part for of_part in of_parts):
            for positions, others in _compared(question, whole, [of_part[measure] for of_part in of_parts]):
                yield from _of_measure(event, question, party, positions, others)


def _compared(
    question: Question, whole: Sequence[Position], of_parts: list[Sequence[Position]]
) -> Iterator[_Compared]:
    if not question.cumulative:
        yield whole, of_parts
        return
    by_day = [_by_day(question, positions) for positions in of_parts]
    for day, positions in _by_day(question, whole).items():
        for position in positions:
            same = [
                [p for p in days.get(day, ()) if parts.of_one_day([p.day, position.day], question.timezone)]
                for days in by_day
            ]
            yield [position], same


def _by_day(question: Question, positions: Sequence[Position]) -> dict[date, list[Position]]:
    """Return the figures of series by their day; those of several days, or of none, are left out."""
    found: dict[date, list[Position]] = defaultdict(list)
    for one in (each for position in positions for each in position.series or (position,)):
        if one.day:
            first, last = days_of(one.day, question.timezone)
            if first == last:
                found[first].append(one)
    return found


def _of_measure(
    event: Event,
    question: Question,
    party: Party,
    whole: Sequence[Position],
    of_parts: Sequence[Sequence[Position]],
) -> Iterator[Finding]:
    wordings = [[claim for position in positions for claim in position.wordings] for positions in of_parts]
    sums = [(made, chosen) for chosen in parts.combinations(wordings) if (made := parts.sum_of(question, chosen))]
    wholes = [claim for position in whole for claim in position.wordings]
    relate = KINDS[question.kind].relate
    # Where any whole and any sum can both be true, nothing is said.
    if not sums or any(
        claim.reading is None or relate(claim.reading, made) != "conflict" for claim in wholes for made, _ in sums
    ):
        return
    (made, chosen), claim = sums[0], wholes[0]
    figures = ", ".join(f"`{said(question, one)}` for `{one.scope}`" for one in chosen)
    shown = KINDS[question.kind].show(made)
    message = (
        f"the parts do not add up: {party.name} says {figures}, together {shown}, and "
        f"`{said(question, claim)}` for the whole"
    )
    help = "check the figures, and the `parts` of the question: they make up the whole, and have nothing in common"
    related = tuple((f"the part `{one.scope}` is here", event.at_claim(question, one, "value")) for one in chosen)
    yield Finding(NAME, message, event.at_claim(question, claim, "value"), help, SEVERITY, related)
