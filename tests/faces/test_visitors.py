"""Where a request comes from, for counting attempts."""

import pytest
from django.test import RequestFactory

from sunforest.faces.visitors import address_of


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("::1", "198.51.100.1", "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("", "", "unknown"),
        ("nonsense", "", "unknown"),
    ],
    ids=[
        "a visitor",
        "who says to be another is not believed",
        "a proxy on this machine names the last",
        "a proxy that names nobody",
        "a proxy by IPv6",
        "of IPv6 the network counts",
        "a socket without address",
        "no address at all",
    ],
)
def test_an_address_is_what_the_last_trusted_hop_says(remote, forwarded, address):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)) == address
