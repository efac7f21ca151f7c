"""Settings change the profile and nothing else; mistakes keep what was typed."""

from __future__ import annotations

import re
import threading
import tomllib
from dataclasses import replace
from html import unescape

import pytest
from read_pages import form_of
from sample_desk import FOLDER, TUESDAY_AT_TEN
from starlette.testclient import TestClient

from trimtab.domain.kept import Device, WebSession
from trimtab.profiles.tables import ARRAY_TABLES, SINGLE_TABLES
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.security.links import hash_of
from trimtab.web.settings.fields import BY_TABLE, SECTIONS
from trimtab.web.settings.forms import texts_of
from trimtab.web.settings.kept_page import WORD
from trimtab.web.settings.typing import UnreadableTextError, read_typed, shown

PROFILE = (FOLDER / "profile.toml").read_text()
PAGES = [
    "/settings/values", "/settings/calendars", "/settings/text", "/settings/links",
    "/settings/kept", *(f"/settings/t/{section.table}" for section in SECTIONS),
    *(f"/settings/t/{section.table}/new" for section in SECTIONS if section.is_list),
]  # fmt: skip


def _revision(desk) -> str:
    return str(desk.store.profile().revision)


def _form(desk, table: str, number: int = 0) -> dict[str, object]:
    """What a browser would send of a form that nobody touched."""
    section = BY_TABLE[table]
    found = tomllib.loads(desk.store.profile().text).get(table, {})
    row = found[number] if section.is_list else found
    texts: dict[str, object] = dict(texts_of(section, row))
    for one in section.fields:
        if one.typed == "days":
            texts[one.key] = [day for day in str(texts[one.key]).split(", ") if day]
    return {**texts, "revision": _revision(desk), "do": "save"}


