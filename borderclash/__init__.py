"""Compare opposing parties' claims about the same event, side by side.

From Python (documented in `docs/python.md`):

    import borderclash as bc

    data = bc.load("claims/")
    for row in bc.compare(data).rows(verdict="conflict"):
        print(row.event.id, row.label, row.why)
"""

from typing import TYPE_CHECKING

from borderclash.vocabulary import PROGRAM_VERSION

if TYPE_CHECKING:
    from borderclash.api.claims import Claims, InvalidClaims, load, loads
    from borderclash.api.results import (
        Comparison,
        Coverage,
        Difference,
        Timeline,
        compare,
        coverage,
        diff,
        timeline,
    )
    from borderclash.api.rows import Account, Position, Row
    from borderclash.problems import Location, Problem, UsageError

__version__ = PROGRAM_VERSION
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
    "__version__",
    "compare",
    "coverage",
    "diff",
    "load",
    "loads",
    "timeline",
]

if not TYPE_CHECKING:
    # Imported when asked for: the command line starts without.
    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from borderclash import api

        return getattr(api, name)
