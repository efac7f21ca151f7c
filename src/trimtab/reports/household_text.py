"""Hours of care in the terminal: where nobody would be there, and what would close it."""

from __future__ import annotations

from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.app.household.ahead import HouseholdAhead
from trimtab.app.household.own_care import own_care_ahead
from trimtab.domain.plans import Plan
from trimtab.reports import household_words as words
from trimtab.reports import own_care_words as own
from trimtab.reports.roster_words import unclear_lines, unclear_summary
from trimtab.reports.terminal_theme import clean_text

_BOLD = Style(bold=True)
HOW_TO_BEGIN = 'Add for example [[care]] name = "Mia", between = "06:30-20:00" to your profile.'
HOW_TO_MAP = 'Give their hours in [[people]], as codes = { "N" = "20:00-08:00" }.'
WITHOUT_PLAN = (
    "Times stand beside rosters, ways, sleep after nights and care, not beside what you planned: "
    "--plan LAST.json heeds its sleep too."
)
MOST_LOOSE = 6
MORE_LOOSE = "  And {} more, further ahead; `--json -` tells all of them."


def print_household(ahead: HouseholdAhead, plan: Plan | None, console: Console) -> None:
    """Print it to `console`, and below it what of the own care is due, beside a plan's sleep."""
    _print_care(ahead, console)
    found = own_care_ahead(ahead.homes, ahead.now, plan)
    for one in found:
        console.print()
        console.print(Text(clean_text(one.of.name), _BOLD))
        _say(console, [f"  {own.state_sentence(one, ahead.today)}"])
        if one.booked is None:
            _say(console, [f"  {own.times_sentence(one)}"])
        _say(console, [f"    {own.time_text(at, one.of.minutes)}" for at in one.times])
        _say(console, [f"  {line}" for line in [own.clash_sentence(one)] if line])
    if plan is None and any(one.times for one in found):
        console.print()
        _say(console, [WITHOUT_PLAN])


def _print_care(ahead: HouseholdAhead, console: Console) -> None:
    if not ahead.has_care:
        _say(console, [words.NO_CARE, HOW_TO_BEGIN])
        return
    if not ahead.gaps:
        _say(console, [words.headline(ahead)])
    for gap in ahead.gaps:
        console.print(Text(clean_text(words.gap_sentence(gap)), _BOLD))
        _say(console, [f"  {words.closing_text(one, ahead.now)}" for one in gap.closings])
    if ahead.loose:
        console.print()
        _say(console, ["May still change:"])
        _say(console, [f"  {words.loose_sentence(one)}" for one in ahead.loose[:MOST_LOOSE]])
        if len(ahead.loose) > MOST_LOOSE:
            _say(console, [MORE_LOOSE.format(len(ahead.loose) - MOST_LOOSE)])
    if ahead.alone:
        console.print()
        _say(console, ["Hours that hang on one person alone, as far as the rosters reach:"])
        _say(console, [f"  {line}" for line in words.alone_sentences(ahead.alone)])
    if unknown := words.unknown_sentence(ahead):
        console.print()
        _say(console, [unknown])
    _say(console, [words.unread_sentence(*one) for one in ahead.unread])
    _say(console, [words.open_code_sentence(one) for one in ahead.open_codes])
    if ahead.open_codes:
        _say(console, [HOW_TO_MAP])
    for name, problems in ahead.unclear:
        _say(console, [f"{unclear_summary(name, len(problems))}:"])
        _say(console, [f"  {line}" for line in unclear_lines(problems)])


def _say(console: Console, lines: list[str]) -> None:
    for line in lines:
        console.print(Text(clean_text(line)))
