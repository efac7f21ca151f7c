"""Which trims a week offers, and which it must not."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from long_cases import mostly_long
from random_weeks import random_request
from written_weeks import MONDAY, event, profile, span

from trimtab.domain.people import Person, Profile
from trimtab.domain.practices import Boundary, Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon, Interval
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.sentences import has_word
from trimtab.planner.solve import Effort
from trimtab.planner.solved import SolvedWeek, solve_week
from trimtab.planner.trim_catalogue import UNTOUCHABLE
from trimtab.planner.trim_options import find_options
from trimtab.planner.trim_situation import Option

QUICK = Effort(first_passes=30, passes=5, repairs=10, rounds=1)
HORIZON = Horizon(MONDAY, 7, "UTC")


def asked(role="resident", **more) -> Profile:
    """A profile of someone who commutes twenty minutes."""
    values = {"learning": 1.0, "family": 1.0, "patients": 1.0}
    person = Person(time_zone="UTC", role=role, commute_minutes=20)
    return profile(person, **{"values": values, **more})


def offered(request: WeekRequest, change: str | None = None) -> list[Option]:
    """Options of one change, or all."""
    options = find_options(solve_week(request, QUICK))
    return [option for option in options if change in (None, option.entry.change)]


def sentences(request: WeekRequest, change: str) -> list[str]:
    """What is offered, in words."""
    return [option.sentence for option in offered(request, change)]


def week(*commitments, now: int = 0, **more) -> WeekRequest:
    """A request of a resident, or of whoever `role` says."""
    return WeekRequest(asked(**more), HORIZON, commitments, now)


CLINIC = event("Clinic", "wed 08:00", 8, "clinic")
WARD = event("Ward", "tue 07:00", 12)


def test_a_clinic_may_finish_earlier():
    """By half an hour or an hour, in concrete times."""
    assert sentences(week(CLINIC), "finish earlier") == [
        "Finish Clinic at 15:30 on Wednesday",
        "Finish Clinic at 15:00 on Wednesday",
    ]


def test_a_residents_duty_never_finishes_earlier():
    """Its end is handover."""
    assert sentences(week(WARD), "finish earlier") == []
    assert sentences(week(WARD, role="clerkship"), "finish earlier") == [
        "Leave Ward at 18:30 on Tuesday"
    ]


@pytest.mark.parametrize(("now", "count"), [(0, 2), (1440 + 19 * 60, 2), (1440 + 21 * 60, 0)])
def test_what_needs_a_permission_leaves_twelve_hours(now, count):
    """Wednesday's eight o'clock clinic can be changed until Tuesday at eight in the evening."""
    assert len(sentences(week(CLINIC, now=now), "finish earlier")) == count


def test_nothing_is_offered_for_the_past():
    """Late on Sunday nothing is left to change, with or without permission."""
    request = week(
        CLINIC,
        WARD,
        now=6 * 1440 + 23 * 60,
        boundaries=(Boundary("No work", "work", span("21:00-06:00")),),
        protects=(Protect("Dinner", "family", span("18:00-20:00"), (45,)),),
    )
    assert offered(request) == []


def test_cover_is_asked_for_in_the_middle_of_a_day():
    """From noon, three hours away from the end, one clock hour each."""
    assert sentences(week(WARD), "cover") == [
        f"Ask for cover on Ward from {hour}:00 to {hour + 1}:00 on Tuesday"
        for hour in (12, 13, 14, 15)
    ]


def test_no_cover_by_night_nor_on_a_short_duty():
    """Nights are thin enough; six hours hold no hour away from both handovers."""
    assert sentences(week(event("NF", "tue 19:00", 12)), "cover") == []
    assert sentences(week(event("Short", "tue 10:00", 6)), "cover") == []


def test_a_recording_is_of_a_lecture_one_listens_to():
    """The conference, not the teaching one gives nor what is mandatory."""
    lectures = [
        event("Noon conference", "tue 12:00", 1, "lecture"),
        event("Teaching: conference", "wed 12:00", 1, "lecture"),
        event("Mandatory conference", "thu 12:00", 1, "lecture"),
        event("M&M conference", "fri 12:00", 1, "lecture"),
    ]
    assert sentences(week(*lectures), "watch a recording") == [
        "Watch Tuesday's Noon conference as a recording, at an hour of your own"
    ]


def test_a_remote_clinic_drops_no_way_twice():
    """What nobody travels to is not offered from home."""
    remote = replace(CLINIC, is_remote=True)
    assert sentences(week(CLINIC), "be remote") == [
        "Work Clinic on Wednesday from home, by video or telephone"
    ]
    assert sentences(week(remote), "be remote") == []


def test_a_shift_is_swapped_to_days_with_rest_on_both_sides():
    """Tuesday's ward could be Thursday's or Friday's; Monday is too near, the others are taken."""
    night = event("NF", "sat 19:00", 12)
    clinic = event("Clinic", "wed 08:00", 8, "clinic")
    offers = [o for o in sentences(week(WARD, clinic, night), "swap") if "Ward" in o]
    assert offers == [
        f"Swap Ward on Tuesday with a colleague and take {day} instead"
        for day in ("Thursday", "Friday")
    ]


