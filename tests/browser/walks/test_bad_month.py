"""A bad month: one warning, the questions it leads to, and help before any score."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from walking import EXAMPLE, PHONE

from trimtab.app.mind.check_in import CheckInSaid, change_check_in
from trimtab.app.mind.notices import tell_if_due
from trimtab.domain.diary import Notice, QuestionnaireTaken
from trimtab.domain.kept import Contact

pytestmark = pytest.mark.browser

SAFE = "Are you safe right now?"


def near(score: float) -> int:
    """A score as somebody taps it."""
    return max(1, min(10, round(score)))


def live_through(home, days, hard):
    """Days told one by one, each looked at as after a check-in: usual ones, then harder ones.

    Three days after the first warning it is today, long before a hard month is over.
    """
    rng = random.Random(4)
    begun, told_for = home.now - timedelta(days=days), 0
    for number in range(1, days + 1):
        home.now, back = begun + timedelta(days=number), days - number
        swing = rng.gauss(0, 0.9) - (2.5 if back < hard else 0)
        said = CheckInSaid(mood=near(7 + swing), energy=near(6.5 + swing), stress=near(4 - swing))
        change_check_in(
            home.desk.store, said, (home.now - timedelta(days=1)).date(), home.desk.now()
        )
        tell_if_due(home.desk.store, home.desk.now(), home.desk.new_id)
        told_for += bool(home.desk.store.entries(Notice))
        if told_for > 3:
            return


@pytest.fixture
def person(home):
    """Somebody with a profile and one person to turn to, after a month that got hard."""
    home.at("2026-11-17T20:30")
    store = home.desk.store
    store.keep_profile((EXAMPLE / "profile.toml").read_text(), home.desk.now())
    store.keep_contacts((Contact("1", "Kim", "Mentor", phone="+1 212 555 0100"),))
    live_through(home, 72, 26)
    return home


def answer_nine(page, ninth):
    """All nine, the last as given."""
    for number in range(1, 9):
        page.check(f'input[name="phq-9.{number}"][value="2"]')
    page.check(f'input[name="phq-9.9"][value="{ninth}"]')
    page.get_by_role("button", name="See the score").click()


def choose_ninth_question(walker):
    """On the page of questionnaires, where it is explained."""
    walker.go("/questions")
    walker.page.get_by_role("button", name="Ask me that too").click()


def test_a_bad_month_ends_in_one_notice_questions_and_help(walk, person):
    """Harder days bring one card; its questions bring help before the score."""
    [notice] = person.desk.store.entries(Notice)
    walker = walk(viewport=PHONE, has_touch=True)
    page = walker.page
    choose_ninth_question(walker)
    walker.go("/you")
    page.get_by_role("link", name="Early warning").click()
    page.get_by_role("heading", level=1, name=notice.words[0]).wait_for()
    assert walker.overflow() == 0
    page.get_by_role("button", name="Ask me the questions").click()
    answer_nine(page, 1)
    page.get_by_role("heading", name=SAFE).wait_for()
    assert walker.page.get_by_role("link", name="Call +1 212 555 0100").first.is_visible()
    assert "of 27" not in walker.text()
    assert "See the score" not in walker.text()
    page.reload()
    assert page.get_by_role("heading", name=SAFE).is_visible()
    page.get_by_role("link", name="Lines of other countries").first.click()
    page.wait_for_url("**/help#lines")
    page.go_back()
    page.get_by_role("heading", name=SAFE).wait_for()
    assert person.desk.store.entries(QuestionnaireTaken) == ()
    assert walker.overflow() == 0
    page.get_by_role("button", name="Go on to the score").click()
    page.get_by_text("16 of 24").wait_for()
    [taken] = person.desk.store.entries(QuestionnaireTaken)
    assert taken.instrument == "phq-8"
    assert len(person.desk.store.entries(Notice)) == 1


def test_without_script_the_card_comes_first_too(walk, person):
    """The server's page, with the answers on their way and nothing kept."""
    walker = walk(viewport=PHONE, java_script_enabled=False)
    page = walker.page
    choose_ninth_question(walker)
    walker.go("/questions/phq-9")
    answer_nine(page, 3)
    assert SAFE in walker.text()
    assert person.desk.store.entries(QuestionnaireTaken) == ()
    page.reload()
    assert SAFE in walker.text()
    page.check('input[name="keep_safety"][value="yes"]')
    page.get_by_role("button", name="Go on to the score").click()
    text = walker.text()
    assert text.index(SAFE) < text.index("19 of 27")
    walker.go("/questions")
    assert "of 27" not in walker.text()


def test_without_a_connection_the_card_comes_all_the_same(walk, person):
    """A page of questions that is open needs nobody for it; a changed answer brings it again."""
    walker = walk(viewport=PHONE)
    page = walker.page
    choose_ninth_question(walker)
    walker.go("/questions/phq-9")
    page.context.set_offline(True)
    answer_nine(page, 2)
    assert page.get_by_role("heading", name=SAFE).is_visible()
    assert page.locator("#help-first").get_by_role("link", name="Call 988").is_visible()
    page.get_by_role("button", name="Change an answer").click()
    assert page.get_by_role("heading", name=SAFE).is_hidden()
    page.get_by_role("button", name="See the score").click()
    assert page.get_by_role("heading", name=SAFE).is_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Go on to the score").click()
    page.get_by_text("16 of 24").wait_for()
