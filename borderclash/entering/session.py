"""The session of ``borderclash add`` on a terminal: it asks for a claim, shows its row, and writes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, repeat
from typing import TYPE_CHECKING

from borderclash.checking import Choice
from borderclash.entering.entry import Entry
from borderclash.entering.session_answers import STANCES, options, options_of
from borderclash.entering.session_files import Files
from borderclash.entering.session_scene import Offer, Scene, begun, check, find, short
from borderclash.entering.session_steps import BY_NAME, STEPS, WITH, Step, changeable, explanation, lifted, named
from borderclash.entering.writing import CHANGED, Prepared, Workspace
from borderclash.problems import Finding, Problem, Refused, UsageError
from borderclash.spreadsheet.columns import NAMED
from borderclash.text.escaping import is_web_address
from borderclash.text.folding import fold
from borderclash.text.slugs import id_of, is_id

if TYPE_CHECKING:
    from borderclash.comparing.rows import Comparison
    from borderclash.entering.session_terminal import Terminal

DONE = "done"
NONE = "-"
BACK = "<"
HELP = "?"
INTRO = (
    "Enter takes what stands in brackets, or skips; - leaves it out; < goes back; ? explains; Tab completes. "
    "Ctrl-C stops, and the claim at hand is not written."
)
KEEP = "Keep it? yes, no, or another answer to change"
AGAIN = "Not written. An answer to change, yes to try again, no to give the claim up"
WRITE = "Write it? yes, no, or a field to add or change"
# The next claim begins with one of these, and may not be wanted.
BEGINS = ("event", "source", "question")
IDS = ("event_id", "question_id", "party_id", "source_id")


class _Done(Exception):
    """No other claim is wanted."""


class Session:
    """Asks for claims, one at a time, until there are no more.

    *show* turns a comparison, and the number of the new claim, into lines; *reopen* reads the files again; *wait*
    says that large data are checked.
    """

    def __init__(
        self,
        terminal: Terminal,
        reopen: Callable[[], Workspace],
        show: Callable[[Comparison, int], str],
        wait: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        self.terminal = terminal
        self.render = show
        self.wait = wait
        self.files = Files(reopen)
        self.rules = Choice.of(self.files.workspace.settings).names
        self.before: list[Entry] = []
        self.written = 0
        # Warnings that were told and are not told again.
        self.kept: set[str] = set()

    def run(self, *given: Entry) -> None:
        """Ask for claims and write those that are wanted; what an entry gives is not asked for.

        With one entry, claims are asked for until no more are wanted; with several, for these alone. Raises
        `Refused` where the files have errors already, and what the terminal raises where it is stopped.
        """
        if problems := self.files.problems:
            raise Refused(problems)
        self.terminal.show(INTRO)
        entries = chain(given, repeat(Entry()) if len(given) == 1 else ())
        try:
            for number, entry in enumerate(entries):
                self.terminal.show()
                scene = self._scene(entry)
                if number:
                    self.terminal.show(f"Next claim. `event` or `source` changes these, `{DONE}` ends.")
                if len(given) > 1:
                    self.terminal.show("\n".join(f"{name}: {answer}" for name, answer in entry.answers.items()))
                if self._claim(scene):
                    self.written += 1
                    self.files.read()
                self.before.append(scene.entry)
        except _Done:
            return

    def _scene(self, given: Entry) -> Scene:
        """Return the scene of a claim, of the same event and source as the one before."""
        given = given._replace(confirmed=True)
        scene = Scene(self.files.known, given, self.before, set(given.answers))
        for name in ("event", "source") if self.before else ():
            id = scene.last(name)
            if id in scene.things(name) or (name == "source" and scene.last("event") in scene.known.events):
                scene.settled.add(name)
                if name not in given.answers:
                    scene.entry = scene.entry.with_answers(**{name: id or None})
        for noun in NAMED:
            # Without its event, no question is known.
            if noun != "question" or "event" in scene.settled:
                scene.doubt(noun)
        return scene

    def _claim(self, scene: Scene) -> bool:
        """Ask for a claim and write it; return ``False`` where it is given up."""
        while True:
            while step := next((s for s in STEPS if s.name not in scene.settled and s.applies(scene)), None):
                self._ask(scene, step)
                if step.name == "event_id":
                    self._choose_file()
                if step.name == "event":
                    scene.doubt("question")
            with self.wait():
                prepared = self.files.prepare(scene.entry)
                scene.known = self.files.known
            self._show(scene, prepared)
            answer = self._change(scene, *((AGAIN, "no") if prepared.problems else (WRITE, "yes")))
            if answer == "no":
                return False
            if answer == "yes" and not prepared.problems and self._write(prepared):
                return True

    def _write(self, prepared: Prepared) -> bool:
        """Write a claim; say why it cannot be written, and return ``False`` then."""
        try:
            prepared.write()
        except UsageError as error:
            again = "it is read again: look at the row once more"
            self._say(error.message, again if error.help == CHANGED else error.help)
            return False
        self.terminal.show(f"Written to {', '.join(file.name for file in prepared.files)}.")
        return True

    def _choose_file(self) -> None:
        """Ask which file a new event goes to, where it could be any of several."""
        workspace = self.files.workspace
        names = [Offer(name) for name in workspace.files]
        while workspace.target is None:
            workspace.target, _ = find(self._typed("Which file does the event go to", names), names)

    def _show(self, scene: Scene, prepared: Prepared) -> None:
        self.terminal.show()
        comparison = None if prepared.problems else prepared.comparison(scene.entry)
        if comparison is not None:
            number = next(a.path[-1] for a in prepared.added if a.thing == "claim")
            self.terminal.show(self.render(comparison, int(number)))
            self.terminal.show()
            if new := [f"{a.thing} {a.path[-1]}" for a in prepared.added if a.thing != "claim"]:
                self.terminal.show(f"New with it: {', '.join(new)}.")
        for problem in (*prepared.problems, *prepared.warnings):
            if problem.message not in self.kept:
                self._tell(problem)

    def _change(self, scene: Scene, words: str, default: str) -> str:
        """Ask what to do with a claim; return yes, no, or the names of answers that were changed."""
        offers = [Offer(step.name.replace("_", "-"), step.words(scene)) for step in changeable(scene)]
        names = [offer.text for offer in offers]
        while True:
            typed = self._typed(f"{words} [{default}]", [Offer("yes"), Offer("no"), *offers]) or default
            if typed.lower() in ("yes", "y", "no", "n"):
                return {"y": "yes", "n": "no"}.get(typed.lower(), typed.lower())
            if typed == BACK:
                typed = scene.asked.pop() if scene.asked else default
            meant = [(word, named(word, names)) for word in typed.replace(",", " ").split()]
            if unknown := [word for word, name in meant if name is None]:
                self._say(f"there is no field `{short(unknown[0])}`", f"the fields are {', '.join(names)}")
                continue
            for _, name in meant:
                self._again(scene, BY_NAME[str(name).replace("-", "_")])
            return typed

    def _again(self, scene: Scene, step: Step) -> None:
        self._ask(scene, step, self._taken_back(scene, step))

    def _taken_back(self, scene: Scene, step: Step) -> str:
        """Forget an answer, and return it as one types it, to be changed."""
        text = scene.typed(step.name, step.answer)
        if step.name == "value" and scene.answer("stance"):
            scene.was["denied"] = scene.answer("value")
        self._forget(scene, step)
        return text

    def _forget(self, scene: Scene, step: Step) -> None:
        scene.settled.discard(step.name)
        taken = {step.answer: None} | ({"stance": None} if step.name == "value" else {})
        scene.entry = scene.entry.with_answers(**taken)
        for name in WITH.get(step.name, ()):
            self._forget(scene, BY_NAME[name])

    def _ask(self, scene: Scene, step: Step, text: str = "") -> None:
        """Ask until there is an answer that can stand; raises `_Done` where the next claim is not wanted."""
        first = bool(self.before) and step.name in BEGINS and "party" not in scene.settled
        while True:
            former = text = text or scene.was.pop(step.name, "")
            try:
                typed = self._typed(step.asked(scene), step.offers(scene), text)
            except EOFError:
                if first:
                    raise _Done from None
                raise
            text = ""
            if first and typed == DONE:
                raise _Done
            if first and step.name == "question" and typed in ("event", "source"):
                self._forget(scene, BY_NAME[typed])
                return
            if typed == BACK:
                if scene.asked:
                    scene.was[step.name] = former
                    back = BY_NAME[scene.asked.pop()]
                    text = self._taken_back(scene, back)
                    # An id is made anew of the name.
                    scene.was[back.name] = "" if back.name in IDS else text
                    return
                continue
            if typed == HELP:
                self.terminal.show(explanation(step))
                continue
            answer = lifted(scene, step) if typed == NONE else typed or step.default(scene)
            if not answer and step.required(scene):
                self._say(f"`{step.answer.replace('_', '-')}` is needed here", "? explains what it is")
            elif not answer or self._settle(scene, step, answer):
                scene.settled.add(step.name)
                scene.asked += [step.name] if scene.asked[-1:] != [step.name] else []
                for name in WITH.get(step.name, ()) if former and typed != former else ():
                    scene.was.pop(name, None)
                return

    def _typed(self, words: str, offers: Sequence[Offer] = (), text: str = "") -> str:
        return " ".join(self.terminal.ask(f"{words}: ", offers, text).split())

    def _yes(self, words: str, default: str = "yes") -> bool:
        while True:
            typed = self._typed(f"{words} [{default}]").lower() or default
            if typed in ("y", "yes", "n", "no", BACK):
                return typed[0] == "y"
            self.terminal.show("  yes or no?")

    def _settle(self, scene: Scene, step: Step, answer: str) -> bool:
        """Take an answer up if it can stand, or is kept against a warning; else say why it cannot."""
        if step.thing:
            return self._thing(scene, step.name, answer, step.offers(scene))
        offers = step.offers(scene)
        if step.name in ("question_subject", "subject", "of"):
            return self._party(scene, step, answer)
        if step.choice or (step.name == "value" and options_of(scene)):
            answer = self._meant(answer, offers) or answer
        if step.name == "value" and not scene.answer("stance") and answer in STANCES:
            scene.entry = scene.entry.with_answers(stance=answer)
            # What is denied may be given, too.
            if answer == "denies":
                scene.asked.append(step.name)
                self._ask(scene, step, scene.was.pop("denied", ""))
            # One may have gone back from there.
            return bool(scene.answer("stance"))
        if step.name in IDS and answer in scene.things(step.answer):
            there = next(offer.meaning for offer in scene.offers(step.answer) if offer.text == answer)
            self._say(f"`{answer}` is the id of {short(there)}", "choose another one")
            return False
        return self._take(scene, step, answer)

    def _take(self, scene: Scene, step: Step, answer: str) -> bool:
        """Take an answer up, unless it is wrong."""
        before = scene.entry
        given = {step.answer: options(answer) if step.name == "options" else answer}
        try:
            Entry.from_record(given)
        except Refused as refused:
            self._tell(refused.problems[0])
            return False
        scene.entry = before.with_answers(**given)
        findings = check(scene, step.answer, self.rules, self.files.home(scene.answer("event")))
        for finding in findings:
            self._tell(finding)
        wrong = any(finding.severity == "error" for finding in findings)
        kept = "yes" if not findings or wrong else self._change(scene, KEEP, "yes")
        if wrong or kept == "no":
            scene.entry = before
            return False
        if kept != "yes":
            return self._take(scene, step, answer)
        self.kept |= {finding.message for finding in findings}
        if answer == step.implied(scene):
            scene.entry = before
        return True

    def _thing(self, scene: Scene, noun: str, answer: str, offers: Sequence[Offer]) -> bool:
        """Take up the id of a thing that is there, or what is known of one that is to be made."""
        parts = [part.strip() for part in answer.split(";")] if noun == "source" else [answer]
        there = scene.things(noun)
        unknown = [part for part in parts if part not in there]
        if 0 < len(unknown) < len(parts):
            self._say(f"no source has the id `{short(unknown[0])}`", "make it first: give it alone")
            return False
        id = answer if all(part in there for part in parts) else self._meant(answer, offers, certain=True)
        if id is not None:
            scene.choose(noun, None if id == BY_NAME[noun].implied(scene) else id)
            return True
        # What several begin with is more likely cut short.
        likely = "no" if len(begun(answer, offers)) > 1 else "yes"
        if offers and not self._yes(f"New {noun} `{short(answer)}`?", likely):
            return False
        if is_id(answer):
            scene.entry = scene.entry.with_answers(**{noun: answer})
            scene.settled.add(f"{noun}_id")
            return True
        name = NAMED[noun][-1 if is_web_address(answer) else 0]
        taken = self._take(scene, BY_NAME[name], answer)
        scene.settled |= {name} if taken else set()
        return taken

    def _party(self, scene: Scene, step: Step, answer: str) -> bool:
        offers = step.offers(scene)
        id = "null" if answer == "null" else self._meant(answer, offers, certain=True)
        if id is None:
            if not self._yes(f"New party `{short(answer)}`?"):
                return False
            id = answer if is_id(answer) else id_of(answer, "party")
            name = answer.replace("-", " ").capitalize() if is_id(answer) else answer
            scene.entry = scene.entry._replace(others={**scene.entry.others, id: name})
        return self._take(scene, step, id)

    def _meant(self, typed: str, offers: Sequence[Offer], certain: bool = False) -> str | None:
        """Return the id that is meant; where it is to be *certain*, a near miss is asked about."""
        id, sure = find(typed, offers)
        if id is None:
            return None
        meaning = next((offer.meaning for offer in offers if offer.text == id), "")
        shown = f"{id} ({short(meaning)})" if meaning and meaning != id else id
        if not sure and (certain or not id.startswith(typed)):
            return id if self._yes(f"Did you mean {shown}?") else None
        if fold(typed) not in (id, fold(meaning)):
            self.terminal.show(f"  {shown}")
        return id

    def _say(self, message: str, help: str) -> None:
        self.terminal.show(f"  {message}\n  help: {help}")

    def _tell(self, problem: Problem | Finding) -> None:
        at = problem.location if isinstance(problem, Problem) else None
        place = f"{at.file}:{at.line}:{at.column}: " if at and at.line else ""
        self._say(f"{place}{problem.severity}[{problem.rule}]: {problem.message}", problem.help)
