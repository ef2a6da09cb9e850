"""Claim files for tests of the command line, and a way to run it."""

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import pytest

from borderclash.cli import main
from borderclash.reading import documents

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "data" / "claims.yaml"

GOOD = """\
borderclash: 1
title: Two accounts
parties:
  north: {name: North}
  south: {name: South}
sources:
  wire: {title: Wire report, publisher: The Wire, published: 2025-10-12}
events:
  clash:
    title: Clash at the bridge
    date: 2025-10-11
    source: wire
    questions:
      soldiers-killed:
        label: Soldiers killed
        kind: count
        subject: south
        claims:
          - {party: north, value: 58, speaker: A. Spokesman, via: AFP, quote: killed 58}
          - {party: south, value: at least 18}
"""


def load(source, loaded):
    """Add the documents of a source to what is loaded, where it is a text."""
    text = documents.decode(source, loaded)
    if text is not None:
        documents.read(source.name, text, loaded)


class Ran(NamedTuple):
    """What a run of the command line came to."""

    code: int
    out: str
    err: str


def run(*arguments, cwd=None, stdin="", columns=80, encoding="utf-8", **environment):
    """Run ``borderclash`` in this process, with standard streams that are no terminal."""
    streams = [io.TextIOWrapper(io.BytesIO(stdin.encode() if isinstance(stdin, str) else stdin), encoding="utf-8")]
    streams += [io.TextIOWrapper(io.BytesIO(), encoding=name, newline="") for name in (encoding, "utf-8")]
    with (
        mock.patch.multiple(sys, argv=["borderclash", *map(str, arguments)], stdin=streams[0]),
        mock.patch.multiple(sys, stdout=streams[1], stderr=streams[2]),
        pytest.MonkeyPatch.context() as patch,
        contextlib.chdir(cwd or os.getcwd()),
    ):
        # The program sets no variable: no others are put back.
        for name, value in ({"COLUMNS": str(columns)} | environment).items():
            patch.setenv(name, value)
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
    for stream in streams[1:]:
        stream.flush()
    return Ran(code, streams[1].buffer.getvalue().decode(encoding), streams[2].buffer.getvalue().decode())


def contents(path):
    """Return the bytes of a file, or those of a JSON text with the tables of a folder."""
    if not path.is_dir():
        return path.read_bytes()
    import pyarrow.parquet as pq

    tables = {file.stem: pq.read_table(file).to_pylist() for file in sorted(path.iterdir())}
    return json.dumps(tables, default=str, ensure_ascii=False).encode(errors="surrogatepass")


def claims_table(source, file):
    """Write the claims of a claim file to a table, each cell as the text that a sheet has; return the table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    header, *rows = csv.reader(io.StringIO(run("compare", source, "-f", "claims-csv").out.removeprefix("\ufeff")))
    columns = zip(*rows, strict=True)
    pq.write_table(pa.table({name: list(column) for name, column in zip(header, columns, strict=True)}), file)
    return file


def process(*arguments, cwd=None, stdin=b"", **environment):
    """Run ``borderclash`` as a process of its own; streams are bytes."""
    return subprocess.run(
        [sys.executable, "-m", "borderclash", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=os.environ | environment,
        check=False,
        timeout=60,
    )
