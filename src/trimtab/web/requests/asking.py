"""A request on its way in: pasted, dropped in as an invitation, or chosen from the calendars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from starlette.requests import Request

from trimtab.app.answering.ask_again import day_to_ask_again
from trimtab.app.answering.swaps import take_swap
from trimtab.app.answering.unread import RequestUnreadError
from trimtab.app.daily.plan_keeping import ask_now, last_now, zone_now
from trimtab.app.daily.season_ahead import last_day_ahead, look_ahead
from trimtab.domain.answers import Limit
from trimtab.domain.commitments import CalendarReading, Commitment
from trimtab.domain.requests import UNNAMED, Asked, asked_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.profiles_kept import profile_of
from trimtab.web.requests.held import HeldRequest, HeldRequests
from trimtab.web.requests.parts import parts_of
from trimtab.web.season.reading import Readings

LONGEST = 20_000
MOST_INVITATION_BYTES = 2**20
MOST_WAITING = 6
LONGEST_ASKER = 80
EMPTY = "Paste the e-mail, or write what they ask as you would say it."
TOO_LARGE = "That invitation is larger than 1 MiB, so it was left out. Paste the words of it."
NOT_READ = "Invitations cannot be read here. Paste the words of it."
LISTED = (
    "It comes at times that follow no rule, so they are taken from the invitation as they stand."
)
GONE = "That invitation no longer waits in your calendars. Paste the words of it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody gave: words, or an invitation's file, or which one that waits."""

    text: str = ""
    invitation: bytes = b""
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class WaitingView:
    """An invitation that waits in the calendars: how it is chosen, and what it says."""

    key: str
    name: str
    when: str


def requests_of(request: Request) -> HeldRequests:
    """The requests that are weighed now."""
    held: HeldRequests = request.app.state.held_requests
    return held


def local_now(desk: Desk) -> datetime:
    """The moment on the person's clock. Raises NoProfileError before the first run."""
    return desk.now().astimezone(zone_now(desk.store))


def understand(request: Request, given: Given) -> HeldRequest:
    """What was given as a request that can be weighed; no job weighs it yet. May raise."""
    desk = desk_of(request)
    now = local_now(desk)
    if given.invitation:
        return _of_asked(desk, _read_invitation(desk, given.invitation, now), given)
    if given.waiting:
        return _of_asked(desk, _chosen(request, given.waiting), given)
    text = given.text.strip()[:LONGEST]
    if not text:
        raise RequestUnreadError(EMPTY)
    from trimtab.calendars.kinds import kind_of  # noqa: PLC0415 - loads late
    from trimtab.spoken.letters import read_letter  # noqa: PLC0415

    swap = take_swap(text)
    letter = read_letter(swap.words, now, kind_of)
    remarks = (*letter.asked.remarks, *filter(None, (swap.told,)))
    return HeldRequest(
        text=text,
        line=letter.line,
        sentence=letter.sentence,
        asked=replace(letter.asked, remarks=remarks),
        job="",
        since=desk.now(),
        asker=letter.sender[:LONGEST_ASKER],
    )


def understand_unread(request: Request, text: str) -> HeldRequest:
    """What is known of a letter in which no time was read: its subject, and who wrote it."""
    from trimtab.spoken.mail import part_mail  # noqa: PLC0415 - loads late

    parted = part_mail(text[:LONGEST])
    return HeldRequest(
        text=text,
        line="",
        sentence="",
        asked=Asked.unread(parted.subject[:LONGEST_ASKER] or UNNAMED, _zone(request)),
        job="",
        since=desk_of(request).now(),
        asker=parted.sender[:LONGEST_ASKER],
    )


def begin(request: Request, held: HeldRequest) -> str:
    """The id of the job that weighs it now."""
    desk = desk_of(request)
    ask = ask_now(desk.store, desk.now(), last_now(desk.store, desk.now()))
    asked = held.asked if parts_of(held.asked).is_listed else held.line
    return desk.planning.begin_weighing(ask, asked).id


def limit_typed(form: Mapping[str, str], now: datetime) -> Limit:
    """The limit of a yes as it was typed; a day that is none is left out."""
    try:
        ends_on = datetime.fromisoformat(form.get("ends_on", "")).date()
    except ValueError:
        ends_on = None
    return Limit(
        ends_on=ends_on if ends_on and ends_on >= now.date() else None,
        at_most=form.get("at_most", "").strip()[:LONGEST_ASKER],
        instead_of=form.get("instead_of", "").strip()[:LONGEST_ASKER],
    )


def waiting_now(request: Request) -> tuple[WaitingView, ...]:
    """Invitations in the calendars that nobody has answered, as far as they are read."""
    return tuple(
        WaitingView(
            key, group[0].name, asked_text(_asked(group, _zone(request)), today_of(request))
        )
        for key, group in list(_waiting(request).items())[:MOST_WAITING]
    )


def _read_invitation(desk: Desk, content: bytes, now: datetime) -> Asked:
    if desk.invitations is None:
        raise RequestUnreadError(NOT_READ)
    if len(content) > MOST_INVITATION_BYTES:
        raise RequestUnreadError(TOO_LARGE)
    return desk.invitations.read(content, now)


def _of_asked(desk: Desk, asked: Asked, given: Given) -> HeldRequest:
    parts = parts_of(asked)
    return HeldRequest(
        text="",
        line="" if parts.is_listed else parts.line,
        sentence="",
        asked=replace(asked, remarks=(*asked.remarks, LISTED)) if parts.is_listed else asked,
        job="",
        since=desk.now(),
        invitation=given.invitation,
    )


def _chosen(request: Request, key: str) -> Asked:
    group = _waiting(request).get(key)
    if group is None:
        raise RequestUnreadError(GONE)
    return _asked(group, _zone(request))


def _waiting(request: Request) -> dict[str, list[Commitment]]:
    """Tentative events from now on, those of one series together, by a key without their words."""
    found: dict[str, list[Commitment]] = {}
    for one in season_read(request).commitments:
        if one.is_tentative and one.start > desk_of(request).now():
            key = sha256(f"{one.source}\0{one.name}".encode()).hexdigest()[:16]
            found.setdefault(key, []).append(one)
    return found


def season_read(request: Request) -> CalendarReading:
    """What calendars hold of the months ahead, as far as it is read."""
    desk = desk_of(request)
    profile = profile_of(desk.store, desk.zone)
    if profile is None or not profile.calendars:
        return CalendarReading()
    today = today_of(request)
    readings: Readings = request.app.state.season_readings
    monday = today - timedelta(today.weekday())
    return readings.known(desk, profile, monday, last_day_ahead(today)).reading


def ask_again_on(request: Request) -> date | None:
    """The day from which the season ahead is lighter, where one is known."""
    desk = desk_of(request)
    profile = profile_of(desk.store, desk.zone)
    if profile is None:
        return None
    return day_to_ask_again(look_ahead(profile, season_read(request), today_of(request)))


def _asked(group: list[Commitment], zone: str) -> Asked:
    first = group[0]
    return Asked(
        name=first.name,
        kind=first.kind,
        zone=zone,
        occurrences=tuple(group),
        is_remote=all(one.is_remote for one in group),
    )


def _zone(request: Request) -> str:
    return zone_now(desk_of(request).store).key


def today_of(request: Request) -> date:
    """The day on the person's clock."""
    return local_now(desk_of(request)).date()
