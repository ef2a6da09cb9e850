"""Outputs in a language from right to left: where columns, plots and texts stand, and that data stay data."""

import re

import pytest
from files import GOOD
from html_page import Document, demo, text, written
from pages import comparison_of, hostile_comparison, page
from rendered import rendered
from rich.cells import cell_len
from test_page import ATTACKS

import borderclash as bc
from borderclash.language import using
from borderclash.presenting.blocks import Heading, Mark, Span
from borderclash.presenting.comparison_view import Detail
from borderclash.rendering import markdown, terminal
from borderclash.rendering.options import Options

ISOLATE, POP = "\u2068", "\u2069"
ALL = Detail(claims=True, plots=True)


@pytest.fixture(autouse=True)
def arabic():
    with using("ar"):
        yield


@pytest.fixture(scope="module")
def comparison():
    return demo()


@pytest.fixture(scope="module")
def two():
    """Return a comparison of two figures, one of which has no end."""
    claims = [{"party": "a", "value": 58}, {"party": "b", "value": "at least 18"}]
    return comparison_of({"questions": {"q": {"label": "Killed", "kind": "count", "claims": claims}}})


def in_places(line):
    """Return the texts of a line, and the cell of the terminal at which each ends, from right to left."""
    found, depth, start = [], 0, 0
    for at, char in enumerate(line):
        start = at if char == ISOLATE and not depth else start
        depth += (char == ISOLATE) - (char == POP)
        if char == POP and not depth:
            words = re.sub(f"[{ISOLATE}{POP}]", "", line[start:at])
            found.append((words, cell_len(line[: at + 1])))
    return tuple(zip(*reversed(found), strict=True))


@pytest.mark.parametrize("width", [110, 60, 30])
def test_no_line_of_the_terminal_is_wider_or_leaves_a_direction_open(comparison, width):
    for line in rendered(comparison, detail=ALL, width=width).splitlines():
        assert cell_len(line) <= width or " " not in line
        assert line.count(ISOLATE) == line.count(POP)


def test_columns_of_the_terminal_run_from_right_to_left(comparison):
    (line,) = [line for line in rendered(comparison, width=140).splitlines() if "Who fired first" in line]
    texts, ends = in_places(line)
    assert texts[:2] == ("Who fired first", "The South")
    assert len(texts) == 6
    assert texts[5].startswith("≠ ")
    assert ends[0] == 140


def test_text_of_the_terminal_ends_at_the_right_with_what_leads_it_in(two):
    lines = rendered(two, detail=ALL, width=100).splitlines()
    (line,) = [line for line in lines if f"{ISOLATE}[1]{POP}" in line]
    texts, ends = in_places(line)
    assert texts[1].startswith("A ")
    assert ends == (100, 96)


@pytest.mark.parametrize("ascii", [False, True])
def test_plot_of_the_terminal_runs_from_right_to_left(two, ascii):
    lines = rendered(two, detail=ALL, width=80, ascii=ascii).splitlines()
    arrow = next(line for line in lines if line.startswith("<=" if ascii else "◀▒"))
    (party, figure), ends = in_places(arrow)
    assert (party, ends) == ("B", (76, 73))
    assert "18" in figure
    axis = lines[lines.index(arrow) + 1]
    assert axis.split() == ["80", "60", "40", "20", "0"]


def test_controls_of_a_text_stay_visible_in_the_terminal():
    out = rendered(hostile_comparison(ATTACKS), detail=ALL, width=100)
    assert "<U+202E>override <U+2067>open" in " ".join(out.split())
    assert not set(out) & set("\x1b\u202e\u2066\u2067")


def test_markdown_is_one_part_from_right_to_left(comparison):
    out = rendered(comparison, "markdown", detail=ALL)
    assert out.startswith('<div dir="rtl">\n\n# ')
    assert out.endswith("\n\n</div>\n")
    with using("en"):
        english = page(rendered(comparison, "markdown", detail=ALL))
    assert [tag for tag in page(out).tags if tag != "div"] == english.tags


