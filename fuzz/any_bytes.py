"""Any bytes as a claim file: `python -m fuzz.any_bytes CORPUS`."""

import sys

import atheris

with atheris.instrument_imports(include=["borderclash"]):
    from fuzz import pipeline

    pipeline.warm_up()


def main() -> None:
    """Run until something goes wrong, or as long as the options of libFuzzer say."""
    atheris.Setup(sys.argv, pipeline.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
