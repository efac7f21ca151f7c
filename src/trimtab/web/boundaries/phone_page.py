"""Quiet hours for a phone: a calendar to follow, and what phones can make of it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.boundaries.quiet_spans import QuietSpan, is_taken_by_work, quiet_spans
from trimtab.app.daily.feed_links import make_link
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan
from trimtab.domain.quiet import QUIET_PARTS
from trimtab.profiles.editing import set_keys
from trimtab.reports.boundary_words import EN_DASH
from trimtab.reports.wording import date_text
from trimtab.web.boundaries.cards import PATH
from trimtab.web.boundaries.reading import form_over_profile, plan_of, with_profile
from trimtab.web.desk import desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.settings.keeping import is_saved, keep_text, profile_of, revision_in
from trimtab.web.settings.links_page import feed_addresses

PHONE = f"{PATH}/phone"
FILE = f"{PHONE}/quiet.ics"
PARTS = {
    "sleep": "Sleep and naps",
    "screens": "Winding down, waking up, hours without screens",
    "meals": "Meals",
    "protected": "Protected time",
}


@with_profile
def show(request: Request, profile: Profile) -> Response:
    """The page."""
    plan = plan_of(request)
    now = desk_of(request).now()
    spans = quiet_spans(plan, profile) if plan else ()
    zone = ZoneInfo(profile.person.time_zone)
    context = {
        "parts": [(key, PARTS[key], key in profile.quiet.parts) for key in QUIET_PARTS],
        "names": profile.quiet.names,
        "days": quiet_days([one for one in spans if one.end > now], zone),
        "has_plan": plan is not None,
        "none_because": none_because(plan, profile, now) if plan else "",
        "address": feed_addresses(request).get("quiet", ""),
        "revision": profile_of(desk_of(request)).revision,
        "is_saved": is_saved(request),
    }
    return page(request, "boundaries/phone.html.j2", context)


def none_because(plan: Plan, profile: Profile, now: datetime) -> str:
    """Why nothing is quiet from now on."""
    if plan.horizon.instant_of(plan.horizon.minutes) <= now:
        return "The days that were planned are over; once the next are, quiet hours stand here."
    if is_taken_by_work(plan, profile, now):
        return (
            "You are on duty or on call at every hour ahead that would be quiet, so nothing is. "
            "Quiet hours stand here again once it ends."
        )
    has_all = profile.quiet.parts == QUIET_PARTS
    return "Nothing in the days ahead is quiet." + ("" if has_all else " Tick what is, below.")


def quiet_days(spans: list[QuietSpan], zone: ZoneInfo) -> list[tuple[str, str]]:
    """Quiet hours by the day they begin on."""
    days: dict[str, list[str]] = {}
    for one in spans:
        start, end = one.start.astimezone(zone), one.end.astimezone(zone)
        until = "24:00" if (end.hour, end.minute) == (0, 0) else f"{end:%H:%M}"
        text = f"{start:%H:%M}{EN_DASH}{until}"
        days.setdefault(date_text(start.date()), []).append(text)
    return [(day, ", ".join(found)) for day, found in days.items()]


def change(request: Request, _: Profile, form: FormData) -> Response:
    """Choose what is quiet, or give the calendar an address."""
    desk = desk_of(request)
    if form.get("do") == "make":
        make_link(desk.store, "quiet", desk.new_secret(), desk.now())
        return see_other(f"{PHONE}#address")
    chosen = [one for one in QUIET_PARTS if one in form.getlist("part")]
    parts = None if chosen == list(QUIET_PARTS) else chosen
    names = True if form.get("names") == "yes" else None
    text = set_keys(profile_of(desk).text, ("quiet",), {"parts": parts, "names": names})
    keep_text(desk, text, revision_in(form))
    return see_other(f"{PHONE}?saved=1")


@with_profile
def download(request: Request, profile: Profile) -> Response:
    """The calendar as a file, for a calendar one can write in."""
    from trimtab.calendars.published.quiet_feed import quiet_to_ics  # noqa: PLC0415 - loads late

    plan = plan_of(request)
    if plan is None:
        return see_other(PHONE)
    now: datetime = desk_of(request).now()
    headers = {
        "Content-Disposition": 'attachment; filename="quiet.ics"',
        "Cache-Control": "no-store",
    }
    content = quiet_to_ics(plan, now, profile)
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


def routes() -> list[Route]:
    """Where it is served."""
    return [
        Route(PHONE, show, methods=["GET"]),
        Route(PHONE, form_over_profile(change), methods=["POST"]),
        Route(FILE, download, methods=["GET"]),
    ]
