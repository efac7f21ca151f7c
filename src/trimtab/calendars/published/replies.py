"""Answers to invitations (iTIP, RFC 5546): METHOD:REPLY, as a file to send to the organiser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar.parser import Contentline
from icalendar.prop import vText

from trimtab.calendars.events import unescape
from trimtab.calendars.lines import LogicalLine, read_lines
from trimtab.calendars.published.earlier import MAKER, STAMP
from trimtab.calendars.published.zone_writing import timezone_component
from trimtab.calendars.reading import read_calendar
from trimtab.calendars.scanning import NAME, Property, read_property, shorten
from trimtab.calendars.zones import zone_key, zone_named
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.errors import UnanswerableError
from trimtab.domain.invitations import Answer, Reply
from trimtab.domain.plain_letters import STEERING

REPLY_PRODUCT = f"{MAKER}Reply//EN"
ADDRESS = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+")
MOST_LISTED = 12
LONGEST_ECHO = 2000
LOOKED_AHEAD = timedelta(days=800)
"""How far ahead the next meeting of a series is looked for (our choice)."""

THINGS = frozenset({"ROOM", "RESOURCE"})
"""What is invited beside people (CUTYPE), and never answers through us."""

WHY_NOT = {
    "CANCEL": "it takes the meeting back, and nobody waits for an answer.",
    "REPLY": "it is an answer itself. Give the invitation it answers.",
    "PUBLISH": "it is published for anybody, and nobody waits for an answer.",
    "COUNTER": "it proposes another time to the organiser. Give the invitation itself.",
    "DECLINECOUNTER": "it keeps the time it had. Answer the invitation itself.",
    "REFRESH": "it asks the organiser for the meeting's latest state.",
    "ADD": "it adds to a series. Answer the invitation of the whole series.",
}


@dataclass(slots=True)
class _Invitation:
    """What of a calendar file an answer needs: its method, zones, and events as written."""

    method: str = ""
    is_whole: bool = False
    zones: dict[str, list[str]] = field(default_factory=dict)
    events: list[dict[str, list[Property]]] = field(default_factory=list)


def write_reply(content: bytes, file: str, answer: Answer) -> Reply:
    """The answer to an invitation's bytes. Raises UnanswerableError."""
    lines, problems = read_lines(content, file)
    if problems and not lines:
        raise UnanswerableError(file, f"{problems[0].what} {problems[0].mend}")
    invitation = _read(lines)
    events = _one_invitation(invitation, file)
    found = _occurrence(events, content, file, answer)
    organizer = _organizer(events, file)
    me, stranger = _me(events, organizer, file, answer)
    is_series = answer.only is None and bool({"RRULE", "RDATE"} & set(found))
    words = _without_controls(answer.words(is_series=is_series))
    said = list(_event_lines(found, events, organizer, me, answer))
    said += [f"COMMENT:{vText(words).to_ical().decode()}"] if words else []
    said.append("REQUEST-STATUS:2.0;Success")
    return Reply(
        content=_calendar(invitation, said),
        name=_plain(unescape(_value(found, "SUMMARY") or _value(events[0], "SUMMARY"))),
        organizer=_address(organizer),
        attendee=_address(me),
        when=_when(found, answer),
        words=words,
        remarks=tuple(filter(None, (stranger, _over(found, content, answer)))),
    )


def _read(lines: Iterable[LogicalLine]) -> _Invitation:
    """Events and zones at the top of a calendar; what is nested deeper is passed over."""
    found, inside = _Invitation(), list[str]()
    zone: list[str] = []
    for line in lines:
        name = NAME.match(line.text)
        word = name.group().upper() if name else ""
        component = line.text.partition(":")[2].strip().upper()
        if word == "BEGIN":
            inside.append(component)
            if inside[1:] == ["VEVENT"]:
                found.events.append({})
            zone = [] if inside[1:] == ["VTIMEZONE"] else zone
        if inside[1:2] == ["VTIMEZONE"]:
            zone.append(line.text)
        if word == "END" and inside and inside[-1] == component:
            if inside[1:] == ["VTIMEZONE"]:
                _keep_zone(found, zone)
            inside.pop()
        elif inside[1:] == ["VEVENT"] and word not in {"", "BEGIN"}:
            found.events[-1].setdefault(word, []).append(read_property(word, line))
        elif len(inside) == 1 and word == "METHOD":
            found.method = component
        found.is_whole = (word, component) == ("END", "VCALENDAR") or found.is_whole
    return found


