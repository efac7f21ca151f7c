"""The year: exams on days that fit, missed work spread, and ways out that do what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from trimtab.domain.exams import DayDone, Exam, PracticeExam, Studied, StudyResult
from trimtab.domain.study_plans import StudyDay, YearPlan
from trimtab.study.estimates import pace_learned, topic_level
from trimtab.study.year import plan_year, topics_seen

TODAY = date(2026, 11, 23)
NOTHING = Studied()
STEP = Exam(
    name="Step 2",
    day=date(2027, 4, 20),
    questions=2400,
    topics=(("cardiology", 0.3), ("renal", 0.2), ("gastro", 0.3), ("skin", 0.2)),
)
SHELF = Exam(
    name="Shelf",
    day=date(2027, 1, 20),
    questions=600,
    minutes_each=2.5,
    days=("mon", "tue", "wed", "thu", "fri"),
    most_minutes=60,
)


def days_of(count: int = 500) -> list[StudyDay]:
    """Four heavy weeks and four lighter ones in turn, weekends with more room."""
    found = []
    for number in range(count):
        day = TODAY + timedelta(days=number)
        is_heavy = (number // 28) % 2 == 0
        room = 90 if day.weekday() < 5 else 200
        free = 300 if day.weekday() > 4 else 100
        fits = 60 if is_heavy else room
        found.append(StudyDay(day, fits, free, is_heavy=is_heavy, is_known=number < 30))
    return found


def plan_of(*exams: Exam, studied: Studied = NOTHING, today: date = TODAY) -> YearPlan:
    """The plan of these exams."""
    days = [one for one in days_of() if one.day >= today]
    return plan_year(exams, days, studied, today)


def test_two_exams_lie_within_their_days():
    """All questions have a day, none before an exam, on a weekend, or over a limit."""
    plan = plan_of(STEP, SHELF)
    assert [(one.exam.name, one.short) for one in plan.outlooks] == [("Shelf", 0), ("Step 2", 0)]
    shelf = [one for one in plan.targets if one.exam == "Shelf"]
    assert sum(one.questions for one in shelf) == 600
    assert max(one.day for one in shelf) < SHELF.day - timedelta(days=3)
    assert max(one.minutes for one in shelf) <= 60
    assert {one.day.weekday() for one in shelf} <= set(range(5))


def test_no_day_holds_more_than_its_share():
    """Never over 92 % of what fits, to the rounding of a minute."""
    plan = plan_of(STEP, SHELF)
    for day in plan.days:
        minutes = sum(one.minutes for one in plan.targets_on(day.day))
        assert minutes <= 0.92 * day.fits + 1


def test_heavy_days_keep_ten_to_twenty_and_light_ones_more():
    """Intensive on light rotations, a few on heavy ones."""
    plan = plan_of(STEP)
    heavy = {one.day for one in plan.days if one.is_heavy}
    sums = {True: [], False: []}
    for target in plan.targets:
        sums[target.day in heavy].append(target.questions)
    assert all(10 <= one <= 20 for one in sums[True][:-1])
    assert sum(sums[False]) / len(sums[False]) > 1.5 * sum(sums[True]) / len(sums[True])


def test_questions_come_in_fives():
    """Whole multiples of five but for the last day of an exam."""
    plan = plan_of(replace(STEP, questions=1203))
    assert sum(one.questions for one in plan.targets) == 1203
    assert sum(one.questions % 5 != 0 for one in plan.targets) <= 1


def test_missed_work_is_spread_over_all_that_is_left():
    """Ten days without a question make no day to come much fuller."""
    before = plan_of(STEP)
    later = TODAY + timedelta(days=10)
    after = plan_of(STEP, today=later)
    first = {one.day: one.questions for one in before.targets}
    rises = [one.questions - first.get(one.day, 0) for one in after.targets]
    assert sum(one.questions for one in after.targets) == 2400
    assert max(rises) <= 10


def test_what_was_done_counts_from_the_day_it_began():
    """Questions before `begin` do not count, later ones do, today's at once."""
    done = (
        DayDone(TODAY - timedelta(days=9), "Step 2", 100),
        DayDone(TODAY - timedelta(days=2), "Step 2", 40, (("renal", 40),)),
        DayDone(TODAY, "Step 2", 40),
    )
    begun = replace(STEP, begin=TODAY - timedelta(days=5))
    plan = plan_of(begun, studied=Studied(done))
    outlook, earlier = plan.outlooks[0], plan_of(begun, studied=Studied(done[:2]))
    assert (outlook.done, outlook.left, outlook.short) == (80, 2320, 0)
    assert plan.targets == earlier.targets
    full = replace(begun, questions=4200)
    before = plan_of(full, studied=Studied(done[:2])).outlooks[0].short
    asked = plan_of(full, studied=Studied(done[:2])).targets[0].questions
    assert plan_of(full, studied=Studied(done)).outlooks[0].short == before - (40 - asked)


