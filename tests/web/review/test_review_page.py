"""The weekly review: filled in beforehand, kept as it is typed, each field optional."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from reviewed_week import MONDAY, SUNDAY_EVENING
from sample_desk import FixedPlanning

from trimtab.app.daily.kept_trims import kept_trims
from trimtab.app.mind.parts import switch
from trimtab.domain.commitments import CalendarReading, Commitment, DayNote
from trimtab.domain.diary import Review, SeasonNote, Stretch
from trimtab.domain.errors import StoreFullError
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.review.cards import look_back_cards, review_line

WEEK = MONDAY.isoformat()


def kept(desk) -> Review | None:
    """The review of the week."""
    return desk.store.entry(Review, WEEK)


def known(page: str) -> str:
    """What a page knew of, as its form sends it."""
    return html.unescape(re.search(r'name="known" value="([^"]*)"', page)[1])


def send(client, **fields):
    """Send the form of the week."""
    return client.post("/review", data={"week": WEEK, **fields})


def type_in(client, shown: str, **fields):
    """What the page's script sends while somebody types, and what it hears."""
    versions = {"known": shown, "week": WEEK}
    return client.post("/review/typed", data={**versions, **fields})


def test_the_week_is_filled_in_beforehand(client):
    """Hours, wins, what gave way beside what was kept, what went with energy, what comes."""
    text = client.get("/review").text
    assert "Week of Mon 16 to Sun 22 Nov 2026" in text
    assert "2 h lived. Planned 2 h, wished 2 h 15 min." in text
    assert "Asked for help" in text
    assert "Run, 2 h" in text
    assert "Dinner together waits for another day. For family there was Call home." in text
    assert 'value="gave:Run"' in text
    assert 'value="drained:Clinic"' in text


def test_only_small_changes_of_next_week_are_offered(client):
    """Thursday the 19th is over, the 26th lies ahead."""
    text = client.get("/review").text
    assert "Thursday 26 Nov" in text
    assert "Thursday 19 Nov" not in text


def test_each_field_is_kept_and_stands_again(client, desk):
    """Texts, the score, signs with those not answered left out."""
    fields = {"gave": "The run", "by_values": "7", "sign-focus": "yes", "sign-appetite": "no"}
    assert send(client, **fields).headers["location"].startswith(f"/review?week={WEEK}")
    review = kept(desk)
    assert (review.gave, review.by_values) == ("The run", 7)
    assert dict(review.signs) == {"focus": True, "appetite": False}
    text = client.get("/review").text
    assert ">The run</textarea>" in text
    assert 'name="sign-focus" value="yes" checked' in text


def test_nothing_answered_is_nothing_kept(client, desk):
    """An empty form leaves no review behind."""
    send(client)
    assert kept(desk) is None


def test_what_is_typed_is_kept_as_it_goes(client, desk):
    """The answer to script is a word, how the fields stand, and the words for paper."""
    shown = known(client.get("/review").text)
    heard = type_in(client, shown, gave="The run ").json()
    assert (heard["told"], heard["fields"]["gave"]) == ("Kept.", "The run ")
    assert "The run" in heard["paper"]
    assert kept(desk).gave == "The run"
    heard = type_in(client, json.dumps([heard["fields"]]), gave="The run at dawn").json()
    assert kept(desk).gave == heard["fields"]["gave"] == "The run at dawn"
    heard = type_in(client, json.dumps([heard["fields"]]), gave="").json()
    assert (heard["told"], kept(desk)) == ("", None)


def test_two_tabs_lose_nothing(client, desk):
    """What a second tab typed joins what the first kept, and stands in its fields from then on."""
    shown = known(client.get("/review").text)
    send(client, known=shown, gave="The run", protect="Sunday dinner", trim="Phone in the hall")
    heard = type_in(client, shown, gave="Call home", by_values="6").json()["fields"]
    assert heard["gave"] == "The run\nCall home"
    type_in(client, json.dumps([heard]), **{**heard, "gave": "The run\nCall home at six"})
    review = kept(desk)
    assert review.gave == "The run\nCall home at six"
    assert (review.protect, review.by_values) == ("Sunday dinner", 6)
    assert review.trim == "Phone in the hall"


