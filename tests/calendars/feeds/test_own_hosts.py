"""A feed inside one's own network is told apart, so that it can be allowed by name."""

from __future__ import annotations

import pytest

from trimtab.calendars.feeds.own_hosts import own_host_of


@pytest.mark.parametrize(
    ("source", "addresses", "allowed", "expected"),
    [
        ("http://NAS.local:81/a.ics", ["192.168.1.20"], (), "nas.local"),
        ("http://NAS.local:81/a.ics", ["192.168.1.20"], ("nas.LOCAL.",), ""),
        ("webcal://calendar.example.org/a.ics", ["8.8.8.8"], (), ""),
        ("http://127.0.0.1:8080/a.ics", [], (), "127.0.0.1"),
        ("http://0.0.0.0/a.ics", [], (), ""),
        ("http:///a.ics", [], (), ""),
        ("http://[::1/a.ics", [], (), ""),
    ],
)
def test_only_servers_inside_are_told(source, addresses, allowed, expected):
    """Public hosts, those allowed and what is no host give nothing to allow."""
    assert own_host_of(source, allowed, lambda _host, _port: addresses) == expected


def test_a_name_nobody_knows_is_nothing_to_allow():
    """What fails then is something else, and is told as such."""

    def resolve(_host: str, _port: int):
        raise OSError

    assert own_host_of("https://nas.local/a.ics", (), resolve) == ""
