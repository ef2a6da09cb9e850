"""The comment on a pull request, with a fake of GitHub's API on the loopback interface."""

import re
import time

import pytest
from fake_github import BOT, NUMBER, TOKEN, GitHub, checked_out, environment, git, serving
from files import GOOD, run
from pages import page
from test_inert_everywhere import claim_file, texts

from borderclash.cli import github as api
from borderclash.cli.comment import MOST_OF_A_SUMMARY, _marker
from borderclash.problems import UsageError

pytestmark = pytest.mark.thorough

CHANGED = GOOD.replace("value: at least 18", "value: at least 60")
MARKER = re.compile("<!-- borderclash: [0-9a-f]{16} -->\n")


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """Return a repository in which a pull request changes a verdict, and the commit that merges it."""
    folder = tmp_path_factory.mktemp("repository") / "claims"
    return folder, checked_out(folder, GOOD, CHANGED)


@pytest.fixture
def hub():
    return GitHub()


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(api, "WAITS", (0, 0, 0))


def comment(hub, repository, folder, *, arguments=(), head="more-claims", **changed):
    """Run the command as a step of the pull request; return what it printed, and the summary. It tells no token."""
    with serving(hub) as address:
        given = environment(folder, repository[1], address, head=head) | changed
        ran = run("comment", *arguments, cwd=repository[0], **given)
    assert TOKEN not in ran.out + ran.err
    assert "Traceback" not in ran.err
    assert set(hub.tokens) <= {f"Bearer {TOKEN}"}
    # What is said while files are read is no command, whatever their names are.
    quiet = re.match(r"::stop-commands::(\w{32})\n(.*?)::\1::\n", ran.err, re.DOTALL)
    ran = ran._replace(err=ran.err[quiet.end() :] if quiet else ran.err)
    assert "##[" not in ran.err + ran.out
    return ran, (folder / "summary.md").read_text(encoding="utf-8")


def noticed(ran):
    """Return the words of the one notice of a run that did not fail."""
    assert ran.code == 0, ran.err
    (line,) = ran.out.splitlines()
    assert line.startswith("::notice title=borderclash::no comment: ")
    return line.removeprefix("::notice title=borderclash::no comment: ")


def test_it_says_what_changed_and_whose_verdict(hub, repository, tmp_path):
    ran, summary = comment(hub, repository, tmp_path)
    assert ran == (0, "", "pull request 7: comment 100 made\n")
    (made,) = hub.comments
    body = MARKER.sub("", made["body"])
    assert body == summary
    assert body.startswith("### What changed: main → more-claims\n\n")
    assert "| Soldiers killed: South | ≈ overlap, gap 40 (3.2×) | ≠ conflict, gap 2 (1.03×) |" in body


def test_the_same_comment_is_updated(hub, repository, tmp_path):
    comment(hub, repository, tmp_path)
    hub.comments[0]["body"] = hub.comments[0]["body"].replace("more-claims", "fewer-claims")
    hub.add("Looks good.", {"login": "someone", "type": "User"})
    ran, _ = comment(hub, repository, tmp_path)
    assert ran.err == "pull request 7: comment 100 updated\n"
    assert hub.written == ["POST", "PATCH"]
    assert "main → more-claims" in hub.comments[0]["body"]
    assert len(hub.comments) == 2


def test_what_says_the_same_is_not_written_again(hub, repository, tmp_path):
    comment(hub, repository, tmp_path)
    hub.comments[0]["body"] = hub.comments[0]["body"].replace("\n", "\r\n").rstrip()
    ran, _ = comment(hub, repository, tmp_path)
    assert ran.err == "pull request 7: comment 100 says so already\n"
    assert hub.written == ["POST"]


def test_a_comment_that_is_deleted_meanwhile_is_made_anew(hub, repository, tmp_path):
    comment(hub, repository, tmp_path)
    hub.comments[0]["body"] += "old"
    # It is in the list, and then no more.
    hub.fail(404, method="PATCH")
    listed = hub.answer

    def answer(method, path, content):
        answered = listed(method, path, content)
        if method == "PATCH" and answered[0] == 404:
            hub.comments.clear()
        return answered

    hub.answer = answer
    ran, _ = comment(hub, repository, tmp_path)
    assert ran.err == "pull request 7: comment 100 made\n"
    assert hub.written == ["POST", "PATCH", "POST"]


