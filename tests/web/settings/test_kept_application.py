"""What a list of where to apply is made from can be seen, and deleted by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_applications import APPLICATION

from trimtab.web.settings.kept_page import WORD, application_text

KEPT, FORGET = "/settings/kept", "/settings/kept/application"


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (
            {"programmes": bytes(2_300_000), "programmes_name": "a.csv"},
            "your profile as an applicant, a.csv (2.3 MB) and 3 answers from programmes",
        ),
        (
            {"is_example": True, "answers": (("1", "offer"),)},
            "your profile as an applicant, the invented programmes and 1 answer from programmes",
        ),
        (
            {"programmes_name": "", "answers": ()},
            "your profile as an applicant and your table (1 kB)",
        ),
    ],
)
def test_an_application_is_told_by_its_parts(change, text):
    """Which table, and how many answers; never what they say."""
    assert application_text(replace(APPLICATION, **change)) == text


def test_the_page_shows_it_while_it_is_kept(client, desk):
    """Among the counts, and in a part of its own with when it changed."""
    assert "where to apply" not in client.get(KEPT).text
    desk.store.keep_application(APPLICATION)
    shown = client.get(KEPT).text
    assert "1 list of where to apply" in shown
    assert "Changed yesterday at 01:30." in shown
    assert "specialty" not in shown


def test_it_is_deleted_alone_after_one_question(client, desk):
    """The first button asks, the second deletes; everything else stays."""
    desk.store.keep_application(APPLICATION)
    assert client.post(FORGET).headers["location"] == FORGET
    asked = client.get(FORGET)
    assert "This goes for good" in asked.text
    assert desk.store.application() == APPLICATION
    profile, plan = desk.store.profile(), desk.store.plan()
    done = client.post(FORGET, data={"sure": "yes"})
    assert (done.status_code, done.headers["location"]) == (303, f"{KEPT}?saved=1")
    assert desk.store.application() is None
    assert (desk.store.profile(), desk.store.plan()) == (profile, plan)
    assert client.get(FORGET).headers["location"] == KEPT


def test_deleting_everything_deletes_it_too(client, desk):
    """It is named among what is gone."""
    desk.store.keep_application(APPLICATION)
    done = client.post(f"{KEPT}/delete", data={"word": WORD, "sure": "yes"})
    assert "1 list of where to apply" in done.text
    assert desk.store.application() is None


def test_a_name_that_is_markup_stays_words(client, desk):
    """What a file is called does nothing on the page."""
    desk.store.keep_application(replace(APPLICATION, programmes_name="<script>x</script>.csv"))
    for page in (client.get(KEPT), client.get(FORGET)):
        assert "&lt;script&gt;" in page.text
        assert "<script>x" not in page.text
