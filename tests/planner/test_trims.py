"""Trims of whole weeks: gains checked by free re-solves, and nothing shown that is not clear."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from long_cases import mostly_long
from random_weeks import random_request
from written_weeks import MONDAY, event, profile, span

from trimtab.domain.people import Person
from trimtab.domain.practices import Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner import defaults
from trimtab.planner.explain import holds_all_asked
from trimtab.planner.line import WeekRequest
from trimtab.planner.prices import hour_prices
from trimtab.planner.shadow import Shadow
from trimtab.planner.solve import Effort
from trimtab.planner.solved import SolvedWeek, solve_week
from trimtab.planner.trim_catalogue import CATALOGUE
from trimtab.planner.trim_gains import gain_of
from trimtab.planner.trim_options import find_options
from trimtab.planner.trim_screening import UNFORESEEN, Screen, shortlist
from trimtab.planner.trims import _blocks, _is_owed_still, _told, _Tried, find_trims

LONG = Effort(repairs=400)
AGAIN = Effort(first_passes=30, passes=8, repairs=60, rounds=1)
PERSON = Person(time_zone="UTC", role="attending", commute_minutes=20)
DINNER = Protect("Dinner together", "family", span("17:15-19:30"), (60, 30))
RUN = Practice("Run", "body", 3, (45, 30, 10), prefer=(span("16:00-19:00"),))
READ = Practice("Read", "joy", 5, (40, 20), only=(span("16:00-20:00"),))
CLINICS = tuple(
    event("Clinic", f"{day} 08:00", 9.5, "clinic", leaves_minutes=45, leaves_before=20 * 60)
    for day in ("mon", "tue", "wed", "thu", "fri")
)
TALK = event("Evening meeting", "wed 18:15", 1.25, "lecture")


def week(*commitments, **more) -> WeekRequest:
    """A week of long clinics."""
    asked = profile(
        PERSON,
        values={"family": 3.0, "body": 2.0, "joy": 1.0, "patients": 1.0},
        practices=(RUN, READ),
        protects=(DINNER,),
        **more,
    )
    return WeekRequest(asked, Horizon(MONDAY, 7, "UTC"), commitments)


BUSY = week(*CLINICS, TALK)


@cache
def solved(request_name: str) -> SolvedWeek:
    """A request solved well."""
    return solve_week({"busy": BUSY, "free": week()}[request_name], Effort())


def trims_of(solved_week: SolvedWeek):
    """Its trims."""
    shadow = Shadow.of(solved_week)
    return find_trims(shadow, hour_prices(shadow))


@cache
def found():
    """Trims of the busy week."""
    return trims_of(solved("busy"))


def test_a_busy_week_is_offered_a_few_clear_trims():
    """One to three, each about something else, with words, a permission and a gain."""
    rules = defaults.TRIMS
    assert 1 <= len(found()) <= rules.most_shown
    assert len({trim.change for trim in found()}) == len(found())
    for trim in found():
        assert trim.gain >= rules.least_gain
        assert trim.gets_back
        assert trim.permission
        assert "{" not in trim.change


def test_the_same_week_has_the_same_trims():
    """Found again, they are equal to the last digit."""
    assert trims_of(solved("busy")) == found()


def best_of(request: WeekRequest, other: SolvedWeek) -> SolvedWeek:
    """The better of two long searches: from nothing, and from another week."""
    ways = (solve_week(request, LONG), solve_week(request, LONG, after=other))
    return max(ways, key=lambda way: way.solution.value)


def test_gains_are_those_of_long_free_solves():
    """Both weeks solved longer, from nothing and from each other: no gain is claimed in vain."""
    options = {option.sentence: option for option in find_options(solved("busy"))}
    told = [trim for trim in found() if trim.change in options]
    assert told
    for trim in told:
        changed = best_of(options[trim.change].request, solved("busy"))
        exact = gain_of(best_of(BUSY, changed), changed)
        assert exact > 0
        assert exact - 45 <= trim.gain <= exact + 15


def test_a_free_week_has_no_trims():
    """Where nothing is short, nothing is proposed."""
    assert trims_of(solved("free")) == ()


EVENINGS = tuple(
    event("Video clinic", f"{day} 17:00", 4, "clinic", is_remote=True)
    for day in ("mon", "tue", "wed", "thu", "fri")
)


def test_a_week_that_holds_all_asked_has_no_trims():
    """Long evenings of clinic and two short habits: half an hour of open time is not sold."""
    short = (Practice("Walk", "body", 3, (20,)), Practice("Call", "family", 2, (30,)))
    asked = profile(PERSON, values={"body": 1.0, "family": 1.0}, practices=short)
    base = solve_week(WeekRequest(asked, Horizon(MONDAY, 7, "UTC"), EVENINGS), Effort())
    assert holds_all_asked(base.week, base.problem, base.solution)
    assert find_options(base)
    assert trims_of(base) == ()


RESIDENT = Person(time_zone="UTC", role="resident")
WARDS = tuple(
    event("Ward", f"{day} 07:00", 12, leaves_minutes=45)
    for day in ("mon", "tue", "wed", "thu", "fri", "sat")
)
HOPELESS = (
    Task("Grant", "life", 1800, 30, 120, event("", "fri 17:00", 1).start, important=True),
    Task("Chapter", "life", 1200, 30, 120, event("", "wed 12:00", 1).start),
    Task("Slides", "life", 300, 30, 120, event("", "mon 09:00", 1).start, important=True),
)
MUCH = (
    Practice("Gym", "life", 7, (90, 60), must=True),
    Practice("Piano", "life", 14, (60, 30)),
)


@cache
def overloaded() -> SolvedWeek:
    """Seventy-two hours of duty, and far more asked than any week holds."""
    asked = profile(RESIDENT, values={"life": 1.0}, tasks=HOPELESS, practices=MUCH)
    return solve_week(WeekRequest(asked, Horizon(MONDAY, 7, "UTC"), WARDS), Effort())


def test_what_does_the_same_for_as_much_is_tried_once():
    """Cover from noon and cover from one o'clock are one thing to try, not three."""
    shadow = Shadow.of(overloaded())
    ranked = Screen(shadow, hour_prices(shadow)).rank(find_options(overloaded()))
    least = defaults.TRIMS.least_gain / defaults.TRIMS.screening_slack
    ranked = [one for one in ranked if one.estimate >= least]
    covers = [one for one in ranked if one.option.entry.family == "cover"]
    assert covers
    short = shortlist(covers, len(covers), replace(defaults.TRIMS, most_of_a_family=len(covers)))
    assert {one.option.target for one in short} == {one.option.target for one in covers}
    assert len(short) <= len(covers) // 2


