"""What `borderclash preview` shows, to whom it answers, and how it is begun; in this process, without a port."""

import asyncio
import json
import os
import re
import socket
import sys
import threading
import time
from types import SimpleNamespace
from unittest import mock

import html5lib
import pytest
from files import GOOD, ROOT, run
from html_page import Document, text
from rows import each_row
from test_page import ATTACKS

from borderclash.preview import server, watching
from borderclash.preview.shown import shown
from borderclash.text.escaping import terminal_text

pytestmark = pytest.mark.thorough

BAD = GOOD.replace("value: 58", "value: 58 soldiers")
WARNED = GOOD.replace("north: {name: North}", "north: {name: North}\n  nobody: {name: Nobody}")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "claims.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def seen(*paths):
    return shown([str(path) for path in paths], lambda _: None)


def texts(page, *names):
    """Return the texts of the elements of these names in order; an error of HTML is an error of the test."""
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.decode())
    return [text(node) for node in root.iter() if node.tag in names]


def test_the_page_is_the_one_that_compare_writes_but_for_the_day(folder):
    run("compare", folder, "--made", "2025-10-12", "-o", folder / "page.html")
    found = seen(folder)
    made = b'<p class="when">Made on 12 October 2025.</p>\n'
    assert found.page == (folder / "page.html").read_bytes().replace(made, b"")
    assert (found.errors, found.beside, found.counts) == (False, b"", "")
    assert found.saved == (folder / "claims.yaml").stat().st_mtime


def test_errors_stand_in_place_of_the_table_with_line_caret_and_remedy(folder):
    (folder / "sound.yaml").write_text(GOOD.replace("clash:", "other:"), encoding="utf-8")
    (folder / "claims.yaml").write_text(
        BAD.replace("north: {name: North}", "north: {name: North}\n  nobody: {name: X}")
    )
    found = seen(folder / "claims.yaml")
    assert (found.errors, found.beside, found.counts) == (True, b"", "1 error, 1 warning")
    told = texts(found.page, "h1", "h2", "p", "pre", "mark", "table")
    # What validate says, in its words: errors first, each with its place and remedy.
    said = run("validate", "claims.yaml", cwd=folder, columns=200).out
    for line in ("error[figure]: `value` must be a figure such as", "warning[unused-party]: no claim is by"):
        assert any(each.startswith(line) for each in told)
        assert line in said
    assert f"{folder}/claims.yaml:20:35" in told
    assert "20 | - {party: north, value: 58 soldiers, speaker: A. Spokesman, via: AFP, quote: killed 58}" in told
    assert "58 soldiers" in told
    assert "help: put the unit in `unit`, and a reservation in `hedge`" in told
    assert [each[:5] for each in texts(found.page, "h2")] == ["error", "warni"]


def test_errors_of_one_kind_stand_together_as_in_the_report(folder):
    many = "".join(f"          - {{party: north, value: {n} men}}\n" for n in range(3))
    (folder / "claims.yaml").write_text(GOOD + many, encoding="utf-8")
    found = seen(folder)
    assert found.counts == "3 errors"
    said = run("validate", "claims.yaml", cwd=folder, columns=200).out
    assert len(texts(found.page, "h2")) == said.count("error[")


def test_more_problems_than_one_reads_are_counted(folder):
    many = "".join(f"          - {{party: north, value: 1, x{n}: 1}}\n" for n in range(120))
    (folder / "claims.yaml").write_text(GOOD + many, encoding="utf-8")
    found = seen(folder)
    assert found.counts == "120 errors"
    assert "and 20 more of unknown-field (`borderclash validate --all` shows them)" in texts(found.page, "p")


def test_a_sheet_is_shown_where_it_is_named(folder):
    file = folder / "claims.csv"
    run("compare", folder, "-f", "claims-csv", "-o", file)
    assert "Soldiers killed" in seen(file).page.decode()
    file.write_text(file.read_text(encoding="utf-8").replace(",58,", ",58 men,"), encoding="utf-8")
    told = texts(seen(file).page, "h2", "p")
    assert told[1].startswith("error[figure]: ")
    assert told[2] == f"{file}:8:T (value)"


