"""Chances come out as published where somebody published them, and widen where nobody did."""

from __future__ import annotations

from dataclasses import replace
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from trimtab.domain.applicants import APPLICANT_TYPES, VISA_NEEDS, Applicant
from trimtab.domain.chances import Interval, Parameter
from trimtab.domain.programmes import Fact, Programme
from trimtab.residency.chances.effects import Figures, heterogeneity
from trimtab.residency.chances.estimating import estimate_chances
from trimtab.residency.chances.parameters import PARAMETERS, by_name
from trimtab.residency.chances.spreading import NINE_IN_TEN, bounds_around, centres_of, expit
from trimtab.season_rules.reading import read_season

SENIOR = Applicant(specialties=("general surgery",), step2=253)
USUAL = replace(SENIOR, step2=None)
IMG = replace(SENIOR, type="img", us_letters=0, us_months=0, graduation_year=2027)
"""Somebody who graduated abroad this year, without letters or months in the US."""
RULES = read_season(2027)
REACHED = 2.5 / 9.6
SIX_YEARS_AGO = "yours was 6 years ago in the year you apply"


def odds(chance):
    """Odds of a chance."""
    return chance / (1 - chance)


def chance_of(odds_for):
    """The chance of odds."""
    return odds_for / (1 + odds_for)


def only(applicant, one, season=RULES, **keywords):
    """Chances at a single programme."""
    return estimate_chances(applicant, [one], season, **keywords).programmes[0]


def test_general_surgery_by_hand(season, programme):
    """43.4 % with a signal; without, odds 3.85 times smaller; then 2.5 of 9.6 interviewed."""
    chances = only(SENIOR, programme(), season)
    none = chance_of(odds(0.434) / 3.85)  # 0.1661
    assert chances.interview["gold"].middle == pytest.approx(0.434, abs=1e-12)
    assert chances.interview["none"].middle == pytest.approx(none, abs=1e-12)
    assert chances.match["gold"].middle == pytest.approx(0.434 * REACHED, abs=1e-12)
    assert chances.match["none"].middle == pytest.approx(none * REACHED, abs=1e-12)
    assert "silver" not in chances.interview


@pytest.mark.parametrize(
    ("specialty", "published"),
    [
        ("orthopaedics", {"gold": 0.244, "none": 0.0092}),
        ("anesthesiology", {"gold": 0.57, "silver": 0.31}),
        ("OB-GYN", {"gold": 0.64, "silver": 0.438, "none": 0.0766}),
        ("ENT", {"gold": 0.37, "none": 0.02}),
        ("EM", {"none": 0.37}),
        ("IM", {"none": 0.418}),
        ("neurosurgery", {"gold": 0.39}),
        ("radiology", {"gold": 0.609}),
        ("psychiatry", {"gold": 0.609}),
    ],
)
def test_published_rates_come_out(season, programme, specialty, published):
    """A usual senior has the rates that the sources of each specialty give."""
    chances = only(USUAL, programme(specialty=specialty), season)
    for tier, rate in published.items():
        assert chances.interview[tier].middle == pytest.approx(rate, abs=0.002)


def test_obstetrics_adds_up_to_the_invitations_counted(season, programme):
    """3 gold, 15 silver and 56.3 others made 12.8 invitations of 74.3 applications."""
    at = only(USUAL, programme(specialty="obgyn"), season).interview
    count = 3 * at["gold"].middle + 15 * at["silver"].middle + 56.3 * at["none"].middle
    assert count == pytest.approx(12.8, abs=0.05)


def test_neurosurgery_and_dermatology_add_up_to_the_invitations_counted(season, programme):
    """25 signals and 39.3 others make 18.9 invitations; 3 gold and 25 silver make 8."""
    brain = only(USUAL, programme(specialty="neurosurgery"), season).interview
    count = 25 * brain["gold"].middle + 39.3 * brain["none"].middle
    assert count == pytest.approx(18.9, abs=0.3)
    skin = only(USUAL, programme(specialty="derm"), season).interview
    assert 3 * skin["gold"].middle + 25 * skin["silver"].middle == pytest.approx(8.0, abs=0.3)


