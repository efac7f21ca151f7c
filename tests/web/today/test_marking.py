"""Done, shorter, not today and take back: one tap, kept once, answered in place."""

from __future__ import annotations

from datetime import timedelta

import pytest
from today_desk import HTMX, at, desk_at, fields_of, walking, words_of

from trimtab.domain.errors import StoreError
from trimtab.domain.kept import BlockMark

NINE = at(16, "09:10")


def marks(desk) -> list[BlockMark]:
    """Everything said of the week's blocks."""
    return list(desk.store.marks(NINE - timedelta(days=7), NINE + timedelta(days=7)))


def said(walker, verb: str, name: str = "Run", word: str = "offer", **more):
    """Tap a button of a block on the page as it stands."""
    fields = fields_of(walker.get("/").text, name, word)
    given = {"minutes": verb} if verb.isdecimal() else {"verb": verb}
    return walker.post("/today/mark", data={**fields, **given}, **more)


def test_done_is_one_tap_and_counts():
    """It is kept, the block is done, the page says so."""
    desk = desk_at(NINE)
    with walking(desk) as walker:
        answer = said(walker, "done", headers=HTMX)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="today">')
    words = words_of(answer.text)
    assert "Kept. Nothing else had to move." in words
    assert "Done. Take back" in words
    assert [(mark.verb, mark.name) for mark in marks(desk)] == [("done", "Run")]
    run = next(one for one in desk.store.plan().plan.blocks if one.name == "Run")
    assert run.mark == "done"


def test_without_script_the_answer_is_the_page_again():
    """Back to Today, which says what moved and how to take it back."""
    desk = desk_at(NINE)
    with walking(desk) as walker:
        answer = said(walker, "done")
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/?said=")
        words = words_of(walker.get(answer.headers["location"]).text)
    assert "Kept. Nothing else had to move. Take back" in words


def test_shorter_takes_one_of_the_real_lengths():
    """The dose that was tapped stands in the plan."""
    desk = desk_at(NINE)
    with walking(desk) as walker:
        said(walker, "30")
    assert [(mark.verb, mark.minutes) for mark in marks(desk)] == [("shorter", 30)]
    run = next(one for one in desk.store.plan().plan.blocks if one.name == "Run")
    assert run.minutes == 30


def test_not_today_leaves_a_block_out_without_a_word_of_blame():
    """It shows as left out, and the next thing stands."""
    desk = desk_at(NINE)
    with walking(desk) as walker:
        words = words_of(said(walker, "not_today", "Dinner together", headers=HTMX).text)
        whole = words_of(walker.get("/").text)
    assert [one.name for one in desk.store.plan().plan.skipped] == ["Dinner together"]
    assert "Not today. Take back" in words
    assert "Dinner together waits for another day." in whole


def test_what_was_said_can_be_taken_back():
    """The block stands as before, and may be marked anew."""
    desk = desk_at(NINE)
    with walking(desk) as walker:
        said(walker, "not_today", "Dinner together")
        answer = said(walker, "undone", "Dinner together", word="said", headers=HTMX)
        assert 'value="not_today" aria-label="Not today: Dinner together"' in answer.text
    plan = desk.store.plan().plan
    assert plan.skipped == ()
    assert any(one.name == "Dinner together" for one in plan.blocks)


def test_a_second_tap_changes_nothing():
    """The id was made with the page: said twice it counts once."""
    desk = desk_at(NINE)
    with walking(desk) as walker:
        fields = {**fields_of(walker.get("/").text, "Run"), "verb": "done"}
        walker.post("/today/mark", data=fields)
        revision = desk.store.plan().revision
        again = walker.post("/today/mark", data=fields, headers=HTMX)
    assert "counts once" in words_of(again.text)
    assert len(marks(desk)) == 1
    assert desk.store.plan().revision == revision


def test_two_tabs_of_one_page_say_two_things():
    """Ids served twice: another verb, another block or another length is a word of its own."""
    desk = desk_at(NINE)
    with walking(desk) as walker:
        page = walker.get("/").text
        run, dinner = fields_of(page, "Run"), fields_of(page, "Dinner together")
        walker.post("/today/mark", data={**run, "minutes": "30"})
        told = walker.post("/today/mark", data={**run, "verb": "done"})
        walker.post("/today/mark", data={**dinner, "id": run["id"], "verb": "not_today"})
        assert told.headers["location"].startswith("/?said=")
        assert "Take back" in words_of(walker.get(told.headers["location"]).text)
    assert [(one.verb, one.name) for one in marks(desk)] == [
        ("shorter", "Run"),
        ("done", "Run"),
        ("not_today", "Dinner together"),
    ]
    assert [one.name for one in desk.store.plan().plan.skipped] == ["Dinner together"]


def test_a_late_mark_of_a_block_that_is_gone_is_kept_and_told():
    """The phone hears why nothing moved; a second try of it says nothing more."""
    desk = desk_at(NINE)
    queued = {
        "id": "late",
        "verb": "done",
        "key": "0" * 18,
        "name": "Swim",
        "kind": "practice",
        "start": at(16, "08:00").isoformat(),
    }
    with walking(desk) as walker:
        first, again = (walker.post("/today/mark", json=queued) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 204)
    assert "no longer stands in the plan" in first.json()["sentence"]
    assert [(one.verb, one.name) for one in marks(desk)] == [("done", "Swim")]


