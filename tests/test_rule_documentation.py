"""Every rule is documented in the same form, and its two examples do what they say."""

import re
from types import SimpleNamespace

import pytest

from borderclash.checking import check
from borderclash.rules import RULES
from borderclash.rules.documentation import documentation
from borderclash.settings import ALL, Settings


def told(folder, text, rule):
    """Return the rule of each error and warning in a claim file, and of what *rule* itself finds."""
    path = folder / "claims.yaml"
    path.write_text(text, encoding="utf-8")
    if saved := re.match("# with a file (.+) that says: (.+)\n", text):
        (folder / saved[1]).write_text(saved[2], encoding="utf-8")
    problems = check([str(path)], settings=Settings(select=(ALL,))).problems
    return [problem.rule for problem in problems if problem.severity != "information" or problem.rule == rule]


@pytest.mark.parametrize("name", RULES)
def test_first_line_says_what_it_finds_and_a_paragraph_why_it_matters(name):
    summary, why, _, _ = documentation(RULES[name])
    assert summary.endswith(".")
    assert len(why) > 40


@pytest.mark.parametrize("name", RULES)
def test_failing_example_has_this_one_problem(name, tmp_path):
    assert told(tmp_path, documentation(RULES[name]).fails, name) == [name]


@pytest.mark.parametrize("name", RULES)
def test_mended_example_has_none(name, tmp_path):
    assert told(tmp_path, documentation(RULES[name]).mended, name) == []


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_listed_by_the_name_of_its_file_and_tells_its_severity(name):
    assert RULES[name].__name__.endswith("." + name.replace("-", "_"))
    assert RULES[name].SEVERITY in ("error", "warning", "information")


FORM = "A finding.\n\nIt matters.\n\nFails:\n\n    a: 1\n\n    b:\n      c: 2\n\nMended:\n\n    a: 2\n"


def test_parts_of_a_documentation():
    rule = SimpleNamespace(NAME="x", __doc__=FORM)
    assert documentation(rule) == ("A finding.", "It matters.", "a: 1\n\nb:\n  c: 2\n", "a: 2\n")


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "A finding.\n",
        FORM.replace("It matters.\n\n", ""),
        FORM.replace("Fails:", "Fail:"),
        FORM.replace("Mended:", ""),
        FORM.replace("    a: 2\n", ""),
        FORM + "More.\n",
    ],
)
def test_documentation_that_lacks_a_part_is_refused(text):
    with pytest.raises(ValueError, match="the docstring of the rule x"):
        documentation(SimpleNamespace(NAME="x", __doc__=text))
