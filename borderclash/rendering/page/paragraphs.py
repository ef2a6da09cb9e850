"""The paragraphs of all rows as data for the page's script, what they repeat only once."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from borderclash.text.escaping import one_line

# Between these pieces a paragraph is cut: names of sources and speakers come back in one after the other.
_CUT = re.compile(r"(?<=[,;.(] )|(?= \()")
# A shorter piece is no shorter by its number.
LEAST = 4


def encoded(paragraphs: Iterable[str]) -> Markup:
    """Return a list of pieces, and of each paragraph its pieces: as numbers in that list, else as they are."""
    cut = [[piece for piece in _CUT.split(one_line(words)) if piece] for words in paragraphs]
    counted = Counter(piece for pieces in cut for piece in pieces if len(piece) >= LEAST)
    known = {piece: number for number, (piece, times) in enumerate(counted.most_common()) if times > 1}
    data = [list(known), [[known.get(piece, piece) for piece in pieces] for pieces in cut]]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # No text of a claim file ends the element that it stands in.
    return Markup(text.replace("<", "\\u003c"))
