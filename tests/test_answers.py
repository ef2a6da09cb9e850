"""Answers and names: what is read, and how what is not one is refused."""

import pytest
from build import rows
from rows import each_row

from borderclash.values import KINDS, Setting, Unreadable


def refusal(written, kind, **setting):
    with pytest.raises(Unreadable) as caught:
        KINDS[kind].read(written, Setting(**setting))
    return str(caught.value), caught.value.help


def options(count):
    return {f"option-{number:03}": f"Option {number}" for number in range(count)}


@each_row(
    ("written", "got", "help"),
    [
        (True, "true", "write `yes`"),
        (False, "false", "write `no`"),
        ("yess", "yess", "did you mean `yes`?"),
        ("maybe", "maybe", "pick one of these"),
        (5, "5", "pick one of these"),
        (["yes"], "['yes']", "pick one of these"),
        ("x" * 70, "x" * 60, "pick one of these"),
    ],
)
def test_what_is_neither_yes_nor_no_is_refused(written, got, help):
    assert refusal(written, "yes-no") == (f"`value` must be one of `yes`, `no`; got `{got}`", help)


def test_answer_is_one_of_the_options_of_its_question():
    read = KINDS["choice"].read("x", Setting({"x": "an X", "y": "a Y"}))
    assert (read.id, read.label) == ("x", "an X")
    message, help = refusal("yes", "choice", options={"x": "an X", "y": "a Y"})
    assert message == "`value` must be one of `x`, `y`; got `yes`"
    assert help == "pick one of these"


def test_twelve_options_are_listed_and_the_rest_counted():
    listed = ", ".join(f"`option-{number:03}`" for number in range(12))
    assert refusal("z", "choice", options=options(12))[0] == f"`value` must be one of {listed}; got `z`"
    assert refusal("z", "choice", options=options(13))[0] == f"`value` must be one of {listed} and 1 more; got `z`"


def test_a_near_miss_is_looked_for_among_a_hundred_options():
    assert refusal("option-0077", "choice", options=options(100))[1] == "did you mean `option-077`?"
    assert refusal("option-0077", "choice", options=options(101))[1] == "pick one of these"


@pytest.mark.parametrize("kind", ["yes-no", "choice", "names"])
def test_many_who_say_the_same_are_compared_as_one(kind):
    value = ["no"] if kind == "names" else "no"
    claims = [{"party": party, "value": value} for party in "ab" for _ in range(9)]
    more = {"options": {"no": "No"}} if kind == "choice" else {}
    assert [row.verdict for row in rows(kind, *claims, **more)] == ["agree"]


@each_row("written", ["Khost", [""], ["Khost", ""], ["Khost", 5], [5], [None], {"Khost": 1}, None])
def test_what_is_no_list_of_names_is_refused(written):
    assert refusal(written, "names")[0].startswith("`value` must be a list of names; got `")


def test_remedy_for_names_fits_what_was_written():
    message, help = refusal("x" * 70, "names")
    assert message == f"`value` must be a list of names; got `{'x' * 60}`"
    assert help == "write it in square brackets: [Khost, Kunar]"
    assert "leave the claim out" in refusal("unknown", "names")[1]


@each_row(
    ("names", "shown"),
    [
        (["Khost", "Kunar"], "Khost, Kunar"),
        (["Tripoli, Lebanon"], "“Tripoli, Lebanon”"),
        (["a”, “b"], "“a””, “b”"),
        (["a", "b"], "a, b"),
        (["a “b”"], "“a “b”””"),
    ],
)
def test_quotation_marks_within_a_name_are_doubled_at_their_end(names, shown):
    assert KINDS["names"].show(KINDS["names"].read(names, Setting())) == shown
