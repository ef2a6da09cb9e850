"""The cases of `spec/verdicts.yaml`, as `spec/README.md` explains them, taken from claim file to JSON."""

from decimal import Decimal
from pathlib import Path

import yaml

import borderclash as bc
from borderclash.reading.yaml_events import parse

SPEC = Path(__file__).parent / "spec" / "verdicts.yaml"
CASES = parse(SPEC.read_text(encoding="utf-8")).documents[0]["cases"]
FIELDS = ("kind", "unit", "options", "subject", "scope", "measure", "cumulative", "cut-off", "parts", "claims")
ABOUT = {"source", "stated"}
ROW = ("question", "subject", "scope")


def claim_file(case):
    """Return the data of the claim file that a case stands for."""
    event = case.get("event", {})
    questions = case.get("questions") or {"q": {name: case[name] for name in FIELDS if name in case}}
    questions = {id: _question(question, event) for id, question in questions.items()}
    claims = [claim for question in questions.values() for claim in question["claims"]]
    spoken = dict.fromkeys([*case.get("parties", ()), *(claim["party"] for claim in claims)])
    others = [entry.get("subject") for entry in (*claims, *questions.values())]
    parties = dict.fromkeys([*spoken, *filter(None, others)])
    pooled = case.get("pooled", ())
    return {
        "borderclash": 1,
        "parties": {id: {"name": id.upper()} | ({"pooled": True} if id in pooled else {}) for id in parties},
        "sources": {
            "s": {"title": "S"} | ({} if case.get("undated") else {"published": "2025-01-01"}),
            **{id: {"title": id, **source} for id, source in case.get("sources", {}).items()},
        },
        "events": {"e": {"title": "E", "source": "s", **event, "questions": questions}},
    }


def _question(question, event):
    """Return a question with its label, and each claim with the time that cases leave out."""
    claims = [
        claim
        if "stated" in claim or "source" in claim or ABOUT & {*question, *event}
        else {**claim, "stated": "2025-01-01"}
        for claim in question["claims"]
    ]
    return {"label": "Q", **question, "claims": claims}


def result(case):
    """Return the JSON of the comparison of a case; raises `InvalidClaims` where the file is refused."""
    data = bc.loads(yaml.safe_dump(claim_file(case), sort_keys=False, allow_unicode=True))
    return bc.compare(data, as_of=case.get("as_of")).to_dict()


def problems(case):
    """Return each thing that does not come out as a case expects, in words; nothing where all does."""
    expect = dict(case["expect"]) if isinstance(case["expect"], dict) else case["expect"]
    if expect == "error":
        try:
            result(case)
        except bc.InvalidClaims:
            return []
        return ["the file is not refused"]
    (event,) = result(case)["events"]
    found = []
    if "mirrors" in expect:
        found += _mirrors(event["mirrors"], expect.pop("mirrors"))
    if "rows" in expect:
        keys = [_key(row, wanted) for wanted in expect["rows"] for row in event["rows"]]
        wanted_rows = expect.pop("rows")
        if len(wanted_rows) != len(event["rows"]):
            found.append(f"rows: {[{name: row[name] for name in ROW} for row in event['rows']]}")
        for wanted in wanted_rows:
            rows = [row for row in event["rows"] if _key(row, wanted)]
            found += _row(rows[0], wanted) if len(rows) == 1 else [f"{len(rows)} rows for {wanted}"]
        assert keys
    elif expect.keys():
        rows = event["rows"]
        found += _row(rows[0], expect) if len(rows) == 1 else [f"{len(rows)} rows"]
    return found


def _key(row, wanted):
    return all(row[name] == wanted[name] for name in ROW if name in wanted)


