"""The applicant's profile as a form: which field is which key, and what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trimtab.domain.programmes import Programme
from trimtab.profiles.toml_values import TomlValue
from trimtab.web.apply.budget import read_money
from trimtab.web.apply.changing import tables_of
from trimtab.web.apply.naming import labels_of, those_called
from trimtab.web.settings.field_shapes import Field, UnreadableTextError
from trimtab.web.settings.typing import read_typed, shown

ALIKE = "0: each for itself, 1: all alike. Left open: as is usual."
SENT = "From 0 to 1: the more are out, the more silence says. Left open: as is usual on the day."
COUPLE = "A profile such as partner.toml. Pairs are ranked by command: see Rank."
TYPES = (
    ("us_md", "US medical school, MD"),
    ("us_do", "US medical school, DO"),
    ("us_img", "US citizen or resident, school abroad"),
    ("img", "School abroad, not a US citizen"),
)
VISAS = (
    ("none", "No visa needed"),
    ("j1", "J-1"),
    ("h1b", "H-1B"),
    ("either", "J-1 or H-1B, either will do"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together; what is not `is_first` stands under "more"."""

    heading: str
    fields: tuple[Field, ...]
    is_first: bool = True


GROUPS = (
    Group(
        "You",
        (
            Field("specialties", "What you apply in", "names", "One specialty, or more: IM, FM."),
            Field("type", "You come from", "choice", choices=TYPES),
            Field("visa", "Visa", "choice", choices=VISAS, unsaid="Choose"),
            Field("graduation_year", "Year of graduation", "number"),
            Field("step2", "Step 2 CK score", "number", "Left open, ranges widen."),
        ),
    ),
    Group(
        "What you bring",
        (
            Field("us_letters", "Letters from physicians in the United States", "number"),
            Field("us_months", "Months of hands-on work there", "decimal"),
            Field("publications", "Papers, posters and talks", "number"),
            Field("honours", "Honours in the clerkship of the specialty", "maybe"),
        ),
    ),
    Group(
        "Who knows you, and where",
        (
            Field("home", "Your state", "text", "OH, or Ohio."),
            Field("states", "Other states where you have ties", "names", "School, family, years."),
            Field(
                "home_programme", "The programme of your own school", "text", "As in your table."
            ),
            Field("rotations", "Programmes that know you from a rotation", "long", "One a line."),
            Field("family", "Family is at", "text", "A town: Columbus, OH. Or 39.96, -83.00."),
        ),
    ),
    Group(
        "What you can spend",
        (
            Field("dollars", "Most for applications, in dollars", "decimal"),
            Field("applications", "Most applications", "number", "Leave out what is no limit."),
        ),
    ),
    Group(
        "More",
        (
            Field("name", "What the list calls you"),
            Field("year", "Year of the Match", "number", "Left open: the one that is coming."),
            Field("correlation", "How alike programmes judge", "decimal", ALIKE),
            Field("invitations_sent", "Invitations that are out already", "decimal", SENT),
            Field("partner", "Matching as a couple: the file of the other", "text", COUPLE),
            Field("together", "How much being together matters", "decimal", "0 not at all, to 1."),
            Field("within_km", "Together is within so many kilometres", "decimal"),
        ),
        is_first=False,
    ),
)
TABLES = {
    "dollars": "budget",
    "applications": "budget",
    "year": "season",
    "correlation": "chances",
    "invitations_sent": "chances",
    "partner": "couple",
    "together": "couple",
    "within_km": "couple",
}
"""The table of a key; "applicant" where none is named."""
FIELDS = {one.key: one for group in GROUPS for one in group.fields}


def table_of(key: str) -> str:
    """The table that a key stands in."""
    return TABLES.get(key, "applicant")


def texts_of(text: str, programmes: Sequence[Programme]) -> dict[str, str]:
    """What stands in each field of a profile, programmes by their names."""
    tables = tables_of(text)
    return {key: _shown(one, tables, programmes) for key, one in FIELDS.items()}


def _shown(
    one: Field, tables: Mapping[str, Mapping[str, Any]], programmes: Sequence[Programme]
) -> str:
    table = tables.get(table_of(one.key), {})
    value = table.get(one.key)
    if one.key == "specialties":
        value = table.get("specialty") if value is None else value
    if one.key in {"rotations", "home_programme"}:
        names = labels_of(programmes)
        ids = value if isinstance(value, list) else [] if value is None else [value]
        return "\n".join(names.get(str(id_), str(id_)) for id_ in ids)
    return shown(one, value)


def changes_in(
    texts: Mapping[str, str], before: Mapping[str, str], programmes: Sequence[Programme]
) -> tuple[dict[str, dict[str, TomlValue | None]], dict[str, str]]:
    """The keys that a form changes, by table, and what of it cannot be read.

    A field that says what it said before leaves its key as it is written.
    """
    changes: dict[str, dict[str, TomlValue | None]] = {}
    mistakes: dict[str, str] = {}
    for key, one in FIELDS.items():
        if texts[key] == before[key]:
            continue
        try:
            value = _reader(one, programmes)(texts[key])
        except UnreadableTextError as error:
            mistakes[key] = str(error)
            continue
        changes.setdefault(table_of(key), {}).update(_keys(key, value))
    return changes, mistakes


def _keys(key: str, value: TomlValue | None) -> dict[str, TomlValue | None]:
    """A single specialty is written as one; the other spelling of the key goes."""
    if key != "specialties":
        return {key: value}
    if isinstance(value, list) and len(value) == 1:
        return {"specialties": None, "specialty": value[0]}
    return {"specialty": None, "specialties": value}


def _reader(one: Field, programmes: Sequence[Programme]) -> Callable[[str], TomlValue | None]:
    if one.key == "family":
        return _spot
    if one.key == "dollars":
        return read_money
    if one.key == "rotations":
        return lambda text: [_id_of(line, programmes) for line in _lines(text)] or None
    if one.key == "home_programme":
        return lambda text: _id_of(text, programmes) if text.strip() else None
    return lambda text: read_typed(one, text)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _id_of(name: str, programmes: Sequence[Programme]) -> str:
    """The id of the programme that a name means; the name itself where it means none."""
    called = those_called(programmes, name.strip())
    if len(called) > 1:
        labels = labels_of(programmes)
        several = " or ".join(f"“{labels[one.id]}”" for one in called)
        raise UnreadableTextError(f"{len(called)} are called {name.strip()}. Write {several}.")
    return called[0].id if called else name.strip()


def _spot(text: str) -> TomlValue | None:
    """Latitude and longitude where it is two numbers, else the town that is named."""
    parts = text.replace(",", " ").split()
    if not parts:
        return None
    try:
        latitude, longitude = map(float, parts)
    except ValueError:
        return text.strip()
    return [latitude, longitude]
