"""`trimtab task`: add tasks to a profile, from one typed line or another program's export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from trimtab.cli.files import tell
from trimtab.cli.profile_choice import USUAL_PROFILE
from trimtab.cli.services import Services
from trimtab.cli.values import IsoMoment
from trimtab.disk import write_whole
from trimtab.domain.typed_tasks import AddedTasks, doubt_text, over_text, understood_text

UNKNOWN_ZONE = "UTC"


@click.command("task")
@click.argument("words", nargs=-1, metavar="[LINE] [PROFILE.toml]")
@click.option(
    "--import",
    "export",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read tasks from a Todoist or Notion (.csv) or Trello (.json) export instead of a line.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be added and change nothing.")
@click.option("--now", type=IsoMoment(), help='What "Friday" counts from. [default: the clock]')
@click.pass_obj
def task_command(services: Services, /, words: Sequence[str], **options: Any) -> None:
    """Add a task to your profile, in one line.

    LINE is such as "QI abstract 4h by Fri 17:00 important, blocks 30-90". PROFILE.toml is me.toml
    unless you name another; nothing in it changes but its end.
    """
    line, path = _line_and_profile(words, options["export"])
    profile = services.read_profile(path, services.machine_zone() or UNKNOWN_ZONE)
    zone = ZoneInfo(profile.person.time_zone)
    now = options["now"] or services.now()
    local = now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone)
    values = tuple(profile.values)
    if options["export"] is None:
        task = services.read_task(line, local, values)
        added = services.add_tasks(path, (task,))
        if not added.added:
            raise click.ClickException(" ".join(added.remarks))
        _write(path, added, is_dry_run=options["dry_run"])
        tell(over_text(task, local), doubt_text(task))
        return
    found = services.read_export(options["export"], local, values)
    added = services.add_tasks(path, found.tasks)
    tell(*found.remarks)
    tell(f"{found.source}: {len(found.tasks)} to do, {found.done} done or archived and left out.")
    _write(path, added, is_dry_run=options["dry_run"])


def _line_and_profile(words: Sequence[str], export: Path | None) -> tuple[str, Path]:
    most = 1 if export else 2
    if len(words) > most:
        message = f"Got {len(words)} arguments. Put the whole line in quotes, then the profile."
        raise click.UsageError(message)
    if export is None and not words:
        raise click.UsageError('Give a task in quotes, such as "QI abstract 4h by Fri 17:00".')
    line = "" if export else words[0]
    rest = words if export else words[1:]
    return line, Path(rest[0] if rest else USUAL_PROFILE)


def _write(path: Path, added: AddedTasks, *, is_dry_run: bool) -> None:
    tell(*added.remarks)
    for task in added.added:
        click.echo(understood_text(task))
    if not added.added:
        tell("There is nothing to add.")
    elif is_dry_run:
        click.echo(f"\n{added.lines}", nl=False)
        tell(f"Nothing is changed; this would be added to {path}.")
    else:
        write_whole(path, added.content)
        tell(f"Written: {path}")
