"""The use case: calendars read, overlaps told, a verified plan or none at all."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from trimtab.app import plan_week as module
from trimtab.app.plan_week import plan_week
from trimtab.app.ports import Onlooker, PlanOrder, Polished, Step
from trimtab.app.replan_week import replan_week
from trimtab.domain.commitments import (
    CalendarReading,
    CalendarSource,
    Commitment,
    CommitmentKind,
    DayNote,
)
from trimtab.domain.errors import Problem, UnverifiedPlanError
from trimtab.domain.people import OtherPerson, Person, Profile
from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.domain.time import ClockSpan
from trimtab.planner.solve import Effort

MONDAY = date(2026, 11, 2)
ORDER = PlanOrder(MONDAY, 1, datetime(2026, 11, 1, tzinfo=UTC))


def event(
    name: str, day: int, hour: int, hours: float, kind: CommitmentKind = "duty"
) -> Commitment:
    """A commitment in UTC."""
    start = datetime(2026, 11, 2, hour, tzinfo=UTC) + timedelta(days=day)
    end = start + timedelta(hours=hours)
    return Commitment(f"{name}{day}", name, start, end, kind, source="work.ics")


@dataclass
class Calendars:
    """Calendars by name, and what was asked of them."""

    readings: dict[str, CalendarReading]
    asked: list[tuple[str, date, date, str]] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    def __call__(
        self, source: CalendarSource, first: date, last: date, zone: str
    ) -> CalendarReading:
        """What the calendar of that name holds."""
        self.asked.append((source.source, first, last, zone))
        self.rows.append(source.row)
        return self.readings[source.source]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Plans with little effort, for what the use case does does not depend on it."""
    monkeypatch.setattr(module, "Effort", lambda seed: Effort(80, 10, 60, rounds=1, seed=seed))


def profile(*sources: str, **more) -> Profile:
    """A profile with these calendars."""
    calendars = tuple(CalendarSource(source) for source in sources)
    return Profile(person=Person(time_zone="UTC"), calendars=calendars, **more)


def test_calendars_are_read_from_the_day_before_to_the_day_after():
    """So that the first morning and the last night are right, in the person's zone.

    What may be a roster is read nine days further, so that heavy spells around them are known.
    """
    calendars = Calendars({"work.ics": CalendarReading()})
    plan_week(profile("work.ics"), replace(ORDER, weeks=2), calendars)
    assert calendars.asked == [
        ("work.ics", date(2026, 11, 1), date(2026, 11, 16), "UTC"),
        ("work.ics", date(2026, 10, 24), date(2026, 11, 25), "UTC"),
    ]


def test_events_of_all_calendars_stand_in_the_plan_copies_once():
    """The same event in two calendars is one; others stand side by side."""
    ward = event("Ward", 0, 8, 10)
    calendars = Calendars(
        {
            "work.ics": CalendarReading((ward, event("Talk", 1, 12, 1, "lecture"))),
            "copy.ics": CalendarReading((replace(ward, source="copy.ics"),)),
        }
    )
    plan = plan_week(profile("work.ics", "copy.ics"), ORDER, calendars).plan
    assert [b.name for b in plan.blocks if b.is_fixed] == ["Ward", "Talk"]
    assert plan.problems == ()


def test_double_bookings_between_calendars_are_told_and_kept():
    """Both stand in the plan, after the calendars' own problems stands one about the two."""
    mistake = Problem("work.ics", 3, "A line cannot be read.", "Mend it.")
    calendars = Calendars(
        {
            "work.ics": CalendarReading((event("Ward", 0, 8, 10),), problems=(mistake,)),
            "home.ics": CalendarReading(
                (replace(event("Recital", 0, 16, 3, "family"), source="home.ics"),)
            ),
        }
    )
    plan = plan_week(profile("work.ics", "home.ics"), ORDER, calendars).plan
    assert [b.name for b in plan.blocks if b.is_fixed] == ["Ward", "Recital"]
    first, second = plan.problems
    assert first == mistake
    assert '"Ward" and "Recital" overlap' in second.what


