"""The rules about quotes, figures, saved texts and characters, each at its line and column."""

import hashlib
import os
import re
import subprocess
import sys
import unicodedata

import pytest
from files import EXAMPLE, load, run
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.checking import check
from borderclash.entering import hashes
from borderclash.problems import UsageError
from borderclash.reading import documents, snapshots
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Loaded
from borderclash.reading.locate import locate
from borderclash.reading.quotes import folded, occurs
from borderclash.reading.sources import Input, find
from borderclash.reading.yaml_events import parse
from borderclash.rules import (
    confusing_characters,
    decimal_comma,
    figure_not_in_snapshot,
    not_normalised,
    quote_not_in_snapshot,
    quote_qualifier,
    quote_without_figure,
    snapshot_changed,
    snapshot_missing,
)
from borderclash.rules.base import Material

RULES = (
    quote_without_figure,
    quote_qualifier,
    decimal_comma,
    snapshot_missing,
    quote_not_in_snapshot,
    figure_not_in_snapshot,
    snapshot_changed,
    confusing_characters,
    not_normalised,
)
TEXT = "The ministry said that at least\n18 soldiers were killed \u2014 \u201cand 30 injured\u201d \u2014 on Sunday.\n"


def found(text, folder="."):
    """Return line, column, severity, rule and message of what the rules of this file find in *text*."""
    return [(p.location.line, p.location.column, p.severity, p.rule, p.message) for p in problems_of(text, folder)]


def problems_of(text, folder="."):
    """Return what the rules of this file find in *text*."""
    loaded = Loaded()
    load(Input(os.path.join(folder, "claims.yaml"), text.encode()), loaded)
    dataset, findings = assemble(loaded.documents)
    assert not loaded.findings + findings
    material = Material(dataset, loaded.documents)
    return locate([finding for rule in RULES for finding in rule.check(material)], loaded.texts)


def claims(value, quote, language="en", kind="count", more="", source=""):
    """Return a file with one claim, its quote at line 16, column 20."""
    spoken = f", language: {language}" if language else ""
    return f"""\
borderclash: 1
parties: {{a: {{name: A}}}}
sources:
  s: {{title: S, published: 2025-10-12{spoken}{source}}}
events:
  e:
    title: E
    source: s
    questions:
      q:
        label: Q
        kind: {kind}
        unit: men
        claims:
          - party: a
            quote: {quote}
            value: {value}
{more}"""


def test_bundled_example_is_quiet():
    text = EXAMPLE.read_text(encoding="utf-8")
    assert found(text, EXAMPLE.parent) == []


# quote-without-figure


@each_row(
    ("value", "quote", "language"),
    [
        ("58", "killing eighty-five soldiers", "en"),
        ("58", "killing 580 soldiers", "en"),
        ("500", "1,500 were killed", "en"),
        ("at least 18", "risen to at least 19", "en"),
        ("130 to 170", "about 130 of them", "en"),
        ("2.9 million", "2.8 million people", "en"),
        ("0", "58 soldiers were killed", "en"),
        ("3", "several explosions", "en"),
        ("58", "cinquante-neuf soldats", "fr"),
        ("58", "achtundsechzig Soldaten", "de"),
        ("58", "killing soldiers", ""),
    ],
)
def test_quote_without_its_figure(value, quote, language):
    ((line, column, severity, rule, message),) = found(claims(value, quote, language))
    assert (line, column, severity, rule) == (16, 20, "warning", "quote-without-figure")
    assert message.startswith("the quote does not contain the figure of `value`, ")


@pytest.mark.parametrize("language", ["", "en"])
def test_a_language_is_asked_for_where_none_is_given(language):
    told = run("validate", "-", stdin=claims("58", "killing soldiers", language)).out
    assert "or correct the figure" in told
    assert ("give the source's `language`" in told) is (language == "")


