"""YAML text to plain data: the core schema of YAML 1.2, what is refused, and where things stand in the text.

Each test runs with the parser from libyaml, where PyYAML has it, and with PyYAML's own.
"""

import json
import math

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.reading.yaml_events import MAX_DEPTH, PythonParser, default_parser, parse
from borderclash.reading.yaml_places import offsets


@pytest.fixture(scope="module", params=[default_parser(), PythonParser], ids=["libyaml", "python"])
def parser(request):
    return request.param


def data(text, parser):
    """Return the data of the only document of a text in which nothing is refused."""
    parsed = parse(text, parser)
    assert parsed.refusals == []
    (document,) = parsed.documents
    return document


def refused(text, parser):
    """Return the rule of the only refusal, and the part of the text that it points at."""
    (refusal,) = parse(text, parser).refusals
    return refusal.rule, text[refusal.start : refusal.end]


def span(text, parser, *path, document=0):
    """Return the parts of the text that are the value at a path and its key."""
    found = offsets(text, {(document, path)}, parser)[document, path]
    return text[slice(*found.value)], text[slice(*found.key)]


# Scalars of the core schema


@each_row(
    "text",
    [
        *("no", "No", "NO", "yes", "on", "off", "y", "n", "tRUE", "nULL", "none", "None"),
        *("12:30", "12:30:45", "190:20:30", "2025-10-12", "2025-10-12T18:00", "2025-10-12 18:00:00"),
        *(
            "1_000",
            "1,000",
            "0b101",
            "-0x1F",
            "+0o17",
            "0o8",
            "0xG",
            "0X1F",
            "1e",
            "e3",
            "1e3.5",
            ".",
            "..",
            "+",
        ),
        *(
            ".Nan",
            "+.nan",
            ".INFINITY",
            "inf",
            "nan",
            "1.2.3",
            "5 soldiers",
            "=",
            "<<",
            "١٢",
            "18+",
            "~200",
            "-.",
            "+-1",
        ),
    ],
)
def test_plain_scalar_stays_text(text, parser):
    assert data(f"a: {text}", parser) == {"a": text}


