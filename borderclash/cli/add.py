"""``borderclash add``: a claim into a claim file, by options, from a program, or asked for one thing at a time."""

from __future__ import annotations

import contextlib
import inspect
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from borderclash.cli import outputs, selecting, shared
from borderclash.problems import UsageError
from borderclash.spreadsheet.columns import BY_NAME

if TYPE_CHECKING:
    from borderclash.comparing.rows import Comparison
    from borderclash.entering.entry import Entry
    from borderclash.entering.writing import Prepared, Workspace
    from borderclash.spreadsheet.columns import Thing

File = Annotated[
    str | None,
    typer.Argument(
        metavar="[FILE]",
        help="The claim file, or a folder of them: the claim goes to the file that has its event. Without it: "
        "data/ in the current folder.",
        show_default=False,
    ),
]
Json = Annotated[
    str | None,
    typer.Option(
        "--json",
        metavar="FILE",
        help="Add the claims of a JSON file, or of standard input (-): an object with the names of these options, "
        "a list of such objects, or one a line.",
    ),
]
# What each answer is, by the name of its column; those of a claim and what it names first.
HELP = {
    "event": "The id of the event.",
    "question": "The id of the question: the row.",
    "party": "The id of the party that asserts it.",
    "value": "What it says: a figure, yes or no, an option, a time, text; of names a list: A; B.",
    "stance": "asserts (default), denies, declines, cannot-say or withdraws.",
    "source": "The id of the source; may be repeated, or with commas.",
    "quote": "The words as they stand in the source.",
    "stated": "When it was said: 2025-10-12, 2025-10-12T18:30+05:00.",
    "speaker": "Who said it.",
    "attribution": "on-record (default), anonymous or unattributed.",
    "via": "The agency that passed it on.",
    "locator": "Where in the source.",
    "hedge": "A reservation that the value does not carry.",
    "subject": "Whose losses, posts and the like: the id of a party; null lifts the question's.",
    "scope": "The part that this claim covers; null lifts the question's.",
    "measure": "What this party counts, where it is not what the question says; null lifts the question's.",
    "cut_off": "The day up to which a figure of a running total counts.",
    "of": "With --stance denies: the party whose claims are denied; may be repeated, or with commas.",
    "translation": "The quote in the language of the readers.",
    "note": "A remark for readers.",
    "id": "An id for this claim.",
    "replaces": "The id of the claim that this one follows.",
    "restates": "The id of the claim that this one gives in another outlet's words.",
    "withheld": "What of the claim is not to be published: speaker, quote, note, source; several with semicolons.",
    "event_title": "Of a new event: its title.",
    "event_date": "Of a new event: its day, or the first and the last: 2025-10-11/2025-10-12.",
    "event_place": "Of a new event: where it was.",
    "event_timezone": "Of a new event: the time zone, such as Asia/Kabul.",
    "label": "Of a new question: the heading of its row.",
    "kind": "Of a new question: count, number, yes-no, choice, names, time or text.",
    "unit": "Of a new question: what is counted.",
    "options": "Of a new question of kind choice: north=The North; south=The South.",
    "question_subject": "Of a new question: whose losses, posts and the like.",
    "question_scope": "Of a new question: the part that its claims cover.",
    "question_measure": "Of a new question: what its claims count.",
    "cumulative": "Of a new question: it asks for a running total.",
    "parts": "Of a new question: the scopes that make up the whole: civilians; soldiers.",
    "question_cut_off": "Of a new question: the cut-off of claims that give none.",
    "party_name": "Of a new party: the heading of its column.",
    "party_kind": "Of a new party: government, armed-group, media, witness and the like.",
    "party_pooled": "Of a new party: many voices under one heading.",
    "party_note": "Of a new party: a remark for readers.",
    "source_title": "Of a new source: its title.",
    "source_url": "Of a new source: its address.",
    "source_author": "Of a new source: who wrote it.",
    "source_publisher": "Of a new source: the outlet.",
    "source_published": "Of a new source: when it was published.",
    "source_retrieved": "Of a new source: when you read it.",
    "source_archived": "Of a new source: the address of an archived copy.",
    "source_snapshot": "Of a new source: the path of a saved text.",
    "source_sha256": "Of a new source: the SHA-256 of the saved text.",
    "source_language": "Of a new source: its language, such as en.",
    "source_derived_from": "Of a new source: what it took the story from; may be repeated, or with commas.",
    "source_note": "Of a new source: a remark for readers.",
    "source_withheld": "Of a new source: which of its fields are not to be published.",
}
COMPLETED = {"event": selecting.events, "question": selecting.questions, "source": selecting.sources}
COMPLETED |= dict.fromkeys(("party", "subject", "of", "question_subject"), selecting.parties)
METAVARS = {"word": "WORD", "time": "TIME", "until": "TIME", "ids": "ID", "value": "VALUE"}
# What a shell reports of a program that an interrupt ended: 128 and the signal's number.
STOPPED = 130
# What a terminal is asked for.
OPEN = {"missing-field", "no-source", "unknown-event", "unknown-question", "unknown-party", "unknown-source"}


