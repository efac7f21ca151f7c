"""Dates to keep: one line, a kind, steps done and taken back, and what has gone by."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from read_pages import form_of, words_of
from sample_desk import TUESDAY_AT_TEN

from trimtab.profiles.reading import read_profile

LICENCE = "Board papers 1 March 2027 every 2 years, licence"


@pytest.fixture(autouse=True)
def _without_dates(desk):
    """The example's profile with no date in it."""
    text = desk.store.profile().text.split("[[date]]")[0]
    desk.store.keep_profile(text, TUESDAY_AT_TEN)


def dates_of(desk):
    """Dates kept."""
    found, problems = read_profile(desk.store.profile().text, "me.toml")
    assert problems == ()
    return found.dates


@pytest.fixture
def keep(client):
    """Type a line, look at it, keep it."""

    def keep_line(line):
        shown = client.post("/dates", data={"line": line})
        assert shown.status_code == 200, shown.text
        return client.post("/dates/one/new", data=form_of(shown.text))

    return keep_line


def done(client, name, step="", on="2027-03-01", wish="done"):
    """One tap beside a step, or a date."""
    return client.post("/dates/done", data={"name": name, "step": step, "on": on, "do": wish})


def test_a_line_is_looked_at_and_kept_with_the_steps_of_its_kind(client, desk, keep):
    """The page tells when each begins; the months ahead tell what is next."""
    assert "None yet." in client.get("/dates").text
    assert keep(LICENCE).status_code == 303
    text = words_of(client.get("/dates").text)
    assert "Board papers licence, every 2 years Mon 1 Mar 2027, in 15 weeks" in text
    assert "Gather documents from Tue 1 Dec, 1 h" in text
    assert "Next for Board papers: Gather documents, from Tue 1 Dec." in words_of(
        client.get("/season").text
    )
    assert "Board papers: Mon 1 Mar 2027, in 15 weeks." in words_of(client.get("/you").text)


def test_a_kind_begins_a_date_with_its_usual_steps(client, desk):
    """Nothing of them is written until they are the person's own."""
    page = client.get("/dates/one/new?kind=visa").text
    assert "Ask the office what is needed, 180 days before" in unescape(page)
    sent = {**form_of(page), "name": "J-1", "due": "2027-06-30"}
    assert client.post("/dates/one/new", data=sent).status_code == 303
    assert (dates_of(desk)[0].kind, len(dates_of(desk)[0].steps)) == ("visa", 3)
    assert "steps" not in desk.store.profile().text


def test_steps_are_done_one_by_one_and_taken_back(client, desk, keep):
    """The date is done with once they all are, until it comes back."""
    keep(LICENCE)
    done(client, "Board papers", "Gather documents")
    assert "Gather documents done" in words_of(client.get("/dates").text)
    done(client, "Board papers", "Gather documents", wish="undo")
    assert dates_of(desk)[0].done_steps == frozenset()
    done(client, "Board papers")
    assert dates_of(desk)[0].done_days == {date(2027, 3, 1)}
    assert "Thu 1 Mar 2029" in client.get("/dates").text


def test_a_date_of_yesterday_is_told_and_stays(client, desk, keep):
    """It may be kept and called done, and is asked about until it is."""
    shown = client.post("/dates", data={"line": "Exam fee 2026-11-16, exam"})
    assert "That day has passed." in shown.text
    client.post("/dates/one/new", data=form_of(shown.text))
    text = words_of(client.get("/dates").text)
    assert "Gone by Exam fee Mon 16 Nov, yesterday. Is it done?" in text
    assert "Exam fee was Mon 16 Nov: is it done?" in words_of(client.get("/season").text)
    done(client, "Exam fee", on="2026-11-16")
    assert "Gone by" not in client.get("/dates").text
    assert "Take back : Exam fee" in words_of(client.get("/dates").text)


def test_what_is_not_clear_stays_with_what_would_mend_it(client, keep):
    """A line without a day, a day that is none, a name that is there, a step that is not."""
    answer = client.post("/dates", data={"line": "Rent"})
    assert (answer.status_code, 'value="Rent"' in answer.text) == (422, True)
    keep(LICENCE)
    sent = form_of(client.get("/dates/one/new").text)
    again = client.post(
        "/dates/one/new", data={**sent, "name": "Board papers", "due": "2027-01-01"}
    )
    assert "A date has that name already." in again.text
    assert "no step" in unescape(done(client, "Board papers", "Sing").text)
