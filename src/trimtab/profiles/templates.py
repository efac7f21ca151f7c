"""Commented profiles to start from, one for each kind of life in medicine."""

from __future__ import annotations

from importlib.resources import files

TEMPLATE_ROLES = (
    "student",
    "clerkship",
    "resident",
    "resident-nights",
    "img-resident",
    "fellow",
    "attending",
    "remote",
)


def template_for(role: str) -> str:
    """The text of a role's template; raises KeyError for a role that has none.

    >>> template_for("resident").startswith("# ")
    True
    """
    if role not in TEMPLATE_ROLES:
        raise KeyError(role)
    return (files("trimtab.profiles") / "templates" / f"{role}.toml").read_text(encoding="utf-8")
