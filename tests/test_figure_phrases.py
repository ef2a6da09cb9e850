"""Figures as people wrote them: how many are read, and what the others are told."""

from pathlib import Path

from borderclash.values import KINDS, Setting, Unreadable

PHRASES = (Path(__file__).parent / "spec" / "phrases.txt").read_text(encoding="utf-8").splitlines()


def fault(phrase):
    """Return the remedy for a phrase that is not read as a count, ``None`` for one that is."""
    try:
        KINDS["count"].read(phrase, Setting())
    except Unreadable as unreadable:
        return unreadable.help
    return None


def test_most_phrases_are_read():
    assert len(PHRASES) == 151
    assert sum(fault(phrase) is None for phrase in PHRASES) >= 110


def test_no_digits_are_asked_for_where_there_is_no_figure():
    without = [phrase for phrase in PHRASES if not any(char.isnumeric() for char in phrase)]
    assert {phrase for phrase in without if "digits" in (fault(phrase) or "")} == set()
