"""The pages of the rules: Markdown, one a rule, which comes with the package."""

from __future__ import annotations

from typing import NamedTuple

from borderclash.reading import sources


class Page(NamedTuple):
    """The text of a page; what its rule finds, in one line; why that matters, a line for each paragraph."""

    text: str
    summary: str
    why: str


def page(name: str) -> Page:
    """Return the page of the rule *name*; raises `OSError` where there is none."""
    text = sources.bundled(f"{sources.RULE_PAGES}/{name}.md").read_text(encoding="utf-8")
    _title, _severity, summary, *why = text.partition("\n## ")[0].strip().split("\n\n")
    return Page(text, _one_line(summary), "\n\n".join(map(_one_line, why)))


def _one_line(paragraph: str) -> str:
    return " ".join(paragraph.splitlines())
