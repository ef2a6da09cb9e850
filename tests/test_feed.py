"""A feed of what changed, by the rules of RFC 4287."""

from datetime import UTC, date, datetime

import golden
import html5lib
import pytest
from atom import Feed
from files import GOOD, ROOT, run
from rows import each_row

import borderclash as bc
from borderclash.cli import feed as commands
from borderclash.language import gettext, using
from borderclash.reading import revisions
from borderclash.reading.sources import Input

DAY = date(2026, 1, 2)
OLD, NEW = ROOT / "tests" / "diff" / "old.yaml", ROOT / "tests" / "diff" / "new.yaml"


def claims(*values, verdict_of="b"):
    """Return claims of North, who says 58, and of South, who says each of *values* in turn."""
    text = """
borderclash: 1
title: Two accounts
parties: {north: {name: North}, south: {name: South}}
sources: {s: {title: Clash, published: 2025-10-12}}
events:
  e:
    title: Clash at the bridge
    source: s
    questions:
      killed:
        label: Soldiers killed
        kind: count
        claims:
          - {party: north, value: 58, speaker: a spokesman}
"""
    for number, value in enumerate(values, 1):
        text += f"          - {{party: south, value: {value}, stated: 2025-10-1{number}}}\n"
    return bc.loads(text)


def feed(old, new, tmp_path, made=DAY, **options):
    file = tmp_path / "changes.atom"
    bc.diff(old, new, made=made).write(file, **options)
    return Feed(file.read_text(encoding="utf-8"))


def titles(old, new, tmp_path):
    return [entry["title"] for entry in feed(old, new, tmp_path).entries]


def test_golden(tmp_path):
    file = tmp_path / "changes.atom"
    bc.diff(bc.load(OLD), bc.load(NEW), made=DAY).write(file)
    text = file.read_text(encoding="utf-8")
    Feed(text)
    golden.check("diff.atom", text)


@each_row(
    ("before", "now", "title"),
    [
        (["at least 18"], ["at least 18", 55], "overlap becomes conflict; gap 3, before 40"),
        ([], ["at least 18"], "one-party becomes overlap; gap 40"),
        ([55], [], "conflict becomes one-party; no gap, before 3"),
        ([55], [55, 50], "gap 8, before 3; still conflict"),
        ([55], [55, 61], "another account (South); still conflict"),
        (["several"], [], "overlap becomes one-party"),
        (["several"], ["at least 18"], "gap 40; still overlap"),
        (["at least 18"], ["several"], "no gap, before 40; still overlap"),
        ([58], [55], "agree becomes conflict; gap 3, before 0"),
    ],
)
def test_a_title_says_what_changed(before, now, title, tmp_path):
    assert titles(claims(*before), claims(*now), tmp_path) == [f"Soldiers killed: {title}"]


def test_a_row_that_is_new_or_gone_is_told(tmp_path):
    new = claims(55)
    old = bc.loads("borderclash: 1\nparties: {}\nsources: {}\nevents: {}\n")
    assert titles(old, new, tmp_path) == ["Soldiers killed: new, conflict; gap 3"]
    assert titles(old, claims(), tmp_path) == ["Soldiers killed: new, one-party"]
    assert titles(new, old, tmp_path) == ["Soldiers killed: removed, before conflict"]


def test_what_changed_nothing_that_is_said_is_no_entry(tmp_path):
    text = GOOD.replace("speaker: A. Spokesman", "speaker: An Officer")
    assert text != GOOD
    made = feed(bc.loads(GOOD), bc.loads(text), tmp_path)
    assert made.entries == []
    assert made.texts["updated"] == "2026-01-02T00:00:00Z"


