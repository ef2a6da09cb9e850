"""Documents to one dataset: declarations merged, what is inherited filled in, and what cannot be read left out."""

import pytest
from rows import each_row

from borderclash.problems import Pointer
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Document

KABUL = {"name": "Kabul"}
S = {"title": "S", "published": "2025-01-01"}


def document(file="one.yaml", index=0, **data):
    return Document(file, index, data, data)


def event(*claims, **more):
    """Return an event of one question; *more* are fields of the event, and of the question under ``question``."""
    question = {"label": "Q", "kind": "count", "source": "s", "claims": list(claims), **more.pop("question", {})}
    return {"title": "E", "questions": {"q": question}, **more}


def one(*claims, sources=None, spellings=None, **more):
    """Return the claims of one question, and what was found wrong in their document."""
    data = {"parties": {"a": KABUL}, "sources": sources or {"s": S}, "events": {"e": event(*claims, **more)}}
    made, findings = assemble([Document("one.yaml", 0, data, data, spellings or {})])
    return made.events[0].questions[0].claims, findings


def only(*args, **more):
    """Return the only claim, in a document in which nothing is wrong."""
    (claim,), findings = one(*args, **more)
    assert findings == []
    return claim


def says(value=5, **more):
    return {"party": "a", "value": value, **more}


def claim_place(index, field):
    return Pointer("one.yaml", 0, ("events", "e", "questions", "q", "claims", index, field))


# Declarations


def test_parties_and_sources_of_all_documents_serve_all():
    here = document(parties={"a": KABUL}, events={"e": event(says(source="t"), says(party="b"))})
    there = document("two.yaml", parties={"b": {"name": "B"}}, sources={"s": S, "t": {"title": "T"}})
    made, findings = assemble([here, there])
    assert findings == []
    assert (list(made.parties), list(made.sources)) == (["a", "b"], ["s", "t"])


def test_order_is_that_of_the_documents():
    first = document(parties={"b": KABUL}, events={"f": event()})
    second = document("two.yaml", parties={"a": KABUL, "b": KABUL}, events={"e": event()})
    made, _ = assemble([first, second])
    assert list(made.parties) == ["b", "a"]
    assert [event.id for event in made.events] == ["f", "e"]


@pytest.mark.parametrize("section", ["parties", "sources"])
def test_declared_twice_with_the_same_content_is_one(section):
    content = {"parties": KABUL, "sources": S}[section]
    made, findings = assemble(
        [document(**{section: {"x": content}}), document("two.yaml", **{section: {"x": content}})]
    )
    assert findings == []
    assert list(getattr(made, section)) == ["x"]


@pytest.mark.parametrize(("section", "noun"), [("parties", "party"), ("sources", "source")])
def test_declared_twice_with_different_content_is_an_error_that_names_both_places(section, noun):
    first = {"parties": KABUL, "sources": S}[section]
    documents = [
        document(**{section: {"x": first}}),
        document("two.yaml", 3, **{section: {"x": first | {"note": "another"}}}),
    ]
    made, (finding,) = assemble(documents)
    assert (finding.rule, finding.severity) == ("conflicting-declaration", "error")
    assert finding.message == f"the {noun} `x` is declared twice, with different content"
    assert finding.pointer == Pointer("two.yaml", 3, (section, "x"), "key")
    assert finding.related == (("first here", Pointer("one.yaml", 0, (section, "x"), "key")),)
    assert getattr(made, section)["x"].note is None, "the first stands"


def test_event_stands_in_one_place_even_with_the_same_content():
    made, (finding,) = assemble([document(events={"e": event()}), document("two.yaml", events={"e": event()})])
    assert finding.rule == "duplicate-event"
    assert finding.pointer == Pointer("two.yaml", 0, ("events", "e"), "key")
    assert finding.related == (("first here", Pointer("one.yaml", 0, ("events", "e"), "key")),)
    assert len(made.events) == 1


def test_third_declaration_is_told_against_the_first():
    other = {"name": "Other"}
    documents = [document(f, parties={"a": party}) for f, party in (("1", KABUL), ("2", other), ("3", other))]
    _, findings = assemble(documents)
    assert [(finding.pointer.file, finding.related[0][1].file) for finding in findings] == [("2", "1"), ("3", "1")]


def test_title_is_the_first_that_is_given():
    made, _ = assemble([document(), document(title="First"), document(title="Second")])
    assert made.title == "First"


def test_dataset_of_nothing_is_empty():
    made, findings = assemble([])
    assert (made.title, made.parties, made.sources, made.events, findings) == (None, {}, {}, (), [])


def test_event_knows_its_place():
    made, _ = assemble([document("two.yaml", 4, events={"e": event()})])
    assert made.events[0].at("title") == Pointer("two.yaml", 4, ("events", "e", "title"))


# What claims inherit


@pytest.mark.parametrize("field", ["subject", "scope", "measure"])
def test_claim_inherits_from_its_question(field):
    assert getattr(only(says(), question={field: "x"}), field) == "x"


