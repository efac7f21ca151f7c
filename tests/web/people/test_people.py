"""The People pages: somebody added, a ritual kept, a day that falls on duty kept another time."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sample_desk import TUESDAY_AT_TEN

from trimtab.profiles.editing import add_table, set_keys
from trimtab.profiles.reading import read_profile

BORN_ON_DUTY = "11-25"
"""A Wednesday with a night of duty in the example's roster."""


def words_of(page: str) -> str:
    """What a page says."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def revision(client) -> str:
    """The revision that forms are made from."""
    return re.search(r'name="revision" value="(\d+)"', client.get("/people/days").text)[1]


def profile_of(desk):
    """The profile kept."""
    found, problems = read_profile(desk.store.profile().text, "me.toml")
    assert problems == ()
    return found


@pytest.fixture
def with_partner(desk):
    """The same desk with a partner at home whose birthday falls on duty."""
    text = desk.store.profile().text.replace('birthday = "11-25"', 'birthday = "03-02"')
    text = add_table(
        text,
        "people",
        {
            "name": "Robin",
            "kind": "partner",
            "birthday": BORN_ON_DUTY,
            "reach": "robin@example.org",
        },
    )
    text = set_keys(text, ("person",), {"country": "US", "home_country": "NG"})
    desk.store.keep_profile(text, TUESDAY_AT_TEN)
    return desk


def test_everybody_shows_with_the_time_it_is_there(client):
    """The example's mother in Nairobi, at 18:00, with hours as a picture and as a list."""
    page = client.get("/people").text
    text = words_of(page)
    assert "Right now it is 18:00 in Nairobi, Tue 17 Nov: awake." in text
    assert "Hours as a list" in text
    assert '<rect class="both"' in page


def test_somebody_is_added_with_a_name_alone(client, desk):
    """They live by the person's own clock until told otherwise."""
    answer = client.post("/people/one/new", data={"revision": revision(client), "name": "Ada"})
    assert answer.status_code == 303
    assert profile_of(desk).people[-1].time_zone == "America/New_York"
    assert "Ada" in words_of(client.get("/people").text)
    assert "By the same clock as yours." in words_of(client.get("/people").text)


def test_a_mistake_stands_at_its_field_and_keeps_what_was_typed(client, desk):
    """A birthday that is no day."""
    data = {"revision": revision(client), "name": "Ada", "birthday": "31-31"}
    answer = client.post("/people/one/new", data=data)
    assert answer.status_code == 422
    assert "no day of the year" in unescape(answer.text)
    assert 'value="31-31"' in answer.text
    assert all(one.name != "Ada" for one in profile_of(desk).people)


@pytest.mark.parametrize("path", ["/people/one", "/settings/t/people"])
def test_somebody_is_renamed_with_all_that_is_kept_with_them(client, with_partner, path):
    """A ritual, what it is called, and hours of care go along, said in one line."""
    number = len(profile_of(with_partner).people) - 1
    data = {"revision": revision(client), "person": number, "ritual": "date"}
    assert client.post("/people/ritual", data=data).status_code == 303
    text = with_partner.store.profile().text
    text = add_table(text, "care", {"name": "Mia", "between": "08:00-17:00", "by": ["me", "Robin"]})
    with_partner.store.keep_profile(text, with_partner.now())
    form = client.get(f"{path}/{number}").text
    sent = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]*? value="([^"]*)"', form))
    sent |= {"name": "Maria", "kind": "partner", "off": ""}
    answer = client.post(f"{path}/{number}", data=sent)
    assert answer.status_code == 303, words_of(answer.text)
    profile = profile_of(with_partner)
    assert profile.people[number].name == "Maria"
    assert (profile.practices[-1].name, profile.practices[-1].with_person) == (
        "Date with Maria",
        "Maria",
    )
    assert profile.care[-1].by == ("me", "Maria")
    assert "What was kept with them is kept with Maria now: Date with Maria and Mia." in words_of(
        client.get(answer.headers["location"]).text
    )


def test_a_name_that_somebody_else_has_is_told_at_the_name(client, with_partner):
    """Nothing is kept then, of whom it is with neither."""
    before = with_partner.store.profile()
    first, number = (
        profile_of(with_partner).people[0].name,
        len(profile_of(with_partner).people) - 1,
    )
    data = {"revision": revision(client), "name": first}
    answer = client.post(f"/people/one/{number}", data=data)
    assert answer.status_code == 422
    assert "Another one has that name already." in words_of(answer.text)
    assert with_partner.store.profile() == before


def test_a_ritual_is_kept_with_whom_the_page_named(client, with_partner):
    """Numbers of people may have moved in another tab: nothing is kept with somebody else."""
    number = len(profile_of(with_partner).people) - 1
    data = {"revision": revision(client), "person": number, "ritual": "date"}
    text = with_partner.store.profile().text.replace('"Robin"', '"Kim"')
    with_partner.store.keep_profile(text, with_partner.now())
    assert client.post("/people/ritual", data=data).status_code == 409
    assert with_partner.store.profile().text == text