@each_row(
    ("value", "quote", "language"),
    [
        ("58", "killing 58 soldiers", "en"),
        ("58", "fifty-eight soldiers", "en"),
        ("58", "Fifty\u2011eight soldiers", ""),
        ("at least 58", "at least fifty eight", "en-GB"),
        ("0", "not a single incident has occurred", "en"),
        ("0", "no soldiers were lost", ""),
        ("none", "kein einziger Soldat", "de"),
        ("none", "it didn't lose anyone", "en"),
        ("1", "a soldier was killed", "en"),
        ("2", "both were killed", "en"),
        ("12", "a dozen men", "en"),
        ("24", "two dozen men", "en"),
        ("nearly 4 million", "nearly four million refugees", "en"),
        ("2.9 million", "2.9m people", "en"),
        ("2.9 million", "2,900,000 people", "en"),
        ("2.9 million", "2,9 Millionen Menschen", "de"),
        ("2500000", "two and a half million", "en"),
        ("500000", "half a million", "en"),
        ("2.5 to 3 million", "between 2.5 and 3 million", "en"),
        ("2000 to 3000", "two to three thousand men", "en"),
        ("1500", "1.500 Soldaten", "de"),
        ("1500", "1\u202f500 soldats", "fr"),
        ("1500", "1 500 soldats", "fr"),
        ("1500", "fifteen hundred", "en"),
        ("1500", "1'500 Soldaten", "de"),
        ("1200000", "12,00,000 people", "en-IN"),
        ("1200000", "12 lakh people", "en-IN"),
        ("58", "\u0665\u0668 jundi", "en"),
        ("1500", "\u0967,\u096b\u0966\u0966 sainik", "en"),
        ("58", "cinquante-huit soldats", "fr"),
        ("58", "otteoghalvtreds soldater", "da"),
        # what cannot be told
        ("several", "multiple stretches", "en"),
        ("dozens", "a lot of them", "en"),
        ("58", "elli sekiz asker", "tr"),
        ("58", "\u062b\u0645\u0627\u0646\u064a\u0629 \u0648\u062e\u0645\u0633\u0648\u0646 \u062c\u0646\u062f\u064a\u0627", ""),
        ("58", "\u062b\u0645\u0627\u0646\u064a\u0629 \u0648\u062e\u0645\u0633\u0648\u0646", "ar"),
    ],
)  # fmt: skip
def test_quote_with_its_figure(value, quote, language):
    assert found(claims(value, f'"{quote}"', language)) == []


@each_row("number", range(21))
def test_small_figures_in_words(number):
    words = (
        "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty"
    ).split()
    assert found(claims(number, f"{words[number]} soldiers")) == []
    assert len(found(claims(number, "ninety soldiers"))) == 1


def test_a_translation_counts_as_well():
    quote = "\u067e\u0646\u062c\u0627\u0647 \u0648 \u0647\u0634\u062a"
    assert found(claims(58, quote, "ps", more="            translation: fifty-eight of them\n")) == []
    assert len(found(claims(58, quote, "ps", more="            translation: fifty of them\n"))) == 1


def test_a_number_with_a_sign_and_decimals():
    assert found(claims("-3.5", "fell by 3.5 degrees", kind="number")) == []
    assert found(claims("1.5", "one point five", kind="number")) == []
    assert len(found(claims("-3.5", "fell by 3 degrees", kind="number"))) == 1


def test_what_states_no_figure_is_left_alone():
    assert found(claims(58, "that is a lie", more="            stance: denies\n")) == []
    assert found(claims("text", "nothing of it", kind="text").replace("        unit: men\n", "")) == []


