"""What is withheld is in no output, and is counted all the same."""

import pytest
from files import run
from test_partition import compared
from test_tables import SMALL, table

from borderclash import diff, loads
from borderclash.comparing.withheld import is_anonymous

HEAD = """\
borderclash: 1
parties:
  north: {name: North}
  voices: {name: Voices, pooled: true}
sources:
  agency: {title: Wire}
  memo: {title: Memo, published: 2025-03-02, derived-from: agency}
  copy: {title: Copy, published: 2025-03-02, derived-from: agency}
  herald: {title: Herald, author: A. Writer, url: "https://example.org/1", archived: "https://example.org/2"}
events:
  bridge:
    title: Bridge
    questions:
      killed:
        label: Killed
        kind: count
        claims:
"""


def claims(*written):
    return loads(HEAD + "".join(f"          - {{{claim}}}\n" for claim in written))


def only(data):
    return [claim for event in data.events for question in event.questions for claim in question.claims]


def test_named_fields_are_taken_out_with_what_goes_along():
    data = claims(
        "party: north, value: 30, speaker: X, quote: Q, translation: T, note: N, source: herald, via: V, "
        "locator: L, withheld: [speaker, quote, source]"
    )
    (claim,) = only(data)
    assert (claim.speaker, claim.quote, claim.translation, claim.via, claim.locator) == (None,) * 5
    assert (claim.note, claim.sources, claim.left_out) == ("N", ("withheld-1",), ("speaker", "quote", "source"))
    assert is_anonymous(data.sources["withheld-1"])
    assert "herald" not in data.sources


def test_a_source_withholds_fields_of_its_own():
    text = HEAD.replace("author: A. Writer", "author: A. Writer, withheld: [author, url]")
    data = loads(text + "          - {party: north, value: 30, source: herald}\n")
    source = data.sources["herald"]
    assert (source.title, source.author, source.url, source.archived) == ("Herald", None, None, None)


def test_what_hangs_together_is_counted_as_before():
    written = ["party: voices, value: 30, source: memo", "party: voices, value: 30, source: copy"]
    openly = claims(*written)
    data = claims(*(f"{claim}, withheld: [source]" for claim in written))
    assert [_behind(each) for each in (openly, data)] == [(2, 1, 1)] * 2
    assert {"memo", "copy", "agency"}.isdisjoint(data.sources)


def test_withheld_speakers_are_voices_of_their_own():
    written = [f"party: voices, value: 30, source: herald, speaker: {name}" for name in ("A", "a", "B")]
    assert _behind(claims(*(f"{claim}, withheld: [speaker]" for claim in written)))[2] == 2


def test_nothing_ties_a_withheld_source_to_the_claim_that_names_it():
    written = (
        "party: voices, value: 30, source: memo, withheld: [source]",
        "party: voices, value: 30, source: memo",
    )
    data = claims(*written)
    assert _behind(data)[:2] == (2, None)
    assert set(data.sources) == {"agency", "memo", "copy", "herald", "withheld-1", "withheld-2"}


def test_an_id_that_is_there_already_is_left_alone():
    text = HEAD.replace("  agency:", "  withheld-1: {title: Taken}\n  agency:")
    data = loads(text + "          - {party: north, value: 30, source: memo, withheld: [source]}\n")
    assert only(data)[0].sources == ("withheld-2",)


def _behind(data):
    """Return how many sources, origins and voices the only row has."""
    from borderclash import compare

    (row,) = compare(data).rows()
    (position,) = row.accounts["voices"].positions
    return len(position.sources), position.origins, position.voices


def found(rule, *written, head=HEAD, public=False):
    """Return the line and the message of each problem of a rule."""
    from borderclash.checking import check_inputs
    from borderclash.reading.settings import Settings
    from borderclash.reading.sources import Input

    text = head + "".join(f"          - {{{claim}}}\n" for claim in written)
    checked = check_inputs([Input("claims.yaml", text.encode())], settings=Settings(public=public))
    problems = (problem for problem in checked.problems if problem.rule == rule)
    return [(problem.location.line, problem.location.column, problem.message) for problem in problems]


def test_an_id_with_a_withheld_name_in_it_is_told():
    claim = "party: north, value: 30, source: herald, speaker: Ann Smith, id: smith-30, withheld: [speaker]"
    assert found("telling-id", claim) == [(18, 79, "the id `smith-30` has a name in it that is withheld")]
    source = HEAD.replace(
        "herald: {title: Herald,", "herald: {title: H, publisher: The Herald, withheld: [publisher],"
    )
    (first,) = found("telling-id", "party: north, value: 30, source: herald", head=source)
    assert first[:2] == (9, 3)


def test_the_id_of_an_open_source_may_tell_its_withheld_speaker():
    head = HEAD.replace("  herald:", "  smith-tape: {title: Tape}\n  herald:")
    claim = "party: north, value: 30, source: smith-tape, speaker: Ann Smith, withheld: [speaker]"
    ((line, column, _),) = found("telling-id", claim, claim.replace("30", "31"), head=head)
    assert (line, column) == (9, 3)


def test_an_id_with_words_that_readers_are_told_is_no_problem():
    claims_of = (
        "party: north, value: 30, source: herald, speaker: Spokesman of the Northern army, id: army-30, "
        "withheld: [speaker]",
        "party: north, value: 31, source: herald, speaker: A. Bridge, id: bridge-31, withheld: [speaker]",
        "party: north, value: 32, source: memo, id: memo-32, withheld: [source]",
    )
    assert found("telling-id", *claims_of) == []


