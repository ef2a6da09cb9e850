"""What is said of a change of a row in a feed: a title, and a sentence."""

from __future__ import annotations

from borderclash.comparing.differences.model import EventChange, RowChange
from borderclash.comparing.rows import Row
from borderclash.language import colon, comma, gettext, ngettext
from borderclash.presenting.phrasing.labels import verdict_word
from borderclash.presenting.phrasing.rows import RowPhrasing


def title(label: str, change: RowChange, parties: list[str]) -> str:
    """Return what changed on the row that *label* names; *parties* are those whose accounts changed."""
    old, new = change.old, change.new
    if new is None:
        return gettext("{row}: removed, before {verdict}", row=label, verdict=verdict_word(change.there.verdict))
    verdict, gap = verdict_word(new.verdict), _gap(new)
    if old is None and gap:
        return gettext("{row}: new, {verdict}; gap {gap}", row=label, verdict=verdict, gap=gap)
    if old is None:
        return gettext("{row}: new, {verdict}", row=label, verdict=verdict)
    if old.verdict != new.verdict:
        return _other_verdict(label, verdict_word(old.verdict), verdict, _gap(old), gap)
    # Between other figures the gap may be as wide as before.
    if _gap(old) != gap or not parties:
        return _other_gap(label, verdict, _gap(old), gap)
    named = comma().join(parties)
    return ngettext(
        "{row}: another account ({parties}); still {verdict}",
        "{row}: other accounts ({parties}); still {verdict}",
        len(parties),
        row=label,
        parties=named,
        verdict=verdict,
    )


def _other_verdict(row: str, old: str, new: str, before: str, gap: str) -> str:
    if gap and before and gap != before:
        return gettext(
            "{row}: {old} becomes {new}; gap {gap}, before {before}",
            row=row,
            old=old,
            new=new,
            gap=gap,
            before=before,
        )
    if gap:
        return gettext("{row}: {old} becomes {new}; gap {gap}", row=row, old=old, new=new, gap=gap)
    if before:
        return gettext(
            "{row}: {old} becomes {new}; no gap, before {before}", row=row, old=old, new=new, before=before
        )
    return gettext("{row}: {old} becomes {new}", row=row, old=old, new=new)


def _other_gap(row: str, verdict: str, before: str, gap: str) -> str:
    if gap and before:
        return gettext(
            "{row}: gap {gap}, before {before}; still {verdict}", row=row, gap=gap, before=before, verdict=verdict
        )
    if gap:
        return gettext("{row}: gap {gap}; still {verdict}", row=row, gap=gap, verdict=verdict)
    return gettext("{row}: no gap, before {before}; still {verdict}", row=row, before=before, verdict=verdict)


def _gap(row: Row) -> str:
    return row.gap.words if row.gap else ""


def summary(event: EventChange, change: RowChange) -> str:
    """Return the event and the sentence of the row as it is now, or as it last was."""
    why = RowPhrasing(change.there).why
    return f"{event.there.title}{colon()}{why}"


def feed_title(title: str | None) -> str:
    """Return what a feed of the changes of claims is called."""
    return gettext("What changed: {title}", title=title) if title else gettext("What changed")


def nobody() -> str:
    """Return who is named where nobody answers for the claims by name."""
    return gettext("The curators of the claims")
