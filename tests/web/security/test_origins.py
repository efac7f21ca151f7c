"""Changes are taken from our own pages alone."""

from __future__ import annotations

from itertools import product

import pytest
from starlette.requests import Request

from trimtab.web.security.origins import is_allowed

HOST = "127.0.0.1:8137"
OWN, FOREIGN = f"http://{HOST}", "https://other.example"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SITES = (None, "same-origin", "same-site", "cross-site", "none")
ORIGINS = (None, OWN, FOREIGN, "null", f"https://{HOST}", "http://127.0.0.1:9999")


def asked(method, site, origin):
    """A request as a browser would send it."""
    headers = [(b"host", HOST.encode())]
    headers += [(b"sec-fetch-site", site.encode())] if site else []
    headers += [(b"origin", origin.encode())] if origin else []
    scope = {"type": "http", "method": method, "path": "/", "query_string": b"", "headers": headers}
    return Request({**scope, "scheme": "http", "server": ("127.0.0.1", 8137)})


@pytest.mark.parametrize("method", METHODS)
def test_only_reading_and_our_own_posts_are_allowed(method):
    """Reading is for everyone; a POST counts from our own origin alone."""
    for site, origin in product(SITES, ORIGINS):
        is_ours = origin in {None, OWN, "null"}
        is_own = is_ours if site == "same-origin" else site is None and origin == OWN
        expected = method in {"GET", "HEAD"} or (method == "POST" and is_own)
        assert is_allowed(asked(method, site, origin)) is expected, (site, origin)