def test_a_night_that_a_clinic_follows_can_be_given_away():
    """The night goes in all its rows, the clinic of the same stay remains."""
    rows = (event("Night", "tue 20:00", 6), event("Night", "wed 02:00", 6))
    request = week(*rows, event("Clinic", "wed 08:30", 8, "clinic"))
    (given,) = offered(request, "give away")
    assert given.sentence == "Give Night on Tuesday to a colleague who wants it"
    assert [one.name for one in given.request.commitments] == ["Clinic"]
    for swapped in offered(request, "swap"):
        assert sorted(one.name for one in swapped.request.commitments) == ["Clinic", *["Night"] * 2]
        assert swapped.request.commitments != request.commitments


def test_a_duty_that_holds_something_else_is_not_given_away():
    """Without it one would have to go in for the lecture alone."""
    lecture = event("Noon talk", "tue 12:00", 1, "lecture")
    assert offered(week(WARD), "give away")
    assert offered(week(WARD, lecture), "give away") == []


def test_a_task_the_week_hardly_holds_gets_no_shorter_time_box():
    """Of sixty hours the plan holds fewer than the shorter box asks: nothing would change."""
    hopeless = Task("Book", "learning", 60 * 60, 30, 120)
    assert sentences(week(tasks=(hopeless,)), "time-box") == []
    assert sentences(week(tasks=(replace(hopeless, minutes=240),)), "time-box")


def test_a_shift_is_not_swapped_onto_leave():
    """A day off stays off."""
    request = replace(week(WARD), days_off=frozenset({HORIZON.date_of(3)}))
    assert not any("Thursday" in sentence for sentence in sentences(request, "swap"))


def test_students_do_not_trade_shifts():
    """Placements are not a roster."""
    request = week(WARD, role="clerkship")
    assert offered(request, "swap") == offered(request, "give away") == []


def test_a_long_task_gets_a_shorter_time_box():
    """A quarter less; short tasks, exams and the inbox are left alone."""
    tasks = [
        Task("Abstract", "learning", 240, 30, 90),
        Task("Form", "learning", 45, 15, 45),
        Task("Surgery exam", "learning", 600, 30, 90),
        Task("Inbox backlog", "patients", 200, 30, 90),
    ]
    assert sentences(week(tasks=tuple(tasks)), "time-box") == [
        "Give Abstract 3 h in all instead of 4 h, and call that good enough"
    ]


def test_what_is_good_enough_already_gets_no_other_time_box():
    """Three hours cannot be good enough where 220 minutes were said to be."""
    said = Task("Abstract", "learning", 240, 30, 90, enough_minutes=220)
    assert sentences(week(tasks=(said,)), "time-box") == []


