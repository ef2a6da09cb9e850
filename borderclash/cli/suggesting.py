"""``borderclash capture --suggest``: the figures of a kept text, listed, and those that are chosen added."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from borderclash.cli import outputs, shared
from borderclash.problems import UsageError

if TYPE_CHECKING:
    from borderclash.entering.entry import Entry
    from borderclash.entering.writing import Workspace

ASKED = "Which ones are to be added? Numbers such as 1,3-5; Enter for none: "
_CHOICE = re.compile(r"(\d{1,6})(?:\s*-\s*(\d{1,6}))?")


def suggest(
    file: str | None, source: str, given: Mapping[str, str], *, as_json: bool, with_withheld: bool = False
) -> None:
    """List the figures of the kept text of a source; on a terminal, ask which are to be added.

    *given* are answers for all of them. Raises `UsageError` where no text is kept, and where it is withheld unless
    that was asked for.
    """
    from borderclash.entering.suggestions import suggest as suggested
    from borderclash.entering.writing import Workspace

    workspace = Workspace.open(file)
    text, language = _kept(workspace, source, with_withheld=with_withheld)
    parties = {id: str(home.fields.get("name") or id) for id, home in workspace.known.parties.items()}
    entries = [entry.with_answers(**given) for entry in suggested(text, language, parties, source)]
    asked = (given.get("event", ""), given.get("question", "")) in workspace.known.questions
    # What is there already has its own.
    ready = [entry.with_answers(label=None, kind=None, unit=None) if asked else entry for entry in entries]
    if as_json:
        import json

        records = [dict(entry.answers) for entry in ready]
        outputs.emit([json.dumps(records, ensure_ascii=False, indent=2), "\n"], outputs.Target(), ())
        return
    if not entries:
        shared.note(f"no figure was found in the text of `{source}`{_unknown(language)}")
        return
    outputs.emit(_listed(entries, parties), outputs.Target(), ())
    if all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        chosen = _chosen(len(entries))
        if chosen:
            from borderclash.cli import add

            add.ask(file, *(ready[number - 1] for number in chosen))
    else:
        shared.note(
            "nothing was written: choose on a terminal, or pass claims of -f json to `borderclash add --json -`"
        )


def _kept(workspace: Workspace, source: str, *, with_withheld: bool) -> tuple[str, str | None]:
    import os

    from borderclash.reading import snapshots
    from borderclash.reading.withheld import withheld_in

    home = workspace.known.sources.get(source)
    named = home.fields.get("snapshot") if home else None
    if home is None or not isinstance(named, str):
        raise UsageError(
            f"no text of `{source}` is kept", f"name its page: borderclash capture {source} PAGE --suggest"
        )
    if not with_withheld and "snapshot" in withheld_in("source", home.fields):
        raise UsageError(f"the text of `{source}` is withheld", "--with-withheld shows its figures")
    saved = snapshots.read(os.path.dirname(home.file), named)
    language = home.fields.get("language")
    return saved.text, language if isinstance(language, str) else None


def _unknown(language: str | None) -> str:
    from borderclash.quotes.tables import known

    if language is None:
        return ": it was read as English, since the source has no `language`"
    return "" if known(language) else f": nothing is known of its language, `{language}`"


def _listed(entries: Sequence[Entry], parties: dict[str, str]) -> list[str]:
    from borderclash.presenting.blocks import Heading, Item, List, text
    from borderclash.rendering.options import Options
    from borderclash.rendering.terminal import render

    target = outputs.Target()
    options = Options(shared.width(), outputs.use_color("auto", target), outputs.only_ascii(target))
    items = []
    for number, entry in enumerate(entries, 1):
        answers = entry.answers
        denied = "not " if answers.get("stance") == "denies" else ""
        unit = str(answers.get("unit", ""))
        unit = f" {unit}" if unit.lower() not in str(answers.get("label", "")).lower() else ""
        hedge = f" ({answers['hedge']})" if "hedge" in answers else ""
        says = f"{answers.get('label', 'Figure')}: {denied}{answers['value']}{unit}{hedge}"
        party = parties.get(str(answers.get("party")))
        who = str(answers.get("speaker") or answers.get("attribution") or "no speaker is named")
        below = [
            Item(text(f"\N{LEFT DOUBLE QUOTATION MARK}{answers['quote']}\N{RIGHT DOUBLE QUOTATION MARK}", "quiet"))
        ]
        below.append(Item(text(f"{who}{f', for {party}' if party else ''}")))
        items.append(Item(text(says, "strong"), text(f"{number}. "), tuple(below)))
    counted = f"{len(entries):,} figure{'' if len(entries) == 1 else 's'} that may be claims"
    return list(render([Heading(text(counted)), List(tuple(items))], options))


def _chosen(most: int) -> list[int]:
    while True:
        sys.stdout.write(f"\n{ASKED}")
        sys.stdout.flush()
        typed = sys.stdin.readline().strip()
        numbers = numbers_of(typed, most)
        if numbers is not None:
            return numbers
        sys.stdout.write(f"  these are no numbers from 1 to {most}: write 2, or 1,3-5\n")


def numbers_of(typed: str, most: int) -> list[int] | None:
    """Return the numbers in "1,3-5", each once; ``None`` for what is none, or beyond the last."""
    numbers: list[int] = []
    for part in typed.replace(",", " , ").split(",") if typed else ():
        match = _CHOICE.fullmatch(part.strip())
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= most:
            return None
        numbers += range(first, last + 1)
    return list(dict.fromkeys(numbers))
