"""The week under way, drawn as the plan that is kept holds it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.plans import Block, Unplaced

EXAM = """
[[exam]]
name = "Step 3"
date = 2027-05-11
questions = 1400
"""
NAME = "Step 3: up to 20 questions, mixed"


def test_its_bar_row_and_words_say_what_the_kept_plan_holds(client, desk):
    """A sitting of 15 min, five questions, in place of all it is asked; the next as before."""
    desk.store.keep_profile(desk.store.profile().text + EXAM, desk.now())
    before = client.get("/learning").text
    assert "what your plan holds" not in before
    asked = int(re.search(r"Week of Mon 16 Nov: .* h, (\d+) questions<", before)[1])
    kept = desk.store.plan().plan
    start = desk.now().astimezone(ZoneInfo(kept.horizon.zone)) + timedelta(hours=1)
    sitting = Block(start, start + timedelta(minutes=15), NAME, "study", "life", "tiny")
    plan = replace(
        kept,
        blocks=tuple(sorted((*kept.blocks, sitting), key=lambda one: one.start)),
        unplaced=(Unplaced(NAME, 60, 15, ""),),
    )
    desk.store.keep_plan(plan, desk.now(), profile_revision=desk.store.profile().revision)
    page = client.get("/learning").text
    assert re.search(rf"Week of Mon 16 Nov: .* h, 5 of {asked} questions<", page)
    assert f"<td>Step 3 5 of {asked}</td>" in page
    assert "filled what is planned (until Sun 22 Nov what your plan holds)" in page
    heights = [re.findall(r'class="asked".* height="([\d.]+)"', one) for one in (before, page)]
    assert float(heights[1][0]) < float(heights[0][0])
    assert heights[1][1] == heights[0][1]