def test_a_ritual_is_kept_in_one_tap(client, with_partner):
    """A date every two weeks, from today on, phones away; twice is once."""
    number = len(profile_of(with_partner).people) - 1
    for _ in range(2):
        data = {"revision": revision(client), "person": number, "ritual": "date"}
        assert client.post("/people/ritual", data=data).status_code == 303
    kept = [one for one in profile_of(with_partner).practices if one.name == "Date with Robin"]
    assert len(kept) == 1
    assert kept[0].rhythm.weeks == 2
    assert kept[0].note == "phones away"
    assert kept[0].value == "family"
    assert "Date with Robin every two weeks" in words_of(client.get("/people").text)


def test_a_birthday_on_duty_is_kept_another_time(client, with_partner):
    """The page says so early and offers a dinner; one tap keeps it on that date."""
    page = client.get("/people").text
    assert "Robin\N{RIGHT SINGLE QUOTATION MARK}s birthday" in unescape(page)
    assert "You are on duty then" in page
    name = "Robin\N{RIGHT SINGLE QUOTATION MARK}s birthday"
    data = {"revision": revision(client), "do": "keep", "day": "2026-11-25", "name": name}
    ways = re.findall(r'name="way" value="(\w+)"', page)
    assert ways
    answer = client.post("/people/days", data={**data, "way": ways[0]})
    assert answer.status_code == 303
    kept = profile_of(with_partner).practices[-1]
    assert kept.with_person == "Robin"
    assert len(kept.on) == 1
    shown = client.get("/people/days").text
    assert "Kept: " in words_of(shown)
    again = {**data, "revision": revision(client), "do": "take_back"}
    assert client.post("/people/days", data={**again, "practice": "Run"}).status_code == 404
    assert client.post("/people/days", data={**again, "practice": kept.name}).status_code == 303
    assert kept not in profile_of(with_partner).practices
    assert "Kept: " not in words_of(client.get("/people/days").text)


def test_a_birthday_far_away_is_called_on_at_the_hours_offered(client, desk):
    """A 25 Nov in Auckland begins on Tuesday in New York; what is kept names both clocks."""
    text = desk.store.profile().text.replace('birthday = "11-25"', 'birthday = "03-02"')
    amma = {"name": "Amma", "time_zone": "Pacific/Auckland", "birthday": BORN_ON_DUTY}
    desk.store.keep_profile(add_table(text, "people", amma), TUESDAY_AT_TEN)
    page = unescape(client.get("/people/days").text)
    (said,) = re.findall(r'name="way" value="call Amma">Call Amma on ([^<]+)<', page)
    assert re.fullmatch(r"Tue 24 Nov, [^(]+ \(Wed 25 Nov [^)]+ there\)", said)
    name = "Amma\N{RIGHT SINGLE QUOTATION MARK}s birthday"
    data = {"revision": revision(client), "do": "keep", "day": "2026-11-25", "name": name}
    assert client.post("/people/days", data={**data, "way": "call Amma"}).status_code == 303
    kept = profile_of(desk).practices[-1]
    assert (kept.with_person, kept.note) == ("Amma", "")
    (hours,) = kept.only
    assert str(hours).replace("-", "\N{EN DASH}") in said
    assert f"Kept: call with Amma on {said}." in words_of(client.get("/people/days").text)


def test_a_name_is_short_plain_and_its_own(client, with_partner):
    """Nothing turns a line round, and a mistake names no table of a file."""
    form = {"revision": revision(client), "do": "save", "time_zone": "UTC", "kind": "friend"}
    for name, said in (("x" * 121, "120 letters at most"), ("Robin", "has that name already")):
        answer = client.post("/people/one/new", data={**form, "name": name})
        assert answer.status_code == 422
        assert said in answer.text
        assert "[[" not in answer.text
    client.post("/people/one/new", data={**form, "name": "A\u202eda"})
    assert profile_of(with_partner).people[-1].name == "Ada"


def test_an_offer_that_does_not_stand_is_refused(client, with_partner):
    """Nothing is kept that the page did not offer."""
    data = {"revision": revision(client), "do": "keep", "day": "2026-11-20", "name": "X"}
    assert client.post("/people/days", data={**data, "way": "dinner"}).status_code == 404
    assert len(profile_of(with_partner).practices) > 0


def test_a_day_can_be_left_untold_and_told_again(client, with_partner):
    """By its name, for good."""
    for do, is_told in (("hide", False), ("show", True)):
        data = {"revision": revision(client), "do": do, "name": "Thanksgiving Day"}
        assert client.post("/people/days", data=data).status_code == 303
        shown = words_of(client.get("/people/days").text)
        assert ("Tell Thanksgiving Day again" not in shown) is is_told