def test_warnings_stand_beside_the_comparison(folder):
    (folder / "claims.yaml").write_text(WARNED, encoding="utf-8")
    found = seen(folder)
    assert (found.errors, found.counts) == (False, "1 warning")
    assert "<table" in found.page.decode()
    assert texts(found.beside, "h2") == ["warning[unused-party]: no claim is by or about the party `nobody`"]


def test_settings_choose_the_rules(folder):
    (folder / "claims.yaml").write_text(WARNED, encoding="utf-8")
    (folder / "borderclash.toml").write_text('ignore = ["unused-party"]', encoding="utf-8")
    assert seen(folder).beside == b""
    (folder / "borderclash.toml").write_text('ignore = ["unused-part"]', encoding="utf-8")
    assert texts(seen(folder).page, "h2", "p")[1:] == [
        "error: there is no rule `unused-part`",
        "help: did you mean `unused-party`?",
    ]
    assert str(folder / "borderclash.toml") in seen(folder).files


@each_row(
    ("make", "told"),
    [
        (lambda folder: (folder / "claims.yaml").unlink(), "error: no claim files in "),
        (lambda folder: [(folder / "claims.yaml").unlink(), folder.rmdir()], "is not there"),
        (lambda folder: (folder / "claims.yaml").write_bytes(b"\xff\xfe\x00"), "error["),
        (lambda folder: (folder / "claims.yaml").write_text(GOOD[:200]), "error["),
        (lambda folder: (folder / "claims.yaml").write_text(""), "error["),
        (lambda folder: (folder / "claims.yaml").write_text("\x1b[31m: ["), "error["),
    ],
)
def test_whatever_happens_to_the_files_is_told(make, told, tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    (folder / "claims.yaml").write_text(GOOD, encoding="utf-8")
    make(folder)
    found = seen(folder)
    assert found.errors
    assert any(told in each for each in texts(found.page, "h2"))


def test_a_file_that_became_a_pipe_is_not_waited_for(folder):
    (folder / "claims.yaml").unlink()
    os.mkfifo(folder / "claims.yaml")
    assert "error: `" in texts(seen(folder / "claims.yaml").page, "h2")[0]


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_shown_as_it_is_written(attack, tmp_path):
    file = tmp_path / "claims.yaml"
    file.write_text(
        f"borderclash: 1\ntitle: {json.dumps(attack)}\n{json.dumps(attack + 'x')}: 1\n", encoding="utf-8"
    )
    page = Document(seen(file).page.decode())
    calm = tmp_path / "calm.yaml"
    calm.write_text("borderclash: 1\ntitle: calm\ncalmx: 1\n", encoding="utf-8")
    assert set(page.shape()) == set(Document(seen(calm).page.decode()).shape())
    # The line of the key or, where the YAML itself is refused, that of the title.
    lines = [terminal_text(line) for line in file.read_text(encoding="utf-8").split("\n")]
    shown_lines = [text(node) for node in page.all("pre")]
    assert shown_lines[0] in {" ".join(f"{number} | {lines[number - 1]}".split()) for number in (2, 3)}


def test_a_line_as_long_as_a_file_is_cut_around_the_place(tmp_path):
    (tmp_path / "claims.yaml").write_text(
        f"borderclash: 1\ntitle: {'x' * 5000} # {'y' * 5000}\nx: {{{'z' * 5000}: 1, a: 2}}\n"
    )
    page = seen(tmp_path).page
    assert len(page) < 20_000
    assert re.search(r"<mark>[^<]+</mark>", page.decode())


def test_a_newer_change_ends_the_work(folder):
    class Newer(Exception):
        pass

    stages = []

    def stop_at(wanted):
        def stage(words):
            stages.append(words)
            if words == wanted:
                raise Newer

        return stage

    for wanted in (f"reading {folder}/claims.yaml", "checking", "comparing", "writing"):
        stages.clear()
        with pytest.raises(Newer):
            shown([str(folder)], stop_at(wanted))
        assert stages.count(wanted) == 1


# The server, asked without a port.


def asked(board, path="/", method="GET", host="127.0.0.1:8420", **more):
    """Return status, headers and body of an answer."""

    async def exchange():
        sent = []
        headers = [(b"host", host.encode())] if host is not None else []
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": headers,
            "server": ("127.0.0.1", 8420),
            "client": ("127.0.0.1", 1),
        }

        async def receive():
            return (
                await asyncio.Event().wait() if sent else {"type": "http.request", "body": b"", "more_body": False}
            )

        async def send(message):
            sent.append(message)

        made = board() if callable(board) else board
        await server.application(made)(scope | more, receive, send)
        return sent

    sent = asyncio.run(exchange())
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return SimpleNamespace(
        status=sent[0]["status"], headers=headers, body=b"".join(each.get("body", b"") for each in sent[1:])
    )


