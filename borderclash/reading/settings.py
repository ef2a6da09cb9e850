"""Settings: which rules are checked, from `borderclash.toml` or `pyproject.toml`, found from the data upwards."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from borderclash.problems import UsageError
from borderclash.text.suggestions import did_you_mean

FILE = "borderclash.toml"
PROJECT = "pyproject.toml"
SECTION = "[tool.borderclash]"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Settings:
    """Which rules to check.

    ``select`` names rules, or is ``("all",)``; without it all are checked but those that only inform. ``ignore``
    leaves rules out again. With ``strict``, warnings count as errors. ``file`` is what they were read from.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    file: Path | None = field(default=None, compare=False)


DEFAULT = Settings()


def find(path: str) -> Settings:
    """Return the settings nearest to *path*, a file or folder: in its folder or the nearest one above.

    Raises `UsageError` for a settings file that cannot be read or holds what is not known.
    """
    try:
        start = Path(os.path.abspath(path))
    except OSError:
        # The current folder is gone; that nothing can be found from there is told by whoever looks for it.
        return Settings()
    for folder in [start, *start.parents]:
        own, project = folder / FILE, folder / PROJECT
        if os.path.isfile(own):
            return _settings(_table(own), own)
        if os.path.isfile(project):
            tool = _table(project).get("tool", {})
            if "borderclash" in tool:
                return _settings(tool["borderclash"], project)
    return Settings()


def _table(file: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot read `{file}`: {reason}", "check the file and its permissions") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"`{file}` is no valid TOML: {error}", "fix it at the place that is named") from None


def _settings(table: Any, file: Path) -> Settings:
    known = ("select", "ignore", "strict")
    where = f"in `{file}`" + (f" under {SECTION}" if file.name == PROJECT else "")
    if not isinstance(table, Mapping):
        raise UsageError(f"the settings {where} are no table", f"write {SECTION} and settings below it")
    for name in table:
        if name not in known:
            help = did_you_mean(name, known, f"there is {', '.join(known)}")
            raise UsageError(f"unknown setting `{name}` {where}", help)
    for name in ("select", "ignore"):
        value = table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(rule, str) for rule in value):
            raise UsageError(f"`{name}` {where} is no list of rules", f'write {name} = ["one-voice"]')
    if not isinstance(table.get("strict", False), bool):
        raise UsageError(f"`strict` {where} is neither true nor false", "write strict = true")
    return Settings(
        tuple(table.get("select", ())), tuple(table.get("ignore", ())), bool(table.get("strict", False)), file
    )


def chosen(settings: Settings, severities: Mapping[str, str], required: Iterable[str]) -> list[str]:
    """Return the names of the rules to check, in the order of *severities*, which has each rule's severity.

    The *required* ones, without which data would be misread, are always among them. Raises `UsageError` for a
    name that is no rule, and for a required one that is to be ignored.
    """
    required = set(required)
    for name in (*settings.select, *settings.ignore):
        if name not in severities and not (name == ALL and name not in settings.ignore):
            help = did_you_mean(name, severities, "`borderclash rules` lists them")
            raise UsageError(f"there is no rule `{name}`", help)
    for name in settings.ignore:
        if name in required:
            message = f"the rule `{name}` cannot be ignored"
            raise UsageError(message, "without it a claim could end up in the wrong place or in none")
    wanted = _selected(settings.select, severities)
    return [name for name in severities if name in required or (name in wanted and name not in settings.ignore)]


def _selected(select: Sequence[str], severities: Mapping[str, str]) -> set[str]:
    if ALL in select:
        return set(severities)
    return set(select) or {name for name, severity in severities.items() if severity != "information"}
