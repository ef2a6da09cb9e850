"""``borderclash validate`` from outside: each kind of problem at its line and column, and how it is told."""

import json
import re

import jsonschema
import pytest
from files import EXAMPLE, GOOD, ROOT, run
from golden import check
from rows import each_row

HEAD = """\
borderclash: 1
parties: {a: {name: A}, b: {name: B}}
sources: {s: {title: S, published: 2025-10-12}}
events:
  e:
    title: E
    source: s
    questions:
"""
# A claim begins at line 13; its fields stand on lines of their own from column 13 on.
COUNT = HEAD + "      q:\n        label: Q\n        kind: count\n        claims:\n"


def concise(text, code=1):
    """Return line, column, rule and message of each problem in *text*; its head has more than each case uses."""
    ran = run("validate", "-", "--format", "concise", "--ignore", "unused-party", stdin=text)
    assert ran.code == code, ran
    found = [re.fullmatch(r"<stdin>:(\d+):(\d+): (\w+) ([a-z-]+): (.*)", line) for line in ran.out.splitlines()]
    return [(int(m[1]), int(m[2]), m[3], m[4], m[5]) for m in found]


def the_problem(text, code=1):
    """Return the only problem in *text*."""
    (problem,) = concise(text, code)
    return problem


def claim(*fields):
    """Return a file whose first claim has *fields*, a line each."""
    return COUNT + "          - " + "\n            ".join(fields) + "\n"


def test_good_file_is_silent_but_for_the_summary():
    assert run("validate", "-", stdin=GOOD) == (0, "", "1 file, 0 errors, 0 warnings\n")


def test_bundled_example_is_without_problems():
    assert run("validate", EXAMPLE) == (0, "", "1 file, 0 errors, 0 warnings\n")


