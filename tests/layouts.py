"""Claim files in many layouts, made up with a source of chance: what an editor of text has to find its way in."""

from json import dumps

from yaml import safe_dump

TEXTS = (
    "plain words",
    "no",
    "12:30",
    "1,300",
    "007",
    "# no comment",
    "a: b",
    "killed 58 # of them",
    "it's",
    '"quoted"',
    "- dash",
    "two\nlines",
    "two\n\nlines\n",
    "kept\n\n\n",
    "one line\n",
    "some words that are folded",
    "{brace",
    "]",
    "ends with: ",
    " spaced ",
    "ünïcode ‘’ 日本",
    "bell \x07 \u2028 \x85",
    "*star",
    "&and",
    "!tag",
    "%percent",
    "@at",
    "`tick",
    "? what",
    "| pipe",
    "> more",
    "<<",
    "=",
    "~",
    "null",
    "true",
    "0x1F",
    "1e5",
    "-",
    "--- x",
    "...",
    "",
    "x" * 200,
)


class Layout:
    """One way to write a claim file; what is open is decided by *chance*, a `random.Random`, each time."""

    def __init__(self, chance):
        self.chance = chance
        self.step = chance.choice((2, 2, 4, 3))
        self.dash = chance.choice((0, 2, 2, 4))
        self.gap = chance.choice((2, 2, 4))
        self.keys = chance.choice(("", "", "'", '"'))
        self.flow = chance.choice((0, 0.2, 0.5, 1))
        self.comments = chance.choice((0, 0, 0.3))
        self.anchors = chance.choice((0, 0, 0.2))
        self.empty = chance.choice((0, 0, 0.3))

    def file(self, documents):
        """Return the text of documents, each a map."""
        several = len(documents) > 1
        parts = []
        for number, data in enumerate(documents):
            mark = "---\n" if number or (several and self.maybe(0.5)) or self.maybe(0.1) else ""
            if self.maybe(self.flow / 4):
                parts.append(mark + self.in_brackets(data, 1) + "\n")
            else:
                parts.append(mark + "\n".join(self.map(data)) + "\n")
            if several and self.maybe(0.2):
                parts.append("...\n")
        return "".join(parts)

    def maybe(self, probability):
        return self.chance.random() < probability

    def remark(self):
        return self.chance.choice(("  # a: remark", " #", "\t# [x", "")) if self.maybe(self.comments) else ""

    def map(self, data):
        lines = []
        for key, value in data.items():
            if self.maybe(self.empty):
                lines.append("")
            if self.maybe(self.comments):
                lines.append("# about it")
            lines += self.pair(key, value)
        if self.maybe(self.comments):
            lines.append(self.chance.choice(("# behind", "      # far behind")))
        return lines

    def pair(self, key, value):
        name = f"{self.keys}{key}{self.keys}:"
        if isinstance(value, (dict, list)) and value and not self.maybe(self.flow):
            if isinstance(value, dict):
                return [name + self.remark(), *self.indented(self.map(value), self.step)]
            return [name + self.remark(), *self.indented(self.list(value), self.dash)]
        if isinstance(value, (dict, list)):
            return (f"{name} {self.in_brackets(value, self.step + 1)}" + self.remark()).split("\n")
        anchor = f" &x{self.chance.randrange(10**6)}" if self.maybe(self.anchors) else ""
        if (
            isinstance(value, str)
            and value.isascii()
            and value.strip()
            and value[0] not in " \n"
            and "\x07" not in value
        ):
            form = self.chance.choice(("lines", "folded", "broken", "", ""))
            if form == "lines" and "\n" in value:
                return [
                    f"{name}{anchor} |{self.ending(value)}",
                    *self.indented(value.rstrip("\n").split("\n"), 2),
                    *self.kept(value),
                ]
            if form == "folded" and "\n" not in value.rstrip("\n"):
                lines = (
                    value.rstrip("\n").replace(" ", "\n", 1).split("\n")
                    if "  " not in value
                    else [value.rstrip("\n")]
                )
                if all(line and line[0] != " " for line in lines):
                    return [f"{name}{anchor} >{self.ending(value)}", *self.indented(lines, 2), *self.kept(value)]
            if form == "broken" and "\n" not in value:
                first, _, rest = dumps(value).partition(" ")
                if rest and rest[0] not in ' "' and not first.endswith("\\"):
                    return [f"{name}{anchor} {first}", f"   {rest}{self.remark()}"]
        return [f"{name}{anchor} {self.scalar(value)}{self.remark()}"]

    def ending(self, value):
        """Return the mark of a block of text that ends as *value* does."""
        number = len(value) - len(value.rstrip("\n"))
        return "+" if number > 1 else self.chance.choice(("", "2")) if number else "-"

    def kept(self, value):
        return [""] * (len(value) - len(value.rstrip("\n")) - 1)

    def list(self, items):
        lines = []
        for item in items:
            if self.maybe(self.comments):
                lines.append("# an item")
            if isinstance(item, dict) and not self.maybe(self.flow):
                first, *others = self.indented(self.plain_map(item), self.gap)
                lines += ["-" + first[1:], *others]
            else:
                first, *others = self.in_brackets(item, self.gap).split("\n")
                lines += [f"-{' ' * (self.gap - 1)}{first}{self.remark()}", *others]
        return lines

    def plain_map(self, data):
        return [line for key, value in data.items() for line in self.pair(key, value)]

    def in_brackets(self, value, column):
        """Return a value in brackets, or a scalar; lines that it is continued in are indented by *column*."""
        if not isinstance(value, (dict, list)):
            return self.scalar(value, flow=True)
        if isinstance(value, dict):
            name = '"' if self.keys else ""
            parts = [f"{name}{key}{name}: {self.in_brackets(item, column)}" for key, item in value.items()]
            marks = "{}"
        else:
            parts, marks = [self.in_brackets(item, column) for item in value], "[]"
        if parts and self.maybe(0.3):
            indent = "\n" + " " * column
            ends = [f",{self.remark()}"] * (len(parts) - 1) + [
                self.chance.choice(("", ",", " ,", " # last", ", # last"))
            ]
            body = "".join(f"{indent}{part}{end}" for part, end in zip(parts, ends, strict=True))
            return marks[0] + self.chance.choice(("", " # x")) + body + indent + marks[1]
        space = self.chance.choice(("", " "))
        return marks[0] + space + self.chance.choice((", ", " , ")).join(parts) + space + marks[1]

    def scalar(self, value, flow=False):
        if not isinstance(value, str):
            return "null" if value is None else str(value).lower()
        text = safe_dump([value], allow_unicode=True, width=10**9, default_flow_style=True)[1:].rpartition("]")[0]
        if self.maybe(0.2) and value.isprintable() and value:
            return "'" + value.replace("'", "''") + "'"
        return text

    def indented(self, lines, width):
        return [" " * width + line if line else line for line in lines]
