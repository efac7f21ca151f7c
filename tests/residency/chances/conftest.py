"""What the tests of chances share: a season, and programmes in a line."""

from __future__ import annotations

import pytest

from trimtab.domain.programmes import Fact, Programme
from trimtab.domain.seasons import SeasonRules
from trimtab.season_rules.reading import read_season


@pytest.fixture(scope="session")
def season() -> SeasonRules:
    """The rules of the season of 2027, as shipped."""
    return read_season(2027)


@pytest.fixture(scope="session")
def programme():
    """Makes a programme of general surgery, or another, whose facts have a source."""

    def make(name="A", specialty="general surgery", source="their site", given=None, **facts):
        known = {column: Fact(value, source) for column, value in facts.items()}
        return Programme(id=name, name=name, specialty=specialty, facts=known, **(given or {}))

    return make
