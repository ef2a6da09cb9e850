"""Turn a table of losses, a row a day, into a table of claims that borderclash reads.

    python3 examples/loss_table.py losses.csv claims.parquet/north.parquet --event losses-2025 --title "Losses" \
        --party north --name North --of south --source "Daily bulletin" --url https://example.org/bulletin

Each column but `date` and `day` is a running total, as one side tells it: who tells it is the party of each claim,
and whose losses they are is its subject.
"""

import argparse
import csv
import datetime
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

COLUMNS = (
    "event event_title question label kind cumulative party party_name value subject stated cut_off "
    "source source_title source_url"
).split()
NO_TOTALS = ("date", "day")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("losses", type=Path, help="CSV file with a row a day")
    parser.add_argument("claims", type=Path, help="Parquet file to write")
    for name, help in (
        ("event", "id of the event"),
        ("title", "title of the event"),
        ("party", "id of the party that tells these totals"),
        ("name", "name of that party"),
        ("of", "id of the party whose losses they are"),
        ("source", "title of the source"),
        ("url", "web address of the source"),
    ):
        parser.add_argument(f"--{name}", required=True, help=help)
    options = parser.parse_args()
    with options.losses.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        claims = []
        try:
            for row in rows:
                claims += of_day(row, options)
        except (KeyError, ValueError) as error:
            sys.exit(f"{options.losses}: line {rows.line_num}: {error}")
    options.claims.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        pa.Table.from_pylist(claims, pa.schema([(name, pa.string()) for name in COLUMNS])), options.claims
    )


def of_day(row: dict[str, str], options: argparse.Namespace) -> Iterator[dict[str, str]]:
    """Yield a claim for each total of a day."""
    day = datetime.date.fromisoformat(row["date"]).isoformat()
    for column, total in row.items():
        # What is left empty was not told that day, which is not the same as 0.
        if column in NO_TOTALS or not total:
            continue
        if not re.fullmatch("[0-9]+", total):
            raise ValueError(f"{column} is to be a whole number; got {total!r}")
        yield {
            "event": options.event,
            "event_title": options.title,
            "question": re.sub("[^a-z0-9]+", "-", column.lower()).strip("-"),
            "label": column[:1].upper() + column[1:].replace("_", " "),
            "kind": "count",
            "cumulative": "yes",
            "party": options.party,
            "party_name": options.name,
            "value": total,
            "subject": options.of,
            "stated": day,
            "cut_off": day,
            "source": f"{options.party}-losses",
            "source_title": options.source,
            "source_url": options.url,
        }


if __name__ == "__main__":
    main()