def test_notes_are_batched_where_a_day_leaves_several():
    """One clinic a day needs no batching."""
    first = event("Morning", "wed 08:00", 4, "clinic", leaves_minutes=30)
    second = event("Afternoon", "wed 13:00", 4, "clinic", leaves_minutes=30)
    assert sentences(week(first, second), "batch notes") == [
        "Write each day's notes in one sitting, after the last session"
    ]
    assert sentences(week(first), "batch notes") == []
    urgent = replace(second, name="Urgent clinic")
    assert sentences(week(first, urgent), "batch notes") == []


def test_a_clinic_may_start_later_and_a_duty_may_not():
    """Half an hour; what begins a duty is handover."""
    assert sentences(week(CLINIC, WARD), "start later") == ["Start Clinic at 08:30 on Wednesday"]


def test_someone_else_may_do_a_school_run_and_not_a_match():
    """Another adult takes the children; watching them play is nobody else's."""
    events = [
        event("School run", "tue 07:45", 0.5, "family"),
        event("Nephew's football", "sat 10:00", 2, "family"),
    ]
    request = week(*events)
    (option,) = offered(request, "let someone else")
    assert option.sentence == "Let someone else do School run on Tuesday"
    assert option.permission == "your partner or another parent"
    assert option.request.commitments == (events[1],)


def test_an_errand_moves_to_weekdays_that_have_room():
    """A haircut on Tuesday could be on a free weekday, not today; a dentist is let be."""
    cut = event("Haircut", "tue 10:00", 1, "appointment")
    dentist = event("Dentist", "thu 17:00", 1, "appointment")
    assert sentences(week(cut, CLINIC, dentist), "move an errand") == [
        f"Move Haircut from Tuesday to {day}, at the same hour" for day in ("Thursday", "Friday")
    ]


def test_more_days_are_asked_for_what_someone_waits_for():
    """Three of them; not for an exam, a form, or what is due after the week anyway."""
    friday = HORIZON.instant_of(4 * 1440 + 17 * 60)
    later = HORIZON.instant_of(9 * 1440)
    tasks = [
        Task("Protocol draft", "learning", 180, 45, 90, friday),
        Task("Visa papers", "learning", 120, 20, 60, friday),
        Task("Slides", "learning", 120, 20, 60, later),
    ]
    (option,) = offered(week(tasks=tuple(tasks)), "more days")
    assert option.sentence == "Ask for Protocol draft to be due on Monday instead of Friday"
    assert option.permission == "whoever is waiting for it"
    assert option.request.profile.tasks[0].due == HORIZON.instant_of(7 * 1440 + 17 * 60)


def test_dinner_may_come_ready_made_on_the_longest_days():
    """Three at most, and only days with eight hours of duty or more."""
    wards = [event("Ward", f"{day} 07:00", 12) for day in ("tue", "thu")]
    short = event("Clinic", "fri 08:00", 4, "clinic")
    (option,) = offered(week(*wards, short), "ready dinner")
    assert option.sentence == "Have dinner ready-made on Tuesday and Thursday"
    assert option.request.cooked_for == {HORIZON.date_of(1), HORIZON.date_of(3)}
    assert offered(week(short), "ready dinner") == []


def test_cooking_ahead_needs_a_light_day_before_two_heavy_ones():
    """Sunday's and Wednesday's cooking help only where long days follow; cooks need no hint."""
    wards = [event("Ward", f"{day} 07:00", 12) for day in ("thu", "fri")]
    assert sentences(week(*wards), "cook ahead") == [
        f"Cook ahead on {day}, 75 minutes, for dinner on Thursday and Friday"
        for day in ("Tuesday", "Wednesday")
    ]
    cook = Practice("Cook for the week", "family", 1, (90,))
    assert sentences(week(*wards, practices=(cook,)), "cook ahead") == []


