"""The year's study in words: how exams stand, and what to do where it does not all fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from trimtab.domain.dates import ahead_text
from trimtab.domain.exams import MOST_SHARE, USUAL_MINUTES, Exam, StudyResult
from trimtab.domain.study_plans import (
    Burst,
    DayTarget,
    ExamOutlook,
    Offer,
    Rehearsal,
    StudyWeek,
    YearPlan,
)
from trimtab.reports.wording import date_text, dated_text, duration_text, listed_text
from trimtab.study.unknown_topics import UnknownTopic, is_early

DAY_NAMES = {
    "mon": "Mondays",
    "tue": "Tuesdays",
    "wed": "Wednesdays",
    "thu": "Thursdays",
    "fri": "Fridays",
    "sat": "Saturdays",
    "sun": "Sundays",
}
OFFER_TITLES = {
    "more": "A little more a day",
    "days": "More days",
    "later": "A later date",
    "drop": "Less of it",
}
LEAST_SHARE = 0.005
"""Of an exam less than that is told as less than 1 %."""

MOST_NAMED = 8
"""So many topics are named in a sentence; of more the rest is counted."""

GO_WELL = "All the best!"
HOW_DID_IT_GO = "How did it go?"


def count_text(number: int, word: str = "question") -> str:
    """A number with its word.

    >>> count_text(1), count_text(1400)
    ('1 question', '1,400 questions')
    """
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def exam_day_text(day: date, today: date) -> str:
    """The day of an exam, with its year where that is another, and how far off it is.

    >>> exam_day_text(date(2027, 3, 16), date(2026, 11, 16))
    'Tue 16 Mar 2027, in 17 weeks'
    """
    return f"{dated_text(day, today)}, {ahead_text(day, today)}"


def outlook_text(outlook: ExamOutlook) -> str:
    """How many questions are left, and whether all of them have a day."""
    unsaid = f" ({outlook.assumed:,} of them planned and not marked)" if outlook.assumed else ""
    done = f"{count_text(outlook.done)} done{unsaid}, " if outlook.done else ""
    if outlook.is_today:
        return f"{done}nothing more is planned for it. {GO_WELL}"
    if not outlook.left:
        return f"{done}nothing left to do." if done else "No questions are asked for it."
    if outlook.short > 0:
        short = f"{outlook.short:,} of them {'has' if outlook.short == 1 else 'have'} no day"
        return f"{done}{count_text(outlook.left)} left; {short}."
    return f"{done}{count_text(outlook.left)} left, all with a day."


def pace_text(outlook: ExamOutlook) -> str:
    """How long a question takes, with its range once results tell."""
    pace = outlook.pace
    if pace is None or not pace.is_known:
        is_usual = outlook.minutes_each == USUAL_MINUTES
        whose = "as is usual" if is_usual else "as you said"
        return f"{outlook.minutes_each:g} min a question, {whose}."
    low, high = f"{pace.low:.1f}", f"{pace.high:.1f}"
    return (
        f"About {pace.minutes:.1f} min a question, {low} to {high}, from {pace.sittings} sittings."
    )


def passed_texts(plan: YearPlan) -> Iterator[str]:
    """A sentence for each exam that is over; yesterday's is asked after, and no more."""
    for exam in plan.passed:
        days = (plan.today - exam.day).days
        if days == 1:
            yield f"{exam.name} was yesterday. {HOW_DID_IT_GO}"
        elif days <= 14:
            yield f"{exam.name} was on {date_text(exam.day)}; nothing more is planned for it."


def rehearsal_text(one: Rehearsal, today: date) -> str:
    """When a practice exam is, and why on another day than asked."""
    length = duration_text(one.practice.minutes)
    name = f"{one.exam}: {one.practice.name}, {length}"
    if one.day is None:
        return f"{name}: no day within a week of {dated_text(one.wanted, today)} has room for it."
    moved = f", as {date_text(one.wanted)} has no room" if one.day != one.wanted else ""
    return f"{name}: {dated_text(one.day, today)}{moved}.{_more_than_fits(one)}"


def _more_than_fits(one: Rehearsal) -> str:
    """That a practice exam is longer than its day's study; nothing where it is not."""
    if not one.takes_open_time:
        return ""
    share = f"{MOST_SHARE:.0%}".replace("%", " %")
    fits = f"{share} of the {duration_text(one.fits)} that fit there" if one.fits else "fits there"
    return f" That is more than {fits}: it takes time that otherwise stays open."


def rehearsed_text(one: Rehearsal) -> str:
    """A practice exam beside the questions of its week."""
    when = f" on {date_text(one.day)}" if one.day else ""
    more = ", more than fits its day" if one.takes_open_time else ""
    length = duration_text(one.practice.minutes)
    return f"{one.practice.name}{when}, {length} beside the questions{more}"


