"""What the planner assumes until told otherwise: times, doses and worths, as data.

Worth is counted in minutes of an average value: one more minute of something of average weight
is worth about 1 while little of it is planned, and less later. Every number here is a choice
of ours, made so that sleep comes first and the week stays calm; none is a published figure
unless a source stands beside it. docs/methods/planner.md explains them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from trimtab.domain.commitments import CommitmentKind
from trimtab.domain.people import Chronotype, Intensity, Role
from trimtab.domain.plans import BlockKind, FreeKind
from trimtab.domain.time import ClockSpan

Slopes = tuple[tuple[float, float], ...]


def _span(start: str, end: str) -> ClockSpan:
    first, last = (int(text[:2]) * 60 + int(text[3:]) for text in (start, end))
    return ClockSpan(first, last)


NIGHT_HOURS = _span("22:00", "07:00")
BEDTIME_HOURS = _span("19:30", "03:00")
NAP_HOURS = _span("12:30", "18:30")
SHORT_NAP_HOURS = _span("12:30", "16:30")
SECOND_SLEEP_HOURS = _span("04:00", "09:30")
WAKING_HOURS = _span("06:00", "22:00")
BUFFER_HOURS = _span("12:30", "18:30")


@dataclass(frozen=True, slots=True)
class SleepDefaults:
    """Lengths and hours of sleep, minutes throughout.

    `worth_by_share` are (share of the person's need, worth per effective minute) in turn. Beside
    nights on duty and heavy spells it is `worth_beside_duty`, and then `recovery_minutes` more, at
    `recovery_worth`; each minute beyond costs `too_long_cost`.
    A night of which `slept_share` of the need is slept asks for no other main sleep. A deadline
    that would else be late may shorten a sleep to `deadline_share` of the need, never further.
    On a free night people go to bed from `bedtime_earlier` minutes before their usual hour to
    `bedtime_later` after it, or within `bedtime_once_home` of being ready for it; after a sleep by
    day from `bedtime_earlier_after_day_sleep` before it. Sleep falls by day, within
    `day_bedtime_once_home`, where `blocked_night_minutes` of a night are taken and less than
    `enough_of_night` is free.
    """

    shortest: int = 180
    step: int = 30
    worth_by_share: Slopes = ((0.625, 4.0), (0.25, 2.6), (0.125, 1.5))
    worth_beside_duty: Slopes = ((0.625, 4.0), (0.25, 2.6), (0.125, 2.2))
    recovery_minutes: int = 60
    recovery_worth: float = 1.4
    too_long_cost: float = 0.4
    wind_down: int = 30
    wind_down_by_day: int = 15
    slow_start: int = 30
    habitual_wake: int = 7 * 60
    wake_drift_worth: float = 0.3
    wake_drift_free: int = 15
    wake_drift_most: int = 150
    night: ClockSpan = NIGHT_HOURS
    blocked_night_minutes: int = 180
    enough_of_night: int = 240
    bedtimes: ClockSpan = BEDTIME_HOURS
    bedtime_earlier: int = 75
    bedtime_earlier_after_day_sleep: int = 30
    bedtime_later: int = 150
    bedtime_once_home: int = 60
    day_bedtime_once_home: int = 120
    latest_rise: int = 12 * 60
    latest_day_bedtime: int = 15 * 60
    day_sleep_before_free_night: int = 270
    nap_lengths: tuple[int, ...] = (30, 60, 90, 120, 150)
    nap_hours: ClockSpan = NAP_HOURS
    slept_share: float = 0.75
    deadline_share: float = 0.75
    short_nap: int = 25
    short_nap_rising: int = 10
    short_nap_hours: ClockSpan = SHORT_NAP_HOURS
    second_sleep_lengths: tuple[int, ...] = (60, 90, 120)
    second_sleep_hours: ClockSpan = SECOND_SLEEP_HOURS


@dataclass(frozen=True, slots=True)
class MealDefaults:
    """A meal: hours it may lie in, best hour, doses and what each dose is worth."""

    name: str
    hours: ClockSpan
    best: int
    doses: tuple[int, ...]
    worths: tuple[float, ...]
    words: tuple[str, ...]


MEALS = (
    MealDefaults(
        "Breakfast",
        _span("05:00", "10:30"),
        450,
        (20, 10),
        (92.0, 80.0),
        ("breakfast", "brunch"),
    ),
    MealDefaults("Lunch", _span("11:30", "15:00"), 750, (30, 15), (106.0, 88.0), ("lunch",)),
    MealDefaults(
        "Dinner",
        _span("17:00", "21:30"),
        1125,
        (40, 25, 15),
        (132.0, 118.0, 100.0),
        ("dinner", "supper", "iftar"),
    ),
)
"""A small meal is worth more per minute than anything else: meals shrink, they do not vanish."""


@dataclass(frozen=True, slots=True)
class SeasonDefaults:
    """What changes between heavy, regular and light spells.

    `buffer` and `unwind` are doses in minutes, ideal first; `focus_minutes` is how much study
    and task work a day holds before each further minute costs `focus_cost`; a dose is worth its
    share of the ideal to the power of `dose_exponent` (heavy seasons are content with less).
    """

    buffer: tuple[int, ...]
    unwind: tuple[int, ...]
    focus_minutes: int
    focus_minutes_on_duty_days: int
    focus_cost: float
    dose_exponent: float


SEASONS: dict[Intensity, SeasonDefaults] = {
    "heavy": SeasonDefaults((30, 20), (30, 15, 10), 150, 45, 0.8, 0.4),
    "regular": SeasonDefaults((45, 30), (30, 15, 10), 240, 90, 0.7, 0.55),
    "light": SeasonDefaults((60, 45, 30), (30, 15), 300, 120, 0.6, 0.65),
}

FOCUS_BY_ROLE: dict[Role, float] = {
    "student": 1.6,
    "clerkship": 1.25,
    "resident": 1.0,
    "fellow": 1.0,
    "attending": 1.0,
    "remote": 1.1,
}
"""How much study and task work a day holds for each role, against the season's figure."""

CHRONOTYPE_SHIFT: dict[Chronotype, int] = {"morning": -60, "intermediate": 0, "evening": 60}
"""Minutes by which habitual hours move."""


@dataclass(frozen=True, slots=True)
class WakingDefaults:
    """Hours for what has no hours of its own, and how liking falls off outside preferred ones.

    `breaks` are (from so many minutes of sitting, minutes of break) in turn. For `tired_minutes`
    after a duty of `LONG_DUTY_MINUTES` nothing demanding or strenuous is planned. Breakfast and
    lunch on a day slept through are worth `meal_by_day_share` of their usual worth. A pocket is
    worth `pocket_elsewhere` of its worth in free time of `pocket_gap` minutes or more. What is
    stacked on getting home starts within `right_after` minutes of it.
    """

    hours: ClockSpan = WAKING_HOURS
    fade_minutes: int = 240
    least_fit: float = 0.55
    no_preference_fit: float = 0.85
    buffer_hours: ClockSpan = BUFFER_HOURS
    buffer_needs_free: int = 90
    buffer_worth: float = 0.6
    unwind_worth: float = 1.4
    unwind_after_minutes: int = 180
    unwind_within: int = 60
    unwind_delay: float = 0.2
    breaks: tuple[tuple[int, int], ...] = ((50, 10), (30, 5))
    meal_fade: int = 180
    meal_by_day_share: float = 0.3
    tired_minutes: int = 12 * 60
    pocket_gap: int = 45
    pocket_elsewhere: float = 0.75
    right_after: int = 15


@dataclass(frozen=True, slots=True)
class WorthDefaults:
    """Worth of practices, protected time and tasks, per minute of an average value.

    `minutes_by_share` is the diminishing worth of a value's minutes, over the share of what was
    asked; `repetition_by_share` the worth of one more repetition, in ideal minutes, over the
    share of times asked; a dose d of ideal i adds `dose` * i * (d / i) ** exponent.
    `task_*` are per minute: due within the horizon, due later, or without a date; an important
    one is worth `important` times as much, an urgent one `urgent` times, none above `task_most`,
    which is less than the first five hours of sleep. The first sitting of an important one that
    can wait is worth `task_scheduled`, minutes beyond good enough `task_beyond_enough` of the
    others. What is due takes `deadline_share` of its minutes from open time and focus, so that
    these give way before a deadline is missed. A minute of messages is worth `messages`, up to
    `messages_drift` less at the end of the drift allowed. Encroaching on open time costs
    `open_beyond` per minute: (share of the open time, cost) in turn. Two repetitions of a spaced
    practice within a day of each other cost `crowding` of its ideal minutes. Notes may be written
    within `notes_at_once` minutes of a duty at any hour, later in waking hours, each minute of
    delay costing `notes_delay`.
    """

    minutes_by_share: Slopes = ((0.4, 0.55), (0.3, 0.35), (0.3, 0.15))
    repetition_by_share: Slopes = ((0.35, 0.35), (0.35, 0.25), (0.3, 0.12))
    dose: float = 0.6
    protect: float = 1.15
    task_due: Slopes = ((1.0, 2.5),)
    task_most: float = 3.9
    task_scheduled: float = 1.9
    task_beyond_enough: float = 0.2
    deadline_share: float = 0.4
    task_later: Slopes = ((0.5, 0.9), (0.5, 0.7))
    task_undated: Slopes = ((0.5, 0.7), (0.5, 0.5))
    task_start: float = 8.0
    important: float = 1.4
    urgent: float = 1.1
    urgent_earliness: float = 0.12
    messages: float = 2.0
    messages_drift: float = 0.3
    messages_after_night: int = 7 * 60
    notes: Slopes = ((0.5, 2.2), (0.5, 1.9))
    open_beyond: Slopes = ((0.25, 1.3), (0.35, 1.7), (0.4, 2.4))
    crowding: float = 0.25
    weight_range: tuple[float, float] = (0.3, 2.5)
    sittings_a_day: int = 2
    earliness: float = 0.06
    notes_at_once: int = 120
    notes_delay: float = 0.01


@dataclass(frozen=True, slots=True)
class FreeDefaults:
    """Stretches a week may keep free of work: their hours, and what each one more is worth.

    `kept_out` are the kinds of block that count as work; `work_kinds` the commitments beside which
    a stretch is not free. Hours that no commitment cuts into are worth up to `ease` more.
    """

    evening: ClockSpan = field(default_factory=lambda: _span("18:00", "24:00"))
    half_days: tuple[ClockSpan, ...] = field(
        default_factory=lambda: (_span("06:00", "13:00"), _span("13:00", "20:00"))
    )
    waking: ClockSpan = field(default_factory=lambda: _span("06:00", "24:00"))
    worths: dict[FreeKind, tuple[float, ...]] = field(
        default_factory=lambda: {
            "evening": (90.0, 60.0, 40.0),
            "half_day": (90.0, 60.0, 40.0),
            "weekend": (90.0,),
        }
    )
    ease: float = 6.0
    kept_out: frozenset[BlockKind] = frozenset({"task", "study"})
    work_kinds: frozenset[CommitmentKind] = frozenset({"duty", "home_call", "lecture", "clinic"})


@dataclass(frozen=True, slots=True)
class CareDefaults:
    """Care around heavy spells: what counts as one, and what changes on the days beside it.

    Without a season being named, `nights_in_row` night duties or `duty_minutes_in_7_days` make
    one. For `days` before it and after it more sleep is worth something and a day holds
    `focus_share` of its usual focused work; the first day after holds no task unless it is due by
    the end of the next.
    """

    days: int = 2
    focus_share: float = 0.75
    nights_in_row: int = 3
    duty_minutes_in_7_days: int = 60 * 60
    look_back_days: int = 9
    look_ahead_days: int = 9


@dataclass(frozen=True, slots=True)
class LighterDefaults:
    """What changes on days the person asked to be lighter, beside their tiny doses.

    So much of free time stays open on them, and of the usual focused work a day holds this share.
    """

    open_share: float = 0.5
    focus_share: float = 0.4


ON_SITE_KINDS = frozenset({"duty", "lecture", "clinic"})
"""Commitments that one travels to, unless marked remote."""

TRAVEL_ELSEWHERE = 0.75
"""Share of the commute taken as the way to an appointment, or to any event with a place."""

HOME_NAMES = frozenset({"home", "at home", "our house", "my place", "here"})
"""Places of events that one does not travel to."""

NOTES_VALUES = ("patients", "patient care", "work")
"""Names of values that notes and inbox serve."""

MEAL_ON_DUTY_FROM = 4 * 60
"""On-site commitments this long are where a meal is eaten whose usual hour they cover."""

GO_HOME_GAP = 120
"""Minutes at home that make it worth leaving between two on-site commitments."""

NIGHT_DUTY = _span("23:00", "06:00")
NIGHT_DUTY_MINUTES = 180
"""A duty that covers so many minutes of these hours is a night duty."""

LONG_DUTY_MINUTES = 20 * 60

STRENUOUS_VALUES = frozenset({"body", "fitness", "exercise", "movement", "sport"})
STRENUOUS_FROM = 30
"""A practice of such a value with an ideal dose of so many minutes counts as strenuous."""

HOLIDAY_WORDS = ("vacation", "annual leave", "pto", "holiday")
SINGLE_DAY_HOLIDAY_WORDS = ("vacation", "annual leave", "pto")
"""All-day titles with these words are days off; "holiday" only from two days on."""


@dataclass(frozen=True, slots=True)
class StabilityDefaults:
    """What staying where the last plan had it is worth in a re-plan; docs/adr/0005 says why.

    Each block kept whole adds `stay`; one pinned that moves costs `pinned_slope`, as a must does,
    and one that was to begin within the hour `next_slope`, which a must may outweigh.
    """

    stay: float = 8.0
    pinned_slope: float = 5000.0
    next_slope: float = 2000.0


STABILITY = StabilityDefaults()
SLEEP = SleepDefaults()
WAKING = WakingDefaults()
WORTH = WorthDefaults()
FREE = FreeDefaults()
CARE = CareDefaults()
LIGHTER = LighterDefaults()


@dataclass(frozen=True, slots=True)
class TrimDefaults:
    """When a trim is worth showing, and how many are tried.

    Up to `most_solved` options are solved, no more than `most_of_a_family` of one family, those
    whose estimate times `screening_slack` could pass, and among them up to
    `most_unforeseen` whose gain prices may miss; the best `most_settled` of them further,
    which may find `most_settled_gain` more. Shown are
    `most_shown`, each with a gain of at least `least_gain` in worth, and `least_rank` after
    weighing how hard it is to ask for; none that costs `most_sleep_lost` minutes of sleep, leaves
    `most_notes_lost` minutes of notes unwritten or takes more than `most_share_lost` of what it
    gives. What the week gets back is told from
    `least_minutes` on, `most_told` things at most, open time from `least_open_minutes`, fewer
    sittings of notes from `least_sittings`. Where somebody else must agree, all that comes back is
    `least_asked` minutes at least, or `least_open_asked` of open time where that is short, and each
    thing told has `least_minutes_asked`. What gains `least_widened_gain`, `most_widened` of them at
    most, is solved once more among more candidates before it is told.
    """

    most_solved: int = 7
    most_of_a_family: int = 3
    most_settled: int = 5
    most_settled_gain: float = 40.0
    most_shown: int = 3
    least_gain: float = 20.0
    least_rank: float = 14.0
    screening_slack: float = 2.0
    most_unforeseen: int = 2
    most_sleep_lost: int = 20
    most_notes_lost: int = 10
    most_share_lost: float = 0.7
    least_minutes: int = 10
    least_open_minutes: int = 30
    least_sittings: int = 2
    least_minutes_asked: int = 20
    least_asked: int = 30
    least_open_asked: int = 60
    most_told: int = 4
    most_widened: int = 4
    least_widened_gain: float = 100.0


TRIMS = TrimDefaults()
