"""As much of GitHub's API as a comment needs, on the loopback interface; and a pull request as it is checked out."""

import contextlib
import json
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

REPOSITORY = "desk/claims"
NUMBER = 7
TOKEN = "ghs_a-secret-of-this-run"
BOT = {"login": "github-actions[bot]", "type": "Bot"}
ISSUES = f"/repos/{REPOSITORY}/issues"


class GitHub:
    """The comments of a pull request. ``asked`` has each request's method and path, in order.

    ``failures`` are given instead of an answer, first to last: a status with headers, and a body; or, by a method
    or a method and a path, only to such requests.
    """

    def __init__(self):
        self.comments, self.asked, self.tokens, self.failures = [], [], [], []
        self.slow = 0

    def add(self, body, user=BOT):
        self.comments.append({"id": 100 + len(self.comments), "body": body, "user": user})
        return self.comments[-1]

    def fail(self, status, *, method=None, headers=(), body=b"{}", times=1):
        self.failures += [(status, method, dict(headers), body)] * times

    def answer(self, method, path, content):
        """Return the status, the headers and the body of an answer."""
        for failure in self.failures:
            if failure[1] in (None, method):
                self.failures.remove(failure)
                return failure[0], failure[2], failure[3]
        parts = urlsplit(path)
        if method == "GET" and parts.path == f"{ISSUES}/{NUMBER}/comments":
            query = parse_qs(parts.query)
            size, page = int(query["per_page"][0]), int(query["page"][0])
            return 200, {}, json.dumps(self.comments[size * (page - 1) : size * page]).encode()
        if method == "POST" and parts.path == f"{ISSUES}/{NUMBER}/comments":
            return 201, {}, json.dumps(self.add(content["body"])).encode()
        for comment in self.comments:
            if method == "PATCH" and parts.path == f"{ISSUES}/comments/{comment['id']}":
                comment["body"] = content["body"]
                return 200, {}, json.dumps(comment).encode()
        return 404, {}, b'{"message": "Not Found"}'

    @property
    def written(self):
        """The methods of all requests that would change something."""
        return [method for method, _ in self.asked if method != "GET"]


@contextlib.contextmanager
def serving(github):
    """Give the address at which *github* answers."""

    class Handler(BaseHTTPRequestHandler):
        def reply(self):
            length = int(self.headers.get("Content-Length", 0))
            content = json.loads(self.rfile.read(length)) if length else None
            github.asked.append((self.command, self.path))
            github.tokens.append(self.headers.get("Authorization"))
            status, headers, body = github.answer(self.command, self.path, content)
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            for byte in [body] if not github.slow else [body[i : i + 1] for i in range(len(body))]:
                with contextlib.suppress(OSError):
                    self.wfile.write(byte)
                    self.wfile.flush()
                time.sleep(github.slow)

        def __getattr__(self, name):
            if name in ("do_GET", "do_POST", "do_PATCH"):
                return self.reply
            raise AttributeError(name)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def git(folder, *arguments):
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false", "-c", "gc.auto=0"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def checked_out(folder, before, after):
    """Make a repository with *before* in its base and *after* in a pull request; return the commit that merges them."""
    (folder / "data").mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    for branch, text in (("main", before), ("more-claims", after)):
        if branch != "main":
            git(folder, "checkout", "--quiet", "-b", branch)
        if text is not None:
            (folder / "data" / "claims.yaml").write_text(text, encoding="utf-8")
            git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--allow-empty", "-m", branch)
    git(folder, "checkout", "--quiet", "--detach", "main")
    git(folder, "merge", "--quiet", "--no-ff", "-m", "merge", "more-claims")
    return git(folder, "rev-parse", "HEAD")


def environment(folder, commit, address, *, head="more-claims", event="pull_request"):
    """Return what GitHub sets for a step of a run of that pull request; *folder* is for its own files."""
    told = {"pull_request": {"number": NUMBER, "base": {"ref": "main"}, "head": {"ref": head}}}
    (folder / "event.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "summary.md").write_text("", encoding="utf-8")
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_API_URL": address,
        "GITHUB_EVENT_NAME": event,
        "GITHUB_EVENT_PATH": str(folder / "event.json"),
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_RUN_ID": "12",
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_SHA": commit,
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "GITHUB_TOKEN": TOKEN,
    }
