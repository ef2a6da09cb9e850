"""``borderclash compare -o changes.atom``: a feed of the history that git has of the claim files."""

import shutil
from datetime import UTC, datetime

import pytest
from atom import Feed
from files import GOOD, contents, run
from repositories import DAY, commit, git

from borderclash.cli import feed as commands

pytestmark = pytest.mark.tools


def value(figure):
    return GOOD.replace("at least 18", str(figure))


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """Return a repository with four versions: one with another verdict, one of another file, one with errors."""
    folder = tmp_path_factory.mktemp("history")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, GOOD)
    commit(folder, value(20), at=DAY + 60)
    commit(folder, "nothing of claims", "README", at=DAY + 120)
    commit(folder, value("20 men"), at=DAY + 180)
    commit(folder, value(50), at=DAY + 240)
    return folder


def made(folder, *arguments):
    ran = run("compare", *arguments, "-f", "atom", cwd=folder)
    assert ran.code == 0, ran.err
    return Feed(ran.out)


def instant(seconds):
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_an_entry_a_commit_that_changed_a_row_the_newest_first(history):
    feed = made(history)
    assert [(entry["title"], entry["updated"]) for entry in feed.entries] == [
        ("Soldiers killed: South: gap 8, before 38; still conflict", instant(DAY + 240)),
        ("Soldiers killed: South: overlap becomes conflict; gap 38, before 40", instant(DAY + 60)),
    ]
    assert feed.texts["updated"] == instant(DAY + 240)


def test_a_version_with_errors_is_passed_over_and_told(history):
    ran = run("compare", "data", "-f", "atom", cwd=history)
    short = git(history, "rev-parse", "--short", "HEAD~1")
    assert ran.err == f"passed over `{short}`: the claims had errors in it, or were not there\n"


def test_what_is_not_committed_is_in_no_feed(history, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(history, folder)
    (folder / "data" / "claims.yaml").write_text(value(40), encoding="utf-8")
    ran = run("compare", "data", "-f", "atom", cwd=folder)
    assert ran.err.startswith("the claim files differ from the last commit: what is not committed is in no feed\n")
    assert Feed(ran.out).entries == made(history).entries


def test_the_same_history_gives_the_same_bytes_wherever_it_lies(history, tmp_path):
    shutil.copytree(history, tmp_path / "elsewhere")
    here, there = (run("compare", "-f", "atom", cwd=folder).out for folder in (history, tmp_path / "elsewhere"))
    assert here == there == run("compare", ".", "-f", "atom", cwd=history / "data").out
    ran = run("compare", "-o", tmp_path / "changes.atom", cwd=history)
    assert (ran.code, contents(tmp_path / "changes.atom").decode()) == (0, here)


def test_a_commit_that_was_moved_keeps_its_ids(history, tmp_path):
    folder = tmp_path / "moved"
    shutil.copytree(history, folder)
    before = [entry["id"] for entry in made(folder).entries]
    git(folder, "commit", "--quiet", "--amend", "--no-edit", at=DAY + 999)
    after = made(folder)
    assert [entry["id"] for entry in after.entries] == before
    assert after.entries[0]["updated"] == instant(DAY + 999)


def test_going_back_and_forth_is_a_change_each_time(tmp_path):
    git(tmp_path, "init", "--quiet")
    for number, figure in enumerate((20, 30, 20, 30)):
        commit(tmp_path, value(figure), at=DAY + number)
    assert len(made(tmp_path).entries) == 3


def test_only_events_and_questions_that_are_asked_for(history):
    everything = made(history)
    part = made(history, "--question", "soldiers-*")
    assert len(part.entries) == len(everything.entries)
    assert part.texts["id"] != everything.texts["id"]
    ran = run("compare", "--event", "nowhere", "-f", "atom", cwd=history)
    assert (ran.code, ran.out) == (2, "")
    assert "no event matches `nowhere`" in ran.err


def test_files_that_came_later_and_a_first_version_have_no_entries_of_their_own(tmp_path):
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "nothing of claims", "README")
    commit(tmp_path, GOOD, at=DAY + 1)
    assert made(tmp_path).entries == []
    other = value(20).replace("title: Two accounts\n", "").replace("  clash:", "  ford:")
    commit(tmp_path, other, "data/other.yaml", at=DAY + 2)
    titles = [entry["title"] for entry in made(tmp_path, "data/claims.yaml", "data/other.yaml").entries]
    assert titles == ["Soldiers killed: South: new, conflict; gap 38"]


def test_what_a_branch_brought_is_one_change(tmp_path):
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path, GOOD)
    git(tmp_path, "checkout", "--quiet", "-b", "branch")
    for number, figure in enumerate((20, 30, 50), 1):
        commit(tmp_path, value(figure), at=DAY + number)
    git(tmp_path, "checkout", "--quiet", "main")
    git(tmp_path, "merge", "--quiet", "--no-ff", "branch", "--message", "x", at=DAY + 9)
    (entry,) = made(tmp_path).entries
    assert (entry["title"], entry["updated"]) == (
        "Soldiers killed: South: overlap becomes conflict; gap 8, before 40",
        instant(DAY + 9),
    )


