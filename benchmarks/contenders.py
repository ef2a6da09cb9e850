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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Command

PROJECT = Path(__file__).resolve().parent.parent
SCHEMA = str(PROJECT / "schemas" / "claims.schema.json")
BARE = str(PROJECT / "benchmarks" / "bare.py")
FLOOR = (
    "import sys; from yaml.cyaml import CParser\nfor f in sys.argv[1:]: CParser(open(f, 'rb').read()).raw_parse()"
)
DIFF_FORMATS = ("json", "markdown", "terminal")
LIBRARIES = ("borderclash", "typer", "rich", "pyyaml", "jsonschema", "jsonschema-rs", "orjson")
VALIDATE = "borderclash validate"
AJV, SOURCEMETA = "ajv validate", "sourcemeta jsonschema validate"
CHECK_JSONSCHEMA, YAMLLINT, LIBYAML = "check-jsonschema", "yamllint -d relaxed", "libyaml alone, parsing"


@dataclass(frozen=True, slots=True)
class Contender:
    """A program to run on files, named as its last arguments; ``command`` is ``None`` where it is missing.

    ``before_each`` stands before each file's name. ``judges`` is true for one that checks the files against the
    schema, and so has to refuse a wrong one.
    """

    name: str
    command: Command | None
    judges: bool = False
    before_each: tuple[str, ...] = ()

    def on(self, files: Sequence[Path]) -> Command:
        """Return the command that reads these files."""
        return (*(self.command or ()), *(part for file in files for part in (*self.before_each, str(file))))


def borderclash() -> str:
    """Return the path of the program of this interpreter's environment."""
    found = python_script("borderclash")
    if found is None:
        sys.exit("error: borderclash is not installed here\nhelp: python -m pip install .")
    return found


def contenders(ajv: str | None, sourcemeta: str | None) -> list[Contender]:
    """Return what checks claim files, ours first, those that are not installed included."""
    return [
        Contender(VALIDATE, (borderclash(), "validate"), judges=True),
        _maybe(SOURCEMETA, sourcemeta, "validate", SCHEMA, judges=True),
        _maybe(AJV, ajv, "validate", "--strict=false", "-s", SCHEMA, judges=True, before_each=("-d",)),
        _maybe(YAMLLINT, python_script("yamllint"), "-d", "relaxed"),
        _maybe(CHECK_JSONSCHEMA, python_script("check-jsonschema"), "--schemafile", SCHEMA, judges=True),
        Contender(LIBYAML, (sys.executable, "-c", FLOOR)),
    ]


def formats() -> list[str]:
    """Return the formats that a comparison can be written in."""
    from borderclash.rendering.formats import OF_COMPARISON, names

    return names(OF_COMPARISON)


def node_program(name: str, modules: str | None) -> str | None:
    """Return where a program from npm is: below the given folder of modules, else below that of the project."""
    folder = Path(modules) if modules else PROJECT / "node_modules"
    found = shutil.which(name, path=str(folder / ".bin"))
    if modules and not folder.is_dir():
        sys.exit(f"error: there is no folder `{modules}`\nhelp: name the folder node_modules")
    return found and os.path.abspath(found)


def versions(ajv: str | None, sourcemeta: str | None) -> dict[str, str]:
    """Return the version of everything that takes part; what is missing says so."""
    found = {"python": platform.python_version()}
    found |= {name: _library(name) for name in LIBRARIES}
    found["libyaml"] = _told(sys.executable, "-c", "import yaml._yaml as y; print(y.get_version_string())")
    found["check-jsonschema"] = _told(python_script("check-jsonschema"), "--version")
    found["yamllint"] = _told(python_script("yamllint"), "--version")
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


def _maybe(
    name: str, program: str | None, *arguments: str, judges: bool = False, before_each: tuple[str, ...] = ()
) -> Contender:
    return Contender(name, (program, *arguments) if program else None, judges, before_each)


def python_script(name: str) -> str | None:
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
