"""``borderclash schema``: the JSON Schema of a claim file."""

from __future__ import annotations

from borderclash.cli import outputs


def schema(output: outputs.Output = None, overwrite: outputs.Overwrite = False) -> None:
    """Print the JSON Schema of a claim file, for an editor or for another program."""
    from borderclash.reading import sources

    # Every byte as it is bundled, so that a copy is known from a changed one.
    text = sources.bundled(sources.CLAIMS_SCHEMA).read_bytes().decode()
    outputs.emit([text], outputs.target(output, overwrite), ())
