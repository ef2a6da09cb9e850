"""The paragraphs of rows that the page has for its button: as `-f prose` writes them, and inert."""

import json
import re

import pytest
from examples import few
from html_page import Document, demo, written
from hypothesis import given
from hypothesis import strategies as st
from pages import hostile_comparison
from test_page import ATTACKS, hostile

from borderclash.presenting.prose import of_event
from borderclash.rendering.page.paragraphs import encoded
from borderclash.text.escaping import one_line


def decoded(text):
    """Return the paragraphs as the page's script puts them together."""
    pieces, paragraphs = json.loads(text)
    return [re.sub("[\ue000-\uf8ff]", lambda sign: pieces[ord(sign[0]) - 0xE000], each) for each in paragraphs]


def of_page(html):
    """Return the paragraphs that a page has, in the order of its rows."""
    (data,) = [node for node in Document(html).all("script") if node.get("id") == "prose"]
    return decoded(data.text)


@few
@given(st.lists(hostile | st.sampled_from([*ATTACKS, "\ue000 (a private \uf8ff sign)"]), max_size=6))
def test_paragraphs_are_what_they_were_and_end_no_element(words):
    text = encoded(words * 2)
    assert "<" not in text
    assert decoded(text) == [one_line(each) for each in words * 2]


@pytest.mark.thorough
def test_page_has_the_paragraphs_of_its_rows():
    comparison = demo()
    told = [of_event(event, comparison) for event in comparison.events]
    assert sorted(of_page(written(comparison))) == sorted(words for event in told for words in event)


@pytest.mark.thorough
def test_each_row_has_its_own_paragraph():
    page = Document(written(demo()))
    rows = [node for node in page.root.iter() if node.get("data-o")]
    paragraphs = of_page(page.html)
    assert len(paragraphs) == len(rows)
    for row, words in zip(rows, paragraphs, strict=True):
        label = row.find(".//th/b")
        named = label.text if label is not None else row.find(".//summary").text.partition(":")[0]
        assert words.startswith(named)


@pytest.mark.thorough
def test_hostile_texts_are_in_the_paragraphs_and_end_nothing():
    paragraphs = of_page(written(hostile_comparison(ATTACKS)))
    assert len(paragraphs) > 3
    assert any("</script><script>alert(1)</script>" in words for words in paragraphs)
