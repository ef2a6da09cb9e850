"""Reports of files that are not as they were meant: what is withheld, or was meant to be, is in none of them."""

import pytest
from files import run
from planted import leaks

from borderclash.checking import check
from borderclash.reading.settings import ALL, Settings
from borderclash.rendering.options import Options
from borderclash.rendering.reports import concise, full
from borderclash.rendering.reports.base import Report

HEAD = "borderclash: 1\nparties: {north: {name: North}, south: {name: South}}\n"
EVENT = "events: {clash: {title: Clash, questions: {killed: {label: Killed, kind: count, claims: "
CLAIM = "party: north, value: 5, speaker: zqxname, withheld: [speaker]"
FAULTS = {
    "a text that a comment ends": f"{EVENT}[\n {{party: north, value: 5, note: the #zqxcut one\n  , withheld: [note]}}]}}}}}}}}",
    "a comment behind": f"{EVENT}[{{party: nort, value: 5, withheld: [note], note: a # zqx is meant\n }}]}}}}}}}}",
    "a comment before": f"{EVENT}[{{party: north, value: 5, withheld: [note], note: # zqx\n [a]}}]}}}}}}}}",
    "a map of claims": f"{EVENT}{{one: {{{CLAIM}}}}}}}}}}}}}",
    "a claim alone": f"{EVENT}{{{CLAIM}}}}}}}}}}}",
    "a list in a claim's place": f"{EVENT}[[{{{CLAIM}}}]]}}}}}}}}",
    "a claim below a claim": f"{EVENT}[{{claim: {{{CLAIM}}}}}]}}}}}}}}",
    "an unknown section": f"evnts: {{clash: {{questions: {{killed: {{claims: [{{{CLAIM}}}]}}}}}}}}",
    "a list of sources": "sources: [{title: zqxtitle, withheld: [title]}]",
    "a list in a source's place": "sources: {wire: [{title: zqxtitle, withheld: [title]}]}",
    "sources by another name": "source: {wire: {title: zqxtitle, withheld: [title]}}",
    "a map of numbers": f"{EVENT}[{{party: nort, value: 5, speaker: {{1: zqx, zqx2: b}}, withheld: [speaker]}}]}}}}}}}}",
    "another word for it": f"{EVENT}[{{party: nort, value: 5, speaker: zqx, held: [speaker]}}]}}}}}}}}",
    "in a question": "events: {clash: {title: Clash, questions: {killed: {withheld: [speaker], kind: count, label: Killed,"
    " claims: [{party: nort, value: 5, speaker: zqxname}]}}}}",
    "a comma in a name": f"{EVENT}[{{party: nort, value: 5, speaker: A, of the zqx hospital, withheld: [speaker]}}]}}}}}}}}",
    "nothing": f"{EVENT}[{{party: nort, note: , value: 5, withheld: [note], speaker: 'zqx' zqxb}}]}}}}}}}}",
    "nothing else": f"{EVENT}[{{party: nort, value: 5, withheld: [note], note: \n }}]}}}}}}}}",
    "the middle of it": f"{EVENT}[{{party: north, value: 5, speaker: {{1: zqx, \u0430b: c}}, withheld: [speaker]}}]}}}}}}}}",
    "a comma and a comment": f"{EVENT}[{{party: north, value: 5, speaker: zqx, of zqxb # zqxc\n , withheld: [speaker]}}]}}}}}}}}",
    "capitals in what is no YAML": f"{EVENT}[{{party: nort, Withheld: [note], note: zqxname\n",
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.thorough
def test_no_report_has_what_was_meant_to_be_withheld(fault, tmp_path):
    path = tmp_path / "claims.yaml"
    path.write_text(f"{HEAD}{FAULTS[fault]}\n", encoding="utf-8")
    found = check([str(path)], settings=Settings(select=(ALL,)))
    report = Report(found.problems, found.names, {})
    assert found.problems
    told = [repr(found.problems), *full.write(report, Options(width=400)), *concise.write(report)]
    assert leaks("".join(told)) == []


COLUMNS = "event,event_title,question,label,kind,party,value,speaker,quote,note,withheld,source,source_title,"
ROW = "e,E,k,Killed,count,north,5"
ROWS = {
    "an unknown agency": f"{ROW},,,,,s1,Title,derived-from,zqxag `zqxbad` zqxb",
    "an unknown agency of a source that a claim withholds": f"{ROW},,,,source,s1,Title,,zqxag zqxbad",
    "a comma in a text": f"{ROW},zqxname,zqx, zqxb,zqxnote,speaker; quote; note,s1,Title,,",
    "more commas": f"{ROW},zqxname,zqx, zqxa, zqxb,zqxc,zqxnote,speaker; quote; note,s1,Title,,zqxd",
}


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.thorough
def test_no_report_of_a_sheet_has_it_either(row, tmp_path):
    (tmp_path / "sheet.csv").write_text(
        f"{COLUMNS}source_withheld,source_derived_from\n{ROWS[row]}\n", encoding="utf-8"
    )
    for command in (["validate", "sheet.csv"], ["import", "sheet.csv", "-o", "claims.yaml"]):
        ran = run(*command, cwd=tmp_path)
        assert ran.code == 1
        assert leaks(ran.out + ran.err) == []
