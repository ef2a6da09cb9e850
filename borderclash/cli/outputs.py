"""What the commands write, and where: standard output, or a file that may be written over."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, TextIO, TypeVar

import typer
from typer.main import get_click_type
from typer.models import OptionInfo

from borderclash.cli import shared
from borderclash.language import Language, gettext, using
from borderclash.problems import UsageError, reason
from borderclash.rendering import formats
from borderclash.rendering.formats import AnyFormat, BinaryFormat, FolderFormat
from borderclash.vocabulary import ColorChoice

if TYPE_CHECKING:
    from borderclash.rendering.options import Options

AnyView = TypeVar("AnyView")
Done = TypeVar("Done")
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to FILE, whole or not at all; - is standard output.",
        show_default=False,
    ),
]
Overwrite = Annotated[
    bool,
    typer.Option(
        "--overwrite",
        help="Let FILE also replace YAML, HTML, sheets and databases that borderclash did not write; no input.",
    ),
]
InLanguage = Annotated[
    Language | None,
    typer.Option(
        "--language",
        help="The language of what readers are shown; what programs read stays in English. Default: "
        "`output-language` of the files, else en.",
        show_default=False,
    ),
]
# The second by its name: opened anew, a file that it leads to would lose what it holds.
STANDARD_OUTPUT = ("-", "/dev/stdout")
# What a shell reports of a program that SIGPIPE ended: 128 and the signal's number.
CLOSED_PIPE = 141


class Target(NamedTuple):
    """Where a command writes: a file or, without one, standard output."""

    file: Path | None = None
    overwrite: bool = False


def target(output: str | None, overwrite: bool = False) -> Target:
    """Return what the options stand for."""
    return Target(None if output is None or output in STANDARD_OUTPUT else Path(output), overwrite)


def use_color(choice: ColorChoice, target: Target) -> bool:
    """Say whether to write colour: as asked for, else by NO_COLOR, FORCE_COLOR and whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if target.file is not None or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def only_ascii(target: Target) -> bool:
    """Say whether marks beyond ASCII would not survive the encoding of standard output; a file is always UTF-8."""
    if target.file is not None:
        return False
    try:
        # One of each kind that is written: mark, dash, rule, block.
        "\u2260\u2014\u2500\u2592".encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return True
    return False


def emit(pieces: Iterable[str], target: Target, read: Iterable[str]) -> None:
    """Write *pieces* to standard output, or to a file as a whole; *read* are the files that they were made from.

    Raises `UsageError` where that fails, and where a file would be lost (`refuse`).
    """
    if target.file is not None:
        emit_bytes((piece.encode(errors="backslashreplace") for piece in pieces), target, read)
        return
    # A name or a text that the terminal's encoding lacks is better shown as an escape than not at all.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace", newline="")
    with standard_output() as stream:
        for piece in pieces:
            stream.write(piece)
            # Whoever reads along sees each piece as soon as it is made.
            stream.flush()


def emit_bytes(pieces: Iterable[bytes], target: Target, read: Iterable[str]) -> None:
    """Write *pieces* as `emit` does."""
    if target.file is None:
        with standard_output() as stream, _closed(pieces):
            for piece in pieces:
                stream.buffer.write(piece)
        return
    from borderclash.atomic_write import write_whole

    file = target.file
    try:
        try:
            refuse(target, read)
        except Loss:
            content = b"".join(pieces)
            if content == file.read_bytes():
                return
            raise
        with shared.progress() as stage:
            stage(f"writing {file}")
            write_whole(file, pieces)
    except BrokenPipeError:
        raise  # of a pipe given by its name, such as /dev/stdout
    except OSError as error:
        raise _cannot_write(file, error) from None


class Loss(UsageError):
    """A file with something in it that would be lost; `--overwrite` is its remedy."""


def refuse(target: Target, read: Iterable[str]) -> None:
    """Raise `UsageError` where the target is one of the files *read*, or `Loss` where `--overwrite` is needed."""
    from borderclash.reading.sources import STDIN_NAME
    from borderclash.rendering import overwriting

    file = target.file
    if file is None:
        return
    if name := overwriting.input_there(file, read):
        message = f"`{file}` is an input of this command"
        if name != str(file):
            message += f": it is the same file as {'standard input' if name == STDIN_NAME else f'`{name}`'}"
        raise UsageError(message, "name another file for --output; an input is never written over")
    if not target.overwrite and (lost := overwriting.loss(file)):
        raise Loss(lost, "name another file for --output, or replace this one with --overwrite")


@contextlib.contextmanager
def _closed(pieces: Iterable[bytes]) -> Iterator[None]:
    """Have a generator that is left halfway clean up at once, such as a database in the temporary folder."""
    try:
        yield
    finally:
        if isinstance(pieces, Generator):
            pieces.close()


@contextlib.contextmanager
def standard_output() -> Iterator[TextIO]:
    """Give standard output, flushed at the end; raises `UsageError` where it takes no more."""
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise  # the exit code alone says it
    except OSError as error:
        if error.filename is not None:
            raise  # of another file
        _discard(sys.stdout)
        raise UsageError(
            f"cannot write to standard output: {reason(error)}", "write to a file with --output, or free some room"
        ) from None


