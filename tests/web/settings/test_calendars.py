"""Calendars tell when they were read and how they stand; a wrong legend loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sample_desk import TUESDAY_AT_TEN
from starlette.testclient import TestClient

from trimtab.app.ports import CalendarState
from trimtab.calendars.feeds.memory import FeedMemory, FeedState, Remembered
from trimtab.calendars.standing import UP_TO_DATE
from trimtab.domain.kept import KeptCalendar
from trimtab.profiles.reading import read_profile
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.application import build_application
from trimtab.web.calendar_watch import CalendarWatch
from trimtab.web.calendar_words import standing_text
from trimtab.web.desk import House
from trimtab.wiring.looking import calendar_states, forget_all_calendars, forget_calendar

CALENDARS = "/settings/calendars"
FEED = "https://duty.example.org/secret-4711.ics"
NO_ANSWER = "The server did not answer. Check your network; it is asked again later."
ROSTER = b"Date,Shift\r\n2026-11-16,XQ\r\n2026-11-17,ZP\r\n"


def state(hours_ago: float | None, fault: str = "") -> CalendarState:
    """How a feed stands that was read so long ago."""
    read_at = None if hours_ago is None else TUESDAY_AT_TEN - timedelta(hours=hours_ago)
    said = fault or UP_TO_DATE
    return CalendarState("Duty", "duty", "feed", read_at, None, 3, said, fault=fault)


class Servers:
    """Calendars elsewhere as somebody remembers them, and who was asked."""

    def __init__(self, stands: CalendarState) -> None:
        self.stands = stands
        self.asked: list[bool] = []

    def __call__(self, profile, wants_fresh):
        self.asked.append(wants_fresh)
        return {one.source: self.stands for one in profile.calendars if one.source == FEED}


@pytest.fixture
def servers() -> Servers:
    """A server that answered this morning."""
    return Servers(state(3.8))


@pytest.fixture
def watched(desk, servers):
    """The desk with a subscribed calendar, looked after."""
    kept = desk.store.profile()
    text = f'{kept.text}\n[[calendar]]\nsource = "{FEED}"\nname = "Duty"\nkind = "duty"\n'
    desk.store.keep_profile(text, TUESDAY_AT_TEN)
    return replace(desk, watch=CalendarWatch(desk.store, servers))


@pytest.fixture
def walker(watched) -> Iterator[TestClient]:
    """A browser at that desk."""
    app = build_application(watched, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as browser:
        yield browser


@pytest.mark.parametrize(
    ("stands", "said"),
    [
        (state(3.8), "Read fine at 06:12."),
        (state(20), "Read fine yesterday at 14:00."),
        (
            state(30, NO_ANSWER),
            f"Last read yesterday at 04:00, and what it said then counts. Since then: {NO_ANSWER}",
        ),
        (state(None, NO_ANSWER), f"Could not be read yet. {NO_ANSWER}"),
        (state(None), "Not read yet. It is, each time the week is planned."),
        (replace(state(3.8), state="It has come empty."), "Read fine at 06:12. It has come empty."),
    ],
)
def test_how_a_calendar_stands_is_a_sentence(stands, said):
    """When it was read on the person's own clock, what is wrong, and what helps."""
    assert standing_text(stands, TUESDAY_AT_TEN) == said


def test_settings_tell_how_each_calendar_stands(walker, servers):
    """A file since when it is here, a feed when it was read, and nobody is asked for that."""
    shown = unescape(walker.get(CALENDARS).text)
    assert "Read fine at 06:12." in shown
    assert "A file, added at 10:00." in shown
    assert "secret-4711" not in shown
    assert servers.asked == [False]


def test_two_calendars_of_one_server_have_two_names(walker, watched):
    """As Today calls them; what takes one off says which."""
    kept = watched.store.profile()
    more = "".join(f'\n[[calendar]]\nsource = "https://a.example/{one}"\n' for one in "12")
    watched.store.keep_profile(kept.text + more, TUESDAY_AT_TEN)
    shown = walker.get(CALENDARS).text
    for name in ("feed at a.example", "feed at a.example (2)"):
        assert shown.count(f'Take off<span class="unseen"> {name}</span>') == 1


def test_read_again_asks_everybody_and_plans(walker, watched, servers):
    """One button; the week follows with what was said."""
    before = watched.store.plan().revision
    answer = walker.post(f"{CALENDARS}/again")
    assert answer.headers["location"].startswith(CALENDARS)
    told = unescape(walker.get(answer.headers["location"]).text)
    assert "Read again: Duty with 3 events." in told
    servers.stands = state(2, NO_ANSWER)
    told = unescape(walker.get(answer.headers["location"]).text)
    assert "Could not be read: Duty. Below is why." in told
    assert True in servers.asked
    assert watched.store.plan().revision > before


