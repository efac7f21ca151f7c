"""Changes by hand, each a form that works without script, planned by the real planner."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from trimtab.web.block_keys import key_of
from trimtab.web.week.changes import UnclearWishError, Wish, read_wishes

HTMX = {"HX-Request": "true"}


def ahead(desk, name):
    """The last block of that name, which lies ahead."""
    return [one for one in desk.store.plan().plan.blocks if one.name == name][-1]


def followed(walker, answer):
    """The page that a change leads to."""
    assert answer.status_code == 303
    return walker.get(answer.headers["location"]).text


def test_a_block_moves_and_comes_back(walker, planned_desk):
    """Moved: the page says where it is and what moved for it; Undo puts it back."""
    run = ahead(planned_desk, "Run")
    form = {"block": key_of(run), "day": "2026-11-22", "time": "14:00", "from": "2026-11-16"}
    page = followed(walker, walker.post("/week/move", data=form))
    assert "Run is on Sun 22 Nov at 14:00 now" in page
    assert f"{ahead(planned_desk, 'Run').start:%a %H:%M}" == "Sun 14:00"
    mark = re.search(r'name="mark" value="([^"]+)"', page).group(1)
    page = followed(walker, walker.post("/week/undo", data={"mark": mark}))
    assert "It is back as it was." in page
    assert ahead(planned_desk, "Run").start == run.start


def test_saying_it_twice_counts_once(walker, planned_desk):
    """A form sent again by its id changes nothing more."""
    form = {"block": key_of(ahead(planned_desk, "Run")), "id": "mine"}
    walker.post("/week/pin", data=form)
    revision = planned_desk.store.plan().revision
    followed(walker, walker.post("/week/pin", data=form))
    assert planned_desk.store.plan().revision == revision


def test_one_id_with_another_wish_is_another_word(walker, planned_desk):
    """Two tabs of one page: pinned in one, left out in the other; the second is not lost."""
    novel = ahead(planned_desk, "Read a novel")
    form = {"block": key_of(novel), "id": "mine"}
    walker.post("/week/pin", data=form)
    followed(walker, walker.post("/week/skip", data=form))
    horizon = planned_desk.store.plan().plan.horizon
    said = planned_desk.store.marks(horizon.instant_of(0), horizon.instant_of(horizon.minutes))
    assert [one.verb for one in said] == ["pinned", "not_today"]
    assert novel.start not in {
        one.start for one in planned_desk.store.plan().plan.blocks if one.name == novel.name
    }


def test_pinning_and_letting_go(walker, planned_desk):
    """A block stays where it is once pinned, and may move again."""
    run = ahead(planned_desk, "Run")
    assert "stays where it is" in followed(
        walker, walker.post("/week/pin", data={"block": key_of(run)})
    )
    assert ahead(planned_desk, "Run").mark == "pinned"
    form = {"block": key_of(run), "as": "unpin"}
    assert "may move again" in followed(walker, walker.post("/week/pin", data=form))
    assert ahead(planned_desk, "Run").mark is None


def test_leaving_out_and_shrinking(walker, planned_desk):
    """A block is left out, another gets its smaller dose."""
    novel = ahead(planned_desk, "Read a novel")
    followed(walker, walker.post("/week/skip", data={"block": key_of(novel)}))
    assert novel.start not in {
        one.start for one in planned_desk.store.plan().plan.blocks if one.name == novel.name
    }
    run = ahead(planned_desk, "Run")
    form = {"block": key_of(run), "minutes": "10"}
    assert "Run is shorter now" in followed(walker, walker.post("/week/shrink", data=form))
    assert ahead(planned_desk, "Run").minutes == 10


def test_a_block_grows_as_far_as_there_is_room(walker, planned_desk):
    """A run of ten minutes is made longer; where there is no room for its ideal, that is said."""
    key = key_of(ahead(planned_desk, "Run"))
    walker.post("/week/shrink", data={"block": key, "minutes": "10"})
    short = ahead(planned_desk, "Run")
    form = {"block": key_of(short), "minutes": "30"}
    assert "Run is longer now" in followed(walker, walker.post("/week/resize", data=form))
    grown = ahead(planned_desk, "Run")
    assert (grown.start, grown.minutes, grown.mark) == (short.start, 30, "pinned")
    form = {"block": key_of(grown), "minutes": "240"}
    answer = walker.post("/week/resize", data=form, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "Run cannot last 45 min: there is no room for that" in answer.text
    assert ahead(planned_desk, "Run").minutes == 30


def test_a_place_that_is_none_is_told_where_it_was_asked(walker, planned_desk):
    """During night duty there is no run: the page says so, keeps what was typed and the plan."""
    revision = planned_desk.store.plan().revision
    form = {"block": key_of(ahead(planned_desk, "Run")), "day": "2026-11-19", "time": "03:00"}
    answer = walker.post("/week/move", data=form)
    assert answer.status_code == 409
    assert "no place at 03:00" in answer.text
    assert 'value="03:00"' in answer.text
    assert planned_desk.store.plan().revision == revision
    part = walker.post("/week/move", data=form, headers=HTMX)
    assert part.status_code == 409
    assert part.text.strip().startswith('<ul class="sentences"><li>')


def test_a_change_by_script_answers_with_the_week_in_place(walker, planned_desk):
    """A script gets the changed week alone, with what moved."""
    form = {"block": key_of(ahead(planned_desk, "Run")), "from": "2026-11-16"}
    part = walker.post("/week/pin", data=form, headers=HTMX)
    assert part.status_code == 200
    assert part.text.lstrip().startswith('<div id="week"')
    assert "Run stays where it is." in part.text


@pytest.mark.parametrize("verb", ["move", "resize", "pin", "skip", "shrink"])
def test_what_stands_no_more_cannot_be_asked(walker, verb):
    """A key of no block changes nothing, and says so."""
    answer = walker.post(f"/week/{verb}", data={"block": "0" * 18})
    assert answer.status_code == 409
    assert "no longer stands" in answer.text


def test_wishes_are_read_from_forms(example_plan):
    """Resizing from the upper edge shortens and moves; what is unreadable is refused."""
    run = [one for one in example_plan.blocks if one.name == "Run"][-1]
    later = run.start + timedelta(minutes=10)
    form = {"start": f"{later:%Y-%m-%dT%H:%M}", "minutes": str(run.minutes - 10)}
    wishes = read_wishes("resize", form, run, example_plan)
    assert wishes == (Wish("shorter", run.minutes - 10), Wish("moved", moved_to=later))
    assert read_wishes("resize", {"minutes": "600"}, run, example_plan) == (Wish("longer", 600),)
    with pytest.raises(UnclearWishError, match="Say when"):
        read_wishes("move", {"day": "soon"}, run, example_plan)
    with pytest.raises(UnclearWishError, match="how many"):
        read_wishes("shrink", {"minutes": "-5"}, run, example_plan)


def test_a_block_has_a_page_of_its_own(walker, planned_desk):
    """What may be asked of it, the best places, and what its hours are worth."""
    page = walker.get(f"/week/block?key={key_of(ahead(planned_desk, 'Run'))}").text
    for words in (
        "Keep it here",
        "Leave it out",
        "Only 10 min",
        "Move it to",
        "Good places for it",
    ):
        assert words in page
    assert re.search(r"<button>\w{3} \d+ Nov \d\d:\d\d</button>", page)
    assert "What these hours are worth" in page
    assert walker.get("/week/block?key=nothing").status_code == 404


def test_given_blocks_say_that_they_stand(walker, planned_desk):
    """A duty's page offers nothing and says why."""
    duty = next(one for one in planned_desk.store.plan().plan.blocks if one.is_fixed)
    page = walker.get(f"/week/block?key={key_of(duty)}").text
    assert "comes from a calendar" in page
    assert "<form" not in page