@contextlib.contextmanager
def closed_pipe_ends() -> Iterator[None]:
    """Leave without a word, with exit code 141, where the reader of a pipe has gone."""
    try:
        yield
    except BrokenPipeError:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                _discard(stream)
        raise SystemExit(CLOSED_PIPE) from None


def _discard(stream: TextIO) -> None:
    """Let go of what a stream still holds, which would fail once more at the end of the process."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def format_option(served: Sequence[AnyFormat[AnyView]], help: str = "") -> Any:
    """Return the option that chooses one of the formats that a command serves; *help* comes first in its help."""
    suffixes = ", ".join(formats.suffixes(served))
    default = f"Default: by the suffix of --output ({suffixes}), else {served[0].name}."
    return format_choice(served, f"{help}{' ' if help else ''}{default}")


def format_choice(served: Sequence[AnyFormat[AnyView]], help: str) -> Any:
    """Return an option that chooses one of the formats, with this help alone."""
    names = Literal.__getitem__(tuple(formats.names(served)))
    return typer.Option(
        "--format",
        "-f",
        click_type=get_click_type(annotation=names, parameter_info=OptionInfo()),
        help=help,
        show_default=False,
    )


def choose(name: str | None, target: Target, served: Sequence[AnyFormat[AnyView]]) -> AnyFormat[AnyView]:
    """Return the format that was asked for, else that of the file's suffix, else the first of those served.

    Raises `UsageError` for a suffix that none of them has, and where bytes would go to a terminal.
    """
    if name:
        chosen = formats.named(name, served)
    elif target.file is None or not target.file.suffix:
        chosen = served[0]
    else:
        found = formats.by_suffix(target.file.suffix, served)
        if found is None:
            raise _unknown_suffix(target.file, formats.suffixes(served))
        chosen = found
    if isinstance(chosen, BinaryFormat) and target.file is None and sys.stdout.isatty():
        help = f"write to a file: -o comparison.{chosen.name}"
        raise UsageError(f"{chosen.name} cannot be shown in a terminal", help)
    if isinstance(chosen, FolderFormat) and target.file is None:
        message = f"{chosen.name} is a folder of files, which standard output cannot take"
        raise UsageError(message, f"name the folder: -o comparison{chosen.suffixes[0]}")
    return chosen


def write(
    view: AnyView,
    format: AnyFormat[AnyView],
    target: Target,
    read: Iterable[str],
    *,
    language: Language | None = None,
    color: ColorChoice = "auto",
    example: bool = False,
) -> None:
    """Write a view in a format; *read* are the files that it was made from, which are not written over.

    A format for readers is in *language*. Above an *example* that nobody asked for stands a heading that says what
    it is.
    """
    from borderclash.rendering.options import Options

    with using(formats.language_of(format, language), isolates=formats.isolates(format)):
        if isinstance(format, FolderFormat):
            write_folder(partial(format.write, view), format, target, read)
            return
        options = Options(width=shared.width(), color=use_color(color, target), ascii=only_ascii(target))
        if isinstance(format, BinaryFormat):
            emit_bytes(format.write(view, options), target, read)
        else:
            pieces = format.write(view, options)
            emit(_under_example_heading(pieces, options) if example else pieces, target, read)


def _under_example_heading(pieces: Iterable[str], options: Options) -> Iterator[str]:
    from borderclash.presenting.blocks import Note, Span
    from borderclash.rendering.terminal import render

    head, colon, rest = gettext("Example: data that comes with borderclash, none of yours").partition(":")
    yield from render([Note((Span(head, "strong"), Span(f"{colon}{rest}")))], options)
    yield "\n"
    yield from pieces


def write_folder(
    write: Callable[[Path], Done], format: FolderFormat[AnyView], target: Target, read: Iterable[str]
) -> Done:
    """Write to the folder of a target, and return what *write* does; raises `UsageError` where that fails.

    It also does where files would be lost.
    """
    folder = target.file
    assert folder  # `choose` has seen to it
    refuse(target, read)
    _refuse_folder(folder, format.refusal(folder), read)
    try:
        with shared.progress() as stage:
            stage(f"writing {folder}")
            return write(folder)
    except OSError as error:
        raise _cannot_write(folder, error) from None


def _refuse_folder(folder: Path, refusal: str | None, read: Iterable[str]) -> None:
    """Raise `UsageError` where *refusal* says that *folder* is taken, or one of the files *read* lies in it."""
    if refusal:
        raise UsageError(refusal, "name another folder for --output")
    place = os.path.realpath(folder)
    for name in read:
        if os.path.realpath(name).startswith(f"{place}{os.sep}"):
            help = "name another folder for --output; an input is never written over"
            raise UsageError(f"`{folder}` has an input of this command in it: `{name}`", help)


def _cannot_write(file: Path, error: OSError) -> UsageError:
    return UsageError(f"cannot write `{file}`: {reason(error)}", "choose another file for --output")


def _unknown_suffix(file: Path, known: Iterable[str]) -> UsageError:
    message = f"no format is known by the suffix of `{file}`"
    return UsageError(message, f"use one of {', '.join(known)}, or name the format with --format")