def board_of(found, *, ended=False):
    def made():
        board = server.Board()
        board.show(found)
        board.ended = ended
        return board

    return made


def test_answers_are_the_pages_with_strict_policies(folder):
    (folder / "claims.yaml").write_text(WARNED, encoding="utf-8")
    found = seen(folder)
    frame = asked(board_of(found))
    policy = dict(each.strip().split(" ", 1) for each in frame.headers["content-security-policy"].split(";"))
    assert (
        policy["default-src"]
        == policy["base-uri"]
        == policy["form-action"]
        == policy["frame-ancestors"]
        == "'none'"
    )
    assert policy["connect-src"] == policy["frame-src"] == "'self'"
    for kind in ("style", "script"):
        assert policy[f"{kind}-src"] == f"'{server_hash(frame.body, kind)}'"
    assert asked(board_of(found), "/page").body == found.page
    assert asked(board_of(found), "/beside").body == found.beside
    assert asked(board_of(found), "/page").headers["content-security-policy"] == "frame-ancestors 'self'"
    for path, status in {
        "/": 200,
        "/page": 200,
        "/beside": 200,
        "/favicon.ico": 404,
        "/../claims.yaml": 404,
    }.items():
        answer = asked(board_of(found), path)
        assert answer.status == status
        assert not [name for name in answer.headers if name.startswith("access-control") or name == "set-cookie"]
    told = Document(frame.body.decode())
    assert told.one("p[@role='status']") is not None
    assert not re.search(rb"https?://", frame.body)


def test_each_answer_of_a_server_has_the_strict_headers():
    assert dict(server.Server(None).config.headers) == server.HEADERS


def server_hash(page, kind):
    from borderclash.rendering.page.writer import source_hash

    return source_hash(re.search(rf"<{kind}>(.*?)</{kind}>", page.decode(), re.DOTALL)[1])


@each_row(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:8420", 200),
        ("localhost:1", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("localhost.evil.example:8420", 400),
        ("127.0.0.1@evil.example", 400),
        ("[::1]:8420", 400),
        ("0.0.0.0:8420", 400),
        ("192.168.1.5:8420", 400),
        ("", 400),
        (None, 400),
    ],
)
def test_only_names_of_this_machine_are_answered(host, status):
    found = SimpleNamespace(page=b"x", beside=b"", errors=False, counts="", saved=0)
    for path in ("/", "/page", "/beside", "/nothing"):
        answer = asked(board_of(found), path, host=host)
        assert answer.status == (404 if path == "/nothing" and status == 200 else status)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "X"])
def test_nothing_is_changed_by_a_request(method):
    found = SimpleNamespace(page=b"x", beside=b"", errors=False, counts="", saved=0)
    for path in ("/", "/page", "/beside", "/events"):
        assert asked(board_of(found), path, method).status == 405


