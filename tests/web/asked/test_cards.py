"""Cards and the line on Today: one thing at a time, a person before everything, off means off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from trimtab.app.mind.notices import answer_notice
from trimtab.app.mind.parts import switch
from trimtab.app.mind.questionnaires import (
    Answered,
    keep_answers,
    offer_now,
    put_off,
    see_someone_after,
    take_in_hand,
    today_of,
)
from trimtab.domain.diary import Notice
from trimtab.web.asked.cards import someone_line, today_notice, you_cards
from trimtab.web.today.quiet_line import quiet_line


@pytest.fixture
def notice(desk):
    """A notice told today."""
    day = today_of(desk.store, desk.now())
    words = ("Your mood has been lower than your usual.", "How sure.", "One thing.")
    made = Notice(id="n1", day=day, said_at=desk.now(), kind="change", words=words)
    desk.store.keep_entry(made)
    return made


def cards(desk):
    """Cards by their title."""
    return {card.title: card for card in you_cards(desk, desk.now())}


def test_a_notice_is_the_line_on_today_until_it_is_answered(desk, notice):
    """For a week at most."""
    assert today_notice(desk, desk.now()).path == "/notice/n1"
    assert cards(desk)["Early warning"].sentence == notice.words[0]
    assert today_notice(desk, desk.now() + timedelta(days=7)) is None
    desk.store.keep_entry(replace(notice, answer="seen", answered_at=desk.now()))
    assert today_notice(desk, desk.now()) is None
    assert cards(desk)["Early warning"].path == "/notice"


def test_a_person_to_see_comes_before_a_notice(desk, notice):
    """Somebody who should be seen this week stands first."""
    keep_answers(desk.store, "s1", (Answered(instrument="gad-7", answers=(3,) * 7),), desk.now())
    assert quiet_line(desk).path == "/questions/taken/s1"


def test_two_weeks_later_the_card_says_how_it_went(desk, notice):
    """For a week, in one honest sentence."""
    later = desk.now() + timedelta(days=14)
    desk.store.keep_entry(replace(notice, answer="seen", outcome="unknown"))
    [card] = [one for one in you_cards(desk, later) if one.title == "Early warning"]
    assert card.sentence.startswith("Two weeks on, we cannot tell")
    [card] = [
        one for one in you_cards(desk, later + timedelta(days=7)) if one.title == "Early warning"
    ]
    assert card.path == "/notice"


def test_left_alone_the_card_says_so(desk, notice):
    """And leads to how it works."""
    answer_notice(desk.store, notice.id, "quiet", desk.now())
    card = cards(desk)["Early warning"]
    assert card.sentence == "You asked to be left alone, so nothing is told before Tue 15 Dec."
    assert card.path == "/notice"


def test_switched_off_there_is_neither_card_nor_line(desk, notice):
    """Each part by itself."""
    switch(desk.store, "notices", is_on=False)
    assert today_notice(desk, desk.now()) is None
    assert list(cards(desk)) == ["Questionnaires"]


def test_a_clock_that_ran_ahead_hides_no_person(desk):
    """Scores of under next year's date call for somebody until in hand; then later ones do."""
    now, ahead = desk.now(), desk.now() + timedelta(days=365)
    high_scores = (Answered(instrument="gad-7", answers=(3,) * 7),)
    keep_answers(desk.store, "early", high_scores, ahead)
    assert see_someone_after(desk.store, now) == "early"
    take_in_hand(desk.store, "early", now)
    assert see_someone_after(desk.store, now) is None
    keep_answers(desk.store, "s2", high_scores, now)
    assert see_someone_after(desk.store, now) == "s2"


def test_not_now_by_a_clock_that_ran_ahead_is_over_with_it(desk):
    """Set right, the clock offers what is due."""
    put_off(desk.store, desk.now() + timedelta(days=365))
    assert offer_now(desk.store, desk.now()) is not None


def test_with_nobody_written_down_the_lines_come_first(client, desk):
    """One tap from Today stand lines to call, whatever else there is to write."""
    desk.store.keep_contacts(())
    keep_answers(desk.store, "s1", (Answered(instrument="gad-7", answers=(3,) * 7),), desk.now())
    text = client.get(someone_line(desk, desk.now()).path).text
    assert text.index("tel:988") < text.index("Write somebody down") < text.index("Your score")
