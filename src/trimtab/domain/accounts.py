"""Calendar accounts, and where a plan is published to."""

from __future__ import annotations

from dataclasses import dataclass

PLAN_CALENDAR = "Trimtab"
"""The calendar a plan lives in, unless the person names another: our choice."""


@dataclass(frozen=True, slots=True)
class Account:
    """A CalDAV account; its password is never part of it.

    The password comes from the first line of `password_file`, from what `password_command` prints,
    from the environment, or from where `trimtab account password` put it.
    """

    name: str
    url: str
    user: str = ""
    password_file: str | None = None
    password_command: str | None = None


@dataclass(frozen=True, slots=True)
class SyncTarget:
    """The account and calendar the plan is written to."""

    account: str
    calendar: str = PLAN_CALENDAR


@dataclass(frozen=True, slots=True)
class CalendarListed:
    """A calendar of an account, as told to the person."""

    name: str
    holds_events: bool
    is_writable: bool


@dataclass(frozen=True, slots=True)
class AccountFindings:
    """What an account holds, and whether new calendars can be made there, where that is known."""

    server: str
    calendars: tuple[CalendarListed, ...]
