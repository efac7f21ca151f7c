"""The first run as a person without script walks it."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sample_desk import MONDAY, FixedPlanning, desk_over, look_here
from starlette.testclient import TestClient

from trimtab.app.daily.ports import Job
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.shown_calendars import UnderstoodCalendar
from trimtab.profiles.reading import read_profile
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.first_run.example import COOKIE, example_desk
from trimtab.web.first_run.example_week import example_calendars, example_profile
from trimtab.web.first_run.uploads import MOST_BYTES

NIGHTS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
    + "".join(
        f"BEGIN:VEVENT\r\nUID:{day}\r\nDTSTAMP:20261101T000000Z\r\n"
        f"DTSTART:202611{day}T190000\r\nDURATION:PT12H\r\nSUMMARY:MICU\r\nEND:VEVENT\r\n"
        for day in (16, 17, 18)
    )
    + "".join(
        f"BEGIN:VEVENT\r\nUID:x{day}\r\nDTSTAMP:20261101T000000Z\r\n"
        f"DTSTART;VALUE=DATE:202611{day}\r\nSUMMARY:QX\r\nEND:VEVENT\r\n"
        for day in (23, 24)
    )
    + "END:VCALENDAR\r\n"
).encode()


@pytest.fixture
def walk(example_plan):
    """A browser without script at an empty desk, and the desk's store."""
    store = InMemoryStore()
    desk = desk_over(store, FixedPlanning(example_plan))
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as client:
        yield client, store


def _picks(page: str) -> dict[str, str]:
    """The first way of every choice on a page."""
    names = dict.fromkeys(re.findall(r'name="(pick-\d)"', page))
    return {name: re.findall(rf'name="{name}" value="([^"]+)"', page)[0] for name in names}


def _answer_all(client, calendars=()) -> str:
    """Answer everything; gives where the last answer leads."""
    client.post("/welcome/role", data={"role": "resident"})
    client.post("/welcome/zone", data={"time_zone": "Africa/Lagos"})
    if calendars:
        client.post("/welcome/calendars", files=calendars)
        client.post("/welcome/calendars", data={"kind-0": "duty"})
    client.post("/welcome/matters", data=_picks(client.get("/welcome/matters").text))
    sleep = {"sleep_hours": "7.5", "chronotype": "evening", "commute_minutes": "35"}
    return client.post("/welcome/sleep", data=sleep).headers["location"]


@pytest.mark.parametrize(
    "path",
    ["/", "/week", "/season", "/settings", "/settings/text", "/people/days", "/home", "/own-care"],
)
def test_pages_lead_to_the_welcome_before_anything_is_known(walk, path):
    """Nobody meets an empty week."""
    client, _ = walk
    assert client.get(path).headers["location"] == "/welcome"


def test_the_whole_first_run(walk):
    """Five answers lead to a commented profile, its calendar, and a week."""
    client, store = walk
    assert "stays on this machine" in client.get("/welcome").text
    where = _answer_all(client, [("files", ("nights.ics", NIGHTS, "text/calendar"))])
    assert where.startswith("/welcome/planning?job=")
    assert client.get(where).headers["location"] == "/week"
    text = store.profile().text
    profile, problems = read_profile(text, "profile")
    assert not problems
    assert profile.person.time_zone == "Africa/Lagos"
    assert (profile.person.chronotype, profile.person.commute_minutes) == ("evening", 35)
    assert [(one.source, one.kind) for one in profile.calendars] == [("nights.ics", "duty")]
    assert "# where you live" in text
    assert "# Practices: what keeps you yourself" in text
    assert store.plan() is not None
    assert store.settings()["first_run"] == ""


def test_answers_weigh_the_values(walk):
    """Who always chooses the first way gives it more than the template did."""
    client, store = walk
    client.post("/welcome/role", data={"role": "resident"})
    picks = _picks(client.get("/welcome/matters").text)
    _answer_all(client)
    weights = tomllib.loads(store.profile().text)["values"]
    assert len(picks) == 5
    assert weights["patients"] == max(weights.values())


def test_a_role_is_asked_for(walk):
    """Without one, the page says what to do."""
    client, _ = walk
    answer = client.post("/welcome/role", data={})
    assert answer.status_code == 422
    assert "Choose the one that is closest" in answer.text