def test_a_calendar_silent_for_a_day_is_told_on_today_and_week(walker, watched, servers):
    """In one line with the way to Settings, until it is read again; an hour is not told."""
    for hours, is_told in ((1, False), (25, True)):
        servers.stands = state(hours, NO_ANSWER)
        watched.watch.look(TUESDAY_AT_TEN)
        for path in ("/", "/week"):
            text = walker.get(path).text
            assert ("Duty could not be read for over a day" in text) == is_told
            assert ('<a href="/settings/calendars">See your calendars</a>' in text) == is_told
    servers.stands = state(0)
    walker.post(f"{CALENDARS}/again")
    assert "could not be read" not in walker.get("/").text


def test_a_calendar_that_was_never_read_is_told_at_once(walker, watched, servers):
    """The week is without it, which nobody would see."""
    servers.stands = state(None, NO_ANSWER)
    watched.watch.look(TUESDAY_AT_TEN)
    assert "Duty could not be read yet, so the week is without it." in walker.get("/").text


def test_what_is_shown_is_not_called_unread(walker, watched, servers):
    """Its card says what it holds, or why it cannot be asked; the list alone says "not yet"."""
    number = watched.store.profile().text.count("[[calendar]]") - 1
    for stands, told in ((state(None), "Not read yet."), (state(None, NO_ANSWER), "Could not be")):
        servers.stands = stands
        assert told in walker.get(CALENDARS).text
        assert told not in walker.get(f"{CALENDARS}?read={number}").text


def test_a_look_at_a_calendar_is_told_with_how_it_stands_after(watched, servers):
    """What went wrong before a server was allowed is not told of one that has just answered."""

    def look(*asked, **hosts):
        servers.stands = state(0)
        return watched.look(*asked, **hosts)

    servers.stands = state(None, NO_ANSWER)
    number = watched.store.profile().text.count("[[calendar]]") - 1
    desk = replace(watched, look=look)
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    with TestClient(app) as browser:
        shown = unescape(browser.get(f"{CALENDARS}?read={number}").text)
    assert "Read fine at 10:00." in shown
    assert NO_ANSWER not in shown


def test_a_card_with_nothing_to_fill_in_has_nothing_to_save(walker, watched):
    """One that cannot be read can be taken off or allowed, and that is all."""
    number = watched.store.profile().text.count("[[calendar]]") - 1
    shown = walker.get(f"{CALENDARS}?read={number}").text
    assert f'value="remove-{number}"' in shown
    assert f'value="explain-{number}"' not in shown
    assert 'value="explain-0"' in shown


def test_without_a_profile_nobody_is_asked(servers):
    """Before the first run there are no calendars to look after."""
    watch = CalendarWatch(InMemoryStore(), servers)
    watch.look(TUESDAY_AT_TEN)
    assert (watch.silence, servers.asked) == ("", [])


@pytest.fixture
def with_roster(client, desk):
    """A client at a desk with a roster whose codes nobody explained; gives its number."""
    desk.store.keep_calendar(KeptCalendar("roster.csv", ROSTER, TUESDAY_AT_TEN))
    text = desk.store.profile().text + '\n[[calendar]]\nsource = "roster.csv"\nkind = "duty"\n'
    desk.store.keep_profile(text, TUESDAY_AT_TEN)
    return text.count("[[calendar]]") - 1


def test_a_wrong_legend_is_shown_with_what_was_typed(client, desk, with_roster):
    """Its mistake beside it, the right one and the other calendar's answers kept, nothing saved."""
    number, before = with_roster, desk.store.profile()
    form = {
        "revision": str(before.revision), "do": f"explain-{number}",
        f"code-{number}-0": "XQ", f"means-{number}-0": "nightish",
        f"code-{number}-1": "ZP", f"means-{number}-1": "07:00-19:00",
        f"kind-{number}": "clinic", f"row-{number}": "Me", "kind-0": "lecture",
    }  # fmt: skip
    answer = client.post(CALENDARS, data=form)
    text = unescape(answer.text)
    assert answer.status_code == 422
    assert "One moment: a code is to be mended below." in text
    assert 'value="nightish"' in text
    assert "“nightish” gives no hours." in text
    assert 'value="07:00-19:00"' in text
    assert 'value="Me"' in text
    assert '<option value="clinic" selected>' in text
    assert '<option value="lecture" selected>' in text
    assert desk.store.profile() == before
    gone = client.post(CALENDARS, data={**form, f"code-{number}-0": "No longer there"})
    assert 'value="nightish"' in gone.text
    mended = {**form, f"means-{number}-0": "19:00-07:00"}
    assert client.post(CALENDARS, data=mended).status_code == 303
    assert 'XQ = "19:00-07:00"' in desk.store.profile().text