def test_an_unchanged_week_gains_nothing():
    """Measured against itself, found by other roads, no gain beyond better searching."""
    base = solved("busy")
    assert gain_of(base, base) == 0.0
    again = solve_week(BUSY, AGAIN, after=base)
    assert gain_of(base, again) == pytest.approx(again.solution.value - base.solution.value)


def test_asking_less_is_no_loss_and_asking_more_no_gain():
    """A free week that does all of a task has gained nothing when it is asked less of it."""
    task = Task("Paper", "joy", 240, 30, 90)
    request = week(tasks=(task,))
    base = solve_week(request, Effort())
    shorter = replace(
        request, profile=replace(request.profile, tasks=(replace(task, minutes=120),))
    )
    fewer = solve_week(shorter, Effort())
    assert fewer.solution.value < base.solution.value - 50
    assert abs(gain_of(base, fewer)) < 25
    assert abs(gain_of(fewer, base)) < 25


@pytest.mark.parametrize("seed", mostly_long([4, 22, 8, 24, 36, 50], quick=2))
def test_screening_drops_no_option_far_above_the_best_kept(seed):
    """Solved exactly, what was left off the short list is not wildly better than what was on it."""
    asked = random_request(Random(seed))
    base = solve_week(asked, AGAIN, after=solve_week(asked, Effort()))
    shadow = Shadow.of(base)
    ranked = Screen(shadow, hour_prices(shadow)).rank(find_options(base))
    short = shortlist(ranked, defaults.TRIMS.most_solved, defaults.TRIMS)
    families = [one.option.entry.family for one in short]
    left = [
        one
        for one in ranked
        if one not in short
        and one.rank <= _last_rank(short)
        and families.count(one.option.entry.family) < 2  # two of a kind are enough to choose from
    ][:8]

    def exact(screened) -> float:
        changed = solve_week(screened.option.request, AGAIN, after=base)
        return gain_of(base, changed) * screened.option.entry.ease

    best = max([0.0, *map(exact, short)])
    assert all(exact(one) <= 2 * best + 60 for one in left)


def _last_rank(short) -> float:
    return min((one.rank for one in short), default=float("inf"))


@pytest.mark.parametrize("seed", mostly_long(range(0, 24, 2), quick=4))
def test_any_week_has_at_most_three_trims(seed):
    """Whatever the week, they are few, distinct, clear, and cost no night and no notes."""
    base = solve_week(random_request(Random(seed)), Effort(40, 10, 20, 1))
    told = trims_of(base)
    assert len(told) <= 3
    assert len({trim.change for trim in told}) == len(told)
    assert all(trim.gain >= defaults.TRIMS.least_gain for trim in told)
    assert not any("less sleep" in each and " h " in each for t in told for each in t.gives_up)


def test_the_short_list_keeps_variety():
    """No more than a few of a family are solved."""
    shadow = Shadow.of(solved("busy"))
    ranked = Screen(shadow, hour_prices(shadow)).rank(find_options(solved("busy")))
    short = shortlist(ranked, 20, defaults.TRIMS)
    families = [one.option.entry.family for one in short]
    most = defaults.TRIMS.most_of_a_family
    assert max(families.count(family) for family in families) <= most
    assert {one.option.entry for one in short} <= set(CATALOGUE)


def test_kinds_that_prices_tell_badly_are_tried_too():
    """With estimates of nothing a few are on the list, each of another kind; none by rules."""
    shadow = Shadow.of(solved("busy"))
    ranked = Screen(shadow, hour_prices(shadow)).rank(find_options(solved("busy")))
    blind = [replace(one, estimate=0.0) for one in ranked]
    short = shortlist(blind, defaults.TRIMS.most_solved, defaults.TRIMS)
    families = [one.option.entry.family for one in short]
    assert 1 <= len(families) == len(set(families)) <= defaults.TRIMS.most_unforeseen
    assert set(families) <= set(UNFORESEEN)


def test_a_recording_left_unwatched_is_no_trim():
    """A changed week without its new task is told to nobody, whatever it gains."""
    lecture = event("Evening lecture", "wed 18:15", 1.25, "lecture")
    base = solve_week(week(*CLINICS, lecture), Effort())
    talk = next(o for o in find_options(base) if o.entry.id == "watch a recording")
    changed = solve_week(talk.request, Effort())
    (name,) = talk.own
    problem, chosen = changed.problem, changed.solution.chosen
    without = tuple(j for j in chosen if name not in {p.name for p in problem.parts_of(j)})
    assert len(without) < len(chosen)
    for kept, is_owed in ((chosen, False), (without, True)):
        shown = replace(changed, solution=replace(changed.solution, chosen=kept))
        tried = _Tried(talk, shown, 100.0, ())
        assert _is_owed_still(base, tried, _blocks(shown)) == is_owed
        assert not (is_owed and _told(base, tried))
