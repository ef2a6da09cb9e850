"""JUnit XML: what CI servers show as test results.

A file is a suite. Each error is a case of its own, since the servers show but one failure of a case; a file
without errors is one case that passed. Warnings and information stand in the output of the suite.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from borderclash.problems import Problem
from borderclash.rendering.reports.base import NOT_FOR_PUBLICATION, Report, explained, where
from borderclash.text.escaping import one_line


def write(report: Report) -> Iterator[str]:
    """Yield the XML text of a report."""
    by_file: defaultdict[str, list[Problem]] = defaultdict(list)
    for file in report.files:
        by_file[file] = []
    for problem in report.problems:
        by_file[problem.location.file].append(problem)
    root = Element("testsuites", name="borderclash")
    for file, found in by_file.items():
        _suite(root, one_line(file), found)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root)
    first = f"<!-- {NOT_FOR_PUBLICATION} -->\n" if report.shows_withheld else ""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{first}{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, name: str, problems: Sequence[Problem]) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    remarks = [problem for problem in problems if problem.severity != "error"]
    tests, failures = str(max(1, len(errors))), str(len(errors))
    suite = SubElement(root, "testsuite", name=name, tests=tests, failures=failures, errors="0", skipped="0")
    for problem in errors:
        title = f"{problem.rule} at {one_line(problem.location.within)}"
        case = SubElement(suite, "testcase", name=title, classname=name)
        failure = SubElement(case, "failure", type=problem.rule, message=one_line(problem.message))
        failure.text = _text(problem)
    if not errors:
        SubElement(suite, "testcase", name="no errors", classname=name)
    if remarks:
        output = SubElement(suite, "system-out")
        output.text = "\n".join(f"{problem.severity}[{problem.rule}]: {_text(problem)}" for problem in remarks)


def _text(problem: Problem) -> str:
    return "\n".join([where(problem.location), *explained(problem)])
