"""Properties that hold for all claims: checked on examples that hypothesis makes up."""

import unicodedata

import phrased
import pytest
from build import dataset, row, rows
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.comparing.rows import compare
from borderclash.comparing.selection import as_of
from borderclash.text.folding import fold
from borderclash.values import KINDS, Setting

# Written figures and what they mean, told here once more in the plainest way: by the test that a count must pass.
TOP = 60  # beyond every figure used here, so that what holds at TOP holds for all larger counts
small = st.integers(0, 20)


def margin(n):
    """Return the margin of ``about`` for a count up to 20: a tenth, at most the last digit's unit, at least 1."""
    return max(1, min(n / 10, 10 if n and n % 10 == 0 else 1))


def meaning(form, n, m):
    """Return the written figure and the set of the counts up to TOP that make it true."""
    low, high = sorted((n, m))
    tests = {
        f"{n}": lambda v: v == n,
        f"at least {n}": lambda v: v >= n,
        f"more than {n}": lambda v: v > n,
        f"at most {n}": lambda v: v <= n,
        f"fewer than {n + 1}": lambda v: v <= n,
        f"about {n}": lambda v: abs(v - n) <= margin(n),
        f"nearly {n + 1}": lambda v: n + 1 - margin(n + 1) <= v < n + 1,
        f"{low} to {high}": lambda v: low <= v <= high,
        "some": lambda v: v >= 1,
        "several": lambda v: v >= 2,
        "tens": lambda v: v >= 10,
        "dozens": lambda v: v >= 12,
        "none": lambda v: v == 0,
    }
    written, holds = list(tests.items())[form % len(tests)]
    return written, {v for v in range(TOP + 1) if holds(v)}


meanings = st.builds(meaning, st.integers(0, 12), small, small)


def verdict(*claims):
    return row("count", *claims).verdict


@given(meanings, meanings)
def test_two_assertions_conflict_exactly_when_no_count_makes_both_true(a, b):
    (written_a, true_a), (written_b, true_b) = a, b
    assert (verdict(("a", written_a), ("b", written_b)) == "conflict") == (not true_a & true_b)


@given(meanings, meanings)
def test_denial_conflicts_exactly_when_it_leaves_no_count_of_what_is_asserted(a, b):
    (asserted, true), (denied, false) = a, b
    found = verdict(("a", asserted), {"party": "b", "stance": "denies", "value": denied})
    assert found == ("compatible" if true - false else "conflict")


@given(meanings, meanings)
def test_two_denials_never_conflict_and_agree_only_on_the_same(a, b):
    found = verdict(
        *({"party": p, "stance": "denies", "value": said[0]} for p, said in zip("ab", (a, b), strict=True))
    )
    assert found in ("agree", "compatible")
    if found == "agree":
        assert a[1] == b[1]


@given(meanings, meanings, meanings)
def test_row_of_three_conflicts_exactly_when_two_of_them_do(a, b, c):
    said = a, b, c
    apart = any(not one[1] & other[1] for one in said for other in said)
    assert (verdict(*zip("abc", (written for written, _ in said), strict=True)) == "conflict") == apart


# Order

days = st.sampled_from(["2020-06-14", "2020-06-15", "2020-06-15T10:00", "2020-06-16", "2020-06", None])
measures = st.sampled_from([None, None, "wounded"])
written = meanings.map(lambda pair: pair[0])


@st.composite
def claims(draw, parties="abc"):
    stance = draw(st.sampled_from(["asserts"] * 4 + ["denies", "denies", "declines", "cannot-say", "withdraws"]))
    claim = {
        "party": draw(st.sampled_from(parties)),
        "stance": stance,
        "stated": draw(days),
        "measure": draw(measures),
    }
    if stance == "asserts" or (stance == "denies" and draw(st.booleans())):
        claim["value"] = draw(written)
    return claim


several_claims = st.lists(claims(), min_size=1, max_size=7)


