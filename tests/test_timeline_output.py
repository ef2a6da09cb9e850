"""What `borderclash timeline` writes, in each of its formats."""

import json

import golden
import jsonschema
import pytest
from files import EXAMPLE, GOOD, ROOT, run
from pages import BLOCKS, hostile_comparison, page, shown
from rich.cells import cell_len

from borderclash.timelines import writer
from borderclash.writers import Options

STORY = ROOT / "tests" / "stories" / "bridge.yaml"
SCHEMA = json.loads((ROOT / "schemas" / "timeline.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("columns", [40, 80, 140])
def test_terminal(columns):
    ran = run("timeline", STORY, columns=columns)
    assert (ran.code, ran.err) == (0, "")
    golden.check(f"timeline-{columns}.txt", ran.out)
    assert max(map(cell_len, ran.out.splitlines())) <= columns


def test_terminal_of_the_bundled_data():
    golden.check("timeline-bundled.txt", run("timeline", EXAMPLE, columns=100).out)


@pytest.mark.parametrize(("name", "file"), [("timeline", STORY), ("timeline-bundled", EXAMPLE)])
def test_markdown(name, file):
    golden.check(f"{name}.md", run("timeline", file, "-f", "markdown").out)


def test_json():
    golden.check("timeline.json", run("timeline", STORY, "--format", "json").out)


@pytest.mark.parametrize("file", [STORY, EXAMPLE])
def test_json_is_as_the_schema_has_it(file):
    jsonschema.Draft7Validator(SCHEMA).validate(json.loads(run("timeline", file, "-f", "json").out))


def test_an_ascii_terminal_gets_ascii_marks():
    out = run("timeline", STORY, encoding="ascii").out
    assert "!= conflict begins between" in out
    assert out.isascii()


def test_colour_is_written_where_it_is_asked_for():
    assert "\x1b[" in run("timeline", STORY, "--color", "always").out
    assert "\x1b[" not in run("timeline", STORY).out


@pytest.mark.parametrize(("suffix", "begin"), [("md", "# Clash"), ("json", '{"borderclash": 1'), ("txt", "Clash")])
def test_the_suffix_of_the_output_picks_the_format(tmp_path, suffix, begin):
    file = tmp_path / f"story.{suffix}"
    assert run("timeline", STORY, "-o", file) == (0, "", "")
    assert file.read_text(encoding="utf-8").startswith(begin)


def test_an_unknown_suffix_is_told_with_those_that_are_known(tmp_path):
    ran = run("timeline", STORY, "-o", tmp_path / "story.csv")
    assert ran.code == 2
    assert ".md, .json, .txt" in ran.err


def test_filters():
    out = run("timeline", STORY, "--question", "truck*", "--party", "north").out
    assert "Trucks burnt" in out
    assert "7 again" in out
    assert "South" not in out
    assert run("timeline", STORY, "--event", "nowhere").code == 2
    assert run("timeline", STORY, "--question", "nothing").code == 2


def test_data_with_errors_is_refused():
    ran = run("timeline", "-", stdin=GOOD.replace("value: 58", "value: 58 men"))
    assert (ran.code, ran.out) == (1, "")
    assert "error figure:" in ran.err


# Inert


ATTACKS = ["[bold]x[/bold] \x1b[31m", "| x | <b>y</b> @user #1 [z](https://x.example) $a$", "line\nbreak", "# x"]


@pytest.mark.parametrize("text", ATTACKS)
def test_text_of_a_claim_file_is_shown_and_never_obeyed_in_a_terminal(text):
    for width in (30, 80, 200):
        out = "".join(writer("terminal")(hostile_comparison([text]), Options(width=width)))
        assert all(char == "\n" or char.isprintable() for char in out)


@pytest.mark.parametrize("text", ATTACKS)
def test_text_of_a_claim_file_is_shown_and_never_obeyed_in_markdown(text):
    made = page("".join(writer("markdown")(hostile_comparison([text]), Options())))
    calm = page("".join(writer("markdown")(hostile_comparison(["calm"]), Options())))
    assert [tag for tag in made.tags if tag != "span"] == calm.tags
    assert made.outside_links() == calm.outside_links()
    assert made.texts(*BLOCKS) == [collapse_calm(told, text) for told in calm.texts(*BLOCKS)]


def collapse_calm(told, text):
    return told.replace("calm", shown(text))