def _keep_zone(found: _Invitation, lines: list[str]) -> None:
    for line in lines:
        if line.upper().startswith("TZID"):
            found.zones.setdefault(line.partition(":")[2].strip().strip('"'), lines)


def _one_invitation(invitation: _Invitation, file: str) -> list[dict[str, list[Property]]]:
    """The events of the one invitation in a file, that of the whole series first."""
    if invitation.method not in {"", "REQUEST"}:
        why = WHY_NOT.get(invitation.method, f"its METHOD is {shorten(invitation.method)}.")
        raise UnanswerableError(file, why)
    if not invitation.events:
        raise UnanswerableError(file, "it holds no event. Give the invitation (.ics) you got.")
    if not invitation.is_whole:
        raise UnanswerableError(file, "it is cut off. Save the attachment again.")
    events = [one for one in invitation.events if _value(one, "UID")]
    uids = {_value(one, "UID") for one in events}
    if len(uids) != 1:
        many = f"it holds {len(uids)} different events" if uids else "its event has no UID"
        raise UnanswerableError(file, f"{many}. Give the invitation alone, as it was sent.")
    events.sort(key=lambda one: "RECURRENCE-ID" in one)
    if _is_cancelled(events[0]):
        raise UnanswerableError(file, WHY_NOT["CANCEL"])
    return events


def _value(event: dict[str, list[Property]], name: str) -> str:
    return event[name][0].value.strip() if name in event else ""


def _occurrence(
    events: Sequence[dict[str, list[Property]]], content: bytes, file: str, answer: Answer
) -> dict[str, list[Property]]:
    """The event that is answered: the whole, or one occurrence with its RECURRENCE-ID."""
    whole = events[0]
    if answer.only is None:
        return whole
    zone = ZoneInfo(str(answer.now.tzinfo))
    changed = [event for event in events if "RECURRENCE-ID" in event]
    of_day = [one for one in changed if _day(one["RECURRENCE-ID"][0], zone) == answer.only]
    moved_here = [one for one in changed if _starts_on(one, zone) == answer.only]
    held_here = [one for one in moved_here if not _is_cancelled(one)]
    if of_day or len(held_here) >= _count_starts(content, answer.only, zone):
        return _changed_occurrence((*of_day, *held_here, *moved_here), file, answer.only)
    if not {"RRULE", "RDATE"} & set(whole):
        return whole
    start = _moved_to(whole["DTSTART"][0], answer.only, zone)
    told = {name: found for name, found in whole.items() if name in {"SUMMARY", "SEQUENCE"}}
    return {**told, "RECURRENCE-ID": [start], "DTSTART": [start]}


def _changed_occurrence(
    found: Sequence[dict[str, list[Property]]], file: str, day: date
) -> dict[str, list[Property]]:
    """The first of the occurrences that were changed and are that day's."""
    if not found:
        why = f"nothing of it begins on {day.isoformat()}. Check the day given to --only."
        raise UnanswerableError(file, why)
    if _is_cancelled(found[0]):
        why = f"that of {day.isoformat()} is cancelled, and nobody waits for an answer."
        raise UnanswerableError(file, why)
    return found[0]


def _is_cancelled(event: dict[str, list[Property]]) -> bool:
    return _value(event, "STATUS").upper() == "CANCELLED"


def _starts_on(event: dict[str, list[Property]], zone: ZoneInfo) -> date | None:
    return _day(event["DTSTART"][0], zone) if "DTSTART" in event else None


def _count_starts(content: bytes, day: date, zone: ZoneInfo) -> int:
    """How many occurrences begin on a day of the person's clock."""
    reading = read_calendar(content, CalendarSource("invitation"), day, day, zone.key)
    starts = [one.start.astimezone(zone).date() for one in reading.commitments]
    return [*starts, *(note.first for note in reading.day_notes)].count(day)


