"""Text from a claim file stays text, whatever wikitext or MediaWiki would make of it."""

import functools
import html
import re
import unicodedata

import pytest
from examples import few
from hypothesis import given
from hypothesis import strategies as st
from pages import hostile_comparison, shown
from rendered import of_events, plain, rendered
from rows import each_row
from wikipage import WikiPage, collapse

from borderclash.presenting.blocks import Table
from borderclash.presenting.comparison_view import Detail
from borderclash.text.escaping import wikitext, wikitext_address

PLACES = [
    "== {} ==\n",
    "mid {} mid\n",
    "{}\n",
    "* {}\n",
    "'''{}''': x\n",
    '{{| class="wikitable"\n|+ {0}\n|-\n! scope="col" | {0}\n|-\n! scope="row" | {0}\n| {0}\n| style="text-align:right" | {0}\n|}}\n',
    '<ol>\n<li value="1">{}</li>\n</ol>\n',
    '<ref name="s">{{{{cite news |title={0} |author=(({0})) |work={0}}}}} {0}</ref>\n',
]
ATTACKS = [
    "{{x}} {{{1}}} {{x|y=z}} {{!}} {{=}} {{subst:x}} {{#if:x|y}} }} {{ {{{{",
    "[[x]] [[x|y]] [[Category:X]] [[File:X.png|thumb]] ]] [[ [https://x.example y] [//x.example y] [mailto:a@x.example]",
    "https://x.example HTTP://x.example ftp://x.example mailto:a@x.example urn:x news:x tel:1 sip:x magnet:?x",
    "~~~ ~~~~ ~~~~~ ~", "__NOTOC__ __FORCETOC__ __x__ \uff3f\uff3f目次非表示\uff3f\uff3f", "RFC 4287 ISBN 9780306406157 PMID 1 RFC\u00a01 RFC",
    "''x'' '''x''' '''''x''''' ' '' '", "<nowiki>x</nowiki> <nowiki/> </ref> <ref>x</ref> <ref name=\"s\" />",
    "<!-- x --> <b>x</b> <script>x</script> <math>x</math> <includeonly>x</includeonly> <onlyinclude> <br> <", "-{x}- -{zh:x;en:y}-",
    "&amp; &#91; &lt;b&gt; &copy; &nbsp; &", "| x || y ||| z | a=b", "! x !! y", "x = y", "== x ==", "x ==", "=",
    "* x", "# x", ": x", "; x : y", "\u037e x", "*", "#REDIRECT [[x]]", "----", "-", "- x", "|-", "|}", "|+ x", "{| x", "{|\n|x\n|}", "+", "}", "}}", " x", "\tx",
    "x\n* y", "x\n\n== y ==", "x\r\n|}", "\u2028* x", "\x00", "\x7fUNIQ--nowiki-00000001-QINU\x7f", "\u202ex", "\u0338x", "x>\u0338", "\N{KELVIN SIGN}\u1fef",
]  # fmt: skip
PIECES = [
    *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \n\t\r\x00\x1b\x7f\x85\xa0\u200d\u0338\u037e\u2028\u202e\u2067\u2069\uff3faxW1é\u06f1",
    *["{{", "}}", "[[", "]]", "''", "'''", "~~~~", "__", "==", "----", "{|", "|}", "|-", "||", "!!", "<nowiki>"],
    *[
        "http:",
        "//",
        "mailto:",
        "x.example",
        "&amp;",
        "&#91;",
        "</ref>",
        "<ref",
        "<!--",
        "-->",
        "RFC ",
        "ISBN ",
        "-{",
    ],
    *["Category:", "|title=", "{{!}}", "</li>", "</td>", "<br>", "#REDIRECT", "NOTOC"],
]
hostile = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
# What MediaWiki looks for that the parser of the tests does not know of, in a text where it is no address.
OBEYED = [
    "~~~", r"__|\uff3f\uff3f", r"(?i)[a-z]:\S", r"(?:RFC|PMID|ISBN)[\s\xa0]+[0-9]", r"\[\[|\[//|\[[a-z]+:\S", "''",
    r"[{}|<>\x7f\u0338]|-\{", "^[-+*#:;=! ]", "!!", r"&(?!#[0-9]+;)",
]  # fmt: skip


@functools.cache
def calm(place):
    return WikiPage(place.format("INSERTED"))


def assert_inert(text):
    escaped = wikitext(text)
    assert html.unescape(escaped) == shown(text) or collapse(html.unescape(escaped)) == shown(text)
    # MediaWiki puts what is saved into the composed form, which makes other signs of some.
    stored = unicodedata.normalize("NFC", f"| {escaped} |")[2:-2]
    # Numbers of characters have a semicolon where no sign had one.
    bare = re.sub("&#[0-9]+;", "\ufffc", stored)
    assert [found for found in OBEYED if re.search(found, bare)] == []
    # Nothing is set in bold where there is nothing.
    for place in PLACES if escaped else [place for place in PLACES if not place.startswith("'")]:
        meant, made = calm(place), WikiPage(place.format(escaped))
        assert made.shape == meant.shape
        assert made.text == collapse(meant.text.replace("INSERTED", shown(text)))
        for one, other in zip(meant.refs.values(), made.refs.values(), strict=True):
            told = {name: value.replace("INSERTED", shown(text)).strip() for name, value in one.parameters.items()}
            assert {name: collapse(value) for name, value in other.parameters.items()} == {
                name: collapse(value) for name, value in told.items()
            }
            assert other.behind == shown(text)


@each_row("text", ATTACKS)
def test_an_attack_is_shown_as_it_is_written(text):
    assert_inert(text)


@pytest.mark.thorough
@given(hostile)
def test_any_text_is_shown_as_it_is_written(text):
    assert_inert(text)


@each_row(
    "text",
    ["2025-10-12", "58 / at least 58", "yes (in part); later declined", "O'Brien: a [note] = b, c_d", "10:30"],
)
def test_harmless_text_is_left_alone(text):
    assert wikitext(text) == text


@pytest.mark.thorough
@given(hostile)
def test_any_address_is_one_parameter(text):
    address = "https://x.example/" + re.sub(r"\s|[\x00-\x20\x7f-\x9f]", "", text)
    made = wikitext_address(address)
    assert made is not None
    assert not re.search(r"[\[\]{}|<>\s\"\u0338]|''|~~~|__", made)
    (reference,) = WikiPage(f'<ref name="s">{{{{cite web |title=x |url={made} |work=y}}}}</ref>').refs.values()
    assert list(reference.parameters) == ["title", "url", "work"]
    assert reference.parameters["url"] == html.unescape(made)


@pytest.mark.thorough
@few
@given(st.lists(hostile.filter(str.strip), min_size=1, max_size=9), st.booleans())
def test_a_page_of_any_texts_has_its_structure_and_its_texts(texts, full):
    comparison = hostile_comparison(texts)
    (event,) = comparison.events
    (table,) = of_events(comparison, Table, full=full)
    made = WikiPage(rendered(comparison, "wikitext", detail=Detail(full=full)))
    heads = [shown(event.event.title), "References"]
    assert [node for node in made.shape if str(node).startswith("heading")] == [
        "heading 2",
        "heading 3",
        "heading 2",
    ]
    assert all(head in made.text for head in heads)
    (read,) = made.tables
    cells = [[plain(row.label), *(plain(cell.text) for cell in row.cells)] for row in table.rows]
    names = [column.head for column in table.columns]
    kept = [n for n, head in enumerate(names) if head not in ("Gap", "Ratio") or any(row[n] for row in cells)]
    assert read == [[shown(row[n]) for n in kept] for row in (names, *cells)]
