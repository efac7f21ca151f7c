"""One row for each shift, headings in any spelling and order."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

NIGHT = ["16 Nov 19:00-07:00 MICU duty"]


@pytest.mark.parametrize(
    "table",
    [
        "Date,Start,End,Shift\n11/16/2026,7:00 PM,7:00 AM,MICU\n",
        "shift_name;EndTime;StartTime;Shift Date\nMICU;07:00;19:00;16.11.2026\n",
        "Assignment\tDate\tHours\nMICU\t2026-11-16\t7p-7a\n",
        "Day|Time|Duty\nMon 16 Nov 2026|1900-0700|MICU\n",
        "Start,End,Title\n2026-11-16 19:00,2026-11-17 07:00,MICU on duty\n".replace(" on duty", ""),
        "Date,Time In,Duration,Role\n16 Nov 2026,19:00,12,MICU\n",
        '"Shift","Date"\n"MICU, 7p-7a","Monday, November 16, 2026"\n',
        "My roster\nprinted 1 Nov 2026\n\nDate,Shift,From,To\n16-Nov-2026,MICU,19:00,07:00\n",
        "Datum;Dienst;Von;Bis\n16.11.2026;MICU;19:00;07:00\n",
    ],
)
def test_spellings_orders_and_delimiters(read, told, table):
    """The same night, written nine ways."""
    reading = read(table, kind="duty")
    assert told(reading) == NIGHT
    assert reading.problems == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(read, told, encoding):
    """A name with an accent reads the same in each encoding; cp1252 is remarked on."""
    reading = read("Date;Shift;Hours\n2026-11-16;Zoë\u2019s ward;7a-3p\n".encode(encoding))
    assert told(reading) == ["16 Nov 07:00-15:00 Zoë\u2019s ward duty"]
    said = [one.what for one in reading.remarks if "cp1252" in one.what]
    assert len(said) == (encoding == "cp1252")


def test_dates_and_times_of_a_workbook_are_values(read, told, workbook):
    """Typed dates, times, serial numbers and parts of a day; the cell is where it stood."""
    rows = [
        ["Date", "Start", "End", "Shift"],
        [date(2026, 11, 16), time(19), time(7), "MICU"],
        [46343, 19 / 24, 7 / 24, "MICU"],
        [datetime(2026, 11, 18), "7p", "7a", "MICU"],
    ]
    reading = read(workbook(November=rows), "a.xlsx")
    assert told(reading) == [f"{day} Nov 19:00-07:00 MICU duty" for day in (16, 17, 18)]
    assert [one.stood for one in reading.commitments] == [
        "November!D2",
        "November!D3",
        "November!D4",
    ]


def test_moments_with_an_offset_are_put_on_the_persons_clock(read, told):
    """Midnight in UTC is 19:00 in New York."""
    table = "Start,End,Shift\n2026-11-17T00:00:00Z,2026-11-17T07:00:00-05:00,MICU\n"
    assert told(read(table)) == NIGHT


def test_a_28_hour_call_ends_on_the_day_its_row_says(read):
    """Start 07:00 on the 24th, end 11:00 on the 25th."""
    table = "Start Date,Start Time,End Date,End Time,Shift\n11/24/2026,7:00,11/25/2026,11:00,Call\n"
    (call,) = read(table).commitments
    assert (call.end - call.start).total_seconds() == 28 * 3600


def test_a_start_without_an_end_is_told_and_takes_no_time(read):
    """Nobody knows how long a shift is that only begins."""
    reading = read("Date,Start,Shift\n2026-11-16,19:00,MICU\n")
    assert reading.commitments == ()
    assert [one.line for one in reading.problems] == [2]
    assert '"19:00" does not say its hours clearly' in reading.problems[0].what


def test_bare_hours_that_could_be_either_half_of_the_day_are_told(read):
    """7-7 is day or night; 7-19 is a day."""
    reading = read("Date,Hours,Shift\n2026-11-16,7-7,MICU\n2026-11-17,7-19,MICU\n")
    assert len(reading.commitments) == 1
    assert '"7-7"' in reading.problems[0].what


def test_rows_of_others_are_not_the_persons(read, told):
    """With several names, only the row named is read; accents and capitals aside."""
    table = "Name,Date,Shift\nNúñez Ana,2026-11-16,7a-7p\nChen Li,2026-11-16,7p-7a\n"
    assert told(read(table, row="nunez")) == ["16 Nov 07:00-19:00 7a-7p duty"]


def test_several_names_and_none_chosen_are_listed(read):
    """Nothing is used, and the names stand in the message."""
    reading = read("Name,Date,Shift\nOkafor,2026-11-16,NF\nChen,2026-11-16,D\n")
    (problem,) = reading.problems
    assert (reading.commitments, reading.day_notes) == ((), ())
    assert "2 people: Okafor, Chen" in problem.what
    assert "--row NAME" in problem.mend


@pytest.mark.parametrize(("row", "words"), [("Smith", "Nobody here is called"), ("an", "Nobody")])
def test_a_name_nobody_has_is_told(read, row, words):
    """Parts of words are no names."""
    reading = read("Name,Date,Shift\nAna,2026-11-16,NF\nDan,2026-11-16,D\n", row=row)
    assert words in reading.problems[0].what


def test_one_name_alone_needs_no_choice(read):
    """A roster of one person is theirs."""
    assert read("Name,Date,Shift\nOkafor,2026-11-16,7a-7p\n").problems == ()


def test_cancelled_rows_are_left_out_and_pending_ones_tentative(read):
    """The status column counts."""
    table = "Date,Shift,Hours,Status\n2026-11-16,A,7a-7p,Cancelled\n2026-11-17,B,7a-7p,Pending\n"
    (one,) = read(table).commitments
    assert (one.name, one.is_tentative) == ("B", True)


def test_a_kind_column_counts(read, told):
    """A kind written letter for letter is the event's."""
    table = "Date,Hours,Title,Kind\n2026-11-16,17:00-07:00,Pager,home call\n"
    assert told(read(table)) == ["16 Nov 17:00-07:00 Pager home_call"]


