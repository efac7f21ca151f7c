"""Feeds at secret addresses: served without a session, to nobody who lacks the address."""

from __future__ import annotations

import re

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from trimtab.app.daily.feed_links import end_link, make_link, publish_feeds, reset_link
from trimtab.domain.kept import FEED_NAMES
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.feeds.writing import write_feeds
from trimtab.web.profiles_kept import profile_of

TOKEN = "f" * 43


@pytest.fixture
def stranger(desk):
    """A browser that has no session, at a house that asks for one."""
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=True))
    return TestClient(app, follow_redirects=False)


@pytest.mark.parametrize("name", FEED_NAMES)
def test_each_feed_opens_with_its_address_alone(desk, stranger, name):
    """No session is asked for; the answer is a calendar that no cache keeps."""
    make_link(desk.store, name, TOKEN, desk.now())
    answer = stranger.get(f"/feeds/{TOKEN}/{name}.ics")
    assert answer.status_code == 200
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


def test_whatever_else_is_asked_for_is_not_there(desk, stranger):
    """A wrong token, another feed's token and an ended address are all the same nothing."""
    make_link(desk.store, "family", TOKEN, desk.now())
    for path in (f"/feeds/{TOKEN}/week.ics", "/feeds/x/family.ics", f"/feeds/{TOKEN}/other.ics"):
        assert stranger.get(path).status_code == 404
    assert stranger.get(f"/feeds/{'é' * 20}/family.ics").status_code == 404
    end_link(desk.store, "family")
    assert stranger.get(f"/feeds/{TOKEN}/family.ics").status_code == 404


def test_a_new_address_ends_the_one_before(desk, stranger):
    """Making a link twice keeps it; resetting it shuts the old one out."""
    assert make_link(desk.store, "week", TOKEN, desk.now()).token == TOKEN
    assert make_link(desk.store, "week", "g" * 43, desk.now()).token == TOKEN
    reset_link(desk.store, "week", "h" * 43, desk.now())
    assert stranger.get(f"/feeds/{TOKEN}/week.ics").status_code == 404
    assert stranger.get(f"/feeds/{'h' * 43}/week.ics").status_code == 200


def test_a_client_that_has_it_is_told_so(desk, stranger):
    """The tag of what was fetched last answers 304."""
    make_link(desk.store, "week", TOKEN, desk.now())
    tag = stranger.get(f"/feeds/{TOKEN}/week.ics").headers["etag"]
    again = stranger.get(f"/feeds/{TOKEN}/week.ics", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_events_keep_their_identity_when_the_plan_is_made_again(desk, stranger, example_plan):
    """The same week kept again as a new plan changes no UID and no sequence."""
    make_link(desk.store, "week", TOKEN, desk.now())
    before = stranger.get(f"/feeds/{TOKEN}/week.ics").content
    desk.store.keep_plan(example_plan, desk.now(), profile_revision=1, is_accepted=True)
    after = stranger.get(f"/feeds/{TOKEN}/week.ics").content
    uids = re.compile(rb"UID:\S+")
    assert uids.findall(before) == uids.findall(after)
    assert len(uids.findall(after)) > 20


def test_family_sees_duty_that_is_known_after_the_plan(desk, stranger, example_plan):
    """The nights of Monday and Tuesday after the week stand there, and nothing of what they are."""
    make_link(desk.store, "family", TOKEN, desk.now())
    first, second = (stranger.get(f"/feeds/{TOKEN}/family.ics").content for _ in range(2))
    events = Calendar.from_ical(first).events
    after = [one for one in events if one.start >= example_plan.horizon.instant_of(10080)]
    told = [f"{one['SUMMARY']} {one.start:%a %d %H:%M} to {one.end:%a %H:%M}" for one in after]
    assert told[:2] == ["Busy Mon 23 18:35 to Tue 14:55", "Busy Tue 24 18:35 to Wed 14:55"]
    assert len({str(one["UID"]) for one in events}) == len(events)
    assert first == second
    assert b"Night" not in first


def test_a_plan_that_was_not_taken_stays_at_home(desk, stranger, example_plan):
    """Before the person takes a first week as theirs the calendar is empty."""
    make_link(desk.store, "week", TOKEN, desk.now())
    desk.store.keep_plan(example_plan, desk.now(), profile_revision=1, is_accepted=False)
    assert b"VEVENT" not in stranger.get(f"/feeds/{TOKEN}/week.ics").content


def test_feeds_are_written_once_for_a_plan(desk):
    """Publishing the same plan again writes nothing."""
    kept, profile = desk.store.plan(), profile_of(desk.store, desk.zone)
    publish_feeds(desk.store, kept, profile, desk.now(), write=write_feeds)

    def refuse(*_):
        raise AssertionError

    publish_feeds(desk.store, kept, profile, desk.now(), write=refuse)
    assert desk.store.feed("week").startswith(b"BEGIN:VCALENDAR")
