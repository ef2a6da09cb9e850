"""A `subject` is not declared under `parties`."""

from functools import partial

from borderclash.problems import Severity
from borderclash.rules.references import unknown

NAME = "unknown-subject"
SEVERITY: Severity = "error"
NEEDS = ("subject",)
check = partial(
    unknown,
    rule=NAME,
    section="parties",
    fields=NEEDS,
    help="declare it under `parties`; for a part of a party write `scope`",
)
