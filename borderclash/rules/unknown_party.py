"""A claim's `party`, or one whose claims it denies (`of`), is not declared under `parties`."""

from functools import partial

from borderclash.problems import Severity
from borderclash.rules.references import unknown

NAME = "unknown-party"
SEVERITY: Severity = "error"
NEEDS = ("party", "of")
check = partial(unknown, rule=NAME, section="parties", fields=NEEDS, help="declare it under `parties`")
