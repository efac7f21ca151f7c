"""Which trims a week offers: the catalogue met with the week's commitments, rules and tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from trimtab.domain.practices import Protect
from trimtab.domain.time import WEEKDAYS, ClockSpan, Interval, clock_text
from trimtab.planner import trim_changes as changes
from trimtab.planner.asked import due_minute, task_minutes
from trimtab.planner.cooking import FEWEST_HEAVY, HEAVY_DAY, days_to_cook, is_cooking
from trimtab.planner.defaults import SLEEP
from trimtab.planner.history import is_of_task
from trimtab.planner.line import Stay, Taken
from trimtab.planner.sentences import hours_said, listed
from trimtab.planner.sleep_day import SleepDay
from trimtab.planner.solved import SolvedWeek
from trimtab.planner.trim_catalogue import (
    CATALOGUE,
    NOBODY,
    SHARED_VALUES,
    TrimEntry,
)
from trimtab.planner.trim_situation import EVENING, Option, Place, Situation

SHORTEST_LEFT = 60
"""Minutes of a commitment that a trim leaves at least."""

BETWEEN_DUTIES = 12 * 60
EDGE_OF_DUTY = 3 * 60
"""Minutes at either end of a duty that nobody is asked to cover: handover lies there."""

COVERED_FROM = 8 * 60
COVER_HOURS = ClockSpan(12 * 60, 18 * 60)
"""Clock hours in which cover is asked for: after the morning's rounds."""

LONG_TASK = 60
TIME_BOX = 0.75
SHORT_NIGHT = 60
MOST_READY_DINNERS = 3


def find_options(solved: SolvedWeek) -> list[Option]:
    """Every trim of the catalogue that this week offers, in the catalogue's order."""
    situation = Situation(solved)
    return [option for entry in CATALOGUE for option in _BUILDERS[entry.change](situation, entry)]