@each_row(
    ("text", "line", "column", "rule", "words"),
    [
        # syntax
        ("borderclash: 1\ntitle: a: b\n", 2, 9, "syntax", "put text that holds `: ` in quotes"),
        ("borderclash: 1\ntitle: 'a\n", 2, 8, "syntax", "never ends"),
        ("borderclash: 1\nparties: {a: {name: A}\n", 2, 10, "syntax", "close it with `}`"),
        ("borderclash: 1\n\ttitle: a\n", 2, 1, "syntax", "indent with spaces"),
        ("borderclash: 1\ntitle\nparties: {}\n", 2, 1, "syntax", "write a colon"),
        ("borderclash: 1\ntitle: a\n parties: {}\n", 3, 9, "syntax", "quotes, or check the indentation"),
        ("borderclash: 1\ntitle: \x07\n", 2, 8, "control-character", "U+0007"),
        ("borderclash: 1\ntitle: !!str 5\n", 2, 8, "tag", "`!!str`"),
        ("borderclash: 1\ntitle: &t A\nparties: {a: {name: *t}}\n", 3, 21, "alias", "`*t`"),
        ("borderclash: 1\nparties: {a: {<<: {name: A}}}\n", 2, 15, "merge-key", "write the fields out"),
        ("borderclash: 1\ntitle: A\ntitle: B\n", 3, 1, "duplicate-key", "`title` stands here a second time"),
        ("borderclash: 1\n? [a]\n: b\n", 2, 3, "odd-key", "a key must be a word"),
        ("borderclash: 1\ntitle: " + "[" * 70 + "\n", 2, 71, "too-deep", "64 levels"),
        # form
        ("title: A\n", 1, 1, "missing-field", "begin the file with the line `borderclash: 1`"),
        ("", 1, 1, "wrong-type", "begin the file with the line `borderclash: 1`"),
        ("- a\n", 1, 1, "wrong-type", "begin the file with the line `borderclash: 1`"),
        ("borderclash: 2\n", 1, 14, "version", "must be 1"),
        ('borderclash: "1"\n', 1, 14, "version", "in quotes, which makes it text"),
        ("borderclash: 1\ntitel: A\n", 2, 1, "unknown-field", "did you mean `title`?"),
        ("borderclash: 1\nparties: {a: {nme: A}}\n", 2, 15, "unknown-field", "did you mean `name`?"),
        ("borderclash: 1\nspeaker: A\n", 2, 1, "unknown-field", "it belongs on a claim"),
        ("borderclash: 1\nparties: {A b: {name: A}}\n", 2, 11, "id", "write `a-b`"),
        ("borderclash: 1\ntitle:\n", 2, 7, "empty", "`title` is empty"),
        ('borderclash: 1\ntitle: ""\n', 2, 8, "empty", "`title` is empty"),
        ("borderclash: 1\ntitle: 2025\n", 2, 8, "wrong-type", "put it in quotes"),
        ("borderclash: 1\nparties: [a]\n", 2, 10, "wrong-type", "a map of `key: value` lines"),
        ("borderclash: 1\nparties: {a: {name: A, kind: goverment}}\n", 2, 30, "unknown-word", "`government`?"),
        ("borderclash: 1\nparties: {a: {name: A, pooled: yes}}\n", 2, 32, "wrong-type", "`true` or `false`"),
        ("borderclash: 1\nsources: {s: {publisher: P}}\n", 2, 14, "missing-field", "a `title` or a `url`"),
        ("borderclash: 1\nsources: {s: {url: x.org}}\n", 2, 20, "form", "https:// in front"),
        ("borderclash: 1\nsources: {s: {title: S, sha256: abc}}\n", 2, 33, "form", "64 hexadecimal digits"),
        ("borderclash: 1\nsources: {s: {title: S, snapshot: ../x}}\n", 2, 35, "form", "without .."),
        ("borderclash: 1\nsources: {s: {title: S, published: 12.10.2025}}\n", 2, 36, "time", "write `2025-10-12` or `2025-12-10`"),
        ("borderclash: 1\nsources: {s: {title: S, published: 2025-02-30}}\n", 2, 36, "impossible-date", "01 to 28"),
        (claim("party: a", "value: 58 soldiers"), 14, 20, "figure", "put the unit in `unit`"),
        (claim("party: a", "value: fifty-eigth"), 14, 20, "figure", "did you mean `fifty-eight`?"),
        (claim("party: a", "value: 58.0"), 14, 20, "figure", "got `58.0`"),
        (claim("party: a", "value: 1e9"), 14, 20, "figure", "got `1e9`"),
        (claim("party: a", "value: 0x1F"), 14, 20, "figure", "got `0x1F`"),
        (claim("party: a", "value: 170 to 130"), 14, 20, "reversed-range", "130 to 170"),
        (claim("{party: a, value: 1,300}"), 13, 33, "unknown-field", "put a figure with a comma in quotes"),
        (claim("party: a"), 13, 13, "missing-field", "a claim that asserts needs a `value`"),
        (claim("value: 5"), 13, 13, "missing-field", "say who asserts it"),
        (claim("party: a", "value:"), 14, 19, "empty", "`value` is empty"),
        (claim("party: a", "stance: declines", "value: 5"), 15, 13, "unexpected-field", "`stance: declines`"),
        (claim("party: a", "value: 5", "stance: denys"), 15, 21, "unknown-word", "did you mean `denies`?"),
        (claim("party: a", "value: 5", "stated: 2025-13"), 15, 21, "impossible-date", "a month is 01 to 12"),
        (claim("party: a", "value: 5", "stated: 2025-10-12/2025-10-11"), 15, 21, "reversed-range", "earlier end"),
        (claim("party: a", "value: 5", "note: 5"), 15, 19, "wrong-type", "`note` must be text"),
        (HEAD + "      q: {label: Q, kind: number, claims: []}\n", 9, 10, "missing-field", "`unit: km`"),
        (HEAD + "      q: {label: Q, kind: choice, claims: []}\n", 9, 10, "missing-field", "lists its options"),
        (HEAD + "      q: {label: Q, kind: text, options: {a: A}, claims: []}\n", 9, 33, "unexpected-field", "choice"),
        (HEAD + "      q: {label: Q, kind: yes-no, claims: [{party: a, value: true}]}\n", 9, 62, "unknown-option", "`yes`"),
        # references
        (claim("party: c", "value: 5"), 13, 20, "unknown-party", "declare it under `parties`"),
        (claim("party: a", "value: 5", "subject: bb"), 15, 22, "unknown-subject", "did you mean `b`?"),
        (claim("party: a", "value: 5", "source: t"), 15, 21, "unknown-source", "declare it under `sources`"),
        (claim("party: a", "value: 5", "source: [s, t]"), 15, 25, "unknown-source", "unknown source `t`"),
        (claim("party: a", "value: 5").replace("    source: s\n", ""), 12, 13, "no-source", "no source"),
        (claim("party: a", "value: 5").replace("source: s", "source: t"), 7, 13, "unknown-source", "`t`"),
        (claim("party: a", "value: 5", "replaces: x"), 15, 23, "replaces", "no claim of this question has the id `x`"),
        (claim("party: a", "value: 5").replace("title: E", "title: E\n    timezone: Asia/Kabull"), 7, 15,
         "unknown-timezone", "did you mean `Asia/Kabul`?"),
        (HEAD + "      q: {label: Q, kind: choice, options: {x: X}, claims: [{party: a, value: y}]}\n", 9, 79,
         "unknown-option", "`value` must be one of `x`"),
    ],
)  # fmt: skip
def test_problem_is_told_at_its_place(text, line, column, rule, words):
    found = the_problem(text)
    assert found[:4] == (line, column, "error", rule)
    assert words in found[4]