def test_a_field_can_be_emptied_again(client, desk):
    """Where nobody else wrote meanwhile."""
    send(client, gave="The run", protect="Dinner")
    send(client, gave="", protect="Dinner", known=known(client.get("/review").text))
    assert kept(desk).gave == ""


@pytest.mark.parametrize("sent", ["", "{}", '[1, {"gave": 2}]', "[" * 5000, "nonsense"])
def test_nonsense_in_what_a_page_knew_of_joins_what_is_kept(client, desk, sent):
    """As from a page that knew of nothing."""
    send(client, gave="The run")
    type_in(client, sent, gave="Call home")
    assert kept(desk).gave == "The run\nCall home"


def test_a_text_too_long_is_refused_and_not_cut(client, desk):
    """It stands on the page with the reason; all else is kept."""
    answer = send(client, gave="x" * 10_001, missing="A walk")
    assert answer.status_code == 422
    assert "x" * 10_001 in answer.text
    assert "Please keep it to 10,000 letters" in answer.text
    assert (kept(desk).gave, kept(desk).missing) == ("", "A walk")


def test_what_went_with_energy_is_added_by_one_tap(client, desk):
    """To what was typed already, once."""
    send(client, gave="Sleep", do="gave:Run")
    assert kept(desk).gave == "Sleep\nRun"


def test_no_to_the_signs_left_open_is_one_tap(client, desk):
    """What was answered yes before stays, as the button says."""
    assert 'value="no_signs">No to all left open<' in client.get("/review").text
    send(client, do="no_signs", **{"sign-focus": "yes"})
    signs = dict(kept(desk).signs)
    assert len(signs) == 8
    assert [name for name, there in signs.items() if there] == ["focus"]
    now = known(client.get("/review").text)
    send(client, do="open_signs", known=now, **{"sign-focus": "yes"})
    assert kept(desk) is None


def test_a_small_change_of_ones_own_is_kept_and_planned_with(client, desk):
    """One tap, and the answer is in the review; it can be taken back."""
    revision = desk.store.plan().revision
    text = client.get("/review").text
    assert f'value="trim:1:{revision}"' in text
    send(client, do=f"trim:1:{revision}", trim="Phone in the hall")
    (one,) = kept_trims(desk.store)
    assert one.is_agreed
    assert kept(desk).trim == "Phone in the hall\nLeave Clinic at 16:30 on Thursday 26 Nov"
    assert desk.store.plan().revision > revision
    assert "Kept for next week" in client.get("/review").text
    client.post("/review/trim", data={"id": one.id, "week": WEEK})
    assert kept_trims(desk.store) == ()
    assert kept(desk).trim == "Phone in the hall"


def test_a_small_change_that_others_decide_waits_for_them(client, desk):
    """Nothing is planned with it before they have answered."""
    revision = desk.store.plan().revision
    send(client, do=f"trim:2:{revision}")
    (one,) = kept_trims(desk.store)
    assert not one.is_agreed
    assert desk.store.plan().revision == revision
    assert "Ask the course office" in client.get("/review").text


def test_a_small_change_of_a_plan_that_stands_no_more_keeps_the_words(client, desk):
    """The page stands again with all that was typed and the reason."""
    answer = send(client, gave="The run", do="trim:1:99")
    assert answer.status_code == 409
    assert "replaced by others" in answer.text
    assert ">The run</textarea>" in answer.text


def test_a_full_disk_loses_nothing_typed(client, desk, monkeypatch):
    """Said beside the button while typing, and on the page at the end."""

    def full(*_args):
        raise StoreFullError

    monkeypatch.setattr(InMemoryStore, "keep_entry", full)
    told = type_in(client, "", gave="The run")
    assert (told.status_code, told.json()["told"][:12]) == (409, "Not kept yet")
    answer = send(client, gave="The run")
    assert answer.status_code == 409
    assert ">The run</textarea>" in answer.text


def test_wishes_are_typed_in_hours_and_go_on(client, desk):
    """They count in place of what the profile asks for, the week after too."""
    send(client, **{"wished-body": "2,5"})
    assert dict(kept(desk).wished) == {"body": 150}
    assert "wished 2½ h" in client.get("/review").text


