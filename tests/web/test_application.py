"""Every page answers, with the headers that keep it safe."""

from __future__ import annotations

import pytest

PAGES = ["/", "/week", "/season", "/settings", "/help"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers(client, path):
    """A page comes whole, safe and unkept."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "no-store"
    assert "style=" not in answer.text


def test_what_is_not_there_is_told_kindly(client):
    """An unknown page says where to go."""
    answer = client.get("/nothing")
    assert answer.status_code == 404
    assert "Go to Today" in answer.text


def test_an_address_that_forms_are_sent_to_leads_back(client):
    """A tab that comes back after a mistake in a form opens it: it says where to go."""
    answer = client.get("/help/contacts")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert "Go to Today" in answer.text


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/where-time-went/stretches", "/where-time-went"),
        ("/settings/kept/delete", "/settings/kept"),
        ("/mentors/question", "/mentors"),
        ("/tasks/change", "/tasks"),
    ],
)
def test_such_an_address_typed_anew_leads_to_its_page(client, path, above):
    """Enter in the address bar, a bookmark, a tab restored: a browser asks for a page."""
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    answer = client.get(path, headers=browser, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, above)
    assert client.get(above, headers=browser).status_code == 200
