"""``borderclash diff`` with revisions of a git repository."""

import os
import stat
import subprocess

import pytest
from files import GOOD, process, run

from borderclash.problems import UsageError
from borderclash.reading import revisions

pytestmark = pytest.mark.tools

ARROW = "\N{RIGHTWARDS ARROW}"
FIRST = GOOD
SECOND = GOOD.replace("58", "59")
THIRD = GOOD.replace("58", "60")


def git(folder, *arguments, stdin=None):
    setting = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    identity = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=os.environ | setting | identity,
        capture_output=True,
        input=stdin,
        check=True,
    )
    return done.stdout.decode().strip()


def commit(folder, text, path="data/claims.yaml"):
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")


@pytest.fixture
def repository(tmp_path):
    """Return a repository with two commits, and a third version in the working tree."""
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path, FIRST)
    commit(tmp_path, SECOND)
    (tmp_path / "data" / "claims.yaml").write_text(THIRD, encoding="utf-8")
    return tmp_path


def told(ran):
    """Return from where to where, and what the value was and is."""
    assert ran.code == 0, ran.err
    line = next(line for line in ran.out.splitlines() if "changed in place: " in line)
    return ran.out.splitlines()[0], line.partition("North, ")[2]


@pytest.mark.parametrize(
    ("arguments", "sides", "values"),
    [
        (["HEAD"], "HEAD {} working tree", "59 {} 60"),
        (["HEAD", "data"], "HEAD {} working tree", "59 {} 60"),
        (["HEAD~1", "data/claims.yaml"], "HEAD~1 {} working tree", "58 {} 60"),
        (["main~1..main"], "main~1 {} main", "58 {} 59"),
        (["HEAD~1..", "data"], "HEAD~1 {} HEAD", "58 {} 59"),
        (["..HEAD~1", "."], "HEAD {} HEAD~1", "59 {} 58"),
    ],
)
def test_forms(repository, arguments, sides, values):
    assert told(run("diff", *arguments, cwd=repository)) == (
        f"What changed: {sides.format(ARROW)}",
        values.format(ARROW),
    )


def test_default_folder_is_named(repository):
    assert run("diff", "HEAD", cwd=repository).err == "no paths given: reading data/\n"


def test_as_a_process(repository):
    done = process("diff", "HEAD", "--format", "markdown", cwd=repository)
    assert done.returncode == 0
    assert "59 \N{RIGHTWARDS ARROW} 60".encode() in done.stdout


def test_from_a_subfolder_paths_are_taken_from_there(repository):
    folder = repository / "data"
    assert told(run("diff", "HEAD", "claims.yaml", cwd=folder))[1] == f"59 {ARROW} 60"
    assert told(run("diff", "HEAD", "../data", cwd=folder))[1] == f"59 {ARROW} 60"
    assert told(run("diff", "HEAD~1..HEAD", ".", cwd=folder))[1] == f"58 {ARROW} 59"
    assert told(run("diff", "HEAD", folder / "claims.yaml", cwd=folder))[1] == f"59 {ARROW} 60"
    ran = run("diff", "HEAD", cwd=folder)
    assert (ran.code, "no paths given, and no data/ here" in ran.err) == (2, True)


def test_files_of_revisions_need_not_be_here(repository):
    (repository / "data" / "claims.yaml").unlink()
    (repository / "data").rmdir()
    assert told(run("diff", "HEAD~1..HEAD", cwd=repository))[1] == f"58 {ARROW} 59"


def test_moved_and_split_files_of_a_folder_make_no_difference(repository):
    git(repository, "checkout", "--quiet", ".")
    text = SECOND.replace("title: Two accounts\n", "")
    head, events = text[: text.index("events:")], "borderclash: 1\n" + text[text.index("events:") :]
    (repository / "data" / "claims.yaml").unlink()
    for name, content in (("parties.yml", head), ("deep/events.yaml", events)):
        (repository / "data" / name).parent.mkdir(exist_ok=True)
        (repository / "data" / name).write_text(content, encoding="utf-8")
    ran = run("diff", "HEAD", cwd=repository)
    assert "title: Two accounts \N{RIGHTWARDS ARROW} not given" in ran.out
    assert ran.out.count("\n") == 2


