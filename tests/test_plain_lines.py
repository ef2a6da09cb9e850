"""Plain lines are read as the YAML parsers read them, and only what all of these read alike is a plain line."""

import pytest
from files import EXAMPLE, ROOT
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.generate import claim_file
from borderclash import plain_lines, yaml_events
from borderclash.yaml_text import parse
from fuzz.pipeline import read_alike


@pytest.mark.parametrize(
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
def test_plain_lines_are_read(text, data):
    assert plain_lines.read(text) == data
    assert read_alike(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n", "# a remark\n", "a\n", "a:\n", "a: b\nc:\n", "a:\nb: c\n", "- a: b\n", "a: \n", "a:  b\n"),
        *("a: b\n c: d\n", "a: b\n  - c: d\n", "  a: b\nc: d\n", "a:\n    b: c\n  d: e\n", "a:\n  - b\n  c: d\n"),
        *("a:\n  - b: c\n   d: e\n", "a:\n  - b: c\n     d: e\n", "a:\n  - b\n    c: d\n", "a:\n  -  b: c\n"),
        *("a: b\na: c\n", "a: {b: 1, b: 2}\n", "a:\n  - b: 1\n    b: 2\n"),
        *("a: b: c\n", "a: b # c\n", "a: b \n", "a: b:\n", "a: - b\n", "a:\n  - - b\n", "a: ?b\n", "a: ? b\n"),
        *("a: b\n  c\n", "a: 'b\n  c'\n", 'a: "b\n  c"\n', "a: |\n  b\n", "a: >\n  b\n", "a:\n  b\n", "a:\n  b: c\n d\n"),
        *("a: &b c\n", "a: *b\n", "a: !!str b\n", "a: @b\n", "a: `b\n", "a: %b\n", "a: []\n", "a: {}\n", "a: {b}\n"),
        *("a: 'b''c'\n", "a: 'b' c\n", "a: '\n", "a: 'b\n", 'a: "b\\n"\n', 'a: "b" c\n', "a: {b: 'c'}\n", "a: {b: 1,300}\n"),
        *("a: {b: c:d}\n", "a: {b: c?}\n", "a: {b: {c: d}}\n", "a: {b: c#}\n", "a: {b: c }\n", "a: {b: c,}\n", "a: {b: c} \n"),
        *("a: 010\n", "a: 2.50\n", "a: 0x1F\n", "a: 1e3\n", "a: +5\n", "a: .5\n", "a: .nan\n", "a: {b: 010}\n", "a:\n  - 1.00\n"),
        *("A: b\n", "a b: c\n", "a_b: c\n", "'a': b\n", "<<: b\n", "1: b\n", "a : b\n", "é: b\n", "? a: b\n", "-a: b\n"),
        *("a: [b,c]\n", "a: [b, [c]]\n", "a: [b, 'c']\n", "a: [b: c]\n", "a: [b\n", "a: [b] c\n", "a: [b, ]\n", "a: [010]\n", "a: [b?]\n"),
        *("a: >-\n", "a: >-\nb: c\n", "a:\n  b: >-\n  c\n", "a: >-\n  b \n", "a: >-\n  b\n   c\n", "a: >-\n\n  b\n", "a: >- \n  b\n"),
        *("a: >-\n  b\n\n   ", "a: >-\n  b\n\n \n  \nc: d\n"),
        *("a: >-\n  b\n\n  c\n", "a: >-\n  b\n\n  # c\n", "a: >-\n  b\n   \nc: d\n", "a: >-\n  b\n c: d\n", "a: >-\n   b\n  c: d\n"),
        *("a: >2-\n  b\n", "a: >+\n  b\n", "a:\n  - >-\n    b\n", "a: >-\n  b\n---\n", "a: x >-\n  b\n", "a: >-\n  b\x00\n"),
        *("a: b\r\n", "a:\tb\n", "a: b\tc\n", "a: b\x00\n", "a: b\x7f\n", "a: b\x85c\n", "a: b\u2028c: d\n", "\ufeffa: b\n"),
        *("a: b\uffff\n", "# a\x1bb\na: b\n", "---\na: b\n", "a: b\n---\na: b\n", "a: b\n...\n", "%YAML 1.2\n---\na: b\n"),
        "".join(f"{' ' * depth}a:\n" for depth in range(20)) + " " * 20 + "a: b\n",
        "a" * 101 + ": b\n",
        "a: b\n\xa0\nc: d\n",
    ],
)  # fmt: skip
def test_whatever_else_a_line_may_be_is_left_to_the_parser(text):
    assert plain_lines.read(text) is None
    parsed = yaml_events.parse(text)
    assert parse(text) == parsed or "nan" in text


def test_one_text_stands_for_all_that_are_the_same():
    data = plain_lines.read("a: short\nb: {a: short}\nc:\n  - a: short\n  - a: 'short'\n    b: short\n")
    first = data["a"]
    assert data["b"]["a"] is first
    assert data["c"][0]["a"] is data["c"][1]["b"] is first


