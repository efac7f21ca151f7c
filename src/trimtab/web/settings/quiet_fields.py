"""Keys of a profile on being left in peace and being reached, as fields of forms."""

from __future__ import annotations

from trimtab.web.settings.field_shapes import Field, Section

QUIET_SECTION = Section(
    "quiet",
    "Quiet hours and places",
    "What a phone keeps still, where no work is done, and sites blocked at work.",
    (
        Field("parts", "Quiet are", "names", "sleep, screens, meals, protected: all or some."),
        Field("names", "The calendar of quiet hours says what each is", "flag"),
        Field("places", "Places without work", "names", "Such as Bedroom, Dinner table."),
        Field("sites", "Sites blocked at work", "name_lines", "Such as example.org."),
    ),
)
REACH_SECTION = Section(
    "reach",
    "How you are reached",
    "What signatures and out-of-office texts say.",
    (
        Field("signs_as", "You sign as", hint="Such as Sam Rivera, MD."),
        Field("urgent", "If it is urgent", hint="Such as: page the team at 4411."),
        Field("answers_within", "You answer within", hint="Such as: one working day."),
        Field("cover", "Who covers you most often", hint="Such as Dr. Lee."),
        Field("cover_reach", "How they are reached", hint="An address or a number."),
    ),
)
