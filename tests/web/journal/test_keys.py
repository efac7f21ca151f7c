"""The journal's key: said plainly before, confirmed, opened, closed, changed, deleted."""

from __future__ import annotations

import pytest

from trimtab.app.mind.kept_of_parts import delete_part
from trimtab.app.mind.parts import switch
from trimtab.domain.diary import JournalKey, SealedPage
from trimtab.web.journal.wording import MISTAKES

PASSPHRASE, OTHER = "four quiet words here", "five other words instead of"


def test_what_is_lost_is_said_before_it_is_set(writer):
    """The first page says it in plain words, and sets nothing."""
    text = writer.see()
    assert "every page is lost for good" in text
    assert "recovery key, once" in text
    assert writer.desk.store.entries(JournalKey) == ()


@pytest.mark.parametrize(
    ("form", "mistake"),
    [
        ({"passphrase": "short", "again": "short"}, "short"),
        ({"passphrase": PASSPHRASE, "again": OTHER}, "differ"),
        ({"hint": f"it is {PASSPHRASE.upper()}"}, "hint"),
        ({"understood": ""}, "unsure"),
        ({"passphrase": "four quiet\x07words", "again": "four quiet\x07words"}, "odd"),
    ],
)
def test_a_passphrase_that_cannot_be_one_is_told(writer, form, mistake):
    """Back to the page, with a sentence and without what was typed."""
    given = {"passphrase": PASSPHRASE, "again": PASSPHRASE, "understood": "yes", "hint": ""}
    assert "at least 12 letters" in writer.see()
    answer = writer.post("/journal/key", **{**given, "hint": "where we met", **form})
    assert answer.headers["location"] == f"/journal?mistake={mistake}"
    text = writer.see(answer.headers["location"])
    assert MISTAKES[mistake] in text
    assert ('value="where we met"' in text) is (mistake != "hint")
    assert PASSPHRASE not in text
    assert "where we met" not in writer.see()


def test_nothing_is_set_before_the_recovery_key_is_confirmed(writer):
    """Two of its groups are typed back; wrong ones, and letting it rest, set nothing."""
    recovery = writer.prepare(hint="where we met")
    assert len(recovery) == 39
    wrong = writer.confirm(f"0000-{recovery[5:9]}-0000-{recovery[15:]}")
    assert wrong.headers["location"] == "/journal/recovery?mistake=confirm"
    assert writer.desk.store.entries(JournalKey) == ()
    writer.later(minutes=16)
    assert writer.confirm(recovery).headers["location"] == "/journal?mistake=gone"
    again = writer.prepare(hint="where we met")
    assert again != recovery
    assert writer.confirm(again).headers["location"] == "/journal"
    (record,) = writer.desk.store.entries(JournalKey)
    assert record.hint == "where we met"
    assert again not in str(record)
    assert "No pages yet" in writer.see()
    assert writer.client.get("/journal/recovery").headers["location"] == "/journal"


def test_leaving_it_sets_nothing(writer):
    """A key that was shown and left is gone."""
    recovery = writer.prepare()
    writer.post("/journal/recovery/leave", waiting=writer.waiting)
    assert writer.confirm(recovery).headers["location"] == "/journal?mistake=gone"


def test_begun_anew_in_another_window_the_newer_passphrase_is_named(writer):
    """Groups of the key before set nothing, and leaving that one leaves the newer one there."""
    first, before = writer.prepare(), writer.waiting
    second, newer = writer.prepare(OTHER), writer.waiting
    writer.waiting = before
    assert writer.confirm(first).headers["location"] == "/journal/recovery?mistake=anew"
    text = writer.see("/journal/recovery?mistake=anew")
    assert "begun anew in another window" in text
    assert second.split("-")[0] in text
    assert writer.desk.store.entries(JournalKey) == ()
    writer.post("/journal/recovery/leave", waiting=before)
    writer.waiting = newer
    assert writer.confirm(second).headers["location"] == "/journal"
    writer.close()
    assert writer.open() == "/journal?mistake=wrong"
    assert writer.open(OTHER) == "/journal"


def test_it_closes_with_one_tap_and_when_it_rests(own):
    """Closed, it shows no date and no form; using it keeps it open."""
    own.write(text="A line")
    own.later(minutes=14)
    assert "Free page" in own.see()
    own.later(minutes=14)
    assert "Tue 17 Nov" in own.see()
    own.later(minutes=16)
    assert "Tue 17 Nov" not in own.see()
    assert own.open() == "/journal"
    own.close()
    text = own.see()
    assert "Passphrase" in text
    assert "Tue 17 Nov" not in text