def test_tables_are_only_loaded_when_digits_do_not_do():
    code = (
        "import sys\nfrom borderclash.checking import check\n"
        "from borderclash.reading.sources import Input\nfrom borderclash.checking import check_inputs\n"
        f"assert not check_inputs([Input('a.yaml', {claims('at least 58', 'at least 58 men').encode()!r})]).problems\n"
        "assert 'borderclash.quotes.judging' not in sys.modules\n"
        f"assert not check_inputs([Input('a.yaml', {claims('58', 'fifty-eight men').encode()!r})]).problems\n"
        "assert 'borderclash.quotes.judging' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# quote-qualifier


@each_row(
    ("value", "quote", "message", "help"),
    [
        (
            "18",
            "at least 18 soldiers died",
            "lost: the quote says at least 18, the value 18",
            "value: at least 18",
        ),
        (
            "at least 1,500",
            "killing 1500 men",
            "added: the quote says 1,500, the value at least 1,500",
            "value: 1,500",
        ),
        (
            "about 200",
            "up to 200 men",
            "changed: the quote says up to 200, the value about 200",
            "value: up to 200",
        ),
        ("30", "between 25 and 30 men", "lost: the quote says 25 to 30, the value 30", "value: 25 to 30"),
        ("dozens", "hundreds of men", "changed: the quote says hundreds, the value dozens", "value: hundreds"),
        ("40,000", "30-40,000 men", "lost: the quote says 30,000 to 40,000, the value 40,000", "30,000 to 40,000"),
        # a mark behind the words that tell is no part of them
        ("200", "200 soldiers at most.", "lost: the quote says up to 200, the value 200", "value: up to 200"),
        ("200", "200 at the very least!", "lost: the quote says at least 200, the value 200", "at least 200"),
    ],
)
def test_qualifier_of_a_quote(value, quote, message, help):
    (problem,) = problems_of(claims(value, quote))
    assert (problem.location.line, problem.location.column, problem.severity) == (16, 20, "warning")
    assert (problem.rule, problem.message) == ("quote-qualifier", f"qualifier {message}")
    assert help in problem.help


@each_row(
    ("value", "quote", "language", "more"),
    [
        ("at least 18", "at least 18 died", "en", ""),
        ("18", "killing 18 soldiers", "en", ""),
        ("18", "18 soldiers at the border", "en", ""),
        ("18", "au moins 18 morts", "ja", ""),
        ("18", "minst 18 d\u00f6da", "sv", ""),
        # nobody says which language it is
        ("at least 18", "au moins 18 morts", "", ""),
        (
            "at least 18",
            "\u043f\u043e\u0433\u0438\u0431\u043b\u0438 18 \u0447\u0435\u043b\u043e\u0432\u0435\u043a",
            "",
            "",
        ),
        # the translation tells what the words of the quote could not
        ("at least 18", "18 morts", "fr", "            translation: at least 18 dead\n"),
        ("18", "at least 18 died", "en", "            stance: denies\n"),
    ],
)
def test_qualifier_that_is_as_it_should_be_or_cannot_be_told(value, quote, language, more):
    assert found(claims(value, f'"{quote}"', language, more=more)) == []


def test_a_qualifier_that_begins_with_any_word():
    (problem,) = problems_of(claims("200", "200 veya daha fazla asker", "tr"))
    assert problem.message == "qualifier lost: the quote says at least 200, the value 200"


def test_a_qualifier_that_no_language_of_several_sources_finds():
    text = claims(18, "at least 18 men").replace("source: s\n", "source: [s, t]\n")
    for language, rules in (("fr", []), ("en-GB", ["quote-qualifier"]), ("xx", [])):
        other = text.replace("events:", f"  t: {{title: T, language: {language}}}\nevents:")
        assert [problem[3] for problem in found(other)] == rules


# decimal-comma


@each_row(
    ("value", "language", "quote"),
    [
        ("1.500", "de", None),
        ("at least 1.500", "pt-BR", None),
        ("1.500 to 2.750", "pl", None),
        ("1.500", "", "1.500 toneladas, un 2,5 %"),
        ("1.234", "ru", "1.234"),
    ],
)
def test_point_that_may_be_one_of_thousands(value, language, quote):
    (problem,) = problems_of(number(value, language, quote))
    assert (problem.rule, problem.severity) == ("decimal-comma", "warning")
    assert problem.location.line == (17 if quote else 16)


def test_decimal_comma_gives_both_readings():
    (problem,) = problems_of(number("at least 1.500", "de"))
    assert problem.message.startswith("`at least 1.500` is read as at least 1.5; ")
    assert problem.message.endswith("it is at least 1,500")
    (problem,) = problems_of(number("1.234", "de"))
    assert "`value: 1,234` or `value: 1.2340`" in problem.help


@each_row(
    ("value", "language", "quote"),
    [
        ("1.500", "en", None),
        ("1.500", "", None),
        ("1.500", "es-MX", None),
        ("1.500", "de-CH", None),
        ("1.5", "de", None),
        ("0.500", "de", None),
        ("1,500", "de", None),
        ("1.500", "de", "1,500 Tonnen"),
        ("1.500", "de", "1,5 Tonnen"),
    ],
)
def test_point_that_is_clear(value, language, quote):
    assert problems_of(number(value, language, quote)) == []


def number(value, language, quote=None):
    text = claims(f'"{value}"', quote and f'"{quote}"', language, "number")
    return text if quote else text.replace("            quote: None\n", "")


# figure-not-in-snapshot


def unquoted(value, language="en"):
    return claims(value, "", language, source=", snapshot: s.txt").replace("            quote: \n", "")


@pytest.mark.parametrize(
    ("value", "language"), [("58", "en"), ("at least 19", "en"), ("18 to 31", "en"), ("1,830", "en"), ("58", "de")]
)
def test_figure_not_in_the_snapshot(tmp_path, value, language):
    saved(tmp_path)
    ((line, column, severity, rule, message),) = found(unquoted(value, language), tmp_path)
    assert (line, column, severity, rule) == (16, 20, "warning", "figure-not-in-snapshot")
    missing = "31" if value == "18 to 31" else value.removeprefix("at least ")
    assert message == f"the figure of `value`, {missing}, does not occur in the snapshot `s.txt`"


@pytest.mark.parametrize(
    ("value", "language"),
    [
        ("18", "en"),
        ("at least 30", ""),
        ("18 to 30", "en"),
        ("2", "en"),
        ("dozens", "en"),
        ("58", "ja"),
        ("58", "zh"),
    ],
)
def test_figure_in_the_snapshot_or_that_cannot_be_told(tmp_path, value, language):
    saved(tmp_path, TEXT if language != "zh" else "\u4e94\u5341\u516b\u4eba\u6b7b\u4ea1")
    assert found(unquoted(value, language), tmp_path) == []


def test_figure_in_words_in_the_snapshot(tmp_path):
    saved(tmp_path, "Fifty-eight soldiers were killed, two dozen more wounded.")
    assert found(unquoted("58"), tmp_path) == found(unquoted("24"), tmp_path) == []


def test_figure_in_a_page_saved_as_it_is(tmp_path):
    saved(tmp_path, "<p>Some 1&nbsp;500 people fled.</p>")
    assert found(unquoted("1500"), tmp_path) == []


def test_figure_in_one_of_several_snapshots(tmp_path):
    saved(tmp_path)
    saved(tmp_path, "so said 58 of them", "t.txt")
    text = unquoted("58").replace("source: s\n", "source: [s, t]\n")
    assert found(text.replace("events:", "  t: {title: T}\nevents:"), tmp_path) == []
    other = text.replace("events:", "  t: {title: T, snapshot: t.txt}\nevents:")
    assert found(other, tmp_path) == []
    saved(tmp_path, "nothing", "t.txt")
    assert found(other, tmp_path)[0][4].endswith("`s.txt` or `t.txt`")


def test_claims_with_a_quote_and_snapshots_that_were_changed_are_left_to_other_rules(tmp_path):
    saved(tmp_path)
    changed = unquoted("58").replace("snapshot: s.txt", f"snapshot: s.txt, sha256: {'0' * 61}abc")
    assert [problem[3] for problem in found(changed, tmp_path)] == ["snapshot-changed"]
    quoted = claims(58, "58 men", source=", snapshot: s.txt")
    assert [problem[3] for problem in found(quoted, tmp_path)] == ["quote-not-in-snapshot"]


# saved texts


def saved(tmp_path, text=TEXT, name="s.txt"):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_quote_not_in_the_snapshot(tmp_path):
    saved(tmp_path)
    text = claims(18, "18 troops were killed", source=", snapshot: s.txt")
    ((line, column, severity, rule, message),) = found(text, tmp_path)
    assert (line, column, severity, rule) == (16, 20, "warning", "quote-not-in-snapshot")
    assert message == "the quote does not occur in the snapshot `s.txt`"


@pytest.mark.parametrize(
    "quote",
    [
        "18 soldiers were killed",
        "at least 18 soldiers",
        "said that at least 18 soldiers were killed - 'and 30 injured'",
        "18 soldiers were killed\u2014\u00abAND\u00bb".replace("AND", "and 30 injured"),
        "The ministry ... 18 soldiers",
        "The ministry [\u2026] 18 soldiers \u2026 on Sunday",
        "The ministry (...) 18 [Afghan] soldiers",
        "... 18 soldiers ...",
        "18 soldiers were\u00a0killed",
        "[...] 18",
    ],
)
def test_quote_in_the_snapshot(tmp_path, quote):
    saved(tmp_path)
    problems = found(claims(18, f'"{quote}"', source=", snapshot: s.txt"), tmp_path)
    assert {problem[3] for problem in problems} <= {"quote-qualifier"}


@each_row(
    ("quote", "text", "expected"),
    [
        ("killed 5", "killed 58", False),
        ("8 men", "58 men", False),
        ("killed 5", "killed 5,000", False),
        ("000 men", "5,000 men", False),
        ("killed 5", "killed 58, then killed 5.", True),
        ("b ... a", "a b", False),
        ("a ... a", "a", False),
        ("18人死亡", "18人\n死亡", True),
        ("Ｆｕｌｌ width", "Full width", True),
        ("cafe\u0301", "caf\u00e9", True),
        ("soldi\u00aders", "soldiers", True),
        ("he said ``no''", 'he said "no"', True),
        ("two--three", "two \u2013 three", True),
        ("Killed", "killed", False),
        ("...", "anything", True),
    ],
)
def test_what_may_differ(quote, text, expected):
    assert occurs(folded(quote), folded(text)) is expected


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_part_of_a_text_that_cuts_no_number_occurs_in_it(text, a, b):
    plain = folded(re.sub(r"\d", "x", text))
    assert occurs(plain[min(a, b) : max(a, b)].strip(), plain)


def test_several_sources_must_all_have_a_snapshot(tmp_path):
    saved(tmp_path)
    text = claims(18, "18 troops", source=", snapshot: s.txt").replace("source: s\n", "source: [s, t]\n")
    assert found(text.replace("events:", "  t: {title: T}\nevents:"), tmp_path) == []
    other = text.replace("events:", "  t: {title: T, snapshot: t.txt}\nevents:")
    saved(tmp_path, "so said 18 troops", "t.txt")
    assert found(other, tmp_path) == []
    saved(tmp_path, "nothing", "t.txt")
    assert found(other, tmp_path)[0][4].endswith("`s.txt` or `t.txt`")


def unusable(tmp_path, path):
    text = f"borderclash: 1\nsources: {{s: {{title: S, snapshot: {path}}}}}\n"
    ((line, column, severity, rule, message),) = found(text, tmp_path)
    assert (line, column, severity, rule) == (2, 35, "error", "snapshot-missing")
    return message


def test_no_quote_is_held_against_a_snapshot_that_cannot_be_read(tmp_path):
    text = claims(18, "18 troops", source=", snapshot: s.txt")
    assert [problem[3] for problem in found(text, tmp_path)] == ["snapshot-missing"]


def test_snapshot_that_is_not_there(tmp_path):
    assert unusable(tmp_path, "s.txt") == "the snapshot `s.txt` is not there"


def test_snapshot_behind_a_loop_of_links(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert unusable(tmp_path, "a").startswith("cannot read the snapshot `a`: too many levels")


def test_snapshot_that_leaves_the_folder_by_a_link(tmp_path):
    folder = tmp_path / "claims"
    folder.mkdir()
    saved(tmp_path, name="secret.txt")
    (folder / "s.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path)
    assert "leads out of the folder" in unusable(folder, "s.txt")
    assert "leads out of the folder" in unusable(folder, "up/secret.txt")
    assert "leads out of the folder" in unusable(folder, "up/not-there.txt")
    twin = tmp_path / "claims-2"
    twin.mkdir()
    saved(twin)
    (folder / "twin").symlink_to(twin)
    assert "leads out of the folder" in unusable(folder, "twin/s.txt")


@pytest.mark.parametrize("path", ["../s.txt", "/etc/hostname", "a/../../s.txt"])
def test_path_that_leads_out_is_refused_whatever_the_schema_lets_through(tmp_path, path):
    with pytest.raises(snapshots.Unusable, match="leads out of the folder"):
        snapshots.read(str(tmp_path), path)


@pytest.mark.parametrize("path", ["a\0b", "\ud800"])
def test_path_that_no_file_can_have(tmp_path, path):
    with pytest.raises(snapshots.Unusable):
        snapshots.read(str(tmp_path), path)


def test_link_within_the_folder_is_followed(tmp_path):
    saved(tmp_path, name="texts/s.txt")
    (tmp_path / "s.txt").symlink_to("texts/s.txt")
    assert found(claims(18, "18 soldiers", source=", snapshot: s.txt"), tmp_path) == []


def test_snapshot_that_is_no_text(tmp_path, monkeypatch):
    saved(tmp_path, b"ab\xff")
    assert unusable(tmp_path, "s.txt") == "the snapshot `s.txt` is not UTF-8, from byte 2 on (0xFF)"
    (tmp_path / "folder").mkdir()
    assert unusable(tmp_path, "folder") == "the snapshot `folder` is not a file"
    os.mkfifo(tmp_path / "pipe")
    assert unusable(tmp_path, "pipe") == "the snapshot `pipe` is not a file"
    monkeypatch.setattr(snapshots, "MAX_BYTES", 2)
    assert unusable(tmp_path, "s.txt").startswith("the snapshot `s.txt` is larger than")


def test_snapshot_is_read_once(tmp_path, monkeypatch):
    saved(tmp_path)
    read = []
    original = snapshots.read
    monkeypatch.setattr(snapshots, "read", lambda *at: read.append(at) or original(*at))
    text = claims(18, "18 soldiers", source=", snapshot: s.txt").replace(
        "events:", "  t: {title: T, snapshot: s.txt}\nevents:"
    )
    assert found(text, tmp_path) == []
    assert read == [(str(tmp_path), "s.txt")]


def test_changed_snapshot_is_told_once(tmp_path):
    hash = hashlib.sha256(TEXT.encode()).hexdigest()
    text = claims(18, "18 soldiers", source=f", snapshot: s.txt, sha256: {hash}")
    saved(tmp_path)
    assert found(text, tmp_path) == []
    saved(tmp_path, "another text")
    ((line, column, severity, rule, message),) = found(text, tmp_path)
    assert (line, column, severity, rule) == (4, 79, "error", "snapshot-changed")
    assert message == "the snapshot `s.txt` was changed: its SHA-256 is another one"


def test_snapshot_beside_standard_input_is_taken_from_the_current_folder(tmp_path, monkeypatch):
    saved(tmp_path)
    monkeypatch.chdir(tmp_path)
    loaded = Loaded()
    load(Input("<stdin>", b"borderclash: 1\nsources: {s: {title: S, snapshot: s.txt}}\n"), loaded)
    dataset, _ = assemble(loaded.documents)
    assert not list(snapshot_missing.check(Material(dataset, loaded.documents)))


# characters


def title(text, *, rule="confusing-characters"):
    """Return the message about a title, ``None`` for a quiet one."""
    problems = [p for p in found(f"borderclash: 1\ntitle: '{text}'\n") if p[3] == rule]
    assert all(p[:3] == (2, 8, "warning") for p in problems)
    return problems[0][4] if problems else None


@each_row(
    ("text", "words"),
    [
        ("a\u202egdirb", "character 2 is not seen: U+202E (right-to-left override)"),
        ("\u2066a\u2069", "character 1 is not seen: U+2066 (left-to-right isolate), and 1 more such"),
        ("\u202b\u0634\u0647\u202c", "U+202B (right-to-left embedding)"),
        ("bridge\u200f", "character 7 is not seen: U+200F (right-to-left mark)"),
        ("bri\u200bdge", "U+200B (zero width space)"),
        ("bri\u200ddge", "U+200D (zero width joiner)"),
        ("bri\u200cdge", "U+200C (zero width non-joiner)"),
        ("bri\ufeffdge", "U+FEFF (zero width no-break space)"),
        ("bri\u00addge", "U+00AD (soft hyphen)"),
        ("bridge\U000e0061", "U+E0061 (tag latin small letter a)"),
        ("p\u0430ypal", "character 2, in the word `p\u0430ypal`, looks like a letter of another script: U+0430"),
        ("the N\u03bfrth", "U+03BF (greek small letter omicron)"),
        ("\u041c\u043esc\u043ew", "U+041C (cyrillic capital letter em)"),
        ("\u041c\u043e\u0441\u043aBa \u0433\u043e\u0440\u043eд a", "U+0042 (latin capital letter b)"),
        ("\u0433\u043ep\u043e\u0434", "U+0070 (latin small letter p)"),
    ],
)
def test_characters_that_mislead(text, words):
    assert words in title(text)


@each_row(
    "text",
    [
        "\u0634\u0647\u0631 \u06a9\u0627\u0628\u0644 2025",
        "\u05d4\u05e7\u05e8\u05d1 \u05e2\u05dc \u05d4\u05d2\u05e9\u05e8",
        "\u0634\u0647\u0631\u200e (AFP) \u200f58\u061c",
        "\u0645\u06cc\u200c\u0634\u0648\u062f",
        "\u0915\u094d\u200d\u0937",
        "\u0e2a\u0e27\u0e31\u0e2a\u200b\u0e14\u0e35",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
        "\U0001f469\U0001f3fd\u200d\U0001f52c",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "caf\u00e9 na\u00efve \u0141\u00f3d\u017a",
        "\u6771\u4eac\u3067\u306e\u885d\u7a81",
        "\u041c\u043e\u0441\u043a\u0432\u0430 \u0438 Kyiv",
        "HIMARS\u044b, Bayraktar\u043e\u0432\u044b\u0439",
        "PR-\u0441\u043b\u0443\u0436\u0431\u0430, \u0422-72\u0411",
        "\u0391\u03b8\u03ae\u03bd\u03b1, \u0394t, 5 \u03bcm, TNF\u03b1",
    ],
)
def test_characters_that_have_their_place(text):
    assert title(text) is None


def test_confusing_characters_in_ids_and_claims():
    text = claims(58, "58 soldiers", more='            note: "a\\u200bb"\n')
    assert [p[:4] for p in found(text)] == [(18, 19, "warning", "confusing-characters")]
    loaded = Loaded()
    load(Input("x.yaml", "borderclash: 1\nparties:\n  n\u043erth: {name: N}\n".encode()), loaded)
    dataset, _ = assemble(loaded.documents)
    problems = locate(confusing_characters.check(Material(dataset, loaded.documents)), loaded.texts)
    assert [(p.location.line, p.location.column) for p in problems] == [(3, 3)]


def test_text_that_is_not_normalised():
    message = title("Caf\u0065\u0301 attack", rule="not-normalised")
    assert message == "not in Unicode NFC from character 4 on: U+0065 (latin small letter e)"
    assert title("\u212b", rule="not-normalised").endswith("U+212B (angstrom sign)")
    assert title("a\u0301\u0323", rule="not-normalised")
    for text in ("Caf\u00e9", "\u0634\u0647\u0631", "\ud55c\uad6d", "x\u0301", "\u0915\u094d\u0937"):
        assert title(text, rule="not-normalised") is None


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="'\ufffe\uffff"), min_size=1
    )
)
def test_any_text_can_be_judged(text):
    title(text)
    quiet = unicodedata.is_normalized("NFC", text)
    assert (title(text, rule="not-normalised") is None) is quiet


