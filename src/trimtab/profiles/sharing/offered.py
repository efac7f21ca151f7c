"""A week for each role as a shared file, so that it can be taken into a profile there is."""

from __future__ import annotations

from functools import cache

from trimtab.domain.sharing import TABLES_OF, Shared
from trimtab.profiles.appending import sound_profile
from trimtab.profiles.sharing.leaving import find_leaving, fitted
from trimtab.profiles.sharing.writing import write_shared
from trimtab.profiles.templates import template_for

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
TITLES = {
    "student": f"A student{APOSTROPHE}s week",
    "clerkship": "A week on placement",
    "resident": f"A resident{APOSTROPHE}s week",
    "resident-nights": f"A resident{APOSTROPHE}s week of nights",
    "img-resident": f"An international intern{APOSTROPHE}s week",
    "fellow": f"A fellow{APOSTROPHE}s week",
    "attending": f"An attending{APOSTROPHE}s week, with a family",
    "remote": "A week of remote work",
}


@cache
def shared_template(role: str) -> bytes:
    """The week of a template; raises KeyError for a role that has none."""
    text = template_for(role)
    profile = sound_profile(text, role)
    things = [one.thing for one in find_leaving(text, profile, TABLES_OF["week"])]
    shared = Shared(TITLES[role], tuple(fitted(things, {})), profile.person.role)
    return write_shared(shared, role)[0]
