"""What matters: weights are tried on the list before they are kept."""

from __future__ import annotations

import tomllib

from applying_steps import with_list, words

from trimtab.programmes.towns import has_towns


def test_weights_are_tried_without_being_kept(client, desk):
    """The page says what would come onto the list, and keeps nothing."""
    with_list(client)
    before = desk.store.application()
    said = words(client.get("/apply/values?hours=5&least_worth=0"))
    assert "What that would do" in said
    assert "The chance of ending unmatched" in said
    assert "Fewer hours a week</span> <span>100 %" in said
    assert desk.store.application() == before


def test_weights_are_kept_where_the_profile_has_them(client, desk):
    """Keeping writes what changed and nothing else; nought takes a key away."""
    with_list(client)
    client.post("/apply/values", data={"hours": "2.5", "near": "0", "least_worth": "60"})
    preferences = tomllib.loads(desk.store.application().profile)["preferences"]
    assert preferences == {"hours": 2.5}
    client.post("/apply/values", data={"hours": "0", "least_worth": "40"})
    preferences = tomllib.loads(desk.store.application().profile)["preferences"]
    assert preferences == {"least_worth": 0.4}


def test_what_is_no_weight_is_said(client, desk):
    """A weight below nought or of letters is told, and what is kept goes on."""
    with_list(client)
    before = desk.store.application()
    for said in ("-1", "much", "inf"):
        answer = client.post("/apply/values", data={"hours": said})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
    assert desk.store.application() == before


def test_what_nothing_is_known_of_is_said_to_count_for_nothing(client):
    """Beside each weight stands of how many programmes its fact is known."""
    with_list(client)
    said = words(client.get("/apply/values"))
    assert "Known of 4 of 4 programmes" in said
    assert "Not known of any programme" in said
    assert "Say where family is" in said


def test_a_town_that_is_not_found_is_not_known(client):
    """How near a place is counts as known only where it has a place on the map."""
    table = "name,city,state,specialty\nOne,Nowhereville Qx,OH,internal medicine\n"
    with_list(client, table + "Two,Columbus,OH,internal medicine\n", family="39.96, -83.0")
    said = words(client.get("/apply/values"))
    known = "Known of 1 of 2" if has_towns() else "Not known of any"
    assert known in said.partition('id="about-near">')[2].partition("</p>")[0]
