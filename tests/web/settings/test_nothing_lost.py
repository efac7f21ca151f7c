"""What was typed into a form that cannot be kept stands there again, with the reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from sample_desk import TUESDAY_AT_TEN, FixedPlanning, desk_over, filled_store
from starlette.testclient import TestClient

from trimtab.domain.errors import StoreFullError
from trimtab.domain.kept import Contact
from trimtab.profiles.editing import add_table, find_mistakes, remove_table, set_keys
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.help.contacts import MOST_CONTACTS

TYPED = "Words that took a while"
FULL = "The disk is full, so this was not kept."
WRITES = (
    "keep_profile", "keep_calendar", "keep_contacts", "add_win", "add_mark", "keep_sign_out",
)  # fmt: skip


@pytest.fixture
def store(example_plan):
    """A store whose disk can be filled up."""
    return filled_store(example_plan)


@pytest.fixture
def walker(store, example_plan) -> Iterator[TestClient]:
    """A browser at a desk with that store."""
    desk = desk_over(store, FixedPlanning(example_plan))
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as browser:
        yield browser


@pytest.fixture
def full(store, monkeypatch):
    """From here on nothing can be kept."""

    def refuse(*_, **__):
        raise StoreFullError

    for name in WRITES:
        monkeypatch.setattr(store, name, refuse)


FORMS = {
    "/settings/t/practice/new": {"name": TYPED, "times_per_week": "2", "doses": "30, 20, 10"},
    "/settings/t/person": {"name": TYPED, "time_zone": "America/New_York"},
    "/tasks/one/new": {"name": TYPED, "minutes": "45"},
    "/settings/values": {"name": TYPED, "do": "add"},
    "/settings/text": {"text": f'# {TYPED}\n[person]\ntime_zone = "America/New_York"\n'},
    "/settings/calendars": {"pasted": f"{TYPED}\nMon 16 Nov 07:00-19:00", "do": "add"},
    "/help/contacts": {"name": TYPED, "phone": "+1 212 555 0100"},
    "/wins": {"text": TYPED},
    "/sign-out": {"three": TYPED},
}


@pytest.mark.parametrize("path", FORMS)
def test_a_full_disk_takes_no_words(walker, full, path):
    """Whatever form it is, what was typed is on the page that tells of it."""
    answer = walker.post(path, data={**FORMS[path], "revision": "1"})
    assert answer.status_code in {409, 422}
    text = unescape(answer.text)
    assert FULL in text
    assert TYPED in text


@pytest.mark.parametrize("path", [one for one in FORMS if one.startswith("/settings")])
def test_a_profile_changed_in_another_tab_takes_no_words(walker, store, path):
    """What touches the same is told, with what was typed; the rest is kept beside it."""
    text = store.profile().text.replace("sleep_hours = ", "sleep_hours = 7.25 # ")
    store.keep_profile(text, TUESDAY_AT_TEN)
    answer = walker.post(path, data={**FORMS[path], "revision": "1"})
    is_told = path in {"/settings/t/person", "/settings/text"}
    assert answer.status_code == (409 if is_told else 303)
    assert not is_told or TYPED in unescape(answer.text)
    assert "sleep_hours = 7.25" in store.profile().text


@pytest.mark.parametrize(
    ("path", "typed", "other"),
    [
        ("/boundaries/texts", {"urgent": TYPED}, ("reach", "signs_as")),
        (
            "/boundaries/home-office",
            {"do": "sites", "sites": "typed.example"},
            ("quiet", "sites"),
        ),
        ("/people/days", {"do": "countries", "country": "DE"}, ("person", "name")),
    ],
)
def test_what_another_tab_changed_of_the_same_stands_beside_what_was_typed(
    walker, store, path, typed, other
):
    """The form comes again with its words and the present revision; sent once more it is kept."""
    table, key = other
    value = ["a.example"] if key == "sites" else "Ann"
    text = set_keys(store.profile().text, (table,), {key: value})
    kept = store.keep_profile(text, TUESDAY_AT_TEN)
    answer = walker.post(path, data={**typed, "revision": "1"})
    assert answer.status_code == 409
    assert "changed elsewhere meanwhile" in answer.text
    assert list(typed.values())[-1] in unescape(answer.text)
    assert f'name="revision" value="{kept.revision}"' in answer.text
    again = walker.post(path, data={**typed, "revision": str(kept.revision)})
    assert again.status_code == 303


def test_choices_between_hours_stay_chosen(walker, full):
    """Radio buttons too are answers."""
    page = walker.get("/settings/values").text
    first = page.split('name="pick-0" value="')[1].split('"')[0]
    form = {"pick-0": first, "pick-1": "either", "do": "choose", "revision": "1"}
    answer = walker.post("/settings/values", data=form)
    assert answer.status_code == 409
    assert f'name="pick-0" value="{first}" checked' in answer.text
    assert 'name="pick-1" value="either" checked' in answer.text


def test_a_form_of_a_table_that_moved_stays_with_it(walker, store):
    """Taken off one before it in another tab, the form belongs to the same practice still."""
    form = {"name": TYPED, "revision": "1", "do": "save"}
    named = store.profile().text.split("[[practice]]")
    store.keep_profile("[[practice]]".join([named[0], *named[2:]]), TUESDAY_AT_TEN)
    moved = walker.post("/settings/t/practice/1", data=form)
    assert moved.status_code == 409
    assert 'action="/settings/t/practice/0"' in moved.text
    assert TYPED in moved.text
    gone = walker.post("/settings/t/practice/0", data=form)
    assert 'action="/settings/t/practice/new"' in gone.text
    assert TYPED in gone.text


CHANGED = {
    "/settings/t/exam": ("exam", {"date": date(2027, 5, 1), "questions": 900}, "questions", "800"),
    "/own-care/one": ("own_care", {"minutes": 30}, "minutes", "45"),
    "/people/one": ("people", {"awake": "08:00-22:00"}, "awake", "09:00-21:00"),
    "/boundaries/one": ("boundary", {"off": "21:00-07:00"}, "off", "21:00-06:00"),
    "/household/care": ("care", {"between": "08:00-17:00"}, "between", "09:00-17:00"),
    "/dates/one": ("date", {"due": date(2027, 5, 1)}, "due", "2027-06-02"),
    "/tasks/one": ("task", {"minutes": 60}, "minutes", "90"),
}


def _form(page: str) -> str:
    return re.search(r'<form[^>]*class="table-form".*?</form>', page, re.DOTALL)[0]


def _typed(page: str) -> dict[str, str]:
    """What a form sends as it stands; choices and days left out."""
    form = _form(page)
    sent = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]*? value="([^"]*)"', form))
    boxes = re.findall(r'type="checkbox" name="([^"]+)"', form)
    return {key: unescape(value) for key, value in sent.items() if key not in boxes}


@pytest.mark.parametrize("elsewhere", ["changed", "renamed", "deleted"])
@pytest.mark.parametrize("room", CHANGED)
def test_a_form_of_a_row_that_changed_stays_the_form_of_that_row(walker, store, room, elsewhere):
    """Sent once more, both tabs' words are kept, once; only a row that is gone is offered anew."""
    table, values, key, typed = CHANGED[room]
    count = len(tomllib.loads(store.profile().text).get(table, []))
    text = add_table(store.profile().text, table, {"name": "Mine", **values})
    assert not find_mistakes(text)
    store.keep_profile(text, TUESDAY_AT_TEN)
    form = _typed(walker.get(f"{room}/{count}").text)
    mine = {**form, key: typed}
    theirs = {
        "changed": {**form, key: typed[:-1] + "1"},
        "renamed": {**form, "name": "Theirs"},
        "deleted": {**form, "do": "remove"},
    }[elsewhere]
    if elsewhere == "deleted" and room in {"/dates/one", "/tasks/one"}:
        text = remove_table(text, (table, count))
        store.keep_profile(text, TUESDAY_AT_TEN)
    else:
        first = walker.post(f"{room}/{count}", data=theirs)
        assert first.status_code == 303
    answer = walker.post(f"{room}/{count}", data=mine)
    assert answer.status_code == 409
    assert _typed(answer.text)[key] == typed
    said = unescape(answer.text)
    told = {
        "changed": f"There now: “{typed[:-1]}1”.",
        "renamed": "Changed elsewhere meanwhile; before: “Mine”.",
        "deleted": "It was deleted meanwhile; Add brings it back.",
    }[elsewhere]
    assert told in said
    number = "new" if elsewhere == "deleted" else count
    assert f'action="{room}/{number}"' in said
    sent = _typed(answer.text)
    again = walker.post(re.search(r'action="([^"]+)"', _form(said))[1], data=sent)
    assert again.status_code == 303
    rows = tomllib.loads(store.profile().text)[table]
    assert len(rows) == count + 1
    assert rows[-1]["name"] == ("Theirs" if elsewhere == "renamed" else "Mine")
    assert str(rows[-1][key]) == typed


