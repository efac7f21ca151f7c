"""When it has all collapsed: from the first question to a Today that is planned lighter."""

from __future__ import annotations

import pytest
from walking import PHONE, move_in

from trimtab.domain.diary import LighterDays
from trimtab.domain.kept import Contact

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("has_script", [True, False])
def test_from_collapse_to_a_lighter_today(walk, home, has_script):
    """On a phone, with and without script: every screen in eight taps, and back in one."""
    move_in(home)
    home.desk.store.keep_contacts((Contact("1", "Kim", "Mentor", phone="+1 212 555 0100"),))
    home.at("2026-11-17T16:00")
    walker = walk(viewport=PHONE, java_script_enabled=has_script)
    page = walker.page
    walker.go("/help")
    page.get_by_role("link", name="When it has all collapsed").click()
    assert "Are you safe right now?" in walker.text()
    assert page.get_by_role("link", name="Call +1 212 555 0100").is_visible()
    page.get_by_role("link", name="Not sure").click()
    page.get_by_role("link", name="Go on").click()
    page.get_by_label("Eating and drinking").check()
    page.get_by_role("button", name="Go on").click()
    assert "Something to eat" in walker.text(".small-things li:first-child")
    assert page.url.endswith("/reset/small")
    page.get_by_role("link", name="Go on").click()
    assert "Kim" in walker.text()
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("button", name="Plan three lighter days").click()
    page.wait_for_url(f"{walker.address}/")
    assert "Lighter days until Thu 19 Nov" in walker.text()
    assert walker.overflow() == 0
    plan = home.desk.store.plan().plan
    assert any("are lighter days" in one for one in plan.remarks)
    light = [one for one in plan.blocks if "lighter day" in one.note]
    assert light
    assert all(one.start.day in {17, 18, 19} for one in light)
    page.get_by_role("button", name="Back to usual days").click()
    page.wait_for_url(f"{walker.address}/")
    assert "Lighter days until" not in walker.text()
    assert home.desk.store.entries(LighterDays) == ()
