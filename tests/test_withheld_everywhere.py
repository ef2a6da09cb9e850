"""A marked text in every field that can be withheld, and the bytes of all that any command writes searched for it.

Commands and formats come from their registries: a new format is in it by itself, and a new command, or a new field
that can be withheld, is an error here until it says how it is run, or what it holds.
"""

import hashlib
import json
import pickle
import sqlite3

import pytest
import yaml
from files import contents, run
from planted import MARK, OF_CLAIM, OF_SOURCE, SHA256, claim_file, leaks, names, table_of, written
from repositories import DAY, commit, git
from rows import each_row
from rule_pages import examples
from workbooks import written_sheets

import borderclash as bc
from borderclash.checking import check
from borderclash.cli import COMMANDS
from borderclash.reading.settings import ALL, Settings
from borderclash.rendering import formats
from borderclash.rendering.formats import (
    FEED,
    OF_ANY_RESULT,
    OF_COMPARISON,
    OF_COMPARISON_AND_HISTORY,
    OF_DIFFERENCE,
    OF_PROBLEMS,
)
from borderclash.rendering.options import Options
from borderclash.rendering.reports import summary
from borderclash.rendering.reports.base import Report
from borderclash.rules import RULES

OPTIONS = {
    "terminal": [["--sources"], ["--full", "--chart"], ["--event", "clash"]],
    "markdown": [["--sources", "--full"]],
}
thorough = pytest.mark.thorough


def searched(folder, *arguments, code=0, **environment):
    """Run a command in a folder, search all that it says and writes, and return what it says."""
    before = set(folder.rglob("*"))
    ran = run(*arguments, cwd=folder, **environment)
    assert ran.code == code, ran
    assert leaks(ran.out) == []
    assert leaks(ran.err) == []
    for path in sorted(set(folder.rglob("*")) - before):
        assert leaks(str(path.relative_to(folder))) == []
        if path.is_file():
            assert leaks(path.read_bytes()) == [], path
    return ran


def outputs(folder, served, *arguments, options=OPTIONS):
    """Search what a command writes in each format, into a file and to standard output where it can."""
    for format in served:
        for more in [[], *options.get(format.name, [])]:
            searched(folder, *arguments, *more, "-f", format.name, "-o", f"out-{format.name}", "--overwrite")
        if isinstance(format, formats.Format):
            assert searched(folder, *arguments, "-f", format.name).out
        for suffix in format.suffixes:
            searched(folder, *arguments, "-o", f"out{suffix}", "--overwrite")


def compare(folder):
    outputs(folder, OF_COMPARISON, "compare", "claims.yaml")
    embed = ("--event", "clash", "--question", "killed", "--embed", "--page", "https://page.example/")
    searched(folder, "compare", "claims.yaml", *embed, "-o", "embed.html")
    searched(folder, "compare", "claims.yaml", "--one-origin", "--disagreements", "--sort", "gap")
    searched(folder, "compare", "claims.yaml", "--event", "clsh", code=2)
    searched(
        folder, "compare", "claims.yaml", "--as-of", "2025-10-15", "--party", "north,south", "--language", "fr"
    )


def coverage(folder):
    outputs(folder, OF_ANY_RESULT, "coverage", "claims.yaml", options={})


def timeline(folder):
    outputs(folder, OF_ANY_RESULT, "timeline", "claims.yaml", options={})


def chart(folder):
    for suffix in (".svg", ".png"):
        searched(folder, "chart", "claims.yaml", "-o", f"figure{suffix}")


def validate(folder):
    for format in OF_PROBLEMS:
        searched(folder, "validate", "claims.yaml", "--select", "all", "-f", format.name)
    unhashed = claim_file().replace(f'"sha256": "{SHA256}",', "")
    written(folder, "unhashed.yaml", unhashed)
    written(folder, "nowhere.yaml", unhashed.replace(OF_SOURCE["snapshot"], f"{MARK}.txt"))
    for name in ("unhashed.yaml", "nowhere.yaml"):
        searched_reports(folder, "validate", name, "--update-hashes")
    assert SHA256 in (folder / "unhashed.yaml").read_text(encoding="utf-8")


def diff(folder):
    written(folder, "new.yaml", claim_file("b"))
    opened = json.loads(claim_file())
    _open(opened)
    written(folder, "opened.yaml", json.dumps(opened))
    for old, new in (("claims", "new"), ("opened", "claims"), ("claims", "opened")):
        outputs(folder, OF_DIFFERENCE, "diff", f"{old}.yaml", f"{new}.yaml", options={})


def _open(data):
    """Take `withheld` out of the claims, as where a curator comes to withhold what was public before."""
    for question in data["events"]["clash"]["questions"].values():
        for claim in question["claims"]:
            claim.pop("withheld", None)