def test_a_zone_that_is_none_keeps_what_was_typed(walk):
    """The mistake stands beside it."""
    client, _ = walk
    answer = client.post("/welcome/zone", data={"time_zone": 'Lagos"><b>'})
    assert answer.status_code == 422
    assert "Lagos&#34;&gt;&lt;b&gt;" in answer.text


@pytest.mark.parametrize(
    ("typed", "zone"), [("New York", "America/New_York"), ("lagos", "Africa/Lagos")]
)
def test_a_city_is_enough(walk, typed, zone):
    """The one zone of that name is meant."""
    client, _ = walk
    assert client.post("/welcome/zone", data={"time_zone": typed}).status_code == 303
    assert f'value="{zone}"' in client.get("/welcome/zone").text
    assert re.search(rf'id="time_zone"[^>]*value="{zone}"', client.get("/welcome/zone").text)


def test_open_choices_are_named(walk):
    """The picks made stay, the open ones are told."""
    client, _ = walk
    client.post("/welcome/role", data={"role": "resident"})
    answer = client.post("/welcome/matters", data={"pick-0": "family"})
    assert answer.status_code == 422
    assert "4 are still open" in answer.text
    assert 'value="family" checked' in client.get("/welcome/matters").text


def test_going_back_keeps_what_was_typed(walk):
    """Even what is not right yet."""
    client, _ = walk
    data = {"sleep_hours": "6", "commute_minutes": "ages", "do": "back"}
    assert client.post("/welcome/sleep", data=data).headers["location"] == "/welcome/matters"
    assert 'value="ages"' in client.get("/welcome/sleep").text
    answer = client.post("/welcome/sleep", data={"sleep_hours": "6", "commute_minutes": "ages"})
    assert answer.status_code == 422
    assert "whole minutes" in answer.text


def test_calendars_are_shown_as_understood(walk):
    """Counts in words, the unknown code as a question, the bad file with its remedy."""
    client, _ = walk
    files = [
        ("files", ("nights.ics", NIGHTS, "text/calendar")),
        ("files", ("notes.ics", b"no calendar at all", "text/calendar")),
    ]
    assert client.post("/welcome/calendars", files=files).headers["location"].endswith("calendars")
    page = client.get("/welcome/calendars").text
    assert "3 shifts" in page
    assert "1 code unknown" in page
    assert "This is not a calendar" in page
    explained = {"code-0-0": "QX", "means-0-0": "19:00-07:00", "kind-0": "duty"}
    assert client.post("/welcome/calendars", data=explained).headers["location"].endswith("matters")
    page = client.get("/welcome/calendars").text
    assert "5 shifts" in page


def test_a_code_that_cannot_be_read_stays_as_typed(walk):
    """It is told beside its field; what was typed is there."""
    client, _ = walk
    client.post("/welcome/calendars", files=[("files", ("a.ics", NIGHTS, "text/calendar"))])
    client.post("/welcome/calendars", data={"code-0-0": "QX", "means-0-0": "nights"})
    page = client.get("/welcome/calendars").text
    assert 'value="nights"' in page
    assert "gives no hours" in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("7-19", "07:00-19:00"), ("19-7 home_call", "19:00-07:00 home_call"), ("07:00-13", None)],
)
def test_hours_written_short_are_understood(walk, typed, kept):
    """7-19 is a day from seven to seven; what is half short stays as typed."""
    client, _ = walk
    client.post("/welcome/calendars", files=[("files", ("a.ics", NIGHTS, "text/calendar"))])
    client.post("/welcome/calendars", data={"code-0-0": "QX", "means-0-0": typed})
    page = client.get("/welcome/calendars").text
    assert f'value="{kept or typed}"' in page
    assert ("gives no hours" in page) == (kept is None)


def test_what_a_calendar_holds_counts_the_codes_taken(walk):
    """Nights known by the titles beside them are nights in the summary too."""
    client, _ = walk
    coded = NIGHTS.replace(b"SUMMARY:QX", b"SUMMARY:NF")
    timed = coded.replace(b"SUMMARY:MICU", b"SUMMARY:NF")
    client.post("/welcome/calendars", files=[("files", ("a.ics", timed, "text/calendar"))])
    page = client.get("/welcome/calendars").text
    assert "NF = 19:00-07:00" in page
    assert "5 shifts" in page