def test_ten_points_by_hand(season, programme):
    """1.22 times the invitations, as odds: to the power 1 / (1 - 0.185)."""
    low, high = (
        only(replace(SENIOR, step2=score), programme(), season).interview["none"].middle
        for score in (243, 253)
    )
    assert log(odds(high) / odds(low)) == pytest.approx(log(1.22) / 0.815, abs=1e-12)


def test_an_img_by_hand(season, programme):
    """A quarter of the invitations; at a programme with the usual share of IMGs no other."""
    for one in (programme(), programme(img_share=0.236)):
        senior, abroad = (only(who, one, season).interview["none"].middle for who in (SENIOR, IMG))
        expected = log(0.25) / 0.815
        assert log(odds(abroad) / odds(senior)) == pytest.approx(expected, abs=1e-12)


def test_a_programme_that_takes_imgs_invites_them(season, programme):
    """At 60 % IMGs, odds grow by (0.6 / 0.4) / (0.236 / 0.764); a US senior's do not move."""
    img = replace(SENIOR, type="us_img")
    usual, open_one = programme(img_share=0.236), programme(img_share=0.6)
    grown = odds(only(img, open_one, season).interview["none"].middle)
    was = odds(only(img, usual, season).interview["none"].middle)
    assert grown / was == pytest.approx(odds(0.6) / odds(0.236), rel=1e-9)
    senior = [only(SENIOR, one, season).interview["none"].middle for one in (usual, open_one)]
    assert senior[0] == pytest.approx(senior[1], abs=1e-12)


def test_their_own_interviews_and_applications_come_first(season, programme):
    """The mixture of who applies (35 % IMGs, 20 % with a signal) makes up 80 of 1,200."""
    one = programme(applications=1200, interviews=80, positions=6)
    senior, abroad = only(SENIOR, one, season).interview, only(IMG, one, season).interview
    mixture = 0.65 * (0.8 * senior["none"].middle + 0.2 * senior["gold"].middle)
    mixture += 0.35 * (0.8 * abroad["none"].middle + 0.2 * abroad["gold"].middle)
    assert mixture == pytest.approx(80 / 1200, abs=1e-9)


def test_their_own_interviews_and_positions_come_first(season, programme):
    """Twenty interviews a position: 2.5 of 20 are reached."""
    chances = only(SENIOR, programme(interviews=100, positions=5), season)
    reached = chances.match["none"].middle / chances.interview["none"].middle
    assert reached == pytest.approx(2.5 / 20, abs=1e-12)
    assert "their interviews and positions" in chances.rests_on


def test_a_tie_counts_and_a_signal_at_home_does_not(season, programme):
    """Home in the state: odds 3.55 times; at home every tier is the same."""
    here = replace(SENIOR, states=("tx",))
    tied = only(here, programme(state="TX"), season).interview["none"].middle
    free = only(SENIOR, programme(state="TX"), season).interview["none"].middle
    assert odds(tied) / odds(free) == pytest.approx(3.55, rel=1e-9)
    home = only(replace(SENIOR, home_programme="A"), programme(), season).interview
    assert home["gold"].middle == home["none"].middle > free


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"honours": True}, "honours in the core clerkship"),
        ({"rotations": ("A",)}, "a rotation there"),
        ({"type": "us_do"}, "a DO"),
        ({"graduation_year": 2019}, "each year since graduation beyond two"),
        ({"visa": "j1"}, "a visa, where nobody said whether they sponsor"),
        ({"visa": "h1b"}, "an H-1B visa, where nobody said whether they sponsor"),
        ({"type": "img", "us_letters": 3}, "each US letter, up to three"),
        ({"type": "img", "us_months": 3}, "each month in US hospitals, up to six"),
    ],
)
def test_what_counts_is_named(season, programme, change, name):
    """An effect moves the chance and stands among what it rests on."""
    chances = only(replace(SENIOR, **change), programme(), season)
    assert name in chances.rests_on
    assert name in {one.name for one in PARAMETERS}