def test_claims_of_one_party_that_cannot_be_ordered_are_a_warning():
    text = claim("party: a", "value: 5") + "          - {party: a, value: 9}\n"
    line, column, severity, rule, message = the_problem(text, code=0)
    assert (line, column, severity, rule) == (15, 31, "warning", "self-contradiction")
    assert message.startswith("A contradicts itself: `5` and `9`")


@each_row(
    ("first", "second", "words"),
    [
        ("id: x", "party: b, replaces: x", "a claim of another party"),
        ("id: x, scope: north", "party: a, replaces: x", "another subject or scope"),
        ("id: x, stated: 2025-10-12", "party: a, replaces: x, stated: 2025-10-11", "said later than this claim"),
        ("id: x", "party: b, id: x", "two claims of this question have the id `x`"),
    ],
)
def test_replaces_that_cannot_be_followed(first, second, words):
    text = COUNT + f"          - {{party: a, value: 5, {first}}}\n          - {{value: 6, {second}}}\n"
    found = the_problem(text)
    assert found[3] == "replaces"
    assert words in found[4]


def test_replaces_in_a_circle():
    text = COUNT + "".join(
        f"          - {{party: a, value: {value}, id: {id}, replaces: {other}}}\n"
        for value, id, other in ((5, "x", "y"), (6, "y", "x"))
    )
    assert [found[3] for found in concise(text)] == ["replaces", "replaces"]