@each_row(
    ("text", "value"),
    [
        *(("0", 0), ("58", 58), ("+58", 58), ("-58", -58), ("010", 10), ("0x1F", 31), ("0o17", 15), ("00", 0)),
        *(("51.20", 51.2), ("-3.5", -3.5), (".5", 0.5), ("5.", 5.0), ("1e3", 1000.0), ("1E+3", 1000.0)),
        *(
            ("1.5e-3", 0.0015),
            (".inf", math.inf),
            ("-.Inf", -math.inf),
            ("+.INF", math.inf),
            ("1" * 40, int("1" * 40)),
        ),
        *(("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False)),
        *(("~", None), ("null", None), ("Null", None), ("NULL", None), ("", None), ("# a remark", None)),
    ],
)
def test_plain_scalar_is_read_by_the_core_schema(text, value, parser):
    found = data(f"a: {text}", parser)["a"]
    assert (found, type(found)) == (value, type(value))


@each_row("text", [".nan", ".NaN", ".NAN"])
def test_not_a_number(text, parser):
    assert math.isnan(data(f"a: {text}", parser)["a"])


@each_row("text", ["58", "true", "null", "~", "", "0x1F", "1e3", "no"])
@each_row("quote", ["'", '"'])
def test_quoted_scalar_is_text(text, quote, parser):
    assert data(f"a: {quote}{text}{quote}", parser) == {"a": text}


@each_row("style", ["|", ">", "|-", ">-"])
def test_block_scalar_is_text(style, parser):
    assert data(f"a: {style}\n  58\n", parser)["a"].strip() == "58"


@each_row("key", ["58", "true", "null", "~", "no", "2025-10-12", "0x1F", "1.50"])
def test_key_is_text_as_written(key, parser):
    assert data(f"{key}: 1", parser) == {key: 1}


def test_number_of_too_many_digits_stays_text(parser):
    assert data(f"a: {'1' * 5000}", parser) == {"a": "1" * 5000}


def test_escapes_in_double_quotes(parser):
    assert data(r'a: "x\ty\u00e9\U0001F600\\"', parser) == {"a": "x\ty\u00e9\U0001f600\\"}


def test_apostrophe_in_single_quotes(parser):
    assert data("a: 'it''s'", parser) == {"a": "it's"}


def test_anchor_alone_changes_nothing(parser):
    assert data("a: &x 5", parser) == {"a": 5}


# Spellings


@each_row("text", ["51.20", "0x1F", "0o17", "010", "+5", "1e3", "5.", ".inf"])
def test_number_that_python_writes_in_another_way_keeps_its_spelling(text, parser):
    assert parse(f"a: [1, {text}]", parser).spellings == {(0, ("a", 1)): text}


@each_row("text", ["58", "-3", "51.2", "'51.20'", "true", "~", "x"])
def test_what_python_writes_alike_needs_no_spelling(text, parser):
    assert parse(f"a: {text}", parser).spellings == {}


def test_spelling_has_the_index_of_its_document(parser):
    assert parse("a: 1.50\n---\n- {b: 2.50}", parser).spellings == {(0, ("a",)): "1.50", (1, (0, "b")): "2.50"}


def test_spelling_of_a_second_key_does_not_replace_that_of_the_first(parser):
    parsed = parse("a: 1.50\na: 2.50", parser)
    assert (parsed.documents, parsed.spellings) == ([{"a": 1.5}], {(0, ("a",)): "1.50"})


# Documents


@each_row(
    ("text", "documents"),
    [
        ("", []),
        ("# only a remark\n", []),
        ("---\n", [None]),
        ("a: 1", [{"a": 1}]),
        ("a: 1\n---\nb: 2\n", [{"a": 1}, {"b": 2}]),
        ("--- 5\n--- [6]\n", [5, [6]]),
        ("---\n---\n...\n", [None, None]),
        ("a: 1\n...\n---\nb: 2\n...\n", [{"a": 1}, {"b": 2}]),
        ("%YAML 1.2\n---\na: 1\n", [{"a": 1}]),
    ],
)
def test_documents_of_a_text(text, documents, parser):
    parsed = parse(text, parser)
    assert (parsed.documents, parsed.refusals) == (documents, [])


@each_row(
    ("text", "value"),
    [
        ("{}", {}),
        ("[]", []),
        ("a: {}\nb: []", {"a": {}, "b": []}),
        ("a:\n- 1\n- b: 2\n  c: 3", {"a": [1, {"b": 2, "c": 3}]}),
        ("- - 1\n  - 2\n- 3", [[1, 2], 3]),
        ("a: {b: [1, {c: 2}], d}", {"a": {"b": [1, {"c": 2}], "d": None}}),
        ("a: [b: c]", {"a": [{"b": "c"}]}),
        ("a:\nb:\n- \n-", {"a": None, "b": [None, None]}),
        ("? a\n? b\n: 1", {"a": None, "b": 1}),
        ("a: {value: 1,300}", {"a": {"value": 1, "300": None}}),
    ],
)
def test_maps_and_lists(text, value, parser):
    assert data(text, parser) == value


@each_row("newline", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(newline, parser):
    text = "a:\n  b: x\n  c: |\n    y\n    z\n".replace("\n", newline)
    assert data(text, parser) == {"a": {"b": "x", "c": "y\nz\n"}}


def test_text_of_any_script(parser):
    text = {"کابل": "د افغانستان", "北京": "中文", "é": "\U0001f600"}
    assert data("\n".join(f"{key}: {value}" for key, value in text.items()), parser) == text


@each_row(
    ("text", "value"),
    [
        ("a: |\n  x\n   ", "x\n \n"),
        ("a: |\n  x\n  ", "x\n"),
        ("a: |-\n  x\n   ", "x\n "),
        ("a: |\n  x", "x"),
        ("a: x ", "x"),
        ("a: x\n  ", "x"),
    ],
)
def test_last_line_of_space_counts_as_a_line_of_its_own(text, value, parser):
    assert data(text, parser) == {"a": value}


@each_row(
    ("text", "value"),
    [
        ("a: what? yes", {"a": "what? yes"}),
        ("a: ?x", {"a": "?x"}),
        ("?x: 1", {"?x": 1}),
        ("a: https://x.example/?b=1&c:2", {"a": "https://x.example/?b=1&c:2"}),
        ("[? x, 'a ?b']", [{"x": None}, "a ?b"]),
        ("a: &an-chor 'x &y:z'", {"a": "x &y:z"}),
        ("[a &b:c]", ["a &b:c"]),
    ],
)
def test_question_mark_and_ampersand_that_begin_nothing(text, value, parser):
    assert data(text, parser) == value


# What is refused


def test_duplicate_key_is_refused_and_the_first_stands(parser):
    text = "a: 1\nb: 2\na: 3\n"
    parsed = parse(text, parser)
    (refusal,) = parsed.refusals
    assert (refusal.rule, refusal.start, refusal.end) == ("duplicate-key", 10, 11)
    assert (refusal.first, refusal.fatal) == (("a",), False)
    assert parsed.documents == [{"a": 1, "b": 2}]


@each_row(
    ("text", "first", "document"),
    [
        ("x: [1, {a: 1, b: 2, a: 3}]", ("x", 1, "a"), 0),
        ("x:\n  y:\n    'a': 1\n    a: 2", ("x", "y", "a"), 0),
        ("- 1\n- b: {}\n  b: {}", (1, "b"), 0),
        ("a: 1\n---\na: 1\na: 2", ("a",), 1),
    ],
)
def test_duplicate_key_tells_the_path_of_the_first(text, first, document, parser):
    (refusal,) = parse(text, parser).refusals
    assert (refusal.first, refusal.document) == (first, document)


def test_same_key_in_two_maps_is_no_duplicate(parser):
    assert data("- {a: 1}\n- {a: 1}\n", parser) == [{"a": 1}, {"a": 1}]


def test_every_further_key_of_the_name_is_refused(parser):
    assert [refusal.start for refusal in parse("a: 1\na: 2\na: 3", parser).refusals] == [5, 10]


@each_row(
    "text",
    [
        "a: {b: 1}\na: {b: [{c: 1, c: 2.50}], b: 3.50}",
        "- a: {b: 1}\n  a: {b: 2.50, b: 3}",
        "a:\n- {b: 1, c: 2}\na:\n- {b: 1, b: 2.50}",
    ],
)
def test_nothing_below_a_repeated_key_is_told_or_kept(text, parser):
    parsed = parse(text, parser)
    assert [refusal.first[-1] for refusal in parsed.refusals] == ["a"]
    assert parsed.spellings == {}


@each_row(
    ("text", "rule", "at"),
    [
        ("a: !!str 5", "tag", "!!str 5"),
        ("a: !own b", "tag", "!own b"),
        ("a: !<tag:example.org,2025:x> b", "tag", "!<tag:example.org,2025:x> b"),
        ("!own a: 1", "tag", "!own a"),
        ("a: *x", "alias", "*x"),
        ("a: &x 1\nb: [*x]", "alias", "*x"),
        ("*x : 1", "alias", "*x"),
        ("<<: {a: 1}", "merge-key", "<<"),
        ("a: {<<: {b: 1}}", "merge-key", "<<"),
        ("? [a]\n: 1", "odd-key", "["),
        ("[a]: 1", "odd-key", "["),
        ("? {a: 1}\n: 2", "odd-key", "{"),
        ("[a, ?b c]", "syntax", "b c"),
        ("{ ?a: b}", "syntax", "a"),
        ("{?'a': b}", "syntax", "'a'"),
        ("a: &b:c d", "syntax", "&b:c d"),
        ("&b: c", "syntax", "&b"),
        ("a: 1\x85b: 2", "control-character", "\x85"),
        ("a: 1  # remark\u2028b: 2", "control-character", "\u2028"),
        ("a: 'x\u2029y'", "control-character", "\u2029"),
        ("a: 1\n\ufeff---\nb: 2", "control-character", "\ufeff"),
        ("\ufeffa: 1", "control-character", "\ufeff"),
    ],
)
def test_what_a_claim_file_does_not_hold_is_refused_where_it_stands(text, rule, at, parser):
    assert refused(text, parser) == (rule, at)
    assert parse(text, parser).refusals[0].fatal


@each_row("text", ["a: !own {b: 1}", "a: !own [1]", "a: !!map\n  b: 1"])
def test_tag_of_a_map_or_list_is_refused(text, parser):
    assert refused(text, parser)[0] == "tag"


def test_tag_is_told_as_it_is_written(parser):
    (refusal,) = parse("a: !!str 5", parser).refusals
    assert "`!!str`" in refusal.message


def test_quoted_merge_key_is_a_key_like_any_other(parser):
    assert data("'<<': 1", parser) == {"<<": 1}


def test_all_refusals_of_a_document_are_told(parser):
    text = "a: *x\nb: !!str c\nd: 1\nd: 2\n<<: {}\n"
    assert [refusal.rule for refusal in parse(text, parser).refusals] == [
        "alias",
        "tag",
        "duplicate-key",
        "merge-key",
    ]


def test_refusal_tells_its_document(parser):
    parsed = parse("a: 1\n---\n- *x\n---\nb: 2\n", parser)
    assert [refusal.document for refusal in parsed.refusals] == [1]
    assert len(parsed.documents) == 3


@each_row("opened", ["[", "{a: "])
def test_depth_of_64_is_read(opened, parser):
    closed = {"[": "]", "{a: ": "}"}[opened]
    assert data(opened * MAX_DEPTH + closed * MAX_DEPTH, parser)


@each_row("opened", ["[", "{a: ", "- "])
def test_depth_of_65_is_refused(opened, parser):
    text = opened * (MAX_DEPTH + 1)
    (refusal,) = parse(text, parser).refusals
    assert (refusal.rule, refusal.start) == ("too-deep", len(opened) * MAX_DEPTH)


def test_great_depth_is_refused_without_recursion(parser):
    # libyaml has a limit of its own since 0.2.6, and comes to it first where it looks far ahead.
    assert refused("[" * 100_000, parser)[0] == "too-deep"


@each_row("character", ["\x00", "\x01", "\x07", "\x1b", "\x7f", "\x80", "\x9f", "\ufffe", "\uffff"])
def test_control_character_is_refused_where_it_stands(character, parser):
    text = f"a: 1\nb: x{character}y\n"
    assert refused(text, parser) == ("control-character", character)
    assert f"U+{ord(character):04X}" in parse(text, parser).refusals[0].message


@each_row("escape", [r"\x07", r"\0", r"\e", r"\u0001"])
def test_control_character_as_an_escape_is_read(escape, parser):
    assert len(data(f'a: "{escape}"', parser)["a"]) == 1


@each_row("escape", [r"\ud800", r"\udfff", r"\uD83D\uDE00"])
def test_half_of_a_character_is_refused(escape, parser):
    (refusal,) = parse(f'a: "{escape}"', parser).refusals
    assert refusal.fatal


@each_row(
    ("text", "start", "message"),
    [
        ("a: b: c", 4, "a colon followed by a space"),
        ("a: 'x", 3, "never ends"),
        ('a: "x', 3, "never ends"),
        ("a: [1, 2\nb: 3", 3, "the list that begins here"),
        ("a: {b: 2\nc", 3, "the map that begins here"),
        ("a: @x", 3, "no value can begin with this character"),
        ("a: `x`", 3, "no value can begin with this character"),
        ("a: %x", 3, "no value can begin with this character"),
        ("a:\n\t- b", 3, "no value can begin with this character"),
        ("a: - b", 3, "a list's `- ` cannot begin here"),
        ("- a\nb: 1", 4, "has no dash"),
        ("a: 1\n b: 2", 7, "a colon followed by a space"),
        ("%YAML 3.0\n---\na: 1", 0, "another version of YAML"),
        ("a: !own!x b", 3, "tags such as"),
        ("a: 1\n...\nb: 2", 9, "behind the end of the data"),
    ],
)
def test_fault_of_syntax_is_told_in_own_words_where_it_stands(text, start, message, parser):
    (refusal,) = parse(text, parser).refusals
    assert (refusal.rule, refusal.fatal) == ("syntax", True)
    assert message in refusal.message
    assert refusal.start == start


@each_row("text", [r'a: "C:\data"', r'a: "C:\xampp"', r'a: "C:\users"', r'a: "\q"'])
def test_unknown_escape_is_told_as_such(text, parser):
    (refusal,) = parse(text, parser).refusals
    assert "a backslash in double quotes" in refusal.message
    assert 0 <= refusal.start - text.index("\\") <= 2


def test_what_parsers_part_in_another_way_is_told_in_its_document(parser):
    parsed = parse("a: 1\n---\nb: &c:d e", parser)
    assert [(refusal.document, refusal.fatal) for refusal in parsed.refusals] == [(1, True)]


def test_ends_of_lines_that_only_some_programs_know_may_be_written_as_escapes(parser):
    assert data(r'a: "x\Ny\Lz\P"', parser) == {"a": "x\x85y\u2028z\u2029"}


def test_documents_before_a_fault_are_kept(parser):
    parsed = parse("a: 1\n---\nb: [\n", parser)
    assert parsed.documents == [{"a": 1}]
    assert [refusal.document for refusal in parsed.refusals] == [1]


# Where things stand


@each_row(
    ("text", "path", "value", "key"),
    [
        ("a: 58", ("a",), "58", "a"),
        ("a: at least 18  # a remark", ("a",), "at least 18", "a"),
        ("a: 'x y'\n", ("a",), "'x y'", "a"),
        ("'a b': 1", ("a b",), "1", "'a b'"),
        ("a:\n  b: 1\n  c: 2", ("a", "c"), "2", "c"),
        ("a:\n- 1\n- 22", ("a", 1), "22", "22"),
        ("a:\n- b: 1\n- b: 22", ("a", 1, "b"), "22", "b"),
        ("- - 1\n  - 2\n- - 3", (1, 0), "3", "3"),
        ("{a: 1, b: [2, {c: 3}]}", ("b", 1, "c"), "3", "c"),
        ("a: [1, 22, 3]", ("a", 1), "22", "22"),
        ("a: [[], [4]]", ("a", 1, 0), "4", "4"),
        ("a: {b: {}, c: 5}", ("a", "c"), "5", "c"),
        ("a: {b: [], c: 5}", ("a", "c"), "5", "c"),
        ("a:\nb: 5", ("b",), "5", "b"),
        ("a: {b, c: 5}", ("a", "c"), "5", "c"),
        ("é: ü\n北: 京", ("北",), "京", "北"),
        ("x: \U0001f600\ny: z", ("y",), "z", "y"),
        ("a: 1\r\nb:\r\n  c: 22\r\n", ("b", "c"), "22", "c"),
        ("a: 1\nb: 2\na: 3", ("a",), "1", "a"),
        ("? a\n: 7", ("a",), "7", "a"),
    ],
)
def test_value_and_key_are_found(text, path, value, key, parser):
    assert span(text, parser, *path) == (value, key)


@each_row(("text", "at"), [("a: {b: 1}", "{"), ("a: [1]", "["), ("a: {}", "{")])
def test_map_and_list_in_brackets_are_found_where_they_begin(text, at, parser):
    assert span(text, parser, "a")[0] == at


def test_map_and_list_in_lines_are_found_where_they_begin(parser):
    text = "a:\n  b: 1\nc:\n- 2\n"
    found = offsets(text, {(0, ("a",)), (0, ("c",))}, parser)
    assert [found[0, (key,)].value[0] for key in "ac"] == [text.index("b"), text.index("- 2")]


@each_row("text", ["a:\nb: 1", "a: # a remark\nb: 1", "{a: , b: 1}", "a: ~\nb: 1"])
def test_empty_value_is_found_behind_its_key(text, parser):
    found = offsets(text, {(0, ("a",))}, parser)[0, ("a",)]
    assert text[slice(*found.key)] == "a"
    assert found.key[1] <= found.value[0] <= text.index("b")
    assert text[slice(*found.value)] in ("", "~")


def test_value_is_found_in_its_document(parser):
    text = "a: 1\n---\n---\na: 3\n"
    found = offsets(text, {(0, ("a",)), (2, ("a",))}, parser)
    assert [text[slice(*found[document, ("a",)].value)] for document in (0, 2)] == ["1", "3"]


def test_only_what_is_wanted_and_there_is_found(parser):
    assert offsets("a: 1\nb: 2", {(0, ("c",)), (1, ("a",)), (0, ("a", "b"))}, parser) == {}


def test_what_stands_before_a_fault_is_found(parser):
    assert span("a: 5\nb: [", parser, "a") == ("5", "a")


# Whatever the data

plain_text = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\u2028\u2029\ufeff"), max_size=12
)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | plain_text
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain_text, inner, max_size=4),
    max_leaves=12,
)


