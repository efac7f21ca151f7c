"""A weighing in sentences."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from rich.console import Console
from sample_weighings import FULL, LOST, MONDAY, MOVED, PLAIN, SLIGHT, WEEK

from trimtab.domain.weighing import (
    Alternative,
    Crossing,
    Displaced,
    KnownWork,
    MovedNight,
    ThingLost,
    ValueLost,
    WeighedWeek,
    Weighing,
)
from trimtab.reports.weighing_text import (
    alternatives_text,
    print_weighing,
    weighing_passages,
    what_is_taken,
)


def takes_text(*parts) -> str:
    """What is taken, as the rest of a sentence."""
    return what_is_taken(*parts).as_text()


def printed(weighing: Weighing, width: int = 400) -> str:
    """What a person reads."""
    console = Console(file=io.StringIO(), width=width)
    print_weighing(weighing, console)
    return console.file.getvalue()


def test_a_clash_after_the_start_is_told_with_its_hour():
    """A night that runs into Wednesday's clinic: the day and hour of the clash."""
    begins = datetime(2026, 11, 18, 6, tzinfo=UTC)
    clash = Crossing("Clinic", 2, begins.date(), begins=begins)
    said = printed(replace(PLAIN, overlaps=(clash,)))
    assert "It falls into Clinic on Wed 18 Nov from 06:00, and once more." in said


def test_this_week_and_all_weeks_are_told():
    """What it takes, the things behind it, what comes back, open time; then all weeks together."""
    assert printed(PLAIN) == (
        "Committee: Tuesdays\n"
        "\n"
        "This week it would take 1½ h of what matters: 1 h of sleep on Tue and 50 min for body "
        "(Run left out once and Walk 5 min less); 20 min come back for joy. "
        "40 min of open time goes with it.\n"
        "\n"
        "Over 2 weeks: 3 h of what matters: 2 h of sleep and 1 h 40 min for body "
        "(Run left out twice and Walk 10 min less); 40 min come back for joy. "
        "1 h 20 min of open time goes with it.\n"
        "\n"
        "Where it would fit better\n"
        "  None of the other times and smaller sizes tried costs clearly less.\n"
    )


def test_on_a_phone_every_part_has_its_line():
    """Nights, losses and what comes back, one below the other; the rest in a sentence after."""
    first, in_all = weighing_passages(PLAIN)
    assert first.lead == "This week it would take 1½ h of what matters:"
    assert first.lines == (
        "1 h of sleep on Tue",
        "50 min for body (Run left out once and Walk 5 min less)",
        "20 min come back for joy",
    )
    assert first.after == "40 min of open time goes with it."
    assert in_all.lead == "Over 2 weeks: 3 h of what matters:"
    full = " ".join(line for one in weighing_passages(FULL) for line in one.lines)
    assert "It falls into MICU night on Tue 24 Nov." in full


def test_everything_in_its_way_is_told():
    """Commitments, boundaries, days off, musts, due times, over-full days."""
    said = " ".join(printed(FULL).split())
    for sentence in (
        "It falls into MICU night on Tue 24 Nov.",
        "only you can be there for Mia on Tue 17 Nov 17:00\u201318:00, and twice more.",
        "It lies within No work after nine on Tue 17 Nov, and twice more.",
        "It falls on days off: Tue 17 Nov, Wed 18 Nov, Thu 19 Nov and 2 more.",
        "Evening prayer, which you marked as a must, would be short.",
        "QI abstract would be 1 h short when it is due on Fri 27 Nov at 17:00.",
        "12 hours or more of work and ways would fill Tue 17 Nov.",
    ):
        assert sentence in said


def test_estimated_weeks_are_said_to_be_estimated():
    """How many are planned, how many taken to be like them, and why."""
    said = printed(FULL)
    assert "Over 4 weeks: about 6 h of what matters" in said
    assert (
        "2 weeks are planned; the other 2 are taken to be like them, "
        "for your calendars hold no duty or clinic after Fri 27 Nov." in said
    )
    one = replace(PLAIN, weeks=(WEEK,), further_weeks=1)
    assert "1 week is planned; the other one is taken to be like it." in printed(one)


def test_of_weeks_in_another_season_nothing_is_said():
    """One week of nights stands for no vacation after it: no figure is told of all four."""
    known = KnownWork(date(2026, 11, 27))
    one = replace(PLAIN, weeks=(WEEK,), known=known, further_weeks=0, untold_weeks=3)
    said = printed(one)
    assert (
        "It falls into 4 weeks. Your calendars hold no duty or clinic after Fri 27 Nov, and "
        "another season holds by then: what the other 3 would take is not known.\n" in said
    )
    assert "Over" not in said
    assert "Over 2 of the 4 weeks it falls into: " in printed(
        replace(one, further_weeks=1, untold_weeks=2)
    )


