"""Every rule has a page in the same form, its two examples do what they say, and the index lists it."""

import os
import re

import pytest
from files import run
from rows import each_row
from rule_pages import BASE, PAGES, examples, merged, parts, whole_file

from borderclash.checking import check
from borderclash.reading.settings import ALL, Settings
from borderclash.rules import NEEDED, OF_PUBLIC, RULES, page


def found(folder, text, saved, rule):
    """Return each error and warning in a claim file, and what *rule* itself finds."""
    path = folder / "claims.yaml"
    path.write_text(text, encoding="utf-8")
    if saved is not None:
        (folder / "statement.txt").write_text(saved, encoding="utf-8")
    settings = Settings(select=(ALL,), public=rule in OF_PUBLIC)
    problems = check([str(path)], settings=settings).problems
    return [problem for problem in problems if problem.severity != "information" or problem.rule == rule]


def test_base_has_no_problem():
    assert run("validate", BASE) == (0, "", "1 file, 0 errors, 0 warnings\n")


def test_every_page_is_of_a_rule():
    assert {path.stem for path in PAGES.glob("*.md")} - {"README"} == set(RULES)


@each_row("name", RULES)
def test_page_says_which_rule_it_is_of_and_what_it_finds_and_why(name):
    match, (text, summary, why) = parts(name), page(name)
    assert (match["name"], match["severity"]) == (name, RULES[name].SEVERITY)
    assert summary == RULES[name].__doc__
    assert match["words"].split() == f"{summary} {why}".split()
    assert len(why) > 40
    assert max(map(len, text.splitlines())) < 80


@pytest.mark.parametrize("name", RULES)
def test_failing_example_has_this_one_problem(name, tmp_path):
    fails, _, saved = examples(name)
    assert [problem.rule for problem in found(tmp_path, fails, saved, name)] == [name]


@pytest.mark.parametrize("name", RULES)
def test_fixed_example_has_none(name, tmp_path):
    _, fixed, saved = examples(name)
    assert found(tmp_path, fixed, saved, name) == []


@pytest.mark.parametrize("name", RULES)
def test_page_says_how_the_rule_is_ignored(name, tmp_path):
    fails, _, saved = examples(name)
    words = parts(name)["ignoring"]
    if name in NEEDED:
        assert words.startswith("It cannot be ignored")
        return
    (comment,) = re.findall(r"^```yaml\n(# .+)\n```$", words, re.MULTILINE)
    option = f"`--select {name}`" if RULES[name].SEVERITY == "information" else f"`--ignore {name}`"
    assert option in words
    (problem,) = found(tmp_path, fails, saved, name)
    lines = fails.splitlines()
    lines.insert(problem.location.line - 1, comment)
    assert found(tmp_path, "\n".join(lines) + "\n", saved, name) == []


@each_row("name", RULES)
def test_a_rule_is_listed_by_the_name_of_its_file_and_gives_its_severity(name):
    assert RULES[name].__name__.endswith("." + name.replace("-", "_"))
    assert RULES[name].SEVERITY in ("error", "warning", "information")


def test_index_lists_every_rule():
    rows = (f"| [{name}]({name}.md) | {rule.SEVERITY} | {page(name).summary} |\n" for name, rule in RULES.items())
    table = f"| rule | severity | finds |\n| --- | --- | --- |\n{''.join(rows)}\n"
    index = PAGES / "README.md"
    text = index.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_GOLDEN"):
        text = re.sub(
            r"^\| rule \| severity \| finds \|\n(?:\|.*\n)+\n", lambda _: table, text, flags=re.MULTILINE
        )
        index.write_text(text, encoding="utf-8")
    assert table in text


def test_index_shows_settings_and_a_comment_that_work(tmp_path):
    text = (PAGES / "README.md").read_text(encoding="utf-8")
    (settings,) = re.findall(r"^```toml\n(.+?)^```$", text, re.MULTILINE | re.DOTALL)
    (claim,) = re.findall(r"^```yaml\n(.+?)^```$", text, re.MULTILINE | re.DOTALL)
    (tmp_path / "borderclash.toml").write_text(settings, encoding="utf-8")
    first = "          - {party: north, value: 58}\n"
    base = BASE.read_text(encoding="utf-8")
    assert first in base
    good, bad = (base.replace(first, lines) for lines in (claim, "".join(claim.splitlines(keepends=True)[1:])))
    assert run("validate", "-", stdin=good, cwd=tmp_path).code == 0
    assert run("validate", "-", stdin=bad, cwd=tmp_path).code == 1  # strict


def test_part_of_a_file_is_merged_into_the_base():
    base = {"a": {"b": 1, "c": [1, 2]}, "d": 3}
    assert merged(base, {"a": {"c": [4], "e": 5}}) == {"a": {"b": 1, "c": [4], "e": 5}, "d": 3}
    assert base == {"a": {"b": 1, "c": [1, 2]}, "d": 3}


def test_block_that_is_a_list_is_the_claims_and_one_that_is_a_file_stays_as_it_is():
    assert "claims:\n        - party: north\n          value: 7\n" in whole_file("- {party: north, value: 7}\n")
    assert whole_file('borderclash: 1\ntitle: "\\u202E"\n') == 'borderclash: 1\ntitle: "\\u202E"\n'
