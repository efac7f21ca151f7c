"""Which number is the month and which year is meant: told by evidence, and said either way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from trimtab.calendars.rosters.written_days import WrittenDay

DAY = timedelta(days=1)
CLOSE_DAYS, FAR_DAYS, TIMES_FARTHER = 45, 28, 4
EARLIEST, LATEST = 1970, 2199
MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTH_FIRST_ZONES = ("America/", "US/", "Pacific/Honolulu", "Pacific/Guam")
DAY_FIRST_IN = ("America/Argentina", "America/Sao_Paulo", "America/Mexico", "America/Bogota")


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around the days: the days asked, the zone, months and years in titles."""

    first: date
    last: date
    zone: str
    months: tuple[tuple[int, int | None], ...] = ()
    years: tuple[int, ...] = ()

    @property
    def middle(self) -> date:
        """The middle of the days asked."""
        return self.first + (self.last - self.first) // 2


@dataclass(slots=True)
class Resolution:
    """The date of every day that has one; `assumed` is to be checked, `evident` is only shown."""

    dates: dict[WrittenDay, date] = field(default_factory=dict)
    assumed: list[tuple[str, str]] = field(default_factory=list)
    evident: list[str] = field(default_factory=list)

    def last_of(self, first: WrittenDay, last: WrittenDay) -> date | None:
        """The last day of a row: in the year after, when it would lie before the first."""
        begins, ends = self.dates.get(first), self.dates.get(last)
        if begins is None or ends is None or ends >= begins or last.year is not None:
            return ends
        return _made(ends.year + 1, ends.month, ends.day)


def resolve_days(written: Iterable[WrittenDay], setting: Setting) -> Resolution:
    """The dates of the days written, and what had to be assumed to find them."""
    found = Resolution()
    days = list(dict.fromkeys(written))
    ordered = _in_order(days, setting, found)
    year = _Years(ordered, setting)
    for one, plain in zip(days, ordered, strict=True):
        when = year.date_of(plain)
        if when is not None:
            found.dates[one] = _in_week(one, when)
            _tell_week(one, when, found)
    year.tell(found)
    _tell_weekdays(found)
    return found


def _in_week(day: WrittenDay, anchor: date) -> date:
    """The day meant by one that is written as a weekday of the week of another."""
    after = 0 if day.on is None else (day.on - anchor.weekday()) % 7
    return anchor + (day.plus + after) * DAY


def _tell_week(day: WrittenDay, anchor: date, found: Resolution) -> None:
    """A week named by its middle: weekdays before that one are read as those after it."""
    if day.on is None or anchor.weekday() in {0, 6} or day.on >= anchor.weekday():
        return
    what = f"The week of {anchor.day} {MONTH_NAMES[anchor.month - 1]} is read from that day on."
    said = (what, "If that is wrong, write the days with their dates.")
    if said not in found.assumed:
        found.assumed.append(said)


def _in_order(days: list[WrittenDay], setting: Setting, found: Resolution) -> list[WrittenDay]:
    """The days with every month known that numbers or neighbours tell."""
    open_days = [day for day in days if day.other]
    if not open_days:
        return days
    is_day_first, why, is_sure = _order(open_days, days, setting)
    sample = next((day for day in open_days if max(day.day, day.other) <= 12), open_days[0])
    plain = _as_order(sample, is_day_first=is_day_first)
    first = "day" if is_day_first else "month"
    meant = f"{_shown(sample)} is {plain.day} {MONTH_NAMES[plain.month - 1]}"
    what = f"Dates are read {first} first ({meant}): {why}."
    if not is_sure and any(day.day != day.other for day in open_days):
        mend = "If that is wrong, write the days as 2026-11-16."
        found.assumed.append((what, mend))
    elif is_sure:
        found.evident.append(what)
    return [_as_order(day, is_day_first=is_day_first) if day.other else day for day in days]


def _as_order(day: WrittenDay, *, is_day_first: bool) -> WrittenDay:
    """The day with its month; a number above twelve is a day whatever the order."""
    first, second = day.day, day.other
    is_day_first = first > 12 or (is_day_first and second <= 12)
    number, month = (first, second) if is_day_first else (second, first)
    return replace(day, day=number, month=month, other=0, separator="")


def _order(
    open_days: list[WrittenDay], days: list[WrittenDay], setting: Setting
) -> tuple[bool, str, bool]:
    """Whether the day comes first, why, and whether the file itself says so."""
    day_first = [day for day in open_days if day.day > 12]
    month_first = [day for day in open_days if day.other > 12]
    if day_first and not month_first:
        return True, f"{_shown(day_first[0])} can mean nothing else", True
    if month_first and not day_first:
        return False, f"{_shown(month_first[0])} can mean nothing else", True
    told = _by_neighbours(open_days, days, setting)
    if day_first and month_first:
        is_day_first, why, _ = told or _by_habit(open_days, setting)
        both = f"{_shown(day_first[0])} and {_shown(month_first[0])} contradict each other, and"
        return is_day_first, f"{both} {why}", False
    return told or _by_habit(open_days, setting)