# --update-hashes

HASH = hashlib.sha256(TEXT.encode()).hexdigest()


def hashed(tmp_path, content, encoding="utf-8"):
    """Return the claim file after its hashes were written, and what was done."""
    saved(tmp_path)
    file = tmp_path / "claims.yaml"
    file.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
    done = hashes.update_hashes([str(file)])
    return file.read_bytes().decode(), done


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    snapshot: s.txt\n    note: n\n", "    snapshot: s.txt\n    sha256: HASH\n    note: n\n"),
        ("    snapshot: s.txt", "    snapshot: s.txt\n    sha256: HASH\n"),
        ("    snapshot: s.txt\r\n", "    snapshot: s.txt\r\n    sha256: HASH\r\n"),
        ("    snapshot: s.txt  # kept\n\n", "    snapshot: s.txt  # kept\n    sha256: HASH\n\n"),
        ('    "snapshot": "s.txt"\n', '    "snapshot": "s.txt"\n    "sha256": "HASH"\n'),
        ("    snapshot:\n      s.txt\n", "    snapshot:\n      s.txt\n    sha256: HASH\n"),
        ("    snapshot: >-\n      s.txt\n\n# end\n", "    snapshot: >-\n      s.txt\n    sha256: HASH\n\n# end\n"),
        ("    ? snapshot\n    : s.txt\n", None),
        ("    {snapshot: s.txt}\n", "    {snapshot: s.txt, sha256: HASH}\n"),
        ("    {snapshot: s.txt , note: n}", "    {snapshot: s.txt , sha256: HASH, note: n}"),
        ('    {"snapshot":"s.txt","note":"n"}', '    {"snapshot":"s.txt", "sha256": "HASH","note":"n"}'),
        (
            "    {\n    snapshot: s.txt  # kept\n    }",
            "    {\n    snapshot: s.txt,  # kept\n    sha256: HASH\n    }",
        ),
    ],
)
def test_missing_hash_is_written(tmp_path, before, after):
    head = "borderclash: 1\r\nsources:\r\n  s:\r\n" if "\r" in before else "borderclash: 1\nsources:\n  s:\n"
    text, (entry,) = hashed(tmp_path, head + before)
    assert entry[1:4] == ("s", "s.txt", HASH)
    assert text == head + (before if after is None else after.replace("HASH", HASH))
    assert (entry.reason is None) is (after is not None)


