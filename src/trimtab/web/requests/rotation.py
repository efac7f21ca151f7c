"""The page for the start of a rotation: a card to take along, and own notes."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.daily.season_days import is_rotation
from trimtab.app.rotation_start.starting import (
    days_to_read,
    keep_notes,
    notes_id,
    notes_on,
    roster_of,
    season_to_start,
    too_long_text,
)
from trimtab.domain.people import Profile, Season
from trimtab.reports import rotation_words as words
from trimtab.reports.wording import date_text
from trimtab.web.desk import desk_of
from trimtab.web.profiles_kept import profile_for, profile_of
from trimtab.web.rendering import page, see_other
from trimtab.web.requests.asking import today_of
from trimtab.web.season.reading import Readings


def show_card(request: Request) -> Response:
    """The card of a rotation: the one chosen by its number in the profile, else the next."""
    profile = profile_for(request)
    return _card(
        request, profile, _chosen(request, profile, request.query_params.get("season", ""))
    )


def _card(
    request: Request,
    profile: Profile,
    season: Season | None,
    *,
    typed: str | None = None,
    mistake: str = "",
) -> Response:
    desk = desk_of(request)
    known = _known(request, profile, season) if season is not None else ()
    context = {
        "heading": words.heading_text(season),
        "season": season,
        "of": notes_id(season) if season else "",
        "known": known,
        "sections": words.card_sections(profile.person.role, profile.person.time_zone),
        "notes": notes_on(desk.store, season) if season else "",
        "typed": typed,
        "mistake": mistake,
        "example": words.EXAMPLE,
        "others": [
            (number, one.name, date_text(one.start))
            for number, one in enumerate(profile.seasons)
            if one != season and one.end >= today_of(request) and is_rotation(one)
        ],
    }
    return page(request, "rotation/card.html.j2", context, status=422 if mistake else 200)


def keep(request: Request, fields: Mapping[str, str]) -> Response:
    """Keep the notes on the rotation they were written for."""
    desk = desk_of(request)
    profile = profile_of(desk.store, desk.zone)
    seasons, meant = profile.seasons if profile else (), fields.get("of", "")
    season = next((one for one in seasons if notes_id(one) == meant), None)
    if profile is None or season is None:
        return see_other("/rotation-start")
    notes = fields.get("notes", "")
    if mistake := too_long_text(notes):
        return _card(request, profile, season, typed=notes, mistake=mistake)
    keep_notes(desk.store, season, notes, desk.now())
    return see_other(f"/rotation-start?season={seasons.index(season)}")


def _known(request: Request, profile: Profile, season: Season) -> tuple[str, ...]:
    """What the calendars say of it, read from its first day on, however long that is ago."""
    readings: Readings = request.app.state.season_readings
    known = readings.known(desk_of(request), profile, *days_to_read(season))
    if profile.calendars and known.as_of is None:
        return (known.problem or words.BEING_READ,)
    return tuple(words.roster_lines(roster_of(profile, known.reading, season), season))


def _chosen(request: Request, profile: Profile, number: str) -> Season | None:
    is_number = number.isascii() and number.isdecimal() and len(number) < 4
    if is_number and int(number) < len(profile.seasons):
        return profile.seasons[int(number)]
    return season_to_start(profile, today_of(request))
