"""Claim files that are nearly good, mutated by their structure: `python -m fuzz.claim_files CORPUS`."""

import sys

import atheris

with atheris.instrument_imports(include=["borderclash"]):
    from fuzz import mutations, pipeline

    pipeline.warm_up()


def once(data: bytes) -> None:
    """Make the files that *data* stands for, and run them."""
    provider = atheris.FuzzedDataProvider(data)
    pipeline.run(*mutations.files(Choices(provider)))


class Choices:
    """Choices made by the fuzzer's bytes; when these run out, the first of what there is."""

    def __init__(self, provider: atheris.FuzzedDataProvider) -> None:
        self.provider = provider

    def number(self, below: int) -> int:
        """Return a number from 0 to *below*, not included."""
        return self.provider.ConsumeIntInRange(0, below - 1) if below > 1 else 0

    def text(self) -> str:
        """Return a short text of any characters."""
        return self.provider.ConsumeUnicode(self.number(12))


def main() -> None:
    """Run until something goes wrong, or as long as the options of libFuzzer say."""
    atheris.Setup(sys.argv, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
