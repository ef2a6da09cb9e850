"""``borderclash capture``: a page is kept beside the claim file, with its hash, or nothing is written."""

import hashlib
import os
import sys
from datetime import UTC, date, datetime

import pexpect
import pytest
from files import GOOD, ROOT, process, run
from loopback import answer, served
from test_extracting import ARTICLE

from borderclash import checking
from borderclash.cli import capture as command
from borderclash.entering import capturing, extracting, writing
from borderclash.entering.extracting import Extract

TEXT = "They killed 58 soldiers, the spokesman said.\nAt least 18, said the other side.\n"
TODAY = min(datetime.now(UTC).date(), date.today()).isoformat()


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def claims(folder):
    return (folder / "data" / "claims.yaml").read_text(encoding="utf-8")


def kept(folder):
    """Return the files that are kept, with their content."""
    files = (folder / "data" / "snapshots").glob("*") if (folder / "data" / "snapshots").exists() else ()
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def capture(folder, *arguments, **options):
    return run("capture", *arguments, cwd=folder, **options)


def test_a_text_is_kept_for_a_source_that_is_there(folder):
    ran = capture(folder, "wire", "page.txt")
    assert ran == (
        0,
        "",
        "kept the text of `page.txt` (text), 14 words: data/snapshots/wire.txt\n"
        "data/claims.yaml: source `wire`: wrote retrieved, snapshot, sha256\n",
    )
    assert kept(folder) == {"wire.txt": TEXT}
    fields = f"published: 2025-10-12, retrieved: {TODAY}, snapshot: snapshots/wire.txt, sha256: {sha256(TEXT)}}}"
    assert claims(folder) == GOOD.replace("published: 2025-10-12}", fields)
    assert run("validate", cwd=folder).code == 0


def test_a_source_that_is_not_there_is_made(folder):
    ran = capture(
        folder, "herald", "page.txt", "--title", "The bridge: 58 killed", "--url", "https://example.org/a"
    )
    assert ran.code == 0
    assert "new source `herald`: wrote title, url, retrieved, snapshot, sha256" in ran.err
    assert "  herald:\n" not in GOOD
    assert '"The bridge: 58 killed"' in claims(folder)
    assert run("validate", cwd=folder).code == 0


def test_a_new_source_needs_a_title_or_a_url(folder):
    ran = capture(folder, "herald", "page.txt")
    assert ran.code == 2
    assert ran.err == (
        "error: `page.txt` gives no title, and a source needs one\nhelp: give it: --title, or --url\n"
    )
    assert claims(folder) == GOOD
    assert kept(folder) == {}


def test_a_kept_text_is_replaced_only_if_that_is_meant(folder):
    assert capture(folder, "wire", "page.txt").code == 0
    before = claims(folder)
    ran = capture(folder, "wire", "-", stdin="Killed 59.")
    assert ran.code == 2
    assert ran.err == (
        "error: `data/snapshots/wire.txt` is there and differs\n"
        "help: replace it with --overwrite, or keep this page for another source\n"
    )
    assert (claims(folder), kept(folder)) == (before, {"wire.txt": TEXT})
    assert capture(folder, "wire", "-", "--overwrite", stdin="Killed 59.").code == 0
    assert kept(folder) == {"wire.txt": "Killed 59.\n"}
    assert claims(folder) == before.replace(sha256(TEXT), sha256("Killed 59.\n"))


def test_the_same_text_again_changes_nothing(folder):
    assert capture(folder, "wire", "page.txt").code == 0
    before = claims(folder)
    ran = capture(folder, "wire", "page.txt")
    assert ran.err.startswith("`page.txt` (text) has the text that is kept already: data/snapshots/wire.txt\n")
    assert claims(folder) == before


