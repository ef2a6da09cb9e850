"""What holds of the sentence of any row, whatever its parties say."""

import re

from examples import few
from hypothesis import given
from hypothesis import strategies as st
from phrased import NAMES, cells, table, why

from borderclash.presenting.phrasing.rows import RowPhrasing

FIGURES = st.sampled_from(
    [
        *(
            5,
            18,
            58,
            58,
            169,
            542,
            "at least 18",
            "at least 58",
            "more than 700",
            "about 200",
            "nearly 100",
            "dozens",
        ),
        *("130 to 170", "at most 50", "fewer than 100", "several", "none", "20-odd"),
    ]
)
VALUES = {
    "count": FIGURES,
    "choice": st.sampled_from(["strike", "rocket", "mine", "bomb", "fire", "gas"]),
    "yes-no": st.sampled_from(["yes", "no"]),
    "names": st.lists(st.sampled_from(["Khost", "Kunar", "Zabul, north"]), min_size=1, max_size=3, unique=True),
    "time": st.sampled_from(
        ["2025-10-11", "2025-10-12T00:30", "2025-10", "before 2025-10-12", "about 2025-10-13"]
    ),
    "text": st.sampled_from(["They fired first.", "The post fired", "Nobody fired?"]),
}
OPTIONS = {id: id for id in ("strike", "rocket", "mine", "bomb", "fire", "gas")}
DAYS = st.sampled_from([None, "2020-06-16", "2020-06-17", "2020-06-16T18:00", "2020-06", "2021-01-02/2021-01-05"])


@st.composite
def rows(draw):
    """Return the rows of one question of any kind, with claims of up to five parties."""
    kind = draw(st.sampled_from([*VALUES]))
    claims = []
    for number in range(draw(st.integers(0, 7))):
        stance = draw(st.sampled_from(["asserts"] * 5 + ["denies", "denies", "declines", "withdraws"]))
        claim = {"party": draw(st.sampled_from([*NAMES])), "stance": stance, "stated": draw(DAYS)}
        if stance == "asserts" or (stance == "denies" and draw(st.booleans())):
            claim["value"] = draw(VALUES[kind])
        elif stance == "denies" and draw(st.booleans()):
            claim["of"] = draw(st.sampled_from([id for id in NAMES if id != claim["party"]]))
        claim["speaker"] = f"voice {number}"
        if draw(st.integers(0, 4)) == 0:
            claim["hedge"] = "believed"
        if draw(st.integers(0, 6)) == 0:
            claim["measure"] = "wounded"
        claims.append(claim)
    more = {"options": OPTIONS} if kind == "choice" else {}
    if kind == "count" and draw(st.booleans()):
        more["cumulative"] = True
    return table(*claims, kind=kind, **more)


@few
@given(rows())
def test_a_sentence_is_one_and_never_says_that_one_must_be_true(made):
    for row in made:
        for sentence in (why(row), *(RowPhrasing(row).why_pair(pair) for pair in row.pairs)):
            assert sentence[0].isupper()
            assert sentence.endswith((".", "”"))
            assert "  " not in sentence
            assert "None" not in sentence
            assert not re.search(r"must be true|one of them is true|independent", sentence)


@few
@given(rows())
def test_a_sentence_names_everybody_who_takes_a_position(made):
    for row in made:
        sentence = why(row)
        if "other answers" in sentence:
            continue
        for account in row.accounts.values():
            if account.positions:
                assert account.party.name.lower() in sentence.lower()


@few
@given(rows())
def test_a_conflict_is_told_as_such_and_nothing_else_is(made):
    for row in made:
        words = RowPhrasing(row)
        for pair in row.pairs:
            assert ("at most one of them can be true" in words.why_pair(pair)) == (pair.verdict == "conflict")
        told = "at most one of them can be true" in words.why or "not all of them can be true" in words.why
        assert told == (row.verdict == "conflict")


@few
@given(rows())
def test_at_most_one_can_be_true_only_where_each_two_accounts_conflict_or_agree(made):
    for row in made:
        if "at most one of them can be true" in why(row):
            single = {id for id, account in row.accounts.items() if len(account.positions) == 1}
            pairs = [pair for pair in row.pairs if single.issuperset(pair.parties)]
            assert {pair.verdict for pair in pairs} <= {"conflict", "agree"}


@few
@given(rows())
def test_every_account_with_a_claim_has_a_cell(made):
    for row in made:
        for id, text in cells(row).items():
            assert bool(text) == bool(row.accounts[id].claims)
