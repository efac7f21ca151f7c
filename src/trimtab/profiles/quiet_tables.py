"""Tables of a profile on being left in peace: quiet hours and places, and how to be reached."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from trimtab.domain.quiet import QUIET_PARTS, Quiet, QuietPart, Reach
from trimtab.profiles.scalars import mistake, one_of, show
from trimtab.profiles.table_pieces import Names, Table

_SITE = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")
_AROUND = re.compile(r"^\s*(https?://)?(www\.)?([^/?#:]*).*$", re.IGNORECASE)
LONGEST_LINE = 200


def parse_site(value: Any) -> str:
    """A site as its bare name, whatever of its address was pasted. Raises PydanticCustomError.

    >>> parse_site("https://www.Example.org/feed?x=1")
    'example.org'
    """
    found = _AROUND.match(value) if isinstance(value, str) else None
    name = found[3].strip().lower().rstrip(".") if found else ""
    if not name.isascii():
        name = _in_ascii(name)
    if not _SITE.fullmatch(name):
        raise mistake(
            f"is {show(value)}, which is no site.", "Write its name, such as example.org."
        )
    return name


def _in_ascii(name: str) -> str:
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return ""


def parse_line(value: Any) -> str:
    """A line of words; breaks and what is invisible become spaces. Raises PydanticCustomError."""
    if not isinstance(value, str):
        raise mistake(f"is {show(value)}, which is no text.", "Write a few words in quotes.")
    words = " ".join("".join(one if one.isprintable() else " " for one in value).split())
    if len(words) > LONGEST_LINE:
        raise mistake(f"has {len(words)} letters.", f"At most {LONGEST_LINE} are shown.")
    return words


Line = Annotated[str, BeforeValidator(parse_line)]
Sites = Annotated[
    list[Annotated[str, BeforeValidator(parse_site)]],
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
]
Parts = Annotated[
    list[Annotated[QuietPart, BeforeValidator(one_of(QUIET_PARTS))]],
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
]


class QuietTable(Table):
    """[quiet]: what is kept quiet on a phone, places without work, sites blocked at work."""

    required = ()

    parts: Parts = Field(list(QUIET_PARTS), examples=['["sleep", "meals"]'])
    names: bool = Field(default=False, examples=["true"])
    places: Names = Field([], examples=['["Bedroom"]'])
    sites: Sites = Field([], examples=['["example.org"]'])


class ReachTable(Table):
    """[reach]: what signatures and out-of-office texts say of reaching you."""

    required = ()

    signs_as: Line = Field("", examples=['"Sam Rivera, MD"'])
    urgent: Line = Field("", examples=['"page the team at 4411"'])
    answers_within: Line = Field("", examples=['"one working day"'])
    cover: Line = Field("", examples=['"Dr. Lee"'])
    cover_reach: Line = Field("", examples=['"lee@example.org"'])


def quiet_of(table: QuietTable) -> Quiet:
    """The record a sound table describes; what is named twice counts once."""
    return Quiet(
        parts=tuple(dict.fromkeys(table.parts)),
        names=table.names,
        places=tuple(dict.fromkeys(table.places)),
        sites=tuple(dict.fromkeys(table.sites)),
    )


def reach_of(table: ReachTable) -> Reach:
    """The record a sound table describes."""
    return Reach(**table.model_dump())
