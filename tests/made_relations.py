"""Questions with any of the fields by which claims hang together, made up from a number alone."""

from made_datasets import Chance

VALUES = {
    "yes-no": ("yes", "no"),
    "choice": ("x", "y"),
    "names": (["Khost"], ["Khost", "Kunar"], ["Zabul"]),
    "time": ("2025-01-01", "2025-01", "2025-01-02T08:00"),
    "text": ("The convoy was hit.", "The post opened fire."),
}
FORMS = ("{n}", "{n}", "{n}", "at least {n}", "{n} to {m}", "dozens", "several", "at most {n}")
KINDS = ("count", "count", "count", "number", "yes-no", "choice", "names", "time", "text")
DAYS = (None, "10", "11", "12", "13", "11T08:00", "11T20:00")
STANCES = ("asserts",) * 5 + ("denies",) * 3 + ("declines", "withdraws")


def question(seed):
    """Return the question that *seed* stands for, of the parties a, b and c and the pooled party r."""
    chance = Chance(seed)
    kind = chance.of(KINDS)
    made = {"kind": kind, "options": {"x": "X", "y": "Y"}, "unit": "km"}
    if kind != "choice":
        del made["options"]
    if kind in ("count", "number"):
        made |= {"cumulative": True} if chance.below(5) < 3 else {}
        made |= {"parts": ["east", "west"]} if chance.below(3) == 0 else {}
    claims = []
    for number in range(2 + chance.below(8)):
        claims.append(_claim(chance, made, number, claims))
    return made | {"claims": claims}


def _claim(chance, made, number, earlier):
    claim = {"party": chance.of("abcr"), "id": f"c{number}", "stance": chance.of(STANCES)}
    if stated := chance.of(DAYS):
        claim["stated"] = f"2020-06-{stated}"
        if made.get("cumulative") and chance.below(3) == 0:
            claim["cut-off"] = chance.of(("2020-06-09", "2020-06-10", "2020-06"))
    if claim["stance"] == "asserts" or (claim["stance"] == "denies" and chance.below(5) < 2):
        n = chance.below(7)
        form = chance.of(FORMS).format(n=n, m=n + 2)
        claim["value"] = chance.of(VALUES[made["kind"]]) if made["kind"] in VALUES else form
    if claim["stance"] == "denies" and chance.below(3) == 0:
        claim["of"] = chance.of([id for id in "abcr" if id != claim["party"]])
    if chance.below(7) == 0:
        claim["measure"] = "wounded"
    if made.get("parts") and chance.below(5) < 3:
        claim["scope"] = chance.of(made["parts"])
    row = [one for one in earlier if all(one.get(key) == claim.get(key) for key in ("party", "scope"))]
    same = [one for one in row if all(one.get(key) == claim.get(key) for key in ("measure", "stance"))]
    if same and chance.below(4) == 0:
        claim["restates"] = chance.of(same)["id"]
    elif row and chance.below(10) == 0:
        claim["replaces"] = chance.of(row)["id"]
    return claim
