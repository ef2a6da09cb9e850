"""Figures in quotes, in each language: the cases, the tables, and what holds for any text."""

import json
import re

import pytest
from files import ROOT
from hypothesis import given
from hypothesis import strategies as st
from quote_cases import OWN, SPEC, cases, scores
from rows import each_row

from borderclash.checking import check
from borderclash.quotes.judging import holds, judge, lacking_in
from borderclash.quotes.phrases import CLASSES
from borderclash.quotes.reading import figures
from borderclash.quotes.tables import all_tables, known, table
from borderclash.reading.settings import Settings
from borderclash.values import KINDS, Setting

FOURTEEN = "en fr de es pt it ru uk ar fa ur hi tr zh".split()
TABLES = {each.language: each for each in all_tables()}


def count(written, kind="count"):
    return KINDS[kind].read(written, Setting())


def fault(quote, value, language="en", kind="count"):
    verdict = judge(quote, count(value, kind), table(language))
    return verdict and verdict.fault


def test_the_specification_is_kept():
    found = scores(cases(SPEC))
    assert set(found) == set(FOURTEEN)
    assert all(len(score.missed) <= 2 and len(score.alarms) <= 1 for score in found.values())
    fine, alarms, wrong, missed = (sum(map(len, part)) for part in zip(*found.values(), strict=True))
    assert alarms * 100 <= fine * 2
    assert missed * 100 <= wrong * 10


@each_row("case", cases(*OWN), ids=lambda case: f"{case.tag}-{case.expected}-{case.value}")
def test_own_case(case):
    assert case.found() == case.expected


@each_row("language", TABLES)
def test_every_table_has_its_cases_of_each_sort(language):
    rows = [case for case in cases(*OWN) if case.language == language]
    assert len(rows) >= 15
    assert {case.expected for case in rows} >= {"ok", "lost", "added", "no-figure"}


def test_there_is_a_table_for_each_of_fourteen_languages():
    assert set(TABLES) >= set(FOURTEEN)


@each_row("language", TABLES)
def test_table_names_only_classes_that_there_are_and_exceptions_of_qualifiers_that_it_has(language):
    own = TABLES[language]
    assert own.before
    for each in (*own.before, *own.after, *own.adverbs):
        assert each.classes <= set(CLASSES), each
    patterns = [own.phrase(each.words.lstrip("-")) for each in (*own.before, *own.after, *own.adverbs)]
    for section in ("unless", "unless-before"):
        for words in own.data.get(section, {}):
            assert any(re.fullmatch(pattern, own.fold(words)) for pattern in patterns), (section, words)


KEYS = {
    "spaces", "decimal", "percent", "grouping", "point-regions", "library", "not-numbers", "clitics", "joiners", "units-first", "suffixes", "gap",
    "fillers", "stops", "limits", "negations", "nothing", "small-1", "small-2", "articles", "half", "halves",
    "halves-behind", "not-vague-behind", "few", "ordinals", "currencies", "not-behind", "between", "ranges", "points", "rises", "reaching", "hints",
    "plain", "adverbs-set-off", "scales", "parts", "collectives", "about-numbers", "vague", "numbers", "additions", "inside", "before", "after",
    "adverbs", "unless", "unless-before", "suggestions",
}  # fmt: skip
SUGGESTING = {
    "abbreviations", "ordinals-end-in-a-stop", "capital-nouns", "ahead", "behind", "before-years", "linking", "counted", "others", "in", "joining",
    "pronouns", "said", "not-said", "denying", "according", "nobody", "unnamed", "openings", "auxiliaries", "leading", "no-names", "hedges",
    "measures", "acts",
}  # fmt: skip


@each_row("language", TABLES)
def test_table_has_no_section_that_nothing_reads(language):
    assert set(TABLES[language].data) <= KEYS
    assert set(TABLES[language].data["suggestions"]) <= SUGGESTING
    text = (ROOT / "docs" / "quotes.md").read_text(encoding="utf-8")
    assert {key for key in KEYS | SUGGESTING if f"`{key}`" not in text} == set()


@each_row(
    ("tag", "language"),
    [
        ("en", "en"),
        ("pt-BR", "pt"),
        ("zh-Hans", "zh"),
        ("ZH_hant", "zh"),
        ("ja", None),
        ("../en", None),
        ("", None),
    ],
)
def test_language_of_a_tag(tag, language):
    assert known(tag) == language


