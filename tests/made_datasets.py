"""Datasets without any field of the second version of the comparison, made up from a number alone.

`random()` gives the same sequence in every version of Python; nothing else of a generator is used.
"""

from random import Random

from build import dataset

FORMS = ("{n}", "{n}", "at least {n}", "more than {n}", "at most {n}", "{n} to {m}", "hundreds", "dozens")
VALUES = {
    "yes-no": ("yes", "no"),
    "choice": ("x", "y", "z"),
    "names": (["Khost"], ["Khost", "Kunar"], ["kunar", "Paktia"], ["Zabul"]),
    "time": (
        "2025-10-11",
        "2025-10-12",
        "2025-10",
        "2025-10-12T00:30",
        "2025-10-11/2025-10-12",
        "2025-10-12T07:30",
    ),
    "text": ("The convoy was hit.", "The post opened fire."),
}
KINDS = ("count",) * 5 + ("number", "yes-no", "choice", "names", "time", "text")
DAYS = ("2020-06-15", "2020-06-16", "2020-06-17", "2020-06-16T08:00", "2020-06-16T20:00", "2020-06", None)
STANCES = ("asserts",) * 8 + ("declines", "cannot-say", "withdraws")


class Chance:
    """Choices from one sequence of numbers."""

    def __init__(self, seed):
        self.next = Random(seed).random

    def below(self, n):
        return int(self.next() * n)

    def of(self, options):
        return options[self.below(len(options))]


def made(seed):
    """Return the dataset of one question that *seed* stands for; it has no denials."""
    chance = Chance(seed)
    kind = chance.of(KINDS)
    question = {"kind": kind}
    if kind == "number":
        question["unit"] = "km"
    if kind == "choice":
        question["options"] = {"x": "X", "y": "Y", "z": "Z"}
    if chance.below(8) == 0:
        question["measure"] = "wounded"
    parties = "abcd"[: 2 + chance.below(3)]
    pooled = ["r"] if chance.below(3) == 0 else []
    claims = []
    for number in range(2 + chance.below(8)):
        claims.append(_claim(chance, kind, chance.of([*parties, *pooled]), number, claims))
    return dataset({**question, "claims": claims}, parties=parties, pooled=pooled, published=None)


def _claim(chance, kind, party, number, earlier):
    claim = {"party": party, "stance": chance.of(STANCES), "id": f"c{number}"}
    day = chance.of(DAYS)
    if day:
        claim["stated"] = day
    for field, words in (("measure", "wounded"), ("scope", "Helmand"), ("subject", "a")):
        if chance.below(8) == 0:
            claim[field] = words
    if claim["stance"] == "asserts":
        n = chance.below(12)
        form = chance.of(FORMS)
        claim["value"] = chance.of(VALUES[kind]) if kind in VALUES else form.format(n=n, m=n + 1 + chance.below(6))
    row = [c for c in earlier if all(c.get(key) == claim.get(key) for key in ("party", "scope", "subject"))]
    if row and chance.below(5) == 0:
        claim["replaces"] = chance.of(row)["id"]
    return claim
