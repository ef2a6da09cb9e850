"""``borderclash add``: options and JSON become claims, or nothing is written."""

import json
import os
import re
import shlex
import stat

import pytest
from files import EXAMPLE, GOOD, ROOT, run

CLAIM = ("--event", "clash", "--question", "soldiers-killed", "--party", "south")
RECORD = {"event": "clash", "question": "soldiers-killed", "party": "south", "value": 23, "stated": "2025-10-12"}


@pytest.fixture
def file(tmp_path):
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "claims.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def add(file, *options, stdin=""):
    return run("add", *options, cwd=file.parent.parent, stdin=stdin)


def test_options_become_a_claim(file):
    ran = add(file, *CLAIM, "--value", "1,300", "--quote", "killed: 1,300", "--cut-off", "null", "--scope", "null")
    assert ran.code == 1
    assert ran.err.startswith("--cut-off: error unexpected-field: a `cut-off` is of a running total")
    ran = add(file, *CLAIM, "--value", "1,300", "--quote", "killed: 1,300", "--scope", "null")
    assert ran == (0, "", "data/claims.yaml:21: added a claim of `south` on `clash`, `soldiers-killed`\n")
    line = '          - {party: south, value: "1,300", scope: null, quote: "killed: 1,300"}\n'
    assert file.read_text(encoding="utf-8") == GOOD + line


def test_several_sources(file):
    file.write_text(GOOD.replace("events:", "  herald: {title: H}\nevents:"), encoding="utf-8")
    assert add(file, *CLAIM, "--value", "5", "--source", "wire", "--source", "herald").code == 0
    assert add(file, *CLAIM, "--value", "5", "--source", "wire, herald,").code == 0
    line = "          - {party: south, value: 5, source: [wire, herald]}\n"
    assert file.read_text(encoding="utf-8").endswith(line * 2)


def test_what_is_made_on_the_way_is_told(file):
    options = (
        "--party",
        "east",
        "--party-name",
        "East",
        "--value",
        "yes",
        "--source",
        "herald",
        "--source-title",
        "H",
    )
    ran = add(
        file, "--event", "b", "--event-title", "B", "--question", "q", "--label", "Q", "--kind", "yes-no", *options
    )
    assert ran.code == 0
    assert ran.err.splitlines()[1:] == ["new: party `east`, source `herald`, event `b`, question `q`"]
    assert run("validate", file).code == 0


