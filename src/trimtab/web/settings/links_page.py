"""Feed links: secret addresses under which a phone or family follows the week."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.feed_links import end_link, make_link, reset_link
from trimtab.domain.kept import FEED_NAMES, FeedName
from trimtab.web.desk import desk_of, house_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.settings.keeping import is_saved

LINKS = "/settings/links"
COMING = "/people/coming#family"
WHAT = {
    "week": ("Your week", "Everything planned, with alarms. For your own phone."),
    "family": ("For family", "When you are busy and when a call is welcome, without details."),
    "free-busy": ("Busy time", "Busy or free and nothing else, for who looks for a time."),
    "availability": ("Hours you can be asked for", "For programs that propose meetings."),
    "quiet": ("Quiet hours", "When your own phone is to keep still. Says “Quiet” and no more."),
}


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One feed: what it is for, and its address if it has one."""

    name: str
    label: str
    about: str
    address: str


def show_links(request: Request) -> Response:
    """Every feed, with its address where there is one."""
    addresses = feed_addresses(request)
    feeds = [FeedRow(name, *WHAT[name], addresses.get(name, "")) for name in FEED_NAMES]
    standing = desk_of(request).store.plan()
    context = {
        "is_proposal": standing is not None and not standing.is_accepted,
        "feeds": feeds,
        "is_saved": is_saved(request),
    }
    return page(request, "settings/links.html.j2", context)


def feed_addresses(request: Request) -> dict[FeedName, str]:
    """The addresses there are, by feed; those that a phone at home can reach, where one can."""
    phone = house_of(request).phone
    base = (phone.url if phone else str(request.base_url)).rstrip("/")
    links = desk_of(request).store.feed_links()
    return {one.name: f"{base}/feeds/{one.token}/{one.name}.ics" for one in links}


async def change(request: Request) -> Response:
    """Make, reset or end an address."""
    form = await long_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: FormData) -> Response:
    desk = desk_of(request)
    name = _feed(str(form.get("feed") or ""))
    wish = str(form.get("do") or "")
    if name is not None and wish == "make":
        make_link(desk.store, name, desk.new_secret(), desk.now())
    elif name is not None and wish == "reset":
        reset_link(desk.store, name, desk.new_secret(), desk.now())
    elif name is not None and wish == "end":
        end_link(desk.store, name)
    back = COMING if form.get("from") == "coming" else f"{LINKS}?saved=1"
    return see_other(back)


def _feed(said: str) -> FeedName | None:
    return next((name for name in FEED_NAMES if name == said), None)


def routes() -> list[Route]:
    """Where feed links are made and ended."""
    return [
        Route(LINKS, show_links, methods=["GET"]),
        Route(LINKS, change, methods=["POST"]),
    ]