def test_head_is_answered_and_ends():
    found = SimpleNamespace(page=b"x", beside=b"", errors=False, counts="", saved=0)
    for path in ("/", "/page", "/beside", "/events"):
        answer = asked(board_of(found), path, "HEAD")
        assert answer.status == 200


def test_events_tell_what_is_shown_and_when_files_are_read(folder, monkeypatch):
    first = seen(folder)
    (folder / "claims.yaml").write_text(BAD, encoding="utf-8")
    second = seen(folder)
    monkeypatch.setattr(server, "SIGN_OF_LIFE", 0.01)

    async def told():
        board = server.Board()
        events = board.events()
        got = []

        async def following():
            return await anext(events)

        board.read()
        got.append(await following())
        board.show(first)
        got.append(await following())
        got.append(await following())
        board.read()
        got.append(await following())
        # The same once more is no other version.
        board.show(first)
        got.append(await following())
        board.show(second)
        got.append(await following())
        board.end()
        got += [event async for event in events]
        board.post(board.read)
        return got

    reading, shown_first, alive, again, same, changed = asyncio.run(told())
    assert (reading, alive) == ("event: reading\ndata: {}\n\n", ": still here\n\n")
    assert again == shown_first + reading
    assert same == shown_first
    state, other = (json.loads(each.partition("data: ")[2]) for each in (same, changed))
    assert (state["errors"], state["counts"]) == (False, "")
    assert (other["errors"], other["counts"]) == (True, "1 error")
    assert re.fullmatch(r"\d\d:\d\d:\d\d", state["saved"])
    assert state["version"] != other["version"]


def test_a_page_asked_for_before_anything_is_read_is_waited_for(folder):
    found = seen(folder)

    async def late():
        board = server.Board()
        waiting = asyncio.create_task(board.first())
        await asyncio.sleep(0)
        board.show(found)
        ended = server.Board()
        nothing = asyncio.create_task(ended.first())
        await asyncio.sleep(0)
        ended.end()
        return await waiting, await nothing

    assert asyncio.run(late()) == (found, None)


def test_time_has_its_day_where_that_is_another():
    assert server._clock(0) == ""
    assert re.fullmatch(r"2001-09-\d\d \d\d:\d\d", server._clock(1_000_000_000))


# Watching.


class Watching:
    """The renewal of a folder, with all that it showed."""

    def __init__(self, *paths):
        self.shown, self.failures = [], []
        self.renewal = watching.Renewal(
            [str(path) for path in paths], lambda: None, self.shown.append, self.failures.append
        )

    def __enter__(self):
        self.renewal.start()
        self.until(bool)
        return self

    def __exit__(self, *_):
        self.renewal.stop()
        assert self.failures == []
        assert not any(thread.is_alive() for thread in self.renewal._threads)

    def until(self, true):
        """Wait until what is shown at last fits."""
        for _ in range(1000):
            if self.shown and true(self.shown[-1]):
                return self.shown[-1]
            time.sleep(0.01)
        raise AssertionError([(found.errors, found.counts) for found in self.shown])


def good(found):
    return not found.errors and not found.counts


def bad(found):
    return found.errors


def holding(*words):
    return lambda found: all(word.encode() in found.page for word in words)