@pytest.mark.parametrize("field", ["subject", "scope", "measure"])
def test_claim_overrides_its_question(field):
    assert getattr(only(says(**{field: "y"}), question={field: "x"}), field) == "y"


@pytest.mark.parametrize("field", ["subject", "scope", "measure"])
def test_null_lifts_what_the_question_says(field):
    assert getattr(only(says(**{field: None}), question={field: "x"}), field) is None


@each_row("field", ["subject", "scope", "measure", "stated", "hedge", "speaker", "id", "replaces"])
def test_what_is_nowhere_given_is_none(field):
    assert getattr(only(says()), field) is None


def test_stance_is_to_assert_where_it_is_not_given():
    assert only(says()).stance == "asserts"


@each_row(
    ("of_event", "of_question", "of_claim", "stated"),
    [
        ("2020", None, None, "2020"),
        ("2020", "2021", None, "2021"),
        ("2020", "2021", "2022", "2022"),
        (None, None, "2022", "2022"),
        (None, "2021", None, "2021"),
    ],
)
def test_stated_is_the_nearest(of_event, of_question, of_claim, stated):
    def given(value):
        return {} if value is None else {"stated": value}

    claim = only(says(**given(of_claim)), question=given(of_question), **given(of_event))
    assert claim.stated == stated
    assert claim.span == only(says(stated=stated)).span


def test_null_lifts_stated_of_the_event_in_a_question():
    claim = only(says(), stated="2020", question={"stated": None})
    assert (claim.stated, claim.span) == (None, only(says()).span)


def test_null_lifts_stated_of_the_question_in_a_claim():
    claim = only(says(stated=None), question={"stated": "2020"})
    assert (claim.stated, claim.span) == (None, only(says()).span)


@each_row(
    ("of_event", "of_question", "of_claim", "sources"),
    [
        ("e", None, None, ("e",)),
        ("e", "q", None, ("q",)),
        ("e", "q", "c", ("c",)),
        ("e", "q", ["c", "d"], ("c", "d")),
        (["e", "f"], None, None, ("e", "f")),
    ],
)
def test_source_is_the_nearest(of_event, of_question, of_claim, sources):
    question = {"label": "Q", "kind": "count", "claims": [says(**({"source": of_claim} if of_claim else {}))]}
    question |= {"source": of_question} if of_question else {}
    made, _ = assemble([document(events={"e": {"title": "E", "source": of_event, "questions": {"q": question}}})])
    assert made.events[0].questions[0].claims[0].sources == sources


def test_claim_may_come_to_have_no_source():
    question = {"label": "Q", "kind": "count", "claims": [says()]}
    made, findings = assemble([document(events={"e": {"title": "E", "questions": {"q": question}}})])
    assert made.events[0].questions[0].claims[0].sources == ()
    assert findings == []


# When it was said


def published(*dates):
    return {f"s{n}": {"title": "S"} | ({"published": date} if date else {}) for n, date in enumerate(dates)}


@each_row(
    ("dates", "earliest"),
    [
        (["2025-01-02", "2025-01-01", "2025-01-03"], "2025-01-01"),
        ([None, "2025-01-02"], "2025-01-02"),
        (["2025-01-02", "2025-01-01T12:00"], "2025-01-01T12:00"),
        ([2024, "2025-01-01"], "2024"),
        (["2025-01-01T10:00", "2025-01-01T12:00+05:00"], "2025-01-01T07:00Z"),
        (["2025-01-05", "2025-01-01/2025-01-09"], "2025-01-01/2025-01-09"),
    ],
)
def test_claim_without_stated_takes_the_earliest_publication_of_its_sources(dates, earliest):
    sources = published(*dates)
    claim = only(says(source=list(sources)), sources=sources)
    assert claim.span == only(says(stated=earliest)).span


def test_stated_comes_before_any_publication():
    claim = only(says(stated="2025-03-01", source=["s0"]), sources=published("2025-01-01"))
    assert claim.span == only(says(stated="2025-03-01")).span


@pytest.mark.parametrize("sources", [published(None), published(None, None), {"other": S}])
def test_claim_without_stated_and_publication_is_undated(sources):
    assert only(says(source=["s0", "s1"]), sources=sources).span is None


def test_times_without_an_offset_are_in_the_zone_of_the_event():
    here = only(says(stated="2025-01-01T18:00"), timezone="Asia/Kabul")
    assert here.span == only(says(stated="2025-01-01T13:30Z")).span


def test_publication_without_an_offset_is_in_the_zone_of_the_event():
    here = only(says(source="s0"), sources=published("2025-01-01T18:00"), timezone="Asia/Kabul")
    assert here.span == only(says(stated="2025-01-01T13:30Z")).span


def test_bare_year_is_text():
    claim = only(says(stated=2024))
    assert (claim.stated, claim.span) == ("2024", only(says(stated="2024-01-01/2024-12-31")).span)


