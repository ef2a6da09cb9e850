"""The saved text that a source names as its `snapshot` cannot be read.

It is not there, is no plain text in UTF-8, is larger than 64 MiB, or lies outside the folder of the claim file.
Then nobody can hold the quotes against it, and who copies the folder does not have it.

Fails:

    borderclash: 1
    sources:
      wire: {title: Wire report, published: 2025-10-12, snapshot: snapshot.txt}

Mended:

    # with a file snapshot.txt that says: The ministry said that at least 18 soldiers were killed.
    borderclash: 1
    sources:
      wire: {title: Wire report, published: 2025-10-12, snapshot: snapshot.txt}
"""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.snapshots import Unusable, snapshots

NAME = "snapshot-missing"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each snapshot that cannot be used."""
    for snapshot in material.once(snapshots):
        if isinstance(snapshot.saved, Unusable):
            yield Finding(NAME, snapshot.saved.message, snapshot.place, snapshot.saved.help, SEVERITY)
