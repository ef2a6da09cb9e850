"""A page from an address that the user gives: of public hosts alone, and within limits of time and size."""

from __future__ import annotations

import io
import re
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, responses
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

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
            with _asked(parts, deadline, limits.size, allow_local=allow_local) as response:
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


@contextmanager
def _asked(parts: SplitResult, deadline: _Deadline, size: int, *, allow_local: bool) -> Iterator[HTTPResponse]:
    """Give the answer to a request of a page, as far as its headers, from a host that was looked up once."""
    host = parts.hostname or ""
    try:
        host = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        raise UsageError(f"`{host}` is no name of a host", "check the address") from None
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    places = resolved(host, port, deadline.left(), allow_local=allow_local)
    with _connected(places, host if secure else None, deadline) as connected:
        connection: Any = HTTPConnection(host, port)
        connection.sock = _Limited(connected, deadline, OVERHEAD * size)
        path = quote(parts.path or "/", safe=_PATH)
        query = f"?{quote(parts.query, safe=_PATH + '?')}" if parts.query else ""
        headers = {
            "User-Agent": f"borderclash/{PROGRAM_VERSION}",
            "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.1",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        connection.request("GET", path + query, headers=headers)
        yield connection.getresponse()


def _connected(places: Sequence[Any], secure: str | None, deadline: _Deadline) -> socket.socket:
    """Return a connection to the first of *places* that answers; it is made *secure* for the host of that name."""
    fault: OSError | None = None
    for family, type_, protocol, _, place in places:
        made = socket.socket(family, type_, protocol)
        try:
            made.settimeout(deadline.left())
            made.connect(place)
            if secure is not None:
                return ssl.create_default_context().wrap_socket(made, server_hostname=secure)
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


class _Limited(io.RawIOBase):
    """A socket for `http.client`: used until the time is over, and giving only so many bytes, drop by drop."""

    def __init__(self, socket: socket.socket, deadline: _Deadline, most: int) -> None:
        self.socket = socket
        self.deadline = deadline
        self.left = most

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def sendall(self, data: bytes) -> None:
        self.socket.settimeout(self.deadline.left())
        self.socket.sendall(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.socket.settimeout(self.deadline.left())
        read = self.socket.recv_into(buffer)
        self.left -= read
        if self.left < 0:
            raise _Large
        return read

    def close(self) -> None:
        """Leave the socket to whoever made it: the answer is still to be read."""


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


# What is handed out to hosts; all else of IPv6 is reserved, local or for many at once.
_GLOBAL = IPv6Network("2000::/3")
# Stands for an IPv4 address, which is in its last 32 bits (NAT64).
_TRANSLATED = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public network, also where it carries an IPv4 address."""
    ip = ip_address(address.partition("%")[0])
    return all(_is_global(each) for each in (ip, *_carried(ip)))


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address):
        return ip.ipv4_mapped is not None or ip in _TRANSLATED or (ip in _GLOBAL and ip.is_global)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _carried(ip: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    """Yield the IPv4 addresses that one of IPv6 stands for, or leads through."""
    if isinstance(ip, IPv6Address):
        yield from filter(None, (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())))
        if ip in _TRANSLATED:
            yield IPv4Address(int(ip) & 0xFFFFFFFF)


def resolved(host: str, port: int, seconds: float, *, allow_local: bool) -> list[Any]:
    """Return where to connect to for a host, as `socket.getaddrinfo` has it; a name is looked up once.

    Raises `UsageError` where it has no address, or none but local ones that are not allowed.
    """
    found: list[Any] = []
    # The look-up has no limit of its own that could be set.
    thread = Thread(target=_look_up, args=(host, port, found), daemon=True)
    thread.start()
    thread.join(seconds)
    if not found:
        message = f"no address is found for `{host}`"
        raise UsageError(message, "check the name and the connection, or save the page with a browser")
    allowed = [each for each in found if allow_local or is_public(each[4][0])]
    if not allowed:
        message = f"`{host}` is at {found[0][4][0]}, which is no public address: nothing is fetched from there"
        raise UsageError(message, "to fetch from your own network, add --allow-local")
    return allowed


def _look_up(host: str, port: int, found: list[Any]) -> None:
    try:
        found += socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError):
        return