def test_what_a_source_says_already_stays_unless_it_is_to_be_taken(folder):
    changed = GOOD.replace("{title: Wire report,", "{retrieved: 2025-10-13, title: Wire report,")
    (folder / "data" / "claims.yaml").write_text(changed, encoding="utf-8")
    ran = capture(folder, "wire", "page.txt")
    assert ran.code == 0
    assert f"left as it is: retrieved is `2025-10-13`, today `{TODAY}` (--update takes that)\n" in ran.err
    assert "retrieved: 2025-10-13" in claims(folder)
    assert capture(folder, "wire", "page.txt", "--title", "Another").code == 0
    assert "title: Another" in claims(folder)


def test_a_text_is_never_kept_tomorrow(folder, monkeypatch):
    """West of Greenwich it is today for longer than in UTC, and a day in the future is an error."""
    monkeypatch.setattr(checking, "today", lambda: date(2025, 10, 20))
    assert capture(folder, "wire", "page.txt").code == 0
    assert "retrieved: 2025-10-20" in claims(folder)


def test_a_quote_that_is_not_in_the_kept_text_is_told(folder):
    ran = capture(folder, "wire", "-", stdin="Nobody knows.")
    assert ran.code == 0
    assert (
        "warning quote-not-in-snapshot: the quote does not occur in the snapshot `snapshots/wire.txt`" in ran.err
    )


@pytest.fixture
def page(monkeypatch):
    """Have each page say the same of itself, without a process that extracts it."""
    found = {
        "title": '58 killed: {x} # "y"',
        "author": "A. Reporter",
        "publisher": "The wire",
        "published": "2025-10-13",
        "language": "en-GB",
    }
    monkeypatch.setattr(extracting, "extract_apart", lambda _: Extract(TEXT, found))


def test_what_the_page_says_goes_into_the_source(folder, page):
    assert capture(folder, "herald", "page.txt").code == 0
    source = (
        """{title: '58 killed: {x} # "y"', author: A. Reporter, publisher: The wire, published: 2025-10-13, """
        f"retrieved: {TODAY}, snapshot: snapshots/herald.txt, sha256: {sha256(TEXT)}, language: en-GB}}"
    )
    assert f"  herald: {source}\n" in claims(folder)
    assert run("validate", cwd=folder).code == 0


def test_off_a_terminal_what_the_source_says_stays(folder, page):
    ran = capture(folder, "wire", "page.txt")
    assert ran.code == 0
    assert ran.err.splitlines()[1:] == [
        "data/claims.yaml: source `wire`: wrote author, retrieved, snapshot, sha256, language",
        'left as it is: title is `Wire report`, the page says `58 killed: {x} # "y"` (--update takes that)',
        "left as it is: published is `2025-10-12`, the page says `2025-10-13` (--update takes that)",
    ]
    assert "{title: Wire report, " in claims(folder)
    assert capture(folder, "wire", "page.txt", "--update").code == 0
    assert "published: 2025-10-13" in claims(folder)
    # In other letters, it is the same.
    assert "publisher: The Wire" in claims(folder)


def test_on_a_terminal_it_asks_for_each_field(folder, page, monkeypatch):
    monkeypatch.setattr(command, "_asks", lambda: True)
    ran = capture(folder, "wire", "page.txt", stdin="y\nn\n")
    assert ran.code == 0
    assert 'title is `Wire report`, the page says `58 killed: {x} # "y"`\nreplace it [y/N]: ' in ran.err
    assert "title: '58 killed: {x} # \"y\"', " in claims(folder)
    assert "published: 2025-10-12" in claims(folder)
    assert "left as it is" not in ran.err


@pytest.mark.parametrize(("answers", "code"), [("y\n", 0), ("\n", 1), ("", 1)])
def test_on_a_terminal_it_asks_before_a_text_is_replaced(folder, answers, code, monkeypatch):
    assert capture(folder, "wire", "page.txt").code == 0
    before = claims(folder)
    (folder / "other.txt").write_text("Killed 59.\n", encoding="utf-8")
    monkeypatch.setattr(command, "_asks", lambda: True)
    ran = capture(folder, "wire", "other.txt", stdin=answers)
    assert ran.code == code
    assert ran.err.startswith("`data/snapshots/wire.txt` is there and differs\nreplace it [y/N]: ")
    assert kept(folder) == {"wire.txt": TEXT if code else "Killed 59.\n"}
    assert (claims(folder) == before) == bool(code)


