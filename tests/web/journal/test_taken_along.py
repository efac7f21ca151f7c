"""An export leaves the journal out unless asked; opened elsewhere, it opens by its passphrase."""

from __future__ import annotations

import pytest

from trimtab.domain.diary import JournalKey, SealedPage
from trimtab.store.importing import import_all

LINE = "It was a long night"


def exported(own, query=""):
    """The file that Settings gives."""
    return own.client.get(f"/settings/kept/export{query}").content


def test_it_is_left_out_unless_asked(own):
    """The page offers both ways."""
    own.write(text=LINE)
    page = own.see("/settings/kept")
    assert "The journal is left out of it." in page
    assert "/settings/kept/export?journal=yes" in page
    without = exported(own)
    own.post("/journal/forget", sure="yes")
    assert import_all(own.desk.store, without, own.now) == ()
    assert own.desk.store.entries(JournalKey) == ()


@pytest.mark.parametrize("way", ["passphrase", "recovery"])
def test_brought_elsewhere_it_opens_by_passphrase_and_by_recovery_key(own, way):
    """Pages, drafts and key as they were, in place of the journal that was there."""
    path = own.write(text=LINE)
    own.post(f"{path}/draft", form="free", text="and longer", turn="1")
    content = exported(own, "?journal=yes")
    assert LINE.encode() not in content
    recovery = own.recovery
    own.post("/journal/forget", sure="yes")
    own.set_up()
    own.write(text="another journal")
    assert import_all(own.desk.store, content, own.now) == ()
    assert "Use the recovery key" in own.see()  # what was open is another key
    if way == "passphrase":
        assert own.open() == "/journal"
    else:
        other = "five other words instead of"
        own.post("/journal/recover", recovery=recovery, passphrase=other, again=other)
    assert LINE in own.see(path)
    assert "and longer" in own.see(f"{path}/write")
    assert len(own.desk.store.entries(SealedPage)) == 2
