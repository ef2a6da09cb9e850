"""CSV of a coverage: a line for each row, a column for each party, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from borderclash.coverage.counting import Coverage
from borderclash.inert import csv_text
from borderclash.writers.base import Options

COLUMNS = ("event", "event_title", "question", "label", "unit", "measure", "subject", "scope")
COUNTS = ("answered", "parties")
# No id has a colon, so that no party can be taken for one of the columns above.
PREFIX = "party:"


class _Echo:
    """A file for a `csv.writer` that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def write(coverage: Coverage, options: Options) -> Iterator[str]:
    """Yield the header and a line for each row, lines ending in CR and LF; ``options`` change nothing.

    A party's cell has the state of its account, nothing where it has no claim in the event at all.
    """
    parties = [total.party.id for total in coverage.totals]
    lines = csv.writer(_Echo(), lineterminator="\r\n")
    # The writer's own type does not say that it returns what its file does.
    yield str(lines.writerow([*COLUMNS, *(PREFIX + id for id in parties), *COUNTS]))
    for sheet in coverage.sheets:
        for line in sheet.lines:
            question, row = line.row.question, line.row
            texts = (sheet.event.id, sheet.event.title, question.id, question.label)
            more = (question.unit, question.measure, row.subject, row.scope)
            yield str(
                lines.writerow(
                    [
                        *(csv_text(text or "") for text in (*texts, *more)),
                        *(line.states.get(id, "") for id in parties),
                        line.answered,
                        len(sheet.parties),
                    ]
                )
            )
