"""Given this roster, exactly these findings: boundary cases of every rulebook."""

from __future__ import annotations

import pytest
from american_cases import american_cases
from other_cases import other_cases
from written_rosters import book

from trimtab.domain.duty import RULEBOOKS

CASES = [*american_cases(), *other_cases()]
LEAST_CASES = 300


@pytest.mark.parametrize("name", RULEBOOKS)
def test_exactly_these_findings(name: str):
    """A rulebook finds what was worked out by hand in each roster, to the minute."""
    for case in CASES:
        if case.book == name:
            assert case.found() == sorted(case.expected), case.title


def test_there_are_enough_cases():
    """At least three hundred, no two alike, and both sides of limits among them."""
    assert len(CASES) >= LEAST_CASES
    assert len({(case.book, case.rule, case.title) for case in CASES}) == len(CASES)
    assert sum(bool(case.expected) for case in CASES) >= LEAST_CASES // 3


def test_every_rule_is_broken_in_some_case():
    """No rule of any book is without a case that breaks it."""
    broken = {(case.book, one.rule_id) for case in CASES for one in case.report().findings}
    assert broken >= {(name, rule.id) for name in RULEBOOKS for rule in book(name).rules}
