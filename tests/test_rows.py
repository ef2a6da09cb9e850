"""Rows that run as one test: each is run, and each that fails is named."""

import pytest
from rows import each_row


def test_every_row_is_run_and_all_that_fail_are_named():
    seen = []

    @each_row(("one", "other"), [(1, 1), (1, 2), (2, 2), (3, 4)])
    def equal(one, other):
        seen.append((one, other))
        assert one == other

    with pytest.raises(
        BaseExceptionGroup, match=r"^2 of 4 rows fail: row 2 of 4: 1, 2; row 4 of 4: 3, 4"
    ) as found:
        equal()
    assert seen == [(1, 1), (1, 2), (2, 2), (3, 4)]
    assert [type(error) for error in found.value.exceptions] == [AssertionError] * 2


@pytest.mark.parametrize("ids", [["first", "second"], {1: "", 2: ""}, lambda row: f"row-{row}"])
def test_rows_have_their_ids(ids):
    @each_row("number", [1, 2], ids=ids)
    def fails(number):
        pytest.fail(str(number))

    with pytest.raises(BaseExceptionGroup, match=r"rows fail: .*row 2 of 2: (second|2|row-2)"):
        fails()


def test_rows_of_pytest_have_the_ids_that_they_bring():
    @each_row("number", [pytest.param(1, id="first"), pytest.param(2, id="second")])
    def fails(number):
        assert number == 1

    with pytest.raises(BaseExceptionGroup, match=r"^1 of 2 rows fail: row 2 of 2: second$"):
        fails()


@pytest.fixture(params=["a", "b"])
def letter(request):
    return request.param


@each_row("one", [1, 2])
@each_row("two", [3, 4])
def test_rows_may_be_combined_with_others_and_with_fixtures(letter, one, two):
    assert letter in ("a", "b")
    assert (one, two) in [(1, 3), (1, 4), (2, 3), (2, 4)]


def test_a_skip_is_not_hidden():
    @each_row("number", [1])
    def skips(number):
        pytest.skip("no reason")

    with pytest.raises(pytest.skip.Exception):
        skips()