def import_(folder):
    _sheet(folder)
    for format in OF_PROBLEMS:
        searched_reports(folder, "import", "claims.csv", "-o", "imported.yaml", "--overwrite", "-f", format.name)


def searched_reports(folder, *arguments):
    """Search what a command says that writes the record itself."""
    ran = run(*arguments, cwd=folder)
    assert leaks(ran.out) + leaks(ran.err) == []


def _sheet(folder):
    ran = run("compare", "claims.yaml", "-f", "claims-csv", "--with-withheld", "-o", "claims.csv", cwd=folder)
    assert ran.code == 0, ran
    assert leaks((folder / "claims.csv").read_bytes())


def add(folder):
    fields = ("--speaker", OF_CLAIM["speaker"], "--quote", OF_CLAIM["quote"], "--note", OF_CLAIM["note"])
    about = ("--event", "clash", "--question", "killed", "--party", "north", "--source", "open")
    withheld = ("--withheld", "speaker; quote; note")
    searched_reports(folder, "add", "claims.yaml", *about, "--value", "59", *fields, *withheld)
    searched_reports(folder, "add", "claims.yaml", *about, "--value", "fifty nine men", *fields, *withheld)
    odd = ("--speaker", f"{MARK}\u0430sp", "--quote", f"{MARK} none", "--value", "58", *withheld)
    searched_reports(folder, "add", "claims.yaml", *about, *odd, "--stated", "2025-10-20")


def capture(folder):
    (folder / "page.txt").write_text(f"Killed {MARK} 58 men.\n", encoding="utf-8")
    searched_reports(folder, "capture", "partly", "page.txt", "--file", "claims.yaml", "--title", "A title")
    assert "is withheld" in searched(folder, "capture", "partly", "--file", "claims.yaml", "--suggest", code=2).err
    searched_reports(folder, "capture", "partly", "page.txt", "--file", "claims.yaml", "--overwrite", "--update")


def preview(folder):
    from borderclash.preview.shown import shown

    made = shown([str(folder / "claims.yaml")], lambda _: None)
    assert leaks(made.page) + leaks(made.beside) + leaks(made.counts) == []


def nothing_of_claims(name, *arguments):
    """Return how a command is run that shows no claims."""
    return lambda folder: searched(folder, name, *arguments)


RUNS = {
    "compare": compare,
    "coverage": coverage,
    "chart": chart,
    "preview": preview,
    "validate": validate,
    "diff": diff,
    "comment": lambda folder: searched(folder, "comment", "claims.yaml", code=2),
    "rules": nothing_of_claims("rules"),
    "timeline": timeline,
    "init": nothing_of_claims("init", "begun"),
    "add": add,
    "capture": capture,
    "import": import_,
    "schema": nothing_of_claims("schema"),
}


@pytest.mark.parametrize("command", COMMANDS)
@thorough
def test_no_command_writes_what_is_withheld(command, tmp_path):
    folder = tmp_path / "data"
    written(folder)
    RUNS[command](folder)


def test_every_field_is_planted():
    assert set(names("claim")) <= OF_CLAIM.keys()
    assert set(names("source")) <= OF_SOURCE.keys()
    # The search finds what is there, packed or not.
    assert all(leaks(value) for value in (*OF_CLAIM.values(), *OF_SOURCE.values()))
    assert leaks(hashlib.sha256(OF_CLAIM["speaker"].encode()).hexdigest())


def test_neither_terminal_nor_json_has_what_is_withheld(tmp_path):
    folder = tmp_path / "data"
    written(folder)
    ran = searched(folder, "compare", "claims.yaml", "--sources")
    assert "[withheld: speaker, quote, note, source]" in ran.out
    made = json.loads(searched(folder, "compare", "claims.yaml", "-f", "json").out)
    assert made["sources"]["partly"]["withheld"] == names("source")


@thorough
def test_python_has_nothing_that_is_withheld(tmp_path):
    path = written(tmp_path / "data")
    data = bc.load(path)
    new = bc.load(written(path.parent, "new.yaml", claim_file("b")))
    results = [bc.compare(data), bc.timeline(data), bc.coverage(data), bc.diff(data, new), bc.diff(new, data)]
    for each in (data, *results):
        assert leaks(repr(each)) == []
        assert leaks(pickle.dumps(each)) == []
    for result in results:
        assert leaks(json.dumps(result.to_dict(), default=str) + result._repr_html_()) == []
    for row in results[0].rows():
        assert leaks(row.why + row.label + repr(row) + repr(list(row.accounts.items()))) == []


