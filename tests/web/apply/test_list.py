"""The list: how one comes by it, what it says, and what answers and money do to it."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from itertools import pairwise

import pytest
from applying_steps import TABLE, bring, with_list, words

HTMX = {"HX-Request": "true"}
PAGES = ("", "/you", "/you/text", "/programmes", "/values", "/rank")


def headline(answer) -> str:
    """The first heading."""
    return words(answer).partition("<h1>")[2].partition("</h1>")[0]


def test_nothing_kept_teaches_three_ways_in(client):
    """An empty room says what it is for, with a way in for each, and no entry in the way around."""
    said = words(client.get("/apply"))
    for way in ("Try it with invented programmes", "Bring your table", "Start with yourself"):
        assert way in said
    assert '<a href="/apply"' not in said


def test_one_tap_shows_a_whole_list_said_to_be_invented(client, desk):
    """The invented programmes give a list that every page says is invented."""
    assert client.post("/apply/example").headers["location"] == "/apply"
    answer = client.get("/apply")
    assert headline(answer).startswith("Apply to 20 of 60 for $220")
    assert "Chance of ending unmatched: about" in words(answer)
    assert desk.store.application().is_example
    for page in PAGES:
        assert "None of them exists" in words(client.get(f"/apply{page}"))


def test_a_table_and_a_form_make_a_list(client):
    """A new applicant with a CSV alone gets a list in two steps."""
    assert bring(client).headers["location"] == "/apply/you"
    assert "who applies" in words(client.get("/apply"))
    answer = with_list(client)
    assert headline(answer) == "Apply to 1 more for $11 (1 is sent for $11)."
    assert "Seaside" in words(answer)  # applied already, so it is on the list


def test_who_has_something_kept_finds_the_room_in_the_way_around(client):
    """Apply stands among the pages once there is something to come back to."""
    bring(client)
    assert '<a href="/apply" aria-current="page">Apply</a>' in words(client.get("/apply"))


def test_an_answer_moves_every_chance(client, desk):
    """An invitation is kept beside its programme, and said with what it changed."""
    with_list(client)
    sent = {"programme": "lakeside-oh-internal-medicine", "answer": "offer"}
    answer = client.post("/apply/answer", data=sent, headers=HTMX)
    assert desk.store.application().answers == (("lakeside-oh-internal-medicine", "offer"),)
    assert "Lakeside: invited. The chance of ending unmatched" in words(answer)
    assert '<option value="offer" selected>' in answer.text


def test_an_answer_taken_back_goes_before_what_the_table_says(client, desk):
    """“Not yet” stands against a status in the table, which stays as it was brought."""
    with_list(client)
    client.post("/apply/answer", data={"programme": "Seaside", "answer": "none"})
    answer = client.get("/apply")
    assert "Seaside" not in words(answer).partition('class="programmes"')[2].partition("</ol>")[0]
    assert desk.store.application().programmes == TABLE.encode()


def test_the_whole_list_is_said_to_be_out_and_taken_back(client, desk):
    """One button marks every application as sent; another takes those back, and no other answer."""
    with_list(client)
    client.post("/apply/answer", data={"programme": "Hillside", "answer": "offer"})
    assert client.post("/apply/applied").status_code == 303
    said = dict(desk.store.application().answers)
    assert said["hillside-oh-internal-medicine"] == "offer"
    assert "I have applied to" not in words(client.get("/apply"))
    client.post("/apply/budget", data={"applications": "4"})
    client.post("/apply/applied")
    client.post("/apply/applied/back")
    assert dict(desk.store.application().answers) == {"hillside-oh-internal-medicine": "offer"}


def test_an_answer_of_nobody_changes_nothing(client, desk):
    """A name that stands in no row is said, and kept nowhere."""
    with_list(client)
    answer = client.post("/apply/answer", data={"programme": "Elsewhere", "answer": "offer"})
    assert answer.status_code == 422
    assert "No programme of that name" in words(answer)
    assert desk.store.application().answers == ()


def test_money_changes_in_place(client, desk):
    """Another budget makes another list, and leaves every other key of the profile."""
    with_list(client)
    sent = {"dollars": "$1,000", "applications": ""}
    answer = client.post("/apply/budget", data=sent, headers=HTMX)
    assert headline(answer).startswith("Apply to 3 more for $33")
    profile = desk.store.application().profile
    assert "dollars = 1000" in profile
    assert "applications" not in profile
    assert "step2 = 246" in profile


@pytest.mark.parametrize("amount", ["a lot", "-3", "nan", "9" * 400, "200,50", "1,00,000"])
def test_what_is_no_amount_is_said_beside_the_box(client, desk, amount):
    """What cannot be spent is told where it stands, and what was kept goes on."""
    with_list(client)
    before = desk.store.application()
    answer = client.post("/apply/budget", data={"dollars": amount})
    assert answer.status_code == 422
    assert 'id="about-dollars"' in answer.text
    assert desk.store.application() == before


def test_a_list_that_takes_longer_says_so_and_follows(client, desk):
    """While a list is being made every page that needs it says so and comes again."""
    with_list(client)
    desk.applying.is_busy = True
    for page in ("", "/rank", "/values", "/list.csv"):
        said = words(client.get(f"/apply{page}"))
        assert "Making the list" in said
        assert 'hx-trigger="load' in said


def test_looking_changes_nothing(client, desk):
    """Every page may be opened again and again."""
    with_list(client)
    before = deepcopy(desk.store._kept)
    for page in (*PAGES, "/list.csv", "/list.ics", "/programmes/kept", "/values?hours=5"):
        assert client.get(f"/apply{page}").status_code == 200
    assert desk.store._kept == before


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("csv", b"id,name,"),
        ("xlsx", b"PK"),
        ("html", b"<!doctype html>"),
        ("ics", b"BEGIN:VCALENDAR"),
        ("json", b"{"),
    ],
)
def test_the_list_is_taken_along_in_each_form(client, kind, start):
    """Each file is what its name says."""
    with_list(client)
    answer = client.get(f"/apply/list.{kind}")
    assert start in answer.content[:40]
    assert answer.headers["content-disposition"].startswith("attachment")
    if kind == "json":
        assert len(json.loads(answer.content)["programmes"]) == 2


def test_no_other_form_is_known(client):
    """A file nobody writes is not found."""
    with_list(client)
    assert client.get("/apply/list.pdf").status_code == 404


def test_rank_orders_by_worth_and_says_how_couples_do_it(client):
    """Those of the list are ranked before any invitation; couples are told the command."""
    with_list(client)
    said = words(client.get("/apply/rank"))
    assert "Rank these 2 in this order" in said
    assert "so those of your list are ranked" in said
    assert "--partner partner.toml" in said
    client.post("/apply/answer", data={"programme": "Hillside", "answer": "offer"})
    said = words(client.get("/apply/rank"))
    assert "the 1 that invited you" in said
    assert "If no other invitation comes, the chance of ending unmatched is about" in said


def test_list_and_rank_tell_the_same_chances(client):
    """Before any answer both pages tell the signalled chances, and one chance of no match."""
    client.post("/apply/example")
    pages = [client.get("/apply").text, client.get("/apply/rank").text]
    told = [
        sorted(re.findall(r"Would take you</span>.*?<span>(.*?)</span>", page)) for page in pages
    ]
    assert len(told[0]) == 20
    assert told[0] == told[1]
    unmatched = [re.search(r"ending unmatched: (about [^,.]*)", page).group(1) for page in pages]
    assert unmatched[0] == unmatched[1]


def test_all_that_said_no_leave_a_next_step(client):
    """With nothing open no page tells bars or odds; each says what to do next."""
    with_list(client)
    for name in ("Lakeside", "Hillside", "Riverside", "Seaside"):
        client.post("/apply/answer", data={"programme": name, "answer": "rejected"})
    shown = words(client.get("/apply"))
    assert headline(client.get("/apply")).startswith("No programme here is open to you: 4 said no")
    assert "Add programmes" in shown
    assert "Value 0" not in shown
    assert 'class="bars"' not in shown
    ranked = words(client.get("/apply/rank"))
    assert "None that you applied to is open any more" in ranked
    assert "all are ranked" not in ranked


def test_the_signals_stand_in_one_place_before_the_list(client):
    """Whom to signal is told by name above the rows."""
    client.post("/apply/example")
    above = words(client.get("/apply")).partition('class="programmes"')[0]
    assert "Gold: Synthetic Programme" in above
    assert "Silver: Synthetic Programme" in above
    assert "Besides, and not in the budget" in above


def test_the_stop_comes_first_where_nothing_limits(client):
    """Without a limit the heading tells how many are enough before what all would cost."""
    client.post("/apply/example")
    client.post("/apply/budget", data={"dollars": ""})
    said = headline(client.get("/apply"))
    assert said.startswith("Apply to ")
    assert "; all 60 would cost $" in said
    assert "of 60 for $" in said
    assert "unmatched with all of them: about" in words(client.get("/apply"))


@pytest.mark.parametrize("form", ["budget", "answer", "applied", "applied/back"])
def test_a_form_loaded_again_leads_to_the_list(client, form):
    """The address of a form is a way back, not a missing page."""
    answer = client.get(f"/apply/{form}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/apply")


def test_headings_go_down_one_by_one(client):
    """No page leaves a rank of headings out."""
    with_list(client)
    for page in ("", "/rank", "/values"):
        ranks = [int(one) for one in re.findall(r"<h([1-6])", client.get(f"/apply{page}").text)]
        assert ranks[0] == 1
        assert all(after <= one + 1 for one, after in pairwise(ranks))


@pytest.mark.parametrize("page", ["/rank", "/values"])
def test_with_nothing_kept_nobody_is_told_of_a_table(client, page):
    """A page before anything is kept names both things that are missing."""
    said = words(client.get(f"/apply{page}"))
    assert "Two things come first" in said
    assert "Your table is here" not in said


def test_the_rank_list_is_taken_along(client):
    """As a table and a workbook, and in no other form."""
    with_list(client)
    assert b"Lakeside" in client.get("/apply/rank/list.csv").content
    assert client.get("/apply/rank/list.xlsx").content.startswith(b"PK")
    assert client.get("/apply/rank/list.pdf").status_code == 404


def test_a_list_of_hundreds_is_shown_in_part(client):
    """A page stays readable; what it does not show is in the files."""
    rows = "".join(f"Place {n},OH,internal medicine,{30 + n},300,60\n" for n in range(320))
    table = "name,state,specialty,positions,interviews,hours_per_week\n" + rows
    said = words(with_list(client, table, applications=""))
    assert said.count('<span class="number"') == 300
    assert "And 20 more: all of them in the files below" in said
    assert "Apply to" in said
    said = words(client.get("/apply/rank"))
    assert "The first 50 are shown; all of them in the files" in said
    assert "say on the list where you were interviewed" in said


def test_hostile_names_are_words(client):
    """What a table says is shown as letters, whatever they are."""
    evil = "<script>alert(1)</script>"
    table = TABLE.replace("Lakeside", f'"{evil}"').replace("Hillside", '"\'onload=x"')
    answer = with_list(client, table, applications="4")
    for page in (answer, client.get("/apply/rank"), client.get("/apply/values")):
        assert evil not in page.text
        assert "&lt;script&gt;" in page.text


def test_a_desk_without_lists_says_so(client, desk):
    """Where no lists can be made the room says it in a sentence."""
    object.__setattr__(desk, "applying", None)
    answer = client.get("/apply")
    assert answer.status_code == 409
    assert "cannot be made here" in words(answer)


def test_what_hardly_helps_is_folded_below(client):
    """Beyond where to stop the list goes on behind one line that says so, until it is sent."""
    client.post("/apply/example")
    client.post("/apply/budget", data={"dollars": ""})
    said = words(client.get("/apply"))
    beyond = said.partition("From here on an application hardly helps: ")[2]
    assert beyond.partition(" more</summary>")[0].isdecimal()
    assert '<details class="beyond">' in said
    last = beyond.rpartition('name="programme" value="')[2].partition('"')[0]
    client.post("/apply/answer", data={"programme": last, "answer": "applied"})
    above, _, below = words(client.get("/apply")).partition('<details class="beyond')
    assert f'value="{last}"' in above
    assert f'name="programme" value="{last}"' not in below
