"""Dates in a profile: read with their steps, told with their mistakes, changed by one line."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from trimtab.domain.dates import DATE_KINDS, KeptDate, Turn, TypedDate
from trimtab.domain.errors import NoSuchDateError, ProfileError
from trimtab.profiles.date_writing import add_date, mark_done
from trimtab.profiles.lead_times import lead_times
from trimtab.profiles.reading import read_profile

TODAY = date(2026, 11, 22)
HOW_TO = Path(__file__).parents[2] / "docs/how-to/dates.md"


def kept(text: str) -> KeptDate:
    """The one date of a profile."""
    profile, problems = read_profile(f'[[date]]\nname = "A"\ndue = 2027-03-01\n{text}', "me.toml")
    assert problems == ()
    assert profile is not None
    return profile.dates[0]


def mistake(text: str) -> str:
    """The one mistake of a date, with its line."""
    content = f'[[date]]\nname = "A"\ndue = 2027-03-01\n{text}'
    (problem,) = read_profile(content, "me.toml")[1]
    return str(problem)


@pytest.mark.parametrize("kind", DATE_KINDS)
def test_every_kind_has_steps_of_its_own(kind):
    """The usual steps go forward, take time, and are in the documentation with their days."""
    steps = lead_times()[kind]
    assert kept(f'kind = "{kind}"').steps == steps
    assert [step.days_before for step in steps] == sorted(
        (step.days_before for step in steps), reverse=True
    )
    page = HOW_TO.read_text()
    assert all(f"{step.name}, {step.days_before} days before" in page for step in steps)


def test_the_steps_a_person_writes_win():
    """Theirs alone, the earliest first."""
    one = kept(
        'kind = "visa"\nsteps = [{ name = "B", days_before = 3 }, '
        '{ name = "C", days_before = 40, minutes = 15, important = true, note = "x" }]'
    )
    assert [(step.name, step.days_before, step.minutes) for step in one.steps] == [
        ("C", 40, 15),
        ("B", 3, 30),
    ]
    assert one.has_own_steps


def test_what_is_done_is_a_day_or_a_step():
    """Of what comes back, a step says for which turn."""
    once = kept('kind = "licence"\ndone = ["Gather documents"]')
    assert [step.step.name for step in Turn(once, once.due).open_steps] == [
        "Submit the application",
        "Check that it has arrived",
    ]
    again = kept('kind = "rent"\nrepeats = "monthly"\ndone = ["Pay @ 2027-04-01", 2027-03-01]')
    assert [Turn(again, date(2027, month, 1)).is_done for month in (3, 4, 5)] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('kind = "vsa"', 'me.toml:4: `kind` in [[date]] "A" is "vsa". Did you mean "visa"?'),
        ('repeats = "now and then"', "does not say how it comes back"),
        ("repeats = 3", "which is not text"),
        ('repeats = "FREQ=HOURLY"', "FREQ=HOURLY is not followed"),
        ('repeats = "monthly on the 2nd"', "Write due = 2027-03-02"),
        ('repeats = "FREQ=YEARLY;UNTIL=20260101"', "Mend one of the two"),
        ("steps = 3", "not a list of steps"),
        ("steps = []", "has 0 steps"),
        ("steps = [{ days_before = 3 }]", "a step without a name"),
        ('steps = [{ name = "B" }]', "without `days_before`"),
        ('steps = [{ name = "B", days_before = -1 }]', "`days_before` = -1"),
        ('steps = [{ name = "B", days_before = 1, minutes = true }]', "`minutes` = true"),
        ('steps = [{ name = "B", days_before = 1, important = 1 }]', "It is true or false"),
        ('steps = [{ name = "B", days_before = 1, note = 1 }]', "It is text in quotes"),
        ('steps = [{ name = "B", day_before = 1 }]', "Did you mean `days_before`?"),
        ('steps = [{name="B",days_before=1},{name="B",days_before=2}]', "two steps named"),
        ("remind_days = [-1]", "days before go from 0"),
        ("done = [3]", "neither a day nor a step"),
        ('done = ["Get readyy"]', 'Did you mean "Get ready"?'),
        ("done = [2027-03-02]", "It falls on 2027-03-01"),
        ('repeats = "yearly"\ndone = ["Get ready"]', 'Write for example "Get ready @ 2027-03-01"'),
        ('repeats = "yearly"\ndone = ["Get ready @ 2027-05-01"]', "It comes back from 2027-03-01"),
        ('[values]\nbody = 1\n[[date]]\nname="B"\ndue=2027-01-01\nvalue="bod"', '"body"'),
        ('[[date]]\nname="A"\ndue=2027-01-01', "Two [[date]] tables are named"),
    ],
)  # fmt: skip
def test_mistakes_are_told_where_they_stand(text, said):
    """Each has its line and a remedy."""
    told = mistake(text)
    assert said in told
    assert told.startswith("me.toml:")


def test_a_date_without_a_day_is_told():
    """What is missing comes with an example; a moment or a far year is no day."""
    (problem,) = read_profile('[[date]]\nname = "A"', "me.toml")[1]
    assert "due = 2027-03-01" in problem.mend
    for due in ("2027-03-01T10:00:00", "1020-01-01"):
        assert read_profile(f'[[date]]\nname = "A"\ndue = {due}', "me.toml")[1]


PROFILE = """\
# mine
[[date]]   # first
name = "Licence"
due = 2027-03-01  # a Monday
kind = "licence"

