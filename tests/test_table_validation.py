"""A table checked event by event is told the same problems as one that is read as a whole."""

import contextlib
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from files import run

import borderclash.processes.workers
from borderclash.cli import archives
from borderclash.spreadsheet import relation

pytestmark = pytest.mark.thorough

NUMBER = 12


@pytest.fixture
def by_event(monkeypatch):
    """Have each event checked apart from the others, in this process."""
    asked = []

    @contextlib.contextmanager
    def workers(start, data):
        start(data)
        asked.append(data.name)
        yield lambda job: job

    monkeypatch.setattr(borderclash.processes.workers, "workers", workers)
    monkeypatch.setattr(archives, "LARGE", 0)
    monkeypatch.setattr("borderclash.tables.batches.BATCH", 1)
    monkeypatch.setattr(relation, "BATCH", 1)
    return asked


def written(file, *, errors):
    """Write a table with warnings in its events and outside of these, and with errors of many kinds."""
    rows = []
    for number in range(NUMBER):
        event = {"event": f"event-{number}", "question": "killed", "source": "wire", "stated": "2025-10-12"}
        said = {"event_title": "An event", "label": "Killed", "kind": "count", "event_date": "2025-10-11"}
        rows += [
            {**event, **said, "party": "north", "value": "58", "note": "a\u202eb"},
            {
                **event,
                "party": "south",
                "value": "a lot" if errors and number % 9 == 4 else "at least 18",
                "stated": None,
            },
        ]
        if errors and number == 3:
            rows += [{**event, "party": "nort", "value": "1"}, {**event, "party": "south", "source": "wier"}]
            rows += [{**event, "party": "north", "value": "1", "replaces": "gone", "restates": "gone-too"}]
    rows[10]["party_name"], rows[5]["party_name"] = "North", "South"
    rows[6] |= {"source_title": "The wire", "source_url": "https://example.org", "title": "A title"}
    rows += [{"party": "unused", "party_name": "Unused"}, {"source": "unused-too", "source_title": "Unused"}]
    if errors:
        rows[20]["party_name"] = "Nord"
        rows[-2]["party_kind"] = "goverment"
        rows[-1]["source_published"] = "on 3 May or so"
        rows += [{"party": "both", "source": "wire"}, {"party": "nameless", "party_kind": "other"}]
    # In no order of events.
    rows = rows[1::2] + rows[::2]
    names = sorted({name for row in rows for name in row})
    columns = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}
    pq.write_table(pa.table(columns), file)
    return file


@pytest.mark.parametrize("errors", [True, False])
def test_problems_are_those_of_the_whole(errors, tmp_path, monkeypatch, request):
    monkeypatch.chdir(tmp_path)
    written("claims.parquet", errors=errors)
    monkeypatch.setattr("borderclash.problems.MOST_SHOWN", 5)
    ways = [["-f", "json"], ["-f", "concise", "--select", "all"], ["--ignore", "undated-claim"]]
    whole = [run("validate", "claims.parquet", *way) for way in ways]
    asked = request.getfixturevalue("by_event")
    assert [run("validate", "claims.parquet", *way) for way in ways] == whole
    assert asked == ["claims.parquet"] * 3
    rules = {problem["rule"] for problem in json.loads(whole[0].out)["problems"]}
    if errors:
        assert rules >= {"figure", "unknown-party", "unknown-source", "differs", "row", "missing-field"}
    else:
        assert rules == {"confusing-characters", "unused-party", "unused-source"}


def test_files_beside_it_are_checked_in_their_places(by_event, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written("claims.parquet", errors=False)
    beside = "borderclash: 1\nparties:\n  more: {name: More}\n  other: {name: Other} # borderclash: ignore[unused-party] kept\n"
    (tmp_path / "beside.yaml").write_text(beside, "utf-8")
    said = run("validate", "beside.yaml", "claims.parquet", "-f", "concise").out
    assert "beside.yaml:3:3: warning unused-party: no claim is by or about the party `more`" in said
    assert "other" not in said
    assert by_event == ["claims.parquet"]
