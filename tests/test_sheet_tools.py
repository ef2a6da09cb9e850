"""Sheets that a real LibreOffice saved, as .xlsx, .ods and CSV of another part of the world."""

import difflib
import os
import subprocess

import pytest
from files import EXAMPLE, run
from tools import program

pytestmark = pytest.mark.tools
# What LibreOffice makes of the cells of bundled data: a number is a number, and midnight is the day.
CHANGED = {"value: 2025-10-12T00:00": "value: 2025-10-12", "value: 2,640": "value: 2640"}
AS_CSV = "--infilter=CSV:44,34,76,1"


def convert(folder, file, to, *options):
    """Have LibreOffice save a file of *folder* in another format."""
    command = [program("soffice"), "--headless", *options, "--convert-to", to, file]
    # A profile of its own, so that nothing of another one is asked or kept.
    env = os.environ | {"HOME": str(folder / "home")}
    subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, timeout=200)


def changes(before, after):
    """Return the lines that differ, those of the checksum left out."""
    lines = [text.splitlines() for text in (before, after)]
    found = [line for line in difflib.ndiff(*lines) if line[:2] in ("- ", "+ ") and "SHA-256" not in line]
    return [line[2:].strip() for line in found]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sheets")
    assert run("compare", EXAMPLE, "-f", "claims-csv", "-o", folder / "claims.csv").code == 0
    return folder


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_claims_that_libreoffice_saved_as_a_workbook_are_the_same_claims(suffix, folder):
    convert(folder, "claims.csv", suffix, AS_CSV)
    before = run("import", "claims.csv", cwd=folder)
    after = run("import", f"claims.{suffix}", cwd=folder)
    assert (before.code, after.code) == (0, 0), after.err
    assert changes(before.out, after.out) == [line for pair in CHANGED.items() for line in pair]


def test_csv_as_a_program_in_another_part_of_the_world_saves_it(folder):
    text = "event,question,kind,party,low,high,stated,source,quote\n"
    text += 'Gefecht an der Brücke,Gefallene Soldaten,count,Nördliche Armee,50,58,2025-03-02,Zeitung,"„fünfzig“; mehr"\n'
    (folder / "own.csv").write_text(text, encoding="utf-8")
    expected = run("import", "own.csv", cwd=folder)
    convert(folder, "own.csv", "xlsx", AS_CSV)
    # Semicolons, and Windows-1252.
    convert(folder, "own.xlsx", "csv:Text - txt - csv (StarCalc):59,34,1,1,,0,false,true,false")
    saved = (folder / "own.csv").read_bytes()
    assert b";" in saved
    assert "Brücke".encode("cp1252") in saved
    ran = run("import", "own.csv", cwd=folder)
    assert ran.code == 0, ran.err
    assert ran.out == expected.out
    assert run("import", "own.xlsx", cwd=folder).out == expected.out
