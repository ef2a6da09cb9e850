"""Figures in quotes: what a text from a source says of a figure, in the words of its language."""

from borderclash.quotes.judging import Verdict, classes_of, fits, holds, judge, lacking_in
from borderclash.quotes.qualifiers import Said
from borderclash.quotes.reading import figures
from borderclash.quotes.tables import Table, all_tables, known, table

__all__ = [
    "Said",
    "Table",
    "Verdict",
    "all_tables",
    "classes_of",
    "figures",
    "fits",
    "holds",
    "judge",
    "known",
    "lacking_in",
    "table",
]
