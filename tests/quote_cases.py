"""The cases of what a quote says of a figure: of the specification, and one file a language of our own.

`python tests/quote_cases.py` prints for each language how many fine rows are alarmed at and how many wrong ones are
missed, and each of them.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from borderclash.quotes.judging import holds, judge
from borderclash.quotes.tables import known, table
from borderclash.values import KINDS, Setting

HERE = Path(__file__).parent
SPEC = HERE / "spec" / "quoted-figures.tsv"
OWN = sorted((HERE / "quotes").glob("*.tsv"))


class Case(NamedTuple):
    """A row: the language tag, the quote, the value with its kind, and what is wrong with it (``ok``: nothing)."""

    tag: str
    quote: str
    value: str
    kind: str
    expected: str

    @property
    def language(self):
        """The language of the tag."""
        return known(self.tag)

    def found(self):
        """Return what the rules say: the fault, ``no-figure`` or ``ok``."""
        figure = KINDS[self.kind].read(self.value, Setting())
        if figure.stated and not holds(self.quote, figure.stated, table(self.language)):
            return "no-figure"
        verdict = judge(self.quote, figure, table(self.language))
        return verdict.fault if verdict else "ok"


class Score(NamedTuple):
    """The fine rows and those among them with an alarm; the wrong ones and those among them that are missed."""

    fine: list[Case]
    alarms: list[Case]
    wrong: list[Case]
    missed: list[Case]


def cases(*files):
    """Return the rows of some files."""
    return [
        Case(*row[:5])
        for file in files
        for row in csv.reader(
            file.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
        )
        if row and not row[0].startswith("#")
    ]


def scores(rows):
    """Return the score of each language."""
    found = defaultdict(lambda: Score([], [], [], []))
    for case in rows:
        score, result = found[case.language], case.found()
        (score.fine if case.expected == "ok" else score.wrong).append(case)
        if case.expected == "ok" and result != "ok":
            score.alarms.append(case)
        elif case.expected != "ok" and result == "ok":
            score.missed.append(case)
    return dict(sorted(found.items()))


def report(title, rows):
    """Yield the lines that tell the scores."""
    by_language = scores(rows)
    for language, score in by_language.items():
        yield (
            f"{title} {language}: {len(score.alarms)} of {len(score.fine)} fine rows alarmed at,"
            f" {len(score.missed)} of {len(score.wrong)} wrong ones missed"
        )
        yield from (f"  false alarm ({case.found()}): {case}" for case in score.alarms)
        yield from (f"  missed: {case}" for case in score.missed)
    fine, alarms, wrong, missed = (sum(map(len, part)) for part in zip(*by_language.values(), strict=True))
    yield f"{title}: {alarms} of {fine} fine rows alarmed at, {missed} of {wrong} wrong ones missed"


if __name__ == "__main__":
    for title, files in (("specification", [SPEC]), ("own", OWN)):
        sys.stdout.writelines(f"{line}\n" for line in report(title, cases(*files)))
