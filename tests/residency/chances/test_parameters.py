"""Every number has a source, an interval and a mark, and the documentation shows the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from trimtab.domain.seasons import SeasonRules
from trimtab.residency.chances.invitation_rates import RATES, SIGNALS_WORTH
from trimtab.residency.chances.parameters import (
    EFFECTS,
    PARAMETERS,
    RATIOS_OF_RATES,
    by_name,
    with_own_figures,
)
from trimtab.residency.chances.sources import OURS

PAGE = Path(__file__).parents[3] / "docs" / "methods" / "chances.md"


@pytest.mark.parametrize("one", PARAMETERS, ids=lambda one: one.name)
def test_every_parameter_has_all_that_it_needs(one):
    """A value within its interval, a source and a mark; what we assumed never passes as found."""
    assert one.low <= one.value <= one.high
    assert one.low < one.high
    assert one.source
    if one.source == OURS:
        assert one.mark in ("inferred", "unverified")
    if one.mark == "verified":
        assert one.source != OURS


def test_names_are_unique():
    """One number for one name."""
    assert len(by_name(PARAMETERS)) == len(PARAMETERS)


def test_nothing_is_calibrated_on_tables_of_the_match():
    """No number that counts has such a table as its source; one is context for a share alone."""
    for one in PARAMETERS:
        assert "nrmp" not in one.source.casefold()
        if "Match of" in one.source:
            assert one.mark == "secondary"
            assert "context" in one.source


def test_rates_are_chances_and_ratios_are_positive():
    """What stands as a rate lies within 0 and 1, and a ratio above 0."""
    assert all(one.low > 0 and one.high < 1 for one in RATES)
    shares = {"a signal at home, as a share of one elsewhere"}
    assert all(one.low > 0 for one in (*SIGNALS_WORTH, *EFFECTS) if one.name not in shares)
    assert set(by_name(PARAMETERS)) >= RATIOS_OF_RATES


def test_a_signal_is_never_worth_less_than_none():
    """Every odds ratio of a signal is above 1, gold ones above silver ones."""
    named = by_name(SIGNALS_WORTH)
    ratios = [one for name, one in named.items() if "as a share" not in name]
    assert all(one.low > 1 for one in ratios)
    specialty = "obstetrics and gynecology"
    gold, silver = (named[f"a {tier} signal, {specialty}"].value for tier in ("gold", "silver"))
    assert gold > silver


def test_ones_own_figures_take_their_place():
    """A rate of one's own replaces ours, under its name, and is marked as nobody else's."""
    name = "invitation with a gold signal, general surgery"
    parameters, problems = with_own_figures({name: (0.5, 0.4, 0.6)})
    assert problems == ()
    assert len(parameters) == len(PARAMETERS)
    assert by_name(parameters)[name].value == 0.5
    assert by_name(parameters)[name].source == "your own figure"


@pytest.mark.parametrize(
    ("name", "figures", "said"),
    [
        ("an IMGG", (0.5, 0.4, 0.6), 'There is no parameter "an IMGG". Did you mean "an IMG"?'),
        ("an IMG", (0.7, 0.4, 0.6), "0.7 does not lie between 0.4 and 0.6"),
        ("an IMG", (0.5, 0.0, 0.6), "it has to be above 0"),
        ("invitation with a gold signal", (0.5, 0.4, 1.2), "a rate lies between 0 and 1"),
    ],
)
def test_own_figures_that_cannot_be_used_are_told(name, figures, said):
    """Ours stay in place, and what is wrong is said with how to mend it."""
    parameters, problems = with_own_figures({name: figures})
    assert parameters == PARAMETERS
    assert said in str(problems[0])


def row_of(one):
    """A parameter as a row of the page's table."""
    figures = f"{one.value:g} ({one.low:g} to {one.high:g})"
    return f"| {one.name} | {figures} | {one.mark} | {one.source} | {one.note} |"


def test_the_page_shows_every_parameter_as_it_is():
    """docs/methods/chances.md holds the table of these numbers, row by row and no others."""
    text = PAGE.read_text(encoding="utf-8")
    table = text[text.index("| parameter |") : text.index("## Limits")]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    assert rows == [row_of(one) for one in PARAMETERS]


def test_without_rules_there_is_nothing_to_send():
    """A season that knows no signals has none, and costs nothing."""
    rules = SeasonRules(season=1999)
    assert rules.signals_in("im") is None
    assert rules.application_dollars([100]) == 0
    assert rules.ranking_dollars(30) == 0