def test_it_is_found_behind_a_hundred_others(hub, repository, tmp_path):
    comment(hub, repository, tmp_path)
    mine = hub.comments.pop()
    for number in range(230):
        hub.add(f"comment {number}", {"login": "someone", "type": "User"})
    mine["id"] = 999
    hub.comments.append({**mine, "body": mine["body"] + "old"})
    ran, _ = comment(hub, repository, tmp_path)
    assert ran.err == "pull request 7: comment 999 updated\n"
    assert [path[-6:] for method, path in hub.asked[2:] if method == "GET"] == ["page=1", "page=2", "page=3"]


@pytest.mark.parametrize("user", [{"login": "someone", "type": "User"}, None, {}])
def test_a_marker_that_somebody_else_wrote_is_not_believed(hub, repository, tmp_path, user):
    comment(hub, repository, tmp_path)
    theirs = hub.comments.pop()
    hub.add(theirs["body"], user)
    hub.add(f"> {theirs['body']}", BOT)
    comment(hub, repository, tmp_path)
    assert hub.written == ["POST", "POST"]
    assert hub.comments[0]["body"] == theirs["body"]


def test_other_paths_have_a_comment_of_their_own(hub, repository, tmp_path):
    comment(hub, repository, tmp_path)
    comment(hub, repository, tmp_path, arguments=["data/claims.yaml"])
    assert hub.written == ["POST", "POST"]


def test_where_nothing_changed_there_is_no_comment_unless_there_was_one(hub, tmp_path):
    folder = tmp_path / "same"
    same = folder, checked_out(folder, GOOD, f"{GOOD}# a remark\n")
    ran, summary = comment(hub, same, tmp_path)
    assert ran.err == "pull request 7: nothing changed, and there is no comment to say so\n"
    assert hub.written == []
    assert "No differences" in summary
    hub.add(f"{_marker(['data'])}\n### What changed: much")
    comment(hub, same, tmp_path)
    assert "No differences" in hub.comments[-1]["body"]


# What GitHub refuses


FORBIDDEN = "the token may not write comments (403): the workflow needs `permissions: pull-requests: write`"


def test_a_token_that_may_only_read_is_told_and_fails_nothing(hub, repository, tmp_path):
    hub.fail(403, method="POST", body=b'{"message": "Resource not accessible by integration"}')
    ran, summary = comment(hub, repository, tmp_path)
    assert noticed(ran).startswith(FORBIDDEN)
    assert "from a fork" in noticed(ran)
    assert hub.written == ["POST"]
    # Reviewers of a fork have it there.
    assert "What changed: main → more-claims" in summary


def test_without_a_token_nothing_is_asked(hub, repository, tmp_path):
    ran, summary = comment(hub, repository, tmp_path, GITHUB_TOKEN="")
    assert noticed(ran) == "there is no token: GITHUB_TOKEN is not set"
    assert hub.asked == []
    assert summary


@pytest.mark.parametrize("token", [f"{TOKEN}\nX-Evil: 1", f"{TOKEN} ", f"{TOKEN}\u00e9"])
def test_what_is_no_token_is_neither_sent_nor_shown(hub, repository, tmp_path, token):
    ran, _ = comment(hub, repository, tmp_path, GITHUB_TOKEN=token)
    assert noticed(ran) == "GITHUB_TOKEN is no token: it has spaces or other characters in it"
    assert hub.asked == []


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "GITHUB_TOKEN is not valid (401)"),
        (404, "the token may not see the pull request, or it is gone (404)"),
        (410, "GitHub refuses the request (410)"),
        (422, "GitHub refuses the request (422)"),
    ],
)
def test_what_no_second_attempt_betters_is_told_at_once(hub, repository, tmp_path, status, words):
    hub.fail(status, body=b"::error::x")
    ran, _ = comment(hub, repository, tmp_path)
    assert noticed(ran) == words
    assert len(hub.asked) == 1