def test_the_bytes_of_the_page_are_kept_if_wanted(folder):
    assert capture(folder, "wire", "-", "--original", stdin=b"\xef\xbb\xbfkilled 58\r\n").code == 0
    assert (folder / "data/snapshots/wire.original.txt").read_bytes() == b"\xef\xbb\xbfkilled 58\r\n"
    assert kept(folder)["wire.txt"] == "killed 58\n"
    ran = capture(folder, "wire", "-", "--original", stdin=b"killed 58")
    assert ran.err.startswith("error: `data/snapshots/wire.original.txt` is there and differs\n")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("snapshot: kept/wire.txt", "the source names another text, `kept/wire.txt`"),
        (f"sha256: {'0' * 63}a", "the `sha256` of the source is that of another text"),
    ],
)
def test_another_text_that_the_source_names_is_no_less_safe(folder, fields, words):
    (folder / "data/claims.yaml").write_text(GOOD.replace("{title: Wire", f"{{{fields}, title: Wire"), "utf-8")
    ran = capture(folder, "wire", "page.txt")
    assert ran.code == 2
    assert words in ran.err
    assert capture(folder, "wire", "page.txt", "--overwrite").code == 0
    assert "snapshot: snapshots/wire.txt" in claims(folder)
    assert f"sha256: {sha256(TEXT)}" in claims(folder)
    assert run("validate", cwd=folder).code == 0


def test_a_text_that_the_source_names_elsewhere_stays_there(folder):
    text = GOOD.replace("{title: Wire", "{snapshot: wire.txt, title: Wire")
    (folder / "data/claims.yaml").write_text(text, "utf-8")
    (folder / "data/wire.txt").write_text(TEXT, encoding="utf-8")
    ran = capture(folder, "wire", "page.txt")
    assert "wrote retrieved, sha256\n" in ran.err
    assert kept(folder) == {}


WIRE = "  wire: {title: Wire report, publisher: The Wire, published: 2025-10-12}"


@pytest.mark.tools
@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("\n", "\r\n"),
        "\ufeff" + GOOD,
        GOOD.replace(WIRE, "  wire:\n    title: Wire report\n    # a remark\n    published: 2025-10-12"),
        GOOD + "---\nborderclash: 1\n",
        GOOD.replace("sources:\n", "sources:\n  other: {title: O}\n").rstrip("\n"),
    ],
)
def test_a_file_keeps_its_layout(folder, text):
    file = folder / "data" / "claims.yaml"
    file.write_bytes(text.encode())
    assert capture(folder, "wire", "page.txt").code == 0
    after = file.read_bytes().decode()
    for line in text.splitlines():
        assert line.rstrip("}") in after
    assert after.count("\r\n") == after.count("\n") * ("\r\n" in text)
    assert run("validate", cwd=folder).code == 0


