"""The line of an imported claim file by which a later import sees whether somebody edited the others."""

from __future__ import annotations

import re
from hashlib import sha256

CHECKSUM = "# Written by borderclash import; SHA-256 of the other lines: "
_CHECKSUM_LINE = re.compile(rb"^" + re.escape(CHECKSUM.encode()) + rb"([0-9a-f]{64})\n", re.MULTILINE)


def with_checksum(text: str) -> str:
    """Return a claim file with a second line that shows later whether the others were edited."""
    first, end, rest = text.partition("\n")
    return f"{first}{end}{CHECKSUM}{_sha256(text.encode())}\n{rest}"


def is_unedited(content: bytes) -> bool:
    """Say whether *content* is as `with_checksum` made it; ends of lines may be of another kind."""
    content = content.replace(b"\r\n", b"\n")
    found = _CHECKSUM_LINE.search(content)
    if not found:
        return False
    return _sha256(content[: found.start()] + content[found.end() :]) == found[1].decode()


def _sha256(content: bytes) -> str:
    return sha256(content).hexdigest()
