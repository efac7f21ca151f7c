"""The page's script and the server look at a text by the same patterns, and say the same of it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from patient_texts import GUILTY, INNOCENT

from trimtab.domain.particulars import particulars_in, patterns_json, warning_text

SOURCE = Path(__file__).parents[2] / "frontend/src/particulars_found.js"
ASK = """
import { particularsIn, particularsTold } from "./found.mjs";
import { readFileSync } from "node:fs";
const { texts, patterns } = JSON.parse(readFileSync("cases.json", "utf8"));
const told = (found) => (found.length ? particularsTold(found) : "");
console.log(JSON.stringify(texts.map((text) => told(particularsIn(text, patterns)))));
"""


def test_script_and_server_see_the_same(tmp_path):
    """Every text that is tested, guilty or innocent, in the same words."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("There is no Node.")
    texts = [*(text for text, _ in GUILTY), *INNOCENT]
    cases = {"texts": texts, "patterns": json.loads(patterns_json())}
    (tmp_path / "cases.json").write_text(json.dumps(cases))
    (tmp_path / "found.mjs").write_text(SOURCE.read_text())
    (tmp_path / "ask.mjs").write_text(ASK)
    answered = subprocess.run(
        [node, "ask.mjs"], cwd=tmp_path, capture_output=True, check=True, text=True
    )
    told = [warning_text(particulars_in(text)) for text in texts]
    assert json.loads(answered.stdout) == told