@pytest.mark.parametrize("status", [403, 429])
def test_a_short_wait_is_kept(hub, repository, tmp_path, status, monkeypatch):
    slept = []
    monkeypatch.setattr(time, "sleep", lambda seconds: slept.append(seconds))
    hub.fail(status, headers={"Retry-After": "3"})
    reset = str(int(time.time()) + 2)
    hub.fail(status, headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset})
    hub.fail(status, body=b'{"message": "You have exceeded a secondary rate limit."}')
    ran, _ = comment(hub, repository, tmp_path)
    assert ran.err == "pull request 7: comment 100 made\n"
    # The server of the test sleeps as well, yet less.
    first, second = [seconds for seconds in slept if seconds > 0.5]
    assert first == 3
    assert 1 < second <= 3


@pytest.mark.parametrize(
    "headers", [{"Retry-After": "3600"}, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9999999999"}]
)
def test_a_long_wait_is_told_and_not_kept(hub, repository, tmp_path, headers):
    hub.fail(403, headers=headers)
    ran, _ = comment(hub, repository, tmp_path)
    told = noticed(ran)
    assert re.fullmatch(r"GitHub takes no more requests for now \(403\), and asks to wait [0-9,]+ seconds", told)
    assert len(hub.asked) == 1


def test_a_server_out_of_order_is_asked_again(hub, repository, tmp_path):
    hub.fail(502, method="GET")
    hub.fail(500, method="POST")
    ran, _ = comment(hub, repository, tmp_path)
    assert ran.err == "pull request 7: comment 100 made\n"
    assert [method for method, _ in hub.asked] == ["GET", "GET", "POST", "GET", "POST"]


def test_a_comment_that_was_made_though_the_answer_said_otherwise_stays_the_only_one(hub, repository, tmp_path):
    answered = hub.answer

    def answer(method, path, content):
        status, headers, body = answered(method, path, content)
        return (502 if method == "POST" else status), headers, body

    hub.answer = answer
    ran, _ = comment(hub, repository, tmp_path)
    assert ran.err == "pull request 7: comment 100 says so already\n"
    assert len(hub.comments) == 1


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        ({"status": 503}, "GitHub is out of order (503), also when asked again"),
        ({"status": 200, "body": b"<html>"}, "GitHub was not reached (JSONDecodeError), also when asked again"),
        ({"status": 200, "body": b"\xff"}, "GitHub was not reached (UnicodeDecodeError), also when asked again"),
        ({"status": 200, "body": b"{}"}, "the answer of GitHub is no list of comments, also when asked again"),
        ({"status": 200, "body": b"[1]"}, "the answer of GitHub is no list of comments, also when asked again"),
    ],
)
def test_what_stays_out_of_order_is_told_in_the_end(hub, repository, tmp_path, failure, words):
    hub.fail(**failure, times=4)
    ran, _ = comment(hub, repository, tmp_path)
    assert noticed(ran) == words
    assert len(hub.asked) == 4


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(hub, repository, tmp_path, status):
    other = GitHub()
    with serving(other) as elsewhere:
        hub.fail(status, headers={"Location": f"{elsewhere}/repos"})
        ran, _ = comment(hub, repository, tmp_path)
    assert noticed(ran) == f"GitHub leads elsewhere ({status}), where the token is not sent"
    assert other.asked == []


@pytest.mark.parametrize("address", ["http://api.github.example", "file:///etc/passwd", "ftp://127.0.0.1/"])
def test_the_token_goes_to_no_address_without_encryption(hub, repository, tmp_path, address):
    ran, _ = comment(hub, repository, tmp_path, GITHUB_API_URL=address)
    assert noticed(ran) == "GITHUB_API_URL does not begin with https://, and the token is not sent there"


def test_who_is_not_reached_is_told(hub, repository, tmp_path):
    ran, _ = comment(hub, repository, tmp_path, GITHUB_API_URL="http://127.0.0.1:1")
    assert noticed(ran) == "GitHub was not reached (URLError), also when asked again"