def test_publications_change_nothing(season, programme):
    """No effect was seen in the one study that looked, so none is counted."""
    none, many = (
        only(replace(SENIOR, publications=count), programme(), season) for count in (0, 40)
    )
    assert none == many


def test_largest_effects_are_named_first(season, programme):
    """Being an IMG weighs more than ten years since graduation, these more than one letter."""
    who = replace(SENIOR, type="img", graduation_year=2020, us_letters=1, step2=250)
    names = only(who, programme(specialty="psychiatry"), season).rests_on
    order = [
        names.index(one)
        for one in (
            "an IMG",
            "each year since graduation beyond two",
            "each US letter, up to three",
            "invitation with a gold signal",
        )
    ]
    assert order == sorted(order)


def test_a_chance_that_is_given_is_used_untouched(season, programme):
    """No signals, requirements or effects on top; what was signalled is the tier."""
    who = replace(SENIOR, visa="j1")
    one = programme(visa="none", given={"chance": 0.123})
    chances = only(who, one, season)
    assert chances.match == {"none": Interval(0.123, 0.123, 0.123)}
    assert not chances.excluded_because
    signalled = only(who, programme(given={"chance": 0.4, "signal": "gold"}), season)
    assert set(signalled.match) == {"gold"}
    final = only(SENIOR, programme(given={"chance": 0.4, "worth": 3, "signal": "gold"}), season)
    assert final.match == {"none": Interval(0.4, 0.4, 0.4)}


def test_an_interview_chance_that_is_given_is_used_untouched(season, programme):
    """It is what is meant without a signal; signals still lift it by their odds ratio."""
    at = only(SENIOR, programme(given={"interview_chance": 0.3}), season).interview
    assert at["none"] == Interval(0.3, 0.3, 0.3)
    assert odds(at["gold"].middle) == pytest.approx(odds(0.3) * 3.85, rel=1e-9)
    sent = only(SENIOR, programme(given={"interview_chance": 0.3, "signal": "gold"}), season)
    assert sent.interview["gold"].middle == 0.3


def test_a_signal_that_was_sent_is_the_only_tier(season, programme):
    """What was sent cannot be taken back, nor given elsewhere."""
    sent = only(SENIOR, programme(given={"signal": "gold"}), season)
    assert set(sent.interview) == set(sent.match) == {"gold"}


def test_a_specialty_without_known_signals_has_none_to_send(season, programme):
    """Urology is in no table of signals here; its interval is the widest."""
    chances = only(SENIOR, programme(specialty="urology"), season)
    assert set(chances.interview) == {"none"}
    assert chances.interview["none"].high > 0.6


def test_a_person_can_set_any_parameter(season, programme):
    """A later parameter of the same name takes the place of ours."""
    own = Parameter("a gold signal, general surgery", 2.0, 2.0, 2.0, "me", "unverified")
    at = only(SENIOR, programme(), season, parameters=(*PARAMETERS, own)).interview
    assert odds(at["gold"].middle) / odds(at["none"].middle) == pytest.approx(2.0, rel=1e-9)


def test_the_numbers_told_are_those_used(season, programme):
    """Those of general surgery and of everybody, not of orthopaedics, nor what is not counted."""
    told = {one.name for one in estimate_chances(SENIOR, [programme()], season).parameters}
    assert {"a gold signal, general surgery", "correlation of chances"} < told
    assert not {one for one in told if "ortho" in one or "publications" in one}


def test_only_figures_that_were_used_are_told(season, programme):
    """A row with the person's own chance rests on the correlation alone; others on what they read.

    With its own interviews and positions the usual number is not read, with a score its spread
    among people is not, and where nobody waits the waiting list is not.
    """
    own = programme(given={"chance": 0.3})
    told = [one.name for one in estimate_chances(SENIOR, [own], season).parameters]
    assert told == ["correlation of chances"]
    known = programme(interviews=60, positions=6)
    read = {one.name for one in estimate_chances(SENIOR, [known], season).parameters}
    assert "likeness of applicants within a programme" in read
    assert not read & {
        "interviews a position",
        "spread of Step 2 scores",
        "an interview from the waiting list",
        "share of that told by applications and interviews",
        "usual share of IMGs",
    }


