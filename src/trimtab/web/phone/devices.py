"""Where Trimtab is open: paired devices and browsers, each of which can be let go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.plan_keeping import zone_now
from trimtab.domain.errors import TrimtabError
from trimtab.domain.kept import WebSession
from trimtab.reports.wording import date_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form
from trimtab.web.security.sessions import end_session, forget_here, is_fresh, session_of


@dataclass(frozen=True, slots=True)
class LocalDay:
    """The person's day, and the zone it is in."""

    day: date
    zone: ZoneInfo

    def of(self, moment: datetime) -> str:
        """The day of a moment, in words."""
        return self.words(moment.astimezone(self.zone).date())

    def words(self, day: date) -> str:
        """A day in words, today as such."""
        return "today" if day == self.day else date_text(day)


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """A device or a browser that comes in: `id` names it in the form that ends it."""

    id: str
    name: str
    since: str
    seen: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Doors:
    """Everything that comes in now."""

    devices: tuple[OpenDoor, ...]
    browsers: tuple[OpenDoor, ...]


def today_of(desk: Desk) -> LocalDay:
    """The person's day now: by their profile, or by this machine before there is one."""
    try:
        zone = zone_now(desk.store)
    except TrimtabError:
        zone = ZoneInfo(desk.zone)
    return LocalDay(desk.now().astimezone(zone).date(), zone)


def devices_view(request: Request) -> Doors:
    """What the list of devices shows; for `phone/devices.html.j2`, as `doors`."""
    desk, here = desk_of(request), session_of(request)
    today, now = today_of(desk), desk.now()
    devices = tuple(
        OpenDoor(
            one.id,
            one.name,
            today.of(one.paired_at),
            today.words(one.seen_on) if one.seen_on else "never",
            here is not None and here.device_id == one.id,
        )
        for one in desk.store.devices()
    )
    sessions = [one for one in desk.store.sessions() if not one.device_id and is_fresh(one, now)]
    return Doors(devices, tuple(_browser(one, here, today) for one in sessions))


def _browser(session: WebSession, here: WebSession | None, today: LocalDay) -> OpenDoor:
    is_here = here is not None and here.token_hash == session.token_hash
    name = "This browser" if is_here else "Another browser on this computer"
    return OpenDoor(
        session.token_hash, name, today.of(session.made_at), today.of(session.used_at), is_here
    )


async def let_go_device(request: Request) -> Response:
    """Forget a device and end its sessions."""
    form = await short_form(request)
    return await run_in_threadpool(_let_go_device, request, form.get("id", ""))


def _let_go_device(request: Request, device_id: str) -> Response:
    here = session_of(request)
    desk = desk_of(request)
    desk.store.remove_device(device_id)
    desk.forget_typed()
    if here is not None and here.device_id == device_id:
        return forget_here(request, page(request, "plain/left.html.j2"))
    return see_other("/phone")


async def let_go_browser(request: Request) -> Response:
    """End a browser's session."""
    form = await short_form(request)
    return await run_in_threadpool(_let_go_browser, request, form.get("id", ""))


def _let_go_browser(request: Request, token_hash: str) -> Response:
    desk, here = desk_of(request), session_of(request)
    desk.forget_typed()
    if here is not None and here.token_hash == token_hash:
        end_session(request)
        return forget_here(request, page(request, "plain/left.html.j2"))
    desk.store.remove_session(token_hash)
    return see_other("/phone")


def routes() -> list[Route]:
    """Where devices and browsers are let go."""
    return [
        Route("/phone/devices/remove", let_go_device, methods=["POST"]),
        Route("/phone/browsers/remove", let_go_browser, methods=["POST"]),
    ]
