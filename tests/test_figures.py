import csv
from decimal import Decimal
from pathlib import Path

import pytest
from rows import each_row

from borderclash.values import KINDS, Setting, Unreadable

SPEC = Path(__file__).parent / "spec" / "figures.tsv"


def cases():
    with SPEC.open(encoding="utf-8") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row and not row[0].startswith("#"):
                yield pytest.param(*[*row, *[""] * 8][:9], id=f"{row[0]} ({row[1]})")


def number(text):
    return None if text == "" else Decimal(text)


@each_row(
    ("written", "kind", "low", "high", "low_open", "high_open", "stated_low", "stated_high", "unit"),
    list(cases()),
)
def test_figure_of_the_specification(written, kind, low, high, low_open, high_open, stated_low, stated_high, unit):
    figures = KINDS[kind]
    setting = Setting(unit=unit or None)
    if low == "error":
        with pytest.raises(Unreadable, match="58, at least 18, about 200, 130 to 170"):
            figures.read(written, setting)
        return
    figure = figures.read(written, setting)
    assert (figure.low, figure.high) == (number(low), number(high))
    assert (figure.low_open, figure.high_open) == (low_open == "true", high_open == "true")
    assert (figure.stated or (None, None)) == (number(stated_low), number(stated_high))
