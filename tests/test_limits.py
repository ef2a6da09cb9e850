"""How much is compared side by side, and that work does not grow by the square of what a file holds."""

import json
from dataclasses import replace

import pytest
from files import GOOD, run

from borderclash.comparing import accounts, limits, pairs
from borderclash.comparing.history import history
from borderclash.comparing.rows import compare
from borderclash.model import Party
from borderclash.presenting.phrasing import sentences
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Document
from borderclash.text import folding, suggestions
from borderclash.values import KINDS, Setting, Unreadable

pytestmark = pytest.mark.thorough

PARTIES = {
    "a": {"name": "A"},
    "b": {"name": "B"},
    "p": {"name": "P", "pooled": True},
    "q": {"name": "Q", "pooled": True},
}


def dataset(*questions, parties=PARTIES, published=None):
    source = {"title": "S"} | ({"published": published} if published else {})
    data = {
        "borderclash": 1,
        "parties": parties,
        "sources": {"s": source},
        "events": {
            "e": {
                "title": "E",
                "source": "s",
                "questions": {
                    f"q{number}": {"label": "Q", "kind": "count", "claims": claims}
                    for number, claims in enumerate(questions)
                },
            }
        },
    }
    made, findings = assemble([Document("f.yaml", 0, data, data)])
    assert findings == []
    return made


def claims(party, count, **more):
    return [{"party": party, "value": number, **more} for number in range(count)]


def worded(party, count):
    """Return a claim in as many words."""
    first, *others = claims(party, count)
    return [first | {"id": party}, *(one | {"restates": party} for one in others)]


def told(made):
    kept, findings = limits.within(made)
    assert (kept is made) == (not findings)
    assert {finding.rule for finding in findings} <= {"too-large"}
    assert not findings or kept.events == ()
    return [finding.message for finding in findings]


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (claims("p", 223) + claims("q", 223), 0),
        (claims("p", 224) + claims("q", 224), 50_176),
        ([*worded("a", 223), *worded("b", 224)], 0),
        ([*worded("a", 224), *worded("b", 224)], 50_176),
        ([*worded("a", 1900), *claims("b", 5)], 0),
        (claims("p", 5000), 0),
        (claims("p", 5000) + claims("a", 1), 0),
        (claims("a", 316), 0),
        (claims("a", 317), 50_086),
        ([{"party": "a", "value": 1}] * 5000 + claims("p", 5000), 0),
        ([{"party": "a", "value": number % 2, "scope": str(number % 50)} for number in range(5000)], 0),
    ],
)
def test_pairs_of_positions_that_stand_side_by_side(said, pairs):
    messages = told(dataset(said))
    assert messages == (
        [f"here {pairs:,} pairs of positions would be compared; up to 50,000 are"] if pairs else []
    )


def test_thousands_of_claims_that_follow_each_other_are_compared():
    said = [
        {"party": party, "value": day, "stated": f"{1000 + day}-01-01"} for party in "ab" for day in range(4000)
    ]
    assert told(dataset(said)) == []


def test_claims_of_a_question(monkeypatch):
    assert limits.MAX_CLAIMS == 100_000
    monkeypatch.setattr(limits, "MAX_CLAIMS", 10_000)
    assert told(dataset(claims("p", 10_000))) == []
    assert told(dataset(claims("p", 10_001))) == ["this question has 10,001 claims; up to 10,000 are compared"]


def test_claims_that_denials_without_a_value_meet():
    said = [{"party": "a", "value": day, "stated": f"{1000 + day}-01-01"} for day in range(4800)]
    denials = [{"party": "p", "stance": "denies", "stated": "1500-01-01"}] * 200
    assert told(dataset(said + denials)) == []
    assert told(dataset([*said, *denials, denials[0]])) == [
        "denials without a value meet 1,005,201 claims here, each counted once a denial; up to 1,000,000 are compared"
    ]
    follow = [{"party": "b", "stance": "denies", "stated": f"{1000 + day}-06-01"} for day in range(1000)]
    assert told(dataset(said + follow)) == []


def test_voices_of_a_pooled_party():
    assert told(dataset(claims("p", 10_000) + claims("a", 1))) == []
    assert told(dataset(claims("p", 10_001))) == [
        "`p` has 10,001 claims in a row here and is pooled; up to 10,000 are compared"
    ]


def test_series_of_a_running_total_is_one_position():
    said = [
        {"party": party, "value": number, "stated": f"{1000 + number}-01-01"}
        for party in "ab"
        for number in range(4000)
    ]
    made = dataset(said)
    (event,) = made.events
    questions = tuple(question._replace(cumulative=True) for question in event.questions)
    made = replace(made, events=(replace(event, questions=questions),))
    assert told(made) == []
    (row,) = compare(made).events[0].rows
    assert [len(account.positions) for account in row.accounts.values()] == [1, 1, 0, 0][: len(row.accounts)]


