"""CSV of a coverage: a line for each row and each of its parts, a column for each party, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence

from borderclash.comparing.accounts import State
from borderclash.comparing.coverage import Coverage, Line, Sheet
from borderclash.escaping import csv_text
from borderclash.rendering.old_base import Options

COLUMNS = ("counted", "event", "event_title", "question", "label", "unit", "measure", "subject", "scope")
COUNTS = ("answered", "parties")
# No id has a colon, so that no party can be taken for one of the columns above.
PREFIX = "party:"


class _Echo:
    """A file for a `csv.writer` that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def write(coverage: Coverage, options: Options) -> Iterator[str]:
    """Yield the header and the lines, which end in CR and LF; ``options`` change nothing.

    A party's cell has its state, nothing where it has no claim in the event at all. Below a question that is split
    into parts stands a line for each, whose first cell says that it is not counted.
    """
    parties = [total.party.id for total in coverage.totals]
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    # The writer's own type does not say that it returns what its file does.
    yield str(writer.writerow([*COLUMNS, *(PREFIX + id for id in parties), *COUNTS]))
    for sheet in coverage.sheets:
        for line in sheet.lines:
            counts = (line.answered, len(sheet.parties))
            yield str(writer.writerow(["yes", *_cells(sheet, line, line.scope, line.states, parties), *counts]))
            for part in line.parts:
                yield str(writer.writerow(["no", *_cells(sheet, line, part.scope, part.states, parties), "", ""]))


def _cells(
    sheet: Sheet, line: Line, scope: str | None, states: Mapping[str, State], parties: Sequence[str]
) -> Iterator[str]:
    question = line.question
    texts = (sheet.event.id, sheet.event.title, question.id, question.label)
    for text in (*texts, question.unit, question.measure, line.subject, scope):
        yield csv_text(text or "")
    for id in parties:
        yield states.get(id, "")