def test_the_file_of_a_new_source_is_to_be_clear(folder):
    (folder / "data" / "more.yaml").write_text("borderclash: 1\n", encoding="utf-8")
    ran = capture(folder, "herald", "page.txt", "--title", "H")
    assert ran.code == 2
    assert "`data/claims.yaml`, `data/more.yaml`" in ran.err
    assert "--file" in ran.err
    assert capture(folder, "herald", "page.txt", "--title", "H", "--file", "data/more.yaml").code == 0
    assert "herald:" in (folder / "data" / "more.yaml").read_text("utf-8")
    ran = capture(folder, "wire", "page.txt", "--file", "data/more.yaml")
    assert ran.err.startswith("error: the source `wire` stands in data/claims.yaml, not in data/more.yaml\n")
    assert capture(folder, "wire", "page.txt").code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Wire!", "page.txt"), "`Wire!` is no id of a source"),
        (("../x", "page.txt"), "`../x` is no id of a source"),
        (("wire",), "there is no page to keep"),
        (("wire", "nowhere.txt"), "`nowhere.txt` is not there"),
        (("wire", "example.org/x"), "check the path, or write an address whole: https://example.org/x"),
        (("wire", "data"), "cannot read `data`: is a directory"),
        (("wire", "-"), "standard input is empty"),
        (("wire", "page.txt", "--title", " "), "--title is empty"),
        (("wire", "page.txt", "--url", "javascript:alert(1)"), "`javascript:alert(1)` is no web address"),
        (("wire", "page.txt", "--file", "no.yaml"), "`no.yaml` is not there"),
        (("wire", "page.txt", "--file", "-"), "standard input"),
        (("wire", "http://127.0.0.1:1/"), "which is no public address"),
        (("wire", "http://127.0.0.1:1/", "--allow-local"), "connection refused"),
        (("wire", "file:///etc/passwd"), "only http and https are fetched"),
        (("wire", "http://x:y@example.org"), "a name or a password"),
        (("x" * 300, "page.txt", "--title", "T"), "file name too long"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(folder, arguments, words):
    before = sorted(folder.rglob("*"))
    ran = capture(folder, *arguments)
    assert ran.code == 2
    assert ran.err.startswith("error: ")
    assert words in ran.err
    assert "\nhelp: " in ran.err
    assert (claims(folder), sorted(folder.rglob("*"))) == (GOOD, before)


def test_the_url_of_a_source_is_offered_and_not_fetched(folder):
    text = GOOD.replace("{title: Wire", '{url: "http://x.invalid/a?b&c", title: Wire')
    (folder / "data/claims.yaml").write_text(text, "utf-8")
    assert "borderclash capture wire 'http://x.invalid/a?b&c'\n" in capture(folder, "wire").err


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("title: Two", "title: [Two"),
        GOOD.replace("  wire: {", "  wire: &w {").replace("events:", "  other: *w\nevents:"),
    ],
)
def test_a_file_that_cannot_be_edited_is_left_alone(folder, text):
    (folder / "data" / "claims.yaml").write_text(text, encoding="utf-8")
    ran = capture(folder, "wire", "page.txt", "--title", "T")
    assert ran.code == 1
    assert ran.err.startswith("data/claims.yaml:")
    assert ran.err.endswith("nothing was written\n")
    assert (claims(folder), kept(folder)) == (text, {})


def test_what_was_wrong_before_does_not_keep_a_text_from_being_kept(folder):
    text = GOOD.replace("source: wire", "source: herald")
    (folder / "data" / "claims.yaml").write_text(text, encoding="utf-8")
    assert run("validate", cwd=folder).code == 1
    assert capture(folder, "wire", "page.txt").code == 0
    assert capture(folder, "herald", "page.txt", "--title", "H").code == 0
    assert run("validate", cwd=folder).code == 0


def test_what_would_be_wrong_is_not_written(folder):
    (folder / "data" / "more.yaml").write_text(f"borderclash: 1\nsources:\n{WIRE}\n", encoding="utf-8")
    ran = capture(folder, "wire", "page.txt")
    assert ran.code == 1
    assert "wire" in ran.err
    assert (claims(folder), kept(folder)) == (GOOD, {})


