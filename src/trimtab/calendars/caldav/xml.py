"""The XML that CalDAV speaks: what is asked, and what an answer says, with limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.sax.saxutils import escape

DAV, CALDAV = "DAV:", "urn:ietf:params:xml:ns:caldav"
SERVER, APPLE = "http://calendarserver.org/ns/", "http://apple.com/ns/ical/"
PREFIXES = {"D": DAV, "C": CALDAV, "S": SERVER, "A": APPLE}
DEPTH_LIMIT = 64  # expat itself would follow 200,000 nested elements
DAY = timedelta(days=1)
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)


class UnclearAnswerError(ValueError):
    """An answer that is not the XML it should be."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server says of one resource: its href, and the properties it has.

    `status` is that of the whole resource where one is given, such as 404 for one that is gone.
    """

    href: str
    status: int | None = None
    properties: dict[str, Element] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Text of a property named with its prefix, as in "D:getetag"; empty where it is not."""
        found = self.properties.get(full_name(name))
        return "" if found is None else (found.text or "").strip()

    def hrefs(self, name: str) -> list[str]:
        """Every href inside a property."""
        found = self.properties.get(full_name(name))
        return [] if found is None else _texts(found, "D:href")

    def children(self, name: str) -> list[Element]:
        """The elements directly inside a property."""
        found = self.properties.get(full_name(name))
        return [] if found is None else list(found)


@dataclass(frozen=True, slots=True)
class MultiStatus:
    """An answer about many resources, with the token for what changes after it, if any."""

    answers: tuple[Answered, ...]
    sync_token: str = ""


def full_name(prefixed: str) -> str:
    """A name as ElementTree writes it.

    >>> full_name("D:href")
    '{DAV:}href'
    """
    prefix, _, name = prefixed.partition(":")
    return f"{{{PREFIXES[prefix]}}}{name}"


class _ShallowBuilder(TreeBuilder):
    """Builds a tree and refuses one that is nested too deeply."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise UnclearAnswerError("it is nested too deeply")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def read_xml(content: bytes) -> Element:
    """The root of an XML text without any DTD. Raises UnclearAnswerError."""
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - loaded when needed
    from defusedxml.ElementTree import DefusedXMLParser  # noqa: PLC0415

    parser = DefusedXMLParser(target=_ShallowBuilder(), forbid_dtd=True)
    try:
        parser.feed(content)
        root: Element = parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnclearAnswerError(str(error) or "it holds what it may not") from error
    return root


def read_multistatus(content: bytes) -> MultiStatus:
    """What a 207 answer says. Raises UnclearAnswerError."""
    root = read_xml(content)
    if root.tag != full_name("D:multistatus"):
        raise UnclearAnswerError("it is not a list of resources")
    answers = tuple(map(_answered, root.findall(full_name("D:response"))))
    return MultiStatus(answers, (root.findtext(full_name("D:sync-token")) or "").strip())


def _answered(response: Element) -> Answered:
    href = (response.findtext(full_name("D:href")) or "").strip()
    properties: dict[str, Element] = {}
    for part in response.findall(full_name("D:propstat")):
        if _status(part) in {None, 200}:
            for holder in part.findall(full_name("D:prop")):
                properties |= {one.tag: one for one in holder}
    return Answered(href, _status(response), properties)


def _status(element: Element) -> int | None:
    words = (element.findtext(full_name("D:status")) or "").split()
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else None


def _texts(element: Element, name: str) -> list[str]:
    return [(one.text or "").strip() for one in element.iter(full_name(name))]


def _document(root: str, inside: str) -> bytes:
    names = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in PREFIXES.items())
    return f'<?xml version="1.0" encoding="utf-8"?><{root}{names}>{inside}</{root}>'.encode()


def _properties(names: Iterable[str]) -> str:
    return f"<D:prop>{''.join(f'<{name}/>' for name in names)}</D:prop>"


def ask_properties(names: Iterable[str]) -> bytes:
    """The body of a PROPFIND for these properties."""
    return _document("D:propfind", _properties(names))


def ask_events(first: date, last: date) -> bytes:
    """A calendar-query for the etags of events between two days, both inclusive."""
    begin, end = max(first - DAY, EARLIEST), min(last, LATEST - 2 * DAY) + 2 * DAY
    reach = f'<C:time-range start="{_utc(begin)}" end="{_utc(end)}"/>'
    inside = f'<C:comp-filter name="VEVENT">{reach}</C:comp-filter>'
    whole = f'<C:filter><C:comp-filter name="VCALENDAR">{inside}</C:comp-filter></C:filter>'
    return _document("C:calendar-query", _properties(["D:getetag"]) + whole)


def _utc(day: date) -> str:
    """Midnight, a day of slack being the callers' affair: zones reach fourteen hours apart."""
    return datetime.combine(day, datetime.min.time()).strftime("%Y%m%dT%H%M%SZ")


def ask_contents(hrefs: Iterable[str]) -> bytes:
    """A calendar-multiget for the content of some resources."""
    listed = "".join(f"<D:href>{escape(href)}</D:href>" for href in hrefs)
    return _document("C:calendar-multiget", _properties(["D:getetag", "C:calendar-data"]) + listed)


def ask_changes(token: str) -> bytes:
    """A sync-collection for what changed since a token, or for a first token."""
    said = f"<D:sync-token>{escape(token)}</D:sync-token><D:sync-level>1</D:sync-level>"
    return _document("D:sync-collection", said + _properties(["D:getetag"]))


def ask_calendar(name: str, description: str) -> bytes:
    """The body of a MKCALENDAR for events, with what it is called and who writes it."""
    only = '<C:supported-calendar-component-set><C:comp name="VEVENT"/>'
    only += "</C:supported-calendar-component-set>"
    said = f"<C:calendar-description>{escape(description)}</C:calendar-description>"
    named = f"<D:displayname>{escape(name)}</D:displayname>"
    return _document("C:mkcalendar", f"<D:set><D:prop>{named}{said}{only}</D:prop></D:set>")


def component_names(answer: Answered) -> tuple[str, ...]:
    """Which components a calendar may hold, as VEVENT; nothing where it does not say."""
    listed = answer.children("C:supported-calendar-component-set")
    return tuple(one.get("name", "").upper() for one in listed)


def privileges(answer: Answered) -> tuple[str, ...]:
    """What the person may do with a resource, as "write"; nothing where it does not say."""
    return tuple(
        right.tag.rpartition("}")[2]
        for privilege in answer.children("D:current-user-privilege-set")
        for right in privilege
    )
