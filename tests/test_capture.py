"""``borderclash capture``: a page is kept beside the claim file, with its hash, or nothing is written."""

import hashlib
from datetime import UTC, datetime

import pytest
from files import GOOD, run

TEXT = "They killed 58 soldiers, the spokesman said.\nAt least 18, said the other side.\n"
TODAY = datetime.now(UTC).date().isoformat()


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
    assert ran.err.startswith("error: `data/snapshots/wire.txt` is there and differs; the `sha256`")
    assert "--overwrite" in ran.err
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
    assert f"left retrieved as it is: `2025-10-13`; the page says `{TODAY}` (--update takes it)" in ran.err
    assert "retrieved: 2025-10-13" in claims(folder)
    assert capture(folder, "wire", "page.txt", "--title", "Another").code == 0
    assert "title: Another" in claims(folder)


def test_a_quote_that_is_not_in_the_kept_text_is_told(folder):
    ran = capture(folder, "wire", "-", stdin="Nobody knows.")
    assert ran.code == 0
    assert (
        "warning quote-not-in-snapshot: the quote does not occur in the snapshot `snapshots/wire.txt`" in ran.err
    )
