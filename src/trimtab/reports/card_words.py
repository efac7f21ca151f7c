"""What is said of a deck of cards, on pages and in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from trimtab.domain.decks import FILTERED, FORECAST_DAYS, DeckForecast, DeckOutlook
from trimtab.reports.wording import MONTHS, duration_text

MINUTES_PER_HOUR = 60
NO_CARDS = "There are no cards in it yet."
SPAN_DAYS = 28
OLD_DAYS = 14
"""An outlook older than that says so."""

ALIKE = 2
"""Loads that differ by no more minutes a day are alike."""


def today_text(outlook: DeckOutlook, today: date, most: int | None = None) -> str:
    """What a deck asks for today, with its range; of more than `most` a day what is done of it.

    >>> from datetime import UTC, datetime
    >>> day = date(2026, 11, 23)
    >>> one = DeckOutlook(id="a", day=day, said_at=datetime(2026, 11, 23, tzinfo=UTC), name="a",
    ...     minutes=((34, 28, 41),))
    >>> today_text(one, day)
    'Today about 34 min, 28 to 41.'
    >>> today_text(one, day, 25)
    'Today 25 min, as you limit it; all of it would be about 34 min.'
    """
    found = outlook.on(today)
    if found is None:
        return "Read it again to see the days to come."
    if not found[1] and not found[2]:
        return "Nothing is due today."
    asked = duration_text(found[0])
    if most is not None and found[0] > most:
        return f"Today {most} min, as you limit it; all of it would be about {asked}."
    return f"Today about {asked}, {range_text(found[1], found[2])}."


def no_cards_text(suspended: int, remarks: Sequence[str]) -> str:
    """Why a deck asks for nothing: it is filtered, all of it is suspended, or it is empty.

    >>> no_cards_text(5, ()), no_cards_text(0, ())
    ('All 5 of its cards are suspended.', 'There are no cards in it yet.')
    """
    if FILTERED in remarks:
        return FILTERED
    if suspended == 1:
        return "Its one card is suspended."
    return f"All {suspended:,} of its cards are suspended." if suspended else NO_CARDS


def range_text(low: int, high: int) -> str:
    """Two ends of minutes, in hours once they are some.

    >>> range_text(28, 41), range_text(55, 132)
    ('28 to 41', '55 min to 2 h 12 min')
    """
    if high < MINUTES_PER_HOUR:
        return f"{low} to {high}"
    return f"{duration_text(low)} to {duration_text(high)}"


def fortnight_text(outlook: DeckOutlook, today: date, most: int | None = None) -> str:
    """The minutes of the days to come together, and of an average one, within `most` a day."""
    ahead = [outlook.on(today + timedelta(days=number)) for number in range(FORECAST_DAYS)]
    known = [one[0] if most is None else min(one[0], most) for one in ahead if one is not None]
    if not known:
        return ""
    each = round(sum(known) / len(known))
    return (
        f"The next {len(known)} days ask for about {duration_text(sum(known))}, "
        f"some {duration_text(each)} a day, {new_text(outlook)}."
    )


def new_text(found: DeckOutlook | DeckForecast) -> str:
    """How many new cards a day that is with, and that a limit of reviews keeps others out."""
    if found.new_shown is None:
        return f"at {found.new_a_day} new cards a day"
    return (
        f"at {found.new_shown} of {found.new_a_day} new cards a day, as the limit of reviews "
        "leaves no room for more"
    )


def made_of_text(outlook: DeckOutlook) -> str:
    """How large it is, and what waits or stands aside."""
    parts = [f"{outlook.cards:,} cards", f"{outlook.unseen:,} never seen"]
    if outlook.backlog:
        parts.append(f"{outlook.backlog:,} overdue")
    if outlook.suspended:
        parts.append(f"{outlook.suspended:,} suspended")
    return ", ".join(parts) + "."


def load_lines(outlook: DeckOutlook) -> Iterator[tuple[str, tuple[str, ...]]]:
    """By new cards a day: minutes of an average day in each four weeks to come."""
    for new, means in outlook.loads:
        yield f"{new} a day", tuple(duration_text(one) for one in means)


def load_heads(outlook: DeckOutlook) -> tuple[str, ...]:
    """What each column of loads is called: the month its four weeks begin in."""
    spans = len(outlook.loads[0][1]) if outlook.loads else 0
    starts = (outlook.day + timedelta(days=SPAN_DAYS * number) for number in range(spans))
    return tuple(f"from {one.day} {MONTHS[one.month - 1]}" for one in starts)


def smoother_text(outlook: DeckOutlook) -> str:
    """What fewer new cards a day would come to, months on; nothing where there is no choice."""
    loads = dict(outlook.loads)
    own = loads.get(outlook.new_a_day)
    fewer = [new for new in loads if new < outlook.new_a_day]
    if own is None or not fewer or not outlook.new_a_day or len(own) < 2:
        return ""
    at = min(3, len(own) - 1)
    less = min(fewer, key=lambda new: abs(new - outlook.new_a_day / 2))
    then = _month(outlook, at)
    if _have_run_out(outlook, at) and max(own) > own[at]:
        return _peaks_text(outlook, own, less, at)
    if outlook.new_shown is not None and own[at] - loads[less][at] <= ALIKE:
        return (
            f"At {outlook.new_a_day} or {less} new cards a day, cards reach about "
            f"{duration_text(own[at])} a day in {then}: the limit of reviews keeps most new ones "
            "out. In Anki it is Maximum reviews/day."
        )
    return (
        f"At {outlook.new_a_day} new cards a day, cards reach about {duration_text(own[at])} a day "
        f"in {then}; at {less}, about {duration_text(loads[less][at])}."
    )


def _month(outlook: DeckOutlook, span: int) -> str:
    return MONTHS[(outlook.day + timedelta(days=SPAN_DAYS * span)).month - 1]


def _have_run_out(outlook: DeckOutlook, span: int) -> bool:
    """Whether new cards may all have been seen before a span of loads begins."""
    seen = outlook.new_a_day * SPAN_DAYS * span
    return outlook.new_shown is None and outlook.unseen <= seen


def _peaks_text(outlook: DeckOutlook, own: tuple[int, ...], less: int, at: int) -> str:
    """The most of each way, where a later month is small as few cards are left to be new."""
    fewer = dict(outlook.loads)[less]
    most, most_fewer = own.index(max(own)), fewer.index(max(fewer))
    return (
        f"At {outlook.new_a_day} new cards a day, cards reach about {duration_text(own[most])} a "
        f"day in {_month(outlook, most)}, and about {duration_text(own[at])} in "
        f"{_month(outlook, at)}, when few or no new ones are left; at {less}, they reach about "
        f"{duration_text(fewer[most_fewer])}, in {_month(outlook, most_fewer)}."
    )


def age_text(outlook: DeckOutlook, today: date) -> str:
    """How long ago it was read, where that matters."""
    days = (today - outlook.day).days
    if days < 2:
        return ""
    old = " Read it again for surer days." if days >= OLD_DAYS else ""
    return f"Read {days} days ago; the days since count as kept up.{old}"
