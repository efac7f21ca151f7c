"""Where phones come in: an address, its certificate's fingerprint, and the key of one pairing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from trimtab.web.phone.standing import Standing
from trimtab.web.security.links import hash_of

PAIRING_MINUTES = 10
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Those of a code to type: 0, O, 1 and I look alike and are left out."""

CODE_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Pairing:
    """One invitation to pair: a key for a link, a code to type, and until when they open."""

    key: str
    code: str
    until: datetime

    @property
    def spaced_code(self) -> str:
        """The code in two halves, as it is easier to read."""
        return f"{self.code[:4]}-{self.code[4:]}"


class Pairings:
    """The one invitation that is open, if any: a new one ends the one before; one phone uses it."""

    def __init__(self) -> None:
        self._open: Pairing | None = None
        self._lock = threading.Lock()

    def invite(self, secret: str, now: datetime) -> Pairing:
        """Open an invitation, with a code made from the same fresh secret."""
        until = now + timedelta(minutes=PAIRING_MINUTES)
        pairing = Pairing(secret, code_from(secret), until)
        with self._lock:
            self._open = pairing
        return pairing

    def current(self, now: datetime) -> Pairing | None:
        """The invitation that is open now."""
        with self._lock:
            return self._open if self._open and now <= self._open.until else None

    def use(self, typed: str, now: datetime, *, takes_code: bool = True) -> bool:
        """Whether a key, or a code as people type it, opens; then neither does again.

        A code of 40 bits could be guessed, so it is taken only while few keys did not fit.
        """
        with self._lock:
            pairing = self._open
            if pairing is None or now > pairing.until:
                return False
            is_key = hash_of(typed) == hash_of(pairing.key)
            is_code = hash_of(plain_code(typed)) == hash_of(pairing.code)
            if not (is_key or (is_code and takes_code)):
                return False
            self._open = None
            return True


def code_from(secret: str) -> str:
    """Eight letters (40 bits) that depend on all of a secret, and do not tell it."""
    number = int(hash_of(f"code of {secret}"), 16)
    return "".join(LETTERS[number >> 5 * place & 31] for place in range(CODE_LETTERS))


def plain_code(typed: str) -> str:
    """A code as it was shown, however it was typed.

    >>> plain_code(" kfhw 2qzp")
    'KFHW2QZP'
    """
    return "".join(one for one in typed.upper() if one in LETTERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneDoor:
    """Where phones come in.

    `url` is the app as phones reach it; `certificate_url` where the certificate of its authority is
    handed out, None where phones trust it anyway; `certificate` is that, as DER. `standing` tells
    since when it is there; `others` are addresses that could be taken instead, `is_here` tells
    whether the machine still has this one.
    """

    url: str
    standing: Standing | None = None
    others: tuple[str, ...] = ()
    is_here: Callable[[], bool] = lambda: True
    certificate: bytes | None = None
    certificate_url: str | None = None
    pairings: Pairings = field(default_factory=Pairings)
