"""Every key of a profile as a field of a form: its label, how it is typed, and what helps."""

from __future__ import annotations

from collections.abc import Mapping

from trimtab.web.settings.care_fields import CARE_SECTIONS
from trimtab.web.settings.field_choices import (
    DATE_CHOICES,
    EVERY,
    KINDS,
    PERSON_CHOICES,
    ROLE_CHOICES,
    RULEBOOK_CHOICES,
    choices,
)  # fmt: skip
from trimtab.web.settings.field_shapes import Field, Section
from trimtab.web.settings.quiet_fields import QUIET_SECTION, REACH_SECTION
from trimtab.web.settings.server_fields import SERVER_SECTIONS

NAME = Field("name", "Name")
VALUE = Field("value", "What it is for", "value", "One of your values, or leave it open.")
DAYS = Field("days", "Days", "days", "None ticked means every day.")
UP = (
    "By their own clock: 07:00-21:30. Left empty, calls go by 08:00-22:00, and care asks only "
    "that they are home."
)
WITH = Field("with", "With", "person", "It happens while they are awake.")
PRIVATE = Field("private", "Others see only “Busy”", "maybe")
MUST = Field("must", "Never shrinks, never gives way", "flag")
DEMANDING = Field("demanding", "Needs a clear head", "flag")
DOSES = Field("doses", "Minutes", "minutes", "Ideal, good enough, tiny: such as 45, 30, 10.")