def test_hash_is_only_written_where_it_is_missing_and_can_be_taken(tmp_path):
    content = (
        "\ufeffborderclash: 1\nsources:\n  a: {title: A}\n  b: {title: B, snapshot: none.txt}\n"
        f"  c: {{title: C, snapshot: s.txt, sha256: {'0' * 61}abc}}\n  d: {{title: D, snapshot: s.txt}}\n"
        "---\nborderclash: 1\nsources:\n  e:\n    snapshot: s.txt\n    title: E\n"
    )
    text, done = hashed(tmp_path, content)
    assert [(entry.source, entry.sha256, entry.reason) for entry in done] == [
        ("b", None, "the snapshot `none.txt` is not there"),
        ("d", HASH, None),
        ("e", HASH, None),
    ]
    assert text == content.replace("D, snapshot: s.txt", f"D, snapshot: s.txt, sha256: {HASH}").replace(
        "    snapshot: s.txt\n", f"    snapshot: s.txt\n    sha256: {HASH}\n"
    )
    assert hashes.update_hashes([str(tmp_path / "claims.yaml")])[1:] == []
    assert (tmp_path / "claims.yaml").read_bytes().decode() == text


def test_hash_of_digits_alone_is_quoted(tmp_path, monkeypatch):
    digits = "1" * 64
    monkeypatch.setattr(hashes, "read_snapshot", lambda *_: snapshots.Saved("", digits))
    text, _ = hashed(tmp_path, "borderclash: 1\nsources: {s: {snapshot: s.txt}}\n")
    assert text.endswith(f's.txt, sha256: "{digits}"}}}}\n')


