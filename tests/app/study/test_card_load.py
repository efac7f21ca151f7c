"""Cards beside exams: what they ask of every day, and that both together stay within what fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from trimtab.app.plan_week import plan_week
from trimtab.app.ports import PlanOrder
from trimtab.app.study.card_load import card_load
from trimtab.app.study.planned_year import year_of
from trimtab.app.study.study_blocks import with_study_and_cards
from trimtab.domain.commitments import CalendarReading, Commitment, DayNote
from trimtab.domain.decks import DeckOutlook, DeckSource
from trimtab.domain.exams import MOST_SHARE, Exam
from trimtab.domain.people import Person, Profile, Season
from trimtab.domain.plans import Block, Plan
from trimtab.domain.time import Horizon
from trimtab.reports.study_words import card_texts

MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 16, tzinfo=UTC)
LAST = date(2027, 6, 30)
OUTLOOK = DeckOutlook(
    id="AnKing",
    day=MONDAY,
    said_at=NOW,
    name="AnKing",
    new_a_day=20,
    minutes=((44, 36, 52),) * 21 + ((61, 50, 72),) * 21,
    loads=((10, (40, 41, 42)), (20, (50, 64, 71))),
)
EXAM = Exam(
    name="Step 2",
    day=date(2027, 3, 16),
    questions=900,
    topics=(("renal", 0.5), ("skin", 0.5)),
)
WARDS = Season("Wards", date(2026, 11, 23), date(2026, 12, 20), "heavy")
STUDENT = Profile(
    person=Person(time_zone="UTC", role="student"),
    exams=(EXAM,),
    cards=(OUTLOOK,),
    seasons=(WARDS,),
)


def nothing(*_) -> CalendarReading:
    """Calendars that hold nothing."""
    return CalendarReading()


def minutes_of(profile: Profile, *days: date) -> list[int]:
    """What cards ask of some days."""
    found = card_load(profile, MONDAY, LAST)
    return [found[day] for day in days]


def test_each_day_goes_by_the_outlook_and_then_by_its_months():
    """Day by day for six weeks, as large as its block; then the means of four weeks, the last on.

    Days before it was read have none.
    """
    days = [MONDAY + timedelta(days=number) for number in (0, 30, 50, 120, 220)]
    assert minutes_of(STUDENT, *days) == [44, 61, 64, 71, 71]
    before = card_load(STUDENT, MONDAY - timedelta(days=1), MONDAY)
    assert before[MONDAY - timedelta(days=1)] == 0


def test_without_months_it_goes_on_as_its_last_two_weeks():
    """And never takes more than a day may, nor a day on which the deck rests."""
    bare = replace(STUDENT, cards=(replace(OUTLOOK, loads=()),))
    assert minutes_of(bare, LAST) == [61]
    deck = DeckSource(name="AnKing", most_minutes=30, days=("mon",))
    limited = replace(STUDENT, decks=(deck,))
    assert minutes_of(limited, MONDAY, date(2026, 11, 17), date(2027, 6, 28)) == [30, 0, 30]


def test_who_has_no_deck_is_asked_nothing():
    """At no cost."""
    assert card_load(Profile(), MONDAY, LAST) == {}


def test_exams_and_cards_together_stay_within_their_share():
    """On no day are they over 92 % of what fits, but where cards alone are; there nothing is added.

    The days that cards fill are told, and the questions they push out have days elsewhere.
    """
    year = year_of(STUDENT, MONDAY, nothing)
    assert year.has_cards
    for day in year.days:
        asked = year.minutes_on(day.day)
        if day.are_cards_too_many:
            assert asked == 0, day
        elif asked:
            assert asked + day.cards <= MOST_SHARE * day.fits + 1, day
    assert year.outlooks[0].short == 0
    bare = year_of(replace(STUDENT, cards=()), MONDAY, nothing)
    assert sum(one.questions for one in year.targets) == sum(one.questions for one in bare.targets)


def test_what_does_not_fit_beside_cards_is_told():
    """A year that holds the questions alone does not hold them with an hour and a half of cards."""
    heavy = replace(OUTLOOK, minutes=((90, 80, 100),) * 42, loads=((20, (90,) * 6),))
    many = replace(EXAM, questions=4000)
    alone = year_of(replace(STUDENT, exams=(many,), cards=()), MONDAY, nothing)
    both = year_of(replace(STUDENT, exams=(many,), cards=(heavy,)), MONDAY, nothing)
    assert alone.outlooks[0].short == 0
    assert both.outlooks[0].short > 0
    later = next(one for one in both.offers if one.kind == "later")
    moved = replace(STUDENT, exams=(replace(many, day=later.day),), cards=(heavy,))
    assert year_of(moved, MONDAY, nothing).outlooks[0].short == 0
    full = replace(heavy, minutes=((600, 500, 700),) * 42, loads=())
    packed = year_of(replace(STUDENT, cards=(full,)), MONDAY, nothing)
    assert all(one.are_cards_too_many or one.cards_waiting for one in packed.days)
    heavy_days = {one.day for one in packed.days if one.is_heavy}
    assert {one.day for one in packed.targets} <= heavy_days
    assert packed.outlooks[0].short > 0


def test_heavy_days_keep_ten_questions_beside_cards():
    """Cards give way and say so, in the year and in the week; where nothing fits that is said."""
    icu = Season("ICU", MONDAY, date(2026, 12, 20), "heavy", duty_hours_per_week=70)
    intern = replace(
        STUDENT,
        person=Person(time_zone="UTC", role="resident"),
        exams=(replace(EXAM, questions=1400),),
        seasons=(icu,),
    )
    year = year_of(intern, MONDAY, nothing)
    week = year.weeks[0]
    assert all(sum(t.questions for t in year.targets_on(one.day)) >= 10 for one in week.days)
    eased = [one for one in week.days if one.cards_waiting]
    assert [(one.cards + one.cards_waiting, one.cards) for one in eased] == [(44, 16)] * 6
    assert any("part of the cards waits" in one for one in card_texts(year))
    asked = with_study_and_cards(intern, Horizon(MONDAY, 7, "UTC"), NOW, nothing).practices
    cards = {one.doses[0]: len(one.on) for one in asked if one.name.startswith("AnKing")}
    assert cards == {15: 6, 40: 1}
    full = replace(intern, seasons=(replace(icu, duty_hours_per_week=90),))
    texts = " ".join(card_texts(year_of(full, MONDAY, nothing)))
    assert "nothing fits, neither cards nor questions" in texts
    assert "cards alone" not in texts


def test_leave_counts_no_cards():
    """As no study is planned on it."""
    note = DayNote("Vacation", MONDAY, MONDAY)
    year = year_of(STUDENT, MONDAY, lambda *_: CalendarReading(day_notes=(note,)))
    assert (year.days[0].fits, year.days[0].cards) == (0, 0)


def test_a_planned_week_holds_both_within_what_fits():
    """Planned and verified: questions and cards of no day come to more than their share of it."""
    start = datetime(2026, 11, 17, 8, tzinfo=UTC)
    ward = Commitment("ward", "Ward", start, start.replace(hour=18), "duty")
    reading = CalendarReading(commitments=(ward,))
    order = PlanOrder(MONDAY, 1, NOW, seed=1, wants_trims=False)
    plan = plan_week(STUDENT, order, lambda *_: reading).plan
    year = year_of(STUDENT, MONDAY, lambda *_: reading)
    assert _study_on(plan, MONDAY)
    for day in year.days[:7]:
        assert sum(one.minutes for one in _study_on(plan, day.day)) <= MOST_SHARE * day.fits + 5


def _study_on(plan: Plan, day: date) -> list[Block]:
    """Sittings and cards that begin on a day."""
    named = ("Step 2:", "AnKing:")
    return [one for one in plan.blocks if one.start.date() == day and one.name.startswith(named)]
