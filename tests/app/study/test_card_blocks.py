"""Cards as blocks of a week: lengths that shrink, on the days that ask for them."""

from datetime import UTC, date, datetime

from trimtab.app.study.card_blocks import card_practices, with_cards
from trimtab.domain.decks import DeckOutlook, DeckSource
from trimtab.domain.people import Profile
from trimtab.domain.time import Horizon

MONDAY = date(2026, 11, 16)
HORIZON = Horizon(MONDAY, 7, "UTC")
OUTLOOK = DeckOutlook(
    id="AnKing",
    day=MONDAY,
    said_at=datetime(2026, 11, 16, tzinfo=UTC),
    name="AnKing",
    minutes=((34, 28, 40), (41, 33, 50), (0, 0, 0), (8, 5, 11), (62, 50, 75)),
)


def test_each_day_has_its_length_and_shrinks_to_five_minutes():
    """A day without cards has no block, and one beyond what was looked at neither."""
    found = {one.doses: one.on for one in card_practices(OUTLOOK, None, HORIZON)}
    assert found[(30, 15, 5)] == {MONDAY}
    assert found[(10, 5)] == {date(2026, 11, 19)}
    assert set().union(*found.values()) == {date(2026, 11, day) for day in (16, 17, 19, 20)}


def test_short_ones_fit_into_pockets():
    """Fifteen minutes and less."""
    pockets = {one.doses[0]: one.pocket for one in card_practices(OUTLOOK, None, HORIZON)}
    assert pockets == {30: False, 40: False, 10: True, 60: False}


def test_what_a_day_may_take_is_the_most():
    """And days the deck rests on have none."""
    deck = DeckSource(name="AnKing", most_minutes=20, days=("mon", "fri"), value="learning")
    found = list(card_practices(OUTLOOK, deck, HORIZON))
    assert [(one.doses[0], one.on) for one in found] == [(20, {MONDAY, date(2026, 11, 20)})]


def test_a_profile_without_decks_stays_as_it_is():
    """To the letter, by which plans tell what they were asked."""
    profile = Profile()
    assert with_cards(profile, HORIZON) is profile
    assert repr(Profile(decks=(DeckSource(),), cards=(OUTLOOK,))) == repr(profile)