def test_a_calendar_is_taken_off_again(walk):
    """Its file is forgotten."""
    client, store = walk
    client.post("/welcome/calendars", files=[("files", ("a.ics", NIGHTS, "text/calendar"))])
    assert [one.name for one in store.calendars()] == ["a.ics"]
    client.post("/welcome/calendars", data={"do": "remove-0"})
    assert store.calendars() == ()


def test_pasted_text_and_an_address_are_taken(walk):
    """A roster from a message is a calendar; what is no address is told and kept."""
    client, store = walk
    pasted = {"pasted": "Mon 16 Nov 19:00-07:00 MICU", "address": "not an address", "do": "add"}
    answer = client.post("/welcome/calendars", data=pasted)
    assert answer.status_code == 422
    assert 'value="not an address"' in answer.text
    assert [one.name for one in store.calendars()] == ["Pasted roster.txt"]


def test_uploads_are_bounded_and_named_harmlessly(walk):
    """A file too large is left out; a path or a tag in a name does nothing."""
    client, store = walk
    files = [
        ("files", ("big.ics", b"x" * (MOST_BYTES + 1), "text/calendar")),
        ("files", ("../../<b>a</b>.ics", NIGHTS, "text/calendar")),
        ("files", ("empty.ics", b"", "text/calendar")),
    ]
    answer = client.post("/welcome/calendars", files=files)
    assert "larger than 10 MiB" in answer.text
    assert "empty.ics is empty" in answer.text
    (kept,) = store.calendars()
    assert not set("<>/\\") & set(kept.name)
    assert "<b>a" not in answer.text


def test_a_server_of_ones_own_network_is_allowed_by_one_button(walk):
    """Before it is allowed it is not asked; then the profile names it."""
    client, store = walk
    asked = []

    def look(source, _content, _zone, _today, *, allowed_hosts=()):
        asked.append(allowed_hosts)
        own = "" if "192.168.1.20" in allowed_hosts else "192.168.1.20"
        return UnderstoodCalendar("Home", fault="Not asked yet." if own else "", own_host=own)

    object.__setattr__(client.app.user_middleware[3].kwargs["desk"], "look", look)
    client.post("/welcome/role", data={"role": "resident"})
    client.post("/welcome/zone", data={"time_zone": "Africa/Lagos"})
    client.post("/welcome/calendars", data={"do": "add", "address": "http://192.168.1.20:81/a.ics"})
    page = client.get("/welcome/calendars").text
    assert 'value="allow-0"' in page
    assert "Allow 192.168.1.20" in page
    assert client.post("/welcome/calendars", data={"do": "allow-0"}).status_code == 303
    assert client.post("/welcome/calendars", data={"do": "allow-99999999"}).status_code == 303
    assert 'value="allow-0"' not in client.get("/welcome/calendars").text
    assert asked[-1] == ("192.168.1.20",)
    _answer_all(client)
    profile, problems = read_profile(store.profile().text, "profile")
    assert not problems
    assert profile.allowed_hosts == ("192.168.1.20",)


def test_what_it_leads_to_is_shown_in_hours(walk):
    """After the choices, hours for each value."""
    client, _ = walk
    client.post("/welcome/role", data={"role": "resident-nights"})
    client.post("/welcome/zone", data={"time_zone": "America/New_York"})
    assert "Counting" in client.get("/welcome/leads").text
    page = client.get("/welcome/leads?count=1").text
    assert "family" in page
    assert " h" in page
    assert "value-bar" in client.get("/welcome/leads", headers={"HX-Request": "true"}).text


def test_a_first_run_that_is_over_stays_over(walk):
    """With a profile, the questions lead to Today, and answers change nothing."""
    client, store = walk
    _answer_all(client)
    before = store.profile()
    assert client.get("/welcome").headers["location"] == "/"
    assert client.get("/welcome/role").headers["location"] == "/"
    client.post("/welcome/sleep", data={"sleep_hours": "5", "commute_minutes": "1"})
    assert store.profile() == before