def test_evening_boundaries_move_by_half_an_hour():
    """On each of their days; those of the morning do not."""
    evening = Boundary("No work after nine", "work", span("21:00-06:00"), days=("tue", "thu"))
    morning = Boundary("No calls", "calls", span("06:00-08:00"))
    assert sentences(week(boundaries=(evening, morning)), "move a boundary") == [
        f"Let No work after nine begin at 21:30 on {day}, this once"
        for day in ("Tuesday", "Thursday")
    ]


def test_protected_time_asks_whoever_shares_it():
    """Jo about dinner with Jo, the family about its roast, nobody about a lunch alone."""
    dinner = Protect("Dinner", "family", span("18:00-20:00"), (45,), ("wed",), with_person="Jo")
    options = offered(week(protects=(dinner,)), "move protected time")
    assert {option.permission for option in options} == {"Jo"}
    roast = replace(dinner, name="Roast", with_person=None)
    lunch = replace(roast, name="Lunch away from the desk", value="patients")
    asked = {o.words["name"]: o.permission for o in offered(week(protects=(roast, lunch)))}
    assert asked == {"Roast": "whoever shares it", "Lunch away from the desk": "nobody"}


def test_a_nap_is_offered_after_a_short_night():
    """An evening past midnight and a clinic at seven leave too little; other days do not."""
    late = event("Concert", "tue 19:00", 5.75, "personal")
    early = event("Clinic", "wed 07:00", 4, "clinic")
    days = [option.words["day"] for option in offered(week(late, early), "nap")]
    assert days == ["Wednesday"]


@cache
def random_solved(seed: int) -> SolvedWeek:
    """A random week of a role that trims apply to."""
    return solve_week(random_request(Random(seed)), QUICK)


@pytest.mark.parametrize("seed", mostly_long(range(30), quick=10))
def test_no_option_touches_the_past_or_the_untouchable(seed):
    """In random weeks whose names are made untouchable, every commitment stays as it is."""
    request = random_request(Random(seed))
    words = [UNTOUCHABLE[seed % len(UNTOUCHABLE)], "Handover"]
    renamed = tuple(
        replace(one, name=f"{words[number % 2]} {one.name}")
        for number, one in enumerate(request.commitments)
    )
    for option in offered(replace(request, commitments=renamed)):
        assert set(option.request.commitments) == set(renamed)


@pytest.mark.parametrize("seed", mostly_long(range(30), quick=10))
def test_changed_commitments_lie_ahead_with_notice(seed):
    """Whatever commitment an option changes starts twelve hours from now or later."""
    request = random_request(Random(seed))
    now = Week(request).now
    for option in offered(request):
        gone = set(request.commitments) - set(option.request.commitments)
        notice = 12 * 60 if option.entry.needs_permission else 0
        for one in gone:
            start = request.horizon.minute_of(one.start)
            ahead = request.horizon.minute_of(one.end) if not notice else start
            assert ahead >= now + notice
            assert not has_word(one.name, UNTOUCHABLE)


@pytest.mark.parametrize("seed", mostly_long(range(30), quick=10))
def test_shifts_are_never_swapped_onto_others(seed):
    """A swapped duty keeps half a day from every other duty and clinic."""
    request = random_request(Random(seed))
    works = {"duty", "clinic", "home_call"}
    for option in offered(request, "swap"):
        old = set(request.commitments)
        moved = [one for one in option.request.commitments if one not in old]
        others = [o for o in option.request.commitments if o in old and o.kind in works]
        for one in moved:
            rest = Interval(
                request.horizon.minute_of(one.start) - 12 * 60,
                request.horizon.minute_of(one.end) + 12 * 60,
            )
            spans = [
                Interval(request.horizon.minute_of(o.start), request.horizon.minute_of(o.end))
                for o in others
            ]
            assert not any(map(rest.overlaps, spans))
