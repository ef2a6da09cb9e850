"""Pages from the network: what is fetched, from where, and that any answer comes to an end."""

import gzip
import itertools
import socket
import subprocess
import time
import zlib

import pytest
from loopback import HTML, OK, answer, served

from borderclash.entering import fetching
from borderclash.entering.fetching import Limits, fetch, is_public
from borderclash.problems import UsageError

pytestmark = pytest.mark.thorough

SHORT = Limits(seconds=0.3, size=2**20)
LONG = Limits(seconds=10, size=2**20)
PAGE = b"<html><body><p>killed 58</p></body></html>"
DEFLATE = zlib.compressobj(wbits=-zlib.MAX_WBITS)
RAW = DEFLATE.compress(PAGE) + DEFLATE.flush()


def drops():
    """Send a byte now and then, for ever."""
    yield OK + HTML + b"\r\n"
    while True:
        time.sleep(0.02)
        yield b"x"


def drops_of_headers():
    yield OK
    while True:
        time.sleep(0.02)
        yield b"x"


def continued():
    while True:
        time.sleep(0.005)
        yield b"HTTP/1.1 100 Continue\r\n\r\n"


def endless():
    yield OK + HTML + b"\r\n"
    while True:
        yield b"killed 58 " * 1000


def endless_chunks():
    yield OK + HTML + b"Transfer-Encoding: chunked\r\n\r\n"
    while True:
        yield b"2710\r\n" + b"killed 58 " * 1000 + b"\r\n"


def chunk_without_a_size():
    yield OK + HTML + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n"
    while True:
        yield b"killed 58 " * 1000


def silent():
    time.sleep(2)
    yield b""


def redirect(target, status=b"302 Found"):
    return answer(b"", b"Location: " + target, status=status)


BOMB = gzip.compress(bytes(50 * 2**20))
ANSWERS = {
    "/page": answer(PAGE, b'Content-Type: Text/HTML; charset="utf-8"'),
    "/old": b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE,
    "/gzip": answer(gzip.compress(PAGE), b"Content-Encoding: gzip"),
    "/deflate": answer(zlib.compress(PAGE), b"Content-Encoding: deflate"),
    "/raw": answer(RAW, b"Content-Encoding: deflate"),
    "/chunked": OK + b"Transfer-Encoding: chunked\r\n\r\n4\r\n<htm\r\n5\r\nl>abc\r\n0\r\n\r\n",
    "/here": redirect(b"/page"),
    "/there": redirect(b"page?a=b#c", b"308 Permanent Redirect"),
    "/page?a=b": answer(PAGE),
    "/k%C3%B6ln?q=%C3%A4%20b": answer(PAGE),
    "/loop": redirect(b"/loop"),
    "/file": redirect(b"file:///etc/passwd"),
    "/ftp": redirect(b"ftp://example.org/"),
    "/credentials": redirect(b"http://user:secret@127.0.0.1/"),
    "/nowhere": answer(b"", status=b"302 Found"),
    "/404": answer(b"gone", status=b"404 \x1b[31mEvil"),
    "/500": answer(b"", status=b"500 Oops"),
    "/204": b"HTTP/1.1 204 No Content\r\n\r\n",
    "/206": answer(PAGE, status=b"206 Partial Content"),
    "/silent": silent,
    "/drops": drops,
    "/drops-of-headers": drops_of_headers,
    "/continued": continued,
    "/endless": endless,
    "/endless-chunks": endless_chunks,
    "/chunk-without-a-size": chunk_without_a_size,
    "/huge": OK + b"Content-Length: 99999999999999\r\n\r\nx",
    "/bomb": answer(BOMB, b"Content-Encoding: gzip"),
    "/short": OK + b"Content-Length: 5000\r\n\r\nkilled",
    "/short-chunks": OK + b"Transfer-Encoding: chunked\r\n\r\n4\r\nkill",
    "/bad-chunks": OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nkill",
    "/bad-length": OK + b"Content-Length: -5\r\n\r\nkilled",
    "/no-gzip": answer(PAGE, b"Content-Encoding: gzip"),
    "/half-gzip": answer(gzip.compress(PAGE)[:-9], b"Content-Encoding: gzip"),
    "/more-gzip": answer(gzip.compress(PAGE) * 2, b"Content-Encoding: gzip"),
    "/no-deflate": answer(b"\x08\xff\xff\xff", b"Content-Encoding: deflate"),
    "/br": answer(b"x", b"Content-Encoding: br"),
    "/twice": answer(gzip.compress(gzip.compress(PAGE)), b"Content-Encoding: gzip, gzip"),
    "/garbage": b"\x00\xff\x1b[31m no HTTP\r\n\r\n",
    "/empty": b"",
    "/many-headers": OK + b"X: 1\r\n" * 5000 + b"\r\n",
    "/long-header": OK + b"X: " + b"1" * 100_000 + b"\r\n\r\n",
}


