"""The household's pages: who is there, the week of two, and hours of care."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from threading import Event

import pytest
from sample_desk import FixedPlanning, desk_over
from starlette.testclient import TestClient
from unplanned import unplanned_desk

from trimtab import bootstrap
from trimtab.app.daily.ports import Job
from trimtab.app.household.rosters import read_others
from trimtab.app.household.two_lives import DayOfTwo, LifeSpan, WeekOfTwo
from trimtab.app.ports import Outreach
from trimtab.calendars.content_reading import read_content
from trimtab.calendars.contents import Content
from trimtab.domain.commitments import CalendarReading, DayNote, RosterReading
from trimtab.domain.kept import KeptCalendar
from trimtab.domain.people import OtherPerson
from trimtab.profiles.editing import add_table, set_keys
from trimtab.profiles.reading import read_profile
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.application import build_application
from trimtab.web.desk import Desk, House
from trimtab.web.household import views
from trimtab.web.household.reading import gap_line
from trimtab.web.season import reading as season_reading
from trimtab.wiring.looking import Looking

WITHOUT_OWN_CALENDARS = """
[person]
time_zone = "America/Los_Angeles"

[[people]]
name = "Robin"
kind = "partner"
calendar = "robin.ics"
"""
FOLDER = Path(__file__).parents[3] / "examples" / "attending-parent"
NOW = datetime(2026, 11, 2, 18, tzinfo=UTC)


class ReadingOthers(FixedPlanning):
    """Planning that reads the calendars kept, those of others too."""

    def begin(self, _ask, _on_plan) -> Job:
        return Job("job", "running")

    def look_ahead(self, ask, first, last) -> CalendarReading:
        profile, _ = read_profile(ask.profile_text, "me.toml")
        return reading_of(profile, first, last)


def reading_of(profile, first, last) -> CalendarReading:
    """What the example's own files hold; a file that is not there is no calendar at all."""
    read = bootstrap._calendar_reader(FOLDER, profile, Outreach(is_offline=True))
    own = [read(one, first, last, profile.person.time_zone) for one in profile.calendars]
    return CalendarReading(
        commitments=tuple(one for found in own for one in found.commitments),
        others=read_others(profile, read, first, last),
    )


def words_of(page: str) -> str:
    """What a page says."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split()).replace("\N{EN DASH}", "-")


def revision(client) -> str:
    """The revision that forms are made from."""
    return re.search(r'name="revision" value="(\d+)"', client.get("/household/care/new").text)[1]


def profile_of(desk):
    """The profile kept."""
    found, problems = read_profile(desk.store.profile().text, "me.toml")
    assert problems == ()
    return found


@pytest.fixture
def home_desk() -> Desk:
    """The attending parent's desk, on a Monday nine days before a school holiday."""
    store = InMemoryStore()
    store.keep_profile((FOLDER / "profile.toml").read_text(), NOW)
    for path in sorted(FOLDER.glob("*.ics")):
        store.keep_calendar(KeptCalendar(path.name, path.read_bytes(), NOW))
    return desk_over(store, ReadingOthers(None), lambda: NOW)


@contextmanager
def walking(desk):
    """A browser without script at a desk."""
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as walker:
        yield walker


@pytest.fixture
def home(home_desk):
    """A browser at the parent's desk."""
    with walking(home_desk) as walker:
        yield walker


def test_a_gap_is_told_first_with_what_would_close_it(home):
    """No school on Veterans Day, clinic and a day shift at once: nine days before it comes."""
    said = words_of(home.get("/home").text)
    assert "Nobody is there for The children on Wed 11 Nov, 08:10-15:00 (6 h 50 min)." in said
    assert "in 9 days" in said
    assert "Your Clinic, Wed 11 Nov 08:30-16:00, swapped: 6 h 50 min" in said
    assert "Robin's Day shift, Wed 11 Nov 06:45-19:15, swapped: 6 h 50 min" in said
    assert "Somebody else for 6 h 50 min" in said


def test_a_gap_is_closed_by_a_name(home, home_desk):
    """Somebody for that day: nothing is open any more, and the profile says who."""
    data = {"revision": revision(home), "start": "2026-11-11T08:10:00-08:00"}
    assert home.post("/household/closed", data=data | {"who": " "}).status_code == 422
    answer = home.post("/household/closed", data=data | {"who": "Grandmother"})
    assert answer.status_code == 303, words_of(answer.text)
    said = words_of(home.get("/home").text)
    assert "Somebody is there in every hour of care that the rosters tell of." in said
    added = profile_of(home_desk).care[0].covers[-1]
    assert (added.name, str(added.between)) == ("Grandmother", "08:10-15:00")
    assert home.post("/household/closed", data=data | {"who": "Ada"}).status_code == 409


