"""The page Patterns: what stands out in words, nothing where nothing does, never a cause."""

from __future__ import annotations

import html
import re

import pytest
from lived_days import fill_months, said_on
from sample_desk import MONDAY, TUESDAY_AT_TEN

from trimtab.app.mind.parts import switch
from trimtab.reflection.day_facts import Feature
from trimtab.reflection.found_patterns import Pattern, TooFew
from trimtab.web.patterns import words
from trimtab.web.patterns.cards import look_back_cards
from trimtab.web.patterns.pictures import interval_of

RUN, MEALS = Feature("practice:Run", "yes"), Feature("meals", "amount")


def words_of(page: str) -> str:
    """What a page says."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_with_few_days_it_shows_an_example(client):
    """Nothing is looked for yet, and how it will read is shown."""
    text = words_of(client.get("/patterns").text)
    assert "There are 0 days with a check-in so far." in text
    assert "A free evening goes with higher mood" in text


def test_after_a_year_of_silence_it_tells_of_the_days_before(client, desk):
    """What is kept is named, with why it is not looked at."""
    for number in range(400, 428):
        desk.store.keep_entry(said_on(MONDAY.fromordinal(MONDAY.toordinal() - number), 6))
    text = words_of(client.get("/patterns").text)
    assert "There are 0 days with a check-in in the last half year." in text
    assert "28 days are older." in text


def test_a_habit_of_better_days_is_told(client, desk, example_plan):
    """Twenty weeks with a run on better days: it is told with points, interval and days."""
    fill_months(desk.store, example_plan, MONDAY, 20)
    answer = client.get("/patterns")
    text = words_of(answer.text)
    assert re.search(
        r"Ten-minute run goes with \w+ [\w ]+: [\d.]+ points?, [\d.]+ to [\d.]+\.", text
    )
    assert re.search(r"\d+ days with it, \d+ without\.", text)
    assert "Everything that was looked at" in text
    for never in ("cause", "because", "due to", "!"):
        assert never not in text.lower()
    assert 'style="' not in answer.text


def test_where_nothing_stands_out_that_is_said(client, desk):
    """Days all alike give no pattern, and the page says what that means."""
    for number in range(1, 40):
        desk.store.keep_entry(said_on(MONDAY.fromordinal(MONDAY.toordinal() - number), 6))
    text = words_of(client.get("/patterns").text)
    assert "nothing to compare" in text or "Nothing stands out" in text


def test_switched_off_it_says_so_and_has_no_card(client, desk):
    """One sentence, with the way to switch it on."""
    assert len(look_back_cards(desk, TUESDAY_AT_TEN)) == 2
    switch(desk.store, "patterns", is_on=False)
    assert "switched off" in words_of(client.get("/patterns").text)
    assert look_back_cards(desk, TUESDAY_AT_TEN) == ()


@pytest.mark.parametrize(
    ("measure", "points", "said"),
    [
        ("mood", (0.84, 0.3, 1.4), "Run goes with higher mood: 0.8 points, 0.3 to 1.4."),
        ("mood", (-0.5, -0.9, -0.1), "Run goes with lower mood: 0.5 points, 0.1 to 0.9."),
        ("stress", (1.0, 0.4, 1.6), "Run goes with lower stress: 1 point, 0.4 to 1.6."),
    ],
)
def test_sentences_tell_the_scale_as_the_person_knows_it(measure, points, said):
    """Less stress is told as lower, though it counts as better."""
    assert words.pattern_text(Pattern(RUN, measure, points, 0.001, 30, 40)) == said


def test_what_is_missing_is_counted():
    """Days with it, or without it, whichever are too few."""
    assert words.too_few_text(TooFew(RUN, 5, 60)) == "too few days to say, 5 days with it so far"
    assert words.too_few_text(TooFew(RUN, 60, 1)) == "too few days to say, 1 day without it so far"
    assert words.too_few_text(TooFew(MEALS, 4, 5)) == "too few days to say, 9 days so far"
    assert "differ too little" in words.too_few_text(TooFew(MEALS, 60, 0))


def test_pictures_lie_on_the_side_of_the_scale():
    """Lower stress lies left of no difference, higher mood right, and long ones are cut."""
    assert interval_of((1.0, 0.5, 1.5), "mood").middle > 150
    left = interval_of((1.0, 0.5, 1.5), "stress")
    assert (left.start, left.middle, left.length) == (60.0, 90.0, 60.0)
    assert interval_of((4.0, 3.0, 5.0), "mood").start == 300.0
