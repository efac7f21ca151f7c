"""`trimtab group`, on the example."""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples/study-group/group.toml")


def test_each_member_has_a_part_with_what_it_comes_to(trimtab):
    """And what the division rests on stands below."""
    told = trimtab("group", EXAMPLE)
    assert told.code == 0
    assert "Ada, 5 h a week: 6½ h\n  Cardiology (3 h)" in told.out
    assert "Paediatrics (1 h, shared with Ada)" in told.out
    assert "about a week and a half of everybody's time" in " ".join(told.out.split())


def test_the_text_to_send_tells_nothing_of_anybodys_weakness(trimtab):
    """Nor of their time; it says to whom topics go."""
    told = trimtab("group", EXAMPLE, "--text", "--to", "needs").out
    assert told.startswith("Step 2, autumn: who takes what\n\nAda: Renal (2 h)")
    assert told.endswith("Topics go to who needs them most, as far as time allows.\n")
    assert "a week" not in told


def test_json_has_the_keys_that_the_reference_names(trimtab):
    """Beside the parts stands the text to send."""
    told = json.loads(trimtab("group", EXAMPLE, "--json", "-").out)
    page = (ROOT / "docs/reference/study-group.md").read_text()
    for part in (told, told["members"][0], told["parts"][0]):
        assert all(f"`{key}`" in page for key in part)
    assert sum(one["minutes"] for one in told["parts"]) == 13 * 60


def test_mistakes_are_told_with_their_lines(trimtab, tmp_path):
    """And a group that nobody can be even in names who bears it."""
    Path("broken.toml").write_text("[[member]]\nname = 'a'\nminutes = -2\n")
    told = trimtab("group", "broken.toml")
    assert told.code == 1
    assert told.err.startswith("broken.toml:3: `minutes`")
    Path("uneven.toml").write_text(
        "[[member]]\nname = 'Ada'\nminutes = 60\n"
        "[[member]]\nname = 'Ben'\nminutes = 60\npasses = 'Renal'\n"
        "[[member]]\nname = 'Chidi'\nminutes = 0\n"
        "[[topic]]\nname = 'Renal'\nminutes = 120\n"
    )
    told = " ".join(trimtab("group", "uneven.toml").out.split())
    assert "Chidi has no minutes, so nothing went there." in told
    assert "Not quite by time for Ada and Ben" in told
