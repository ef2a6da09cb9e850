"""What every value kind answers for: how it is read, compared, shown, put into sentences and exported."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, ClassVar, Generic, Literal, NamedTuple, TypeVar

from borderclash.language import gettext, number
from borderclash.values.numbers import Number

# Those that agree.
These = Literal["both", "all of them"]
Relation = Literal["agree", "overlap", "conflict"]
# How a figure is qualified.
Form = Literal["exact", "at least", "more than", "at most", "fewer than", "about", "nearly", "range", "vague"]
# What may stand as a value in a claim file.
Written = str | int | float | list[str]
# How a spreadsheet's cell holds a value: as it is; without spaces around it; as a figure; as a list.
Cell = Literal["text", "word", "figure", "list"]
V = TypeVar("V")


class Unreadable(ValueError):
    """A written value that its kind does not know.

    ``rule`` names the problem, ``message`` says what is wrong and ``help`` what to write instead. Where that takes
    long to find out, *help* is a function that returns it when it is asked for.
    """

    def __init__(self, rule: str, message: str, help: str | Callable[[], str]) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self._help = help

    @property
    def help(self) -> str:
        """What to write instead."""
        return self._help if isinstance(self._help, str) else self._help()


class Setting(NamedTuple):
    """What a value's reading depends on: its question's options and unit, its event's time zone and ``date``."""

    options: Mapping[str, str] | None = None
    timezone: str = "UTC"
    unit: str | None = None
    date: object = None


class Figure(NamedTuple):
    """A figure as written, the interval it means and the figure it states.

    ``low`` and ``high`` are ``None`` where the interval has no end there; ``low_open`` and ``high_open`` say
    that the bound itself is excluded. ``stated`` is the pair of figures between which the statement lies
    (twice the same for a single figure), ``None`` for a vague word.

    ``form`` is how the words qualify it: ``exact`` (nothing stands beside it), ``at least``, ``more than``,
    ``at most``, ``fewer than``, ``about`` (also ``20-odd`` and ``200 ± 20``), ``nearly``, ``range`` (also two
    bounds) or ``vague`` (no figure). Of a bound before a range, or before a word of ``about``, it is the bound's.
    """

    written: str
    low: Number | None
    high: Number | None
    stated: tuple[Number, Number] | None
    low_open: bool = False
    high_open: bool = False
    form: Form = "exact"


class Stretch(NamedTuple):
    """From one time to another, or what a single one covers, in microseconds since the first day of the year 1.

    ``end`` is its last instant, or the first after it where ``end_open``. ``days`` are the ordinals of its first
    and last day where both ends are dates, ``ends`` the two as written, by ISO 8601.
    """

    start: int
    end: int
    end_open: bool
    days: tuple[int, int] | None
    ends: tuple[str, str]


class Time(NamedTuple):
    """A time as written, the interval of instants that it means and the stretch that it states.

    ``low`` and ``high`` are ``None`` where the interval has no end there; ``low_open`` and ``high_open`` say
    that the bound itself is excluded.
    """

    written: str
    low: int | None
    high: int | None
    low_open: bool
    high_open: bool
    stated: Stretch


def disjoint(a: Figure | Time, b: Figure | Time) -> bool:
    """Say whether nothing lies in both."""
    return below(a, b) or below(b, a)


def below(a: Figure | Time, b: Figure | Time) -> bool:
    """Say whether all of *a* lies below all of *b*."""
    if a.high is None or b.low is None:
        return False
    return bool(a.high < b.low or (a.high == b.low and (a.high_open or b.low_open)))


def covers(outer: Figure | Time, inner: Figure | Time) -> bool:
    """Say whether all of *inner* lies in *outer*."""
    if outer.low is not None:
        if inner.low is None or inner.low < outer.low:
            return False
        if inner.low == outer.low and outer.low_open and not inner.low_open:
            return False
    if outer.high is None:
        return True
    if inner.high is None or inner.high > outer.high:
        return False
    return not (inner.high == outer.high and outer.high_open and not inner.high_open)


@dataclass(frozen=True, slots=True)
class Gap:
    """How far apart two stated values are; ``ratio`` is the larger over the smaller, where that has a meaning."""

    size: Number
    ratio: Decimal | None = None
    # Whether the size is in seconds, whatever the question's unit.
    in_seconds: ClassVar[bool] = False

    @property
    def exported(self) -> Number | str:
        """The gap as JSON and CSV have it."""
        return self.size

    @property
    def words(self) -> str:
        """The size in words: ``1,300``."""
        return number(self.size)