[[date]]
name = "Rent"
due = 2026-11-30
kind = "rent"
repeats = "monthly"
done = [
  "Pay @ 2026-11-30",  # by card
]
# end
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_step_done_changes_nothing_else(ending, mark):
    """One line or one entry more; comments, order, line endings and byte order mark stay."""
    content = (mark + PROFILE).replace("\n", ending).encode()
    first = mark_done(content, "licence", "gather", today=TODAY, file="me.toml")
    second = mark_done(first.content, "Licence", None, today=TODAY, file="me.toml")
    third = mark_done(second.content, "Rent", "Pay", today=TODAY, file="me.toml")
    expected = PROFILE.replace(
        "# a Monday\n", '# a Monday\ndone = ["Gather documents", 2027-03-01]\n'
    ).replace('2026-11-30",', '2026-11-30", "Pay @ 2026-12-30",')
    assert third.content == (mark + expected).replace("\n", ending).encode()
    assert first.remark == "Done: Gather documents, for Licence on 1 Mar 2027."


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("done = []", "done = [2027-03-01]"),
        ('done = "Get ready"', 'done = ["Get ready", 2027-03-01]'),
        ('done=["Get ready" , ] # x', 'done=["Get ready", 2027-03-01 , ] # x'),
    ],
)
def test_an_entry_joins_what_is_there(done, expected):
    """However the list was written."""
    content = f'[[date]]\nname = "A"\n{done}\ndue = 2027-03-01'
    if "Get ready" in done:
        content = content.replace(
            "due",
            'steps = [{ name = "Get ready", days_before = 3 },'
            ' { name = "Go", days_before = 1 }]\ndue',
        )
    changed = mark_done(content.encode(), "A", None, today=TODAY, file="me.toml")
    assert changed.content.decode() == content.replace(done, expected)


def test_the_last_line_without_an_end_gets_one():
    """A file that ends in the middle of a line still reads."""
    content = b'[[date]]\nname = "A"\ndue = 2027-03-01'
    changed = mark_done(content, "A", None, today=TODAY, file="me.toml")
    assert tomllib.loads(changed.content.decode())["date"][0]["done"] == [date(2027, 3, 1)]


def test_the_turn_just_passed_comes_first():
    """Five days after the rent it is that rent which is done, and then the next."""
    content = PROFILE.replace('  "Pay @ 2026-11-30",  # by card\n', "").encode()
    first = mark_done(content, "Rent", None, today=date(2026, 12, 5), file="me.toml")
    second = mark_done(first.content, "Rent", None, today=date(2026, 12, 5), file="me.toml")
    assert (first.lines, second.lines) == ("2026-11-30", "2026-12-30")


def test_what_is_not_there_is_said():
    """A date, a step, a list in one line, and what is done already."""
    content = PROFILE.encode()
    for name, step, said in [
        ("Licenc", None, "Did you mean Licence?"),
        ("Car", None, "Its dates are Licence, Rent."),
        ("Licence", "Gahter documents", "Did you mean Gather documents?"),
        ("Licence", "Sing", "Its steps are"),
    ]:
        with pytest.raises(NoSuchDateError, match=said.replace("?", r"\?")):
            mark_done(content, name, step, today=TODAY, file="me.toml")
    done = mark_done(content, "Licence", "Gather documents", today=TODAY, file="me.toml").content
    with pytest.raises(NoSuchDateError, match="done already"):
        mark_done(done, "Licence", "Gather documents", today=TODAY, file="me.toml")
    whole = mark_done(content, "Licence", None, today=TODAY, file="me.toml").content
    with pytest.raises(NoSuchDateError, match="done already"):
        mark_done(whole, "Licence", None, today=TODAY, file="me.toml")
    inline = b'date = [{ name = "A", due = 2027-03-01 }]'
    with pytest.raises(ProfileError, match="headed"):
        mark_done(inline, "A", None, today=TODAY, file="me.toml")
    with pytest.raises(NoSuchDateError, match="It has none"):
        mark_done(b"", "A", None, today=TODAY, file="me.toml")


def test_a_date_is_appended_and_reads_back():
    """Every byte that was there stays; a name already there is left alone."""
    typed = TypedDate('Loan "A"', date(2026, 12, 1), "money", "monthly on the 1st", "life")
    changed = add_date(PROFILE.encode(), typed, "me.toml")
    assert changed.content.startswith(PROFILE.encode())
    profile, problems = read_profile(changed.content.decode(), "me.toml")
    assert problems == ()
    assert profile is not None
    assert profile.dates[-1].name == 'Loan "A"'
    assert list(profile.dates[-1].days(date(2027, 1, 15))) == [date(2026, 12, 1), date(2027, 1, 1)]
    again = add_date(changed.content, typed, "me.toml")
    assert again.content == changed.content
    assert "stays as it is" in again.remark
