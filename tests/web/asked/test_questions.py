"""Questionnaires are offered when due, answered without script, scored in words, and deleted."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from trimtab.app.mind import questionnaires as use
from trimtab.app.mind.kept_of_parts import delete_part
from trimtab.app.mind.parts import switch
from trimtab.domain.diary import Notice, QuestionnaireTaken
from trimtab.web.asked.cards import you_cards
from trimtab.web.asked.picture import picture_of

FOUR = {"phq-2.1": "0", "phq-2.2": "1", "gad-2.1": "1", "gad-2.2": "0"}


def plain(answer):
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def take(desk, sitting, days_ago=0, **answers):
    """Answers kept some days ago, by instrument."""
    taken = tuple(
        use.Answered(instrument=name.replace("_", "-"), answers=given)
        for name, given in answers.items()
    )
    use.keep_answers(desk.store, sitting, taken, desk.now() - timedelta(days=days_ago))


def titles(desk):
    """What the cards of this room on You are about."""
    return [card.title for card in you_cards(desk, desk.now())]


def offered(desk, days_ahead=0):
    """What is offered so many days from now, and why."""
    offer = use.offer_now(desk.store, desk.now() + timedelta(days=days_ahead))
    return offer and (offer.sitting.name, offer.because)


def test_four_short_questions_are_answered_in_one_page(client, desk):
    """Both scores follow, each with its band; the way there keeps nothing until it is sent."""
    page = client.get("/questions/short").text
    assert page.count('type="radio"') == 16
    sitting = re.search(r'name="sitting" value="([^"]+)"', page)[1]
    assert desk.store.entries(QuestionnaireTaken) == ()
    answer = client.post("/questions/short", data={"sitting": sitting, **FOUR})
    text = plain(client.get(answer.headers["location"]))
    assert "1 of 6" in text
    assert "That is below the cut-off of 2 (Arroll et al. 2010" in text
    assert "A score is no diagnosis." in text
    assert len(desk.store.entries(QuestionnaireTaken)) == 2


def test_with_nothing_answered_nothing_is_kept(client, desk):
    """The questions stand there again and say so."""
    answer = client.post("/questions/short", data={"sitting": "s1"})
    assert answer.status_code == 422
    assert "nothing was kept" in answer.text
    assert desk.store.entries(QuestionnaireTaken) == ()


def test_one_left_out_is_kept_and_not_scored(client):
    """The page says which rule was not met."""
    given = {name: value for name, value in FOUR.items() if name != "phq-2.2"}
    client.post("/questions/short", data={"sitting": "s1", **given})
    text = plain(client.get("/questions/taken/s1"))
    assert "Not scored: its rule needs two answers, and one was given." in text


@pytest.mark.parametrize(
    ("phq", "gad", "expected"),
    [
        ((0, 1), (1, 1), ("cbi", "first")),
        ((1, 1), (0, 0), ("phq-8", "longer")),
        ((0, 0), (1, 2), ("gad-7", "longer")),
        ((0, 0), (1, 1), ("cbi", "first")),
    ],
)
def test_short_ones_lead_to_longer_ones(desk, phq, gad, expected):
    """At 2 and 3, at once; below that only what is due in its own time."""
    take(desk, "s1", phq_2=phq, gad_2=gad)
    assert offered(desk) == expected


def test_a_longer_one_that_was_taken_is_not_asked_again(desk):
    """The step up is made once."""
    take(desk, "s1", phq_2=(3, 3), gad_2=(0, 0))
    take(desk, "s2", phq_8=(1,) * 8)
    take(desk, "s3", cbi_personal=(50,) * 6, cbi_work=(50,) * 7)
    assert offered(desk) is None


def test_each_is_due_after_its_own_time(desk):
    """Two weeks for mood and worry, ninety days for how worn out."""
    take(desk, "s1", phq_2=(0, 0), gad_2=(0, 0))
    take(desk, "s2", cbi_personal=(50,) * 6, cbi_work=(50,) * 7)
    assert [offered(desk, days) for days in (0, 13)] == [None, None]
    assert offered(desk, 14) == ("short", "due")
    take(desk, "s3", days_ago=-80, phq_8=(0,) * 8, gad_7=(0,) * 7)
    assert [offered(desk, days) for days in (89, 90)] == [None, ("cbi", "due")]


def test_what_a_longer_one_covers_is_not_due(client, desk):
    """After the PHQ-8 alone only the two on worry are; and of the CBI only what was left."""
    take(desk, "s1", days_ago=3, phq_8=(0,) * 8)
    assert offered(desk) == ("gad-2", "first")
    assert "PHQ-2 + GAD-2, 4 questions. Last answered on Sat 14 Nov; GAD-2 is due." in plain(
        client.get("/questions")
    )
    assert [offered(desk, days) for days in (10, 11)] == [("gad-2", "first"), ("short", "due")]
    take(desk, "s2", gad_2=(0, 0))
    take(desk, "s3", cbi_personal=(50,) * 6)
    assert offered(desk) == ("cbi-work", "first")


def test_what_was_answered_is_listed_by_day_and_as_it_was_asked(client, desk):
    """The newest first, whatever their ids; on its page mood comes before worry."""
    take(desk, "z", days_ago=20, gad_7=(1,) * 7)
    take(desk, "m", phq_2=(0, 0), gad_2=(0, 0))
    take(desk, "a", days_ago=40, phq_2=(0, 0), gad_2=(0, 0))
    text = client.get("/questions").text
    order = re.findall(r'name="id" value="([^"]+)"', text)
    assert order == ["m.phq-2", "m.gad-2", "z.gad-7", "a.phq-2", "a.gad-2"]
    text = client.get("/questions/taken/m").text
    assert text.index("PHQ-2") < text.index("GAD-2")


def test_after_an_early_warning_the_longer_ones_are_offered(desk):
    """Those about mood and worry, until they were taken or two weeks have passed."""
    take(desk, "s1", days_ago=1, phq_2=(0, 0), gad_2=(0, 0))
    day = use.today_of(desk.store, desk.now())
    warned = Notice(id="n1", day=day, said_at=desk.now(), kind="change", words=())
    desk.store.keep_entry(warned)
    assert offered(desk) == ("phq-8", "warning")
    take(desk, "s2", phq_8=(0,) * 8)
    assert offered(desk) == ("gad-7", "warning")
    take(desk, "s3", gad_7=(0,) * 7)
    assert offered(desk) == ("cbi", "first")
    desk.store.keep_entry(replace(warned, id="n2", day=day - timedelta(days=15)))


def test_not_now_is_heard_for_two_weeks(client, desk):
    """And every questionnaire can still be opened."""
    assert offered(desk) == ("short", "first")
    client.post("/questions/not-now")
    assert [offered(desk, days) for days in (0, 13)] == [None, None]
    assert offered(desk, 14) == ("short", "first")
    assert client.get("/questions/short").status_code == 200


def test_switched_off_nothing_is_offered_or_asked(client, desk):
    """The page says so in a sentence and leads to the switch."""
    assert "Questionnaires" in titles(desk)
    switch(desk.store, "questionnaires", is_on=False)
    assert offered(desk) is None
    assert "Questionnaires" not in titles(desk)
    assert "switched off" in client.get("/questions").text
    assert client.get("/questions/short").headers["location"] == "/questions"


def test_sent_twice_it_is_kept_once_and_days_later_it_is_another(client, desk):
    """From one page within the hour, and from a page that was left open."""
    for _ in range(2):
        client.post("/questions/gad-7", data={"sitting": "s1", "gad-7.1": "1"})
    assert len(desk.store.entries(QuestionnaireTaken)) == 1
    [taken] = desk.store.entries(QuestionnaireTaken)
    earlier = replace(taken, said_at=taken.said_at - timedelta(hours=2))
    desk.store.keep_entry(earlier)
    client.post("/questions/gad-7", data={"sitting": "s1", "gad-7.1": "2"})
    assert len(desk.store.entries(QuestionnaireTaken)) == 2


@pytest.mark.parametrize("said", ["", "../x", "a b", "é", "x" * 65])
def test_an_id_that_is_none_gets_another(client, desk, said):
    """An address is made of plain ids alone."""
    answer = client.post("/questions/gad-7", data={"sitting": said, "gad-7.1": "1"})
    assert re.fullmatch(r"/questions/taken/[A-Za-z0-9-]+", answer.headers["location"])


def test_what_was_answered_is_shown_over_time_and_deleted(client, desk):
    """A line of scores with its bands, and every one can go."""
    for days in (60, 30, 0):
        take(desk, f"s{days}", days, gad_7=(days // 30,) * 7)
    page = client.get("/questions")
    assert page.text.count("<circle") == 3
    assert 'aria-label="GAD-7, 0 to 21. ' in page.text
    assert "7 lower than on" in plain(client.get("/questions/taken/s0"))
    question = client.post("/questions/forget", data={"id": "s30.gad-7"})
    assert "Delete the GAD-7 of Sun 18 Oct?" in question.text
    assert len(desk.store.entries(QuestionnaireTaken)) == 3
    client.post("/questions/forget", data={"id": "s30.gad-7", "sure": "yes"})
    assert [one.id for one in desk.store.entries(QuestionnaireTaken)] == ["s60.gad-7", "s0.gad-7"]
    assert client.get("/questions/taken/s30").headers["location"] == "/questions"


def test_the_copenhagen_scores_say_that_fifty_is_a_convention(client):
    """No limit was tested, and the page does not pretend one was."""
    fields = {f"cbi-personal.{at}": "75" for at in range(1, 7)}
    client.post("/questions/cbi", data={"sitting": "s1", **fields})
    text = plain(client.get("/questions/taken/s1"))
    assert "75 of 100" in text
    assert "Fifty or more. Fifty is a convention, not a limit that was tested" in text


@pytest.mark.parametrize("name", ["phq-2", "gad-2", "phq-8", "gad-7", "cbi-work", "cbi-patients"])
def test_every_questionnaire_has_a_page_of_its_own(client, name):
    """Each of its questions, each credit."""
    text = client.get(f"/questions/{name}").text
    assert text.count("<fieldset") >= 2
    assert "A score is no diagnosis" in text


def test_there_is_no_page_of_another_name(client):
    """What is not there is not found."""
    assert client.get("/questions/mbi").status_code == 404
    assert client.post("/questions/mbi").status_code == 404


def test_a_ninth_answer_that_is_not_kept_still_calls_for_somebody(client, desk):
    """21 as sent and 18 of the eight: the way to a person is shown, and on Today too."""
    nine = (3, 2, 2, 2, 2, 2, 2, 3, 3)
    taken = (use.Answered(instrument="phq-9", answers=nine),)
    use.keep_answers(desk.store, "s1", taken, desk.now())
    (kept,) = desk.store.entries(QuestionnaireTaken)
    assert (kept.instrument, kept.score) == ("phq-8", 18)
    assert "See someone this week" in plain(client.get("/questions/taken/s1"))
    assert use.see_someone_after(desk.store, desk.now()) == "s1"
    milder = (use.Answered(instrument="phq-9", answers=(1,) * 8 + (0,)),)
    use.keep_answers(desk.store, "s1", milder, desk.now())
    assert use.see_someone_after(desk.store, desk.now()) is None


def test_the_ninth_alone_not_kept_leads_to_people(client, desk):
    """It was said, so nobody is told that nothing was."""
    use.choose_safety_question(desk.store, is_asked=True)
    data = {"sitting": "s1", "phq-9.9": "2", "keep_safety": "no"}
    text = plain(client.post("/questions/phq-9", data=data))
    assert "Nothing was answered" not in text
    assert "that answer was not kept" in text
    assert desk.store.entries(QuestionnaireTaken) == ()


def test_what_called_for_somebody_stays_when_another_is_deleted(client, desk):
    """Each is known by itself; deleted, its name goes too."""
    take(desk, "s1", phq_9=(3, 2, 2, 2, 2, 2, 2, 3, 3))
    take(desk, "s2", gad_7=(3,) * 7)
    assert "See someone this week" in plain(client.get("/questions/taken/s1"))
    client.post("/questions/forget", data={"id": "s2.gad-7", "sure": "yes"})
    assert use.see_someone_after(desk.store, desk.now()) == "s1"
    assert desk.store.settings()[use.CALLED_FOR] == "s1"
    client.post("/questions/forget", data={"id": "s1.phq-8", "sure": "yes"})
    assert desk.store.settings()[use.CALLED_FOR] == ""


@pytest.mark.parametrize("keeps", [True, False])
def test_a_ninth_answer_by_itself_calls_for_somebody(client, desk, keeps):
    """With the lowest sum, kept or not, past "not now" and switched off; by the same words."""
    nine = use.Answered(instrument="phq-9", answers=(0,) * 8 + (1,), keeps_safety=keeps)
    use.keep_answers(desk.store, "s1", (nine,), desk.now())
    use.put_off(desk.store, desk.now())
    switch(desk.store, "questionnaires", is_on=False)
    assert use.see_someone_after(desk.store, desk.now()) == "s1"
    text = plain(client.get("/questions/taken/s1"))
    assert "These answers are worth an hour with somebody" in text
    assert "high" not in text
    later = desk.now() + timedelta(days=8)
    assert use.see_someone_after(desk.store, later) is None
    use.keep_answers(desk.store, "s2", (replace(nine, answers=(1,) * 8 + (0,)),), later)
    assert desk.store.settings()[use.CALLED_FOR] == ""
    use.keep_answers(desk.store, "s3", (nine,), later)
    delete_part(desk.store, "questionnaires", later)
    assert desk.store.settings()[use.CALLED_FOR] == ""


def test_two_scores_of_one_day_make_a_line_that_can_be_read(desk):
    """They stand side by side under one date; a PHQ-9 says why it is drawn as a PHQ-8."""
    day, now = desk.now().date(), desk.now()
    taken = [
        QuestionnaireTaken(
            id=str(number), day=day, said_at=now, instrument=name, answers=(3,) * items, score=score
        )
        for number, (name, items, score) in enumerate((("phq-8", 8, 24), ("phq-9", 9, 27)))
    ]
    picture = picture_of(taken, "phq-9")
    assert [dot.x for dot in picture.dots] == [picture.left, picture.right_end]
    assert (bool(picture.first), picture.last) == (True, "")
    assert "first eight questions" in picture.note
    assert picture_of([taken[0]] * 2, "phq-8").note == ""
