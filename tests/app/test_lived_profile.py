"""A profile as life has shown it: tasks as long as they take, and what an experiment adds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trimtab.app.lived_profile import as_lived
from trimtab.domain.lived import Lived
from trimtab.domain.people import Profile
from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task

ABSTRACT = Task("The abstract", "learning", 240)
RUN = Practice("Run", "body", 3, (45, 30, 10))
LIFE = Profile(values={"learning": 1.0, "body": 2.0}, tasks=(ABSTRACT,), practices=(RUN,))
DAYS = (date(2026, 11, 17), date(2026, 11, 19))


def test_nothing_known_is_the_very_same_profile():
    """Not a copy of it."""
    assert as_lived(LIFE, Lived()).profile is LIFE


def test_a_task_is_given_as_long_as_it_takes_and_that_is_said():
    """240 minutes times 1.4 are 336, on the grid 340; nothing else grows."""
    found = as_lived(LIFE, Lived(longer_by={"The abstract": 1.4, "Run": 2.0}))
    assert found.profile == replace(LIFE, tasks=(replace(ABSTRACT, minutes=340, batch=False),))
    kept = "340 minutes are kept for it, where 240 were asked."
    said = (f"The abstract tends to take longer than planned: {kept}",)
    assert found.remarks(LIFE.tasks) == said
    assert found.remarks(()) == ()


@pytest.mark.parametrize(("factor", "minutes"), [(1.04, 240), (0.5, 240), (9.0, 480), (1.06, 255)])
def test_it_grows_within_bounds_and_never_shrinks(factor, minutes):
    """From a twentieth on, to twice at most."""
    (task,) = as_lived(LIFE, Lived(longer_by={"The abstract": factor})).profile.tasks
    assert task.minutes == minutes


def test_what_is_good_enough_grows_with_it():
    """Half of it stays half, and a small task may still be done with others."""
    small = Task("Form", "learning", 20, 5, 20, enough_minutes=10)
    life = replace(LIFE, tasks=(small,))
    (task,) = as_lived(life, Lived(longer_by={"Form": 1.5})).profile.tasks
    assert (task.minutes, task.enough_minutes, task.is_batched) == (30, 15, True)


def test_an_experiment_adds_its_practice_on_its_days():
    """Of the weightiest value, once a day, as long as it says; known names stay as they are."""
    tried = {"Walk": DAYS, "Run": DAYS, "Nothing": ()}
    found = as_lived(LIFE, Lived(extra_practice=tried, extra_minutes={"Walk": 15})).profile
    walk = Practice("Walk", "body", 7, (15,), on=frozenset(DAYS))
    assert found.practices == (RUN, walk)
    (short,) = as_lived(Profile(), Lived(extra_practice={"Sit": DAYS})).profile.practices
    assert (short.value, short.doses) == ("joy", (10,))
