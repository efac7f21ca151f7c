"""Item 9 brings the help card before any score on every way there is, and nobody is locked out."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from trimtab.app.mind import questionnaires as use
from trimtab.domain.diary import QuestionnaireTaken
from trimtab.web.asked.cards import someone_line, you_cards
from trimtab.web.asked.held import Held, HeldAnswers

SAFE = "Are you safe right now?"
SCORE = re.compile(r"\b\d+ of 2[47]\b")


def answers(*eight, ninth=None, **more):
    """Answers to the PHQ-9 as a form sends them; None is left out."""
    given = [*(eight or (1,) * 8), ninth]
    fields = {f"phq-9.{at}": str(one) for at, one in enumerate(given, 1) if one is not None}
    return {"sitting": "s1", **fields, **more}


def kept(desk):
    """Everything kept of questionnaires."""
    return desk.store.entries(QuestionnaireTaken)


@pytest.fixture(autouse=True)
def chosen(desk):
    """The question was chosen in the settings of this room."""
    use.choose_safety_question(desk.store, is_asked=True)


def has_card_and_no_score(client, answer):
    """Help before everything, people to call first, no number anywhere; the same read anew."""
    path = answer.headers["location"]
    assert answer.status_code == 303
    text = client.get(path).text
    assert client.get(path).text == text
    assert text.index(SAFE) < text.index("Kim") < text.index("tel:988")
    assert not SCORE.search(text)
    assert "Nothing of what you answered is kept yet" in text
    return True


@pytest.mark.parametrize("ninth", [1, 2, 3])
@pytest.mark.parametrize("eight", [(0,) * 8, (3,) * 8, (None,) * 8])
def test_help_comes_before_any_score(client, desk, eight, ninth):
    """From 1 on, with the lowest and the highest of other answers, and with none."""
    answer = client.post("/questions/phq-9", data=answers(*eight, ninth=ninth))
    assert has_card_and_no_score(client, answer)
    assert kept(desk) == ()


@pytest.mark.parametrize("ninth", [0, None])
def test_without_it_the_score_follows(client, desk, ninth):
    """Not at all, or left out."""
    answer = client.post("/questions/phq-9", data=answers(ninth=ninth))
    assert answer.headers["location"] == "/questions/taken/s1"
    assert SAFE not in client.get("/questions/taken/s1").text


def test_by_script_the_whole_card_comes_too(client, desk):
    """Asked as a part of a page, it takes the whole screen."""
    answer = client.post("/questions/phq-9", data=answers(ninth=2), headers={"HX-Request": "true"})
    assert answer.headers["hx-redirect"] == "/questions/first/s1"
    assert kept(desk) == ()


def test_answers_sent_as_json_meet_the_card_too(client, desk):
    """Whatever the form of what is sent."""
    assert has_card_and_no_score(client, client.post("/questions/phq-9", json=answers(ninth=1)))
    assert kept(desk) == ()


def test_by_default_the_answer_is_not_kept_and_leaves_no_gap(client, desk):
    """What is kept is a PHQ-8 of the other eight, as where the question was left out."""
    client.post("/questions/phq-9", data=answers(ninth=3))
    assert 'value="no" checked' in client.get("/questions/first/s1").text
    client.post("/questions/phq-9", data=answers(ninth=3, keep_safety="no"))
    [taken] = kept(desk)
    assert (taken.instrument, taken.answers, taken.score) == ("phq-8", (1,) * 8, 8.0)
    client.post("/questions/phq-9", data=answers(sitting="s2"))
    left_out = desk.store.entry(QuestionnaireTaken, "s2.phq-8")
    assert (left_out.instrument, left_out.answers) == (taken.instrument, taken.answers)


def test_kept_by_choice_help_still_stands_before_the_score(client, desk):
    """On its page, when it is opened again, and after a way back."""
    client.post("/questions/phq-9", data=answers(ninth=1, keep_safety="yes"))
    [taken] = kept(desk)
    assert (taken.instrument, taken.answers[-1], taken.score) == ("phq-9", 1, 9.0)
    for _ in range(2):
        text = client.get("/questions/taken/s1").text
        assert text.index(SAFE) < text.index("9 of 27")


def test_the_list_tells_no_score_that_help_comes_before(client, desk):
    """It leads to the page where help stands first."""
    client.post("/questions/phq-9", data=answers(ninth=1, keep_safety="yes"))
    text = client.get("/questions").text
    assert not SCORE.search(text)
    assert "opens with help first" in text


def test_sent_twice_the_card_comes_twice_and_one_is_kept(client, desk):
    """Two taps on the way to the card, and two on the way to the score."""
    for _ in range(2):
        assert has_card_and_no_score(client, client.post("/questions/phq-9", data=answers(ninth=1)))
    for _ in range(2):
        client.post("/questions/phq-9", data=answers(ninth=1, keep_safety="no"))
    assert len(kept(desk)) == 1


def test_an_answer_changed_on_the_way_is_the_one_that_counts(client, desk):
    """Back to the questions with everything chosen; changed again, the card comes again."""
    back = client.post("/questions/phq-9", data=answers(ninth=2, keep_safety="no", change="yes"))
    for _ in range(2):
        text = client.get(back.headers["location"]).text
        assert 'name="phq-9.9" value="2" checked' in text
        assert 'name="sitting" value="s1"' in text
    assert kept(desk) == ()
    assert client.post("/questions/phq-9", data=answers(ninth=0)).status_code == 303
    assert kept(desk)[0].answers[-1] == 0
    assert has_card_and_no_score(client, client.post("/questions/phq-9", data=answers(ninth=3)))


def test_somebody_is_written_down_on_the_way_and_no_answer_is_lost(client, desk):
    """From the card before it is sent, or from that after it: back to the card, and on."""
    desk.store.keep_contacts(())
    assert 'name="write" value="yes"' in client.get("/questions/phq-9").text
    sent = answers(ninth=2, keep_safety="yes", write="yes")
    help_path = client.post("/questions/phq-9", data=sent).headers["location"]
    assert help_path == "/help?write=1&back=/questions/first/s1#write"
    assert f'href="{help_path}"'.replace("&", "&amp;") in client.get("/questions/first/s1").text
    back = re.search(r'name="back" value="([^"]+)"', client.get(help_path).text)[1]
    person = {"name": "Ana", "phone": "555 0100", "back": back}
    path = client.post("/help/contacts", data=person).headers["location"]
    text = client.get(path).text
    assert text.index(SAFE) < text.index("Ana")
    assert 'name="phq-9.9" value="2"' in text
    assert 'value="yes" checked' in text
    client.post("/questions/phq-9", data=answers(ninth=2, keep_safety="yes"))
    assert kept(desk)[0].answers[-1] == 2


def test_answers_behind_the_card_are_held_in_memory_for_an_hour_alone(client, desk):
    """After that, and once they were sent on, nobody finds them any more."""
    held = HeldAnswers()
    held.hold("s1", Held("phq-9", {"phq-9.9": "1"}, desk.now()))
    assert held.find("s1", desk.now() + timedelta(minutes=59)).fields == {"phq-9.9": "1"}
    assert held.find("s1", desk.now() + timedelta(minutes=61)) is None
    client.post("/questions/phq-9", data=answers(ninth=1))
    client.post("/questions/phq-9", data=answers(ninth=1, keep_safety="no"))
    assert client.get("/questions/first/s1").headers["location"] == "/questions"


def test_a_word_of_its_own_for_keeping_does_not_pass_the_card(client, desk):
    """Only the two answers that the card offers go on."""
    answer = client.post("/questions/phq-9", data=answers(ninth=1, keep_safety="maybe"))
    assert has_card_and_no_score(client, answer)


def test_a_page_left_open_meets_the_card_after_the_choice_was_taken_back(client, desk):
    """Switched off meanwhile, the answer is heard all the same."""
    use.choose_safety_question(desk.store, is_asked=False)
    assert has_card_and_no_score(client, client.post("/questions/phq-9", data=answers(ninth=1)))


@pytest.mark.parametrize("wrong", ["7", "-1", "one", "²", "1.0", "0001"])
def test_an_answer_that_cannot_be_is_no_way_around(client, desk, wrong):
    """It is refused, nothing is scored and nothing kept."""
    answer = client.post("/questions/phq-9", data={**answers(), "phq-9.9": wrong})
    assert answer.status_code == 409
    assert kept(desk) == ()


def test_the_card_says_to_talk_whatever_the_score_is(client):
    """And that nobody watches: a call is the person's own."""
    client.post("/questions/phq-9", data=answers(ninth=1))
    text = client.get("/questions/first/s1").text
    assert "Whatever the score says, that answer is worth talking over with somebody" in text
    assert "Nobody watches this page" in text


