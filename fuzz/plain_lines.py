"""Plain lines, and what is nearly one, held against the YAML parsers: `python -m fuzz.plain_lines CORPUS`."""

import sys
from itertools import product

import atheris

with atheris.instrument_imports(include=["borderclash"]):
    from fuzz import pipeline

# Of each two bytes the first stands for how a line begins, the second for how it ends.
BEGINS = [
    *map("".join, product(("", "  ", "    ", "      "), ("a", "b", "c", "- a", "- b"), (":", ": "))),
    *map("".join, product(("", "  ", "    ", "      "), ("- ", ""))),
    *map("".join, product(("", "  ", "    "), ("a: ", "- b: "), (">-\n   ", "|-\n      ", ">-\n     x\n     "))),
    *("   a: ", " b:", " c: ", "-  a: ", "- - a: ", "a : ", "a:  ", "a", "a b: ", "A: ", "'a': "),
    *('"a": ', "<<: ", "? a: ", "1: ", "é: ", "# ", "  # ", "#", "%", "\t", "\ta: ", "a:\t", "---"),
    *("--- ", "...", "a: b: ", "-", "-a: "),
]
ENDS = [
    *("", "b", "c", "x y", "58", "1.5", "-5", "2025-10-12", "at least 18", "'q'", '"q"', "{a: b}"),
    *("{a: 1, b: x y}", "null", "~", "true", "no", "Null", "12:30", "18+", "~200", "(a)", "a#b", "a:b"),
    *("O'Brien", 'a "b"', "a, b", "a & b", "010", "1.50", "0x1F", "1e3", "+5", ".5", ".inf", "0o7"),
    *("1_000", "a: b", "a:", "a #b", "a # b", "#b", " b", "b ", "b\t", "\tb", "b\r", "'", "'q", "'q'x"),
    *("'a''b'", "''", '"', '"q', '"q"x', '"a\\"b"', '"a\\nb"', '""', "'a: b'", "{", "{}", "{a}"),
    *("{a: }", "{a: b", "{a: b }", "{ a: b}", "{a: b,c}", "{a: b, a: c}", "{a: 'b'}", "{a: {b: c}}"),
    *("{a: b}x", "{a: b} ", "{a: b:c}", "{a: b?}", "{a: ?b}", "{a: b#c}", "{a: [b]}", "{A: b}"),
    *(
        "{a: -5}",
        "{a: 010}",
        "[",
        "]",
        "[a]",
        "}",
        "|",
        ">",
        "|-",
        ">-",
        ">2",
        ">+",
        "[a, b c]",
        "[a,b]",
        "[1, 010]",
        "&a",
        "&a b",
        "*a",
        "!",
    ),
    *("!!str b", "? b", "?b", "- b", "-", "@b", "%b", "`b", "=", "<<", "---", "...", "/", "$a", ";a"),
    *("^a", "_", "é", "ک", "😀", "\xa0", "\u200cb", "b\u202e", "b\x85c: d", "b\u2028c", "b\ufeff"),
    *("\ufeffb", "b\x00", "b\x1b", "b\x7f", "b\uffff"),
]


def held(content: bytes) -> None:
    """Hold the text that some bytes stand for."""
    lines = zip(content[::2], content[1::2], strict=False)
    pipeline.read_alike("\n".join(BEGINS[a % len(BEGINS)] + ENDS[b % len(ENDS)] for a, b in lines))


def main() -> None:
    """Run until something goes wrong, or as long as the options of libFuzzer say."""
    atheris.Setup(sys.argv, held)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