def test_every_way_to_save_is_seen(folder):
    file = folder / "claims.yaml"
    with Watching(folder) as watching:
        file.write_text(BAD, encoding="utf-8")
        watching.until(bad)
        # As editors do that write beside it and rename.
        beside = folder / ".claims.yaml.swp"
        beside.write_text(GOOD.replace("Two accounts", "Renamed"), encoding="utf-8")
        beside.replace(file)
        watching.until(holding("Renamed"))
        # As others do that put the old one away first.
        file.rename(folder / "claims.yaml~")
        file.write_text(GOOD.replace("Two accounts", "Put away"), encoding="utf-8")
        watching.until(holding("Put away"))
        # A folder that is new, with a file in it.
        (folder / "more").mkdir()
        (folder / "more" / "b.yml").write_text(
            "borderclash: 1\nevents:\n  other: {title: Another event, questions: {q: {label: Q, kind: text, claims: [{party: north, value: x, source: wire}]}}}\n",
            encoding="utf-8",
        )
        watching.until(holding("Put away", "Another event"))
        (folder / "more" / "b.yml").rename(folder / "more" / "c.yaml")
        (folder / "more" / "c.yaml").unlink()
        watching.until(lambda found: b"Another event" not in found.page)
        # Settings that appear, are wrong, and go.
        (folder / "borderclash.toml").write_text("select = 3", encoding="utf-8")
        watching.until(bad)
        (folder / "borderclash.toml").unlink()
        watching.until(good)


def test_a_saved_text_that_appears_and_changes_is_seen(folder):
    file = folder / "claims.yaml"
    file.write_text(
        GOOD.replace("title: Wire report,", "title: Wire report, snapshot: saved/wire.txt,"), encoding="utf-8"
    )
    # A file alone: of its folder nothing else is watched.
    with Watching(file) as watching:
        watching.until(bad)
        (folder / "saved").mkdir()
        (folder / "saved" / "wire.txt").write_text("They killed 58, at least 18.", encoding="utf-8")
        watching.until(good)
        (folder / "saved" / "wire.txt").write_text("Nothing of the kind.", encoding="utf-8")
        watching.until(lambda found: bool(found.counts))


def test_a_folder_that_goes_and_comes_back_is_seen(folder):
    data = folder / "data"
    data.mkdir()
    (folder / "claims.yaml").rename(data / "claims.yaml")
    with Watching(data) as watching:
        data.rename(folder / "away")
        watching.until(bad)
        (folder / "away" / "claims.yaml").write_text(GOOD.replace("Two accounts", "Back"), encoding="utf-8")
        (folder / "away").rename(data)
        watching.until(holding("Back"))
        (data / "claims.yaml").write_text(GOOD.replace("Two accounts", "Once more"), encoding="utf-8")
        watching.until(holding("Once more"))


def test_of_quick_saves_the_last_is_shown_and_other_files_are_nothing(folder):
    with Watching(folder) as watching:
        for number in range(30):
            (folder / "claims.yaml").write_text(
                GOOD.replace("Two accounts", f"Save {number} of many"), encoding="utf-8"
            )
        watching.until(holding("Save 29 of many"))
        assert len(watching.shown) < 30
        before = -1
        # What is told late of the last save may be read once more.
        while before != len(watching.shown):
            before = len(watching.shown)
            time.sleep(0.2)
        (folder / "notes.txt").write_text("x", encoding="utf-8")
        time.sleep(0.1)
        assert len(watching.shown) == before


def test_without_watches_the_files_are_looked_at(folder, monkeypatch):
    def refused(*_):
        raise OSError("no space left on device")

    monkeypatch.setattr("borderclash.preview.watching.RustNotify", refused)
    with Watching(folder) as watching:
        (folder / "claims.yaml").write_text(BAD, encoding="utf-8")
        watching.until(bad)


