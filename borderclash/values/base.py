"""What every value kind gives: how it is read, compared and shown."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, NamedTuple, Protocol

Number = int | Decimal
Relation = Literal["agree", "overlap", "conflict"]


class Unreadable(ValueError):
    """A written value that its kind does not know.

    ``rule`` names the problem, ``message`` says what is wrong and ``help`` what to write instead.
    """

    def __init__(self, rule: str, message: str, help: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.help = help


class Setting(NamedTuple):
    """What a value's reading depends on besides the value: its question's options, its event's time zone."""

    options: Mapping[str, str] | None = None
    timezone: str = "UTC"


class Gap(NamedTuple):
    """How far apart two stated values are.

    ``size`` is in the question's unit, or in seconds for a time, whose ``duration`` is the same in ISO 8601.
    ``ratio`` is the larger over the smaller to three decimals, ``None`` where it has no meaning.
    """

    size: Number
    ratio: Decimal | None = None
    duration: str | None = None


class Kind(Protocol):
    """The operations of one value kind. A value is whatever ``read`` returns; only its kind looks inside.

    ``compared`` is false for a kind whose values are only laid side by side.
    """

    compared: bool

    def read(self, written: object, setting: Setting) -> Any:
        """Return the value for what stands in the file; raises `Unreadable`."""
        ...

    def relate(self, a: Any, b: Any) -> Relation:
        """Say how two asserted values stand to each other."""
        ...

    def leaves_nothing(self, denied: Any, asserted: Any) -> bool:
        """Say whether nothing that *asserted* allows is left once *denied* is denied."""
        ...

    def opposite(self, value: Any) -> Any | None:
        """Return the value that denying *value* asserts, ``None`` where that says nothing definite."""
        ...

    def gap(self, a: Any, b: Any) -> Gap | None:
        """Return the distance between the nearest figures that the two state."""
        ...

    def show(self, value: Any) -> str:
        """Return the value as a cell shows it: as it was written."""
        ...
