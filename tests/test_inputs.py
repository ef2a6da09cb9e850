"""Which files a command reads: paths, data/, the bundled example, and what is passed over in a folder."""

import pytest
from files import GOOD, run

DEFAULT = "error: no paths given, and there is no folder `data` here\n"
TITLE = "Durand Line clashes, October 2025"
HEADING = "Example: data that comes with borderclash, none of yours"
SHOWN = ["compare", "timeline", "coverage"]


def file(folder, name, text=GOOD):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def claims(tmp_path):
    """Return a claim file that lies below `data`."""
    return file(tmp_path, "data/claims.yaml")


@pytest.mark.parametrize("command", SHOWN)
@pytest.mark.parametrize("arguments", [[], ["--color", "always"], ["-f", "terminal"], ["--party", "pakistan"]])
def test_in_the_terminal_the_example_stands_under_a_heading(tmp_path, command, arguments):
    ran = run(command, *arguments, cwd=tmp_path)
    first, second, third, *_ = ran.out.splitlines()
    assert ran.code == 0
    assert "Example" in first
    assert (second, TITLE in third) == ("", True)
    assert ran.err.startswith("no paths given, and there is no folder `data` here: name the claim files")


def test_heading_is_words_alone_without_colour(tmp_path):
    assert run("compare", cwd=tmp_path).out.startswith(f"{HEADING}\n\n{TITLE}\n")


def test_heading_of_the_example_fits_a_narrow_terminal(tmp_path):
    lines = run("compare", "--event", "durand-*", columns=20, cwd=tmp_path).out.splitlines()
    assert lines[0] == "Example: data that"


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate"],
        ["validate", "-f", "json"],
        ["validate", "--update-hashes"],
        ["chart", "-o", "figure.svg"],
        *([command, "-f", "json"] for command in SHOWN),
        *([command, "-o", name] for command in SHOWN for name in ("x.md", "x.json", "x.txt")),
        ["compare", "-f", "html"],
        ["compare", "-o", "x.sqlite"],
        ["compare", "-f", "claims-csv"],
        # A build that is to fail on a conflict does not fail, or pass, on somebody else's.
        ["compare", "--fail-on", "conflict"],
    ],
)
def test_nothing_else_takes_the_example_unasked(tmp_path, arguments):
    ran = run(*arguments, cwd=tmp_path)
    assert (ran.code, ran.out, list(tmp_path.iterdir())) == (2, "", [])
    assert ran.err.startswith(DEFAULT)
    assert "`borderclash init`" in ran.err
    assert "--example" in ran.err


def test_claim_file_that_is_here_is_named(tmp_path, claims):
    help = "help: name the claim files or their folder (`claims.yaml` is here)"
    assert help in run("validate", cwd=claims.parent).err
    assert "(`claims.yaml` is here)" in run("compare", cwd=claims.parent).err


@pytest.mark.parametrize("command", SHOWN)
@pytest.mark.parametrize("format", ["terminal", "markdown", "json"])
def test_example_that_is_asked_for(tmp_path, command, format):
    ran = run(command, "--example", "-f", format, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert TITLE in ran.out
    assert HEADING not in ran.out


def test_example_comes_before_the_data_folder(claims):
    assert TITLE in run("compare", "--example", cwd=claims.parent.parent).out


@pytest.mark.thorough
def test_example_is_checked_and_drawn(tmp_path):
    assert run("validate", "--example", cwd=tmp_path) == (0, "", "1 file, 0 errors, 0 warnings\n")
    assert run("chart", "--example", "--event", "durand-*", "-o", "x.svg", cwd=tmp_path).code == 0
    assert (tmp_path / "x.svg").exists()


@pytest.mark.parametrize("command", [*SHOWN, "validate", "chart -o x.svg"])
def test_example_beside_paths_is_wrong_usage(claims, command):
    ran = run(*command.split(), "--example", claims)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: --example cannot be used together with paths\n")


def test_example_is_not_changed():
    ran = run("validate", "--example", "--update-hashes")
    assert (ran.code, "--update-hashes" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("claims.yaml", "data/claims.yaml"),
        ("data/claim.yaml", "data/claims.yaml"),
        ("data/claims.yml", "data/claims.yaml"),
        ("dta", "data"),
        ("elsewhere/README.md", "README.md"),
    ],
)
def test_path_that_is_not_there_is_answered_by_one_that_is(claims, given, meant):
    file(claims.parent.parent, "README.md")
    ran = run("compare", given, cwd=claims.parent.parent)
    assert ran == (2, "", f"error: `{given}` is not there\nhelp: did you mean `{meant}`?\n")


