"""Tokens that terminal and page share."""

from __future__ import annotations

import pytest
from sample_plans import night_week

from trimtab.reports.tokens import DARK, LIGHT, LOOKS, Scheme, contrast_ratio, kind_label


@pytest.mark.parametrize("kind", LOOKS)
def test_block_text_is_readable_in_both_schemes(kind: str) -> None:
    """Text on every block's surface has a contrast of at least 4.5 to 1."""
    for paint in (LOOKS[kind].light, LOOKS[kind].dark):
        assert contrast_ratio(paint.surface, paint.text) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_page_text_is_readable(scheme: Scheme) -> None:
    """Ink and quiet text hold 4.5 to 1 on paper, on open time and on panels."""
    for ground in (scheme.paper, scheme.open, scheme.panel):
        assert contrast_ratio(ground, scheme.ink) >= 4.5
        assert contrast_ratio(ground, scheme.quiet) >= 4.5


def test_textures_differ_between_kinds() -> None:
    """No two kinds share a texture, so that a week reads in grey."""
    assert len({look.texture for look in LOOKS.values()}) == len(LOOKS)


def test_labels_tell_where_a_commitment_comes_from() -> None:
    """A lecture is called a lecture, a duty a duty, other kinds by their own word."""
    labels = {block.name: kind_label(block) for block in night_week().blocks}
    assert labels["Noon conference, recorded"] == "lecture"
    assert labels["MICU night"] == "duty"
    assert labels["Home call, GI"] == "home call"
    assert labels["Dinner together"] == "protected"
