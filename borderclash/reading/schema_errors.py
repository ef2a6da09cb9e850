"""What the schema does not accept in a document, and what is left of it without that."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Mapping, Set
from functools import cache
from itertools import chain, islice, pairwise
from typing import Any

import jsonschema
from jsonschema.exceptions import ValidationError

from borderclash.problems import FIX_FIRST, MOST_REPORTED, Finding, Path, Pointer
from borderclash.reading.schema_words import Error, cut_by_commas, extra, findings
from borderclash.reading.sources import accepts, claims_schema


class Explained:
    """The findings about a document, and what is left of it without them.

    Nothing is left of one that was not looked at ``whole``, for it has too many faults. A claim with any fault is
    left out. ``kept`` has, for each list of claims that lost some, the index in the file of each that is left,
    by event and question; ``faults`` the names of the fields that something is wrong with, by the path of their
    entry.
    """

    def __init__(
        self,
        data: Any,
        place: Pointer,
        spellings: Mapping[Path, str],
        repeated: Collection[Path] = (),
        text: str = "",
    ) -> None:
        good, suspect = _parted(data, {path[1] for path in repeated if path[0] == "events" and len(path) > 1})
        self.data = copy.deepcopy(suspect)
        self.kept: dict[tuple[str, str], list[int]] = {}
        self.faults: dict[Path, set[str]] = {}
        errors = list(islice(_validator().iter_errors(self.data), MOST_REPORTED + 1))
        pieces = cut_by_commas(errors, text, place.document) if text else {}
        # What is said of one place twice is reported once.
        found = chain.from_iterable(findings(error, data, place, spellings, pieces) for error in errors)
        reported: dict[tuple[Path, str], Finding] = {}
        for finding in islice(found, MOST_REPORTED + 1):
            reported.setdefault((finding.pointer.path, finding.message), finding)
        self.findings = list(reported.values())
        self.whole = len(errors) <= MOST_REPORTED and next(found, None) is None
        if not self.whole:
            message = f"this is the last of {MOST_REPORTED:,} faults that are told of a file"
            self.findings.append(Finding("too-large", message, self.findings[-1].pointer, FIX_FIRST))
            self.data = {"borderclash": 1}
            return
        for path, names in chain.from_iterable(map(_faults, errors)):
            self.faults.setdefault(path, set()).update(names)
        for path in repeated:
            entry = _entry(path)
            self.faults.setdefault(entry, set()).add(str(path[len(entry)]) if len(path) > len(entry) else "")
        self._prune(errors, [path[:6] for path in repeated if _is_claim(path)])
        if good:
            left = self.data.get("events", {})
            self.data["events"] = {id: event for id in data["events"] if (event := good.get(id) or left.get(id))}

    def _prune(self, errors: list[Error], claims: list[Path]) -> None:
        """Take out these *claims* and what the errors are about, until the schema accepts the rest."""
        paths = {*claims, *(path for error in errors for path in _faulty(error))}
        while paths:
            # A claim with a fault says something else than was meant.
            for path in sorted({path[:6] if _is_claim(path) else path for path in paths}, reverse=True):
                self._remove(path)
            errors = [] if accepts(self.data) else list(_validator().iter_errors(self.data))
            paths = {path for error in errors for path in _faulty(error)}

    def _remove(self, path: Path) -> None:
        if not path:
            self.data = {"borderclash": 1}
            return
        container = self.data
        for step in path[:-1]:
            container = container[step]
        if _is_claim(path) and isinstance(container, list):
            indices = self.kept.setdefault((str(path[1]), str(path[3])), list(range(len(container))))
            del indices[int(path[5])]
        if path[0] == "events" and path[2::2] in (("title",), ("questions", "label")):
            # The claims below it are looked at all the same.
            container[path[-1]] = path[-2]
            return
        del container[path[-1]]


def _is_claim(path: Path) -> bool:
    return len(path) >= 6 and path[0] == "events" and isinstance(path[5], int)


def _entry(path: Path) -> Path:
    """Return the path of the party, source, event, question or claim that something stands in."""
    if _is_claim(path):
        return path[:6]
    if path[:1] == ("events",) and len(path) >= 4:
        return path[:4]
    return path[:2] if path[:1] in (("parties",), ("sources",), ("events",)) and len(path) >= 2 else ()


def _faults(error: Error) -> Iterator[tuple[Path, set[str]]]:
    """Yield the path of the entry that an error is in, and the fields that something may be wrong with."""
    path = tuple(error.absolute_path)
    entry = _entry(path)
    if len(path) > len(entry):
        yield entry, {str(path[len(entry)])}
    elif error.validator == "additionalProperties":
        written, unknown = list(error.instance), extra(error)
        # What has nothing behind it may be the end of what stands before it.
        before = {a for a, b in pairwise(written) if b in unknown and error.instance[b] is None}
        yield entry, {*unknown, *before}
    elif error.validator == "required":
        yield entry, {name for name in error.validator_value if name not in error.instance}
    elif error.validator == "not":
        names = set(error.validator_value["required"])
        yield entry, names | {"stance"} if names & {"value", "of"} else names
    else:
        yield entry, {""}


def _parted(data: Any, faulty: Set[str | int]) -> tuple[dict[str, Any], Any]:
    """Return the events that are good in themselves, and the rest of the data, which is what must be explained.

    Those that are known to be *faulty* are part of the rest.

    Explaining takes a hundred times as long as accepting, and most of a large file is good.
    """
    if not isinstance(data, dict) or not isinstance(events := data.get("events"), dict):
        return {}, data
    good = {
        id: event
        for id, event in events.items()
        if id not in faulty and accepts({"borderclash": 1, "events": {id: event}})
    }
    return good, {**data, "events": {id: event for id, event in events.items() if id not in good}}


@cache
def _validator() -> Any:
    def pattern(_: Any, wanted: str, instance: Any, __: Any) -> Iterator[ValidationError]:
        # Python's $ matches before a last line break too; the pattern's, in `accepts`, does not.
        if isinstance(instance, str) and not re.search(wanted.removesuffix("$") + r"\Z", instance):
            yield ValidationError("does not match")

    def unique(_: Any, __: Any, instance: Any, ___: Any) -> Iterator[ValidationError]:
        # jsonschema holds each item against each other one.
        if isinstance(instance, list) and len(set(map(repr, instance))) < len(instance):
            yield ValidationError("not unique")

    extend: Any = jsonschema.validators.extend
    return extend(jsonschema.Draft7Validator, {"pattern": pattern, "uniqueItems": unique})(claims_schema())


def _faulty(error: Error) -> Iterator[Path]:
    """Yield the paths to take out so that the error goes."""
    path = tuple(error.absolute_path)
    if "propertyNames" in error.absolute_schema_path:
        yield (*path, error.instance)
    elif error.validator == "additionalProperties":
        yield from ((*path, name) for name in extra(error))
    elif error.validator == "not":
        yield (*path, error.validator_value["required"][0])
    elif error.validator == "required" and path[:1] == ("events",):
        missing = {name for name in error.validator_value if name not in error.instance}
        # For these, the id will do.
        yield from ((*path, name) for name in missing) if missing <= {"title", "label"} else (path,)
    else:
        yield path
