"""The members of a workbook's archive, unpacked and parsed no further than to a limit for all of them together."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat
from zipfile import ZipFile

MAX_UNPACKED = 256 * 2**20
CHUNK = 2**16
NO_WORKBOOK = ("this is neither an .xlsx nor an .ods workbook", "save the sheet as .xlsx, .ods or CSV")


class Refused(Exception):
    """A workbook that is not read: by which rule, what is wrong and the remedy."""

    def __init__(self, rule: str, message: str, help: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.help = rule, message, help


class Members:
    """The members of an archive, unpacked no further than to a limit for all together."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.texts = 0
        self.unpacked = 0
        # In any case: calamine finds a part in whatever letters its name is written.
        self.names = {name.lower(): name for name in archive.namelist()}
        if len(self.names) < len(archive.namelist()):
            raise Refused("workbook", "this workbook is damaged: it has two parts of one name", NO_WORKBOOK[1])

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a member, by its name in lower case; raises `Refused` where there are too many."""
        info = self.archive.getinfo(self.names[name])
        # As much as there is, whatever the archive says.
        info.file_size = sys.maxsize
        with self.archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                self.unpacked += len(chunk)
                if self.unpacked > MAX_UNPACKED:
                    message = f"this workbook comes to more than {MAX_UNPACKED // 2**20} MiB"
                    raise Refused("too-large", message, "split it, and import each part")
                yield chunk

    def take(self, characters: int) -> None:
        """Count what cells hold, each of which has a text of its own once it is read."""
        self.texts += characters
        if self.texts > MAX_UNPACKED:
            message = f"the cells of this workbook hold more than {MAX_UNPACKED // 2**20} million characters"
            raise Refused("too-large", message, "split it, and import each part")

    def parse(self, name: str, handler: Any) -> None:
        """Have the XML of a member, where there is one, handled: ``start``, ``end`` and ``text``."""
        if name not in self.names:
            return
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = handler.start
        parser.EndElementHandler = handler.end
        parser.CharacterDataHandler = handler.text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        for chunk in self.chunks(name):
            parser.Parse(chunk)
        parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    message = "this workbook has a document type, which no spreadsheet program writes"
    raise Refused("workbook", message, NO_WORKBOOK[1])