def test_a_queue_hands_marks_in_as_json():
    """Said at seven without a connection, heard at nine; 204 says it is kept."""
    desk = desk_at(NINE)
    block = next(one for one in desk.store.plan().plan.blocks if one.name == "Breakfast")
    queued = {
        "id": "phone_1-a",
        "verb": "done",
        "name": block.name,
        "kind": block.kind,
        "start": block.start.isoformat(),
        "said_at": at(16, "08:05").isoformat(),
    }
    with walking(desk) as walker:
        for _ in range(2):
            answer = walker.post("/today/mark", json=queued)
            assert (answer.status_code, answer.content) == (204, b"")
    (mark,) = marks(desk)
    assert mark.id.startswith("phone_1-a")
    assert mark.said_at == at(16, "08:05")


def test_a_mark_from_the_future_is_heard_now():
    """A phone's clock may be wrong; nothing is said later than it is heard."""
    desk = desk_at(NINE)
    with walking(desk) as walker:
        fields = {**fields_of(walker.get("/").text, "Run"), "verb": "done"}
        walker.post("/today/mark", json={**fields, "said_at": at(18, "08:05").isoformat()})
    assert [mark.said_at for mark in marks(desk)] == [NINE]


@pytest.mark.parametrize(
    "wrong",
    [
        {"verb": "burn"},
        {"verb": "shorter"},
        {"minutes": "-5"},
        {"minutes": "1e9"},
        {"minutes": "99999999999999999999"},
        {"verb": "done", "id": "<x>"},
        {"verb": "done", "said_at": "yesterday"},
        {"verb": "done", "said_at": "2026-11-16T09:00"},
        {"verb": "done", "key": "0", "start": "", "name": "x"},
        {"verb": "done", "key": "0", "kind": "burden"},
    ],
)
def test_what_cannot_be_read_is_said_and_changes_nothing(wrong):
    """409 with a sentence for a queue, a page with one for a browser."""
    desk = desk_at(NINE)
    with walking(desk) as walker:
        fields = fields_of(walker.get("/").text, "Run")
        queued = walker.post("/today/mark", json={**fields, **wrong})
        typed = walker.post("/today/mark", data={**fields, **wrong})
    assert queued.status_code == 409
    assert queued.json()["sentence"].endswith(".")
    assert typed.status_code == 409
    assert "Nothing was changed." in words_of(typed.text)
    assert marks(desk) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"[" * 50000, b"\xff"])
def test_a_broken_queue_entry_is_refused_with_a_sentence(body):
    """Never a fault."""
    with walking(desk_at(NINE)) as walker:
        answer = walker.post(
            "/today/mark", content=body, headers={"Content-Type": "application/json"}
        )
    assert answer.status_code == 409


def test_what_was_done_sooner_than_planned_counts_with_one_tap():
    """A row ahead offers done too, and taking it back brings it back."""
    desk = desk_at(NINE)
    with walking(desk) as walker:
        page = walker.get("/").text
        fields = fields_of(page, "Dinner together")
        assert 'aria-label="Done: Dinner together"' in page
        answer = walker.post("/today/mark", data={**fields, "verb": "done"})
        assert answer.status_code == 303
        told = walker.get(answer.headers["location"]).text
    (dinner,) = [one for one in desk.store.plan().plan.blocks if one.name == "Dinner together"]
    assert (dinner.mark, dinner.end <= NINE) == ("done", True)
    assert "Take back" in words_of(told)
    with walking(desk) as walker:
        said = fields_of(walker.get("/").text, "Dinner together", word="said")
        walker.post("/today/mark", data={**said, "verb": "undone"})
    (dinner,) = [one for one in desk.store.plan().plan.blocks if one.name == "Dinner together"]
    assert (dinner.mark, dinner.start > NINE) == (None, True)


def test_a_sleep_ahead_cannot_be_done_yet_and_the_page_says_so():
    """Nothing moves; the remark stands where what moved would."""
    desk = desk_at(NINE)
    with walking(desk) as walker:
        page = walker.get("/").text
        fields = fields_of(page, "Nap")
        assert 'aria-label="Done: Nap"' not in page
        answer = walker.post("/today/mark", data={**fields, "verb": "done"})
        again = words_of(walker.get("/").text)
    assert answer.status_code == 200
    assert "has not begun yet" in words_of(answer.text)
    assert marks(desk) == []
    assert "Done. Take back" not in again


def test_more_minutes_than_a_block_has_are_refused_kindly():
    """Nothing is pinned in silence: the page says why, and the plan stands."""
    desk = desk_at(NINE)
    with walking(desk) as walker:
        fields = fields_of(walker.get("/").text, "Dinner together")
        answer = walker.post("/today/mark", data={**fields, "minutes": "300"})
    assert answer.status_code == 409
    assert "cannot last 300 min" in words_of(answer.text)
    assert marks(desk) == []
    assert all(one.mark is None for one in desk.store.plan().plan.blocks)


def test_what_cannot_be_kept_at_the_moment_waits_in_the_queue():
    """A full disk is no refusal: the phone keeps the mark and says it again."""
    desk = desk_at(NINE)
    with walking(desk) as walker:
        fields = {**fields_of(walker.get("/").text, "Run"), "verb": "done"}
        desk.store.add_mark = _refuse
        answer = walker.post("/today/mark", json=fields)
    assert (answer.status_code, answer.json()) == (503, {"sentence": "The disk is full."})


def _refuse(_mark: BlockMark) -> bool:
    raise StoreError("The disk is full.")


def test_notes_of_a_duty_are_read_as_notes():
    """Nobody hears that the night itself is done or left out; it is told by its own name."""
    with walking(desk_at(at(17, "07:50"))) as walker:
        page = walker.get("/").text
        fields = fields_of(page, "NF")
        said = walker.post("/today/mark", data={**fields, "verb": "not_today"}, headers=HTMX).text
    assert 'aria-label="Not today: Notes: NF"' in page
    assert 'aria-label="Not today: NF"' not in page
    assert fields["shown"] == "Notes: NF"
    assert 'aria-label="Take back: Notes: NF"' in said
