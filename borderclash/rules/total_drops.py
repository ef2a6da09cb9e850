"""A party's running total is lower than the same party's total of an earlier day."""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from math import inf

from borderclash.comparing.accounts import figures
from borderclash.comparing.positions import Position
from borderclash.comparing.series import high_of, low_of, stated
from borderclash.comparing.totals import last_of_each_day
from borderclash.model import Claim, Event, Question, Span
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material, answering, said
from borderclash.values import Figure, Number
from borderclash.values.time_points import days_of

NAME = "total-drops"
SEVERITY: Severity = "warning"
NEEDS = ("cumulative",)


def check(material: Material) -> Iterator[Finding]:
    for event, question in material.questions():
        for party, rows in answering(material, question) if question.cumulative else ():
            for claims in rows.values():
                if len(claims) > 1 and not _never_falls(claims):
                    for of_measure in figures(party, question, claims):
                        for figure, earlier in drops(question, of_measure):
                            yield _finding(event, question, party.name, figure, earlier)


def _never_falls(claims: Sequence[Claim]) -> bool:
    """Say whether claims all give exact figures of which none is lower than one of an earlier day."""
    figures = []
    for claim in claims:
        reading = claim.reading
        if not isinstance(reading, Figure) or reading.low is None or reading.low != reading.high:
            return False
        if claim.day:
            figures.append((claim.day[0], reading.low))
    return all(low <= following for (_, low), (_, following) in pairwise(sorted(figures)))


def drops(question: Question, of_measure: Sequence[Position]) -> Iterator[tuple[Position, Position]]:
    """Yield each figure of a series that shuts out one of a surely earlier day, with the last that it does.

    What is shut out is dropped, and so is what states more than a later figure: it counts no longer.
    """
    dated = [(figure.day, figure) for figure in last_of_each_day(of_measure, question.timezone) if figure.day]
    kept = _Kept()
    ended = sorted(dated, key=lambda pair: pair[0][1], reverse=True)
    for day, figure in sorted(dated, key=lambda pair: pair[0]):
        while ended and ended[-1][0][1] <= day[0]:
            kept.add(*ended.pop())
        if above := kept.shut_out(figure):
            yield figure, max(above)[1]
        kept.leave_out_what_states_more(figure)


class _Kept:
    """Figures that stand, the highest first: by their lower bounds, and by what they state."""

    def __init__(self) -> None:
        self.lows: list[tuple[float | Number, int, int, Span, Position]] = []
        self.stated: list[tuple[Number, Number, int, Position]] = []
        self.dropped: set[int] = set()

    def add(self, day: Span, figure: Position) -> None:
        low, excluded = low_of(figure)
        if low > -inf:
            heappush(self.lows, (-low, -excluded, figure.number, day, figure))
        if states := stated(figure):
            heappush(self.stated, (-states[0], -states[1], figure.number, figure))

    def shut_out(self, figure: Position) -> list[tuple[Span, Position]]:
        """Drop, and return with their days, the figures that *figure* lies wholly below."""
        high, excluded = high_of(figure)
        found = []
        while self.lows and (-self.lows[0][0], -self.lows[0][1]) > (high, excluded):
            *_, day, above = heappop(self.lows)
            if above.number not in self.dropped:
                self.dropped.add(above.number)
                found.append((day, above))
        return found

    def leave_out_what_states_more(self, figure: Position) -> None:
        """Drop the figures than which *figure* states less: no end of it is higher, and not both are the same."""
        least = stated(figure)
        while least and self.stated:
            low, high = -self.stated[0][0], -self.stated[0][1]
            number = self.stated[0][2]
            if number not in self.dropped and not (least[0] <= low and least[1] <= high and least != (low, high)):
                return
            self.dropped.add(number)
            heappop(self.stated)


def _finding(event: Event, question: Question, name: str, figure: Position, earlier: Position) -> Finding:
    now, then = (_of_day(question, one) for one in (figure, earlier))
    message = f"a running total does not fall: {name} says {now}, after {then}"
    help = (
        "check both figures; if it was counted anew, leave them so, and if it is another count, say of what in "
        "`scope` or `measure`"
    )
    related = (("the earlier figure is here", event.at_claim(question, earlier.claim, "value")),)
    return Finding(NAME, message, event.at_claim(question, figure.claim, "value"), help, SEVERITY, related)


def _of_day(question: Question, figure: Position) -> str:
    first, last = days_of(figure.day, question.timezone) if figure.day else ("", "")
    return f"`{said(question, figure.claim)}` up to {first if first == last else f'{first}/{last}'}"
