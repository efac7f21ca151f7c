"""Cards and the line on Today: one thing at a time, a person before everything, off means off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from trimtab.app.mind.notices import answer_notice
from trimtab.app.mind.parts import switch
from trimtab.app.mind.questionnaires import Answered, keep_answers, today_of
from trimtab.domain.diary import Notice
from trimtab.web.asked.cards import today_notice, you_cards
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
