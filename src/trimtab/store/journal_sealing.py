"""Seals the journal: AES-256-GCM under a random key, which opens by passphrase or recovery key.

The random key is wrapped twice: under a key stretched from the passphrase (Argon2id, RFC 9106) and
under one derived from the recovery key (HKDF-SHA256; 160 random bits need no stretching). Pages are
bound to their id and day, keys to their own record, so that none can stand in another's place.
Drafts are sealed to a public key (HPKE, RFC 9180), because the journal may have closed meanwhile.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import re
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from trimtab.app.mind.journal_ports import FreshKey, OpenKey, PagePlace
from trimtab.domain.diary import JournalKey, SealedPage
from trimtab.domain.errors import PassphraseError, StoreError
from trimtab.store.keys import letters_of

KEY_BYTES, SALT_BYTES, NONCE_BYTES, RECOVERY_BYTES = 32, 16, 12, 20
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter looks like another, and none is read as a digit."""

MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
GROUP = 4
PADDED_TO = 512
"""Sealed text grows in steps of so many bytes, so that its size tells little of what was said."""

ABOUT = "trimtab journal 1"
DRAFT_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_COST = re.compile(r"argon2id m=(\d{1,7}) t=(\d{1,2}) p=(\d{1,2})")
MOST_COST = (2**20, 20, 16)
"""Of what a record may ask for: more would only keep a machine busy."""

DAMAGED_KEY = "The journal's key was changed outside Trimtab. A backup may still hold it as it was."
LATER = "A later edition of Trimtab made this journal's key. Install that edition."


@dataclass(frozen=True, slots=True)
class Cost:
    """What stretching a passphrase takes: KiB of memory, passes over it, lanes.

    64 MiB, 3 and 4 are the second choice that RFC 9106, section 4, recommends.
    """

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def __str__(self) -> str:
        return f"argon2id m={self.memory_kib} t={self.passes} p={self.lanes}"


USUAL_COST = Cost()


class JournalSeals:
    """Seals and opens by the library's own parts; what does not open is None."""

    def __init__(self, cost: Cost = USUAL_COST) -> None:
        self._cost = cost

    def make_key(self, place: PagePlace, passphrase: str, hint: str) -> FreshKey:
        """A random key under a passphrase and a random recovery key. Raises PassphraseError."""
        opened = OpenKey(place.id, AESGCM.generate_key(8 * KEY_BYTES))
        public = _draft_key(opened).public_key().public_bytes_raw()
        record = JournalKey(
            id=place.id,
            day=place.day,
            said_at=place.said_at,
            salt="",
            by_passphrase="",
            by_recovery="",
            derivation="",
            for_drafts=_text(public),
        )
        fresh = self.with_recovery(record, opened)
        kept = self.with_passphrase(fresh.record, opened, passphrase, hint)
        return replace(fresh, record=kept)

    def open_by_passphrase(self, record: JournalKey, passphrase: str) -> OpenKey | None:
        """The key, if the passphrase is right. Raises PassphraseError."""
        wrapping = _stretched(passphrase, _bytes(record.salt), _cost_of(record.derivation))
        return _unwrap(wrapping, record, record.by_passphrase, "passphrase")

    def open_by_recovery(self, record: JournalKey, recovery: str) -> OpenKey | None:
        """The key, if the recovery key is right."""
        typed = recovery_bytes(recovery)
        if typed is None:
            return None
        return _unwrap(_derived(typed, "recovery"), record, record.by_recovery, "recovery")

    def with_passphrase(
        self, record: JournalKey, opened: OpenKey, passphrase: str, hint: str
    ) -> JournalKey:
        """The key under another passphrase; pages and recovery key stay. Raises PassphraseError."""
        salt = os.urandom(SALT_BYTES)
        changed = replace(record, salt=_text(salt), derivation=str(self._cost), hint=hint)
        wrapping = _stretched(passphrase, salt, self._cost)
        return replace(changed, by_passphrase=_wrap(wrapping, opened, changed, "passphrase"))

    def with_recovery(self, record: JournalKey, opened: OpenKey) -> FreshKey:
        """The key under another recovery key; the one before opens no more."""
        secret = os.urandom(RECOVERY_BYTES)
        wrapped = _wrap(_derived(secret, "recovery"), opened, record, "recovery")
        return FreshKey(replace(record, by_recovery=wrapped), opened, recovery_text(secret))

    def seal_page(self, opened: OpenKey, place: PagePlace, text: str) -> SealedPage:
        """A page under the key, bound to its place."""
        sealed = _seal(_derived(opened.secret, "pages"), _padded(text), _bound(opened.id, place))
        return _page(place, sealed, opened.id)

    def open_page(self, opened: OpenKey, page: SealedPage) -> str | None:
        """What the page says, if it was sealed under this key for this place."""
        bound = _bound(opened.id, page)
        found = _open(_derived(opened.secret, "pages"), page.sealed, bound)
        return None if found is None else found.decode().rstrip(" ")

    def seal_draft(self, record: JournalKey, place: PagePlace, text: str) -> SealedPage:
        """A draft sealed to the key's public half. Raises StoreError where that is damaged."""
        try:
            public = X25519PublicKey.from_public_bytes(_bytes(record.for_drafts))
        except ValueError:
            raise StoreError(DAMAGED_KEY) from None
        sealed = DRAFT_SUITE.encrypt(_padded(text), public, _bound(record.id, place))
        return _page(place, sealed, record.id)

    def open_draft(self, opened: OpenKey, draft: SealedPage) -> str | None:
        """What the draft says, if it was sealed to this key for this place."""
        bound = _bound(opened.id, draft)
        try:
            found = DRAFT_SUITE.decrypt(_bytes(draft.sealed), _draft_key(opened), bound)
        except (InvalidTag, ValueError):
            return None
        return found.decode().rstrip(" ")