def test_generated_claims_are_all_plain():
    assert read_alike("".join(claim_file(400)))


def test_the_bundled_data_is_plain():
    assert read_alike(EXAMPLE.read_text(encoding="utf-8"))


def test_many_blocks_of_text_are_read_once(monkeypatch):
    lines = [line for number in range(3000) for line in (f"k{number}: >-", "  a", "  b", "", "")]
    assert read_alike("\n".join(lines))


def test_what_stands_for_a_block_of_text_is_no_text_of_a_file():
    assert plain_lines.read("a: >-\n  b\nc: \x000\n") is None
    assert plain_lines.read("a: >-\n  b\nc: '0'\nd: 0\n") == {"a": "b", "c": "0", "d": 0}


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "corpus").glob("*.yaml")), ids=lambda path: path.stem)
def test_faulty_files_are_read_alike(path):
    content = path.read_bytes()
    text = content.decode(errors="replace")
    read_alike(text)
    for cut in range(0, len(text), 50):
        read_alike(text[:cut])


INDENT = st.sampled_from(["", "", "  ", "  ", "    ", "      ", " ", "   "])
DASH = st.sampled_from(["", "", "", "- ", "- ", "-  ", "- - "])
KEY = st.sampled_from(["a", "b", "c", "claims", "n", "yes", "null", "A", "'q'", "<<", "?", "1", "a b"])
COLON = st.sampled_from([": ", ": ", ": ", ":", ":", ":  ", " : ", ""])
SCALAR = st.one_of(
    st.sampled_from(
        ["b", "58", "-5", "1.5", "2.50", "010", "0x1F", "1e3", "null", "~", "true", "no", "2025-10-12", "12:30", "18+", "~200",
         "'q'", '"q"', "''", "'a''b'", '"a\\n"', "'a: b'", "a # b", "a#b", "a:b", "a: b", "a:", "#c", "|", ">", "&a b", "*a", "!t b",
         "{a: 1}", "{a: 1, b: x y}", "{a: 1, a: 2}", "{a: 'q'}", "{a: b,c}", "{a: [1]}", "{a: }", "{}", "[]", "[a]", "[a, b c]", "[a,b]", "[1, 'x']", ">-", "|-", ">+", "|1-", "{a: 1", "- b",
         "-", "?", "? a", "@a", "%a", "`a", "(a)", "a, b", "é", "\xa0", "a\u2028b", "a\u200cb", "a ", "a\t", "a\r", "=", "<<", "...", "---"]
    ),
    st.text(st.sampled_from(list("ab1-.:# '\"{}[],&*!|>?~\\é")), max_size=8),
)  # fmt: skip
MOSTLY_PLAIN = st.one_of(*[st.sampled_from(["b", "58", "x y", "2025-10-12", "'q'", "{a: 1}"])] * 4, SCALAR)
LINE = st.one_of(
    st.builds("".join, st.tuples(INDENT, DASH, KEY, COLON, SCALAR)),
    st.builds("".join, st.tuples(INDENT, DASH, KEY, st.just(":"))),
    st.builds("".join, st.tuples(INDENT, st.just("- "), SCALAR)),
    st.builds("".join, st.tuples(INDENT, SCALAR)),
    st.sampled_from(["", "  ", "# c", "  # c", "---", "..."]),
)


@given(st.lists(LINE, min_size=1, max_size=10))
def test_any_lines_are_read_as_the_parsers_read_them(lines):
    read_alike("\n".join(lines) + "\n")


TEXT = st.sampled_from(["x", "x", "x y", "# x", "a: b", "- x", "'x", "", " x", "x ", "  ", "---", "{"])


@st.composite
def nested(draw, depth=3):
    """Return lines of maps and lists as people write them, and now and then one that stands a little off."""
    lines = []
    for number in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["value", "map", "list", "items", "block"] if depth else ["value"]))
        key, below = "abc"[number], draw(st.sampled_from(["  ", "  ", "  ", "    ", "", " "]))
        if kind == "value":
            lines.append(f"{key}: {draw(MOSTLY_PLAIN)}")
        elif kind == "block":
            mark, texts = draw(st.sampled_from([">-", "|-", ">"])), draw(st.lists(TEXT, max_size=3))
            lines += [f"{key}: {mark}", *(f"{below}{text}" for text in texts)]
        elif kind == "items":
            lines += [f"{key}:", *(f"{below}- {draw(MOSTLY_PLAIN)}" for _ in range(draw(st.integers(0, 2))))]
        else:
            inner = draw(nested(depth - 1))
            dash = "- " if kind == "list" else "  "
            lines += [f"{key}:", *(f"{below}{dash if n == 0 else '  '}{line}" for n, line in enumerate(inner))]
    return lines


@given(nested())
def test_any_structure_is_read_as_the_parsers_read_it(lines):
    read_alike("\n".join(lines) + "\n")