def test_the_newest_changes_of_a_long_history(history, monkeypatch):
    monkeypatch.setattr(commands, "MOST_ENTRIES", 1)
    (entry,) = made(history).entries
    assert entry["updated"] == instant(DAY + 240)
    monkeypatch.setattr(commands, "MOST_ENTRIES", 9)
    monkeypatch.setattr(commands, "MOST_COMMITS", 2)
    assert [entry["updated"] for entry in made(history).entries] == [instant(DAY + 240)]


def refused(folder, *arguments):
    ran = run("compare", *arguments, "-f", "atom", cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.replace("no paths given: reading data/\n", "").splitlines()) == 2
    return ran.err


def test_without_a_repository(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.yaml").write_text(GOOD)
    assert "a feed is made of the history of the claim files, and git finds no repository" in refused(tmp_path)


def test_without_git(history, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    message = refused(history)
    assert "cannot run git" in message
    assert "borderclash diff OLD NEW -o changes.atom" in message


def test_without_a_commit_of_the_files(history, tmp_path):
    shutil.copytree(history, tmp_path / "copy")
    (tmp_path / "copy" / "new.yaml").write_text(GOOD)
    assert "has `new.yaml`" in refused(tmp_path / "copy", "new.yaml")
    git(tmp_path, "init", "--quiet")
    (tmp_path / "claims.yaml").write_text(GOOD)
    assert "has `claims.yaml`" in refused(tmp_path, "claims.yaml")
    assert "outside of the repository" in refused(history, str(tmp_path / "claims.yaml"))


def test_of_a_history_that_was_fetched_in_part(history, tmp_path):
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{history}", "part")
    message = refused(tmp_path / "part")
    assert "shallow clone" in message
    assert "git fetch --unshallow" in message
    git(tmp_path / "part", "fetch", "--quiet", "--unshallow")
    assert len(made(tmp_path / "part").entries) == 2


def test_a_newest_version_with_errors_is_refused(tmp_path):
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, value("20 men"))
    ran = run("compare", "-f", "atom", cwd=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert "no feed, for the last commit has errors" in ran.err


def test_standard_input_and_tables_have_no_history(history):
    assert "standard input" in refused(history, "-")
    assert "`claims.parquet` is a table" in refused(history, "claims.parquet")


def test_a_file_that_is_not_there(history):
    message = refused(history, "data/claim.yaml")
    assert "has `data/claim.yaml`" in message
    assert "claims.yaml" in message


@pytest.mark.parametrize("time", ["9" * 17, "9" * 26, "-5", "junk", ""])
def test_a_commit_of_no_time_that_there_is(history, tmp_path, time):
    folder = tmp_path / "copy"
    shutil.copytree(history, folder)
    who = f"x <x> {time} +0000"
    tree = git(folder, "rev-parse", "HEAD~4^{tree}")
    parent = git(folder, "rev-parse", "HEAD")
    made_up = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nx\n"
    (tmp_path / "commit").write_text(made_up, newline="")
    id = git(folder, "hash-object", "-t", "commit", "-w", "--literally", str(tmp_path / "commit"))
    git(folder, "reset", "--quiet", "--hard", id)
    ran = run("compare", "data", "-f", "atom", cwd=folder)
    assert ran.code == 0, ran.err
    newest = ran.out.partition("<entry>")[2].partition("<updated>")[2][:20]
    assert newest == ("9999-12-31T23:59:59Z" if time.startswith("9") else "1970-01-01T00:00:00Z")


def test_a_link_to_the_files_has_their_history(history, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(history, folder)
    (folder / "link").symlink_to("data")
    git(folder, "add", "link")
    git(folder, "commit", "--quiet", "--message", "x", at=DAY + 300)
    for path in ("link", "link/claims.yaml"):
        assert made(folder, path).entries == []
    for number, figure in enumerate((40, 30)):
        commit(folder, value(figure), at=DAY + 360 + number)
    for path in ("link", "link/claims.yaml"):
        assert made(folder, path).entries[0]["updated"] == instant(DAY + 361)


def test_a_claim_file_is_never_written_over(history, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(history, folder)
    ran = run("compare", "data", "-f", "atom", "-o", "data/claims.yaml", "--overwrite", cwd=folder)
    assert ran.code == 2
    assert "`data/claims.yaml` is an input of this command" in ran.err
    assert (folder / "data" / "claims.yaml").read_text() == value(50)


def test_two_revisions_have_the_time_of_the_newer_and_its_ids(history):
    ran = run("diff", "HEAD~3..HEAD~2", "-f", "atom", cwd=history)
    assert Feed(ran.out).entries == []
    ran = run("diff", "HEAD~4..HEAD~3", "-f", "atom", cwd=history)
    assert Feed(ran.out).entries == made(history).entries[1:]


def test_what_is_withheld_today_is_in_no_entry_of_yesterday(tmp_path):
    git(tmp_path, "init", "--quiet")
    named = GOOD.replace("A. Spokesman", "MARKED")
    commit(tmp_path, named)
    commit(tmp_path, named.replace("value: 58", "value: 59"), at=DAY + 1)
    commit(
        tmp_path,
        named.replace("value: 58", "value: 59").replace("quote:", "withheld: [speaker], quote:"),
        at=DAY + 2,
    )
    ran = run("compare", "-f", "atom", cwd=tmp_path)
    assert len(Feed(ran.out).entries) == 1
    assert "MARKED" not in ran.out + ran.err
