"""The files that come with the package: the bundled example, the schemas and the pages of the rules."""

from __future__ import annotations

from pathlib import Path

EXAMPLE = "data/claims.yaml"
CLAIMS_SCHEMA = "schemas/claims.schema.json"
RULE_PAGES = "docs/rules"


def path(name: str) -> Path:
    """Return where a file that comes with the package lies, installed or in a checkout."""
    package = Path(__file__).parent
    installed = package / name
    return installed if installed.exists() else package.parent / name