def test_every_key_of_the_profile_has_a_field():
    """Forms hold what the file holds, and no key that it does not know."""
    tables = {**SINGLE_TABLES, **ARRAY_TABLES}
    assert {section.table for section in SECTIONS} == set(tables)
    for section in SECTIONS:
        assert {one.key for one in section.fields} == set(tables[section.table].known_keys())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers(client, path):
    """Without style or script in it."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert "style=" not in answer.text
    assert "<script>" not in answer.text


@pytest.mark.parametrize("table", [one.table for one in SECTIONS if one.table in PROFILE])
def test_a_form_saved_untouched_changes_no_letter(client, desk, table):
    """What nobody touched stays as it was written."""
    path = f"/settings/t/{table}" + ("/0" if BY_TABLE[table].is_list else "")
    if table in tomllib.loads(PROFILE):
        assert client.post(path, data=_form(desk, table)).status_code == 303
    assert desk.store.profile().text == PROFILE
    assert desk.store.profile().revision == 1


def test_a_changed_answer_changes_its_line(client, desk):
    """One practice, one key, one line."""
    form = {**_form(desk, "practice"), "times_per_week": "4"}
    assert client.post("/settings/t/practice/0", data=form).headers["location"].endswith("saved=1")
    before, after = PROFILE.split("\n"), desk.store.profile().text.split("\n")
    changed = [(one, two) for one, two in zip(before, after, strict=True) if one != two]
    assert [two.partition("#")[0].strip() for _, two in changed] == ["times_per_week = 4"]


def test_a_mistake_keeps_what_was_typed(client, desk):
    """It stands at its field, with how to mend it; nothing is kept."""
    form = {**_form(desk, "practice"), "doses": "10, 45", "prefer": "late"}
    answer = client.post("/settings/t/practice/0", data=form)
    assert answer.status_code == 422
    assert 'value="10, 45"' in answer.text
    assert 'value="late"' in answer.text
    assert "does not go down" in unescape(answer.text)
    assert desk.store.profile().text == PROFILE


def test_text_where_a_number_belongs_is_told(client, desk):
    """The words of the form, not of the file."""
    answer = client.post(
        "/settings/t/practice/0", data={**_form(desk, "practice"), "times_per_week": "often"}
    )
    assert "“often” is not a whole number." in answer.text


def test_something_new_stands_at_the_end(client, desk):
    """Everything before stays as it was."""
    new = {"name": "Swim", "times_per_week": "2", "doses": "40, 20", "revision": "1"}
    assert client.post("/settings/t/practice/new", data=new).status_code == 303
    text = desk.store.profile().text
    assert text.startswith(PROFILE.rstrip())
    assert tomllib.loads(text)["practice"][-1] == {
        "name": "Swim",
        "times_per_week": 2,
        "doses": [40, 20],
    }


def test_hostile_names_are_words(client, desk):
    """Tags are shown as typed, quotes end nothing."""
    name = '"><script>alert(1)</script>\\'
    client.post("/settings/t/people/new", data={"name": name, "revision": "1"})
    assert tomllib.loads(desk.store.profile().text)["people"][-1]["name"] == name
    page = client.get("/settings/t/people").text
    assert "<script>alert" not in page
    assert name in unescape(page)


def test_removing_somebody_who_is_needed_is_told(client, desk):
    """What would not fit any more is named; nothing changes."""
    form = {**_form(desk, "people"), "do": "remove"}
    answer = client.post("/settings/t/people/0", data=form)
    assert answer.status_code == 422
    assert "Something is kept with them still." in answer.text
    assert "[[" not in answer.text
    assert desk.store.profile().text == PROFILE


def test_two_tabs_do_not_write_over_each_other(client, desk):
    """The second is told, and its form still says what was typed."""
    form = {**_form(desk, "person"), "commute_minutes": "31"}
    client.post("/settings/t/person", data={**form, "sleep_hours": "7"})
    answer = client.post("/settings/t/person", data=form)
    assert answer.status_code == 409
    assert 'value="31"' in answer.text
    assert "meanwhile" in answer.text


def test_tasks_and_dates_are_typed_in_one_line_here_too(client):
    """Each is looked at in its own room, and leads back here."""
    for table, line in (("task", "Letter to the board 45m"), ("date", "Licence 1 March 2027")):
        assert f'action="/{table}s"' in client.get(f"/settings/t/{table}").text
        shown = client.post(f"/{table}s", data={"line": line, "from": "settings"}).text
        kept = client.post(f"/{table}s/one/new", data=form_of(shown))
        assert kept.headers["location"] == f"/settings/t/{table}?saved=1"


def test_the_text_goes_both_ways_byte_for_byte(client, desk):
    """What a browser sends back of the page, and what is downloaded, are the same text."""
    page = client.get("/settings/text").text
    shown_text = unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[1])
    sent = shown_text.replace("\n", "\r\n")
    assert client.post("/settings/text", data={"text": sent, "revision": "1"}).status_code == 303
    assert desk.store.profile().text == PROFILE
    content = client.get("/settings/text/profile.toml").content
    assert content == PROFILE.encode()
    changed = content.replace(b"sleep_hours = ", b"sleep_hours =  ")
    client.post("/settings/text", data={"revision": "1"}, files={"file": ("me.toml", changed)})
    assert client.get("/settings/text/profile.toml").content == changed


def test_mistakes_in_the_text_stand_by_line(client, desk):
    """All at once, beside the text as typed; nothing is lost or kept."""
    typed = "[person]\nsleep_hours = 99\nrole = 'residnet'\n"
    answer = client.post("/settings/text", data={"text": typed, "revision": "1"})
    assert answer.status_code == 422
    assert "Line 2." in answer.text
    assert "Line 3." in answer.text
    assert "residnet" in answer.text
    assert desk.store.profile().text == PROFILE


def test_an_earlier_version_comes_back(client, desk):
    """And the one in between stays among the versions."""
    client.post("/settings/t/person", data={**_form(desk, "person"), "commute_minutes": "31"})
    answer = client.post("/settings/text/back", data={"version": "1", "revision": "2"})
    assert answer.status_code == 303
    assert desk.store.profile().text == PROFILE
    assert [one.revision for one in desk.store.profile_history()] == [3, 2, 1]
    assert client.get("/settings/text?version=77").status_code == 404


def test_values_lean_and_are_shown_in_hours(client, desk):
    """More of one is a larger weight; the page shows hours, not weights."""
    page = client.get("/settings/values").text
    assert re.search(r"\d+ h", page)
    client.post("/settings/values", data={"do": "more:family", "revision": "1"})
    assert tomllib.loads(desk.store.profile().text)["values"]["family"] > 3
    client.post("/settings/values", data={"do": "add", "name": "garden", "revision": "2"})
    assert "garden" in tomllib.loads(desk.store.profile().text)["values"]


def test_a_value_that_something_serves_stays(client, desk):
    """Removing it tells what serves it."""
    answer = client.post("/settings/values", data={"do": "remove:body", "revision": "1"})
    assert answer.status_code == 422
    assert desk.store.profile().text == PROFILE


def test_codes_of_a_calendar_are_explained(client, desk):
    """Those answered join those there were."""
    known = tomllib.loads(PROFILE)["calendar"][0].get("codes", {})
    form = {"do": "explain-0", "kind-0": "duty", "revision": "1"}
    form |= {"code-0-0": "ZZ", "means-0-0": "07:00-15:00"}
    assert client.post("/settings/calendars", data=form).status_code == 303
    codes = tomllib.loads(desk.store.profile().text)["calendar"][0]["codes"]
    assert codes == {**known, "ZZ": "07:00-15:00"}


def test_a_calendar_is_added_and_taken_off(client, desk):
    """The file and its table come and go together."""
    content = (FOLDER / "personal.ics").read_bytes() + b" "
    files = {"files": ("more.ics", content, "text/calendar")}
    client.post("/settings/calendars", data={"revision": "1"}, files=files)
    count = len(tomllib.loads(desk.store.profile().text)["calendar"])
    assert "more.ics" in {one.name for one in desk.store.calendars()}
    client.post("/settings/calendars", data={"do": f"remove-{count - 1}", "revision": "2"})
    assert "more.ics" not in {one.name for one in desk.store.calendars()}
    assert desk.store.profile().text.rstrip() == PROFILE.rstrip()


def test_an_address_is_not_shown_in_the_list(client):
    """Its every letter may be a secret."""
    data = {"address": "https://calendar.example.org/private-123.ics", "revision": "1"}
    client.post("/settings/calendars", data=data)
    page = client.get("/settings/calendars").text
    assert "feed at calendar.example.org" in page
    assert "private-123" not in page


def test_a_server_of_ones_own_network_is_allowed_in_settings(client, desk):
    """One button writes it into the profile, beside what is allowed there already."""
    own = 'allowed_hosts = ["a.local"]'
    feed = '[[calendar]]\nsource = "http://NAS.local:81/a.ics"\n'
    text = f"[network]\n{own}\n\n{feed}"
    desk.store.keep_profile(text, desk.now())
    form = {"do": "allow-0", "revision": _revision(desk)}
    answer = client.post("/settings/calendars", data=form)
    assert answer.headers["location"] == "/settings/calendars?read=0&saved=1"
    assert desk.store.profile().text == text.replace(
        own, 'allowed_hosts = ["a.local", "nas.local"]'
    )


def test_feed_links_are_made_reset_and_ended(client, desk):
    """A new address each time; the old one leads nowhere."""
    client.post("/settings/links", data={"feed": "week", "do": "make"})
    (first,) = desk.store.feed_links()
    assert f"/feeds/{first.token}/week.ics" in client.get("/settings/links").text
    client.post("/settings/links", data={"feed": "week", "do": "reset"})
    (second,) = desk.store.feed_links()
    assert second.token != first.token
    client.post("/settings/links", data={"feed": "week", "do": "end"})
    assert desk.store.feed_links() == ()


def test_feeds_of_a_proposal_say_so(client, desk):
    """Who made an address before taking the week is told why it says nothing."""
    assert "still a proposal" not in client.get("/settings/links").text
    kept = desk.store.plan()
    desk.store.keep_plan(kept.plan, desk.now(), profile_revision=1)
    assert "still a proposal" in client.get("/settings/links").text


@pytest.mark.parametrize("path", ["/settings/links", "/settings/kept"])
def test_what_changes_no_week_promises_none(client, path):
    """An address or a backup is done with; no week follows from it."""
    page = client.get(f"{path}?saved=1").text
    assert "Done." in page
    assert "Your week follows" not in page


def test_deleting_everything_asks_twice(client, desk):
    """The word alone opens the last question; only that deletes, and says what."""
    wrong = client.post("/settings/kept/delete", data={"word": "yes", "sure": "yes"})
    assert wrong.status_code == 422
    assert 'value="yes"' in wrong.text
    asked = client.post("/settings/kept/delete", data={"word": WORD})
    assert "This goes for good" in asked.text
    assert desk.store.profile() is not None
    done = client.post("/settings/kept/delete", data={"word": WORD, "sure": "yes"})
    assert "3 calendar files" in done.text
    assert desk.store.profile() is None
    assert "storage" in done.headers["clear-site-data"]


def test_deleting_everything_closes_this_browser_too(desk):
    """Sessions, what feeds said, and what the browser kept are gone; the way back in is told."""
    forgotten = []
    desk = replace(desk, forget_calendars=lambda: forgotten.append("feeds"))
    app = build_application(desk, House(hosts=frozenset({"testserver"})))
    now = desk.now()
    desk.store.keep_session(WebSession(hash_of("key"), now, now))
    with TestClient(app, headers={"Sec-Fetch-Site": "same-origin"}) as client:
        client.cookies.set("trimtab", "key")
        done = client.post("/settings/kept/delete", data={"word": WORD, "sure": "yes"})
        assert "trimtab serve" in done.text
        assert "Begin anew" not in done.text
        assert "trimtab=" in done.headers["set-cookie"]
        client.cookies.set("trimtab", "key")
        assert client.get("/settings").status_code == 401
    assert forgotten == ["feeds"]
    assert desk.store.sessions() == ()


def test_an_import_under_way_brings_nothing_back_after_all_was_deleted(client, desk):
    """It is stopped first, and waited for."""
    begun = threading.Event()

    def bring_back(_content, tell):
        while True:
            begun.set()
            tell("Looking")

    desk.imports._bring_back = bring_back
    desk.imports.begin(b"")
    assert begun.wait(30)
    client.post("/settings/kept/delete", data={"word": WORD, "sure": "yes"})
    assert desk.imports.newest().state == "stopped"


def test_earlier_versions_are_told_on_ones_own_clock(desk):
    """Ten in New York is no 15:00, wherever the machine stands."""
    desk.store.keep_profile(desk.store.profile().text + "# more\n", TUESDAY_AT_TEN)
    app = build_application(
        replace(desk, zone="UTC"), House(hosts=frozenset({"testserver"}), needs_key=False)
    )
    with TestClient(app) as browser:
        shown = browser.get("/settings/text").text
    assert "Tue 17 Nov, 10:00" in shown


def test_settings_list_where_trimtab_is_open(client, desk):
    """Devices and browsers can be let go from there."""
    desk.store.keep_device(Device("d", "Ada's <phone>", "", desk.now()))
    page = client.get("/settings").text
    assert "Ada&#39;s &lt;phone&gt;" in page
    assert 'action="/phone/devices/remove"' in page


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.table)
def test_every_example_value_survives_its_field(section):
    """What a field shows of the example of each key reads back as the same value."""
    table = {**SINGLE_TABLES, **ARRAY_TABLES}[section.table]
    for one in section.fields:
        value = tomllib.loads(f"x = {table.example(one.key)}")["x"]
        assert read_typed(one, shown(one, value)) == value


def test_text_that_no_field_takes_is_told():
    """In the words of the form."""
    steps = next(one for one in BY_TABLE["date"].fields if one.key == "steps")
    with pytest.raises(UnreadableTextError, match="says no days before"):
        read_typed(steps, "Gather documents")
    assert replace(steps).key == "steps"


def test_a_season_weighs_values_in_words(client, desk):
    """No numbers are typed: each value has five words, and what was not touched stays."""
    text = PROFILE + '\n[[season]]\nname = "Exams"\nstart = 2026-12-01\nend = 2026-12-20\n'
    desk.store.keep_profile(text, desk.now())
    number = len(tomllib.loads(text)["season"]) - 1
    weights = tomllib.loads(text)["values"]
    name, other = list(weights)[:2]
    path = f"/settings/t/season/{number}"
    page = client.get(path).text
    chosen = re.findall(r"<option value=\"([^\"]*)\" selected>(As always)</option>", page)
    assert len(chosen) == len(weights)
    sent = {f"values:{one}": "" for one in weights}
    fields = {"name": "Exams", "start": "2026-12-01", "end": "2026-12-20", "do": "save"}
    more = re.search(rf'name="values:{name}">.*?value="([\d.]+)">More<', page, re.DOTALL).group(1)
    form = {**fields, **sent, f"values:{name}": more, "revision": _revision(desk)}
    assert client.post(path, data=form).status_code == 303
    kept = tomllib.loads(desk.store.profile().text)["season"][number]["values"]
    assert kept == {name: pytest.approx(1.5 * weights[name], abs=0.06)}
    by_hand = desk.store.profile().text.replace(f"{name} = {more}", f"{name} = 7.25")
    desk.store.keep_profile(by_hand, desk.now())
    page = client.get(path).text
    assert '<option value="7.25" selected>Much more</option>' in page
    less = re.search(rf'name="values:{other}">.*?value="([\d.]+)">Less<', page, re.DOTALL).group(1)
    form = {**form, f"values:{name}": "7.25", f"values:{other}": less, "revision": _revision(desk)}
    assert client.post(path, data=form).status_code == 303
    kept = tomllib.loads(desk.store.profile().text)["season"][number]["values"]
    assert kept == {name: 7.25, other: float(less)}