def add(file: str | None = None, json: str | None = None, **answers: Any) -> None:
    """Put a claim into a claim file, which keeps every byte else; make what it names and is new on the way.

    On a terminal it asks for what no option gives, one thing at a time. The data is checked with the claim before
    anything is written: with an error nothing is, exit code 1.
    """
    found = (
        (name, ",".join(answer) or None if isinstance(answer, list) else answer)
        for name, answer in answers.items()
    )
    given = {name: answer for name, answer in found if answer is not None}
    if json is not None and given:
        option = f"--{next(iter(given)).replace('_', '-')}"
        raise UsageError(f"--json and {option} both say what to add", "leave one of them out")
    from borderclash.entering.writing import Workspace
    from borderclash.problems import Refused

    try:
        workspace = Workspace.open(file)
        prepared = _of_json(json, workspace) if json is not None else _of_answers(given, workspace, file)
    except Refused as refused:
        shared.refuse(refused.problems)
    if prepared.problems:
        shared.refuse(prepared.problems)
    prepared.write()
    _tell(prepared)


def _of_json(json: str, workspace: Workspace) -> Prepared:
    from borderclash.entering.entry import read_records
    from borderclash.reading import sources

    return workspace.prepare(read_records(sources.read(json)))


def _of_answers(given: dict[str, Any], workspace: Workspace, file: str | None) -> Prepared:
    """Return the claim of the options; what they lack is asked for on a terminal, and all is done then."""
    from borderclash.entering.entry import Entry

    terminal = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    if not given and not terminal:
        help = "give --event, --question, --party and --value, or --json -; on a terminal, each is asked for"
        raise UsageError("no claim is given", help)
    entry = Entry.from_record(given)
    prepared = workspace.prepare([entry]) if given else None
    if terminal and (prepared is None or {problem.rule for problem in prepared.problems} & OPEN):
        ask(file, entry)
        raise typer.Exit
    assert prepared is not None
    return prepared


def _tell(prepared: Prepared) -> None:
    claims = [added for added in prepared.added if added.thing == "claim"]
    if not claims:
        shared.note("no claim is in it: nothing was written")
    elif len(claims) == 1:
        _, event, _, question, *_ = claims[0].path
        location = prepared.location(claims[0])
        place = f"{location.file}:{location.line}" if location else claims[0].file
        shared.note(f"{place}: added a claim of `{claims[0].entry.party}` on `{event}`, `{question}`")
        made = [f"{added.thing} `{added.path[-1]}`" for added in prepared.added if added.thing != "claim"]
        if made:
            shared.note(f"new: {', '.join(made)}")
    else:
        for file in prepared.files:
            counts: Counter[Thing] = Counter(added.thing for added in prepared.added if added.file == file.name)
            shared.note(f"{file.name}: added {_counted(counts)}")
    if prepared.warnings:
        shared.report(prepared.warnings)