def test_the_correlation_can_be_set(season):
    """Ours is an interval from none to 0.6; a person's own is exact."""
    assert estimate_chances(SENIOR, [], season).correlation == Interval(0.3, 0.0, 0.6)
    own = estimate_chances(replace(SENIOR, correlation=0.8), [], season)
    assert own.correlation == Interval(0.8, 0.8, 0.8)


def test_facts_narrow_the_interval_and_leave_what_is_unknown(season, programme):
    """Each fact more: a narrower interval on the log odds, a shorter list of unknowns."""
    facts = {
        "applications": 1000,
        "interviews": 100,
        "step2_median": 250,
        "positions": 8,
        "state": "OH",
        "img_share": 0.2,
    }
    figures = Figures(by_name(PARAMETERS))
    known, widths, unknown = {}, [], []
    for column, value in facts.items():
        known[column] = value
        widths.append(heterogeneity(figures, programme(**known)))
        unknown.append(only(SENIOR, programme(**known), season).unknown)
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < widths[0] / 1.5
    assert [len(one) for one in unknown] == [5, 4, 3, 2, 1, 0]
    assert unknown[0] == ("interviews", "step2_median", "img_share", "state", "positions")


def test_an_unknown_score_widens_and_says_so(season, programme):
    """Without a score the middle is that of a usual one, and the bounds are further apart."""
    known, unknown = (
        only(replace(SENIOR, step2=score), programme(), season) for score in (253, None)
    )
    assert unknown.interview["none"].middle == known.interview["none"].middle
    assert unknown.interview["none"].high > known.interview["none"].high
    assert unknown.interview["none"].low < known.interview["none"].low
    assert "step2" in unknown.unknown


FACTS = some.fixed_dictionaries(
    {},
    optional={
        "state": some.sampled_from(["TX", "NY"]),
        "positions": some.integers(1, 60),
        "applications": some.integers(0, 5000),
        "interviews": some.integers(0, 800),
        "img_share": some.floats(0, 1),
        "step2_median": some.integers(215, 275),
        "visa": some.sampled_from(["none", "j1", "h1b", "both"]),
        "step2_cutoff": some.integers(200, 270),
        "years_since_graduation": some.integers(1, 20),
        "us_letters": some.integers(0, 4),
        "us_months": some.integers(0, 12),
    },
)
PEOPLE = some.builds(
    Applicant,
    specialties=some.just(("im",)),
    type=some.sampled_from(APPLICANT_TYPES),
    step2=some.none() | some.integers(200, 290),
    graduation_year=some.none() | some.integers(2005, 2027),
    visa=some.sampled_from(VISA_NEEDS),
    us_letters=some.none() | some.integers(0, 5),
    us_months=some.none() | some.integers(0, 24),
    states=some.sampled_from([(), ("TX",)]),
    rotations=some.sampled_from([(), ("A",)]),
    home_programme=some.sampled_from(["", "A"]),
    honours=some.none() | some.booleans(),
)
PLACES = some.sampled_from(["im", "surgery", "ortho", "anesthesiology", "derm", "psychiatry", "x"])


def with_facts(facts, specialty, source=""):
    """A programme with facts that all have the same source, "" for none."""
    known = {column: Fact(value, source) for column, value in facts.items()}
    return Programme(id="A", name="A", specialty=specialty, facts=known)


@settings(max_examples=150, deadline=None)
@given(PEOPLE, FACTS, PLACES)
def test_chances_are_chances(who, facts, specialty):
    """Within 0 to 1, bounds around the middle, a match never likelier than its interview."""
    found = only(who, with_facts(facts, specialty))
    for tier, asked in found.interview.items():
        taken = found.match[tier]
        for one in (asked, taken):
            assert 0 < one.low <= one.middle <= one.high < 1
        assert taken.middle <= asked.middle
        assert taken.low <= asked.low
        assert taken.high <= asked.high


