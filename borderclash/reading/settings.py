"""Settings: which rules are checked, from `borderclash.toml` or `pyproject.toml`, found from the data upwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from borderclash.problems import UsageError, reason
from borderclash.reading.sources import PROJECT, SETTINGS, settings_files
from borderclash.text.suggestions import did_you_mean

SECTION = "[tool.borderclash]"
ALL = "all"
FLAGS = ("strict", "public")


@dataclass(frozen=True, slots=True)
class Settings:
    """Which rules to check.

    ``select`` names rules, or is ``("all",)``; without it all are checked but those that only inform. ``ignore``
    leaves rules out again. With ``strict``, warnings count as errors. ``public`` says that everybody reads the
    files themselves. ``file`` is what they were read from. ``shows_withheld`` is asked for by a command alone.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    file: Path | None = field(default=None, compare=False)
    public: bool = False
    shows_withheld: bool = False


DEFAULT = Settings()


def find(path: str) -> Settings:
    """Return the settings nearest to *path*, a file or folder: in its folder or the nearest one above.

    Raises `UsageError` for a settings file that cannot be read or holds what is not known.
    """
    for file in settings_files(path):
        table = _table(file)
        if file.name == SETTINGS:
            return _settings(table, file)
        tools = table.get("tool")
        if isinstance(tools, Mapping) and "borderclash" in tools:
            return _settings(tools["borderclash"], file)
    return DEFAULT


def _table(file: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"cannot read `{file}`: {reason(error)}", "check the file and its permissions") from None
    except RecursionError:
        raise UsageError(f"`{file}` is no valid TOML: nested too deep", "take out what is not a setting") from None
    except ValueError as error:
        # Of its kind are bytes that are no text, a number with too many digits, and what is no TOML.
        raise UsageError(f"`{file}` is no valid TOML: {error}", "fix it at the place that is named") from None


def _settings(table: Any, file: Path) -> Settings:
    known = ("select", "ignore", *FLAGS)
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
    for name in FLAGS:
        if not isinstance(table.get(name, False), bool):
            raise UsageError(f"`{name}` {where} is neither true nor false", f"write {name} = true")
    flags = {name: bool(table.get(name, False)) for name in FLAGS}
    return Settings(tuple(table.get("select", ())), tuple(table.get("ignore", ())), file=file, **flags)
