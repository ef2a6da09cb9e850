"""The saved text that a source names as its `snapshot` cannot be read."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.reading.snapshots import Unusable
from borderclash.rules.base import Material, saved

NAME = "snapshot-missing"
SEVERITY: Severity = "error"
NEEDS = ("snapshot",)


def check(material: Material) -> Iterator[Finding]:
    for snapshot in material.once(saved):
        if isinstance(snapshot.saved, Unusable):
            yield Finding(NAME, snapshot.saved.message, snapshot.pointer, snapshot.saved.help, SEVERITY)
