"""Ids made from names: `Army of the North` is `army-of-the-north`."""

from __future__ import annotations

import re
import unicodedata

from borderclash.text.folding import fold

ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
MOST = 60
# Letters of the Latin script that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def is_id(text: str) -> bool:
    """Say whether *text* has the form of an id."""
    return ID.fullmatch(text) is not None


def id_of(name: str, noun: str) -> str:
    """Return an id for a name, the same each time: its letters and digits without accents.

    Where some of them have no place in an id, or it would be very long, a short hash of the name stands at the
    end; *noun* comes first where nothing else is left of the name.
    """
    name = fold(name)
    letters = _letters(name)
    slug = _slug(letters)
    lost = any(letter.isalnum() and not letter.isascii() for letter in letters)
    if slug and not lost and len(slug) <= MOST:
        return slug
    # Most runs need no hash, and it takes its time to load.
    from hashlib import sha256

    hash = sha256(name.encode(errors="surrogatepass")).hexdigest()[:6]
    start = slug if len(slug) <= MOST else slug[: MOST + 1].rpartition("-")[0] or slug[:MOST]
    return f"{start or noun}-{hash}"


def words_of(text: str) -> list[str]:
    """Return the words of a text as an id has them; what has no place in an id is left out."""
    return [word for word in _slug(_letters(fold(text))).split("-") if word]


def _letters(folded: str) -> str:
    letters = unicodedata.normalize("NFKD", folded.translate(_LETTERS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in "'’")


def _slug(letters: str) -> str:
    return re.sub("[^a-z0-9]+", "-", letters).strip("-")