def test_claims_of_a_party_that_undo_others():
    followed = [{"party": "a", "value": n, "stated": f"{1000 + n}"} for n in range(2000)]
    withdrawn = [*followed, {"party": "a", "stance": "withdraws", "stated": "3500"}]
    replaced = [
        {"id": "x", **followed[0]},
        *followed[1:],
        {"party": "a", "value": 1, "replaces": "x", "stated": "3500"},
    ]
    denied = [*followed, {"party": "a", "stance": "denies", "stated": "3500"}]
    restated = [{"id": "x", **followed[0]}, *followed[1:], {"party": "a", "value": 1, "restates": "x"}]
    for said in (withdrawn, replaced, denied, restated):
        assert told(dataset(said[1:])) == []
        assert told(dataset(said)) == [
            "`a` has 2,001 claims in a row here, some of which replace, withdraw, deny or restate others; up to 2,000 are compared"
        ]
        # Claims of another party, and in another row, do not count.
        others = [
            {"party": "b", "value": 1, "stated": "1000"},
            {"party": "a", "value": 1, "scope": "x", "stated": "1000"},
        ]
        assert told(dataset([*said[1:], *others])) == []
    assert told(dataset([*followed, *followed[:2]])) == []


def test_a_long_chain_of_claims_that_replace_one_another_is_followed_once():
    from borderclash.comparing.differences import statements

    chain = [
        {"party": "a", "value": n, "id": f"c{n}"} | ({"replaces": f"c{n - 1}"} if n else {}) for n in range(400)
    ]
    (row,) = compare(dataset(chain)).events[0].rows
    (before,) = compare(dataset(chain[:200])).events[0].rows
    looked_up = []

    class Ids(dict):
        def get(self, id):
            looked_up.append(id)
            return super().get(id)

    counted = statements._Statements(row, row.accounts["a"], before, before.accounts["a"])
    counted.by_id = Ids(counted.by_id)
    come = [claim for claim in row.accounts["a"].claims if claim.number >= 200]
    changes = list(counted.changes(come))
    assert [change.new.number for change in changes if change.kind == "revised"] == list(range(200, 400))
    # Each looks along its chain a few times, and not once for each claim of it.
    assert len(looked_up) <= 3 * sum(range(200, 401))


def test_few_claims_are_within_all_limits():
    assert min(limits.MAX_CELLS, 2 * limits.MAX_PAIRS) >= limits.FEW**2
    assert max(limits.FEW, limits.MAX_UNDOING) <= limits.MAX_CLAIMS
    assert dataset(claims("a", 7), [], claims("b", 1)).size == 3 + 8


def test_cells_of_a_table():
    parties = {f"p{number}": {"name": "P"} for number in range(400)}
    rows = [[{"party": f"p{number}", "value": 1}] for number in range(400)]
    assert told(dataset(*rows[:316], parties=parties)) == []
    assert told(dataset(*rows, parties=parties)) == [
        "the table of this event would have 160,000 cells; up to 100,000 are compared"
    ]


