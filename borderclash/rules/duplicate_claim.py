"""The same claim twice: same party, stance, value, subject, scope, measure and time in one question."""

from collections import defaultdict
from collections.abc import Hashable, Iterator

from borderclash.model import Claim, Question
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.text.folding import fold, fold_or_none
from borderclash.values import KINDS

NAME = "duplicate-claim"
SEVERITY: Severity = "warning"


def check(material: Material) -> Iterator[Finding]:
    pooled = {party.id for party in material.dataset.parties.values() if party.pooled}
    for event, question in material.questions():
        for first, claim in _repeated(question, pooled):
            related = (("the first is here", event.at_claim(question, first)),)
            help = "remove one of the two; one claim can list several sources: `source: [a, b]`"
            message = "the same claim stands here a second time"
            yield Finding(NAME, message, event.at_claim(question, claim), help, SEVERITY, related)


def _repeated(question: Question, pooled: set[str]) -> Iterator[tuple[Claim, Claim]]:
    # Most rows: no two claims of a party are of the same time.
    if len({(claim.party, claim.span) for claim in question.claims}) == len(question.claims):
        return
    together: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in question.claims:
        # What is in doubt may be what tells the two apart. A wording is said to be the same once more.
        if claim.faults or claim.restates:
            continue
        whose = frozenset(claim.of)
        together[claim.party, claim.stance, claim.span, claim.cut_off_span, whose, claim.subject].append(claim)
    for claims in together.values():
        if len(claims) > 1:
            firsts: dict[Hashable, Claim] = {}
            for claim in claims:
                of = fold_or_none(claim.scope), fold_or_none(claim.measure), frozenset(claim.of)
                said = (_value(question, claim), *of)
                # Two voices of a pooled party may well say the same.
                voice = (claim.speaker, claim.via, claim.sources) if claim.party in pooled else None
                first = firsts.setdefault((said, voice), claim)
                if first is not claim:
                    yield first, claim


def _value(question: Question, claim: Claim) -> Hashable:
    if isinstance(claim.value, list):
        return frozenset(fold(str(name)) for name in claim.value)
    return None if claim.reading is None else fold(KINDS[question.kind].show(claim.reading))
