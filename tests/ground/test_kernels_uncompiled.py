"""Compiled kernels and the Python they are made from find the same bound and as good a plan.

Powers differ in the last bit between the two, which may turn a tie in the search; so values are
compared, not plans.

`make uncompiled` runs this file with NUMBA_DISABLE_JIT=1 to measure the kernels' coverage; the
other way of running is always a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from trimtab.domain.commitments import Commitment
from trimtab.domain.people import Person, Profile
from trimtab.domain.plans import Plan
from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.solve import Effort

pytestmark = [
    pytest.mark.kernels,
    pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning"),  # the random numbers
]


def plan_two_days() -> Plan:
    """Two days with a duty, three practices, one of them a must, and a task."""
    profile = Profile(
        person=Person(time_zone="UTC"),
        values={"body": 2.0, "faith": 1.0, "learning": 1.0},
        practices=(
            Practice("Run", "body", times_per_week=5, doses=(60, 30, 10)),
            Practice("Prayer", "faith", times_per_week=7, doses=(15,), must=True),
            Practice("Read", "learning", times_per_week=7, doses=(120, 45)),
        ),
        tasks=(Task("Abstract", "learning", 150, due=datetime(2026, 1, 6, 18, tzinfo=UTC)),),
    )
    duty = Commitment(
        "duty@example.org",
        "Ward",
        datetime(2026, 1, 5, 7, tzinfo=UTC),
        datetime(2026, 1, 5, 19, tzinfo=UTC),
        "duty",
    )
    request = WeekRequest(profile, Horizon(date(2026, 1, 5), 2, "UTC"), (duty,))
    return make_plan(request, Effort(first_passes=12, passes=4, repairs=6, rounds=2)).plan


@pytest.mark.long
def test_two_days_are_worth_the_same_compiled_and_not():
    """The bound of this process is that of one that runs the kernels the other way."""
    is_uncompiled = os.environ.get("NUMBA_DISABLE_JIT", "0") != "0"
    other = subprocess.run(
        [sys.executable, "-W", "ignore", __file__],
        env={**os.environ, "NUMBA_DISABLE_JIT": "0" if is_uncompiled else "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    value, bound = (float(number) for number in other.stdout.split())
    plan = plan_two_days()
    assert {"Ward", "Prayer"} <= {block.name for block in plan.blocks}
    assert plan.certificate.bound == pytest.approx(bound, rel=1e-6)
    assert plan.certificate.value == pytest.approx(value, rel=0.02)


if __name__ == "__main__":
    found = plan_two_days().certificate
    sys.stdout.write(f"{found.value!r} {found.bound!r}")
