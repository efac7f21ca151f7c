"""Mails as colleagues write them: what they ask is read, or what was not read is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.calendars.kinds import kind_of
from trimtab.domain.errors import UnclearLineError
from trimtab.domain.requests import asked_text
from trimtab.spoken.letters import Letter, read_letter

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=ZoneInfo("America/Los_Angeles"))


def read(text: str) -> Letter:
    """The letter as understood on Monday 16 November 2026 at eight, in Los Angeles."""
    return read_letter(text, NOW, kind_of)


def understood(text: str) -> str:
    """What is shown of it, with plain dashes; the line it makes means the same."""
    letter = read(text)
    assert read(letter.line).asked.starts == letter.asked.starts
    return asked_text(letter.asked, NOW.date()).replace("\u2013", "-")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            ("Would you join our Quality & Safety Committee? We meet the second Tuesday of every "
            "month from 5:30 to 7 pm, starting in January, and the term is one year."),
            ("Quality & Safety Committee: second Tuesday of the month 17:30-19:00 from "
            "Tue 12 Jan 2027 until Tue 11 Jan 2028, 12 times"),
        ),
        (
            "Journal club every Tuesday 12-1 starting in January",
            "Journal club: Tuesdays 12:00-13:00 from Tue 5 Jan 2027, with no end given",
        ),
        (
            ("Could you serve on the IRB, every other Wednesday 3-5 pm for a year starting in "
            "January?"),
            ("IRB: every other Wednesday 15:00-17:00 from Wed 6 Jan 2027 until Wed 5 Jan 2028, "
            "27 times"),
        ),
        (
            "Can you cover the ward week of Dec 7, 7-5?",
            "Ward: every day 07:00-17:00 from Mon 7 Dec 2026 until Sun 13 Dec 2026, 7 times",
        ),
        (
            "Can you be on service the week of December 7? Rounds are 7am to 5pm daily.",
            "Service: every day 07:00-17:00 from Mon 7 Dec 2026 until Sun 13 Dec 2026, 7 times",
        ),
        (
            "Could you take the clinic next week, Mon-Fri 8-5?",
            "Clinic: weekdays 08:00-17:00 from Mon 23 Nov 2026 until Sun 29 Nov 2026, 5 times",
        ),
        (
            "Could you cover the ward Monday through Friday next week from 7 to 7?",
            "Ward: weekdays 07:00-19:00 from Mon 23 Nov 2026 until Sun 29 Nov 2026, 5 times",
        ),
        (
            "Can you do the ward talk next week on Thursday at 3 pm for an hour?",
            "Ward talk: Thu 26 Nov 2026 15:00-16:00",
        ),
        (
            ("Would you present at M&M on Wednesday, December 9, 7:00-8:00 a.m.? "
            "Slides are due to Jo by December 4 at 5 pm."),
            "M&M: Wed 9 Dec 2026 07:00-08:00",
        ),
        (
            "Could you cover the ED on the 3rd and 17th of December, 8-4?",
            ("ED: every other Thursday 08:00-16:00 from Thu 3 Dec 2026 until Thu 17 Dec 2026, "
            "2 times"),
        ),
        (
            "Could you cover the ED December 3, 10 and 17, 8-4?",
            "ED: Thursdays 08:00-16:00 from Thu 3 Dec 2026 until Thu 17 Dec 2026, 3 times",
        ),
        ("Course Dec 8-10, 9 to 5", ("Course: Tuesdays, Wednesdays and Thursdays 09:00-17:00 from "
         "Tue 8 Dec 2026 until Thu 10 Dec 2026, 3 times")),
        ("Extra shift December 12-13 7a-7p", ("Extra shift: Sat 12 Dec 2026 and Sun 13 Dec 2026 "
         "07:00-19:00")),
        (
            "In-house 24h call starting Saturday Nov 28 at 7 am",
            "Call: Sat 28 Nov 2026 07:00 for 24 h",
        ),
        (
            "Home call Friday Dec 4, 5 pm to Monday 7 am",
            "Home call: Fri 4 Dec 2026 17:00 for 62 h",
        ),
        (
            ("As you know, Dr. Patel will be on leave from 1 December through 15 January. We are "
            "looking for providers to pick up additional clinic sessions on Wednesday afternoons "
            "from 1-5pm during that time."),
            ("Additional clinic sessions: Wednesdays 13:00-17:00 from Wed 2 Dec 2026 until "
            "Fri 15 Jan 2027, 7 times"),
        ),
        (
            ("Hi Ana, so can you do the grand rounds talk on Thursday Dec 10 at 8 am?\n\n"
            "Karen Blum, MD\nTel: 555 0100\nOffice hours Mon 9:00-11:00\n\n"
            "On Fri, Nov 13, 2026 Ana wrote:\n> ok"),
            "Grand rounds talk: Thu 10 Dec 2026 08:00-09:00",
        ),
        (
            "NEED COVERAGE FOR THE ED THIS SATURDAY 7A-7P",
            "ED: Sat 21 Nov 2026 07:00-19:00",
        ),
    ],
)  # fmt: skip
def test_what_a_mail_asks_is_read(text, shown):
    """Each as its writer meant it."""
    assert understood(text) == shown


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("3 pm EST", 12),
        ("3-4 pm ET", 12),
        ("15:00-16:00 Eastern time", 12),
        ("14:00-15:00 GMT", 6),
        ("17:00-18:00 CET", 8),
        ("10-11 am PT", 10),
        ("12:00-13:00 UTC", 4),
    ],
)
def test_hours_of_another_clock_are_put_on_the_persons_own(said, hour):
    """They are turned by the zones of that very day, and it is said."""
    asked = read(f"Could you join the review call on Thursday, December 10, {said}?").asked
    assert asked.starts[0] == datetime(2026, 12, 10, hour, 0, tzinfo=NOW.tzinfo)
    assert asked.zone == "America/Los_Angeles"
    assert any("clock" in remark for remark in asked.remarks) == (hour != 10)


def test_another_clock_that_changes_on_another_day_moves_the_hour():
    """London goes back a week before Los Angeles does, so one meeting is an hour later."""
    asked = read("Board, Wednesdays 17:00-18:00 GMT from 17 March until 14 April 2027").asked
    london = ZoneInfo("Europe/London")
    assert {one.astimezone(london).hour for one in asked.starts} == {17}
    assert [one.hour for one in asked.starts] == [10, 10, 9, 9, 9]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Could you stay tonight until 10pm?", "it says until when, and not from when"),
        (
            "Could we meet on Tue Dec 1 10-11 or Wed Dec 2 14-15 or Thu Dec 3 9-10?",
            "it leaves a choice",
        ),
        ("Can you meet Tuesday Dec 1 or Thursday Dec 3 at 5 pm?", "it leaves a choice"),
    ],
)
def test_what_cannot_be_weighed_is_told(text, told):
    """Nothing is made of it that nobody asked for."""
    with pytest.raises(UnclearLineError, match=told):
        read(text)


def test_a_signature_without_closing_words_is_no_part_of_what_is_asked():
    """Where somebody is reached is not asked; who they are is known by it."""
    letter = read(
        "Can you give the sepsis talk on Thu Dec 10 at 8 am for 30 minutes?\n\nKaren Blum, MD\n"
        "Division of Medicine\nTel: 555 0100\nOffice hours Mon 9:00-11:00"
    )
    assert (letter.asked.name, letter.sender) == ("Sepsis talk", "Karen Blum")
    assert letter.asked.remarks == ()


def test_a_second_request_in_a_mail_is_not_passed_over():
    """The first is weighed; the sentence of the other is shown."""
    letter = read(
        "First, could you interview two applicants on Friday Dec 4, 9-11? "
        "Second, please join the wellness committee, Mondays 12-1."
    )
    assert [start.day for start in letter.asked.starts] == [4]
    (told,) = [one for one in letter.asked.remarks if "wellness committee" in one]
    assert "by itself" in told


def test_a_due_date_beside_it_is_told_and_no_day_of_it():
    """Slides by Friday are a task, not a second meeting."""
    letter = read("Present at M&M on Wed December 9, 7-8 am. Slides are due by December 4, 5 pm.")
    assert letter.asked.starts[0] == datetime(2026, 12, 9, 7, 0, tzinfo=NOW.tzinfo)
    assert len(letter.asked.starts) == 1
    assert any("Slides are due by December 4" in remark for remark in letter.asked.remarks)


def test_words_of_time_that_were_not_read_are_shown():
    """So that nobody answers for other days than were meant."""
    letter = read("Could you cover the clinic on Tuesdays 8-12 whenever the January block is thin?")
    assert any("January block" in remark for remark in letter.asked.remarks)
    plain = read("Could you cover the clinic on Tuesdays 8-12 until 31 January?")
    assert plain.asked.remarks == ()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Could you teach the M3s every other Thursday 4-5 pm?", "Teaching M3s", "lecture"),
        (
            "We have moonlighting shifts open. Could you take any of these, Friday nights 7p-7a?",
            "Moonlighting shifts",
            "duty",
        ),
    ],
)
def test_what_is_asked_has_a_name_one_would_use(text, name, kind):
    """A draft can say it, and the way there counts."""
    asked = read(text).asked
    assert (asked.name, asked.kind) == (name, kind)


def test_one_weekend_of_each_month_lasts_as_long_as_it_says():
    """From Friday evening to Monday morning, once a month, and not an hour on each of its days."""
    asked = read(
        "Could you take one extra home call weekend a month, Friday 5 pm to Monday 7 am, "
        "from January through June?"
    ).asked
    lengths = {one.end - one.start for one in asked.occurrences}
    assert lengths <= {timedelta(hours=62), timedelta(hours=61)}  # one is over the change of clocks
    assert [one.astimezone(UTC).month for one in asked.starts] == [1, 2, 3, 4, 5, 6]
    assert {one.strftime("%a %H:%M") for one in asked.starts} == {"Fri 17:00"}


@pytest.mark.parametrize(
    ("sent_by", "end", "greeted"),
    [
        ("Sam Ho <sam@example.org>", "Best,\nSam", "Sam"),
        ("Sam Ho <sam@example.org>", "\nSam", "Sam"),
        ("Samuel Ho <sam@example.org>", "Thanks,\nsam", "Sam"),
        ("BOB MARTIN <bob@example.org>", "", "Bob Martin"),
        ("ED Scheduling <ed@example.org>", "Thanks,\nBOB", "Bob"),
        ("Karen Blum <kb@example.org>", "Kind regards,\nKaren Blum, MD", "Karen Blum"),
        ("Karen Blum <kb@example.org>", "Thanks!\nKB", "KB"),
        ("Helen Ortiz <ho@example.org>", "Thanks,\nsee the file attached", "Helen Ortiz"),
    ],
)
def test_who_asks_is_greeted_by_the_name_they_sign_with(sent_by, end, greeted):
    """In usual capitals; by the name it was sent under where no name signs it."""
    letter = read(
        f"From: {sent_by}\n\n"
        f"Can you give the sepsis talk on Thu Dec 10 at 8 am for 30 minutes?\n{end}"
    )
    assert (letter.asked.name, letter.sender) == ("Sepsis talk", greeted)