def test_a_week_nobody_knows_the_work_of_is_told_as_free_as_it_shows():
    """Teaching ends on Friday; Tuesday eleven days on, and the weeks after, are only so free."""
    known = KnownWork(date(2026, 11, 6), is_teaching=True)
    planned = replace(PLAIN, weeks=(WEEK,), known=known, planned_until=date(2026, 11, 22))
    said = printed(replace(planned, further_weeks=3))
    assert (
        "of open time goes with it. Your calendars hold no teaching after Fri 6 Nov, "
        "so this is for a week as free as they show.\n" in said
    )
    assert "the other 3 are taken to be like it, as free as your calendars show." in said
    assert "hold no" not in printed(replace(planned, known=KnownWork(date(2026, 11, 15))))


def test_weeks_that_lie_apart_are_not_told_as_so_many_weeks():
    """Of a monthly evening each month counts one week: they are those it falls into."""
    later = replace(WEEK, first_day=WEEK.first_day + timedelta(days=28))
    said = printed(replace(PLAIN, weeks=(WEEK, later), further_weeks=0))
    assert "Over the 2 weeks it falls into: " in said
    first, *_, last = PLAIN.asked.occurrences
    apart = replace(PLAIN, weeks=(WEEK,), asked=replace(PLAIN.asked, occurrences=(first, last)))
    assert "Over the 2 weeks it falls into: " in printed(replace(apart, further_weeks=1))


def test_alternatives_name_what_they_cost_and_what_they_replace():
    """Minutes a week against minutes; next to nothing below five."""
    assert alternatives_text(FULL) == (
        "Half as long, 17:00-17:45: next to nothing in place of 1½ h.",
        "Wednesdays 12:30-14:00: about 20 min a week in place of 1½ h.",
    )


def test_free_hours_are_named_where_its_own_are_taken():
    """There is nothing to compare them with."""
    free = replace(
        PLAIN,
        alternatives=(Alternative("time", "Fridays 12:00", 25, 0, 9.0, None, weeks_planned=2),),
    )
    assert alternatives_text(free) == (
        "You are taken at those hours. Free, and what they would take:",
        "Fridays 12:00: about 25 min a week.",
    )


def test_of_days_off_it_is_said_that_one_is_off():
    """Whatever is free on other days; and where nothing is, nothing is said to fit."""
    (free, _) = FULL.alternatives
    off = replace(PLAIN, days_off=(WEEK.first_day,) * 2)
    free = replace(free, instead_of=None)
    assert alternatives_text(replace(off, alternatives=(free,)))[0].startswith("You are off then.")
    (told,) = alternatives_text(off)
    assert told.startswith("You are off then, and no other time was found")
    some = alternatives_text(replace(off, days_off=(WEEK.first_day,)))
    assert some == ("None of the other times and smaller sizes tried costs clearly less.",)


def test_hours_that_are_taken_already_cost_nothing_more():
    """Where duty holds the hours, that is said, and not that nothing can be told."""
    taken = printed(replace(FULL, weeks=(SLIGHT,)))
    assert "it would take nothing more than what holds those hours already." in taken
    assert "nothing that can be told beside what holds those hours already." in taken
    free = printed(replace(FULL, weeks=(SLIGHT,), overlaps=()))
    assert "it would take nothing that can be told." in free
    assert "beside" not in free


def test_a_single_time_is_told_once():
    """One week, no total, no "a week"."""
    single = replace(FULL, weeks=(WEEK,), further_weeks=0, begins_this_week=False)
    said = printed(single)
    assert "In the week of Mon 16 Nov it would take" in said
    assert "Over" not in said
    assert "about 20 min in place of" in said


def test_what_costs_nothing_is_said_to_fit():
    """Open time alone, or nothing at all."""
    free = replace(PLAIN, weeks=(replace(SLIGHT, displaced=Displaced(open_minutes=90)),))
    assert "This week it would take 1½ h of open time, and nothing else that can be told." in (
        printed(free)
    )
    assert "It fits as well as it can where it is." in printed(free)
    assert takes_text(Displaced(), "clear") == "nothing that can be told."


@pytest.mark.parametrize(
    ("certainty", "said"),
    [
        ("clear", "1½ h of what matters"),
        ("about", "about 1½ h of what matters"),
        ("too close to tell", "so it may be nothing."),
    ],
)
def test_certainty_is_part_of_the_sentence(certainty, said):
    """About where the gaps are as large; and that it may be nothing where they are far larger."""
    assert said in takes_text(LOST, certainty)


def test_pauses_and_nights_are_told():
    """Meals and pauses lost; more than three nights are not listed; one figure comes back."""
    nights = tuple((WEEK.first_day.replace(day=day), 30) for day in (16, 17, 18, 19))
    lost = Displaced(120, nights, (ValueLost("joy", -10, (ThingLost("Read", -10),)),), 15, 0)
    assert takes_text(lost, "clear") == (
        "2 h 5 min of what matters: 2 h of sleep and 15 min of meals and pauses; "
        "10 min come back for joy."
    )
    back = Displaced(-30, (), (ValueLost("body", 60, ()),), -10, 0)
    assert takes_text(back, "clear") == (
        "20 min of what matters: 1 h for body; 40 min come back for sleep and meals and pauses."
    )


