"""Links in the tree of a revision: where they lead, without git."""

import pytest
from rows import each_row

from borderclash.problems import UsageError
from borderclash.reading.revisions import FOLDER, LINK, Entry, Outside, Tree

FILE = b"100644"


def tree(**targets):
    """Return a tree with `data/claims.yaml`, an empty folder `old`, and links from names to targets."""
    links = {name.replace("__", "/"): target for name, target in targets.items()}
    kinds = {"data": FOLDER, "old": FOLDER, "data/claims.yaml": FILE} | dict.fromkeys(links, LINK)
    return Tree("v1", {path: Entry(mode, b"1", 1, path) for path, mode in kinds.items()}, links)


@each_row(
    ("target", "leads_to"),
    [
        ("claims.yaml", "data/claims.yaml"),
        ("./../data//claims.yaml", "data/claims.yaml"),
        ("other", "data/claims.yaml"),
        ("../folder/claims.yaml", "data/claims.yaml"),
        ("../old", "old"),
        ("..", "."),
        (".", "data"),
    ],
)
def test_where_a_link_leads(target, leads_to):
    assert tree(data__a=target, data__other="claims.yaml", folder="old/../data").follow("data/a").path == leads_to


def test_path_without_links_leads_to_itself_or_nowhere():
    assert tree().follow("data/claims.yaml").path == "data/claims.yaml"
    assert tree().follow("data/more.yaml") is None


@each_row(
    ("target", "problem", "message"),
    [
        ("a", UsageError, "`v1:data/a` is a link that leads in a circle"),
        ("b", UsageError, "`v1:data/a` is a link that leads in a circle"),
        ("gone", UsageError, "`v1:data/a` is a link to `gone`, which is not there"),
        ("", UsageError, "`v1:data/a` is a link that is empty or too long"),
        ("../..", Outside, "`v1:data/a` is a link out of the repository, to `../..`"),
        (
            "../../data/claims.yaml",
            Outside,
            "`v1:data/a` is a link out of the repository, to `../../data/claims.yaml`",
        ),
        ("/data/claims.yaml", Outside, "`v1:data/a` is a link out of the repository, to `/data/claims.yaml`"),
    ],
)
def test_link_that_leads_to_nothing_in_the_revision(target, problem, message):
    with pytest.raises(problem) as raised:
        tree(data__a=target, data__b="a").follow("data/a")
    assert raised.value.message == message
    assert raised.value.help


def test_a_long_chain_is_followed_as_far_as_linux_does():
    links = {f"l{number}": f"l{number + 1}" for number in range(39)}
    assert tree(**links, l39="data/claims.yaml").follow("l0").path == "data/claims.yaml"
    with pytest.raises(UsageError, match="circle"):
        tree(**links, l39="l40", l40="data/claims.yaml").follow("l0")
