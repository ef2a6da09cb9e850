"""Ignores: what a comment in a claim file hides, and what is said of the comment itself."""

import pytest

from borderclash.problems import Location, Problem
from borderclash.reading.ignores import apply

RULES = ["self-contradiction", "undated-claim"]


def problem(line, rule="undated-claim", file="x.yaml"):
    return Problem(rule, "warning", "m", Location(file, line, 1), "h")


def left(text, *problems, checked=RULES):
    """Return line and rule of what is left of *problems* in the file x.yaml."""
    found = apply(problems, {"x.yaml": text}, checked, RULES)
    return [(p.location.line, p.rule) for p in found]


def test_comment_hides_its_rule_on_its_own_line():
    assert left("a: 1  # borderclash: ignore[undated-claim] told so\nb: 2\n", problem(1), problem(2)) == [
        (2, "undated-claim")
    ]


def test_comment_alone_hides_on_the_line_below():
    assert left("# borderclash: ignore[undated-claim] told so\na: 1\n", problem(2)) == []


def test_comments_may_stand_one_above_the_other():
    text = "# borderclash: ignore[undated-claim] x\n# borderclash: ignore[self-contradiction] y\na: 1\n"
    assert left(text, problem(3), problem(3, "self-contradiction")) == []


def test_one_comment_may_name_several_rules():
    text = "a: 1 # borderclash: ignore[undated-claim, self-contradiction] x\n"
    assert left(text, problem(1), problem(1, "self-contradiction")) == []


def test_other_rules_and_other_files_are_not_hidden():
    text = "a: 1 # borderclash: ignore[undated-claim] x\n"
    assert left(text, problem(1), problem(1, "self-contradiction")) == [(1, "self-contradiction")]
    assert (1, "undated-claim") in left(text, problem(1), problem(1, file="y.yaml"))


def test_what_must_not_be_ignored_is_not_hidden():
    text = "a: 1 # borderclash: ignore[figure] x\n"
    assert left(text, problem(1, "figure")) == [(1, "figure"), (1, "idle-ignore")]


@pytest.mark.parametrize(
    ("comment", "rules"),
    [
        ("# borderclash: ignore[undated-claim]", ["ignore-without-reason"]),
        ("# borderclash: ignore", ["idle-ignore"]),
        ("# borderclash: ignore[] x", ["idle-ignore"]),
    ],
)
def test_comment_that_says_too_little(comment, rules):
    assert [rule for _, rule in left(f"a: 1 {comment}\n", problem(1)) if rule != "undated-claim"] == rules


def test_comment_that_hides_nothing_is_told_unless_its_rule_was_not_checked():
    text = "a: 1 # borderclash: ignore[undated-claim] x\n"
    assert left(text) == [(1, "idle-ignore")]
    assert left(text, checked=[]) == []


def test_place_of_the_comment():
    (found,) = apply([], {"x.yaml": "a: 1 # borderclash: ignore[undated-claims] x\n"}, RULES, RULES)
    assert (found.location.line, found.location.column, found.location.width) == (1, 6, 39)
    assert found.help == "did you mean `undated-claim`?"


def test_text_without_comments_is_left_alone():
    problems = [problem(2), problem(1)]
    assert apply(problems, {"x.yaml": "a: 1\n"}, RULES, RULES) == problems