@pytest.mark.parametrize("given", ["nowhere/at/all.txt", "x" * 5000, "\ud800"])
def test_path_that_nothing_is_like_is_answered_all_the_same(claims, given):
    ran = run("compare", given, cwd=claims.parent.parent)
    assert (ran.code, "did you mean" in ran.err) == (2, False)


def test_suffixes_in_any_case_are_read(tmp_path):
    for number, name in enumerate(["A.YAML", "b.YML", "deep/c.Yaml"]):
        file(tmp_path, name, GOOD.replace("  clash:", f"  clash-{number}:"))
    ran = run("validate", tmp_path)
    assert ran == (0, "", "3 files, 0 errors, 0 warnings\n")


def test_what_is_passed_over_in_a_folder_is_told_on_standard_error(claims):
    folder = claims.parent
    for name in ("1.csv", "2.CSV", "b/3.xlsx", ".hidden.csv", "saved.txt", "notes.yaml.TXT"):
        file(folder, name, "")
    file(folder.parent, "elsewhere/more.yaml")
    (folder / "more").symlink_to("../elsewhere")
    ran = run("validate", folder, "-f", "json")
    assert ran.code == 0
    assert ran.out.startswith("{")
    assert ran.err.splitlines() == [
        f"passed over a link to a folder, `{folder}/more`: to read one, give its path",
        f"passed over 3 spreadsheets in `{folder}`, first `{folder}/1.csv`: to read one, give its path",
        f"passed over a text file, `{folder}/notes.yaml.TXT`: claim files end in .yaml or .yml",
        "1 file, 0 errors, 0 warnings",
    ]


def test_folder_of_spreadsheets_alone_is_told_as_such(tmp_path):
    file(tmp_path, "claims.csv", "")
    ran = run("validate", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "to read one, give its path\nerror: no claim files in" in ran.err


def test_linked_folder_that_is_given_is_read(claims):
    link = claims.parent.parent / "link"
    link.symlink_to("data")
    assert run("validate", link) == (0, "", "1 file, 0 errors, 0 warnings\n")


def test_link_that_leads_nowhere_is_told_with_its_target(claims):
    link = claims.parent / "ford.yaml"
    link.symlink_to("../archive/ford.yaml")
    ran = run("validate", claims.parent)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: `{link}` is a link to `../archive/ford.yaml`, which is not there\n")


def test_links_that_lead_in_a_circle_are_told(claims):
    (claims.parent / "a.yaml").symlink_to("b.yaml")
    (claims.parent / "b.yaml").symlink_to("a.yaml")
    ran = run("validate", claims.parent)
    assert (ran.code, "too many levels of symbolic links" in ran.err) == (2, True)


def test_two_versions_of_a_file_are_pointed_to_diff(tmp_path):
    hint = "; to compare two versions of a file: `borderclash diff OLD NEW`"
    old = file(tmp_path, "old.yaml")
    new = file(tmp_path, "new.yaml", GOOD.replace("name: South", "name: The South"))
    for command in ("validate", "compare"):
        ran = run(command, old, new)
        assert ran.code == 1
        told = ran.out + ran.err
        assert f"put its questions together in one of them{hint}" in told
        assert f"make the two the same, or give one of them another id{hint}" in told
    assert run("diff", old, new).code == 0


def test_event_twice_in_one_file_is_no_second_version(tmp_path):
    text = f"{GOOD}---\nborderclash: 1\n{GOOD[GOOD.index('events:') :]}"
    ran = run("validate", file(tmp_path, "claims.yaml", text))
    assert (ran.code, "stands in two places" in ran.out, "borderclash diff" in ran.out) == (1, True, False)
