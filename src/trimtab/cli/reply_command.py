"""`trimtab reply`: an answer to an invitation, as a file to send."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import click

from trimtab.cli.files import STANDARD_OUTPUT, tell, write_or_show
from trimtab.cli.profile_choice import profile_argument
from trimtab.cli.services import Services
from trimtab.cli.values import IsoDate, IsoMoment
from trimtab.domain.invitations import Answer, Participation, Reply

UNKNOWN_ZONE = "UTC"
FILE = click.Path(path_type=Path)
SAID: dict[Participation, str] = {
    "accepted": "Accepted",
    "tentative": "Tentative",
    "declined": "Declined",
}
FLAGS: dict[str, Participation] = {
    "accept": "accepted",
    "tentative": "tentative",
    "decline": "declined",
}


@click.command("reply")
@click.argument("invitation", metavar="INVITE.ics", type=FILE)
@profile_argument
@click.option("--accept", is_flag=True, help="Say yes.")
@click.option("--tentative", is_flag=True, help="Say that you may come.")
@click.option("--decline", is_flag=True, help="Say no, kindly.")
@click.option(
    "--comment",
    metavar="TEXT",
    help='Your own words to the organiser; "" for none. [default: two kind sentences, unless yes]',
)
@click.option("--only", type=IsoDate(), help="Answer for this day of a series alone.")
@click.option(
    "--as",
    "attendee",
    metavar="EMAIL",
    help="The address you are invited at. [default: `email` in your profile]",
)
@click.option(
    "--ics", type=FILE, metavar="FILE|-", help="The answer's file. [default: INVITE-reply.ics]"
)
@click.option("--now", type=IsoMoment(), help="When it is answered. [default: the clock]")
@click.pass_obj
def reply_command(
    services: Services, /, invitation: Path, profile: Path | None, **options: Any
) -> None:
    """Answer an invitation, as a file to send.

    INVITE.ics is the invitation as it came by mail. Trimtab sends nothing: attach the file that is
    written to a mail to the organiser.
    """
    answer = _answer(services, profile, options)
    target = options["ics"] or Path(f"{invitation.stem}-reply.ics")
    if target != STANDARD_OUTPUT:
        services.read_feed("reply", target)
    reply = services.answer_invitation(invitation, answer)
    words = _words(reply, answer)
    write_or_show({target: reply.content}, lambda: click.echo(words))
    tell(words if target == STANDARD_OUTPUT else "", _how_to_send(reply, answer))


def _answer(services: Services, profile: Path | None, options: dict[str, Any]) -> Answer:
    """What was typed, with the zone and address of the profile."""
    chosen = [said for flag, said in FLAGS.items() if options[flag]]
    if len(chosen) != 1:
        raise click.UsageError("Say one of --accept, --tentative and --decline.")
    zone, email = services.machine_zone() or UNKNOWN_ZONE, None
    if profile is not None:
        person = services.read_profile(profile, zone).person
        zone, email = person.time_zone, person.email
    return Answer(
        participation=chosen[0],
        now=_local(options["now"] or services.now(), ZoneInfo(zone)),
        comment=options["comment"],
        attendee=(options["attendee"] or email or "").removeprefix("mailto:") or None,
        is_sure=options["attendee"] is not None,
        only=options["only"],
    )


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def _words(reply: Reply, answer: Answer) -> str:
    """What the answer says, to whom and as whom."""
    day = f" on {reply.when}" if reply.when else ""
    lines = [
        f"{SAID[answer.participation]}: {reply.name}{day}",
        f"From {reply.attendee} to {reply.organizer}",
        f'With the words "{reply.words}"' if reply.words else "",
        *reply.remarks,
    ]
    return "\n".join(filter(None, lines))


def _how_to_send(reply: Reply, answer: Answer) -> str:
    subject = quote(f"{SAID[answer.participation]}: {reply.name}")
    address = f"mailto:{quote(reply.organizer, safe='@')}?subject={subject}"
    return f"Nothing is sent. Attach the file to a mail to the organiser: {address}"
