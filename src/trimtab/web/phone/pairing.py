"""Pairing: the computer shows a code, the phone gives it back once and is known from then on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

import segno
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.kept import Device
from trimtab.web.desk import Desk, desk_of, house_of
from trimtab.web.phone.authority import fingerprint
from trimtab.web.phone.devices import devices_view, today_of
from trimtab.web.phone.door import Pairing, PhoneDoor
from trimtab.web.rendering import page, see_other
from trimtab.web.security.keys import show_door, who_tries
from trimtab.web.security.limits import short_form
from trimtab.web.security.links import hash_of
from trimtab.web.security.sessions import open_session, session_of

MOST_LETTERS = 40
KINDS = (("iPad", "iPad"), ("iPhone", "iPhone"), ("Android", "Android phone"))
NO_FIT = "That code does not fit, or its ten minutes are over. Show a new one on your computer."


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the computer shows while a pairing is open."""

    link: str
    link_picture: str
    code: str
    until: str
    certificate_link: str = ""
    certificate_picture: str = ""
    fingerprint_rows: tuple[str, ...] = ()


def picture_of(link: str) -> str:
    """A QR code as SVG that needs no style."""
    written = BytesIO()
    segno.make(link, error="m", micro=False).save(
        written, kind="svg", xmldecl=False, omitsize=True, border=3, dark="#000", light="#fff"
    )
    return written.getvalue().decode()


def invitation_of(door: PhoneDoor, pairing: Pairing, until: str) -> Invitation:
    """The two steps of one pairing: trust the certificate, then open the link."""
    link = f"{door.url}/pair/{pairing.key}"
    shown = Invitation(link, picture_of(link), pairing.spaced_code, until)
    if door.certificate is None or door.certificate_url is None:
        return shown
    pairs = fingerprint(door.certificate).split()
    return Invitation(
        link,
        shown.link_picture,
        shown.code,
        until,
        door.certificate_url,
        picture_of(door.certificate_url),
        tuple(" ".join(pairs[at : at + 8]) for at in range(0, len(pairs), 8)),
    )


def show_phone(request: Request) -> Response:
    """How a phone gets Trimtab: paired, or without pairing."""
    desk, door = desk_of(request), house_of(request).phone
    session = session_of(request)
    is_phone = bool(session and session.device_id)
    pairing = door.pairings.current(desk.now()) if door and not is_phone else None
    invitation = None
    if door is not None and pairing is not None:
        until = f"{pairing.until.astimezone(today_of(desk).zone):%H:%M}"
        invitation = invitation_of(door, pairing, until)
    context = {
        "door": door,
        "invitation": invitation,
        "is_phone": is_phone,
        "doors": devices_view(request),
        "is_gone": door is not None and not door.is_here(),
        "strayed": _strayed(desk, door) if door else (),
    }
    return page(request, "phone/page.html.j2", context)


def _strayed(desk: Desk, door: PhoneDoor) -> tuple[str, ...]:
    """Names of phones that were paired where this computer was before."""
    standing = door.standing
    if standing is None or not standing.has_moved:
        return ()
    return tuple(one.name for one in desk.store.devices() if one.paired_at < standing.since)


def invite(request: Request) -> Response:
    """Open a pairing for ten minutes, in place of one before."""
    desk, door, session = desk_of(request), house_of(request).phone, session_of(request)
    if door is None or (session and session.device_id):
        raise HTTPException(404)
    door.pairings.invite(desk.new_secret(), desk.now())
    return see_other("/phone")


def hand_out_certificate(request: Request) -> Response:
    """The certificate of the own authority, for a file to be carried over to the phone."""
    door = house_of(request).phone
    if door is None or door.certificate is None:
        raise HTTPException(404)
    return certificate_file(door.certificate)


def certificate_file(certificate: bytes) -> Response:
    """A certificate as phones take it."""
    headers = {"Content-Disposition": 'attachment; filename="trimtab.crt"'}
    return Response(certificate, media_type="application/x-x509-ca-cert", headers=headers)


def show_pair(request: Request) -> Response:
    """The phone's side: a button where a link was scanned, else a place to type the code."""
    _only_phones(request)
    return _pair_page(request, str(request.path_params.get("key", "")))


def _pair_page(request: Request, key: str, mistake: str = "", status: int = 200) -> Response:
    named = request.headers.get("user-agent", "")
    name = next((name for sign, name in KINDS if sign in named), "Phone")
    context = {"key": key, "name": name, "mistake": mistake, "most_letters": MOST_LETTERS}
    return page(request, "phone/pair.html.j2", context, status=status)


async def pair(request: Request) -> Response:
    """Know this phone from now on, if its key or code opens."""
    _only_phones(request)
    form = await short_form(request)
    return await run_in_threadpool(_pair, request, form.get("key", ""), form.get("name", ""))


def _pair(request: Request, key: str, typed_name: str) -> Response:
    desk, house = desk_of(request), house_of(request)
    now = desk.now()
    has_to_wait = house.attempts.must_wait(who_tries(request), now)
    if house.phone is None or not house.phone.pairings.use(key, now, takes_code=not has_to_wait):
        if house.phone is None or has_to_wait:
            return show_door(request, 429)
        house.attempts.failed(who_tries(request), now)
        return _pair_page(request, "", NO_FIT, 401)
    name = re.sub(r"\s+", " ", typed_name).strip()[:MOST_LETTERS] or "Phone"
    device = Device(desk.new_id(), name, hash_of(key), now, today_of(desk).day)
    desk.store.keep_device(device)
    response = see_other("/")
    open_session(request, response, device.id)
    return response


def _only_phones(request: Request) -> None:
    """Where the connection is not encrypted nothing is paired: the computer has its own link."""
    if not house_of(request).is_secure:
        raise HTTPException(404)


def routes() -> list[Route]:
    """Both sides of pairing."""
    return [
        Route("/phone", show_phone, methods=["GET"]),
        Route("/phone/invite", invite, methods=["POST"]),
        Route("/phone/trimtab.crt", hand_out_certificate, methods=["GET"]),
        Route("/pair", show_pair, methods=["GET"]),
        Route("/pair/{key}", show_pair, methods=["GET"]),
        Route("/pair", pair, methods=["POST"]),
    ]
