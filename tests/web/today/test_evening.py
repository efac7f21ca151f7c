"""Sign-out at the end of duty, and wins."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from sample_plans import WeekWriter
from today_desk import HTMX, at, desk_at, walking, words_of
from today_plans import CAUTION, plan_of

from trimtab.domain.kept import BlockMark, Win
from trimtab.domain.plans import SAFER

END = at(17, "06:40")


def test_sign_out_appears_when_duty_ends():
    """Not before, not long after."""
    shown = {}
    for clock in ("05:40", "06:40", "10:30"):
        with walking(desk_at(at(17, clock))) as walker:
            shown[clock] = 'href="/sign-out"' in walker.get("/").text
    assert shown == {"05:40": False, "06:40": True, "10:30": False}


def test_at_the_end_of_a_call_of_28_hours_there_is_one_day_and_one_thing_to_do():
    """It is still the day it began on: sign-out, the way home, and sleep."""
    week = WeekWriter(date(2026, 11, 16))
    week.add(0, "07:00-11:00", "commitment", "Call", origin="duty")
    (call,) = week.blocks
    week.blocks = [replace(call, end=call.end + timedelta(days=1))]
    week.add(1, "11:00-11:25", "travel", "Travel", note=SAFER)
    week.add(1, "12:00-18:00", "sleep", "Sleep")
    with walking(desk_at(at(17, "10:50"), plan_of(week))) as walker:
        words = words_of(walker.get("/").text)
        closing = walker.post("/sign-out", data={}).headers["location"]
        signed = words_of(walker.get(closing).text)
    assert "Call until 11:00, 10 min left" in words
    assert CAUTION in words
    assert "Monday 16 November, and the night after" in words
    assert "Sign out of Call" in words
    assert "the way home at 11:00 and sleep at 12:00" in signed


def test_the_form_is_filled_from_the_plan():
    """Tomorrow's three, and where the notes have their place."""
    with walking(desk_at(END)) as walker:
        page = walker.get("/sign-out").text
    assert 'value="Evening prayer"' in page
    assert 'value="Call home"' in page
    assert "20 min for notes at 07:45" in words_of(page)


def test_signing_out_keeps_tomorrows_three_and_ends_warmly():
    """The closing says what comes next; the next day's page shows the three as written."""
    desk = desk_at(END)
    typed = {"day": "2026-11-16", "charts": "on", "three": ["Call the lab", "", "Evening prayer"]}
    with walking(desk) as walker:
        assert walker.post("/sign-out", data=typed).headers["location"] == "/sign-out"
        words = words_of(walker.get("/sign-out").text)
        assert "the way home at 07:00 and sleep at 08:20" in words
        assert "Signed out" in words_of(walker.get("/").text)
    (said,) = desk.store.sign_outs(date(2026, 11, 16), date(2026, 11, 16))
    assert (said.tomorrow, said.has_closed_charts, said.has_tidied) == (
        ("Call the lab", "Evening prayer"),
        True,
        False,
    )
    evening = desk_at(at(17, "17:00"))
    evening.store.keep_sign_out(said)
    with walking(evening) as walker:
        words = words_of(walker.get("/").text)
    assert "The three that matter Call the lab Evening prayer" in words
    assert "You chose these." in words


def test_a_sign_out_can_be_changed():
    """The form comes back with what was kept."""
    desk = desk_at(END)
    with walking(desk) as walker:
        walker.post("/sign-out", data={"three": ["Call the lab"], "tidy": "on"})
        page = walker.get("/sign-out?change=1").text
    assert 'value="Call the lab"' in page
    assert 'name="tidy" checked' in page


def test_a_strange_day_is_taken_as_the_one_that_is_meant():
    """A form cannot write into another week."""
    desk = desk_at(END)
    with walking(desk) as walker:
        for day in ("1999-01-01", "soon"):
            walker.post("/sign-out", data={"day": day, "three": [day]})
    assert [one.day for one in desk.store.sign_outs(date.min, date.max)] == [date(2026, 11, 16)]


def test_a_line_of_ones_own_joins_the_wins_once():
    """The same id twice is one win; it stands on Today and can be removed there."""
    desk = desk_at(at(16, "12:00"))
    with walking(desk) as walker:
        for _ in range(2):
            part = walker.post("/wins", data={"id": "w", "text": " Ate  sitting "}, headers=HTMX)
        assert part.text.lstrip().startswith('<section class="wins"')
        assert "Ate sitting" in words_of(walker.get("/").text)
        assert [one.text for one in desk.store.wins(date.min, date.max)] == ["Ate sitting"]
        (win,) = desk.store.wins(date.min, date.max)
        answer = walker.post("/wins/remove", data={"id": win.id, "from": "today"})
        assert answer.headers["location"] == "/#wins"
    assert desk.store.wins(date.min, date.max) == ()


def test_two_lines_under_one_id_are_two_wins():
    """Today open in two tabs gives its ids twice; neither line is lost."""
    desk = desk_at(at(16, "12:00"))
    with walking(desk) as walker:
        for text in ("Ate sitting", "Called Mother"):
            walker.post("/wins", data={"id": "w", "text": text})
    kept = [one.text for one in desk.store.wins(date.min, date.max)]
    assert kept == ["Ate sitting", "Called Mother"]