@given(trees)
def test_json_reads_back_the_same(parser, tree):
    assert data(json.dumps(tree, ensure_ascii=False), parser) == tree


@given(trees)
def test_json_in_many_lines_reads_back_the_same(parser, tree):
    assert data(json.dumps(tree, ensure_ascii=False, indent=2), parser) == tree


# PyYAML writes by YAML 1.1, in which these are text, so that it leaves them unquoted.
def has_number_of_1_2(tree):
    if isinstance(tree, dict):
        return any(map(has_number_of_1_2, [*tree, *tree.values()]))
    if isinstance(tree, list):
        return any(map(has_number_of_1_2, tree))
    return isinstance(tree, str) and tree[:1] in tuple("+-.0123456789") and any(c in tree for c in "eEo.")


@given(trees.filter(lambda tree: not has_number_of_1_2(tree)), st.booleans(), st.sampled_from([None, False, True]))
def test_yaml_that_pyyaml_writes_reads_back_the_same(parser, tree, unicode, flow):
    assert data(yaml.safe_dump(tree, allow_unicode=unicode, default_flow_style=flow), parser) == tree


@given(st.dictionaries(plain_text, scalars, min_size=1, max_size=4))
def test_values_are_found_where_json_has_them(parser, tree):
    text = json.dumps(tree, ensure_ascii=False)
    for path, found in offsets(text, {(0, (key,)) for key in tree}, parser).items():
        key = path[1][0]
        assert json.loads(text[slice(*found.value)]) == tree[key]
        assert json.loads(text[slice(*found.key)]) == key


