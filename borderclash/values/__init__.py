"""The value kinds, one file each; this is their registry."""

from borderclash.values.answers import YES_NO, Answers
from borderclash.values.base import Gap, Kind, Number, Relation, Setting, Unreadable
from borderclash.values.figures import Figures
from borderclash.values.names import Names
from borderclash.values.texts import Texts
from borderclash.values.times import Times

KINDS: dict[str, Kind] = {
    "count": Figures(count=True),
    "number": Figures(count=False),
    "yes-no": Answers(YES_NO),
    "choice": Answers(),
    "names": Names(),
    "time": Times(),
    "text": Texts(),
}

__all__ = ["KINDS", "Gap", "Kind", "Number", "Relation", "Setting", "Unreadable"]
