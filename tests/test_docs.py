"""What the documentation shows is what the program does."""

import json
import os
import re
import shlex
import subprocess

import pytest
import yaml
from files import ROOT, claims_table, run
from rows import each_row

from borderclash import __version__
from borderclash.presenting.phrasing import coverage, differences
from borderclash.presenting.phrasing.labels import MEANINGS
from borderclash.rendering.marks import SIGNS
from borderclash.spreadsheet.columns import NAMES, REQUIRED
from borderclash.vocabulary import VERDICTS

README = (ROOT / "README.md").read_text(encoding="utf-8")
ENTERING = (ROOT / "docs" / "entering.md").read_text(encoding="utf-8")
CLI = ROOT / "docs" / "cli.md"
COMMANDS = [
    "",
    "compare",
    "timeline",
    "coverage",
    "chart",
    "preview",
    "validate",
    "diff",
    "comment",
    "rules",
    "init",
    "add",
    "capture",
    "import",
    "schema",
]


def blocks(text, language):
    """Return the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def cli_page():
    """Return the page of all commands' help."""
    parts = [
        "# The command line\n\nWritten by the program itself: `UPDATE_GOLDEN=1 python3 -m pytest tests/test_docs.py`.\n"
    ]
    for command in COMMANDS:
        shown = run(*command.split(), "--help", columns=80).out
        parts.append(f"\n## borderclash {command}".rstrip() + f"\n\n```text\n{shown.rstrip()}\n```\n")
    return "".join(parts)


def test_page_of_the_commands_is_what_they_say_of_themselves():
    if os.environ.get("UPDATE_GOLDEN"):
        CLI.write_text(cli_page(), encoding="utf-8")
    assert CLI.read_text(encoding="utf-8") == cli_page()


def test_readme_shows_the_real_comparison():
    shown = blocks(README, "console")[0]
    command, _, output = shown.partition("\n")
    arguments = [word.strip("'") for word in command.split()[2:]]
    assert run(*arguments, cwd=ROOT, columns=100).out == output


def test_readme_shows_the_real_report(tmp_path):
    broken = blocks(README, "yaml")[0].replace("value: 58,", "value: 58 soldiers,")
    (tmp_path / "broken.yaml").write_text(broken, encoding="utf-8")
    ran = run("validate", "broken.yaml", cwd=tmp_path, columns=100)
    command, _, output = blocks(README, "console")[1].partition("\n")
    assert command == "$ borderclash validate broken.yaml"
    assert ran.out + ran.err == output


def test_readme_begins_with_the_way_that_init_tells(tmp_path):
    (first, *_) = (block for block in blocks(README, "sh") if "borderclash init" in block)
    way = re.findall(r"^borderclash (\w+)", first, flags=re.MULTILINE)
    assert way == ["init", "capture", "add", "preview"]
    assert re.findall(r"borderclash (\w+) ", run("init", cwd=tmp_path).err) == way[1:]
    assert re.findall(r"^borderclash (\w+)", ENTERING, flags=re.MULTILINE)[:4] == way


@pytest.mark.parametrize("text", blocks(README, "yaml"))
def test_readme_claim_file_is_good(text):
    assert run("validate", "-", stdin=text) == (0, "", "1 file, 0 errors, 0 warnings\n")


def test_readme_ways_to_use_it_are_there(tmp_path):
    modeline, hook, workflow = blocks(README, "yml")
    assert run("schema", "-o", "claims.schema.json", cwd=tmp_path).code == 0
    assert (tmp_path / modeline.strip().removeprefix("# yaml-language-server: $schema=")).is_file()
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repository,) = yaml.safe_load(hook)["repos"]
    assert repository["rev"] == f"v{__version__}"
    assert repository["hooks"] == [{"id": offered[0]["id"], "args": offered[0]["args"]}]
    step = yaml.safe_load(workflow)["jobs"]["claims"]["steps"][-1]
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    assert step["uses"].endswith(f"/borderclash@v{__version__}")
    assert step["with"] == {"paths": inputs["paths"]["default"]}


def test_charts_page_shows_the_real_chart():
    (shown,) = blocks((ROOT / "docs" / "charts.md").read_text(encoding="utf-8"), "text")
    ran = run("compare", "--chart", "--event", "durand-*", "--question", "soldiers-killed", cwd=ROOT, columns=75)
    assert shown in ran.out


FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", range(len(blocks(FORMAT, "yaml"))))
def test_claim_file_in_the_documentation_of_the_format_is_good(number, tmp_path):
    text = blocks(FORMAT, "yaml")[number]
    for name in re.findall(r"^ *snapshot: (\S+)$", text, flags=re.MULTILINE):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("The saved text.", encoding="utf-8")
    assert run("validate", "-", stdin=text, cwd=tmp_path) == (0, "", "1 file, 0 errors, 0 warnings\n")
    assert run("compare", "-", stdin=text, cwd=tmp_path).code == 0


TIMELINE = (ROOT / "docs" / "timeline.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", range(len(blocks(TIMELINE, "yaml"))))
def test_page_of_the_timeline_shows_what_it_tells(number):
    claims, output = blocks(TIMELINE, "yaml")[number], blocks(TIMELINE, "text")[number]
    assert run("timeline", "-", stdin=claims, columns=104).out.startswith(f"{output}\n")


COMPARISON = (ROOT / "docs" / "comparison.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", range(len(blocks(COMPARISON, "yaml"))))
def test_page_of_the_comparison_shows_what_it_tells(number, tmp_path):
    claims = blocks(COMPARISON, "yaml")[number]
    shown = blocks(COMPARISON.split(f"```yaml\n{claims}```\n")[1].split("```yaml\n")[0], "text")
    assert run("validate", "-", stdin=claims, cwd=tmp_path).code == 0
    made = json.loads(run("compare", "-f", "json", "-", stdin=claims, cwd=tmp_path).out)
    rows = [row for event in made["events"] for row in event["rows"]]
    told = {row["why"] for row in rows} | {one["text"] for row in rows for one in row["accounts"].values()}
    told |= set(
        map(str.strip, run("compare", "--sources", "--full", "-", stdin=claims, cwd=tmp_path).out.splitlines())
    )
    assert shown
    assert [text for text in shown if " ".join(text.split()) not in told] == []


def test_readme_lists_every_verdict():
    rows = [f"| {SIGNS[word]} | {word} | {MEANINGS[word]} |" for word in VERDICTS]
    assert "\n".join(rows) in README


