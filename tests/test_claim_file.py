"""Text is inserted into a claim file, and every other byte of it stays."""

import pytest
from files import GOOD

from borderclash.entering.claim_file import ClaimFile
from borderclash.problems import Refused
from borderclash.reading.sources import Input
from borderclash.reading.yaml_events import parse

CLAIM = {"party": "south", "value": "at least 1,300", "stance": "asserts", "quote": "killed: 58 # yes"}
HEAD = (
    "borderclash: 1\nevents:\n  e:\n    title: E\n    questions:\n      q:\n        label: Q\n        kind: text\n"
)


def claim_file(text):
    return ClaimFile.of(Input("x.yaml", text.encode() if isinstance(text, str) else text))


def with_claim(file, event, question, claim):
    return file.add({"events": {event: {"questions": {question: {"claims": [claim]}}}}})


def inserted(old, new):
    """Return the runs that *new* has more than *old*, which it holds in order."""
    from difflib import SequenceMatcher

    operations = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    assert {operation[0] for operation in operations} <= {"equal", "insert"}
    return [new[a:b] for kind, _, _, a, b in operations if kind == "insert"]


@pytest.mark.parametrize(
    ("old", "added"),
    [
        ("        claims:\n          - party: a\n", "          - party: south\n            value: at least 1,300\n"),
        ("        claims:\n        - party: a\n", "        - party: south\n          value: at least 1,300\n"),
        ("        claims:\n          - party: a", "\n          - party: south\n            value: at least 1,300\n"),
        ("        claims:\n          -   party: a\n", "          -   party: south\n              value: at least 1,300\n"),
        ("        claims:\n          - {party: a}\n", '          - {party: south, value: "at least 1,300"}\n'),
        ("        claims: []\n", '{party: south, value: "at least 1,300"}'),
        ("        claims: [{party: a}]\n", ', {party: south, value: "at least 1,300"}'),
        ("        claims: [{party: a},]\n", ' {party: south, value: "at least 1,300"},'),
        ("        claims:\n", "          - party: south\n            value: at least 1,300\n"),
        (
            "        claims:\n          - party: a\n            note: b\n          # more to come\n",
            "          - party: south\n            value: at least 1,300\n",
        ),
        (
            "        claims:\n          - party: a\n            # of a\n          # more\n\n  f: {title: F, questions: {}}\n",
            "          - party: south\n            value: at least 1,300\n",
        ),
        ("        claims:\n          - value: b\n            party: a\n", "          - value: at least 1,300\n            party: south\n"),
        ("        claims:\n          -   {party: a}\n", '          -   {party: south, value: "at least 1,300"}\n'),
        (
            "        claims: [\n          {\n            party: a, # he\n            value: b\n          }\n        ]\n",
            ',\n          {\n            party: south,\n            value: "at least 1,300"\n          }',
        ),
        (
            "        claims:\n          - {party: a,\n             value: b}\n          # more\n",
            '          - {party: south, value: "at least 1,300"}\n',
        ),
        (
            '        claims:\n          - "party": "a"\n',
            '          - "party": "south"\n            "value": "at least 1,300"\n',
        ),
    ],
)  # fmt: skip
def test_a_claim_stands_like_its_neighbours(old, added):
    fields = {"party": "south", "value": "at least 1,300"}
    new = with_claim(claim_file(HEAD + old), "e", "q", fields).text
    assert added in new
    assert new.replace(added, "", 1) == HEAD + old
    question = parse(new).documents[0]["events"]["e"]["questions"]["q"]
    assert question["claims"][-1] == fields


def test_all_that_is_new_goes_to_its_section():
    file = claim_file(GOOD)
    posts = {"label": "Posts", "kind": "count", "claims": [CLAIM]}
    file = file.add({"parties": {"east": {"name": "East"}}, "sources": {"herald": {"title": "Herald: late"}}})
    file = file.add({"events": {"clash": {"questions": {"posts": posts}}}})
    file = file.add({"events": {"second": {"title": "Second", "questions": {}}}})
    data = parse(file.text).documents[0]
    assert list(data["parties"]) == ["north", "south", "east"]
    assert data["events"]["clash"]["questions"]["posts"]["claims"] == [CLAIM]
    assert data["events"]["second"] == {"title": "Second", "questions": {}}
    assert "  east: {name: East}\n" in file.text
    assert '  herald: {title: "Herald: late"}\n' in file.text


@pytest.mark.parametrize(
    "text", ["", "borderclash: 1", "borderclash: 1\n", "# mine\n", "{}", "---\n", "--- # a\n\n", "\ufeff"]
)
def test_a_file_without_data(text):
    file = claim_file(text).add({"parties": {"a": {"name": "A"}}})
    assert parse(file.text).documents == [{"borderclash": 1, "parties": {"a": {"name": "A"}}}]
    inserted(text.encode(), file.encoded())


def test_line_ends_and_mark_stay():
    old = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    new = with_claim(claim_file(old), "clash", "soldiers-killed", {"party": "south", "note": "a\nb"}).encoded()
    assert new.startswith(b"\xef\xbb\xbf")
    assert new.count(b"\n") == new.count(b"\r\n")
    assert b"\r\n\r\n" not in new.removeprefix(old[: old.find(b"events")])
    inserted(old, new)


