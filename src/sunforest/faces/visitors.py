"""Where a request comes from, for counting attempts; never written down (R7.15)."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest

UNKNOWN = "unknown"
NETWORK_OF_A_LINE = 64


def address_of(request: HttpRequest) -> str:
    """The visitor's address; of IPv6 the network, of which one line has a whole one.

    A proxy on this very machine is believed when it names the visitor last in ``X-Forwarded-For``; nobody else is.
    """
    remote = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    for written in (forwarded, remote) if forwarded and _is_this_machine(remote) else (remote,):
        try:
            address = ip_address(written)
        except ValueError:
            continue
        if isinstance(address, IPv6Address):
            return str(ip_network((address, NETWORK_OF_A_LINE), strict=False))
        return str(address)
    return UNKNOWN


def _is_this_machine(remote: str) -> bool:
    try:
        return not remote or ip_address(remote).is_loopback
    except ValueError:
        return False