def _mirrors(mirrors, wanted):
    seen = [{name: _plain(mirror[name]) for name in ("parties", "scope", "gap", "ratio")} for mirror in mirrors]
    every = [{name: one[name] for name in seen[0] if name in one} if seen else one for one in wanted]
    seen = [{name: mirror[name] for name in one} for mirror, one in zip(seen, every, strict=False)] + seen[
        len(every) :
    ]
    return [] if seen == every else [f"mirrors: {seen} instead of {every}"]


def _plain(value):
    return float(value) if isinstance(value, Decimal) else value


def _row(row, wanted):
    """Return what is not as wanted of one row."""
    found = []
    for name, expected in wanted.items():
        if name in ROW:
            continue
        seen = LOOK[name](row, expected)
        if seen != expected:
            found.append(f"{name}: {seen} instead of {expected}")
    return found


def _positions(row, id):
    return row["accounts"][id]["positions"]


def _of_the_one(name, default):
    """Return what looks at one key of the one position of each party."""

    def look(row, expected):
        seen = {}
        for id in expected:
            positions = _positions(row, id)
            seen[id] = positions[0].get(name, default) if len(positions) == 1 else f"{len(positions)} positions"
        return seen

    return look


def _pair_of(row, expected):
    """Return the pair of just the two parties that *expected* names."""
    pairs = [pair for pair in row["pairs"] if set(pair["parties"]) == set(expected)]
    return pairs[0] if len(pairs) == 1 else {"parties": (), "said": (), "days": ()}


def _said(row, expected):
    pair = _pair_of(row, expected)
    seen = dict(zip(pair["parties"], pair["said"], strict=True))
    return {
        id: expected[id] if str(text).replace(",", "") == str(expected[id]).replace(",", "") else text
        for id, text in seen.items()
    }


def _days(row, expected):
    if not expected:
        return {"some": "days"} if any("days" in pair for pair in row["pairs"]) else {}
    pair = _pair_of(row, expected)
    return dict(zip(pair["parties"], pair.get("days", ()), strict=False))


def _apart(row, expected):
    if not expected:
        return {} if " apart, " not in row["why"] or " in " not in row["why"] else {"said": row["why"]}
    return {part: size for part, size in expected.items() if part in row["why"] and f"{size:,}" in row["why"]}


def _wordings(row, expected):
    seen = _of_the_one("wordings", None)(row, expected)
    return {
        id: expected[id] if sorted(map(str, texts or ())) == sorted(map(str, expected[id])) else texts
        for id, texts in seen.items()
    }


LOOK = {
    "verdict": lambda row, _: row["verdict"],
    "gap": lambda row, _: _plain(row["gap"]),
    "ratio": lambda row, _: _plain(row["ratio"]),
    "between": lambda row, _: row["between"] and [*row["between"]],
    "states": lambda row, expected: {id: row["accounts"][id]["state"] for id in expected},
    "pairs": lambda row, expected: _in_order(
        [[*pair["parties"], pair["verdict"]] for pair in row["pairs"]], expected
    ),
    "self_contradicting": lambda row, _: [
        id for id, each in row["accounts"].items() if each["self_contradicting"]
    ],
    "derived": lambda row, _: [id for id in row["accounts"] if any(p.get("derived") for p in _positions(row, id))],
    "sources": _of_the_one("sources", 1),
    "origins": _of_the_one("origins", None),
    "voices": lambda row, expected: {
        id: {str(p["value"]): p.get("voices") for p in _positions(row, id)} for id in expected
    },
    "only": lambda row, expected: {id: [*names] for id, names in _pair_of(row, expected)["only"].items()},
    "both": lambda row, _: [*row["pairs"][0]["both"]],
    "said": _said,
    "days": _days,
    "wordings": _wordings,
    "apart": _apart,
}


def _in_order(pairs, expected):
    """Return *pairs* in the order of *expected* where they are the same, whichever party of two comes first."""

    def key(pair):
        return [*sorted(pair[:2]), pair[2]]

    return expected if sorted(map(key, pairs)) == sorted(map(key, expected)) else pairs
