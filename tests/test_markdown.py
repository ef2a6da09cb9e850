import golden
import pytest
from build import dataset
from pages import comparison_of, lines, of, page, shown, written
from rendered import of_events, plain
from rows import each_row

from borderclash.comparing.rows import Comparison, compare
from borderclash.presenting.blocks import Alone, Table
from borderclash.text.escaping import markdown_link


def test_a_row():
    markdown = of("count", ("a", 58), ("b", "at least 18"))
    assert lines(markdown, "|") == [
        "|  | A | B | Gap | Ratio | Verdict |",
        "| --- | --- | --- | ---: | ---: | --- |",
        "| Q | 58 | at least 18 | 40 | 3.2× | ≈ overlap |",
    ]


def test_no_claim_is_a_dash_and_what_has_no_gap_is_empty():
    markdown = of("text", ("a", "x"), {"party": "b", "value": "y", "scope": "north"})
    assert lines(markdown, "| Q") == [
        "| Q | x | — |  |  | ◐ one-party |",
        "| Q: north | — | y |  |  | ◐ one-party |",
    ]


def test_a_row_is_named_by_unit_subject_and_scope():
    claims = [{"party": "a", "value": "2.5"}, {"party": "a", "value": "1.5", "scope": "Helmand", "subject": "b"}]
    markdown = of("number", *claims, unit="km")
    assert [line.split(" | ")[0] for line in lines(markdown, "| Q")] == ["| Q (km)", "| Q (km): B, Helmand"]


def test_a_self_contradiction_is_told_in_the_cell():
    (row,) = lines(of("count", ("a", 3), ("a", 20)), "| Q")
    assert row == "| Q | 3 / 20 *(contradicts itself)* |  |  | ◐ one-party |"


def test_heading_dates_place_and_day():
    event = {
        "date": "2025-10-11/2025-10-12",
        "place": "Border",
        "questions": {"q": {"label": "Q", "kind": "text", "claims": [{"party": "a", "value": "x"}]}},
    }
    markdown = written(comparison_of(event, title="T", as_of="2025-10-12"))
    assert markdown.splitlines()[:7] == [
        "# T",
        "",
        "As it stood at the end of 2025-10-12.",
        "",
        "## E",
        "",
        "2025-10-11 to 2025-10-12, Border",
    ]


def test_nothing_to_tell_of_when_where_or_title_leaves_no_gap():
    assert of("text", ("a", "x")).startswith("## E\n\n|  | A |")


def test_disagreements_are_explained_below_and_nothing_else_is():
    claims = [("a", 58), ("b", 18), {"party": "a", "value": 3, "scope": "north"}]
    below = [line for line in of("count", *claims).splitlines() if line.startswith("- ≠ Q")]
    assert below == ["- ≠ Q — A says 58, B says 18: 40 apart (3.2 times), and at most one of them can be true."]
    assert " — " not in of("count", ("a", 58), ("b", 58)).partition("\n---\n")[0].replace("| — |", "")


def test_a_mirror_is_a_row_of_the_table_and_its_own_rows_are_not_repeated():
    claims = [{"party": "a", "subject": "b", "value": 25}, {"party": "b", "subject": "a", "value": 19}]
    mirror = "| Q, each of the other | 25 of B's | 19 of A's | 6 | 1.32× | ⇄ mirror |"
    made = dataset({"kind": "count", "claims": claims})
    assert lines(written(compare(made), full=False), "| Q") == [mirror]
    assert lines(written(compare(made)), "| Q") == [
        "| Q: B | 25 | — |  |  | ◐ one-party |",
        mirror,
        "| Q: A | — | 19 |  |  | ◐ one-party |",
    ]


def test_counts_and_the_meaning_of_the_words_that_occur():
    markdown = of("count", ("a", 58), ("b", 18))
    _, _, foot = markdown.partition("\n---\n\n")
    assert foot.splitlines()[:4] == [
        "**1 row: 1 conflict**",
        "",
        "- ≠ conflict: Of two accounts, at most one can be true.",
        "",
    ]


def test_no_events_are_a_document_too():
    assert written(Comparison(None, None, {}, {}, ())) == "---\n\n**no rows**\n"


def test_each_source_is_referenced_behind_its_answers_and_defined_once():
    claims = [
        {"party": "a", "value": 1, "source": ["s", "t"], "stated": "2025-01-01"},
        {"party": "a", "value": 2, "source": "t", "stated": "2025-01-02"},
        {"party": "b", "value": 2},
    ]
    event = {"questions": {"q": {"label": "Q", "kind": "count", "claims": claims}}}
    markdown = written(comparison_of(event))
    assert lines(markdown, "| Q") == ["| Q | 2[^t], earlier 1[^s] [^t] | 2[^s] | 0 |  | = agree |"]
    assert lines(markdown, "[^") == ["[^t]: “T”", "[^s]: “S”"]


@each_row("text", ["Help!", "a]", "a\\", "a^", "[a]", "!"])
def test_a_reference_is_one_whatever_it_follows(text):
    made = page(of("text", ("a", text)))
    assert made.texts("td")[1] == text
    assert "#fn-s" in made.links


