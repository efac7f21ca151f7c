"""Which programme a row is: its name, specialty and id, and whether it stood there before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from trimtab.domain.specialties import plain_specialty, specialty_named
from trimtab.programmes.columns import IDS, Columns
from trimtab.programmes.grids import Row
from trimtab.programmes.states import state_code
from trimtab.programmes.told import Told, quoted
from trimtab.programmes.values import is_unknown, text_of

_TRACK = re.compile(
    r"[\s,(/\u2013-]*\b(categorical|preliminary|prelim|advanced)\b[\s)]*", re.IGNORECASE
)
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a row speaks of; `given_id` is "" where the row has none of its own."""

    line: int
    name: str
    specialty: str
    given_id: str
    parts: tuple[str, ...]
    track: str = ""

    @property
    def made_id(self) -> str:
        """An id of the name, the state and the specialty."""
        return slug(" ".join((self.name, *self.parts[:1], self.specialty)))


def slug(text: str) -> str:
    """Small letters and digits, parted by dashes.

    >>> slug("Synthetic Programme 014, Ohio")
    'synthetic-programme-014-ohio'
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return _NOT_PLAIN.sub("-", plain).strip("-") or "programme"


def cell_text(row: Row, columns: Columns, name: str) -> str:
    """The words a row has in a column, "" where it has none or says that it is not known."""
    place = columns.places.get(name)
    if place is None or place >= len(row[1]) or is_unknown(raw := row[1][place]):
        return ""
    return text_of(raw)


def identity_of(row: Row, columns: Columns, usual_specialty: str) -> Identity | None:
    """Who a row speaks of, or None where it names nobody."""
    given = next((text for one in IDS if (text := cell_text(row, columns, one))), "")
    name = cell_text(row, columns, "name") or given
    if not name:
        return None
    written, track = specialty_and_track(cell_text(row, columns, "specialty"))
    state, *apart = (cell_text(row, columns, one) for one in ("state", "city", "track", "location"))
    return Identity(
        row[0],
        name,
        written or usual_specialty,
        given,
        tuple(one.casefold() for one in (state_code(state) or state, *apart)),
        track,
    )


@lru_cache(maxsize=4096)
def specialty_and_track(written: str) -> tuple[str, str]:
    """The specialty a cell means, and the track that stands with it: "Surgery (preliminary)"."""
    track = _TRACK.search(written) if specialty_named(written) is None else None
    if track is None:
        return plain_specialty(written), ""
    word = track[1].casefold()
    bare = plain_specialty(_TRACK.sub(" ", written).strip())
    return bare, "preliminary" if word.startswith("prelim") else word


@dataclass(slots=True)
class Register:
    """Programmes met so far, so that one that comes twice is told and counted once."""

    told: Told
    _lines: dict[str, int] = field(default_factory=dict)
    _named: dict[tuple[str, ...], tuple[int, str]] = field(default_factory=dict)

    def admit(self, one: Identity) -> str | None:
        """The id of a programme, or None where it stood above already."""
        if one.given_id and one.given_id in self._lines:
            self._tell_twice(one, self._lines[one.given_id], f"has the id {quoted(one.given_id)}")
            return None
        key = (one.name.casefold(), one.specialty, one.track, *one.parts)
        line, before = self._named.get(key, (0, ""))
        if line and not (one.given_id and before):
            named = f"is {quoted(one.name)} in the same state and specialty"
            self._tell_twice(one, line, named)
            return None
        if line:
            self._tell_alike(one, line)
        self._named.setdefault(key, (one.line, one.given_id))
        chosen = one.given_id or self._free(one.made_id, one.parts[1:])
        self._lines[chosen] = one.line
        return chosen

    def _free(self, made: str, parts: Sequence[str]) -> str:
        """A made id that nobody has: with the city, the track or a number behind it."""
        tries = [made, *(f"{made}-{slug(part)}" for part in parts if part)]
        tries += [f"{made}-{number}" for number in range(2, len(self._lines) + 3)]
        return next(one for one in tries if one not in self._lines)

    def _tell_twice(self, one: Identity, line: int, named: str) -> None:
        what = f"This row {named}, as row {line} has; it is left out."
        mend = 'Keep one of the two, with what both say, or an id to each in a column "id".'
        self.told.tell("twice", one.line, what, mend)

    def _tell_alike(self, one: Identity, line: int) -> None:
        what = (
            f"{quoted(one.name)} stands in row {line} too, with another id; both are kept, "
            "as two programmes."
        )
        self.told.tell("alike", one.line, what, "Remove one where they are the same.")
