"""The schema in the language server that editors use for YAML."""

import re

import pytest
from files import EXAMPLE
from lsp import Client
from tools import program

from borderclash.reading import sources

pytestmark = pytest.mark.tools

TEXT = EXAMPLE.read_text(encoding="utf-8")
SCHEMA = sources.bundled(sources.CLAIMS_SCHEMA).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    command = [program("yaml-language-server"), "--stdio"]
    folder = tmp_path_factory.mktemp("claims")
    (folder / "schemas").mkdir()
    (folder / "schemas" / "claims.schema.json").write_text(SCHEMA, encoding="utf-8")
    client = Client(command, folder)
    client.folder = folder
    yield client
    client.close()


@pytest.fixture
def opened(server, request):
    """Return a function that opens a text as a claim file, whose modeline leads to the schema."""

    def open_text(text):
        name = re.sub(r"\W+", "-", request.node.name)
        file = server.folder / "data" / f"{name}.yaml"
        return file, server.open(file, text)

    return open_text


def place(text, word):
    """Return line and character of the only occurrence of *word*, counted from 0."""
    before, _, after = text.partition(word)
    assert after
    assert word not in after
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)


def completed(server, opened, text):
    """Return what is offered at the mark ``‸``, by its label."""
    line, character = place(text, "‸")
    file, _ = opened(text.replace("‸", ""))
    answer = server.at("completion", file, line, character)
    return {item["label"]: item for item in answer["items"]}


CLAIM = """\
# yaml-language-server: $schema=../schemas/claims.schema.json
borderclash: 1
events:
  clash:
    title: Clash
    questions:
      killed:
        label: Killed
        kind: count
        claims:
          - party: north
            value: 58
            stance: asserts
"""


def test_bundled_file_where_it_lies_is_without_fault(server):
    assert TEXT.startswith("# yaml-language-server: $schema=../schemas/claims.schema.json\n")
    assert server.open(EXAMPLE, TEXT) == []
    # Without fault because it was checked, and not because the schema was not found.
    line, character = place(TEXT, "borderclash: 1")
    assert "Version of the format" in server.at("hover", EXAMPLE, line, character)["contents"]["value"]


@pytest.mark.parametrize("value", ["-1", "58.5", "true", '""', "[58]"])
def test_broken_figure_is_marked_at_its_line(opened, value):
    text = TEXT.replace("value: 58\n", f"value: {value}\n", 1)
    line, character = place(text, f"value: {value}\n")
    _, found = opened(text)
    start = {"line": line, "character": character + len("value: ")}
    assert [diagnostic["range"]["start"] for diagnostic in found] == [start]


def test_what_a_figure_says_is_left_to_validate(opened):
    assert opened(TEXT.replace("value: 58\n", "value: 58 soldiers\n", 1))[1] == []


def test_unknown_field_is_marked_at_its_line(opened):
    text = CLAIM.replace("value: 58", "valeu: 58")
    _, found = opened(text)
    assert place(text, "valeu")[0] in {diagnostic["range"]["start"]["line"] for diagnostic in found}


def test_kinds_of_question_are_completed(server, opened):
    offered = completed(server, opened, CLAIM.replace("kind: count", "kind: ‸"))
    assert set(offered) == {"count", "number", "yes-no", "choice", "names", "time", "text"}


def test_fields_of_a_claim_are_completed(server, opened):
    offered = completed(server, opened, CLAIM.replace("stance: asserts", "‸"))
    assert {"stance", "hedge", "scope", "measure", "stated", "speaker", "quote", "source"} <= set(offered)
    assert not {"party", "value", "label", "kind"} & set(offered)


def test_stances_are_completed(server, opened):
    offered = completed(server, opened, CLAIM.replace("stance: asserts", "stance: ‸"))
    assert set(offered) == {"asserts", "denies", "declines", "cannot-say", "withdraws"}


def test_hover_explains_a_stance(server, opened):
    file, _ = opened(CLAIM)
    line, character = place(CLAIM, "stance")
    words = server.at("hover", file, line, character + 1)["contents"]["value"]
    assert "asserts: says that value is so" in words
    assert "withdraws: takes back what it said" in words