def test_nothing_is_said_of_a_week_before_its_rosters_are_read(home_desk, monkeypatch):
    """On a first look they are being read; a roster that is not read yet is not one that is out."""
    monkeypatch.setattr(season_reading, "PATIENCE_SECONDS", 0.0)
    may_end = Event()

    class Slow(ReadingOthers):
        def look_ahead(self, ask, first, last) -> CalendarReading:
            may_end.wait(20)
            return super().look_ahead(ask, first, last)

    with walking(replace(home_desk, planning=Slow(None))) as walker:
        for text in (home_desk.store.profile().text, WITHOUT_OWN_CALENDARS):
            home_desk.store.keep_profile(text, NOW)
            page = words_of(walker.get("/home").text)
            assert "The rosters are being read" in page
            assert "is not out for this week" not in page
            assert "at the table" not in page
        may_end.set()


def test_season_and_today_tell_of_it(home, home_desk):
    """Months ahead on Season; on Today within two weeks, once the calendars are read."""
    assert "Nobody is there for The children on Wed 11 Nov" in words_of(home.get("/season").text)
    line = gap_line(home_desk, home.app.state.season_readings)
    assert line.path == "/home"
    assert "08:10" in line.sentence


def test_two_lives_stand_in_one_picture_and_as_a_list(home):
    """Each day with both columns, hatched and solid, and the hours both are home and awake."""
    page = home.get("/home?week=2026-11-11").text
    assert 'class="theirs"' in page
    assert 'class="mine"' in page
    assert 'class="nobody"' in page
    said = words_of(page)
    assert "Robin: Day shift 06:45-19:15" in said
    assert "Both home and awake: 19:40-22:00" in said
    assert "Week before" in said
    assert "Every evening has both at the table." in said


class ReadingWords(ReadingOthers):
    """Rosters of two others, one with days that are words alone."""

    def look_ahead(self, ask, first, last) -> CalendarReading:
        found = super().look_ahead(ask, first, last)
        (robin, read), *_ = found.others
        late = DayNote("Late", date(2026, 11, 4), date(2026, 11, 4), "robin.ics", is_open=True)
        read = replace(read, day_notes=(late,))
        return replace(found, others=((robin, read), ("Grandfather", RosterReading())))


def test_everybody_with_a_roster_is_drawn_and_days_without_hours_are_told(home_desk):
    """A picture beside each, the code with its days, and the field where its hours go."""
    text = home_desk.store.profile().text
    old = add_table(text, "people", {"name": "Grandfather", "calendar": "school.ics"})
    home_desk.store.keep_profile(old, NOW)
    with walking(replace(home_desk, planning=ReadingWords(None))) as home:
        page = home.get("/home").text
        assert page.count('<svg class="two"') == 2
        assert page.count('id="theirs-lines"') == 1
        said = words_of(page)
        assert "Robin's roster says “Late” without hours: Wed 4 Nov." in said
        assert "Robin: Late, hours not known" in said
        assert "pale is a day whose hours are not known" in said
        number = re.search(r'href="/people/one/(\d+)#codes"', page)[1]
        assert 'id="codes"' in home.get(f"/people/one/{number}").text


def test_hours_of_care_that_end_before_they_begin_stand_at_their_field(home, home_desk):
    """What was typed stays, nothing is kept, and the way to mend it is told."""
    data = {"revision": revision(home), "name": "Mia", "between": "17:00-08:30"}
    assert home.post("/household/care/new", data=data).status_code == 303
    data |= {"revision": revision(home), "name": "Ben", "between": "15:00-08:00"}
    answer = home.post("/household/care/new", data=data)
    assert answer.status_code == 422
    assert "which ends before it begins" in unescape(answer.text)
    assert 'value="15:00-08:00"' in answer.text
    assert [one.name for one in profile_of(home_desk).care[2:]] == ["Mia"]


