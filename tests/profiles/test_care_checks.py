"""[[care]] and [[own_care]]: each mistake with its place and its remedy."""

from __future__ import annotations

import pytest

from trimtab.domain.care import ME, DaysOff
from trimtab.profiles.reading import read_profile

ROBIN = '[person]\ntime_zone = "America/New_York"\n[[people]]\nname = "Robin"\nkind = "partner"\n'


def problems_of(text: str) -> str:
    """What is wrong with a profile, in one line."""
    return " ".join(f"{one.what} {one.mend}" for one in read_profile(text, "me.toml")[1])


def test_who_can_is_the_person_and_a_partner_unless_it_is_said():
    """And others with hours of their own, with days off and dates of their own."""
    covers = (
        '[{ name = "School", between = "08:00-15:00",'
        ' off = [2026-11-11, "2026-12-21/2027-01-03"] },'
        ' { name = "Ada", between = "15:00-18:00", on = [2026-11-11] }]'
    )
    profile, wrong = read_profile(f'{ROBIN}[[care]]\nname = "Mia"\ncovers = {covers}\n', "me.toml")
    assert wrong == ()
    (care,) = profile.care
    assert care.by == (ME, "Robin")
    school, ada = care.covers
    assert school.off[0] == DaysOff(school.off[0].first, school.off[0].first)
    assert ada.is_there_on(school.off[0].first)
    assert not school.is_there_on(school.off[0].first)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ('between = "15:00-08:00"', "which ends before it begins"),
        ('between = "soon"', "not a span of clock times"),
        ('between = "08:00-08:00"', "begins and ends at the same time"),
        ('by = ["Somebody Else"]', "to your people first"),
        ('by = ["Robyn"]', 'Did you mean "Robin"?'),
        ("start = 2026-12-01\nend = 2026-11-01", "before it begins on 2026-12-01"),
        ("covers = 3", "not a list of people with hours"),
        ('covers = [{ between = "08:00-15:00" }]', "a cover without a name"),
        ('covers = [{ name = "Ada" }]', "without `between`"),
        ('covers = [{ name = "Ada", between = "08:00-15:00", day = "mon" }]', "`days`"),
        ('covers = [{ name = "Ada", between = "08:00-15:00", off = "never" }]', "no day"),
        (
            'covers = [{ name = "Ada", between = "08:00-15:00", off = "2026-12-02/2026-12-01" }]',
            "Swap the two days",
        ),
    ],
)
def test_a_mistake_in_care_names_its_remedy(keys, told):
    """Nothing is guessed."""
    assert told in problems_of(f'{ROBIN}[[care]]\nname = "Mia"\n{keys}\n')


def test_somebody_far_away_cannot_be_there():
    """One who lives by another clock; without a zone they live by the person's own."""
    far = ROBIN + 'time_zone = "Africa/Lagos"\n[[care]]\nname = "Mia"\nby = ["Robin"]\n'
    assert "lives by the clock of Africa/Lagos" in problems_of(far)
    assert problems_of(ROBIN + '[[care]]\nname = "Mia"\nby = ["Robin"]\n') == ""
    away = ROBIN + 'time_zone = "Africa/Lagos"\n[[care]]\nname = "Mia"\n'
    assert read_profile(away, "me.toml")[0].care[0].by == (ME,)


def test_an_appointment_has_a_time_of_a_day():
    """A day alone, or words, are no appointment; one that is over is, it was had."""
    own = '[[own_care]]\nname = "Dentist"\nbooked = '
    assert "no time of a day" in problems_of(own + "2026-12-03\n")
    assert "no time of a day" in problems_of(own + '"soon"\n')
    assert problems_of(own + "2020-01-03T10:00:00\n") == ""


def test_a_name_in_care_stops_at_two_hundred_letters():
    """It stands on several pages."""
    assert "can have 200 at most" in problems_of(f'{ROBIN}[[care]]\nname = "{"a" * 201}"\n')
    assert problems_of(f'{ROBIN}[[care]]\nname = "{"a" * 200}"\n') == ""


@pytest.mark.parametrize("name", ["me", " Me "])
def test_nobody_else_goes_by_me(name):
    """Hours of care name the person planned for so, and would mix the two up."""
    said = problems_of(ROBIN.replace("Robin", name))
    assert "which means yourself" in said
    assert "the name they go by" in said


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("3/12", "is not read as a month and a day"),
        ("29.2.", "is not read as a month and a day"),
        ("02-31", "is no day of the year"),
    ],
)
def test_a_birthday_written_otherwise_is_still_a_day(said, told):
    """What is not read is said not to be read, and how to write it."""
    found = problems_of(f'{ROBIN}birthday = "{said}"\n')
    assert told in found
    assert "Write month and day as" in found


@pytest.mark.parametrize(
    "said", ["robin.ics", "robin.ics @ soon", "https://a.org/r.ics @ 2026-11-24"]
)
def test_a_file_of_earlier_months_has_its_last_day(said):
    """And is a file: an address would be read as it is now, not as it was."""
    found = problems_of(f'{ROBIN}earlier = ["{said}"]\n')
    assert "no file with its last day" in found
    assert "robin.ics @ 2026-11-24" in found