def _finish_earlier(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    for taken in situation.matching(entry):
        for minutes in entry.minutes:
            end = taken.interval.end - minutes
            if end - taken.interval.start < SHORTEST_LEFT or _is_night(situation, taken):
                continue
            request = changes.end_earlier(situation.request, taken.commitment, minutes)
            words = situation.words_of(taken) | {"time": situation.clock(end)}
            yield situation.option(entry, request, words)


def _start_later(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    for taken in situation.matching(entry):
        (minutes,) = entry.minutes
        start = taken.interval.start + minutes
        if taken.interval.end - start < SHORTEST_LEFT or _is_night(situation, taken):
            continue
        request = changes.start_later(situation.request, taken.commitment, minutes)
        words = situation.words_of(taken) | {"time": situation.clock(start)}
        yield situation.option(entry, request, words)


def _is_night(situation: Situation, taken: Taken) -> bool:
    return situation.week.is_night_duty(taken.interval)


def _watch_recording(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    for taken in situation.matching(entry):
        request = changes.watch_recording(situation.request, taken.commitment)
        own = frozenset({changes.recording_of(taken.commitment)})
        yield situation.option(entry, request, situation.words_of(taken), own=own)


def _be_remote(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    for taken in situation.matching(entry):
        if situation.week.way_to(taken.commitment):
            request = changes.be_remote(situation.request, taken.commitment)
            yield situation.option(entry, request, situation.words_of(taken))


def _whole_duties(situation: Situation, entry: TrimEntry) -> Iterator[tuple[Stay, Taken]]:
    """Duties as stays of their own, perhaps in several rows, and their first row.

    What else one stays on for, a clinic after a night, is left out; a duty that something else
    lies within is none that could change hands.
    """
    for taken in situation.matching(entry):
        for stay in situation.week.stays:
            if taken.commitment not in stay.commitments:
                continue
            duty = _duty_within(situation, stay, taken)
            if duty is not None and duty.commitments[0] == taken.commitment:
                yield duty, taken


def _duty_within(situation: Situation, stay: Stay, taken: Taken) -> Stay | None:
    """The rows of a stay that belong to one duty; None where something else lies among them."""
    named = (taken.commitment.name, taken.commitment.kind)
    rows = tuple(one for one in stay.commitments if (one.name, one.kind) == named)
    minute = situation.week.horizon.minute_of
    whole = Interval(minute(rows[0].start), max(minute(one.end) for one in rows))
    rest = [one for one in stay.commitments if one not in rows]
    if any(whole.overlaps(Interval(minute(one.start), minute(one.end))) for one in rest):
        return None
    return replace(stay, interval=whole, commitments=rows) if rest else stay


def _swap(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    horizon = situation.week.horizon
    for stay, taken in _whole_duties(situation, entry):
        day = situation.day_of(stay.interval.start)
        for other in range(horizon.days):
            shift = horizon.day_start(other) - horizon.day_start(day)
            new = Interval(stay.interval.start + shift, stay.interval.end + shift)
            is_within = new.end + BETWEEN_DUTIES <= horizon.minutes
            if other == day or not is_within or not situation.is_ahead(entry, new.start):
                continue
            if not _is_free_for_duty(situation, stay, new):
                continue
            request = changes.move_by_days(situation.request, stay.commitments, other - day)
            words = situation.words_of(taken) | {"other": situation.day_name(other)}
            yield situation.option(entry, request, words)


def _is_free_for_duty(situation: Situation, stay: Stay, new: Interval) -> bool:
    """Whether a duty could be there: nothing else is, and half a day lies to the next duty."""
    way = Interval(new.start - stay.way_there, new.end + stay.way_back)
    rest = Interval(new.start - BETWEEN_DUTIES, new.end + BETWEEN_DUTIES)
    busy = [piece for piece in situation.week.busy if not stay.interval.contains(piece)]
    duties = [duty for duty in situation.duties if not stay.interval.contains(duty)]
    off = {situation.day_of(new.start), situation.day_of(new.end - 1)}
    dates = {situation.week.horizon.date_of(day) for day in off}
    is_off = bool(dates & situation.request.days_off)
    return not (is_off or any(map(way.overlaps, busy)) or any(map(rest.overlaps, duties)))


def _give_away(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    for stay, taken in _whole_duties(situation, entry):
        request = changes.give_away(situation.request, stay.commitments)
        yield situation.option(entry, request, situation.words_of(taken))


def _let_someone_else(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    for taken in situation.matching(entry):
        request = changes.give_away(situation.request, [taken.commitment])
        yield situation.option(entry, request, situation.words_of(taken))


def _move_errand(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    """An errand on another weekday, where nothing else takes its hours and the ways."""
    horizon = situation.week.horizon
    for taken in situation.matching(entry):
        day = situation.day_of(taken.interval.start)
        for other in range(horizon.days):
            moved = horizon.day_start(other) - horizon.day_start(day)
            new = Interval(taken.interval.start + moved, taken.interval.end + moved)
            is_open = horizon.weekday_of(other) in WEEKDAYS[:5] and other != day
            if not (is_open and situation.is_ahead(entry, new.start)):
                continue
            way = situation.week.way_to(taken.commitment)
            whole = Interval(new.start - way, new.end + way)
            if any(whole.overlaps(piece) for piece in situation.week.busy):
                continue
            request = changes.move_by_days(situation.request, [taken.commitment], other - day)
            words = situation.words_of(taken) | {"other": situation.day_name(other)}
            yield situation.option(entry, request, words)


def _cover(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    """Clock hours in the middle of a long duty by day, away from both handovers."""
    for taken in situation.matching(entry):
        span = taken.interval
        if span.minutes < COVERED_FROM or _is_night(situation, taken):
            continue
        if any(span.contains(t.interval) for t in situation.week.taken if t is not taken):
            continue
        (minutes,) = entry.minutes
        hours = situation.week.horizon.span_on(situation.day_of(span.start), COVER_HOURS)
        first = max(hours.start, -(-(span.start + EDGE_OF_DUTY) // 60) * 60)
        last = min(hours.end, span.end - EDGE_OF_DUTY) - minutes
        for start in range(first, last + 1, 60):
            instant = situation.week.horizon.instant_of(start)
            request = changes.be_covered(situation.request, taken.commitment, instant, minutes)
            times = {"time": situation.clock(start), "until": situation.clock(start + minutes)}
            yield situation.option(entry, request, situation.words_of(taken) | times)


def _time_box(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    """Long tasks without a good enough of their own, of which the plan holds more than the box."""
    for task in situation.week.profile.tasks:
        if task.enough_minutes is not None or not entry.fits_name(task.name):
            continue
        if task_minutes(situation.week, task) < LONG_TASK:
            continue
        minutes = int(task.minutes * TIME_BOX) // 5 * 5
        done = situation.week.history.done_minutes(is_of_task(task))
        if situation.planned[task.name] + done <= minutes:
            continue
        request = changes.time_box(situation.request, task, minutes)
        words = {"name": task.name, "less": hours_said(minutes), "more": hours_said(task.minutes)}
        yield situation.option(entry, request, words, own=frozenset({task.name}))


def _more_days(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    """Tasks that others wait for, due within the days planned and not within the notice time."""
    (minutes,) = entry.minutes
    for task in situation.week.profile.tasks:
        due = due_minute(situation.week, task.due)
        if due is None or not situation.is_ahead(entry, due) or not entry.fits_name(task.name):
            continue
        request = changes.be_due_later(situation.request, task, minutes)
        words = {"name": task.name, "day": situation.day_name(situation.day_of(due - 1))}
        words["other"] = situation.day_name(situation.day_of(due + minutes - 1))
        yield situation.option(entry, request, words, own=frozenset({task.name}))


def _ready_dinner(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    """Dinners that the plan holds on the longest days, three at most."""
    days = range(situation.day_of(situation.week.now), situation.week.horizon.days)
    load = {d: situation.week.committed_minutes(_whole_day(situation, d)) for d in days}
    heavy = [d for d in situation.dinners if load.get(d, 0) >= HEAVY_DAY]
    heavy = [d for d in heavy if situation.is_ahead_on(d)]
    heavy = sorted(sorted(heavy, key=lambda d: -load[d])[:MOST_READY_DINNERS])
    if heavy:
        request = changes.buy_dinner(situation.request, heavy)
        words = {"days": listed([situation.day_name(d) for d in heavy])}
        yield situation.option(entry, request, words, own=frozenset({"Dinner"}))


def _batch_notes(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    days = changes.note_days(situation.request)
    names = frozenset(one.name for day in days for one in day)
    if days and all(entry.fits_name(name) for name in names):
        request = changes.batch_notes(situation.request)
        yield situation.option(entry, request, {}, own=names)


def _cook_ahead(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    profile, horizon = situation.week.profile, situation.week.horizon
    names = [practice.name for practice in profile.practices]
    names += [protect.name for protect in profile.protects]
    if any(is_cooking(name) for name in names):
        return
    for day, after in days_to_cook(situation.week).items():
        heavy = [d for d in after if d < horizon.days]
        is_whole = situation.is_ahead(entry, horizon.day_start(day))
        if len(heavy) < FEWEST_HEAVY or not is_whole:
            continue
        cooking = entry.minutes[0]
        request = changes.cook_ahead(situation.request, day, cooking, heavy)
        days = listed([situation.day_name(d) for d in heavy])
        words = {"day": situation.day_name(day), "days": days, "minutes": str(cooking)}
        yield situation.option(entry, request, words, own=frozenset({changes.COOKING, "Dinner"}))


def _whole_day(situation: Situation, day: int) -> Interval:
    horizon = situation.week.horizon
    return Interval(horizon.day_start(day), horizon.day_start(day + 1))


def _days_ahead(situation: Situation) -> Iterator[tuple[int, str]]:
    """Days that can still be changed, each weekday once."""
    horizon = situation.week.horizon
    first = horizon.day_of(situation.week.now)
    for day in range(first, min(first + len(WEEKDAYS), horizon.days)):
        yield day, horizon.weekday_of(day)


def _move_boundary(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    horizon = situation.week.horizon
    for rule in situation.week.profile.boundaries:
        (minutes,) = entry.minutes
        if horizon.days > len(WEEKDAYS) or rule.off.start < EVENING or rule.off.minutes <= minutes:
            continue
        for day, weekday in _days_ahead(situation):
            begins = horizon.at_clock(day, rule.off.start)
            if weekday not in rule.days or begins < situation.week.now:
                continue
            request = changes.move_boundary(situation.request, rule, weekday, minutes)
            words = {"name": rule.name, "day": situation.day_name(day)}
            words["time"] = clock_text((rule.off.start + minutes) % 1440)
            yield situation.option(entry, request, words)


def _move_protected(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    horizon = situation.week.horizon
    for protect in situation.week.profile.protects:
        if horizon.days > len(WEEKDAYS) or not entry.fits_name(protect.name):
            continue
        for day, weekday in _days_ahead(situation):
            hours = horizon.span_on(day, protect.between)
            if weekday not in protect.days or not situation.is_ahead(entry, hours.start):
                continue
            for minutes in entry.minutes:
                request = changes.move_protected(situation.request, protect, weekday, minutes)
                words = {"name": protect.name, "day": situation.day_name(day)}
                place = Place(protect.name, day, hours)
                asked = protect.with_person or _sharers(protect, entry)
                yield situation.option(entry, request, words, permission=asked, place=place)


def _sharers(protect: Protect, entry: TrimEntry) -> str:
    """Who shares protected time that names no one."""
    return entry.permission if protect.value.lower() in SHARED_VALUES else NOBODY


def _nap(situation: Situation, entry: TrimEntry) -> Iterator[Option]:
    for day, _weekday in _days_ahead(situation):
        sleep_day = SleepDay(situation.week, day)
        short = sleep_day.target - sleep_day.credit - situation.slept.get(day, 0)
        if sleep_day.is_over or sleep_day.is_night_taken or short < SHORT_NIGHT:
            continue
        words = {"day": situation.day_name(day), "minutes": str(SLEEP.short_nap)}
        place = Place("Nap", day, Interval(0, 0))
        request = changes.allow_nap(situation.request, day)
        yield situation.option(entry, request, words, place=place)


_BUILDERS: dict[str, Callable[[Situation, TrimEntry], Iterator[Option]]] = {
    "finish earlier": _finish_earlier,
    "start later": _start_later,
    "let someone else": _let_someone_else,
    "move an errand": _move_errand,
    "more days": _more_days,
    "ready dinner": _ready_dinner,
    "watch a recording": _watch_recording,
    "be remote": _be_remote,
    "swap": _swap,
    "give away": _give_away,
    "cover": _cover,
    "time-box": _time_box,
    "batch notes": _batch_notes,
    "cook ahead": _cook_ahead,
    "move a boundary": _move_boundary,
    "move protected time": _move_protected,
    "nap": _nap,
}