class Split(NamedTuple):
    """What of two lists only the first has, what only the second, and what both have."""

    first: list[str]
    second: list[str]
    both: list[str]


class Kind(ABC, Generic[V]):
    """One kind, with values of type *V* that it alone looks into; what is given here is right for a mere word."""

    # What it is, in a few words, for the JSON Schema.
    about: ClassVar[str]
    # The fields that its question must have, each with the remedy where it lacks; others may not have `options`.
    requires: ClassVar[Mapping[str, str]] = MappingProxyType({})
    # Whether values are compared, or only laid side by side.
    compared: ClassVar[bool] = True
    # The verb of a sentence, for many: one of those that have messages.
    verb: ClassVar[Literal["say", "name"]] = "say"
    # Whether it stands in quotation marks in a sentence.
    quoted: ClassVar[bool] = False
    # Whether it may hold commas, as free text does, so that semicolons separate it from others.
    free_text: ClassVar[bool] = False
    # Whether it may be said to be somebody's: ``25 of Pakistan's``.
    owned: ClassVar[bool] = False
    # Whether it counts whole things: no scale has fractions, no part is larger than the whole.
    counts: ClassVar[bool] = False
    # Whether it is revised: a figure or a time told later takes the place of the one before, and is no new answer.
    measured: ClassVar[bool] = False
    # Whether it is a figure, so that parts add up to a whole and a total may grow.
    adds: ClassVar[bool] = False
    cell: ClassVar[Cell] = "word"
    # The words for a lower and for an upper bound alone, where a value may have one.
    bounds: ClassVar[tuple[str, str] | None] = None

    @abstractmethod
    def read(self, written: object, setting: Setting) -> V:
        """Return the value for what stands in the file; raises `Unreadable`."""

    @abstractmethod
    def show(self, value: V) -> str:
        """Return the value as a cell shows it: as it was written."""

    def in_words(self, value: V) -> str:
        """Return the value as readers are shown it: as it was written, its form in the language of the output."""
        return self.show(value)

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a value as written, with title, description and examples."""

    def options(self, setting: Setting) -> Mapping[str, str]:
        """Return the possible answers, id to label; none where they are not known beforehand."""
        return {}

    def refuse(self, value: object, written: object, setting: Setting) -> None:
        """Raise `Unreadable` for a *value* of YAML, as *written*, that the schema does not accept, if need be."""
        self.read(written, setting)

    def relate(self, a: V, b: V) -> Relation:
        """Return how two asserted values stand to each other."""
        return "agree" if a == b else "conflict"

    def leaves_nothing(self, denied: V, asserted: V) -> bool:
        """Return whether nothing that *asserted* allows is left once *denied* is denied."""
        return self.relate(denied, asserted) == "agree"

    def states_same(self, a: V, b: V) -> bool:
        """Return whether two values are the same answer or state the same figure, whatever else they allow."""
        return self.relate(a, b) == "agree"

    def opposite(self, value: V) -> V | None:
        """Return the value that denying *value* asserts, ``None`` where that says nothing definite."""
        return None

    def gap(self, a: V, b: V) -> Gap | None:
        """Return the distance between the nearest figures that the two state."""
        return None

    def figure(self, value: V) -> Figure | None:
        """Return the figure that is exported and drawn on a scale, ``None`` for a value that is none."""
        return None

    def time(self, value: V) -> Time | None:
        """Return the time that is exported and drawn on a scale, ``None`` for a value that is none."""
        return None

    def split(self, a: V, b: V) -> Split | None:
        """Return what each of two lists has alone and what both have, ``None`` for a value that is no list."""
        return None

    def content(self, value: V) -> str | tuple[str, ...]:
        """Return what the value says, to tell one version of a claim from another; a list in any order."""
        return self.show(value)

    def spelling(self, value: V, written: Written) -> str:
        """Return a value as it is spelled in the file, for the cell of a spreadsheet."""
        return str(written)

    def affirms(self, value: V) -> bool:
        """Return whether the value says yes to the question as put, so that a party denies *it*."""
        return False

    @property
    def why_open(self) -> str:
        """Return why values are not compared, where they are only laid side by side."""
        return ""

    def same(self, gap: Gap | None, these: These = "both") -> str:
        """Return what *these* are that agree but are written differently, as the reason of a verdict."""
        return gettext("the same answer")

    def difference(self, values: Sequence[V]) -> str | None:
        """Return in words how values that overlap differ, ``None`` where their gap tells it."""
        return None