def test_somebody_with_hours_of_their_own_is_typed_in_a_line(home, home_desk):
    """A name, days, hours, and days off."""
    line = "Ada, Mon-Wed, 07:00-18:00, not 2026-12-21 to 2027-01-03"
    data = {"revision": revision(home), "name": "Mia", "covers": line, "by": "me"}
    assert home.post("/household/care/new", data=data).status_code == 303
    (cover,) = profile_of(home_desk).care[-1].covers
    assert (cover.name, cover.days) == ("Ada", ("mon", "tue", "wed"))
    assert cover.off[0].last.isoformat() == "2027-01-03"
    assert "Ada, mon tue wed, 07:00-18:00, not 2026-12-21 to 2027-01-03" in unescape(
        home.get("/household/care/2").text
    )
    wrong = data | {"revision": revision(home), "covers": "Ada, Monday"}
    answer = home.post("/household/care/2", data=wrong)
    assert answer.status_code == 422
    assert "says no hours" in answer.text
    wrong["covers"] = "School mon,tue 08:00-15:00"
    assert "lacks a comma beside its hours" in home.post("/household/care/2", data=wrong).text


def test_a_roster_that_cannot_be_read_changes_nothing(home, home_desk):
    """It is told beside the person, with what to do."""
    before = home_desk.store.profile()
    files = {"file": ("robin.ics", b"\x00\x01 nothing of use")}
    answer = home.post("/household/roster/0", data={"revision": revision(home)}, files=files)
    assert answer.status_code == 422
    said = words_of(answer.text)
    assert "No shifts of the days ahead could be read in robin.ics. This is not a cal" in said
    assert "The roster that is here stays as it is." in said
    assert home_desk.store.profile() == before


def test_a_refused_roster_leads_to_the_line_that_says_why(home):
    """The form's answer opens at the person's card, where the mistake stands."""
    form = re.search(r'action="(/household/roster/0)#([^"]+)"', home.get("/home").text)
    path, place = form.groups()
    files = {"file": ("robin.ics", b"\x00\x01 nothing of use")}
    answer = home.post(path, data={"revision": revision(home)}, files=files)
    card = answer.text.split(f'id="{place}"')[1].split("</div>")[0]
    assert "No shifts of the days ahead could be read in robin.ics." in card


def ics(*events: str, name: str = "Shift") -> bytes:
    """A calendar of such events."""
    each = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}\r\nSUMMARY:{name}\r\n{one}\r\nEND:VEVENT\r\n"
        for number, one in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{each}END:VCALENDAR\r\n".encode()


REFUSED = {
    "old.ics": (
        ics("DTSTART:20200101T080000\r\nDTEND:20200101T160000"),
        "Everything in old.ics is over: its last day is Wed 1 Jan 2020.",
    ),
    "seconds.ics": (
        ics("DTSTART:20260301T080000\r\nDTEND:20260301T160000\r\nRRULE:FREQ=SECONDLY"),
        '"Shift" repeats every second or minute; only its first date is used.',
    ),
    "codes.ics": (
        ics("DTSTART;VALUE=DATE:20200103", "DTSTART;VALUE=DATE:20200105", name="N"),
        "Everything in codes.ics is over: its last day is Sun 5 Jan 2020.",
    ),
    "far.ics": (
        ics("DTSTART:20280101T080000\r\nDTEND:20280101T160000"),
        "far.ics begins on Sat 1 Jan 2028.",
    ),
    "ward.csv": (
        b"Name,2026-11-02,2026-11-03,2026-11-04\nAda,07:00-19:00,,OFF\nBen,,07:00-19:00,\n",
        'Nobody here is called "Robin"; there are Ada, Ben.',
    ),
    "words.txt": (b"Hi, I am off next week\n", "Line 1: "),
    "empty.ics": (ics(), "This calendar holds no events."),
    "blank.csv": (b"Name,Monday\n", "No shifts of the days ahead could be read in blank.csv."),
}


@pytest.mark.parametrize("file", REFUSED)
def test_a_roster_without_days_to_come_never_takes_the_place_of_a_good_one(home_desk, file):
    """It is told why, and the one that is here stays, with the gap it tells of."""
    content, why = REFUSED[file]
    before = (home_desk.store.profile(), home_desk.store.calendars())
    with walking(replace(home_desk, look=Looking())) as home:
        sent = {"revision": revision(home)}
        answer = home.post("/household/roster/0", data=sent, files={"file": (file, content)})
        assert answer.status_code == 422
        assert why in words_of(answer.text)
        assert "The roster that is here stays as it is." in words_of(answer.text)
        assert "Nobody is there for The children on Wed 11 Nov" in words_of(home.get("/home").text)
    assert (home_desk.store.profile(), home_desk.store.calendars()) == before


