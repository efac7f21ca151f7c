"""`trimtab account`: what an account holds, and its password."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from trimtab.cli.files import tell
from trimtab.cli.profile_choice import profile_argument, profile_or_usual
from trimtab.cli.services import Services
from trimtab.domain.accounts import AccountFindings, CalendarListed
from trimtab.domain.errors import AccountError

KEPT = (
    "Kept in {}, readable for this user of the machine and nobody else, and not encrypted. "
    "For more, give the account a password_command that asks a password store."
)
NOTHING_CAME = "no password came. Type it at a terminal, or pipe it in as one line."
NONE = "The account {} reaches {} and has no calendar yet."
HEADING = "The account {} reaches {} and has:"


@click.group("account")
def account_command() -> None:
    """Look after the calendar accounts (CalDAV) of a profile."""


@account_command.command("test")
@click.argument("name")
@profile_argument
@click.pass_obj
def test_command(services: Services, /, name: str, profile: Path | None) -> None:
    """Ask an account for its calendars, and list them.

    NAME is the account's name in PROFILE.toml, which is me.toml unless you name another. Nothing is
    changed there.
    """
    path = profile_or_usual(profile)
    known = services.read_profile(path, services.machine_zone() or "UTC")
    findings = services.describe_account(known, path.parent, name)
    click.echo("\n".join(findings_lines(name, findings)))


@account_command.command("password")
@click.argument("name")
@profile_argument
@click.pass_obj
def password_command(services: Services, /, name: str, profile: Path | None) -> None:
    """Ask for an account's password, unseen, and keep it for the next sync.

    NAME is the account's name; PROFILE.toml, if given, is to have an account of that name. A
    password piped in is taken as it is.
    """
    if profile is not None:
        known = services.read_profile(profile, services.machine_zone() or "UTC")
        _refuse_unknown(name, [one.name for one in known.accounts])
    tell(KEPT.format(services.keep_password(name, _ask_password(name))))


def _refuse_unknown(name: str, known: Sequence[str]) -> None:
    if name not in known:
        listed = f"It has {', '.join(known)}." if known else "It has none."
        raise AccountError(name, f"the profile has no [[account]] of that name. {listed}")


def _ask_password(name: str) -> str:
    """What is typed, unseen, or the first line of what is piped in."""
    if sys.stdin.isatty():
        typed: str = click.prompt(f"Password of {name}", hide_input=True, err=True)
        return typed
    piped = sys.stdin.readline().rstrip("\r\n")
    if not piped:
        raise AccountError(name, NOTHING_CAME)
    return piped


def findings_lines(name: str, findings: AccountFindings) -> list[str]:
    """What an account holds, a line for each calendar."""
    if not findings.calendars:
        return [NONE.format(name, findings.server)]
    lines = [_line(name, one) for one in findings.calendars]
    return [HEADING.format(name, findings.server), *lines]


def _line(account: str, calendar: CalendarListed) -> str:
    if not calendar.holds_events:
        return f"  {calendar.name}: holds no events"
    read_only = "" if calendar.is_writable else ", read only"
    return f'  {calendar.name}: source = "caldav:{account}/{calendar.name}"{read_only}'
