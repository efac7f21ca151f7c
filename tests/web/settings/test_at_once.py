"""A form tells everything that is to be mended at once, each beside its field."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from trimtab.web.boundaries.away_page import read_typed
from trimtab.web.profiles_kept import profile_of

ROOMS = [
    ("/settings/t/task/new", {"name": "Abstract", "minutes": "soon", "due": "2026-13-40"}),
    ("/tasks/one/new", {"name": "Abstract", "minutes": "soon", "enough_minutes": "0"}),
    ("/dates/one/new", {"name": "Licence", "due": "soon", "repeats": "now and then"}),
    ("/people/one/new", {"name": "Ada", "commute_minutes": "far", "birthday": "99-99"}),
    ("/household/care/new", {"name": "Mia", "start": "soon", "between": "25:00-26:00"}),
    ("/own-care/one/new", {"name": "Dentist", "last": "long ago", "minutes": "4"}),
    ("/boundaries/one/new", {"name": "Off", "except_times_per_week": "few", "off": "9 pm"}),
]


def _told(page: str) -> dict[str, str]:
    """The mistakes of a page by their field, as a screen reader finds them."""
    fields = re.findall(r'name="(\w+)"[^>]*aria-describedby="([\w -]+)"', page)
    ids = dict(re.findall(r'id="([\w-]+)"[^>]*class="mistake"[^>]*>(.*?)</', page, re.DOTALL))
    ids |= dict(re.findall(r'class="mistake"[^>]*id="([\w-]+)"[^>]*>(.*?)</', page, re.DOTALL))
    found = {name: [ids[one] for one in by.split() if one in ids] for name, by in fields}
    return {name: unescape(told[0]) for name, told in found.items() if told}


def _sent(client, path, typed):
    page = client.get(path).text
    revision = re.search(r'name="revision" value="(\d+)"', page)
    return client.post(path, data={**typed, "revision": revision[1] if revision else "0"})


@pytest.mark.parametrize(("path", "typed"), ROOMS)
def test_what_cannot_be_read_hides_no_other_mistake(client, path, typed):
    """One field that is no number or day, and one that cannot be so: both are told, all stays."""
    answer = _sent(client, path, typed)
    assert answer.status_code == 422
    assert set(_told(answer.text)) == set(typed) - {"name"}
    for text in typed.values():
        assert text in answer.text


def test_what_lacks_is_told_beside_what_cannot_be_read(client):
    """A date without a name, of an unreadable rhythm, on no day: three mistakes."""
    answer = _sent(client, "/dates/one/new", {"due": "soon", "repeats": "now and then"})
    assert set(_told(answer.text)) == {"name", "due", "repeats"}


def test_a_field_that_cannot_be_read_is_not_held_against_others(client, desk):
    """Care from March until an unreadable day is wrong in that day alone, new or changed."""
    path, typed = "/household/care/new", {"name": "Mia", "between": "07:00-18:00"}
    assert _sent(client, path, typed | {"start": "2026-01-01", "end": "2026-02-01"}).is_redirect
    wrong = typed | {"start": "2026-03-01", "end": "spring"}
    for place in (path, "/household/care/0"):
        name = {"name": "Mia" if place != path else "Leo"}
        assert set(_told(_sent(client, place, wrong | name).text)) == {"end"}
    assert "spring" not in desk.store.profile().text


def test_days_away_are_told_all_at_once(desk):
    """A first day that lacks and a day back that is none are one answer."""
    profile = profile_of(desk.store, "UTC")
    fields = dict.fromkeys(("cover", "cover_reach", "urgent"), "")
    typed = {**fields, "first": "", "last": "soon", "back": "later"}
    assert set(read_typed(typed, profile, date(2026, 11, 17)).mistakes) == {"first", "last", "back"}
