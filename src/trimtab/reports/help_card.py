"""The card of people to turn to, one's own first: the same on every page, report and phone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trimtab.domain.kept import Contact
from trimtab.reports.help_lines import (
    Country,
    HelpLine,
    checked_on,
    countries_with_lines,
    country,
)
from trimtab.reports.wording import MONTHS

NOT_SAFE = "If you are not safe right now, call your local emergency number."
NOT_A_DOCTOR = "Trimtab is a planner, not a doctor."
_PLAIN_NUMBER = re.compile(r"\+?[\d\s().\-/]{2,30}")
_NUMBER = re.compile(_PLAIN_NUMBER.pattern + r"(?:[,;#*][\d#*,;]{1,12})?")
_EXTENSION = re.compile(r"\s*[,;]?\s*(?:(?:extension|extn|ext|x)[.:]?|,)\s*(?=\d)", re.IGNORECASE)
"""What people write before an extension: ext 5, ext. 5, x5, or a comma."""

_MAIL = re.compile(r"[^@\s<>\"'?&]+@[^@\s<>\"'?&]+\.[^@\s<>\"'?&]+")
_PAGE = re.compile(r"https://[^\s<>\"'\\]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to reach somebody: a link that is safe to follow, and its words."""

    link: str
    text: str


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A contact with every way to reach them."""

    contact: Contact
    reaches: tuple[Reach, ...]


@dataclass(frozen=True, slots=True)
class LineCard:
    """A line with every way to reach it."""

    line: HelpLine
    reaches: tuple[Reach, ...]

    @property
    def source_text(self) -> str:
        """Where the number was seen, and when."""
        return f"{self.line.source}; seen {seen_text(self.line.seen)}"


@dataclass(frozen=True, slots=True)
class CountryCard:
    """A country with its lines, none where nobody could check one."""

    country: Country
    lines: tuple[LineCard, ...]


@dataclass(frozen=True, slots=True)
class HelpCard:
    """People to turn to: one's own, then the lines of one's country, then those of others."""

    contacts: tuple[ContactCard, ...]
    here: CountryCard | None
    elsewhere: tuple[CountryCard, ...]
    checked: date
    not_safe: str = NOT_SAFE
    not_a_doctor: str = NOT_A_DOCTOR

    @property
    def checked_text(self) -> str:
        """The day of the check, with its year, for it may be read years later."""
        return seen_text(self.checked)


def help_card(contacts: Sequence[Contact], country_code: str | None) -> HelpCard:
    """The card for somebody in a country, given by two letters; None where nobody knows it."""
    here = country(country_code) if country_code else None
    others = (one for one in countries_with_lines() if one != here)
    return HelpCard(
        contacts=tuple(ContactCard(one, tuple(contact_reaches(one))) for one in contacts),
        here=_country_card(here) if here else None,
        elsewhere=tuple(_country_card(one) for one in others),
        checked=checked_on(),
    )


def contact_reaches(contact: Contact) -> list[Reach]:
    """Ways to reach a contact; what is no number, mail or page of the web leads nowhere.

    >>> [one.link for one in contact_reaches(Contact("1", "Kim", phone="+1 (212) 555-0100"))]
    ['tel:+12125550100']
    >>> contact_reaches(Contact("1", "Kim", link="javascript:alert(1)"))
    []
    """
    message = contact.message
    found = [
        Reach(f"tel:{dialled(contact.phone)}", f"Call {contact.phone}")
        if is_number(contact.phone)
        else None,
        Reach(f"sms:{dialled(message)}", f"Text {message}") if is_texted(message) else None,
        Reach(f"mailto:{message}", f"Write to {message}") if is_mail(message) else None,
        Reach(contact.link, shown_page(contact.link)) if is_page(contact.link) else None,
        Reach(f"mailto:{contact.link}", f"Write to {contact.link}")
        if is_mail(contact.link)
        else None,
    ]
    return [reach for reach in found if reach]


def seen_text(day: date) -> str:
    """A day with its year.

    >>> seen_text(date(2026, 11, 22))
    '22 Nov 2026'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def is_number(text: str) -> bool:
    """Whether a phone could dial it: digits, with what people write between them.

    >>> is_number("1-888-409-0141"), is_number("555 0100 ext 5"), is_number("page 4411")
    (True, True, False)
    """
    return bool(_NUMBER.fullmatch(_paused(text))) and sum(one.isdigit() for one in text) > 1


def is_texted(text: str) -> bool:
    """Whether a text could be sent to it: a number without an extension."""
    return bool(_PLAIN_NUMBER.fullmatch(text)) and is_number(text)


def is_mail(text: str) -> bool:
    """Whether it is one address to write to."""
    return bool(_MAIL.fullmatch(text))


def is_page(text: str) -> bool:
    """Whether it is a page of the web, reached over an encrypted connection."""
    return bool(_PAGE.fullmatch(text))


def dialled(number: str) -> str:
    """A number as a phone takes it.

    An extension follows after a pause, for phones dial a comma and few know `;ext=` of RFC 3966.

    >>> dialled("+44 (0)330 123 1245"), dialled("116 123"), dialled("+1 212 555 0100 ext. 5")
    ('+443301231245', '116123', '+12125550100,5')
    """
    number = number.replace("(0)", "") if number.startswith("+") else number
    bare = re.sub(r"[\s().\-/]", "", _paused(number)).replace("#", "%23")
    return re.sub(r"\d", lambda digit: str(int(digit[0])), bare)  # digits of any script


def _paused(number: str) -> str:
    """A number with a pause before its extension."""
    return _EXTENSION.sub(",", number, count=1)


def shown_page(link: str) -> str:
    """The address of a page as people say it."""
    return link.split("://", 1)[1].rstrip("/")


def _country_card(one: Country) -> CountryCard:
    return CountryCard(one, tuple(LineCard(line, _line_reaches(line)) for line in one.lines))


def _line_reaches(line: HelpLine) -> tuple[Reach, ...]:
    found = [Reach(f"tel:{line.dial}", f"Call {line.number}")]
    if line.texts_to:
        found.append(Reach(f"sms:{line.texts_to}", f"Text {line.texts_to}"))
    if line.mail:
        found.append(Reach(f"mailto:{line.mail}", f"Write to {line.mail}"))
    if line.link:
        found.append(Reach(line.link, shown_page(line.link)))
    return tuple(found)
