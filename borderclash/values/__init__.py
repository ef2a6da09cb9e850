"""The value kinds, one file each; this is their registry."""

from typing import Any

from borderclash.values.answers import Answer, Choice, YesNo
from borderclash.values.base import Figure, Gap, Kind, Relation, Setting, Split, Time, Unreadable, Written
from borderclash.values.figures import Counts, Figures
from borderclash.values.names import Names, NameSet
from borderclash.values.numbers import Number
from borderclash.values.texts import Texts
from borderclash.values.times import Times

# What the kinds make of a written value.
Value = Figure | Answer | NameSet | Time | str

# Which of these types a kind's values are of, only the kind knows.
KINDS: dict[str, Kind[Any]] = {
    "count": Counts(),
    "number": Figures(),
    "yes-no": YesNo(),
    "choice": Choice(),
    "names": Names(),
    "time": Times(),
    "text": Texts(),
}

__all__ = [
    "KINDS",
    "Figure",
    "Gap",
    "Kind",
    "Number",
    "Relation",
    "Setting",
    "Split",
    "Time",
    "Unreadable",
    "Value",
    "Written",
]