def recovery_text(secret: bytes) -> str:
    """A recovery key in groups of letters.

    >>> recovery_text(bytes(20))
    '0000-0000-0000-0000-0000-0000-0000-0000'
    """
    number = int.from_bytes(secret)
    letters = 8 * len(secret) // 5
    text = "".join(ALPHABET[number >> 5 * at & 31] for at in reversed(range(letters)))
    return "-".join(text[at : at + GROUP] for at in range(0, letters, GROUP))


def recovery_bytes(typed: str) -> bytes | None:
    """A recovery key from what was typed; None where it cannot be one.

    >>> recovery_bytes("oooo 0000 0000-0000-0000-0000-0000-00ii").hex()[-4:]
    '0021'
    """
    letters = re.sub(r"[\s\u2010-\u2015-]", "", typed).upper().translate(MISREAD)
    if len(letters) != 8 * RECOVERY_BYTES // 5 or not set(letters) <= set(ALPHABET):
        return None
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    return number.to_bytes(RECOVERY_BYTES)


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    stretching = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return stretching.derive(letters_of(passphrase))


def _cost_of(derivation: str) -> Cost:
    """What a record says; it is read before anything vouches for it, so it has bounds."""
    found = _COST.fullmatch(derivation)
    said = tuple(int(one) for one in found.groups()) if found else ()
    if not said or not all(0 < one <= most for one, most in zip(said, MOST_COST, strict=True)):
        raise PassphraseError(LATER)
    return Cost(*said)


def _derived(secret: bytes, purpose: str) -> bytes:
    info = f"{ABOUT} {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret)


def _draft_key(opened: OpenKey) -> X25519PrivateKey:
    """The private half follows from the journal's key, so that it is kept nowhere."""
    return X25519PrivateKey.from_private_bytes(_derived(opened.secret, "drafts"))


def _wrap(wrapping: bytes, opened: OpenKey, record: JournalKey, purpose: str) -> str:
    return _text(_seal(wrapping, opened.secret, _bound_key(record, purpose)))


def _unwrap(wrapping: bytes, record: JournalKey, wrapped: str, purpose: str) -> OpenKey | None:
    secret = _open(wrapping, wrapped, _bound_key(record, purpose))
    return None if secret is None else OpenKey(record.id, secret)


def _bound_key(record: JournalKey, purpose: str) -> bytes:
    """What a wrapped key goes with: its id, and where its drafts go."""
    return json.dumps([ABOUT, purpose, record.id, record.for_drafts]).encode()


def _bound(key_id: str, place: PagePlace | SealedPage) -> bytes:
    """What a page goes with: its key, its id, its day."""
    return json.dumps([ABOUT, key_id, place.id, place.day.isoformat()]).encode()


def _page(place: PagePlace, sealed: bytes, key_id: str) -> SealedPage:
    return SealedPage(
        id=place.id, day=place.day, said_at=place.said_at, sealed=_text(sealed), key=key_id
    )


def _seal(key: bytes, content: bytes, bound: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound)


def _open(key: bytes, sealed: str, bound: bytes) -> bytes | None:
    content = _bytes(sealed)
    try:
        return AESGCM(key).decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        return None


def _padded(text: str) -> bytes:
    content = text.encode()
    return content.ljust(-(-max(len(content), 1) // PADDED_TO) * PADDED_TO)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    """Bytes from base64; none where somebody changed them into something else."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