@pytest.fixture(scope="module")
def server():
    with served(ANSWERS) as (address, requests):
        yield address, requests


@pytest.mark.parametrize("path", ["/page", "/old", "/gzip", "/deflate", "/raw", "/here", "/there"])
def test_a_page_is_fetched(server, path):
    assert fetch(server[0] + path, allow_local=True, limits=LONG).content == PAGE


def test_what_the_server_says_of_a_page_is_kept(server):
    page = fetch(server[0] + "/page", allow_local=True, limits=LONG)
    assert (page.name, page.type, page.charset, page.kind) == (f"`{server[0]}/page`", "text/html", "utf-8", "HTML")
    assert fetch(server[0] + "/chunked", allow_local=True, limits=LONG).content == b"<html>abc"


def test_an_address_is_written_as_a_request_needs_it(server):
    assert fetch(server[0] + "/köln?q=ä%20b#top", allow_local=True, limits=LONG).content == PAGE


def test_no_cookie_and_no_password_are_sent(server):
    fetch(server[0] + "/there", allow_local=True, limits=LONG)
    request = server[1][-1].lower()
    assert "cookie" not in request
    assert "authorization" not in request
    assert "referer" not in request


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/loop", "redirects more than 10 times"),
        ("/file", "redirects to `file:///etc/passwd`, which is not fetched"),
        ("/ftp", "redirects to `ftp://example.org/`, which is not fetched"),
        ("/credentials", "which is not fetched"),
        ("/nowhere", "answered 302 (Found)"),
        ("/404", "answered 404 (Not Found)"),
        ("/500", "answered 500 (Internal Server Error)"),
        ("/204", "answered 204 (No Content)"),
        ("/206", "answered 206 (Partial Content)"),
        ("/endless", "is larger than 1 MiB"),
        ("/endless-chunks", "is larger than 1 MiB"),
        ("/chunk-without-a-size", "is larger than 1 MiB"),
        ("/huge", "is larger than 1 MiB"),
        ("/bomb", "is larger than 1 MiB"),
        ("/short", "the answer is broken"),
        ("/short-chunks", "the answer is broken"),
        ("/bad-chunks", "the answer is broken"),
        ("/no-gzip", "the answer is broken"),
        ("/half-gzip", "the answer is broken"),
        ("/more-gzip", "the answer is broken"),
        ("/no-deflate", "the answer is broken"),
        ("/br", "the page is compressed (br), which was not asked for"),
        ("/twice", "the page is compressed (gzip, gzip), which was not asked for"),
        ("/garbage", "the answer is broken"),
        ("/empty", "closed connection without response"),
        ("/many-headers", "the answer is broken"),
        ("/long-header", "the answer is broken"),
    ],
)
def test_a_bad_answer_is_told(server, path, words):
    with pytest.raises(UsageError) as told:
        fetch(server[0] + path, allow_local=True, limits=LONG)
    assert words in told.value.message
    assert told.value.help


@pytest.mark.parametrize("path", ["/silent", "/drops", "/drops-of-headers", "/continued"])
def test_all_together_takes_no_longer_than_the_limit(server, path):
    begun = time.monotonic()
    with pytest.raises(UsageError, match="did not answer whole within 0 seconds"):
        fetch(server[0] + path, allow_local=True, limits=SHORT)
    assert time.monotonic() - begun < 5


def test_a_lying_length_is_taken_at_its_word(server):
    # As any browser does: what is behind it belongs to no answer.
    assert fetch(server[0] + "/bad-length", allow_local=True, limits=LONG).content == b"killed"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://example.org/", "only http and https are fetched"),
        ("file:///etc/passwd", "only http and https are fetched"),
        ("gopher://example.org", "only http and https are fetched"),
        ("http://", "is no address"),
        ("http:///page", "is no address"),
        ("http://example.org:0/", "is no address"),
        ("http://example.org:99999/", "is no address"),
        ("http://exa mple.org/", "is no address"),
        ("http://[::1/", "is no address"),
        ("http://user:secret@example.org/", "a name or a password"),
        ("http://user@example.org/", "a name or a password"),
        (f"http://{'ä' * 80}.org/", "is no name of a host"),
    ],
)
def test_what_is_no_address_to_fetch_is_told(address, words, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", None)
    with pytest.raises(UsageError) as told:
        fetch(address)
    assert words in told.value.message


LOCAL = """
127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
100.127.255.255 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255 :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 2002:7f00:1:: 2002:c0a8:101::1 2001:0:4136:e378:8000:63bf:80ff:fffe
2001:db8::1 100::1 4000::1
""".split()
PUBLIC = "8.8.8.8 1.1.1.1 93.184.216.34 172.32.0.1 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1".split()


def test_which_addresses_are_public():
    assert [address for address in LOCAL if is_public(address)] == []
    assert [address for address in PUBLIC if not is_public(address)] == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0",
        "１２７.0.0.1",
    ],
)
def test_a_local_address_is_refused_however_it_is_written(server, host):
    got = len(server[1])
    with pytest.raises(UsageError) as told:
        fetch(f"http://{host}:{server[0].rpartition(':')[2]}/page", limits=LONG)
    assert told.value.message.endswith("which is no public address: nothing is fetched from there")
    assert "--allow-local" in told.value.help
    assert len(server[1]) == got


