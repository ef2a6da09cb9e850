"""Large data checked by several processes: the same findings as by one."""

import os
import re
import signal
import subprocess
import sys
import time
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from threading import Event, Thread
from unittest import mock

import pytest
import yaml
from files import EXAMPLE, GOOD, ROOT, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.generate import LAYOUTS as LAYOUTS_MEASURED
from benchmarks.generate import claim_file
from borderclash import checking, processes
from borderclash.cli import shared
from borderclash.problems import UsageError
from borderclash.processes import workers
from borderclash.reading import splitting
from borderclash.reading.settings import DEFAULT, Settings
from borderclash.reading.yaml_events import parse
from borderclash.rules import RULES

pytestmark = pytest.mark.thorough

SHARE_OUT = processes.share_out
ALL = Settings(select=("all",))
HEAD = """\
borderclash: 1
title: Parts
parties:
  north: {name: North}
  south: {name: South}
  reports: {name: Reports, pooled: true}
sources:
  wire: {title: Wire, published: 2025-10-12, url: https://example.org}
  idle: {title: Idle, published: 2025-10-12}
events:
"""
BLOCK = """\
  e{n}:
    title: Event {n}
    date: 2025-10-10
    source: wire
    questions:
      killed:
        label: Killed
        kind: count
        claims:
          - {{party: north, value: {n}, quote: killed {n}}}
          - party: south
            value: at least {n}
"""


@pytest.fixture
def eager(monkeypatch):
    """Share out even small data, to three processes: a first, one between, a last."""
    monkeypatch.setattr(processes, "SHARE", 100)
    monkeypatch.setattr(processes, "available", lambda: 3)


@pytest.fixture
def shared_out(eager, monkeypatch):
    """The number of processes of each time that work was shared out."""
    counts = []
    share_out = processes.share_out

    def counted(jobs):
        counts.append(len(jobs))
        return share_out(jobs)

    monkeypatch.setattr(processes, "share_out", counted)
    return counts


def children():
    """Return the processes that this one has started and not taken leave of, ended ones included."""
    return Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()


def by_one(names, settings=DEFAULT):
    return checking.check(names, settings=settings)


def by_several(names, settings=DEFAULT):
    return processes.validate(names, lambda _: None, settings, None)


def read_by_several(names, settings=DEFAULT):
    return processes.check(names, lambda _: None, settings)


def told(folder, **files):
    """Return the problems of files, by several processes and by one; they have to be the same."""
    names = []
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8", newline="")
        names.append(str(folder / f"{name}.yaml"))
    several = by_several(names, ALL)
    one = by_one(names, ALL)
    assert several.names == one.names
    assert several.problems == one.problems
    with mock.patch.object(processes, "share_out", SHARE_OUT):
        assert read_by_several(names, ALL) == one
    return several.problems


def events(*numbers):
    return "".join(BLOCK.format(n=n) for n in numbers)


def test_the_problems_are_the_same_and_in_the_same_order(shared_out, tmp_path):
    body = events(*range(1, 12)).replace(
        "party: south\n            value: at least 3", "party: nobody\n            value: 3 men"
    )
    body = body.replace("quote: killed 7", "quote: killed 8")
    problems = told(tmp_path, a=HEAD + body, b="borderclash: 1\nparties:\n  east: {name: East}\n")
    assert shared_out == [3]
    assert {problem.rule for problem in problems} >= {"figure", "quote-without-figure", "unknown-party"}


@pytest.mark.parametrize(("title", "processes"), [("Parts", [3]), ("Parts #1", [])])
def test_texts_cut_short_by_a_comment_are_found_anywhere(shared_out, tmp_path, title, processes):
    body = (
        events(*range(1, 12)).replace("title: Event 2\n", "title: Event #2\n").replace("Event 9\n", "Event #9\n")
    )
    problems = told(tmp_path, a=HEAD.replace("title: Parts", f"title: {title}") + body)
    assert shared_out == processes
    found = [problem.location.source.strip() for problem in problems if problem.rule == "text-cut-by-comment"]
    assert found == [f"title: {title}", "title: Event #2", "title: Event #9"][0 if "#" in title else 1 :]


def test_the_whole_dataset_is_read_by_several_processes(shared_out, tmp_path):
    (tmp_path / "a.yaml").write_text(HEAD + events(*range(1, 12)), encoding="utf-8")
    dataset = read_by_several([str(tmp_path / "a.yaml")]).dataset
    assert shared_out == [3]
    assert [event.id for event in dataset.events] == [f"e{number}" for number in range(1, 12)]
    assert processes.check_inputs([], lambda _: None, DEFAULT).dataset.events == ()