@settings(max_examples=150, deadline=None)
@given(PEOPLE, FACTS, PLACES)
def test_a_signal_never_lowers(who, facts, specialty):
    """None, silver, gold: each as good as the one before or better."""
    found = only(who, with_facts(facts, specialty))
    for chances in (found.interview, found.match):
        rising = [chances[tier].middle for tier in ("none", "silver", "gold") if tier in chances]
        assert rising == sorted(rising)


@settings(max_examples=150, deadline=None)
@given(PEOPLE, FACTS, PLACES, some.integers(1, 60))
def test_more_points_never_lower(who, facts, specialty, more):
    """A higher Step 2 leaves every chance as good or better."""
    score = who.step2 or 230
    before, after = (
        only(replace(who, step2=one), with_facts(facts, specialty, "site"))
        for one in (score, score + more)
    )
    if before.excluded_because:
        return
    assert not after.excluded_because
    for tier in before.match:
        assert after.interview[tier].middle >= before.interview[tier].middle
        assert after.match[tier].middle >= before.match[tier].middle


@settings(max_examples=150, deadline=None)
@given(PEOPLE, FACTS, PLACES)
def test_what_is_told_without_a_source_never_excludes(who, facts, specialty):
    """It is said as a caution, and the chance stays above nothing."""
    found = only(who, with_facts(facts, specialty))
    assert not found.excluded_because
    assert all(one.middle > 0 for one in found.match.values())


@pytest.mark.parametrize(
    ("graduated", "is_out", "is_minded"),
    [
        (2022, True, False),
        (2023, False, True),
        (2024, False, False),
    ],
)
def test_years_since_graduation_exclude_only_where_every_count_does(
    season, programme, graduated, is_out, is_minded
):
    """A limit of three years: 2023 is three years ago on applying for 2027, and four at the Match.

    That is told with its source, and lowers nothing.
    """
    who = replace(IMG, graduation_year=graduated)
    found = only(who, programme(years_since_graduation=3), season)
    assert bool(found.excluded_because) == is_out
    assert found.excluded_by == ("years_since_graduation" if is_out else "")
    assert ("ask how they count (their site)" in found.caution) == is_minded
    if not is_out:
        assert found.match == only(who, programme(), season).match


def test_what_is_unknown_of_an_img_widens(season, programme):
    """Between none and the most that counts, and wider than what is known."""
    none = only(IMG, programme(), season)
    most = only(replace(IMG, us_letters=3, us_months=6), programme(), season)
    unknown = only(replace(IMG, us_letters=None, us_months=None), programme(), season)
    middles = [one.interview["none"].middle for one in (none, unknown, most)]
    assert middles == sorted(middles)
    widths = [odds(one.high) / odds(one.low) for one in (none.match["none"], unknown.match["none"])]
    assert widths[1] > widths[0]
    year = only(replace(IMG, graduation_year=None), programme(), season)
    assert year.interview["none"].middle < none.interview["none"].middle


def test_a_rotation_is_known_by_the_name_of_its_programme(season, programme):
    """The whole name in any letters does as the id does; a part of it does not."""
    there = programme("City Hospital")
    by_name = only(replace(SENIOR, rotations=("city hospital",)), there, season)
    assert "a rotation there" in by_name.rests_on
    assert (
        "a rotation there" not in only(replace(SENIOR, rotations=("city",)), there, season).rests_on
    )
    at_home = only(replace(SENIOR, home_programme="CITY HOSPITAL"), there, season)
    assert at_home.interview["gold"].middle == at_home.interview["none"].middle


def test_more_interviews_than_applications_say_nothing(season, programme):
    """Such a row counts as if neither were known, but for interviews a position."""
    told = only(SENIOR, programme(applications=100, interviews=500), season)
    assert told.interview == only(SENIOR, programme(), season).interview