def test_what_is_withheld_may_not_stand_in_a_public_file():
    there = "party: north, value: 30, source: herald, speaker: A, withheld: [speaker]"
    gone = "party: north, value: 31, source: herald, withheld: [speaker, quote]"
    assert found("withheld-in-public", there, gone) == []
    ((line, _, _),) = found("withheld-in-public", there, gone, public=True)
    assert line == 18
    assert found("withheld-in-public", "party: north, value: 31, source: memo, withheld: [source]", public=True)
    named = HEAD.replace("memo: {title: Memo, ", "memo: {title: Memo, withheld: [title], ")
    openly = "party: north, value: 31, source: memo"
    assert [line for line, *_ in found("withheld-in-public", openly, head=named, public=True)] == [7]
    agency = "memo: {title: Memo, published: 2025-03-02, derived-from: agency}"
    bare = HEAD.replace(agency, "memo: {withheld: [title], published: 2025-03-02}")
    withheld = "party: north, value: 31, source: memo, withheld: [source]"
    assert found("withheld-in-public", withheld, head=bare, public=True) == []


def test_nor_may_what_goes_along_with_it_or_what_only_it_comes_from():
    openly = "party: north, value: 31, source: memo"
    hashed = HEAD.replace(
        "memo: {title: Memo,", f"memo: {{title: Memo, withheld: [snapshot], sha256: {'0a' * 32},"
    )
    archived = HEAD.replace(
        "memo: {title: Memo,", 'memo: {title: M, archived: "https://a.example", withheld: [url],'
    )
    for head in (hashed, archived):
        assert [line for line, *_ in found("withheld-in-public", openly, head=head, public=True)] == [7]
    bare = HEAD.replace("memo: {title: Memo, ", "memo: {withheld: [title], ").replace(
        ", derived-from: agency}\n  h", "}\n  h"
    )
    withheld = "party: north, value: 31, source: memo, withheld: [source]"
    assert [line for line, *_ in found("withheld-in-public", withheld, head=bare, public=True)] == [18]
    named = "party: voices, value: 31, source: agency"
    assert found("withheld-in-public", withheld, named, head=bare, public=True) == []


IDS = {
    "a name in a word": ("mgarcia-1", "author: Maria Garcia, withheld: [author]", True),
    "names in one word": ("mariagarcia", "author: Maria Garcia, withheld: [author]", True),
    "an address": ("secret-docs-17", 'url: "https://e.example/secret-docs/17", withheld: [url]', True),
    "a short name in a word": ("planes", "author: A. Lane, withheld: [author]", False),
    "a place that readers are told": ("bridge-1", "author: Ann Bridge, withheld: [author]", False),
    "a party": ("north-press-1", "publisher: North Ministry, withheld: [publisher]", False),
    "a day of an address": ("leak-2025-03-02", 'url: "https://e.example/2025/03/02/17", withheld: [url]', False),
}


@pytest.mark.parametrize("case", IDS)
@pytest.mark.thorough
def test_an_id_is_told_for_a_name_and_for_no_ordinary_word(case):
    id, fields, told = IDS[case]
    head = HEAD.replace("  herald:", f"  {id}: {{title: Tape, {fields}}}\n  herald:")
    assert bool(found("telling-id", f"party: north, value: 30, source: {id}", head=head)) is told


def test_what_one_version_withholds_the_other_does_not_tell():
    openly = claims("party: north, value: 30, source: herald, speaker: X, quote: Q")
    data = claims("party: north, value: 30, source: herald, speaker: Y, quote: Q, withheld: [speaker, quote]")
    for old, new in ((openly, data), (data, openly)):
        told = diff(old, new).to_dict()["events"][0]["questions"][0]["rows"][0]["claims"][0]
        assert told["fields"].keys() == {"withheld", "withheld-field"}
        assert {"speaker", "quote"}.isdisjoint(told["old"] | told["new"])


def test_nor_of_a_claim_that_is_another_as_far_as_can_be_seen():
    openly = claims(
        "party: north, value: 30, stated: 2025-03-02, source: herald, speaker: Abc, quote: they lost 30"
    )
    words = "speaker: A. Bcd, quote: it is 70, withheld: [speaker, quote]"
    data = claims(f"party: north, value: 70, stated: 2025-03-09, source: herald, {words}")
    for old, new in ((openly, data), (data, openly)):
        told = diff(old, new).to_dict()["events"][0]["questions"][0]["rows"][0]["claims"]
        assert {"Abc", "they lost 30"}.isdisjoint(str(told).split("'"))


def test_an_id_is_not_made_of_a_name_that_is_withheld(tmp_path):
    rows = (
        "event,event_title,question,label,kind,party,party_name,value,source_title,source_published,source_withheld",
        "b,Bridge,k,Killed,count,north,North,30,Orders of the day,2025-03-02,title",
        "b,,k,,,north,,31,An open report,2025-03-02,",
    )
    (tmp_path / "claims.csv").write_text("\n".join(rows), encoding="utf-8")
    ran = run("import", "claims.csv", cwd=tmp_path)
    assert (ran.code, "\n  source-1:\n" in ran.out, "\n  an-open-report:\n" in ran.out) == (0, True, True), ran


@pytest.mark.thorough
def test_each_event_of_a_table_is_compared_without_what_it_withholds(tmp_path):
    columns = {
        **{name: [*texts, *texts] for name, texts in SMALL.items()},
        "event": [event for number in "ab" for event in (f"{number}{id}" for id in SMALL["event"])],
        "speaker": ["X", "Y", None] * 2,
        "withheld": ["speaker; source", "speaker", None] * 2,
    }
    made = compared(table(tmp_path / "archive.parquet", columns), tmp_path)
    assert made["problems"] == []
    assert {claim["speaker"] for claim in made["claims"]} == {"[withheld]", None}
    assert {tuple(claim["sources"]) for claim in made["claims"]} == {("withheld-1",), ("wire",)}
