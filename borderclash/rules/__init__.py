"""The rules, one file each; this is their registry, and what finds the page of each in `docs/rules/`."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from borderclash.problems import Finding
from borderclash.reading import sources
from borderclash.rules import (
    anonymous_without_note,
    claim_before_event,
    claim_in_the_future,
    confusing_characters,
    decimal_comma,
    derived_from,
    duplicate_claim,
    figure_not_in_snapshot,
    looks_cumulative,
    no_source,
    not_normalised,
    one_voice,
    part_exceeds_whole,
    parts_do_not_add_up,
    quote_not_in_snapshot,
    quote_qualifier,
    quote_without_figure,
    replaces,
    restates,
    scope_as_cut_off,
    self_contradiction,
    shared_quote,
    similar_scope,
    snapshot_changed,
    snapshot_missing,
    source_before_claim,
    telling_id,
    text_cut_by_comment,
    total_drops,
    unarchived_source,
    undated_claim,
    unknown_party,
    unknown_source,
    unknown_subject,
    unknown_timezone,
    unused_party,
    unused_source,
    withheld_in_public,
)
from borderclash.rules.base import Material, Rule

RULES: dict[str, Rule] = {
    rule.NAME: rule
    for rule in (
        unknown_party,
        unknown_subject,
        unknown_source,
        no_source,
        unknown_timezone,
        replaces,
        restates,
        derived_from,
        duplicate_claim,
        similar_scope,
        self_contradiction,
        part_exceeds_whole,
        parts_do_not_add_up,
        total_drops,
        scope_as_cut_off,
        claim_in_the_future,
        claim_before_event,
        source_before_claim,
        unused_party,
        unused_source,
        quote_without_figure,
        quote_qualifier,
        decimal_comma,
        snapshot_missing,
        snapshot_changed,
        quote_not_in_snapshot,
        figure_not_in_snapshot,
        confusing_characters,
        not_normalised,
        text_cut_by_comment,
        telling_id,
        withheld_in_public,
        one_voice,
        undated_claim,
        unarchived_source,
        anonymous_without_note,
        shared_quote,
        looks_cumulative,
    )
}


# Without these a claim would end up in the wrong place or in none: they cannot be ignored.
NEEDED = frozenset(
    "unknown-party unknown-subject unknown-source no-source unknown-timezone "
    "replaces restates derived-from".split()
)


# Looked for only where everybody reads the files.
OF_PUBLIC = frozenset({"withheld-in-public"})


def check(material: Material, names: Iterable[str] = RULES) -> Iterator[Finding]:
    """Yield what the rules of these *names* find, each finding once: many claims may inherit what is wrong.

    A rule is asked only where a field that it needs is written.
    """
    fields = material.fields
    for name in names:
        needs = getattr(RULES[name], "NEEDS", None)
        if needs is None or not fields.isdisjoint(needs):
            yield from dict.fromkeys(RULES[name].check(material))


class Page(NamedTuple):
    """The text of a page; what its rule finds, in one line; why that matters, a line for each paragraph."""

    text: str
    summary: str
    why: str


def page(name: str) -> Page:
    """Return the page of the rule *name*; raises `OSError` where there is none."""
    text = sources.bundled(f"{sources.RULE_PAGES}/{name}.md").read_text(encoding="utf-8")
    _title, _severity, summary, *why = text.partition("\n## ")[0].strip().split("\n\n")
    return Page(text, _one_line(summary), "\n\n".join(map(_one_line, why)))


def _one_line(paragraph: str) -> str:
    return " ".join(paragraph.splitlines())


__all__ = ["NEEDED", "OF_PUBLIC", "RULES", "Material", "Page", "Rule", "check", "page"]