def test_a_wish_that_cannot_be_read_is_told_at_its_field(client, desk):
    """It stands as it was typed, the wish before goes on, and everything else is kept."""
    send(client, **{"wished-body": "2,5"})
    shown = known(client.get("/review").text)
    sent = {"known": shown, "gave": "The run", "wished-body": "two", "wished-family": "200"}
    answer = send(client, **sent)
    assert answer.status_code == 422
    assert 'value="two"' in answer.text
    assert "Write hours such as 4, 2.5 or 1:30" in answer.text
    assert "A week has 168 hours" in answer.text
    assert re.search(r'id="wish-\d" name="wished-body"[^>]*aria-invalid="true"', answer.text)
    assert (kept(desk).gave, dict(kept(desk).wished)) == ("The run", {"body": 150})
    mistakes = type_in(client, shown, **{"wished-body": "two"}).json()["mistakes"]
    assert list(mistakes) == ["wished-body"]


def test_the_last_wish_can_be_taken_away(client, desk):
    """What the profile asks for counts again."""
    send(client, **{"wished-body": "2,5"})
    send(client, known=known(client.get("/review").text), **{"wished-body": ""})
    assert "wished 2½ h" not in client.get("/review").text


def test_past_reviews_are_opened_and_deleted(client, desk):
    """Each by its week; one ahead of a clock that was set back too."""
    for day in (date(2026, 11, 9), date(2027, 1, 4)):
        desk.store.keep_entry(Review(day=day, said_at=SUNDAY_EVENING, missing=f"A walk {day}"))
    assert "/review?week=2026-11-09" in client.get("/review").text
    assert ">A walk 2026-11-09</textarea>" in client.get("/review?week=2026-11-11").text
    ahead = client.get("/review?week=2027-01-06").text
    assert ">A walk 2027-01-04</textarea>" in ahead
    client.post("/review", data={"week": "2027-01-04", "missing": "A run", "known": known(ahead)})
    assert desk.store.entry(Review, "2027-01-04").missing == "A run"
    for day in ("2026-11-09", "2027-01-04"):
        client.post("/review/delete", data={"week": day})
    assert desk.store.entries(Review) == ()


def test_the_time_is_chosen_on_the_page(client, desk):
    """Until then it is Sunday at 18:00."""
    now = SUNDAY_EVENING
    assert review_line(desk, now).path == f"/review?week={WEEK}"
    client.post("/review/when", data={"day": "7", "clock": "20:30", "week": WEEK})
    assert desk.store.settings()["review_when"] == "7 20:30"
    assert review_line(desk, now) is None


@pytest.mark.parametrize(
    ("day", "clock", "told"),
    [("5", "", "Choose a time"), ("5", "soon", "Choose a time"), ("9", "18:00", "Choose one of")],
)
def test_a_time_that_is_none_is_told_at_its_field(client, desk, day, clock, told):
    """And the time chosen before stays."""
    client.post("/review/when", data={"day": "7", "clock": "20:30"})
    answer = client.post("/review/when", data={"day": day, "clock": clock, "week": WEEK})
    assert answer.status_code == 422
    assert (
        f'<p class="mistake" id="mistake-{"clock" if day == "5" else "day"}">{told}' in answer.text
    )
    assert '<details id="when" open>' in answer.text
    assert desk.store.settings()["review_when"] == "7 20:30"


def test_a_review_that_was_kept_is_offered_no_more(client, desk):
    """One line a week, until it is done or two days have passed."""
    send(client, gave="The run")
    assert review_line(desk, SUNDAY_EVENING) is None
    assert (
        "The last one is of the week of Mon 16 Nov."
        in look_back_cards(desk, SUNDAY_EVENING)[0].sentence
    )


