"""The Boundaries pages: hours off in sentences, added, changed and taken off; texts to copy."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from trimtab.domain.people import Profile
from trimtab.domain.plans import Block
from trimtab.profiles.editing import set_keys
from trimtab.profiles.reading import read_profile
from trimtab.web.boundaries.phone_page import none_because

EN_DASH = "\N{EN DASH}"


def words_of(page: str) -> str:
    """What a page says."""
    text = unescape(re.sub(r"<[^>]+>", " ", page)).replace(EN_DASH, "-")
    return " ".join(text.split())


def texts_in(page: str) -> list[str]:
    """What stands in the text fields of a page."""
    found = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    return [unescape(one).replace(EN_DASH, "-") for one in found]


def profile_of(desk):
    """The profile kept."""
    found, problems = read_profile(desk.store.profile().text, "me.toml")
    assert problems == ()
    return found


def said(desk, **fields):
    """A form of the profile as it stands."""
    return {"revision": str(desk.store.profile().revision), **fields}


@pytest.fixture
def reached(desk):
    """The same desk, with words on how the person is reached."""
    reach = {"urgent": "page the team at 4411", "signs_as": "Sam Rivera, MD", "cover": "Dr. Lee"}
    text = set_keys(desk.store.profile().text, ("reach",), reach)
    text = set_keys(text, ("messages",), {"at": ["09:00", "16:00"], "latest": "18:00"})
    desk.store.keep_profile(text, desk.now())
    return desk


def test_what_is_off_stands_in_sentences(client):
    """The example's two boundaries, what they keep, and what every plan keeps."""
    page = client.get("/boundaries").text
    text = words_of(page)
    assert 'href="/week"' in page
    assert "No work after nine No work 21:00-06:00; 21:00-21:30 stays open." in text
    assert "In this plan they keep 2 waking hours free of work." in text
    assert (
        "Half an hour before each night is for winding down, a quarter before sleep by day" in text
    )
    assert "Boundaries" in words_of(client.get("/you").text)


def test_one_that_stands_ready_is_added_and_taken_off(client, desk):
    """As a table at the end; what stood before stays letter for letter."""
    before = desk.store.profile().text
    answer = client.post("/boundaries", data=said(desk, ready="half_day"))
    assert answer.status_code == 303
    text = desk.store.profile().text
    assert text.startswith(before)
    assert profile_of(desk).boundaries[-1].days == ("sun",)
    assert 'value="half_day"' not in client.get("/boundaries").text
    number = len(profile_of(desk).boundaries) - 1
    client.post(f"/boundaries/one/{number}", data=said(desk, do="remove"))
    assert desk.store.profile().text.strip() == before.strip()
    assert client.post("/boundaries", data=said(desk, ready="everything")).status_code == 404


def test_messages_that_stand_ready_get_their_hours(client, desk):
    """Two times a day, and none before the earliest or after the latest."""
    client.post("/boundaries", data=said(desk, ready="messages"))
    assert profile_of(desk).messages.latest == 18 * 60
    assert "Messages at 09:00 and 16:00, none before 08:00 or after 18:00." in words_of(
        client.get("/boundaries").text
    )


def test_a_mistake_stands_at_its_field_and_keeps_what_was_typed(client, desk):
    """An exception outside the hours that are off."""
    form = said(desk, name="Evenings", kind="work", off="21:00-06:00", **{"except": "12:00-13:00"})
    answer = client.post("/boundaries/one/new", data=form)
    assert answer.status_code == 422
    assert "not lie within the hours off" in words_of(answer.text)
    assert 'value="12:00-13:00"' in answer.text
    late = client.post("/boundaries/one/0", data={**form, "revision": "0"})
    assert late.status_code == 409
    assert 'value="Evenings"' in late.text


