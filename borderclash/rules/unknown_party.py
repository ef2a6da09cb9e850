"""A claim's `party` is not declared under `parties`."""

from functools import partial

from borderclash.problems import Severity
from borderclash.rules.references import unknown

NAME = "unknown-party"
SEVERITY: Severity = "error"
NEEDS = ("party",)
check = partial(unknown, rule=NAME, section="parties", field="party", help="declare it under `parties`")
