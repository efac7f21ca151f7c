"""Answers and signals: kept as they were, corrected in place, and taken back."""

from __future__ import annotations

import csv
import io

import pytest
from applying_steps import TABLE, bring, with_list, words

from trimtab.domain.programmes import Programme
from trimtab.web.apply.kept import understood
from trimtab.web.apply.naming import labels_of, those_called

HTMX = {"HX-Request": "true"}
LAKESIDE = "lakeside-oh-internal-medicine"
HILLSIDE = "hillside-oh-internal-medicine"
TWO_MERCY = TABLE + (
    "Mercy,OH,internal medicine,41.5,-81.7,30,300,60,\n"
    "Mercy,NY,internal medicine,40.7,-74.0,30,300,60,\n"
)


def planned(desk):
    """The list as it stands."""
    application = understood(desk, desk.store.application())
    return desk.applying.plan(application.ask(), 60)


def test_doing_what_was_advised_changes_no_forecast(client, desk):
    """Signals count as sent as they were advised: the chance and the value stay as they were."""
    client.post("/apply/example")
    before = planned(desk)
    advised = {one.programme.id: one.signal for one in before.entries}
    assert {"gold", "silver"} <= set(advised.values())
    client.post("/apply/applied")
    after = planned(desk)
    assert dict(desk.store.application().signals) == advised
    assert {one.programme.id: one.signal for one in after.entries} == advised
    assert after.value == pytest.approx(before.value, abs=1e-9)
    for part in ("low", "middle", "high"):
        then, now = (getattr(one.p_unmatched, part) for one in (before, after))
        assert now == pytest.approx(then, abs=1e-9)


def test_one_application_takes_its_signal_along(client, desk):
    """The first answer keeps what was advised; later ones leave it, and “Not yet” forgets it."""
    with_list(client)
    first = planned(desk).entries[1]
    assert first.signal != "none"
    sent = {"programme": first.programme.id}
    client.post("/apply/answer", data={**sent, "answer": "applied"})
    assert desk.store.application().signals == ((first.programme.id, first.signal),)
    client.post("/apply/answer", data={**sent, "answer": "offer"})
    assert desk.store.application().signals == ((first.programme.id, first.signal),)
    client.post("/apply/answer", data={**sent, "answer": "none"})
    assert desk.store.application().signals == ()


def test_a_signal_is_corrected_in_its_row(client, desk):
    """The select offers the tiers of the specialty; the table with answers holds what was sent."""
    said = with_list(client).text
    assert said.count('name="signal"') == 1  # Seaside alone was applied to
    sent = {"programme": LAKESIDE, "answer": "applied"}
    assert client.post("/apply/answer", data=sent, headers=HTMX).text.count("Signal sent") == 2
    changed = {"programme": LAKESIDE, "signal": "silver"}
    answer = client.post("/apply/signal", data=changed, headers=HTMX)
    assert '<option value="silver" selected>' in answer.text
    rows = csv.DictReader(io.StringIO(client.get("/apply/programmes/answered.csv").text))
    found = {row["id"]: (row["status"], row["signal"]) for row in rows}
    assert found[LAKESIDE] == ("applied", "silver")
    for refused in ({"programme": HILLSIDE, "signal": "gold"}, {**changed, "signal": "bronze"}):
        client.post("/apply/signal", data=refused)
    assert desk.store.application().signals == ((LAKESIDE, "silver"),)


def test_more_signals_than_there_are_still_make_a_list(client):
    """Who says they sent gold to everybody is believed."""
    client.post("/apply/example")
    client.post("/apply/applied")
    page = client.get("/apply").text
    ids = [one.partition('"')[0] for one in page.split('name="programme" value="')[1:]]
    for id_ in dict.fromkeys(ids):
        client.post("/apply/signal", data={"programme": id_, "signal": "gold"})
    assert client.get("/apply").status_code == 200


def test_every_applied_taken_back_takes_its_signals(client, desk):
    """Signals of applications that were not sent were not sent either."""
    with_list(client)
    client.post("/apply/applied")
    assert desk.store.application().signals
    client.post("/apply/applied/back")
    assert desk.store.application().answers == ()
    assert desk.store.application().signals == ()


@pytest.mark.parametrize("earlier", [None, "applied"])
def test_a_slip_is_undone_from_its_message(client, desk, earlier):
    """What was kept of the programme before is kept again, to the letter."""
    with_list(client)
    if earlier:
        client.post("/apply/answer", data={"programme": LAKESIDE, "answer": earlier})
    before = desk.store.application()
    sent = {"programme": LAKESIDE, "answer": "rejected"}
    page = client.post("/apply/answer", data=sent, headers=HTMX).text
    form = page.partition('action="/apply/answer/back"')[2].partition("</form>")[0]
    fields = [one.partition('"')[::2] for one in form.split('name="')[1:]]
    back = {name: rest.partition('value="')[2].partition('"')[0] for name, rest in fields}
    answer = client.post("/apply/answer/back", data=back, headers=HTMX)
    assert "Taken back." in words(answer)
    assert desk.store.application() == before


