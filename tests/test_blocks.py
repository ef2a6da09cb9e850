"""Range plots in the terminal: `borderclash compare --chart`."""

import re

import golden
import pytest
from build import dataset, row
from files import EXAMPLE, GOOD, run
from hypothesis import given
from hypothesis import strategies as st
from rendered import rendered
from rich.cells import cell_len
from rows import each_row

from borderclash.comparing.rows import compare
from borderclash.presenting.comparison_view import Detail
from borderclash.presenting.plots import range_plot
from borderclash.rendering.block_plots import key, lines

NAMES = {"A": "Alpha", "B": "Beta", "C": "Many reports"}


def drawn(*claims, kind="count", width=60, ascii=False, names=NAMES, **more):
    """Return the plot of claims by the parties a, b, c: values, or whole claims."""
    said = [
        {"party": id} | (c if isinstance(c, dict) else {"value": c})
        for id, c in zip("abcabc", claims, strict=False)
    ]
    return of_row(row(kind, *said, **more), width, ascii=ascii, names=names)


def of_row(row, width=80, *, ascii=False, names=NAMES):
    """Return the plot of a row whose parties go by *names*."""
    plot = range_plot(row)
    if plot is None:
        return []
    marks = tuple(mark._replace(party=names[mark.party]) for mark in plot.marks)
    return lines(plot._replace(marks=marks), width, ascii=ascii)


def denies(value):
    return {"stance": "denies"} | ({} if value is None else {"value": value})


def test_points_and_open_ends_stand_on_one_scale():
    assert drawn(58, "at least 18", unit="soldiers") == [
        "    Alpha  58           ┊        ┊        ┊      █┊        ┊",
        "    Beta   at least 18  ┊       █▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▶",
        "    soldiers            0       20       40      60       80",
    ]


@each_row(
    ("value", "bar"),
    [
        ("50", "┊         ┊         ┊    █    ┊         ┊         ┊"),
        ("at least 50", "┊         ┊         ┊    █▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▶"),
        ("at most 50", "▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒█    ┊         ┊         ┊"),
        ("more than 50", "┊         ┊         ┊    □▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▶"),
        ("20 to 50", "┊         █▒▒▒▒▒▒▒▒▒▒▒▒▒▒█    ┊         ┊         ┊"),
        ("about 50", "┊         ┊         ┊ ▒▒▒█▒▒▒ ┊         ┊         ┊"),
        ("nearly 50", "┊         ┊         ┊ ▒▒▒□    ┊         ┊         ┊"),
        ("dozens", "┊     ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▶"),
        ("none", "█         ┊         ┊         ┊         ┊         ┊"),
        (denies("at least 50"), "┊         ┊         ┊    ×╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌▷"),
        (denies("20 to 50"), "┊         ×╌╌╌╌╌╌╌╌╌╌╌╌╌╌×    ┊         ┊         ┊"),
        (denies("dozens"), "┊     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌▷"),
        (denies(None), "┊         ┊         ┊         ┊         ┊         ┊"),
    ],
)
def test_look_of_each_kind_of_position(value, bar):
    """The others give a scale from 0 to 100; below 60 cells the bar has a line of its own."""
    found = drawn(value, "0 to 85", "at least 85", width=55)
    assert found[1] == f"    {bar}"
    assert found[-1] == "    0        20        40        60        80       100"


def test_ascii_has_a_character_for_each():
    found = drawn("more than 50", "20 to 50", "about 80", denies("at least 50"), "at most 3", width=70, ascii=True)
    assert "".join(found).isascii()
    assert all(mark in "".join(found) for mark in "#o=>x-:")
    assert "".join(key(200, ascii=True)).isascii()


def test_open_end_downwards_has_an_arrow():
    found = drawn("at most -3", 8, denies("at most 3"), kind="number", unit="m", width=55)
    assert found[1].startswith("    ◀▒")
    assert found[5].startswith("    ◁╌")


@pytest.mark.parametrize(
    ("claims", "about"),
    [
        ((58, 18), "people"),
        ((5800, 18), "people, log scale"),
        ((5800, 5801), "people, scale not from zero"),
    ],
)
def test_scale_is_told(claims, about):
    assert drawn(*claims, unit="people", width=80)[-1].split("  ")[2] == about
    assert drawn(*claims, unit="people", width=40)[-1].strip() == about
    assert drawn(*claims, width=80)[-1].strip().startswith(about.partition(", ")[2])


@each_row("width", range(60, 140, 7))
def test_labels_of_a_scale_never_touch_and_its_ends_have_theirs(width):
    axis = drawn(1, "999999.999999 trillion", width=width)[-1]
    labels = re.split("  +", axis.strip())
    assert labels[:2] == ["log scale", "1"]
    assert labels[-1] == "100,000,000 trillion"
    assert set(labels[2:]) <= {"10,000", "100 million", "1 trillion", "10,000 trillion", "100,000,000 trillion"}


