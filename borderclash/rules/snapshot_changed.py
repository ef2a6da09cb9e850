"""The saved text of a source is not the one whose `sha256` was taken."""

from collections.abc import Iterator

from borderclash.problems import Finding, Pointer, Severity
from borderclash.reading.snapshots import Saved
from borderclash.rules.base import Material, saved

NAME = "snapshot-changed"
SEVERITY: Severity = "error"
NEEDS = ("snapshot",)


def check(material: Material) -> Iterator[Finding]:
    for snapshot in material.once(saved):
        hash = snapshot.source.get("sha256")
        if hash is not None and isinstance(snapshot.saved, Saved) and snapshot.saved.sha256 != hash:
            message = f"the snapshot `{snapshot.source['snapshot']}` was changed: its SHA-256 is another one"
            help = (
                "restore the text that was saved; if the change is meant, remove this field and run"
                " `borderclash validate --update-hashes`"
            )
            place = Pointer(snapshot.pointer.file, snapshot.pointer.document, ("sources", snapshot.id, "sha256"))
            related = (("the snapshot is named here", snapshot.pointer),)
            yield Finding(NAME, message, place, help, SEVERITY, related)