class ReadingKept(ReadingOthers):
    """Planning that reads others' calendars from what is kept."""

    def look_ahead(self, ask, first, last) -> CalendarReading:
        profile, _ = read_profile(ask.profile_text, "me.toml")

        def read(source, first, last, zone):
            content = ask.calendars[source.source]
            return read_content(
                Content(content, source.source, source.source), source, first, last, zone
            )

        found = reading_of(profile, first, last)
        return replace(found, others=read_others(profile, read, first, last))


def test_a_roster_of_codes_is_taken_and_asks_for_their_hours(home_desk):
    """Nothing is wrong with the file: its hours are asked for, and count as soon as given."""
    rows = b"Name,2026-11-02,2026-11-03,2026-11-04\nRobin,D,N,OFF\nBen,N,D,OFF\n"
    desk = replace(home_desk, look=Looking(), planning=ReadingKept(None))
    with walking(desk) as home:
        files, sent = {"file": ("ward.csv", rows)}, {"revision": revision(home)}
        assert home.post("/household/roster/0", data=sent, files=files).status_code == 303
        said = words_of(home.get("/home").text)
        assert "Robin's roster says “D” without hours: Mon 2 Nov." in said
        assert "Robin's roster says “N” without hours: Tue 3 Nov." in said
        text = desk.store.profile().text
        codes = set_keys(text, ("people", 0), {"codes": {"D": "07:00-19:00", "N": "19:00-07:00"}})
        desk.store.keep_profile(codes, NOW)
        said = words_of(home.get("/home").text)
        assert "without hours" not in said
        assert "Robin: N 19:00-24:00" in said


def test_a_roster_that_begins_later_tells_nothing_of_the_days_before(home_desk):
    """Its first shift is on Tuesday 17 November: no gap or dinner is told before that week."""
    rows = b"Name,2026-11-17,2026-11-18,2026-11-19\nRobin,07:00-19:00,07:00-19:00,07:00-19:00\n"
    begun = "Robin's roster begins on Mon 16 Nov; days before it are not known."
    alone = set_keys(home_desk.store.profile().text, ("people", 0), {"calendar": None})
    home_desk.store.keep_profile(alone, NOW)
    desk = replace(home_desk, look=Looking(), planning=ReadingKept(None))
    with walking(desk) as home:
        files, sent = {"file": ("ward.csv", rows)}, {"revision": revision(home)}
        answer = home.post("/household/roster/0", data=sent, files=files)
        assert answer.status_code == 303, words_of(answer.text)
        said = words_of(home.get("/home").text)
        assert said.count(begun) == 1 + 1 + 7
        assert "Both home and awake" not in said.partition("The week as a list")[2]
        assert "Nobody is there" not in said
        assert "at the table" not in said
        assert words_of(home.get("/home?week=2026-11-16").text).count(begun) == 1


@pytest.mark.parametrize(
    ("known", "dinner", "told"),
    [
        ((), (), ""),
        (range(7), (), "No evening has both at the table."),
        (range(3), (), "No evening that is known has both at the table."),
        (range(3), (0,), "Both can be at the table: Mon 16 Nov."),
        (range(7), range(7), "Every evening has both at the table."),
    ],
)
def test_nothing_is_said_of_evenings_that_are_not_known(known, dinner, told):
    """An evening counts where both rosters tell of it."""
    monday = datetime(2026, 11, 16, 18, tzinfo=UTC)
    days = []
    for number in range(7):
        begin = monday + timedelta(days=number)
        both = (LifeSpan(begin, begin + timedelta(hours=2)),) if number in dinner else ()
        days.append(DayOfTwo(begin.date(), (), (), both, number in known, number in known))
    week = WeekOfTwo(OtherPerson("Robin", "UTC"), tuple(days), (), ())
    assert views._dinners(week) == told


def test_what_was_guessed_of_a_roster_is_told(home_desk):
    """A zone nobody knows, and a shift that ends before it begins, as Settings tells them."""
    content = ics(
        "DTSTART;TZID=Mars/Olympus:20261103T080000\r\nDTEND;TZID=Mars/Olympus:20261103T160000",
        "DTSTART:20261104T194500Z\r\nDTEND:20261104T071500Z",
    )
    desk = replace(home_desk, look=Looking(), planning=ReadingKept(None))
    with walking(desk) as home:
        assert "not clear" not in words_of(home.get("/home").text)
        files, sent = {"file": ("newer.ics", content)}, {"revision": revision(home)}
        assert home.post("/household/roster/0", data=sent, files=files).status_code == 303
        said = words_of(home.get("/home").text)
    assert "2 things in Robin's roster were not clear" in said
    assert 'The time zone "Mars/Olympus" is not known' in said
    assert '"Shift" ends before it starts; it is read as ending the day after.' in said


