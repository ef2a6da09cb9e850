"""Which addresses of the network a page is fetched from: no loopback, private or other special ones."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from typing import Any

from borderclash.problems import UsageError

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
