"""`trimtab calendar list`, `refresh` and `forget`, with small parts behind them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from trimtab.app.ports import CalendarState, Outreach
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.people import OtherPerson, Person, Profile

SECRET = "https://me:canary@calendar.example.org/canary/basic.ics?key=canary"
OTHER = "webcal://calendar.example.org/canary-2"
FETCHED = datetime(2026, 11, 16, 13, 10, tzinfo=UTC)
STATES = (
    CalendarState(
        "Amion", "duty", "feed at calendar.example.org", FETCHED, FETCHED, 1, "Up to date."
    ),
    CalendarState("feed at b.org", None, "feed at b.org", None, None, None, "Not asked yet."),
)


@pytest.fixture
def feeds(desk):
    """A profile with two feeds of one host, a file, and a partner's feed."""
    desk.profile = Profile(
        Person(time_zone="America/New_York"),
        calendars=(
            CalendarSource(SECRET, "duty"),
            CalendarSource(OTHER),
            CalendarSource("family.ics", "family"),
            CalendarSource("https://b.org/canary-3", name="Amion"),
        ),
        people=(OtherPerson("Kim", "UTC", calendar="https://b.org/canary-4"),),
        allowed_hosts=("nas.local",),
    )
    return desk


def test_calendars_are_listed_with_what_is_known(trimtab, feeds):
    """Where, how many events, when; nobody is asked."""
    feeds.states = STATES
    outcome = trimtab("calendar", "list", "me.toml")
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        (
            "Amion (duty): feed at calendar.example.org, 1 event, last fetched Mon 16 Nov 08:10, "
            "last changed Mon 16 Nov 08:10. Up to date."
        ),
        "feed at b.org: Not asked yet.",
    ]
    ((folder, profile, outreach),) = feeds.stated
    assert (folder, profile, outreach) == (".", feeds.profile, Outreach(is_offline=True))


def test_the_list_is_there_as_json(trimtab, feeds):
    """Moments as instants, None where nobody knows."""
    feeds.states = STATES
    told = json.loads(trimtab("calendar", "list", "--json", "-").out)
    assert told["version"] == 1
    assert told["calendars"][0]["fetched_at"] == "2026-11-16T13:10:00+00:00"
    assert told["calendars"][1]["events"] is None
    assert feeds.stated == []


def test_moments_are_by_the_profiles_clock(trimtab, feeds):
    """Not by that of the machine, unless nobody names another."""
    feeds.states, feeds.zone = STATES, "Asia/Tokyo"
    assert "last fetched Mon 16 Nov 08:10" in trimtab("calendar", "list", "me.toml").out
    feeds.profile = replace(feeds.profile, person=Person(time_zone="Etc/UTC"))
    assert "last fetched Mon 16 Nov 22:10" in trimtab("calendar", "list", "me.toml").out


def test_a_feed_called_by_its_host_says_it_once(trimtab, feeds):
    """Where there are two of one host as well."""
    feeds.states = (replace(STATES[1], name="feed at b.org (2)"),)
    assert trimtab("calendar", "list", "me.toml").out == "feed at b.org (2): Not asked yet.\n"


def test_a_feed_is_forgotten_in_whatever_capitals(trimtab, feeds):
    """The name is what a person remembers, not its capitals."""
    feeds.remembered = ("https://b.org/canary-3",)
    assert trimtab("calendar", "forget", "amion", "me.toml").code == 0


def test_an_empty_list_says_what_to_do(trimtab):
    """Instead of showing nothing."""
    assert "[[calendar]]" in trimtab("calendar", "list").out


def test_refreshing_asks_again(trimtab, feeds):
    """With hosts allowed for this once; offline it cannot."""
    feeds.states = STATES
    assert trimtab("calendar", "refresh", "me.toml", "--allow-host", "nas").code == 0
    assert feeds.stated[0][2] == Outreach(("nas",), wants_fresh=True)
    trimtab("calendar", "refresh", "me.toml", "--offline")
    assert feeds.stated[1][2] == Outreach(is_offline=True)


def test_refreshing_fails_where_nobody_answers(trimtab, feeds):
    """One answer is enough; where nobody was asked, nothing failed."""
    silent, good = replace(STATES[1], has_answered=False), replace(STATES[0], has_answered=True)
    for states, code in (((silent,), 1), ((silent, STATES[0]), 1), ((silent, good), 0)):
        feeds.states = states
        assert trimtab("calendar", "refresh", "me.toml").code == code
    feeds.states = STATES
    assert trimtab("calendar", "refresh", "me.toml", "--offline").code == 0


