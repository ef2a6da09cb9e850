"""The pages on decisions: all listed, all of one form, and about files that are there."""

import re

from files import ROOT
from rows import each_row

FOLDER = ROOT / "docs" / "decisions"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
HEADINGS = ["Context", "Decision", "What it costs", "What would reopen it"]


def test_the_index_lists_every_page_by_its_title():
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    titles = {path.name: path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ") for path in PAGES}
    assert {name: title for title, name in listed} == titles
    assert len(listed) == len(titles)


@each_row("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_short_and_has_the_four_headings(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"^#+ (.+)$", text, re.MULTILINE)[1:] == HEADINGS
    assert all(part.strip() for part in re.split(r"^#+ .+$", text, flags=re.MULTILINE)[1 + 1 :])
    assert len(text.splitlines()) <= 40


@each_row("path", PAGES, ids=lambda path: path.stem)
def test_what_a_page_names_is_there(path):
    text = path.read_text(encoding="utf-8")
    for name in re.findall(r"`([\w/]+\.(?:py|tsv|yaml|toml))`", text):
        assert any((ROOT / folder / name).is_file() for folder in ("", "borderclash")), name
    for folder in re.findall(r"`([\w/]+/)`", text):
        assert (ROOT / folder).is_dir(), folder
    for target, _, heading in (link.partition("#") for link in re.findall(r"\]\(([^)]+)\)", text)):
        page = (path.parent / target).resolve()
        assert page.is_file(), target
        headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        anchors = {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in headings}
        assert not heading or heading in anchors, f"{target}#{heading}"


def test_who_contributes_is_led_to_the_decisions():
    assert "(docs/decisions/README.md)" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
