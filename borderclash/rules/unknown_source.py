"""A `source`, or one that a source is derived from, is not declared under `sources`."""

from functools import partial

from borderclash.problems import Severity
from borderclash.rules.references import DERIVED, unknown

NAME = "unknown-source"
SEVERITY: Severity = "error"
NEEDS = ("source", DERIVED)
check = partial(unknown, rule=NAME, section="sources", fields=NEEDS, help="declare it under `sources`")
