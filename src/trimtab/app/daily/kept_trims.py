"""Trims that the person keeps: their own at once, others once whoever must agree has.

One that names a day is for that day and ends with it. One that names none, such as writing each
day's notes in one sitting, is a habit and holds until it is taken back.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from trimtab.app.daily.horizon_now import Days
from trimtab.app.daily.ports import Store

KEPT = "kept_trims"
"""Setting that holds them; those that are over go a week later, with the next one kept."""

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
BARE_DAY = re.compile(rf"((?:\b(?:on|from|to|of|and|Watch)|,) )({'|'.join(NAMES)})\b(?! \d)")
"""A weekday where trims name one; a commitment may have one in its name."""

DATED_DAY = re.compile(rf"\b({'|'.join(NAMES)}) (\d\d?) ({'|'.join(MONTHS)})\b")
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class KeptTrim:
    """A small change by its sentence, as a plan told it whose first day was `first_day`.

    `permission` is who must agree, "nobody" where it is the person's own to decide.
    """

    id: str
    first_day: date
    change: str
    permission: str
    is_agreed: bool

    @property
    def dated(self) -> str:
        """The sentence with the date of each day: of a plan of one week, weekdays are enough.

        >>> trim = KeptTrim("a", date(2026, 11, 16), "Leave Clinic at 16:30 on Friday", "", True)
        >>> trim.dated
        'Leave Clinic at 16:30 on Friday 20 Nov'
        """
        return BARE_DAY.sub(self._with_date, self.change)

    def _with_date(self, found: re.Match[str]) -> str:
        day = self.first_day + timedelta(days=NAMES.index(found[2]))
        return f"{found[1]}{found[2]} {day.day} {MONTHS[day.month - 1]}"

    @property
    def days(self) -> tuple[date, ...]:
        """The days it is about; none of a habit."""
        found = DATED_DAY.finditer(self.dated)
        return tuple(self._day(int(one[2]), MONTHS.index(one[3]) + 1) for one in found)

    def _day(self, day: int, month: int) -> date:
        """A day of the year it was told in, or early in the next."""
        year = self.first_day.year + (month < self.first_day.month)
        return date(year, month, day)

    @property
    def is_habit(self) -> bool:
        """Whether it holds until it is taken back."""
        return not self.days

    def is_over(self, first_day: date) -> bool:
        """Whether all its days lie before a plan's first one."""
        return bool(self.days) and max(self.days) < first_day

    def told_in(self, days: Days) -> str | None:
        """The sentence as a plan of these days tells it; None where it is about others."""
        if any(not days.first_day <= day <= days.last_day for day in self.days):
            return None
        return self.dated if days.weeks > 1 else DATED_DAY.sub(r"\1", self.dated)


def kept_trims(store: Store) -> tuple[KeptTrim, ...]:
    """Every trim kept, in the order they were."""
    rows = json.loads(store.settings().get(KEPT, "[]"))
    return tuple(
        KeptTrim(**{**row, "first_day": date.fromisoformat(row["first_day"])}) for row in rows
    )


def keep_trim(store: Store, trim: KeptTrim) -> None:
    """Keep a trim, once; those that were over a week ago are forgotten."""
    others = [
        one
        for one in kept_trims(store)
        if one.dated != trim.dated and not one.is_over(trim.first_day - WEEK)
    ]
    _write(store, [*others, trim])


def agree_trim(store: Store, id: str) -> bool:  # noqa: A002 - the record's own word
    """Whoever must agree has; False where nobody knows that trim."""
    found = kept_trims(store)
    _write(store, [replace(one, is_agreed=True) if one.id == id else one for one in found])
    return any(one.id == id for one in found)


def drop_trim(store: Store, id: str) -> bool:  # noqa: A002 - the record's own word
    """Forget a trim; True where the plan was made with it."""
    found = kept_trims(store)
    _write(store, [one for one in found if one.id != id])
    return any(one.id == id and one.is_agreed for one in found)


def agreed_changes(store: Store, days: Days) -> tuple[str, ...]:
    """Sentences of the trims to plan these days with, as a plan of them tells each."""
    told = (one.told_in(days) for one in kept_trims(store) if one.is_agreed)
    return tuple(sentence for sentence in told if sentence is not None)


def _write(store: Store, trims: list[KeptTrim]) -> None:
    rows = [{**asdict(one), "first_day": one.first_day.isoformat()} for one in trims]
    store.keep_setting(KEPT, json.dumps(rows))
