"""The page's script and the server agree on how a session stands, whatever was said to it."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trimtab.domain.focus import FOCUS_VERBS, FocusSession, Rhythm
from trimtab.focus.rounds import standing

SOURCE = Path(__file__).parents[2] / "frontend/src/rounds.js"
ORIGIN = datetime(1970, 1, 1, tzinfo=UTC)
START = datetime(2026, 11, 1, 4, 0, tzinfo=UTC)
ASK = """
import { standing } from "./rounds.mjs";
import { readFileSync } from "node:fs";
const cases = JSON.parse(readFileSync("cases.json", "utf8"));
console.log(JSON.stringify(cases.map(({ session, now }) => standing(session, now))));
"""


def random_cases(count: int) -> list[tuple[FocusSession, datetime]]:
    """Sessions to which anything is said at any time, looked at at any time."""
    chance = random.Random(8)
    made = []
    for number in range(count):
        moments = sorted(chance.randrange(0, 400 * 60) for _ in range(chance.randrange(0, 12)))
        said = tuple(
            (chance.choice(FOCUS_VERBS), START + timedelta(seconds=one)) for one in moments
        )
        rhythm = Rhythm(*(chance.randrange(1, most) for most in (60, 20, 40, 5)))
        session = FocusSession(
            id=str(number), day=START.date(), said_at=START, start=START, rhythm=rhythm,
            name="Abstract", said=said,
        )  # fmt: skip
        made.append((session, START + timedelta(seconds=chance.randrange(-600, 500 * 60))))
    return made


def milliseconds(at: datetime) -> int:
    """An instant as script counts it."""
    return round((at - ORIGIN) / timedelta(milliseconds=1))


def test_script_and_server_agree(tmp_path):
    """Phase, round, end, what is left and what was kept of 400 sessions."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("There is no Node.")
    cases = random_cases(400)
    told = [
        {
            "session": {
                "id": one.id,
                "start": milliseconds(one.start),
                "rhythm": [
                    one.rhythm.work, one.rhythm.pause, one.rhythm.long_pause, one.rhythm.long_after
                ],
                "said": [[verb, milliseconds(at)] for verb, at in one.said],
            },
            "now": milliseconds(now),
        }
        for one, now in cases
    ]  # fmt: skip
    (tmp_path / "cases.json").write_text(json.dumps(told))
    (tmp_path / "rounds.mjs").write_text(SOURCE.read_text())
    (tmp_path / "ask.mjs").write_text(ASK)
    answered = subprocess.run(
        [node, "ask.mjs"], cwd=tmp_path, capture_output=True, check=True, text=True
    )
    for (session, now), found in zip(cases, json.loads(answered.stdout), strict=True):
        state = standing(session, now)
        assert (found["phase"], found["round"]) == (state.phase, state.round)
        assert found["until"] == milliseconds(state.until)
        assert found["left"] == state.left / timedelta(milliseconds=1)
        kept = state.seconds_kept(max(now, state.since))
        assert found["kept"] == pytest.approx(kept * 1000)
