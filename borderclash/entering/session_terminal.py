"""The terminals that a session asks at: one that completes as one types, and a plain one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any, Protocol

from borderclash.entering.session_scene import Offer
from borderclash.text.escaping import terminal_text
from borderclash.text.folding import fold

# So many offers are listed where they cannot be chosen from a menu, and have room in one.
LISTED = 12
MENU = 6


class Terminal(Protocol):
    """Where a session asks. Both raise `KeyboardInterrupt`, and `EOFError` where there is nothing more to read."""

    def ask(self, words: str, offers: Sequence[Offer] = (), text: str = "") -> str:
        """Return what is typed behind *words*; *text* stands there to be changed."""
        ...

    def show(self, text: str = "") -> None:
        """Show some lines."""
        ...


def terminal(width: int) -> Terminal:
    """Return the terminal that the process runs in: a plain one where it is dumb, or takes no menu."""
    # Windows names none, and moves its cursor all the same.
    name = os.environ.get("TERM", "dumb" if os.name == "posix" else "")
    return Plain(width) if name in ("dumb", "unknown") else Completing(width)


class Plain:
    """Asks by lines alone: what is offered is listed above the question."""

    def __init__(self, width: int) -> None:
        self.width = width

    def ask(self, words: str, offers: Sequence[Offer] = (), text: str = "") -> str:
        """Return the line that is typed; an empty one stands for *text*."""
        for offer in offers[:LISTED]:
            self.show(f"  {offer.text}{f': {offer.meaning}' if offer.meaning else ''}")
        if len(offers) > LISTED:
            self.show(f"  and {len(offers) - LISTED} more")
        if text:
            self.show(f"  it was: {text}")
        sys.stdout.write(terminal_text(words))
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line if line.strip() else text

    def show(self, text: str = "") -> None:
        """Show some lines, broken at the width."""
        for line in text.split("\n"):
            inert = terminal_text(line)
            indent = inert[: len(inert) - len(inert.lstrip())]
            broken = wrap(inert, self.width, subsequent_indent=indent, break_on_hyphens=False) if inert else [""]
            sys.stdout.write("\n".join(broken) + "\n")
        sys.stdout.flush()


class Completing(Plain):
    """Completes what is offered while one types."""

    def __init__(self, width: int) -> None:
        super().__init__(width)
        from prompt_toolkit import PromptSession

        self.session: PromptSession[str] = PromptSession(
            complete_while_typing=True, reserve_space_for_menu=MENU, enable_open_in_editor=False
        )

    def ask(self, words: str, offers: Sequence[Offer] = (), text: str = "") -> str:
        """Return what is typed behind *words*; *text* stands there to be changed."""
        # What is completed stands in the line as it is, and a terminal would obey some of it.
        offers = [offer for offer in offers if offer.text == terminal_text(offer.text)]
        return self.session.prompt(
            terminal_text(words),
            completer=_completer(offers),
            key_bindings=_keys(offers),
            default=text,
            # What is offered shows before the first key.
            pre_run=self.session.default_buffer.start_completion if offers and not text else None,
        )


def _keys(offers: Sequence[Offer]) -> Any:
    """Return what Tab does, which takes the only answer that is left, else the next of the menu, and Up: it brings
    back what was typed before, unless one is in the menu already.
    """
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("tab")
    def complete(event: Any) -> None:
        buffer = event.current_buffer
        left = matching(buffer.text, offers)
        if len(left) == 1:
            buffer.text = left[0].text
            buffer.cursor_position = len(buffer.text)
        elif buffer.complete_state:
            buffer.complete_next()
        else:
            buffer.start_completion(insert_common_part=True)

    @keys.add("up")
    def go_up(event: Any) -> None:
        buffer = event.current_buffer
        if buffer.complete_state and buffer.complete_state.complete_index is None:
            buffer.cancel_completion()
        buffer.auto_up(count=event.arg)

    return keys


def _completer(offers: Sequence[Offer]) -> Any:
    from prompt_toolkit.completion import Completer, Completion

    class Offered(Completer):
        def get_completions(self, document: Any, complete_event: Any) -> Iterator[Completion]:
            typed = document.text_before_cursor
            for offer in matching(typed, offers):
                yield Completion(
                    offer.text,
                    start_position=-len(typed),
                    display=terminal_text(offer.text),
                    display_meta=terminal_text(offer.meaning),
                )

    return Offered()


def matching(typed: str, offers: Sequence[Offer]) -> list[Offer]:
    """Return what is offered for the beginning of an answer: what begins so, then what has a word that does."""
    word = fold(typed)

    def rank(offer: Offer) -> int | None:
        id, name = fold(offer.text), fold(offer.meaning)
        if id.startswith(word) or name.startswith(word):
            return 0
        return 1 if f" {word}" in f" {name}" or f"-{word}" in id or f" {word}" in id else None

    ranked = [(rank(offer), offer) for offer in offers]
    return [offer for wanted in (0, 1) for rank_, offer in ranked if rank_ == wanted]