def test_warnings_about_the_claim_are_told(file):
    ran = add(file, *CLAIM, "--value", "23", "--quote", "nobody was hurt")
    assert ran.code == 0
    assert "data/claims.yaml:21:46: warning quote-without-figure" in ran.err


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        ((), 2, "no claim is given"),
        ((*CLAIM, "--value", "23 men"), 1, "--value: error figure: "),
        (("--value", "23"), 1, "--event: error missing-field: `event` is missing (give its id; there is `clash`)"),
        ((*CLAIM[:4], "--party", "suoth"), 1, "--party: error unknown-party: no party has the id `suoth` (did you mean"),
        ((*CLAIM, "--value", "23", "--value=24"), 2, "error: --value is given twice\nhelp: leave one of them out"),
        ((*CLAIM, "--json", "-"), 2, "--json and --event both say what to add"),
        (("nowhere.yaml", *CLAIM), 2, "`nowhere.yaml` is not there"),
        (("-", *CLAIM), 2, "a claim cannot be added to standard input"),
        (("claims.csv", *CLAIM), 2, "`claims.csv` is a spreadsheet"),
        (("--json", "nowhere.json"), 2, "`nowhere.json` is not there"),
        ((*CLAIM, "--value", "23", "--source", "wire", "--source-title", "Other"), 1, "--source-title: error differs"),
        ((*CLAIM, "--value", "23", "--source-title", "Other"), 1, "`source_title` is given, but no `source`"),
        ((*CLAIM, "--value", "\udcff"), 1, "--value: error encoding"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_is_written(file, options, code, words):
    ran = add(file, *options)
    assert ran.code == code
    assert words in ran.err
    assert file.read_text(encoding="utf-8") == GOOD


def test_without_a_file(tmp_path):
    ran = run("add", *CLAIM, cwd=tmp_path)
    assert ran.code == 2
    assert "there is no folder `data` here" in ran.err


@pytest.mark.parametrize("form", [json.dumps, lambda records: "\n".join(map(json.dumps, records))])
def test_many_claims_as_json(file, form):
    records = [RECORD, {**RECORD, "party": "east", "party_name": "East", "value": "at least 5", "speaker": None}]
    assert add(file, "--json", "-", stdin=form(records)) == (0, "", "data/claims.yaml: added 2 claims, 1 party\n")
    lines = "          - {party: south, value: 23, stated: 2025-10-12}\n"
    lines += "          - {party: east, value: at least 5, stated: 2025-10-12}\n"
    assert file.read_text(encoding="utf-8").endswith(lines)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "", "`<stdin>` is empty"),
        ("nothing", "1:1", "this is not JSON"),
        ("[5]", "1:2", "this is no claim"),
        ('{"event": "clash"', "1:18", "expecting a comma or `}`"),
        ('{"event" "clash"}', "1:10", "expecting a colon"),
        ("{event: 1}", "1:2", "expecting a name in double quotes"),
        ('[{"event": "clash",}]', "1:20", "expecting a comma or `}`"),
        ('{"event": "a", "event": "b"}', "1:16", "`event` stands here a second time"),
        ('{"options": {"a": 1, "a": 2}}', "1:2", "`a` stands here a second time"),
        ('{"value": NaN}', "1:2", "`nan` is no number"),
        ("[] 5", "1:4", "something stands behind the list"),
        ('{"value": ' + "[" * 100_000, "1:1", "nested too deep"),
        ('{"quote": "\\ud800"}', "1:2", "half of a character"),
        ('{"titel": "x"}', "1:2", "unknown field `titel`"),
        ('{"party_pooled": "maybe"}', "1:2", "`party_pooled` must be yes or no"),
        (b"\xff\xfe{", "1:1", "UTF-16"),
    ],
)  # fmt: skip
def test_json_that_cannot_be_read(file, text, place, words):
    ran = add(file, "--json", "-", stdin=text)
    assert ran.code in (1, 2)
    assert (f"<stdin>:{place}: error" in ran.err) == bool(place)
    assert words in ran.err
    assert file.read_text(encoding="utf-8") == GOOD


def test_an_empty_list_adds_nothing_and_says_so(file):
    assert add(file, "--json", "-", stdin="[]") == (0, "", "no claim is in it: nothing was written\n")
    assert file.read_text(encoding="utf-8") == GOOD


def test_a_record_at_fault_is_named_and_no_other_is_written(file):
    text = json.dumps(RECORD) + "\n" + json.dumps({**RECORD, "value": 58.0})
    ran = add(file, "--json", "-", stdin=text)
    assert ran.code == 1
    assert ran.err.startswith("<stdin>:2:69: error figure: ")
    assert file.read_text(encoding="utf-8") == GOOD


def test_an_error_that_was_there_is_told_in_its_line(file):
    broken = GOOD.replace("party: north, value: 58", "party: norht, value: 58")
    broken += "    timezone: Nowhere/At-All\n"
    file.write_text(broken, encoding="utf-8")
    ran = add(file, *CLAIM, "--value", "23")
    assert ran.code == 1
    assert "data/claims.yaml:19:21: error unknown-party" in ran.err
    assert "data/claims.yaml:21:15: error unknown-timezone" in ran.err
    assert file.read_text(encoding="utf-8") == broken


