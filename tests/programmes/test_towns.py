"""Towns are found by name, and programmes that name one are placed there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from trimtab.domain.applicants import Spot
from trimtab.domain.programmes import Fact, Programme
from trimtab.programmes import towns
from trimtab.programmes.applicants import read_applicant
from trimtab.programmes.towns import find_town, plain_name, with_spots
from trimtab.residency.worths.curves import kilometres_between


def programme(number: int, **facts: float | str) -> Programme:
    """A programme of which so much is known."""
    known = {name: Fact(value) for name, value in facts.items()}
    return Programme(id=str(number), name=f"Place {number}", specialty="neurology", facts=known)


@pytest.fixture(autouse=True, scope="module")
def lists_opened_once() -> Iterator[None]:
    """The lists of towns take half a second each to open, and are the same for every test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(towns, "_list", cache(towns._list))
        yield


@pytest.fixture
def without_towns(monkeypatch):
    """A machine on which the list of towns is not installed."""
    monkeypatch.setattr(towns, "find_spec", lambda _: None)
    monkeypatch.setattr(towns, "_known", {})


@pytest.mark.parametrize(
    ("text", "latitude", "longitude"),
    [
        ("Columbus, OH", 39.96, -83.0),
        ("st. louis, missouri", 38.63, -90.2),
        ("Lahore, Pakistan", 31.55, 74.34),
        ("San Juan, PR", 18.47, -66.11),
        ("London, UK", 51.51, -0.13),
        ("Danville, PA", 40.96, -76.61),
    ],
)
def test_towns_lie_where_they_are(text, latitude, longitude):
    """By state or country, however it is written, small ones and territories too: within 15 km."""
    spot = find_town(text)
    assert spot is not None
    assert kilometres_between(spot, Spot(latitude, longitude)) < 15


@pytest.mark.parametrize("text", ["Columbus", "Nowhereville, KS", "Columbus, Narnia", ", OH", ""])
def test_what_is_no_town_is_not_guessed(text):
    """A name alone could be anywhere, and unknown ones are nowhere."""
    assert find_town(text) is None


def test_names_are_compared_without_their_dress():
    """Accents, points, hyphens and Saint make no other town."""
    assert plain_name("Saint-Étienne") == plain_name("St. Etienne")
    assert plain_name("Coeur d'Alene") == "coeur dalene"


def test_programmes_are_placed_by_their_town():
    """What a row says itself stays; a filled spot says where it is from; the lost stay unknown."""
    rows = [
        programme(1, city="Boston", state="MA"),
        programme(2, latitude=1.0, longitude=2.0, city="Boston", state="MA"),
        programme(3, city="Nowhereville", state="KS"),
        programme(4),
    ]
    placed, problems = with_spots(rows)
    assert kilometres_between(spot_of(placed[0]), Spot(42.36, -71.06)) < 15
    assert placed[0].facts["latitude"].source == "GeoNames, by town"
    assert placed[1:] == tuple(rows[1:])
    assert problems == ()


def spot_of(one: Programme) -> Spot:
    """Where a programme lies."""
    latitude, longitude = one.number("latitude"), one.number("longitude")
    assert latitude is not None
    assert longitude is not None
    return Spot(latitude, longitude)


def test_nothing_is_looked_up_where_all_are_placed(without_towns):
    """Rows with their own places need no list."""
    rows = (programme(1, latitude=1.0, longitude=2.0),)
    assert with_spots(rows) == (rows, ())


def test_without_the_list_the_way_to_it_is_told(without_towns):
    """Places stay unknown, and the remedy is a command."""
    row = programme(1, city="Boston", state="MA")
    placed, problems = with_spots([row])
    assert placed == (row,)
    assert "trimtab[places]" in problems[0].mend
    profile = '[applicant]\nspecialty = "IM"\nfamily = "Boston, MA"\n'
    applicant, mistakes = read_applicant(profile, "me.toml")
    assert applicant is None
    assert (mistakes[0].line, "trimtab[places]" in mistakes[0].what) == (3, True)


def test_family_may_be_a_town():
    """A town with its state in the profile is its latitude and longitude."""
    profile = '[applicant]\nspecialty = "IM"\nfamily = "{}"\n'
    applicant, _ = read_applicant(profile.format("Boston, MA"), "me.toml")
    assert applicant is not None
    assert applicant.family is not None
    assert kilometres_between(applicant.family, Spot(42.36, -71.06)) < 15
    nobody, mistakes = read_applicant(profile.format("Bostunia, MA"), "me.toml")
    assert nobody is None
    assert "no town known here" in mistakes[0].what


def test_a_row_with_half_a_place_is_placed_whole():
    """A latitude without its longitude is no place: the town's stands in for both."""
    row = programme(1, latitude=10.0, city="Boston", state="MA")
    placed, _ = with_spots([row])
    assert kilometres_between(spot_of(placed[0]), Spot(42.36, -71.06)) < 15
    assert replace(placed[0], facts={}) == replace(row, facts={})
