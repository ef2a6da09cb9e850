"""The paragraphs of all rows as data for the page's script, what they repeat only once."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from borderclash.text.escaping import one_line

# Characters that Unicode gives no meaning, each of which stands for a piece that is repeated: 3 bytes each.
FIRST, LAST, BYTES = 0xE000, 0xF8FF, 3
_STAND_INS = re.compile("([\ue000-\uf8ff])")
# Between these pieces a paragraph is cut: names of sources and speakers come back in one after the other.
_CUT = re.compile(r"(?<=[,;.(] )|(?= \()")
_WORD = re.compile(r"(?<= )")


def encoded(paragraphs: Iterable[str]) -> Markup:
    """Return the pieces that are repeated, and each paragraph with one character for each of them."""
    cut = [list(_pieces(one_line(words))) for words in paragraphs]
    counted = Counter(piece for pieces in cut for piece in pieces)
    # What only one paragraph has may still have words of others.
    words = [
        [word for piece in pieces for word in ([piece] if counted[piece] > 1 else _WORD.split(piece)) if word]
        for pieces in cut
    ]
    counted = Counter(word for pieces in words for word in pieces)
    own = [word for word in counted if _STAND_INS.fullmatch(word)]
    repeated = [word for word, times in counted.most_common() if word not in own and _saves(word, times)]
    known = [*own, *repeated][: LAST - FIRST + 1]
    stand_in = {word: chr(FIRST + number) for number, word in enumerate(known)}
    data = [known, ["".join(stand_in.get(word, word) for word in pieces) for pieces in words]]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # No text of a claim file ends the element that it stands in.
    return Markup(text.replace("<", "\\u003c"))


def _pieces(text: str) -> Iterator[str]:
    """Yield what a text is made of; a character that stands for something in the data is a piece of its own."""
    for part in _STAND_INS.split(text):
        yield from filter(None, [part] if _STAND_INS.fullmatch(part) else _CUT.split(part))


def _saves(word: str, times: int) -> bool:
    """Say whether it takes less room to name *word* once, in quotation marks, than to write it so often."""
    size = len(word.encode())
    return times * (size - BYTES) > size + BYTES
