"""The help card as it is for who asks now: their own people, and lines of their country first."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from starlette.requests import Request

from trimtab.reports.help_card import HelpCard, help_card
from trimtab.reports.help_lines import country, country_of_zone
from trimtab.web.desk import Desk, desk_of, house_of
from trimtab.web.security.sessions import has_key

COUNTRY_SETTING = "help_country"
NOWHERE = "-"
WHO_COULD = ("counselling", "employee assistance", "a mentor", "your chief resident", "a friend")
"""Who could stand on the card, while nobody does."""

WRITE_PATH = "/help?write=1#write"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpFirst:
    """The card as it comes before everything else: `help/card_first.html.j2` shows it.

    `is_own` where the person's own contacts may be read, `is_closed` while a passphrase stands
    before them. `write_path` leads to where somebody is written down; empty where the card stands
    in a form whose fields must not be lost, so that a button of it leads there.
    """

    card: HelpCard
    is_own: bool
    is_closed: bool
    who_could: tuple[str, ...] = WHO_COULD
    write_path: str = WRITE_PATH


def help_first(request: Request, *, write_path: str = WRITE_PATH) -> HelpFirst:
    """The card for who asks, from what may be read now."""
    is_own = has_key(request)
    kept = desk_of(request).store.contacts() if is_own else ()
    return HelpFirst(
        card=help_card(kept, chosen_country(request)),
        is_own=is_own,
        is_closed=house_of(request).is_closed,
        write_path=write_path,
    )


def chosen_country(request: Request) -> str | None:
    """The country asked for, else the one kept, else the one that the clock tells."""
    desk = desk_of(request)
    kept = desk.store.settings().get(COUNTRY_SETTING) if has_key(request) else None
    said = request.query_params.get("country") or kept
    if said == NOWHERE:
        return None
    if said and country(said):
        return said
    return country_of_zone(_profile_zone(desk) if has_key(request) else desk.zone)


def _profile_zone(desk: Desk) -> str:
    """The zone the profile names, read leniently: help opens with a broken profile too."""
    kept = desk.store.profile()
    return (kept and _zone_named(kept.text)) or desk.zone


@lru_cache(maxsize=4)
def _zone_named(profile_text: str) -> str | None:
    try:
        person = tomllib.loads(profile_text).get("person", {})
    except tomllib.TOMLDecodeError:
        return None
    named = person.get("time_zone") if isinstance(person, dict) else None
    return named if isinstance(named, str) else None
