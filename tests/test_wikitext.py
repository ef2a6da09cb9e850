"""Wikitext: tables, references and citations, as a parser reads them."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import golden
import pytest
from build import dataset
from files import ROOT, run
from pages import comparison_of, hostile_comparison, shown
from rendered import of_events, plain, rendered
from rows import each_row
from wikipage import WikiPage, collapse

from borderclash.comparing.rows import compare
from borderclash.language import gettext, using
from borderclash.presenting.blocks import Alone, Provenance, Table
from borderclash.presenting.comparison_view import ComparisonView, Detail
from borderclash.rendering.formats import OF_COMPARISON, named
from borderclash.rendering.options import Options
from borderclash.rendering.wikitext_citations import citation_date

DASH = "\N{EN DASH}"


def written(comparison, **detail):
    return rendered(comparison, "wikitext", detail=Detail(**detail))


def page(comparison, **detail):
    return WikiPage(written(comparison, **detail))


def of_source(claims=({"party": "a", "value": "x"},), **source):
    """Return the reference to the only source of some claims."""
    event = {"questions": {"q": {"label": "Q", "kind": "text", "claims": list(claims)}}}
    (made,) = page(comparison_of(event, source=source)).refs.values()
    return made


def cited(claims=({"party": "a", "value": "x"},), **source):
    made = of_source(claims, **source)
    return made.template, made.parameters


def test_bundled():
    golden.check("bundled.wiki", written(golden.bundled()))
    golden.check("bundled-sources.wiki", written(golden.bundled(), claims=True))


def test_a_table_has_a_caption_scopes_and_a_cell_for_each_text():
    claims = [{"party": "a", "value": 58}, {"party": "b", "value": "at least 18"}]
    source = written(compare(dataset({"kind": "count", "claims": claims})))
    assert source.splitlines()[4:20] == [
        '{| class="wikitable"',
        "|+ E",
        "|-",
        "|",
        '! scope="col" | A',
        '! scope="col" | B',
        '! scope="col" | Gap',
        '! scope="col" | Ratio',
        '! scope="col" | Verdict',
        "|-",
        '! scope="row" | Q',
        "| 58",
        "| at least 18",
        '| style="text-align:right" | 40',
        '| style="text-align:right" | 3.2\N{MULTIPLICATION SIGN}',
        "| \N{ALMOST EQUAL TO} overlap",
    ]


def test_readers_of_an_article_are_told_of_no_option():
    made = compare(dataset({"kind": "count", "claims": [{"party": "a", "value": 58, "note": "N"}]}))
    assert "* [note]: A claim has a note, which may limit the answer.\n" in written(made)
    assert "--sources" not in written(made)


def test_a_source_is_cited_once_and_then_named():
    claims = [{"party": "a", "value": 1, "source": ["s", "t"]}, {"party": "b", "value": 2}]
    event = {"questions": {"q": {"label": "Q", "kind": "count", "claims": claims}}}
    made = page(comparison_of(event))
    assert made.used == ["s", "t", "s"]
    assert '| 1<ref name="s">{{cite news |title=S}}</ref><ref name="t">{{cite news |title=T}}</ref>' in made.source
    assert '| 2<ref name="s" />' in made.source
    assert made.source.endswith("\n\n== References ==\n\n<references />\n")


def test_columns_of_gaps_are_there_where_there_are_gaps():
    claims = [{"party": "a", "value": "x"}, {"party": "b", "value": "y"}]
    (table,) = page(compare(dataset({"kind": "text", "claims": claims}))).tables
    assert table == [["", "A", "B", "Verdict"], ["Q", "x", "y", "\N{PILCROW SIGN} open"]]


@pytest.mark.thorough
def test_every_cell_of_every_table_is_read_back():
    comparison = golden.bundled()
    for full in (False, True):
        tables = of_events(comparison, Table, full=full)
        for read, table in zip(page(comparison, full=full).tables, tables, strict=True):
            cells = [[plain(row.label), *(plain(cell.text) for cell in row.cells)] for row in table.rows]
            heads = [column.head for column in table.columns]
            # Columns of gaps in which there is nothing are not there.
            kept = [
                n for n, head in enumerate(heads) if head not in ("Gap", "Ratio") or any(row[n] for row in cells)
            ]
            assert read == [[row[n] for n in kept] for row in (heads, *cells)]


def test_what_one_party_alone_says_stands_below_the_table():
    comparison = golden.bundled()
    text = page(comparison).text
    for party, rows in [entry for block in of_events(comparison, Alone) for entry in block.entries]:
        said = [f"{plain(row.label)}{row.joint}{plain(row.cells[0].text)}" for row in rows]
        assert f"{party.head} alone : {'; '.join(said)}" in text


def test_claims_are_listed_by_the_numbers_of_the_cells():
    claims = [{"party": "a", "value": 3, "quote": "three"}, {"party": "b", "value": 4, "note": "Counted twice."}]
    made = page(compare(dataset({"kind": "count", "claims": claims})), claims=True)
    assert made.tables[0][1][1:3] == ["3 [1]", "4 [note] [2]"]
    assert (
        '<li value="2">B: 4 \N{EM DASH} S; published 2025-01-01 \N{EM DASH} Note: Counted twice.</li>'
        in made.source
    )
    # The quote stands with its claim, and not once more in the reference.
    assert "quote" not in made.refs["s"].parameters
    assert "“three”" in made.text


def test_an_event_without_a_title_of_the_whole_is_of_the_second_level():
    claims = [{"party": "a", "value": "x"}]
    made = dataset({"kind": "text", "claims": claims})
    assert written(compare(made)).startswith("== E ==\n")
    event = {"questions": {"q": {"label": "Q", "kind": "text", "claims": claims}}}
    assert written(comparison_of(event, title="T")).startswith("== T ==\n\n=== E ===\n")


def test_a_citation_has_all_that_is_known_of_its_source():
    made = of_source(
        [{"party": "a", "value": "x", "quote": "les mots", "translation": "the words"}],
        title="T",
        author="N. N.",
        publisher="The Herald",
        published="2025-10-12",
        url="https://p.example/a?b=1&c=2",
        archived="https://web.archive.org/web/20251013102030/https://p.example/a?b=1&c=2",
        retrieved="2025-10-14",
        language="fr",
        note="Seen on paper.",
    )
    assert made.template == "cite news"
    assert made.parameters == {
        "author": "N. N.",
        "date": "2025-10-12",
        "title": "T",
        "url": "https://p.example/a?b=1&c=2",
        "url-status": "live",
        "archive-url": "https://web.archive.org/web/20251013102030/https://p.example/a?b=1&c=2",
        "archive-date": "2025-10-13",
        "access-date": "2025-10-14",
        "work": "The Herald",
        "language": "fr",
        "quote": "les mots",
        "trans-quote": "the words",
    }
    assert (made.behind, made.links) == ("Seen on paper.", [])


def test_what_no_outlet_printed_is_cited_as_a_page_and_what_has_no_address_as_news():
    assert cited(title="T", url="https://p.example/") == ("cite web", {"title": "T", "url": "https://p.example/"})
    assert cited(title="T") == ("cite news", {"title": "T"})


def test_a_page_without_a_title_is_called_by_its_address():
    parameters = {"title": "p.example/a", "url": "https://p.example/a"}
    assert cited(url="https://p.example/a") == ("cite web", parameters)


def test_an_archived_copy_of_no_known_day_is_a_link_behind_the_template():
    made = of_source(title="T", url="https://p.example/", archived="https://kept.example/x")
    assert "archive-url" not in made.parameters
    assert made.links == [("https://kept.example/x", "archived copy")]


def test_an_archived_copy_alone_is_the_address():
    assert cited(title="T", archived="https://kept.example/x")[1] == {
        "title": "T",
        "url": "https://kept.example/x",
    }


@each_row(
    ("archived", "day"),
    [
        ("https://web.archive.org/web/20251013102030/https://p.example/", "2025-10-13"),
        ("https://web.archive.org/web/20251013102030id_/https://p.example/", "2025-10-13"),
        ("https://archive.ph/2025.10.13-102030/https://p.example/", "2025-10-13"),
        ("https://archive.ph/20251013/http://p.example/", "2025-10-13"),
        ("https://web.archive.org/web/20251313102030/https://p.example/", None),
        ("https://web.archive.org/web/*/https://p.example/", None),
    ],
)
def test_the_day_of_an_archived_copy_is_that_of_its_address(archived, day):
    assert cited(title="T", url="https://p.example/", archived=archived)[1].get("archive-date") == day


@each_row(
    ("retrieved", "day"),
    [
        ("2025-10-14", "2025-10-14"),
        ("14 October 2025", "2025-10-14"),
        ("2025-10-14T09:30+02:00", "2025-10-14"),
        ("2025-10", None),
        ("2025-10-14/2025-10-15", None),
        ("1999-10-14", None),
    ],
)
def test_a_page_was_read_on_a_day_or_it_is_not_told(retrieved, day):
    assert cited(title="T", url="https://p.example/", retrieved=retrieved)[1].get("access-date") == day


@each_row("address", ["javascript:alert(1)", "ftp://p.example/", "https://p.example/a b", "data:text/html,x"])
def test_an_address_that_is_none_of_the_web_is_text(address):
    made = of_source(title="T", url=address)
    assert (made.parameters, made.links, made.behind) == ({"title": "T"}, [], address)
    made = of_source(title="T", url="https://p.example/", archived=address)
    assert (made.links, made.behind) == ([], address)


@each_row(
    "address",
    [
        "https://p.example/?a={{x}}|b=''c''~~~~__TOC__&lt;&copy;[d]",
        "https://p.example/\N{COMBINING LONG SOLIDUS OVERLAY}",
    ],
)
def test_an_address_is_one_parameter_and_nothing_else(address):
    made = of_source(title="T", url=address)
    assert list(made.parameters) == ["title", "url"]
    assert unquote(made.parameters["url"]) == address


@each_row(
    ("written", "date"),
    [
        ("2025-10-12", "2025-10-12"),
        ("12 October 2025", "2025-10-12"),
        ("2025-10-12T18:00+05:00", "2025-10-12"),
        ("2025-10", "October 2025"),
        ("2025", "2025"),
        ("1980s", f"1980{DASH}1989"),
        ("2025-10-11/2025-10-12", f"11{DASH}12 October 2025"),
        ("2025-09-30/2025-10-02", f"30 September {DASH} 2 October 2025"),
        ("2024-12-30/2025-01-02", f"30 December 2024 {DASH} 2 January 2025"),
        ("2025-10/2025-11", f"October{DASH}November 2025"),
        ("2024-12/2025-01", f"December 2024 {DASH} January 2025"),
        ("2024/2025", f"2024{DASH}2025"),
        ("2025-10/2025-11-03", f"October{DASH}November 2025"),
        ("2025-10-12T10:00/2025-10-12T12:00", "2025-10-12"),
        ("1500-05-17", "17 May 1500"),
        ("0079", None),
        ("spring", None),
    ],
)
def test_dates_as_the_templates_accept_them(written, date):
    assert citation_date(written) == date


@each_row(
    ("author", "given"),
    [
        ("Zahra Nader", "Zahra Nader"),
        ("Nader, Zahra", "Nader, Zahra"),
        ("A. B., C. D. and E. F., Kabul", "((A. B., C. D. and E. F., Kabul))"),
        ("Reuters; AFP; AP", "((Reuters; AFP; AP))"),
    ],
)
def test_an_author_is_never_parted(author, given):
    assert cited(title="T", author=author)[1] == {"author": given, "title": "T"}


def test_quotes_of_several_claims_stand_in_one_reference_unless_they_are_long():
    claims = [{"party": "a", "value": "x", "quote": "one"}, {"party": "b", "value": "y", "quote": "two"}]
    assert cited(claims, title="T")[1] == {"title": "T", "quote": "one \N{HORIZONTAL ELLIPSIS} two"}
    claims[1]["quote"] = "two " * 80
    assert cited(claims, title="T")[1] == {"title": "T"}


def test_a_quote_of_several_sources_is_of_none_of_them():
    claims = [{"party": "a", "value": "x", "quote": "one", "source": ["s", "t"]}]
    event = {"questions": {"q": {"label": "Q", "kind": "text", "claims": claims}}}
    made = page(comparison_of(event))
    assert [reference.parameters for reference in made.refs.values()] == [{"title": "S"}, {"title": "T"}]


def test_a_number_is_no_name_of_a_reference():
    claims = [{"party": "a", "value": "x", "source": "12"}]
    made = compare(dataset({"kind": "text", "claims": claims}, sources={"12": ()}))
    assert list(page(made).refs) == ["source.12"]


def test_what_ties_the_sources_of_an_answer_is_a_reference_too():
    claims = [{"party": "a", "value": 5, "source": id} for id in ("t", "u")]
    claims.append({"party": "b", "value": 5, "source": ["t", "u"]})
    made = page(compare(dataset({"kind": "count", "claims": claims}, sources={"t": ["s"], "u": ["s"]})))
    assert made.used.count("origins.1") >= 1
    assert made.refs["origins.1"].behind.endswith(".")


def test_where_it_comes_from_is_said_above_the_references():
    comparison = replace(golden.bundled(), by=("N. N. [[x]]",))
    view = ComparisonView(comparison, Detail(), Provenance(date(2026, 1, 2), "abc", by=comparison.by))
    made = "".join(named("wikitext", OF_COMPARISON).write(view, Options()))
    told = (
        "Made on 2 January 2026, from revision abc.\n\nResponsible for this compilation: N. N. &#91;&#91;x]].\n\n"
    )
    assert f"{told}== References ==\n" in made


def test_without_references_there_is_no_list_of_them():
    assert "<references" not in written(
        comparison_of({"questions": {"q": {"label": "Q", "kind": "text", "claims": []}}})
    )


@pytest.mark.thorough
def test_in_another_language_words_change_and_templates_do_not():
    with using("fr"):
        made = page(golden.bundled())
        words = [gettext(word) for word in ("Gap", "Verdict", "References", "conflict")]
        alone = gettext("{party} alone", party="Pakistan")
    assert words != ["Gap", "Verdict", "References", "conflict"]
    assert all(word in made.text for word in (*words, alone))
    assert list(made.refs["theprint-2025-10-12"].parameters) == ["date", "title", "work", "language"]


@pytest.mark.thorough
def test_from_right_to_left_what_is_pasted_says_so():
    with using("ar"):
        made = written(golden.bundled(), claims=True)
    assert made.startswith('<div dir="rtl">\n== ')
    assert made.endswith("<references />\n</div>\n")
    WikiPage(made)


HOSTILE = "{{x|y}} [[Category:Z]] ~~~~ ''' __NOTOC__ <nowiki> |- |} == h == https://x.example RFC 1"


@pytest.mark.thorough
def test_a_page_of_hostile_texts_has_its_structure_and_its_texts():
    for full in (False, True):
        calm = page(hostile_comparison(["calm"]), full=full, claims=True)
        made = page(hostile_comparison([HOSTILE]), full=full, claims=True)
        assert made.shape == calm.shape
        assert shown(HOSTILE) in collapse(made.text)


@pytest.mark.thorough
def test_the_page_on_wikitext_shows_what_is_written():
    text = (ROOT / "docs" / "wikitext.md").read_text(encoding="utf-8")
    (claims,) = re.findall("```yaml\n(.*?)```", text, flags=re.DOTALL)
    (shown_there,) = re.findall("```wikitext\n(.*?)```", text, flags=re.DOTALL)
    ran = run("compare", "-", "-f", "wikitext", stdin=claims)
    assert (ran.code, ran.out.partition("\n----\n")[0].strip()) == (0, shown_there.strip())
