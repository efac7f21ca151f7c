"""A changed profile is kept where nobody changed it meanwhile, and the week is planned again."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData
from starlette.requests import Request

from trimtab.app.daily.plan_keeping import zone_now
from trimtab.app.daily.replanning import plan_anew
from trimtab.domain.errors import ChangedMeanwhileError, TrimtabError
from trimtab.domain.kept import KeptProfile
from trimtab.profiles.following import can_follow
from trimtab.web.desk import Desk


def profile_of(desk: Desk) -> KeptProfile:
    """The profile kept, an empty one before there is any."""
    return desk.store.profile() or KeptProfile("", 0, desk.now())


def own_zone(desk: Desk) -> ZoneInfo:
    """The person's own zone; the machine's where their profile tells none."""
    try:
        return zone_now(desk.store)
    except TrimtabError:
        return ZoneInfo(desk.zone)


def keep_text(desk: Desk, text: str, revision: int) -> None:
    """Keep a sound profile, changed by a form of that revision. Raises ChangedMeanwhileError.

    `text` is made of the profile kept now: what changed elsewhere since the form was made, and
    has nothing to do with it, stays.
    """
    keep_whole(desk, text, followed(desk, text, revision))


def followed(desk: Desk, text: str, revision: int) -> int:
    """The revision that a text, made of the profile kept now by a form of `revision`, follows.

    Raises ChangedMeanwhileError where both changed the same, or it is not known what the form saw.
    """
    kept = profile_of(desk)
    if revision == kept.revision:
        return revision
    history = desk.store.profile_history()
    then = next((one for one in history if one.revision == revision), None)
    if text != kept.text and not (then and can_follow(then.text, kept.text, text)):
        raise ChangedMeanwhileError("Your profile")
    return kept.revision


def keep_whole(desk: Desk, text: str, revision: int) -> None:
    """Keep a sound profile in place of just that revision. Raises ChangedMeanwhileError."""
    if text == profile_of(desk).text:
        return
    desk.store.keep_profile(text, desk.now(), expected_revision=revision)
    # Planning that cannot begin now begins with the next look at the week
    with contextlib.suppress(TrimtabError):
        plan_anew(desk.store, desk.planning, desk.now())


def forget_calendar(desk: Desk, source: str) -> None:
    """Forget a calendar that was taken off the profile: its file, and what it said elsewhere."""
    desk.store.remove_calendar(source)
    if desk.watch is not None:
        with contextlib.suppress(TrimtabError):  # the week goes without it in any case
            desk.watch.forget(source)


def revision_in(form: FormData | Mapping[str, str]) -> int:
    """The revision that a form was made from; one that nobody has where it says none."""
    said = str(form.get("revision") or "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 18 else -1


def is_changed_since(desk: Desk, form: FormData) -> bool:
    """Whether the profile was changed since a form was made."""
    return revision_in(form) != profile_of(desk).revision


def is_saved(request: Request) -> bool:
    """Whether a page follows a change that was kept."""
    return "saved" in request.query_params
