"""How long it takes to read a figure: `python -m benchmarks.figures`.

Every text is another one and is read once, so that nothing comes from the cache. Processor time: the median of
several rounds, and the shortest, which a busy machine disturbs less.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from statistics import median

from borderclash.values.figure_reading import read_figure

TEXTS = 4000
ROUNDS = 15
# Each with the most microseconds that it may take, where there is a bar.
FORMS: dict[str, float | None] = {
    "58": 2,
    "at least 18": 6,
    "about 200": None,
    "130 to 170": None,
    "1,500": None,
    "2.9 million": None,
    "at least two hundred and ten": None,
}


def texts(form: str) -> list[str]:
    """Return texts of the same form, no two alike."""
    if form == "1,500":
        return [f"{number:,}" for number in range(1000, 1000 + TEXTS)]
    if form == "130 to 170":
        return [f"{number} to 9999" for number in range(1000, 1000 + TEXTS)]
    if form == "2.9 million":
        return [f"{number // 10}.{number % 10} million" for number in range(10, 10 + TEXTS)]
    if form.endswith("ten"):
        return [f"at least two hundred and ten{' ' * number}" for number in range(100)]
    words = form.rpartition(" ")[0]
    return [f"{words} {number}".strip() for number in range(10, 10 + TEXTS)]


def microseconds(written: Sequence[str]) -> list[float]:
    """Return how long one of the texts takes, read as a count, in each round."""
    rounds = []
    for _ in range(ROUNDS):
        read_figure.cache_clear()
        start = time.process_time()
        for text in written:
            read_figure(text, True)
        rounds.append((time.process_time() - start) / len(written) * 1e6)
    return rounds


def main() -> None:
    """Print the microseconds of each form, and whether they keep within its bar."""
    read_figure("about two or three", True)  # the table of forms is compiled by the first of them
    for form, limit in FORMS.items():
        rounds = microseconds(texts(form))
        took = median(rounds)
        bar = "" if limit is None else f"  {'met' if took <= limit else 'NOT met'}: at most {limit:g}"
        print(f"{form:30} {took:6.2f} µs (shortest {min(rounds):.2f}){bar}")


if __name__ == "__main__":
    main()
