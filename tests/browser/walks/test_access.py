"""Every page can be used by everyone: no serious fault by axe, in both schemes, at both widths."""

from __future__ import annotations

import pytest
from walking import DESK, PHONE, move_in

pytestmark = pytest.mark.browser
PAGES = (
    "/", "/week", "/season", "/settings", "/help", "/wins", "/sign-out", "/phone",
    "/journal", "/tools", "/tools/grounding", "/tools/stretch",
)  # fmt: skip
ROOMS = (
    "/learning", "/learning/cards", "/learning/notebook", "/requests", "/briefs/workload",
    "/rotation-start", "/people", "/people/one/0", "/people/days", "/people/coming",
    "/people/share", "/focus", "/focus/hours", "/focus/rituals",
)  # fmt: skip
"""Rooms of forms: one look at each is enough."""

LOOK = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.filter(one => ["serious", "critical"].includes(one.impact))
    .map(one => one.id + ": " + one.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(" | "));
}"""
THUMBED = "main a.button, main button, main input, main select"
SMALL = """selector => [...document.querySelectorAll(selector)]
  .filter(one => one.checkVisibility() && one.type !== "hidden" && one.type !== "radio")
  .filter(one => !["checkbox", "file"].includes(one.type) && !one.closest(".unseen, .ec"))
  .map(one => [one.outerHTML.slice(0, 100), one.getBoundingClientRect().height])
  .filter(([_, height]) => height < 43.5).map(([html]) => html)"""


@pytest.mark.parametrize(
    ("scheme", "size"),
    [
        ("light", DESK),
        ("dark", PHONE),
        pytest.param("dark", DESK, marks=pytest.mark.long),
        pytest.param("light", PHONE, marks=pytest.mark.long),
    ],
    ids=["light desk", "dark phone", "dark desk", "light phone"],
)
def test_no_page_has_a_serious_fault(walk, home, axe, scheme, size):
    """Axe finds nothing serious; nothing is wider than the window; buttons are thumb-high."""
    move_in(home)
    home.at("2026-11-17T10:00")
    faults = {}
    walker = walk(viewport=size, color_scheme=scheme, bypass_csp=True)
    for path in PAGES + (ROOMS if (scheme, size) == ("dark", PHONE) else ()):
        walker.go(path)
        walker.page.evaluate(axe)
        found = walker.page.evaluate(LOOK)
        if walker.overflow() > 0:
            found.append(f"{walker.overflow()} px too wide")
        if size == PHONE:
            found += [f"low: {html}" for html in walker.page.evaluate(SMALL, THUMBED)]
        if found:
            faults[path] = found
    assert faults == {}
