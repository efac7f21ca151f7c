"""What family sees: no details, nobody woken, and when somebody is home."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from trimtab.app.busy_time import away_spans, busy_spans
from trimtab.app.family_beyond import family_beyond
from trimtab.app.family_view import SHORTEST_CALL, family_spans
from trimtab.domain.commitments import Commitment
from trimtab.domain.people import OtherPerson, Person, Profile
from trimtab.domain.plans import BLOCK_KINDS, Block, Certificate, Plan
from trimtab.domain.practices import Boundary, Practice, Protect
from trimtab.domain.publishing import Publishing
from trimtab.domain.quiet import Quiet
from trimtab.domain.time import ClockSpan, Horizon

ZONE = ZoneInfo("America/New_York")
HOME = Profile(person=Person("Ada", "America/New_York"))


def at(day, clock):
    """A moment of November 2026 in New York."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def block(name, start, end, kind="practice", day=16, **more):
    """A block between two clock times."""
    return Block(at(day, start), at(day, end), name, kind, **more)


def plan_of(*blocks, planned_from=0, days=1):
    """A plan of one Monday."""
    horizon = Horizon(date(2026, 11, 16), days, "America/New_York")
    found = Plan("Ada", horizon, blocks, (), (), Certificate(1.0, 1.0, 0.0, 0.0))
    return replace(found, planned_from=planned_from)


def seen(plan, profile=HOME):
    """Kind, start and end of what family sees."""
    return [
        (one.kind, f"{one.start:%H:%M}", f"{one.end:%H:%M}", one.name)
        for one in family_spans(plan, profile)
    ]


DAY = (
    block("Sleep", "00:00", "06:00", "sleep"),
    block("Breakfast", "06:00", "06:30", "meal"),
    block("Travel", "06:30", "07:00", "travel"),
    block("Ward", "07:00", "19:00", "commitment", origin="duty"),
    block("Travel", "19:00", "19:30", "travel"),
    block("Fajr", "19:40", "19:50", value="faith"),
    block("Dinner together", "20:00", "20:45", "protect"),
    block("Buffer", "21:00", "21:30", "buffer"),
    block("Wind down", "22:00", "22:30", "wind_down"),
    block("Sleep", "22:30", "23:59", "sleep"),
)


def test_a_day_on_duty_as_family_sees_it():
    """Duty, ways, prayer and sleep are all Busy; home is when the last way ends."""
    assert seen(plan_of(*DAY)) == [
        ("busy", "00:00", "06:00", ""),
        ("busy", "06:30", "20:45", ""),
        ("home", "19:30", "19:45", ""),
        ("free", "20:45", "22:00", ""),
        ("busy", "22:30", "23:59", ""),
    ]


def test_rest_and_people_are_shown_where_chosen():
    """Sleep is told as rest, and what is shared with someone by its name."""
    shared = Protect("Dinner together", "family", ClockSpan(1080, 1290), (45,), with_person="Jo")
    profile = replace(
        HOME, protects=(shared,), publishing=Publishing(family_shows=("rest", "people"))
    )
    found = seen(plan_of(*DAY), profile)
    assert ("rest", "00:00", "06:00", "") in found
    assert ("together", "20:00", "20:45", "Dinner together") in found
    assert ("busy", "06:30", "19:50", "") in found
    hidden = replace(profile, protects=(replace(shared, private=True),))
    assert "Dinner together" not in str(seen(plan_of(*DAY), hidden))


def test_calls_keep_to_hours_that_are_open_and_ahead():
    """Boundaries on calls close hours, the past is over, and less than a quarter is no call."""
    free = [
        block("Run", "00:00", "09:00"),
        block("Run", "09:10", "10:00"),
        block("Slow start", "11:00", "11:30", "buffer"),
    ]
    quiet = Boundary("No calls", "calls", ClockSpan(21 * 60, 8 * 60))
    work = Boundary("No work", "work", ClockSpan(12 * 60, 13 * 60))
    plan = plan_of(*free, planned_from=10 * 60 + 30)
    found = [one for one in seen(plan, replace(HOME, boundaries=(quiet, work))) if one[0] == "free"]
    assert found == [("free", "10:30", "11:00", ""), ("free", "11:30", "21:00", "")]


