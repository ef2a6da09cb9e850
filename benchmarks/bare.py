"""The least that a Typer program with one Rich table can do: ``python bare.py ROWS.json``.

It reads its rows, lists of texts with the headings first, from a file that the benchmark wrote. What it takes
is what start-up is measured against.
"""

import json

import typer


def main(path: str) -> None:
    """Print the rows of a JSON file as a table."""
    from rich.console import Console
    from rich.table import Table

    with open(path, encoding="utf-8") as stream:
        headings, *rows = json.load(stream)
    table = Table(*headings)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
