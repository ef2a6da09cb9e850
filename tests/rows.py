"""Rows of a sheet, or cases of a kind, as one test: for what takes less time than a test of its own would."""

import functools
import inspect

import pytest

PARAM = type(pytest.param())


def each_row(names, rows, ids=None):
    """Run a test for every row as `pytest.mark.parametrize` would, and name all the rows that fail at the end.

    *names*, *rows* and *ids* are those of `parametrize`; what a row needs fixtures of its own for stays with that.
    """
    names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    rows, labels = list(rows), ids if ids is None or callable(ids) else list(ids)
    if any(isinstance(row, PARAM) for row in rows):
        assert not any(row.marks for row in rows), "a row that is marked stays with parametrize"
        rows, labels = [row.values if len(names) > 1 else row.values[0] for row in rows], [row.id for row in rows]

    def decorate(test):
        @functools.wraps(test)
        def all_rows(**others):
            failed = []
            for number, row in enumerate(rows):
                values = row if len(names) > 1 else (row,)
                try:
                    test(**others, **dict(zip(names, values, strict=True)))
                except (Exception, pytest.fail.Exception) as error:
                    error.add_note(f"row {number + 1} of {len(rows)}: {_label(labels, number, values)}")
                    failed.append(error)
            if failed:
                named = "; ".join(error.__notes__[-1] for error in failed)
                raise BaseExceptionGroup(f"{len(failed)} of {len(rows)} rows fail: {named}", failed)

        signature = inspect.signature(test)
        left = [each for name, each in signature.parameters.items() if name not in names]
        all_rows.__signature__ = signature.replace(parameters=left)
        return all_rows

    return decorate


def _label(labels, number, values):
    if callable(labels):
        return "-".join(str(labels(value)) for value in values)
    return str(labels[number]) if labels else ", ".join(map(repr, values))
