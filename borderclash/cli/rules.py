"""``borderclash rules``: what is checked, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from borderclash.cli import outputs
from borderclash.problems import UsageError

Name = Annotated[str | None, typer.Argument(metavar="[NAME]", help="A rule to explain.", show_default=False)]


def rules(name: Name = None) -> None:
    """List the rules that claim files are checked by, or explain one, with an example of what it finds.

    Rules that only inform are checked when they are named: `borderclash validate --select one-voice`, or all of
    them with `--select all`.
    """
    from borderclash.rules import RULES, page

    if name is None:
        width = max(map(len, RULES))
        lines = (f"{id:{width}}  {rule.SEVERITY:11}  {page(id).summary}\n" for id, rule in RULES.items())
        outputs.emit(lines, outputs.Target(), ())
        return
    if name not in RULES:
        from borderclash.text.suggestions import did_you_mean

        raise UsageError(f"there is no rule `{name}`", did_you_mean(name, RULES, "`borderclash rules` lists them"))
    outputs.emit([page(name).text], outputs.Target(), ())
