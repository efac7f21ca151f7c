"""A shift changes: the new file is dropped in, the week is planned again, and little else moves."""

from __future__ import annotations

import pytest
from walking import EXAMPLE, move_in

pytestmark = pytest.mark.browser


def test_a_changed_shift_is_planned_around(walk, home, tmp_path):
    """The dentist moves by two hours; the plan follows, and the other commitments stand."""
    move_in(home)
    home.at("2026-11-16T08:00")
    text = (EXAMPLE / "personal.ics").read_text()
    dentist = next(
        one for one in home.desk.store.plan().plan.blocks if one.name.startswith("Dentist")
    )
    hour = f"{dentist.start:%H%M%S}"
    later = f"{dentist.start.hour - 2:02}{dentist.start:%M%S}"
    end, sooner = f"{dentist.end:%H%M%S}", f"{dentist.end.hour - 2:02}{dentist.end:%M%S}"
    day = f"{dentist.start:%Y%m%d}T"
    changed = tmp_path / "personal.ics"
    changed.write_text(text.replace(day + hour, day + later).replace(day + end, day + sooner))
    assert changed.read_text() != text
    before = home.desk.store.plan()
    walker = walk()
    page = walker.page
    walker.go("/settings/calendars")
    page.set_input_files("#files", changed)
    add = page.get_by_role("button", name="Add")
    if add.is_visible():
        add.click()
    for _ in range(1200):
        page.wait_for_timeout(50)
        now = home.desk.store.plan()
        moved = next((b for b in now.plan.blocks if b.name == dentist.name), None)
        if now.revision != before.revision and moved and moved.start != dentist.start:
            break
    assert moved.start.hour == dentist.start.hour - 2
    fixed = {(b.name, b.start) for b in before.plan.blocks if b.is_fixed} - {
        (dentist.name, dentist.start)
    }
    assert fixed <= {(b.name, b.start) for b in now.plan.blocks}
    walker.go("/week")
    assert dentist.name in walker.text("body")