def test_what_is_used_anywhere_is_used(shared_out, tmp_path):
    body = events(1, 2, 3, 4) + events(5).replace("source: wire", "source: idle").replace("north", "reports")
    problems = told(tmp_path, a=HEAD + body)
    assert shared_out == [3]
    assert {problem.rule for problem in problems} == {"unarchived-source"}
    problems = told(tmp_path, a=HEAD + events(1, 2, 3, 4))
    assert [problem.message for problem in problems if problem.rule.startswith("unused")] == [
        "no claim is by or about the party `reports`",
        "nothing is taken from the source `idle`",
    ]


def test_declarations_of_one_file_serve_all(shared_out, tmp_path):
    head, _ = HEAD.split("events:")
    files = {f"f{n}": f"borderclash: 1\nevents:\n{events(n)}" for n in range(1, 6)}
    assert "unknown-party" not in {problem.rule for problem in told(tmp_path, z=head, **files)}
    files["f6"] = f"borderclash: 1\nparties:\n  north: {{name: Other}}\nevents:\n{events(6)}"
    assert "conflicting-declaration" in {problem.rule for problem in told(tmp_path, z=head, **files)}
    assert shared_out == [3, 3]


@pytest.mark.parametrize(
    ("change", "shares_out"),
    [
        (lambda text: text.replace("kind: count", "kind: counts", 1), 3),  # a fault of form
        (lambda text: text.replace("  e3:", "  e2:"), 3),  # one event twice
        (lambda text: text + "  e1: [", 3),
        (lambda text: text.replace("title: Event 3", "title: *x"), 3),
        (
            lambda text: text.replace("title: Event 3", "title: 'Event\n  e9:\n    3'"),
            3,
        ),  # what looks like an event
        (lambda text: text.replace("title: Event 3", "title: |\n      Event\n    place: x"), 3),
        (lambda text: text + "title: behind\n", 0),
        (lambda text: text + "---\nborderclash: 1\n", 0),
        (lambda text: text.replace("\n", "\r\n"), 0),
        (lambda text: text.replace("title: Event 3", "title: Event\t3"), 0),
        (lambda text: text.replace("events:\n", "events: {\n") + "}\n", 0),
        (lambda text: text.replace("title: Parts", "title: 'Parts\nevents:\n  x:\n'"), 0),
        (lambda text: text.replace("borderclash: 1", "borderclash: 2"), 0),
        (lambda text: text.replace("name: North", "name: [North"), 0),
        (lambda text: text.replace("title: Event 3", "title: Event 3\n# at the margin\n\n"), 3),
        (lambda text: "\ufeff" + text, 3),
        (lambda text: text.replace("Event 3", "Éve\u0301nement"), 3),
    ],
)
def test_whatever_is_out_of_the_ordinary_is_told_as_ever(shared_out, tmp_path, change, shares_out):
    told(tmp_path, a=change(HEAD + events(1, 2, 3, 4, 5, 6)))
    assert shared_out == ([shares_out] if shares_out else [])


def test_a_file_that_is_no_text_is_told_as_ever(eager, tmp_path):
    (tmp_path / "a.yaml").write_bytes((HEAD + events(1, 2, 3)).encode() + b"\xff")
    name = str(tmp_path / "a.yaml")
    assert by_several([name]).problems == read_by_several([name]).problems == by_one([name]).problems


@pytest.mark.tools
@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "corpus").glob("*.yaml")), ids=lambda path: path.stem)
def test_faulty_files_have_the_same_problems(eager, tmp_path, path):
    more = HEAD.replace("borderclash: 1\n", "borderclash: 1\n# more\n") + events(1, 2, 3)
    (tmp_path / "more.yaml").write_text(more, encoding="utf-8")
    names = [str(path), str(tmp_path / "more.yaml")]
    assert by_several(names, ALL).problems == by_one(names, ALL).problems


def test_the_bundled_data_in_parts_is_the_data(eager):
    text = EXAMPLE.read_text(encoding="utf-8")
    found = splitting.split("claims.yaml", text, range(200, len(text), 200))
    (whole,) = parse(text).documents
    parts = list(filter(None, map(found.part, range(len(found.spans)))))
    assert len(parts) == len(whole["events"]) > 1
    events = {}
    for part in parts:
        events |= parse(part).documents[0]["events"]
    assert list({**found.head, "events": events}.items()) == list(whole.items())
    assert list(events) == list(whole["events"])