def test_a_line_that_waited_on_a_phone_is_of_the_day_it_was_said_on():
    """Typed on Monday, arrived on Wednesday, tried twice: one win of Monday."""
    desk = desk_at(at(18, "17:00"))
    said_at = at(16, "12:00").isoformat()
    sent = {"id": "w", "text": "Ate sitting", "said_at": said_at}
    with walking(desk) as walker:
        answers = [walker.post("/wins", json=sent).status_code for _ in range(2)]
        walker.post("/wins", json={"text": "No clock", "said_at": "soon"})
    assert answers == [204, 204]
    kept = [(one.text, one.day) for one in desk.store.wins(date.min, date.max)]
    assert kept == [("Ate sitting", date(2026, 11, 16)), ("No clock", date(2026, 11, 18))]


def test_a_sign_out_that_waited_on_a_phone_gives_way_to_a_newer_one():
    """It is kept for the day it was said on; what was said since of that day stands."""
    desk = desk_at(at(17, "12:00"))
    sent = {"three": "Call the lab\nRest", "charts": "on", "said_at": END.isoformat()}
    with walking(desk) as walker:
        assert walker.post("/sign-out", json=sent).status_code == 204
        early = (END - timedelta(minutes=5)).isoformat()
        walker.post("/sign-out", json={"three": "Something else", "said_at": early})
    (said,) = desk.store.sign_outs(date.min, date.max)
    assert (said.day, said.tomorrow) == (date(2026, 11, 16), ("Call the lab", "Rest"))
    assert (said.has_closed_charts, said.has_tidied) == (True, False)


def test_an_empty_line_is_no_win():
    """Nothing is kept, nothing is said."""
    desk = desk_at(at(16, "12:00"))
    with walking(desk) as walker:
        assert walker.post("/wins", data={"text": "  "}).headers["location"] == "/#wins"
    assert desk.store.wins(date.min, date.max) == ()


def test_after_midnight_a_win_is_of_the_day_one_is_still_in():
    """What went well in the night belongs to it."""
    desk = desk_at(at(17, "05:40"))
    with walking(desk) as walker:
        walker.post("/wins", data={"text": "A calm night"})
    assert [one.day for one in desk.store.wins(date.min, date.max)] == [date(2026, 11, 16)]


def test_all_wins_stand_by_week_with_those_before():
    """Own lines with a way to remove them, marks that say done, older weeks on request."""
    now = at(18, "17:00")
    desk = desk_at(now)
    start = at(16, "09:00")
    desk.store.add_mark(BlockMark("m", "done", "Swim", "practice", start, start, now))
    for number, days in enumerate((1, 100)):
        day = now.date() - timedelta(days=days)
        desk.store.add_win(Win(f"w{number}", day, f"Win {number}", now))
    with walking(desk) as walker:
        page = walker.get("/wins").text
        words = words_of(page)
        assert "Tue 17 Nov Win 0 Remove" in words
        assert "Mon 16 Nov" in words
        assert "Win 1" not in words
        earlier = page.partition('href="/wins?')[2].partition('"')[0]
        older = walker.get(f"/wins?{earlier}")
        assert "Win 1" in words_of(older.text)
        walker.post("/wins/remove", data={"id": "w0"})
        assert "Win 0" not in words_of(walker.get("/wins").text)


def test_all_wins_count_by_themselves_as_today_does():
    """What Today counts in the evening stands there the day after, and what was left out not."""
    desk = desk_at(at(16, "16:00"))
    with walking(desk) as walker:
        counted = re.findall(r"<li><bdi>([^<]+)</bdi></li>", walker.get("/").text)
        counted = [text for text in counted if "sleep" not in text]  # the night adds to that
        assert len(counted) >= 2
    later = desk_at(at(18, "17:00"))
    with walking(later) as walker:
        words = words_of(walker.get("/wins").text)
        before, _, monday = words.partition("Mon 16 Nov")
        assert all(text in monday for text in counted)
        assert "Tue 17 Nov" in before
        fields = {"name": "Run", "kind": "practice", "start": at(16, "08:00").isoformat()}
        run = next(one for one in later.store.plan().plan.blocks if one.name == "Run")
        fields["start"] = run.start.isoformat()
        walker.post("/today/mark", json={**fields, "id": "x", "verb": "not_today"})
        gone = words_of(walker.get("/wins").text)
    assert "Run, " in monday
    assert "Run, " not in gone.partition("Mon 16 Nov")[2].partition("Mon 9 Nov")[0]


def test_the_wins_page_reads_only_the_weeks_it_shows():
    """Five years of lines cost nothing there; the link goes to the newest weeks that have any."""
    desk = desk_at(at(18, "17:00"))
    for number in range(3):
        day = date(2022, 3, 2) - timedelta(days=number)
        desk.store.add_win(Win(f"old{number}", day, f"Old {number}", at(18, "17:00")))
    asked = []
    wins = desk.store.wins
    desk.store.wins = lambda first, last: asked.append((last - first).days) or wins(first, last)
    with walking(desk) as walker:
        page = walker.get("/wins").text
        assert 'href="/wins?until=2022-03-02"' in page
        older = walker.get("/wins?until=2022-03-02").text
    assert asked == [27, 27]
    assert "Old 2" in older
    assert "The newest weeks" in older


def test_the_first_days_of_the_calendar_are_no_fault():
    """An address that asks for weeks before any date is answered with none."""
    with walking(desk_at(at(18, "17:00"))) as walker:
        answer = walker.get("/wins?until=0001-01-02")
    assert answer.status_code == 200
    assert "Nothing is kept of these weeks." in words_of(answer.text)
