"""A value kind that the tests make up: all of it is this file, and a line in the registry."""

import re
from decimal import Decimal

from borderclash.values import Figure, Gap, Kind, Unreadable


class Magnitudes(Kind[Decimal]):
    """The kind ``magnitude``: a number behind an M, which is read as a decimal."""

    about = "how strong an earthquake was"

    def read(self, written, setting):
        if not re.fullmatch(r"M [0-9]\.[0-9]", str(written)):
            raise Unreadable("magnitude", f"`value` must be a magnitude; got `{written}`", "write it as M 5.5")
        return Decimal(written.removeprefix("M "))

    def show(self, value):
        return f"M {value}"

    def gap(self, a, b):
        return Gap(abs(a - b))

    def figure(self, value):
        return Figure(self.show(value), value, value, (value, value))

    def schema(self):
        return {"title": "A magnitude", "description": "M 5.5.", "examples": ["M 5.5"], "type": "string"}
