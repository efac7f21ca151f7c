"""The reference page names every key, with the default and the example the reader has."""

import re
import tomllib
from pathlib import Path

import pytest

from trimtab.profiles.reading import read_profile
from trimtab.profiles.tables import ARRAY_TABLES, SECTIONS, SINGLE_TABLES

PAGE = (Path(__file__).parents[2] / "docs/reference/profile.md").read_text(encoding="utf-8")
MODELS = {**SINGLE_TABLES, **ARRAY_TABLES}
KEYS = [(section, key) for section, model in MODELS.items() for key in model.known_keys()]


def section_text(section: str) -> str:
    heading = f"## `[[{section}]]`" if section in ARRAY_TABLES else f"## `[{section}]`"
    return PAGE.partition(f"{heading}\n")[2].partition("\n## ")[0]


def rows(section: str) -> dict[str, list[str]]:
    lines = [line for line in section_text(section).splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return {row[0].strip(" `|"): row[1:] for row in cells}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_table_has_a_section(section):
    """Each table of the profile is explained under its own heading."""
    assert section_text(section)


@pytest.mark.parametrize(("section", "key"), KEYS)
def test_every_key_is_documented_with_an_example_that_reads(section, key):
    """A key's row has a meaning, a default and an example the reader accepts."""
    meaning, default, example = rows(section)[key]
    value = example.strip(" `|")
    needed = {name: MODELS[section].example(name) for name in MODELS[section].required}
    lines = [f"{name} = {text}" for name, text in {**needed, key: value}.items()]
    heading = f"[[{section}]]" if section in ARRAY_TABLES else f"[{section}]"
    context = {
        "with": f"[[people]]\nname = {value}\n",
        "values": "[values]\nlearning = 2\nfamily = 3\n",
        "free_for": f"[[people]]\nname = {value}\n",
        "hide": '[[practice]]\nname = "Run"\nvalue = "body"\n',
        "except_times_per_week": 'except = ["21:00-21:30"]\n',
    }.get(key, "")

    if section == "sync":
        context = '[[account]]\nname = "home"\nurl = "https://calendar.example.org/"\n'

    text = "\n".join([heading, *lines, context])

    assert read_profile(text, "me.toml")[1] == ()
    assert meaning
    assert default


@pytest.mark.parametrize("section", MODELS)
def test_no_key_is_documented_that_does_not_exist(section):
    """The page names the reader's keys and no others."""
    assert set(rows(section)) == set(MODELS[section].known_keys())


@pytest.mark.parametrize(("section", "key"), KEYS)
def test_documented_defaults_are_the_ones_used(section, key):
    """A default written as a value is the value an empty table gets."""
    default = rows(section)[key][1]
    literal = re.fullmatch(r"`(.*)`", default)
    if literal is None or key == "block":
        return
    model = MODELS[section]
    field = next(name for name, known in model.model_fields.items() if (known.alias or name) == key)

    given = model.model_validate({key: tomllib.loads(f"key = {literal[1]}")["key"]})

    assert getattr(given, field) == getattr(model(), field)
