"""`trimtab brief`, `trimtab rotation-start` and the answers of `trimtab weigh`."""

from __future__ import annotations

import pytest


def test_a_brief_is_shown_or_written(trimtab, tmp_path):
    """The words on standard output, or one page in a file."""
    shown = trimtab("brief", "start-later", "--by", "45", "--no-plan")
    assert shown.code == 0
    assert "kind='start-later', minutes=45, is_planned=False, is_felt=False" in shown.out
    page = tmp_path / "page.html"
    assert trimtab("brief", "call-swap", "--html", str(page)).code == 0
    assert page.read_text() == "<p>"
    assert trimtab("brief", "party").code == 2


def test_the_card_of_a_rotation_is_shown(trimtab):
    """The next one, or the one that is named."""
    shown = trimtab("rotation-start", "me.toml", "--season", "Wards")
    assert (shown.code, shown.out) == (0, "THE CARD 2026-11-18 Wards\n")


@pytest.mark.parametrize(("typed", "meant"), [("not-now", "not_now"), ("limit", "limit")])
def test_weigh_gives_words_for_an_answer(trimtab, typed, meant):
    """After the weighing; beside JSON on standard error."""
    words = ("weigh", "Committee Fri 17:00", "me.toml", "--answer", typed, "--tone", "formal")
    assert trimtab(*words).out == f"THE WEIGHING\n\n{meant} formal 2026-11-18\n"
    told = trimtab(*words, "--json", "-")
    assert f"{meant} formal" in told.err
    assert meant not in told.out