LINES = st.sampled_from(
    ["  a:", "  b: ", "  c:", "    x: 1", "    x: 'q", "    y: q'", "    z: |", "     text", "  # c", "", "# m", "  'd':",
     "    w: [1", "    v: 2]", "    u: plain", "      more", "  - s", "    ? k", "  e: {f: 1}", "\tg", "h: 1", " i: 2", "    \"j", "  k\":", "  \"l\":", "  m: # c", "  'n':  "]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(LINES, min_size=1, max_size=14), st.integers(1, 30))
def test_parts_that_parse_are_the_whole(lines, size):
    text = "borderclash: 1\nevents:\n" + "\n".join(["  first:", *lines]) + "\n"
    found = splitting.split("claims.yaml", text, range(size, len(text), size))
    if found is None:
        return
    parsed = [parse(part) for part in map(found.part, range(len(found.spans))) if part]
    if any(each.refusals or len(each.documents) != 1 for each in parsed):
        return
    of_parts = [each.documents[0]["events"] for each in parsed]
    ids = [id for each in of_parts for id in each]
    if len(set(ids)) == len(ids):
        whole = parse(text)
        assert whole.refusals == []
        assert whole.documents == [
            {"borderclash": 1, "events": {k: v for each in of_parts for k, v in each.items()}}
        ]


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        (lambda: 1 / 0, RuntimeError, "ZeroDivisionError: division by zero"),
        (lambda: os._exit(3), RuntimeError, "exit code 3"),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), UsageError, "was ended by SIGKILL"),
    ],
)
def test_a_fault_in_a_process_is_told_and_not_done_again(eager, tmp_path, monkeypatch, fault, error, words):
    here = os.getpid()
    read = processes._read
    monkeypatch.setattr(
        processes, "_read", lambda files, share: read(files, share) if os.getpid() == here else fault()
    )
    (tmp_path / "a.yaml").write_text(HEAD + events(1, 2, 3, 4, 5), encoding="utf-8")
    before = children()
    for check in (by_several, read_by_several):
        with pytest.raises(error, match=words):
            check([str(tmp_path / "a.yaml")])
    assert children() == before


def test_no_process_outlives_an_error_or_an_interrupt():
    def interrupted():
        raise KeyboardInterrupt

    before = children()
    with pytest.raises(KeyboardInterrupt):
        processes.share_out([interrupted, lambda: time.sleep(60)])
    assert children() == before
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        processes.share_out([lambda: 1, lambda: 1 / 0, lambda: time.sleep(60)])
    assert children() == before
    assert processes.share_out([lambda: 1, lambda: "x" * 10**6]) == [1, "x" * 10**6]


def test_one_process_where_forking_is_not_at_hand_or_not_safe(monkeypatch):
    wait = Event()
    thread = Thread(target=wait.wait)
    thread.start()
    assert processes.available() == 1
    wait.set()
    thread.join()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert processes.available() == 1


@pytest.mark.skipif(processes.available() < 2, reason="one process does it all here")
def test_an_interrupt_ends_all_processes_at_once(tmp_path):
    body = "".join(BLOCK.format(n=n) for n in range(1, 40_000))
    (tmp_path / "big.yaml").write_text(HEAD + body, encoding="utf-8")
    command = [sys.executable, "-m", "borderclash", "validate", str(tmp_path / "big.yaml")]
    started = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        start_new_session=True,
    )
    children = Path(f"/proc/{started.pid}/task/{started.pid}/children")
    while started.poll() is None and not children.read_text():
        time.sleep(0.01)
    os.killpg(started.pid, signal.SIGINT)
    out, err = started.communicate(timeout=30)
    assert started.returncode == 130
    assert b"Traceback" not in err
    assert out == b""
    with pytest.raises(ProcessLookupError):
        os.killpg(started.pid, 0)


def test_an_interrupt_waits_while_a_process_is_started_whichever_thread_takes_it():
    ended, whole = Event(), []
    Thread(target=ended.wait).start()

    def started():
        with workers._uninterrupted():
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.05)
            whole.append(True)

    with pytest.raises(KeyboardInterrupt):
        started()
    ended.set()
    assert whole == [True]


def test_an_interrupt_is_no_wait_for_what_a_process_was_sending():
    handed = [partial(bytes, 60_000_000)] * 12

    def interrupted():
        with workers.workers(len, ()) as submit:
            for job in handed:
                submit(job)
            time.sleep(0.5)
            raise KeyboardInterrupt

    before = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert time.monotonic() - before < 20
    assert active_children() == []


def test_rules_outside_of_events_are_known():
    assert RULES.keys() >= processes.OUTSIDE


