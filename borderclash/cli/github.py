"""GitHub as a step of a workflow meets it: the pull request that it runs for, and one comment on that."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, Any, NamedTuple

from borderclash.problems import UsageError
from borderclash.vocabulary import PROGRAM_VERSION

if TYPE_CHECKING:
    from email.message import Message
    from urllib.error import HTTPError
    from urllib.request import OpenerDirector

MAX_SECONDS, MOST_FOR_AN_ANSWER = 60.0, 20.0
# A hundred comments of the longest, in the longest characters.
MAX_BYTES = 32 * 2**20
PAGE, MOST_PAGES = 100, 50
# What is waited before another attempt where the answer does not say how long; there are as many as these.
WAITS = (0.5, 2.0, 5.0)
LOCAL = ("127.0.0.1", "::1", "localhost")
IN_A_SHELL = "in a shell, `borderclash diff` shows what changed"
FORBIDDEN = (
    "the token may not write comments (403): the workflow needs `permissions: pull-requests: write`, and a pull "
    "request from a fork or by Dependabot gets a token that may only read"
)


class PullRequest(NamedTuple):
    """A pull request: its repository and number, and the names of its two branches.

    ``before`` is the revision that it is to be merged into, as git knows it where a workflow has checked it out.
    """

    repository: str
    number: int
    base: str
    head: str
    before: str


class NotPosted(Exception):
    """Why there is no comment, in words that never hold the token."""


class _Again(Exception):
    """An attempt failed that may do better later: after so many seconds, if the answer said so."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


class _Missing(Exception):
    """There is nothing at an address of the API."""


