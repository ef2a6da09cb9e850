"""A page from an address that the user gives: of public hosts alone, and within limits of time and size."""

from __future__ import annotations

import io
import re
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException, HTTPResponse, responses
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from borderclash.entering.addresses import resolved
from borderclash.entering.pages import MAX_BYTES, Page
from borderclash.problems import UsageError
from borderclash.vocabulary import PROGRAM_VERSION

MAX_SECONDS = 60.0
MAX_REDIRECTS = 10
BY_HAND = "save the page with a browser, and name that file"
_REDIRECTS = (301, 302, 303, 307, 308)
_PIECE = 2**16
# So many times the size of a page may come with all that chunks and headers add. `http.client` has no limit of its
# own where a chunk says that it is of -1 bytes.
OVERHEAD = 2
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
# What stays as it is in a request; all else is written as percent and digits.
_PATH = "/%:@!$&'()*+,;=~-._"


class Limits(NamedTuple):
    """How long all takes at most, in seconds, and how large a page is at most, in bytes."""

    seconds: float = MAX_SECONDS
    size: int = MAX_BYTES


LIMITS = Limits()


class _Late(Exception):
    """The time is over."""


class _Large(Exception):
    """More comes than a page may hold."""


class _Deadline:
    """When the time is over, and how much of it is left."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.end = monotonic() + seconds

    def left(self) -> float:
        left = self.end - monotonic()
        if left <= 0:
            raise _Late
        return left


def fetch(address: str, *, allow_local: bool = False, limits: Limits = LIMITS) -> Page:
    """Return the page at an address, and at those that it redirects to; no cookie or password is sent.

    Raises `UsageError` for whatever is not to be fetched, or does not come whole within the limits.
    """
    deadline = _Deadline(limits.seconds)
    parts, seen = _parts(address), 0
    try:
        while True:
            with _Connection(parts, deadline, limits.size, allow_local=allow_local) as connection:
                response = connection.ask()
                target = response.headers.get("Location") if response.status in _REDIRECTS else None
                if target is None:
                    return _page(address, response, limits.size)
            seen += 1
            if seen > MAX_REDIRECTS:
                raise UsageError(f"{_shown(address)} redirects more than {MAX_REDIRECTS} times", BY_HAND)
            parts = _redirected(parts, target)
    except (_Late, TimeoutError):
        message = f"{_shown(address)} did not answer whole within {limits.seconds:.0f} seconds"
        raise UsageError(message, BY_HAND) from None
    except _Large:
        raise _too_large(address, limits.size) from None
    except ssl.SSLError as error:
        raise UsageError(_distrusted(parts.hostname, error), BY_HAND) from None
    except (HTTPException, OSError, ValueError, zlib.error) as error:
        raise UsageError(f"cannot fetch {_shown(address)}: {_reason(error)}", BY_HAND) from None


def _distrusted(host: str | None, error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of `{host}` is not valid: {error.verify_message}"
    reason = (error.reason or "it breaks off").replace("_", " ").lower()
    return f"there is no secure connection to `{host}`: {reason}"


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or str(error) or type(error).__name__).lower()
    return f"the answer is broken ({type(error).__name__})"


def _shown(address: str) -> str:
    return f"`{address if len(address) <= 120 else address[:117] + '...'}`"


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{_shown(address)} is no address: {str(error).lower()}", "check it") from None
    if parts.scheme not in ("http", "https"):
        message = f"only http and https are fetched, not {_shown(address)}"
        raise UsageError(message, "save the page, and give the path of that file")
    if not host or port == 0 or re.search(r"[\s\x00-\x1f\x7f]", address):
        raise UsageError(f"{_shown(address)} is no address", "check it: https://example.org/page")
    if "@" in parts.netloc:
        message = "the address holds a name or a password, and none is ever sent"
        raise UsageError(message, "leave out what stands before the @")
    return parts


def _redirected(parts: SplitResult, target: str) -> SplitResult:
    """Return where an answer redirects to; raises `UsageError` for what is not followed."""
    # As it is sent, each character is a byte.
    target = target.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    try:
        to = urljoin(parts.geturl(), quote(target, safe=_PATH + "?#[]"))
        following = _parts(to)
    except (UsageError, ValueError):
        raise UsageError(
            f"{_shown(parts.geturl())} redirects to {_shown(target)}, which is not fetched", BY_HAND
        ) from None
    if parts.scheme == "https" and following.scheme == "http":
        message = f"{_shown(parts.geturl())} redirects from https to http, {_shown(to)}"
        raise UsageError(message, f"give that address, if it is the one that you mean, or {BY_HAND}")
    return following


class _Connection:
    """A connection to the host of an address, of which the network address was looked up and allowed before."""

    def __init__(self, parts: SplitResult, deadline: _Deadline, size: int, *, allow_local: bool) -> None:
        self.parts = parts
        self.deadline = deadline
        self.size = size
        assert parts.hostname
        try:
            self.host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
        except UnicodeError:
            raise UsageError(f"`{parts.hostname}` is no name of a host", "check the address") from None
        self.port = parts.port or (443 if parts.scheme == "https" else 80)
        self.places = resolved(self.host, self.port, deadline.left(), allow_local=allow_local)

    def __enter__(self) -> _Connection:
        self.socket = self._connected()
        return self

    def __exit__(self, *error: object) -> None:
        self.socket.close()

    def _connected(self) -> socket.socket:
        fault: OSError | None = None
        for family, type_, protocol, _, place in self.places:
            made = socket.socket(family, type_, protocol)
            try:
                made.settimeout(self.deadline.left())
                made.connect(place)
                if self.parts.scheme == "https":
                    return ssl.create_default_context().wrap_socket(made, server_hostname=self.host)
            except ssl.SSLError:
                made.close()
                raise
            except OSError as error:
                made.close()
                fault = error
                continue
            return made
        assert fault
        raise fault

    def ask(self) -> HTTPResponse:
        """Return the answer to a request of the page, as far as its headers."""
        connection: Any = HTTPConnection(self.host, self.port)
        connection.sock = _Limited(self.socket, self.deadline, self.size)
        path = quote(self.parts.path or "/", safe=_PATH)
        query = f"?{quote(self.parts.query, safe=_PATH + '?')}" if self.parts.query else ""
        headers = {
            "User-Agent": f"borderclash/{PROGRAM_VERSION}",
            "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.1",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        connection.request("GET", path + query, headers=headers)
        response: HTTPResponse = connection.getresponse()
        return response


class _Limited:
    """A socket for `http.client` that is read from and written to until the time is over."""

    def __init__(self, socket: socket.socket, deadline: _Deadline, size: int) -> None:
        self.socket = socket
        self.deadline = deadline
        self.size = size

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self.socket, self.deadline, OVERHEAD * self.size))

    def sendall(self, data: bytes) -> None:
        self.socket.settimeout(self.deadline.left())
        self.socket.sendall(data)

    def close(self) -> None:
        """Leave the socket to whoever made it: the answer is still to be read."""


class _Reader(io.RawIOBase):
    """Reads what there is while there is time, whatever comes drop by drop, and only so many bytes."""

    def __init__(self, socket: socket.socket, deadline: _Deadline, most: int) -> None:
        self.socket = socket
        self.deadline = deadline
        self.left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.socket.settimeout(self.deadline.left())
        read = self.socket.recv_into(buffer)
        self.left -= read
        if self.left < 0:
            raise _Large
        return read


def _page(address: str, response: HTTPResponse, size: int) -> Page:
    if response.status not in (200, 203):
        what = responses.get(response.status, "no known status")
        raise UsageError(
            f"{_shown(address)} answered {response.status} ({what})", f"check the address, or {BY_HAND}"
        )
    if response.length is not None and response.length > size:
        raise _too_large(address, size)
    content = bytearray()
    for piece in _plain(response.headers.get("Content-Encoding", ""), _read(response), size):
        content += piece
        if len(content) > size:
            raise _too_large(address, size)
    type_ = response.headers.get("Content-Type", "")
    charset = _CHARSET.search(type_)
    return Page(
        _shown(address), bytes(content), type_.partition(";")[0].strip().lower(), charset[1] if charset else None
    )


def _too_large(address: str, size: int) -> UsageError:
    return UsageError(f"{_shown(address)} is larger than {size // 2**20} MiB", "save the text of the page alone")


def _read(response: HTTPResponse) -> Iterator[bytes]:
    while piece := response.read(_PIECE):
        yield piece
    # With a piece asked for, an answer that ends too early is told nowhere else.
    if response.length:
        raise HTTPException


def _plain(encoding: str, pieces: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Yield what was sent without its compression, never much more than *size* bytes."""
    names = [name for each in encoding.lower().split(",") if (name := each.strip()) not in ("", "identity")]
    if not names:
        yield from pieces
        return
    if len(names) > 1 or names[0] not in ("gzip", "x-gzip", "deflate"):
        raise UsageError(f"the page is compressed ({encoding[:40]}), which was not asked for", BY_HAND)
    made: Callable[[int], Any] = zlib.decompressobj
    unpacker = made(zlib.MAX_WBITS | 32) if names[0] != "deflate" else None
    for piece in pieces:
        if unpacker is None:
            # Some send it with its header, others without.
            unpacker = made(zlib.MAX_WBITS if piece[0] & 15 == 8 else -zlib.MAX_WBITS)
        yield unpacker.decompress(piece, size + 1)
        if unpacker.unconsumed_tail:
            yield unpacker.unconsumed_tail  # more than is allowed
            return
    # An end that is missing, or one with more behind it than what fills up a block.
    if unpacker is not None and (not unpacker.eof or unpacker.unused_data.strip(b"\0")):
        raise HTTPException