def test_a_redirect_to_a_local_address_is_refused(server, monkeypatch):
    """The first host counts as public here; the one that it redirects to is looked up like any other."""
    real = fetching.is_public
    port = int(server[0].rpartition(":")[2])
    ANSWERS["/in"] = redirect(f"http://127.0.0.2:{port}/page".encode())
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1" or real(address))
    with pytest.raises(UsageError, match=r"`127.0.0.2` is at 127.0.0.2, which is no public address"):
        fetch(server[0] + "/in", limits=LONG)


def test_a_name_is_looked_up_once_and_only_what_was_allowed_is_connected_to(server, monkeypatch):
    """A name whose address changes between the look and the connection leads nowhere else."""
    port = int(server[0].rpartition(":")[2])
    answers = itertools.chain(["8.8.8.8"], itertools.repeat("127.0.0.1"))
    asked, connected = [], []

    def look_up(host, port, **_):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    class Socket(socket.socket):
        def connect(self, place):
            connected.append(place)
            raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "socket", Socket)
    with pytest.raises(UsageError, match="connection refused"):
        fetch(f"http://rebinding.example:{port}/page", limits=LONG)
    assert (asked, connected) == (["rebinding.example"], [("8.8.8.8", port)])


def test_of_several_addresses_only_public_ones_are_connected_to(monkeypatch):
    places = [("10.0.0.1", 80), ("8.8.8.8", 80)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", place) for place in places])
    assert [each[4] for each in fetching.resolved("a.example", 80, 1, allow_local=False)] == places[1:]
    assert [each[4] for each in fetching.resolved("a.example", 80, 1, allow_local=True)] == places


def test_a_name_without_an_address_is_told(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [time.sleep(1)])
    with pytest.raises(UsageError) as told:
        fetch("http://a.example/", limits=SHORT)
    assert told.value.message == "no address is found for `a.example`"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """Return certificates with their keys: a good one of localhost, one of another name, one that is over."""
    folder = tmp_path_factory.mktemp("certificates")
    made = {}
    for name, host, days in (
        ("good", "localhost", "2"),
        ("other", "other.example", "2"),
        ("over", "localhost", "-1"),
    ):
        made[name] = str(folder / f"{name}.pem"), str(folder / f"{name}.key")
        request = ["openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={host}"]
        request += ["-addext", f"subjectAltName=DNS:{host}", "-keyout", made[name][1]]
        asked = subprocess.run(request, check=True, capture_output=True).stdout
        sign = ["openssl", "x509", "-req", "-signkey", made[name][1], "-days", days, "-copy_extensions", "copy"]
        subprocess.run([*sign, "-out", made[name][0]], input=asked, check=True, capture_output=True)
    return made


@pytest.mark.tools
@pytest.mark.parametrize(
    ("shown", "trusted", "words"),
    [
        ("good", "good", None),
        ("good", "other", "the certificate of `localhost` is not valid: self-signed certificate"),
        ("other", "other", "the certificate of `localhost` is not valid: Hostname mismatch"),
        ("over", "over", "the certificate of `localhost` is not valid: certificate has expired"),
    ],
)
def test_certificates_are_checked(shown, trusted, words, certificates, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", certificates[trusted][0])
    with served({"/page": answer(PAGE)}, certificate=certificates[shown]) as (address, requests):
        address = address.replace("127.0.0.1", "localhost")
        if words is None:
            assert fetch(f"{address}/page", allow_local=True, limits=LONG).content == PAGE
            return
        with pytest.raises(UsageError) as told:
            fetch(f"{address}/page", allow_local=True, limits=LONG)
        assert words in told.value.message
        assert requests == []


@pytest.mark.tools
def test_a_redirect_from_https_to_http_is_refused(server, certificates, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", certificates["good"][0])
    answers = {"/down": redirect(server[0].encode() + b"/page")}
    with served(answers, certificate=certificates["good"]) as (address, _):
        address = address.replace("127.0.0.1", "localhost")
        with pytest.raises(UsageError, match="redirects from https to http"):
            fetch(f"{address}/down", allow_local=True, limits=LONG)
        answers["/down"] = answer(PAGE)
        with served({"/up": redirect(f"{address}/down".encode())}) as (plain, _):
            assert fetch(f"{plain}/up", allow_local=True, limits=LONG).content == PAGE


@pytest.mark.tools
def test_a_host_that_speaks_no_tls_is_told(server):
    with pytest.raises(UsageError) as told:
        fetch(server[0].replace("http:", "https:") + "/page", allow_local=True, limits=LONG)
    assert told.value.message == "there is no secure connection to `127.0.0.1`: wrong version number"