@pytest.mark.thorough
def test_readme_commands_of_the_table_run(tmp_path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims.yaml").write_text(blocks(README, "yaml")[0], encoding="utf-8")
    (tmp_path / "claims" / "claims.yaml").write_text(blocks(README, "yaml")[0], encoding="utf-8")
    claims_table(tmp_path / "claims.yaml", tmp_path / "claims.parquet")
    commands = re.findall(r"^\| .* \| `borderclash ([^`]*)`", README, flags=re.MULTILINE)
    assert len(commands) > 10
    for command in commands:
        if command.startswith("diff ") or command.endswith(".atom"):
            continue  # with git, below
        if command.startswith("comment "):
            continue  # in a workflow alone: test_comment.py
        if command.startswith("preview "):
            continue  # it ends when it is ended: test_preview_browser.py
        if command.startswith("capture "):
            continue  # its page is taken to text by a process: test_capture.py
        if command.startswith("import "):
            (tmp_path / "claims.yaml").unlink()  # written by hand, so that it is not written over
        if command.endswith("-o claims.csv"):
            (tmp_path / "claims.csv").unlink()  # from `init --csv`, and filled in by hand
        ran = run(*command.split(), cwd=tmp_path)
        assert ran.code == 0, command


def test_page_on_differences_shows_the_real_output(tmp_path):
    page = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")
    for name, text in zip(("old.yaml", "new.yaml"), blocks(page, "yaml"), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert run("validate", name, cwd=tmp_path).code == 0
    command, _, output = blocks(page, "console")[0].partition("\n")
    assert run(*command.split()[2:], cwd=tmp_path, columns=100).out == output
    for word in differences.WORDS:
        assert f"| {differences.WORDS[word]} | `{word}` | " in page


@pytest.mark.tools
def test_differences_of_revisions_run_as_documented(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.yaml").write_text(blocks(README, "yaml")[0], encoding="utf-8")
    committed(tmp_path)
    (command,) = re.findall(r"^\| .* \| `borderclash (diff [^`]*)`", README, flags=re.MULTILINE)
    assert run(*command.replace("claims/", "data").split(), cwd=tmp_path).out.endswith("No differences.\n")
    (command,) = re.findall(r"^\| .* \| `borderclash (compare .*\.atom)`", README, flags=re.MULTILINE)
    assert run(*command.replace("claims/", "data").split(), cwd=tmp_path).code == 0
    workflows = blocks((ROOT / "docs" / "diff.md").read_text(encoding="utf-8"), "yml")
    assert len(workflows) == 2
    for workflow in workflows:
        steps = [step for job in yaml.safe_load(workflow)["jobs"].values() for step in job["steps"]]
        assert "with" in steps[0]
        assert steps[0]["with"]["persist-credentials"] is False
        assert "ref" not in steps[0]["with"]
        assert not [step for step in steps if "${{" in step.get("run", "")]
        assert len(re.findall(r"uses: [\w/-]+@[0-9a-f]{40} # v", workflow)) == 2
        (command,) = re.findall(r"borderclash diff (\S+) data (--\w+)", workflow)
        versions = "HEAD^1..HEAD" if "$" in command[0] else command[0]
        assert run("diff", versions, "data", "--format", "markdown", cwd=tmp_path).out.endswith(
            "No differences.\n"
        )


def committed(folder):
    """Put the files of *folder* into a git repository, with two commits."""
    for command in ("init --quiet", "add --all", "commit --quiet -m x", "commit --quiet --allow-empty -m y"):
        identity = ("-c", "user.name=x", "-c", "user.email=x", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *command.split()], cwd=folder, check=True)


def test_every_module_of_the_table_is_there():
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .* \|$", contributing, flags=re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([a-z_/.]+(?:\.py|/|\.json))`", row)]
    assert len(named) > 15
    for name in named:
        assert (ROOT / name).exists() or (ROOT / "borderclash" / name).exists(), name


def test_page_on_coverage_shows_the_real_output():
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    command, _, output = blocks(page, "console")[0].partition("\n")
    assert run(*command.split()[2:], cwd=ROOT, columns=100).out == output
    for state, word in coverage.WORDS.items():
        assert f"| {SIGNS[state]} | {word} | `{state}` | " in page


SPREADSHEET = ROOT / "docs" / "spreadsheet.md"


def test_spreadsheet_page_has_the_table_of_all_columns():
    text = SPREADSHEET.read_text(encoding="utf-8")
    table = re.search(r"^\| column \| holds \|\n\| --- \| --- \|\n((?:\|.*\n)+)", text, re.MULTILINE)
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", table[1], re.MULTILINE)
    assert [name for name, holds in rows if holds.strip()] == list(NAMES)
    assert all(names[0] in dict(rows) for names in REQUIRED)


def test_spreadsheet_page_shows_a_sheet_that_imports_and_what_is_really_told(tmp_path):
    page = SPREADSHEET.read_text(encoding="utf-8")
    own, sheet = blocks(page, "csv")
    written, refused = (block.partition("\n")[::2] for block in blocks(page, "console"))
    (tmp_path / "desk.csv").write_text(own, encoding="utf-8")
    assert run(*shlex.split(written[0])[2:], cwd=tmp_path) == (0, "", written[1])
    header, north, south = sheet.splitlines()
    broken = [
        header,
        north.replace("2025-03-02", "02/03/2025"),
        south.replace("south,South", "sout,"),
        ",,,,,south,South",
    ]
    (tmp_path / "claims.csv").write_text("\n".join(broken), encoding="utf-8")
    assert run(*refused[0].split()[2:], cwd=tmp_path) == (1, "", refused[1])


PAGES = sorted((*ROOT.glob("*.md"), *ROOT.glob("[!.]*/*.md"), *ROOT.glob("docs/*/*.md")))


@each_row("page", PAGES, ids=lambda page: page.name)
def test_links_to_other_files_lead_somewhere(page):
    for link in re.findall(r"\]\((?!\w+:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


@each_row("page", PAGES, ids=lambda page: page.name)
def test_no_page_holds_both_sides_of_a_merge(page):
    assert not re.search(r"^(<{7}|>{7}) ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