@pytest.mark.parametrize(
    ("old", "line", "column", "words"),
    [
        ("        claims: &c []\n      r: {label: R, kind: text, claims: *c}\n", 9, 17, "`&c` is shared"),
        ("        claims: *c\n", 9, 17, "an alias (`*c`)"),
        ("        <<: {claims: []}\n", 9, 9, "a merge key"),
        ("        claims: null\n", 9, 17, "this is not a list"),
        ("        claims: {}\n", 9, 17, "this is not a list"),
        ("        claims: [\n", 10, 1, "is not closed"),
    ],
)
def test_refuses_where_nothing_can_be_inserted(old, line, column, words):
    text = HEAD + old
    if "*c" in text and "&c" not in text:
        text = text.replace("kind: text\n", "kind: text\n        parts: &c []\n")
        line += 1
    with pytest.raises(Refused) as refused:
        with_claim(claim_file(text), "e", "q", CLAIM)
    problem = refused.value.problems[0]
    assert (problem.location.line, problem.location.column) == (line, column)
    assert words in problem.message
    assert problem.help


def test_a_field_is_exchanged_or_added():
    file = claim_file("borderclash: 1\nsources:\n  w:\n    title: >- # t\n      a\n      b\n    note: x  # mine\n")
    changed = file.set_field(("sources", "w"), "title", "no: one").set_field(
        ("sources", "w"), "published", "2025-01-02"
    )
    assert changed.text == (
        'borderclash: 1\nsources:\n  w:\n    title: "no: one" # t\n    published: 2025-01-02\n    note: x  # mine\n'
    )
    empty = claim_file("borderclash: 1\nsources:\n  w:\n    title: >-")
    assert empty.set_field(("sources", "w"), "title", "a").text.endswith("    title: a")
    with pytest.raises(KeyError):
        file.set_field(("sources", "v"), "title", "b")


def test_fields_are_set_apart_where_all_are():
    text = "borderclash: 1\nsources:\n  w:\n    title: a\n    publisher: b\n\n    note: c\n"
    with_url = claim_file(text).set_field(("sources", "w"), "url", "https://example.org/")
    assert "    publisher: b\n    url: https://example.org/\n\n    note" in with_url.text
    apart = claim_file(text.replace("a\n", "a\n\n")).set_field(("sources", "w"), "url", "https://example.org/")
    assert "    publisher: b\n\n    url: https://example.org/\n\n    note" in apart.text


def test_a_field_is_exchanged_in_brackets_and_not_where_it_is_shared():
    file = claim_file("borderclash: 1\nsources:\n  w: {title: a, note: &n b}\n  v:\n    title: a\n    note:\n")
    assert '{title: "a, b", note' in file.set_field(("sources", "w"), "title", "a, b").text
    assert "note: c\n" in file.set_field(("sources", "v"), "note", "c").text
    assert file.set_field(("sources", "v"), "title", "a\nb").text.endswith(
        "title: |-\n      a\n      b\n    note:\n"
    )
    with pytest.raises(Refused, match="without a change of what stands around it"):
        file.set_field(("sources", "w"), "note", "c")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("events: {e: {title: E, questions: {q: {label: Q, claims: }}}}\n", "claims: [{party: a}] }"),
        ("events: {e: {title: E, questions: {q: {label: Q, claims}}}}\n", "claims: [{party: a}]}"),
        ("events: {e: {title: E, questions: {q: {label: Q, claims: [{party: b}] }}}}\n", "[{party: b}, {party: a}] }"),
        ("events: {e: {title: E, questions: {q: {claims: [], label: Q,}}}}\n", "{claims: [{party: a}], label: Q,}"),
        (HEAD.partition("\n")[2] + "        claims:\n          - note: |\n              b", "note: |-\n              b\n"),
        (HEAD.partition("\n")[2] + "        claims:\n          - note: |2-\n              b", "note: |2-\n"),
    ],
)  # fmt: skip
def test_a_claim_where_there_is_little_room(old, new):
    changed = with_claim(claim_file("borderclash: 1\n" + old), "e", "q", {"party": "a"})
    assert new in changed.text


def test_a_block_of_text_that_keeps_its_lines_at_the_end_of_the_file_is_refused():
    old = HEAD + "        claims:\n          - note: |+\n              b"
    with pytest.raises(Refused) as refused:
        with_claim(claim_file(old), "e", "q", {"party": "a"})
    assert refused.value.problems[0].location[1:3] == (10, 19)
    assert refused.value.problems[0].help == "end the file with a line break"
    after = with_claim(claim_file(old + "\n\n"), "e", "q", {"party": "a"}).parsed.documents[0]
    assert after["events"]["e"]["questions"]["q"]["claims"] == [{"note": "b\n\n"}, {"party": "a"}]


@pytest.mark.parametrize(
    ("content", "rule"),
    [(b"a: \xff", "encoding"), (b'a: &t A\nb: {a: { *t}}"\n', "alias"), (b"a: *t\n", "alias")],
)
def test_what_cannot_be_read_is_refused(content, rule):
    with pytest.raises(Refused) as refused:
        claim_file(content).add({"parties": {"a": {"name": "A"}}})
    assert refused.value.problems[0].rule == rule


def test_parties_and_sources_go_to_the_document_that_has_them():
    old = "borderclash: 1\nparties: {a: {name: A}}\n---\nborderclash: 1\nevents: {e: {title: E, questions: {}}}\n...\n"
    data = {"parties": {"b": {"name": "B"}}, "sources": {"w": {"title": "W"}}, "events": {"f": {"title": "F"}}}
    first, second = claim_file(old).add(data).parsed.documents
    assert list(first["parties"]) == ["a", "b"]
    assert second["sources"] == {"w": {"title": "W"}}
    assert list(second["events"]) == ["e", "f"]


def test_a_long_claim_in_braces_is_broken_behind_a_comma():
    old = HEAD + "        claims:\n          - {party: a}\n"
    text = with_claim(claim_file(old), "e", "q", {"party": "south", "quote": "x" * 60, "note": "y" * 80}).text
    assert text.endswith(f"          - {{party: south, quote: {'x' * 60},\n             note: {'y' * 80}}}\n")