def _when(found: dict[str, list[Property]], answer: Answer) -> str:
    """The day of the one occurrence that is answered, and the one it was moved from."""
    if answer.only is None:
        return ""
    zone = ZoneInfo(str(answer.now.tzinfo))
    now = _starts_on(found, zone) or answer.only
    first = _day(found["RECURRENCE-ID"][0], zone) if "RECURRENCE-ID" in found else None
    return f"{now}, moved from {first}" if first not in {None, now} else str(now)


def _over(found: dict[str, list[Property]], content: bytes, answer: Answer) -> str:
    """A sentence where all that is answered lies before the day of the answer."""
    zone, today = ZoneInfo(str(answer.now.tzinfo)), answer.now.date()
    ends = [_day(found[name][0], zone) for name in ("DTSTART", "DTEND") if name in found]
    last = max((day for day in ends if day is not None), default=today)
    if last >= today:
        return ""
    if answer.only is None and {"RRULE", "RDATE"} & set(found):
        source = CalendarSource("invitation")
        ahead = read_calendar(content, source, today, today + LOOKED_AHEAD, zone.key)
        return "" if ahead.commitments or ahead.day_notes else "The last of it is over."
    return f"It is over: it was on {last}."


def _day(written: Property, zone: ZoneInfo) -> date | None:
    """The day a time falls on, on the person's clock."""
    text = written.value.strip().upper()
    try:
        written_as = "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d"
        when = datetime.strptime(text[:15], written_as).replace(tzinfo=UTC)
    except ValueError:
        return None
    own = UTC if text.endswith("Z") else zone_named(written.parameter("TZID") or "")
    return when.replace(tzinfo=own or zone).astimezone(zone).date() if "T" in text else when.date()


def _moved_to(start: Property, day: date, zone: ZoneInfo) -> Property:
    """The start of a series as that of its occurrence on a day of the person's clock."""
    for days in (0, -1, 1):
        digits = (day + timedelta(days=days)).strftime("%Y%m%d")
        moved = Property(start.line, start.name, start.parameters, digits + start.value.strip()[8:])
        if _day(moved, zone) == day:
            return moved
    return start


def _organizer(events: Sequence[dict[str, list[Property]]], file: str) -> Property:
    named = next((one["ORGANIZER"][0] for one in events if "ORGANIZER" in one), None)
    if named is None or not _address(named):
        why = "it names nobody to answer to (ORGANIZER). Answer the mail it came with."
        raise UnanswerableError(file, why)
    return named


def _address(written: Property) -> str:
    """The e-mail address of an organiser or attendee; "" where it has none."""
    for text in (written.value, written.parameter("EMAIL") or ""):
        plain = re.sub(r"(?i)^mailto:", "", text.strip())
        if ADDRESS.fullmatch(plain):
            return plain
    return ""


def _me(
    events: Sequence[dict[str, list[Property]]], organizer: Property, file: str, answer: Answer
) -> tuple[Property, str]:
    """The attendee who answers, and a sentence where the invitation does not name them.

    That is the address typed, else the profile's; only where none is known the only one invited.
    """
    every = [one for event in events for one in event.get("ATTENDEE", [])]
    people = [one for one in every if (one.parameter("CUTYPE") or "").upper() not in THINGS]
    invited = {_address(one).lower(): one for one in people}
    invited.pop("", None)
    typed = (answer.attendee or "").lower()
    if typed and typed == _address(organizer).lower():
        why = f"{typed} organises it. Answers come from those who are invited."
        raise UnanswerableError(file, why)
    if typed in invited:
        return invited[typed], ""
    others = {key: one for key, one in invited.items() if key != _address(organizer).lower()}
    if typed:
        return _stranger(answer.attendee or "", list(others), file)
    if len(others) == 1:
        return next(iter(others.values())), ""
    raise UnanswerableError(file, _who(list(others)))


def _stranger(address: str, invited: Sequence[str], file: str) -> tuple[Property, str]:
    """Someone the invitation does not name, as whoever is asked through a list may answer."""
    if not ADDRESS.fullmatch(address):
        why = f"{shorten(_plain(address))} is no e-mail address. Say who you are with --as."
        raise UnanswerableError(file, why)
    told = f"You are not on its list ({_listed(invited)}); this answers as {address}."
    remark = f"{told} If you are asked at another address, say it with --as." if invited else ""
    return Property(0, "ATTENDEE", "", f"mailto:{address}"), remark