def test_a_practice_exam_takes_its_day_or_one_nearby():
    """Where the day asked for has no room the nearest that has takes it, alone."""
    day = STEP.day - timedelta(days=21)
    with_form = replace(STEP, practice_exams=(PracticeExam("Form 9", 21, 240),))
    found = plan_of(with_form)
    assert found.rehearsals[0].wanted == day
    assert found.rehearsals[0].day.weekday() >= 5
    assert found.targets_on(found.rehearsals[0].day) == ()
    assert found.minutes_on(found.rehearsals[0].day) == 240
    none = replace(STEP, practice_exams=(PracticeExam("Form 9", 21, 400),))
    assert plan_of(none).rehearsals[0].day is None


def test_no_day_has_practice_exams_of_two_exams():
    """One asked for on the same day by another exam goes to a day of its own."""
    form = (PracticeExam("Form", 21, 240),)
    other = replace(STEP, name="Shelf", practice_exams=form)
    found = plan_of(replace(STEP, practice_exams=form), other).rehearsals
    assert len({one.day for one in found} - {None}) == 2
    assert found[0].wanted == found[1].wanted


def test_a_practice_exam_longer_than_a_days_study_says_so():
    """It takes time that stays open on other days; a short one does not."""
    forms = (PracticeExam("Long", 21, 240), PracticeExam("Short", 35, 20))
    found = plan_of(replace(STEP, practice_exams=forms)).rehearsals
    assert [one.takes_open_time for one in found] == [True, False]


def test_a_practice_exam_goes_where_it_fits_before_it_takes_open_time():
    """A heavy day free for hours is rated by its questions: a light one with room comes first."""
    wanted = TODAY + timedelta(days=24)
    form = (PracticeExam("Form", 21, 180),)
    exam = replace(STEP, day=wanted + timedelta(days=21), practice_exams=form)
    days = [
        replace(day, fits=300 if day.is_heavy else 210, free=300) for day in days_of() if day.free
    ]
    plan = plan_year([exam], days, NOTHING, TODAY)
    (found,) = plan.rehearsals
    assert found.wanted == wanted
    assert (found.day, found.takes_open_time) == (TODAY + timedelta(days=28), False)
    none = [replace(day, fits=min(day.fits, 100)) for day in days]
    plan = plan_year([exam], none, NOTHING, TODAY)
    assert plan.rehearsals[0].day == TODAY + timedelta(days=28)
    assert plan.rehearsals[0].takes_open_time
    week = next(one for one in plan.weeks if one.rehearsals)
    assert week.asked == week.minutes + 180


def test_an_exam_today_asks_for_nothing_more():
    """It lacks nothing and has no ways out; what comes after it is planned."""
    plan = plan_of(replace(STEP, day=TODAY, questions=50), SHELF)
    assert [one.short for one in plan.outlooks] == [0, 0]
    assert plan.offers == ()
    assert {one.exam for one in plan.targets} == {"Shelf"}


def test_a_heavy_day_is_rated_alike_where_nothing_new_is_learned():
    """Days before an exam hold no more than before, so an exam later alters no week's room."""
    exams = [replace(STEP, day=TODAY + timedelta(days=count)) for count in (12, 14)]
    days = [replace(day, fits=300) for day in days_of()]
    sooner, later = (plan_year([one], days, NOTHING, TODAY) for one in exams)
    assert [one.fits for one in sooner.days] == [one.fits for one in later.days[:13]]


def test_dropped_topics_lose_what_was_said():
    """Taken, the offer leaves every other topic the questions it had."""
    exam = replace(STEP, questions=4200)
    before = plan_of(exam).outlooks[0]
    drop = next(one for one in plan_of(exam).offers if one.kind == "drop")
    lost = dict(drop.topics)
    shares = drop.change["topics"]
    total = sum(shares.values())
    for name, share in exam.topics:
        had = share / sum(one for _, one in exam.topics) * before.left
        has = shares.get(name, 0.0) / total * drop.change["questions"]
        assert abs(had - lost.get(name, 0) - has) <= 6, name


@pytest.mark.parametrize(
    "exam",
    [
        replace(STEP, questions=4200),
        replace(STEP, questions=2600, most_minutes=45),
        replace(STEP, questions=2600, days=("mon", "tue", "wed", "thu")),
        replace(STEP, questions=1800, begin=date(2027, 2, 1), buffer_days=20),
    ],
)
def test_each_way_out_does_what_it_says(exam):
    """Every offer that is possible, taken, leaves no question without a day."""
    plan = plan_of(exam, SHELF)
    assert plan.outlooks[-1].short > 0
    assert [one.kind for one in plan.offers] == ["more", "days", "later", "drop"]
    possible = [one for one in plan.offers if one.is_possible]
    assert possible
    for offer in possible:
        changed = taken(exam, offer.change)
        assert plan_of(changed, SHELF).outlooks[-1].short == 0, offer.kind
    for offer in plan.offers:
        assert offer.is_possible or offer.short > 0


