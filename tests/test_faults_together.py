"""Two faults in one claim are told in one run, and nothing is told that only follows from them."""

from itertools import combinations

import pytest
from rows import each_row
from test_mistakes import problems

FILE = """\
borderclash: 1
title: Two accounts
parties:
  north: {{name: North}}
  south: {{name: South}}
  crowd: {{name: Witnesses, pooled: true}}
sources:
  wire: {{title: Wire report, published: 2025-10-12, language: en, url: "https://wire.example/1"}}
  post: {{title: Post, published: 2025-10-13}}
events:
  clash:
    title: Clash at the bridge
    date: 2025-10-11
    timezone: Asia/Kabul
    source: wire
    stated: 2025-10-12
    questions:
      killed:
        label: Soldiers killed
        kind: count
        scope: the bridge
        claims:
          - {{party: north, value: 23, stated: 2025-10-11, id: first-count}}
          - {{party: north, value: 40, scope: null, stated: 2025-10-11}}
          - {{party: north, value: 44, scope: null, measure: killed or wounded, stated: 2025-10-11}}
{claim}
          - {{party: south, value: at least 18, source: post, stated: 2025-10-13}}
          - {{party: crowd, value: 3}}
          - {{party: crowd, value: 5}}
"""
CLAIM = {
    "party": "north",
    "value": "38",
    "stated": "2025-10-12",
    "source": "wire",
    "replaces": "first-count",
    "speaker": "A. Spokesman",
    "quote": "38 were killed",
}
# What a fault makes of a field (one that is no field's name has its text behind the sign), and the rule that tells it.
FAULTS = {
    "value": {
        "58 soldiers": "figure",
        "-999": "figure",
        "null": "empty",
        "[58]": "figure",
        "70 to 30": "reversed-range",
        "“38”": "figure",
    },
    "stated": {
        "12.10.2025": "time",
        "0079": "time",
        "2025-02-30": "impossible-date",
        "2099-01-01": "claim-in-the-future",
        "2024-10-12": "claim-before-event",
        "2025-10-14": "source-before-claim",
    },
    "party": {"nroth": "unknown-party", "5": "wrong-type"},
    "subject": {"sotuh": "unknown-subject"},
    "source": {"wier": "unknown-source", "[wire, wire]": "repeated", "7": "wrong-type"},
    "stance": {"assert": "unknown-word"},
    "scope": {"''": "empty", "12": "wrong-type"},
    "measure": {"[a]": "wrong-type"},
    "attribution": {"anon": "unknown-word"},
    "id": {"Second Count": "form"},
    "replaces": {"first": "replaces", "7": "wrong-type"},
    "quote": {"'50 were killed'": "quote-without-figure", "7": "wrong-type"},
    "note": {"~": "empty"},
    "via": {"AFP\n            via: DPA": "duplicate-key"},
    "spaeker": {"A. Spokesman": "unknown-field"},
    "origin": {"wire": "unknown-field"},
}
ALL = [(field, text, rule) for field, texts in FAULTS.items() for text, rule in texts.items()]
# Of one field, one fault of each rule; the others differ only in their words.
PAIRED = list({(field, rule): (field, text, rule) for field, text, rule in ALL}.values())
# What rests on another field is not told while there is a fault in that.
RESTS_ON = {
    "quote-without-figure": {"value", "stance", "source"},
    "source-before-claim": {"source"},
    "claim-before-event": set(),
    "replaces": set(),
}


def file(*faults):
    fields = CLAIM | {field: text for field, text, _ in faults}
    if any(field == "spaeker" for field, _, _ in faults):
        del fields["speaker"]
    lines = [f"            {field}: {text}" for field, text in fields.items()]
    return FILE.format(claim="          - " + "\n".join(lines).lstrip())


def rules(text):
    """Return the rules of all problems, each once, in order of the alphabet."""
    return sorted(problem.rule for problem in problems(text))


def test_without_a_fault_nothing_is_told():
    assert rules(file()) == []


@each_row("fault", ALL, ids=lambda fault: f"{fault[0]}-{fault[2]}")
def test_one_fault_brings_no_other(fault):
    assert rules(file(fault)) == [fault[2]]


@pytest.mark.parametrize("first", FAULTS)
@pytest.mark.thorough
def test_two_faults_of_a_claim_are_both_told_and_no_third(first):
    wrong = []
    for a, b in combinations(PAIRED, 2):
        if a[0] != first or b[0] == first:
            continue
        expected = sorted(
            rule
            for (_, _, rule), (other, _, _) in ((a, b), (b, a))
            if other not in RESTS_ON.get(rule, ()) and not (rule == "quote-without-figure" and other == "origin")
        )
        if rules(file(a, b)) != expected:
            wrong.append((a, b, rules(file(a, b))))
    assert wrong == []


def test_a_form_a_date_and_a_reference_are_told_in_one_run():
    faults = [("attribution", "anon", ""), ("stated", "2025-02-30", ""), ("source", "wier", "")]
    assert rules(file(*faults)) == ["impossible-date", "unknown-source", "unknown-word"]


# Faults of what a claim rests on

SOUND = file()


