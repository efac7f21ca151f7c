"""Double bookings kept and said once per pair; exact copies merged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from trimtab.app.overlaps import find_double_bookings, merge_duplicates
from trimtab.domain.commitments import Commitment

NINE = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)


def commitment(name, start_hours=0.0, hours=1.0, kind="personal", **where):
    """A commitment so many hours after nine on Monday 9 November."""
    start = NINE + timedelta(hours=start_hours)
    end = start + timedelta(hours=hours)
    return Commitment(name, name, start, end, kind, **{"source": "a.ics", "line": 1, **where})


def test_double_bookings_between_calendars():
    """Only pairs from different calendars are told, at the later one's calendar and line."""
    both = [
        commitment("Ward", hours=8, kind="duty"),
        commitment("Dentist", 2, source="b.ics", line=7),
        commitment("Own meeting", 3),
    ]
    (problem,) = find_double_bookings(both, "America/New_York")
    assert (problem.file, problem.line) == ("b.ics", 7)
    assert problem.what == '"Ward" and "Dentist" overlap from Mon 9 Nov 06:00; both are kept.'
    assert "mark it as free" in problem.mend


def test_events_that_touch_do_not_overlap():
    """One that begins when the other ends is no double booking."""
    both = [commitment("A"), commitment("B", 1, source="b.ics")]
    assert find_double_bookings(both, "UTC") == []


def test_home_call_overlaps_anything_in_peace():
    """Home call leaves the person free to live."""
    both = [commitment("Home call", hours=24, kind="home_call"), commitment("B", 1, source="b.ics")]
    assert find_double_bookings(both, "UTC") == []


def test_a_lecture_that_outlasts_its_duty_is_an_overlap():
    """Only a lecture wholly inside is gentle."""
    both = [
        commitment("Ward", hours=4, kind="duty"),
        commitment("Lecture", 3, 2, "lecture", source="b.ics"),
    ]
    (problem,) = find_double_bookings(both, "UTC")
    assert "overlap from" in problem.what


def test_a_lecture_as_long_as_its_duty_is_inside_it():
    """Order of reading does not matter when both begin and end together."""
    duty, lecture = (
        commitment("Ward", hours=4, kind="duty"),
        commitment("A lecture", 0, 4, "lecture", source="b.ics"),
    )
    for both in ([duty, lecture], [lecture, duty]):
        (problem,) = find_double_bookings(both, "UTC")
        assert '"A lecture" falls inside "Ward"' in problem.what


def test_copies_merge_and_the_better_known_one_stays():
    """The same event in two feeds is one, with the kind that says more."""
    copies = [commitment("Clinic"), commitment("Clinic", kind="clinic", source="b.ics")]
    (one,) = merge_duplicates(copies)
    assert one.kind == "clinic"
    assert merge_duplicates(reversed(copies)) == (one,)


def test_almost_copies_stay():
    """Another name, start or end is another event."""
    events = [commitment("A"), commitment("A", 0.5), commitment("A", hours=2), commitment("B")]
    assert len(merge_duplicates(events)) == 4


def test_thousands_at_one_time_are_bounded():
    """Three thousand events at one hour end quickly, with problems told."""
    crowd = [commitment(f"E{n}", source=f"{n}.ics") for n in range(3000)]
    assert find_double_bookings(crowd, "UTC")


def test_near_copies_of_different_calendars_merge():
    """Capitals, spaces and what is put before a forwarded name make no other event."""
    names = ["MICU Night", "micu  night ", "FW: MICU Night", "[EXTERNAL] Copy: MICU night"]
    for name in names[1:]:
        both = [commitment(names[0]), commitment(name, kind="duty", source="b.ics")]
        (one,) = merge_duplicates(both)
        assert (one.name, one.kind) == (name, "duty")
        (first,) = merge_duplicates([commitment(names[0], kind="duty"), both[1]])
        assert first.name == names[0]


def test_near_copies_of_one_calendar_stay():
    """Whoever writes two names in one calendar may mean two things."""
    both = [commitment("MICU"), commitment("micu")]
    assert len(merge_duplicates(both)) == 2
    assert len(merge_duplicates([*both, commitment("Micu", source="b.ics")])) == 2


def test_other_names_and_times_are_no_copies():
    """A cancelled one, another unit, another hour: told as double bookings, never merged."""
    one = commitment("MICU night", kind="duty")
    for other in (
        commitment("Canceled: MICU night", source="b.ics"),
        commitment("MICU night 2", source="b.ics"),
        commitment("FW:", source="b.ics"),
        commitment("micu night", 0.25, source="b.ics"),
        commitment("micu night", hours=1.5, source="b.ics"),
    ):
        assert len(merge_duplicates([one, other])) == 2


def test_ten_thousand_copies_are_merged_at_once():
    """However many spellings of one hour there are."""
    marks = ("", "fw: ", "copy: ", "[external] ")
    many = [
        commitment(f"{mark}Ward {number}", source=f"{number % 2}.ics")
        for number in range(2500)
        for mark in marks
    ]
    assert len(merge_duplicates(many)) == 10_000
