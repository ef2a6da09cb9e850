"""What a Python program gets: claims, and the results of comparing them. `borderclash` re-exports it.

Everything here is frozen. Words and formats are made when they are asked for. No call forks, prints, reads the
environment, keeps state between calls or touches the collector.
"""

from borderclash.api.claims import Claims, InvalidClaims, load, loads
from borderclash.api.results import Comparison, Coverage, Difference, Timeline, compare, coverage, diff, timeline
from borderclash.api.rows import Account, Position, Row
from borderclash.problems import Location, Problem, UsageError

__all__ = [
    "Account",
    "Claims",
    "Comparison",
    "Coverage",
    "Difference",
    "InvalidClaims",
    "Location",
    "Position",
    "Problem",
    "Row",
    "Timeline",
    "UsageError",
    "compare",
    "coverage",
    "diff",
    "load",
    "loads",
    "timeline",
]