def test_errors_at_a_revision_are_told_by_its_name_for_the_file(repository):
    commit(repository, GOOD.replace("58", "58 men"))
    ran = run("diff", "HEAD~1..HEAD", cwd=repository)
    assert (ran.code, ran.out) == (1, "")
    assert "HEAD:data/claims.yaml:19:35: error figure: " in ran.err
    assert "not compared, for `HEAD` has errors" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message", "help"),
    [
        (["nothing"], "`nothing` is neither a file or folder here nor a revision of", "fetch-depth: 0"),
        (["HEAD..nothing"], "`nothing` is neither a file or folder here nor a revision of", "fetch-depth: 0"),
        (["HEAD:data"], "`HEAD:data` is neither", "check the name"),
        (["--", "--help"], "`--help` is neither", "check the name"),
        (["--", "--output=x..HEAD"], "`--output=x` is neither", "check the name"),
        (["HEAD~1...main"], "`HEAD~1...main` has three dots", "$(git merge-base HEAD~1 main)..main"),
        (["HEAD", "other"], "`other` is not in `HEAD`", "name what both versions have"),
        (["HEAD", "../other"], "`../other` is outside of the repository", "inside"),
        (["HEAD", "new.yaml"], "`new.yaml` is not in `HEAD`", "name what both versions have"),
        (["HEAD", "-"], "`-` is not in `HEAD`", "name what both versions have"),
        (["HEAD", "empty"], "no claim files in `HEAD:empty`", "hidden files and folders are passed over"),
        (["data"], "there is nothing to compare it with", "borderclash diff HEAD data"),
        (["main"], "`main` is a file or folder here, and a revision as well", "./main"),
    ],
)
def test_what_cannot_be_meant_is_told_with_a_remedy(repository, arguments, message, help):
    if arguments == ["main"]:
        (repository / "main").mkdir()
    git(repository, "checkout", "--quiet", ".")
    (repository / "empty").mkdir()
    (repository / "empty" / "notes.txt").write_text("x", encoding="utf-8")
    (repository / "empty" / ".hidden.yaml").write_text("x", encoding="utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "x")
    (repository / "new.yaml").write_text(GOOD, encoding="utf-8")
    ran = run("diff", *arguments, cwd=repository)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert help in ran.err


def test_path_wins_where_it_is_written_as_one(repository):
    (repository / "main").mkdir()
    (repository / "main" / "claims.yaml").write_text(FIRST, encoding="utf-8")
    assert told(run("diff", "./main", "data", cwd=repository)) == (
        f"What changed: ./main {ARROW} data",
        f"58 {ARROW} 60",
    )
    assert told(run("diff", "refs/heads/main", "data", cwd=repository))[1] == f"59 {ARROW} 60"


def test_outside_of_a_repository(tmp_path):
    ran = run("diff", "gone.yaml", "x.yaml", cwd=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert ran.code == 2
    assert "`gone.yaml` is no file or folder, and git finds no repository here: not a git repository" in ran.err


def test_without_git(repository):
    ran = run("diff", "HEAD", cwd=repository, PATH="")
    assert ran.code == 2
    assert "cannot run git: no such file or directory" in ran.err
    assert "install git" in ran.err


def test_hostile_names_of_files_are_only_names(repository):
    names = ["-rf.yaml", "a b\n'\"$(touch x)`.yaml", ":(top)x.yaml", "é\x1b[31m.yaml", "*.yaml"]
    for number, name in enumerate(names):
        event = f"clash-{number}"
        commit(repository, GOOD.replace("  clash:", f"  {event}:"), f"odd/{name}")
    ran = run("diff", "HEAD", "odd", cwd=repository)
    assert (ran.code, ran.out) == (0, f"What changed: HEAD {ARROW} working tree\nNo differences.\n")
    assert not (repository / "x").exists()
    assert run("diff", "HEAD", "odd/*.yaml", cwd=repository).out.endswith("No differences.\n")
    assert run("diff", "HEAD", *[f"./odd/{name}" for name in names], cwd=repository).out.endswith("differences.\n")
    (repository / "odd" / names[3]).write_text("x: 1", encoding="utf-8")
    ran = run("diff", "HEAD", "odd", cwd=repository)
    assert (ran.code, "\x1b" in ran.err) == (1, False)


def test_name_that_is_no_utf_8(repository):
    name = os.fsdecode(b"data/\xff.yaml")
    commit(repository, "borderclash: 1\n", name)
    (repository / name).write_text("borderclash: 2\n", encoding="utf-8")
    assert run("diff", "HEAD~1..HEAD", "data", cwd=repository).code == 0
    done = process("diff", "HEAD", "data", cwd=repository)
    assert (done.returncode, b"data/\\udcff.yaml:1:14" in done.stderr) == (1, True)
    for format in ("terminal", "markdown", "json"):
        (repository / name).write_text("borderclash: 1\n", encoding="utf-8")
        done = process("diff", "data/claims.yaml", name, "--format", format, cwd=repository)
        assert (done.returncode, b"\\xff.yaml" in done.stdout) == (0, True)


def link(folder, name, target):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.symlink_to(target)


OTHER = GOOD.replace("  clash:", "  ford:")
SAME = f"What changed: HEAD {ARROW} working tree\nNo differences.\n"


@pytest.mark.parametrize(
    "links",
    [
        {"data/ford.yaml": "../archive/ford.yaml"},
        {"data/ford.yaml": "./../archive//ford.yaml"},
        {"data/deep/FORD.YML": "../../archive/ford.yaml"},
        # A chain, one of them without a suffix, and one by way of a linked folder.
        {"data/ford.yaml": "../more/ford", "more/ford": "../archive/ford.yaml"},
        {"data/ford.yaml": "../old/ford.yaml", "old": "archive"},
    ],
    ids=str,
)
@pytest.mark.parametrize("arguments", [["HEAD"], ["HEAD", "data", "archive"], ["HEAD..HEAD"]])
def test_links_are_followed_as_in_the_working_tree(repository, links, arguments):
    git(repository, "checkout", "--quiet", ".")
    for name, target in links.items():
        link(repository, name, target)
    commit(repository, OTHER, "archive/ford.yaml")
    ran = run("diff", *arguments, cwd=repository)
    assert (ran.code, ran.out.splitlines()[1:]) == (0, ["No differences."]), ran.err
    # What the link leads to is read, not just left out on both sides.
    commit(repository, OTHER.replace("58", "61"), "archive/ford.yaml")
    assert "58 \N{RIGHTWARDS ARROW} 61" in run("diff", "HEAD~1", cwd=repository).out


def test_linked_file_of_parties_serves_a_revision_too(repository):
    head, events = SECOND.split("events:")
    commit(repository, head, "shared/parties.yaml")
    link(repository, "data/parties.yaml", "../shared/parties.yaml")
    commit(repository, f"borderclash: 1\nevents:{events}")
    assert run("validate", "data", cwd=repository).code == 0
    assert run("diff", "HEAD", cwd=repository) == (0, SAME, "no paths given: reading data/\n")


def test_given_links_are_followed_whatever_they_lead_to(repository):
    git(repository, "checkout", "--quiet", ".")
    link(repository, "one.yaml", "data/claims.yaml")
    link(repository, "all", "data")
    link(repository, "data/again.yaml", "claims.yaml")
    commit(repository, SECOND)
    for path in ("one.yaml", "all", "all/claims.yaml", "all/again.yaml", "."):
        ran = run("diff", "HEAD", path, cwd=repository)
        assert (ran.code, ran.out) == (0, SAME), path
    commit(repository, SECOND.replace("58", "59").replace("59", "62"))
    for path in ("one.yaml", "all", "all/again.yaml"):
        assert told(run("diff", "HEAD~1", path, cwd=repository))[1] == f"59 {ARROW} 62"


@pytest.mark.parametrize(
    ("links", "message"),
    [
        ({"a.yaml": "b.yaml", "b.yaml": "a.yaml"}, "`HEAD:data/a.yaml` is a link that leads in a circle"),
        ({"a.yaml": "a.yaml"}, "`HEAD:data/a.yaml` is a link that leads in a circle"),
        ({"a.yaml": "../../x.yaml"}, "`HEAD:data/a.yaml` is a link out of the repository, to `../../x.yaml`"),
        ({"a.yaml": "b", "b": "/tmp/x.yaml"}, "`HEAD:data/b` is a link out of the repository, to `/tmp/x.yaml`"),
        ({"a.yaml": "../gone.yaml"}, "`HEAD:data/a.yaml` is a link to `../gone.yaml`, which is not there"),
        ({"a.yaml": "claims.yaml/x"}, "`HEAD:data/a.yaml` is a link to `claims.yaml/x`, which is not there"),
    ],
    ids=str,
)
def test_link_that_leads_to_no_file_of_the_revision_is_told(repository, links, message):
    for name, target in links.items():
        link(repository, f"data/{name}", target)
    commit(repository, SECOND)
    for name in links:
        (repository / "data" / name).unlink()
    for paths in ([], ["data/a.yaml"]):
        ran = run("diff", "HEAD", *paths, cwd=repository)
        assert (ran.code, ran.out) == (2, "")
        assert f"error: {message}" in ran.err
        assert "\nhelp: " in ran.err


def test_link_of_a_size_that_no_path_has_is_told(repository):
    id = git(repository, "hash-object", "-w", "--stdin", stdin=b"x/" * 5000)
    git(repository, "update-index", "--add", "--cacheinfo", f"120000,{id},data/long.yaml")
    git(repository, "commit", "--quiet", "--message", "x")
    ran = run("diff", "HEAD", cwd=repository)
    assert (ran.code, "`HEAD:data/long.yaml` is a link that is empty or too long" in ran.err) == (2, True)


def test_what_is_passed_over_in_a_revision_is_told(repository):
    for name, target in {
        "folder": "..",
        "named.yaml": "../archive",
        "far": "/tmp",
        "photo.png": "/tmp/photo.png",
        "loop": "loop",
        "nowhere": "nothing",
        ".hidden.yaml": "nothing.yaml",
        "sheet": "sheet.csv",
    }.items():
        link(repository, f"data/{name}", target)
    for name in ("archive/x.txt", "data/sheet.csv", "data/notes.yaml.txt"):
        commit(repository, "", name)
    id = git(repository, "rev-parse", "HEAD")
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{id},data/module")
    git(repository, "commit", "--quiet", "--message", "x")
    ran = run("diff", "HEAD..HEAD", "data", cwd=repository)
    assert ran.out.endswith("No differences.\n")
    assert ran.err.splitlines()[:5] == [
        "passed over 2 links to folders in `HEAD:data`, first `HEAD:data/folder`: to read one, give its path",
        "passed over a spreadsheet, `HEAD:data/sheet.csv`: to read one, give its path",
        "passed over a link, `HEAD:data/far`: a revision holds only what is in the repository",
        "passed over a repository of its own, `HEAD:data/module`: a revision holds only what is in the repository",
        "passed over a text file, `HEAD:data/notes.yaml.txt`: claim files end in .yaml or .yml",
    ]
    ran = run("diff", "HEAD", "data/module", cwd=repository)
    assert (ran.code, "`HEAD:data/module` is a repository of its own" in ran.err) == (2, True)


def test_suffixes_in_any_case_are_read_in_a_revision(repository):
    commit(repository, OTHER, "data/more/A.YAML")
    commit(repository, OTHER.replace("58", "61"), "data/more/A.YAML")
    assert "58 \N{RIGHTWARDS ARROW} 61" in run("diff", "HEAD~1..HEAD", cwd=repository).out


def test_path_that_was_not_there_is_answered_by_one_that_is(repository):
    ran = run("diff", "HEAD", "claims.yaml", cwd=repository)
    assert (ran.code, "help: did you mean `data/claims.yaml`?" in ran.err) == (2, True)


def test_current_folder_by_way_of_a_link(repository, tmp_path_factory):
    link = tmp_path_factory.mktemp("links") / "here"
    link.symlink_to(repository)
    assert told(run("diff", "HEAD", cwd=link))[1] == f"59 {ARROW} 60"
    assert told(run("diff", "HEAD", link / "data", cwd=link))[1] == f"59 {ARROW} 60"


def test_line_ends_and_a_mark_at_the_beginning_make_no_difference(repository):
    git(repository, "checkout", "--quiet", ".")
    (repository / "data" / "claims.yaml").write_bytes(b"\xef\xbb\xbf" + SECOND.replace("\n", "\r\n").encode())
    assert run("diff", "HEAD", cwd=repository).out.endswith("No differences.\n")


def test_file_that_is_too_large_is_not_read(repository, monkeypatch):
    monkeypatch.setattr(revisions, "MAX_BYTES", 100)
    ran = run("diff", "HEAD~1..HEAD", cwd=repository)
    assert (ran.code, "`HEAD~1:data/claims.yaml` is larger than" in ran.err) == (2, True)


def test_damaged_repository_is_told(repository):
    id = git(repository, "rev-parse", "HEAD:data/claims.yaml")
    file = repository / ".git" / "objects" / id[:2] / id[2:]
    file.chmod(stat.S_IRWXU)
    file.unlink()
    ran = run("diff", "HEAD", cwd=repository)
    assert (ran.code, "git fsck" in ran.err) == (2, True)
    id = git(repository, "rev-parse", "HEAD^{tree}")
    file = repository / ".git" / "objects" / id[:2] / id[2:]
    file.chmod(stat.S_IRWXU)
    file.unlink()
    with pytest.raises(UsageError, match="git cannot list `x`"):
        list(_listed(repository))


def _listed(folder):
    before = os.getcwd()
    os.chdir(folder)
    try:
        commit = git(folder, "rev-parse", "HEAD")
        return revisions.Repository().files(revisions.Revision("x", commit), ["data"])
    finally:
        os.chdir(before)


def test_the_files_here_and_what_is_withheld_now_are_named_in_the_language(repository):
    claims = repository / "data" / "claims.yaml"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(text.replace("quote: killed 60", "quote: killed 60, withheld: [quote]"), encoding="utf-8")
    out = " ".join(run("diff", "HEAD", "--language", "fr", cwd=repository).out.split())
    assert out.startswith(f"Ce qui a changé : HEAD {ARROW} copie de travail ")
    assert f"non publié : non précisé {ARROW} citation" in out
