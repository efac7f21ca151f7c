"""What the cells of one row say together: figures that cannot both be true, states unheard of."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

from trimtab.domain.programmes import Fact
from trimtab.programmes.states import STATES
from trimtab.programmes.told import Told, quoted

_AT_HOME = frozenset({"", "us", "usa", "u.s.", "u.s.a.", "united states"})


def drop_impossible(
    facts: MutableMapping[str, Fact], own: MutableMapping[str, Any], line: int, told: Told
) -> None:
    """Take out of a row's facts and own words what cannot be, telling what is used instead."""
    _drop_interviews(facts, line, told)
    _drop_interview_chance(own, line, told)
    _tell_state(facts, line, told)


def _drop_interviews(facts: MutableMapping[str, Fact], line: int, told: Told) -> None:
    """Nobody interviews more people than applied; which figure is wrong cannot be told."""
    applications, interviews = (facts.get(one) for one in ("applications", "interviews"))
    if applications is None or interviews is None or interviews.value <= applications.value:  # type: ignore[operator]  # both are numbers
        return
    what = (
        f"It gives {interviews.value:g} `interviews` for {applications.value:g} `applications`, "
        "which cannot be; neither is used."
    )
    told.tell("interviews", line, what, "Mend the one that is wrong, or leave it empty.")
    del facts["applications"], facts["interviews"]


def _drop_interview_chance(own: MutableMapping[str, Any], line: int, told: Told) -> None:
    """A match takes an interview, so its chance is the smaller."""
    chance, interview = own.get("chance"), own.get("interview_chance")
    if chance is None or interview is None or chance <= interview:
        return
    what = (
        f"`chance` of a match, {chance:.3g}, is above `interview_chance`, {interview:.3g}, "
        "which cannot be; `chance` is used and the other is not."
    )
    told.tell("chances", line, what, "Mend the one that is wrong.")
    own["interview_chance"] = None


def _tell_state(facts: Mapping[str, Fact], line: int, told: Told) -> None:
    """A state of no American place is kept as it stands, and told where no country explains it."""
    state, country = (facts.get(one) for one in ("state", "country"))
    is_home = country is None or str(country.value).casefold() in _AT_HOME
    if state is not None and state.value not in STATES and is_home:
        what = f"`state` is {quoted(str(state.value))}, which is no state known here."
        mend = 'Write it as OH or Ohio; for a place abroad add a column "country".'
        told.tell("unknown state", line, what, mend)
