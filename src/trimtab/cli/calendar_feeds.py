"""`trimtab calendar list`, `refresh` and `forget`: how each calendar stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from trimtab.app.ports import CalendarState, Outreach
from trimtab.cli.calendar_options import network_options
from trimtab.cli.files import as_json, tell, write_or_show
from trimtab.cli.profile_choice import profile_argument, profile_or_usual
from trimtab.cli.services import Services
from trimtab.cli.sources import UNKNOWN_ZONE, refuse_address
from trimtab.domain.people import Profile
from trimtab.domain.source_names import is_feed, masked, name_calendars

FILE = click.Path(path_type=Path)
NOTHING = "No calendar is known here. Name a profile, or add a [[calendar]] to yours."
FORGOTTEN = "Forgotten: {}. It is read anew the next time it is asked."
UNKNOWN = "Nothing is remembered of {}. `trimtab calendar list` names what is."

json_option = click.option(
    "--json",
    "json_path",
    type=FILE,
    metavar="FILE|-",
    help="Write it as JSON; - prints it instead of the words.",
)


@click.command("list")
@profile_argument
@json_option
@click.pass_obj
def list_command(services: Services, /, profile: Path | None, json_path: Path | None) -> None:
    """Show each calendar: where it is, when it was last fetched and changed, how it stands.

    Asks nobody. Without PROFILE.toml, every feed this machine remembers.
    """
    if profile is None:
        _show(services.remembered_feeds(), _machine_zone(services), json_path)
        return
    whose = _read(services, profile)
    states = services.calendar_states(profile.parent, whose, Outreach(is_offline=True))
    _show(states, _zone_of(services, whose), json_path)


@click.command("refresh")
@profile_argument
@network_options
@json_option
@click.pass_obj
def refresh_command(
    services: Services,
    /,
    *,
    profile: Path | None,
    offline: bool,
    allowed_hosts: tuple[str, ...],
    json_path: Path | None,
) -> int:
    """Ask every feed and account of a profile now, and show how each calendar stands.

    PROFILE.toml is me.toml unless you name another. Ends with 1 where somebody was asked and
    nobody answered.
    """
    profile = profile_or_usual(profile)
    outreach = Outreach(allowed_hosts, is_offline=offline, wants_fresh=not offline)
    whose = _read(services, profile)
    states = services.calendar_states(profile.parent, whose, outreach)
    _show(states, _zone_of(services, whose), json_path)
    asked = [one.has_answered for one in states if one.has_answered is not None]
    return 1 if asked and not any(asked) else 0


@click.command("forget")
@click.argument("source", metavar="SOURCE|NAME")
@profile_argument
@click.pass_obj
def forget_command(services: Services, /, source: str, profile: Path | None) -> int:
    """Forget what a feed said before, so that only what it says now counts.

    SOURCE is its address, NAME what `trimtab calendar list` calls it.
    """
    whose = Profile() if profile is None else _read(services, profile)
    addresses = _addresses(whose, source) or [source]
    is_known = [services.forget_calendar(one, whose) for one in addresses]
    tell((FORGOTTEN if any(is_known) else UNKNOWN).format(masked(source)))
    return 0 if any(is_known) else 1


def _read(services: Services, path: Path) -> Profile:
    refuse_address(path)
    return services.read_profile(path, UNKNOWN_ZONE)


def _addresses(profile: Profile, name: str) -> list[str]:
    """The feeds of a profile that are called so, in whatever capitals."""
    feeds = [one for one in name_calendars(profile.calendars) if is_feed(one.source)]
    exact = [one.source for one in feeds if one.name == name]
    return exact or [one.source for one in feeds if one.name.casefold() == name.casefold()]


def _machine_zone(services: Services) -> ZoneInfo:
    return ZoneInfo(services.machine_zone() or "UTC")


def _zone_of(services: Services, profile: Profile) -> ZoneInfo:
    """The zone of a profile, or of this machine where the profile names none."""
    named = profile.person.time_zone
    return _machine_zone(services) if named == UNKNOWN_ZONE else ZoneInfo(named)


def _show(states: Sequence[CalendarState], zone: ZoneInfo, json_path: Path | None) -> None:
    rows = {"version": 1, "calendars": [_row(one) for one in states]}
    contents = {json_path: as_json(rows)} if json_path else {}
    lines = [_line(one, zone) for one in states] or [NOTHING]
    write_or_show(contents, lambda: click.echo("\n".join(lines)))


def _row(state: CalendarState) -> dict[str, Any]:
    return {
        "name": state.name,
        "kind": state.kind,
        "where": state.where,
        "fetched_at": state.fetched_at and state.fetched_at.isoformat(),
        "changed_at": state.changed_at and state.changed_at.isoformat(),
        "events": state.events,
        "state": state.state,
    }


def _line(state: CalendarState, zone: tzinfo) -> str:
    """One calendar in words, moments in `zone`."""
    kind = f" ({state.kind.replace('_', ' ')})" if state.kind else ""
    facts = [
        "" if state.name.startswith(state.where) else state.where,
        "" if state.events is None else f"{state.events} event{'s' * (state.events != 1)}",
        f"last fetched {_moment(state.fetched_at, zone)}" if state.fetched_at else "",
        f"last changed {_moment(state.changed_at, zone)}" if state.changed_at else "",
    ]
    known = ", ".join(filter(None, facts))
    return f"{state.name}{kind}: {known}{'. ' if known else ''}{state.state}"


def _moment(moment: datetime, zone: tzinfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %H:%M}"
