"""A captured page into a claim file: its text beside the file, and what it says into the source, or nothing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from borderclash import checking
from borderclash.atomic_write import write_whole
from borderclash.entering.claim_file import ClaimFile
from borderclash.entering.extracting import Extract
from borderclash.entering.insertion import order_of
from borderclash.entering.pages import SUFFIX_OF, Page
from borderclash.entering.writing import CHANGED, Prepared, Workspace
from borderclash.problems import Problem, Refused, UsageError, reason
from borderclash.reading import snapshots
from borderclash.reading.quotes import folded
from borderclash.reading.sources import Input
from borderclash.reading.withheld import withheld_in

FOLDER = "snapshots"
# Go with the text that is kept, and are no question of their own.
OF_THE_TEXT = ("snapshot", "sha256")


class Differing(NamedTuple):
    """A field of a source that says something else already than the page does; ``withheld`` is not to be told."""

    field: str
    there: str
    found: str
    withheld: bool = False


class Kept(NamedTuple):
    """A file to be written, and its content."""

    file: Path
    content: bytes

    @property
    def differs(self) -> bool:
        """Whether a file with another content is there."""
        return os.path.lexists(self.file) and _content(self.file) != self.content


@dataclass(frozen=True)
class Capture:
    """A page that is to be kept for a source: what is there, and what the page says.

    ``there`` is what the source says already, ``None`` for a new one; ``original`` are the bytes of the page where
    they are to be kept as well.
    """

    workspace: Workspace
    source: str
    file: str
    there: Mapping[str, Any] | None
    found: Mapping[str, str]
    text: bytes
    original: Kept | None

    @cached_property
    def unchanged(self) -> bool:
        """Whether the source names a text that is this one to the letter."""
        named = (self.there or {}).get("snapshot")
        try:
            return isinstance(named, str) and snapshots.read(str(self.folder), named).sha256 == self._hash
        except snapshots.Unusable:
            return False

    @property
    def folder(self) -> Path:
        """The folder of the claim file."""
        return Path(os.path.dirname(self.file))

    @property
    def snapshot(self) -> str:
        """The path of the text, from the folder of the claim file."""
        return str((self.there or {})["snapshot"]) if self.unchanged else f"{FOLDER}/{self.source}.txt"

    @property
    def kept(self) -> list[Kept]:
        """The files to be written."""
        text = [] if self.unchanged else [Kept(self.folder / self.snapshot, self.text)]
        return text + ([self.original] if self.original else [])

    @cached_property
    def lost(self) -> list[str]:
        """Sentences that say which text, or record of one, would be replaced."""
        said = [f"`{kept.file}` is there and differs" for kept in self.kept if kept.differs]
        fields = self.there or {}
        if fields.get("snapshot", self.snapshot) not in (self.snapshot, f"./{self.snapshot}"):
            named = "" if "snapshot" in self._withheld else f", `{fields['snapshot']}`"
            said.append(f"the source names another text{named}")
        if not said and fields.get("sha256", self._hash) != self._hash:
            said.append("the `sha256` of the source is that of another text")
        return said

    @property
    def _withheld(self) -> Set[str]:
        return withheld_in("source", self.there or {})

    @property
    def differing(self) -> list[Differing]:
        """The fields that say something else than the page does."""
        fields, withheld = self.there or {}, self._withheld
        return [
            Differing(name, str(fields[name]), value, name in withheld)
            for name, value in self._wanted.items()
            if fields.get(name) is not None and name not in self._certain and not _same(name, fields[name], value)
        ]

    @property
    def _hash(self) -> str:
        return sha256(self.text).hexdigest()

    @cached_property
    def _wanted(self) -> dict[str, str]:
        """What the page says, in the order of the format."""
        of_text = {"snapshot": self.snapshot, "sha256": self._hash}
        if not (self.unchanged and (self.there or {}).get("retrieved")):
            # By the clock of this computer it may still be the day before, and rules know of no tomorrow.
            of_text["retrieved"] = min(datetime.now(UTC).date(), checking.today()).isoformat()
        said = {**self.found, **of_text}
        return {name: said[name] for name in order_of(("sources", self.source)) if name in said}

    @property
    def _certain(self) -> tuple[str, ...]:
        """The fields that are written whatever they say: those of the text, with its day if one is replaced."""
        return (*OF_THE_TEXT, "retrieved") if self.lost else OF_THE_TEXT

    def written(self, taken: Collection[str]) -> dict[str, str]:
        """Return the fields that are written if those of *taken* are exchanged."""
        fields = self.there or {}
        return {
            name: value
            for name, value in self._wanted.items()
            if fields.get(name) is None or (name in (*taken, *self._certain) and fields[name] != value)
        }

    def write(self, taken: Collection[str] = ()) -> list[Problem]:
        """Write the text and the fields, both or neither; return the warnings that come of it.

        Raises `Refused` for what would be an error, and `UsageError` for a file that cannot be written.
        """
        if not self.lost and any(kept.differs for kept in self.kept):
            raise UsageError(
                f"`{self.folder / self.snapshot}` was written meanwhile; nothing was written", CHANGED
            )
        before = {(problem.rule, problem.message) for problem in self._checked(None).problems}
        changed = self._changed(self.written(taken))
        with _written(self.kept, self.folder, [*self.workspace.files]):
            checked = self._checked(changed)
            new = [each for each in checked.problems if (each.rule, each.message) not in before]
            errors = [each for each in new if each.severity == "error"]
            if errors:
                raise Refused([each._replace(location=changed.before(each.location)) for each in errors])
            if changed.changed:
                Prepared((changed,), (), checked.dataset, []).write()
        # A source comes before what is taken from it.
        return [each for each in new if each.rule != "unused-source"]

    def _changed(self, fields: Mapping[str, str]) -> ClaimFile:
        file = self.workspace.files[self.file]
        if self.there is None:
            return file.add({"sources": {self.source: fields}})
        path = ("sources", self.source)
        for name in [name for name in fields if name in self.there]:
            file = file.set_field(path, name, fields[name])
        new = {name: value for name, value in fields.items() if name not in self.there}
        documents = enumerate(file.parsed.documents)
        index = next(number for number, data in documents if self.source in ((data or {}).get("sources") or ()))
        return file.add({"sources": {self.source: new}}, index) if new else file

    def _checked(self, changed: ClaimFile | None) -> checking.Checked:
        files = self.workspace.files | ({changed.name: changed} if changed else {})
        inputs = [Input(file.name, file.encoded()) for file in files.values()]
        return checking.check_inputs(inputs, settings=self.workspace.settings)


def captured(
    workspace: Workspace, source: str, page: Page, extract: Extract, given: Mapping[str, str], original: bool
) -> Capture:
    """Return what is to be kept of a page; *given* are fields that the user gives, which come before the page's.

    Raises `UsageError` where it is not clear which file is meant, and where a new source would have neither title
    nor url.
    """
    file = home(workspace, source)
    there = workspace.known.sources.get(source)
    found = {**extract.found, **given}
    if there is None and not {"title", "url"} & found.keys():
        raise UsageError(f"{page.name} gives no title, and a source needs one", "give it: --title, or --url")
    kept = Kept(Path(os.path.dirname(file), FOLDER, f"{source}.original{SUFFIX_OF[page.kind]}"), page.content)
    fields = there.fields if there else None
    return Capture(workspace, source, file, fields, found, extract.text.encode(), kept if original else None)


def home(workspace: Workspace, source: str) -> str:
    """Return the file that has a source, or that a new one goes to; raises `UsageError`."""
    there = workspace.known.sources.get(source)
    if there is not None:
        if workspace.target not in (None, there.file):
            message = f"the source `{source}` stands in {there.file}, not in {workspace.target}"
            raise UsageError(message, "name that file, or its folder")
        return there.file
    if workspace.target is None:
        names = ", ".join(f"`{name}`" for name in workspace.files)
        raise UsageError(f"the new source could go to any of {names}", "name the file that it goes to: --file")
    return workspace.target


def _same(field: str, there: Any, found: str) -> bool:
    """Say whether a field says what the page does: in other case or quotation marks, or more precisely."""
    a, b = (folded(str(each)).casefold() for each in (there, found))
    if field in ("published", "retrieved"):
        return a.startswith(b)
    if field == "language":
        return a.partition("-")[0] == b.partition("-")[0]
    return a == b


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes() if file.is_file() else None
    except (OSError, ValueError):
        return None


@contextlib.contextmanager
def _written(files: list[Kept], folder: Path, inputs: Collection[str]) -> Iterator[None]:
    """Write files below a folder, and put back what was there if anything fails in the context."""
    for kept in files:
        _refuse(kept.file, folder, inputs)
    before = {kept.file: _content(kept.file) for kept in files}
    made = {kept.file.parent for kept in files if not kept.file.parent.exists()}
    try:
        for kept in files:
            kept.file.parent.mkdir(exist_ok=True)
            if before[kept.file] != kept.content:
                write_whole(kept.file, [kept.content])
        yield
    except BaseException as error:
        for file, content in before.items():
            with contextlib.suppress(OSError):
                if content is not None and _content(file) != content:
                    write_whole(file, [content])
                elif content is None and file.is_file():
                    file.unlink()
        for parent in made:
            with contextlib.suppress(OSError):
                parent.rmdir()
        if isinstance(error, OSError):
            message = f"cannot write below `{folder / FOLDER}`: {reason(error)}; nothing was written"
            raise UsageError(message, "check the folder and its permissions") from None
        raise


def _refuse(file: Path, folder: Path, inputs: Collection[str]) -> None:
    """Raise `UsageError` where a link leads elsewhere, and where what is there could not be put back."""
    base, real = os.path.realpath(folder), os.path.realpath(file)
    if os.path.commonpath((base, real)) != base or any(os.path.realpath(each) == real for each in inputs):
        help = "remove the link: a text is kept in the folder of the claim file, or below it"
        raise UsageError(f"`{file}` is a link that leads elsewhere", help)
    if os.path.lexists(file) and _content(file) is None:
        raise UsageError(f"`{file}` is there and cannot be read", "move it away")
