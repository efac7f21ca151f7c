"""Opens planning: in processes of its own, or in this one where none can be started."""

from __future__ import annotations

from collections.abc import Callable

from trimtab.app.daily.ports import Planning
from trimtab.planning.here import PlanningHere
from trimtab.planning.pair import PlanningPair
from trimtab.planning.parts import PlannerParts


def open_planning(parts: Callable[[], PlannerParts]) -> Planning:
    """Planning in processes of its own, the first started now; in this one where none can be."""
    planning = PlanningPair(parts)
    try:
        planning.start()
    except OSError:
        return PlanningHere(parts())
    return planning
