"""The examples in the pages of the rules, put together as `docs/rules/README.md` says."""

import functools
import re
from typing import NamedTuple

import yaml
from files import ROOT

PAGES = ROOT / "docs" / "rules"
BASE = PAGES / "base.yaml"
PAGE = re.compile(
    r"# (?P<name>[a-z-]+)\n\nSeverity: (?P<severity>[a-z]+)\n\n(?P<words>.+?)\n\n"
    r"## Fails\n\n(?:With `statement.txt` beside the file:\n\n```text\n(?P<saved>.+?)```\n\n)?"
    r"```yaml\n(?P<fails>.+?)```\n\n## Fixed\n\n```yaml\n(?P<fixed>.+?)```\n\n"
    r"## To ignore it\n\n(?P<ignoring>.+)",
    re.DOTALL,
)


class Examples(NamedTuple):
    """A claim file that fails and one that is fixed, both whole, and the saved text that lies beside them."""

    fails: str
    fixed: str
    saved: str | None


def parts(name):
    """Return the match of `PAGE` with the page of a rule."""
    match = PAGE.fullmatch((PAGES / f"{name}.md").read_text(encoding="utf-8"))
    assert match, f"docs/rules/{name}.md is not written as the other pages are"
    return match


@functools.cache
def examples(name):
    """Return the examples in the page of a rule."""
    page = parts(name)
    return Examples(whole_file(page["fails"]), whole_file(page["fixed"]), page["saved"])


def whole_file(block):
    """Return the claim file that a block of a page stands for."""
    if block.startswith("borderclash: 1\n"):
        return block
    part = yaml.safe_load(block)
    if isinstance(part, list):
        part = {"events": {"bridge": {"questions": {"killed": {"claims": part}}}}}
    return yaml.safe_dump(merged(yaml.safe_load(BASE.read_text(encoding="utf-8")), part), sort_keys=False)


def merged(base, part):
    """Return *base* with *part* put into it, maps key by key."""
    if not (isinstance(base, dict) and isinstance(part, dict)):
        return part
    return base | {key: merged(base.get(key), value) for key, value in part.items()}
