"""What readers are told of where an output comes from: when it was made, of which revision, who answers for it."""

from __future__ import annotations

from collections.abc import Iterator

from borderclash.language import gettext, semicolon
from borderclash.presenting.blocks import Provenance
from borderclash.presenting.phrasing.days import in_words


def lines(provenance: Provenance) -> list[str]:
    """Return the sentences that say what is known, none for nothing."""
    return list(_lines(provenance))


def _lines(provenance: Provenance) -> Iterator[str]:
    day = in_words([(provenance.made, provenance.made)])[0].words if provenance.made else ""
    revision = provenance.revision
    if day and revision and provenance.changed:
        yield gettext("Made on {day}, from revision {revision} and changes since.", day=day, revision=revision)
    elif day and revision:
        yield gettext("Made on {day}, from revision {revision}.", day=day, revision=revision)
    elif day:
        yield gettext("Made on {day}.", day=day)
    if provenance.by:
        yield gettext("Responsible for this compilation: {names}.", names=semicolon().join(provenance.by))