@each_row("claims", [(58,), (58, denies(None)), (denies(None), denies(None)), ()])
def test_one_figure_alone_is_not_drawn(claims):
    assert drawn(*claims) == []


def test_one_party_with_two_figures_is_drawn():
    said = [{"party": "a", "value": value} for value in (3, 20)]
    found = of_row(row("count", *said))
    assert [line.split()[:2] for line in found[:2]] == [["Alpha", "3"], ["Alpha", "20"]]


def test_each_line_of_a_position_has_its_party():
    said = [("a", 58), ("a", "at least 58"), ("b", "at least 18")]
    found = of_row(row("count", *said))
    assert [line.split("  ")[2] for line in found[:3]] == ["Alpha", "Alpha", "Beta"]


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@given(texts, texts, texts, st.integers(20, 160), st.booleans())
def test_no_line_is_wider_than_the_terminal_and_none_is_obeyed(name, hedge, unit, width, ascii):
    names = NAMES | {"A": name}
    claim = {"value": 5, "hedge": hedge}
    for line in drawn(claim, "more than 58", names=names, unit=unit, width=width, ascii=ascii):
        assert cell_len(line) <= width
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", line)
        assert line == line.rstrip()


# in the table


@each_row("width", [40, 60, 80, 100, 140])
def test_charts_of_the_bundled_data(width):
    arguments = ("--chart", "--event", "durand-*", "--question", "*-lost", "--question", "soldiers-*")
    golden.check(f"chart-{width}.txt", run("compare", EXAMPLE, *arguments, columns=width).out)


EVERY = """\
borderclash: 1
parties:
  north: {name: Northern Ministry of Defence}
  south: {name: South}
  reports: {name: Unattributed reports, pooled: true}
sources:
  wire: {title: Wire report}
events:
  clash:
    title: Clash at the bridge
    source: wire
    questions:
      killed:
        label: Killed
        kind: count
        unit: soldiers
        claims:
          - {party: north, value: 25000, hedge: believed}
          - {party: south, value: at most 50}
          - {party: reports, value: dozens}
          - {party: reports, stance: denies, value: more than 5000}
      wounded:
        label: Wounded
        kind: count
        claims:
          - {party: north, value: about 200}
          - {party: south, value: 130 to 170}
          - {party: reports, value: fewer than 300}
      level:
        label: Change of the water level
        kind: number
        unit: m
        claims:
          - {party: north, value: -3.5}
          - {party: south, value: -5 to -3}
      length:
        label: Length of the bridge
        kind: number
        unit: m
        claims:
          - {party: north, value: 2640.5}
          - {party: south, value: nearly 2670}
"""


@pytest.mark.parametrize(("width", "encoding"), [(80, "utf-8"), (80, "ascii"), (120, "utf-8")])
def test_charts_of_every_look(width, encoding):
    ran = run("compare", "-", "--chart", stdin=EVERY, columns=width, encoding=encoding)
    golden.check(f"chart-every-{width}-{encoding}.txt", ran.out)


def test_encoding_that_lacks_the_blocks_gets_ascii():
    """GBK has the other marks, and not the shade."""
    out = run("compare", "-", "--chart", stdin=GOOD, encoding="gbk").out
    assert "#====" in out
    assert out.isascii()


def test_only_a_chart_has_its_key():
    with_chart = run("compare", "-", "--chart", stdin=GOOD).out
    assert with_chart.endswith("\n".join(key(80, ascii=False)) + "\n")
    without = run("compare", "-", stdin=GOOD).out
    assert not set("█▒┊") & set(without)
    none = run("compare", "-", "--chart", "--party", "north", stdin=GOOD).out
    assert "figure stated" not in none


def test_colour_tells_nothing_in_a_chart():
    made = compare(dataset({"kind": "count", "claims": [{"party": "a", "value": 5}, {"party": "b", "value": 9}]}))
    plain, colored = (rendered(made, detail=Detail(plots=True), color=color) for color in (False, True))
    bars = [line for line in plain.splitlines() if "█" in line and "stated" not in line]
    assert len(bars) == 2
    assert all(line in colored.splitlines() for line in bars)


@each_row("format", ["markdown", "csv", "json", "html"])
def test_other_formats_have_no_chart(format):
    ran = run("compare", "-", "--chart", "-f", format, stdin=GOOD)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"error: --chart draws in the terminal, not in {format}\n"
        "help: leave it out; `borderclash chart -o figure.svg` draws a figure to publish\n"
    )


def test_chart_can_be_kept_as_text(tmp_path):
    (tmp_path / "claims.yaml").write_text(GOOD, encoding="utf-8")
    assert run("compare", "claims.yaml", "--chart", "-o", "table.txt", cwd=tmp_path).code == 0
    assert "█▒▒" in (tmp_path / "table.txt").read_text(encoding="utf-8")
