"""Where a page comes from: the day it was made on, the revision of its files, who answers for them."""

import datetime
import json
import subprocess

import jsonschema
import pytest
from files import GOOD, ROOT, claims_table, run

import borderclash as bc
from borderclash.presenting.blocks import Provenance
from borderclash.presenting.phrasing.labels import provenance_lines as lines
from borderclash.reading import committed
from borderclash.reading.committed import standing

DAY = datetime.date(2025, 10, 12)


def git(folder, *arguments):
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", folder, *identity, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path):
    """Return a repository with one committed claim file."""
    (tmp_path / "claims.yaml").write_text(GOOD, encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "claims")
    return tmp_path


def told(html):
    """Return the lines of provenance of a page."""
    head = html.partition("<header>")[2].partition("</header>")[0]
    marks = '<p class="when">', "</p>"
    return [line.removeprefix(marks[0]).removesuffix(marks[1]) for line in head.splitlines() if marks[0] in line]


def page(*arguments, cwd):
    ran = run("compare", "claims.yaml", "-f", "html", *arguments, cwd=cwd)
    assert (ran.code, ran.err) == (0, "")
    return told(ran.out)


def test_each_sentence_says_what_is_known():
    assert lines(Provenance()) == []
    assert lines(Provenance(DAY)) == ["Made on 12 October 2025."]
    assert lines(Provenance(DAY, "1a2b3c")) == ["Made on 12 October 2025, from revision 1a2b3c."]
    assert lines(Provenance(DAY, "1a2b3c", changed=True)) == [
        "Made on 12 October 2025, from revision 1a2b3c and changes since."
    ]
    assert lines(Provenance(by=("A. Curator", "Desk, The Herald"))) == [
        "Responsible for this compilation: A. Curator; Desk, The Herald."
    ]