# Faults beside what is withheld, and in it; each with a text of the file that is replaced.
FAULTS = {
    "a figure": ('"value": 58', '"value": "58 men"'),
    "a field misspelt": ('"speaker": "', '"speeker": "'),
    "a source misspelt": (f'"source": "{MARK}memo"', f'"source": "{MARK}meno"'),
    "a name of a field misspelt": ('"withheld": [', '"witheld": ['),
    "a field that there is not": ('   "speaker",', '   "spaeker",'),
    "no list": ('"withheld": ["source"]', '"withheld": "source"'),
    "a list in the place of a text": (f'"note": "{MARK}note"', f'"note": ["{MARK}note"]'),
    "a map in the place of a text": (f'"via": "{MARK}via"', f'"via": {{"{MARK}key": "{MARK}via"}}'),
    "no text": (f'"speaker": "{MARK}speaker of the staff"', f'"speaker": "{MARK}sp\\u0430ker"'),
    "no address": ('"https://', '"ftp://'),
    "no such day": ('"1987-03-17"', '"1987-13-17"'),
    "a wrong hash": ('"sha256": "', '"sha256": "0'),
    "no such file": (f"{MARK}snapshot.txt", f"{MARK}another.txt"),
    "a time to come": ('"stated": "2025-10-15"', '"stated": "2031-01-01"'),
    "an unknown party": ('"party": "north"', '"party": "nort"'),
    "a key twice": (f'"note": "{MARK}note"', f'"note": "{MARK}note", "note": "{MARK}again"'),
    "no YAML": (f'"note": "{MARK}note",', f'"note": "{MARK}note"'),
    "an alias": (f'"note": "{MARK}note"', f'"note": *{MARK}note'),
    "a tag": (f'"note": "{MARK}note"', f'"note": !{MARK} "{MARK}note"'),
    "a mark of another sort": ('"quote": "they', '"quote": \u201cthey'),
    "a tab": (f'"note": "{MARK}note"', f'\t"note":\t{MARK}note\t'),
    "another language": (f"en-{MARK}lang", f"english {MARK}"),
    "a source twice": (f'"{MARK}copy": {{', f'"{MARK}memo": {{"title": "{MARK}"}}, "{MARK}copy": {{'),
    "a circle": (f'"{MARK}agency": {{', f'"{MARK}agency": {{"derived-from": "{MARK}memo", '),
    "no source": (f'"source": "{MARK}memo"', '"source": []'),
    "a control character": (f"{MARK}note", f"{MARK}\x07note"),
    "a comment": ('"value": 58,', f'"value": 58, # borderclash: ignore[figure] {MARK[:2]}'),
}  # fmt: skip


def reports(path):
    """Return what each format of a report says of a file, and what Python raises."""
    found = check([str(path)], settings=Settings(select=(ALL,)))
    report = Report(found.problems, found.names, {})
    told = [repr(found.problems)]
    for format in OF_PROBLEMS:
        assert isinstance(format, formats.Format)
        told.append("".join(format.write(report, Options())))
    told.append("".join(summary.write(report.problems, "")))
    if found.count("error"):
        with pytest.raises(bc.InvalidClaims) as raised:
            bc.load(path)
        told += [str(raised.value), repr(raised.value)]
    return "\n".join(told)


@pytest.mark.parametrize("name", FAULTS)
@thorough
def test_no_report_says_what_is_withheld(name, tmp_path):
    before, after = (each.strip() for each in FAULTS[name])
    for text in (claim_file(), json.dumps(json.loads(claim_file()))):
        if text.count("\n") or before in text:
            path = written(tmp_path / "data", text=text.replace(before, after))
            assert leaks(reports(path)) == []
    # The last was all in one line.
    assert before in text
    ran = run("compare", path)
    assert leaks(ran.out + ran.err) == []


@each_row("rule", RULES)
@thorough
def test_no_rule_says_what_is_withheld(rule, tmp_path_factory):
    path = tmp_path_factory.mktemp("rule") / "claims.yaml"
    fails, _, saved = examples(rule)
    if saved is not None:
        (path.parent / "statement.txt").write_text(saved, encoding="utf-8")
    planted, withheld = _planted(fails)
    path.write_text(planted, encoding="utf-8")
    told = reports(path)
    assert [text for text in withheld if text in told] == []


def _planted(text):
    """Return a claim file in which every claim and every source withholds all that it can, and what they do."""
    data = yaml.safe_load(text)
    told = []
    for source in data.get("sources", {}).values():
        source["withheld"] = names("source")
        told += [
            value for name, value in source.items() if name in ("title", "author", "publisher", "url", "note")
        ]
    for event in data.get("events", {}).values():
        for question in event["questions"].values():
            for claim in question["claims"]:
                if isinstance(claim, dict):
                    claim["withheld"] = names("claim")
                    told += [
                        claim[name] for name in ("speaker", "quote", "translation", "note", "via") if name in claim
                    ]
    said = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    return said, [str(text) for text in told if len(str(text)) > 4]


