"""People to turn to, as the person writes them down: what is wrong with a line, and its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trimtab.domain.kept import Contact
from trimtab.reports.help_card import is_mail, is_number, is_page, is_texted

MOST_CONTACTS = 40
LENGTHS = {"name": 80, "relation": 60, "phone": 40, "message": 120, "link": 400, "note": 300}


def written_contact(form: Mapping[str, object], contact_id: str) -> Contact:
    """The contact a form holds, each field without what surrounds it."""
    said = {field: " ".join(str(form.get(field, "")).split()) for field in LENGTHS}
    return Contact(contact_id, **said)


def mistakes(contact: Contact) -> dict[str, str]:
    """What keeps a contact from being kept, by field, with how to mend it."""
    found = {
        field: f"Please keep it to {most} characters."
        for field, most in LENGTHS.items()
        if len(getattr(contact, field)) > most
    }
    if not contact.name:
        found["name"] = "Give a name, so that you know whom you call."
    if contact.phone and not is_number(contact.phone):
        found["phone"] = "Write the number in digits, such as +1 212 555 0100 or 555 0100 ext 5."
    if contact.message and not (is_texted(contact.message) or is_mail(contact.message)):
        found["message"] = "Write a number for texts, or a mail address such as kim@example.org."
    if contact.link and not (is_page(contact.link) or is_mail(contact.link)):
        found["link"] = "Write the whole address, beginning with https://."
    if not (contact.phone or contact.message or contact.link or contact.note):
        found["phone"] = (
            "Give one way to reach them: a number, an address or a page, or a line that says where."
        )
    return found


def with_contact(contacts: Sequence[Contact], changed: Contact) -> tuple[Contact, ...]:
    """The contacts with one in the place of its id, or at the end."""
    if any(one.id == changed.id for one in contacts):
        return tuple(changed if one.id == changed.id else one for one in contacts)
    return (*contacts, changed)


def without_contact(contacts: Sequence[Contact], contact_id: str) -> tuple[Contact, ...]:
    """The contacts without one."""
    return tuple(one for one in contacts if one.id != contact_id)


def moved_up(contacts: Sequence[Contact], contact_id: str) -> tuple[Contact, ...]:
    """The contacts with one a place earlier; the first stays."""
    ids = [one.id for one in contacts]
    if contact_id not in ids[1:]:
        return tuple(contacts)
    at = ids.index(contact_id)
    before, after = contacts[: at - 1], contacts[at + 1 :]
    return (*before, contacts[at], contacts[at - 1], *after)
