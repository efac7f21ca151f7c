"""Mentors who may be called when it is hard: they stand on the help page too, by one record."""

from __future__ import annotations

from dataclasses import replace

from trimtab.app.daily.ports import Store
from trimtab.domain.kept import Contact
from trimtab.domain.mentors import Mentor
from trimtab.reports.help_card import is_mail, is_number, is_page
from trimtab.web.help.contacts import LENGTHS, MOST_CONTACTS, with_contact, without_contact


def is_on_help(store: Store, mentor_id: str) -> bool:
    """Whether somebody of the board stands on the help page."""
    return any(one.id == mentor_id for one in store.contacts())


def keep_on_help(store: Store, mentor: Mentor, *, is_wanted: bool) -> bool:
    """Put a mentor on the help page, or take them off; False where it is full.

    What was written there beside name and reach stays.
    """
    with store.at_once():
        kept = store.contacts()
        known = next((one for one in kept if one.id == mentor.id), None)
        if not is_wanted:
            if known is not None:
                store.keep_contacts(without_contact(kept, mentor.id))
            return True
        if known is None and len(kept) >= MOST_CONTACTS:
            return False
        store.keep_contacts(with_contact(kept, contact_of(mentor, known)))
    return True


def contact_of(mentor: Mentor, known: Contact | None = None) -> Contact:
    """A mentor as somebody to turn to: a number, an address, a page, or a line that says where."""
    relation = "Peer" if mentor.kind == "peer" else "Mentor"
    contact = replace(known or Contact(mentor.id, "", relation), name=mentor.name)
    reach = mentor.reach
    if is_number(reach) and len(reach) <= LENGTHS["phone"]:
        return replace(contact, phone=reach)
    if is_mail(reach):
        return replace(contact, message=reach)
    if is_page(reach):
        return replace(contact, link=reach)
    return replace(contact, note=reach)
