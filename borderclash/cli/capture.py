"""``borderclash capture``: what a source said, kept beside the claim file, with its hash."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from borderclash.cli import selecting, shared
from borderclash.problems import UsageError
from borderclash.text.slugs import is_id

if TYPE_CHECKING:
    from borderclash.entering.capturing import Capture, Differing
    from borderclash.entering.pages import Page
    from borderclash.entering.writing import Workspace

Source = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="The id of the source; one that is not there yet is made.",
        autocompletion=selecting.sources,
    ),
]
PageName = Annotated[
    str | None,
    typer.Argument(
        metavar="[PAGE]",
        help="A saved page (HTML, PDF, text), - for standard input, or an address (http, https): it is fetched.",
        show_default=False,
    ),
]
File = Annotated[
    str | None,
    typer.Option(
        "--file",
        metavar="FILE",
        help="The claim file, or a folder of them. Without it: data/ in the current folder.",
        show_default=False,
    ),
]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="The title, in place of the page's.")]
Url = Annotated[str | None, typer.Option("--url", metavar="URL", help="The address that a saved page is from.")]
Original = Annotated[bool, typer.Option("--original", help="Also keep the bytes of the page, beside its text.")]
Update = Annotated[
    bool, typer.Option("--update", help="Take what the page says where the source says something else already.")
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace a kept text that differs.")]
AllowLocal = Annotated[
    bool, typer.Option("--allow-local", help="Fetch from loopback and private addresses as well.")
]
Suggest = Annotated[
    bool,
    typer.Option(
        "--suggest",
        help="List the figures of the text, each as a claim; on a terminal you choose which are added. Without "
        "PAGE: of the text that is kept.",
    ),
]
Format = Annotated[
    Literal["terminal", "json"],
    typer.Option(
        "--format", "-f", help="How suggestions are listed; json is what `borderclash add --json` takes."
    ),
]


def _of_suggestions(noun: str, completes: Callable[..., list[str]]) -> Any:
    help = f"Of suggestions: the {noun}."
    return typer.Option(f"--{noun}", metavar="ID", help=help, show_default=False, autocompletion=completes)


Event = Annotated[str | None, _of_suggestions("event", selecting.events)]
Question = Annotated[str | None, _of_suggestions("question", selecting.questions)]
Party = Annotated[str | None, _of_suggestions("party", selecting.parties)]
WithWithheld = Annotated[
    bool, typer.Option("--with-withheld", help="Of suggestions: also those of a text that is withheld.")
]
_ADDRESS = re.compile("[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"www\.|[\w-]+(\.[\w-]+)*\.[a-z]{2,}/", re.IGNORECASE)
_SHOWN = 80


def capture(
    source: Source,
    page: PageName = None,
    file: File = None,
    title: Title = None,
    url: Url = None,
    original: Original = False,
    update: Update = False,
    overwrite: Overwrite = False,
    allow_local: AllowLocal = False,
    suggest: Suggest = False,
    format: Format = "terminal",
    event: Event = None,
    question: Question = None,
    party: Party = None,
    with_withheld: WithWithheld = False,
) -> None:
    """Keep what a source said: the text of its page under snapshots/, with its hash in the claim file.

    Title, author, publisher, date and language of the page go into the source. What the source says already is
    changed only if you say so: it asks on a terminal, and elsewhere takes --update. Then `validate` holds quotes
    and figures to the kept text. HTML and PDF need the extra borderclash[capture].
    """
    if not is_id(source):
        help = "an id is lower-case letters and digits, words joined by single hyphens: dawn-2025-10-12"
        raise UsageError(f"`{source}` is no id of a source", help)
    given_ids = {"event": event, "question": question, "party": party}
    known = {name: id for name, id in given_ids.items() if id is not None}
    if not suggest and (known or format != "terminal"):
        option = next(iter(known), "format")
        raise UsageError(f"--{option} is of suggestions", "add --suggest, or leave it out")
    if page is not None or not suggest:
        given = _given(title, url)
        from borderclash.problems import Refused

        try:
            made, kept = _capture(source, page, file, given, original=original, allow_local=allow_local)
            _allow_loss(made, overwrite)
            taken = _taken(made, update, given)
            written = made.written(taken)
            warnings = made.write(taken)
        except Refused as refused:
            shared.refuse(refused.problems)
        _tell(made, kept, list(written), taken)
        shared.report(warnings)
    if suggest:
        from borderclash.cli import suggesting

        suggesting.suggest(file, source, known, as_json=format == "json", with_withheld=with_withheld)


def _given(title: str | None, url: str | None) -> dict[str, str]:
    from borderclash.text.escaping import is_web_address

    if title is not None and not title.strip():
        raise UsageError("--title is empty", "leave it out, or give the title as printed")
    if url is not None and not is_web_address(url):
        raise UsageError(f"`{url}` is no web address", "an address begins with http:// or https://")
    return {name: value for name, value in (("title", title), ("url", url)) if value is not None}


def _capture(
    source: str, page: str | None, file: str | None, given: dict[str, str], *, original: bool, allow_local: bool
) -> tuple[Capture, Page]:
    from borderclash.entering.capturing import captured, home
    from borderclash.entering.extracting import extract_apart
    from borderclash.entering.writing import Workspace

    workspace = Workspace.open(file)
    # Before anything is fetched.
    home(workspace, source)
    if page is None:
        raise _no_page(workspace, source)
    with shared.progress() as stage:
        stage(f"reading {page}")
        found = _read(page, allow_local)
        stage(f"extracting the text of {page}")
        extract = extract_apart(found)
    if _ADDRESS.match(page):
        scheme, _, rest = page.partition(":")
        given = {"url": f"{scheme.lower()}:{rest}"} | given
    return captured(workspace, source, found, extract, given, original), found


def _no_page(workspace: Workspace, source: str) -> UsageError:
    there = workspace.known.sources.get(source)
    address = there.fields.get("url") if there else None
    help = "name the saved page, its address, or - for standard input"
    if isinstance(address, str) and there and "url" not in there.fields.get("withheld", ()):
        from borderclash.text.escaping import shell_word

        help += f"; to fetch its url: borderclash capture {source} {shell_word(address)}"
    return UsageError("there is no page to keep", help)


def _read(name: str, allow_local: bool) -> Page:
    from borderclash.entering.pages import Page
    from borderclash.reading import sources

    if _ADDRESS.match(name):
        from borderclash.entering.fetching import fetch

        return fetch(name, allow_local=allow_local)
    if _BARE_ADDRESS.match(name) and not os.path.lexists(name):
        raise UsageError(f"`{name}` is not there", f"check the path, or write an address whole: https://{name}")
    read = sources.read(name)
    return Page(f"`{read.name}`" if name != sources.STDIN else "standard input", read.content)


def _asks() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _allow_loss(made: Capture, overwrite: bool) -> None:
    """Let a kept text be replaced if the user says so; raises `UsageError` otherwise."""
    if overwrite or not made.lost:
        return
    what = "; ".join(made.lost)
    if not _asks():
        raise UsageError(what, "replace it with --overwrite, or keep this page for another source")
    shared.note(what)
    if not _yes("replace it"):
        shared.note("nothing was written")
        raise typer.Exit(1)


def _taken(made: Capture, update: bool, given: Iterable[str]) -> set[str]:
    """Return the fields of the source to exchange: those that options give, and those that the user wants."""
    taken = set(given)
    for differing in made.differing:
        if update or differing.field in taken:
            taken.add(differing.field)
        elif _asks():
            shared.note(_differs(differing))
            if _yes("replace it"):
                taken.add(differing.field)
    return taken


def _differs(differing: Differing) -> str:
    field, there, found, withheld = differing
    if withheld:
        return f"{field}, which is withheld, is not what {'today is' if field == 'retrieved' else 'the page says'}"
    return f"{field} is {_short(there)}, {'today' if field == 'retrieved' else 'the page says'} {_short(found)}"


def _yes(question: str) -> bool:
    sys.stderr.write(f"{question} [y/N]: ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        sys.stderr.write("\nnothing was written\n")
        raise typer.Exit(1)
    return answer.strip().lower() in ("y", "yes")


def _short(text: str) -> str:
    return f"`{text if len(text) <= _SHOWN else text[: _SHOWN - 3] + '...'}`"


def _tell(made: Capture, page: Page, written: list[str], taken: set[str]) -> None:
    from borderclash.entering.pages import is_right_to_left

    words, name = len(made.text.split()), f"{page.name} ({page.kind})"
    if made.unchanged:
        shared.note(f"{name} has the text that is kept already: {made.folder / made.snapshot}")
    else:
        shared.note(f"kept the text of {name}, {words:,} words: {made.folder / made.snapshot}")
    if page.kind == "PDF" and is_right_to_left(made.text.decode()):
        shared.note("text from right to left may lie in another order in a PDF: look at it, or keep the HTML")
    if made.original:
        shared.note(f"kept its bytes: {made.original.file}")
    what = "new source" if made.there is None else "source"
    said = f"wrote {', '.join(written)}" if written else "stays as it is"
    shared.note(f"{made.file}: {what} `{made.source}`: {said}")
    for differing in made.differing:
        if differing.field not in taken and not _asks():
            shared.note(f"left as it is: {_differs(differing)} (--update takes that)")
