"""What pages need from the outside; serving builds the real thing, tests a small one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Protocol, cast

from starlette.requests import Request

from trimtab.app.answering.ports import Invitations
from trimtab.app.daily.ports import Planning, Store
from trimtab.app.residency.asks import Applying
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.decks import DeckOutlook, DeckSource
from trimtab.domain.device_sleep import ReadDeviceSleep
from trimtab.domain.shown_calendars import UnderstoodCalendar
from trimtab.web.calendar_watch import CalendarWatch
from trimtab.web.journal.opened import OpenJournals
from trimtab.web.phone.door import PhoneDoor
from trimtab.web.security.attempts import Attempts
from trimtab.web.security.links import Links, LoginLinks
from trimtab.web.settings.bringing_back import BringingBack
from trimtab.web.shown_answers import ShownAnswers
from trimtab.web.shown_forms import ShownForms


class LookAt(Protocol):
    """Tells of one calendar in short: of its content, or with None of what its address leads to."""

    def __call__(
        self,
        source: CalendarSource,
        content: bytes | None,
        zone: str,
        today: date,
        /,
        *,
        allowed_hosts: tuple[str, ...] = (),
    ) -> UnderstoodCalendar:
        """The calendar on the clock of a zone; servers of one's own are asked where allowed."""
        ...


def look_nowhere(
    source: CalendarSource,
    _: bytes | None,
    __: str,
    ___: date,
    *,
    allowed_hosts: tuple[str, ...] = (),  # noqa: ARG001 - the port's own shape
) -> UnderstoodCalendar:
    """Where nothing is connected that reads calendars."""
    return UnderstoodCalendar(source.name or "Calendar", fault="Calendars cannot be read here.")


ReadDeckFile = Callable[[IO[bytes], str, DeckSource, datetime], DeckOutlook]
"""Reads an open collection of cards, named, as a deck says it, at a moment on its own clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One person's ports: `now` is the present instant in UTC, `new_id` a fresh random name.

    `zone` is the machine's own, for before the profile names one; `new_secret` 32 random bytes as
    text. `look` reads a calendar apart. `export_all` gives everything as one file, with the journal
    if it is told so, which `imports` put in place of what is kept; `backup_state` says in a
    sentence when a backup was made last. `forget_calendars` forgets what calendars said, `watch`
    tells how those elsewhere stand. `applying` makes lists of residency programmes, `read_sleep`
    reads what a wearable exports, `read_deck` a collection of cards; each None where it cannot be.
    `close_again` has the passphrase asked anew, where what is kept is under one. The desk of an
    example has none of these but `applying`. `journal` is what is open of the journal, `shown`
    are forms whose answers are pages, `answers` the last pages that answered one.
    """

    store: Store
    planning: Planning
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    new_secret: Callable[[], str]
    zone: str = "UTC"
    look: LookAt = look_nowhere
    export_all: Callable[[bool], bytes] | None = None
    imports: BringingBack | None = None
    watch: CalendarWatch | None = None
    forget_calendars: Callable[[], None] | None = None
    back_up: Callable[[], None] | None = None
    backup_state: Callable[[], str] | None = None
    close_again: Callable[[], None] | None = None
    applying: Applying | None = None
    journal: OpenJournals = field(default_factory=OpenJournals)
    read_sleep: ReadDeviceSleep | None = None
    read_deck: ReadDeckFile | None = None
    invitations: Invitations | None = None
    is_example: bool = False
    shown: ShownForms = field(default_factory=ShownForms)
    answers: ShownAnswers = field(default_factory=ShownAnswers)

    def forget_typed(self) -> None:
        """Forget what was typed and is held in memory, beside the journal's."""
        self.shown.forget_all()
        self.answers.forget_all()


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """How the app is reached: the hosts it answers to, whether encrypted, and who may come in.

    `needs_key` is false only in tests and in the example; `links` are those that let in, `attempts`
    the keys that did not fit; `phone` is where phones come in, None where they cannot. `notices`
    are sentences that stand on every page until what they tell of is mended. `is_closed` while a
    passphrase stands before everything but Help.
    """

    hosts: frozenset[str]
    is_secure: bool = False
    needs_key: bool = True
    links: Links = field(default_factory=LoginLinks)
    attempts: Attempts = field(default_factory=Attempts)
    phone: PhoneDoor | None = None
    notices: Callable[[], tuple[str, ...]] = tuple
    is_closed: bool = False


def desk_of(request: Request) -> Desk:
    """The desk of the person who asks."""
    return cast("Desk", request.state.desk)


def house_of(request: Request) -> House:
    """How the app is reached."""
    return cast("House", request.app.state.house)
