"""Who applies: the form, the text, and that neither loses what the other wrote."""

from __future__ import annotations

import tomllib

import pytest
from applying_steps import FOLDER, YOU, bring, with_list, words

from trimtab.web.apply.you_fields import FIELDS, changes_in, texts_of

EVERY_KEY = """# mine
[applicant]
name = "Sam"
specialties = ["internal medicine", "family medicine"]
type = "img"
step2 = 250
graduation_year = 2020
visa = "either"
publications = 3
us_letters = 2
us_months = 2.5
honours = true
home = "OH"
states = ["TX"]
rotations = ["A-1"]
home_programme = "A-2"
family = [39.96, -83.0]

[preferences]
least_worth = 0.7
near = 3

[budget]
dollars = 900
applications = 40

[season]
year = 2027

[chances]
correlation = 0.3
invitations_sent = 0.5

[chances.figures]
"an IMG" = [0.4, 0.3, 0.5]

[couple]
partner = "partner.toml"
together = 0.7
within_km = 100
"""


def keep_text(client, text):
    """Send a profile as text."""
    return client.post("/apply/you/text", data={"text": text})


def form_of(text) -> dict[str, str]:
    """What stands in the form of a profile."""
    return texts_of(text, ())


def test_the_form_as_it_stands_changes_no_letter(client, desk):
    """Saving what is shown leaves the text as it was written, comments and all."""
    assert keep_text(client, EVERY_KEY).status_code == 303
    client.post("/apply/you", data=form_of(EVERY_KEY))
    assert desk.store.application().profile == EVERY_KEY


def test_a_changed_field_leaves_every_other_key(client, desk):
    """One new score is one new value; preferences, which the form does not show, stay."""
    keep_text(client, EVERY_KEY)
    client.post("/apply/you", data={**form_of(EVERY_KEY), "step2": "255", "us_months": ""})
    then, now = tomllib.loads(EVERY_KEY), tomllib.loads(desk.store.application().profile)
    then["applicant"]["step2"] = 255
    del then["applicant"]["us_months"]
    assert now == then


def test_every_example_comes_back_from_its_form():
    """What a form shows reads as the same keys again."""
    for path in FOLDER.glob("*.toml"):
        texts = form_of(path.read_text())
        assert changes_in(texts, texts, ()) == ({}, {})
        changes, mistakes = changes_in(texts, dict.fromkeys(FIELDS, ""), ())
        assert not mistakes
        raw = tomllib.loads(path.read_text())
        for table, values in changes.items():
            for key, value in values.items():
                if value is not None:
                    assert raw[table][key] == value


def test_mistakes_stand_where_they_are_and_keep_what_was_typed(client, desk):
    """A score of 900 and a state that is none are told beside their fields; nothing is kept."""
    bring(client)
    before = desk.store.application()
    typed = {**YOU, "step2": "900", "home": "Ohoi", "family": "at home", "dollars": "lots"}
    answer = client.post("/apply/you", data=typed)
    said = words(answer)
    assert answer.status_code == 422
    assert "4 answers are to be mended" in said
    assert 'value="Ohoi"' in answer.text
    assert "no town known here. A larger town near it may be known." in said
    assert "latitude" not in said
    assert "“lots” is not a number" in said
    assert "100" in said.partition('id="about-step2"')[2][:200]
    assert desk.store.application() == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"dollars": "2000000"}, "it can be 0 to 1,000,000 dollars."),
        ({"dollars": "inf"}, "“inf” is not a number of dollars. Write 900."),
        ({"applications": "2.5"}, "“2.5” is not a whole number."),
    ],
)
def test_mistakes_speak_no_machine_s_words(client, typed, said):
    """No 1e+06, no endless number, no key of the file."""
    bring(client)
    answer = client.post("/apply/you", data={**YOU, **typed})
    assert answer.status_code == 422
    assert said in words(answer)
    assert "dollars = " not in words(answer)


def test_thousands_are_grouped_as_people_write_them(client, desk):
    """“$1,500” is fifteen hundred, and not one and a half."""
    bring(client)
    client.post("/apply/you", data={**YOU, "dollars": "$1,500"})
    assert tomllib.loads(desk.store.application().profile)["budget"]["dollars"] == 1500


def test_text_that_does_not_read_is_told_by_line(client):
    """The line is named, in words that need no name of a format."""
    said = words(keep_text(client, "[applicant]\nspecialty IM\n"))
    assert "Line 2." in said
    assert "This line cannot be read" in said
    assert "TOML" not in said.partition('id="problems"')[2].partition("</div>")[0]


def test_the_kind_of_applicant_is_asked_for(client):
    """Chances differ by it the most, so nobody is taken for a US senior unasked."""
    bring(client)
    answer = client.post("/apply/you", data={**YOU, "type": ""})
    assert answer.status_code == 422
    assert "Choose one" in words(answer)


def test_who_comes_from_abroad_is_asked_about_a_visa(client, desk):
    """Silence is not taken for “no visa needed”; a profile that is silent says so on the list."""
    bring(client)
    page = words(client.get("/apply/you"))
    choices = page.partition('name="visa"')[2].partition("</select>")[0]
    assert '<option value="">Choose</option>' in choices
    assert "selected" not in choices
    answer = client.post("/apply/you", data={**YOU, "type": "img"})
    assert answer.status_code == 422
    assert "Say whether you need one" in words(answer)
    assert client.post("/apply/you", data={**YOU, "type": "img", "visa": "j1"}).status_code == 303
    keep_text(client, '[applicant]\nspecialty = "IM"\ntype = "img"\n')
    assert "does not say whether you need a visa" in words(client.get("/apply"))


def test_an_empty_form_is_no_applicant(client, desk):
    """Nothing typed is said, not kept."""
    answer = client.post("/apply/you", data=dict.fromkeys(YOU, ""))
    assert answer.status_code == 422
    assert desk.store.application() is None


def test_a_table_of_one_specialty_fills_in_what_is_applied_in(client):
    """What the table says already need not be typed."""
    bring(client)
    assert 'name="specialties" value="internal medicine"' in words(client.get("/apply/you"))


def test_programmes_are_named_in_the_form_and_kept_by_id(client, desk):
    """A rotation is written by the name in the table, whatever its case."""
    with_list(client, rotations="lakeside\nHillside")
    profile = tomllib.loads(desk.store.application().profile)
    ids = ["lakeside-oh-internal-medicine", "hillside-oh-internal-medicine"]
    assert profile["applicant"]["rotations"] == ids
    assert "Lakeside\nHillside</textarea>" in client.get("/apply/you").text


def test_text_with_mistakes_is_told_by_line(client, desk):
    """A misspelt key is named with its line and the one that is known; the text stays typed."""
    keep_text(client, EVERY_KEY)
    answer = keep_text(client, EVERY_KEY.replace("step2 =", "step_2 ="))
    assert answer.status_code == 422
    assert "Line 6." in words(answer)
    assert "step_2 = 250" in answer.text
    assert desk.store.application().profile == EVERY_KEY


def test_a_profile_file_is_taken_in_and_given_back(client):
    """The file of the command line is the one of the page."""
    content = (FOLDER / "us-senior.toml").read_bytes()
    sent = client.post("/apply/you/text", files={"file": ("me.toml", content)})
    assert sent.status_code == 303
    assert client.get("/apply/you/text/applicant.toml").content == content
    assert client.post("/apply/you/text", files={"file": ("x", b"\xff\xfe")}).status_code == 422