def test_a_figure_that_stands_twice_may_be_taken_from_either():
    quote = "At least 18 died on Sunday; of these 18 died at once"
    assert (fault(quote, "18"), fault(quote, "at least 18")) == (None, None)
    assert fault("At least 18 died on Sunday", "18") == "lost"


@pytest.mark.parametrize("value", ["20-odd", "about 20", "more than 20"])
def test_a_few_more_may_be_written_in_several_ways(value):
    assert fault("They lost 20-odd men", value) is None


@pytest.mark.parametrize(
    ("quote", "value"), [("a dozen men", "12"), ("12 men", "a dozen"), ("two dozen", "about 24")]
)
def test_a_dozen_may_be_exact(quote, value):
    assert fault(quote, value) is None


@each_row(
    ("quote", "value", "expected"),
    [
        ("around 130 to 170 men", "130 to 170", "lost"),
        ("130 to 170 men", "about 130 to 170", "added"),
        ("at least about 200 men", "about 200", "changed"),
        ("at least about 200 men", "at least about 200", None),
        ("hundreds of men", "dozens", "changed"),
        ("scores of men", "dozens", None),
        ("many men", "several", None),
        ("hundreds of thousands fled", "several hundred thousand", None),
        ("eighteen or nineteen men", "18", "lost"),
        ("it is not about 18 men", "18", None),
    ],
)
def test_qualifiers_of_ranges_and_vague_words(quote, value, expected):
    assert fault(quote, value) == expected


@pytest.mark.parametrize(
    ("quote", "stated"),
    [("30-40,000 people", [30_000, 40_000]), ("two dozen men", [24]), ("200-300k", [200_000, 300_000])],
)
def test_figures_that_share_a_scale_are_held(quote, stated):
    assert holds(quote, stated, table("en"))


@given(
    st.integers(0, 10**15 - 1), st.sampled_from(["{}", "{:,}", "{:_}"]), st.sampled_from(["en", "ru", "hi", "zh"])
)
def test_any_figure_in_digits_is_found(number, form, language):
    written = form.format(number).replace("_", "\u202f" if language == "ru" else "")
    if "," in written and language == "ru":
        written = written.replace(",", " ")
    assert holds(f"x {written} y", [number], table(language))


@given(st.text(), st.integers(0, 10**6), st.sampled_from(sorted(TABLES)))
def test_any_text_can_be_looked_at(text, number, language):
    assert holds(text, [number], table(language)) in (True, False)
    assert fault(text, str(number), language) in (None, "lost", "added", "changed")


def test_endless_digits_are_no_figure():
    assert not holds("9" * 10_000, [9], table("en"))
    assert figures("9" * 10_000, table("en")) == ()


@pytest.mark.thorough
def test_a_long_text_is_looked_through_in_pieces_that_cut_no_figure():
    for shift in range(0, 120, 7):
        text = "word " * 3_990 + "x" * shift + " 2.9 million " + "word " * 500 + "fifty-eight"
        assert lacking_in(text, {2_900_000, 58, 77}, table("en")) == {77}


CLAIM = """\
      q-{number}:
        label: Q
        kind: {kind}
        unit: "%"
        claims:
          - {{party: a, source: {source}, value: {value}, quote: {quote}}}
"""


def test_the_rules_say_of_each_case_what_was_found(tmp_path):
    rows = cases(SPEC, *OWN)
    lines = ["borderclash: 1", "parties: {a: {name: A}}", "sources:"]
    lines += [f"  {tag.lower()}: {{title: S, language: {tag}}}" for tag in sorted({case.tag for case in rows})]
    lines += ["events:", "  e:", "    title: E", "    questions:", ""]
    text = "\n".join(lines)
    at = {}
    for number, case in enumerate(rows):
        text += CLAIM.format(
            number=number,
            kind=case.kind,
            source=case.tag.lower(),
            value=json.dumps(case.value),
            quote=json.dumps(case.quote, ensure_ascii=False),
        )
        at[text.count("\n")] = number
    path = tmp_path / "claims.yaml"
    path.write_text(text, encoding="utf-8")
    found = ["ok"] * len(rows)
    for problem in check(
        [str(path)], settings=Settings(select=("quote-qualifier", "quote-without-figure"))
    ).problems:
        kind = re.match(r"qualifier (\w+):|the quote does not contain", problem.message)
        assert kind, problem
        found[at[problem.location.line]] = kind[1] or "no-figure"
    # What is found of a case of our own is what it expects, as another test holds.
    said = [case.found() for case in cases(SPEC)] + [case.expected for case in cases(*OWN)]
    assert [case for case, result, same in zip(rows, found, said, strict=True) if result != same] == []
