"""The parts of a rule's documentation, which is the docstring of its module."""

from __future__ import annotations

import re
from inspect import cleandoc
from textwrap import dedent
from typing import NamedTuple

from borderclash.rules.base import Rule

_FORM = re.compile(
    r"(?P<summary>\S[^\n]*)\n\n(?P<why>\S.*?)\n\n"
    r"Fails:\n\n(?P<fails>(?: {4}[^\n]*\n|\n)+)Mended:\n\n(?P<mended>(?: {4}[^\n]*\n|\n)+)",
    re.DOTALL,
)


class Documentation(NamedTuple):
    """What a rule finds, in a line; why that matters; a claim file in which it finds one, and the same mended."""

    summary: str
    why: str
    fails: str
    mended: str


def documentation(rule: Rule) -> Documentation:
    """Return the parts of a rule's docstring; raises `ValueError` for one that lacks a part."""
    match = _FORM.fullmatch(cleandoc(rule.__doc__ or "") + "\n")
    if match is None:
        raise ValueError(f"the docstring of the rule {rule.NAME} has not the form that `rules.base.Rule` tells")
    fails, mended = (dedent(match[name]).strip("\n") + "\n" for name in ("fails", "mended"))
    return Documentation(match["summary"], match["why"], fails, mended)