def test_places_while_a_block_is_held(walker, planned_desk):
    """Runs of shades, the best in words, and words for one place."""
    run = ahead(planned_desk, "Run")
    places = walker.get(f"/week/places.json?block={key_of(run)}").json()
    assert places["block"] == key_of(run)
    assert len(places["runs"]) > 10
    assert {shade for *_, shade in places["runs"]} <= {1, 2, 3, 4, 5}
    assert "Best" in places["best"]
    asked = f"/week/place-words?block={key_of(run)}&start="
    assert "would" in walker.get(f"{asked}2026-11-22T14:00").text
    assert "no room" in walker.get(f"{asked}2026-11-19T03:00").text
    assert walker.get(f"{asked}soon").status_code == 404


def test_exact_words_for_a_place_are_asked_for(walker, planned_desk):
    """The week is planned once more with the block there: no "as far as is known" is left."""
    asked = f"/week/place-words?block={key_of(ahead(planned_desk, 'Run'))}&exact=1&start="
    words = walker.get(f"{asked}2026-11-22T14:00").text
    assert words.startswith("Sun 22 Nov 14:00: ")
    assert "would" in words
    assert "known" not in words
    assert walker.get(f"{asked}2026-11-19T03:00").status_code == 409


def test_blocks_as_the_calendar_reads_them(walker, planned_desk):
    """The same blocks as the page, with what may be asked."""
    blocks = walker.get("/week/blocks.json?from=2026-11-16").json()["blocks"]
    assert len(blocks) == len(planned_desk.store.plan().plan.blocks)
    assert walker.get("/week/blocks.json?from=2020-01-06").status_code == 404