@pytest.mark.parametrize("content", [b"sources: {s: {snapshot: s.txt}", b"\xff", b"- a\n", b"sources: [a]\n", b""])
def test_file_that_cannot_be_read_is_left_alone(tmp_path, content):
    file = tmp_path / "claims.yaml"
    file.write_bytes(content)
    assert hashes.update_hashes([str(file), "-"]) == []
    assert file.read_bytes() == content


def test_file_over_the_limit_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "MAX_BYTES", 10)
    content = "borderclash: 1\nsources: {s: {snapshot: s.txt}}\n"
    assert hashed(tmp_path, content) == (content, [])


def test_links_and_permissions_are_kept_and_nothing_is_left_behind(tmp_path):
    saved(tmp_path)
    target = tmp_path / "real.yaml"
    target.write_text("borderclash: 1\nsources: {s: {title: S, snapshot: s.txt}}\n", encoding="utf-8")
    target.chmod(0o640)
    (tmp_path / "link.yaml").symlink_to(target)
    hashes.update_hashes([str(tmp_path / "link.yaml")])
    assert (tmp_path / "link.yaml").is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert HASH in target.read_text(encoding="utf-8")
    assert sorted(os.listdir(tmp_path)) == ["link.yaml", "real.yaml", "s.txt"]
    assert not [p for p in check(find([str(target)])).problems if p.severity == "error"]