def test_what_is_over_is_taken_out_when_asked(client, desk):
    """Days of their own that lie behind leave the profile with one tap; others stay."""
    kept = desk.store.profile()
    dated = "".join(
        f'\n[[practice]]\nname = "Dinner: {day}"\nvalue = "family"\ntimes_per_week = 1\n'
        f"doses = [60]\non = [{day}]\n"
        for day in ("2026-11-10", "2026-11-14", "2026-11-28")
    )
    desk.store.keep_profile(kept.text + dated, desk.now())
    assert "Dinner: 2026-11-10, Tue 10 Nov" in words_of(client.get("/people/days").text)
    client.post("/people/days", data={"revision": revision(client), "do": "tidy"})
    names = [one.name for one in profile_of(desk).practices if one.on]
    assert names == ["Dinner: 2026-11-28"]
    assert "still" not in words_of(client.get("/people/days").text)


def test_a_calendar_for_family_is_called_empty_until_a_week_is_taken(client, desk):
    """So that nobody takes an empty one for a free week."""
    told = "It is empty until you take a"
    assert told not in client.get("/people/coming").text
    plan = desk.store.plan().plan
    desk.store.keep_plan(plan, desk.now(), profile_revision=1, is_accepted=False)
    assert told in client.get("/people/coming").text


def test_the_calendar_for_family_has_its_address_where_it_is_told_of(client):
    """Made with one tap, and there to copy."""
    page = client.get("/people/coming").text
    assert "Make an address" in page
    data = {"feed": "family", "do": "make", "from": "coming"}
    sent = client.post("/settings/links", data=data)
    assert sent.headers["location"] == "/people/coming#family"
    assert re.search(r'value="http[^"]+/family\.ics" data-copy', client.get("/people/coming").text)


def test_countries_are_chosen_by_name_and_kept_by_letters(client):
    """The list says Nigeria and keeps NG; one that nobody knows stays as it was typed."""
    page = client.get("/people/days").text
    assert '<option value="NG">Nigeria</option>' in page
    data = {"revision": revision(client), "do": "countries", "country": "QQ", "region": ""}
    answer = client.post("/people/days", data={**data, "home_country": "NG"})
    assert '<option value="QQ" selected>QQ</option>' in answer.text
    assert '<option value="NG" selected>Nigeria</option>' in answer.text


def test_a_country_nobody_knows_is_told_at_its_field(client, desk):
    """Nothing is changed then."""
    data = {"revision": revision(client), "do": "countries", "country": "QQ", "region": ""}
    answer = client.post("/people/days", data={**data, "home_country": "ng"})
    assert answer.status_code == 422
    assert "“QQ” are not known" in unescape(answer.text)
    assert profile_of(desk).person.country is None
    answer = client.post("/people/days", data={**data, "country": "us", "home_country": "ng"})
    assert answer.status_code == 303
    assert profile_of(desk).person.home_country == "NG"


def test_what_is_coming_is_drafted_for_one_of_them(client, with_partner):
    """Two heavy weeks, then the vacation; ways to send only where a form asked for them."""
    page = unescape(client.get("/people/coming").text)
    assert "Two hard weeks until 29 November, then a week off from 30 November." in page
    assert "MICU" not in page
    assert "mailto:" not in page
    data = {"whom": "Robin", "length": "longer", "warmth": "plain", "rotations": "yes"}
    page = unescape(client.post("/people/coming", data=data).text)
    assert "MICU nights until 29 November" in page
    assert "On your birthday, Wed 25 Nov, I am on duty." in page
    assert 'href="mailto:robin@example.org?body=Robin%2C' in page


def test_a_win_is_shared_in_two_sentences(client, with_partner):
    """A line, to somebody; nothing written asks for a few words and keeps the choice."""
    data = {"text": "the first central line alone.", "whom": "Robin", "kind": "win"}
    page = unescape(client.post("/people/share", data=data).text)
    said = "Robin, a good thing from my week: the first central line alone. I wanted you to know."
    assert said in page
    assert "may tell who a patient is" not in page
    data["text"] = "Mr. Jones in room 12, 78 yo, survived"
    page = unescape(client.post("/people/share", data=data).text)
    assert "This may tell who a patient is: “Mr. Jones” looks like a name" in page
    assert "Look at it before you send it." in page
    assert f"from my week: {data['text']}." in page
    answer = client.post("/people/share", data={"text": "", "kind": "thanks"})
    assert answer.status_code == 422
    assert "write a few words" in answer.text


def test_the_card_on_you_tells_of_the_nearest_day(client, with_partner):
    """Else what the room is for."""
    said = "Robin\N{RIGHT SINGLE QUOTATION MARK}s birthday: Wed 25 Nov, in 8 days."
    assert said in unescape(client.get("/you").text)
    assert said.partition(":")[0] in unescape(client.get("/season").text)