@pytest.mark.parametrize("text", ["", "borderclash: 1", "\ufeff# mine\r\n", "{}", "---\n..."])
def test_the_first_claim_of_a_file(tmp_path, text):
    path = tmp_path / "claims.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    new = ("--party-name", "South", "--source", "wire", "--source-title", "W", "--event-title", "C")
    ran = run("add", path, *CLAIM, *new, "--label", "L", "--kind", "count", "--value", "5")
    assert ran.code == 0, ran.err
    assert run("validate", path) == (0, "", "1 file, 0 errors, 0 warnings\n")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("title: Clash", "title: [Clash", "10:12: error syntax: the list that begins here with `[`"),
        ("claims:", "claims: *shared", "18:17: error alias: an alias (`*shared`) is not read in a claim file"),
        ("title: Two", "<<: {}\ntitle: Two", "2:1: error merge-key: a merge key (`<<`) is not read in a claim file"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_before_what_it_lacks(file, old, new, words):
    text = GOOD.replace(old, new).replace("subject: south", "subject: &shared south")
    file.write_text(text.split("- {party: n")[0] + "\n" if "*" in new else text, encoding="utf-8")
    ran = add(file, *CLAIM, "--value", "23")
    assert ran.code == 1
    assert ran.err.startswith(f"data/claims.yaml:{words}")
    assert ran.err.endswith("1 error: nothing was written\n")


def test_mode_and_link_stay(file, tmp_path):
    os.chmod(file, 0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    assert run("add", link, *CLAIM, "--value", "23").code == 0
    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert "value: 23" in file.read_text(encoding="utf-8")


def test_a_file_that_is_read_only_stays_as_it_is(file):
    file.chmod(0o444)
    ran = add(file, *CLAIM, "--value", "23")
    assert (ran.code, ran.out) == (2, "")
    assert "cannot write `data/claims.yaml`: permission denied; nothing was written" in ran.err
    assert file.read_text(encoding="utf-8") == GOOD


def test_the_claim_goes_to_the_file_of_its_event(file):
    other = file.parent / "other.yaml"
    other.write_text("borderclash: 1\nevents:\n  b: {title: B, source: wire, questions: {}}\n", encoding="utf-8")
    question = ("--question", "q", "--label", "Q", "--kind", "count", "--party", "south", "--value", "5")
    assert "data/other.yaml:3: added" in add(file, "--event", "b", *question).err
    ran = add(file, "--event", "c", "--event-title", "C", "--source", "wire", *question)
    assert ran.code == 2
    assert "could go to any of `data/claims.yaml`, `data/other.yaml`" in ran.err
    assert (
        "data/other.yaml:"
        in add(file, "data/other.yaml", "--event", "c", "--event-title", "C", "--source", "wire", *question).err
    )
    assert "c" in other.read_text(encoding="utf-8")
    assert run("validate", cwd=file.parent.parent).code == 0


def test_an_event_of_another_file_is_not_taken_for_one_of_the_file_named(file):
    other = file.parent / "other.yaml"
    other.write_text("borderclash: 1\n", encoding="utf-8")
    ran = add(file, "data/other.yaml", *CLAIM, "--value", "5")
    assert ran.code == 1
    assert "the event `clash` stands in data/claims.yaml" in ran.err


def test_the_page_shows_what_it_does(file):
    page = (ROOT / "docs" / "entering.md").read_text(encoding="utf-8")
    file.write_text(re.search(r"<!-- session: yaml -->\n```yaml\n(.*?)```", page, re.DOTALL)[1], encoding="utf-8")
    records = re.search(r"<!-- json -->\n```json\n(.*?)```", page, re.DOTALL)[1]
    (file.parent.parent / "claims.json").write_text(records, encoding="utf-8")
    for block in re.findall(r"<!-- script -->\n```console\n(.*?)```", page, re.DOTALL):
        shown = ""
        for line in block.splitlines():
            if line.startswith("$ borderclash add "):
                shown += f"{line}\n{add(file, *shlex.split(line)[3:]).err}"
        assert shown == block


def test_real_data_keeps_every_other_byte(tmp_path):
    path = tmp_path / "claims.yaml"
    path.write_bytes(EXAMPLE.read_bytes())
    options = ("--event", "durand-line-2025-10-11", "--question", "soldiers-killed", "--party", "pakistan")
    assert run("add", path, *options, "--value", "23").code == 0
    added = b"          - party: pakistan\n            value: 23\n"
    assert path.read_bytes().replace(added, b"", 1) == EXAMPLE.read_bytes()