@pytest.mark.parametrize("path", ["/review", "/where-time-went", "/values"])
def test_a_part_that_is_off_says_so_in_one_sentence(client, desk, path):
    """And where to switch it on; its cards are gone."""
    switch(desk.store, "review", is_on=False)
    assert "switched off" in client.get(path).text
    assert look_back_cards(desk, SUNDAY_EVENING) == ()
    assert review_line(desk, SUNDAY_EVENING) is None


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/review", {"gave": "planted words"}),
        ("/review/typed", {"gave": "planted words"}),
        ("/review/when", {"day": "5", "clock": "20:30"}),
        ("/where-time-went/stretches", {"name": "planted words", "day": "2026-11-21"}),
        ("/values", {"becoming": "planted words"}),
        ("/values/typed", {"becoming": "planted words"}),
    ],
)
def test_a_page_left_open_keeps_nothing_once_the_part_is_off(client, desk, path, fields):
    """It says so, and hands back what was written."""
    switch(desk.store, "review", is_on=False)
    answer = client.post(path, data={**fields, "start": "10:00", "end": "11:00"})
    assert answer.status_code == 409
    assert "switched off" in answer.text
    assert ("planted words" in answer.text) == (
        "json" not in answer.headers["content-type"] and "day" not in fields
    )
    assert not any(desk.store.entries(kind) for kind in (Review, SeasonNote, Stretch))
    assert "review_when" not in desk.store.settings()


def test_what_comes_next_is_what_the_season_reads(client, monkeypatch):
    """Heavy weeks (5 x 13 h), the exam in the first of them, and the leave after both."""
    days = [date(2026, 11, 23 + n) for n in range(5)]
    days += [one + timedelta(weeks=1) for one in days]
    work = tuple(shift(day, "Ward") for day in days)
    exam = replace(shift(date(2026, 11, 28), "Shelf exam", hours=2), kind="lecture")
    leave = DayNote("Vacation", date(2026, 12, 7), date(2026, 12, 13))
    reading = CalendarReading((*work, exam), (leave,))
    monkeypatch.setattr(FixedPlanning, "look_ahead", lambda *_: reading)
    text = client.get("/review").text
    assert "A heavy week: 67 h at work." in text
    assert "Weeks stay heavy until Sun 6 Dec." in text
    assert "Coming: Shelf exam on Sat 28 Nov and Vacation from Mon 7 to Sun 13 Dec." in text
    assert "next break" not in text
    assert "Shelf exam" not in client.get("/review", params={"week": "2026-11-02"}).text


def shift(day: date, name: str, *, hours: int = 13) -> Commitment:
    """A day of duty from eight in New York."""
    start = datetime(day.year, day.month, day.day, 13, tzinfo=UTC)
    end = start + timedelta(hours=hours)
    return Commitment(f"{name} {day}", name, start, end, "duty", "roster.ics")


@pytest.mark.parametrize("week", ["", "soon", "9999-12-31", "0001-01-01", "2030-01-01"])
def test_any_week_in_the_address_opens_a_page(client, week):
    """Nonsense is the week to look back at, days to come are this week."""
    assert client.get("/review", params={"week": week}).status_code == 200


def test_the_first_week_of_all_has_an_empty_review(client, desk):
    """Before any plan stands: nothing is claimed, everything may be written."""
    profile = desk.store.profile().text
    desk.store.delete_all()
    assert client.get("/review").headers["location"] == "/welcome"
    desk.store.keep_profile(profile, SUNDAY_EVENING)
    text = client.get("/review").text
    assert "Of 163 hours, 0 h are known and 163 h had no plan." in text
    assert "Small things count" in text


def test_no_title_holds_words_of_the_person(client):
    """Nor does an address: texts go in bodies."""
    send(client, gave="planted sentence")
    text = client.get("/review").text
    assert re.findall(r"<title>(.*?)</title>", text) == ["Weekly review"]
    assert "planted" not in " ".join(re.findall(r'(?:href|action|data-typed)="([^"]*)"', text))


def test_a_review_takes_less_than_five_minutes(client):
    """Seven fields to type in or leave, nine to tap, everything else is there: about 4 minutes.

    15 s a line typed, 3 s a tap, and a minute to read: 6 * 15 + (1 + 8 + 1 + 1) * 3 + 60 = 183 s.
    """
    text = client.get("/review").text
    form = text[text.index('<form method="post" action="/review"') : text.index("wishes")]
    typed = len(re.findall(r"<textarea|<input id=", form))
    taps = len(set(re.findall(r'type="radio" name="([\w-]+)"', form)))
    assert (typed, taps) == (6, 9)
    assert 15 * typed + 3 * (taps + 2) + 60 <= 300