def taken(exam: Exam, change) -> Exam:
    """The exam with what an offer sets."""
    found = dict(change)
    if "date" in found:
        found["day"] = found.pop("date")
    if "days" in found:
        found["days"] = tuple(found["days"])
    if "topics" in found:
        total = sum(found["topics"].values())
        found["topics"] = tuple((name, one / total) for name, one in found["topics"].items())
    return replace(exam, **found)


def test_a_later_date_is_the_first_that_does():
    """A day sooner something would lack."""
    exam = replace(STEP, questions=4200)
    later = next(one for one in plan_of(exam).offers if one.kind == "later")
    sooner = plan_of(replace(exam, day=later.day - timedelta(days=1)))
    assert sooner.outlooks[0].short > 0


def test_less_of_it_is_no_more_than_needed():
    """One question more would lack a day; where none has a day, dropping all is no way out."""
    exam = replace(STEP, questions=4200)
    drop = next(one for one in plan_of(exam, SHELF).offers if one.kind == "drop")
    fewer = sum(count for _, count in drop.topics)
    assert drop.change["questions"] == 4200 - fewer
    assert plan_of(replace(exam, questions=4200 - fewer + 1), SHELF).outlooks[-1].short > 0
    tomorrow = plan_of(replace(STEP, day=TODAY + timedelta(days=1)))
    assert not tomorrow.offers[3].is_possible


def test_topics_of_least_worth_are_dropped_first():
    """With the questions they hold and their part of the exam."""
    drop = next(one for one in plan_of(replace(STEP, questions=4200)).offers if one.kind == "drop")
    assert drop.topics[0][0] == "renal" or drop.topics[0][0] == "skin"
    assert 0 < drop.exam_share < 1


def test_an_exam_yesterday_is_passed_and_the_rest_goes_on():
    """It asks for nothing more."""
    plan = plan_of(replace(STEP, name="Old", day=TODAY - timedelta(days=1)), SHELF)
    assert [one.name for one in plan.passed] == ["Old"]
    assert {one.exam for one in plan.targets} == {"Shelf"}
    assert plan_of(replace(STEP, day=TODAY - timedelta(days=1))).outlooks == ()


def test_two_exams_on_one_day_and_no_days_left():
    """Both are planned; one tomorrow has no day for questions, and that is said."""
    same = replace(SHELF, name="Other", day=STEP.day, questions=300)
    assert all(one.short == 0 for one in plan_of(STEP, same).outlooks)
    tomorrow = plan_of(replace(STEP, day=TODAY + timedelta(days=1)))
    assert tomorrow.outlooks[0].short == 2400
    assert tomorrow.offers[2].day is not None


def result(asked: int, right: int | None, minutes: float | None, topic: str = "renal"):
    """A sitting."""
    now = datetime(2026, 11, 20, tzinfo=UTC)
    return StudyResult(
        id=f"{asked} {right} {minutes}",
        day=date(2026, 11, 20),
        said_at=now,
        exam="Step 2",
        topic=topic,
        asked=asked,
        right=right,
        minutes=minutes,
    )


def test_a_weak_topic_is_known_by_its_results():
    """Ten made-up questions at six of ten, then one's own; capitals aside."""
    level = topic_level("Renal", [result(40, 10, None), result(20, None, None)])
    assert (level.asked, level.right) == (40, 10)
    assert level.level == pytest.approx(16 / 50)
    assert level.low < level.level < level.high
    assert level.weakness == pytest.approx(34 / 50)


def test_the_pace_learns_from_five_sittings():
    """Forty questions of what was said, and the rest as measured, with a range."""
    sittings = [result(40, None, minutes) for minutes in (80.0, 84.0, 76.0, 80.0, 90.0)]
    pace = pace_learned(3.0, sittings)
    assert pace.minutes == pytest.approx((120 + 410) / 240)
    assert pace.low < pace.minutes < pace.high
    assert pace.is_known
    assert not pace_learned(3.0, sittings[:4]).is_known
    faster = plan_of(STEP, studied=Studied((), tuple(sittings)))
    assert faster.outlooks[0].minutes_each == pytest.approx(2.21)


def test_topics_done_are_those_of_the_exam_capitals_aside():
    """As results of them are."""
    done = DayDone(TODAY - timedelta(days=2), "Step 2", 40, (("Renal", 30), ("derm", 10)))
    seen = topics_seen(STEP, Studied((done,)), TODAY)
    assert {name: one.questions for name, one in seen.items()} == {"renal": 30, "derm": 10}
