"""The schemas: sound in themselves, read alike by two validators, and fitting the documentation.

``schema/good`` and ``schema/broken`` hold claim files. A broken one has a single fault; its first line says
where that is, which keyword of the schema refuses it, and in words what it is.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import claims_schema
import golden
import jsonschema
import jsonschema_rs
import pytest
from rows import each_row
from spec_cases import claim_file

from borderclash.reading.yaml_events import parse
from borderclash.values.time_points import FIRST_BARE_YEAR, LONGEST
from borderclash.values.times import TIME_PATTERN

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "schema"
SPEC = Path(__file__).parent / "spec"
CLAIMS = json.loads((ROOT / "schemas/claims.schema.json").read_text(encoding="utf-8"))
COMPARISON = json.loads((ROOT / "schemas/comparison.schema.json").read_text(encoding="utf-8"))
COVERAGE = json.loads((ROOT / "schemas/coverage.schema.json").read_text(encoding="utf-8"))
DIFF = json.loads((ROOT / "schemas/diff.schema.json").read_text(encoding="utf-8"))
TIMELINE = json.loads((ROOT / "schemas/timeline.schema.json").read_text(encoding="utf-8"))
COMPARED = json.loads((CASES / "comparison.json").read_text(encoding="utf-8"))
GOOD = sorted((CASES / "good").glob("*.yaml"))
BROKEN = sorted((CASES / "broken").glob("*.yaml"))
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DOC = (ROOT / "docs/format.md").read_text(encoding="utf-8")


def pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[Any]:
    """Check ``pattern`` as ECMA 262 and Rust do, where ``$`` does not match before a last newline."""
    if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


# Typed so because jsonschema does not say what `extend` takes and returns.
extend: Any = jsonschema.validators.extend
Draft7 = extend(jsonschema.Draft7Validator, {"pattern": pattern})


def documents(text: str) -> list[Any]:
    """Return the documents of a YAML text in which the parser refuses nothing."""
    parsed = parse(text)
    assert parsed.refusals == []
    assert parsed.documents
    return parsed.documents


def accepts(data: Any, schema: dict[str, Any]) -> bool:
    """Return the verdict of both validators, which must be the same."""
    verdict: bool = Draft7(schema).is_valid(data)
    assert jsonschema_rs.Draft7Validator(schema).is_valid(data) == verdict
    return verdict


def subschemas(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the schema and all schemas in it."""
    stack = [schema]
    while stack:
        node = stack.pop()
        yield node
        for key, child in node.items():
            if key in ("properties", "definitions"):
                stack += child.values()
            elif key not in ("examples", "enum", "const", "default"):
                children = child if isinstance(child, list) else [child]
                stack += [schema for schema in children if isinstance(schema, dict)]