def test_an_exact_solver_may_better_the_plan():
    """It gets the problem, the solution, the seconds and the seed; its answer is the plan."""
    asked = []

    def polish(problem, solution, *, seconds, seed, is_stopped):
        asked.append((seconds, seed))
        return Polished(solution.chosen, solution.value, solution.value, is_proven=True)

    order = replace(ORDER, exact_seconds=7.0, seed=2)
    plan = plan_week(profile(), order, Calendars({}), polish).plan
    assert asked == [(7.0, 2)]
    assert plan.certificate.is_proven_best
    assert plan_week(profile(), replace(order, exact_seconds=None), Calendars({}), polish)
    assert len(asked) == 1


def test_a_false_claim_of_an_exact_solver_is_caught():
    """What comes back is verified like any plan: a worth it does not have is found."""

    def polish(problem, solution, *, seconds, seed, is_stopped):
        return Polished((), solution.value, solution.bound, is_proven=False)

    with pytest.raises(UnverifiedPlanError, match="claims a worth"):
        plan_week(profile(), replace(ORDER, exact_seconds=1.0), Calendars({}), polish)


def test_day_notes_of_the_week_are_shown_in_order():
    """Notes that touch the week stand by first day and name, each once."""
    notes = (
        DayNote("Holiday", date(2026, 11, 8), date(2026, 11, 12)),
        DayNote("NF", date(2026, 11, 3), date(2026, 11, 3)),
        DayNote("Off", date(2026, 11, 3), date(2026, 11, 3)),
        DayNote("Old", date(2026, 10, 30), date(2026, 11, 1)),
        DayNote("Later", date(2026, 11, 9), date(2026, 11, 9)),
    )
    calendars = Calendars({"a": CalendarReading(day_notes=notes), "b": CalendarReading()})
    calendars.readings["b"] = CalendarReading(day_notes=notes[::-1])
    plan = plan_week(profile("a", "b"), ORDER, calendars).plan
    assert [note.name for note in plan.day_notes] == ["NF", "Off", "Holiday"]


def test_day_notes_of_one_name_keep_one_order():
    """Notes alike but for their calendar come in the same order on every run."""
    names = [f"cal{number:02}.ics" for number in range(30)]
    readings = {
        name: CalendarReading(day_notes=(DayNote("Off", MONDAY, MONDAY, name),)) for name in names
    }
    plan = plan_week(profile(*names), ORDER, Calendars(readings)).plan
    assert [note.source for note in plan.day_notes] == names


def test_a_partner_who_is_taken_is_not_called():
    """The partner's calendar is read as personal, and calls wait until they are free."""
    partner = OtherPerson("Ada", "UTC", ClockSpan(12 * 60, 20 * 60), calendar="ada.ics")
    call = Practice("Call", "family", 7, (60,), with_person="Ada")
    busy = tuple(event("Shift", day, 12, 6, "personal") for day in range(7))
    mistake = Problem("ada.ics", 9, "Odd.", "")
    calendars = Calendars({"ada.ics": CalendarReading(busy, problems=(mistake,))})
    asked = profile(values={"family": 1.0}, practices=(call,), people=(partner,))
    plan = plan_week(asked, ORDER, calendars).plan
    calls = [block for block in plan.blocks if block.name == "Call"]
    assert len(calls) >= 5
    assert all(block.start.hour >= 18 for block in calls)
    assert not [block for block in plan.blocks if block.is_fixed]
    assert plan.problems == (mistake,)
    assert set(calendars.rows) == {"Ada"}  # in a roster of several people it is their row


def test_people_without_a_calendar_need_none():
    """Nobody's calendar is read when they share none."""
    calendars = Calendars({})
    plan_week(profile(people=(OtherPerson("Ada", "UTC"),)), ORDER, calendars)
    assert calendars.asked == []


def test_nothing_is_planned_before_now():
    """Asked on Wednesday noon, the plan begins there."""
    now = datetime(2026, 11, 4, 12, tzinfo=UTC)
    plan = plan_week(profile(), replace(ORDER, now=now), Calendars({})).plan
    assert min(block.start for block in plan.blocks) >= now