def test_an_entry_has_the_sentence_and_each_change_without_who_said_it(tmp_path):
    (entry,) = feed(claims("at least 18"), claims("at least 18", 55), tmp_path).entries
    assert entry["summary"] == (
        "Clash at the bridge: North says 58, South says 55: 3 apart (1.06 times), and at most one of them can be true."
    )
    content = html5lib.parseFragment(entry["content"], namespaceHTMLElements=False)
    items = ["".join(item.itertext()) for item in content.iter("li")]
    assert [item.split(":")[0] for item in items] == [
        "was \N{ALMOST EQUAL TO} overlap, gap 40 (3.2\N{MULTIPLICATION SIGN})",
        "now \N{NOT EQUAL TO} conflict, gap 3 (1.06\N{MULTIPLICATION SIGN})",
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK} revised by its party",
    ]
    assert "spokesman" not in entry["content"]
    assert "Clash," not in entry["content"]


@pytest.mark.thorough
def test_ids_are_those_of_the_change_in_every_language(tmp_path):
    old, new = bc.load(OLD), bc.load(NEW)
    there = feed(old, new, tmp_path)
    other = feed(old, new, tmp_path, language="fr")
    later = feed(old, new, tmp_path, made=datetime(2026, 5, 6, 7, 8, tzinfo=UTC))
    ids = [[made.texts["id"], *(entry["id"] for entry in made.entries)] for made in (there, other, later)]
    assert ids[0] == ids[1] == ids[2]
    assert (there.language, other.language) == ("en", "fr")
    with using("fr"):
        told = gettext("{row}: removed, before {verdict}", row="The bridge stands", verdict=gettext("conflict"))
    assert told != "The bridge stands: removed, before conflict"
    assert told in [entry["title"] for entry in other.entries]
    assert later.entries[0]["updated"] == "2026-05-06T07:08:00Z"


def test_another_change_of_a_row_has_another_id(tmp_path):
    ids = {
        feed(claims(*before), claims(*now), tmp_path).entries[0]["id"]
        for before, now in (([55], [56]), ([55], [57]), ([56], [55]), (["at least 18"], [55]))
    }
    assert len(ids) == 4


def test_a_feed_is_known_by_the_title_of_the_claims_and_who_answers_for_them(tmp_path):
    made = feed(claims(55), claims(56), tmp_path)
    assert made.texts["title"] == "What changed: Two accounts"
    assert made.authors == ["The curators of the claims"]
    assert made.categories == [{"term": "e", "label": "Clash at the bridge"}]


def test_without_a_day_there_is_no_feed(tmp_path):
    with pytest.raises(bc.UsageError, match="no day is given"):
        bc.diff(claims(55), claims(56)).write(tmp_path / "changes.atom")


def test_a_comparison_of_one_version_is_no_feed(tmp_path):
    with pytest.raises(bc.UsageError, match="no format is known"):
        bc.compare(claims(55)).write(tmp_path / "changes.atom")
    assert not (tmp_path / "changes.atom").exists()


@pytest.mark.thorough
def test_two_files_from_the_command_line(tmp_path):
    ran = run("diff", OLD, NEW, "-f", "atom", SOURCE_DATE_EPOCH="1767312000")
    assert ran.code == 0, ran.err
    golden.check("diff.atom", ran.out)


def test_an_option_that_a_feed_has_no_use_for_is_refused():
    for option in (["--party", "north"], ["--disagreements"], ["--as-of", "2025-10-12"], ["--example"]):
        ran = run("compare", *option, "-f", "atom")
        assert (ran.code, ran.out) == (2, "")
        assert option[0] in ran.err
        assert "does not go with a feed" in ran.err


@pytest.mark.thorough
def test_a_reader_of_feeds_takes_it(tmp_path):
    # Not among what all tests need.
    import feedparser

    file = tmp_path / "changes.atom"
    bc.diff(bc.load(OLD), bc.load(NEW), made=DAY).write(file)
    made = feedparser.parse(file.read_bytes())
    assert (made.bozo, made.version) == (False, "atom10")
    read = Feed(file.read_text(encoding="utf-8"))
    assert [entry.title for entry in made.entries] == [entry["title"] for entry in read.entries]
    assert [entry.id for entry in made.entries] == [entry["id"] for entry in read.entries]
    assert all(entry.content[0].type == "text/html" for entry in made.entries)
    assert made.feed.author == "The curators of the claims"


