"""Compile the kernels ahead of use by planning one tiny day."""

from __future__ import annotations

from datetime import date

from trimtab.domain.people import Profile
from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.solve import Effort


def warm_kernels() -> None:
    """Run every kernel once, so that they are compiled and kept."""
    walk = Practice("Walk", "body", times_per_week=7, doses=(30, 10))
    errand = Task("Errand", "body", 30)
    profile = Profile(values={"body": 1.0}, practices=(walk,), tasks=(errand,))
    request = WeekRequest(profile, Horizon(date(2026, 1, 5), 1, "UTC"))
    make_plan(request, Effort(first_passes=3, passes=2, repairs=2, rounds=1))
