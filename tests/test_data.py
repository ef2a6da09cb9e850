"""The bundled data: all of it is there, and it is curated as its own documentation asks."""

from collections import Counter

import phrased
from files import EXAMPLE, run
from rows import each_row

from borderclash.checking import check
from borderclash.comparing.rows import compare
from borderclash.reading.yaml_events import PythonParser

CHECKED = check([str(EXAMPLE)])
DATASET = CHECKED.dataset
QUESTIONS = [(event, question) for event in DATASET.events for question in event.questions]
CLAIMS = [claim for _, question in QUESTIONS for claim in question.claims]
ROWS = {(row.question.id, row.subject, row.scope): row for table in compare(DATASET).events for row in table.rows}


def test_nothing_got_lost():
    assert Counter(claim.party for claim in CLAIMS) == {
        "afghanistan": 38,
        "pakistan": 30,
        "reports": 24,
        "qatar": 3,
        "saudi-arabia": 2,
        "ttp": 1,
        "united-nations": 1,
    }
    assert Counter(event.id for event, _ in QUESTIONS) == {
        "durand-line-2025-10-11": 21,
        "explosions-2025-10-09": 5,
        "northwest-pakistan-attacks": 3,
        "armed-groups": 17,
        "kabul-islamabad-talks": 6,
        "india-afghanistan-statement": 3,
        "frontier-and-refugees": 6,
        "gulf-appeals": 3,
    }
    assert len(DATASET.parties) == 7
    assert len(DATASET.sources) == 1


@each_row(
    ("key", "texts", "verdict"),
    [
        (
            ("soldiers-killed", "pakistan", None),
            {"afghanistan": "58 (also reported as at least 58)", "pakistan": None, "reports": "at least 18"},
            "overlap",
        ),
        (
            ("posts-lost", "pakistan", "Helmand province"),
            {"afghanistan": "3 (posts overrun; reportedly)", "pakistan": None, "reports": None},
            "one-party",
        ),
        (
            ("pakistan-responsible", None, None),
            {"afghanistan": "yes (airstrikes)", "pakistan": "declined", "reports": "yes (airstrikes)"},
            "agree",
        ),
        (
            ("who-started", None, None),
            {"afghanistan": "Pakistan", "pakistan": "Afghanistan", "reports": None},
            "conflict",
        ),
        (
            ("incidents-on-afghan-soil", "afghanistan", "past eight months"),
            {"afghanistan": "0", "pakistan": None, "united-nations": None, "reports": None},
            "one-party",
        ),
    ],
)
def test_row(key, texts, verdict):
    assert phrased.cells(ROWS[key]) == texts
    assert ROWS[key].verdict == verdict


def test_posts_of_either_side_are_a_mirror():
    (mirror,) = [
        mirror
        for table in compare(DATASET).events
        for mirror in table.mirrors
        if mirror.question.id == "posts-lost"
    ]
    assert mirror.parties == ("afghanistan", "pakistan")
    assert mirror.gap.size == 6


def test_each_claim_says_who_said_it_where_and_in_which_words():
    for claim in CLAIMS:
        assert claim.speaker or claim.attribution == "unattributed" or claim.party == "ttp", claim
        assert claim.quote, claim
        assert len(claim.quote.split()) <= 10, claim.quote
        assert claim.locator, claim
        assert claim.sources == ("theprint-2025-10-12",)


def test_what_is_unattributed_belongs_to_the_reports():
    for claim in CLAIMS:
        assert (claim.attribution == "unattributed") == (claim.party == "reports"), claim


def test_no_address_is_invented():
    assert "http" not in EXAMPLE.read_text(encoding="utf-8")


def test_validate_has_nothing_to_say_of_it():
    assert run("validate", EXAMPLE).out == ""


def test_the_parser_without_libyaml_reads_the_same(monkeypatch):
    monkeypatch.setattr("borderclash.reading.yaml_events.default_parser", lambda: PythonParser)
    assert check([str(EXAMPLE)]) == CHECKED