def test_it_closes_with_the_app_and_with_the_session(own):
    """Closing what is kept until its passphrase is typed, or leaving, closes the journal too."""
    own.write(text="A line")
    for path in ("/settings/kept/close", "/leave"):
        assert "Tue 17 Nov" in own.see()
        own.post(path)
        assert "Use the recovery key" in own.see()
        own.open()


def test_what_one_session_opened_is_closed_to_another(own):
    """Keys are by session: another browser, or a paired phone, has to open it for itself."""
    journal, now = own.desk.journal, own.now
    assert journal.keys("", now)
    assert not journal.keys("another", now)
    journal.close()
    assert not journal.keys("", now)


def test_a_clock_set_back_closes_it(own):
    """Nobody knows how long it rested then."""
    own.later(hours=-2)
    assert "Tue 17 Nov" not in own.see()
    assert "Use the recovery key" in own.see()


def test_tries_are_limited(own):
    """After ten wrong ones in five minutes even the right one waits."""
    own.close()
    for _ in range(10):
        assert own.open("not this one at all") == "/journal?mistake=wrong"
    assert own.open() == "/journal?mistake=wait"
    own.later(minutes=6)
    assert own.open() == "/journal"


def test_the_recovery_key_opens_and_takes_another_passphrase(own):
    """Pages stay, the old passphrase opens nothing, the recovery key goes on counting."""
    path = own.write(text="It stays")
    own.close()
    assert '<textarea class="groups" id="recovery"' in own.see("/journal/recover")  # seen as typed
    given = {"passphrase": OTHER, "again": OTHER}
    wrong = own.post("/journal/recover", recovery="0000", **given)
    assert wrong.headers["location"] == "/journal/recover?mistake=recovery"
    for _ in range(2):
        done = own.post("/journal/recover", recovery=own.recovery.lower(), **given)
        assert done.headers["location"] == "/journal?said=changed"
    assert "It stays" in own.see(path)
    own.close()
    assert own.open() == "/journal?mistake=wrong"
    assert own.open(OTHER) == "/journal"


def test_another_passphrase_keeps_the_pages(own):
    """It asks for the one of now, and refuses a wrong one."""
    path = own.write(text="It stays")
    given = {"passphrase": OTHER, "again": OTHER}
    wrong = own.post("/journal/passphrase", current="not this one", **given)
    assert wrong.headers["location"] == "/journal/keys?mistake=wrong"
    done = own.post("/journal/passphrase", current=PASSPHRASE, **given)
    assert done.headers["location"] == "/journal/keys?said=changed"
    own.close()
    assert own.open() == "/journal?mistake=wrong"
    assert own.open(OTHER) == "/journal"
    assert "It stays" in own.see(path)


def test_another_recovery_key_counts_once_it_is_confirmed(own):
    """Until then the one of before opens, after it no more."""
    own.post("/journal/new-recovery", current=PASSPHRASE)
    fresh = own.read_recovery()
    given = {"passphrase": OTHER, "again": OTHER}
    assert (
        "said=changed"
        in (own.post("/journal/recover", recovery=own.recovery, **given).headers["location"])
    )
    assert own.confirm(fresh).headers["location"] == "/journal/keys?said=renewed"
    own.close()
    for recovery, said in ((own.recovery, "mistake=recovery"), (fresh, "said=changed")):
        answer = own.post("/journal/recover", recovery=recovery, **given)
        assert said in answer.headers["location"]
    assert own.open(OTHER) == "/journal"


def test_everything_can_be_deleted_also_when_closed(own):
    """A question comes first; afterwards there is no page, no draft and no key."""
    own.write(text="It goes")
    own.begin()
    own.close()
    assert own.post("/journal/forget").headers["location"] == "/journal/forget"
    assert "1 page" in own.see("/journal/forget")
    assert own.post("/journal/forget", sure="yes").headers["location"] == "/journal?said=forgotten"
    assert own.desk.store.entries(SealedPage) == own.desk.store.entries(JournalKey) == ()
    assert "every page is lost for good" in own.see()


def test_a_key_that_was_deleted_elsewhere_opens_nothing(own):
    """Deleted in Settings while it is open, the journal begins anew."""
    own.write(text="It goes")
    delete_part(own.desk.store, "journal", own.now)
    assert "Before you set it" in own.see()
    own.set_up()
    assert "No pages yet" in own.see()


def test_switched_off_it_says_so_in_one_sentence(own):
    """And where to switch it on; nothing new can be begun."""
    own.write(text="A line")
    switch(own.desk.store, "journal", is_on=False)
    assert "switched off" in own.see()
    assert own.post("/journal/begin", form="free").headers["location"] == "/journal"
    assert len(own.desk.store.entries(SealedPage)) == 1
