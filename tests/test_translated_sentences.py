"""The sentences of every case in every language: no party, no number and no answer of theirs is lost."""

import re
from collections import Counter
from functools import cache

import pytest
import yaml
from spec_cases import CASES, claim_file

import borderclash as bc
from borderclash.language import LANGUAGES, using
from borderclash.presenting.phrasing.histories import histories
from borderclash.presenting.phrasing.rows import RowPhrasing, mirror_line
from borderclash.presenting.phrasing.summaries import summaries

pytestmark = pytest.mark.thorough

OTHERS = tuple(tag for tag in LANGUAGES if tag != "en")
# Their days are digits in English, and words in other languages.
IN_DIGITS = ("time",)
# What a language says by the form of a noun.
IN_A_WORD = {"ar": {"1", "2"}}
NUMBER = re.compile(r"[0-9]+(?:[.,\u202f\xa0][0-9]+)*")
ISO = re.compile("[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?:T?[0-9:]+Z?)?")
NAME = re.compile(r"\b[A-Z]\b")


@cache
def comparisons():
    """Return what the cases come to, one comparison each."""
    made = []
    for case in CASES:
        try:
            text = yaml.safe_dump(claim_file(case), sort_keys=False, allow_unicode=True)
            made.append(bc.compare(bc.loads(text), as_of=case.get("as_of"))._result)
        except bc.InvalidClaims:
            continue
    return made


def sentences(result):
    """Yield each sentence and each cell of a comparison."""
    for event in result.events:
        for row in event.rows:
            if row.question.kind in IN_DIGITS:
                continue
            phrasing = RowPhrasing(row)
            yield phrasing.why
            yield from (phrasing.cell(party) or "" for party in row.accounts)
        yield from (mirror_line(mirror, result.parties) for mirror in event.mirrors)
        for words in histories(event, result.sources):
            if words.history.row.question.kind not in IN_DIGITS:
                yield from summaries(words)


def told(text):
    """Return the numbers and the names of parties in a text, and how often each is there."""
    # Days by ISO 8601 are in words in other languages.
    numbers = Counter(re.sub("[^0-9]", "", number) for number in NUMBER.findall(ISO.sub("", text)))
    return numbers + Counter(NAME.findall(text))


@pytest.mark.parametrize("language", OTHERS)
def test_no_number_and_no_party_is_lost(language):
    number = 0
    for result in comparisons():
        english = list(sentences(result))
        with using(language):
            translated = list(sentences(result))
        for one, other in zip(english, translated, strict=True):
            number += 1
            lost = told(one) - told(other)
            assert set(lost) <= IN_A_WORD.get(language, set()), (one, other)
    assert number > 400
