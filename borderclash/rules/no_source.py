"""A claim comes to have no source: neither it nor its question nor its event names one."""

from functools import partial

from borderclash.problems import Severity
from borderclash.rules.references import unsourced

NAME = "no-source"
SEVERITY: Severity = "error"
check = partial(unsourced, rule=NAME)
