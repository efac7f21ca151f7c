"""What exists is documented, what is documented exists, and the commands shown really run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
import pytest

from trimtab.cli.main import trimtab
from trimtab.domain.errors import Problem
from trimtab.domain.plans import (
    BigThing,
    BigThree,
    Block,
    Certificate,
    Plan,
    Unplaced,
    ValueMinutes,
)
from trimtab.domain.time import Horizon
from trimtab.reports.plan_json import plan_to_json

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
RUNNABLE = re.compile(r"^```sh run\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
SHIFTS = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Trimtab//documentation//EN
BEGIN:VEVENT
UID:night@example.org
DTSTAMP:20261101T000000Z
DTSTART;TZID=America/New_York:20261117T190000
DTEND;TZID=America/New_York:20261118T070000
SUMMARY:MICU night
END:VEVENT
END:VCALENDAR
"""


def page_id(page: Path) -> str:
    """The page's path from the root, as its name in test reports."""
    return str(page.relative_to(ROOT))


def section_of(command: str) -> str:
    """What docs/reference/commands.md says under one command's heading."""
    page = (ROOT / "docs/reference/commands.md").read_text()
    return re.split(r"\n###? ", page.partition(f"## `trimtab {command}`\n")[2])[0]


def commands_of(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its name, those inside groups by both names."""
    for name, command in group.commands.items():
        yield f"{before}{name}", command
        if isinstance(command, click.Group):
            yield from commands_of(command, f"{before}{name} ")


COMMANDS = dict(commands_of(trimtab))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_documented(name):
    """The section of a command names exactly the options it has."""
    section = section_of(name)
    assert section, f"docs/reference/commands.md has no section on trimtab {name}"
    options = {
        option
        for parameter in COMMANDS[name].params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    documented = set(re.findall(r"^\| `(--[a-z-]+)", section, re.MULTILINE))
    assert documented == options


def test_every_documented_command_exists():
    """No section describes a command that is not there."""
    page = (ROOT / "docs/reference/commands.md").read_text()
    assert set(re.findall(r"^###? `trimtab ([a-z -]+)`", page, re.MULTILINE)) == set(COMMANDS)


def keys_of(value: Any) -> Iterator[str]:
    """Every key of a JSON value, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def test_every_key_of_the_json_is_documented():
    """docs/reference/plan-json.md names each key a plan can have."""
    now = datetime(2026, 11, 16, tzinfo=UTC)
    plan = Plan(
        person="You",
        horizon=Horizon(date(2026, 11, 16), 7, "UTC"),
        blocks=(Block(now, now, "Run", "practice"),),
        unplaced=(Unplaced("Run", 30, 0, "Duty."),),
        values=(ValueMinutes("body", 1.0, 30, 0),),
        certificate=Certificate(1.0, 2.0, 0.5, 0.1),
        problems=(Problem("a.ics", 1, "Odd.", "Mend it."),),
        big_three=(BigThree(date(2026, 11, 16), (BigThing("Run", now, 30),)),),
    )
    page = (ROOT / "docs/reference/plan-json.md").read_text()
    documented = set(re.findall(r"`([a-z_]+)`", page))
    assert set(keys_of(plan_to_json(plan))) - documented == set()


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_link_leads_somewhere(page):
    """A link to a file of ours finds it."""
    targets = [link for link in LINK.findall(page.read_text()) if "://" not in link]
    missing = [link for link in targets if not (page.parent / link).exists()]
    assert missing == []


FIRST_READ = frozenset({"README.md"})
"""Run each time; all other pages in test-all and docs-check."""


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            page, id=page_id(page), marks=[pytest.mark.long] * (page_id(page) not in FIRST_READ)
        )
        for page in PAGES
        if RUNNABLE.search(page.read_text())
    ],
)
def test_the_commands_shown_run(page, tmp_path):
    """Blocks marked `sh run`, pasted into a terminal one after another, all leave with 0."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for name in ("shifts.ics", "family.ics"):
        (tmp_path / name).write_text(SHIFTS.replace("\n", "\r\n"))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    outcome = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(RUNNABLE.findall(page.read_text()))],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "TRIMTAB_TRACE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout


def test_the_make_targets_shown_exist():
    """Every `make` command in the documentation is a target that `make help` lists."""
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    shown = {
        target for page in PAGES for target in re.findall(r"\bmake ([a-z-]+)`", page.read_text())
    }
    assert shown <= targets | {"and"}
    assert targets == set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())