SECTIONS = (
    Section(
        "person",
        "You",
        "Who is planned for.",
        (
            Field("name", "What the plan calls you"),
            Field("time_zone", "Time zone", "zone"),
            Field(
                "role",
                "Role",
                "choice",
                choices=ROLE_CHOICES,
            ),
            Field("sleep_hours", "Hours of sleep you need", "decimal", "From 4 to 12."),
            Field(
                "chronotype",
                "On free days you are at your best",
                "choice",
                choices=choices(morning="Early", intermediate="In between", evening="Late"),
            ),
            Field("commute_minutes", "Minutes to work, door to door", "number"),
            Field(
                "rulebook",
                "Duty-hour rules",
                "choice",
                "Your roster is checked by them.",
                RULEBOOK_CHOICES,
            ),
            Field(
                "body_clock",
                "In a long run of nights your body clock",
                "choice",
                choices=choices(steady="keeps to the hours at home", moves="follows the light"),
            ),
            Field("water_reminders", "Meals remind of a glass of water", "flag"),
            Field("email", "Address you are invited at"),
            Field("country", "Country you work in", "country", "For its holidays."),
            Field("region", "State or province", hint="Its letters, such as NY."),
            Field("home_country", "Country you come from", "country"),
        ),
    ),
    Section(
        "calendar",
        "Calendars",
        "Hours others chose.",
        (
            Field("source", "File or address"),
            Field("name", "What to call it"),
            Field("kind", "Kind of hours", "choice", "Left open, each title tells.", KINDS),
            Field("codes", "Codes", "codes", "One a line: NF = 19:00-07:00, or OFF = off."),
            Field("row", "Your name in it", hint="Where a roster lists several people."),
            Field("leaves_minutes", "Minutes of notes each event leaves", "number"),
            Field("leaves_before", "Notes are done by", "clock", "A time such as 20:00."),
            Field("remote", "Nobody travels for these", "maybe"),
            Field("tentative", "May all still change", "flag"),
        ),
        "calendar",
    ),
    Section(
        "practice",
        "Practices",
        "What keeps you yourself, week after week, with a tiny dose for hard days.",
        (
            NAME,
            VALUE,
            Field("times_per_week", "Times a week", "number"),
            DOSES,
            Field("prefer", "Hours you like best", "spans", "Such as 06:00-08:00, 17:00-20:00."),
            Field("only", "Hours it must lie in", "spans"),
            DAYS,
            WITH,
            MUST,
            DEMANDING,
            Field("pocket", "Fits small gaps, on site too", "flag"),
            Field("after", "Right after", hint="Such as Get home, Wake up, or another practice."),
            Field("before", "Right before", hint="Such as Wind down, or a meal."),
            Field("once_a_day", "Once a day is enough", "maybe"),
            Field("study", "Counts as study", "maybe"),
            Field("every_weeks", "Every so many weeks", "number", "Left open: every week."),
            Field("every", "Or once a month", "choice", choices=EVERY),
            Field("start", "Turns count from", "day"),
            Field("on", "Only on these days", "days_list", "Such as 2026-12-05."),
            Field("note", "A few words beside it", hint="Such as phones away."),
            PRIVATE,
        ),
        "practice",
    ),
    Section(
        "people",
        "People",
        "Whose waking hours matter to yours.",
        (
            NAME,
            Field("time_zone", "Where they live", "zone", "Left open: the same as yours."),
            Field("awake", "When they are up", "span", UP),
            Field("calendar", "A calendar of theirs that shapes your life too"),
            Field(
                "earlier", "Files before it", "names", "With their last day: a.ics @ 2026-11-24."
            ),
            Field("kind", "Who they are to you", "choice", choices=PERSON_CHOICES),
            Field("birthday", "Birthday", hint="Month and day, 03-12, or the whole date."),
            Field("country", "Country whose holidays they keep", "country"),
            Field("reach", "How you reach them", hint="It leaves this machine in nothing."),
            Field("commute_minutes", "Minutes of their way to work", "number"),
            Field("codes", "Codes of their roster", "codes", "One a line: N = 20:00-08:00."),
            Field("off", "Not told of: no days, no messages", "flag"),
        ),
        "person",
    ),
    Section(
        "task",
        "Tasks",
        "Work with an end, done in sittings.",
        (
            NAME,
            VALUE,
            Field("minutes", "Minutes left to do", "number"),
            Field("due", "Due", "moment", "A day, or with a time: 2026-11-27 17:00."),
            Field("block", "Shortest and longest sitting", "minutes", "Such as 30, 90."),
            Field("important", "Important: other things give way to it", "flag"),
            Field("urgent", "Cannot wait", "flag"),
            DEMANDING,
            Field("enough_minutes", "Good enough after minutes", "number"),
            Field("batch", "With messages and other small things", "maybe"),
            Field("study", "Counts as study", "maybe"),
            Field("note", "A line for yourself"),
            PRIVATE,
            Field("starts", "Not before", "day", "Nothing is planned for it until then."),
            Field("handed_to", "Somebody else does it", hint="Who. Nothing is planned for it."),
        ),
        "task",
    ),
    Section(
        "protect",
        "Protected time",
        "Kept for something, somewhere between two hours.",
        (
            NAME,
            VALUE,
            DAYS,
            Field("between", "Somewhere between", "span", "Such as 18:00-21:00."),
            DOSES,
            WITH,
            MUST,
            PRIVATE,
        ),
        "protected time",
    ),
    Section(
        "boundary",
        "Boundaries and quiet hours",
        "Hours in which something does not happen.",
        (
            NAME,
            Field(
                "kind",
                "What does not happen",
                "choice",
                choices=choices(work="Work", study="Study", screens="Screens", calls="Calls"),
            ),
            Field("off", "Between", "span", "Past midnight is fine: 21:00-06:00."),
            DAYS,
            Field("except", "And yet open", "spans", "Such as 21:00-21:30."),
            Field("except_times_per_week", "Times a week that is open", "number"),
        ),
        "boundary",
    ),
    QUIET_SECTION,
    REACH_SECTION,
    Section(
        "season",
        "Seasons",
        "Rotations and other spells with their own pace and values.",
        (
            NAME,
            Field("start", "First day", "day"),
            Field("end", "Last day", "day"),
            Field(
                "intensity",
                "Pace",
                "choice",
                "Heavy weeks are content with less.",
                choices(heavy="Heavy", regular="Regular", light="Light"),
            ),
            Field(
                "values",
                "What matters more or less then",
                "weights",
                "In these weeks alone.",
            ),
            Field(
                "duty_hours_per_week", "Hours of duty in a week whose roster is not out", "number"
            ),
        ),
        "season",
    ),
    Section(
        "trip",
        "Trips",
        "Days by the clocks of another zone, which your body brings home.",
        (
            Field("time_zone", "The zone there", "zone"),
            Field("start", "Arrived there", "moment", "By the clocks at home."),
            Field("end", "Home again", "moment"),
        ),
        "trip",
    ),
    Section(
        "date",
        "Dates",
        "What falls due on a day, with steps that begin well before.",
        (
            NAME,
            Field("due", "Day", "day"),
            Field("kind", "Kind", "choice", choices=DATE_CHOICES),
            Field("repeats", "Comes back", hint="Such as every 2 years, or monthly."),
            VALUE,
            Field("steps", "Steps", "steps", "One a line: Gather documents, 90 days, 60 min."),
            Field("important", "Other things give way to its steps", "maybe"),
            Field("remind_days", "Rings days before", "minutes", "Such as 14, 1."),
            Field("done", "Done", "days_list"),
            PRIVATE,
        ),
        "date",
    ),
    Section(
        "days",
        "Days that matter",
        "Birthdays and holidays, as People and Season tell them.",
        (
            Field("tell_days", "Told days before", "number"),
            Field("hide", "Never told", "names", "Names, such as Columbus Day."),
        ),
    ),
    Section(
        "exam",
        "Exams",
        "What is studied for them over the year; Learning shows the plan.",
        (
            NAME,
            Field("date", "Day of the exam", "day"),
            Field("questions", "Questions left to do", "number", "Of your question bank."),
            Field("minutes_each", "Minutes a question takes", "decimal", "With its explanation."),
            Field("topics", "Topics", "shares", "With their share: cardiology 0.15, renal 0.1."),
            Field("begin", "Study begins", "day", "What you enter from then on counts."),
            Field("buffer_days", "Days before it without new questions", "number"),
            Field("heavy_questions", "Questions on a heavy day", "number", "10 to 20."),
            Field("most_minutes", "Minutes a day at most", "number"),
            DAYS,
            Field(
                "practice_exams", "Practice exams", "steps", "One a line: Form 9, 21 days, 240 min."
            ),
            VALUE,
            Field("most_share", "Of what fits, planned at most", "decimal", "0.92 unless you say."),
            PRIVATE,
        ),
        "exam",
    ),
    Section(
        "deck",
        "Decks of cards",
        "Cards that are reviewed day by day; Learning shows what they will ask for.",
        (
            Field("name", "Name", "text", "Blocks are called so; Cards unless you say."),
            Field("source", "Anki's file", "text", "On this machine; or ankiconnect."),
            Field("deck", "One deck in it", "text", "With those below it. Empty means all."),
            Field("new_a_day", "New cards a day", "number"),
            Field("most_minutes", "Minutes a day at most", "number"),
            Field("retention", "Share to remember", "decimal", "0.9 unless the deck says."),
            DAYS,
            VALUE,
            PRIVATE,
        ),
        "deck",
    ),
    *CARE_SECTIONS,
    Section(
        "open_time",
        "Open time",
        "Free waking time left unplanned on purpose.",
        (
            Field("share", "Share left open", "decimal", "0.3 is about a third."),
            Field("free_evenings", "Evenings a week without work", "number"),
            Field("study_free_half_days", "Half-days a week without study", "number"),
            Field("free_weekends", "Weekends without duty stay free", "maybe"),
        ),
    ),
    Section(
        "messages",
        "Messages",
        "Answered together, at set times.",
        (
            Field("at", "Times", "clocks", "Such as 09:00, 12:30, 16:00."),
            Field("minutes", "Minutes each time", "number"),
            DAYS,
            VALUE,
            Field("within", "Minutes they may drift", "number"),
            Field("earliest", "None before", "clock", "Such as 08:00."),
            Field("latest", "None after", "clock", "Such as 18:00."),
        ),
    ),
    Section(
        "publish",
        "What others see",
        "What leaves as a calendar, and what it tells.",
        (
            Field("hide", "Shown as “Busy”", "names", "Values, kinds or topics: body, nap."),
            Field("show", "Private by itself, and yet shown", "names", "Such as faith."),
            Field("family_shows", "Family also sees", "names", "rest, people, or both."),
            Field("alarm_minutes", "Alarm, minutes before a block", "number"),
            Field("free_for", "Calls are offered while they are awake", "person"),
            Field("ics", "File of the plan", hint="Such as week.ics, for the command line."),
            Field("family_ics", "File for family"),
            Field("free_busy", "File of busy time"),
            Field("availability", "File of hours you can be asked for"),
            Field("quiet_ics", "File of quiet hours"),
        ),
    ),
    *SERVER_SECTIONS,
)
BY_TABLE: Mapping[str, Section] = {section.table: section for section in SECTIONS}