def test_file_that_cannot_be_written_is_told_and_kept(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    content = "borderclash: 1\nsources: {s: {snapshot: s.txt}}\n"
    with pytest.raises(UsageError, match="permission denied"):
        hashed(tmp_path, content)
    assert (tmp_path / "claims.yaml").read_text(encoding="utf-8") == content
    assert sorted(os.listdir(tmp_path)) == ["claims.yaml", "s.txt"]


LINES = st.sampled_from(["", "# a: remark", "   # {", "# sha256: none"])
FIELDS = st.lists(
    st.sampled_from(
        [
            "title: 'é # ,'",
            "note: >-\n      folded\n      text",
            'url: "https://x.org/#a"',
            "author: |\n      A\n\n",
        ]
    ),
    unique=True,
    max_size=3,
)
SNAPSHOTS = st.sampled_from(["snapshot: s.txt", "snapshot:   's.txt'", '"snapshot" : "s.txt" # here', None])


@st.composite
def sources(draw):
    lines = ["borderclash: 1", draw(LINES), "sources:"]
    for number in range(draw(st.integers(1, 4))):
        fields = draw(FIELDS)
        if snapshot := draw(SNAPSHOTS):
            fields.insert(draw(st.integers(0, len(fields))), snapshot)
        if draw(st.booleans()) or not fields:
            inner = [field for field in fields if "\n" not in field and "#" not in field]
            lines.append(f"  s{number}: {{{', '.join(inner)}}}  # flow")
        else:
            lines += [f"  s{number}:", *(f"    {field}" for field in fields)]
        lines.append(draw(LINES))
    return draw(st.sampled_from(["\n", "\r\n"])).join("\n".join(lines).split("\n")) + draw(
        st.sampled_from(["", "\n"])
    )


@given(content=sources(), mark=st.sampled_from(["", "\ufeff"]))
def test_every_other_byte_is_kept(tmp_path_factory, content, mark):
    text, done = hashed(tmp_path_factory.mktemp("x"), mark + content)
    before, after = parse(content), parse(text.removeprefix("\ufeff"))
    assert not before.refusals + after.refusals
    lacking = [id for id, source in before.documents[0]["sources"].items() if "snapshot" in source]
    assert [entry.source for entry in done if not entry.reason] == lacking
    for id in lacking:
        assert after.documents[0]["sources"][id].pop("sha256") == HASH
    assert after.documents == before.documents
    # Taking the additions out again, with the end of the last line, gives the same bytes; some stand apart.
    left = re.sub(rf"""(?:, |(?:\r?\n){{1,2}} *)"?sha256"?: ["']?{HASH}["']?""", "", text)
    ended = re.search("\r?\n\\Z", content) or not re.search("\r?\n\\Z", left)
    assert (left if ended else left.rstrip("\r\n")) == mark + content