def test_a_signature_says_hours_messages_and_what_is_urgent(client, reached):
    """In three lengths, and status lines that fit."""
    texts = texts_in(client.get("/boundaries/texts").text)
    assert texts[0] == (
        "Sam Rivera, MD\nI answer messages at 09:00 and 16:00.\n"
        "If it is urgent: page the team at 4411."
    )
    assert "I work shifts; when I can be reached changes from week to week." in texts[1]
    assert "Tue 17 Nov 17:20-18:05\nThu 19 Nov" in texts[3]
    assert any(one.startswith("Off until Tue 17:20.") for one in texts)
    assert "Reading messages at 09:00 and 16:00. If urgent: page the team at 4411." in texts
    assert all(len(one) <= 100 for one in texts[4:])


def test_the_name_of_a_ready_week_signs_nothing(client, desk):
    """A gap stands in a signature, no line in what may leave by itself, and where to mend."""
    page = client.get("/boundaries/texts").text
    assert texts_in(page)[0].startswith("[your name]\n")
    assert "[your name] stands where you sign: write it under" in words_of(page)
    away = {"first": "2026-12-21", "last": "2026-12-27"}
    page = client.post("/boundaries/away", data=away).text
    assert "Nobody signs these yet" in words_of(page)
    assert not any(profile_of(desk).person.name in one for one in texts_in(page))
    client.post("/boundaries/texts", data=said(desk, signs_as="Dr. Sam"))
    page = client.post("/boundaries/away", data=away).text
    assert "Nobody signs" not in words_of(page)
    assert texts_in(page)[0].endswith("Dr. Sam")


def test_how_one_is_reached_is_kept_from_the_same_page(client, desk):
    """And a line that is too long stands at its field."""
    client.post("/boundaries/texts", data=said(desk, signs_as="Dr. Sam", urgent="page 4411"))
    assert profile_of(desk).reach.urgent == "page 4411"
    answer = client.post("/boundaries/texts", data=said(desk, urgent="x" * 201))
    assert answer.status_code == 422
    assert "At most 200" in words_of(answer.text)


def test_a_profile_with_mistakes_leads_to_where_it_is_mended(client, desk):
    """Rather than to a fault."""
    desk.store.keep_profile("[person]\nnam = 1\n", desk.now())
    assert "Mend it in Settings" in words_of(client.get("/boundaries").text)


def test_the_day_back_is_no_holiday_of_the_time_zone(client):
    """Off on Christmas Eve of an example without a country: back on Monday, and it says why."""
    page = client.post("/boundaries/away", data={"first": "2026-12-24"}).text
    assert 'value="Away until Mon 28 Dec 2026"' in page
    said = "public holidays are taken from your time zone (United States)"
    assert said in words_of(page)
    typed = {"first": "2026-12-24", "back": "2026-12-28"}
    assert said not in words_of(client.post("/boundaries/away", data=typed).text)


def test_days_away_are_read_from_calendars_and_drafted_twice(client, reached):
    """The example's vacation in one tap: cover, what is urgent, return, and a rule."""
    text = words_of(client.get("/boundaries/away").text)
    assert "Vacation, Mon 30 Nov to Sun 6 Dec" in text
    answer = client.post(
        "/boundaries/away", data={"days": "2026-11-30/2026-12-06", "cover": "Lee\nand Wu"}
    )
    outside, inside, rule = texts_in(answer.text)
    assert "I am away from Mon 30 Nov to Sun 6 Dec 2026" in outside
    assert "I am back on Mon 7 Dec 2026." in outside
    assert "Covering for me in the meantime: Lee and Wu." in outside
    assert "Covering for me, results and forms too: Lee and Wu." in inside
    assert 'currentdate :zone "-0500" :value "ge" "date" "2026-11-30"' in rule
    assert 'value="2026-12-07"' in answer.text