def pull_request(environment: Mapping[str, str]) -> PullRequest | None:
    """Return the pull request that a workflow runs for, ``None`` where it runs for anything else.

    Raises `UsageError` where this is no run of a workflow, or one of which too little is known.
    """
    file = environment.get("GITHUB_EVENT_PATH")
    if not file:
        raise UsageError("this is no run of a workflow of GitHub: GITHUB_EVENT_PATH is not set", IN_A_SHELL)
    # Other events, such as `pull_request_target`, check out something else.
    if environment.get("GITHUB_EVENT_NAME") != "pull_request":
        return None
    try:
        with open(file, encoding="utf-8") as stream:
            told = json.load(stream)["pull_request"]
        number, base, head = int(told["number"]), str(told["base"]["ref"]), str(told["head"]["ref"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"what GitHub says of the pull request is not understood ({type(error).__name__})"
        raise UsageError(message, f"look at `{file}`; {IN_A_SHELL}") from None
    repository, commit = environment.get("GITHUB_REPOSITORY", ""), environment.get("GITHUB_SHA", "")
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository, re.ASCII) or not re.fullmatch("[0-9a-f]{40,64}", commit):
        raise UsageError("GITHUB_REPOSITORY or GITHUB_SHA is not set as GitHub sets it", IN_A_SHELL)
    # What is checked out is the pull request merged into its base, which is the first parent.
    return PullRequest(repository, number, base, head, f"{commit}^1")


def post(pull: PullRequest, marker: str, body: str, environment: Mapping[str, str], *, makes: bool = True) -> str:
    """See to it that the pull request has one comment with *body*, known by the *marker* that it begins with.

    A new one is made only where it *makes* one. Returns in a few words what was done; raises `NotPosted`.
    """
    comments = _Comments(_Api.of(environment), f"/repos/{pull.repository}/issues", pull.number, marker)
    for wait in (*WAITS, None):
        try:
            return comments.put(f"{marker}\n{body}", makes=makes)
        except _Again as failed:
            if wait is None:
                raise NotPosted(f"{failed}, also when asked again") from None
            comments.api.wait(str(failed), wait if failed.seconds is None else failed.seconds)
    raise AssertionError("the last attempt returns or raises")


@dataclass(frozen=True, slots=True)
class _Comments:
    """The comments on a pull request, one of which is ours."""

    api: _Api
    path: str
    number: int
    marker: str

    def put(self, body: str, *, makes: bool) -> str:
        """Make the comment, or update it where it says something else; raises `NotPosted` and `_Again`."""
        try:
            kept = self._ours()
            if kept is None:
                if not makes:
                    return "nothing changed, and there is no comment to say so"
                made = self.api.ask("POST", f"{self.path}/{self.number}/comments", {"body": body})
                return f"comment {_number(made)} made"
        except _Missing:
            reason = "the token may not see the pull request, or it is gone (404)"
            raise NotPosted(reason) from None
        id, text = kept
        if _evened(text) == _evened(body):
            return f"comment {id} says so already"
        try:
            self.api.ask("PATCH", f"{self.path}/comments/{id}", {"body": body})
        except _Missing:
            # Somebody has deleted it since it was listed.
            raise _Again(f"comment {id} is gone", 0) from None
        return f"comment {id} updated"

    def _ours(self) -> tuple[int, str] | None:
        """Return the id and the text of the comment that is ours, ``None`` for none.

        Anybody can write the marker: only a workflow's own account is believed.
        """
        for page in range(1, MOST_PAGES + 1):
            found = self.api.ask("GET", f"{self.path}/{self.number}/comments?per_page={PAGE}&page={page}")
            if not isinstance(found, list) or not all(isinstance(comment, dict) for comment in found):
                raise _Again("the answer of GitHub is no list of comments")
            for comment in found:
                text = str(comment.get("body") or "")
                if text.startswith(self.marker) and (comment.get("user") or {}).get("type") == "Bot":
                    return _number(comment), text
            if len(found) < PAGE:
                break
        return None


@dataclass(frozen=True, slots=True)
class _Api:
    """The API of GitHub at an address, asked with a token until ``end``."""

    url: str
    token: str = field(repr=False)
    end: float

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> _Api:
        """Return the API that a workflow names; raises `NotPosted` where a token cannot be sent to it."""
        from urllib.parse import urlsplit

        token = environment.get("GITHUB_TOKEN", "")
        if not token:
            raise NotPosted("there is no token: GITHUB_TOKEN is not set")
        # What is no token is not shown, and neither is what a header makes of it.
        if not re.fullmatch("[!-~]+", token):
            raise NotPosted("GITHUB_TOKEN is no token: it has spaces or other characters in it")
        url = environment.get("GITHUB_API_URL", "https://api.github.com").rstrip("/")
        parts = urlsplit(url)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
            raise NotPosted("GITHUB_API_URL does not begin with https://, and the token is not sent there")
        return cls(url, token, time.monotonic() + MAX_SECONDS)

    def ask(self, method: str, path: str, content: object = None) -> Any:
        """Return the JSON that a request is answered with; raises `NotPosted`, `_Missing` and `_Again`."""
        from urllib.error import HTTPError
        from urllib.request import Request

        data = None if content is None else json.dumps(content).encode()
        headers = {
            "Accept": "application/vnd.github+json",
            "Content-Type": "application/json",
            "User-Agent": f"borderclash/{PROGRAM_VERSION}",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        request = Request(f"{self.url}{path}", data, headers, method=method)
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        try:
            with self._opener().open(request, timeout=min(self._left(), MOST_FOR_AN_ANSWER)) as response:
                return json.loads(self._read(response))
        except HTTPError as error:
            with error:
                raise _failure(error.code, error.headers, _words(error)) from None
        except (OSError, HTTPException, ValueError) as error:
            raise _Again(f"GitHub was not reached ({type(error).__name__})") from None

    def wait(self, reason: str, seconds: float) -> None:
        """Wait for another attempt; raises `NotPosted` where that takes longer than there is time."""
        if seconds >= self._left():
            raise NotPosted(f"{reason}, and asks to wait {seconds:,.0f} seconds")
        time.sleep(seconds)

    def _opener(self) -> OpenerDirector:
        """Return what opens addresses, by the proxies of the environment, and follows no redirect."""
        from urllib.parse import urlsplit
        from urllib.request import HTTPRedirectHandler, ProxyHandler, build_opener

        class Unfollowed(HTTPRedirectHandler):
            def redirect_request(self, *_: Any) -> None:
                return None

        direct = [ProxyHandler({})] if urlsplit(self.url).hostname in LOCAL else []
        return build_opener(Unfollowed, *direct)

    def _left(self) -> float:
        left = self.end - time.monotonic()
        if left <= 0:
            raise NotPosted(f"GitHub did not answer within {MAX_SECONDS:.0f} seconds")
        return left

    def _read(self, response: HTTPResponse) -> bytes:
        """Return an answer, piece by piece, so that the time is kept also where it comes slowly."""
        read = bytearray()
        while piece := response.read1(2**16):
            read += piece
            self._left()
            if len(read) > MAX_BYTES:
                raise NotPosted("the answer of GitHub is too large")
        return bytes(read)


def _words(error: HTTPError) -> bytes:
    with suppress(OSError, HTTPException):
        return error.read(2**12)
    return b""


def _failure(status: int, headers: Message, words: bytes) -> Exception:
    # One of the limits is told in words alone.
    limited = "Retry-After" in headers or headers.get("X-RateLimit-Remaining") == "0" or b"rate limit" in words
    if status == 429 or (status == 403 and limited):
        return _Again(f"GitHub takes no more requests for now ({status})", _wait_asked(headers))
    if status >= 500:
        return _Again(f"GitHub is out of order ({status})")
    if status == 404:
        return _Missing()
    if status == 403:
        return NotPosted(FORBIDDEN)
    if status == 401:
        return NotPosted("GITHUB_TOKEN is not valid (401)")
    if status < 400:
        return NotPosted(f"GitHub leads elsewhere ({status}), where the token is not sent")
    return NotPosted(f"GitHub refuses the request ({status})")


def _wait_asked(headers: Message) -> float | None:
    after, reset = headers.get("Retry-After", ""), headers.get("X-RateLimit-Reset", "")
    if after.isdecimal():
        return float(after)
    if headers.get("X-RateLimit-Remaining") == "0" and reset.isdecimal():
        return max(0.0, float(reset) - time.time()) + 1
    return None


def _number(comment: Any) -> int:
    number = comment.get("id") if isinstance(comment, dict) else None
    if not isinstance(number, int):
        raise _Again("the answer of GitHub is no comment")
    return number


def _evened(text: str) -> str:
    """Return a text as it is compared: GitHub may have changed how its lines end."""
    return text.replace("\r\n", "\n").strip()