def test_no_programme_is_dropped_for_what_is_unknown(season, programme):
    """Of 300 programmes without visa or cut-off, none is excluded for an IMG in need of a visa."""
    who = Applicant(
        specialties=("im",), type="img", visa="h1b", step2=215, graduation_year=2008, us_letters=0
    )
    every = [programme(str(at), "im", img_share=at / 300) for at in range(300)]
    found = estimate_chances(who, every, season).programmes
    assert [one.programme.id for one in found if one.excluded_because] == []


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"visa": "none"}, "They sponsor no visa, and you need J-1"),
        ({"visa": "h1b"}, "They sponsor H-1B alone, and you need J-1"),
        ({"step2_cutoff": 240}, "They ask for Step 2 of 240 or more, and yours is 230"),
        (
            {"years_since_graduation": 5},
            f"They take graduates of the last 5 years, and {SIX_YEARS_AGO}",
        ),
        ({"us_letters": 2}, "They ask for 2 US letters at least, and you have 1"),
        ({"us_months": 3}, "They ask for 3 months in US hospitals at least, and you have 1"),
    ],
)
def test_a_cited_rule_excludes_and_an_uncited_one_cautions(season, programme, facts, words):
    """With a source: out, with the source told. Without: a caution and a lower chance."""
    who = Applicant(
        specialties=("im",),
        type="img",
        visa="j1",
        step2=230,
        graduation_year=2020,
        us_letters=1,
        us_months=1,
    )
    cited = only(who, programme(specialty="im", **facts), season)
    assert cited.excluded_because == f"{words} (their site)"
    assert cited.match["none"].middle == 0
    told = only(who, programme(specialty="im", source="", **facts), season)
    usual = only(who, programme(specialty="im", visa="j1"), season)
    assert told.excluded_because == ""
    assert told.caution == f"{words} (told without a source)"
    assert 0 < told.match["none"].middle < usual.match["none"].middle


@pytest.mark.parametrize(
    ("needed", "sponsored", "fits"),
    [
        ("none", "none", True),
        ("j1", "both", True),
        ("j1", "j1", True),
        ("j1", "h1b", False),
        ("h1b", "j1", False),
        ("either", "h1b", True),
        ("either", "none", False),
    ],
)
def test_visas_fit_or_not(season, programme, needed, sponsored, fits):
    """Every need against what is sponsored."""
    who = replace(SENIOR, visa=needed)
    found = only(who, programme(visa=sponsored), season)
    assert (found.excluded_because == "") == fits


def test_the_middle_is_the_mean_and_nine_in_ten_lie_within():
    """Drawn from the spread on the log odds: the mean is the middle, a tenth lies outside."""
    middles, spreads = np.array([0.0092, 0.166, 0.434, 0.95]), np.array([1.9, 1.53, 1.6, 0.4])
    low, high = bounds_around(middles, spreads)
    draws = np.random.default_rng(7).standard_normal((400_000, 1))
    drawn = expit(centres_of(middles, spreads) + spreads * draws)
    assert drawn.mean(axis=0) == pytest.approx(middles, rel=0.01)
    assert ((drawn >= low) & (drawn <= high)).mean(axis=0) == pytest.approx(0.9, abs=0.003)


@pytest.mark.parametrize("specialty", ["general surgery", "im", "ortho"])
@pytest.mark.parametrize("facts", [{}, {"applications": 1200, "interviews": 110}])
def test_a_match_lies_within_its_bounds_nine_times_in_ten(season, programme, specialty, facts):
    """Interview times reached, drawn: the delta method's bounds hold 88 to 92 % of draws."""
    found = only(SENIOR, programme(specialty=specialty, **facts), season)
    spread = np.hypot(log(4.5 / 1.3), log(15 / 6)) / (2 * 1.96)
    draws = np.random.default_rng(3).standard_normal((2, 200_000))
    reached = np.minimum(1, REACHED * np.exp(spread * draws[1] - spread**2 / 2))
    for tier, asked in found.interview.items():
        width = log(odds(asked.high) / odds(asked.low)) / (2 * NINE_IN_TEN)
        invited = expit(log(odds(asked.low)) + NINE_IN_TEN * width + width * draws[0])
        drawn, taken = invited * reached, found.match[tier]
        assert drawn.mean() == pytest.approx(taken.middle, rel=0.02)
        assert 0.88 < ((drawn >= taken.low) & (drawn <= taken.high)).mean() < 0.92
