"""Out of office: days read from calendars or typed, two wordings, and a rule for a mail server."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.boundaries.away import NOTHING_READ, DaysAway, day_back, known_away
from trimtab.domain.away import Away, AwayDatesError, check_away, remark_on
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.people import Profile
from trimtab.reports.away_words import inside_text, outside_text
from trimtab.reports.holiday_words import holidays_sentence, with_country
from trimtab.reports.reach_words import signed
from trimtab.reports.sieve import sieve_rule
from trimtab.reports.wording import dated_text, dates_text
from trimtab.web.boundaries.cards import PATH
from trimtab.web.boundaries.reading import Fields, form_over_profile, with_profile
from trimtab.web.desk import desk_of
from trimtab.web.people.reading import known_ahead
from trimtab.web.rendering import page

AWAY = f"{PATH}/away"
LONGEST_WORDS = 200
NO_DAY = "“{}” is no day. Write 2026-12-21."
KEYS = ("first", "last", "back", "cover", "cover_reach", "urgent")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, the days it comes to if it can be told, and mistakes by field.

    `is_back_found` says that nobody typed the day back.
    """

    texts: Mapping[str, str]
    away: Away | None = None
    is_back_found: bool = False
    mistakes: Mapping[str, str] = field(default_factory=dict)


@with_profile
def show(request: Request, profile: Profile) -> Response:
    """The form, with days that are known and who covers most often."""
    reach = profile.reach
    usual = {"cover": reach.cover, "cover_reach": reach.cover_reach, "urgent": reach.urgent}
    return _page(request, profile, Typed({**dict.fromkeys(KEYS, ""), **usual}))


def draft(request: Request, profile: Profile, form: FormData) -> Response:
    """The texts of what was typed, or of the days that were chosen."""
    fields = {key: " ".join(str(form.get(key) or "").split())[:LONGEST_WORDS] for key in KEYS}
    days = str(form.get("days") or "").split("/")
    if len(days) == 2:
        fields |= {"first": days[0], "last": days[1], "back": ""}
    reading = known_ahead(request, profile)[1].reading
    return _page(request, profile, read_typed(fields, profile, _today(request, profile), reading))


def read_typed(
    fields: Fields, profile: Profile, today: date, reading: CalendarReading = NOTHING_READ
) -> Typed:
    """Days away as typed; mistakes stand at their field, and everything typed stays."""
    mistakes: dict[str, str] = {}
    first = _day(fields, "first", mistakes)
    last = _day(fields, "last", mistakes) if fields["last"] else first
    said_back = _day(fields, "back", mistakes) if fields["back"] else None
    if not fields["first"]:
        mistakes["first"] = "Name the first day away, such as 2026-12-21."
    if mistakes or first is None or last is None:
        return Typed(fields, mistakes=mistakes)
    back = said_back or day_back(with_country(profile), last, reading)
    try:
        check_away(first, last, back, today)
    except AwayDatesError as error:
        return Typed(fields, mistakes={error.field: str(error)})
    words = {key: fields[key] for key in ("cover", "cover_reach", "urgent")}
    is_clinical = profile.person.role != "student"
    away = Away(first=first, last=last, back=back, is_clinical=is_clinical, **words)
    days = {"first": first.isoformat(), "last": last.isoformat(), "back": back.isoformat()}
    return Typed({**fields, **days}, away, is_back_found=said_back is None)


def _day(fields: Fields, key: str, mistakes: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(fields[key])
    except ValueError:
        if fields[key]:
            mistakes[key] = NO_DAY.format(fields[key])
        return None


def _page(request: Request, profile: Profile, typed: Typed) -> Response:
    today, away = _today(request, profile), typed.away
    ahead, known = known_ahead(request, profile)
    found = known_away(profile, known.reading.day_notes, today)
    context = {
        "typed": typed.texts,
        "mistakes": defaultdict(str, typed.mistakes),
        "offered": [(f"{one.first}/{one.last}", offer_text(one, today)) for one in found],
        "is_read": known.as_of is not None or not profile.calendars,
        "texts": _texts(away, profile) if away else (),
        "sieve": sieve_rule(away, profile).replace("\r\n", "\n") if away else "",
        "knows_address": bool(profile.person.email),
        "lacks_name": not signed(profile),
        "remark": remark_on(away.last, today) if away else "",
        "holidays": holidays_sentence(profile) if typed.is_back_found else "",
        "people": [one.name for one in ahead.profile.people],
    }
    return page(request, "boundaries/away.html.j2", context, status=422 if typed.mistakes else 200)


def _texts(away: Away, profile: Profile) -> tuple[tuple[str, str, str], ...]:
    named = (("Outside", outside_text(away, profile)), ("Colleagues", inside_text(away, profile)))
    return tuple((name, one.subject, one.body) for name, one in named)


def offer_text(one: DaysAway, today: date) -> str:
    """Days that are known, as a button says them."""
    if one.first.year != one.last.year or one.last.year != today.year:
        return f"{one.name}, {dated_text(one.first, today)} to {dated_text(one.last, today)}"
    return f"{one.name}, {dates_text(one.first, one.last)}"


def _today(request: Request, profile: Profile) -> date:
    now: datetime = desk_of(request).now()
    return now.astimezone(ZoneInfo(profile.person.time_zone)).date()


def routes() -> list[Route]:
    """Where it is served."""
    return [
        Route(AWAY, show, methods=["GET"]),
        Route(AWAY, form_over_profile(draft), methods=["POST"]),
    ]