def _by_habit(open_days: list[WrittenDay], setting: Setting) -> tuple[bool, str, bool]:
    """The order that has more days among those asked, else the usual one of the zone."""
    inside = {
        order: sum(_is_near(day, setting, is_day_first=order) for day in open_days)
        for order in (True, False)
    }
    if inside[True] != inside[False]:
        is_day_first = inside[True] > inside[False]
        return is_day_first, "that way they fall into the days asked", False
    is_day_first = not setting.zone.startswith(MONTH_FIRST_ZONES) or setting.zone.startswith(
        DAY_FIRST_IN
    )
    return is_day_first, f"nothing in the file tells, and it is usual in {setting.zone}", False


def _by_neighbours(
    open_days: list[WrittenDay], days: list[WrittenDay], setting: Setting
) -> tuple[bool, str, bool] | None:
    """Dots, weekdays, months in titles and days in a row tell the order."""
    if all(day.separator == "." for day in open_days):
        return True, "dots stand between the numbers", True
    fits = {order: _weekday_fits(open_days, setting, is_day_first=order) for order in (True, False)}
    if fits[True] != fits[False]:
        return fits[True] > fits[False], "that way the weekdays beside them fit", True
    named = {day.month for day in days if day.month} | {month for month, _ in setting.months}
    in_named = {
        order: sum(_as_order(day, is_day_first=order).month in named for day in open_days)
        for order in (True, False)
    }
    if in_named[True] != in_named[False]:
        return in_named[True] > in_named[False], "that way they fall into the month named", True
    spans = {order: _span_days(open_days, is_day_first=order) for order in (True, False)}
    for order in (True, False):
        if len(open_days) > 2 and _is_closer(spans[order], spans[not order]):
            return order, "that way they follow one another", True
    return None


def _is_closer(days: int, other: int) -> bool:
    """Whether one order has the days in a row, and the other has them months apart."""
    return days <= CLOSE_DAYS and other >= max(FAR_DAYS, TIMES_FARTHER * days)


def _shown(day: WrittenDay) -> str:
    return f"{day.day}{day.separator}{day.other}" + ("." if day.separator == "." else "")


def _weekday_fits(days: list[WrittenDay], setting: Setting, *, is_day_first: bool) -> int:
    fitting = 0
    for day in (_as_order(day, is_day_first=is_day_first) for day in days):
        when = _nearest(day, setting.middle) if day.weekday is not None else None
        fitting += when is not None and when.weekday() == day.weekday
    return fitting


def _is_near(day: WrittenDay, setting: Setting, *, is_day_first: bool) -> bool:
    when = _nearest(_as_order(day, is_day_first=is_day_first), setting.middle)
    return when is not None and setting.first <= when <= setting.last


def _span_days(days: list[WrittenDay], *, is_day_first: bool) -> int:
    plain = (_as_order(day, is_day_first=is_day_first) for day in days)
    numbers = [(day.year or 0) * 365 + day.month * 30.5 + day.day for day in plain]
    return round(max(numbers) - min(numbers))


def _nearest(day: WrittenDay, anchor: date) -> date | None:
    """The date of a day whose month is known: in its year, else nearest to the anchor."""
    if day.year is not None:
        return _made(day.year, day.month, day.day)
    years = (anchor.year, anchor.year - 1, anchor.year + 1)
    dates = [when for when in (_made(year, day.month, day.day) for year in years) if when]
    return min(dates, key=lambda when: abs((when - anchor).days)) if dates else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