def _who(invited: Sequence[str]) -> str:
    if not invited:
        return "it names nobody who is invited. Say who you are: --as you@example.org."
    told = f"{len(invited)} people are invited: {_listed(invited)}"
    return f"{told}. Say which of them you are with --as."


def _listed(invited: Sequence[str]) -> str:
    more = f" and {len(invited) - MOST_LISTED} more" if len(invited) > MOST_LISTED else ""
    return f"{', '.join(invited[:MOST_LISTED])}{more}"


def _event_lines(
    event: dict[str, list[Property]],
    events: Sequence[dict[str, list[Property]]],
    organizer: Property,
    me: Property,
    answer: Answer,
) -> Iterator[str]:
    yield f"UID:{_value(events[0], 'UID')}"
    yield f"DTSTAMP:{answer.now.astimezone(UTC).strftime(STAMP)}"
    sequence = _value(event, "SEQUENCE") or _value(events[0], "SEQUENCE")
    yield f"SEQUENCE:{sequence if re.fullmatch('[0-9]{1,9}', sequence) else 0}"
    yield _party("ORGANIZER", organizer)
    yield _party("ATTENDEE", me, f";PARTSTAT={answer.participation.upper()}")
    for name in ("RECURRENCE-ID", "DTSTART", "DTEND", "SUMMARY"):
        for one in event.get(name, [])[:1]:
            if len(one.value) + len(one.parameters) <= LONGEST_ECHO:
                yield f"{name}{one.parameters}:{one.value}"


def _party(name: str, written: Property, state: str = "") -> str:
    common = (written.parameter("CN") or "").replace('"', "")
    called = f';CN="{common}"' if common and len(common) <= LONGEST_ECHO else ""
    return f"{name}{state}{called}:mailto:{_address(written)}"


def _calendar(invitation: _Invitation, event: Sequence[str]) -> bytes:
    """The whole file: folded lines, and a definition of each zone that a time names."""
    named = dict.fromkeys(found for line in event for found in _zones_in(line))
    zones = [line for name in named for line in _zone_lines(invitation, name, event)]
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{REPLY_PRODUCT}", "METHOD:REPLY"]
    lines = [*head, *zones, "BEGIN:VEVENT", *event, "END:VEVENT", "END:VCALENDAR"]
    return b"".join(_folded(line) for line in lines)


def _folded(line: str) -> bytes:
    content: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call]
    return content + b"\r\n"


def _zones_in(line: str) -> Iterator[str]:
    if line.startswith(("DT", "RECURRENCE-ID")):
        name = line.partition(":")[0] if '"' not in line else line.rpartition(":")[0]
        for found in re.findall(r';TZID=("[^"]*"|[^;:]*)', name, re.IGNORECASE):
            yield found.strip('"')


def _zone_lines(invitation: _Invitation, name: str, event: Sequence[str]) -> Sequence[str]:
    """The zone as the invitation defines it, else as its name does."""
    if name in invitation.zones:
        return invitation.zones[name]
    key = zone_key(zone_named(name))
    if key is None:
        return ()
    years = [int(found) for line in event for found in re.findall(r":(\d{4})\d{4}T", line)]
    component = timezone_component(key, min(years), max(years) + 1)
    component["TZID"] = vText(name)
    return [line.text for line in read_lines(component.to_ical(), "")[0]]


def _without_controls(text: str) -> str:
    """Words of several lines without what steers a terminal or a calendar."""
    lines = re.sub(r"\r\n?", "\n", text).replace("\t", " ")
    kept = (
        one
        for one in lines
        if one == "\n" or (unicodedata.category(one) != "Cc" and one not in STEERING)
    )
    return "".join(kept).strip()


def _plain(text: str) -> str:
    """A title fit to be shown: one line, nothing that steers a terminal."""
    kept = "".join(one if unicodedata.category(one)[0] != "C" else " " for one in text)
    return shorten(" ".join(kept.split())) or "Untitled"
