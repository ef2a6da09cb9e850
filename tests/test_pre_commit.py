"""The pre-commit hook, run by the real pre-commit on a repository made for it."""

import os
import shutil
import subprocess

import pytest
from files import GOOD, ROOT
from tools import program

pytestmark = pytest.mark.tools

# What a clone of this repository must have for the hook to be installed from it.
HOOK_FILES = [
    ".pre-commit-hooks.yaml",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "borderclash",
    "data",
    "docs",
    "schemas",
]
# No setting of the machine's own git: no hooks path, no signing of commits.
GIT_NAMES = {
    f"GIT_{role}_{part}": f"{role.lower()}@example.org"
    for role in ("AUTHOR", "COMMITTER")
    for part in ("NAME", "EMAIL")
}
GIT = GIT_NAMES | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


class Repository:
    """A git repository in a folder; commands run there, away from the user's settings."""

    def __init__(self, folder, cache):
        folder.mkdir()
        self.folder = folder
        ambient = {
            name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))
        }
        self._environment = ambient | GIT | {"PRE_COMMIT_HOME": str(cache), "PRE_COMMIT_COLOR": "never"}
        self.run(program("git"), "init", "--quiet")

    def run(self, *command, check=True):
        ran = subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert not check or ran.returncode == 0, ran.stdout + ran.stderr
        return ran

    def commit(self, **options):
        self.run("git", "add", ".")
        return self.run("git", "commit", "--message", "change", **options)


@pytest.fixture(scope="module")
def with_the_hook(tmp_path_factory):
    """Return a repository with the hook installed from the files as they are now, committed or not."""
    top = tmp_path_factory.mktemp("pre-commit")
    hook = Repository(top / "borderclash", top / "cache")
    for name in HOOK_FILES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, hook.folder / name)
    hook.commit()
    revision = hook.run("git", "rev-parse", "HEAD").stdout.strip()
    claims = Repository(top / "claims", top / "cache")
    (claims.folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hook.folder}\n    rev: {revision}\n    hooks:\n      - id: borderclash-validate\n"
    )
    claims.run(program("pre-commit"), "install", "--install-hooks")
    return claims


@pytest.fixture
def repository(with_the_hook):
    """Return the repository without the claims of another test, whichever ran before."""
    data = with_the_hook.folder / "data"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir()
    with_the_hook.run("git", "add", ".")
    with_the_hook.run("git", "commit", "--allow-empty", "--no-verify", "--message", "no claims")
    return with_the_hook


def test_good_commit_passes_and_a_broken_figure_does_not(repository):
    file = repository.folder / "data" / "claims.yaml"
    file.write_text(GOOD, encoding="utf-8")
    passed = repository.commit()
    assert "borderclash validate" in passed.stderr
    assert "Passed" in passed.stderr

    file.write_text(GOOD.replace("58, speaker", "58 soldiers, speaker"), encoding="utf-8")
    failed = repository.commit(check=False)
    assert failed.returncode == 1
    assert "error[figure]" in failed.stderr
    assert "data/claims.yaml:19:" in failed.stderr
    assert "put the unit in `unit`" in failed.stderr


def test_a_change_of_one_file_is_checked_against_the_others(repository):
    # The party is declared in a file that this commit does not touch.
    (repository.folder / "data" / "claims.yaml").write_text(GOOD, encoding="utf-8")
    repository.commit(check=False)
    text = GOOD.replace("  clash:", "  second:").replace("party: south", "party: sooth")
    text = "".join(line for line in text.splitlines(keepends=True) if "south: {name" not in line)
    (repository.folder / "data" / "second.yaml").write_text(text, encoding="utf-8")
    failed = repository.commit(check=False)
    assert failed.returncode == 1
    assert "did you mean `south`" in failed.stderr