def test_links_that_lead_elsewhere_are_not_followed(folder):
    outside = folder / "outside"
    outside.mkdir()
    (folder / "data" / "snapshots").symlink_to(outside)
    ran = capture(folder, "wire", "page.txt", "--overwrite")
    assert ran.err.startswith("error: `data/snapshots/wire.txt` is a link that leads elsewhere\n")
    (folder / "data" / "snapshots").unlink()
    (folder / "data" / "snapshots").mkdir()
    (folder / "data/snapshots/wire.txt").symlink_to("../claims.yaml")
    ran = capture(folder, "wire", "page.txt", "--overwrite")
    assert ran.err.startswith("error: `data/snapshots/wire.txt` is a link that leads elsewhere\n")
    (folder / "data/snapshots/wire.txt").unlink()
    (folder / "data/snapshots/wire.txt").mkdir()
    ran = capture(folder, "wire", "page.txt", "--overwrite")
    assert ran.err.startswith("error: `data/snapshots/wire.txt` is there and cannot be read\n")
    assert claims(folder) == GOOD
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("where", ["text", "claims"])
def test_both_are_written_or_neither(folder, there, where, monkeypatch):
    if there:
        assert capture(folder, "wire", "page.txt").code == 0
    before = claims(folder), kept(folder), sorted(folder.rglob("*"))

    def full(file, pieces):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(capturing if where == "text" else writing, "write_whole", full)
        ran = capture(folder, "wire", "-", "--overwrite", stdin="Killed 59.")
    assert ran.code == 2
    assert "no space left on device; nothing was written" in ran.err
    assert (claims(folder), kept(folder), sorted(folder.rglob("*"))) == before


def test_a_claim_file_that_changes_meanwhile_is_left_alone(folder, monkeypatch):
    real = capturing.write_whole

    def meanwhile(file, pieces):
        real(file, pieces)
        (folder / "data" / "claims.yaml").write_text(GOOD + "# mine\n", encoding="utf-8")

    monkeypatch.setattr(capturing, "write_whole", meanwhile)
    ran = capture(folder, "wire", "page.txt")
    assert ran.code == 2
    assert "was changed on disk since it was read" in ran.err
    assert (claims(folder), kept(folder)) == (GOOD + "# mine\n", {})


def test_a_text_that_another_run_keeps_meanwhile_is_left_alone(folder, monkeypatch):
    def meanwhile(*_):
        (folder / "data/snapshots").mkdir()
        (folder / "data/snapshots/wire.txt").write_text("another", encoding="utf-8")
        return set()

    monkeypatch.setattr(command, "_taken", meanwhile)
    ran = capture(folder, "wire", "page.txt")
    assert ran.code == 2
    assert "`data/snapshots/wire.txt` was written meanwhile; nothing was written" in ran.err
    assert (claims(folder), kept(folder)) == (GOOD, {"wire.txt": "another"})


@pytest.mark.tools
@pytest.mark.parametrize(("keys", "code"), [("y\r", 0), ("\x03", 130), ("\x04", 1)])
def test_a_question_on_a_real_terminal(folder, keys, code):
    assert capture(folder, "wire", "page.txt").code == 0
    before = claims(folder)
    (folder / "other.txt").write_text("Killed 59.\n", encoding="utf-8")
    asked = pexpect.spawn(
        sys.executable,
        ["-m", "borderclash", "capture", "wire", "other.txt"],
        cwd=folder,
        encoding="utf-8",
        timeout=20,
    )
    asked.expect_exact("replace it [y/N]: ")
    asked.send(keys)
    asked.expect(pexpect.EOF)
    asked.close()
    assert asked.exitstatus == code
    assert "Traceback" not in asked.before
    assert (claims(folder) == before) == bool(code)


HOSTILE = """<html><head><title>\x1b]0;owned\x07[red]58&#10;killed[/red] {a: &b *c} !!python/x # - | > % @ `</title>
<meta name="author" content="&#8238;evil"></head><body><p>killed 58, \x1b[2J said the spokesman</p></body></html>"""


@pytest.mark.tools
def test_what_a_hostile_page_says_is_inert(folder):
    (folder / "page.html").write_text(HOSTILE, encoding="utf-8")
    ran = process("capture", "herald", "page.html", cwd=folder)
    assert ran.returncode == 0
    assert not any(ord(char) < 32 and char != "\n" for char in ran.stderr.decode())
    assert run("validate", cwd=folder).code == 0
    assert "\x1b" not in claims(folder) + kept(folder)["herald.txt"]


