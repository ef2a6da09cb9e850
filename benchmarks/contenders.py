"""What is measured beside borderclash, where it is installed, and in which version."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Command

PROJECT = Path(__file__).resolve().parent.parent
SCHEMA = str(PROJECT / "schemas" / "claims.schema.json")
BARE = str(PROJECT / "benchmarks" / "bare.py")
FLOOR = "import sys; from yaml.cyaml import CParser; CParser(open(sys.argv[1], 'rb').read()).raw_parse()"
FORMATS = ("json", "markdown", "csv", "terminal")
DIFF_FORMATS = ("json", "markdown", "terminal")
LIBRARIES = ("borderclash", "typer", "rich", "pyyaml", "jsonschema", "jsonschema-rs", "orjson")


@dataclass(frozen=True, slots=True)
class Contender:
    """A program to run with a file's name as its last argument; ``command`` is ``None`` where it is missing.

    ``judges`` is true for one that checks the file against the schema, and so has to refuse a wrong one.
    """

    name: str
    command: Command | None
    judges: bool = False


def borderclash() -> str:
    """Return the path of the program of this interpreter's environment."""
    found = _python_script("borderclash")
    if found is None:
        sys.exit("error: borderclash is not installed here\nhelp: python -m pip install .")
    return found


def contenders(ajv: str | None, sourcemeta: str | None, other: Path) -> list[Contender]:
    """Return all contenders, ours first, those that are not installed included.

    *other* is another version of the file that they are run on.
    """
    ours = borderclash()
    check_jsonschema, yamllint = _python_script("check-jsonschema"), _python_script("yamllint")
    found = [Contender("borderclash validate", (ours, "validate"), judges=True)]
    found += [Contender(f"borderclash compare -f {name}", (ours, "compare", "-f", name)) for name in FORMATS]
    found += [
        Contender(f"borderclash diff -f {name}", (ours, "diff", "-f", name, str(other))) for name in DIFF_FORMATS
    ]
    return [
        *found,
        _maybe("check-jsonschema", check_jsonschema, "--schemafile", SCHEMA, judges=True),
        _maybe("ajv validate", ajv, "validate", "--strict=false", "-s", SCHEMA, "-d", judges=True),
        _maybe("sourcemeta jsonschema validate", sourcemeta, "validate", SCHEMA, judges=True),
        _maybe("yamllint -d relaxed", yamllint, "-d", "relaxed"),
        Contender("libyaml alone, parsing", (sys.executable, "-c", FLOOR)),
    ]


def node_program(name: str, given: str | None, on_path: bool = True) -> str | None:
    """Return where a program from npm is: as given, in ``node_modules`` of the project, or on the PATH."""
    if given is not None and shutil.which(given) is None:
        sys.exit(f"error: there is no program `{given}`\nhelp: name the program in node_modules/.bin")
    here = shutil.which(name, path=str(PROJECT / "node_modules" / ".bin"))
    found = given or here or (shutil.which(name) if on_path else None)
    return found and os.path.abspath(found)


def versions(ajv: str | None, sourcemeta: str | None) -> dict[str, str]:
    """Return the version of everything that takes part; what is missing says so."""
    found = {"python": platform.python_version()}
    found |= {name: _library(name) for name in LIBRARIES}
    found["libyaml"] = _told(sys.executable, "-c", "import yaml._yaml as y; print(y.get_version_string())")
    found["check-jsonschema"] = _told(_python_script("check-jsonschema"), "--version")
    found["yamllint"] = _told(_python_script("yamllint"), "--version")
    found["ajv-cli"] = _npm_package(ajv)
    found["@sourcemeta/jsonschema"] = _npm_package(sourcemeta)
    found["node"] = _told(shutil.which("node"), "--version").removeprefix("v")
    return found


def machine() -> str:
    """Return what this runs on: cores, memory, system, and how busy it is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    busy = os.getloadavg()[0]
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GB memory, {system}; load when started: {busy:.1f}"


def broken_copy(path: Path, target: Path) -> None:
    """Copy a generated file and give its last claim a key that the schema does not know."""
    shutil.copyfile(path, target)
    with target.open("a", encoding="utf-8") as stream:
        stream.write("            unknown-key: 1\n")


def _maybe(name: str, program: str | None, *arguments: str, judges: bool = False) -> Contender:
    return Contender(name, (program, *arguments) if program else None, judges)


def _python_script(name: str) -> str | None:
    """Return a program from this interpreter's environment, else from the PATH."""
    return shutil.which(name, path=sysconfig.get_path("scripts")) or shutil.which(name)


def _library(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def _told(program: str | None, *arguments: str) -> str:
    """Return the last word that a program prints, which is its version."""
    if program is None:
        return "missing"
    done = subprocess.run((program, *arguments), capture_output=True, text=True, check=False)
    return (done.stdout.split() or ["unknown"])[-1]


def _npm_package(program: str | None) -> str:
    """Return the version of the package that a program from npm belongs to."""
    if program is None:
        return "missing"
    for folder in Path(program).resolve().parents:
        if (folder / "package.json").is_file():
            package: Mapping[str, str] = json.loads((folder / "package.json").read_text(encoding="utf-8"))
            return package.get("version", "unknown")
    return "unknown"
