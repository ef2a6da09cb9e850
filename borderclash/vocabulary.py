"""The words that commands and code share. Imports nothing, so that a command line can name them at once."""

from typing import Literal, get_args

PROGRAM_VERSION = "0.1.0"

Verdict = Literal["conflict", "overlap", "unlike", "open", "compatible", "agree", "one-party", "unanswered"]
# Where several verdicts meet, the first in this order stands.
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
DISAGREEMENTS: tuple[Verdict, ...] = ("conflict", "overlap")

SortKey = Literal["file", "gap", "ratio", "verdict"]
ColorChoice = Literal["auto", "always", "never"]