@pytest.mark.thorough
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_text_turns_nothing_beyond_its_line_of_markdown(attack):
    for line in rendered(hostile_comparison([attack]), "markdown", detail=ALL).splitlines():
        opened = 0
        for char in line:
            opened += (char in "\u2066\u2067\u2068") - (char == POP and opened > 0)
        assert opened == 0
        assert "\u202e" not in line


def test_page_says_its_direction_and_sets_texts_of_others_apart(comparison):
    made = Document(written(comparison))
    assert (made.root.get("lang"), made.root.get("dir")) == ("ar", "rtl")
    assert [head for head in made.all("h3") if f"{ISOLATE}Unattributed reports{POP} " in text(head)]
    assert made.one("output").get("data-shown") == f"يُعرض {ISOLATE}{{}}{POP} من 16 صفًا"


def test_runs_of_a_text_do_not_turn_one_another(comparison):
    made = Document(written(comparison))
    moments = next(node for node in made.all("div") if node.get("class") == "t")
    party, figure = (text(run) for run in moments.find("ol/li"))
    assert party == "North"
    assert "30" in figure


def test_notebook_shows_tables_from_right_to_left():
    shown = bc.compare(bc.loads(f"output-language: ar\n{GOOD}"))._repr_html_()
    assert shown.startswith('<div class="mathjax_ignore tex2jax_ignore" dir="rtl">')
    assert "dir=" not in bc.compare(bc.loads(GOOD))._repr_html_()


def test_scale_of_the_page_begins_at_the_right(two):
    (scale,) = [node for node in Document(written(two)).root.iter() if node.get("class") == "x"]
    ticks = [(node.text, node.get("x")) for node in scale]
    assert ticks == [("0", "100%"), ("20", "75%"), ("40", "50%"), ("60", "25%"), ("80", "0%")]


@pytest.mark.thorough
def test_page_of_another_language_has_nothing_of_it(comparison):
    with using("fr"):
        html = written(comparison)
    assert Document(html).root.get("lang") == "fr"
    assert not re.search(r"dir=|<bdi|right_to_left|scaleX|plaintext; }\ntbody", html)


@pytest.mark.thorough
@pytest.mark.parametrize("attack", ATTACKS)
def test_texts_are_as_inert_as_in_english(attack):
    html = written(hostile_comparison([attack]))
    with using("en"):
        english = Document(written(hostile_comparison([attack])))
    shape = [(tag, names) for tag, names in Document(html).shape() if tag != "bdi"]
    assert [tag for tag, _ in shape] == [tag for tag, _ in english.shape()]


def test_arrow_leads_from_what_was_to_what_is():
    heading = Heading((Span("old "), Mark("becomes"), Span(" new")), 1)
    assert "".join(markdown.render([heading])) == '<div dir="rtl">\n\n# old \u200f← new\n\n</div>\n'
    assert "old \u200f<- new" in "".join(terminal.render([heading], Options(ascii=True)))
    with using("uk"):
        assert "".join(markdown.render([heading])) == "# old → new\n"


def test_the_place_of_an_event_and_the_label_of_a_mirror_keep_their_direction():
    claims = [{"party": "a", "value": 1, "subject": "b"}, {"party": "b", "value": 2, "subject": "a"}]
    question = {"label": "Lost (1)", "kind": "count", "claims": claims}
    made = comparison_of({"date": "2025-03-01", "place": "*Town*", "questions": {"q": question}})
    shown = rendered(made, "prose")
    assert f"{ISOLATE}*Town*{POP}\n" in shown
    assert f"{ISOLATE}Lost (1){POP}، كل عن الآخر" in shown


def test_each_of_several_answers_keeps_its_direction_whatever_the_first_begins_with():
    claims = [
        {"party": "a", "value": "dozens"},
        {"party": "a", "value": "at least 18"},
        {"party": "b", "value": 5},
    ]
    made = comparison_of({"questions": {"q": {"label": "Killed", "kind": "count", "claims": claims}}})
    answer = f"{ISOLATE}dozens{POP}\u200f / {ISOLATE}18 على الأقل{POP}"
    assert answer in rendered(made)
    assert answer in rendered(made, "html")