def test_a_draft_of_another_edition_begins_anew(walk):
    """What cannot be read of it is no fault."""
    client, store = walk
    store.keep_setting("first_run", json.dumps({"unheard_of": 1}))
    assert client.get("/welcome/role").status_code == 200


def test_the_example_is_one_click_and_leaves_nothing(walk):
    """One click shows a week; the person's own store stays empty; leaving ends it."""
    client, store = walk
    where = client.post("/example").headers["location"]
    assert where.startswith("/welcome/planning?job=")
    assert client.get(where).headers["location"] == "/week"
    assert "is a proposal" not in client.get("/week").text
    assert "This is an example" in client.get("/settings").text
    client.post("/settings/values", data={"do": "add", "name": "garden", "revision": "1"})
    assert store.profile() is None
    assert store.calendars() == ()
    assert client.get("/settings/kept/export").status_code == 404
    assert client.post("/example/leave").headers["clear-site-data"] == '"storage"'
    client.cookies.delete(COOKIE)
    assert client.get("/week").headers["location"] == "/welcome"


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Auckland"])
def test_an_example_opens_in_the_midst_of_its_week(example_plan, zone):
    """Also on a Sunday evening it is a Wednesday afternoon, of the week that it is."""
    sunday = [datetime(2026, 11, 22, 21, 30, tzinfo=UTC)]
    own = replace(
        desk_over(InMemoryStore(), FixedPlanning(example_plan), lambda: sunday[0]), zone=zone
    )
    desk = example_desk(own)
    local = sunday[0].astimezone(ZoneInfo(zone))
    monday = local.date() - timedelta(days=local.weekday())
    here = desk.now().astimezone(ZoneInfo(zone))
    assert here.date() == monday + timedelta(days=2)
    assert (here.hour, here.minute) == (16, 40)
    sunday[0] += timedelta(minutes=7)
    assert desk.now() - here == timedelta(minutes=7)


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_an_examples_calendars_leave_nothing_to_mend(zone):
    """Their times say where they are, so nothing has to be guessed of them."""
    calendars = example_calendars(MONDAY, ZoneInfo(zone))
    for name, content in calendars.items():
        found = look_here(CalendarSource(name), content, zone, MONDAY)
        assert not found.problems
        assert found.events >= 6
    profile, problems = read_profile(example_profile(zone), "profile")
    assert profile is not None
    assert not problems


def test_an_example_in_the_making_is_followed(walk, monkeypatch):
    """Nobody waits before a page that says nothing: it is told how far the planning is."""
    client, _ = walk
    waiting = Job("job", "running", "Making the planner ready.")
    monkeypatch.setattr(FixedPlanning, "begin", lambda *_: waiting)
    monkeypatch.setattr(FixedPlanning, "job", lambda *_: waiting)
    page = client.get(client.post("/example").headers["location"]).text
    assert "Planning the example" in page
    assert "Making the planner ready." in page


def test_an_example_is_for_its_own_browser(walk):
    """A made-up secret opens nothing."""
    client, _ = walk
    client.post("/example")
    client.cookies.clear()
    client.cookies.set(COOKIE, "guess")
    assert client.get("/week").headers["location"] == "/welcome"


def test_the_plan_appears_while_it_improves(walk, example_plan, monkeypatch):
    """A running job shows its step, how good the plan is, and the week as a picture."""
    client, _ = walk
    _answer_all(client)
    running = Job("job", "running", "Looking for a better week.", example_plan, 0.03)
    monkeypatch.setattr(FixedPlanning, "job", lambda *_: running)
    page = client.get("/welcome/planning?job=job").text
    assert "Looking for a better week. Within 3.0 % of the best week for what you answered." in page
    assert page.count('<rect class="k-sleep"') >= 6
    assert "Good enough, show me" in page
    assert client.post("/welcome/planning/stop", data={"job": "job"}).headers["location"] == "/week"


def test_a_plan_that_fails_says_why(walk, monkeypatch):
    """And where to go with it."""
    client, _ = walk
    _answer_all(client)
    failed = Job("job", "failed", problem="This week asks for more hours than it has.")
    monkeypatch.setattr(FixedPlanning, "job", lambda *_: failed)
    page = client.get("/welcome/planning?job=job").text
    assert "more hours than it has" in page
    assert "http-equiv" not in page
