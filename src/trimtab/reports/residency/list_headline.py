"""What a planned list says first: what to do, what it comes to, and how it may end."""

from __future__ import annotations

from trimtab.domain.applications import PlannedList
from trimtab.reports.residency.list_words import cost_text, percent_text, range_text

NOTHING = "There is no programme to apply to here."

WELL_BEFORE = 0.9
"""Share of a list up to which its stop comes well before its end (our choice)."""


def headline(planned: PlannedList) -> str:
    """What to do and what it comes to, in one breath."""
    if not planned.entries:
        return _nothing_text(planned)
    if stops_early(planned):
        return f"{_stopping_text(planned)}. {unmatched_text(planned, ' with all of them')}"
    return f"{_sending_text(planned)}. {unmatched_text(planned)}"


def stops_early(planned: PlannedList) -> bool:
    """Whether nobody set a limit, and most of the list's end hardly helps."""
    is_limited = planned.most_applications is not None or planned.most_to_spend is not None
    if planned.stop is None or is_limited:
        return False
    return planned.stop.applications <= WELL_BEFORE * len(planned.entries)


def _stopping_text(planned: PlannedList) -> str:
    """How many are enough, and what all of them would come to."""
    assert planned.stop is not None
    enough, every = planned.stop.applications, len(planned.entries)
    out = sum(one.programme.status is not None for one in planned.entries)
    more = enough - out
    costs = {one.applications: one.cost for one in planned.lengths}
    price = _price(planned, costs.get(enough, 0.0) - costs.get(out, 0.0))
    rest = f"all {every:,} would cost {cost_text(planned, planned.cost)}"
    if not planned.cost:
        rest = f"the other {every - enough:,} hardly help"
    if not out:
        of = f" of {planned.considered:,}" if planned.considered else ""
        return f"Apply to {enough:,}{of}{price}; {rest}"
    already = _already(planned)
    if more <= 0:
        return f"Nothing more to send: {already}; {rest}"
    return f"Apply to {more:,} more{price} ({already}); {rest}"


def _sending_text(planned: PlannedList) -> str:
    """How many are to be sent, and for how much; beside what is sent already."""
    price = _price(planned, planned.cost_to_send)
    if not planned.sent.applications:
        of = f" of {planned.considered:,}" if planned.considered else ""
        return f"Apply to {len(planned.entries):,}{of}{_price(planned, planned.cost)}"
    already = _already(planned)
    if not planned.to_send:
        return f"Nothing more to send: {already}"
    return f"Apply to {planned.to_send:,} more{price} ({already})"


def _already(planned: PlannedList) -> str:
    sent = planned.sent
    are = "is" if sent.applications == 1 else "are"
    return f"{sent.applications:,} {are} sent{_price(planned, sent.cost)}"


def _price(planned: PlannedList, cost: float) -> str:
    return f" for {cost_text(planned, cost)}" if cost else ""


def _nothing_text(planned: PlannedList) -> str:
    """Why there is nothing to apply to: none open, or none within the limits."""
    if not planned.considered:
        ruled, closed = (len(planned.left_out_by(why)) for why in ("rule", "closed"))
        why = [f"{closed:,} said no"] if closed else []
        why += [f"{ruled:,} left out by a rule of their own"] if ruled else []
        return f"No programme here is open to you: {', '.join(why)}." if why else NOTHING
    are = "is" if planned.considered == 1 else "are"
    is_open = f"{planned.considered:,} {are} open"
    first = planned.next_application
    if planned.most_to_spend is not None and first is not None and first.cost:
        left = planned.most_to_spend - planned.sent.cost
        return (
            f"{cost_text(planned, max(0, left))} to spend is not enough to apply: {is_open}, and "
            f"the first would cost {cost_text(planned, first.cost)}."
        )
    if planned.most_applications is not None:
        more = "more " if planned.sent.applications else ""
        return f"No {more}applications were asked for: {is_open}."
    return NOTHING


def unmatched_text(planned: PlannedList, when: str = "") -> str:
    """The chance of no match, with its bounds and with its sensitivity to correlation.

    `when` says of which list it is. Nothing is said of another correlation where the person set it.
    """
    middle, alike = planned.p_unmatched, planned.p_unmatched_alike
    reach = "" if middle.low == middle.high else f" ({range_text(middle)})"
    share = percent_text(middle.middle)
    about = "" if share.startswith(("under", "over")) else "about "
    said = f"Chance of ending unmatched{when}: {about}{share}{reach}"
    if alike is None or planned.correlation.low == planned.correlation.high:
        return f"{said}."
    return f"{said}, {percent_text(alike)} if they judge more alike ({planned.correlation.high:g})."