def test_nobody_is_invited_to_ring_into_hours_without_screens():
    """As on People: unless screens are no part of the quiet hours."""
    drawer = Boundary("Phones in the drawer", "screens", ClockSpan(17 * 60 + 15, 19 * 60 + 30))
    profile = replace(HOME, boundaries=(drawer,))
    free = ("free", "00:00", "17:15", ""), ("free", "19:30", "00:00", "")
    assert seen(plan_of(), profile) == [*free]
    open_to_calls = replace(profile, quiet=Quiet(parts=("sleep",)))
    assert seen(plan_of(), open_to_calls) == [("free", "00:00", "00:00", "")]


def test_a_call_is_offered_while_the_other_is_awake():
    """Nairobi is eight hours ahead: awake until 21:30 there is until 13:30 here."""
    mother = OtherPerson("Mother", "Africa/Nairobi", ClockSpan(390, 1290))
    profile = replace(HOME, people=(mother,), publishing=Publishing(free_for="Mother"))
    assert seen(plan_of(), profile) == [
        ("free", "00:00", "13:30", ""),
        ("free", "22:30", "00:00", ""),
    ]


def test_home_is_the_last_way_of_a_day_that_leads_there():
    """A way that ends where a commitment begins leads away; one that the plan cuts is not told."""
    blocks = [
        block("Ward", "07:00", "12:00", "commitment"),
        block("Travel", "12:00", "12:30", "travel"),
        block("Travel", "14:00", "14:30", "travel"),
        block("Clinic", "14:30", "16:00", "commitment"),
        block("Travel", "16:00", "16:20", "travel"),
        block("Travel", "18:00", "18:30", "travel"),
        block("NF", "18:30", "23:00", "commitment"),
    ]
    homes = [one for one in seen(plan_of(*blocks)) if one[0] == "home"]
    assert homes == [("home", "16:20", "16:35", "")]
    cut = Block(at(16, "23:30"), at(17, "00:00"), "Travel", "travel")
    assert not [one for one in seen(plan_of(cut)) if one[0] == "home"]


def test_home_call_leaves_time_for_a_call():
    """Whoever is on call from home can talk, and nobody need know."""
    call = block("Home call", "08:00", "17:00", "commitment", origin="home_call")
    assert seen(plan_of(call)) == [("free", "00:00", "00:00", "")]


def test_busy_time_tells_what_is_firm_from_what_can_move():
    """Commitments are busy, practices tentative, hours off work unavailable, and none twice."""
    off = Boundary("No work", "work", ClockSpan(21 * 60, 6 * 60))
    maybe = block("Dinner?", "18:00", "19:00", "commitment", note="tentative")
    blocks = (block("Run", "05:00", "06:30"), block("Ward", "06:15", "12:00", "commitment"), maybe)
    found = busy_spans(plan_of(*blocks, planned_from=60), replace(HOME, boundaries=(off,)))
    assert [(one.kind, f"{one.start:%H:%M}", f"{one.end:%H:%M}") for one in found] == [
        ("unavailable", "01:00", "06:00"),
        ("tentative", "06:00", "06:15"),
        ("busy", "06:15", "12:00"),
        ("tentative", "18:00", "19:00"),
        ("unavailable", "21:00", "00:00"),
    ]
    assert [f"{start:%H:%M}" for start, _ in away_spans(plan_of(*blocks))] == ["06:15"]


def test_nobody_is_asked_for_while_she_sleeps_after_a_night():
    """Sleep by day and naps close hours that are open in other weeks."""
    day = (
        block("NF", "00:00", "07:00", "commitment"),
        block("Travel", "07:00", "07:30", "travel"),
        block("Sleep", "08:30", "17:00", "sleep"),
        block("Nap", "18:00", "18:30", "nap"),
        block("Run", "19:00", "20:00"),
    )
    away = [(f"{start:%H:%M}", f"{end:%H:%M}") for start, end in away_spans(plan_of(*day))]
    assert away == [("00:00", "07:30"), ("08:30", "17:00"), ("18:00", "18:30")]


def test_home_is_told_though_a_meeting_on_the_screen_begins_there():
    """Only what is followed by a way back out began away from home."""
    blocks = [
        block("Travel", "06:30", "07:00", "travel"),
        block("Ward", "07:00", "17:00", "commitment"),
        block("Travel", "17:00", "17:30", "travel"),
        block("Zoom", "17:30", "18:00", "commitment"),
    ]
    homes = [one for one in seen(plan_of(*blocks)) if one[0] == "home"]
    assert homes == [("home", "17:30", "17:45", "")]


