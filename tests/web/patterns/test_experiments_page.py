"""Experiments by their pages: begun in a few taps, kept by one a day, told at the end."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from lived_days import said_on
from sample_desk import TUESDAY_AT_TEN

from trimtab.app.mind.own_day import own_day
from trimtab.domain.diary import MEASURES, Experiment
from trimtab.reflection.effects import Effect
from trimtab.reflection.lot_days import is_on
from trimtab.web.patterns import words
from trimtab.web.patterns.examples import EXAMPLES
from trimtab.web.patterns.pictures import days_picture

FORM = {"line": "No phone in bed", "measure": "energy", "lot": "1-4", "minutes": "0"}


def words_of(page: str) -> str:
    """What a page says."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def begun(client, desk, **more) -> Experiment:
    """An experiment begun by its form."""
    answer = client.post("/experiments", data={**FORM, **more})
    assert answer.status_code == 303
    return desk.store.entry(Experiment, answer.headers["location"].rpartition("/")[2])


def over(desk, experiment: Experiment, points: int = 2) -> Experiment:
    """The same four weeks earlier, with check-ins of all its days."""
    moved = replace(experiment, day=TUESDAY_AT_TEN.date() - timedelta(days=28))
    for number in range(28):
        day = moved.day + timedelta(days=number)
        score = 5 + points * bool(is_on(moved, day)) + number % 2
        desk.store.keep_entry(said_on(day, score, energy=score))
    desk.store.keep_entry(moved)
    return moved


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.key)
def test_an_example_begins_as_it_is_filled_in(client, desk, example):
    """The list leads to a form that needs one more tap: two in all, at most four."""
    assert f"/experiments/new?example={example.key}" in client.get("/experiments").text
    form = client.get(f"/experiments/new?example={example.key}").text
    data = {
        "line": example.change, "measure": example.measure, "minutes": str(example.minutes),
        "lot": re.search(r'value="([\d-]+)" checked', form).group(1),
    }  # fmt: skip
    made = begun(client, desk, **data)
    assert (made.change, made.measure, made.minutes) == (
        data["line"],
        data["measure"],
        example.minutes,
    )
    assert made.practice == (example.change if example.minutes else "")


def test_how_much_it_can_tell_is_said_before(client):
    """Each way to alternate carries its expected interval, longer ones a smaller one."""
    page = client.get("/experiments/new?example=phone").text
    assert page.index('id="measure"') < page.index('name="lot"')
    style = client.get("/static/patterns.css").text
    for one in MEASURES:
        told = re.findall(rf'of-{one}(?: of-first)?">to about ±([\d.]+) points', page)
        widths = [float(width) for width in told]
        assert len(widths) == 5
        assert widths[0] > widths[1]
        assert widths[2] > widths[3] > widths[4]
        assert f'[value="{one}"]:checked) .of-{one}' in style


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("line", " ", "Say what you would like to try"),
        ("line", "x" * 81, "keep it to 80 characters"),
        ("measure", "luck", "Choose what to look at"),
        ("lot", "3-9", "Choose how it alternates"),
        ("minutes", "7", "Choose how long it takes"),
    ],
)
def test_mistakes_are_named_where_they_are(client, desk, field, value, said):
    """Nothing is begun, and what was typed stays."""
    answer = client.post("/experiments", data={**FORM, field: value})
    assert answer.status_code == 422
    assert said in words_of(answer.text)
    assert desk.store.entries(Experiment) == ()


def test_a_second_one_waits(client, desk):
    """The page says which one is still being tried, with what to do."""
    begun(client, desk)
    answer = client.post("/experiments", data=FORM)
    assert answer.status_code == 409
    assert "One at a time" in words_of(answer.text)


def test_a_day_is_said_with_one_tap_and_taken_back_with_another(client, desk):
    """The button that is pressed takes it back; days to come cannot be said."""
    made = begun(client, desk)
    today = TUESDAY_AT_TEN.date()
    desk.store.keep_entry(replace(made, day=today - timedelta(days=3)))
    path = f"/experiments/{made.id}"
    for did, kept in (("yes", ((today, True),)), ("no", ((today, False),)), ("forget", ())):
        answer = client.post(f"{path}/kept", data={"day": today.isoformat(), "did": did})
        assert answer.headers["location"] == path
        assert desk.store.entry(Experiment, made.id).kept == kept
    for day in ((today + timedelta(days=1)).isoformat(), "soon"):
        client.post(f"{path}/kept", data={"day": day, "did": "yes"})
    assert desk.store.entry(Experiment, made.id).kept == ()
    page = client.get(path).text
    assert "What it did" not in page
    assert 'style="' not in page


def test_a_check_in_asks_for_the_day_too(client, desk):
    """After a check-in one tap says whether the day went so, and leads back there."""
    made, day = begun(client, desk), own_day(desk.store, desk.now()).date
    desk.store.keep_entry(said_on(day, 6))
    assert "What you are trying" not in client.get("/check-in").text, "it begins tomorrow"
    desk.store.keep_entry(replace(made, day=day - timedelta(days=3)))
    assert "yesterday was to be with" in words_of(client.get("/check-in").text)
    data = {"day": day.isoformat(), "did": "yes", "from": "check-in"}
    answer = client.post(f"/experiments/{made.id}/kept", data=data)
    assert answer.headers["location"] == "/check-in"
    assert desk.store.entry(Experiment, made.id).kept == ((day, True),)
    assert 'aria-pressed="true"' in client.get("/check-in").text


