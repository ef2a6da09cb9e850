"""What many claims share, written once: for the event or the question, from which claims inherit it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

INHERITED = ("subject", "scope", "measure", "cut-off")


def lifted(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same data with what many claims share written once; claims inherit it, so they stay the same."""
    if "events" not in data:
        return dict(data)
    return {**data, "events": {id: _lifted_event(event) for id, event in data["events"].items()}}


def _lifted_event(event: dict[str, Any]) -> dict[str, Any]:
    claims = [claim for question in event["questions"].values() for claim in question["claims"]]
    source = _shared(claims, ["source"]) if claims else {}
    questions = {id: _lifted_question(question, source) for id, question in event["questions"].items()}
    head = {name: value for name, value in event.items() if name != "questions"}
    return {**head, **source, "questions": questions}


def _lifted_question(question: dict[str, Any], of_event: dict[str, Any]) -> dict[str, Any]:
    claims = question["claims"]
    names = [name for name in ("source", "stated") if name not in of_event]
    shared = _shared(claims, names) if len(claims) > 1 else {}
    given = {name: question.get(name) for name in INHERITED} | of_event | shared
    left = [{name: value for name, value in claim.items() if _says_more(claim, name, given)} for claim in claims]
    return {**{name: value for name, value in question.items() if name != "claims"}, **shared, "claims": left}


def _says_more(claim: Mapping[str, Any], name: str, given: Mapping[str, Any]) -> bool:
    """Say whether a field of a claim is more than what it inherits; a withdrawal names what alone it takes."""
    names_measure = name == "measure" and claim.get("stance") == "withdraws"
    return name not in given or claim[name] != given[name] or (names_measure and claim[name] is not None)


def _shared(claims: list[dict[str, Any]], names: list[str]) -> dict[str, Any]:
    """Return those fields in which all claims say something, and the same."""
    found = {name: claims[0].get(name) for name in names}
    same = {name: all(claim.get(name) == value for claim in claims) for name, value in found.items()}
    return {name: value for name, value in found.items() if value is not None and same[name]}