def until(true):
    """Wait until something holds, ten seconds at most."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_a_reading_gives_way_to_a_newer_change_but_not_for_ever(folder, monkeypatch):
    began, go_on, changes = [], threading.Event(), threading.Event()

    def slow(paths, stage, language):
        began.append(stage)
        go_on.wait(5)
        stage("checking")
        return SimpleNamespace(files=(), number=len(began))

    monkeypatch.setattr(watching, "shown", slow)
    found = []
    made = watching.Renewal([str(folder)], lambda: None, found.append, found.append)
    monkeypatch.setattr(made._watch, "changes", lambda: iter(()))
    made.start()
    until(lambda: began or found)
    made._changed.set()
    go_on.set()
    until(lambda: found)
    assert [each.number for each in found] == [2]
    monkeypatch.setattr(watching, "PATIENCE", 0)
    made._waited_since = 1.0
    made._changed.set()
    made._stage("checking")
    made.stop()
    assert not changes.is_set()


def test_a_fault_of_its_own_is_not_kept_silent(folder, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(watching, "shown", broken)
    failures = []
    made = watching.Renewal([str(folder)], lambda: None, print, failures.append)
    made.start()
    for _ in range(1000):
        if failures:
            break
        time.sleep(0.001)
    made.stop()
    assert [type(error) for error in failures] == [ZeroDivisionError]


# The command.


@pytest.fixture
def served(monkeypatch):
    """Have nothing served; return the calls that would have."""
    calls = []

    def serve(paths, opened, language):
        calls.append((list(paths), opened.getsockname()))
        opened.close()

    monkeypatch.setattr(server, "serve", serve)
    return calls


def test_it_says_where_it_is_to_be_seen(folder, served):
    ran = run("preview", "--port", "0", folder)
    ((paths, (host, port)),) = served
    assert (paths, host) == ([str(folder)], "127.0.0.1")
    assert ran == (0, f"http://127.0.0.1:{port}/\n", "renewed when a file is saved; Ctrl-C ends it\n")


def test_without_paths_it_takes_data(folder, served):
    (folder / "data").mkdir()
    (folder / "claims.yaml").rename(folder / "data" / "claims.yaml")
    assert run("preview", "--port", "0", cwd=folder).err.startswith("no paths given: reading data/\n")
    assert served[0][0] == ["data"]
    assert run("preview", "--port", "0", "--example", cwd=folder).code == 0
    assert served[1][0] == [str(ROOT / "data" / "claims.yaml")]


def test_it_begins_in_a_folder_that_is_gone(folder, monkeypatch):
    def gone():
        raise FileNotFoundError

    monkeypatch.setattr("os.getcwd", gone)
    with Watching(folder / "claims.yaml") as watching:
        watching.until(good)


@pytest.mark.parametrize("name", ["starlette", "uvicorn", "watchfiles"])
def test_without_the_extra_it_says_how_to_get_it(folder, monkeypatch, name):
    monkeypatch.setitem(sys.modules, name, None)
    assert run("preview", folder) == (
        2,
        "",
        f"error: a preview needs {name}, which is not installed\n"
        "help: install it: python3 -m pip install 'borderclash[preview]'\n",
    )
    assert "\npreview = [" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@each_row(
    ("arguments", "told"),
    [
        (["nothing.yaml"], "error: `nothing.yaml` is not there\n"),
        (["-"], "error: standard input cannot be watched\n"),
        (["claims.yaml", "-"], "error: standard input cannot be watched\n"),
        (["/dev/null"], "error: `/dev/null` cannot be watched\n"),
        (["empty"], "error: no claim files in `empty`\n"),
        ([], "error: no paths given, and there is no folder `data` here\n"),
        (["claims.yaml", "--example"], "error: --example cannot be used together with paths\n"),
        (["claims.yaml", "--port", "1000000"], "Invalid value for '--port'"),
        (["claims.yaml", "--port", "http"], "Invalid value for '--port'"),
    ],
)
def test_wrong_usage_is_told(arguments, told, tmp_path_factory):
    folder = tmp_path_factory.mktemp("folder")
    (folder / "claims.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "empty").mkdir()
    ran = run("preview", *arguments, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_port_that_is_taken(folder, served):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run("preview", folder, "--port", port) == (
            2,
            "",
            f"error: cannot listen on port {port}: address already in use\n"
            "help: name another with --port, or none, and the next free one is taken\n",
        )
        with mock.patch.object(server, "PORT", port):
            ran = run("preview", folder)
    assert ran.err.startswith(f"port {port} is taken: using ")
    assert ran.out != f"http://127.0.0.1:{port}/\n"