def summary(made, *, parties="abc"):
    """Return what must not depend on any order: all but the ratio and the parties of the widest gap."""
    accounts = {id: made.accounts[id] for id in parties if id in made.accounts}
    return {
        "verdict": made.verdict,
        "gap": made.gap and made.gap.size,
        "states": {id: account.state for id, account in accounts.items()},
        "contradicting": {id for id, account in accounts.items() if account.self_contradicting},
        "standing": {
            id: sorted(repr((c.stance, c.value, c.measure)) for c in account.standing)
            for id, account in accounts.items()
        },
        "pairs": {frozenset(p.parties): (p.verdict, p.gap and p.gap.size) for p in made.pairs},
    }


@given(st.data(), several_claims)
def test_order_of_the_claims_changes_nothing(data, said):
    other = data.draw(st.permutations(said))
    assert summary(row("count", *said, published=None)) == summary(row("count", *other, published=None))


@given(st.permutations("abc"), several_claims)
def test_order_of_the_parties_changes_nothing(order, said):
    here, there = (row("count", *said, parties=parties, published=None) for parties in ("abc", order))
    assert summary(here) == summary(there)


@given(several_claims)
def test_party_without_claims_in_the_row_changes_nothing(said):
    elsewhere = {"party": "d", "value": 1, "scope": "elsewhere"}
    made, _ = rows("count", *said, elsewhere, published=None)
    assert made.accounts["d"].state == "no-claim"
    assert summary(made) == summary(row("count", *said, published=None))


@given(several_claims)
def test_verdict_of_a_row_is_the_first_that_any_pair_has(said):
    made = row("count", *said, published=None)
    order = ["conflict", "overlap", "unlike", "open", "compatible", "agree"]
    found = [pair.verdict for pair in made.pairs]
    if found:
        assert made.verdict == min(found, key=order.index)
    else:
        assert made.verdict in ("one-party", "unanswered")


@given(several_claims)
def test_account_with_claims_is_never_a_dash(said):
    made = row("count", *said, published=None)
    assert all(account.state != "no-claim" and phrased.cell(made, id) for id, account in made.accounts.items())


@given(several_claims)
def test_every_row_has_a_sentence(said):
    made = row("count", *said, published=None)
    for why in (phrased.why(made), *phrased.why_pairs(made)):
        assert why.endswith(".")
        assert "None" not in why
        assert "  " not in why


# Values

signed = st.decimals(-1000, 1000, places=2).map(str)
moments = st.datetimes().map(lambda moment: moment.isoformat())
texts_of_kind = {
    "count": written,
    "number": signed | signed.map("about {}".format) | signed.map("at least {}".format) | written,
    "time": moments | st.dates().map(str) | st.dates().map(lambda date: str(date)[:7]),
    "yes-no": st.sampled_from(["yes", "no"]),
    "choice": st.sampled_from(["shell", "mine", "bomb"]),
    "names": st.lists(st.sampled_from(["Khost", "KHOST", "Kunar", "Zabul"]), min_size=1, unique=True),
}
SETTING = Setting({"shell": "A shell", "mine": "A mine", "bomb": "A bomb"})


@each_row("kind", texts_of_kind)
def test_relation_gap_and_ratio_are_symmetric(kind):
    operations = KINDS[kind]

    @given(texts_of_kind[kind], texts_of_kind[kind])
    def check(a, b):
        first, second = (operations.read(text, SETTING) for text in (a, b))
        assert operations.relate(first, second) == operations.relate(second, first)
        assert operations.gap(first, second) == operations.gap(second, first)

    check()


@each_row("kind", texts_of_kind)
def test_a_denial_that_leaves_nothing_of_a_value_is_of_one_that_it_does_not_shut_out(kind):
    operations = KINDS[kind]

    @given(texts_of_kind[kind], texts_of_kind[kind])
    def check(a, b):
        denied, asserted = (operations.read(text, SETTING) for text in (a, b))
        if operations.leaves_nothing(denied, asserted):
            assert operations.relate(denied, asserted) != "conflict"

    check()


