"""Without the fields of the second version of the comparison every verdict is what it was before them.

Denials are left out of this: what one without a value is of depends on its time now.
"""

import golden
import pytest
from made_datasets import made

from borderclash.comparing.rows import compare

LETTERS = {"one-party": "1", "unanswered": "0", "compatible": "k", "open": "t", "cannot-say": "?", "no-claim": "-"}


def letter(word):
    return LETTERS.get(word, word[0])


def told(row):
    """Return what a row comes to, in a few letters: verdict, gap, ratio, between; pairs; states."""
    gap = f"{row.gap.exported}*{row.gap.ratio or ''}{''.join(row.between)}" if row.gap else ""
    pairs = "".join(letter(pair.verdict) for pair in row.pairs)
    states = "".join(letter(account.state) + "!" * account.self_contradicting for account in row.accounts.values())
    return f"{letter(row.verdict)}{gap};{pairs};{states}"


@pytest.mark.thorough
def test_verdicts_of_two_thousand_datasets_are_as_before_the_new_fields():
    lines = ["|".join(map(told, compare(made(seed)).events[0].rows)) for seed in range(2000)]
    golden.check("verdicts-before.txt", "\n".join(lines) + "\n")
