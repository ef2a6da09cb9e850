"""What a start imports: a command pays only for what it uses."""

import subprocess
import sys

import pytest
from files import EXAMPLE, ROOT

pytestmark = pytest.mark.tools  # each starts a process

HEAVY = (
    "rich.table",
    "rich.console",
    "yaml",
    "jsonschema",
    "jsonschema_rs",
    "orjson",
    "zoneinfo",
    "decimal",
    "jinja2",
)


def imported(*arguments):
    """Return the modules that a run of the command line has imported at its end."""
    program = (
        "import sys, atexit; from borderclash.cli import main; "
        "atexit.register(lambda: sys.stderr.write('\\n'.join(sys.modules))); main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)], capture_output=True, cwd=ROOT, check=False
    )
    return set(done.stderr.decode().split())


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(option):
    modules = imported(option)
    assert "borderclash.cli" in modules
    assert not modules & set(HEAVY)


def test_good_data_does_without_the_validator_that_explains():
    modules = imported("validate", EXAMPLE)
    assert "jsonschema_rs" in modules
    assert not modules & {"jsonschema", "orjson"}


def test_data_that_withhold_nothing_do_without_what_takes_it_out():
    assert not imported("validate", EXAMPLE) & {"borderclash.comparing.withheld", "secrets", "hashlib"}


@pytest.mark.parametrize("format", ["terminal", "markdown", "html", "json"])
def test_english_does_without_the_data_of_other_languages(format):
    modules = imported("compare", EXAMPLE, "--format", format, *(["--language", "fr"] if format == "json" else ()))
    assert "borderclash.language" in modules
    assert not modules & {"babel", "borderclash.language.cldr", "borderclash.values.figure_words"}
    assert "babel" in imported("compare", EXAMPLE, "--format", "markdown", "--language", "fr")


def test_json_does_without_tables():
    modules = imported("compare", EXAMPLE, "--format", "json")
    assert "orjson" in modules
    assert not modules & {"rich.table", "jinja2"}


def test_the_terminal_does_without_rich():
    assert not imported("compare", EXAMPLE) & {"rich.console", "rich.table", "rich.text"}


def test_json_of_a_timeline_does_without_tables():
    modules = imported("timeline", EXAMPLE, "--format", "json")
    assert "orjson" in modules
    assert not any(name.startswith("rich.") for name in modules)


def test_a_claim_by_options_does_without_what_asks_and_explains(tmp_path):
    copy = tmp_path / "claims.yaml"
    copy.write_bytes(EXAMPLE.read_bytes())
    asked = ("--event", "durand-line-2025-10-11", "--question", "soldiers-killed")
    modules = imported("add", copy, *asked, "--party", "pakistan", "--value", "23")
    assert "borderclash.entering.writing" in modules
    assert not modules & {"jsonschema", "rich.console", "prompt_toolkit"}
    assert b"value: 23" in copy.read_bytes()