def test_a_source_that_no_cell_has_is_not_defined():
    assert "[^t]" not in written(comparison_of({"questions": {"q": {"label": "Q", "kind": "text", "claims": []}}}))


def footnote(**source):
    claims = [{"party": "a", "value": "x"}]
    event = {"questions": {"q": {"label": "Q", "kind": "text", "claims": claims}}}
    (line,) = lines(written(comparison_of(event, source=source)), "[^s]: ")
    return line.removeprefix("[^s]: ")


def test_a_footnote_has_all_that_is_known_of_the_source():
    assert footnote(
        title="T",
        author="N. N.",
        publisher="P",
        published="2025-10-12",
        url="https://p.example/a?b=1&c=2",
        archived="https://web.example/x",
        note="Seen on paper.",
    ) == (
        "[“T”](<https://p.example/a?b=1&amp;c=2>), N. N., P, published 2025-10-12, "
        "[archived copy](<https://web.example/x>). Seen on paper."
    )


def test_a_source_without_a_title_is_called_by_its_address():
    assert footnote(url="https://p.example/") == "[https:<!-- -->//p.example/](<https://p.example/>)"


@each_row(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "//p.example",
        "ftp://p.example",
        "http://p.example/ x",
        "http://p.example/\x01",
        " https://p.example",
        "https:p.example",
    ],
)
def test_what_is_no_web_address_is_no_link(address):
    made = page("[^s]\n\n[^s]: " + footnote(title="T", url=address, archived=address))
    assert made.outside_links() == []
    assert shown(address) in made.texts("p")[-1]


@pytest.mark.parametrize(
    "address", ["https://p.example/a_b_*c*(d)~e~?f=1&copy=2&lt;#g", "HTTP://p.example/[x]@y:z"]
)
def test_a_web_address_is_linked_as_it_is(address):
    made = page(markdown_link("*t*", address))
    assert [link.replace("%5B", "[").replace("%5D", "]") for link in made.links] == [address]
    assert made.texts("p") == ["*t*"]


@each_row("character", '<>"\\`|^{}')
def test_a_character_that_no_address_has_is_encoded(character):
    assert page(markdown_link("t", f"https://p.example/{character}x")).links == [
        f"https://p.example/%{ord(character):02X}x"
    ]


def test_the_claims_are_numbered_through_the_table():
    claims = [
        {
            "party": "a",
            "value": 58,
            "speaker": "Speaker",
            "attribution": "anonymous",
            "via": "AFP",
            "stated": "2025-01-01",
            "locator": "par. 3",
            "quote": "die Worte",
            "translation": "the words",
            "note": "Heard twice.",
        },
        {"party": "b", "value": 58},
        {"party": "a", "value": 3, "scope": "north"},
    ]
    markdown = of("count", *claims, sources=True)
    assert [line.split(" | ")[1:3] for line in lines(markdown, "| Q")] == [
        [r"58 \[note\] \[1\]", r"58 \[2\]"],
        [r"3 \[3\]", "—"],
    ]
    _, _, listed = markdown.partition("**Q**\n\n")
    first, second, _, heading, _, third = listed.splitlines()[:6]
    assert first == (
        "1. A: 58 — Speaker; anonymous; via AFP; S; stated 2025-01-01; par. 3 — "
        "“die Worte” (in translation: the words) — Note: Heard twice."
    )
    assert second.startswith("2. B: 58 — S; published 2025-01-01")
    assert heading == "**Q: north**"
    assert third.startswith("3. A: 3 — ")


# the bundled data


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("bundled.md", {"full": False}),
        ("bundled-sources.md", {"full": False, "sources": True}),
        ("bundled-full.md", {"full": True}),
    ],
)
def test_the_bundled_data(name, options):
    golden.check(name, written(golden.bundled(), **options))


@pytest.mark.parametrize("full", [False, True])
def test_the_bundled_data_renders_with_every_cell_in_place(full):
    comparison = golden.bundled()
    made = page(written(comparison, full=full))
    tables = of_events(comparison, Table, full=full)
    expected = [
        shown(plain(text))
        for table in tables
        for row in table.rows
        for text in (row.label, *(cell.text for cell in row.cells))
    ]
    assert made.texts("td") == expected
    if full:
        assert sum(len(table.rows) for table in tables) == 72 + 3
    alone = [
        f"{party.head} alone: "
        + "; ".join(f"{plain(row.label)}{row.joint}{plain(row.cells[0].text)}" for row in rows)
        for block in of_events(comparison, Alone, full=full)
        for party, rows in block.entries
    ]
    assert [text for text in made.texts("p") if " alone: " in text] == alone
    assert bool(alone) is not full


def test_source_that_all_claims_share_is_named_once_above_the_table():
    markdown = of("count", ("a", 58), ("b", 18))
    assert "Source of all claims: S.[^s]\n\n|  | A | B |" in markdown
    assert markdown.count("[^s]") == 2


def test_sources_that_differ_are_named_in_their_cells():
    claims = [{"party": "a", "value": 58}, {"party": "b", "value": 18, "source": "t"}]
    markdown = written(comparison_of({"questions": {"q": {"label": "Q", "kind": "count", "claims": claims}}}))
    assert "| Q | 58[^s] | 18[^t] | 40 | 3.2× | ≠ conflict |" in markdown