def test_page_says_its_day_by_option_then_environment_then_clock(tmp_path, monkeypatch):
    (tmp_path / "claims.yaml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert page("--made", "2025-10-12", cwd=tmp_path) == ["Made on 12 October 2025."]
    assert page("--made", "12 October 2025", cwd=tmp_path) == ["Made on 12 October 2025."]
    assert page(cwd=tmp_path) == ["Made on 2 January 1970."]
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    before = datetime.date.today()
    (line,) = page(cwd=tmp_path)
    assert line in [*lines(Provenance(before)), *lines(Provenance(datetime.date.today()))]


@pytest.mark.parametrize(
    ("made", "epoch", "problem"),
    [
        ("2025", "", "--made must be a day; got `2025`"),
        ("2025-02-30", "", "--made must be a day; got `2025-02-30`"),
        (None, "soon", "SOURCE_DATE_EPOCH must be a number of seconds since 1970; got `soon`"),
        (None, "9" * 40, "SOURCE_DATE_EPOCH must be"),
    ],
)
def test_what_is_no_day_is_refused(tmp_path, monkeypatch, made, epoch, problem):
    (tmp_path / "claims.yaml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ran = run("compare", "claims.yaml", "-f", "html", *(("--made", made) if made else ()), cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert problem in ran.err
    # The terminal says no day, and heeds no environment.
    assert run("compare", "claims.yaml", cwd=tmp_path).code == 0


def test_who_answers_for_all_files_is_told_in_order_once_each(tmp_path):
    (tmp_path / "a.yaml").write_text(f"by: Desk, The Herald\n{GOOD}", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        "borderclash: 1\nby: [B. Editor, 'Desk, The Herald', '<b>C']\n", encoding="utf-8"
    )
    ran = run("compare", "a.yaml", "b.yaml", "-f", "html", "--made", "2025-10-12", cwd=tmp_path)
    assert told(ran.out)[1] == "Responsible for this compilation: Desk, The Herald; B. Editor; &lt;b&gt;C."
    sheet = run("compare", "a.yaml", "b.yaml", "-f", "claims-csv", "-o", "all.csv", cwd=tmp_path)
    assert sheet.code == 0
    again = run("compare", "all.csv", "-f", "html", "--made", "2025-10-12", cwd=tmp_path)
    assert told(again.out) == told(ran.out)


@pytest.mark.thorough
def test_a_difference_names_another_who_answers(tmp_path):
    for name, by in (("old", "A"), ("new", "[A, B]")):
        (tmp_path / f"{name}.yaml").write_text(f"by: {by}\n{GOOD}", encoding="utf-8")
    assert "~ by: A \N{RIGHTWARDS ARROW} A, B" in run("diff", "old.yaml", "new.yaml", cwd=tmp_path).out
    difference = json.loads(run("diff", "old.yaml", "new.yaml", "-f", "json", cwd=tmp_path).out)
    assert difference["fields"] == {"by": {"old": ["A"], "new": ["A", "B"]}}
    jsonschema.validate(difference, json.loads((ROOT / "schemas/diff.schema.json").read_text(encoding="utf-8")))


def test_python_says_the_day_that_it_is_given_and_no_other():
    claims = bc.loads(f"by: A. Curator\n{GOOD}")
    for made, expected in ((None, []), (DAY, lines(Provenance(DAY)))):
        page = bc.compare(claims, made=made)._view()
        assert lines(page.provenance) == [*expected, "Responsible for this compilation: A. Curator."]


@pytest.mark.thorough
def test_page_says_which_revision_its_files_stand_at(repository):
    commit = git(repository, "rev-parse", "HEAD")[:10]
    file = repository / "claims.yaml"
    assert page("--made", "2025-10-12", cwd=repository) == [f"Made on 12 October 2025, from revision {commit}."]
    # As some editors and some settings of git write it.
    file.write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert standing([str(file)]) == (commit, False)
    file.write_text(f"{GOOD}# more\n", encoding="utf-8")
    assert standing([str(file)]) == (commit, True)
    file.write_text(GOOD, encoding="utf-8")
    beside = repository / "more" / "new.yaml"
    beside.parent.mkdir()
    beside.write_text(GOOD, encoding="utf-8")
    assert standing([str(file), str(beside)]) == (commit, True)


@pytest.mark.thorough
def test_no_revision_is_told_where_files_are_in_none(repository, tmp_path_factory, monkeypatch):
    file, outside = repository / "claims.yaml", tmp_path_factory.mktemp("outside") / "claims.yaml"
    outside.write_text(GOOD, encoding="utf-8")
    (repository / ".gitignore").write_text("ignored.yaml\n", encoding="utf-8")
    (repository / "ignored.yaml").write_text(GOOD, encoding="utf-8")
    nowhere = [[], [str(outside)], [str(file), str(outside)], [str(repository / "ignored.yaml")]]
    assert [standing(files) for files in (*nowhere, [str(file), "<stdin>"])] == [None] * 5
    monkeypatch.setenv("PATH", "")
    assert standing([str(file)]) is None


@pytest.mark.thorough
def test_many_files_are_looked_up_by_their_folder(repository, monkeypatch):
    names = [f"data/{number}.yaml" for number in range(3)]
    (repository / "data").mkdir()
    for name in names:
        (repository / name).write_text(f"# {name}\n", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "more")
    commit = git(repository, "rev-parse", "HEAD")[:10]
    files = [str(repository / name) for name in names]
    monkeypatch.setattr(committed, "MOST_PATHS", 2)
    assert standing(files) == (commit, False)
    assert standing([*files, str(repository / "claims.yaml")]) == (commit, False)
    (repository / names[1]).write_text("# other\n", encoding="utf-8")
    assert standing(files) == (commit, True)


@pytest.mark.thorough
def test_a_table_that_is_read_event_by_event_says_who_answers_for_it_and_in_which_language(tmp_path):
    (tmp_path / "claims.yaml").write_text(f"by: [A. Curator, B]\noutput-language: fr\n{GOOD}", encoding="utf-8")
    table = claims_table(tmp_path / "claims.yaml", tmp_path / "claims.parquet")
    said = run("compare", table, "--made", "2025-10-12", "-o", tmp_path / "page.html")
    assert said.err.startswith(f"wrote {tmp_path}/page.html: ")
    assert told((tmp_path / "page.html").read_text(encoding="utf-8")) == [
        "Établi le 12 octobre 2025.",
        "Responsable de cette compilation\N{NO-BREAK SPACE}: A. Curator\N{NARROW NO-BREAK SPACE}; B.",
    ]