class Repository:
    """A repository that is not asked of git: ``texts`` are the versions of its only file, the oldest first."""

    top = "/somewhere"

    def __init__(self, texts, *, shallow=False):
        self.texts = texts
        self.shallow = shallow

    def commits(self, revision, paths, most):
        numbers = range(len(self.texts) - 1, -1, -1)
        return [revisions.Commit(revisions.Revision(f"v{n}", str(n)), n, 60 * n) for n in numbers][:most]

    def is_shallow(self):
        return self.shallow

    def files(self, revision, paths):
        if self.texts[int(revision.commit)] is None:
            raise bc.UsageError("is not there", "")
        return [revisions.Entry(b"100644", b"", 0, "claims.yaml")], []

    def read(self, revision, entries):
        return [Input(f"{revision.name}:claims.yaml", self.texts[int(revision.commit)].encode())]


@pytest.fixture
def feed_of(monkeypatch, tmp_path):
    """Return what makes a feed of the versions of a file."""

    def made(*texts, shallow=False, options=(), **most):
        for name, number in most.items():
            monkeypatch.setattr(commands, name, number)
        there = revisions.Revision("HEAD", str(len(texts) - 1)) if texts else None
        monkeypatch.setattr(revisions, "Repository", lambda: Repository(texts, shallow=shallow))
        monkeypatch.setattr(revisions, "find", lambda _: there)
        return run("compare", "claims.yaml", "-f", "atom", *options, cwd=tmp_path)

    return made


def value(figure):
    return GOOD.replace("at least 18", str(figure))


def test_a_history_commit_by_commit(feed_of):
    ran = feed_of(None, GOOD, value(20), value("20 men"), value(50))
    assert ran.code == 0
    assert ran.err.count("passed over `v") == 2
    assert [(entry["title"], entry["updated"]) for entry in Feed(ran.out).entries] == [
        ("Soldiers killed: South: gap 8, before 38; still conflict", "1970-01-01T00:04:00Z"),
        ("Soldiers killed: South: overlap becomes conflict; gap 38, before 40", "1970-01-01T00:02:00Z"),
    ]


@each_row(
    ("page", "of_feed", "of_entry"),
    [
        (
            "https://x.example/a?b=1&c",
            "https://x.example/a?b=1&c",
            "https://x.example/a?b=1&c#clash.soldiers-killed",
        ),
        ("https://x.example/{a}#b", "https://x.example/%7Ba%7D#b", "https://x.example/%7Ba%7D#b"),
    ],
)
def test_an_entry_leads_to_its_row_on_the_page(page, of_feed, of_entry, feed_of):
    ran = feed_of(GOOD, value(20), options=["--page", page])
    assert Feed(ran.out).links == [[of_feed], [of_entry]]


def test_a_page_has_an_address_of_the_web(feed_of):
    ran = feed_of(GOOD, value(20), options=["--page", "javascript:alert(1)"])
    assert (ran.code, ran.out) == (2, "")
    assert "`javascript:alert(1)` is no address of a page" in ran.err


def test_a_long_history_has_its_newest_changes(feed_of):
    ran = feed_of(GOOD, value(20), value(30), value(40), MOST_ENTRIES=1, shallow=True)
    assert len(Feed(ran.out).entries) == 1
    ran = feed_of(GOOD, value(20), value(30), value(40), MOST_ENTRIES=9, MOST_COMMITS=2, shallow=True)
    assert len(Feed(ran.out).entries) == 2


@pytest.mark.thorough
@each_row(
    ("texts", "message"),
    [
        ([], "no commit of `/somewhere` has `claims.yaml`"),
        ([GOOD, value("20 men")], "no feed, for the last commit has errors"),
        ([GOOD, value(20)], "was fetched in part (a shallow clone)"),
    ],
)
def test_what_there_is_no_feed_of(texts, message, feed_of):
    ran = feed_of(*texts, shallow=True)
    assert (ran.code > 0, ran.out) == (True, "")
    assert message in ran.err
