"""The catalogues: complete, with the places of their messages, and nothing that a reader sees is outside them."""

import json
import re
import shutil
from pathlib import Path

import catalogues
import golden
import pytest
import wordless
from files import GOOD, ROOT, run
from spec_cases import CASES, claim_file

import borderclash as bc
from borderclash.language import gettext, ngettext, using
from borderclash.presenting.chart_view import chart
from borderclash.rendering import formats
from borderclash.rendering.charts import vega

EVERYTHING, BUNDLED = ROOT / "tests" / "page.yaml", ROOT / "data" / "claims.yaml"
OLD, NEW = ROOT / "tests" / "diff" / "old.yaml", ROOT / "tests" / "diff" / "new.yaml"
# Figures that are words, which stay as they were written, and what a time zone is called.
STAY = {"dozens", "tens", "of", "thousands", "none", "several", "hundreds", "scores", "UTC", "Asia", "Kabul"}
PLACE = re.compile(r"\{\w*\}")


def translations(language):
    """Return each message of a catalogue with its translations: one, or a form for each number."""
    known = catalogues.read(language)
    for message in known:
        if message.id:
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            yield message.id if isinstance(message.id, tuple) else (message.id,), forms


@pytest.mark.parametrize("language", catalogues.COMPLETE)
def test_a_catalogue_has_all_messages_and_no_others(language):
    assert catalogues.missing(language) == []
    messages = {(message.context, message.id) for message in catalogues.messages()}
    assert {(message.context, message.id) for message in catalogues.read(language)} == messages


def test_no_message_stands_both_alone_and_with_a_plural():
    # In a catalogue these would be one, and its first form the translation of the other.
    found = set(catalogues.found())
    plural = {(texts[0], context) for texts, context in found if len(texts) > 1}
    assert plural.isdisjoint((texts[0], context) for texts, context in found if len(texts) == 1)


@pytest.mark.parametrize("language", catalogues.COMPLETE)
def test_a_translation_has_the_places_of_its_message(language):
    for texts, forms in translations(language):
        needed = set(PLACE.findall(texts[-1]))
        for form in forms:
            # "one" and its like may stand for a count.
            assert set(PLACE.findall(form)) | {"{count}"} == needed | {"{count}"}, form
        assert len(texts) > 1 or set(PLACE.findall(forms[0])) == needed, forms


@pytest.mark.parametrize("language", catalogues.COMPLETE)
def test_a_plural_has_a_form_for_every_number(language):
    number = catalogues.read(language).num_plurals
    assert all(len(forms) == number for texts, forms in translations(language) if len(texts) > 1)


def test_french_has_the_spaces_and_signs_of_french():
    for _, forms in translations("fr"):
        for form in forms:
            assert not re.search(
                r"(?<!\u00a0):(?=\s|$)|(?<!\u202f)[;?!]|«(?!\u00a0)|(?<!\u00a0)»|'|\"|“|”|\.\.\.", form
            ), form


@pytest.fixture
def greek(monkeypatch, tmp_path):
    """Return a claim file with all that curators wrote in Greek letters, in a language without letters."""
    wordless.speak(monkeypatch)

    def made(file):
        copy = tmp_path / file.name
        copy.write_text(wordless.in_greek(file), encoding="utf-8")
        return copy

    return made


def seen(format, *arguments):
    """Return the words in Latin letters that a reader of a format sees which no curator wrote."""
    ran = run(*arguments, "-f", format, "--language", "fr", "--color", "never", columns=160)
    assert ran.code == 0, ran.err
    return wordless.words(wordless.SHOWN[format](ran.out)) - STAY


def readers(of, *quick):
    """Return the names of those formats that readers see; all but the *quick* are run with the long tests."""
    names = [format.name for format in of if format.for_readers]
    return [name if name in quick else pytest.param(name, marks=pytest.mark.thorough) for name in names]


@pytest.mark.parametrize("format", readers(formats.OF_COMPARISON, "html"))
def test_every_word_of_a_comparison_is_in_the_catalogues(greek, format):
    chart = ["--chart"] if format == "terminal" else []
    assert seen(format, "compare", greek(EVERYTHING), "--full", "--sources", *chart) == set()


@pytest.mark.parametrize("format", readers(formats.OF_ANY_RESULT))
@pytest.mark.parametrize("command", ["timeline", "coverage"])
def test_every_word_of_other_results_is_in_the_catalogues(greek, command, format):
    assert seen(format, command, greek(EVERYTHING)) == set()


