"""Offers, rejections and silence move chances as counting every possibility does."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import erfc, log, sqrt

import numpy as np
import pytest

from trimtab.domain.applicants import Applicant
from trimtab.domain.chances import Chances, Interval, ProgrammeChances
from trimtab.domain.programmes import Programme
from trimtab.residency.chances.estimating import estimate_chances
from trimtab.residency.chances.factor import (
    chances_given_factor,
    factor_weights,
    normal_below,
    quantiles,
)
from trimtab.residency.chances.parameters import with_own_figures
from trimtab.residency.chances.spreading import logit
from trimtab.residency.chances.updating import update_chances

PAIRS = ((0.5, 0.2), (0.25, 0.1), (0.8, 0.3))


def point(chance):
    """An interval without width."""
    return Interval(chance, chance, chance)


def chances_of(pairs=PAIRS, rho=0.4):
    """Programmes 0, 1, 2 ... with chances of an interview and of a match."""
    programmes = tuple(
        ProgrammeChances(
            programme=Programme(id=str(at), name=str(at), specialty="im"),
            interview={"none": point(asked)},
            match={"none": point(taken)},
        )
        for at, (asked, taken) in enumerate(pairs)
    )
    return Chances(programmes=programmes, correlation=point(rho))


def with_statuses(chances, statuses, sent=0.0):
    """Updated by one status for each programme."""
    pairs = zip(chances.programmes, statuses, strict=True)
    now = [replace(one.programme, status=status) for one, status in pairs]
    return update_chances(chances, now, invitations_sent=sent)


def counted(statuses, sent, rho, pairs=PAIRS):
    """Every possibility at every node: what a programme does, and whether it told by now.

    A programme rejects for good, or would invite and not take, or would take; an invitation is out
    by now with chance `sent`, and a rejection may be out at any time. Returns the chances of an
    invitation and of a match by programme, and the weights of the nodes.
    """
    agrees = {
        "offer": lambda state, _: state > 0,
        "rejected": lambda state, _: state == 0,
        "applied": lambda state, told: state == 0 or not told,
        None: lambda *_: True,
    }
    given = [chances_given_factor(pair, rho) for pair in pairs]
    total, nodes = 0.0, np.zeros(64)
    invited, taken = np.zeros(len(pairs)), np.zeros(len(pairs))
    for node, weight in enumerate(factor_weights()):
        each = [(1 - asked[node], asked[node] - took[node], took[node]) for asked, took in given]
        for states in product(range(3), repeat=len(pairs)):
            for told in product((True, False), repeat=len(pairs)):
                chance = weight
                for at, state in enumerate(states):
                    chance *= each[at][state] * (sent if told[at] else 1 - sent)
                rows = zip(statuses, states, told, strict=True)
                if not all(agrees[status](state, out) for status, state, out in rows):
                    continue
                total += chance
                nodes[node] += chance
                invited += chance * (np.array(states) > 0)
                taken += chance * (np.array(states) == 2)
    return invited / total, taken / total, nodes / total


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.9])
@pytest.mark.parametrize(
    ("statuses", "sent"),
    [
        (("offer", None, None), 0.0),
        (("rejected", None, None), 0.0),
        (("offer", "rejected", None), 0.0),
        (("applied", "applied", None), 0.7),
        (("offer", "applied", "rejected"), 0.4),
        (("offer", "offer", "offer"), 0.0),
        (("applied", "applied", "applied"), 1.0),
    ],
)
def test_updates_equal_counting_every_possibility(statuses, sent, rho):
    """All states of three programmes at all 64 nodes, counted one by one, to 1e-9."""
    updated = with_statuses(chances_of(rho=rho), statuses, sent)
    invited, taken, nodes = counted(statuses, sent, rho)
    asked = [one.interview["none"].middle for one in updated.programmes]
    matched = [one.match["none"].middle for one in updated.programmes]
    assert asked == pytest.approx(invited, abs=1e-9)
    assert matched == pytest.approx(taken, abs=1e-9)
    assert updated.factor_weights == pytest.approx(nodes, abs=1e-9)


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.9])
def test_what_the_factor_model_takes_gives_the_chances_now(rho):
    """Thresholds through the moved weights come back to the chance of a match, at each row."""
    updated = with_statuses(chances_of(rho=rho), ("offer", "applied", None), 0.5)
    for one in updated.programmes:
        through = chances_given_factor([one.for_factor("none")], rho) @ updated.factor_weights
        assert through[0] == pytest.approx(one.match["none"].middle, abs=1e-9)


def test_two_offers_by_drawing_the_latent_numbers():
    """A million applicants: of those with two offers, as many match at the third as is said."""
    rho, draws = 0.4, np.random.default_rng(11).standard_normal((4, 1_000_000))
    latent = np.sqrt(rho) * draws[0] + np.sqrt(1 - rho) * draws[1:]
    cuts = quantiles(np.array(PAIRS))
    both = (latent[0] <= cuts[0, 0]) & (latent[1] <= cuts[1, 0])
    updated = with_statuses(chances_of(rho=rho), ("offer", "offer", None))
    for at in range(3):
        share = (latent[at] <= cuts[at, 1])[both].mean()
        assert updated.programmes[at].match["none"].middle == pytest.approx(share, abs=0.003)


def test_good_news_raises_the_others_and_bad_news_lowers_them():
    """An offer, then a waiting list, then silence, then a rejection: each worse for the others."""
    others = [
        with_statuses(chances_of(), (status, None, None), 0.5).programmes[2].match["none"].middle
        for status in ("offer", "waitlist", "applied", "rejected")
    ]
    assert others == sorted(others, reverse=True)
    before = PAIRS[2][1]
    assert others[0] > before > others[2]


def test_without_correlation_the_others_stay():
    """At no correlation one programme tells nothing of another."""
    updated = with_statuses(chances_of(rho=0.0), ("offer", "rejected", None))
    assert updated.programmes[2].match["none"].middle == pytest.approx(PAIRS[2][1], abs=1e-12)


def test_an_answer_settles_its_own_interview():
    """Sure after an offer, over after a rejection, between on a waiting list."""
    after = {
        status: with_statuses(chances_of(), (status, None, None)).programmes[0]
        for status in ("offer", "waitlist", "rejected")
    }
    assert after["offer"].interview["none"] == point(1.0)
    assert after["rejected"].interview["none"] == point(0.0)
    assert after["rejected"].match["none"] == point(0.0)
    assert after["waitlist"].interview["none"].middle == pytest.approx(0.3)
    matches = [after[one].match["none"].middle for one in ("rejected", "waitlist", "offer")]
    assert matches == sorted(matches)


def test_nothing_known_changes_nothing():
    """Without a status, or with mere applications and nothing sent out, all stays as it was."""
    for statuses in ((None,) * 3, ("applied",) * 3):
        updated = with_statuses(chances_of(), statuses)
        for one, (asked, taken) in zip(updated.programmes, PAIRS, strict=True):
            assert one.interview["none"] == point(asked)
            assert one.match["none"] == point(taken)
            assert not one.threshold
        assert updated.factor_weights == ()


def test_a_persons_own_chance_is_neither_moved_nor_evidence(season, programme):
    """An offer elsewhere leaves it; its own status says nothing of others, but no is no."""
    who = Applicant(specialties=("general surgery",), step2=250)
    rows = [programme("A", given={"chance": 0.3}), programme("B"), programme("C")]
    before = estimate_chances(who, rows, season)
    after = with_statuses(before, ("offer", "offer", None))
    alone = with_statuses(before, (None, "offer", None))
    assert after.programmes[0].match == {"none": point(0.3)}
    assert after.factor_weights == alone.factor_weights
    through = chances_given_factor([after.programmes[0].for_factor("none")], 0.3)
    assert (through @ after.factor_weights)[0] == pytest.approx(0.3, abs=1e-9)
    for status in (None, "offer"):
        gone = with_statuses(before, ("rejected", status, None))
        assert gone.programmes[0].match["none"] == point(0.0)
    assert with_statuses(before, ("offer", None, None)).factor_weights == ()


def test_a_hundred_rejections_are_no_underflow():
    """Weights still add up to 1, and what is left is nearly nothing."""
    chances = chances_of(pairs=((0.6, 0.2),) * 120, rho=0.6)
    updated = with_statuses(chances, ("rejected",) * 119 + (None,))
    assert sum(updated.factor_weights) == pytest.approx(1)
    assert 0 < updated.programmes[-1].match["none"].middle < 0.002


def test_the_signal_that_was_sent_is_what_was_answered(season, programme):
    """A row with a status keeps the tier of its signal alone; others keep every tier."""
    who = Applicant(specialties=("general surgery",), step2=250)
    rows = [programme("A"), programme("B")]
    before = estimate_chances(who, rows, season)
    now = [replace(rows[0], status="offer", signal="gold"), rows[1]]
    after = update_chances(before, now)
    assert set(after.programmes[0].match) == {"gold"}
    assert set(after.programmes[1].match) == {"none", "gold"}
    assert after.programmes[0].programme.status == "offer"


def test_bounds_hold_the_middle_and_narrow_with_an_offer(season, programme):
    """After an offer the match no longer carries what was unsure of the invitation."""
    who = Applicant(specialties=("general surgery",), step2=250)
    rows = [programme(str(at)) for at in range(4)]
    before = estimate_chances(who, rows, season)
    statuses = ("offer", "waitlist", "applied", None)
    after = with_statuses(before, statuses, 0.3)
    for one in after.programmes:
        for interval in (*one.interview.values(), *one.match.values()):
            assert 0 <= interval.low <= interval.middle <= interval.high <= 1
    was, now = before.programmes[0].match["none"], after.programmes[0].match["none"]
    assert now.high / now.low < was.high / was.low


def test_excluded_programmes_stay_out(season, programme):
    """What a cited rule excluded is left alone by any news."""
    who = Applicant(specialties=("im",), visa="j1", step2=250)
    rows = [programme("A", "im", visa="none"), programme("B", "im")]
    updated = with_statuses(estimate_chances(who, rows, season), ("rejected", "offer"))
    assert updated.programmes[0].excluded_because
    assert updated.programmes[0].match["none"] == point(0.0)


def test_updating_twice_is_refused():
    """Every status is given each time; chances that were moved cannot be moved again."""
    moved = with_statuses(chances_of(), ("offer", None, None))
    with pytest.raises(AssertionError, match="as estimated"):
        update_chances(moved, [])


def test_the_normal_law_and_back():
    """To 1e-11 that of the C library; quantiles undo it, and chances average to themselves."""
    fine = np.random.default_rng(0).uniform(-10, 10, 5000)
    exact = [0.5 * erfc(-one / sqrt(2)) for one in fine.tolist()]
    assert normal_below(fine) == pytest.approx(exact, abs=1e-11)
    points = np.linspace(-5, 5, 41)
    assert quantiles(normal_below(points)) == pytest.approx(points, abs=1e-6)
    chances = np.array([0.001, 0.05, 0.5, 0.93])
    for rho in (0.0, 0.3, 0.9):
        mean = chances_given_factor(chances, rho) @ factor_weights()
        assert mean == pytest.approx(chances, abs=1e-8)


@pytest.mark.parametrize("offers", [1, 6, 12])
def test_a_sure_interview_leaves_the_width_of_being_reached(season, programme, offers):
    """However many offers: 2.5 (1.3 to 4.5) ranks over 9.6 (6 to 15) interviews, on the log odds.

    No bound is cut at 1, and all stay within a chance.
    """
    who = Applicant(specialties=("general surgery",), step2=253)
    rows = [programme(str(at)) for at in range(12)]
    statuses = ("offer",) * offers + (None,) * (12 - offers)
    after = with_statuses(estimate_chances(who, rows, season), statuses)
    match = after.programmes[0].match["none"]
    width = logit(match.high) - logit(match.low)
    down, usual = log(4.5 / 1.3) / (2 * 1.96), log(15 / 6) / (2 * 1.96)
    reached = 2.5 / 9.6
    assert width / (2 * 1.645) == pytest.approx(sqrt(down**2 + usual**2) / (1 - reached), rel=0.05)
    assert 0 < match.low < match.middle < match.high < 0.95


def test_every_interval_keeps_its_width_on_the_log_odds(season, programme):
    """Bad news moves all of an interval: neither is a bound cut nor does it fall on the middle."""
    who = Applicant(specialties=("general surgery",), step2=253)
    before = estimate_chances(who, [programme(str(at)) for at in range(40)], season)
    after = with_statuses(before, ("rejected",) * 20 + ("applied",) * 19 + (None,), 0.95)
    for at in (20, 39):
        was, now = before.programmes[at].interview, after.programmes[at].interview
        tier = next(iter(now))
        widths = [logit(one[tier].high) - logit(one[tier].low) for one in (was, now)]
        assert widths[1] == pytest.approx(widths[0], rel=1e-6)


def test_silence_is_weighed_by_the_specialty_it_is_in(season, programme):
    """Where invitations are out silence is bad news, where none are it is no news."""
    who = Applicant(specialties=("general surgery", "im"), step2=253)
    before = estimate_chances(who, [programme("A"), programme("B", "im"), programme("C")], season)
    asked = [replace(one.programme, status="applied") for one in before.programmes[:2]]
    none = update_chances(before, asked, invitations_sent={"im": 0.0})
    assert none.factor_weights == ()
    one = update_chances(before, asked, invitations_sent={"general surgery": 0.9})
    by_hand = update_chances(before, asked[:1], invitations_sent=0.9)
    assert one.factor_weights == pytest.approx(by_hand.factor_weights)


def test_the_waiting_list_is_told_where_somebody_waits(season, programme):
    """Its figure stands among those used then, the person's own in place of ours."""
    who = Applicant(specialties=("general surgery",), step2=253)
    before = estimate_chances(who, [programme("A")], season)
    waiting = "an interview from the waiting list"
    own, _ = with_own_figures({waiting: (0.5, 0.4, 0.6)})
    rows = [replace(before.programmes[0].programme, status="waitlist")]
    after = update_chances(before, rows, parameters=own)
    assert waiting in {one.name for one in after.parameters}
    assert waiting not in {one.name for one in before.parameters}
    assert after.programmes[0].interview["none"].middle == pytest.approx(0.5)
