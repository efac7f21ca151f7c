"""The early warning is told at most once a week, from what was said, and says later how it went."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from trimtab.app.mind import notices as use
from trimtab.app.mind.check_in import (
    CheckInSaid,
    change_check_in,
    forget_check_in,
    forget_check_ins,
)
from trimtab.app.mind.kept_of_parts import delete_part
from trimtab.app.mind.parts import switch
from trimtab.app.mind.telling import tell_again
from trimtab.domain.diary import CheckIn, Notice, Review
from trimtab.store.in_memory import InMemoryStore
from trimtab.wellbeing import detection
from trimtab.wellbeing.findings import Finding, MeasureChange, Told

NOW = datetime(2026, 11, 17, 15, 0, tzinfo=UTC)
TODAY = NOW.date()
FOUND = Finding(
    kind="change",
    day=TODAY,
    measure="mood",
    since=date(2026, 11, 1),
    change=(-1.5, -2.5, -0.5),
    certainty=0.9,
    measures=(MeasureChange(measure="mood", change=None, certainty=0.9, before=7.0, now=5.0),),
)


def ids():
    """Names that count up."""
    numbers = count(1)
    return lambda: f"n{next(numbers)}"


@pytest.fixture
def store():
    """Nothing kept yet."""
    return InMemoryStore()


@pytest.fixture
def always(monkeypatch):
    """An engine that always finds the same."""
    monkeypatch.setattr(detection, "watch", lambda *_: FOUND)


def live(store, days, hard, seed=5, drop=2.5):
    """Days told through the check-in: usual ones, and at the end some that are harder."""
    rng = random.Random(seed)
    for back in range(days, 0, -1):
        moment = NOW - timedelta(days=back - 1)
        swing = rng.gauss(0, 0.9) - (drop if back <= hard else 0)
        if rng.random() < 0.8:
            said = CheckInSaid(
                mood=near(7 + swing), energy=near(6.5 + swing), stress=near(4 - swing)
            )
            change_check_in(store, said, moment.date(), moment)


def near(score):
    """A score as somebody taps it."""
    return max(1, min(10, round(score)))


def test_a_bad_month_ends_in_exactly_one_notice_a_week(store):
    """Looking each day of the hard weeks tells once, and the same change is not told again."""
    live(store, 60, 20)
    told = [use.tell_if_due(store, NOW - timedelta(days=back), ids()) for back in range(2, -1, -1)]
    assert len([one for one in told if one]) == 1
    [notice] = store.entries(Notice)
    assert notice.kind == "change"
    assert notice.words[0].startswith("Your ")
    assert "10 in 10" not in " ".join(notice.words)
    assert use.tell_if_due(store, NOW + timedelta(days=8), ids()) is None


def test_usual_days_end_in_none(store):
    """Sixty days of the same ups and downs."""
    live(store, 60, 0)
    assert use.tell_if_due(store, NOW, ids()) is None


def test_looking_keeps_nothing(store, always):
    """Only telling does."""
    assert use.notice_due(store, NOW, ids()) is not None
    assert store.entries(Notice) == ()


def test_at_most_one_a_week(store, always):
    """Six days later none, on the seventh the next."""
    new_id = ids()
    told = [use.tell_if_due(store, NOW + timedelta(days=days), new_id) for days in range(15)]
    assert [days for days, one in enumerate(told) if one] == [0, 7, 14]


def test_left_alone_for_four_weeks(store, always):
    """The wish to be left be is heard to the day."""
    notice = use.tell_if_due(store, NOW, ids())
    use.answer_notice(store, notice.id, "quiet", NOW)
    later = [use.notice_due(store, NOW + timedelta(days=days), ids()) for days in (7, 27, 28)]
    assert [bool(one) for one in later] == [False, False, True]


def test_switched_off_nothing_is_told(store, always):
    """Until it is switched on again."""
    switch(store, "notices", is_on=False)
    assert use.notice_due(store, NOW, ids()) is None
    switch(store, "notices", is_on=True)
    assert use.notice_due(store, NOW, ids()) is not None


def test_a_clock_that_ran_ahead_silences_nothing(store, always):
    """A notice told, and a wish said, under a date to come count neither now nor for a year."""
    ahead, new_id = NOW + timedelta(days=300), ids()
    early = use.tell_if_due(store, ahead, new_id)
    use.answer_notice(store, early.id, "quiet", ahead)
    assert use.open_notice(store, NOW) is None
    told = use.tell_if_due(store, NOW, new_id)
    assert use.open_notice(store, NOW) == told


def test_a_notice_dated_ahead_hides_no_other(store, always):
    """Left open under the wrong date, it stands before none that is told under the right one."""
    new_id = ids()
    use.tell_if_due(store, NOW + timedelta(days=300), new_id)
    assert use.open_notice(store, NOW) is None
    assert use.open_notice(store, NOW + timedelta(days=1)) is None
    told = use.tell_if_due(store, NOW, new_id)
    assert use.open_notice(store, NOW + timedelta(days=1)) == told


@pytest.mark.parametrize(
    "delete", [use.forget_notice, lambda store, _: delete_part(store, "notices", NOW)]
)
def test_deleted_it_does_not_come_back(store, always, delete):
    """Neither at once nor, where the wish was to be left alone, within four weeks."""
    new_id = ids()
    notice = use.tell_if_due(store, NOW, new_id)
    delete(store, notice.id)
    assert use.tell_if_due(store, NOW + timedelta(days=6), new_id) is None
    notice = use.tell_if_due(store, NOW + timedelta(days=7), new_id)
    use.answer_notice(store, notice.id, "quiet", NOW + timedelta(days=7))
    delete(store, notice.id)
    assert use.tell_if_due(store, NOW + timedelta(days=34), new_id) is None
    assert use.tell_if_due(store, NOW + timedelta(days=35), new_id) is not None


def test_a_change_that_was_told_and_deleted_is_not_told_anew(store):
    """The engine still knows that it was; of what it said nothing is kept."""
    live(store, 60, 20)
    new_id = ids()
    use.forget_notice(store, use.tell_if_due(store, NOW, new_id).id)
    later = [use.tell_if_due(store, NOW + timedelta(days=days), new_id) for days in (1, 8)]
    assert later == [None, None]
    assert "mood" not in "".join(store.settings().values())


def test_another_choice_ends_no_quiet(store, always):
    """Who wants to be left alone may still look at what else there is."""
    notice = use.tell_if_due(store, NOW, ids())
    for answer in ("quiet", "brief"):
        use.answer_notice(store, notice.id, answer, NOW)
    assert use.notice_due(store, NOW + timedelta(days=8), ids()) is None
    tell_again(store)
    assert use.notice_due(store, NOW + timedelta(days=8), ids()) is not None


def test_a_notice_goes_with_the_days_it_rests_on(store):
    """Check-ins deleted, all at once or each by itself, leave no level behind in a warning."""
    for delete in (
        lambda: forget_check_ins(store, NOW),
        lambda: delete_part(store, "check_in", NOW),
        lambda: [forget_check_in(store, one.day) for one in store.entries(CheckIn)],
    ):
        live(store, 30, 12)
        since = TODAY - timedelta(days=12)
        for kind, measure in (("change", "mood"), ("ahead", None)):
            store.keep_entry(
                Notice(
                    id=kind, day=TODAY, said_at=NOW, kind=kind, words=(), measure=measure,
                    since=since, level=4.2,
                )
            )  # fmt: skip
        delete()
        assert store.entries(Notice) == ()


def test_a_notice_keeps_what_is_left_of_its_days(store):
    """A day deleted among others is none of its own; signs go with their reviews."""
    live(store, 60, 20)
    store.keep_entry(review(date(2026, 11, 9), "focus"))
    told = use.tell_if_due(store, NOW, ids())
    forget_check_in(store, TODAY)
    assert store.entries(Notice) == (told,)
    delete_part(store, "review", NOW)
    [left] = store.entries(Notice)
    assert [one for one in told.words if one not in left.words] == [
        "In your last review you also said: poor focus."
    ]


def test_what_was_found_is_kept_as_it_was(store, always):
    """Facts and sentences, for the page to tell later."""
    notice = use.tell_if_due(store, NOW, ids())
    assert (notice.since, notice.measure) == (date(2026, 11, 1), "mood")
    assert (notice.certainty, notice.change) == (0.9, (-1.5, -2.5, -0.5))
    assert (notice.before, notice.level) == (7.0, 5.0)


def review(monday, *signs):
    """A review with these signs ticked."""
    ticked = tuple((name, True) for name in signs)
    return Review(day=monday, said_at=NOW, signs=(*ticked, ("appetite", False)))


def test_signs_that_two_reviews_share_are_told(store):
    """Two signs in two reviews in a row, and not again within four weeks."""
    store.keep_entry(review(date(2026, 11, 2), "irritable", "focus", "slipping"))
    store.keep_entry(review(date(2026, 11, 9), "irritable", "focus"))
    notice = use.tell_if_due(store, NOW, ids())
    assert notice.words[0] == "Your last two reviews both say: irritable and poor focus."
    assert (notice.kind, notice.measure) == ("level", None)
    assert use.notice_due(store, NOW + timedelta(days=7), ids()) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [((), ("irritable", "focus")), (("irritable",), ("irritable", "focus")), (("focus",), ())],
)
def test_fewer_signs_say_nothing_alone(store, first, second):
    """One review, or one sign in both, is an ordinary week."""
    if first:
        store.keep_entry(review(date(2026, 11, 2), *first))
    store.keep_entry(review(date(2026, 11, 9), *second))
    assert use.notice_due(store, NOW, ids()) is None


def test_signs_stand_beside_what_was_found(store, always):
    """One sentence before the small thing."""
    store.keep_entry(review(date(2026, 11, 9), "focus"))
    words = use.notice_due(store, NOW, ids()).words
    assert words[-2] == "In your last review you also said: poor focus."


def test_two_weeks_later_it_says_how_days_went(store, always):
    """Harder days that became usual again are told as better."""
    live(store, 60, 20)
    kept = use.tell_if_due(store, NOW, ids())
    rng = random.Random(1)
    for ahead in range(1, 16):
        moment = NOW + timedelta(days=ahead)
        said = CheckInSaid(mood=near(7.5 + rng.gauss(0, 0.6)), energy=7, stress=3)
        change_check_in(store, said, moment.date(), moment)
    use.settle_outcomes(store, NOW + timedelta(days=13))
    assert store.entry(Notice, kept.id).outcome == ""
    use.settle_outcomes(store, NOW + timedelta(days=14))
    assert store.entry(Notice, kept.id).outcome == "better"


def test_without_days_it_says_that_nobody_can_tell(store, always):
    """Not at two weeks, when it may still become known, but at four."""
    kept = use.tell_if_due(store, NOW, ids())
    use.settle_outcomes(store, NOW + timedelta(days=14))
    assert store.entry(Notice, kept.id).outcome == ""
    use.settle_outcomes(store, NOW + timedelta(days=28))
    assert store.entry(Notice, kept.id).outcome == "unknown"


def test_the_watch_looks_again_only_when_something_was_said(store, monkeypatch):
    """Or on another day: a page costs no look at all."""
    looks = []
    monkeypatch.setattr(use, "tell_if_due", lambda *given: looks.append(given))
    watch = use.NoticeWatch(store, ids())
    for moment in (NOW, NOW + timedelta(minutes=5), NOW + timedelta(days=1)):
        watch.look(moment)
    assert len(looks) == 2
    change_check_in(store, CheckInSaid(mood=5), TODAY, NOW)
    watch.look(NOW + timedelta(days=1))
    assert len(looks) == 3


def test_an_answer_to_a_notice_that_is_gone_is_no_fault(store):
    """Deleted meanwhile."""
    assert not use.answer_notice(store, "gone", "seen", NOW)


def test_a_notice_of_before_counts_for_the_engine(store, always, monkeypatch):
    """What was told is given to whoever looks, so that it is not told again."""
    use.tell_if_due(store, NOW, ids())
    given = []
    monkeypatch.setattr(detection, "watch", lambda *seen: given.append(seen))
    use.notice_due(store, NOW + timedelta(days=7), ids())
    assert given[0][2] == (Told(day=TODAY, kind="change", since=FOUND.since),)