def test_home_is_told_for_each_duty_and_until_when():
    """Coming home after midnight is not lost to the next way, and a short stay has its end."""

    def on(day, start, end, name, kind):
        return block(name, start, end, kind, day=day)

    late = Block(at(16, "15:00"), at(16, "23:50"), "Ward", "commitment")
    way = Block(at(16, "23:50"), at(17, "00:20"), "Travel", "travel")
    rest = [
        on(17, "11:30", "12:00", "Travel", "travel"),
        on(17, "12:00", "16:00", "Clinic", "commitment"),
        on(17, "16:00", "16:35", "Travel", "travel"),
        on(17, "18:35", "19:00", "Travel", "travel"),
        on(17, "19:00", "23:00", "NF", "commitment"),
    ]
    spans = family_spans(plan_of(late, way, *rest, days=2), HOME)
    homes = [
        (f"{s.start:%d %H:%M}", s.until and f"{s.until:%H:%M}") for s in spans if s.kind == "home"
    ]
    assert homes == [("17 00:20", None), ("17 16:35", "18:35")]


def test_duty_after_the_plan_is_busy_and_so_is_the_sleep_after_a_night():
    """Nights on Tuesday and far away; what the plan's own block tells already is not told twice."""
    late = Block(at(16, "22:00"), at(17, "02:00"), "Late", "commitment")
    plan = plan_of(late)
    duties = [
        Commitment("1", "Late", at(16, "22:00"), at(17, "02:00"), "duty"),
        Commitment("2", "Nights", at(17, "19:00"), at(18, "07:00"), "duty"),
        Commitment("3", "Home call", at(19, "19:00"), at(20, "07:00"), "home_call"),
        Commitment("4", "Far", at(17, "07:00") + timedelta(days=40), at(18, "07:00"), "duty"),
    ]
    found = [
        (one.kind, f"{one.start:%d %H:%M}", f"{one.end:%d %H:%M}")
        for one in family_beyond(plan, HOME, duties)
    ]
    assert found == [("busy", "17 02:00", "17 02:20"), ("busy", "17 18:40", "18 15:20")]
    resting = replace(HOME, publishing=Publishing(family_shows=("rest",)))
    assert [one.kind for one in family_beyond(plan, resting, duties)] == ["busy", "busy", "rest"]


ROWS = st.lists(
    st.tuples(st.sampled_from(BLOCK_KINDS), st.integers(-40, 620), st.integers(1, 60)), max_size=8
)


def _in_utc(one):
    """A block or span with its instants in UTC."""
    return replace(one, start=one.start.astimezone(UTC), end=one.end.astimezone(UTC))


@given(ROWS, st.booleans())
def test_nobody_is_free_while_something_is_planned(rows, shows):
    """Free time touches no block that takes the person, and stretches of Busy lie apart."""
    origin = datetime(2026, 10, 31, 4, tzinfo=UTC)  # clocks go back the next night
    blocks = [
        Block(
            (origin + timedelta(minutes=5 * start)).astimezone(ZONE),
            (origin + timedelta(minutes=5 * (start + length))).astimezone(ZONE),
            "Thing",
            kind,
        )
        for kind, start, length in rows
    ]
    plan = replace(plan_of(*blocks), horizon=Horizon(date(2026, 10, 31), 2, "America/New_York"))
    thing = Practice("Thing", "family", 3, (30,), with_person="Jo")
    details = Publishing(family_shows=("rest", "people") if shows else ())
    profile = replace(HOME, practices=(thing,), publishing=details)
    # in UTC: one clock shows the same time twice that night
    spans = [_in_utc(one) for one in family_spans(plan, profile)]
    taken = [_in_utc(block) for block in blocks if block.kind != "buffer"]
    for one in spans:
        if one.kind == "free":
            assert one.end - one.start >= timedelta(minutes=SHORTEST_CALL)
            assert not any(block.start < one.end and one.start < block.end for block in taken)
    busy = [one for one in spans if one.kind == "busy"]
    assert (
        all(a.end < b.start or b.end < a.start for a in busy for b in busy if a is not b) or shows
    )
