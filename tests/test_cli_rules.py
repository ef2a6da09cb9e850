"""Rules from outside: listed, explained, chosen, ignored and made strict."""

import pytest
from files import GOOD, ROOT, run
from rows import each_row

from borderclash.rules import NEEDED, RULES

WARNED = GOOD.replace("parties:\n", "parties:\n  west: {name: West}\n")
ALONE = GOOD.replace("          - {party: south, value: at least 18}\n", "")


def rules_found(text, *options, cwd=None):
    ran = run("validate", "-", "-f", "concise", *options, stdin=text, cwd=cwd)
    return [line.split()[2].rstrip(":") for line in ran.out.splitlines()]


def test_list_has_every_rule_with_severity_and_summary():
    lines = run("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    assert all(line.split()[1] == RULES[line.split()[0]].SEVERITY for line in lines)


@each_row("name", RULES)
def test_rule_is_explained(name):
    ran = run("rules", name)
    assert ran.code == 0
    assert ran.out == (ROOT / "docs" / "rules" / f"{name}.md").read_text(encoding="utf-8")
    assert ran.out.startswith(f"# {name}\n\nSeverity: {RULES[name].SEVERITY}\n\n")


def test_unknown_rule_is_told_with_a_near_miss():
    ran = run("rules", "unkown-party")
    assert ran.code == 2
    assert "did you mean `unknown-party`?" in ran.err


def test_warning_is_told_unless_it_is_ignored():
    assert rules_found(WARNED) == ["unused-party"]
    assert rules_found(WARNED, "--ignore", "unused-party") == []


def test_rules_that_only_inform_are_told_when_they_are_named():
    assert "one-voice" not in rules_found(ALONE)
    assert rules_found(ALONE, "--select", "one-voice") == ["one-voice"]
    assert "one-voice" in rules_found(ALONE, "--select", "all")
    assert run("validate", "-", "--select", "one-voice", stdin=ALONE).code == 0


def test_selected_rules_alone_are_checked_beside_those_that_no_data_can_do_without():
    text = WARNED.replace("party: south", "party: east")
    assert "unknown-party" in rules_found(text, "--select", "one-voice")
    assert "unused-party" not in rules_found(WARNED, "--select", "one-voice")


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_rule_that_is_none_is_wrong_usage(option):
    ran = run("validate", "-", option, "unused-parti", stdin=GOOD)
    assert ran.code == 2
    assert "did you mean `unused-party`?" in ran.err


@each_row("name", sorted(NEEDED))
def test_rule_that_data_needs_cannot_be_ignored(name):
    ran = run("validate", "-", "--ignore", name, stdin=GOOD)
    assert ran.code == 2
    assert "cannot be ignored" in ran.err


def test_strict_makes_warnings_fail():
    assert run("validate", "-", stdin=WARNED).code == 0
    assert run("validate", "-", "--strict", stdin=WARNED).code == 1
    assert run("validate", "-", "--strict", stdin=GOOD).code == 0


def test_settings_hold_for_the_data_below_them_and_the_command_line_adds_to_them(tmp_path):
    (tmp_path / "borderclash.toml").write_text('ignore = ["unused-party"]\nselect = ["all"]\nstrict = true\n')
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.yaml").write_text(WARNED, encoding="utf-8")
    ran = run("validate", tmp_path / "data", "-f", "concise")
    assert "unused-party" not in ran.out
    assert "anonymous" not in ran.out
    assert run("validate", tmp_path / "data", "--select", "one-voice", "-f", "concise").out == ""
    (tmp_path / "data" / "x.yaml").write_text(ALONE, encoding="utf-8")
    assert "one-voice" in run("validate", tmp_path / "data", "-f", "concise").out


def test_unknown_setting_is_wrong_usage(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.borderclash]\nstrictt = true\n")
    for command in ("validate", "compare"):
        ran = run(command, "-", stdin=GOOD, cwd=tmp_path)
        assert ran.code == 2
        assert "did you mean `strict`?" in ran.err


def test_comment_hides_a_problem_and_an_idle_one_is_told():
    quiet = WARNED.replace("{name: West}", "{name: West}  # borderclash: ignore[unused-party] to come")
    assert rules_found(quiet) == []
    assert rules_found(GOOD.replace("kind: count", "kind: count # borderclash: ignore[unused-party] x")) == [
        "idle-ignore"
    ]


def test_error_that_is_ignored_does_not_keep_data_from_being_compared():
    late = GOOD.replace("value: 58,", "value: 58, stated: 2999-01-01,")
    assert run("compare", "-", stdin=late).code == 1
    ignored = late.replace(
        "quote: killed 58}", "quote: killed 58} # borderclash: ignore[claim-in-the-future] a forecast"
    )
    assert run("compare", "-", stdin=ignored).code == 0


def test_the_future_begins_after_the_day_of_the_check(monkeypatch):
    from datetime import date

    monkeypatch.setattr("borderclash.checking.today", lambda: date(2025, 10, 11))
    assert "claim-in-the-future" in rules_found(GOOD)


def test_update_hashes_writes_what_is_missing_and_says_so(tmp_path):
    text = GOOD.replace("published: 2025-10-12}", "published: 2025-10-12, snapshot: wire.txt}")
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "wire.txt").write_text("They said that they had killed 58.", encoding="utf-8")
    ran = run("validate", "x.yaml", "--update-hashes", cwd=tmp_path)
    assert ran.code == 0
    assert "x.yaml: source `wire`: wrote the sha256 of wire.txt" in ran.err
    assert "snapshot: wire.txt, sha256: " in (tmp_path / "x.yaml").read_text(encoding="utf-8")
    (tmp_path / "wire.txt").write_text("They had killed 58. More.", encoding="utf-8")
    assert "snapshot-changed" in run("validate", "x.yaml", cwd=tmp_path).out
