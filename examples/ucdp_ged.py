"""Turn a CSV file in the layout of UCDP GED into a table of claims that borderclash reads.

    python3 examples/ucdp_ged.py GEDEvent.csv claims.parquet/ucdp.parquet --published 2025-06-01

GED is one compiler's work: each of its events becomes claims of the party `ucdp`. What the sides of a conflict say
is not in it, so that they only stand there as those whose people were killed.
"""

import argparse
import csv
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

# What each row says beside its event, question and figure.
COMPILER = {
    "party": "ucdp",
    "party_name": "Uppsala Conflict Data Program",
    "party_kind": "organisation",
    "source": "ucdp-ged",
    "source_title": "UCDP Georeferenced Event Dataset",
    "source_publisher": "Uppsala Conflict Data Program",
    "source_url": "https://ucdp.uu.se/downloads/",
}
COLUMNS = (
    "event event_title event_date event_place question label kind party party_name party_kind value subject "
    "locator note source source_title source_publisher source_published source_url"
).split()
# How far down the place of an event is known, by `where_prec`.
PLACES = {
    **dict.fromkeys("123", ("where_coordinates", "adm_1", "country")),
    **dict.fromkeys("45", ("adm_1", "country")),
    **dict.fromkeys("67", ("country",)),
}
ONE_SIDED = "3"  # a `type_of_violence`: there `side_b` is "Civilians", who are no party
PARTS = {
    "deaths_civilians": ("civilians-killed", "Civilians killed"),
    "deaths_unknown": ("killed-of-unknown-side", "People killed whose side is not known"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("events", type=Path, help="CSV file in the layout of GED")
    parser.add_argument("claims", type=Path, help="Parquet file to write")
    parser.add_argument("--published", required=True, help="day on which this version of GED was published")
    options = parser.parse_args()
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    options.claims.parent.mkdir(parents=True, exist_ok=True)
    with (
        options.events.open(encoding="utf-8-sig", newline="") as file,
        pq.ParquetWriter(options.claims, schema) as table,
    ):
        rows = csv.DictReader(file)
        try:
            for row in rows:
                table.write_table(pa.Table.from_pylist(list(of_event(row, options.published)), schema))
        except (KeyError, ValueError) as error:
            sys.exit(f"{options.events}: line {rows.line_num}: {error}")


def of_event(row: dict[str, str], published: str) -> Iterator[dict[str, str]]:
    """Yield the claims of an event, and its sides."""
    low, best, high = (figure(row, name) for name in ("low", "best", "high"))
    if not low <= best <= high:
        raise ValueError(f"best is to lie between low and high; got {low}, {best}, {high}")
    start, end = row["date_start"][:10], row["date_end"][:10]
    place = ", ".join(filter(None, (row[name] for name in PLACES[row["where_prec"]])))
    event = {
        **COMPILER,
        "source_published": published,
        "event": f"ged-{row['id']}",
        "event_title": f"{row['dyad_name']}, {place}, {start}",
        "event_date": start if start == end else f"{start}/{end}",
        "event_place": place,
        "kind": "count",
        "locator": f"event {row['id']}",
    }
    # One compiler's low, best and high are no three answers: it says a range, and prefers a figure.
    yield {
        **event,
        "question": "killed",
        "label": "People killed",
        "value": str(low) if low == high else f"{low} to {high}",
        "note": f"Best estimate: {best}. Rests on: {row['source_article'] or 'not said'}",
    }
    for side in ("a", "b"):
        if side == "b" and row["type_of_violence"] == ONE_SIDED:
            continue
        party = {"party": name_to_id(row[f"side_{side}"]), "party_name": row[f"side_{side}"]}
        yield party
        # A 0 also stands where nothing is known of a part.
        if deaths := figure(row, f"deaths_{side}"):
            fighters = {"question": "fighters-killed", "label": "Fighters killed", "subject": party["party"]}
            yield {**event, **fighters, "value": str(deaths), "note": "Best estimate"}
    for column, (question, label) in PARTS.items():
        if deaths := figure(row, column):
            yield {**event, "question": question, "label": label, "value": str(deaths), "note": "Best estimate"}


def figure(row: dict[str, str], column: str) -> int:
    if not re.fullmatch("[0-9]+", row[column]):
        raise ValueError(f"{column} is to be a whole number; got {row[column]!r}")
    return int(row[column])


def name_to_id(name: str) -> str:
    """Return an id, which has lower-case letters of English, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


if __name__ == "__main__":
    main()
