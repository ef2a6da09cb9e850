"""How the package is built, in figures: `python -m benchmarks.structure`.

Lines, the longest modules and functions, rooms (entries of ``borderclash/`` with Python in them), floors (the
longest chain of imports among rooms, those inside functions included), circles of imports among modules, and the
modules that run between a file of one claim and its cell in the terminal.
"""

from __future__ import annotations

import ast
import contextlib
import io
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1] / "borderclash"
# The package's faces are no rooms.
FACES = {"__init__", "__main__"}
ONE_CLAIM = """\
borderclash: 1
parties: {north: {name: North}}
sources: {paper: {title: Two banks, published: 2025-03-02}}
events:
  bridge:
    title: Clash at the bridge
    source: paper
    questions:
      killed:
        label: Soldiers killed
        kind: count
        claims: [{party: north, value: 58}]
"""


class Module(NamedTuple):
    """A module of the package: its dotted name below it, its lines, and the modules that it imports."""

    name: str
    lines: int
    functions: Mapping[str, int]
    imports: frozenset[str]

    @property
    def room(self) -> str:
        """The entry of the package that it stands in."""
        return self.name.partition(".")[0]


def modules(package: Path = PACKAGE) -> list[Module]:
    """Return the modules of a package, in the order of their names."""
    files = {_name(file, package): file for file in sorted(package.rglob("*.py"))}
    return [_module(name, file, package.name, files.keys()) for name, file in files.items()]


def _name(file: Path, package: Path) -> str:
    return ".".join(file.relative_to(package).with_suffix("").parts).removesuffix(".__init__")


def _module(name: str, file: Path, package: str, known: Iterable[str]) -> Module:
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    functions = {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    found = set(_imported(tree, package, set(known)))
    return Module(name, text.count("\n"), functions, frozenset(found - {name}))


def _imported(tree: ast.AST, package: str, known: set[str]) -> Iterator[str]:
    """Yield the modules that code names, in an import or, as a registry does, as a dotted text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (_known(name, package, known) for name in names if _inside(name, package))
        elif isinstance(node, ast.Import):
            yield from (_known(alias.name, package, known) for alias in node.names if _inside(alias.name, package))
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(f"{package}.")
        ):
            name = node.value.removeprefix(f"{package}.")
            if name in known:
                yield name


def _inside(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def _known(name: str, package: str, known: set[str]) -> str:
    """Return the module that a dotted name is, or is a name in."""
    inside = name.removeprefix(package).removeprefix(".")
    while inside and inside not in known:
        inside = inside.rpartition(".")[0]
    return inside or "__init__"


def rooms(found: Iterable[Module]) -> dict[str, set[str]]:
    """Return each room with the rooms that it imports."""
    rooms: dict[str, set[str]] = {}
    for module in found:
        if module.room not in FACES:
            others = {name.partition(".")[0] for name in module.imports} - FACES - {module.room}
            rooms.setdefault(module.room, set()).update(others)
    return rooms


def circles(arrows: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return the groups of names that lead to one another, each sorted."""
    reached = {name: _reached(name, arrows) for name in arrows}
    groups = {
        tuple(sorted(other for other in reached[name] if name in reached.get(other, ())))
        for name in arrows
        if name in reached[name]
    }
    return [list(group) for group in sorted(groups)]


def _reached(name: str, arrows: Mapping[str, Iterable[str]]) -> set[str]:
    found: set[str] = set()
    ahead = list(arrows.get(name, ()))
    while ahead:
        following = ahead.pop()
        if following not in found:
            found.add(following)
            ahead += arrows.get(following, ())
    return found


def longest_chain(arrows: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the longest chain of names of which each leads to the next; there must be no circle."""
    chains: dict[str, list[str]] = {}

    def chain(name: str) -> list[str]:
        if name not in chains:
            chains[name] = [
                name,
                *max((chain(other) for other in sorted(arrows.get(name, ()))), key=len, default=[]),
            ]
        return chains[name]

    return max((chain(name) for name in sorted(arrows)), key=len, default=[])


def run_for_one_claim() -> list[str]:
    """Return the modules with a function that runs for `borderclash compare` on a file of one claim."""
    from borderclash import cli

    ran: dict[str, None] = {}
    importing: list[FrameType] = []

    def profile(frame: FrameType, event: str, argument: object) -> None:
        # What a module does while it is imported is no step on the way of a claim.
        if frame.f_code.co_name == "<module>":
            if event == "call":
                importing.append(frame)
            elif event == "return":
                importing.remove(frame)
        elif event == "call" and not importing and (file := frame.f_code.co_filename).startswith(str(PACKAGE)):
            ran[_name(Path(file), PACKAGE)] = None

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "claims.yaml")
        file.write_text(ONE_CLAIM, encoding="utf-8")
        arguments, sys.argv = sys.argv, ["borderclash", "compare", str(file)]
        shown = io.StringIO()
        try:
            with contextlib.redirect_stdout(shown), contextlib.suppress(SystemExit):
                sys.setprofile(profile)
                cli.main()
        finally:
            sys.setprofile(None)
            sys.argv = arguments
    if "58" not in shown.getvalue():
        raise RuntimeError(f"the claim did not come to a cell: {shown.getvalue()}")
    return sorted(ran)


def main() -> None:
    """Measure and print."""
    found = modules()
    arrows = rooms(found)
    functions = [(length, f"{m.name}:{name}") for m in found for name, length in m.functions.items()]
    in_circles = circles({module.name: module.imports for module in found})
    between_rooms = circles(arrows)
    ran = run_for_one_claim()
    print(f"lines: {sum(module.lines for module in found):,} in {len(found)} modules")
    print("longest modules:", ", ".join(f"{m.name} {m.lines}" for m in sorted(found, key=lambda m: -m.lines)[:3]))
    print(
        "longest functions:", ", ".join(f"{name} {length}" for length, name in sorted(functions, reverse=True)[:3])
    )
    print(f"rooms: {len(arrows)}: {', '.join(sorted(arrows))}")
    print("circles of modules:", "; ".join(" - ".join(circle) for circle in in_circles) or "none")
    print("circles of rooms:", "; ".join(" - ".join(circle) for circle in between_rooms) or "none")
    chain = [] if between_rooms else longest_chain(arrows)
    print(f"floors: {len(chain) or 'not to be counted in a circle'}: {' > '.join(chain)}")
    print(f"modules run for one claim: {len(ran)}: {', '.join(ran)}")


if __name__ == "__main__":
    main()
