"""The early warning: when one is due, what is kept of it, what was answered, what came of it.

None while the part is off, or something else [holds it back](telling.py). Looking never keeps
anything: a notice is kept by `tell_if_due`, in the background and after a check-in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from trimtab.app.daily.ports import Store
from trimtab.app.mind import notice_words as words
from trimtab.app.mind.day_loads import day_loads
from trimtab.app.mind.day_scores import day_scores
from trimtab.app.mind.groundless import REVIEWS_WITHIN
from trimtab.app.mind.own_day import own_zone
from trimtab.app.mind.parts import is_on
from trimtab.app.mind.telling import A_WEEK, leave_alone, may_tell, note_told, told_before
from trimtab.domain.diary import CheckIn, Notice, NoticeAnswer, Review
from trimtab.wellbeing.days import DayScores
from trimtab.wellbeing.findings import Finding, Told

LOOKED_AT = timedelta(days=399)
OUTCOME_AFTER = timedelta(days=14)
OUTCOME_UNTIL = timedelta(days=28)
"""How long an outcome that nobody can tell yet is looked for again."""

FEWEST_SIGNS = 2
"""So many signs that two reviews in a row share are told (our choice)."""

SIGNS_AFTER = timedelta(days=28)
"""How long after a level signs are not told: they are one too."""

FROM_START = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs of the newest review, and those that the one before it held too."""

    newest: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


def notice_due(store: Store, now: datetime, new_id: Callable[[], str]) -> Notice | None:
    """The notice to tell now, not kept yet; None on most days."""
    from trimtab.wellbeing.ahead import look_ahead
    from trimtab.wellbeing.detection import watch

    today = _today(store, now)
    if not is_on(store, "notices") or not may_tell(store, today):
        return None
    days, told = days_looked_at(store, today), told_before(store, today)
    signs = signs_now(store, today)
    found = watch(days, today, told)
    if found is None and len(signs.shared) >= FEWEST_SIGNS and not _told_lately(told, today):
        said = words.signs_words(signs.shared)
        return Notice(id=new_id(), day=today, said_at=now, kind="level", words=said)
    if found is None:
        found = look_ahead(days, day_loads(store, today - LOOKED_AT, today), today, told)
    if found is None:
        return None
    return _noticed(found, new_id(), today, now, _sentences(found, days, signs))


def tell_if_due(store: Store, now: datetime, new_id: Callable[[], str]) -> Notice | None:
    """Keep the notice that is due, if any, and say of earlier ones how it went since."""
    settle_outcomes(store, now)
    found = notice_due(store, now, new_id)
    if found is not None:
        with store.at_once():
            store.keep_entry(found)
            note_told(store, found)
    return found


class NoticeWatch:
    """Looks again only on another day, or once something was said since it looked last."""

    def __init__(self, store: Store, new_id: Callable[[], str]) -> None:
        self._store = store
        self._new_id = new_id
        self._looked_at: tuple[object, ...] | None = None

    def look(self, now: datetime) -> None:
        """Tell what is due, unless nothing changed since the last look."""
        made_of = self._made_of(now)
        if made_of != self._looked_at:
            tell_if_due(self._store, now, self._new_id)
            self._looked_at = made_of

    def _made_of(self, now: datetime) -> tuple[object, ...]:
        store, today = self._store, _today(self._store, now)
        said = (store.newest_entry(CheckIn, today), store.newest_entry(Review, today))
        plan = store.plan()
        return today, said, is_on(store, "notices"), plan.revision if plan else None


def _told_lately(told: Iterable[Told], today: date) -> bool:
    """Whether a level was told within four weeks."""
    return any(one.kind == "level" and today < one.day + SIGNS_AFTER for one in told)


def days_looked_at(store: Store, today: date) -> tuple[DayScores, ...]:
    """The days that a look goes over."""
    return day_scores(store, today - LOOKED_AT, today)


def is_enough_to_look_at(store: Store, today: date) -> bool:
    """Whether enough days were said for a change to be seen."""
    from trimtab.wellbeing.detection import is_ready

    return is_ready(days_looked_at(store, today), today)