def target_text(target: DayTarget) -> str:
    """Questions of a day, by topic."""
    topics = [f"{name} {count}" for name, count in target.topics]
    said = f" ({', '.join(topics)})" if len(topics) > 1 else f", {topics[0]}" if topics else ""
    said = f", {target.topics[0][0]}" if len(topics) == 1 else said
    return f"{target.exam}: {count_text(target.questions)}{said}"


def burst_text(burst: Burst) -> str:
    """What a burst is of.

    >>> burst_text(Burst("Step 3", "renal", 4, 2.5))
    '4 questions of renal'
    """
    of = f" of {burst.topic}" if burst.topic else ", mixed"
    return f"{count_text(burst.questions)}{of}"


def bursts_today_text(count: int, questions: int) -> str:
    """What bursts came to today; nothing before the first.

    >>> bursts_today_text(2, 7), bursts_today_text(0, 0)
    ('Today: 7 questions, in 2 bursts.', '')
    """
    if not count:
        return ""
    return f"Today: {count_text(questions)}, in {count_text(count, 'burst')}."


def unknown_topics_text(exam: Exam, found: Sequence[UnknownTopic]) -> str:
    """Topics of results that the exam does not have, what that means, and those it has.

    >>> exam = Exam(name="Step 3", day=date(2027, 3, 16), topics=(("renal", 0.5), ("skin", 0.5)))
    >>> unknown_topics_text(exam, [UnknownTopic("reno", 5, "renal")]).partition(";")[0]
    '“reno” (5 questions, the nearest is renal) is no topic of Step 3, so it weighs nothing'
    """
    if not found:
        return ""
    is_one = len(found) == 1
    says = "is no topic" if is_one else "are no topics"
    weighs = "it weighs nothing" if is_one else "they weigh nothing"
    since = "from its first day of study on " if any(one.early for one in found) else ""
    return (
        f"{_several([_unknown(one) for one in found])} {says} of {exam.name}, so {weighs}; "
        f"the questions {since}count all the same. "
        f"Its topics are {_several([n for n, _ in exam.topics])}."
    )


def early_text(exam: Exam, results: Iterable[StudyResult], today: date) -> str:
    """What of results is from before an exam's first day of study; nothing where none is.

    >>> exam = Exam(name="Step 3", day=date(2027, 3, 16), questions=1400, begin=date(2026, 11, 23))
    >>> early_text(exam, [], date(2026, 11, 23))
    ''
    """
    early = [one for one in results if one.exam == exam.name and is_early(exam, one)]
    if not early or exam.begin is None or not exam.questions:
        return ""
    topics = {name.casefold() for name, _ in exam.topics}
    count = sum(one.asked for one in early)
    is_one = count == 1
    weighs = "it weighs its topic and is" if is_one else "they weigh topics and are"
    if not any(one.topic.casefold() in topics and one.right is not None for one in early):
        weighs = "it is" if is_one else "they are"
    return (
        f"{count_text(count)} of {exam.name} {'is' if is_one else 'are'} from before "
        f"{dated_text(exam.begin, today)}: {weighs} not taken off the {exam.questions:,}."
    )


def _unknown(one: UnknownTopic) -> str:
    near = f", the nearest is {one.nearest}" if one.nearest else ""
    return f"“{one.name}” ({count_text(one.questions)}{near})"


