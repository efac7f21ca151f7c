"""Made-up weeks of nine people in medicine, the same for each (person, seed, weeks).

    python bench/planner/instances.py

Prints each person's range of items and candidates over the first twenty seeds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random

import lives_in_clinic
import lives_on_duty
from sketch import Sketch

from trimtab.domain.time import Horizon
from trimtab.planner.build import build_problem
from trimtab.planner.line import Week, WeekRequest

SEEDS = range(20)
FIRST_MONDAY = date(2026, 1, 5)
MONDAYS = 104
PEOPLE: Mapping[str, tuple[str, Callable[[Sketch], WeekRequest]]] = {
    "night-resident": ("America/New_York", lives_on_duty.night_resident),
    "call-resident": ("America/Chicago", lives_on_duty.call_resident),
    "emergency-physician": ("America/New_York", lives_on_duty.emergency_physician),
    "praying-intern": ("America/Chicago", lives_on_duty.praying_intern),
    "parent-attending": ("America/Los_Angeles", lives_in_clinic.parent_attending),
    "exam-student": ("Europe/London", lives_in_clinic.exam_student),
    "clinic-attending": ("America/Denver", lives_in_clinic.clinic_attending),
    "remote-clinician": ("America/New_York", lives_in_clinic.remote_clinician),
    "split-day-practitioner": ("Europe/Paris", lives_in_clinic.split_day_practitioner),
}


def request_for(person: str, seed: int, weeks: int = 1) -> WeekRequest:
    """The request of a person's week (or so many); raises KeyError for a person not in PEOPLE."""
    zone, write = PEOPLE[person]
    rng = Random(f"{person}/{seed}/{weeks}")  # noqa: S311 - weeks, not secrets
    monday = FIRST_MONDAY + timedelta(weeks=rng.randrange(MONDAYS))
    return write(Sketch(rng, Horizon(monday, 7 * weeks, zone)))


def main() -> None:
    """Print how large the problems are."""
    print("| person | items | candidates | budgets |\n|---|---:|---:|---:|")
    for person in PEOPLE:
        problems = [build_problem(Week(request_for(person, seed))) for seed in SEEDS]
        sizes = [
            f"{min(counts)}–{max(counts)}"  # noqa: RUF001 - an en dash between numbers
            for counts in (
                [len(problem.items) for problem in problems],
                [problem.size for problem in problems],
                [len(problem.budgets) for problem in problems],
            )
        ]
        print(f"| {person} | {' | '.join(sizes)} |")


if __name__ == "__main__":
    main()
