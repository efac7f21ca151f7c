"""Worth from preferences: by hand, part by part, and nothing hidden."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as some

from trimtab.domain.applicants import PREFERENCES, Applicant, Preferences, Spot
from trimtab.domain.programmes import Fact, Programme
from trimtab.residency.worths.curves import CURVES, kilometres_between
from trimtab.residency.worths.weighing import weigh_programmes

NEW_YORK, LOS_ANGELES = Spot(40.7128, -74.0060), Spot(34.0522, -118.2437)


def person(least=0.6, **weights):
    """Somebody with these weights, whose family is in New York."""
    preferences = Preferences(least_worth=least, weights=weights)
    return Applicant(specialties=("im",), family=NEW_YORK, preferences=preferences)


def place(name="A", worth=None, **facts):
    """A programme with facts."""
    known = {column: Fact(value) for column, value in facts.items()}
    return Programme(id=name, name=name, specialty="im", facts=known, worth=worth)


def test_two_preferences_by_hand():
    """65 h a week score 0.5 at weight 3, 2 calls a month 0.75 at weight 1: 0.5625 of what is open.

    Worth 100 x (0.6 + 0.4 x 0.5625) = 82.5.
    """
    found = weigh_programmes(person(hours=3, call=1), [place(hours_per_week=65, call_per_month=2)])
    assert found[0].worth == pytest.approx(82.5)
    parts = {part.preference: part for part in found[0].parts}
    assert (parts["hours"].share, parts["hours"].score) == (0.75, 0.5)
    assert (parts["call"].share, parts["call"].score, parts["call"].figure) == (0.25, 0.75, 2)
    assert found[0].unknown == ()


def test_los_angeles_from_new_york():
    """3,936 km along the great circle; nearness there is e^(-3936 / 800)."""
    away = kilometres_between(NEW_YORK, LOS_ANGELES)
    assert away == pytest.approx(3936, abs=2)
    found = weigh_programmes(
        person(near=1, least=0), [place(latitude=34.0522, longitude=-118.2437)]
    )
    assert found[0].worth == pytest.approx(100 * exp(-away / 800))


def test_the_other_side_of_the_earth():
    """Half the circumference, 20,015 km, and no distance to oneself."""
    assert kilometres_between(Spot(10, 20), Spot(-10, -160)) == pytest.approx(20015, abs=1)
    assert kilometres_between(NEW_YORK, NEW_YORK) == 0


def test_what_is_unknown_takes_the_mean_of_what_is_known():
    """Wellness 4 and 8 score 0.4 and 0.8; the third, unknown, scores 0.6 and is named."""
    found = weigh_programmes(
        person(wellness=1, least=0), [place("A", wellness=4), place("B", wellness=8), place("C")]
    )
    assert [one.worth for one in found] == pytest.approx([40, 80, 60])
    assert [one.unknown for one in found] == [(), (), ("wellness",)]
    assert found[2].parts[0].figure is None


def test_what_nobody_knows_counts_for_nothing():
    """Without one known flight the other preference has the whole weight; flight is named."""
    found = weigh_programmes(person(flight=5, prestige=1, least=0), [place(prestige=7)])
    assert found[0].worth == pytest.approx(70)
    assert [part.preference for part in found[0].parts] == ["prestige"]
    assert found[0].unknown == ("flight",)


def test_a_worth_of_ones_own_is_used_untouched():
    """A row's own figure wins over all preferences."""
    found = weigh_programmes(person(hours=1), [place(worth=7.5, hours_per_week=80), place("B")])
    assert (found[0].worth, found[0].is_own_figure, found[0].parts) == (7.5, True, ())
    assert not found[1].is_own_figure


def test_where_nothing_matters_any_place_is_worth_as_much():
    """Without weights, and with a least worth of 1, every place is worth 100."""
    assert weigh_programmes(person(), [place(hours_per_week=80)])[0].worth == 100
    anywhere = person(least=1, hours=1)
    assert weigh_programmes(anywhere, [place(hours_per_week=80)])[0].worth == 100


def test_salary_is_told_at_usual_costs():
    """65,000 dollars where living costs 130 of 100 are 50,000, a quarter of the way up."""
    rich = place(salary=65_000, cost_of_living=130)
    found = weigh_programmes(person(living_costs=1, least=0), [rich])[0]
    assert found.parts[0].figure == pytest.approx(50_000)
    assert found.worth == pytest.approx(25)
    assumed = weigh_programmes(person(living_costs=1, least=0), [place(cost_of_living=130)])[0]
    assert assumed.worth == pytest.approx(25)
    unknown = weigh_programmes(person(living_costs=1), [place(salary=90_000), place("B")])[0]
    assert unknown.unknown == ("living_costs",)


@pytest.mark.parametrize(
    ("needed", "sponsored", "score"),
    [
        ("j1", "j1", 1),
        ("j1", "none", 0),
        ("h1b", "j1", 0),
        ("either", "h1b", 1),
        ("either", "none", 0),
        ("none", "none", 1),
    ],
)
def test_a_visa_fits_or_does_not(needed, sponsored, score):
    """All or nothing."""
    who = replace(person(visa=1, least=0), visa=needed)
    assert weigh_programmes(who, [place(visa=sponsored)])[0].worth == 100 * score


def test_who_needs_no_visa_fits_everywhere():
    """What a programme sponsors is then no unknown either."""
    found = weigh_programmes(person(visa=1, least=0), [place()])[0]
    assert (found.worth, found.unknown) == (100, ())


FALLING = {"hours", "call", "near", "flight"}
BOUNDS = {"hours": 120, "call": 31, "near": 20_000, "flight": 60, "living_costs": 200_000}


def test_every_preference_has_a_curve():
    """The names that can be weighed and the curves there are agree."""
    assert set(CURVES) == set(PREFERENCES)


@pytest.mark.parametrize("name", PREFERENCES)
@given(some.floats(0, 1), some.floats(0, 1))
def test_curves_only_rise_or_only_fall(name, one, other):
    """Between 0 and 1 everywhere, falling for hours, calls and distances, else rising."""
    most = BOUNDS.get(name, 10 if name in ("wellness", "prestige") else 1)
    low, high = sorted((one * most, other * most))
    first, second = CURVES[name].score(low), CURVES[name].score(high)
    assert min(first, second) >= 0
    assert max(first, second) <= 1
    assert first >= second if name in FALLING else first <= second


@given(
    some.floats(0, 1),
    some.dictionaries(some.sampled_from(PREFERENCES), some.floats(0.1, 9), max_size=4),
    some.lists(
        some.fixed_dictionaries(
            {},
            optional={
                "hours_per_week": some.floats(20, 120),
                "wellness": some.floats(0, 10),
                "img_share": some.floats(0, 1),
                "latitude": some.floats(-90, 90),
                "longitude": some.floats(-180, 180),
            },
        ),
        max_size=5,
    ),
)
def test_worth_lies_between_the_least_and_100(least, weights, rows):
    """Whatever is known or not; shares of what counts add up to 1."""
    found = weigh_programmes(person(least, **weights), [place(**facts) for facts in rows])
    assert len(found) == len(rows)
    for one in found:
        assert 100 * least - 1e-9 <= one.worth <= 100 + 1e-9
        assert not one.parts or sum(part.share for part in one.parts) == pytest.approx(1)