def test_it_fits_a_narrow_terminal():
    """No line is wider than the terminal."""
    assert max(len(line) for line in printed(FULL, width=40).splitlines()) <= 40


def test_alternatives_stand_in_the_order_of_their_minutes():
    """Ranked by worth inside, they are read by minutes: the least first, ties as they were."""
    costs = {"Mondays": 45, "Tuesdays": 35, "Fridays": 34}
    ranked = tuple(
        Alternative("time", name, minutes, 0, float(turn), 90)
        for turn, (name, minutes) in enumerate(costs.items())
    )
    lines = alternatives_text(replace(PLAIN, alternatives=ranked))
    assert [line.split(":")[0] for line in lines] == ["Tuesdays", "Fridays", "Mondays"]


def test_a_night_that_moves_leads_and_its_weight_is_told():
    """Five net minutes do not hide a night gone, nor a certain loss of five hours and a half."""
    said = printed(replace(PLAIN, weeks=(MOVED,)))
    assert (
        "This week it would take the worth of at least 5½ h of what matters, more than its hours "
        "show: Sat's night becomes 5 h by day and a nap of 2½ h; 5 min for joy (Read 5 min less). "
        "12½ h of open time goes with it.\n"
    ) in said
    assert "It fits as well" not in said


def test_a_worth_is_said_to_be_more_than_the_hours_below_it():
    """Nobody adds up the lines to it, on a phone neither."""
    first, *_ = weighing_passages(replace(PLAIN, weeks=(MOVED,)))
    assert first.lead.endswith("5½ h of what matters, more than its hours show:")
    plain, *_ = weighing_passages(PLAIN)
    assert plain.lead.endswith("1½ h of what matters:")


def test_what_is_left_out_once_and_shorter_else_tells_both():
    """Three weeks: a dinner of 45 minutes goes, and two lose a quarter of an hour each."""

    def week(minutes: int, times: int) -> WeighedWeek:
        things = (ThingLost("Dinner", minutes, times),)
        lost = Displaced(values=(ValueLost("family", minutes, things),))
        return replace(WEEK, displaced=lost, least_loss=0)

    said = printed(replace(PLAIN, weeks=(week(45, 1), week(15, 0), week(15, 0))))
    assert "1 h 15 min for family (Dinner left out once, else 30 min less)" in said
    once = printed(replace(PLAIN, weeks=(week(45, 1), week(45, 1))))
    assert "1½ h for family (Dinner left out twice)" in once
    more = replace(PLAIN, weeks=(week(45, 1), week(15, 0)), further_weeks=2)
    assert "2 h for family (Dinner left out twice, else 30 min less)" in printed(more)


def test_a_night_that_moves_is_told_where_no_minute_goes():
    """Whatever it weighs; and one that nothing replaces goes."""
    lost = MovedNight(date(2026, 11, 21), 450)
    week = replace(SLIGHT, moved_nights=(lost,))
    assert "it would take next to no minutes, yet sleep moves: most of Sat's night goes." in (
        printed(replace(PLAIN, weeks=(week,)))
    )


def test_nights_that_move_are_counted_over_all_weeks():
    """One planned week of two: both nights, and at least twice the weight."""
    said = printed(replace(PLAIN, weeks=(MOVED,), further_weeks=1))
    assert "the worth of at least 11 h of what matters, more than its hours show: " in said
    assert "2 nights move into the day" in said


def test_what_is_certain_is_not_said_to_be_perhaps_nothing():
    """A loss of an hour for certain is told, however far the bounds lie apart."""
    assert "it may be nothing" in takes_text(LOST, "too close to tell")
    assert "it may be nothing" not in takes_text(LOST, "too close to tell", 60.0)


def test_another_time_tells_its_weight_what_it_falls_into_and_how_often_it_was_tried():
    """Next to nothing in minutes is not said of what weighs two hours."""
    odd = Alternative(
        "time",
        "Fridays 16:00",
        3,
        0,
        130.0,
        200,
        least_loss=120.0,
        least_instead=400.0,
        overlaps=(Crossing("Noon conference", 1, MONDAY),),
    )
    assert alternatives_text(replace(PLAIN, alternatives=(odd,))) == (
        (
            "Fridays 16:00: at least 2 h a week in place of 6 h 40 min. "
            "It falls into Noon conference on Mon 16 Nov. Tried in one week only."
        ),
    )


def test_where_nobody_else_is_there_nothing_is_said_to_fit():
    """An hour that costs nothing fits badly all the same where somebody is left alone."""
    free = replace(PLAIN, weeks=(SLIGHT,))
    assert alternatives_text(free) == ("It fits as well as it can where it is.",)
    assert "is free" in alternatives_text(replace(free, care=FULL.care))[0]


def test_a_home_call_holds_no_hours():
    """It is named, yet the hours are not said to be held already."""
    call = Crossing("Home call", 1, MONDAY, takes_the_person=False)
    said = printed(replace(PLAIN, weeks=(SLIGHT,), overlaps=(call,)))
    assert "it would take nothing that can be told." in said
    assert "It falls into Home call on Mon 16 Nov." in said
