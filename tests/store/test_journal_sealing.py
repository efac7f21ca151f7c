"""What the journal seals opens by its passphrase or recovery key, in its place, and not else."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from trimtab.app.mind.journal_ports import OpenKey, PagePlace
from trimtab.domain.errors import PassphraseError, StoreError
from trimtab.store.journal_sealing import (
    RECOVERY_BYTES,
    USUAL_COST,
    Cost,
    JournalSeals,
    _bound,
    _derived,
    recovery_bytes,
    recovery_text,
)

NOW = datetime(2026, 11, 17, 15, tzinfo=UTC)
TODAY = date(2026, 11, 17)
KEY, PAGE = PagePlace("key", TODAY, NOW), PagePlace("page", TODAY, NOW)
PASSPHRASE, OTHER = "four quiet words here", "and four quite others"
SEALS = JournalSeals(Cost(memory_kib=32, passes=1))
FRESH = SEALS.make_key(KEY, PASSPHRASE, "where we met")


def flipped(text, at=-1):
    """The same in base64, one bit of it turned."""
    content = bytearray(base64.b64decode(text))
    content[at] ^= 1
    return base64.b64encode(content).decode()


def test_a_key_opens_by_passphrase_and_by_recovery_key():
    """Both lead to the same random key, which stands nowhere in the record."""
    for opened in (
        SEALS.open_by_passphrase(FRESH.record, PASSPHRASE),
        SEALS.open_by_recovery(FRESH.record, FRESH.recovery.lower().replace("-", " ")),
    ):
        assert opened == FRESH.opened
    assert len(FRESH.opened.secret) == 32
    assert FRESH.opened.secret.hex() not in repr(FRESH)
    assert FRESH.recovery not in repr(FRESH)


def test_nothing_else_opens_it():
    """Neither another passphrase nor another recovery key, nor what cannot be one."""
    assert SEALS.open_by_passphrase(FRESH.record, OTHER) is None
    assert SEALS.open_by_recovery(FRESH.record, recovery_text(bytes(RECOVERY_BYTES))) is None
    assert SEALS.open_by_recovery(FRESH.record, FRESH.recovery[:-1]) is None
    with pytest.raises(PassphraseError):
        SEALS.open_by_passphrase(FRESH.record, "")


def test_letters_count_as_the_same_however_they_are_put_together():
    """An é typed as one sign opens what an e with an accent closed."""
    fresh = SEALS.make_key(KEY, "soir\u00e9e at the corner", "")
    assert SEALS.open_by_passphrase(fresh.record, "soire\u0301e at the corner") == fresh.opened


@pytest.mark.parametrize("field", ["by_passphrase", "salt"])
def test_a_key_that_was_changed_opens_by_nothing(field):
    """One bit of what is wrapped, or of the salt, is enough."""
    changed = replace(FRESH.record, **{field: flipped(getattr(FRESH.record, field))})
    assert SEALS.open_by_passphrase(changed, PASSPHRASE) is None


def test_a_key_is_bound_to_its_record():
    """A wrapped key neither opens under another id nor beside another key for drafts."""
    stranger = SEALS.make_key(replace(KEY, id="other"), OTHER, "").record
    for changed in (
        replace(FRESH.record, id="other"),
        replace(FRESH.record, for_drafts=stranger.for_drafts),
        replace(FRESH.record, by_passphrase=FRESH.record.by_recovery),
    ):
        assert SEALS.open_by_passphrase(changed, PASSPHRASE) is None


@pytest.mark.parametrize(
    "cost", ["", "scrypt n=2", "argon2id m=9999999 t=3 p=4", "argon2id m=0 t=1 p=1"]
)
def test_a_record_cannot_ask_for_any_cost(cost):
    """What an edited file asks for is bounded before anything is stretched."""
    with pytest.raises(PassphraseError):
        SEALS.open_by_passphrase(replace(FRESH.record, derivation=cost), PASSPHRASE)


def test_the_usual_cost_is_the_one_of_the_standard():
    """RFC 9106, section 4, second recommendation: 64 MiB, 3 passes, 4 lanes."""
    assert str(USUAL_COST) == "argon2id m=65536 t=3 p=4"
    assert SEALS.make_key(KEY, PASSPHRASE, "").record.derivation == "argon2id m=32 t=1 p=4"


def test_another_passphrase_keeps_pages_and_recovery_key():
    """What was sealed before opens as before; the old passphrase opens no more."""
    page = SEALS.seal_page(FRESH.opened, PAGE, "words")
    changed = SEALS.with_passphrase(FRESH.record, FRESH.opened, OTHER, "")
    assert SEALS.open_by_passphrase(changed, PASSPHRASE) is None
    opened = SEALS.open_by_passphrase(changed, OTHER)
    assert SEALS.open_page(opened, page) == "words"
    assert SEALS.open_by_recovery(changed, FRESH.recovery) == opened


def test_another_recovery_key_ends_the_one_before():
    """The passphrase stays."""
    again = SEALS.with_recovery(FRESH.record, FRESH.opened)
    assert SEALS.open_by_recovery(again.record, FRESH.recovery) is None
    assert SEALS.open_by_recovery(again.record, again.recovery) == FRESH.opened
    assert SEALS.open_by_passphrase(again.record, PASSPHRASE) == FRESH.opened


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_pages_and_drafts_come_back_as_they_were(text):
    """Whatever the words; blanks at the very end are the padding's."""
    page = SEALS.seal_page(FRESH.opened, PAGE, f"{text}.")
    draft = SEALS.seal_draft(FRESH.record, PAGE, f"{text}.")
    assert SEALS.open_page(FRESH.opened, page) == f"{text}."
    assert SEALS.open_draft(FRESH.opened, draft) == f"{text}."


