"""The weekly review: filled in beforehand, kept as it is typed, each field optional."""

from __future__ import annotations

import re
from datetime import date

import pytest
from reviewed_week import MONDAY, SUNDAY_EVENING

from trimtab.app.daily.kept_trims import kept_trims
from trimtab.app.mind.parts import switch
from trimtab.domain.diary import Review
from trimtab.domain.errors import StoreFullError
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.review.cards import look_back_cards, review_line

HX = {"HX-Request": "true"}
WEEK = MONDAY.isoformat()


def kept(desk) -> Review | None:
    """The review of the week."""
    return desk.store.entry(Review, WEEK)


def edition(page: str) -> str:
    """The edition a page was made of."""
    return re.search(r'name="edition" value="(\w*)"', page)[1]


def send(client, *, headers=None, **fields):
    """Send the form of the week."""
    return client.post("/review", data={"week": WEEK, "edition": "", **fields}, headers=headers)


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
    """The answer to script is a word, the new edition, and the words for paper."""
    answer = send(client, headers=HX, gave="The run")
    assert "Kept." in answer.text
    assert 'hx-swap-oob="true"' in answer.text
    again = send(client, headers=HX, gave="The run at dawn") if not edition(answer.text) else None
    assert again is None
    send(client, headers=HX, gave="The run at dawn", edition=edition(answer.text))
    assert kept(desk).gave == "The run at dawn"


def test_two_tabs_lose_nothing(client, desk):
    """What a second tab typed joins what the first kept, and empty fields take nothing away."""
    send(client, gave="The run", protect="Sunday dinner", trim="Phone in the hall")
    send(client, gave="Call home", by_values="6")
    review = kept(desk)
    assert review.gave == "The run\nCall home"
    assert (review.protect, review.by_values) == ("Sunday dinner", 6)
    assert review.trim == "Phone in the hall"


def test_a_field_can_be_emptied_again(client, desk):
    """Where nobody else wrote meanwhile."""
    send(client, gave="The run", protect="Dinner")
    send(client, gave="", protect="Dinner", edition=edition(client.get("/review").text))
    assert kept(desk).gave == ""


def test_what_went_with_energy_is_added_by_one_tap(client, desk):
    """To what was typed already, once."""
    send(client, gave="Sleep", do="gave:Run")
    assert kept(desk).gave == "Sleep\nRun"


def test_none_of_the_signs_is_one_tap(client, desk):
    """What was answered yes before stays."""
    send(client, do="no_signs", **{"sign-focus": "yes"})
    signs = dict(kept(desk).signs)
    assert len(signs) == 8
    assert [name for name, there in signs.items() if there] == ["focus"]
    now = edition(client.get("/review").text)
    send(client, do="open_signs", edition=now, **{"sign-focus": "yes"})
    assert kept(desk) is None or kept(desk).signs == ()


def test_a_small_change_of_ones_own_is_kept_and_planned_with(client, desk):
    """One tap, and the answer is in the review; it can be taken back."""
    revision = desk.store.plan().revision
    text = client.get("/review").text
    assert f'value="trim:1:{revision}"' in text
    send(client, do=f"trim:1:{revision}")
    (one,) = kept_trims(desk.store)
    assert one.is_agreed
    assert kept(desk).trim == "Leave Clinic at 16:30 on Thursday 26 Nov"
    assert desk.store.plan().revision > revision
    assert "Kept for next week" in client.get("/review").text
    client.post("/review/trim", data={"id": one.id, "week": WEEK})
    assert kept_trims(desk.store) == ()


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
    assert "Not kept yet" in send(client, headers=HX, gave="The run").text
    answer = send(client, gave="The run")
    assert answer.status_code == 409
    assert ">The run</textarea>" in answer.text


def test_wishes_are_typed_in_hours_and_go_on(client, desk):
    """They count in place of what the profile asks for, the week after too."""
    send(client, **{"wished-body": "2,5"})
    assert dict(kept(desk).wished) == {"body": 150}
    assert "wished 2½ h" in client.get("/review").text


def test_past_reviews_are_opened_and_deleted(client, desk):
    """Each by its week."""
    desk.store.keep_entry(Review(day=date(2026, 11, 9), said_at=SUNDAY_EVENING, missing="A walk"))
    assert "/review?week=2026-11-09" in client.get("/review").text
    assert ">A walk</textarea>" in client.get("/review?week=2026-11-11").text
    client.post("/review/delete", data={"week": "2026-11-09"})
    assert desk.store.entries(Review) == ()


def test_the_time_is_chosen_on_the_page(client, desk):
    """Until then it is Sunday at 18:00; nonsense leaves it so."""
    now = SUNDAY_EVENING
    assert review_line(desk, now).path == f"/review?week={WEEK}"
    client.post("/review/when", data={"day": "7", "clock": "20:30", "week": WEEK})
    assert desk.store.settings()["review_when"] == "7 20:30"
    assert review_line(desk, now) is None
    client.post("/review/when", data={"day": "9", "clock": "soon"})
    assert desk.store.settings()["review_when"] == "6 18:00"


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
    assert "planted" not in " ".join(re.findall(r'(?:href|action|hx-post)="([^"]*)"', text))


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
