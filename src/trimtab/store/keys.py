"""Keys of sealed files: made from a passphrase as SQLCipher makes them, once for all connections.

SQLCipher would stretch the passphrase anew for every connection (0.2 s each). Here it is stretched
once, by the same function over the salt that the file begins with, so that any other program with
SQLCipher opens the file by the passphrase too.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from trimtab.domain.errors import MissingPartError, PassphraseError

TURNS = 256_000
"""Rounds of PBKDF2-HMAC-SHA512: the default of SQLCipher 4."""

KEY_BYTES, SALT_BYTES, PAGE_BYTES = 32, 16, 4096
PLAIN_BEGINS = b"SQLite format 3\0"
PART, EXTRA = "What keeps it under a passphrase", "encrypted"
EMPTY = "A passphrase cannot be empty. Nothing was changed."
ONE_LINE = "A passphrase is one line of letters, digits and signs. Nothing was changed."
HALF_LETTERS = ("Cc", "Cs")
"""Unicode's names for what no keyboard types: controls, among them the end of a line, and halves
of letters."""


@dataclass(frozen=True, slots=True)
class Key:
    """What opens one sealed file, and every file with its salt; it shows itself nowhere."""

    salt: bytes
    secret: bytes = field(repr=False)

    @property
    def spelled(self) -> str:
        """The key as SQLCipher takes it without stretching; hexadecimal digits alone."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


def derive_key(passphrase: str, salt: bytes) -> Key:
    """The key of a passphrase for a file that begins with this salt. Raises PassphraseError."""
    letters = letters_of(passphrase)
    return Key(salt, hashlib.pbkdf2_hmac("sha512", letters, salt, TURNS, KEY_BYTES))


def letters_of(passphrase: str) -> bytes:
    """A passphrase as it counts: the same letters, however a keyboard puts them together (NFC).

    Raises PassphraseError.
    """
    letters = unicodedata.normalize("NFC", passphrase)
    if not letters:
        raise PassphraseError(EMPTY)
    if any(unicodedata.category(one) in HALF_LETTERS for one in letters):
        raise PassphraseError(ONE_LINE)
    return letters.encode()


def is_sealed(path: Path) -> bool:
    """Whether a file may be a sealed one: whole pages of noise. Anything else is damaged or plain.

    Nothing else tells a sealed file from noise but its passphrase.
    """
    begins = salt_of(path)
    return len(begins) == SALT_BYTES and begins != PLAIN_BEGINS and not _size_of(path) % PAGE_BYTES


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def is_part_of(path: Path, standing: Path) -> bool:
    """Whether a path leads to a store's own file, whatever it is called, or to its log."""
    beside = [standing.with_name(standing.name + ending) for ending in ("", "-wal", "-shm")]
    if path.exists() and standing.exists() and path.samefile(standing):
        return True
    return path.resolve() in [one.resolve() for one in beside]


def is_plain(path: Path) -> bool:
    """Whether a file is a database that anybody can read."""
    return salt_of(path) == PLAIN_BEGINS


def salt_of(path: Path) -> bytes:
    """What a file begins with; nothing where there is none."""
    try:
        with path.open("rb") as opened:
            return opened.read(SALT_BYTES)
    except OSError:
        return b""


def sqlcipher() -> ModuleType:
    """What opens sealed files, where it is installed. Raises MissingPartError."""
    try:
        from sqlcipher3 import dbapi2  # noqa: PLC0415 - few need it, and it may be missing
    except ImportError:
        raise MissingPartError(PART, EXTRA) from None
    module: ModuleType = dbapi2
    return module
