"""Pages are written, kept while they are typed, read, changed and deleted, always sealed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trimtab.domain.diary import SealedPage
from trimtab.domain.errors import StoreFullError
from trimtab.domain.journal import FORMS, MOST_LETTERS, PARTS

LINE = "I cried in the stairwell & it was “fine” <b>"


def sealed(own):
    """Everything that is kept of pages, as text."""
    return str(own.desk.store.entries(SealedPage))


@pytest.mark.parametrize("form", FORMS)
def test_a_page_of_every_form_is_kept_and_read(own, form):
    """Each part comes back as it was typed; the store holds none of it, nor its form."""
    words = {part: f"{LINE} {number}\r\nsecond line" for number, part in enumerate(PARTS[form])}
    path = own.write(form, **words)
    text = own.see(path)
    assert all(said.replace("\r\n", "\n") in text for said in words.values())
    assert "stairwell" not in sealed(own)
    assert form not in sealed(own)
    assert len(own.desk.store.entries(SealedPage)) == 1


def test_pages_are_listed_by_month_with_dates_and_no_words(own):
    """The newest month first; another by its address."""
    own.write(text=LINE)
    own.later(days=20)
    own.open()
    own.write("gratitude", first=LINE)
    newest = own.see()
    assert "Dec 2026" in newest
    assert "Mon 7 Dec" in newest
    assert "Tue 17 Nov" not in newest
    before = own.see("/journal?month=2026-11")
    assert "Tue 17 Nov" in before
    assert "stairwell" not in newest + before


def test_a_page_stays_on_the_day_it_was_begun(own):
    """Begun at ten to midnight and kept after it, it belongs to the evening."""
    own.later(hours=13, minutes=50)
    own.open()
    path = own.begin()
    own.later(minutes=12)
    own.post(path, form="free", text=LINE)
    assert "Tue 17 Nov 2026" in own.see(path)


def test_what_is_typed_is_there_again_after_a_crash(own):
    """The same address shows it, and the journal leads to it."""
    path = own.begin("reframe")
    assert "Not finished" not in own.see()
    said = own.post(f"{path}/draft", form="reframe", happened=LINE, turn="5")
    assert said.json() == {"kept": True, "open": True}
    own.desk.journal.close()
    assert own.open(then=path.rpartition("/")[2]) == f"{path}/write"
    assert LINE in own.see(f"{path}/write")
    assert "Not finished" in own.see()
    assert "stairwell" not in sealed(own)


def test_what_is_typed_is_kept_while_the_journal_is_closed(own):
    """Drafts and a page that is sent after it closed are sealed, and wait behind the passphrase."""
    path = own.begin()
    own.close()
    said = own.post(f"{path}/draft", form="free", text="first", turn="1")
    assert said.json() == {"kept": True, "open": False}
    where = own.post(path, form="free", text=LINE, turn="2").headers["location"]
    assert where == f"/journal?then={path.rpartition('/')[2]}"
    assert "stands there again" in own.see(where)
    assert own.open(then=path.rpartition("/")[2]) == f"{path}/write"
    assert LINE in own.see(f"{path}/write")
    own.post(path, form="free", text=LINE)
    assert LINE in own.see(path)


def test_a_draft_that_comes_late_changes_nothing(own):
    """Neither an older one after a newer, nor one after the page was kept."""
    path = own.begin()
    for turn, text in (("2", "newer"), ("1", "older")):
        own.post(f"{path}/draft", form="free", text=text, turn=turn)
    assert "newer" in own.see(f"{path}/write")
    own.post(path, form="free", text="kept", turn="3")
    own.post(f"{path}/draft", form="free", text="late", turn="3")
    assert len(own.desk.store.entries(SealedPage)) == 1
    assert "kept" in own.see(path)


def test_two_windows_of_a_page_take_nothing_from_each_other(own):
    """Whoever writes second, then and later, and keeps it, writes a page of its own."""
    path = own.begin()
    one, other = own.window(path), own.window(path)
    own.post(f"{path}/draft", text="of the one", turn="1", **one)
    moved = own.post(f"{path}/draft", text="of the other", turn="1", **other).json()["moved"]
    own.post(f"{path}/draft", text="of the one, more", turn="2", **one)
    again = own.post(f"{path}/draft", text="of the other, more", turn="2", **other).json()
    assert again == {"kept": True, "open": True, "moved": moved}
    assert own.see().count(f"{path}/write") == own.see().count(f"{moved}/write") == 1
    assert own.post(path, text="of the one, kept", **one).headers["location"].startswith(path)
    where = own.post(path, text="of the other, sent", **other).headers["location"]
    assert where == f"{moved}/write?mistake=elsewhere"
    text = own.see(where)
    assert "of the other, sent" in text
    assert "changed in another window" in text
    assert "of the one, kept" in own.see(path)
    own.post(moved, text="of the other, kept", **own.window(moved))
    own.post(f"{path}/draft", text="and a last word", turn="9", **other)
    assert "of the other, kept" in own.see(moved)
    assert "of the one, kept" in own.see(path)
    assert own.see().count("Free page") == 4  # a button, two pages, one unfinished


def test_a_window_lets_go_of_nothing_that_another_wrote(own):
    """What it never showed stays; so does what it kept itself, after the app came up anew."""
    path = own.write(text="first")
    one, other = own.window(path), own.window(path)
    own.post(f"{path}/draft", text="second", turn="1", **one)
    for ending in (f"{path}/let-go", path):
        assert own.post(ending, **other).headers["location"] == path
        assert "second" in own.see(f"{path}/write")
    own.desk.journal.__init__(own.desk.journal.sealing)
    assert own.post(f"{path}/draft", text="third", turn="2", **one).json()["kept"]
    assert own.open(then=path.rpartition("/")[2]) == f"{path}/write"
    assert "third" in own.see(f"{path}/write")


def test_a_full_disk_loses_nothing(own, monkeypatch):
    """What cannot be written waits in memory, sealed, and is kept once there is room."""
    path = own.begin()

    def refuse(*_):
        raise StoreFullError

    with monkeypatch.context() as full:
        full.setattr(type(own.desk.store), "keep_entry", refuse)
        said = own.post(f"{path}/draft", form="free", text="first", turn="1").json()
        assert said == {"kept": False, "open": True}
        assert own.post(path, form="free", text=LINE).headers["location"] == f"{path}/write"
        text = own.see(f"{path}/write")
        assert LINE in text
        assert "waits in memory" in text
        assert "stairwell" not in str(own.desk.journal.held)
        assert "Not finished" in own.see()
    assert own.post(path, form="free", text=LINE).headers["location"] == f"{path}?said=kept"
    assert own.desk.journal.held == {}


def test_a_page_is_changed_left_and_deleted(own):
    """A change stands only once it is kept; letting go of it leaves the page as it was."""
    path = own.write(text="first")
    own.post(f"{path}/draft", form="free", text="second", turn="1")
    assert "first" in own.see(path)
    assert "You began to change it" in own.see(path)
    assert own.post(f"{path}/let-go").headers["location"] == path
    assert "first" in own.see(f"{path}/write")
    own.post(path, form="free", text="third")
    assert "third" in own.see(path)
    assert own.post(f"{path}/delete").headers["location"] == f"{path}/delete"
    own.post(f"{path}/delete", sure="yes")
    assert own.desk.store.entries(SealedPage) == ()


def test_an_empty_page_is_none(own):
    """Kept with nothing on it, it is let go; what was begun and never used goes by itself."""
    path = own.begin()
    assert own.post(path, form="free", text=" ").headers["location"] == "/journal?said=let-go"
    own.begin()
    assert len(own.desk.store.entries(SealedPage)) == 1
    own.later(days=1)
    own.open()
    own.begin()
    assert len(own.desk.store.entries(SealedPage)) == 1


def test_a_hard_case_asks_kindly_before_it_keeps_what_tells(own):
    """It is a draft meanwhile; kept as it is by one tap, or with the details taken out."""
    path = own.begin("hard_case")
    assert "Leave out names" in own.see(f"{path}/write")
    assert 'href="/debrief"' in own.see(f"{path}/write")
    told = "Mr Jones, MRN 4471002, died in room 412."
    where = own.post(path, form="hard_case", what=told).headers["location"]
    assert where == f"{path}/write?ask=details#details"
    text = own.see(where)
    assert "Does this tell who it was?" in text
    assert all(one in text for one in ("a name", "a record number", "a bed or room", told))
    assert "Jones" not in where
    kept = own.post(path, form="hard_case", what=told, sure="yes")
    assert kept.headers["location"] == f"{path}?said=kept"
    assert 'href="/debrief"' in own.see(path)
    own.write("hard_case", what="A man of 54 died, and I had promised him he would not.")
    own.write("free", text=told)


def test_a_part_that_is_too_long_is_told_and_nothing_is_cut(own):
    """It stays as a draft; far more than that is refused."""
    path = own.begin()
    long = "a" * (MOST_LETTERS + 1)
    where = own.post(path, form="free", text=long).headers["location"]
    assert where == f"{path}/write?mistake=long"
    assert long in own.see(where)
    assert own.post(path, form="free", text="a" * (11 * MOST_LETTERS)).status_code == 413


def test_pages_that_were_changed_outside_say_so(own):
    """Swapped with another or with a bit turned, a page does not open, and can be deleted."""
    path, other = own.write(text="one"), own.write(text="other")
    store = own.desk.store
    one, two = (store.entry(SealedPage, where.rpartition("/")[2]) for where in (path, other))
    store.keep_entry(replace(one, sealed=two.sealed))
    assert "does not open" in own.see(path)
    assert "Cannot be opened" in own.see()
    assert "does not open" in own.see(f"{path}/write")
    own.post(f"{path}/delete", sure="yes")
    assert "other" in own.see(other)


def test_printing_is_asked_for(own):
    """A page says where it prints from; the page to print holds the words."""
    path = own.write(text=LINE)
    assert "prints from" in own.see(path)
    assert LINE in own.see(f"{path}/print")


def test_what_is_not_there_is_not_found(own):
    """Pages, drafts by their own ids, and forms nobody knows."""
    path = own.begin()
    for where in ("/journal/pages/none", "/journal/pages/none/write", f"{path}.draft", path):
        assert own.client.get(where).status_code == 404, where
    assert own.post(path, form="diagnosis", text="x").status_code == 404
    assert own.post("/journal/begin", form="diagnosis").headers["location"].endswith("=form")


def test_pages_of_the_journal_are_kept_by_nobody(own):
    """No answer may be stored, and every title is the same."""
    path = own.write(text=LINE)
    for where in ("/journal", path, f"{path}/write", f"{path}/print", "/journal/keys"):
        answer = own.client.get(where)
        assert answer.headers["cache-control"] == "no-store"
        assert "<title>Journal</title>" in answer.text
    editor = own.client.get(f"{path}/write").text
    assert editor.count("<textarea") == editor.count('spellcheck="false" translate="no"')
    assert 'autocomplete="off" data-queue="journal" data-draft=' in editor
