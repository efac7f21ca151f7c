"""What was found in a roster, in the terminal: the verdict first, then each requirement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.domain.duty import (
    AverageHours,
    DutyFinding,
    DutyReport,
    DutyRule,
    NotChecked,
    Rulebook,
    RuleKind,
    WeekHours,
)
from trimtab.dutyhours.found import hours_text
from trimtab.reports.duty_words import LABELS, labels_text
from trimtab.reports.terminal_theme import Theme, clean_text, theme_for
from trimtab.reports.wording import date_text

MOST_TOLD = 6
BROKEN, AHEAD = "Broken", "Will be broken, as it stands"
LIMITS = "A check of the calendar, not of hours actually worked; your programme's word counts."
MORE = "and {} more, in --json and --csv."
NOTHING = "There is nothing to check yet."
UNSEEN = ", unverified"
_BOLD = Style(bold=True)


def requirement_text(requirement: str, renumbered: str) -> str:
    """A requirement's id, and the one it may have by now.

    >>> requirement_text("VI.F.1", "6.20")
    'VI.F.1 (since July 2025 perhaps 6.20: that number is unverified)'
    """
    return (
        f"{requirement} (since July 2025 perhaps {renumbered}: that number is unverified)"
        if renumbered
        else (requirement)
    )


def print_roster(report: DutyReport, console: Console) -> None:
    """Print a report to `console` and nowhere else."""
    page = _Page(console)
    page.title(report)
    if report.first is None:
        page.line(Text(NOTHING))
        return
    page.verdict(report)
    over, ahead = _parted(report)
    page.findings(report.rulebook, over, BROKEN)
    page.findings(report.rulebook, ahead, AHEAD)
    warnings = [one for one in report.findings if one.severity == "warning"]
    page.findings(report.rulebook, warnings, "Worth a look")
    page.averages(report)
    page.weeks(report.weeks)
    page.listing("How it was counted", [Text(clean_text(note)) for note in report.notes])
    page.not_checked(report.rulebook.not_checked)
    page.gap()
    page.line(Text(LIMITS, page.theme.dim))


SHORTER = (
    "Days that no calendar shows count as free here and may hide long weeks. If the rotation ends "
    "sooner, say so with --rotation NAME=FIRST..LAST."
)


class _Page:
    """Writes one section after the other to a console."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.theme: Theme = theme_for(console)
        self.explained: set[str] = set()

    def title(self, report: DutyReport) -> None:
        self.line(Text(f"Duty hours by the {report.rulebook.title}", _BOLD))
        if report.first is not None and report.last is not None:
            year = f" {report.first.year}" if report.first.year < report.last.year else ""
            first, last = f"{date_text(report.first)}{year}", date_text(report.last)
            self.line(Text(f"{first} to {last} {report.last.year}, {report.zone}", self.theme.dim))
        self.gap()

    def verdict(self, report: DutyReport) -> None:
        for word, found in zip((BROKEN, AHEAD), _parted(report), strict=True):
            kinds = {one.rule for one in found}
            if kinds:
                self._verdict(word, [one for one in report.broken if one in kinds], _BOLD)
        if report.in_doubt:
            self._verdict("Worth a look", report.in_doubt, Style())
        if report.kept:
            self._verdict("Kept", report.kept, Style())

    def _verdict(self, word: str, kinds: Sequence[RuleKind], style: Style) -> None:
        self.line(Text.assemble((f"{word}: ", style), f"{labels_text(kinds)}."))

    def findings(self, book: Rulebook, found: Sequence[DutyFinding], heading: str) -> None:
        """Findings by requirement, each requirement in the book's words once."""
        if not found:
            return
        self.section(heading)
        for rule in book.rules:
            self._of_rule(rule, [one for one in found if one.rule_id == rule.id])

    def _of_rule(self, rule: DutyRule, found: Sequence[DutyFinding]) -> None:
        if not found:
            return
        label = LABELS[rule.kind]
        head = Text.assemble((label[0].upper() + label[1:], _BOLD), "  ")
        head.append(requirement_text(rule.requirement, rule.renumbered), self.theme.dim)
        self.hanging(head)
        if rule.id not in self.explained:
            self.hanging(Text(rule.text, self.theme.dim), 4)
        self.explained.add(rule.id)
        for one in found[:MOST_TOLD]:
            self.hanging(Text(clean_text(one.text)), 4)
        if len(found) > MOST_TOLD:
            self.hanging(Text(MORE.format(len(found) - MOST_TOLD)), 4)
        for doubt in dict.fromkeys(one.doubt for one in found if one.doubt):
            self.hanging(Text(doubt, self.theme.accent), 4)

    def averages(self, report: DutyReport) -> None:
        """Each stretch with its average week and days off."""
        last = report.last
        texts = [_average_text(one, last) for one in report.averages if last is not None]
        if any(last is not None and one.last > last and not one.name for one in report.averages):
            texts.append(SHORTER)
        self.listing("On average", [Text(clean_text(text)) for text in texts])

    def weeks(self, weeks: Sequence[WeekHours]) -> None:
        """Weeks with work, by their Mondays, as many a line as there is room for."""
        cells = [f"{date_text(w.start):<10} {hours_text(w.minutes):>6}" for w in weeks if w.minutes]
        if not cells:
            return
        self.section("Week by week")
        room = max(1, (self.console.width - 2) // (len(cells[0]) + 3))
        for at in range(0, len(cells), room):
            self.row(Text("  " + "   ".join(cells[at : at + room])))

    def not_checked(self, parts: Sequence[NotChecked]) -> None:
        lines = []
        for one in parts:
            line = Text(one.text)
            unseen = UNSEEN if one.certainty == "unverified" else ""
            line.append(f" ({one.requirement}{unseen})", self.theme.dim)
            lines.append(line)
        self.listing("Not checked, because a calendar does not say it", lines)

    def listing(self, heading: str, lines: Sequence[Text]) -> None:
        """A section, unless it would be empty."""
        if lines:
            self.section(heading)
            for line in lines:
                self.hanging(line)

    def section(self, heading: str) -> None:
        """A heading after an empty line."""
        self.gap()
        self.line(Text(heading, _BOLD))

    def hanging(self, text: Text, indent: int = 2) -> None:
        """Text with its later lines further in."""
        width = max(20, self.console.width - indent - 2)
        for at, line in enumerate(text.wrap(self.console, width)):
            self.row(Text.assemble(" " * (indent if at == 0 else indent + 2), line))

    def line(self, text: Text) -> None:
        """Text from the margin on."""
        for line in text.wrap(self.console, self.console.width):
            self.row(line)

    def row(self, line: Text) -> None:
        """One line as it is."""
        line.rstrip()
        self.console.print(line, highlight=False, no_wrap=True, overflow="crop")

    def gap(self) -> None:
        """An empty line."""
        self.console.print()


def _parted(report: DutyReport) -> tuple[list[DutyFinding], list[DutyFinding]]:
    """Breaches that are over, and those that are not."""
    parted: tuple[list[DutyFinding], list[DutyFinding]] = ([], [])
    for one in report.findings:
        if one.severity == "breach":
            parted[report.is_ahead(one)].append(one)
    return parted


def _average_text(one: AverageHours, last: date) -> str:
    name = f"{one.name}, " if one.name else ""
    off = f"{one.days_off} day{'' if one.days_off == 1 else 's'} off"
    beyond = f", with the days after {date_text(last)} as free" if one.last > last else ""
    return (
        f"{name}{date_text(one.first)} to {date_text(one.last)}: "
        f"{hours_text(one.minutes_per_week)} a week, {off}{beyond}."
    )
