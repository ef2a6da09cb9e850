"""``borderclash preview``: the page, live while claim files are written."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from borderclash.cli import outputs, shared
from borderclash.problems import UsageError

NEEDED = ("starlette", "uvicorn", "watchfiles")
PATHS_HELP = (
    "Claim files, spreadsheets (CSV, .xlsx, .ods) or folders (all *.yaml and *.yml below them). Without any: "
    "data/ in the current folder."
)
Paths = Annotated[list[str] | None, typer.Argument(metavar="[PATHS]...", help=PATHS_HELP, show_default=False)]
Port = Annotated[
    int | None,
    typer.Option(
        "--port",
        min=0,
        max=65535,
        metavar="NUMBER",
        help="The port, 0 for any that is free. Default: 8420 or the next free one.",
        show_default=False,
    ),
]


def preview(
    paths: Paths = None, example: shared.Example = False, port: Port = None, language: outputs.InLanguage = None
) -> None:
    """Show the page of the data at hand in a browser, renewed when a file is saved.

    It is the page that `borderclash compare -o page.html` writes; while the data have errors, these stand in its
    place. Only this machine can open it. Ctrl-C ends it, with exit code 0. Needs the extra borderclash[preview].
    """
    for name in NEEDED:
        try:
            import_module(name)
        except ImportError:
            message = f"a preview needs {name}, which is not installed"
            raise UsageError(message, "install it: python3 -m pip install 'borderclash[preview]'") from None
    import gc

    from borderclash.preview import server, shown
    from borderclash.reading import sources

    inputs = shared.inputs(paths, example=example)
    for path in inputs:
        if path == sources.STDIN:
            shown.refuse_special(path)
    for file in sources.find(inputs, shared.note):
        shown.refuse_special(file)
    opened = server.listen(port)
    number = opened.getsockname()[1]
    if port is None and number != server.PORT:
        shared.note(f"port {server.PORT} is taken: using {number}")
    outputs.emit([f"http://{server.HOST}:{number}/\n"], outputs.Target(), ())
    shared.note("renewed when a file is saved; Ctrl-C ends it")
    # It runs for hours, and what a server builds does go round in circles.
    gc.enable()
    server.serve(inputs, opened, language)
