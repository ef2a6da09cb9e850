"""Where an output comes from: this alone reads the clock and `SOURCE_DATE_EPOCH` for it, and asks git."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from borderclash.problems import UsageError

if TYPE_CHECKING:
    from borderclash.presenting.blocks import Provenance

    # Tells it of claim files, and of who answers for them.
    Told = Callable[[Sequence[str], tuple[str, ...]], Provenance]

EPOCH = "SOURCE_DATE_EPOCH"


def of_files(day: date, files: Sequence[str], by: tuple[str, ...]) -> Provenance:
    """Return where an output comes from that is made on a *day* from claim *files*, for which *by* answers."""
    from borderclash.presenting.blocks import Provenance
    from borderclash.reading.committed import standing
    from borderclash.reading.sources import EXAMPLE, bundled

    # The example is of no repository of the user's.
    at = None if str(bundled(EXAMPLE)) in files else standing(files)
    return Provenance(day, at.revision, at.changed, by) if at else Provenance(day, by=by)


def day(written: str | None) -> date:
    """Return the day that `--made` gives, else that of the environment, else today.

    Raises `UsageError` for what is no day.
    """
    if written is None:
        return _today()
    from borderclash.values.times import iso_text

    try:
        return date.fromisoformat(iso_text(written, "--made"))
    except ValueError:
        raise UsageError(f"--made must be a day; got `{written[:60]}`", "write it as 2025-10-12") from None


def _today() -> date:
    written = os.environ.get(EPOCH)
    if not written:
        return date.today()
    try:
        return datetime.fromtimestamp(int(written), UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f"{EPOCH} must be a number of seconds since 1970; got `{written[:60]}`"
        raise UsageError(message, "set it to one, such as the time of a commit, or unset it") from None