@pytest.mark.parametrize("format", readers(formats.OF_DIFFERENCE))
def test_every_word_of_a_difference_is_in_the_catalogues(greek, format):
    old, new = greek(OLD), greek(NEW)
    written = set().union(*(wordless.words(f"{file} {file.read_text(encoding='utf-8')}") for file in (old, new)))
    assert seen(format, "diff", old, new) - written == set()


@pytest.mark.thorough
@pytest.mark.parametrize("command", ["compare", "timeline", "coverage"])
def test_every_word_on_the_bundled_data_is_in_the_catalogues(greek, command):
    more = ["--as-of", "2025-10-12"] if command == "coverage" else []
    assert seen("markdown", command, greek(BUNDLED), *more) == set()


@pytest.mark.thorough
@pytest.mark.parametrize("question", ["soldiers-killed", "posts-lost", "first-shot"])
def test_every_word_of_an_embed_is_in_the_catalogues(greek, tmp_path, question):
    asked = ("--event", "bridge-2025-03-01", "--question", question, "--embed", "-o", tmp_path / "row.html")
    ran = run("compare", greek(EVERYTHING), *asked, "--language", "fr")
    assert ran.code == 0, ran.err
    embed = wordless.of_html((tmp_path / "row.html").read_text(encoding="utf-8"))
    # It says by their ids what was asked for.
    assert wordless.words(embed) - STAY == {"bridge-", question}


@pytest.mark.thorough
def test_every_word_of_a_figure_is_in_the_catalogues(greek):
    comparison = golden.load(greek(EVERYTHING))
    with using("fr"):
        made = list(filter(None, (chart(event, comparison) for event in comparison.events)))
        assert made
        assert set().union(*(wordless.words(vega.alternative_text(one)) for one in made)) - STAY == set()


@pytest.mark.thorough
@pytest.mark.parametrize(
    "case", [case for case in CASES if case["expect"] != "error"], ids=lambda case: case["name"]
)
@pytest.mark.parametrize("command", ["compare", "timeline"])
def test_every_word_of_a_case_is_in_the_catalogues(greek, tmp_path, command, case):
    file = tmp_path / "case.yaml"
    file.write_text(json.dumps(claim_file(case), default=str), encoding="utf-8")
    assert seen("markdown", command, greek(file)) - wordless.words(json.dumps(case, default=str)) == set()


def test_a_word_outside_the_catalogues_is_found(monkeypatch):
    wordless.speak(monkeypatch)
    with using("fr"):
        assert wordless.words(gettext("no rows")) == set()
        assert wordless.words(ngettext("{count} row", "{count} rows", 2)) == set()
        with pytest.raises(AssertionError, match="not in the catalogues"):
            gettext("".join(("no such", " message")))
    assert wordless.words(wordless.SHOWN["html"]('<p title="seen" class="unseen">text</p>')) == {"seen", "text"}


def test_one_language_leaves_nothing_behind_for_the_next(tmp_path):
    result, file = bc.compare(bc.loads(GOOD)), tmp_path / "differences.md"

    def written(language):
        result.write(file, language=language)
        return file.read_text(encoding="utf-8")

    first = {language: written(language) for language in ("en", "fr", "uk")}
    assert len(set(first.values())) == 3
    assert {language: written(language) for language in ("uk", "en", "fr")} == first


GOLDENS = {
    "compare-80.fr.txt": ("compare", EVERYTHING, "--sources"),
    "compare-140.fr.txt": ("compare", EVERYTHING, "--full"),
    "compare.fr.md": ("compare", EVERYTHING, "-f", "markdown", "--sources"),
    "page.fr.txt": ("compare", EVERYTHING, "-f", "html", "--made", "2026-01-02"),
    "timeline.fr.txt": ("timeline", EVERYTHING),
    "coverage.fr.txt": ("coverage", EVERYTHING),
    "diff.fr.md": ("diff", OLD, NEW, "-f", "markdown"),
}
QUICK = "compare-80.fr.txt"


@pytest.mark.parametrize(
    "name", [name if name == QUICK else pytest.param(name, marks=pytest.mark.thorough) for name in GOLDENS]
)
def test_golden_in_french(name, tmp_path):
    # Of no repository, whose revision the page would tell.
    given = [Path(shutil.copy(one, tmp_path)).name if isinstance(one, Path) else one for one in GOLDENS[name]]
    ran = run(*given, "--language", "fr", columns=140 if "140" in name else 80, cwd=tmp_path)
    assert ran.code == 0, ran.err
    # Of the page its words: what stands around them has a golden file in English.
    golden.check(name, wordless.lines_of_html(ran.out) if name.startswith("page") else ran.out)