def test_what_a_form_does_not_ask_stays(client, desk, with_roster):
    """A row that the card has no field for is not emptied by saving codes."""
    number = with_roster
    desk.store.keep_profile(desk.store.profile().text + 'row = "Me"\n', TUESDAY_AT_TEN)
    form = {
        "revision": str(desk.store.profile().revision), "do": f"explain-{number}",
        f"code-{number}-0": "XQ", f"means-{number}-0": "off",
    }  # fmt: skip
    assert client.post(CALENDARS, data=form).status_code == 303
    text = desk.store.profile().text
    assert 'row = "Me"' in text
    assert 'kind = "duty"' in text.split("roster.csv")[1]


def remembered(folder: Path, fetched_at: datetime) -> None:
    """What that feed said, as a data folder remembers it."""
    known = FeedState(host="duty.example.org", asked_at=fetched_at, fetched_at=fetched_at, events=3)
    memory = FeedMemory(folder / "feeds")
    memory.keep(FEED, Remembered(known, b"BEGIN:VCALENDAR"), has_new_content=True)


def test_two_data_folders_never_mix(tmp_path):
    """What one person's calendars said is neither shown nor forgotten in another's folder."""
    text = f'[person]\ntime_zone = "Europe/Berlin"\n[[calendar]]\nsource = "{FEED}"\n'
    profile, _ = read_profile(text, "profile")
    one, other = tmp_path / "one", tmp_path / "other"
    remembered(one, datetime(2026, 11, 17, 6, tzinfo=ZoneInfo("UTC")))
    assert calendar_states(one, profile, False)[FEED].events == 3
    assert calendar_states(other, profile, False)[FEED].fetched_at is None
    forget_all_calendars(other)
    assert calendar_states(one, profile, False)[FEED].events == 3
    forget_all_calendars(one)
    assert calendar_states(one, profile, False)[FEED].fetched_at is None


@pytest.mark.parametrize("way", ["card", "form"])
def test_taking_a_calendar_off_forgets_what_it_said(desk, watched, servers, way):
    """From its card and from its form; while the profile names it a second time, it stays."""
    forgotten = []
    watch = CalendarWatch(desk.store, servers, lambda source, _: forgotten.append(source))
    named_twice = f'{desk.store.profile().text}\n[[calendar]]\nsource = "{FEED}"\n'
    desk.store.keep_profile(named_twice, TUESDAY_AT_TEN)
    app = build_application(
        replace(watched, watch=watch), House(hosts=frozenset({"testserver"}), needs_key=False)
    )
    last = named_twice.count("[[calendar]]") - 1
    with TestClient(app, headers={"Sec-Fetch-Site": "same-origin"}) as browser:
        for number, expected in ((last, []), (last - 1, [FEED])):
            form = {"revision": str(desk.store.profile().revision)}
            if way == "card":
                browser.post(CALENDARS, data={**form, "do": f"remove-{number}"})
            else:
                browser.post(f"/settings/t/calendar/{number}", data={**form, "do": "remove"})
            assert forgotten == expected
    assert FEED not in desk.store.profile().text


def test_nothing_of_a_forgotten_calendar_is_left_on_disk(tmp_path):
    """Neither what its server sent nor what was read of it; that of others is read again."""
    profile, _ = read_profile('[person]\ntime_zone = "Europe/Berlin"\n', "profile")
    for forget in (
        lambda: forget_calendar(tmp_path, FEED, profile),
        lambda: forget_all_calendars(tmp_path),
    ):
        remembered(tmp_path, datetime(2026, 11, 17, 6, tzinfo=ZoneInfo("UTC")))
        reading = tmp_path / "cache" / "readings" / f"{7:032x}"
        reading.parent.mkdir(parents=True, exist_ok=True)
        reading.write_text("{}")
        forget()
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_calendar_of_an_account_is_forgotten_and_its_password_stays(tmp_path):
    """One taken off leaves the others; with everything deleted, the way in is left alone."""
    profile, _ = read_profile('[person]\ntime_zone = "Europe/Berlin"\n', "profile")
    kept = tmp_path / "accounts"
    kept.mkdir()
    one, other = (sha256(f"caldav:home/{name}".encode()).hexdigest()[:32] for name in "ab")
    for name in (f"{one}.json", f"{other}.json", "home.password"):
        (kept / name).write_text("{}")
    forget_calendar(tmp_path, "caldav:home/a", profile)
    assert {path.name for path in kept.iterdir()} == {f"{other}.json", "home.password"}
    forget_all_calendars(tmp_path)
    assert {path.name for path in kept.iterdir()} == {"home.password"}