def test_an_exported_calendar_is_no_duty(read, told):
    """Under "Subject" each title tells its kind, as in a calendar; a whole day is a note."""
    table = (
        "Subject,Start Date,Start Time,End Date,End Time,All Day Event\n"
        "Choir,11/16/2026,7:00 PM,11/16/2026,9:00 PM,False\n"
        "Holiday,11/20/2026,,11/22/2026,,True\n"
    )
    reading = read(table)
    assert told(reading) == ["16 Nov 19:00-21:00 Choir personal"]
    assert [(note.first.day, note.last.day) for note in reading.day_notes] == [(20, 22)]


def test_rows_without_a_day_are_told_once(read):
    """Totals below a list are named by their first line."""
    reading = read("Date,Shift,Hours\n2026-11-16,A,7a-7p\n,,\nTotal,,12\nSum,,12\n")
    assert [one.line for one in reading.problems] == [4]
    assert "2 rows from here on" in reading.problems[0].what


def test_codes_have_the_hours_of_the_profile(read, told):
    """A code without hours of its own takes the legend's, with its kind."""
    reading = read(
        "Date,Shift\n2026-11-16,NF\n2026-11-17,HC\n2026-11-18,OFF\n",
        codes={"NF": ((1140, 420),), "HC": ((1020, 420),), "OFF": ()},
        code_kinds={"HC": "home_call"},
    )
    assert told(reading) == ["16 Nov 19:00-07:00 NF duty", "17 Nov 17:00-07:00 HC home_call"]
    assert reading.problems == ()


def test_a_roster_without_headings_is_read_line_by_line(read, told):
    """Two clock times side by side are a span."""
    reading = read("2026-11-16,19:00,07:00,MICU\n2026-11-17,19:00,07:00,MICU\n")
    assert told(reading) == [f"{day} Nov 19:00-07:00 MICU duty" for day in (16, 17)]


def test_hours_beside_the_date_and_lengths_in_minutes(read, told):
    """Hours beside a date, clock times without a colon and lengths in minutes are hours."""
    text = (
        "Date,Start,End,Duration,Shift\n2026-11-16 07:00-19:00,,,,A\n2026-11-17,700,1500,,B\n"
        "2026-11-18,07:00,,480 min,C\n2026-11-19,7:00,,8 h 30 min,D\n"
    )
    assert told(read(text)) == [
        "16 Nov 07:00-19:00 A duty",
        "17 Nov 07:00-15:00 B duty",
        "18 Nov 07:00-15:00 C duty",
        "19 Nov 07:00-15:30 D duty",
    ]


def test_a_row_without_a_name_belongs_to_the_name_above_it(read):
    """Only the first row of each person has their name; whose the others are is told."""
    table = (
        "Employee,Shift date,Start time,End time\n,2026-11-14,07:00,19:00\n"
        "Okafor,2026-11-16,07:00,19:00\n,2026-11-19,19:00,07:30\n"
        "Lindt,2026-11-18,07:00,19:00\n,2026-11-20,07:00,19:00\n"
    )
    reading = read(table, row="Okafor")
    assert [one.start.day for one in reading.commitments] == [16, 20]
    told = {one.line: one.what for one in reading.problems}
    assert "names nobody" in told[2]
    assert "without a name counts as Okafor's" in told[4]
    assert len(told) == 2


@pytest.mark.parametrize("heading", ["Poste", "Aufgabe"])
def test_the_only_column_of_words_holds_the_titles(read, told, heading):
    """A heading nobody listed still heads the duties, free days among them."""
    table = f"Datum;{heading};Von;Bis;Nr\n16.11.2026;Garde;08:00;20:00;7\n17.11.2026;Repos;;;8\n"
    reading = read(table)
    assert [one.name for one in reading.commitments] == ["Garde"]
    assert [note.name for note in reading.day_notes] == ["Repos"]
    assert any('Columns not used: "Nr".' in one.what for one in reading.remarks)


def test_a_row_of_a_day_and_nothing_understood_is_named(read):
    """What stands in two columns of unknown heading is neither used nor lost in silence."""
    table = "Datum;Aufgabe;Ort X;Von;Bis\n16.11.2026;A;B;08:00;20:00\n17.11.2026;frei;C;;\n"
    reading = read(table)
    assert [(one.line, "no duty" in one.what) for one in reading.problems] == [(3, True)]


@pytest.mark.parametrize(("end", "last"), [("12:00:00 AM", 22), ("", 23)])
def test_a_whole_day_that_ends_at_midnight_ends_on_the_day_before(read, end, last):
    """As calendar programs export all-day events; without a time the end day counts."""
    table = (
        "Subject,Start Date,Start Time,End Date,End Time,All day event\n"
        f"Vacation,11/20/2026,12:00:00 AM,11/23/2026,{end},True\n"
    )
    (note,) = read(table).day_notes
    assert (note.first.day, note.last.day) == (20, last)
