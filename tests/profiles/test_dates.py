"""Dates in a profile: read with their steps, told with their mistakes, changed by one line."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from trimtab.domain.dates import DATE_KINDS, ChangedProfile, DoneMark, KeptDate, Turn, TypedDate
from trimtab.domain.errors import NoSuchDateError, ProfileError
from trimtab.domain.plans import Block
from trimtab.domain.privacy import topics_of
from trimtab.profiles.date_writing import add_date
from trimtab.profiles.done_writing import mark_done, take_back
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


@pytest.mark.parametrize("kind", DATE_KINDS)
def test_the_usual_steps_are_taken_for_no_private_topic(kind):
    """Sending a licence's form is no job application, and nothing else sounds like one."""
    start = datetime(2026, 11, 23, 9, tzinfo=UTC)
    for step in lead_times()[kind]:
        block = Block(start, start, f"{step.name} (State licence)", "task", "life")
        assert topics_of(block) == ()


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
        "Send the form",
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


def done(
    content: bytes,
    name: str,
    step: str | None = None,
    *,
    on: date | None = None,
    today: date = TODAY,
) -> ChangedProfile:
    """The profile with that marked done."""
    return mark_done(content, DoneMark(name, step, on), today=today, file="me.toml")


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
    first = done(content, "licence", "gather")
    second = done(first.content, "Licence", None)
    third = done(second.content, "Rent", "Pay", on=date(2026, 12, 30))
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
    changed = mark_done(content.encode(), DoneMark("A"), today=TODAY, file="me.toml")
    assert changed.content.decode() == content.replace(done, expected)


def test_the_last_line_without_an_end_gets_one():
    """A file that ends in the middle of a line still reads."""
    content = b'[[date]]\nname = "A"\ndue = 2027-03-01'
    changed = done(content, "A", None)
    assert tomllib.loads(changed.content.decode())["date"][0]["done"] == [date(2027, 3, 1)]


RENT_ALONE = PROFILE.replace('  "Pay @ 2026-11-30",  # by card\n', "").encode()
LICENCE = b'[[date]]\nname = "Lic"\ndue = 2027-03-08\nkind = "licence"\nrepeats = "every 2 years"\n'


def test_the_turn_that_passed_comes_first_however_long_ago():
    """The rent of last week, and the licence seventeen days late, not the one in two years."""
    assert done(RENT_ALONE, "Rent", today=date(2026, 12, 5)).lines == "2026-11-30"
    assert done(LICENCE, "Lic", today=date(2027, 3, 25)).lines == "2027-03-08"
    assert done(LICENCE, "lic", "Send", today=date(2028, 3, 1)).lines.endswith('@ 2027-03-08"')


def test_a_turn_that_has_begun_comes_before_one_long_gone():
    """In January 2029 papers are gathered for 2029, though 2027 was never called done."""
    assert "@ 2029-03-08" in done(LICENCE, "Lic", "Gather", today=date(2029, 1, 15)).lines


def test_a_turn_far_ahead_is_marked_only_by_its_day():
    """Said twice, the second is refused and says how; the first of all may be done early."""
    first = done(LICENCE, "Lic", today=date(2026, 11, 22))
    assert first.lines == "2027-03-08"
    far = r"8 Mar 2029, in 120 weeks\. If it is that one, add --on 2029-03-08\."
    with pytest.raises(NoSuchDateError, match=far):
        done(first.content, "Lic", today=date(2026, 11, 22))
    on_its_day = done(first.content, "Lic", on=date(2029, 3, 8))
    assert on_its_day.lines == "2029-03-08"
    with pytest.raises(NoSuchDateError, match="It falls on 2027-03-08 and 2029-03-08"):
        done(LICENCE, "Lic", on=date(2028, 3, 8))


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("name", "step", "on"),
    [("Licence", "Gather", None), ("Licence", None, None), ("Rent", "Pay", date(2026, 12, 30))],
)
def test_what_is_taken_back_leaves_no_trace(name, step, on, ending):
    """Byte for byte what stood there before, named by its step, its day or not at all."""
    content = PROFILE.replace("\n", ending).encode()
    changed = done(content, name, step, on=on).content
    for mark in (DoneMark(name), DoneMark(name, step, on)):
        assert take_back(changed, mark, file="me.toml").content == content


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('done = ["Get ready", "Go", 2027-03-01]', 'done = ["Get ready", 2027-03-01]'),
        (
            'done = [\n  "Go",  # by hand\n  2027-03-01,\n]',
            "done = [\n  # by hand\n  2027-03-01,\n]",
        ),
        ('done = "Go"  # by hand', "done = []  # by hand"),
    ],
)
def test_an_entry_is_taken_out_of_what_is_there(before, after):
    """However the list was written, and whatever stands beside it."""
    steps = '[{ name = "Get ready", days_before = 3 }, { name = "Go", days_before = 1 }]'
    content = f'[[date]]\nname = "A"\n{before}\nsteps = {steps}\ndue = 2027-03-01\n'
    changed = take_back(content.encode(), DoneMark("A", "go"), file="me.toml")
    assert changed.content.decode() == content.replace(before, after)
    assert changed.remark == "No longer done: A, Go."
    with pytest.raises(NoSuchDateError, match="Nothing of that is called done"):
        take_back(changed.content, DoneMark("A", "go"), file="me.toml")


def test_of_steps_that_begin_alike_the_open_one_is_meant():
    """Two steps of a visa begin with Ask; while both are open it says so."""
    visa = b'[[date]]\nname = "Visa"\ndue = 2027-03-01\nkind = "visa"\n'
    with pytest.raises(NoSuchDateError, match="2 steps of Visa begin with"):
        done(visa, "Visa", "Ask")
    first = done(visa, "Visa", "Ask the office")
    assert done(first.content, "Visa", "Ask").lines == '"Ask whether anything is missing"'


def test_what_is_done_already_is_told_and_left():
    """A step and a whole date; the profile stays as it is."""
    content = PROFILE.encode()
    for step, said in (
        ("Gather", "Done already: Gather documents, for"),
        (None, "is done already"),
    ):
        once = done(content, "Licence", step)
        again = done(once.content, "Licence", step)
        assert (again.content, again.lines) == (once.content, "")
        assert said in again.remark


def test_what_is_not_there_is_said():
    """A date, a step, and a list in one line."""
    content = PROFILE.encode()
    for name, step, said in [
        ("Licenc", None, "Did you mean Licence?"),
        ("Car", None, "Its dates are Licence, Rent."),
        ("Licence", "Gahter documents", "Did you mean Gather documents?"),
        ("Licence", "Sing", "Its steps are"),
    ]:
        with pytest.raises(NoSuchDateError, match=said.replace("?", r"\?")):
            done(content, name, step)
    inline = b'date = [{ name = "A", due = 2027-03-01 }]'
    with pytest.raises(ProfileError, match="headed"):
        done(inline, "A")
    with pytest.raises(NoSuchDateError, match="It has none"):
        done(b"", "A")


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
    assert "stays as it is. Change it in line 17." in again.remark