def _counted(counts: Counter[Thing]) -> str:
    things: tuple[Thing, ...] = ("claim", "party", "source", "event", "question")
    plurals = {"party": "parties"}
    words = (
        f"{n:,} {each if n == 1 else plurals.get(each, f'{each}s')}" for each in things if (n := counts[each])
    )
    return ", ".join(words)


def _one(name: str, metavar: str | None, help: str, completes: Any) -> Any:
    return typer.Option(name, metavar=metavar, help=help, autocompletion=completes)


def _option(name: str) -> inspect.Parameter:
    column = BY_NAME[name]
    option = f"--{name.replace('_', '-')}"
    metavar = "ID" if not column.field else METAVARS.get(column.form, "TEXT")
    make: Any = shared.of_several if column.form == "ids" else _one
    info = make(option, metavar if column.form != "flag" else None, HELP[name], COMPLETED.get(name))
    type_: Any = {"flag": bool | None, "ids": list[str] | None}.get(column.form, str | None)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[type_, info])


def _with_options(function: Any) -> None:
    """Give a command an option for each answer: what a spreadsheet has a column for."""
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [
        inspect.Parameter("file", kind, default=None, annotation=File),
        inspect.Parameter("json", kind, default=None, annotation=Json),
        *map(_option, HELP),
    ]
    function.__signature__ = inspect.Signature(parameters)
    function.__annotations__ = {each.name: each.annotation for each in parameters}


_with_options(add)


def ask(file: str | None, *given: Entry) -> None:
    """Ask for claims on the terminal, and write each that is wanted; what an entry gives is not asked for.

    With one entry, claims are asked for until no more are wanted; with several, for these alone.

    Raises `Refused` where the files have errors already. Leaves with what a shell reports of an interrupt where it
    is stopped before a claim is written.
    """
    from borderclash.entering.session import Session
    from borderclash.entering.session_terminal import terminal
    from borderclash.entering.writing import Workspace

    if hasattr(sys.stdout, "reconfigure"):
        # A character that the terminal's encoding lacks is better shown as an escape than not at all.
        sys.stdout.reconfigure(errors="backslashreplace")
    session = Session(terminal(shared.width()), lambda: Workspace.open(file), row, waiting)
    try:
        session.run(*given)
    except (KeyboardInterrupt, EOFError):
        sys.stdout.write("\n")
        shared.note("stopped: the claim at hand was not written")
        raise typer.Exit(STOPPED) from None
    finally:
        if session.written:
            shared.note(f"{shared.counted(claim=session.written)} written")


@contextlib.contextmanager
def waiting() -> Iterator[None]:
    """Say that large data are checked, where that takes long."""
    with shared.progress() as stage:
        stage("checking")
        yield


def row(comparison: Comparison, number: int) -> str:
    """Return the rows of a question as they are shown, and the sentence of that which has a claim."""
    from borderclash.presenting.blocks import Note, Section, Table, text
    from borderclash.presenting.comparison_view import ComparisonView, Detail
    from borderclash.presenting.phrasing.rows import RowPhrasing
    from borderclash.rendering.options import Options
    from borderclash.rendering.terminal import render

    options = Options(width=shared.width(), color=False, ascii=outputs.only_ascii(outputs.Target()))
    view = ComparisonView(comparison, Detail(full=True))
    sections = [block for block in view.blocks() if isinstance(block, Section)]
    tables = [block for section in sections for block in section.blocks if isinstance(block, Table)]
    whys = [
        Note(text(RowPhrasing(row).why))
        for event in comparison.events
        for row in event.rows
        if any(claim.number == number for account in row.accounts.values() for claim in account.claims)
    ]
    parts = ("".join(render(blocks, options)).strip("\n") for blocks in (tables, whys))
    return "\n\n".join(part for part in parts if part)