def test_all_problems_of_all_files_are_told_in_file_order(tmp_path):
    (tmp_path / "b.yaml").write_text(claim("party: c", "value: x"), encoding="utf-8")
    (tmp_path / "a.yaml").write_text("borderclash: 1\ntitle: [\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_bytes(b"borderclash: 1\ntitle: \xff\n")
    ran = run("validate", ".", "--format", "concise", cwd=tmp_path)
    places = [":".join(line.split(":")[:3]) for line in ran.out.splitlines()]
    assert places == ["./a.yaml:3:1", "./b.yaml:14:20", "./c.yaml:2:8"]
    assert ran.err == "3 files, 3 errors, 0 warnings\n"


def test_names_declared_in_a_file_that_cannot_be_read_are_not_called_unknown(tmp_path):
    (tmp_path / "parties.yaml").write_text("borderclash: 1\nparties: {c: {name: C}\n", encoding="utf-8")
    (tmp_path / "x.yaml").write_text(claim("party: c", "value: 5", "source: t"), encoding="utf-8")
    ran = run("validate", tmp_path, "--format", "concise")
    assert [line.split()[2] for line in ran.out.splitlines()] == ["syntax:"]


def test_a_faulty_declaration_is_no_unknown_party():
    text = claim("party: a", "value: 5").replace("a: {name: A}", "a: {name: 5}")
    assert the_problem(text)[3] == "wrong-type"


def test_a_faulty_claim_hides_no_other_problem_and_keeps_its_id():
    text = COUNT + (
        "          - {party: a, value: x, id: first, stated: 2025-10-11}\n"
        "          - {party: a, value: 5, replaces: first}\n"
        "          - {party: c, value: 5}\n"
    )
    assert [(found[0], found[3]) for found in concise(text)] == [(13, "figure"), (15, "unknown-party")]


def test_same_declaration_twice_is_one_and_another_is_an_error(tmp_path):
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("borderclash: 1\nparties: {north: {name: North}}\n", encoding="utf-8")
    assert run("validate", tmp_path).code == 0
    (tmp_path / "b.yaml").write_text("borderclash: 1\nparties: {north: {name: The North}}\n", encoding="utf-8")
    ran = run("validate", tmp_path)
    assert ran.code == 1
    assert f"{tmp_path}/b.yaml:2:11\n" in ran.out
    assert f"first here: {tmp_path}/a.yaml:4:3\n" in ran.out


def test_event_in_two_places_is_an_error(tmp_path):
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(GOOD, encoding="utf-8")
    ran = run("validate", tmp_path, "--format", "concise")
    assert [line.split()[2] for line in ran.out.splitlines()] == ["duplicate-event:"]


def test_several_documents_in_a_file():
    declarations, events = GOOD.split("events:")
    text = declarations + "---\nborderclash: 1\nevents:" + events.replace("58", "58 men")
    assert the_problem(text)[:4] == (21, 35, "error", "figure")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("borderclash: 1\ntitle: é\n".encode("latin-1"), "not UTF-8, from byte 22 on (0xE9)"),
        ("borderclash: 1\n".encode("utf-16"), "this is UTF-16, not UTF-8"),
        (b"\xef\xbb\xbfborderclash: 1\ntitle: \xc3", "not UTF-8, from byte 25 on (0xC3)"),
    ],
)
def test_other_encodings_are_refused_with_the_byte(content, words):
    ran = run("validate", "-", "--format", "concise", stdin=content)
    assert ran.code == 1
    assert words in ran.out
    assert ran.out.count("\n") == 1


def test_byte_order_mark_and_windows_line_ends_change_nothing():
    content = b"\xef\xbb\xbf" + GOOD.replace("58,", "58 men,").replace("\n", "\r\n").encode()
    ran = run("validate", "-", "--format", "concise", stdin=content)
    assert ran.out.startswith("<stdin>:19:35: error figure:")


