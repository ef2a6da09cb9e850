"""`borderclash preview` as a process, in Chromium: saved and seen, broken and told, mended and back; and its end."""

import itertools
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from files import GOOD
from test_page import ATTACKS

pytestmark = pytest.mark.tools

PAGE = "main iframe[title=Comparison]:not(.coming)"
PROBLEMS = "main iframe[title=Problems]:not(.coming)"
BAD = GOOD.replace("value: 58", "value: 58 soldiers")
WARNED = GOOD.replace("north: {name: North}", "north: {name: North}\n  nobody: {name: Nobody}")


class Process:
    """A preview of a folder, as somebody begins it in a terminal."""

    def __init__(self, *arguments, cwd):
        command = [sys.executable, "-m", "borderclash", "preview", *map(str, arguments)]
        self.process = subprocess.Popen(
            command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        self.address = self.process.stdout.readline().strip()
        self.port = int(self.address.rstrip("/").rpartition(":")[2])

    def end(self, number=signal.SIGINT):
        """End it as Ctrl-C does; return its exit code, and what it said."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)
        out, err = self.process.communicate(timeout=20)
        return self.process.returncode, out, err


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def begun(folder):
    """Return a function that begins a preview of the folder's data; in the end it must end without a trace."""
    processes = []

    def begin(*arguments):
        processes.append(Process(*(arguments or ("--port", 0)), cwd=folder))
        return processes[-1]

    yield begin
    for each in processes:
        code, out, err = each.end()
        assert (code, out) == (0, "")
        assert err == "no paths given: reading data/\nrenewed when a file is saved; Ctrl-C ends it\n"


@pytest.fixture
def opened(chromium):
    """Return a function that opens an address; in the end it must have asked for that alone and told no error."""
    contexts, asked, told = [], [], []

    def open_page(address, *, width=1280, scheme="light"):
        context = chromium.new_context(viewport={"width": width, "height": 700}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert {re.sub(r"(?<=:\d{5})/.*", "", url) for url in asked} <= {url.rstrip("/") for url in asked[:1]}
    assert [text for text in told if "ERR_CONNECTION_REFUSED" not in text and "ERR_INCOMPLETE" not in text] == []


def rows(page):
    return page.frame_locator(PAGE).locator("tbody th b")


def saved(page, file, content, selector, text):
    """Save a file, and return the seconds until a text is in sight in a frame."""
    began = time.perf_counter()
    file.write_text(content, encoding="utf-8")
    page.frame_locator(selector).get_by_text(text).first.wait_for()
    return time.perf_counter() - began


def test_saved_and_seen_broken_and_told_mended_and_back(begun, opened, folder, capsys):
    page = opened(begun().address)
    file = folder / "data" / "claims.yaml"
    rows(page).get_by_text("Soldiers killed").wait_for()
    status = page.get_by_role("status")
    assert re.fullmatch(r"Live; saved \d\d:\d\d:\d\d", status.inner_text())
    assert page.title() == "Two accounts"
    times = {
        "edited": saved(page, file, GOOD.replace("Soldiers killed", "Fighters killed"), PAGE, "Fighters killed"),
        "broken": saved(page, file, BAD, PROBLEMS, "error[figure]"),
    }
    problems = page.frame_locator(PROBLEMS)
    assert problems.locator("pre mark").inner_text() == "58 soldiers"
    assert problems.get_by_text("help: put the unit in `unit`, and a reservation in `hedge`").is_visible()
    assert problems.get_by_text("data/claims.yaml:19:35").is_visible()
    assert page.locator("main iframe").count() == 1
    assert status.inner_text().startswith("1 error; not compared; saved ")
    times["mended"] = saved(page, file, GOOD, PAGE, "Soldiers killed")
    assert status.inner_text().startswith("Live; ")
    times["cut short"] = saved(page, file, GOOD[: len(GOOD) // 2], PROBLEMS, "Not compared")
    times["whole"] = saved(page, file, GOOD, PAGE, "Soldiers killed")
    with capsys.disabled():
        sys.stdout.write(
            f"\nfrom save to sight: {', '.join(f'{what} {took:.2f} s' for what, took in times.items())}\n"
        )


def test_warnings_stand_beside_the_table_folded(begun, opened, folder):
    page = opened(begun().address)
    rows(page).first.wait_for()
    file = folder / "data" / "claims.yaml"
    assert not page.locator("#beside").is_visible()
    file.write_text(WARNED, encoding="utf-8")
    page.get_by_text("1 warning", exact=True).wait_for()
    warning = page.frame_locator("#beside iframe").get_by_text("no claim is by or about the party `nobody`")
    # One frame takes the place of another meanwhile.
    rows(page).first.wait_for()
    assert not warning.is_visible()
    page.get_by_text("1 warning", exact=True).click()
    warning.wait_for()
    file.write_text(GOOD, encoding="utf-8")
    page.locator("#beside").wait_for(state="hidden")


def long_file(*, before=0, count=60):
    """Return a claim file with rows that fill several windows, and some more before them."""
    questions = "".join(
        f"      q{n}:\n        label: Question {n}\n        kind: count\n        claims:\n"
        f"          - {{party: north, value: {n + 9}}}\n          - {{party: south, value: {n}}}\n"
        for n in [*range(1000, 1000 + before), *range(1, count + 1)]
    )
    return f"{GOOD.partition('      soldiers-killed:')[0]}{questions}"


def test_the_reader_stays_where_he_is(begun, opened, folder):
    file = folder / "data" / "claims.yaml"
    file.write_text(long_file(), encoding="utf-8")
    page = opened(begun().address)
    inside = page.frame_locator(PAGE)
    row = inside.locator("tbody").filter(has=inside.locator("th b", has_text=re.compile("^Question 30$"))).first
    row.locator("summary").click()
    inside.get_by_label("Order", exact=True).select_option("gap")
    row.evaluate("row => row.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(300)  # the page notes in its address what is open, a moment later

    def place():
        return round(row.evaluate("row => row.getBoundingClientRect().top"))

    before = place()
    # Rows above come and go, and in between there is a problem in its place.
    for content, selector, text in (
        (long_file(before=5), PAGE, "Question 1004"),
        (BAD, PROBLEMS, "error[figure]"),
        (long_file(before=2), PAGE, "Question 1001"),
    ):
        file.write_text(content, encoding="utf-8")
        page.frame_locator(selector).get_by_text(text).first.wait_for(state="attached")
        if selector == PAGE:
            page.wait_for_timeout(50)
            assert abs(place() - before) <= 2
            assert row.locator("details").get_attribute("open") is not None
            assert inside.get_by_label("Order", exact=True).input_value() == "gap"
    page.reload()
    row.wait_for(state="attached")
    page.wait_for_timeout(50)
    assert abs(place() - before) <= 2


def test_it_ends_without_a_trace_and_the_page_finds_the_next(opened, folder):
    first = Process("--port", 0, cwd=folder)
    page = opened(first.address)
    rows(page).first.wait_for()
    files = sorted(folder.rglob("*"))
    began = time.perf_counter()
    code, out, err = first.end()
    assert time.perf_counter() - began < 5
    assert (code, out) == (0, "")
    assert err == "no paths given: reading data/\nrenewed when a file is saved; Ctrl-C ends it\n"
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", first.port)):
        pass
    assert sorted(folder.rglob("*")) == files
    page.get_by_text("Not connected").wait_for()
    assert rows(page).first.is_visible()
    (folder / "data" / "claims.yaml").write_text(GOOD.replace("Soldiers killed", "While away"), encoding="utf-8")
    second = Process("--port", first.port, cwd=folder)
    rows(page).get_by_text("While away").wait_for()
    assert page.get_by_role("status").inner_text().startswith("Live; ")
    assert second.end()[0] == 0


def test_it_ends_while_a_stream_is_held_and_by_sigterm(folder):
    process = Process("--port", 0, cwd=folder)
    with urllib.request.urlopen(f"{process.address}events", timeout=10) as stream:
        assert stream.readline().startswith(b"event: ")
        code, out, err = process.end(signal.SIGTERM)
    assert (code, out) == (-signal.SIGTERM, "")
    assert "Traceback" not in err
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", process.port))


def test_it_listens_on_this_machine_alone_and_takes_the_next_port(folder):
    first, second = (Process(cwd=folder) for _ in range(2))
    # Linux has all of 127/8 for this machine: only one address of it is listened on.
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", first.port)):
        pass
    assert first.port != second.port
    first.end()
    assert re.search(r"^port 8420 is taken: using \d+$", second.end()[2], re.MULTILINE)


def test_it_fits_and_axe_finds_nothing(begun, opened, folder, axe):
    file = folder / "data" / "claims.yaml"
    file.write_text(WARNED, encoding="utf-8")
    page = opened(begun().address)
    rows(page).first.wait_for(state="attached")
    page.get_by_text("1 warning", exact=True).click()
    page.frame_locator("#beside iframe").get_by_text("unused-party").wait_for()
    assert faults(page, axe) == []
    file.write_text(BAD, encoding="utf-8")
    page.frame_locator(PROBLEMS).get_by_text("error[figure]").wait_for()
    assert faults(page, axe) == []


def faults(page, axe):
    """Return what axe finds in all frames, in each width and scheme, and what does not fit."""
    found = []
    for frame in page.frames:
        frame.evaluate(axe)
    for scheme, width in itertools.product(("light", "dark"), (320, 768, 1500)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 700})
        violations = page.evaluate("axe.run()")["violations"]
        found += [(width, scheme, each["id"], [node["html"] for node in each["nodes"]]) for each in violations]
        wide = [
            frame.url
            for frame in page.frames
            if frame.evaluate("document.documentElement.scrollWidth > innerWidth")
        ]
        found += [(width, scheme, "too wide", wide)] if wide else []
    return found


def test_a_source_is_opened_in_a_tab_of_its_own(begun, chromium, folder):
    file = folder / "data" / "claims.yaml"
    file.write_text(
        GOOD.replace("title: Wire report,", "title: Wire report, url: 'https://wire.example/x',"), encoding="utf-8"
    )
    context = chromium.new_context()
    context.route("https://wire.example/**", lambda route: route.fulfill(body="The wire"))
    page = context.new_page()
    page.goto(begun().address)
    link = page.frame_locator(PAGE).locator(".sources a").first
    with page.expect_popup() as popup:
        link.click()
    assert popup.value.url == "https://wire.example/x"
    assert popup.value.evaluate("opener === null && document.referrer === ''")
    assert rows(page).first.is_visible()
    context.close()


def test_hostile_files_run_nothing(begun, opened, folder):
    file = folder / "data" / "claims.yaml"
    page = opened(begun().address)
    rows(page).first.wait_for()
    for number, attack in enumerate(each for each in ATTACKS if each.isprintable()):
        quoted = attack.replace("'", "''")
        file.write_text(f"borderclash: 1\ntitle: run {number}\n'{quoted}': '{quoted}'\n", encoding="utf-8")
        page.frame_locator(PROBLEMS).get_by_text(f"3 | '{quoted}'").wait_for()
        assert page.frame_locator(PROBLEMS).locator("script, img, svg, a").count() == 0