def test_a_roster_that_is_not_read_is_not_said_to_be(home_desk):
    """The card under the reason says so too."""
    broken = KeptCalendar("robin.ics", b"nothing", NOW)
    home_desk.store.keep_calendar(broken)
    with walking(replace(home_desk, planning=ReadingKept(None))) as home:
        said = words_of(home.get("/home").text)
    assert "Robin's roster could not be read, so Robin is not counted anywhere." in said
    assert "Above is why theirs is not read." in said
    assert "Their roster is read beside yours." not in said


def test_a_newer_roster_takes_the_place_of_the_old_one(home, home_desk):
    """Under its own name; the old file is gone."""
    content = (FOLDER / "robin.ics").read_bytes()
    files = {"file": ("december.ics", content)}
    answer = home.post("/household/roster/0", data={"revision": revision(home)}, files=files)
    assert answer.status_code == 303
    assert profile_of(home_desk).people[0].calendar == "december.ics"
    names = {one.name for one in home_desk.store.calendars()}
    assert "december.ics" in names
    assert "robin.ics" not in names


def test_the_next_month_of_a_roster_leaves_the_days_before_it(home_desk):
    """Up to the day before it begins the old file tells; a correction takes its whole place."""
    head = "Date,Start,End\n"
    night = head + "".join(f"2026-11-{day},19:00,07:00\n" for day in ("02", "05", "20"))
    later = head + "".join(f"2026-{day},08:00,16:00\n" for day in ("11-18", "11-23", "12-02"))
    desk = replace(home_desk, look=Looking(), planning=ReadingKept(None))

    def listed(page):
        return words_of(page).partition("The week as a list")[2].partition("Whose roster")[0]

    with walking(desk) as home:

        def give(name, content):
            sent, files = {"revision": revision(home)}, {"file": (name, content.encode())}
            assert home.post("/household/roster/0", data=sent, files=files).status_code == 303
            return profile_of(desk).people[0]

        assert give("november.csv", night).earlier == ()
        robin = give("december.csv", later)
        assert robin.calendar == "december.csv"
        assert robin.earlier == (("november.csv", date(2026, 11, 17)),)
        page = home.get("/home").text
        assert "up to Tue 17 Nov from november.csv" in words_of(page)
        assert listed(page).count("19:00-24:00") == 2
        assert "not known" not in listed(page)
        after = listed(home.get("/home?week=2026-11-16").text)
        assert "08:00-16:00" in after
        assert "19:00-24:00" not in after
        assert give("right.csv", night).earlier == ()
        names = {one.name for one in desk.store.calendars()}
        assert "right.csv" in names
        assert not names & {"november.csv", "december.csv"}


def test_dinner_is_kept_when_both_are_home(home, home_desk):
    """As protected time with them, once."""
    text = home_desk.store.profile().text.replace('with = "Robin"\n', "")
    home_desk.store.keep_profile(text, NOW)
    assert "Keep dinner with Robin" in home.get("/home").text
    for _ in range(2):
        data = {"revision": revision(home), "person": "0"}
        assert home.post("/household/dinner", data=data).status_code == 303
    kept = [one for one in profile_of(home_desk).protects if one.with_person == "Robin"]
    assert [one.name for one in kept] == ["Dinner with Robin"]


def test_an_empty_home_teaches_by_an_example():
    """The resident on nights lives alone."""
    with walking(unplanned_desk()) as walker:
        said = words_of(walker.get("/home").text)
    assert "For example: Mia , every day from 06:30 to 20:00" in said


def test_a_roster_may_be_a_spreadsheet(home_desk):
    """It is read by the name it comes with, not by that of the roster before it."""
    rows = b"date,start,end,title\n2026-11-08,07:00,19:00,Day\n2026-11-09,19:00,07:00,Night\n"
    desk = replace(home_desk, look=Looking())
    with walking(desk) as browser:
        files = {"file": ("robin.csv", rows, "text/csv")}
        sent = {"revision": revision(browser)}
        assert browser.post("/household/roster/0", data=sent, files=files).status_code == 303
    assert "robin.csv" in {one.name for one in desk.store.calendars()}
