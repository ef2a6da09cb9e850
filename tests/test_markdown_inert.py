"""Text from a claim file stays text, whatever Markdown or GitHub would make of it."""

import re

from examples import few
from hypothesis import given
from hypothesis import strategies as st
from pages import BLOCKS, collapse, hostile_comparison, page, shown, written
from rendered import of_events, plain
from rows import each_row

from borderclash.presenting.blocks import Alone, Table
from borderclash.text.escaping import markdown_text, one_line

PLACES = [
    "## {}\n",
    "# {}\n",
    "mid {} mid\n",
    "| a | b |\n| - | - |\n| {} | x |\n",
    "- {}\n",
    "7. {}\n",
    "[^s]: {}\n",
]
ATTACKS = [
    "*x* **x** _x_ __x__ ~x~ ~~x~~ `x` ``x``",
    "<b>x</b> <script>alert(1)</script> <img src=x onerror=alert(1)> <!-- x --> <?x?> <![CDATA[x]]>",
    "<https://x.example> <x@x.example> https://x.example http://x.example/a_b www.x.example ftp://x.example",
    "a@x.example mailto:a@x.example xmpp:a@x.example/y a.b-c_d@e.f",
    "[x](https://x.example) [x][y] [x]: https://x.example ![x](https://x.example/x.png) [x](javascript:alert(1))",
    "[^s] [^s]: y ^[y]",
    "@user @org/team (@user) x@y",
    "#12 x/y#12 GH-12 gh-12 x/y@abcdef1 (#12)",
    ":smile: :+1: :white_check_mark: 10:30:15",
    "$x$ $$x$$ $`x`$ $5 and $6",
    "| x | y \\| z || \\\\| \\",
    "&amp; &#64;user &lt;b&gt; &copy; &#124; &nbsp;",
    "# x", "x #", "#",
    "- x", "+ x", "* x", "-", "1. x", "1) x", "1.", "123456789. x", "> x", "```", "~~~", "    x",
    "---", "***", "===", "- [ ] x", "[ ] x", "[!NOTE]", "| --- | --- |", "x\n---", "x\n\n# y", "x\r\n> y", "\tx",
    "\\", "\\\\", "\\*x\\*", "x\\", "!", "![", "x  \ny", "\u2028# x", "\x00", "\x1b[31m", "\u202ex", "\u00a0",
]  # fmt: skip


# What GitHub links, replaces or typesets in each piece of text of the finished page.
LATER = [r"(^|\W)@\w", "#[0-9]", r"(?i)\bgh-[0-9]", "https?://", r"(?i)www\.", r"(?i):[a-z0-9_+-]+:", r"\$.|.\$"]
PIECES = [
    *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \n\t\r\x00\x1b\x7f\x85\xa0\u200d\u2028\u202e\u2067\u2069axW1é\u06f1",
    *[
        "http:",
        "//",
        "www.",
        "x.example",
        "GH-",
        "&amp;",
        "&#64;",
        "[^s]",
        "](",
        "<b>",
        "</td>",
        "<!--",
        "-->",
        "```",
    ],
    *["~~", "**", "---", "- ", "1. ", "    ", ":+1:", "mailto:", "javascript:", "<script>", "| - |", "\\|"],
]
hostile = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def assert_inert(text):
    escaped = markdown_text(text)
    # An empty footnote has no paragraph; the writer makes none.
    for place in PLACES if shown(text) else PLACES[:-1]:
        for safe in (False, True):
            meant, made = (page("x[^s]\n\n" + place.format(t), safe=safe) for t in ("INSERTED", escaped))
            assert [tag for tag in made.tags if tag != "span"] == meant.tags
            assert made.links == meant.links
            assert made.texts(*BLOCKS) == [
                collapse(t.replace("INSERTED", shown(text))) for t in meant.texts(*BLOCKS)
            ]
            if not safe:
                assert [node for node in made.nodes for later in LATER if re.search(later, node)] == []


@each_row("text", ATTACKS)
def test_an_attack_is_shown_as_it_is_written(text):
    assert_inert(text)


@given(hostile)
def test_any_text_is_shown_as_it_is_written(text):
    assert_inert(text)


@each_row(
    ("text", "expected"),
    [
        ("a\nb\r\nc\td\u2028e\x85f", "a b  c d e f"),
        ("\x00\x1b\x7f\x9b", "<U+0000><U+001B><U+007F><U+009B>"),
        ("\u202eabc", "<U+202E>abc"),
        ("\u2067abc", "\u2067abc\u2069"),
        ("\u2067a\u202bb", "\u2067a\u202bb\u202c\u2069"),
        ("\u2068@user\u2069 said", "\u2068@user\u2069 said"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_one_line(text, expected):
    assert one_line(text) == expected


@each_row("text", ["2025-10-12", "58 / at least 58", "yes (in part); later declined", "'Sa'id' \"Khan\""])
def test_harmless_text_is_left_alone(text):
    assert markdown_text(text) == text


@few
@given(st.lists(hostile.filter(str.strip), min_size=1, max_size=9), st.booleans())
def test_a_document_of_any_texts_has_its_structure_and_its_texts(texts, full):
    comparison = hostile_comparison(texts)
    (event,) = comparison.events
    (table,) = of_events(comparison, Table, full=full)
    made = page(written(comparison, sources=True, full=full))
    calm = page(written(hostile_comparison(["calm"]), sources=True, full=full))
    rows = len(table.rows)
    assert made.tags.count("tr") == 1 + rows
    assert made.texts("h1", "h2") == [shown(comparison.title), shown(event.event.title)]
    assert made.texts("th") == ["", *(shown(party.name) for party in event.parties), "Gap", "Ratio", "Verdict"]
    cells = [re.sub(r" ?\[[0-9, ]+\]$", "", cell) for cell in made.texts("td")]
    assert cells == [
        shown(plain(text)) for row in table.rows for text in (row.label, *(cell.text for cell in row.cells))
    ]
    told = [re.sub(r" ?\[[0-9, ]+\](?=;|$)", "", text) for text in made.texts("p")]
    for block in of_events(comparison, Alone, full=full):
        for party, of_party in block.entries:
            said = [
                f"{shown(plain(row.label) + row.joint.rstrip())} {shown(plain(row.cells[0].text))}"
                for row in of_party
            ]
            assert collapse(f"{shown(f'{party.head} alone')}: {'; '.join(said)}") in told
    allowed = {*calm.tags, "span", "a"}
    assert set(made.tags) <= allowed
    assert [node for node in made.nodes for later in LATER if re.search(later, node)] == []
    assert made.outside_links() == []