def test_what_is_too_large_is_told_at_its_place_and_not_compared(tmp_path):
    text = "borderclash: 1\nparties: {a: {name: A}}\nsources: {s: {title: S}}\nevents:\n  e:\n    title: E\n    source: s\n"
    text += "    questions:\n      killed:\n        label: Killed\n        kind: count\n        claims:\n"
    text += "".join(f"          - {{party: a, value: {number}}}\n" for number in range(400))
    (tmp_path / "many.yaml").write_text(text)
    ran = run("compare", "many.yaml", cwd=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert "many.yaml:10:9: error too-large: here 79,800 pairs of positions would be compared" in ran.err
    assert "say when each was `stated`" in ran.err


def test_a_run_of_marks_is_parted_before_it_is_sorted():
    assert folding.normalized("NFC", "cafe\u0301") == "caf\u00e9"
    marks = "\u0301" * folding.MAX_MARKS
    assert folding.normalized("NFKC", "x" + marks) == "x" + marks
    assert folding.normalized("NFKC", "x" + marks + "\u0301y") == "x" + marks + "\u034f\u0301y"
    parted = folding.normalized("NFKC", "x" + "\u0301\u0316" * 50_000)
    assert max(map(len, parted.split("\u034f"))) <= folding.MAX_MARKS + 1


def test_an_error_lists_no_more_options_than_a_reader_takes_in():
    setting = Setting({f"o{number}": "O" for number in range(20)})
    with pytest.raises(Unreadable, match=r"`o11` and 8 more; got `o5x`") as caught:
        KINDS["choice"].read("o5x", setting)
    assert caught.value.help == "did you mean `o5`?"
    with pytest.raises(Unreadable) as caught:
        KINDS["choice"].read("o5x", Setting({f"o{number}": "O" for number in range(2000)}))
    assert caught.value.help == "pick one of these"


def test_of_a_line_that_is_a_whole_file_only_what_is_near_is_shown(tmp_path):
    (tmp_path / "one.yaml").write_text(
        json.dumps({"borderclash": 1} | {f"field{n}": "\u00e9" * 50 for n in range(200)})
    )
    lines = run("validate", "one.yaml", "--all", cwd=tmp_path).out.splitlines()
    shown = [line for line in lines if line.startswith("1 | ")]
    assert len(shown) == 200
    assert max(map(len, shown)) <= 80
    assert all(f'"field{n}"' in line for n, line in enumerate(shown))
    carets = [line for line in lines if line.startswith("  | ^") or "^^" in line]
    assert len(carets) == 200


def test_claims_that_replace_one_another_in_a_circle_are_told_and_those_that_lead_there(tmp_path):
    said = "".join(
        f"          - {{party: north, value: {n}, id: c{n}, replaces: c{follows}}}\n"
        for n, follows in ((1, 2), (2, 3), (3, 1), (4, 1), (5, 4))
    )
    said += "          - {party: north, value: 6, id: c6}\n          - {party: north, value: 7, replaces: c6}\n"
    (tmp_path / "a.yaml").write_text(GOOD + said)
    out = run("validate", "a.yaml", "-f", "concise", "--select", "replaces", cwd=tmp_path).out
    circular = [int(line.split(":")[1]) for line in out.splitlines() if "in a circle" in line]
    assert circular == [21, 22, 23, 24, 25]


def test_suggestions_are_looked_for_among_a_bounded_number_of_words(monkeypatch):
    found = suggestions.Suggestions({f"party-{number}" for number in range(500)})
    assert found.did_you_mean("partey-7", "-") == "did you mean `party-7`?"
    asked = []
    monkeypatch.setattr(suggestions, "nearest", lambda word, _: asked.append(word))
    for number in range(1000):
        assert found.did_you_mean(f"x{number}", "otherwise") == "otherwise"
    assert len(asked) == suggestions.MAX_WORDS - 1
    assert suggestions.nearest("party", [f"party{number}" for number in range(suggestions.MAX_KNOWN + 1)]) is None


def test_each_word_is_looked_for_once(monkeypatch):
    asked = []
    monkeypatch.setattr(suggestions, "nearest", lambda word, _: asked.append(word))
    found = suggestions.Suggestions(["a"])
    for _ in range(3):
        found.did_you_mean("x", "-")
    assert asked == ["x"]


def test_voices_that_say_the_same_are_held_against_each_other_once(monkeypatch):
    pairs = []
    monkeypatch.setattr(accounts, "contradict", lambda _, a, b: pairs.append((a, b)) or False)
    (event,) = dataset([{"party": "a", "value": number % 3} for number in range(900)]).events
    (question,) = event.questions
    made = accounts.account(Party("a", "A"), question, question.claims)
    assert (len(made.positions), len(pairs)) == (900, 3)


@pytest.mark.parametrize(
    ("said", "least"),
    [
        # Each of 20 parties speaks 5 times: 19 pairs each time.
        ([(f"x{n % 20}", n) for n in range(100)], 20 * 19 * 5),
        # Each new voice is compared with the one other party.
        ([("a", 5), *(("p", n) for n in range(100))], 100),
        ([("p", n) for n in range(100)], 0),
    ],
)
def test_a_step_through_time_compares_only_what_is_new(monkeypatch, said, least):
    counted = []
    compared = pairs.of_positions
    monkeypatch.setattr(pairs, "of_positions", lambda *args: counted.append(1) or compared(*args))
    parties = {**PARTIES, **{f"x{n}": {"name": f"X{n}"} for n in range(20)}}
    said = [
        {"party": party, "value": n, "stated": f"2025-01-01T{n // 60:02}:{n % 60:02}"}
        for n, (party, _) in enumerate(said)
    ]
    (row,) = compare(dataset(said, parties=parties)).events[0].rows
    counted.clear()
    assert len(history(row).steps) == len(said)
    assert len(counted) <= least


def test_whether_voices_are_divided_is_looked_for_once_in_a_sentence(monkeypatch):
    asked = []
    differ = accounts.differ
    monkeypatch.setattr(accounts, "differ", lambda positions: asked.append(1) or differ(positions))
    said = [{"party": "p", "value": 7, "stated": f"2025-01-{day:02}"} for day in range(1, 29)]
    (row,) = compare(dataset([*said, {"party": "a", "value": 5}])).events[0].rows
    assert RowPhrasing(row).why
    assert len(asked) <= 4


def test_of_many_answers_not_all_pairs_are_looked_at_to_word_a_sentence(monkeypatch):
    compared = []
    of_claims = sentences.of_claims
    monkeypatch.setattr(sentences, "of_claims", lambda *args: compared.append(1) or of_claims(*args))
    for voices, reason in ((49, "at most one of them"), (50, "not all of them")):
        (row,) = compare(dataset([*claims("p", voices), {"party": "a", "value": 99}])).events[0].rows
        assert reason in RowPhrasing(row).why
    assert len(compared) == 50 * 49 // 2
