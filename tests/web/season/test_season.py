"""The Season page: words first, weeks by texture and letter, rest with one button."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from threading import Event

import pytest
from sample_desk import TUESDAY_AT_TEN, FixedPlanning, desk_over
from starlette.testclient import TestClient
from unplanned import unplanned_desk

from trimtab.domain.commitments import CalendarReading
from trimtab.domain.errors import TrimtabError
from trimtab.profiles.reading import read_profile
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.application import build_application
from trimtab.web.desk import House

WARD = {"name": "Cardiology", "start": "2027-01-04", "end": "2027-01-31", "intensity": "heavy"}


@pytest.fixture
def desk():
    """The resident's desk on a Tuesday at ten."""
    return unplanned_desk()


def words_of(page: str) -> str:
    """What a page says."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def walker(desk) -> TestClient:
    """A browser at a desk."""
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    return TestClient(app, headers=headers, follow_redirects=False)


def test_the_season_is_told_in_words_first(client):
    """Two weeks of the MICU, then the vacation, with the break and the free weekend."""
    text = words_of(client.get("/season").text)
    for sentence in (
        "Two heavy weeks, then one off.",
        "Your next break: Tue 1 to Sun 6 Dec, six days, in 2 weeks.",
        "Free weekends: 5\N{EN DASH}6 Dec.",
        "Your roster is known until Sun 6 Dec.",
        "61 h at work, 5 nights",
        "Calendars as of 10:00.",
    ):
        assert sentence in text


def test_every_day_says_in_words_what_it_is(client):
    """A reader that cannot see the letters hears them; texture stands beside colour."""
    page = client.get("/season").text
    assert "Tue 17 Nov: night of duty" in page
    assert "Fri 27 Nov: free" in page
    assert "Thu 26 Nov: after a night" in page
    assert "36 h at work, 3 nights. <b>Jo\N{RIGHT SINGLE QUOTATION MARK}s birthday</b></p>" in page
    assert "<b>OFF</b>" not in page
    assert {"load-heavy", "load-off"} <= set(re.findall(r"load-\w+", page))
    assert "style=" not in page


def test_rest_is_kept_by_one_button(client, desk):
    """The button adds a light spell to the profile, and the offer is gone."""
    page = client.get("/season").text
    assert "The first free day after two heavy weeks." in page
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)[:5])
    assert client.post("/season/rotations", data=form).headers["location"] == "/season"
    profile, problems = read_profile(desk.store.profile().text, "profile")
    assert not problems
    season = profile.seasons[-1]
    assert (season.name, season.intensity, season.start.day) == ("Rest", "light", 27)
    assert "The first free day after" not in client.get("/season").text


def test_what_was_added_is_taken_out_as_easily(client, desk):
    """One button beside it, and the profile is as it was, letter for letter."""
    before = desk.store.profile().text
    client.post("/season/rotations", data={**WARD, "hours": "62"})
    page = client.get("/season").text
    row = page.partition("<bdi>Cardiology</bdi>")[2].partition("</li>")[0]
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', row))
    assert client.post("/season/rotations/remove", data=form).status_code == 303
    assert desk.store.profile().text.rstrip() == before.rstrip()
    again = client.post("/season/rotations/remove", data=form)
    assert again.status_code in {303, 409}
    assert desk.store.profile().text.rstrip() == before.rstrip()


def test_a_first_look_fills_itself_in(desk):
    """While calendars are read the page says so and asks again; then it is there."""
    may_end, has_read = Event(), Event()

    class Slow(FixedPlanning):
        def look_ahead(self, ask, first, last) -> CalendarReading:
            may_end.wait(20)
            return super().look_ahead(ask, first, last)

    client = walker(replace(desk, planning=Slow(None)))
    first = client.get("/season").text
    assert "are being read" in first
    assert 'hx-get="/season"' in first
    asked = {"HX-Request": "true"}
    assert client.get("/season", headers=asked).status_code == 204
    may_end.set()
    for _ in range(2000):
        answer = client.get("/season", headers=asked)
        if answer.status_code != 204:
            break
        has_read.wait(0.01)
    assert "Two heavy weeks, then one off." in words_of(answer.text)
    assert "hx-get" not in answer.text


def test_a_rotation_is_added_in_one_line(client, desk):
    """It shows at once, with the hours it usually takes."""
    before = desk.store.profile().text
    client.post("/season/rotations", data={**WARD, "hours": "62"})
    assert desk.store.profile().text.startswith(before)
    text = words_of(client.get("/season").text)
    assert "January 2027" in text
    assert "about 62 h, roster not out" in text


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", "", "Give it a name"),
        ("start", "soon", "Choose the first day"),
        ("end", "2026-01-01", "lies before the first"),
        ("end", "2031-01-01", "Two years at most"),
        ("intensity", "brutal", "Choose heavy, regular or light"),
        ("hours", "lots", "whole hours"),
        ("hours", "200", "whole hours"),
    ],
)
def test_a_mistake_stands_where_it_is(client, desk, field, typed, told):
    """Nothing is kept, and what was typed stays."""
    answer = client.post("/season/rotations", data={**WARD, field: typed})
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="Cardiology"' in answer.text or field == "name"
    assert desk.store.profile().revision == 1


def test_a_name_cannot_write_another_table(client, desk):
    """What is typed stays inside its quotes."""
    name = 'X" \n[person]\nname = "Y'
    client.post("/season/rotations", data={**WARD, "name": name})
    profile, _ = read_profile(desk.store.profile().text, "profile")
    assert profile.person.name == "Resident on nights"
    assert profile.seasons[-1].name == " ".join(name.split())


def test_a_profile_changed_elsewhere_is_not_written_over(client, desk):
    """A rotation is added beside it; sent by two tabs, it is added once and still typed."""
    desk.store.keep_profile(desk.store.profile().text + "\n# changed\n", TUESDAY_AT_TEN)
    sent = {**WARD, "revision": "1"}
    assert client.post("/season/rotations", data=sent).status_code == 303
    assert "# changed" in desk.store.profile().text
    late = client.post("/season/rotations", data=sent)
    assert late.status_code == 409
    assert "meanwhile" in late.text
    assert 'value="Cardiology"' in late.text
    assert desk.store.profile().text.count("Cardiology") == 1


def test_nobody_yet_is_led_to_the_first_run():
    """Before the first run there is nothing to look ahead from."""
    answer = walker(desk_over(InMemoryStore(), FixedPlanning(None))).get("/season")
    assert answer.headers["location"] == "/welcome"


def test_a_profile_that_cannot_be_read_says_so(client, desk):
    """The page stands, and leads to where it is mended."""
    desk.store.keep_profile("[person]\nage = 3\n", TUESDAY_AT_TEN)
    answer = client.get("/season")
    assert answer.status_code == 409
    assert "Mend it in Settings" in answer.text


def test_an_empty_season_teaches(desk):
    """Without calendars and rotations an example stands beside the form."""
    desk.store.keep_profile('[person]\ntime_zone = "Europe/Lisbon"\n', TUESDAY_AT_TEN)
    planning = FixedPlanning(None)
    planning.look_ahead = lambda *_: CalendarReading()
    text = words_of(walker(replace(desk, planning=planning)).get("/season").text)
    assert "Nothing is known of the coming weeks yet." in text
    assert "For example: Cardiology" in text
    assert "Add a calendar in Settings" in text


class CountedPlanning(FixedPlanning):
    """Counts how often calendars are read."""

    reads = 0

    def look_ahead(self, ask, first, last) -> CalendarReading:
        self.reads += 1
        return super().look_ahead(ask, first, last)


def test_calendars_are_read_once_until_they_change(desk):
    """A second look, and one after a rotation was added, read nothing; a changed file does."""
    planning = CountedPlanning(None)
    client = walker(replace(desk, planning=planning))
    client.get("/season")
    client.get("/season")
    client.post("/season/rotations", data=WARD)
    client.get("/season")
    assert planning.reads == 1
    duty = next(one for one in desk.store.calendars() if one.name == "duty.ics")
    later = TUESDAY_AT_TEN + timedelta(minutes=1)
    desk.store.keep_calendar(replace(duty, added_at=later))
    client.get("/season")
    assert planning.reads == 2


def test_a_page_does_not_wait_for_calendars_that_are_read_again(desk):
    """What was read an hour ago is shown with its time while it is read behind the page."""
    begun, may_end = Event(), Event()

    class SlowAgain(CountedPlanning):
        def look_ahead(self, ask, first, last) -> CalendarReading:
            if self.reads:
                begun.set()
                may_end.wait(20)
            return super().look_ahead(ask, first, last)

    clock = [TUESDAY_AT_TEN]
    client = walker(replace(desk, planning=SlowAgain(None), now=lambda: clock[0]))
    client.get("/season")
    clock[0] += timedelta(hours=1)
    text = words_of(client.get("/season").text)
    assert begun.wait(20)
    may_end.set()
    assert "Calendars as of 10:00." in text


def test_calendars_that_cannot_be_read_are_told(desk):
    """The page stands, with the sentence of what went wrong."""

    class Broken(FixedPlanning):
        def look_ahead(self, ask, first, last) -> CalendarReading:
            raise TrimtabError("duty.ics is not a calendar.")

    answer = walker(replace(desk, planning=Broken(None))).get("/season")
    assert answer.status_code == 200
    assert "duty.ics is not a calendar." in answer.text


def test_what_is_coming_tells_loved_ones_no_more_than_loads(client):
    """Neither rotations nor occasions stand in what is copied for others."""
    page = client.get("/season").text
    told = unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1])
    assert "heavy, I may answer late" in told
    assert "MICU" not in told
    assert "birthday" not in told
