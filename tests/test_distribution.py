"""What the wheel and the source distribution hold: what is needed, and nothing else."""

import re
import subprocess
import sys
import tarfile
import zipfile

import pytest
from files import ROOT

from borderclash.rules import RULES

pytestmark = pytest.mark.tools

DATA = {
    "borderclash/data/claims.yaml",
    "borderclash/schemas/claims.schema.json",
    "borderclash/schemas/comparison.schema.json",
} | {f"borderclash/docs/rules/{name}.md" for name in RULES}
# Beside the package: what a packager needs to build it, to test it and to document it.
SOURCE = r"(borderclash|data|schemas|tests|docs|benchmarks|examples|fuzz|\.github)/.+|[A-Z]+(\.md)?|pyproject\.toml|action\.yml"
SOURCE += r"|\.gitignore|\.pre-commit-hooks\.yaml|PKG-INFO"


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return set(listed.decode().split("\0")) - {""}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return the names of the files in the wheel and in the source distribution."""
    folder = tmp_path_factory.mktemp("built")
    build = [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, timeout=600)
    (wheel,), (source,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive, tarfile.open(source) as tar:
        members = [member for member in tar.getmembers() if not member.isdir()]
        assert all(member.isfile() for member in members)
        return set(archive.namelist()), {member.name.partition("/")[2] for member in members}


def test_the_wheel_holds_the_package_and_its_data(built):
    wheel, _ = built
    package = {name for name in tracked() if name.startswith("borderclash/")}
    info = {name for name in wheel if re.match(r"borderclash-[^/]+\.dist-info/", name)}
    assert wheel >= DATA
    assert package <= wheel
    assert {
        name
        for name in wheel - info - package
        if not name.startswith(("borderclash/data/", "borderclash/schemas/", "borderclash/docs/rules/"))
    } == set()
    assert {name.partition("/")[2] for name in info} == {
        "METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE",
    }  # fmt: skip


def test_the_source_distribution_holds_what_is_under_version_control(built):
    _, source = built
    assert source - tracked() == {"PKG-INFO"}
    assert [name for name in source if not re.fullmatch(SOURCE, name)] == []
    assert {
        name for name in tracked() if name.startswith(("borderclash/", "tests/", "schemas/", "data/"))
    } <= source
    assert {"LICENSE", "README.md", "SECURITY.md", "pyproject.toml"} <= source


def test_neither_holds_caches_or_what_only_the_project_runs(built):
    for names in built:
        assert [
            name for name in names if re.search(r"(^|/)(__pycache__|\.ci|\.git|\.venv)/|\.py[co]$|~$", name)
        ] == []
