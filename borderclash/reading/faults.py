"""What of an entry is in doubt: fields that could not be read, or that may be what was meant by a misspelt one.

A rule says nothing that rests on these. Once they are corrected, it may turn out otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from typing import Any

from borderclash.model import Claim
from borderclash.problems import FIX_FIRST, MOST_REPORTED, Finding, Pointer
from borderclash.reading import schema
from borderclash.reading.documents import Document
from borderclash.text.suggestions import nearest
from borderclash.text.typography import curly, within_curly
from borderclash.values import Unreadable

NONE: frozenset[str] = frozenset()
# What a claim takes from its question, and partly from its event, where it does not say it itself.
INHERITED = ("subject", "scope", "measure", "stated", "source", "cut-off", "cumulative")


def told(unreadable: Unreadable, field: str, written: object, place: Pointer, *, before: int) -> Iterator[Finding]:
    """Yield what is told of a field of a claim that is not read; nothing once many faults were told *before*."""
    if before == MOST_REPORTED:
        message = f"this is the last of {MOST_REPORTED:,} faults that are told of values"
        yield Finding("too-large", message, place, FIX_FIRST)
    elif before < MOST_REPORTED:
        message, help = unreadable.message, unreadable.help
        if isinstance(written, str) and field == "value" and (inner := within_curly(written)) is not None:
            message, help = curly(field, written, inner)
        yield Finding(unreadable.rule, message, place, help)


def doubtful(noun: str, written: Mapping[str, Any], faults: Set[str]) -> Set[str]:
    """Return the fields of an entry that are in doubt, by the *faults* found in it.

    Where one of these is no field of a *noun* (party, source, event, question, claim), the one that it resembles
    may have been meant, else any that is not *written*.
    """
    if not faults:
        return NONE
    known = _fields(noun)
    meant = (_meant(name, noun) for name in faults - known)
    return frozenset(faults).union(*(match or known - written.keys() for match in meant))


@cache
def _fields(noun: str) -> frozenset[str]:
    return frozenset(schema.claims_schema()["definitions"][noun]["properties"])


@lru_cache(maxsize=1024)
def _meant(name: str, noun: str) -> frozenset[str]:
    """Return the field that a misspelt one was probably meant to be, nothing where none is alike."""
    match = nearest(name, _fields(noun))
    return frozenset((match,)) if match else NONE


def of_section(documents: Sequence[Document], section: str, noun: str) -> dict[str, Set[str]]:
    """Return the fields in doubt of each party, or source, that has any; two declarations may differ in some."""
    found: dict[str, Set[str]] = {}
    first: dict[str, Any] = {}
    for document in documents:
        for path, faults in document.faults.items():
            if len(path) == 2 and path[0] == section:
                entry = document.written[section][path[1]]
                fields = doubtful(noun, entry if isinstance(entry, dict) else {}, faults)
                found[str(path[1])] = found.get(str(path[1]), NONE) | fields
        for id, entry in document.data.get(section, {}).items():
            other = first.setdefault(id, entry)
            if other != entry:
                fields = other.keys() | entry.keys()
                differing = {field for field in fields if other.get(field) != entry.get(field)}
                found[id] = found.get(id, NONE) | differing
    return found


def parties_in_doubt(claims: Sequence[Claim]) -> Set[str]:
    """Return the parties of which no account can be made: of one of their claims something is in doubt."""
    parties = {claim.party for claim in claims if claim.faults}
    # Whose claim it is may itself be in doubt: a slip rarely touches the first letter of an id.
    begin = {claim.party[:1] for claim in claims if "party" in claim.faults}
    return parties | {claim.party for claim in claims if claim.party[:1] in begin or "" in begin}
