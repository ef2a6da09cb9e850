"""The language that an output is in: which is taken, and which formats it changes."""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from files import EXAMPLE, GOOD, ROOT, claims_table, contents, run
from rows import each_row

import borderclash as bc
from borderclash import language
from borderclash.presenting import blocks, difference_view
from borderclash.presenting.phrasing import labels
from borderclash.rendering import formats
from borderclash.values import KINDS, Setting

FRENCH = GOOD.replace("title: Two", "output-language: fr\ntitle: Two", 1)


def file(folder, text=GOOD, name="claims.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def told(monkeypatch):
    """Have each output for readers say the language that it is in."""

    def said(*_):
        return f"written in {language.current()}"

    def noted(*_):
        yield blocks.Note(blocks.text(said()))

    monkeypatch.setattr(labels, "event_line", said)
    monkeypatch.setattr(labels, "head", noted)
    monkeypatch.setattr(difference_view.DifferenceView, "blocks", noted)


def languages(text):
    """Return the languages that an output says it is in."""
    return {tag for tag in language.LANGUAGES if f"written in {tag}" in " ".join(text.split())}


@pytest.mark.parametrize("command", ["compare", "timeline", "coverage"])
@pytest.mark.parametrize("format", ["terminal", "markdown"])
def test_formats_for_readers_are_in_the_language_that_is_asked_for(told, tmp_path, command, format):
    claims = file(tmp_path)
    assert languages(run(command, claims, "-f", format).out) == {"en"}
    assert languages(run(command, claims, "-f", format, "--language", "uk").out) == {"uk"}


@pytest.mark.thorough
def test_the_page_is_in_the_language_that_is_asked_for(told, tmp_path):
    assert languages(run("compare", file(tmp_path), "-f", "html", "--language", "uk").out) == {"uk"}


def test_changes_are_in_the_language_of_the_newer_version_or_that_asked_for(told, tmp_path):
    old, new = file(tmp_path), file(tmp_path, FRENCH, "new.yaml")
    assert languages(run("diff", old, new).out) == {"fr"}
    assert languages(run("diff", new, old).out) == {"en"}
    assert languages(run("diff", new, old, "--language", "es").out) == {"es"}


def test_a_claim_file_says_the_language_and_the_option_comes_before_it(told, tmp_path):
    claims = file(tmp_path, FRENCH)
    for command in ("compare", "timeline", "coverage"):
        assert languages(run(command, claims).out) == {"fr"}
        assert languages(run(command, claims, "--language", "es").out) == {"es"}
        assert languages(run(command, claims, "--language", "en").out) == {"en"}


def test_of_several_files_the_first_that_names_a_language_counts(told, tmp_path):
    none = file(tmp_path, "borderclash: 1\n", "none.yaml")
    french = file(tmp_path, FRENCH)
    other = file(tmp_path, "borderclash: 1\noutput-language: uk\n", "other.yaml")
    assert languages(run("compare", none, french, other).out) == {"fr"}
    assert languages(run("compare", none, other, french).out) == {"uk"}


@pytest.mark.parametrize(
    "format",
    [one.name for one in formats.OF_COMPARISON if isinstance(one, formats.Format) and not one.for_readers],
)
def test_what_programs_read_stays_english(tmp_path, format):
    claims = file(tmp_path)
    assert run("compare", claims, "-f", format, "--language", "fr") == run("compare", claims, "-f", format)


def test_an_unknown_language_is_told_with_all_there_are(tmp_path):
    claims = file(tmp_path)
    told = run("compare", claims, "--language", "xx")
    assert (told.code, told.err.splitlines()[-1]) == (
        2,
        "Error: Invalid value for '--language': 'xx' is not one of 'en', 'ar', 'es', 'fr', 'uk'.",
    )
    told = run("validate", file(tmp_path, FRENCH.replace(": fr", ": fra")))
    assert "`output-language` must be one of `en`, `ar`, `es`, `fr`, `uk`; got `fra`" in told.out
    assert "did you mean `fr`?" in told.out


def test_the_schema_and_the_page_on_languages_have_all_there_are():
    schema = json.loads((ROOT / "schemas/claims.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["output-language"]["enum"] == list(language.LANGUAGES)
    page = (ROOT / "docs/languages.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w\w)` \|", page, re.MULTILINE)) == set(language.LANGUAGES)


def test_the_page_on_languages_shows_figures_as_they_are_shown():
    page = (ROOT / "docs/languages.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \| (.+) \| (.+) \|$", page, re.MULTILINE)
    for written, *cells in rows:
        kind = KINDS["time" if written.endswith("2025") else "number"]
        value = kind.read(written, Setting(unit="%"))
        for tag, cell in zip(("fr", "es", "uk"), cells, strict=True):
            with language.using(tag):
                assert " ".join(kind.in_words(value).split()) == cell
    assert len(rows) > 5


def test_a_program_names_the_language_where_it_writes(told, tmp_path):
    result, in_french = bc.compare(bc.loads(GOOD)), bc.compare(bc.loads(FRENCH))
    out = tmp_path / "out.md"
    for made, wanted, expected in (
        (result, None, "en"),
        (result, "uk", "uk"),
        (in_french, None, "fr"),
        (in_french, "en", "en"),
    ):
        made.write(out, language=wanted)
        assert languages(out.read_text(encoding="utf-8")) == {expected}
    # Nothing of it stays behind, and what a program reads is English.
    assert language.current() == "en"
    assert languages(in_french._repr_html_()) == {"fr"}
    assert in_french.to_dict() == result.to_dict()
    with pytest.raises(bc.UsageError) as refused:
        result.write(out, language="xx")
    assert refused.value.message == "no outputs are made in the language `xx`"
    assert refused.value.help == "use one of en, ar, es, fr, uk"


@pytest.mark.thorough
def test_shares_of_large_data_are_in_the_language_too(told, tmp_path, monkeypatch):
    from borderclash import processes
    from borderclash.cli import shared

    claims = file(tmp_path, FRENCH.replace("  clash:", "  clash-0:") + _more_events(12))
    monkeypatch.setattr(shared, "LARGE", 0)
    monkeypatch.setattr(processes, "SHARE", 500)
    monkeypatch.setattr(processes, "available", lambda: 2)
    parted = []
    monkeypatch.setattr(processes, "share_out", lambda jobs: parted.append(len(jobs)) or [job() for job in jobs])
    assert languages(run("compare", claims).out) == {"fr"}
    assert languages(run("compare", claims, "--language", "uk").out) == {"uk"}
    assert parted == [2, 2]


def _more_events(number):
    event = GOOD.partition("events:\n")[2]
    return "".join(event.replace("  clash:", f"  clash-{place}:") for place in range(1, number))


@pytest.mark.thorough
def test_a_spreadsheet_keeps_the_language_both_ways(tmp_path):
    sheet, back = tmp_path / "claims.csv", tmp_path / "back.yaml"
    assert run("compare", file(tmp_path, FRENCH), "-f", "claims-csv", "-o", sheet).code == 0
    assert run("import", sheet, "-o", back).code == 0
    assert bc.load(back).dataset.output_language == "fr"
    assert "output_language" not in run("compare", file(tmp_path), "-f", "claims-csv").out


@pytest.mark.thorough
@pytest.mark.parametrize("command", ["timeline", "coverage"])
@pytest.mark.parametrize("format", ["json", "csv"])
def test_what_programs_read_of_the_other_commands_stays_english(tmp_path, command, format):
    claims = file(tmp_path)
    assert run(command, claims, "-f", format, "--language", "uk") == run(command, claims, "-f", format)


@pytest.mark.thorough
@pytest.mark.parametrize("suffix", ["json", "csv", "sqlite", "xlsx", "jsonl", "parquet"])
@pytest.mark.parametrize("tag", ["fr", "uk"])
def test_files_for_programs_are_the_same_in_every_language(tmp_path, suffix, tag):
    written = []
    for name in ("en", tag):
        out = tmp_path / f"{name}.{suffix}"
        assert run("compare", EXAMPLE, "--language", name, "-o", out).code == 0
        written.append(contents(out))
    assert written[0] == written[1]


@pytest.mark.thorough
def test_a_table_compared_event_by_event_is_in_the_language_too(told, tmp_path):
    table, out = claims_table(file(tmp_path), tmp_path / "claims.parquet"), tmp_path / "out.md"
    assert run("compare", table, "-o", out, "--language", "uk").err == f"wrote {out}: 1 event\n"
    assert languages(out.read_text(encoding="utf-8")) == {"uk"}


@pytest.mark.thorough
def test_the_figure_and_its_alternative_text_are_in_the_language(tmp_path):
    claims = file(tmp_path, FRENCH.replace(": fr", ": uk"))
    for asked, begins in (((), "Графіки діапазонів."), (("--language", "en"), "Range plots.")):
        assert run("chart", claims, *asked, "-o", tmp_path / "figure.svg", "--overwrite").code == 0
        assert (tmp_path / "figure.alt.txt").read_text(encoding="utf-8").startswith(begins)


@pytest.mark.thorough
def test_a_preview_is_in_the_language_of_the_files_or_that_asked_for(tmp_path):
    from borderclash.preview.shown import shown

    for text, asked, expected in ((GOOD, None, "en"), (FRENCH, None, "fr"), (FRENCH, "uk", "uk")):
        page = shown([str(file(tmp_path, text))], lambda _: None, asked).page.decode()
        assert f'<html lang="{expected}"' in page


def test_another_language_is_a_change_between_two_versions(tmp_path):
    said = run("diff", file(tmp_path), file(tmp_path, FRENCH, "new.yaml"), "--language", "en").out
    assert "output-language: not given → fr" in said


@pytest.mark.thorough
def test_outputs_in_two_languages_at_once_are_those_made_one_after_the_other(tmp_path):
    result = bc.compare(bc.load(EXAMPLE))

    def page(tag, number):
        out = tmp_path / f"{tag}-{number}.html"
        result.write(out, language=tag)
        return out.read_bytes()

    alone = {tag: page(tag, 0) for tag in language.LANGUAGES}
    with ThreadPoolExecutor(4) as threads:
        made = {
            (tag, number): threads.submit(page, tag, number)
            for number in range(1, 4)
            for tag in language.LANGUAGES
        }
        for (tag, _), content in made.items():
            assert content.result() == alone[tag]
    assert len(set(alone.values())) == len(language.LANGUAGES)


ARABIC = "وزارة الصحة"


@each_row("format", ["prose", "markdown", "wikitext", "html", "terminal", "json", "csv"])
def test_a_name_from_right_to_left_turns_no_figure_behind_it(format):
    claims = GOOD.replace("{name: South}", f"{{name: {ARABIC}}}")
    told = run("compare", "-", "-f", format, "--sources", stdin=claims).out
    apart = f"\u2068{ARABIC}\u2069 says at least 18"
    if format in ("terminal", "json", "csv"):
        assert "\u2068" not in told
        assert ARABIC in told
    else:
        assert apart in told
    assert not re.search("\u2068[^\u2069]*\u2068", told)
