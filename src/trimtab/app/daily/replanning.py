"""The plan that stands, made anew, made again after a word from the person, and kept up to date.

What pages use: `plan_anew`, `replan_now`, `refresh_if_due`, `say`. `moved` of the plan that comes
back tells what moved for it.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from trimtab.app.daily.plan_keeping import (
    ask_now,
    ask_standing,
    days_now,
    improve_plan,
    keep_plan,
    last_now,
    profile_now,
    zone_now,
)
from trimtab.app.daily.ports import Job, Planning, Store
from trimtab.app.daily.saying import BlockKey, Heard, Said, hear_said, mark_of
from trimtab.app.daily.taking_back import find_mark, take_back
from trimtab.app.moving import holds
from trimtab.domain.errors import (
    ChangedMeanwhileError,
    NoSuchLengthError,
    NoSuchPlaceError,
    TrimtabError,
)
from trimtab.domain.kept import BlockMark, KeptPlan
from trimtab.domain.plans import Block, LastPlan, Move

__all__ = [
    "SAID_ALREADY", "BlockKey", "Said", "Told", "plan_anew", "plan_anew_behind", "refresh_if_due",
    "replan_now", "say",
]  # fmt: skip

REFRESH_AFTER = timedelta(minutes=30)
"""How old what calendars said may be when a page opens, before they are read again (our choice)."""

TRY_AGAIN_AFTER = timedelta(minutes=5)
"""How long nothing is begun by pages again where it failed, so that each page does not (ours)."""

TRIED = "refresh_tried"
"""Setting that tells of which profile, and when, pages last began a plan."""

TRIES = 3
"""How often a word is worked in again where something else was kept meanwhile."""

SAID_ALREADY = "This was said before and counts once."
SAID_SINCE = "Something newer was said of this block, and that stands."


@dataclass(frozen=True, slots=True)
class Told:
    """The plan that stands now, None before the first, and what to tell about a word.

    `has_changed` says whether the plan is another for it: what moved stands in `kept.plan.moved`.
    """

    kept: KeptPlan | None
    remark: str = ""
    has_changed: bool = False


def plan_anew(store: Store, planning: Planning, now: datetime, *, wants_fresh: bool = False) -> Job:
    """Plan these days in the background, moving little of what stands; nobody waits.

    The first verified plan is kept at once where none stands, the last in any case.
    Raises NoProfileError before the first run.
    """
    ask = ask_now(store, now, last_now(store, now), wants_fresh=wants_fresh)
    return improve_plan(store, planning, ask, store.plan())


def plan_anew_behind(store: Store, planning: Planning, now: datetime) -> None:
    """Plan anew in the background where a plan stands, for what changes what the planner knows.

    What cannot be planned now is planned when a page is opened next.
    """
    if store.plan() is not None:
        with contextlib.suppress(TrimtabError):
            plan_anew(store, planning, now)


def replan_now(
    store: Store, planning: Planning, now: datetime, last: LastPlan | None = None
) -> KeptPlan:
    """Plan again at once around what stays of `last`, or of the plan that stands, and keep it.

    A better plan replaces it from the background, if nothing changes meanwhile. Raises
    ChangedMeanwhileError where another plan was kept while this one was made, and TrimtabError.
    """
    before = store.plan()
    ask = ask_now(store, now, last_now(store, now) if last is None else last)
    revision = profile_now(store).revision
    plan = planning.plan_quickly(ask)
    kept = keep_plan(store, plan, now, profile_revision=revision, before=before)
    improve_plan(store, planning, ask, kept)
    return kept


def refresh_if_due(store: Store, planning: Planning, now: datetime) -> Job | None:
    """Begin to plan again where what stands is old, of other days, or of another profile.

    For when a page opens: it never waits. None where nothing is due, or a plan is being made, or
    was tried a moment ago.
    """
    profile, kept, job = store.profile(), store.plan(), planning.newest()
    if profile is None or (job is not None and not job.is_over):
        return None
    is_due = kept is None or _is_due(store, kept, now)
    if not is_due or _was_tried(store, profile.revision, now):
        return None
    store.keep_setting(TRIED, f"{profile.revision} {now.isoformat()}")
    return plan_anew(store, planning, now, wants_fresh=True)


def _was_tried(store: Store, revision: int, now: datetime) -> bool:
    """Whether a page began to plan this very profile a moment ago."""
    of_revision, _, moment = store.settings().get(TRIED, "").partition(" ")
    if of_revision != str(revision):
        return False
    return abs(now - datetime.fromisoformat(moment)) < TRY_AGAIN_AFTER


def _is_due(store: Store, kept: KeptPlan, now: datetime) -> bool:
    days, zone = days_now(store, now), zone_now(store)
    return (
        not kept.plan.prices
        or now - kept.made_at >= REFRESH_AFTER
        or kept.made_at.astimezone(zone).date() != now.astimezone(zone).date()
        or kept.plan.horizon.first_day != days.first_day
        or kept.plan.horizon.days != 7 * days.weeks
        or kept.profile_revision != profile_now(store).revision
    )


def say(store: Store, planning: Planning, said: Said, now: datetime) -> Told:
    """Work in what the person said of a block, plan again at once, and keep both.

    The same word (by its id) counts once. What changes nothing of a block that stands is told, not
    kept. Of words that arrive late, those said after something
    newer of the same block are kept and change nothing. Raises NoSuchPlaceError where a block has
    no place where it was moved (nothing is kept then), and TrimtabError where nothing can be
    planned: then say it again later.
    """
    for left in reversed(range(TRIES)):
        try:
            return _said_once(store, planning, said, now)
        except ChangedMeanwhileError:
            if not left:
                raise
    raise AssertionError("unreachable")


def _said_once(store: Store, planning: Planning, said: Said, now: datetime) -> Told:
    before, local = store.plan(), now.astimezone(zone_now(store))
    of_block = _marks_of(store, said.block)
    if any(mark.id == said.id for mark in of_block):
        return Told(before, SAID_ALREADY)
    heard = _hear(store, said, local, of_block)
    if heard.last is None or before is None:
        if heard.is_kept:
            store.add_mark(mark_of(said, heard.block))
        return Told(before, heard.remark)
    ask = ask_now(store, now, heard.last)
    revision = profile_now(store).revision
    plan = planning.plan_quickly(ask_standing(store, ask))
    if heard.wished is not None and not any(holds(one, heard.wished) for one in plan.blocks):
        raise _refusal(heard.wished, said)
    with store.at_once():
        if not store.add_mark(mark_of(said, heard.block)):
            return Told(store.plan(), SAID_ALREADY)
        kept = keep_plan(store, plan, now, profile_revision=revision, before=before)
    improve_plan(store, planning, ask, kept)
    return Told(kept, heard.remark, has_changed=True)


def _refusal(wished: Block, said: Said) -> TrimtabError:
    """Why a block is not as it was wished: the plan has no room for it there."""
    then = f"{wished.start:%H:%M} on {wished.start:%A}"
    if said.verb == "longer":
        return NoSuchLengthError(
            wished.shown_name, wished.minutes, f"there is no room for that from {then}."
        )
    return NoSuchPlaceError(wished.shown_name, f"it has no place at {then}.")


def _hear(store: Store, said: Said, local: datetime, of_block: tuple[BlockMark, ...]) -> Heard:
    last = last_now(store, local)
    if last is None:
        return Heard(None, None, "")
    if any(mark.said_at > said.said_at for mark in of_block):
        return Heard(None, None, SAID_SINCE)
    if said.verb == "undone":
        return take_back(last, said, of_block, _moves_since(store, last, said, of_block))
    return hear_said(last, said, local, profile_now(store).text)


def _moves_since(
    store: Store, last: LastPlan, said: Said, of_block: tuple[BlockMark, ...]
) -> tuple[Move, ...]:
    """What the plan that stands moved, where it was made for the mark that is taken back."""
    kept, mark = store.plan(), find_mark(of_block, said.takes_back)
    if kept is None or mark is None:
        return ()
    first = kept.plan.horizon.instant_of(0)
    said_of_any = store.marks(first, first + timedelta(days=last.days + 1))
    is_newest = all(one.said_at <= mark.said_at for one in said_of_any)
    return (kept.plan.moved or ()) if is_newest else ()


def _marks_of(store: Store, key: BlockKey) -> tuple[BlockMark, ...]:
    """What was said of a block before, in the order it was said."""
    found = store.marks(key.start, key.start + timedelta(minutes=1))
    return tuple(one for one in found if (one.name, one.kind) == (key.name, key.kind))