def test_file_over_the_limit_is_refused(monkeypatch):
    for module in ("documents", "sources"):
        monkeypatch.setattr(f"borderclash.reading.{module}.MAX_BYTES", 100)
    ran = run("validate", "-", "--format", "concise", stdin=GOOD)
    assert "too-large" in ran.out
    assert ran.code == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [("missing.yaml", "is not there"), ("empty", "no claim files in"), ("x.yaml/y", "cannot read")],
)
def test_paths_that_cannot_be_read_are_wrong_usage(tmp_path, name, words):
    (tmp_path / "empty").mkdir()
    (tmp_path / "x.yaml").write_text(GOOD, encoding="utf-8")
    ran = run("validate", name, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "\nhelp: " in ran.err


def test_folders_are_searched_but_hidden_ones_are_not(tmp_path):
    for name in ("a/b/x.yml", ".git/y.yaml", "a/.hidden.yaml", "a/notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD if name == "a/b/x.yml" else "[", encoding="utf-8")
    assert run("validate", tmp_path).err == "1 file, 0 errors, 0 warnings\n"


def test_loop_of_links_ends(tmp_path):
    (tmp_path / "x.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path)
    assert run("validate", tmp_path).err.endswith("\n1 file, 0 errors, 0 warnings\n")


BROKEN = claim("party: c", "value: 58 soldiers", "hedge: 5").replace(
    "title: E", 'title: "ev\\e[31mil [red]x[/]"'
) + (
    "          - {party: b, value: 3}\n          - {party: b, value: at least 20, note: " + "long " * 40 + "}\n"
    "          - {party: 日本, value: 1, speaker: 東京, stnce: denies}\n"
)


@pytest.mark.parametrize("format", ["full", "concise", "json"])
def test_report(format):
    check(f"report-{format}.txt", run("validate", "-", "--format", format, stdin=BROKEN).out)


def test_report_in_colour_says_the_same_as_without():
    from rich.text import Text

    colored = run("validate", "-", "--color", "always", stdin=BROKEN).out
    assert "\x1b[1;31m" in colored
    assert Text.from_ansi(colored).plain.rstrip() == run("validate", "-", stdin=BROKEN).out.rstrip()


def test_json_report_has_places_and_related_ones():
    ran = run("validate", "-", "-f", "json", stdin="borderclash: 1\ntitle: A\ntitle: B\n")
    assert json.loads(ran.out) == {
        "borderclash": 1,
        "problems": [
            {
                "rule": "duplicate-key",
                "severity": "error",
                "message": "`title` stands here a second time",
                "help": "remove one of the two, or make two entries of them",
                "file": "<stdin>",
                "line": 3,
                "column": 1,
                "width": 5,
                "related": [{"message": "first here", "file": "<stdin>", "line": 2, "column": 1, "width": 5}],
            }
        ],
    }


def test_json_report_has_the_form_of_its_schema():
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    for text in (GOOD, BROKEN, "[", "borderclash: 1\ntitle: A\ntitle: B\n"):
        report = json.loads(run("validate", "-", "-f", "json", stdin=text).out)
        jsonschema.Draft7Validator(schema).validate(report)


def test_report_to_a_file_by_its_suffix(tmp_path):
    run("validate", "-", "-o", tmp_path / "x.json", stdin=BROKEN)
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["problems"]


def test_schemas_ship_with_the_data_that_names_them():
    assert EXAMPLE.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=../schemas/claims.schema.json"
    )
    assert (ROOT / "schemas" / "claims.schema.json").exists()


def test_good_events_beside_a_faulty_file_are_checked_all_the_same():
    text = claim("party: c", "value: 5").replace("borderclash: 1\n", "")
    assert [found[3] for found in concise(text)] == ["missing-field", "unknown-party"]


def test_name_of_a_file_that_is_no_utf_8_reaches_the_report(tmp_path):
    name = b"bad\xff.yaml".decode("utf-8", "surrogateescape")
    (tmp_path / name).write_text("borderclash: 2\n", encoding="utf-8")
    assert run("validate", ".", "-o", "report.txt", cwd=tmp_path).code == 1
    assert "bad\\udcff.yaml:1:14" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_each_fault_of_a_claim_is_told_in_one_run():
    text = claim("party: nn", "value: 58 soldiers", "subject: ss", "source: t", "note: 5")
    assert [(found[0], found[3]) for found in concise(text)] == [
        (13, "unknown-party"),
        (14, "figure"),
        (15, "unknown-subject"),
        (16, "unknown-source"),
        (17, "wrong-type"),
    ]