def test_all_ends_within_one_time(hub, repository, tmp_path, monkeypatch):
    monkeypatch.setattr(api, "MAX_SECONDS", 0.5)
    hub.add("x" * 5000, {"login": "someone", "type": "User"})
    hub.slow = 0.01
    begun = time.monotonic()
    ran, _ = comment(hub, repository, tmp_path)
    assert noticed(ran) == "GitHub did not answer within 0 seconds"
    assert time.monotonic() - begun < 5


# What there is to compare


@pytest.mark.parametrize("event", ["push", "pull_request_target", ""])
def test_other_events_have_no_comment(hub, repository, tmp_path, event):
    ran, _ = comment(hub, repository, tmp_path, GITHUB_EVENT_NAME=event)
    assert noticed(ran) == "this run is not for pull_request"
    assert hub.asked == []


def test_a_base_that_was_not_fetched_is_told_with_its_remedy(hub, repository, tmp_path):
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{repository[0]}", "shallow")
    ran, _ = comment(hub, (tmp_path / "shallow", repository[1]), tmp_path)
    words = "what the pull request is merged into was not fetched (give actions/checkout `fetch-depth: 2`, and no `ref`)"
    assert noticed(ran) == words
    assert hub.asked == []


def test_a_base_with_errors_or_without_claims_is_nothing_to_compare_with(hub, tmp_path):
    broken = tmp_path / "broken"
    made = broken, checked_out(broken, GOOD.replace("value: 58", "value: 58 soldiers"), GOOD)
    ran, _ = comment(hub, made, tmp_path)
    assert noticed(ran) == "`main` has 1 error, and there is nothing to compare with"
    empty = tmp_path / "empty"
    made = empty, checked_out(empty, None, GOOD)
    ran, _ = comment(hub, made, tmp_path)
    assert "data" in noticed(ran)


def test_a_pull_request_with_errors_is_not_compared(hub, tmp_path):
    folder = tmp_path / "broken"
    made = folder, checked_out(folder, GOOD, GOOD.replace("value: 58", "value: 58 soldiers"))
    ran, _ = comment(hub, made, tmp_path)
    assert ran.code == 1
    assert hub.asked == []


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"GITHUB_EVENT_PATH": ""}, "this is no run of a workflow of GitHub: GITHUB_EVENT_PATH is not set"),
        ({"GITHUB_EVENT_PATH": "/nowhere"}, "not understood (FileNotFoundError)"),
        ({"GITHUB_REPOSITORY": "desk/claims/../../x"}, "GITHUB_REPOSITORY or GITHUB_SHA is not set"),
        ({"GITHUB_SHA": "--output=x"}, "GITHUB_REPOSITORY or GITHUB_SHA is not set"),
    ],
)
def test_outside_of_a_workflow_it_is_an_error(hub, repository, tmp_path, changed, message):
    ran, _ = comment(hub, repository, tmp_path, **changed)
    assert ran.code == 2
    assert message in ran.err
    assert hub.asked == []


def test_what_nests_without_end_is_not_understood(tmp_path):
    event = tmp_path / "event.json"
    event.write_text(100_000 * "[")
    with pytest.raises(UsageError, match="not understood"):
        api.pull_request({"GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": str(event)})


# What there is room for


def many(number, words):
    """Return a claim file with so many rows of many words."""
    rows = "".join(
        f"""\
      row-{row}:
        label: Row {row} {words}
        kind: count
        claims:
          - {{party: north, value: VALUE, speaker: {words}}}
          - {{party: south, value: 5}}
"""
        for row in range(number)
    )
    return GOOD + rows


