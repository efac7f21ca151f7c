"""Every route of every room carries the headers, and looking changes nothing."""

from __future__ import annotations

import re
from copy import deepcopy
from html.parser import HTMLParser

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from trimtab.web.application import all_routes, build_application
from trimtab.web.desk import House

OWN = {"Sec-Fetch-Site": "same-origin"}
ROUTES = sorted({route.path for route in all_routes() if isinstance(route, Route)})
ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
KEPT = ("/static/", "/icons/", "/manifest", "/service-worker", "/feeds/")


def filled(path):
    """An address of a route, with something in each of its places."""
    path = re.sub(r"\{[a-z_]+:int\}", "192", path)
    return re.sub(r"\{[a-z_]+(?::path)?\}", "x1", path)


class Inline(HTMLParser):
    """Collects what a policy would have to allow: scripts, styles and links that run something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        """Look at one tag."""
        given = dict(attrs)
        is_run = tag == "script" and given.get("type") != "application/json" and "src" not in given
        if is_run or tag == "style":
            self.found.append(tag)
        for name, value in attrs:
            if name == "style" or name.startswith("on") or (value or "").startswith("javascript:"):
                self.found.append(f"{tag} {name}")


def inline_in(text):
    """What stands inline in a page."""
    reader = Inline()
    reader.feed(text)
    return reader.found


def is_safe(answer, path):
    """Whether an answer may be shown: its headers, and nothing inline in a page."""
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for name, value in ALWAYS.items():
        assert answer.headers[name] == value
    assert answer.headers["cache-control"] == "no-store" or path.startswith(KEPT)
    is_file = answer.headers.get("content-disposition", "").startswith("attachment")
    if answer.headers.get("content-type", "").startswith("text/html") and not is_file:
        assert inline_in(answer.text) == []
    return True


@pytest.fixture
def walker(desk):
    """A browser that shows what goes wrong as a page, like a real one."""
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    with TestClient(app, headers=OWN, follow_redirects=False, raise_server_exceptions=False) as one:
        yield one


def test_looking_at_a_route_is_safe_and_changes_nothing(walker, desk):
    """GET answers with the headers and leaves the store as it was, whatever the route."""
    before = deepcopy(desk.store._kept)
    for path in ROUTES:
        walker.cookies.clear()
        answer = walker.get(filled(path))
        assert is_safe(answer, path)
        assert answer.status_code < 500, path
        assert desk.store._kept == before, path


@pytest.mark.parametrize("path", ROUTES)
def test_an_empty_post_is_safe(walker, path):
    """POST with nothing in it answers with the headers, and never with a fault."""
    answer = walker.post(filled(path))
    assert is_safe(answer, path)
    assert answer.status_code < 500
    location = answer.headers.get("location", "/")
    assert location.startswith("/")
    assert not location.startswith("//")


def test_a_post_from_elsewhere_is_refused(walker, desk):
    """No route takes a change from another site."""
    before = deepcopy(desk.store._kept)
    for path in ROUTES:
        answer = walker.post(filled(path), headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403, path
        assert is_safe(answer, path)
        assert desk.store._kept == before, path


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/nothing"), ("POST", "/nothing"), ("DELETE", "/")]
)
def test_what_is_not_there_carries_the_headers_too(walker, method, path):
    """Neither an unknown address nor an unknown method is an exception."""
    assert is_safe(walker.request(method, path), path)


def test_a_fault_carries_the_headers_and_tells_nothing(desk, monkeypatch):
    """A page that breaks says so kindly, without what broke it."""

    def broken(*_):
        raise RuntimeError("the canary sings at four")

    monkeypatch.setattr(type(desk.store), "plan", broken)
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    with TestClient(app, headers=OWN, raise_server_exceptions=False) as one:
        answer = one.get("/")
    assert answer.status_code == 500
    assert is_safe(answer, "/")
    assert "canary" not in answer.text