class _Years:
    """Finds years, and the month of bare days, from what is nearest at hand."""

    def __init__(self, days: Sequence[WrittenDay], setting: Setting) -> None:
        self.days = days
        self.setting = setting
        self.anchor, self.why, self.is_sure = self._find_anchor()
        self.month = self._find_month()

    def date_of(self, day: WrittenDay) -> date | None:
        """The date of one day, if there is such a day."""
        if day.is_bare:
            return self._bare(day)
        return _nearest(day, self.anchor)

    def _bare(self, day: WrittenDay) -> date | None:
        """A bare day in its month, or in a month beside it if only there its weekday fits."""
        dates = [_bare_date(day, self.month + shift) for shift in (0, 1, -1)]
        fitting = (when for when in dates if when and day.weekday in {None, when.weekday()})
        return next(fitting, dates[0])

    def tell(self, found: Resolution) -> None:
        """Say which year was taken where none was written."""
        without = [
            found_date
            for day, found_date in found.dates.items()
            if day.year is None and (day.is_bare or day.month or day.other)
        ]
        if not without:
            return
        years = sorted({when.year for when in without})
        shown = " and ".join(map(str, years[:3]))
        what = f"Dates without a year are read as {shown}: {self.why}."
        if any(day.is_bare for day in self.days) and not self.setting.months:
            first = min(without)
            shown = f"{first.day} {MONTH_NAMES[first.month - 1]} {first.year}"
            what = f"Days without a month are read from {shown} on: {self.why}."
        if self.is_sure:
            found.evident.append(what)
        else:
            found.assumed.append((what, "If that is wrong, write the year beside the days."))

    def _find_anchor(self) -> tuple[date, str, bool]:
        whole = sorted(
            when
            for when in (_nearest(day, self.setting.middle) for day in self.days if day.month)
            if when and any(day.year == when.year for day in self.days)
        )
        if whole:
            return whole[len(whole) // 2], "other days beside them say it", True
        for month, year in self.setting.months:
            if year:
                return date(year, month, 15), f"{MONTH_NAMES[month - 1]} {year} stands there", True
        if self.setting.years:
            year = self.setting.years[0]
            return date(year, 7, 1), f"{year} stands there", True
        return self._by_weekdays()

    def _by_weekdays(self) -> tuple[date, str, bool]:
        """The year in which most weekdays fit, the one asked before its neighbours."""
        middle = self.setting.middle
        dated = [day for day in self.days if day.weekday is not None and day.month]
        fits = {shift: self._fitting(dated, _shifted(middle, shift)) for shift in (0, 1, -1)}
        best = max(fits, key=fits.__getitem__)
        if dated and fits[best] == len(dated):
            return _shifted(middle, best), "the weekdays beside them fit", True
        return middle, "that is nearest to the days asked", False

    def _fitting(self, days: list[WrittenDay], anchor: date) -> int:
        dates = [(day, _nearest(day, anchor)) for day in days]
        return sum(when is not None and when.weekday() == day.weekday for day, when in dates)

    def _find_month(self) -> int:
        """Months since year 0 of the first bare day."""
        for month, year in self.setting.months:
            middle = _nearest(WrittenDay(15, month, year), self.anchor) or self.anchor
            return self._of_title(middle.year * 12 + middle.month - 1)
        base = self.setting.middle.year * 12 + self.setting.middle.month - 1
        bare = [day for day in self.days if day.is_bare]
        dated = [day for day in bare if day.weekday is not None]
        nearby = sorted(range(base - 3, base + 4), key=lambda month: self._away(bare, month))
        best = max(nearby, key=lambda month: self._bare_fitting(dated or bare, month))
        if dated and self._bare_fitting(dated, best) == len(dated):
            self.why, self.is_sure = "the weekdays beside them fit", len(dated) > 2
        return best

    def _away(self, bare: list[WrittenDay], base: int) -> int:
        """Days between the middle of the bare days and that of the days asked."""
        dates = [when for day in bare if (when := _bare_date(day, base))]
        middle = self.setting.middle
        return abs((dates[len(dates) // 2] - middle).days) if dates else 10_000

    def _of_title(self, named: int) -> int:
        """A title's month is the one most of the days are in: "26 27 … 31 1 2 …" begins before."""
        bare = [day for day in self.days if day.is_bare]
        before = sum(day.turn == 0 for day in bare)
        after = sum(day.turn == 1 for day in bare)
        return named - 1 if after > before else named

    @staticmethod
    def _bare_fitting(days: list[WrittenDay], base: int) -> int:
        dates = [(day, _bare_date(day, base)) for day in days]
        return sum(
            when is not None and day.weekday in {None, when.weekday()} for day, when in dates
        )


def _bare_date(day: WrittenDay, base: int) -> date | None:
    """The date of a bare day, `base` being the months since year 0 of the first."""
    year, month = divmod(base + day.turn, 12)
    return _made(year, month + 1, day.day)


def _is_dated(day: WrittenDay) -> bool:
    """Whether it is the day written, not another of its week."""
    return not day.plus and day.on is None


def _shifted(day: date, years: int) -> date:
    return _made(day.year + years, day.month, min(day.day, 28)) or day


def _tell_weekdays(found: Resolution) -> None:
    """A weekday that is not the date's is told; the date counts."""
    wrong = [
        (day, when)
        for day, when in found.dates.items()
        if _is_dated(day) and day.weekday is not None and day.weekday != when.weekday()
    ]
    if not wrong:
        return
    day, when = wrong[0]
    more = f", and {len(wrong) - 1} more like it" if len(wrong) > 1 else ""
    said = WEEKDAY_NAMES[day.weekday or 0]
    what = (
        f"{when.day} {MONTH_NAMES[when.month - 1]} {when.year} is a {WEEKDAY_NAMES[when.weekday()]}"
        f", but {said} stands beside it{more}; the date counts."
    )
    found.assumed.append((what, "Check these days, or the year."))
