"""Lists in Settings: each table of the profile in a line."""

from __future__ import annotations

from html import unescape

import pytest

TABLES = """
[[exam]]
name = "Step 3"
date = {year}-03-16
questions = 900

[[date]]
name = "Licence"
due = {year}-03-01
kind = "licence"

[[season]]
name = "Elective"
start = {year}-02-01
end = {year}-02-28

[[task]]
name = "Poster"
minutes = 120
due = {year}-04-02 12:00:00

[[own_care]]
kind = "dentist"
booked = {year}-05-04 09:30:00
"""


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("exam", "Tue 16 Mar 2027, 900 questions"),
        ("date", "Mon 1 Mar 2027, licence"),
        ("season", "Mon 1 Feb 2027, Sun 28 Feb 2027"),
        ("task", "due Fri 2 Apr 2027 12:00"),
        ("own_care", "Tue 4 May 2027 09:30"),
    ],
)
def test_days_of_another_year_say_it(client, desk, table, said):
    """And those of this year do not."""
    own = desk.store.profile().text
    desk.store.keep_profile(own + TABLES.format(year=2027), desk.now())
    assert said in unescape(client.get(f"/settings/t/{table}").text)
    desk.store.keep_profile(own + TABLES.format(year=2026), desk.now())
    assert " 2026" not in client.get(f"/settings/t/{table}").text