@pytest.mark.tools
def test_the_documentation_shows_what_is_said(folder):
    shown = (ROOT / "docs" / "entering.md").read_text("utf-8").partition("<!-- capture -->\n```console\n")[2]
    command, *said = shown.partition("```")[0].splitlines()
    (folder / "page.html").write_text(ARTICLE, encoding="utf-8")
    ran = process(*command.split()[2:], cwd=folder)
    assert ran.stderr.decode().splitlines() == said


@pytest.mark.tools
def test_from_init_to_validate(tmp_path):
    """An article is fetched, a claim from it is added, and quote, figure and hash are held to what was kept."""
    html = (
        "<html lang=en><head><title>Clash at the bridge</title></head><body><article><h1>Clash at the bridge</h1>"
        "<p>The army killed <b>58</b> soldiers in the night, its spokesman said on Sunday morning.</p></article>"
    )
    with served({"/clash": answer(html.encode(), b"Content-Type: text/html")}) as (address, _):
        assert process("init", cwd=tmp_path).returncode == 0
        ran = process("capture", "herald", f"{address}/clash", "--allow-local", "--original", cwd=tmp_path)
        assert ran.returncode == 0, ran.stderr
    text = (tmp_path / "data/snapshots/herald.txt").read_text("utf-8")
    assert text == (
        "Clash at the bridge\nThe army killed 58 soldiers in the night, its spokesman said on Sunday morning.\n"
    )
    assert (tmp_path / "data/snapshots/herald.original.html").read_text("utf-8") == html
    claim = ["--event", "night", "--event-title", "Clash", "--question", "killed", "--label", "Killed"]
    claim += ["--kind", "count", "--party", "army", "--party-name", "The army", "--source", "herald"]
    add = process("add", *claim, "--value", "58", "--quote", "killed 58 soldiers in the night", cwd=tmp_path)
    assert add.returncode == 0, add.stderr
    ran = process("validate", "-f", "concise", cwd=tmp_path)
    assert ran.returncode == 0
    assert b"herald" not in ran.stdout
    file = tmp_path / "data/claims.yaml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("killed 58 soldiers in", "killed 59 soldiers in"), "utf-8")
    assert b"quote-not-in-snapshot" in process("validate", "-f", "concise", cwd=tmp_path).stdout
    file.write_text(
        good.replace("killed 58 soldiers in the night", "57")
        .replace("quote: 57", "note: x")
        .replace("value: 58", "value: 57"),
        "utf-8",
    )
    assert b"figure-not-in-snapshot" in process("validate", "-f", "concise", cwd=tmp_path).stdout
    (tmp_path / "data/snapshots/herald.txt").write_text(text + "more", encoding="utf-8")
    ran = process("validate", "-f", "concise", cwd=tmp_path)
    assert ran.returncode == 1
    assert b"snapshot-changed" in ran.stdout


@pytest.mark.tools
def test_a_page_that_takes_too_long_or_too_much_is_told(monkeypatch):
    page = extracting.Page("`page`", b"<html><p>killed 58")
    monkeypatch.setattr(extracting, "MAX_SECONDS", 0.01)
    with pytest.raises(extracting.UsageError, match=r"takes longer than 0\.01 seconds to extract"):
        extracting.extract_apart(page)
    monkeypatch.setattr(extracting, "MAX_SECONDS", 60)
    with pytest.raises(extracting.UsageError, match="no text was found in `page`"):
        extracting.extract_apart(page._replace(content=b"<html>"))
    monkeypatch.setattr(extracting, "_LIMITED", "import os; os.abort()")
    with pytest.raises(extracting.UsageError, match="the text of `page` cannot be extracted"):
        extracting.extract_apart(page)


@pytest.mark.tools
def test_a_file_of_the_current_folder_is_no_module(folder):
    (folder / "trafilatura.py").write_text("open('run', 'w')", encoding="utf-8")
    (folder / "page.html").write_text("<html><p>killed 58</p></html>", encoding="utf-8")
    assert process("capture", "wire", "page.html", cwd=folder).returncode == 0
    assert not os.path.exists(folder / "run")
