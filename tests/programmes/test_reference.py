"""The reference pages name every key and column, and their examples are read."""

import re
from pathlib import Path

import pytest

from trimtab.domain.programmes import FACT_COLUMNS
from trimtab.programmes.applicant_tables import APPLICANT_TABLES
from trimtab.programmes.applicants import read_applicant
from trimtab.programmes.headings import OWN, read_heading
from trimtab.programmes.reading import read_programmes

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
APPLICANT = (REFERENCE / "applicant.md").read_text(encoding="utf-8")
PROGRAMMES = (REFERENCE / "programmes.md").read_text(encoding="utf-8")
KEYS = [(name, key) for name, table in APPLICANT_TABLES.items() for key in table.known_keys()]
ROWS = re.compile(r"^\| `([a-z_0-9]+)`.*? \| ([^|]+) \| [^|]*\|$", re.MULTILINE)
COLUMNS = (*FACT_COLUMNS, *OWN, "id", "name", "specialty")


def example_of(section, key):
    """The example that stands last in a key's row, in the part about its table."""
    part = re.split(rf"^## .*`\[{section}\]`.*$", APPLICANT, flags=re.MULTILINE)[1]
    row = next(line for line in part.splitlines() if re.match(rf"\| .*`{key}`", line))
    return row.rstrip(" |").rpartition("| ")[2].strip("`")


@pytest.mark.parametrize(("section", "key"), KEYS)
def test_every_key_is_documented_with_an_example_that_reads(section, key):
    """A key's row ends with an example the reader accepts in its table."""
    assert f"[{section}]" in APPLICANT
    text = f"[{section}]\n{key} = {example_of(section, key)}\n"
    if section == "couple" and key != "partner":
        text += 'partner = "partner.toml"\n'
    if section != "applicant":
        text += "[applicant]\n"
    if key not in {"specialty", "specialties"}:
        text += 'specialty = "IM"\n'
    if key == "specialties":
        text = text.replace("specialties = ", "specialty = ")
    applicant, problems = read_applicant(text, "me.toml")
    assert problems == ()
    assert applicant is not None


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_documented_and_read_by_its_name(column):
    """The page names each column, and a heading of that name is understood."""
    assert f"`{column}`" in PROGRAMMES
    heading = read_heading(column)
    assert heading is not None
    assert heading.column == column


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (row[0], word.strip())
        for row in ROWS.findall(PROGRAMMES)
        for word in re.split("[,;]", row[1])
        if word.strip()
    ],
)
def test_other_headings_that_are_named_are_understood(column, words):
    """Each spelling the page promises leads to its column."""
    heading = read_heading(words)
    assert heading is not None
    same = {"id": {"id", "acgme_id", "nrmp_code"}, "latitude": {"latitude", "longitude"}}
    same["city"] = {"city", "location"}
    same["wellness"] = {"wellness", "prestige"}
    assert heading.column in same.get(column, {column})


def test_the_examples_shown_are_read():
    """The table and the profile on the pages are read without a mistake."""
    table = PROGRAMMES.partition("```text\n")[2].partition("```")[0]
    found, problems = read_programmes(table, "x", specialties=("IM",))
    assert problems == ()
    assert len(found) == 2
    profile = APPLICANT.partition("```toml\n")[2].partition("```")[0]
    assert read_applicant(profile, "me.toml")[1] == ()