ROWS = {
    "/tasks": ("task", {"minutes": 60}),
    "/dates": ("date", {"due": date(2027, 5, 1)}),
    "/people": ("people", {}),
    "/boundaries": ("boundary", {"off": "18:00-21:00"}),
    "/own-care": ("own_care", {}),
}


@pytest.mark.parametrize("room", ROWS)
def test_a_form_of_a_row_that_moved_never_leads_to_another_row(walker, store, room):
    """In every room it goes on with its own row, or with a new one once that is gone."""
    table, values = ROWS[room]
    text = store.profile().text
    count = len(tomllib.loads(text).get(table, []))
    for name in ("One", "Two"):
        text = add_table(text, table, {"name": name, **values})
    assert not find_mistakes(text)
    before = store.keep_profile(text, TUESDAY_AT_TEN)
    store.keep_profile(remove_table(text, (table, count)), TUESDAY_AT_TEN)
    form = {"name": TYPED, "revision": str(before.revision)}
    for number, now in ((count + 1, f"{count}"), (count, "new")):
        answer = walker.post(f"{room}/one/{number}", data=form)
        assert answer.status_code == 409
        assert f'action="{room}/one/{now}' in answer.text
        assert TYPED in answer.text


def test_one_contact_too_many_is_told(walker, store):
    """Where another tab filled the page meanwhile, the form shows again."""
    people = tuple(Contact(str(number), f"N {number}") for number in range(MOST_CONTACTS))
    store.keep_contacts(people)
    answer = walker.post("/help/contacts", data={"name": TYPED, "phone": "+1 212 555 0100"})
    assert answer.status_code == 422
    assert "Take one off first" in answer.text
    assert f'value="{TYPED}"' in answer.text
    assert store.contacts() == people
    assert replace(people[0], name=TYPED) not in store.contacts()