def test_days_that_cannot_be_told_stand_at_their_field_with_what_was_typed(client):
    """Backwards, past, of no calendar, and a day back that lies within."""
    for fields, key, said in (
        ({"first": "2026-12-27", "last": "2026-12-21"}, "last", "before it begins"),
        ({"first": "2026-10-01", "last": "2026-10-05"}, "last", "which is past"),
        ({"first": "21.12.", "last": ""}, "first", "is no day"),
        ({"first": "", "last": ""}, "first", "Name the first day away"),
        ({"first": "2026-12-21", "back": "2026-12-21"}, "back", "within the days away"),
    ):
        answer = client.post("/boundaries/away", data={"cover": "Dr. Lee", **fields})
        assert answer.status_code == 422
        assert said in words_of(answer.text)
        assert f'id="about-{key}" role="alert"' in answer.text
        assert 'value="Dr. Lee"' in answer.text


def test_days_beyond_the_plan_are_told_with_a_remark(client):
    """A vacation further away than a plan looks ahead."""
    answer = client.post("/boundaries/away", data={"first": "2027-03-01", "last": "2027-03-05"})
    assert "beyond the four weeks" in words_of(answer.text)


def test_what_is_quiet_is_chosen_and_followed(client, desk):
    """Parts by a tick, an address in one tap, and a file that says no more than Quiet."""
    text = words_of(client.get("/boundaries/phone").text)
    assert "Tue 17 Nov 08:05-17:20" in text
    client.post("/boundaries/phone", data=said(desk, part=["meals"]))
    assert profile_of(desk).quiet.parts == ("meals",)
    client.post("/boundaries/phone", data=said(desk, do="make"))
    page = client.get("/boundaries/phone").text
    address = re.search(r'value="http://testserver(/feeds/[^"]*/quiet.ics)"', page)[1]
    feed = client.get(address).text
    assert set(re.findall(r"SUMMARY:(.*)\r", feed)) == {"Quiet"}
    assert client.get("/boundaries/phone/quiet.ics").text.count("BEGIN:VEVENT") > 5
    every = ["sleep", "screens", "meals", "protected"]
    client.post("/boundaries/phone", data=said(desk, part=every))
    assert "parts" not in desk.store.profile().text


def test_the_way_that_is_saved_gets_a_place(client, desk):
    """Before work or after it, for a value of one's own; and a begin and an end beside it."""
    form = said(desk, do="commute", minutes="50", name="Read at the window", value="joy")
    assert client.post("/boundaries/home-office", data=form).status_code == 303
    saved = profile_of(desk).practices[-1]
    assert (saved.name, saved.value, saved.doses) == ("Read at the window", "joy", (50, 25, 5))
    assert [str(one) for one in saved.only] == ["05:00-06:00", "21:30-22:30"]
    client.post("/boundaries/home-office", data=said(desk, do="rituals"))
    names = [one.name for one in profile_of(desk).practices[-2:]]
    assert names == ["Begin the day", "Close the day"]
    wrong = client.post("/boundaries/home-office", data=said(desk, do="commute", minutes="1000"))
    assert wrong.status_code == 422
    assert "“1000” is not a number of minutes" in words_of(wrong.text)


def test_sites_are_edited_and_leave_as_files(client, desk):
    """Addresses become names; what is none stands at its field."""
    page = client.get("/boundaries/home-office").text
    assert "reddit.com, tiktok.com" in page
    form = said(desk, do="sites", sites="https://www.Example.org/feed, news.example.com")
    client.post("/boundaries/home-office", data=form)
    assert profile_of(desk).quiet.sites == ("example.org", "news.example.com")
    for kind, line in (
        ("plain", "example.org\n"),
        ("hosts", "0.0.0.0 www.example.org\n"),
        ("ublock", "||example.org^$all\n"),
        ("leechblock", "sites1=example.org news.example.com\n"),
    ):
        answer = client.get(f"/boundaries/sites/{kind}")
        assert line in answer.text
        assert answer.headers["content-disposition"].startswith("attachment")
    page = words_of(client.get("/boundaries/home-office").text)
    assert "Hours for work at home: Mon to Fri 06:00-21:30." in page
    assert "blocks in these hours alone, Mon to Fri 06:00-21:30" in page
    answer = client.get("/boundaries/sites/leechblock")
    assert "times1=0600-2130\ndays1=62\n" in answer.text
    assert client.get("/boundaries/sites/other").status_code == 404
    wrong = client.post("/boundaries/home-office", data=said(desk, do="sites", sites="my notes"))
    assert wrong.status_code == 422
    assert "which is no site" in words_of(wrong.text)


