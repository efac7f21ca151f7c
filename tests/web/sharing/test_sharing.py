"""The pages of sharing: a file made row by row, one of others taken and undone."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sample_desk import TUESDAY_AT_TEN

from trimtab.profiles.reading import read_profile
from trimtab.profiles.sharing.reading import read_shared

HOSTILE = '[share]\nversion = 1\n[[practice]]\nname = "<script>alert(1)</script>"\n'
FILE = """[share]
version = 1
title = "Nights"
[[practice]]
name = "Run"
value = "body"
times_per_week = 5
[[practice]]
name = "Tea at four"
value = "quiet"
doses = [10]
[codes]
NF = "20:00-08:00"
HC = "17:00-07:00 home_call"
"""


def words_of(page: str) -> str:
    """What a page says."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def text_in(page: str, name: str) -> str:
    """What stands in a text field."""
    return unescape(re.search(rf'name="{name}"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)[1])


def revision_of(desk) -> str:
    """The revision that forms are made from."""
    return str(desk.store.profile().revision)


def profile_of(desk):
    """The profile kept."""
    found, problems = read_profile(desk.store.profile().text, "me.toml")
    assert problems == ()
    return found


def looked(client, text=FILE):
    """The page that shows a file beside what is there."""
    answer = client.post("/share/take", data={"pasted": text})
    return client.get(answer.headers["location"]) if answer.is_redirect else answer


def kept(client, desk, **fields):
    """The answer to a choice."""
    data = {"pasted": FILE, "chosen": "yes", "revision": revision_of(desk), **fields}
    return client.post("/share/take/keep", data=data)


def test_what_leaves_is_seen_letter_for_letter_and_downloaded(client, desk):
    """What is private stands unticked; the file is the text that was shown."""
    page = client.get("/share/make?kind=rituals").text
    assert re.search(r'name="take-0" value="yes" checked>', page)
    prayer = re.search(r'name="take-(\d+)" value="yes"> <bdi>Evening prayer', page)
    assert prayer
    assert "Taken off: who it is with." in words_of(page)
    data = {"kind": "rituals", "title": "Mine", "revision": revision_of(desk)}
    data |= {"take-0": "yes", "name-0": "Slow run"}
    made = client.get(client.post("/share/make", data=data).headers["location"])
    text = text_in(made.text, "text")
    assert [one.name for one in read_shared(text.encode(), "x")[0].things] == ["Slow run"]
    file = client.post("/share/make/file", data={"kind": "rituals", "text": text})
    assert file.text == text
    assert file.headers["content-disposition"] == 'attachment; filename="shared-rituals.toml"'


def test_nothing_but_a_shared_file_is_sent_back(client):
    """Neither other text nor under another name."""
    for data in ({"kind": "rituals", "text": "<html>"}, {"kind": "../x", "text": FILE}):
        assert client.post("/share/make/file", data=data).status_code == 422
    assert client.get("/share/make?kind=all").status_code == 404


def test_mistakes_of_a_file_to_make_stand_at_their_field(client, desk):
    """A title or a name that is not plain, nothing ticked, a profile changed meanwhile."""
    data = {"kind": "rituals", "title": "=x", "take-0": "yes", "name-0": "a@b.example"}
    answer = client.post("/share/make", data={**data, "revision": revision_of(desk)})
    assert answer.status_code == 422
    assert "The title holds the sign =." in words_of(answer.text)
    assert "It holds the sign @, which no shared file may." in words_of(answer.text)
    assert 'value="a@b.example"' in answer.text
    kept = desk.store.profile()
    text = kept.text.replace('name = "Resident on nights"', 'name = "Sam"', 1)
    desk.store.keep_profile(text, kept.changed_at)
    named = {**data, "title": "A week of Sam", "revision": revision_of(desk)}
    said = words_of(client.post("/share/make", data=named).text)
    assert "The title holds the name Sam; call the file something that is nobody's." in said
    empty = {"kind": "week", "title": "x", "revision": revision_of(desk)}
    assert "Tick what shall leave." in words_of(client.post("/share/make", data=empty).text)
    assert client.post("/share/make", data={**empty, "revision": "0"}).status_code == 409


def test_a_file_stands_beside_what_is_there(client, desk):
    """New things are ticked, what differs keeps one's own, what is the same has no choice."""
    page = looked(client)
    words = words_of(page.text)
    assert "Yours 3 times a week, 45, 30 or 10 min" in words
    assert "Theirs 5 times a week, 30, 15 or 5 min, for body" in words
    assert "quiet counts as" in words
    assert re.search(r'name="way-1" value="take" checked', page.text)
    assert re.search(r'name="way-0" value="leave" checked', page.text)
    assert "HC" in words
    assert desk.store.profile().revision == 1


def test_what_is_chosen_is_taken_and_one_tap_puts_it_back(client, desk):
    """Renamed, added and replaced; then letter for letter as it was, with what is undone said."""
    before = desk.store.profile().text
    ways = {"way-0": "rename", "name-0": "Long run", "way-1": "take", "way-2": "replace"}
    answer = kept(client, desk, **ways, **{"value-0": "body", "calendar": "0"})
    assert answer.headers["location"] == "/share?taken=1"
    profile = profile_of(desk)
    assert {one.name: one.value for one in profile.practices}["Tea at four"] == "body"
    assert "Long run" in {one.name for one in profile.practices}
    assert profile.calendars[0].codes["NF"] == ((1200, 480),)
    assert "Long run, Tea at four and NF" in words_of(client.get("/share?taken=1").text)
    undone = client.post("/share/undo", data={"revision": revision_of(desk)})
    assert desk.store.profile().text == before
    words = words_of(client.get(undone.headers["location"]).text)
    assert "Back as it was: Long run, Tea at four and NF" in words
    assert client.post("/share/undo", data={"revision": revision_of(desk)}).status_code == 404


def test_each_take_is_undone_the_last_first(client, desk):
    """Two taken, two put back, letter for letter."""
    before = desk.store.profile().text
    kept(client, desk, **{"way-1": "take"})
    between = desk.store.profile().text
    kept(client, desk, **{"way-2": "replace", "calendar": "0"})
    for text in (between, before):
        assert client.post("/share/undo", data={"revision": revision_of(desk)}).status_code == 303
        assert desk.store.profile().text == text
    assert client.post("/share/undo", data={"revision": revision_of(desk)}).status_code == 404


def test_undo_keeps_what_was_changed_since(client, desk):
    """Also where what was taken is needed by now: then nothing changes, and it is said."""
    kept(client, desk, **{"way-1": "take"})
    text = desk.store.profile().text
    desk.store.keep_profile(text + '\n[[task]]\nname = "Later"\n', TUESDAY_AT_TEN)
    assert client.post("/share/undo", data={"revision": "0"}).status_code == 409
    client.post("/share/undo", data={"revision": revision_of(desk)})
    names = {one.name for one in (*profile_of(desk).practices, *profile_of(desk).tasks)}
    assert "Later" in names
    assert "Tea at four" not in names
    kept(client, desk, **{"way-1": "take"})
    leaning = '\n[[practice]]\nname = "Biscuit"\nafter = "Tea at four"\n'
    desk.store.keep_profile(desk.store.profile().text + leaning, TUESDAY_AT_TEN)
    answer = client.post("/share/undo", data={"revision": revision_of(desk)})
    assert answer.status_code == 409
    assert "nothing was put back" in words_of(answer.text)


def test_a_choice_that_cannot_be_kept_changes_nothing(client, desk):
    """A name that is taken; the form keeps what was chosen."""
    answer = kept(client, desk, **{"way-0": "rename", "name-0": "Read a novel"})
    assert answer.status_code == 422
    assert "stands there already" in words_of(answer.text)
    assert 'value="Read a novel"' in answer.text
    assert not re.search(r'name="way-1" value="take" checked', answer.text)
    assert desk.store.profile().revision == 1
    assert kept(client, desk, revision="0").status_code == 422
    assert kept(client, desk).headers["location"] == "/share?nothing=1"


def test_a_hostile_file_is_refused_in_words(client, desk):
    """Pasted, uploaded or sent past the first look; its text is shown as text alone."""
    upload = {"file": ("x.toml", HOSTILE.encode(), "application/toml")}
    for answer in (
        looked(client, HOSTILE),
        client.post("/share/take", files=upload),
        kept(client, desk, pasted=HOSTILE),
        looked(client, "x" * 40_000),
        looked(client, ""),
    ):
        assert answer.status_code == 422
        assert "Nothing was taken" in words_of(answer.text)
        assert "<script>alert" not in answer.text
    assert desk.store.profile().revision == 1


def test_a_week_for_a_role_is_looked_at_without_a_file(client):
    """Nothing of it is ticked by itself; a role there is none for is no file."""
    asked = client.post("/share/take", data={"role": "attending"})
    page = client.get(asked.headers["location"]).text
    assert "Inbox in one sitting" in page
    assert 'value="take" checked' not in page
    data = {"pasted": text_in(page, "pasted"), "chosen": "yes", "do": "all"}
    page = client.get(client.post("/share/take/keep", data=data).headers["location"]).text
    assert page.count('value="take" checked') > 8
    assert client.post("/share/take", data={"role": "../x"}).status_code == 422


@pytest.mark.parametrize("kind", ["week", "boundaries", "codes"])
def test_a_profile_with_little_teaches_by_an_example(client, desk, kind):
    """And one with mistakes leads to Settings."""
    desk.store.keep_profile("", TUESDAY_AT_TEN)
    assert "For example" in client.get(f"/share/make?kind={kind}").text
    desk.store.keep_profile("[person]\nname = 3\n", TUESDAY_AT_TEN)
    assert "Mend it in Settings" in client.get(f"/share/make?kind={kind}").text
    assert client.post("/share/take", data={"pasted": FILE}).status_code == 409
    desk.store.delete_all()
    assert 'href="/welcome"' in client.get(f"/share/make?kind={kind}").text