def test_the_exported_problem_is_plain_and_claims_what_the_plan_claims():
    """Everything in it goes through JSON, and value and bounds are the certificate's."""
    planned = plan_week(profile(), ORDER, Calendars({}))
    exported = json.loads(json.dumps(planned.export_problem()))
    certificate = planned.plan.certificate
    assert (exported["value"], exported["bound"]) == (certificate.value, certificate.bound)
    assert exported["routine_bound"] == certificate.routine_bound
    side_line = 7 * 4 * 5
    assert exported["slots"] * exported["slot_minutes"] == 7 * 1440 + 720 + side_line
    assert exported["modes"] == [{"name": "only", "candidates": "all"}]
    assert len(exported["chosen"]) == len(set(exported["chosen"])) > 20


def test_a_plan_that_fails_its_check_is_not_shown(monkeypatch):
    """What the verifier finds is raised, and no plan comes back."""
    monkeypatch.setattr(module, "verify_plan", lambda *_: ["Run overlaps Sleep"])
    with pytest.raises(UnverifiedPlanError, match="Run overlaps Sleep") as raised:
        plan_week(profile(), ORDER, Calendars({}))
    assert raised.value.findings == ("Run overlaps Sleep",)


def test_the_seed_reaches_the_search():
    """Plans of two orders with one seed are the same but for their seconds."""
    one, other = (
        plan_week(profile(), replace(ORDER, seed=5), Calendars({})).plan for _ in range(2)
    )
    assert one.blocks == other.blocks
    assert one.certificate.value == other.certificate.value


def test_events_of_odd_seconds_are_kept_whole():
    """An event from 10:00:30 to 11:00:45 stands in the plan as given."""
    odd = event("Odd", 0, 10, 1, "personal")
    odd = replace(odd, start=odd.start.replace(second=30), end=odd.end.replace(second=45))
    calendars = Calendars({"work.ics": CalendarReading((odd,))})
    plan = plan_week(profile("work.ics"), ORDER, calendars).plan
    (block,) = (block for block in plan.blocks if block.is_fixed)
    assert (block.start, block.end) == (odd.start, odd.end)


def test_a_shift_that_ends_in_the_repeated_hour_is_planned():
    """17:00 to 01:00 on the night the clocks go back: kept, and the week verified."""
    start, end = datetime(2026, 10, 31, 21, tzinfo=UTC), datetime(2026, 11, 1, 5, tzinfo=UTC)
    shift = Commitment("1", "ED", start, end, "duty")
    calendars = Calendars({"work.ics": CalendarReading((shift,))})
    asked = replace(profile("work.ics"), person=Person(time_zone="America/New_York"))
    order = PlanOrder(date(2026, 10, 26), 1, datetime(2026, 10, 25, tzinfo=UTC))
    plan = plan_week(asked, order, calendars).plan
    (block,) = (block for block in plan.blocks if block.is_fixed)
    assert f"{block.start:%H:%M}-{block.end:%H:%M}" == "17:00-01:00"


def test_trims_never_change_the_plan():
    """With and without them the plan is the same but for the trims; hours are priced anyway."""
    clinics = tuple(event("Clinic", day, 8, 9, "clinic") for day in range(5))
    calendars = Calendars({"work.ics": CalendarReading(clinics)})
    walk = Practice("Walk", "body", 7, (60, 30, 10))
    person = profile("work.ics", values={"body": 1.0}, practices=(walk,))
    whole = plan_week(person, ORDER, calendars).plan
    plain = plan_week(person, replace(ORDER, wants_trims=False), calendars).plan
    assert plain.trims == ()
    unclocked = replace(plain.certificate, seconds=whole.certificate.seconds)
    assert replace(whole, trims=(), sought_trims=False) == replace(plain, certificate=unclocked)
    assert len(plain.prices) == 7 * 24


