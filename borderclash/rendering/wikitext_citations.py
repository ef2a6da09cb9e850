"""Citations in wikitext, as the templates of Wikipedia's Citation Style 1 take them.

Only what these accept is given as a parameter: a date that they would mark as an error is left out, and so is the
address of an archived copy whose day is not known, which then stands behind the template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from borderclash.language import gettext
from borderclash.model import Source
from borderclash.presenting.claim_entries import Quote
from borderclash.text.escaping import wikitext, wikitext_address
from borderclash.values.time_points import POINT
from borderclash.values.times import iso_text

# English whatever the language is, as the names of the templates and of their parameters are.
MONTHS = "January February March April May June July August September October November December".split()
EN_DASH = "\N{EN DASH}"
# The first year of the Gregorian calendar, before which ISO 8601 is not accepted, and the first that is at all.
FIRST_ISO_YEAR, FIRST_YEAR = 1583, 100
# Before this day nothing was cited on Wikipedia; an earlier one is taken for a slip.
FIRST_ACCESS = date(2001, 1, 15)
# Longer quotes are for the list of claims.
LONGEST_QUOTE = 300
BETWEEN_QUOTES = " \N{HORIZONTAL ELLIPSIS} "
# The day that an archive keeps in the address of a copy, in front of the address that was copied.
_ARCHIVED_DAY = re.compile(
    r"/([0-9]{4})\.?([0-9]{2})\.?([0-9]{2})(?:-?[0-9]{6})?(?:[a-z]{2}_)?/https?:", re.IGNORECASE
)


class _Point(NamedTuple):
    """A year, month or day; what is not known is 0."""

    year: int
    month: int = 0
    day: int = 0

    def cut(self, length: int) -> _Point:
        return _Point(*self[:length])


def citation(source: Source, quotes: Sequence[Quote] = ()) -> str:
    """Return the citation of a source: a template, and behind it what none of its parameters takes."""
    parameters = dict(_parameters(source, quotes))
    news = "url" not in parameters or ("work" in parameters and "date" in parameters)
    named = "".join(f" |{name}={value}" for name, value in parameters.items())
    template = f"{{{{cite {'news' if news else 'web'}{named}}}}}"
    return " ".join((template, *_behind(source, parameters.keys())))


def _parameters(source: Source, quotes: Sequence[Quote]) -> Iterator[tuple[str, str]]:
    if source.author:
        yield "author", _author(source.author)
    if day := source.published and citation_date(source.published):
        yield "date", day
    address = source.url or source.archived
    # Required. An address with its scheme would be taken for a mistake.
    yield "title", wikitext(source.title or re.sub("^https?://", "", address or source.id, flags=re.IGNORECASE))
    if url := wikitext_address(source.url or source.archived or ""):
        yield "url", url
        yield from _kept(source)
    if source.publisher:
        yield "work", wikitext(source.publisher)
    if source.language:
        yield "language", wikitext(source.language)
    words = BETWEEN_QUOTES.join(quote.words for quote in quotes)
    if quotes and len(words) <= LONGEST_QUOTE:
        yield "quote", wikitext(words)
        translations = [quote.translation for quote in quotes if quote.translation]
        if len(translations) == len(quotes):
            yield "trans-quote", wikitext(BETWEEN_QUOTES.join(translations))


def _author(name: str) -> str:
    """Return who wrote it: never parted into last and first names, which a name in one piece does not tell.

    In doubled parentheses it is taken as it is, where its commas would be taken for those of several authors.
    """
    escaped = wikitext(name)
    return f"(({escaped}))" if len(re.findall("[,;]", escaped)) > 1 else escaped


def _kept(source: Source) -> Iterator[tuple[str, str]]:
    accessed = _accessed(source.retrieved)
    if source.url and (archived := _archived(source)):
        # When it was read the page was there.
        if accessed:
            yield "url-status", "live"
        yield "archive-url", archived[0]
        yield "archive-date", archived[1]
    if accessed:
        yield "access-date", accessed


def _archived(source: Source) -> tuple[str, str] | None:
    """Return the address of the archived copy and its day, ``None`` where one of them is not known."""
    address = wikitext_address(source.archived or "")
    match = _ARCHIVED_DAY.search(source.archived or "")
    if not address or not match:
        return None
    try:
        return address, date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None


def _accessed(retrieved: str | None) -> str | None:
    """Return the day on which a page was read, where it is known to the day."""
    ends = _ends(retrieved) if retrieved else None
    if not ends or ends[0] != ends[1] or not ends[0].day:
        return None
    day = date(*ends[0])
    return day.isoformat() if day >= FIRST_ACCESS else None


def _behind(source: Source, given: object) -> Iterator[str]:
    """Yield what stands behind the template: addresses that it does not take, and the curator's note."""
    if source.url and source.title and not wikitext_address(source.url):
        yield wikitext(source.url)
    if source.url and source.archived and not _archived(source):
        address = wikitext_address(source.archived)
        yield f"[{address} {wikitext(gettext('archived copy'))}]" if address else wikitext(source.archived)
    if source.note:
        yield wikitext(source.note)


def citation_date(written: str) -> str | None:
    """Return a date as the templates accept it, ``None`` for what they do not: ``2025-10-12``, ``October 2025``.

    Of an interval both ends are told as precisely as the less precise of them: ``11-12 October 2025`` with a dash.
    """
    ends = _ends(written)
    if not ends or ends[0].year < FIRST_YEAR:
        return None
    length = min(sum(map(bool, end)) for end in ends)
    first, last = (end.cut(length) for end in ends)
    if first == last:
        return _single(first)
    if not first.month:
        return f"{first.year}{EN_DASH}{last.year}"
    if first[:2] == last[:2]:
        return f"{first.day}{EN_DASH}{_in_english(last)}"
    # A dash between texts of several words has spaces around it.
    if first.year != last.year:
        return f"{_in_english(first)} {EN_DASH} {_in_english(last)}"
    without_year = _in_english(first).removesuffix(f" {first.year}")
    dash = f" {EN_DASH} " if first.day else EN_DASH
    return f"{without_year}{dash}{_in_english(last)}"


def _single(point: _Point) -> str:
    if point.day and point.year >= FIRST_ISO_YEAR:
        return f"{point.year}-{point.month:02}-{point.day:02}"
    return _in_english(point)


def _in_english(point: _Point) -> str:
    day = f"{point.day} " if point.day else ""
    month = f"{MONTHS[point.month - 1]} " if point.month else ""
    return f"{day}{month}{point.year}"


def _ends(written: str) -> tuple[_Point, _Point] | None:
    """Return the two ends of a time, the same twice where it is no interval."""
    ends = []
    for part in iso_text(written, "published").split("/"):
        match = POINT.fullmatch(part)
        if not match:
            return None
        year, month, day = match.group(1, 2, 3)
        ends.append([_Point(int(year.replace("X", digit)), int(month or 0), int(day or 0)) for digit in "09"])
    return ends[0][0], ends[-1][1]