def test_pages_cannot_be_swapped_moved_or_changed():
    """Under another id, day or key, with a bit turned, cut short or as no base64: none opens."""
    for seal, open_ in (
        (lambda place: SEALS.seal_page(FRESH.opened, place, "words"), SEALS.open_page),
        (lambda place: SEALS.seal_draft(FRESH.record, place, "words"), SEALS.open_draft),
    ):
        page, other = seal(PAGE), seal(replace(PAGE, id="other"))
        assert open_(FRESH.opened, page) == "words"
        for changed in (
            replace(page, sealed=other.sealed),
            replace(page, id="other"),
            replace(page, day=date(2026, 11, 18)),
            *(replace(page, sealed=flipped(page.sealed, at)) for at in (0, 20, 40, -1)),
            replace(page, sealed=page.sealed[:-4]),
            replace(page, sealed="no base64"),
            replace(page, sealed=""),
        ):
            assert open_(FRESH.opened, changed) is None
        assert open_(OpenKey("other", FRESH.opened.secret), page) is None
        assert open_(OpenKey("key", bytes(32)), page) is None


def test_a_draft_is_no_page_and_a_page_no_draft():
    """Each opens in its own way alone, so that what anybody could seal never stands as a page."""
    assert SEALS.open_page(FRESH.opened, SEALS.seal_draft(FRESH.record, PAGE, "words")) is None
    assert SEALS.open_draft(FRESH.opened, SEALS.seal_page(FRESH.opened, PAGE, "words")) is None


def test_a_page_is_what_the_standard_says():
    """AES-256-GCM with the first 12 bytes as nonce, opened here by the library alone."""
    page = SEALS.seal_page(FRESH.opened, PAGE, "words")
    content = base64.b64decode(page.sealed)
    key = _derived(FRESH.opened.secret, "pages")
    found = AESGCM(key).decrypt(content[:12], content[12:], _bound("key", PAGE))
    assert found == b"words".ljust(512)


def test_sealing_twice_says_nothing_of_being_the_same():
    """No two seals of one text are alike, and sizes go in steps."""
    pages = [SEALS.seal_page(FRESH.opened, PAGE, text).sealed for text in ("a", "a", "b" * 400)]
    assert len(set(pages)) == 3
    assert len({len(one) for one in pages}) == 1


def test_a_damaged_key_refuses_drafts_in_a_sentence():
    """Nothing is sealed to a key that is none."""
    with pytest.raises(StoreError, match="outside Trimtab"):
        SEALS.seal_draft(replace(FRESH.record, for_drafts="AAAA"), PAGE, "words")


@given(st.binary(min_size=RECOVERY_BYTES, max_size=RECOVERY_BYTES))
def test_every_recovery_key_comes_back_from_its_letters(secret):
    """Also where O, I and L were read for digits."""
    text = recovery_text(secret)
    assert recovery_bytes(text) == secret
    assert recovery_bytes(text.replace("0", "o").replace("1", "l").replace("-", " ")) == secret
