"""What goes between the server and its planner: small frozen records over a pipe of their own.

Both ends are this program; nothing that comes from elsewhere is ever sent as more than text.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from trimtab.app.daily.ports import Job, PlanAsk
from trimtab.domain.errors import TrimtabError
from trimtab.domain.plans import Plan
from trimtab.domain.weighing import ToWeigh

Method = Literal["plan_quickly", "places", "place_words", "weigh", "look_ahead", "prepare", "ready"]
FAULT = "Planning ended in a fault of Trimtab's own{}. The plan from before stands. Try it again."


class PlanningFaultError(TrimtabError):
    """Something went wrong inside the planner; `place` says where in its sources."""

    def __init__(self, place: str = "") -> None:
        self.place = place
        super().__init__(FAULT.format(f" ({place})" if place else ""))


class PlannerGoneError(TrimtabError):
    """The planner's process ended, and again when it was started anew."""

    def __init__(self) -> None:
        super().__init__(
            "The planner stopped twice at this, so the plan from before stands. "
            "Try it again; if it stays so, run `trimtab doctor`."
        )


@dataclass(frozen=True, slots=True)
class Call:
    """A question that somebody waits for."""

    number: int
    method: Method
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Begin:
    """A job to begin: a plan, or with a `request` a weighing.

    `has_quick` says that a quick plan of it was made already.
    """

    id: str
    ask: PlanAsk
    request: ToWeigh | None = None
    has_quick: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A job that is to end with what there is."""

    id: str


@dataclass(frozen=True, slots=True)
class Leave:
    """The process is to end, whatever is being done."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An error that travels: its class, and all it holds."""

    kind: type[TrimtabError]
    arguments: tuple[Any, ...]
    state: dict[str, Any]

    @classmethod
    def of(cls, error: Exception) -> Failure:
        """Write down an error; a fault of our own as its place alone, which tells nothing more."""
        told = error if isinstance(error, TrimtabError) else PlanningFaultError(place_of(error))
        return cls(type(told), told.args, dict(vars(told)))

    def error(self) -> TrimtabError:
        """The error again, without asking its class to build its message anew."""
        error = self.kind.__new__(self.kind, *self.arguments)
        error.args = self.arguments
        vars(error).update(self.state)
        return error


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call: a value, or the failure."""

    number: int
    value: Any = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Better:
    """A plan that a job has found, and whether it is its last."""

    id: str
    plan: Plan
    is_last: bool


Sent = Call | Begin | Stop | Leave
Received = Answer | Better | Job


def place_of(error: Exception) -> str:
    """What kind of fault it is, and the last line of ours it went through; no word of content."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "trimtab" in Path(frame.filename).parts]
    where = f" in {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return type(error).__name__ + where