def _several(names: Sequence[str]) -> str:
    if len(names) <= MOST_NAMED:
        return listed_text(names)
    return listed_text([*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"])


def planned_text(plan: YearPlan) -> str:
    """How many of its questions the week that is kept holds, where that is not all of them."""
    found = plan.planned
    if found is None or found.held >= found.asked:
        return ""
    is_this_week = found.until - plan.today < timedelta(days=7 - plan.today.weekday())
    whose = "This week's plan" if is_this_week else f"The plan until {date_text(found.until)}"
    held = "none" if not found.held else f"{found.held:,}"
    return (
        f"{whose} holds {held} of the {count_text(found.asked)}; the rest gave way to what matters "
        "more, and is spread again."
    )


def of_asked_text(week: StudyWeek, exam: str | None = None) -> str:
    """Questions planned of a week, of those it is asked where it holds fewer."""
    asked, planned = week.questions(exam), week.questions_planned(exam)
    return f"{planned:,} of {asked:,}" if planned < asked else f"{planned:,}"


def week_questions_text(week: StudyWeek) -> str:
    """Questions of a week with their word, such as "6 of 45 questions"."""
    asked, planned = week.questions(), week.questions_planned()
    return f"{planned:,} of {count_text(asked)}" if planned < asked else count_text(planned)


def kept_until_text(plan: YearPlan) -> str:
    """What is filled of the weeks that the plan kept reaches; nothing where none is."""
    if plan.planned is None:
        return ""
    return f"until {date_text(plan.planned.until)} what your plan holds"


def known_text(plan: YearPlan) -> str:
    """How far the roster is out, and what the rest goes by."""
    if not plan.days:
        return ""
    lacks = "count alike, as no rotation is known"
    assumed = lacks if lacks_rotations(plan) else "go by your rotations and their usual hours"
    if plan.reach is None:
        return f"No roster is out: weeks {assumed}."
    if plan.reach >= plan.days[-1].day:
        return ""
    return f"Your roster is out until {date_text(plan.reach)}; weeks after it {assumed}."


def lacks_rotations(plan: YearPlan) -> bool:
    """Whether nothing is said of any day that the roster does not tell of."""
    assumed = [one for one in plan.days if not one.is_known]
    return bool(assumed) and not any(one.season for one in assumed)


def card_texts(plan: YearPlan) -> Iterator[str]:
    """What cards take of the days, and on how many they ask too much by themselves."""
    asked = [one.cards + one.cards_waiting for one in plan.days]
    asked = [minutes for minutes in asked if minutes]
    if not asked:
        return
    each = duration_text(round(sum(asked) / len(asked)))
    yield f"Flash cards ask for about {each} a day; questions have what they leave."
    waiting = sum(one.cards_waiting > 0 for one in plan.days)
    if waiting:
        yield (
            f"On {count_text(waiting, 'heavy day')} part of the cards waits, so that questions "
            "stand there too."
        )
    closed = sum(one.is_closed_to_cards for one in plan.days)
    if closed:
        yield f"On {count_text(closed, 'day')} nothing fits, neither cards nor questions."
    full = sum(one.are_cards_too_many for one in plan.days)
    if full:
        yield (
            f"On {count_text(full, 'day')} cards alone ask for more than fits, so no questions "
            "stand there. Fewer new cards, or fewer minutes a day for the deck, would leave room."
        )


def short_text(plan: YearPlan) -> str:
    """What does not fit, where something does not."""
    short = next((one for one in plan.outlooks if one.short > 0), None)
    if short is None:
        return ""
    what = "1 question" if short.short == 1 else f"{short.short:,} questions"
    share = f"{short.exam.most_share:.0%}".replace("%", " %")
    has = "has" if short.short == 1 else "have"
    after = [one for one in plan.outlooks if one.short > 0][1:]
    others = "".join(
        f" {one.exam.name} lacks days for {one.short:,}; its ways out come once this one fits."
        for one in after
    )
    return (
        f"{what} of {short.exam.name} {has} no day before {date_text(short.exam.day)} with days "
        f"filled to {share} of what fits.{others} What would help:"
    )


def offer_text(offer: Offer, today: date) -> str:
    """One way, with its figures."""
    if not offer.is_possible:
        return _impossible(offer)
    if offer.kind == "more":
        return _more(offer)
    if offer.kind == "days":
        return _days(offer)
    if offer.kind == "later":
        assert offer.day is not None
        return f"{dated_text(offer.day, today)} is the first date by which all of it fits."
    return _less(offer)


def _more(offer: Offer) -> str:
    share = f"{offer.share:.0%}".replace("%", " %")
    if "most_share" in offer.change:
        return (
            f"About {offer.minutes} min more a day: days are filled to {share} of what fits, "
            "which leaves less for what comes up."
        )
    most = offer.change.get("most_minutes")
    return f"Up to {most} min a day, {offer.minutes} more than you set; still {share} of what fits."


def _days(offer: Offer) -> str:
    parts = []
    if offer.days:
        parts.append(listed_text([DAY_NAMES[day] for day in offer.days]) + " as well")
    if offer.begin is not None:
        parts.append(f"beginning {date_text(offer.begin)}")
    if offer.buffer_days is not None:
        before = count_text(offer.buffer_days, "day")
        parts.append(f"new questions until {before} before the exam")
    said = listed_text(parts)
    return f"{said[0].upper()}{said[1:]}: then all of it fits."


def _less(offer: Offer) -> str:
    whole = f"about {offer.exam_share:.0%}".replace("%", " %")
    share = whole if offer.exam_share >= LEAST_SHARE else "less than 1 %"
    count = sum(number for _, number in offer.topics)
    named = [f"{name} ({number})" for name, number in offer.topics if name]
    of_what = f": {listed_text(named)}, worth least first" if named else ""
    return f"{count_text(count)} fewer, {share} of the exam{of_what}."


def _impossible(offer: Offer) -> str:
    lacking = f"{count_text(offer.short)} would still have no day."
    return {
        "more": f"Even with all that fits into each day, {lacking}",
        "days": f"Even with every day there is, {lacking}",
        "later": "No date within half a year after it would do.",
        "drop": "None of its questions has a day as it is, so fewer would not do.",
    }[offer.kind]