@dataclass
class Impatient(Onlooker):
    """Asks for what there is once a step begins, and remembers the steps and what was heard."""

    at: str
    steps: list[str] = field(default_factory=list)
    heard: list[tuple[float, float]] = field(default_factory=list)

    def begin(self, step: Step) -> None:
        """Remember it."""
        self.steps.append(step)

    def hear(self, value: float, bound: float) -> None:
        """Remember it."""
        self.heard.append((value, bound))

    def is_stopped(self) -> bool:
        """From the step on."""
        return self.at in self.steps


def a_full_week():
    """A person with a week of clinics, and their calendar."""
    clinics = tuple(event("Clinic", day, 8, 9, "clinic") for day in range(5))
    walk = Practice("Walk", "body", 7, (60, 30, 10))
    person = profile("work.ics", values={"body": 1.0}, practices=(walk,))
    return person, Calendars({"work.ics": CalendarReading(clinics)})


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("step", ["search", "reasons", "trims"])
def test_a_plan_can_be_stopped_at_any_step(step, again):
    """The plan is verified and proved as always; reasons are told, trims are not looked for."""
    person, calendars = a_full_week()
    onlooker = Impatient(step)
    if again:
        last = plan_week(person, ORDER, calendars).plan.as_last()
        changed = replace(last, asked="")
        planned = replan_week(person, ORDER, changed, calendars, onlooker=onlooker)
    else:
        planned = plan_week(person, ORDER, calendars, onlooker=onlooker)
    assert planned.was_stopped
    assert (planned.plan.trims, planned.plan.sought_trims) == ((), False)
    assert len(planned.plan.prices) == 7 * 24
    assert 0 <= planned.plan.certificate.gap < 0.2
    assert all(value <= bound + 1e-6 for value, bound in onlooker.heard)
    assert ("trims" in onlooker.steps) == (step == "trims")


def test_a_stop_skips_the_exact_solver():
    """Who stops the search is not made to wait for a proof."""

    def polish(*_: object, **__: object) -> Polished:
        pytest.fail("nobody waits for this")

    person, calendars = a_full_week()
    order = replace(ORDER, exact_seconds=9.0)
    assert plan_week(person, order, calendars, polish, onlooker=Impatient("search")).was_stopped


def test_an_onlooker_who_only_looks_changes_nothing():
    """The plan is the same, and each step was heard of in its turn."""
    person, calendars = a_full_week()
    onlooker = Impatient("never")
    seen = plan_week(person, ORDER, calendars, onlooker=onlooker)
    unseen = plan_week(person, ORDER, calendars).plan
    assert onlooker.steps == ["search", "reasons", "trims"]
    assert not seen.was_stopped
    unclocked = replace(unseen.certificate, seconds=seen.plan.certificate.seconds)
    assert seen.plan == replace(unseen, certificate=unclocked)


def test_what_is_private_is_kept_with_the_plan():
    """Through a re-plan too, though the profile has forgotten the practice by then."""
    secret = Practice("Zed time", "joy", 7, (30,), private=True)
    profile = Profile(Person("Ada", "UTC"), practices=(secret,))
    plan = plan_week(profile, ORDER, Calendars({})).plan
    assert {block.name for block in plan.blocks if block.private} == {"Zed time"}
    later = replace(ORDER, now=ORDER.now + timedelta(days=3))
    renamed = replace(profile, practices=(replace(secret, name="Zee", private=None),))
    again = replan_week(renamed, later, plan.as_last(), Calendars({})).plan
    assert {block.name for block in again.blocks if block.private} == {"Zed time"}


def test_a_task_waits_for_its_day_and_one_of_later_weeks_is_not_asked_for():
    """Begun on Thursday it is planned from then on; next month's is in no plan, and not missed."""
    thursday = datetime(2026, 11, 5, tzinfo=UTC)
    tasks = (
        Task("Letter", "life", 60, starts=thursday),
        Task("Slides", "life", 60, starts=datetime(2026, 12, 7, tzinfo=UTC)),
    )
    plan = plan_week(profile(tasks=tasks), ORDER, Calendars({})).plan
    assert all(one.start >= thursday for one in plan.blocks if one.name == "Letter")
    assert "Letter" in {one.name for one in plan.blocks}
    named = {one.name for one in plan.blocks} | {one.name for one in plan.unplaced}
    assert "Slides" not in named