LAYOUTS = {
    "block": HEAD + "".join(BLOCK.format(n=n) for n in range(1, 9)),
    "remarks": (HEAD + "".join(BLOCK.format(n=n) for n in range(1, 9))).replace("events:", "events: # all").replace("\n    title: Event", " # one\n    title: Event"),
    "braces": HEAD + "".join(f"  e{n}: \n    {{title: E, source: wire, questions: {{q: {{label: Q, kind: count, claims: [{{party: north, value: {n}}}]}}}}}}\n" for n in range(1, 20)),
    "quotes": re.sub(r"([a-z][\w-]*):(?= |$)", r'"\1":', HEAD + "".join(BLOCK.format(n=n) for n in range(1, 9)), flags=re.MULTILINE),
    "single quotes": re.sub(r"(?m)^( *)(e[0-9]|events|title|kind):", r"\1'\2':", HEAD + "".join(BLOCK.format(n=n) for n in range(1, 9))),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_files_of_every_layout_are_shared_out(shared_out, tmp_path, layout):
    assert {problem.severity for problem in told(tmp_path, a=LAYOUTS[layout])} <= {"warning", "information"}
    assert shared_out == [3]


@pytest.mark.parametrize("layout", LAYOUTS_MEASURED)
def test_files_as_they_are_measured_are_shared_out_and_say_the_same(layout):
    text = "".join(claim_file(410, layout=layout))
    found = splitting.split("claims.yaml", text, [len(text) // 2])
    assert all(found.part(number) for number in (0, 1))
    # By their texts: in quotes a figure is no number.
    assert yaml.load(text, yaml.CBaseLoader) == yaml.load("".join(claim_file(410)), yaml.CBaseLoader)


@pytest.mark.parametrize(
    "options",
    [
        ["-f", "json", "--fail-on", "conflict"],
        ["-f", "csv", "--disagreements"],
        ["-f", "terminal", "--sources", "--sort", "gap", "--fail-on", "overlap"],
        ["-f", "markdown", "--full"],
        ["-f", "html"],
        ["-f", "claims-csv"],
        ["-f", "json", "--event", "e9,e2"],
        ["-f", "terminal", "--as-of", "2025-10-12"],
    ],
    ids=" ".join,
)
def test_a_comparison_by_several_processes_is_the_comparison(shared_out, tmp_path, monkeypatch, options):
    later = events(*range(6, 10)).replace("at least 8", "9").replace("quote: killed 7", "note: by night")
    claims = "borderclash: 1\nevents:\n" + later.replace("north, value: 6", "north, value: 6, subject: south")
    names = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    names[0].write_text(HEAD + events(*range(1, 6)), encoding="utf-8")
    names[1].write_text(
        claims.replace("value: at least 6", "value: 5\n            subject: north"), encoding="utf-8"
    )
    whole = run("compare", *names, *options)
    monkeypatch.setattr(shared, "LARGE", 1)
    assert run("compare", *names, *options) == whole
    assert shared_out == [3]
    assert whole.out


def test_what_is_wrong_is_told_as_ever_where_events_are_compared_by_several_processes(
    shared_out, tmp_path, monkeypatch
):
    (tmp_path / "a.yaml").write_text(HEAD + events(*range(1, 9)).replace("at least 7", "men"), encoding="utf-8")
    whole = run("compare", tmp_path / "a.yaml")
    monkeypatch.setattr(shared, "LARGE", 1)
    assert run("compare", tmp_path / "a.yaml") == whole
    assert (whole.code, whole.out, shared_out) == (1, "", [3])


def test_a_library_call_does_not_fork(eager, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked"))
    (tmp_path / "a.yaml").write_text(HEAD + events(1, 2, 3, 4, 5), encoding="utf-8")
    assert checking.check([str(tmp_path / "a.yaml")]).count("error") == 0


def test_only_the_command_line_knows_of_processes():
    mentioned = [
        str(file.relative_to(ROOT / "borderclash"))
        for file in (ROOT / "borderclash").rglob("*.py")
        if re.search(
            "import .*processes|[.]processes import|processes[.]|multiprocessing|os.fork|concurrent",
            file.read_text(encoding="utf-8"),
        )
    ]
    assert sorted(mentioned) == [
        "cli/archives.py",
        "cli/shared.py",
        "processes/__init__.py",
        "processes/workers.py",
    ]


def test_good_data_is_good(eager, tmp_path):
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    assert [p.rule for p in by_several([str(tmp_path / "good.yaml")]).problems] == []
