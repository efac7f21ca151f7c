"""Days that come back: by the rules of RFC 5545, and by plain words."""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice, takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from trimtab.domain.recurrence import RULE_DAYS, UnclearRuleError, read_rule, rule_text

LAST = date(2033, 6, 1)
STARTS = st.one_of(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from([date(2024, 2, 29), date(2026, 10, 31), date(2026, 12, 31)]),
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules of whole days as calendars write them."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    is_long = frequency in {"MONTHLY", "YEARLY"}
    parts = [f"FREQ={frequency}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 6))}")
    end = draw(st.sampled_from(["", "COUNT=3", "COUNT=11", "UNTIL=20281115"]))
    which = []
    if draw(st.booleans()):
        months = draw(st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True))
        which.append(f"BYMONTH={','.join(map(str, months))}")
    if frequency != "WEEKLY" and draw(st.booleans()):
        days = st.sampled_from([-31, -3, -1, 1, 13, 28, 29, 30, 31])
        found = draw(st.lists(days, min_size=1, max_size=4, unique=True))
        which.append(f"BYMONTHDAY={','.join(map(str, found))}")
    if draw(st.booleans()):
        nth = draw(st.sampled_from(["", "1", "2", "5", "-1"])) if is_long else ""
        words = draw(st.lists(st.sampled_from(RULE_DAYS), min_size=1, max_size=3, unique=True))
        which.append(f"BYDAY={','.join(nth + word for word in words)}")
    if which and is_long and draw(st.booleans()):
        which.append(f"BYSETPOS={draw(st.sampled_from(['1', '-1', '2', '1,-1']))}")
    if frequency == "WEEKLY":
        which.append(f"WKST={draw(st.sampled_from(RULE_DAYS))}")
    return ";".join([*parts, *which, *filter(None, [end])])


@pytest.mark.long
@given(rules(), STARTS)
def test_a_rule_falls_on_the_days_that_dateutil_finds(text, start):
    """The first two hundred days of seven years are those another program finds."""
    ours = list(islice(read_rule(text, start).days(start, LAST), 200))
    known = rrulestr(text, dtstart=datetime(start.year, start.month, start.day))
    theirs = takewhile(lambda day: day <= LAST, (moment.date() for moment in known))
    assert ours == list(islice(theirs, 200))


@given(rules(), STARTS)
def test_a_rule_written_is_the_rule_read(text, start):
    """Reading what was written gives the same rule."""
    rule = read_rule(text, start)
    assert read_rule(rule_text(rule), start) == rule


@pytest.mark.parametrize(
    ("words", "start", "expected"),
    [
        ("monthly", "2026-10-31", ["2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31"]),
        ("monthly on the 31st", "2027-01-31", ["2027-01-31", "2027-02-28", "2027-03-31"]),
        ("monthly on the 1st", "2026-12-01", ["2026-12-01", "2027-01-01", "2027-02-01"]),
        ("on the last day of every month", "2028-01-31", ["2028-01-31", "2028-02-29"]),
        ("yearly", "2028-02-29", ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28"]),
        ("FREQ=YEARLY", "2028-02-29", ["2028-02-29", "2032-02-29"]),
        ("every 2 years", "2027-03-01", ["2027-03-01", "2029-03-01"]),
        ("Quarterly", "2026-11-30", ["2026-11-30", "2027-02-28", "2027-05-30"]),
        ("every other week", "2026-11-23", ["2026-11-23", "2026-12-07"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=1MO", "2026-12-07", ["2026-12-07", "2027-01-04"]),
    ],
)
def test_words_mean_what_people_mean_by_them(words, start, expected):
    """No month and no leap year loses its turn; a rule is taken as it is written."""
    first = date.fromisoformat(start)
    days = islice(read_rule(words, first).days(first, date(2040, 1, 1)), len(expected))
    assert [day.isoformat() for day in days] == expected


@pytest.mark.parametrize(
    "text",
    [
        "sometimes", "every 0 days", "every 2 years on the 1st", "monthly on the 32nd", "",
        "FREQ=SECONDLY", "FREQ=DAILY;BYHOUR=3", "FREQ=YEARLY;COUNT=2;UNTIL=20270101",
        "FREQ=WEEKLY;BYDAY=1MO", "FREQ=WEEKLY;BYMONTHDAY=3", "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYDAY=XX", "FREQ=MONTHLY;UNTIL=2027",
        "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=100000", "FREQ=DAILY;FREQ=DAILY",
        "FREQ=MONTHLY;BYSETPOS=1", "FREQ=DAILY;COUNT=", "FREQ=MONTHLY;BYDAY=0MO", "COUNT=3;FREQ=",
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_told(text):
    """Each such rule has a sentence and a remedy."""
    with pytest.raises(UnclearRuleError) as caught:
        read_rule(text, date(2026, 11, 1))
    assert caught.value.what
    assert caught.value.mend


def test_a_rule_that_never_falls_ends_where_the_days_do():
    """30 February is looked for no further than asked, also to the end of the calendar."""
    rule = read_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", None)
    assert list(rule.days(date(2026, 1, 1), date(2126, 1, 1))) == []
    assert list(read_rule("every 1000 years", None).days(date(9000, 1, 1), date.max)) == [
        date(9000, 1, 1)
    ]