@each_row(
    ("old", "new", "expected"),
    [
        ("name: Witnesses, pooled: true", "name: Witnesses, pooled: yes", ["wrong-type"]),
        ("name: Witnesses, pooled: true", "name: Witnesses, poooled: true", ["unknown-field"]),
        ("name: Witnesses, pooled: true", "pooled: true", ["missing-field"]),
        ("  north: {name: North}", "  north: {name: North, flag: x}", ["unknown-field"]),
        ("parties:", "partys:", ["unknown-field"]),
        ("sources:", "source:", ["unknown-field"]),
        ("published: 2025-10-12, ", "published: 12.10.2025, ", ["time"]),
        ("published: 2025-10-12, ", "published: 2025-02-30, ", ["impossible-date"]),
        ("published: 2025-10-12, ", "publisched: 2025-10-12, ", ["unknown-field"]),
        ("published: 2025-10-12, ", "published: 2099-10-12, ", ["claim-in-the-future"]),
        ("language: en", "language: english", ["form"]),
        ("https://wire.example/1", "wire.example/1", ["form"]),
        ("title: Post, published: 2025-10-13", "published: 2025-10-13", ["missing-field"]),
        ("    date: 2025-10-11\n", "    date: 11.10.2025\n", ["time"]),
        ("    date: 2025-10-11\n", "    date: 2025-02-30\n", ["impossible-date"]),
        ("timezone: Asia/Kabul", "timezone: Asia/Kabull", ["unknown-timezone"]),
        ("timezone: Asia/Kabul", "timezone: 5", ["wrong-type"]),
        ("    source: wire\n    stated", "    source: wier\n    stated", ["unknown-source"]),
        ("    source: wire\n    stated", "    source: 7\n    stated", ["wrong-type"]),
        ("    source: wire\n    stated", "    sourrce: wire\n    stated", ["unknown-field"]),
        ("    stated: 2025-10-12\n    questions", "    stated: 12.10.2025\n    questions", ["time"]),
        ("    stated: 2025-10-12\n    questions", "    stated: 2025-02-30\n    questions", ["impossible-date"]),
        ("    stated: 2025-10-12\n    questions", "    statted: 2025-10-12\n    questions", ["unknown-field"]),
        ("        scope: the bridge", "        scope: 5", ["wrong-type"]),
        ("        scope: the bridge", "        scpoe: the bridge", ["unknown-field"]),
        ("        scope: the bridge", "        subject: sotuh", ["unknown-subject"]),
        ("        scope: the bridge", "        stated: 2025-02-30", ["impossible-date"]),
        ("        label: Soldiers killed\n", "", ["missing-field"]),
        ("        label: Soldiers killed", "        label: 5", ["wrong-type"]),
        ("    title: Clash at the bridge\n", "", ["missing-field"]),
        ("        kind: count", "        kind: figure", ["unknown-word"]),
        ("          - {party: north, value: 23, ", "          - {value: 23, ", ["missing-field"]),
        ("          - {party: crowd, value: 3}", "          - crowd says 3", ["wrong-type"]),
        ("borderclash: 1\n", "", ["missing-field"]),
    ],
)  # fmt: skip
def test_a_fault_elsewhere_brings_no_other(old, new, expected):
    assert old in SOUND
    assert rules(SOUND.replace(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("        label: Soldiers killed\n", "", "missing-field"),
        ("        label: Soldiers killed", "        label: 5", "wrong-type"),
        ("    title: Clash at the bridge\n", "", "missing-field"),
        ("    timezone: Asia/Kabul", "    timezone: Asia/Kabull", "unknown-timezone"),
        ("name: Witnesses, pooled: true", "name: Witnesses, pooled: yes", "wrong-type"),
    ],
)
@pytest.mark.thorough
def test_a_fault_elsewhere_hides_none_of_a_claim(old, new, expected):
    for fault in PAIRED:
        # In another time zone, the order of two days may be another.
        if not (expected == "unknown-timezone" and fault[2] in ("claim-before-event", "source-before-claim")):
            assert rules(file(fault).replace(old, new)) == sorted([fault[2], expected]), fault


def test_two_declarations_that_differ_bring_nothing_else():
    other = "---\nborderclash: 1\nparties: {crowd: {name: Witnesses}}\nsources: {wire: {title: Wire, published: 2025-10-01}}\n"
    assert rules(SOUND + other) == ["conflicting-declaration", "conflicting-declaration"]
    assert rules(other.removeprefix("---\n") + "---\n" + SOUND) == [
        "conflicting-declaration",
        "conflicting-declaration",
    ]


def test_an_entry_without_its_dash_is_told_once_and_puts_both_in_doubt():
    text = SOUND.replace("          - {party: south, value: at least 18, source: post, stated: 2025-10-13}\n", "")
    text += "          - party: south\n            value: 18\n            source: post\n"
    text += "            party: north\n            value: 99\n            note: so\n"
    (problem,) = problems(text)
    assert (problem.rule, problem.location.source.strip()) == ("duplicate-key", "party: north")
    assert problem.help == "begin the next entry with a dash and a space, `- party:`, or remove one of the two"
