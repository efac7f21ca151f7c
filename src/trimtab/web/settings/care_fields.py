"""Hours of care and own care as fields of forms."""

from __future__ import annotations

from trimtab.web.settings.field_choices import OWN_CARE_CHOICES
from trimtab.web.settings.field_shapes import Field, Section

COVER_HINT = "One a line: Nanny, mon tue wed, 07:00-18:00, not 2026-12-21 to 2027-01-03."

CARE_SECTIONS = (
    Section(
        "care",
        "Hours of care",
        "Hours in which somebody has to be there; Two lives, one week tells where nobody would be.",
        (
            Field("name", "For whom"),
            Field("between", "Between", "span", "Such as 06:30-20:00; a whole day is 00:00-24:00."),
            Field("days", "Days", "days", "None ticked means every day."),
            Field(
                "by",
                "Who can be there",
                "names",
                "me, and names of people. Left open: you and your partner.",
            ),
            Field("covers", "Others with hours of their own", "covers", COVER_HINT),
            Field("asleep_ok", "Whoever is home may sleep", "flag"),
            Field("start", "First day", "day"),
            Field("end", "Last day", "day"),
        ),
        "stretch of care",
    ),
    Section(
        "own_care",
        "Your own care",
        "Your doctor, dentist and therapist, booked before a heavy season.",
        (
            Field("name", "Name"),
            Field("kind", "What it is", "choice", choices=OWN_CARE_CHOICES),
            Field("minutes", "Minutes it takes", "number"),
            Field(
                "way_minutes", "Minutes to get there", "number", "Left open: as long as to work."
            ),
            Field(
                "every_months", "Every so many months", "number", "Left open: when it is needed."
            ),
            Field("last", "Last time", "day"),
            Field("booked", "Booked for", "moment", "A time such as 2026-12-03 10:00."),
            Field("between", "Their hours", "span", "Such as 08:00-17:00."),
            Field("days", "Their days", "days", "None ticked means Monday to Friday."),
            Field("private", "Others see only “Busy”", "maybe"),
        ),
        "entry",
    ),
)
