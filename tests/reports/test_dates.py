"""Dates with lead times in words and JSON."""

from __future__ import annotations

import io
import json
import re
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console

from trimtab.domain.dates import DatesAhead, KeptDate, LeadStep, turns_ahead, turns_passed
from trimtab.domain.recurrence import read_rule
from trimtab.reports.dates_json import dates_to_json
from trimtab.reports.dates_text import print_dates

TODAY = date(2026, 11, 22)
LICENCE = KeptDate(
    "State licence",
    date(2027, 2, 1),
    "licence",
    (LeadStep("Gather", 90), LeadStep("Submit", 85), LeadStep("Check", 60), LeadStep("Sign", 9)),
    done_steps=frozenset({("Gather", None)}),
    has_own_steps=True,
)
RENT = KeptDate(
    "Rent\x1b[2J",
    date(2026, 10, 20),
    "rent",
    (LeadStep("Pay", 3, 10),),
    read_rule("monthly", date(2026, 10, 20)),
)
TAXES = KeptDate("Taxes", date(2026, 12, 1), "money", done_days=frozenset({date(2026, 12, 1)}))
PAGE = Path(__file__).parents[2] / "docs/reference/dates-json.md"


def ahead(*kept: KeptDate, weeks: int = 26) -> DatesAhead:
    """What is coming of these dates."""
    last = TODAY + timedelta(weeks=weeks)
    return DatesAhead(
        "Ada", "UTC", TODAY, last, turns_ahead(kept, TODAY, last), turns_passed(kept, TODAY)
    )


def words(seen: DatesAhead, **more) -> str:
    """What 80 columns show; no line ends in spaces."""
    out = io.StringIO()
    print_dates(seen, Console(file=out, width=80), **more)
    assert not re.search(r" $", out.getvalue(), re.MULTILINE)
    return out.getvalue()


def test_each_date_says_how_far_off_it_is_and_what_comes_next():
    """In order; late steps first, then the next one, then what is done."""
    text = words(ahead(LICENCE, TAXES))
    assert text.index("Taxes") < text.index("State licence")
    assert "Tue 1 Dec 2026  in 9 days    Taxes\n" in text
    assert "Mon 1 Feb 2027  in 10 weeks  State licence" in text
    assert "Still open: Submit\n" in text
    assert "Then: Check, from Thu 3 Dec\n" in text
    assert "Done: Gather" in text
    assert "Sign" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_what_comes_back_stands_once_with_its_next_turns():
    """The one just passed is asked about first; control characters are not let through."""
    text = words(ahead(RENT))
    assert "Fri 20 Nov 2026  2 days ago  Rent[2J. Not called done; if it is:" in text
    assert "Next: Pay, from Thu 17 Dec" in text
    assert "Again on 20 Jan, 20 Feb, 20 Mar and so on" in text
    assert "\x1b" not in text
    assert "nobody's deadline" in text.replace("\n", " ")


def test_what_may_be_typed_stands_whole_on_a_line_of_its_own():
    """With the profile where it is not the usual one, and the day where another would be meant."""
    assert '\n  trimtab dates done "Rent[2J"\n' in words(ahead(RENT))
    long = KeptDate(f"Old {'stamp ' * 12}$5", date(2026, 11, 20), "visa")
    name = long.name
    assert f"\n  trimtab dates done '{name}' 'my life.toml'\n" in words(
        ahead(long), file="my life.toml"
    )
    since = date(2024, 12, 1)
    licence = KeptDate(
        "Licence", since, "licence", (LeadStep("Go", 90),), read_rule("every 2 years", since)
    )
    assert '  trimtab dates done "Licence" --on 2024-12-01\n' in words(ahead(licence))
    empty = words(ahead(), keeps_any=False, file="nob.toml")
    assert empty.endswith('every 2 years" nob.toml\n')


def test_steps_of_ones_own_are_not_called_our_choice():
    """The note is there only where our lead times are shown."""
    assert "our choice" not in words(ahead(LICENCE)).lower()
    assert "Trimtab's choice" not in words(ahead(LICENCE))


def test_an_empty_list_teaches_by_an_example():
    """Nothing kept, or nothing in sight."""
    assert "trimtab dates add" in words(ahead(), keeps_any=False)
    far = KeptDate("Far", date(2030, 1, 1))
    assert "Nothing falls due, and nothing begins, by Sun 29 Nov 2026." in words(
        ahead(far, weeks=1)
    )


def test_the_json_holds_every_turn_and_names_only_documented_keys():
    """Each turn with its steps, their days and whether they are done or late."""
    content = dates_to_json(ahead(LICENCE, RENT))
    assert [one["date"] for one in content["passed"]] == ["2026-11-20"]
    licence = next(one for one in content["dates"] if one["name"] == "State licence")
    assert licence["days_left"] == 71
    assert [(one["name"], one["done"], one["late"]) for one in licence["steps"]][:3] == [
        ("Gather", True, False), ("Submit", False, True), ("Check", False, False),
    ]  # fmt: skip
    assert content["dates"][0]["repeats"] == "FREQ=MONTHLY;BYMONTHDAY=20"
    keys = set(re.findall(r'"([a-z_]+)":', json.dumps(content)))
    assert keys <= set(re.findall(r"`([a-z_]+)`", PAGE.read_text()))