@given(st.text("ab1 :-?[]{}#&*!|>'\"%@,\n\\x", max_size=25))
def test_any_text_is_read_or_refused_without_an_exception(parser, text):
    parsed = parse(text, parser)
    for refusal in parsed.refusals:
        assert 0 <= refusal.start <= len(text)
        assert refusal.start <= refusal.end


@given(st.text("ab1 :-[]{}#'\",\n", max_size=25))
def test_what_both_parsers_accept_they_read_the_same(text):
    """PyYAML's own parser accepts a little that libyaml does not, such as ``[1:]``."""
    here, there = parse(text, default_parser()), parse(text, PythonParser)
    if not here.refusals:
        assert here == there


# What usual files look like


@each_row(
    ("text", "data"),
    [
        ("a: b\n", {"a": "b"}),
        ("a: b", {"a": "b"}),
        ("\n# a remark: here\na: b\n\n  # another\nc: d\n", {"a": "b", "c": "d"}),
        ("a:\n  b: 1\n  c:\n      d: 2\ne: 3\n", {"a": {"b": 1, "c": {"d": 2}}, "e": 3}),
        ("a:\n  - b: 1\n    c: 2\n  - b: 3\n", {"a": [{"b": 1, "c": 2}, {"b": 3}]}),
        ("a:\n- b: 1\n  c: 2\n- b: 3\nd: 4\n", {"a": [{"b": 1, "c": 2}, {"b": 3}], "d": 4}),
        ("a:\n  - b\n  - 'c d'\n  - 3\ne: 4\n", {"a": ["b", "c d", 3], "e": 4}),
        ("a:\n  - {b: 1, c: at least 18}\n  - b: 2\n", {"a": [{"b": 1, "c": "at least 18"}, {"b": 2}]}),
        ("a: {name: North, pooled: true}\n", {"a": {"name": "North", "pooled": True}}),
        ("a:\n  - b:\n      c: 1\n    d: 2\n", {"a": [{"b": {"c": 1}, "d": 2}]}),
        ("a:\n  - b:\n    - c\n    d: 2\n", {"a": [{"b": ["c"], "d": 2}]}),
        ("a: null\nb: ~\nc: False\nd: no\ne: -5\nf: 1.5\n", {"a": None, "b": None, "c": False, "d": "no", "e": -5, "f": 1.5}),
        ("a: '12'\nb: \"12\"\nc: 12\nd: '12'\n", {"a": "12", "b": "12", "c": 12, "d": "12"}),
        ("a: ''\nb: \"\"\n", {"a": "", "b": ""}),
        ("a: O'Brien said \"x\", [y], {z} & more*!|>%@`\n", {"a": "O'Brien said \"x\", [y], {z} & more*!|>%@`"}),
        ("a: 18:00 and a#b\nb: https://example.org/x?y#z\n", {"a": "18:00 and a#b", "b": "https://example.org/x?y#z"}),
        ("a: ~200\nb: 18+\nc: (some)\nd: 130–170\ne: کابل\u200cها\n", {"a": "~200", "b": "18+", "c": "(some)", "d": "130–170", "e": "کابل\u200cها"}),
        ("a: [b, c d, 3]\nb:\n  - {c: d}\n  - [e, f]\n", {"a": ["b", "c d", 3], "b": [{"c": "d"}, ["e", "f"]]}),
        ("a: >-\n  b: c\n  # d\n  - 'e\nf: |-\n    g\n    h\n", {"a": "b: c # d - 'e", "f": "g\nh"}),
        ("a:\n  - b: >-\n      c\n      d\n    e: |-\n     f\n\n\n# g\nh: i", {"a": [{"b": "c d", "e": "f"}], "h": "i"}),
        ("a: >-\n  b\n  c", {"a": "b c"}),
        ("a: >-\n  b\n\n", {"a": "b"}),
        ("y: 1\nn: 2\nnull: 3\ntrue: 4\n", {"y": 1, "n": 2, "null": 3, "true": 4}),
        ("\n \nno-space: 1\n   \n", {"no-space": 1}),
    ],
)  # fmt: skip
def test_usual_lines_are_read(parser, text, data):
    parsed = parse(text, parser)
    assert (parsed.documents, parsed.refusals, parsed.spellings) == ([data], [], {})
