"""Broken files, each with one known fault: `RULE@LINE-what.yaml` is told by that rule, at that line, and no other."""

from datetime import date
from pathlib import Path

import pytest
from rows import each_row
from rule_pages import examples

from borderclash.checking import check
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Loaded, checked, read
from borderclash.rules import RULES, Material
from borderclash.rules import check as check_rules

FILES = sorted((Path(__file__).parent / "corpus").glob("*.yaml"))


@each_row("file", FILES, ids=lambda file: file.stem)
def test_fault_is_told_once_at_its_line(file):
    rule, _, rest = file.stem.partition("@")
    problems = [problem for problem in check([str(file)]).problems if problem.severity != "information"]
    assert [(problem.rule, problem.location.line) for problem in problems] == [(rule, int(rest.split("-")[0]))]


def test_corpus_is_whole():
    assert len(FILES) >= 60


# What a rule finds in these must be found also where a rule is asked only for the fields that it needs.
TEXTS = {file.stem: file.read_bytes().decode(errors="replace") for file in FILES}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """What is read from each text, from the broken files and the pages of the rules, beside its saved text."""
    folder = tmp_path_factory.mktemp("texts")
    return {name: loaded_from(folder / name, name) for name in [*TEXTS, *RULES]}


def loaded_from(folder, name):
    """Return a text as it is read from a folder in which its saved text lies."""
    folder.mkdir()
    text, saved = (TEXTS[name], None) if name in TEXTS else (examples(name).fails, examples(name).saved)
    if saved:
        (folder / "statement.txt").write_text(saved, encoding="utf-8")
    loaded = Loaded()
    read(str(folder / "claims.yaml"), text, loaded)
    return loaded


def material(loaded):
    return Material(assemble(loaded.documents)[0], loaded.documents, loaded.complete, date(2026, 11, 1))


def without(written, fields):
    """Return what is written without the fields of these names, wherever they stand."""
    if isinstance(written, list):
        return [without(each, fields) for each in written]
    if isinstance(written, dict):
        return {name: without(each, fields) for name, each in written.items() if name not in fields}
    return written


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if hasattr(rule, "NEEDS")])
def test_a_rule_finds_nothing_where_no_field_that_it_needs_is_written(name, loaded):
    rule = RULES[name]
    found = 0
    for text in loaded.values():
        whole = material(text)
        findings = list(rule.check(whole))
        found += len(findings)
        if whole.fields.isdisjoint(rule.NEEDS):
            assert findings == []
            continue
        bare = Loaded(complete=text.complete)
        for document in text.documents:
            data = without(document.written, rule.NEEDS)
            bare.documents.append(checked(document.file, document.index, data, {}, bare))
        assert material(bare).fields.isdisjoint(rule.NEEDS)
        assert list(rule.check(material(bare))) == []
    assert found


@pytest.mark.parametrize("name", [*TEXTS, *RULES])
@pytest.mark.thorough
def test_a_rule_that_is_not_asked_would_have_found_nothing(name, loaded):
    text = loaded[name]
    everything = [finding for rule in RULES.values() for finding in dict.fromkeys(rule.check(material(text)))]
    assert list(check_rules(material(text))) == everything