def test_a_feed_is_forgotten_by_its_name_or_address(trimtab, feeds):
    """Names are those of the profile; the answer repeats no address."""
    feeds.remembered = (OTHER, "feed at old.org")
    outcome = trimtab("calendar", "forget", "feed at calendar.example.org (2)", "me.toml")
    assert outcome.code == 0
    assert feeds.forgotten == [(OTHER, feeds.profile)]
    assert trimtab("calendar", "forget", "feed at old.org").code == 0
    outcome = trimtab("calendar", "forget", SECRET)
    assert outcome.code == 1
    assert "canary" not in outcome.out + outcome.err
    assert "feed at calendar.example.org" in outcome.err


def test_a_plan_never_sees_an_address(trimtab, feeds):
    """The planner gets names; the reader gets the addresses behind them."""
    outcome = trimtab("plan", "me.toml", "--calendar", "https://c.org/canary-5")
    assert outcome.code == 0
    ((profile, _),) = feeds.planned
    assert "canary" not in repr(profile)
    assert [one.source for one in profile.calendars] == [
        "feed at calendar.example.org",
        "feed at calendar.example.org (2)",
        "family.ics",
        "Amion",
        "feed at c.org",
    ]
    assert profile.people[0].calendar == "feed at b.org"
    read = {source for _, source in feeds.read}
    assert {SECRET, OTHER, "family.ics", "https://b.org/canary-3", "https://c.org/canary-5"} <= read


def test_what_may_be_asked_reaches_the_reader(trimtab, feeds):
    """From every command that reads calendars."""
    options = ("--offline", "--allow-host", "nas", "--allow-host", "10.0.0.2")
    expected = Outreach(("nas", "10.0.0.2"), is_offline=True)
    for command in (
        ("plan", "me.toml"),
        ("replan", "last.json", "me.toml"),
        ("roster", "a.ics", "--rulebook", "acgme"),
        ("roster", "--profile", "me.toml", "--rulebook", "acgme"),
        ("body", "me.toml"),
    ):
        feeds.reached.clear()
        trimtab(*command, *options)
        assert feeds.reached
        assert set(feeds.reached) == {expected}


def test_a_calendar_named_is_asked_alone(trimtab, feeds):
    """Where only some are looked at, the others are left in peace."""
    trimtab("calendar", "show", OTHER, "me.toml")
    assert set(feeds.reached) == {Outreach(wants_some=True)}
    feeds.reached.clear()
    trimtab("calendar", "show", "me.toml")
    assert set(feeds.reached) == {Outreach()}


def test_an_address_typed_twice_is_read_once(trimtab, feeds):
    """Also where the profile names it."""
    trimtab("plan", "me.toml", "--calendar", OTHER, "--calendar", f" {OTHER} ")
    ((profile, _),) = feeds.planned
    assert len(profile.calendars) == 4


def test_without_a_profile_addresses_are_names_too(trimtab, desk):
    """A feed alone is enough for a first week."""
    trimtab("plan", "--calendar", SECRET, "--calendar", OTHER)
    ((profile, _),) = desk.planned
    assert [one.source for one in profile.calendars] == [
        "feed at calendar.example.org",
        "feed at calendar.example.org (2)",
    ]


def test_a_typed_roster_is_duty_by_whatever_name(trimtab, desk):
    """An address too, and one that the profile holds without a kind."""
    trimtab("roster", SECRET, "a.ics", "--rulebook", "acgme")
    ((profile, *_),) = desk.rosters
    assert {one.kind for one in profile.calendars} == {"duty"}
    desk.profile = Profile(
        Person(time_zone="UTC"), calendars=(CalendarSource(SECRET), CalendarSource("b.ics"))
    )
    trimtab("roster", SECRET, "--profile", "me.toml", "--rulebook", "acgme")
    assert [one.kind for one in desk.rosters[-1][0].calendars] == ["duty", None]


def test_a_roster_without_duties_names_no_address(trimtab, desk):
    """The problem stands at the feed's name."""
    desk.has_duties = False
    outcome = trimtab("roster", SECRET, "--rulebook", "acgme")
    assert "feed at calendar.example.org" in outcome.err
    assert "canary" not in outcome.err
