"""`trimtab deck`: what the days to come will ask of flash cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from trimtab.cli.files import as_json, tell, write_or_show
from trimtab.cli.profile_choice import USUAL_PROFILE
from trimtab.cli.services import Services
from trimtab.cli.values import IsoMoment
from trimtab.domain.decks import ANKICONNECT, FORECAST_DAYS, DeckSource
from trimtab.domain.errors import TrimtabError
from trimtab.domain.people import Profile

FILE = click.Path(path_type=Path)
UNKNOWN_ZONE = "UTC"
MOST_DAYS = 180
MOST_NEW = 500
RETENTIONS = click.FloatRange(0.7, 0.97)
NO_DECK = (
    "Name a collection, such as trimtab deck ~/Anki/collection.anki2, or add a [[deck]] with its "
    "`source` to your profile."
)


@click.command("deck", short_help="Show what the next days will ask of your flash cards.")
@click.argument("source", metavar="[FILE]", required=False)
@click.option(
    "--deck", "deck", default="", metavar="NAME", help="One deck in it, with those below."
)
@click.option(
    "--days",
    type=click.IntRange(1, MOST_DAYS),
    default=FORECAST_DAYS,
    show_default=True,
    help="How many days to show.",
)
@click.option("--new", "new_a_day", type=click.IntRange(0, MOST_NEW), help="New cards a day.")
@click.option("--retention", type=RETENTIONS, help="The share of cards to remember, such as 0.9.")
@click.option("--months", is_flag=True, help="Also what fewer or more new cards come to in months.")
@click.option("--profile", "path", type=FILE, metavar="PROFILE.toml", help="[default: me.toml]")
@click.option("--keep", is_flag=True, help="Keep what was found where `serve` does, for the plan.")
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="With --keep: the folder that keeps everything. Default: your data folder.",
)
@click.option(
    "--json", "json_path", type=FILE, metavar="FILE|-", help="Write it as JSON; - prints it."
)
@click.option("--now", type=IsoMoment(), help="As if it were this moment. [default: the clock]")
@click.pass_obj
def deck_command(services: Services, /, source: str | None, **options: Any) -> None:
    """Show what each of the next days will ask of your cards, with what new cards cost.

    FILE is Anki's collection or an export of it, or "ankiconnect" to ask Anki itself while it is
    open; without it the first [[deck]] of your profile is read. Nothing in it changes: a copy is
    read.
    """
    if options["folder"] and not options["keep"]:
        raise click.UsageError("--data goes with --keep.")
    profile = _profile(services, options["path"])
    zone = profile.person.time_zone if profile else services.machine_zone() or UNKNOWN_ZONE
    now = _local(options["now"] or services.now(), zone)
    deck = _deck(profile, source, options)
    found = services.decks.read(deck, now, options["days"])
    outlook = None
    if options["keep"] or options["months"]:
        outlook = services.decks.outlook(found, now)
    if options["keep"] and outlook is not None and (outlook.cards or outlook.suspended):
        services.decks.keep(options["folder"], outlook, now)
        tell(f'Kept as "{outlook.name}".')
    json_path = options["json_path"]
    contents = {json_path: as_json(services.decks.as_json(found))} if json_path else {}
    shown = outlook if options["months"] else None
    write_or_show(contents, lambda: services.decks.show(found, shown))


def _profile(services: Services, path: Path | None) -> Profile | None:
    """The profile named, else the usual one where there is one that can be read."""
    if path is None and not Path(USUAL_PROFILE).is_file():
        return None
    try:
        zone = services.machine_zone() or UNKNOWN_ZONE
        return services.read_profile(path or Path(USUAL_PROFILE), zone)
    except TrimtabError:
        if path is not None:
            raise
        return None


def _deck(profile: Profile | None, source: str | None, options: dict[str, Any]) -> DeckSource:
    known = [one for one in profile.decks if one.source] if profile else []
    if source:
        place = source if source == ANKICONNECT else str(Path(source).expanduser().resolve())
        deck = next((one for one in known if one.source == place), DeckSource(source=place))
    elif known:
        deck = known[0]
    else:
        raise click.UsageError(NO_DECK)
    if options["deck"]:
        name = deck.name if deck in known else options["deck"]
        deck = replace(deck, deck=options["deck"], name=name)
    if options["new_a_day"] is not None:
        deck = replace(deck, new_a_day=options["new_a_day"])
    return replace(deck, retention=options["retention"] or deck.retention)


def _local(now: datetime, zone: str) -> datetime:
    named = ZoneInfo(zone)
    return now.replace(tzinfo=named) if now.tzinfo is None else now.astimezone(named)
