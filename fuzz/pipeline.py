"""What every input goes through: checking, each report, and where it has no error each comparison."""

from borderclash import checking
from borderclash.comparing.rows import compare
from borderclash.presenting.comparison_view import ComparisonView, Detail
from borderclash.problems import Problem
from borderclash.reading import sources
from borderclash.reading.settings import Settings
from borderclash.rendering.formats import OF_COMPARISON, OF_PROBLEMS, FolderFormat
from borderclash.rendering.options import Options
from borderclash.rendering.reports.base import Report

SHOWN = (
    (Detail(claims=True, plots=True), Options(width=20)),
    (Detail(full=True, plots=True), Options(width=140, color=True, ascii=True)),
)
ALL_RULES = Settings(select=("all",))


def warm_up() -> None:
    """Import every module that a command imports when it runs, so that none counts as found by an input."""
    import borderclash.reading.schema_errors  # noqa: F401

    # All is written in every format, which imports what each needs.
    run(b"borderclash: 1\n")


def run(*contents: bytes) -> list[Problem]:
    """Check files with *contents*, write all that there is to say of them, and return their problems.

    Raises whatever goes wrong on the way: nothing may.
    """
    read, files = sources.read, {f"file-{number}.yaml": content for number, content in enumerate(contents)}
    sources.read = lambda file: sources.Input(file, files[file])
    try:
        checked = checking.check(files, settings=ALL_RULES)
    finally:
        sources.read = read
    told(checked.problems, checked.names)
    if not checked.count("error"):
        comparison = compare(checked.dataset)
        for detail, options in SHOWN:
            for format in OF_COMPARISON:
                if isinstance(format, FolderFormat):
                    continue  # it writes files, which a run for each input would be too slow for
                written(format.write(ComparisonView(comparison, detail), options))
    return checked.problems


def told(problems: list[Problem], names: tuple[str, ...]) -> None:
    """Write the problems in every format; each says in one line what is wrong, where, and what to do."""
    for problem in problems:
        line, column = problem.location.line, problem.location.column
        assert problem.message, problem
        assert problem.help, problem
        assert line >= 1, problem
        assert column >= 1, problem
    for format in OF_PROBLEMS:
        for options in (Options(), Options(width=20, color=True, ascii=True)):
            written(format.write(Report(problems, names), options))


def written(pieces) -> None:
    """Take all pieces of an output, which must be text that can be written."""
    for piece in pieces:
        assert isinstance(piece, str | bytes)
        if isinstance(piece, str):
            piece.encode(errors="backslashreplace")