def declared(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the schema itself, its definitions, and every property they declare, by their path."""
    found: dict[str, dict[str, Any]] = {"": schema, **schema["definitions"]}
    stack = list(found.items())
    while stack:
        path, parent = stack.pop()
        properties = {f"{path}.{name}": child for name, child in parent.get("properties", {}).items()}
        found |= properties
        stack += properties.items()
    return found


def values(schema: dict[str, Any], keyword: str) -> list[Any]:
    """Return all values that a keyword has in the schema."""
    return [subschema[keyword] for subschema in subschemas(schema) if keyword in subschema]


@each_row(
    "schema",
    [CLAIMS, COMPARISON, COVERAGE, DIFF, TIMELINE],
    ids=["claims", "comparison", "coverage", "diff", "timeline"],
)
def test_schema_is_sound(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(schema)
    known = {*jsonschema.Draft7Validator.META_SCHEMA["properties"]}
    for subschema in subschemas(schema):
        # The metaschema lets an unknown keyword pass, and a validator what stands beside a `$ref`.
        assert set(subschema) <= known
        assert "$ref" not in subschema or len(subschema) == 1
        if "$ref" in subschema:
            assert subschema["$ref"].removeprefix("#/definitions/") in schema["definitions"]


@each_row("schema", [CLAIMS, COMPARISON, COVERAGE, DIFF], ids=["claims", "comparison", "coverage", "diff"])
def test_no_object_takes_unknown_keys(schema: dict[str, Any]) -> None:
    for subschema in declared(schema).values():
        if subschema.get("type") == "object":
            if "properties" in subschema:
                assert subschema["additionalProperties"] is False
                assert set(subschema.get("required", [])) <= set(subschema["properties"])
            else:
                assert subschema["propertyNames"] == {"$ref": "#/definitions/id"}


@pytest.mark.parametrize("keyword", ["title", "description", "examples"])
def test_claims_schema_teaches(keyword: str) -> None:
    assert [path for path, subschema in declared(CLAIMS).items() if not subschema.get(keyword)] == []


@each_row("schema", [COMPARISON, COVERAGE, DIFF, TIMELINE], ids=["comparison", "coverage", "diff", "timeline"])
def test_output_schema_is_described(schema: dict[str, Any]) -> None:
    for path, subschema in declared(schema).items():
        assert subschema.get("title"), path
        assert subschema.get("description"), path


def test_examples_are_valid() -> None:
    for path, subschema in declared(CLAIMS).items():
        alone = subschema | {"definitions": CLAIMS["definitions"]}
        for example in subschema["examples"]:
            assert accepts(example, alone), f"{path}: {example}"


def test_value_kinds_are_as_their_registry_has_them() -> None:
    golden.check(ROOT / "schemas/claims.schema.json", claims_schema.text(claims_schema.with_kinds(CLAIMS)))


def test_schema_and_code_hold_the_same_form_of_a_time() -> None:
    times = [s for s in subschemas(CLAIMS) if s.get("maximum") == 9999]
    assert len(times) == 10
    assert {(s["minimum"], s["minLength"], s["maxLength"], s.get("pattern")) for s in times} == {
        (FIRST_BARE_YEAR, 1, LONGEST, TIME_PATTERN)
    }


@each_row("schema", [CLAIMS, COMPARISON, COVERAGE, DIFF], ids=["claims", "comparison", "coverage", "diff"])
def test_patterns_mean_the_same_everywhere(schema: dict[str, Any]) -> None:
    for pattern in values(schema, "pattern"):
        # \d, \w, \s, \b differ in what they take for a digit, word or space; look-around is not in Rust.
        assert not re.search(r"\\[dwsbDWSBAZzpPuk]|\(\?[^:]", pattern)
        assert pattern.startswith("^")
        assert pattern.endswith("$")
        # Otherwise `^` and `$` would belong to the first and the last branch alone.
        depth = 0
        for char in re.sub(r"\\.|\[[^]]*\]", "", pattern):
            depth += {"(": 1, ")": -1}.get(char, 0)
            assert char != "|" or depth > 0


@each_row("path", GOOD, ids=lambda path: path.stem)
def test_good_file_is_accepted(path: Path) -> None:
    for document in documents(path.read_text(encoding="utf-8")):
        assert [error.message for error in Draft7(CLAIMS).iter_errors(document)] == []
        assert accepts(document, CLAIMS)


@each_row("path", BROKEN, ids=lambda path: path.stem)
def test_broken_file_is_refused_where_it_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    fault = re.match(r"# at (\S+), (\w+): \S", text)
    assert fault, "the first line must name the fault"
    (document,) = documents(text)
    assert not accepts(document, CLAIMS)
    (error,) = Draft7(CLAIMS).iter_errors(document)
    # What stands within `propertyNames` is told by the key's own pattern.
    keyword = "propertyNames" if "propertyNames" in error.schema_path else error.validator
    assert ("/" + "/".join(map(str, error.absolute_path)), keyword) == fault.groups()
    (other,) = jsonschema_rs.Draft7Validator(CLAIMS).iter_errors(document)
    assert "/" + "/".join(map(str, other.instance_path)) == fault[1]


def spec_figures() -> list[tuple[str, str]]:
    """Return the text and the kind of each figure in the specification."""
    lines = (SPEC / "figures.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(written, kind) for written, kind, *_ in cells]


@each_row(("written", "kind"), spec_figures())
def test_any_text_is_taken_for_a_figure(written: str, kind: str) -> None:
    # What it means, if anything, the tool tells.
    assert accepts(written, CLAIMS["definitions"][f"{kind}-value"]) == bool(written)


@pytest.mark.parametrize("kind", ["count", "number"])
def test_text_of_a_figure_has_200_characters_at_most(kind: str) -> None:
    schema = CLAIMS["definitions"][f"{kind}-value"]
    assert accepts("é" * 200, schema)
    assert not accepts("é" * 201, schema)
    assert "validate" in schema["description"]


def test_cases_of_the_specification_are_accepted() -> None:
    (cases,) = documents((SPEC / "verdicts.yaml").read_text(encoding="utf-8"))
    refused = [case["name"] for case in cases["cases"] if not accepts(claim_file(case), CLAIMS)]
    # What else is an error there is found when it is read.
    assert refused == ["a cut-off where there is no running total"]


def test_there_are_enough_files() -> None:
    assert len(GOOD) >= 8
    assert len(BROKEN) >= 40
    refused = {
        keyword
        for path in BROKEN
        for keyword in re.findall(r"\A# at \S+, (\w+)", path.read_text(encoding="utf-8"))
    }
    keywords = {keyword for subschema in subschemas(CLAIMS) for keyword in subschema}
    checks = keywords & set(jsonschema.Draft7Validator.VALIDATORS)
    assert checks - refused == {"$ref", "allOf", "if", "items", "properties"}


@each_row("block", BLOCK.findall(DOC), ids=lambda block: f"{len(block)} characters")
def test_block_of_the_documentation_is_a_claim_file(block: str) -> None:
    for document in documents(block):
        assert [error.message for error in Draft7(CLAIMS).iter_errors(document)] == []
        assert accepts(document, CLAIMS)


def test_every_yaml_block_of_the_documentation_is_found() -> None:
    # A fence that is indented or says more than `yaml` would escape the test above.
    assert len(BLOCK.findall(DOC)) == len(re.findall("``` *ya?ml", DOC)) >= 8


@each_row("name", ["party", "source", "event", "question", "claim"])
def test_documentation_has_every_field(name: str) -> None:
    definition = CLAIMS["definitions"][name]
    chapter = re.search(
        rf"^## {'Parties' if name == 'party' else name.title() + 's'}\n(.*?)^## ", DOC, re.M | re.S
    )
    assert chapter
    described = set(re.findall("`([a-z0-9-]+)`", " ".join(re.findall(r"^\|([^|]+)\|", chapter[1], re.M))))
    assert set(definition["properties"]) - described == set()
    for choices in values({"properties": definition["properties"]}, "enum"):
        for choice in choices:
            assert f"`{choice}`" in chapter[1]


def test_links_within_the_documentation_lead_somewhere() -> None:
    headings = {re.sub("[^a-z0-9 -]", "", h.lower()).replace(" ", "-") for h in re.findall("^#+ (.+)$", DOC, re.M)}
    assert set(re.findall(r"\]\(#([^)]+)\)", DOC)) <= headings


def test_comparison_is_accepted() -> None:
    assert [error.message for error in Draft7(COMPARISON).iter_errors(COMPARED)] == []
    assert accepts(COMPARED, COMPARISON)


ROWS = {row["question"]: index for index, row in enumerate(COMPARED["events"][0]["rows"])}
COUNT, CHOICE, NAMES, TIME = (
    ("events", 0, "rows", ROWS[question]) for question in ("soldiers-killed", "cause", "provinces", "began")
)
POSITION = (*COUNT, "accounts", "afghanistan", "positions", 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("borderclash",), 2),
        (("as_of",), ""),
        (("extra",), 1),
        (("parties", "reports", "kind"), "state"),
        (("summary", "verdicts", "disputed"), 0),
        ((*COUNT, "verdict"), "disputed"),
        ((*COUNT, "why"), ""),
        ((*COUNT, "gap"), "P1D"),
        ((*COUNT, "ratio"), 0.3),
        ((*COUNT, "between"), ["afghanistan"]),
        ((*COUNT, "options"), {"shell": "a shell"}),
        ((*COUNT, "pairs", 0, "verdict"), "one-party"),
        ((*COUNT, "pairs", 0, "both"), []),
        ((*COUNT, "accounts", "pakistan", "state"), "silent"),
        ((*COUNT, "accounts", "afghanistan", "claims", 0, "party"), "afghanistan"),
        ((*COUNT, "accounts", "afghanistan", "claims", 0, "scope"), None),
        ((*POSITION, "stance"), "declines"),
        ((*POSITION, "figure", "stated"), [58]),
        ((*POSITION, "figure", "low_open"), False),
        ((*CHOICE, "gap"), 1),
        ((*CHOICE, "between"), ["afghanistan", "reports"]),
        ((*CHOICE, "accounts", "pakistan", "positions", 0, "figure"), {"low": 1, "high": 1, "stated": None}),
        ((*TIME, "gap"), 86400),
        ((*TIME, "ratio"), 2),
        ((*NAMES, "pairs", 0, "only"), ["Khost"]),
        (("events", 0, "mirrors", 0, "texts"), ["25"]),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_changed_comparison_is_refused(path: tuple[str | int, ...], value: object) -> None:
    changed = copy.deepcopy(COMPARED)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not accepts(changed, COMPARISON)


@each_row("name", ["", "event", "row", "account", "position", "figure", "pair", "mirror"])
def test_comparison_lacking_a_required_field_is_refused(name: str) -> None:
    schema = COMPARISON["definitions"][name] if name else COMPARISON
    row = COMPARED["events"][0]["rows"][ROWS["soldiers-killed"]]
    account = row["accounts"]["afghanistan"]
    samples = {"": COMPARED, "event": COMPARED["events"][0], "row": row, "account": account}
    samples |= {"position": account["positions"][0], "figure": account["positions"][0]["figure"]}
    samples |= {"pair": row["pairs"][0], "mirror": COMPARED["events"][0]["mirrors"][0]}
    alone = schema | {"definitions": COMPARISON["definitions"]}
    assert accepts(samples[name], alone)
    for field in schema["required"]:
        assert not accepts({key: item for key, item in samples[name].items() if key != field}, alone)