def test_a_no_is_taken_back_where_it_is_listed(client, desk):
    """Below “Said no” each row has its answer too."""
    with_list(client)
    client.post("/apply/answer", data={"programme": LAKESIDE, "answer": "rejected"})
    below = client.get("/apply").text.partition("<summary>Said no: 1")[2]
    assert f'value="{LAKESIDE}"' in below
    assert '<option value="rejected" selected>' in below


def test_one_of_two_with_a_name_is_asked_for(client, desk):
    """A name that two share lands on neither; each is one tap away, and has a label of its own."""
    offered = with_list(client, TWO_MERCY).text
    for label in ("Mercy, NY", "Mercy, OH"):
        assert f'<option value="{label}">' in offered or f'value="{label}"' in offered
    answer = client.post("/apply/answer", data={"programme": "mercy", "answer": "offer"})
    assert answer.status_code == 422
    assert desk.store.application().answers == ()
    which = 'name="which" value="mercy-ny-internal-medicine">Mercy, NY<'
    assert which in answer.text
    again = {"programme": "mercy", "which": "mercy-ny-internal-medicine", "answer": "offer"}
    client.post("/apply/answer", data=again)
    assert desk.store.application().answers == (("mercy-ny-internal-medicine", "offer"),)
    client.post("/apply/answer", data={"programme": "Mercy, oh", "answer": "waitlist"})
    assert dict(desk.store.application().answers)["mercy-oh-internal-medicine"] == "waitlist"


def test_a_mistyped_name_stays_typed_beside_its_mistake(client):
    """Name and answer stand as they were, and the box has the focus."""
    with_list(client)
    page = client.post("/apply/answer", data={"programme": "Elsewhere", "answer": "offer"}).text
    form = page.partition('id="other-answer"')[2].partition("</section>")[0]
    assert "No programme of that name" in form
    assert 'value="Elsewhere" autofocus' in form
    assert '<option value="offer" selected>' in form


def test_a_rotation_with_a_name_of_two_is_asked_for(client):
    """Who knows you is never guessed; the label that tells them apart is taken."""
    bring(client, TWO_MERCY)
    you = {"specialties": "IM", "type": "us_md", "rotations": "Mercy"}
    answer = client.post("/apply/you", data=you)
    assert answer.status_code == 422
    assert "2 are called Mercy. Write “Mercy, OH” or “Mercy, NY”." in words(answer)
    assert client.post("/apply/you", data={**you, "rotations": "mercy, ny"}).status_code == 303
    assert "Mercy, NY</textarea>" in client.get("/apply/you").text


def test_programmes_alike_in_all_are_told_apart_by_id():
    """Where nothing else differs the id does."""
    alike = tuple(Programme(id=id_, name="Mercy", specialty="IM") for id_ in ("1", "2"))
    assert labels_of(alike) == {"1": "Mercy (1)", "2": "Mercy (2)"}
    assert those_called(alike, "mercy (2)") == alike[1:]
    assert those_called(alike, "2") == alike[1:]
    assert those_called(alike, "Mercy") == alike


def test_limits_stand_side_by_side(client, desk):
    """Changing one of dollars and applications leaves the other as it was written."""
    with_list(client, dollars="900")
    page = client.get("/apply").text
    assert 'name="dollars" class="short" inputmode="decimal"' in page
    assert 'value="900"' in page
    assert 'value="2"' in page
    client.post("/apply/budget", data={"dollars": "900", "applications": "3"})
    profile = desk.store.application().profile
    assert "dollars = 900" in profile
    assert "applications = 3" in profile


def test_a_stale_form_undoes_nothing(client, desk):
    """A second tab changes what was changed in it; what the first changed since stays."""
    with_list(client)
    page = client.get("/apply/you").text
    fields = [one.partition('"')[::2] for one in page.split('type="hidden" name="')[1:]]
    shown = {name: rest.partition('value="')[2].partition('"')[0] for name, rest in fields}
    as_shown = {name.partition(":")[2]: value for name, value in shown.items()}
    client.post("/apply/you", data={**as_shown, **shown, "step2": "251"})
    wrong = client.post("/apply/you", data={**as_shown, **shown, "home": "Zork"})
    assert wrong.status_code == 422
    assert 'name="shown:step2" value="246"' in wrong.text
    client.post("/apply/you", data={**as_shown, **shown, "publications": "3"})
    profile = desk.store.application().profile
    assert "step2 = 251" in profile
    assert "publications = 3" in profile


@pytest.mark.parametrize(("typed", "kept"), [("1,000", "1000"), ("$200.50", "200.5")])
def test_money_under_you_is_read_as_on_the_list(client, desk, typed, kept):
    """Commas stand between thousands; what can be read in two ways is asked."""
    with_list(client, dollars=typed)
    assert f"dollars = {kept}" in desk.store.application().profile
    answer = client.post("/apply/you", data={"dollars": "200,50"})
    assert "can be read in two ways" in words(answer)
