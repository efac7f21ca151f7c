"""A weekly review in words, shared by page, file and terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from trimtab.app.daily.season_ahead import Coming, SeasonAhead
from trimtab.app.daily.season_weeks import WeekAhead
from trimtab.app.looking_back.questions import BY_VALUES, CHANGE, QUESTIONS
from trimtab.app.looking_back.review_week import ReviewWeek, TrimChosen, WorkAhead
from trimtab.app.looking_back.signs import SIGNS
from trimtab.domain.diary import Review
from trimtab.domain.people import Profile
from trimtab.reports.season_words import LOADS, break_sentence, week_sentence
from trimtab.reports.time_words import value_sentence
from trimtab.reports.today_words import let_go_text, win_text
from trimtab.reports.wording import (
    capital_text,
    date_text,
    dates_text,
    duration_text,
    listed_text,
)

COMING_DAYS, MOST_COMING = 21, 6
WEEK = timedelta(days=7)
INTENSITIES = {"heavy": "a heavy time", "regular": "a regular time", "light": "a light time"}


def review_heading(monday: date) -> str:
    """The week's days.

    >>> review_heading(date(2026, 11, 16))
    'Week of Mon 16 to Sun 22 Nov 2026'
    """
    last = monday + timedelta(days=6)
    return f"Week of {dates_text(monday, last)} {last.year}"


def answers_in(review: Review | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What was answered, each question with the lines under it; nothing of those left open."""
    if review is None:
        return
    for question in QUESTIONS:
        text = getattr(review, question.field)
        if text.strip():
            yield question.asked, tuple(text.splitlines())
    if review.by_values is not None:
        yield BY_VALUES, (f"{review.by_values} of 10",)
    if review.signs:
        yield "Signs", (signs_sentence(review),)
    if review.trim.strip():
        yield CHANGE, tuple(review.trim.splitlines())


def signs_sentence(review: Review) -> str:
    """The signs that were there; that none was, where every one was answered so."""
    there = [one.asked for one in SIGNS if dict(review.signs).get(one.name)]
    if there:
        return f"{'. '.join(there)}."
    every = all(one.name in dict(review.signs) for one in SIGNS)
    return "None of the eight." if every else "Of those answered, none."


def value_lines(week: ReviewWeek) -> Iterator[str]:
    """Each value with what was lived, planned and wished; wishes of one's own come first."""
    for one in week.told.by_value:
        if one.planned or one.lived or one.wished:
            yield f"{capital_text(one.name)}: {value_sentence(one)}"


def win_lines(week: ReviewWeek) -> tuple[str, ...]:
    """What went well: the person's own words, and what they said they did."""
    said = (win_text(one) for one in week.kept if one.is_said)
    return (*(one.text for one in week.wins), *said)


def unspoken_lines(week: ReviewWeek) -> tuple[str, ...]:
    """What was planned and nobody said otherwise."""
    return tuple(win_text(one) for one in week.kept if not one.is_said)


def let_go_lines(week: ReviewWeek) -> tuple[str, ...]:
    """What gave way, each beside what was kept for the same value."""
    return tuple(let_go_text(one) for one in week.let_go)


def chosen_text(one: TrimChosen) -> str:
    """A small change that is kept, or whom it waits for."""
    if one.is_agreed:
        return f"{one.text}."
    return f"{one.text}. Ask {one.permission}: it stands on your Week until they have answered."


def next_lines(
    profile: Profile | None, week: ReviewWeek, ahead: SeasonAhead | None = None
) -> Iterator[str]:
    """What work, the season and what is coming ask of the week that follows.

    `ahead` is what calendars say, of a week that is not over; without it plans and dates tell.
    """
    monday = week.monday + WEEK
    found = _week_ahead(ahead, monday)
    if found is not None:
        yield week_line(found)
    elif week.work_ahead is not None:
        yield work_sentence(week.work_ahead)
    if profile is not None:
        yield from _season_lines(profile, monday)
    if ahead is not None:
        yield from _heavy_lines(ahead, monday)
        coming = [one for one in ahead.coming if one.last >= monday]
    else:
        coming = list(_dates_kept(profile, monday)) if profile is not None else []
    until = monday + timedelta(days=COMING_DAYS)
    told = [one for one in coming if one.day < until][:MOST_COMING]
    if told:
        yield f"Coming: {listed_text([_coming_text(one) for one in told])}."
    if ahead is not None:
        yield from _break_lines(ahead, told)


def _week_ahead(ahead: SeasonAhead | None, monday: date) -> WeekAhead | None:
    """The week, where calendars or the season say how it will be."""
    known = (one for one in (ahead.weeks if ahead else ()) if one.load != "unknown")
    return next((one for one in known if one.monday == monday), None)


def week_line(week: WeekAhead) -> str:
    """How heavy a week is, and what it is made of."""
    kind = "A week off" if week.load == "off" else f"A {LOADS[week.load]} week"
    made_of = week_sentence(week)
    return f"{kind}: {made_of}." if made_of else f"{kind}."


def _heavy_lines(ahead: SeasonAhead, monday: date) -> Iterator[str]:
    """How long it stays heavy."""
    for spell in ahead.spells:
        if spell.load == "heavy" and spell.first <= monday < spell.weeks[-1].monday:
            yield f"Weeks stay heavy until {date_text(spell.last)}."


def _break_lines(ahead: SeasonAhead, told: Sequence[Coming]) -> Iterator[str]:
    """The break to live towards, unless what is coming names it."""
    found = ahead.next_break
    if found and not any(one.day <= found.last and found.first <= one.last for one in told):
        yield break_sentence(ahead)


def _dates_kept(profile: Profile, monday: date) -> Iterator[Coming]:
    for kept in profile.dates:
        for turn in kept.turns(monday, monday + timedelta(days=COMING_DAYS - 1)):
            if not turn.is_done:
                yield Coming(turn.day, turn.day, kept.name, "date", turn)


def _coming_text(one: Coming) -> str:
    joint = "on" if one.day == one.last else "from"
    return f"{one.name} {joint} {dates_text(one.day, one.last)}"


def work_sentence(work: WorkAhead) -> str:
    """Duty and clinics to come.

    >>> work_sentence(WorkAhead(2880, 4)), work_sentence(WorkAhead(510, 0))
    ('48 h of duty and clinics, 4 nights among them.', '8½ h of duty and clinics.')
    """
    nights = {0: "", 1: ", a night among them"}.get(
        work.nights, f", {work.nights} nights among them"
    )
    return f"{duration_text(work.minutes)} of duty and clinics{nights}."


def _season_lines(profile: Profile, monday: date) -> Iterator[str]:
    before = profile.season_on(monday - timedelta(days=1))
    held = filter(None, (profile.season_on(monday + timedelta(days=n)) for n in range(7)))
    for season in {one.name: one for one in held}.values():
        begins = season != before and season.start >= monday
        when = f"begins {date_text(season.start)}" if begins else f"until {date_text(season.end)}"
        yield f"{season.name}, {INTENSITIES[season.intensity]}, {when}."
