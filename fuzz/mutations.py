"""Good claim files with a few things changed: what people get wrong, and what they would never write."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any, Protocol

import yaml

from borderclash.reading.sources import claims_schema
from borderclash.values import KINDS

SEED = Path(__file__).parent / "good.yaml"
GOOD = yaml.load(SEED.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) | {"borderclash": 1}
GOOD["parties"]["voices"]["pooled"] = True
FIGURES = """58|0|1,500|18+|~200|several|some|dozens|none|0|51|at least 18|more than 200|up to 50|
fewer than 100|about 200|about 0|nearly 100|130 to 170|-3|nearly -5|170-130|51.20|
tens of thousands|1,5|2.5 million|2.5 to 3 million|thousand|at least|about several|1e9|0x1F|
.inf|.nan|58 soldiers|5 8|-|9999999999999999999999|0.0000000000001|~|at least at least 3|
between 3 and 5|between 3|3 or more|0.5 trillion|1 to 2 to 3|yes|no|true"""
TIMES = """2025|2025-10|2025-10-12|2025-10-12T18:00|2025-10-12T18:00:30+04:30|2025-10-11/2025-10-12|2025-02-30|
2025-10-12/2025-10-11|2025-13-01|2025-10-12T25:00|12/10/2025|0000|0001-01-01|9999-12-31|9999-12-31T23:59:59-18:00|
12:30|2025-10-12/|/2025|2025-10-26T02:30|1-1-1|2025-W41|20251012|99999-01-01|2025-10-12T18:00Z|yesterday"""
WORDS = """north|south|voices|wire|late|asserts|denies|declines|cannot-say|withdraws|count|number|yes-no|choice|
names|time|text|government|media|on-record|anonymous|unattributed|yes|no|a|b|first|second|Asia/Kabul|UTC|Mars/Base|
../etc/passwd|snapshot.txt|https://x.example|javascript:alert(1)|ps-AF|killed or wounded|Helmand|__proto__|=1+1|
[bold]x[/bold]|*x*|::error::x|<script>|\x1b[31m|\u202ex|\u2028|\x00|\ud800|\ufeff|e\u0301|\u00e9|\uff11\uff12|
\U0001f600|# borderclash: ignore[undated-claim] x|{0}|%s|%25|a\nb|\t|'|"|\\|- x|x: y"""
LISTED = {name: text.replace("|\n", "|").split("|") for name, text in (("f", FIGURES), ("t", TIMES), ("w", WORDS))}
SCALARS: list[Any] = [text for texts in LISTED.values() for text in texts]
SCALARS += [None, True, False, 0, 1, -1, 58, 1.5, -0.0, 10**30, 1e300, [], {}, [[]], [{}], {"": None}, ["a", "a"]]


SAID = ["2025", "2025-10", "2025-10-13", "2025-10-12T18:00", "2025-10-12T18:00:30+04:30", "2025-10-11/2025-10-12"]
SAID += ["2025-10-26T02:30", "9999-12-31", "0001-01-01", "2025-10-12T18:00Z"]
TOLD = ["speaker", "via", "locator", "quote", "translation", "note", "hedge"]
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Choices(Protocol):
    """Where the changes come from."""

    def number(self, below: int) -> int:
        """Return a number from 0 to *below*, not included."""
        ...

    def text(self) -> str:
        """Return a short text of any characters."""
        ...


def files(choices: Choices) -> list[bytes]:
    """Return one or two claim files."""
    documents = [copy.deepcopy(GOOD)]
    for _ in range(choices.number(12)):
        say_otherwise(documents[0], choices)
    # Half of the files stay whole, so that what they say is compared.
    whole = choices.number(2) == 0
    for _ in range(0 if whole else 1 + choices.number(4)):
        change(documents, choices)
    texts = [as_text(document, choices) for document in documents]
    if choices.number(4) == 3:
        return [text.encode(errors="surrogatepass") for text in texts]
    joined = bytearray("\n---\n".join(texts).encode(errors="surrogatepass"))
    for _ in range(0 if whole else choices.number(3)):
        at = choices.number(len(joined) + 1)
        joined[at : at + choices.number(3)] = choices.text().encode(errors="surrogatepass")
    return [bytes(joined)]


def say_otherwise(document: dict[str, Any], choices: Choices) -> None:
    """Change a claim, or a text around it, to something else that can be said."""
    (event,) = document["events"].values()
    question = one_of(list(event["questions"].values()), choices, copied=False)
    claims = question["claims"]
    claim = one_of(claims, choices, copied=False)
    what = choices.number(8)
    if what == 0 and len(claims) < 12:
        claims.insert(choices.number(len(claims)), copy.deepcopy({**claim, "id": f"c{len(claims)}"}))
    elif what == 1 and "value" in claim:
        claim["value"] = sayable(question["kind"], choices)
    elif what == 2 and "value" in claim:
        claim["stance"] = one_of(["asserts", "denies"], choices)
    elif what == 3:
        claim[one_of(["scope", "measure"], choices)] = one_of(["killed", "Killed ", "part", "wounded"], choices)
    elif what == 4:
        claim["stated"] = one_of(SAID, choices)
    elif what == 5:
        claim[one_of(["party", "subject"], choices)] = one_of(list(document["parties"]), choices)
    else:
        homes = [claim] * 5 + [
            question,
            event,
            document["parties"]["north"],
            document["sources"]["wire"],
            document,
        ]
        home = one_of(homes, choices, copied=False)
        fields = (
            TOLD
            if home is claim
            else [name for name in ("label", "title", "name", "place", "unit") if name in home]
        )
        home[one_of(fields, choices)] = (
            (choices.text() or "x") if choices.number(2) else one_of(LISTED["w"], choices)
        )


def sayable(kind: str, choices: Choices) -> Any:
    """Return a value that a question of a kind can have."""
    names = [["A"], ["b", "A"], ["\u00c5", "A\u030a ", "C"], ["\x1b[31m", "x, y"], ["|", "*x*"]]
    values: dict[str, list[Any]] = {
        "count": LISTED["f"][:19],
        "number": [*LISTED["f"][:10], "-3", "-0.5", "about -2.25", "1e9", "2.5 million", "0.0000000000001"],
        "yes-no": ["yes", "no"],
        "choice": ["a", "b"],
        "names": names,
        "time": SAID,
        "text": LISTED["w"],
    }
    return one_of(values[kind], choices)


def change(documents: list[Any], choices: Choices) -> None:
    """Change one thing somewhere in *documents*."""
    container, key = place(documents, choices)
    kind = choices.number(8)
    if kind <= 3:
        container[key] = value(choices, key)
    elif kind == 4:
        del container[key]
    elif kind == 5 and isinstance(container, list):
        container.insert(key, copy.deepcopy(container[key]))
    elif kind == 5:
        container[choices.text() if choices.number(2) else one_of(LISTED["w"], choices)] = container.pop(key)
    elif kind == 6:
        other, other_key = place(documents, choices)
        other[other_key] = copy.deepcopy(container[key])
    elif isinstance(container, dict):
        container[one_of(fields(), choices)] = value(choices, key)
    if not documents:
        documents.append(None)


def place(documents: list[Any], choices: Choices) -> tuple[Any, Any]:
    """Return a list or map somewhere in *documents*, and a key in it."""
    container: Any = documents
    key: Any = choices.number(len(documents))
    # Most of a file is claims; without a stop on the way, nothing above them would ever change.
    while isinstance(container[key], dict | list) and container[key] and choices.number(7):
        container = container[key]
        keys = list(container) if isinstance(container, dict) else range(len(container))
        key = keys[choices.number(len(keys))]
    return container, key


def value(choices: Choices, key: Any) -> Any:
    """Return a value for *key*: one that may well stand there, or any."""
    fitting: dict[Any, list[Any]] = {
        "value": LISTED["f"],
        "kind": list(KINDS),
        "stance": ["asserts", "denies", "declines", "cannot-say", "withdraws"],
        "subject": ["north", "south", "voices"],
        "party": ["north", "south", "voices"],
    }
    fitting |= dict.fromkeys(("stated", "date", "published", "retrieved"), LISTED["t"])
    which = choices.number(4)
    if which == 3:
        return choices.text()
    return one_of(fitting.get(key, SCALARS) if which < 2 else SCALARS, choices)


def one_of(values: list[Any], choices: Choices, *, copied: bool = True) -> Any:
    """Return one of *values*, or a copy of it."""
    chosen = values[choices.number(len(values))]
    return copy.deepcopy(chosen) if copied else chosen


def fields() -> list[str]:
    """Return the names of all fields of the format."""
    schemas = [claims_schema(), *claims_schema()["definitions"].values()]
    return sorted({name for part in schemas for name in part.get("properties", {})})


def as_text(document: Any, choices: Choices) -> str:
    """Return a document as YAML: in braces, or in lines."""
    if choices.number(2):
        return json.dumps(document, ensure_ascii=bool(choices.number(2)), default=str, skipkeys=True)
    try:
        return str(yaml.dump(document, Dumper=DUMPER, sort_keys=False, allow_unicode=True))
    except (yaml.YAMLError, TypeError, ValueError):
        return json.dumps(document, default=str, skipkeys=True)