@given(texts_of_kind["yes-no"])
def test_the_opposite_is_another_answer_whose_opposite_is_the_first(text):
    operations = KINDS["yes-no"]
    value = operations.read(text, Setting())
    other = operations.opposite(value)
    assert operations.relate(value, other) == "conflict"
    assert operations.opposite(other) == value


@given(texts_of_kind["names"], texts_of_kind["names"])
def test_two_lists_of_names_agree_exactly_where_neither_has_one_alone(a, b):
    operations = KINDS["names"]
    first, second = (operations.read(names, Setting()) for names in (a, b))
    split, mirrored = operations.split(first, second), operations.split(second, first)
    assert (split.first, split.second) == (mirrored.second, mirrored.first)
    assert set(map(fold, split.both)) == set(map(fold, mirrored.both))
    assert (operations.relate(first, second) == "agree") == (not split.first and not split.second)


@each_row("kind", texts_of_kind)
def test_value_agrees_with_itself_and_a_denial_leaves_nothing_of_it(kind):
    operations = KINDS[kind]

    @given(texts_of_kind[kind])
    def check(text):
        value = operations.read(text, SETTING)
        assert operations.relate(value, value) == "agree"
        assert operations.leaves_nothing(value, value)

    check()


@pytest.mark.parametrize("kind", ["count", "number"])
def test_text_of_a_figure_reads_back_to_the_same_figure(kind):
    operations = KINDS[kind]

    @given(texts_of_kind[kind] | st.integers(0, 10**15 - 1))
    def check(text):
        figure = operations.read(text, Setting())
        again = operations.read(operations.show(figure), Setting())
        for part in ("low", "high", "low_open", "high_open", "stated"):
            assert getattr(again, part) == getattr(figure, part)

    check()


@given(texts_of_kind["number"], texts_of_kind["number"])
def test_gap_is_never_negative_and_ratio_never_below_one(a, b):
    operations = KINDS["number"]
    found = operations.gap(*(operations.read(text, Setting()) for text in (a, b)))
    if found:
        assert found.size >= 0
        assert found.ratio is None or found.ratio >= 1


# Names


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_unicode_form_makes_no_difference(text, form):
    assert fold(unicodedata.normalize(form, text)) == fold(text)


@given(
    st.lists(st.text("abcXYZéß", min_size=1), min_size=1), st.sampled_from([" ", "  ", "\t", "\N{NO-BREAK SPACE}"])
)
def test_spacing_and_case_make_no_difference(words, space):
    assert fold(f"{space}{space.join(words)}{space}".upper()) == fold(" ".join(words).lower())


# As of a day

said = st.fixed_dictionaries(
    {"party": st.sampled_from("abc"), "value": st.integers(0, 9), "stated": st.dates().map(str)}
)


@given(st.lists(said, min_size=1, max_size=6), st.dates())
def test_as_of_the_far_future_is_the_whole_and_a_day_takes_what_was_said_by_then(claims, day):
    whole = dataset({"kind": "count", "claims": claims})
    assert as_of(whole, "9999-12-31") == (whole, 0)
    then, undated = as_of(whole, str(day))
    assert undated == 0
    kept = [claim.stated for claim in then.events[0].questions[0].claims]
    assert kept == [claim["stated"] for claim in claims if claim["stated"] <= str(day)]


@given(st.lists(said, min_size=1, max_size=6), st.dates())
def test_what_is_said_later_changes_no_table_of_an_earlier_day(claims, day):
    earlier = [claim for claim in claims if claim["stated"] <= str(day)]
    if earlier:
        both = [as_of(dataset({"kind": "count", "claims": some}), str(day))[0] for some in (claims, earlier)]
        tables = [compare(made).events[0].rows[0] for made in both]
        assert phrased.cells(tables[0]) == phrased.cells(tables[1])
        assert (tables[0].verdict, phrased.why(tables[0])) == (tables[1].verdict, phrased.why(tables[1]))
