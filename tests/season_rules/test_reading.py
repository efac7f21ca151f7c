"""Seasons as data: every rule with its source, and what one lacks said out loud."""

from __future__ import annotations

from datetime import date

import pytest

from trimtab.domain.seasons import SeasonRules, season_on
from trimtab.season_rules.reading import (
    FOLDER,
    parse_season,
    published_seasons,
    read_season,
    with_stand_ins,
)

SEASON = """
version = 1
season = 2031

[applications]
tiers = [{ up_to = 2, dollars = 10 }, { dollars = 25 }]
source = "A page"
checked = 2030-06-01
mark = "verified"

[[signals]]
specialty = "neurology"
gold = 8
source = "A page"
checked = 2030-06-01
mark = "verified"

[[date]]
name = "opens"
first = 2030-06-05
text = "Begin."
source = "A page"
checked = 2030-06-01
mark = "verified"
"""


@pytest.mark.parametrize(
    ("counts", "dollars"),
    [((30,), 330), ((43, 7), 797), ((32, 32), 780), ((100,), 2430), ((), 0), ((0,), 0)],
)
@pytest.mark.parametrize("season", [2025, 2026, 2027])
def test_applications_cost_what_the_fee_page_works_out(season, counts, dollars):
    """30; 43 and 7; 32 and 32; 100 cost 330, 797, 780 and 2,430 dollars, by specialty."""
    assert read_season(season).application_dollars(counts) == dollars


def test_each_application_has_its_own_price():
    """The thirtieth costs 11 dollars, the thirty-first 30."""
    fees = read_season(2026).applications
    assert fees is not None
    assert fees.each(31)[29:] == (11, 30)
    assert sum(fees.each(100)) == fees.dollars(100)


def test_ranks_beyond_the_fee_cost_extra():
    """85 dollars cover 20 ranks; each beyond costs 30."""
    rules = read_season(2026)
    assert rules.ranking_dollars(20) == 85
    assert rules.ranking_dollars(23) == 85 + 3 * 30


def test_signals_of_a_specialty_are_found_however_it_is_written():
    """The table of 2025: 3 gold and 12 silver in medicine, 30 of one tier in orthopedics."""
    rules = read_season(2025)
    medicine = rules.signals_in("Internal Medicine")
    bones = rules.signals_in("Orthopaedic Surgery")
    assert medicine is not None
    assert bones is not None
    assert (medicine.gold, medicine.silver, medicine.tiers) == (3, 12, ("none", "silver", "gold"))
    assert (bones.gold, bones.silver, bones.tiers) == (30, 0, ("none", "gold"))
    assert rules.signals_in("Lace making") is None


def test_every_rule_says_where_it_is_from():
    """Source, mark and the day it was checked stand at every rule of every season."""
    for year in published_seasons():
        text = (FOLDER / f"{year}.toml").read_text(encoding="utf-8")
        rules, problems = parse_season(text, f"{year}.toml")
        assert problems == ()
        assert rules is not None
        tables = (rules.fees, rules.signals, rules.dates, rules.limits)
        cited = [one.cited for table in tables for one in table.values()]
        cited += [one.cited for one in (*rules.soap, *rules.elsewhere.values())]
        cited += [rules.applications.cited] if rules.applications else []
        assert cited
        for one in cited:
            assert one.season == year
            assert one.source.startswith("http") or one.mark == "unverified"
            assert one.checked >= date(2026, 11, 22)


def test_what_a_season_lacks_stands_in_and_is_said():
    """2027 has no table of signals: 2025's stands in for medicine, and a remark says so."""
    said = [str(one) for one in read_season(2027).remarks_on(["IM", "urology"])]
    assert any(
        "2027 signal table for internal medicine was not published here; 2025's stands in" in one
        for one in said
    )
    assert any("2027 fees of applications were not published here" in one for one in said)
    assert any("signal table for urology is not known" in one for one in said)


def test_another_system_of_applying_is_said():
    """Obstetrics is told to go through ResidencyCAS, whose fees nobody here knows."""
    said = " ".join(str(one) for one in read_season(2027).remarks_on(["OB-GYN"]))
    assert "go through ResidencyCAS" in said
    assert "those of ERAS are counted" in said
    assert "ResidencyCAS" not in str(read_season(2027).remarks_on(["IM"]))


def test_a_season_that_says_it_itself_needs_no_remark():
    """2026 has its own fees and its own signals of anesthesiology."""
    said = " ".join(str(one) for one in read_season(2026).remarks_on(["anesthesiology"]))
    assert "fees of applications" not in said
    assert "signal table" not in said


def test_dates_never_stand_in():
    """A season without dates has none, whatever older seasons had."""
    rules = read_season(2030)
    assert rules.dates == {}
    assert any("dates" in one.what for one in rules.stand_ins)


def test_the_newest_older_season_stands_in_first():
    """Of two older seasons the newer one's fee is taken, in whatever order they come."""
    newer, _ = parse_season(SEASON, "2031.toml")
    older, _ = parse_season(
        SEASON.replace("2031", "2030").replace("dollars = 10", "dollars = 1"), "2030.toml"
    )
    assert newer is not None
    assert older is not None
    for given in ([older, newer], [newer, older]):
        rules = with_stand_ins(SeasonRules(season=2032), given)
        assert rules.application_dollars([1]) == 10


def test_match_week_lasts_from_monday_to_friday():
    """Of both seasons with dates; rank lists are due before it."""
    for year in (2026, 2027):
        dates = read_season(year).dates
        week = dates["match_week"]
        assert (week.first.weekday(), week.last.weekday()) == (0, 4)
        assert dates["rank_list_deadline"].last < week.first
        assert dates["opens"].first < dates["submit_from"].first < dates["release"].first


def test_the_season_is_that_of_the_next_match():
    """In November 2026 people apply for 2027."""
    assert season_on(date(2026, 11, 23)) == 2027


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version = 1", "version = ", "This is not TOML"),
        ('"neurology"', '"neurologie"', "no specialty is called neurologie"),
        ("up_to = 2, ", "", "the last tier alone is without up_to"),
        ("dollars = 25", "dollars = 25, up_to = 1", "the last tier alone"),
        ("gold = 8", "gold = -8", "signals.1.gold"),
        ('mark = "verified"', 'mark = "sure"', "mark"),
        ('source = "A page"', 'source = ""', "source"),
        ("first = 2030-06-05", "first = 2030-06-05\nlast = 2030-06-01", "last comes before first"),
        ('name = "opens"', 'name = "open"', "date.1.name"),
    ],
)
def test_a_mistake_is_named(old, new, said):
    """What cannot be read is told with the file and the place in it."""
    rules, problems = parse_season(SEASON.replace(old, new), "2031.toml")
    assert rules is None
    assert any(said in str(one) for one in problems)
    assert all(one.file == "2031.toml" and one.mend for one in problems)


def test_a_specialty_that_stands_twice_is_named():
    """Two tables of signals of one specialty contradict each other."""
    table = SEASON[SEASON.index("[[signals]]") : SEASON.index("[[date]]")]
    rules, problems = parse_season(SEASON + table, "2031.toml")
    assert rules is None
    assert "signals: neurology stands there twice" in str(problems[0])
