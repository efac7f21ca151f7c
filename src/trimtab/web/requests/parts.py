"""The parts of a request as fields to mend in place, and fields as one line again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trimtab.domain.requests import UNNAMED, Asked, day_text, days_said, hours_said, rhythm_said

LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What was understood, each as it can be read again.

    `is_listed` where the times follow no rule that a few words can say: then `when` tells them and
    cannot be mended.
    """

    name: str
    days: str
    hours: str
    first: str = ""
    until: str = ""
    where: str = ""
    is_listed: bool = False

    @property
    def line(self) -> str:
        """The parts as one line."""
        name = self.name.replace('"', " ").strip() or UNNAMED
        pieces = [f'"{name}"', self.days, self.hours]
        pieces += [f"from {self.first}"] if self.first else []
        pieces += [f"until {self.until}"] if self.until else []
        said = " ".join(one.strip() for one in pieces if one.strip())
        return f"{said}, {_where(self.where)}" if self.where.strip() else said


def parts_of(asked: Asked) -> Parts:
    """The parts of what was understood."""
    rhythm, starts = rhythm_said(asked), asked.starts
    days = rhythm or days_said(asked)
    has_end = bool(rhythm) and not asked.has_no_end
    return Parts(
        name=asked.name,
        days=days or f"{len(starts)} times",
        hours=hours_said(asked),
        first=day_text(starts[0].date()) if rhythm else "",
        until=day_text(asked.until or starts[-1].date()) if has_end else "",
        where="online" if asked.is_remote else asked.first.location,
        is_listed=not days,
    )


def parts_typed(form: Mapping[str, str]) -> Parts:
    """The parts as somebody typed them."""

    def typed(name: str) -> str:
        return form.get(name, "").strip()[:LONGEST]

    return Parts(
        name=typed("name"),
        days=typed("days"),
        hours=typed("hours"),
        first=typed("first"),
        until=typed("until"),
        where=typed("where"),
    )


def _where(typed: str) -> str:
    """A place as the reader of requests knows it."""
    said = typed.strip()
    lowered = said.lower()
    known = ("online", "remote", "zoom", "teams", "on site", "at ", "in ", "from home", "by ")
    return said if lowered.startswith(known) else f"at {said}"
