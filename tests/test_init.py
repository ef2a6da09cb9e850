"""``borderclash init`` and ``borderclash schema``: what a folder of claims begins with."""

import json
import os
import re
import shlex

import golden
import pytest
import yaml
from files import ROOT, run

from borderclash import __version__
from borderclash.cli.init import CI_FILES, FILES

ALL = {**FILES, **CI_FILES}
SCHEMA = (ROOT / "schemas" / "claims.schema.json").read_bytes()


@pytest.fixture
def begun(tmp_path):
    """Return a folder that init has written, with all that it can write."""
    ran = run("init", "claims", "--ci", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "")
    return tmp_path / "claims"


def written(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("arguments", "files"), [([], FILES), (["--ci"], ALL)])
def test_writes_what_it_names(tmp_path, arguments, files):
    ran = run("init", *arguments, cwd=tmp_path)
    assert ran.code == 0
    assert written(tmp_path) == set(files)
    assert re.findall(r"^wrote (.+)$", ran.err, flags=re.MULTILINE) == list(map(os.path.normpath, files))


def test_plain_folder_has_one_claim_file_and_an_example(tmp_path):
    assert run("init", "new", cwd=tmp_path).code == 0
    assert written(tmp_path) == {"new/data/claims.yaml", "new/example.yaml"}
    # No line that leads to a schema which is not there.
    assert "$schema" not in (tmp_path / "new" / "data" / "claims.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", [[], ["new-claims"], ["my claims"], ["a/b"]])
@pytest.mark.parametrize("ci", [[], ["--ci"]])
def test_commands_that_it_says_run_where_it_ran(tmp_path, folder, ci):
    said = run("init", *folder, *ci, cwd=tmp_path).err
    commands = re.findall(r"borderclash (.+?)  ", said)
    assert [command.split()[0] for command in commands] == ["capture", "add", "preview"]
    (tmp_path / "PAGE").write_text("What it says.", encoding="utf-8")
    claim = "--event x --event-title X --question y --label Y --kind text --party z --party-name Z --value v"
    # On a terminal the claim is asked for.
    given = {"capture": "--title X", "add": f"{claim} --source source"}
    for command in commands[:2]:
        words = shlex.split(f"{command.replace('SOURCE', 'source')} {given[command.split()[0]]}")
        ran = run(*words, cwd=tmp_path)
        assert ran.code == 0, ran.err
    # It ends when it is stopped; what it reads is what the others read.
    assert run(*shlex.split(commands[2].replace("preview", "validate")), cwd=tmp_path).code == 0


def test_command_that_it_says_of_a_sheet_runs(tmp_path):
    said = run("init", "--csv", "my claims", cwd=tmp_path).err
    for command in re.findall("borderclash (.+)", said):
        assert run(*shlex.split(command), cwd=tmp_path).code == 0
    assert written(tmp_path) == {"my claims/claims.csv", "my claims/claims.yaml"}


def test_claims_that_are_there_stay_and_the_rest_is_added(tmp_path):
    run("init", cwd=tmp_path)
    (tmp_path / "data" / "claims.yaml").rename(tmp_path / "data" / "mine.yaml")
    ran = run("init", "--ci", cwd=tmp_path)
    assert ran.code == 0
    assert written(tmp_path) == {"data/mine.yaml", "example.yaml", *CI_FILES}
    assert "left data/ as it is\n" in ran.err
    assert "borderclash add" not in ran.err


def test_sheet_and_what_ci_needs_exclude_each_other(tmp_path):
    ran = run("init", "--csv", "--ci", cwd=tmp_path)
    assert (ran.code, ran.out, written(tmp_path)) == (2, "", set())


def test_what_is_written_passes_at_once_without_any_problem(begun):
    for paths in ([], ["example.yaml"]):
        report = run("validate", "--format", "json", "--select", "all", *paths, cwd=begun)
        assert (report.code, json.loads(report.out)["problems"]) == (0, [])
    assert run("validate", cwd=begun) == (0, "", "no paths given: reading data/\n1 file, 0 errors, 0 warnings\n")


def test_a_fresh_claim_file_holds_no_claim_of_others(begun):
    assert run("compare", cwd=begun).out == "no rows\n"