def test_publication_in_a_bare_year_is_text():
    made, _ = assemble([document(sources=published(2024))])
    assert made.sources["s0"].published == "2024"


# Values


def test_value_is_kept_as_written_beside_its_reading():
    claim = only(says("about 200"))
    assert (claim.value, claim.reading.low, claim.reading.high) == ("about 200", 180, 220)


def test_spelling_of_a_number_is_what_is_read():
    path = ("events", "e", "questions", "q", "claims", 0, "value")
    question = {"kind": "number", "unit": "%"}
    claim = only(says(51.2), question=question, spellings={path: "51.20"})
    assert claim.reading.written == "51.20"


@each_row(
    ("kind", "value", "rule"),
    [
        ("count", "58 soldiers", "figure"),
        ("count", "170 to 130", "reversed-range"),
        ("time", "2025-02-30", "impossible-date"),
        ("time", "yesterday", "time"),
        ("time", "2025-02-02/2025-02-01", "reversed-range"),
        ("choice", "z", "unknown-option"),
    ],
)
def test_claim_whose_value_cannot_be_read_is_left_out_and_told_at_its_value(kind, value, rule):
    question = {"kind": kind, **({"options": {"x": "X"}} if kind == "choice" else {})}
    claims, (finding,) = one({"party": "a", "stance": "declines"}, says(value), question=question)
    assert [claim.stance for claim in claims] == ["declines"]
    assert (finding.rule, finding.pointer) == (rule, claim_place(1, "value"))
    assert finding.help


def test_other_claims_keep_their_index_in_the_file():
    claims, _ = one(says(), says("58 soldiers"), says(7))
    made, _ = assemble([document(events={"e": event(says(), says("58 soldiers"), says(7))})])
    (event_made,) = made.events
    places = [event_made.at_claim(event_made.questions[0], claim, "value") for claim in claims]
    assert places == [claim_place(0, "value"), claim_place(2, "value")]


def test_claim_whose_stated_cannot_be_read_is_left_out_and_told_there():
    claims, (finding,) = one(says(), says(stated="2025-02-30"))
    assert len(claims) == 1
    assert (finding.rule, finding.pointer) == ("impossible-date", claim_place(1, "stated"))


def test_claim_with_two_faults_is_told_for_both():
    _, findings = one(says("58 soldiers", stated="2025-02-30"))
    assert [finding.pointer for finding in findings] == [claim_place(0, "value"), claim_place(0, "stated")]


@pytest.mark.parametrize("where", ["event", "question"])
def test_inherited_stated_that_cannot_be_read_is_told_once_where_it_stands(where):
    bad = {"stated": "2025-02-30"}
    claims, (finding,) = one(
        says(), says(7), says(9, stated="2025-01-01"), **(bad if where == "event" else {"question": bad})
    )
    path = ("events", "e", "stated") if where == "event" else ("events", "e", "questions", "q", "stated")
    assert finding.pointer == Pointer("one.yaml", 0, path)
    assert [claim.value for claim in claims] == [9]


@pytest.mark.parametrize("field", ["published", "retrieved"])
def test_date_of_a_source_that_does_not_exist_is_told_once_where_it_stands(field):
    sources = {"s": {"title": "S", field: "2025-02-30"}}
    claims, (finding,) = one(says(), says(7), sources=sources)
    assert finding.pointer == Pointer("one.yaml", 0, ("sources", "s", field))
    assert [claim.span for claim in claims] == [None, None]


def test_date_of_an_event_that_does_not_exist_is_told():
    _, (finding,) = one(says(), date="2025-02-30")
    assert (finding.rule, finding.pointer) == ("impossible-date", Pointer("one.yaml", 0, ("events", "e", "date")))


def test_all_that_is_wrong_is_told_in_one_run():
    sources = {"s": {"title": "S", "published": "2025-02-30"}}
    _, findings = one(says("x"), says("y"), says(stated="2025-13"), sources=sources, date="2025-00")
    assert len(findings) == 5


@pytest.mark.parametrize("value", [True, False])
def test_boolean_for_yes_or_no_is_refused_with_the_word_to_write(value):
    _, (finding,) = one(says(value), question={"kind": "yes-no"})
    assert finding.help == f"write `{'yes' if value else 'no'}`"


def test_misspelt_option_gets_the_nearest():
    question = {"kind": "choice", "options": {"air-strike": "A", "rocket": "R"}}
    _, (finding,) = one(says("airstrike"), question=question)
    assert finding.help == "did you mean `air-strike`?"


@each_row("value", ["Khost", 5, [5], [""], [None]])
def test_names_are_a_list_of_texts(value):
    claims, (finding,) = one(says(value), question={"kind": "names"})
    assert claims == ()
    assert finding.rule == "wrong-type"


@each_row("value", [5, "", " ", ["x"]])
def test_text_is_text(value):
    claims, (finding,) = one(says(value), question={"kind": "text"})
    assert claims == ()
    assert finding.rule == "wrong-type"
