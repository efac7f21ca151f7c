"""Around a block moved elsewhere the week settles, and never loses more than by the plain swap."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from written_weeks import MONDAY, event, profile

from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner.deadlines import LATE, late_tasks
from trimtab.planner.line import WeekRequest
from trimtab.planner.placements import Lifted, with_deadlines_held
from trimtab.planner.settled_places import Settling
from trimtab.planner.solve import Effort
from trimtab.planner.solved import SolvedWeek, solve_week

RUN = Practice("Run", "body", 3, (45, 30, 10), once_a_day=True)
READ = Practice("Read", "joy", 7, (60, 20))
WARD = tuple(event(f"Ward {day}", f"{day} 07:00", 11) for day in ("mon", "tue", "thu", "fri"))
ASKED = profile(values={"body": 2.0, "joy": 1.0}, practices=(RUN, READ))


@pytest.fixture(scope="module")
def lifted():
    """A week with runs and reading in it, one run taken out."""
    solved = solve_week(WeekRequest(ASKED, Horizon(MONDAY, 7, "UTC"), WARD), Effort())
    problem = solved.problem
    runs = [j for j in solved.solution.chosen if problem.items[problem.item_of[j]].name == "Run"]
    return Lifted.from_week(solved, runs[0])


@pytest.fixture(scope="module")
def settling(lifted):
    """Ready to be asked about every tenth place."""
    return Settling.around(lifted, lifted.places()[::10])


def test_a_settled_week_is_a_week_worth_what_is_said(lifted, settling):
    """The block is where it was put, nothing overlaps, and the loss is the difference in worth."""
    problem, value = lifted.solved.problem, lifted.solved.solution.value
    for place in lifted.places()[::10]:
        found = settling.settle(place)
        assert place.candidate in found.chosen
        spans = sorted((problem.start_minute(j), problem.end_minute(j)) for j in found.chosen)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        assert found.loss == pytest.approx(value - problem.worth_of(found.chosen), abs=1e-6)


def test_settling_helps_and_a_closer_look_more(lifted, settling):
    """Never above the plain swap, never below what the bound allows; often far below the swap."""
    helped = 0
    for place in lifted.places()[::10]:
        found = settling.settle(place)
        closer = settling.look_closer(found)
        assert place.least_loss - 1e-6 <= closer.loss <= found.loss <= place.loss
        helped += found.loss < place.loss - 1
    assert helped >= 5


def test_its_own_place_loses_nothing_and_nothing_gives_way(lifted, settling):
    """Put back where it was, the week is the same."""
    own = next(place for place in lifted.places() if place.candidate == lifted.candidate)
    found = settling.look_closer(settling.settle(own))
    assert (found.loss, found.chosen) == (0.0, lifted.solved.solution.chosen)
    assert settling.gives_way(found) == ()


def test_two_of_the_same_never_change_places(lifted, settling):
    """Where another run would have to go it does go, and is said first: nothing else was asked."""
    item_of = lifted.solved.problem.item_of
    run = item_of[lifted.candidate]
    met = [
        place
        for place in lifted.places()[::10]
        if any(item_of[j] == run for j in lifted.gives_way(place.candidate))
    ]
    assert met
    for place in met:
        found = settling.look_closer(settling.settle(place))
        assert found == settling.swap(place)
        assert settling.gives_way(found)[0].endswith("minutes of Run")


def test_what_gives_way_is_said_in_words(lifted, settling):
    """A place that costs something and takes the place of reading says so."""
    said = {
        words
        for place in lifted.places()[::10]
        for words in settling.gives_way(settling.swap(place))
    }
    assert any("Read" in words for words in said)
    assert any("night" in words for words in said)


def crowded() -> SolvedWeek:
    """Long wards that leave notes, and a large grant that nobody could finish."""
    days = ("mon", "tue", "wed", "thu", "fri", "sat")
    ward = tuple(event("Ward", f"{day} 07:00", 11, leaves_minutes=60) for day in days)
    due = datetime.combine(MONDAY, datetime.min.time(), UTC) + timedelta(days=4, hours=17)
    grant = Task("Grant", "body", 1800, 20, 90, due=due, important=True)
    piano = Practice("Piano", "body", 14, (60, 30))
    asked = profile(practices=(piano,), tasks=(grant,))
    return solve_week(WeekRequest(asked, Horizon(MONDAY, 7, "UTC"), ward), Effort())


@pytest.mark.long
def test_a_place_gains_nothing_by_taking_back_what_was_finished_in_time():
    """By worth alone some place would gain by leaving notes to write; none is told so."""
    solved = crowded()
    problem = solved.problem
    piano = next(j for j in solved.solution.chosen if problem.item_for(j).name == "Piano")
    late = set(late_tasks(solved.week, problem, solved.solution.chosen))
    gains = []
    for week in (solved, with_deadlines_held(solved)):
        lifted = Lifted.from_week(week, piano)
        places = lifted.places()[::3]
        settling = Settling.around(lifted, places)
        found = [settling.settle(place) for place in places]
        gains.append(max(-one.loss for one in found))
    assert gains[0] > 20
    assert gains[1] < 5
    cheap = [one for one in found if one.loss < LATE]
    assert cheap
    assert all(set(late_tasks(week.week, problem, one.chosen)) <= late for one in cheap)
