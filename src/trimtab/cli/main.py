"""The command group, and the one place where every error becomes a sentence and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from trimtab import __version__
from trimtab.cli.account_command import account_command
from trimtab.cli.awake_command import awake_command
from trimtab.cli.body_command import body_command
from trimtab.cli.boundaries_command import boundaries_command
from trimtab.cli.brief_command import brief_command
from trimtab.cli.calendar_command import calendar_command
from trimtab.cli.checkin_command import checkin_command
from trimtab.cli.dates_command import dates_command
from trimtab.cli.deck_command import deck_command
from trimtab.cli.doctor_command import doctor_command
from trimtab.cli.focus_command import focus_command
from trimtab.cli.group_command import group_command
from trimtab.cli.household_command import household_command
from trimtab.cli.init_command import init_command
from trimtab.cli.keeping_commands import (
    backup_command,
    export_command,
    import_command,
    restore_command,
)
from trimtab.cli.mentors_command import mentors_command
from trimtab.cli.passphrase_command import passphrase_command
from trimtab.cli.people_command import people_command
from trimtab.cli.places_command import places_command
from trimtab.cli.plan_command import plan_command
from trimtab.cli.publish_command import publish_command
from trimtab.cli.replan_command import replan_command
from trimtab.cli.reply_command import reply_command
from trimtab.cli.residency.commands import residency_group
from trimtab.cli.review_command import review_command
from trimtab.cli.roster_command import roster_command
from trimtab.cli.rotation_command import rotation_command
from trimtab.cli.serve_command import serve_command
from trimtab.cli.services import Services
from trimtab.cli.share_command import share_group
from trimtab.cli.study_command import study_command
from trimtab.cli.sync_command import sync_command
from trimtab.cli.task_command import task_command
from trimtab.cli.today_command import today_command
from trimtab.cli.weigh_command import weigh_command
from trimtab.domain.errors import TrimtabError

DONE, FAILED, INTERRUPTED = 0, 1, 130
APOLOGY = (
    "Sorry, Trimtab stopped at a fault of its own ({fault}); your files are as they were.\n"
    "Set TRIMTAB_TRACE=1 and run it again to see the details."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="trimtab", message="%(prog)s %(version)s")
def trimtab() -> None:
    """Plan a life in medicine around hours that other people choose.

    A command that needs your profile takes me.toml in this folder unless you name another; those
    that can do without take the one you name, or none.
    """


for _command in (
    serve_command,
    today_command,
    checkin_command,
    focus_command,
    review_command,
    plan_command,
    replan_command,
    places_command,
    publish_command,
    weigh_command,
    reply_command,
    brief_command,
    rotation_command,
    task_command,
    dates_command,
    study_command,
    deck_command,
    group_command,
    awake_command,
    people_command,
    household_command,
    mentors_command,
    boundaries_command,
    body_command,
    roster_command,
    residency_group,
    share_group,
    calendar_command,
    sync_command,
    account_command,
    init_command,
    backup_command,
    restore_command,
    export_command,
    import_command,
    passphrase_command,
    doctor_command,
):
    trimtab.add_command(_command)


def run(services: Services, arguments: Sequence[str], *, wants_trace: bool = False) -> int:
    """Run one command and return its exit code; every error is told in a sentence."""
    try:
        code = trimtab.main(
            args=list(arguments), prog_name="trimtab", obj=services, standalone_mode=False
        )
        sys.stdout.flush()
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except TrimtabError as error:
        return _tell(str(error))
    except BrokenPipeError:
        return _close_output()
    except Exception as error:
        if wants_trace and not _is_interrupt(error):
            raise
        return _apologise(error)
    return code or DONE


def _is_interrupt(error: BaseException) -> bool:
    """Whether a SystemError stands for Ctrl-C: compiled code returned while one was pending."""
    if not isinstance(error, SystemError):
        return False
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, KeyboardInterrupt):
            return True
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            waiting += [one.__cause__, one.__context__]
    return False


def _apologise(error: Exception) -> int:
    if _is_interrupt(error):
        click.echo(err=True)
        return INTERRUPTED
    if isinstance(error, OSError):
        _close_output()
        place = f" ({error.filename})" if error.filename else ""
        return _tell(f"This machine would not let Trimtab go on: {error.strerror}{place}.")
    return _tell(APOLOGY.format(fault=type(error).__name__))


def _tell(message: str) -> int:
    click.echo(message, err=True)
    return FAILED


def _close_output() -> int:
    """Nobody can be reached there: say nothing more, not even while Python shuts down."""
    with contextlib.suppress(OSError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return FAILED