@pytest.mark.parametrize("source", ["claims.csv", "claims.parquet"])
@thorough
def test_no_table_of_claims_has_what_is_withheld(source, tmp_path):
    folder = tmp_path / "data"
    written(folder)
    _sheet(folder)
    if source == "claims.parquet":
        table_of(folder / "claims.csv", folder / source)
    for format in OF_COMPARISON:
        for _ in range(2):
            searched(folder, "compare", source, "-o", f"out.{format.name}", "-f", format.name, "--overwrite")
    for format in OF_PROBLEMS:
        searched(folder, "validate", source, "--select", "all", "-f", format.name)


@thorough
def test_a_sheet_of_claims_keeps_withheld_what_was(tmp_path):
    folder = tmp_path / "data"
    written(folder)
    searched(folder, "compare", "claims.yaml", "-f", "claims-csv", "-o", "shared.csv")
    searched(folder, "import", "shared.csv", "-o", "again.yaml")
    made, again = (bc.load(folder / name) for name in ("claims.yaml", "again.yaml"))
    assert _without_marks(again) == _without_marks(made)


def _without_marks(data):
    """Return the sources and the claims; who withheld speakers are, a sheet does not tell apart."""
    claims = [claim for event in data.events for question in event.questions for claim in question.claims]
    return [record._replace(stand_ins=()) for record in (*data.sources.values(), *claims)]


@pytest.mark.parametrize("format", [each.name for each in OF_PROBLEMS])
@thorough
def test_a_report_that_has_what_is_withheld_says_so(format, tmp_path):
    folder = tmp_path / "data"
    written(folder)
    _sheet(folder)
    told = ("validate", "claims.yaml", "--select", "all"), ("import", "claims.csv", "-o", "imported.yaml")
    for arguments in told:
        out = run(*arguments, "-f", format, "--with-withheld", cwd=folder).out
        assert any(words in out for words in ("not for publication", "withheld_shown", "withheldShown"))


# Where each format says that it has what is withheld; others by their first line.
SAYS = "ot for publication"
SHOWN = {
    "csv": lambda text: text.splitlines()[0].endswith(",withheld_shown"),
    "json": lambda text: '"withheld_shown": true' in text.splitlines()[0],
    "json-lines": lambda text: all(json.loads(line)["withheld_shown"] for line in text.splitlines()),
    "claims-csv": lambda text: text.splitlines()[0].count(",withheld,source_withheld"),
}


@pytest.mark.parametrize("format", [each.name for each in OF_COMPARISON if isinstance(each, formats.Format)])
@thorough
def test_an_output_that_has_what_is_withheld_says_so_first(format, tmp_path):
    path = written(tmp_path / "data")
    ran = run("compare", path, "-f", format, "--with-withheld")
    assert (ran.code, SAYS in ran.err) == (0, True), ran
    assert SHOWN.get(format, lambda text: SAYS in text.splitlines()[0])(ran.out)


@pytest.mark.tools
def test_no_feed_of_a_history_has_what_is_withheld(tmp_path):
    git(tmp_path, "init", "--quiet")
    opened = json.loads(claim_file())
    _open(opened)
    revised = claim_file().replace('"value": 61', '"value": 64')
    for at, text in enumerate((json.dumps(opened), claim_file(), revised)):
        written(tmp_path / "data", text=text)
        commit(tmp_path, text, at=DAY + at)
    assert {*OF_COMPARISON_AND_HISTORY} == {*OF_COMPARISON, FEED}
    assert "North" in searched(tmp_path, "compare", "-f", FEED.name).out
    searched(tmp_path, "diff", "HEAD~2..HEAD", "data")


@thorough
def test_files_that_have_what_is_withheld_say_so(tmp_path):
    path = written(tmp_path / "data")
    out = {suffix: tmp_path / f"out.{suffix}" for suffix in ("xlsx", "sqlite", "parquet", "svg", "html")}
    for suffix, file in out.items():
        command = ("chart", path) if suffix == "svg" else ("compare", path)
        assert run(*command, "-o", file, "--with-withheld").code == 0
    sheets = written_sheets(out["xlsx"].read_bytes())
    assert SAYS in str(next(iter(sheets.values()))[0])
    with sqlite3.connect(out["sqlite"]) as database:
        assert database.execute("SELECT value FROM meta WHERE key = 'withheld'").fetchall() == [("shown",)]
    assert {"key": "withheld", "value": "shown"} in json.loads(contents(out["parquet"]))["meta"]
    assert SAYS in out["svg"].read_text(encoding="utf-8")
    assert SAYS in out["svg"].with_suffix(".alt.txt").read_text(encoding="utf-8").splitlines()[0]
    assert SAYS in out["html"].read_text(encoding="utf-8").splitlines()[0]