def test_the_household_sees_hours_and_breaks_alone(client, desk):
    """Working hours of each day, hours off and places; nothing of what is done."""
    text = set_keys(desk.store.profile().text, ("quiet",), {"places": ["Bedroom", "Sofa"]})
    desk.store.keep_profile(text, desk.now())
    page = words_of(client.get("/boundaries/household").text)
    tuesday = "Tue 17 Nov At work until 07:00 , 19:00-07:00 Wed Asleep 08:20-16:50 Wed 18 Nov"
    assert f"{tuesday} At work until 07:00" in page
    assert "Besides duty: no work 21:00-06:00" in page
    assert "No work here: Bedroom and Sofa." in page
    assert "MICU S" not in page


@pytest.mark.parametrize(
    ("start", "hours", "said"),
    [
        (-9, 24, ["until 15:00"]),
        (7, 168, ["07:00-24:00", *["all day"] * 6]),
        (19, 12, ["19:00-07:00 Tue", "until 07:00"]),
        (7, 24, ["07:00-07:00 Tue", "until 07:00"]),
        (7, 41, ["07:00-24:00", "all day"]),
        (7, 17, ["07:00-24:00"]),
    ],
)
def test_call_from_home_is_told_on_each_of_its_days(client, desk, start, hours, said):
    """By the clock where it begins or ends, else all day; no day of it is “No work”."""
    kept = desk.store.plan()
    midnight = kept.plan.horizon.instant_of(0)
    begin, end = (midnight + timedelta(hours=one) for one in (start, start + hours))
    call = Block(begin, end, "Call", "commitment", origin="home_call")
    plan = replace(kept.plan, blocks=(call,))
    desk.store.keep_plan(plan, desk.now(), profile_revision=kept.profile_revision)
    card = re.findall(r"<dd>(.*?)</dd>", client.get("/boundaries/household").text, re.DOTALL)
    told = [words_of(one) for one in card]
    assert told == [f"On call from home {one}" for one in said] + ["No work"] * (7 - len(said))


def test_a_phone_without_quiet_hours_says_why(client, desk):
    """A week on call, a week gone by, nothing ticked; with all ticked nobody is told to tick."""
    kept = desk.store.plan()

    def keep(plan):
        desk.store.keep_plan(plan, desk.now(), profile_revision=kept.profile_revision)
        return words_of(client.get("/boundaries/phone").text)

    midnight, end = (kept.plan.horizon.instant_of(n) for n in (0, kept.plan.horizon.minutes))
    call = Block(midnight, end + timedelta(hours=12), "Call", "commitment", origin="home_call")
    nightly = [one for one in kept.plan.blocks if not one.is_fixed]
    assert "You are on duty or on call at every hour ahead that would be quiet" in keep(
        replace(kept.plan, blocks=(call, *nightly))
    )
    bare = none_because(replace(kept.plan, blocks=()), Profile(), midnight)
    assert bare == "Nothing in the days ahead is quiet."
    desk.store.keep_profile(
        set_keys(desk.store.profile().text, ("quiet",), {"parts": ["meals"]}), desk.now()
    )
    assert "Nothing in the days ahead is quiet. Tick what is, below." in keep(
        replace(kept.plan, blocks=())
    )
    earlier = replace(kept.plan.horizon, first_day=kept.plan.horizon.first_day - timedelta(days=7))
    over = keep(replace(kept.plan, horizon=earlier, blocks=()))
    assert "The days that were planned are over" in over
