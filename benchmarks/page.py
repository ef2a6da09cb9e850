"""The page for many rows in a real browser: ``python -m benchmarks.page``.

How large it is, and how long it takes after each kind of choice until the browser has drawn the rows that fit. The
rows are those of the bundled data, over and over; with ``--dense`` those of `generate`, each with four claims of
several days. Every source has an address, so that every quote has its link. Needs Playwright (``pip install
playwright``) and the system's Chromium.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.contenders import borderclash, machine
from benchmarks.generate import CLAIMS_A_QUESTION, claim_file
from benchmarks.measure import run_once

WIDTHS = (1280, 390)
URL = "https://news.example/2025/reports/article?edition=late"
# From the choice to the first frame with its result: what runs behind a frame's callback is behind its painting.
TIMED = """async ([change, value]) => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const control = document.querySelector(change);
  await drawn();
  const start = performance.now();
  if (control.type === "checkbox") control.checked = value;
  else control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
  const handled = performance.now();
  await drawn();
  return [handled - start, performance.now() - start];
}"""
WORDS, VERDICT, PARTY, ORDER = "#words", "[name=verdict][value=conflict]", "[name=party]", "#sort"
CHOICES: tuple[tuple[str, str, Any], ...] = (
    ("a letter", WORDS, "n"),
    ("a word", WORDS, "north"),
    ("words that no row has", WORDS, "north zebra"),
    ("words taken away: all rows again", WORDS, ""),
    ("a verdict", VERDICT, True),
    ("a party besides", PARTY, True),
    ("the verdict taken away", VERDICT, False),
    ("all rows again", PARTY, False),
    ("order by gap", ORDER, "gap"),
    ("order by ratio", ORDER, "ratio"),
    ("order as in the file", ORDER, ""),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--rows", type=int, default=500, metavar="N")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="times that each page is opened")
    parser.add_argument("--dense", action="store_true", help="rows with four claims each")
    parser.add_argument("--chromium", default=shutil.which("chromium"), metavar="PATH")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = _dense(chosen.rows, folder) if chosen.dense else _bundled(chosen.rows, folder)
        page = folder / "page.html"
        written = run_once((borderclash(), "compare", name, "-o", str(page)), folder)
        if written.status:
            sys.exit("the page could not be written")
        data = page.read_bytes()
        print(f"Machine: {machine()}. {rows:,} rows.\n")
        print(f"- written in {written.seconds:.2f} s")
        print(f"- {len(data) / 1e6:.3f} MB ({len(gzip.compress(data)) / 1e6:.3f} MB compressed)\n")
        print("| | " + " | ".join(f"{width} px: script, until drawn" for width in WIDTHS) + " |")
        print("| --- |" + " ---: |" * len(WIDTHS))
        timed = {width: _timed(page, width, chosen.runs, chosen.chromium) for width in WIDTHS}
        for choice, _, _ in CHOICES:
            cells = [f"{median(timed[w][choice][0]):.0f}, {median(timed[w][choice][1]):.0f} ms" for w in WIDTHS]
            print(f"| {choice} | {' | '.join(cells)} |")
        longest = max(max(times[1]) for by_choice in timed.values() for times in by_choice.values())
        slowest = max(median(times[1]) for by_choice in timed.values() for times in by_choice.values())
        print(f"\n- {'met' if len(data) < 1e6 else 'NOT met'}: less than 1 MB")
        met = "met" if slowest <= 100 else "NOT met"
        print(f"- {met}: every choice is answered within 100 ms: {slowest:.0f} ms (longest: {longest:.0f})")


def _bundled(rows: int, folder: Path) -> int:
    """Write as many copies of the bundled data as it takes; return how many rows they have."""
    from borderclash.reading import sources

    text = sources.bundled(sources.EXAMPLE).read_text(encoding="utf-8")
    text = re.sub("(    publisher: .*\n)", rf"\1    url: {URL}\n", text)
    head, _, events = text.partition("\nevents:\n")
    (folder / "once.yaml").write_text(text, encoding="utf-8")
    once = run_once((borderclash(), "compare", "once.yaml", "-f", "json", "-o", "once.json"), folder)
    if once.status:
        sys.exit("the bundled data could not be compared")
    in_one = json.loads((folder / "once.json").read_text(encoding="utf-8"))["summary"]["rows"]
    (folder / "once.yaml").unlink()
    copies = -(-rows // in_one)
    for number in range(copies):
        copied = re.sub(r"^  ([a-z0-9-]+):$", rf"  \1-{number}:", events, flags=re.MULTILINE)
        (folder / f"claims-{number}.yaml").write_text(f"{head}\nevents:\n{copied}", encoding="utf-8")
    return copies * in_one


def _dense(rows: int, folder: Path) -> int:
    """Write as many rows with four claims each; return how many they are."""
    text = "".join(claim_file(rows * CLAIMS_A_QUESTION))
    text = re.sub(r"(  wire-(\d+):\n    title: .*\n)", rf"\1    url: {URL}&number=\2\n", text)
    (folder / "claims.yaml").write_text(text, encoding="utf-8")
    return rows


def _timed(page: Path, width: int, runs: int, chromium: str) -> dict[str, tuple[list[float], list[float]]]:
    """Return, for each choice, the milliseconds of the script and those until the result was drawn."""
    from playwright.sync_api import sync_playwright

    times: dict[str, tuple[list[float], list[float]]] = {choice: ([], []) for choice, _, _ in CHOICES}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(runs):
            opened = browser.new_page(viewport={"width": width, "height": 844})
            opened.goto(page.as_uri())
            for choice, control, value in CHOICES:
                for kept, time in zip(times[choice], opened.evaluate(TIMED, [control, value]), strict=True):
                    kept.append(time)
            opened.close()
        browser.close()
    return times


if __name__ == "__main__":
    main()