def signs_now(store: Store, today: date) -> Signs:
    """The signs of the newest two reviews of three weeks."""
    recent = store.entries(Review, today - REVIEWS_WITHIN, today)[-2:]
    there = [tuple(name for name, is_there in one.signs if is_there) for one in recent]
    known = [tuple(name for name in signs if name in words.SIGN_WORDS) for signs in there]
    if len(known) < 2:
        return Signs(newest=known[0] if known else ())
    return Signs(known[1], tuple(name for name in known[1] if name in known[0]))


def _sentences(found: Finding, days: tuple[DayScores, ...], signs: Signs) -> tuple[str, ...]:
    if found.kind == "ahead":
        return words.ahead_words(found)
    if found.kind == "level":
        answered = [one.day for one in days if one.is_answered]
        since = found.since or found.day
        is_start = bool(answered) and since <= min(answered) + FROM_START
        said = words.level_words(found, is_from_start=is_start)
    else:
        said = words.change_words(found)
    return (*said[:-1], words.signs_beside(signs.newest), said[-1]) if signs.newest else said


def _noticed(
    found: Finding, notice_id: str, today: date, now: datetime, said: tuple[str, ...]
) -> Notice:
    plainest = next((one for one in found.measures if one.measure == found.measure), None)
    return Notice(
        id=notice_id,
        day=today,
        said_at=now,
        kind=found.kind,
        words=said,
        since=found.since,
        measure=found.measure,
        certainty=found.certainty,
        change=found.change,
        before=plainest.before if plainest else None,
        level=plainest.now if plainest else None,
        until=found.until,
    )


def told_of(notice: Notice) -> Told:
    """A notice as those who look for changes know it."""
    return Told(day=notice.day, kind=notice.kind, since=notice.since, measure=notice.measure)


def open_notice(store: Store, now: datetime) -> Notice | None:
    """The notice of the last week that was not answered yet, while the part is on."""
    today = _today(store, now)
    newest = store.newest_entry(Notice, today)
    if newest is None or newest.answer is not None or not is_on(store, "notices"):
        return None
    return newest if today - newest.day < A_WEEK else None


def settled_notice(store: Store, now: datetime) -> Notice | None:
    """The newest notice of which it became known in the last week how it went."""
    if not is_on(store, "notices"):
        return None
    today = _today(store, now)
    within = (today - OUTCOME_UNTIL - A_WEEK, today - OUTCOME_AFTER)
    known = [one for one in store.entries(Notice, *within) if words.outcome_words(one)]
    return known[-1] if known and today - known[-1].day < OUTCOME_AFTER + A_WEEK else None


def answer_notice(store: Store, notice_id: str, answer: NoticeAnswer, now: datetime) -> bool:
    """Keep what the person chose; False where no such notice is kept."""
    notice = store.entry(Notice, notice_id)
    if notice is None:
        return False
    with store.at_once():
        store.keep_entry(replace(notice, answer=answer, answered_at=now))
        if answer == "quiet":
            leave_alone(store, _today(store, now))
    return True


def forget_notice(store: Store, notice_id: str) -> None:
    """Delete a notice."""
    store.forget_entry(Notice, notice_id)


def settle_outcomes(store: Store, now: datetime) -> None:
    """Say of each notice two weeks old how days went since; what nobody can tell waits longer."""
    from trimtab.wellbeing.outcome import how_it_went

    today = _today(store, now)
    waiting = [
        one
        for one in store.entries(Notice, last=today - OUTCOME_AFTER)
        if one.outcome == "" and today - one.day < LOOKED_AT
    ]
    if not waiting:
        return
    days = days_looked_at(store, today)
    for one in waiting:
        how = how_it_went(days, told_of(one), today).how
        if how != "unknown" or today >= one.day + OUTCOME_UNTIL:
            store.keep_entry(replace(one, outcome=how))


def past_notices(store: Store) -> tuple[Notice, ...]:
    """Every notice kept, the newest first."""
    return tuple(reversed(store.entries(Notice)))


def scores_by_day(days: tuple[DayScores, ...]) -> Mapping[date, DayScores]:
    """The days by their date."""
    return {one.day: one for one in days}


def _today(store: Store, now: datetime) -> date:
    return now.astimezone(own_zone(store)).date()