def test_example_shows_a_revision_a_refusal_a_reservation_and_a_scope(begun):
    shown = run("compare", "example.yaml", cwd=begun, columns=110).out
    assert re.search(
        r"^Soldiers killed: South +58, earlier 50 +declined +at least 18 \(believed\) +40 +3\.2× +≈ overlap$",
        shown,
        re.MULTILINE,
    )
    assert re.search(r"^Houses destroyed: Lower Ford +12 +30 +— +18 +2\.5× +≠ conflict$", shown, re.MULTILINE)
    assert "  South alone: Houses destroyed: more than 40\n" in shown
    assert "5 rows: 2 conflict, 1 overlap, 1 agree, 1 one-party" in shown


@pytest.mark.parametrize("columns", [80, 140])
def test_comparison_of_the_example_is_as_looked_at(begun, columns):
    golden.check(f"init-{columns}.txt", run("compare", "example.yaml", cwd=begun, columns=columns).out)


def test_modeline_of_the_claim_file_leads_to_the_schema(begun):
    claims = begun / "data" / "claims.yaml"
    first = claims.read_text(encoding="utf-8").partition("\n")[0]
    target = first.removeprefix("# yaml-language-server: $schema=")
    assert (claims.parent / target).read_bytes() == SCHEMA


def test_editor_settings_name_the_schema_and_the_claim_files(begun):
    settings = json.loads((begun / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    ((schema, patterns),) = settings["yaml.schemas"].items()
    assert (begun / schema).read_bytes() == SCHEMA
    assert [path.name for path in begun.glob(patterns[0])] == ["claims.yaml"]


def test_workflow_installs_this_version_and_validates_for_github(begun):
    workflow = yaml.safe_load((begun / ".github" / "workflows" / "claims.yml").read_text(encoding="utf-8"))
    assert workflow["env"] == {"BORDERCLASH": f"borderclash=={__version__}"}
    scripts = [step["run"] for step in workflow["jobs"]["claims"]["steps"] if "run" in step]
    lines = [line.strip() for script in scripts for line in script.splitlines()]
    commands = [line.partition(" > ")[0] for line in lines if line.startswith("borderclash ")]
    assert len(commands) == 3
    for command in commands:
        assert run(*command.split()[1:], cwd=begun, GITHUB_STEP_SUMMARY="").code == 0


def test_pre_commit_entry_runs(begun):
    config = yaml.safe_load((begun / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (hook,) = config["repos"][0]["hooks"]
    assert hook["pass_filenames"] is False
    assert re.search(hook["files"], "data/claims.yaml")
    assert run(*hook["entry"].split()[1:], cwd=begun).code == 0


@pytest.mark.parametrize(
    ("there", "refused", "arguments"),
    [
        (["data/claims.yaml"], ["data/claims.yaml"], []),
        ([".editorconfig"], [".editorconfig"], ["--ci"]),
        (["data/claims.yaml", ".vscode/settings.json"], [".vscode/settings.json"], ["--ci"]),
        (list(ALL), list(CI_FILES), ["--ci"]),
    ],
)
def test_refuses_to_overwrite_and_writes_nothing(tmp_path, there, refused, arguments):
    for name in there:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("mine", encoding="utf-8")
    ran = run("init", tmp_path, *arguments)
    assert (ran.code, ran.out) == (2, "")
    for name in ALL:
        assert (f"`{tmp_path / name}`" in ran.err) == (name in refused)
    assert "nothing was written" in ran.err
    assert written(tmp_path) == set(there)
    assert {(tmp_path / name).read_text(encoding="utf-8") for name in there} == {"mine"}


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path):
    (tmp_path / ".editorconfig").symlink_to(tmp_path / "elsewhere")
    assert run("init", tmp_path, "--ci").code == 2
    assert os.listdir(tmp_path) == [".editorconfig"]


def test_what_cannot_be_written_leaves_no_file_behind(tmp_path):
    # A file stands where the last folder but one would have to be.
    (tmp_path / ".vscode").write_text("mine", encoding="utf-8")
    ran = run("init", tmp_path, "--ci")
    assert ran.code == 2
    assert ran.err.startswith(f"error: cannot write `{tmp_path / '.vscode'}`: ")
    assert written(tmp_path) == {".vscode"}


def test_schema_is_printed_byte_for_byte():
    ran = run("schema")
    assert (ran.code, ran.out.encode(), ran.err) == (0, SCHEMA, "")


def test_schema_goes_into_a_file(tmp_path):
    assert run("schema", "--output", tmp_path / "claims.schema.json") == (0, "", "")
    assert (tmp_path / "claims.schema.json").read_bytes() == SCHEMA
