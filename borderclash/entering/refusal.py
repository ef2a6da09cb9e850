"""What stops a claim from being added."""

from __future__ import annotations

from collections.abc import Sequence

from borderclash.problems import Problem


class Refused(Exception):
    """Answers that are wrong, or a file that cannot be edited: the problems say where and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = list(problems)