def test_a_long_comment_ends_with_a_row_and_leads_to_the_summary(hub, tmp_path):
    folder = tmp_path / "long"
    text = many(300, "w" * 250)
    long = folder, checked_out(folder, text.replace("VALUE", "5"), text.replace("VALUE", "50"))
    ran, summary = comment(hub, long, tmp_path)
    assert ran.code == 0
    body = hub.comments[0]["body"]
    assert len(body) < 60_500
    assert "more parts are left out here" in body
    assert (
        "The [summary of the run](https://github.example/desk/claims/actions/runs/12) has what finds no room here."
        in body
    )
    assert page(body).tags.count("details") == body.count("</details>")
    assert len(re.findall(r"^\| Row \d", summary, re.MULTILINE)) == 300
    assert "left out" not in summary
    assert len(summary.encode()) < 2**20


def test_a_summary_stays_below_its_limit_with_what_is_there_already(hub, tmp_path):
    folder = tmp_path / "long"
    text = many(1200, "w" * 400)
    long = folder, checked_out(folder, text.replace("VALUE", "5"), text.replace("VALUE", "50"))
    with serving(hub) as address:
        given = environment(tmp_path, long[1], address)
        (tmp_path / "summary.md").write_text("x" * 200_000, encoding="utf-8")
        assert run("comment", cwd=folder, **given).code == 0
    summary = (tmp_path / "summary.md").read_bytes()
    assert MOST_OF_A_SUMMARY - 5000 < len(summary) < 2**20
    assert b"to stay within what a summary may hold" in summary


# Text of claim files


def test_what_is_withheld_is_neither_in_the_comment_nor_in_the_summary(hub, tmp_path):
    folder = tmp_path / "withheld"
    text = GOOD.replace("quote: killed 58}", "quote: killed VALUE, withheld: [speaker, quote]}")
    before, after = (text.replace("58", value).replace("VALUE", value) for value in ("58", "60"))
    ran, summary = comment(hub, (folder, checked_out(folder, before, after)), tmp_path)
    written = hub.comments[0]["body"] + summary + ran.out + ran.err
    assert "58 → 60" in written
    assert "Spokesman" not in written
    assert "killed 60" not in written


def test_no_name_of_a_file_is_a_command_of_the_log(hub, tmp_path):
    folder = tmp_path / "names"
    commit = checked_out(folder, GOOD, CHANGED)
    (folder / "data" / "##[error]x.csv").write_text("a", encoding="utf-8")
    (folder / "data" / "##[error]y.yaml").write_text("borderclash: 2\n", encoding="utf-8")
    ran, _ = comment(hub, (folder, commit), tmp_path)
    assert (ran.code, ran.out, ran.err) == (1, "", "")


def test_the_comment_is_in_the_language_of_the_files(hub, tmp_path):
    folder = tmp_path / "arabic"
    before, after = (text.replace("title: Two", "output-language: ar\ntitle: Two") for text in (GOOD, CHANGED))
    comment(hub, (folder, checked_out(folder, before, after)), tmp_path)
    assert '<div dir="rtl">' in hub.comments[0]["body"]


@pytest.mark.parametrize("name", texts())
def test_no_text_of_a_claim_file_does_anything(hub, tmp_path, name):
    text = texts()[name]
    folder = tmp_path / "hostile"
    made = folder, checked_out(folder, claim_file(text, value=23), claim_file(text))
    ran, summary = comment(hub, made, tmp_path, head="@everyone/#1-<img>")
    assert (ran.code, ran.out) == (0, ""), ran.err
    assert ran.err == "pull request 7: comment 100 made\n"
    for written in (hub.comments[0]["body"], summary):
        shown = page(written)
        assert set(shown.links) <= {"https://github.example/desk/claims/actions/runs/12"}
        assert not {"img", "script", "h1", "h2", "svg", "form"} & set(shown.tags)
        # GitHub looks for these in each piece of text of the finished page.
        for node in shown.nodes:
            assert not re.search(r"(?<!\w)@\w|(?<!\w)#\d|\bGH-\d|https?://(?!kept)\w|www\.", node), node


def test_nothing_but_the_comments_of_the_pull_request_is_asked_for(hub, repository, tmp_path):
    comment(hub, repository, tmp_path)
    path = f"/repos/desk/claims/issues/{NUMBER}/comments"
    assert hub.asked == [("GET", f"{path}?per_page=100&page=1"), ("POST", path)]