def test_the_page_of_questions_holds_the_card_for_use_without_a_connection(client):
    """Hidden until script shows it, and sending nothing until then."""
    text = client.get("/questions/phq-9").text
    hidden = text[text.index('<div class="help-before" hidden>') :]
    assert SAFE in hidden
    assert '<fieldset class="keeping" disabled>' in hidden
    assert text.count("data-help-first") == 3
    assert "you can talk to somebody before you go on: Kim" in re.sub(r"\s+", " ", text)


def test_by_default_the_ninth_question_is_not_asked(client, desk):
    """Its page leads to where it is explained, in two sentences."""
    use.choose_safety_question(desk.store, is_asked=False)
    assert client.get("/questions/phq-9").headers["location"] == "/questions#safety"
    assert "better off dead" not in client.get("/questions/phq-8").text
    text = re.sub(r"\s+", " ", client.get("/questions").text)
    assert "easier to meet with somebody than alone; nobody is told what you answer" in text
    client.post("/questions/safety", data={"is_asked": "yes"})
    assert "better off dead" in client.get("/questions/phq-9").text


@pytest.mark.parametrize(
    ("name", "given", "calls"),
    [
        ("phq-8", (3,) * 6 + (2, 0), True),  # 20
        ("phq-8", (3,) * 6 + (1, 0), False),  # 19
        ("gad-7", (3,) * 5 + (0, 0), True),  # 15
        ("gad-7", (3,) * 4 + (2, 0, 0), False),  # 14
        ("phq-8", (3,) * 6 + (2,), True),  # 20 with one left out: no score, a person all the same
    ],
)
def test_high_scores_lead_to_a_person_before_the_number(client, desk, name, given, calls):
    """See someone this week, own people first, and no tip beside it."""
    fields = {f"{name}.{at}": str(one) for at, one in enumerate(given, 1)}
    client.post(f"/questions/{name}", data={"sitting": "s1", **fields})
    text = client.get("/questions/taken/s1").text
    assert ("See someone this week" in text) == calls
    if calls:
        assert text.index("Kim") < text.index("tel:988") < text.index("Your score")
        assert "Answer them" not in text
        assert "lighter" not in text


def high(client, sitting="s1"):
    """A score of 24, sent."""
    fields = {f"phq-8.{at}": "3" for at in range(1, 9)}
    client.post("/questions/phq-8", data={"sitting": sitting, **fields})


def test_no_quiet_time_holds_a_person_back(client, desk):
    """Put off or not, Today and You say it for a week, until it is in hand."""
    use.put_off(desk.store, desk.now())
    high(client)
    assert someone_line(desk, desk.now()).path == "/questions/taken/s1"
    assert you_cards(desk, desk.now())[0].order == 0
    client.post("/questions/taken/s1")
    assert someone_line(desk, desk.now()) is None
    assert "You have this in hand" in client.get("/questions/taken/s1").text