def test_the_result_comes_at_the_end_in_words_and_as_a_table(client, desk):
    """Sentences with interval and chance, a picture, the scores as a table, and two answers."""
    made = over(desk, begun(client, desk))
    page = client.get(f"/experiments/{made.id}").text
    text = words_of(page)
    assert re.search(
        r"It very likely helped: energy was [\d.]+ points higher on days with it", text
    )
    assert "More than 19 in 20 that it helped at all" in text
    assert "14 days with it, 14 days without." in text
    assert page.count("<tr>") > 28
    assert "Keep it" in text


def test_kept_it_becomes_a_practice_that_settings_show(client, desk):
    """A practice of the plan is added to the profile; the result stays with the experiment."""
    made = over(desk, begun(client, desk, line="Ten minutes outside", minutes="10"))
    answer = client.post(f"/experiments/{made.id}/answer", data={"answer": "kept", "value": "body"})
    assert "Ten minutes outside" in html.unescape(client.get(answer.headers["location"]).text)
    assert "times_per_week = 4\ndoses = [10]" in desk.store.profile().text  # 14 of 28 days
    kept = desk.store.entry(Experiment, made.id)
    assert kept.answer == "kept"
    assert kept.found
    desk.store.forget_entries(type(said_on(TUESDAY_AT_TEN.date(), 5)))
    assert kept.found[0] in words_of(client.get(f"/experiments/{made.id}").text)


def test_what_it_is_kept_for_is_chosen(client, desk):
    """None is taken by its weight: without a value nothing is kept; a chosen one is written."""
    text = '[person]\nname = "Ada"\n\n[values]\nresearch = 5\nfamily = 2\n'
    desk.store.keep_profile(text, desk.now())
    made = over(desk, begun(client, desk, line="Ten minutes outside", minutes="10"))
    path = f"/experiments/{made.id}"
    asked = client.post(f"{path}/answer", data={"answer": "kept", "value": "sports"})
    assert asked.status_code == 422
    assert "Choose what it is for" in asked.text
    assert desk.store.profile().text == text
    assert not re.search(r"<option[^>]* selected>", client.get(path).text)
    client.post(f"{path}/answer", data={"answer": "kept", "value": "family"})
    assert 'value = "family"' in desk.store.profile().text


def test_what_was_never_done_is_not_kept(client, desk):
    """Ended before its first day, it can be let go."""
    made = begun(client, desk, line="Ten minutes outside", minutes="10")
    client.post(f"/experiments/{made.id}/end")
    path, before = f"/experiments/{made.id}", desk.store.profile()
    assert "Keep it" not in client.get(path).text
    client.post(f"{path}/answer", data={"answer": "kept"})
    assert desk.store.entry(Experiment, made.id).answer == ""
    assert desk.store.profile() == before
    client.post(f"{path}/answer", data={"answer": "let_go"})
    assert desk.store.entry(Experiment, made.id).answer == "let_go"


def test_let_go_nothing_else_changes(client, desk):
    """The profile stays letter for letter; an answer is given once."""
    made, before = over(desk, begun(client, desk)), desk.store.profile()
    for said in ("let_go", "kept"):
        client.post(f"/experiments/{made.id}/answer", data={"answer": said})
    assert desk.store.entry(Experiment, made.id).answer == "let_go"
    assert desk.store.profile() == before


def test_it_is_ended_early_and_deleted(client, desk):
    """Ended, it says so and what little it can tell; deleted, it is gone, and its page too."""
    made = begun(client, desk)
    client.post(f"/experiments/{made.id}/end")
    text = words_of(client.get(f"/experiments/{made.id}").text)
    assert "You ended it on" in text
    assert "Too few days were said" in text
    assert client.post(f"/experiments/{made.id}/delete").headers["location"] == "/experiments"
    assert client.get(f"/experiments/{made.id}").status_code == 404


def effect(middle: float, low: float, high: float, helps: float) -> Effect:
    """An effect on mood."""
    return Effect("mood", (middle, low, high), helps, helps / 2, 1 - helps, 12, 13)


CANNOT_TELL = "Whether it helped cannot be told: mood was"
NO_HELP = "It probably did not help: mood was"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            effect(0.8, 0.1, 1.5, 0.93),
            "It probably helped: mood was 0.8 points higher on days with it, 0.1 to 1.5.",
        ),
        (
            effect(0.3, -0.4, 1.0, 0.7),
            f"{CANNOT_TELL} 0.3 points higher on days with it, between 0.4 lower and 1 higher.",
        ),
        (
            effect(-0.6, -1.3, 0.1, 0.1),
            f"{NO_HELP} 0.6 points lower on days with it, between 1.3 lower and 0.1 higher.",
        ),
        (
            effect(0.01, -0.7, 0.7, 0.5),
            f"{CANNOT_TELL} the same on days with it, between 0.7 lower and 0.7 higher.",
        ),
    ],
)
def test_results_are_told_as_sure_as_they_are(told, said):
    """Each degree of certainty has its words."""
    assert words.result_texts(told)[0] == said


def test_the_picture_has_a_dot_for_each_day_and_labels_that_do_not_touch():
    """Means close together have their labels moved apart."""
    first = TUESDAY_AT_TEN.date()
    days = [(first + timedelta(days=n), 6.0 + (n == 3), bool(n % 2)) for n in range(8)]
    picture = days_picture(days, 28)
    assert len(picture.dots) == 8
    one, two = (level.label_y for level in picture.levels)
    assert abs(one - two) >= 15
    assert days_picture([], 28) is None
