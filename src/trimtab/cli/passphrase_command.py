"""`trimtab passphrase`: what is kept, under a passphrase, under another, or under none."""

from __future__ import annotations

from pathlib import Path

import click

from trimtab.cli.files import tell
from trimtab.cli.keeping_commands import data_option
from trimtab.cli.services import Sealed, Services
from trimtab.cli.unseen import ask_unseen, is_typed
from trimtab.domain.errors import PassphraseError

GOOD_LENGTH = 15
WARNING = (
    "Without the passphrase nobody can open what is kept, not even you: there is no way around it. "
    "Write it down and keep it away from this machine."
)
ADVICE = "It is short. Four or five words that have nothing to do with each other hold far longer."
NEW, AGAIN, OLD = "New passphrase", "The same once more", "Passphrase"
UNLIKE = "The two differ, so nothing was changed. Try again."
ALREADY = "What is kept is under a passphrase already. `trimtab passphrase change` takes another."
NOT_YET = "What is kept is under no passphrase. `trimtab passphrase set` puts it under one."
LEFT = "Left as it was, and no part of this: {}"
OTHERS = (
    "Still readable: what calendars elsewhere said and what a sync sent, in {}. Copies and exports "
    "that you made are as they were; delete those you do not need."
)


@click.group("passphrase")
def passphrase_command() -> None:
    """Keep what the web app keeps under a passphrase.

    Stop the web app first. At a terminal you are asked, unseen; from a pipe each passphrase is one
    line, in the order they would be asked for.
    """


@passphrase_command.command("set")
@data_option
@click.pass_obj
def set_command(services: Services, /, data: Path | None) -> None:
    """Put what is kept, and its backups, under a passphrase."""
    services.passphrases.prepare(data)
    if services.passphrases.is_sealed(data):
        raise PassphraseError(ALREADY)
    tell(WARNING)
    _tell_sealed(services.passphrases.rewrite(data, None, _ask_new()))


@passphrase_command.command("change")
@data_option
@click.pass_obj
def change_command(services: Services, /, data: Path | None) -> None:
    """Put what is kept, and its backups, under another passphrase."""
    old = _ask_old(services, data)
    _tell_sealed(services.passphrases.rewrite(data, old, _ask_new()))


@passphrase_command.command("remove")
@data_option
@click.pass_obj
def remove_command(services: Services, /, data: Path | None) -> None:
    """Take what is kept, and its backups, out of the passphrase."""
    done = services.passphrases.rewrite(data, _ask_old(services, data), None)
    click.echo(f"Under no passphrase now: {done.path}{_with_backups(done)}")
    tell(*(LEFT.format(path) for path in done.left))


def _ask_old(services: Services, data: Path | None) -> str:
    services.passphrases.prepare(data)
    if not services.passphrases.is_sealed(data):
        raise PassphraseError(NOT_YET)
    typed = ask_unseen(OLD)
    services.passphrases.check(data, typed)
    return typed


def _ask_new() -> str:
    """A new passphrase; where it is typed, twice, as nobody sees a slip."""
    typed = ask_unseen(NEW)
    if is_typed() and ask_unseen(AGAIN) != typed:
        raise PassphraseError(UNLIKE)
    tell(ADVICE if len(typed) < GOOD_LENGTH else "")
    return typed


def _tell_sealed(done: Sealed) -> None:
    click.echo(f"Under the passphrase now: {done.path}{_with_backups(done)}")
    tell(*(LEFT.format(path) for path in done.left))
    if done.others:
        tell(OTHERS.format(", ".join(map(str, done.others))))


def _with_backups(done: Sealed) -> str:
    if not done.backups:
        return ""
    return f", and {done.backups} backup{'s' if done.backups > 1 else ''} beside it"
