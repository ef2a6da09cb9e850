"""A `source` is not declared under `sources`."""

from functools import partial

from borderclash.problems import Severity
from borderclash.rules.references import unknown

NAME = "unknown-source"
SEVERITY: Severity = "error"
NEEDS = ("source",)
check = partial(unknown, rule=NAME, section="sources", field="source", help="declare it under `sources`")
