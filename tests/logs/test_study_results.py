"""Tables of question results, as banks and people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from trimtab.domain.errors import UnreadableFileError
from trimtab.logs.study_results import read_study_results

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def read(text: str, *exams: str):
    """The results of a table for these exams, Step 3 where none is named."""
    return read_study_results(text.encode(), "r.csv", exams or ("Step 3",), NOW)


def test_columns_may_have_other_names():
    """And another order, semicolons, per cent, and a length as a clock."""
    found = read("Score %;System;Date;Total;Time\n62.5;Renal;23.11.2026;40;1:02:30\n").results[0]
    assert (found.day, found.exam, found.topic) == (date(2026, 11, 23), "Step 3", "Renal")
    assert (found.asked, found.right, found.minutes) == (40, 25, 62.5)


def test_wrong_answers_tell_the_right_ones():
    """Where only those are counted."""
    assert read("date,asked,incorrect\n2026-11-23,40,12\n").results[0].right == 28


def test_the_same_table_gives_the_same_ids():
    """Two sittings alike on one day are two; the table brought again adds none."""
    text = "date,asked,right\n2026-11-23,40,20\n2026-11-23,40,20\n"
    ids = [one.id for one in read(text).results]
    assert len(set(ids)) == 2
    assert [one.id for one in read(text).results] == ids


def test_days_with_slashes_are_read_where_one_order_fits_all():
    """Where either could be meant nothing is guessed."""
    head = "date,asked\n"
    assert read(head + "11/23/2026,10\n11/02/2026,10\n").results[1].day == date(2026, 11, 2)
    assert read(head + "23/11/2026,10\n02/11/2026,10\n").results[1].day == date(2026, 11, 2)
    unclear = read(head + "02/11/2026,10\n")
    assert unclear.results == ()
    assert "is not a day" in str(unclear.problems[0])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2026-11-23,Step 1,40,20", "is no exam of your profile"),
        ("2026-11-23,Step 3,many,20", "is no number of questions"),
        ("2026-11-23,Step 3,0,0", "is no number of questions"),
        ("2026-11-23,Step 3,40,41", "41 right of 40 cannot be"),
        ("soon,Step 3,40,20", "'soon' is not a day"),
        ("2026-11-23,,40,20", "is no exam of your profile"),
        ("2026-11-24,Step 3,40,20", "2026-11-24 is still to come"),
        ("2026-11-23,Step 3,40,x", "'x' is no number of right answers"),
    ],
)
def test_a_row_that_cannot_be_is_told_with_its_line(row, said):
    """And the others count."""
    found = read(f"date,exam,asked,right\n{row}\n2026-11-22,step 3,10,5\n", "Step 3", "Shelf")
    assert len(found.results) == 1
    assert said in str(found.problems[0])
    assert found.problems[0].line == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_tables_of_excel_are_read_whatever_their_letters(encoding):
    """With semicolons or tabs, days with points and tenths after a comma."""
    text = "Datum;date;topic;asked;right;minutes\n;18.11.2026;Gefäße;20;13;58,5\n"
    text = text.replace(";", "\t") if encoding == "utf-16" else text
    (found,) = read_study_results(text.encode(encoding), "r.csv", ("Step 3",), NOW).results
    assert (found.day, found.topic, found.minutes) == (date(2026, 11, 18), "Gefäße", 58.5)


def test_a_picture_is_told_as_no_text_with_a_way_out():
    """No letter of it is guessed at."""
    with pytest.raises(UnreadableFileError, match="CSV UTF-8"):
        read_study_results(b"\x89PNG\r\n\x1a\n\x00\x01\x9d", "r.csv", ("Step 3",), NOW)


def test_questions_right_wrong_and_omitted_tell_those_asked():
    """As question banks write them; what was omitted was not right."""
    head = "Date,# Correct,# Incorrect,# Omitted,Score\n"
    found = read(head + "2026-11-20,25,12,3,62.5\n").results[0]
    assert (found.asked, found.right) == (40, 25)
    left = read("date,asked,incorrect,omitted\n2026-11-20,40,12,3\n").results[0]
    assert left.right == 25
    with pytest.raises(UnreadableFileError, match="no columns"):
        read("Date,Incorrect,Score\n2026-11-20,12,60\n")


def test_letters_that_turn_a_line_are_shown_by_their_codes():
    """A topic cannot turn round the sentence that names it."""
    found = read("date,topic,asked\n2026-11-20,re\u202enal,20\n").results[0]
    assert found.topic == "reU+202Enal"


def test_what_is_no_table_is_refused():
    """Bytes of something else, and a table of other things."""
    with pytest.raises(UnreadableFileError):
        read_study_results(b"\xff\xfe\x00", "r.csv", ("Step 3",), NOW)
    with pytest.raises(UnreadableFileError, match="no columns of days and questions"):
        read("name,colour\nRenal,blue\n")
