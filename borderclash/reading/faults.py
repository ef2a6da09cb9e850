"""What is wrong with an entry and what of it is in doubt: only data with a fault comes here.

In doubt are fields that could not be read, or that may be what was meant by a misspelt one. A rule says nothing
that rests on these. Once they are corrected, it may turn out otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from typing import Any

from borderclash.model import Claim
from borderclash.problems import FIX_FIRST, MOST_REPORTED, Finding, Pointer
from borderclash.reading.documents import Document, Home
from borderclash.reading.sources import claims_schema
from borderclash.text.folding import fold
from borderclash.text.suggestions import nearest
from borderclash.text.typography import curly, within_curly
from borderclash.values import Unreadable

VERSIONS = "; to compare two versions of a file: `borderclash diff OLD NEW`"
NONE: frozenset[str] = frozenset()
# What a claim takes from its question, and partly from its event, where it does not say it itself.
INHERITED = ("subject", "scope", "measure", "stated", "source", "cut-off", "cumulative")


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
    return frozenset(claims_schema()["definitions"][noun]["properties"])


@lru_cache(maxsize=1024)
def _meant(name: str, noun: str) -> frozenset[str]:
    """Return the field that a misspelt one was probably meant to be, nothing where none is alike."""
    match = nearest(name, _fields(noun))
    return frozenset((match,)) if match else NONE


def of_entry(home: Home, noun: str) -> Set[str]:
    """Return which fields of an entry, a *noun* of the format, are in doubt."""
    faults = home.document.faults.get(home.path)
    return doubtful(noun, home.written, faults) if faults else NONE


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


def declared_twice(section: str, id: str, home: Home, first: Home) -> Finding:
    """Return the finding for an entry that is declared at *home* and was at *first*."""
    related = (("first here", first.place(at="key")),)
    versions = "" if home.document.file == first.document.file else VERSIONS
    if section == "events":
        message = f"the event `{id}` stands in two places"
        help = f"put its questions together in one of them{versions}"
        return Finding("duplicate-event", message, home.place(at="key"), help, related=related)
    noun = "party" if section == "parties" else "source"
    message = f"the {noun} `{id}` is declared twice, with different content"
    help = f"make the two the same, or give one of them another id{versions}"
    return Finding("conflicting-declaration", message, home.place(at="key"), help, related=related)


def repeated_parts(parts: Sequence[str], home: Home) -> Iterator[Finding]:
    """Yield each part of a question that is the same as an earlier one but for its spelling."""
    seen: set[str] = set()
    for number, part in enumerate(parts):
        if fold(part) in seen:
            message = f"`parts` names `{part}` twice: case, spacing and Unicode form make no difference"
            yield Finding("repeated", message, home.place("parts", number), "write each part once")
        seen.add(fold(part))


def of_claim(
    unreadable: Unreadable, field: str, written: object, place: Pointer, *, before: int
) -> Iterator[Finding]:
    """Yield the finding for a field of a claim that is not read; nothing where very many were found *before*."""
    if before == MOST_REPORTED:
        message = f"this is the last of {MOST_REPORTED:,} faults that are told of values"
        yield Finding("too-large", message, place, FIX_FIRST)
    elif before < MOST_REPORTED:
        message, help = unreadable.message, unreadable.help
        if isinstance(written, str) and field == "value" and (inner := within_curly(written)) is not None:
            message, help = curly(field, written, inner)
        yield Finding(unreadable.rule, message, place, help)


def contrary(number: int, claim: Mapping[str, Any], home: Home, faults: Set[str]) -> Iterator[tuple[str, Finding]]:
    """Yield the field in which a claim is contrary to itself, and what is wrong.

    That is a denial of its own party's claims, or a cut-off later than the claim.
    """
    of = claim.get("of")
    if of is not None and claim["party"] in ([of] if isinstance(of, str) else of):
        place = ("of",) if isinstance(of, str) else ("of", of.index(claim["party"]))
        message = f"`{claim['party']}` is the party that denies: it cannot be whose claims are denied"
        help = "name the party whose claims are denied; who takes back its own writes `stance: withdraws`"
        yield "of", Finding("own-denial", message, home.place("claims", number, *place), help)
    elif faults.isdisjoint(("stated", "timezone", "cut-off")):
        message = f"the `cut-off` {claim['cut-off']} is later than the claim was stated"
        help = "a figure counts up to a day that has come: correct `cut-off`, or when the claim was `stated`"
        yield "cut-off", Finding("cut-off", message, home.place("claims", number, "cut-off"), help)
