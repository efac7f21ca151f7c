"""The year's study in the terminal: a line a week, with load against what fits."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.domain.study_plans import StudyWeek, YearPlan
from trimtab.reports.study_words import (
    OFFER_TITLES,
    card_texts,
    exam_day_text,
    known_text,
    of_asked_text,
    offer_text,
    outlook_text,
    passed_texts,
    planned_text,
    rehearsal_text,
    rehearsed_text,
    short_text,
    target_text,
)
from trimtab.reports.terminal_theme import Theme, clean_text, theme_for
from trimtab.reports.wording import MONTHS, date_text, dated_text, hours_text

NOTHING = "No exams are kept here yet. Add one to your profile, for example:"
EXAMPLE = '[[exam]]\nname = "Step 2 CK"\ndate = 2027-04-20\nquestions = 1800'
BAR = 10
SEASON_WIDTH = 18
BOLD = Style(bold=True)


def print_study(plan: YearPlan, console: Console, *, weeks: int | None = None) -> None:
    """Print the year to `console`, or so many weeks of it with their days."""
    if not plan.outlooks:
        for sentence in passed_texts(plan):
            _print(console, Text(clean_text(sentence)))
        if not plan.passed:
            _print(console, Text(NOTHING))
            _print(console, Text(EXAMPLE))
        return
    for line in _heads(plan):
        _print(console, line)
    console.print()
    theme = theme_for(console)
    shown = plan.weeks if weeks is None else plan.weeks[:weeks]
    for line in _table(shown, plan, theme, wants_days=weeks is not None):
        _print(console, line)
    for line in _ends(plan, theme):
        _print(console, line)


def _print(console: Console, line: Text) -> None:
    console.print(line, soft_wrap=False, highlight=False)


def _heads(plan: YearPlan) -> Iterator[Text]:
    for sentence in passed_texts(plan):
        yield Text(clean_text(sentence))
    for one in plan.outlooks:
        when = exam_day_text(one.exam.day, plan.today)
        yield Text.assemble((clean_text(one.exam.name), BOLD), f"  {when}: {outlook_text(one)}")


def _table(
    weeks: tuple[StudyWeek, ...], plan: YearPlan, theme: Theme, *, wants_days: bool
) -> Iterator[Text]:
    exams = [one.exam.name for one in plan.outlooks]
    has_seasons = any(week.seasons for week in weeks)
    names = "".join(f"{clean_text(name)[:11]:>12}" for name in exams)
    season = f"{'':{SEASON_WIDTH + 2}}" if has_seasons else ""
    yield Text(f"{'Week of':<9}{season}{'hours of what fits':<27}{names}", style=theme.dim)
    for week in weeks:
        yield _row(week, exams, theme, has_seasons=has_seasons)
        for exam in week.exams:
            day = f"{clean_text(exam.name)} on {dated_text(exam.day, plan.today)}"
            yield Text(f"{'':<9}{day}", style=theme.accent)
        for form in week.rehearsals:
            yield Text(f"{'':<9}{clean_text(rehearsed_text(form))}", style=theme.dim)
        if wants_days:
            yield from _day_lines(week)


def _row(week: StudyWeek, exams: list[str], theme: Theme, *, has_seasons: bool) -> Text:
    monday = f"{week.monday.day} {MONTHS[week.monday.month - 1]}"
    named = clean_text(", ".join(week.seasons))
    season = f"{_cut(named, SEASON_WIDTH):<{SEASON_WIDTH + 2}}" if has_seasons else ""
    about = "" if week.known_days == len(week.days) else "~"
    hours = f"{hours_text(week.asked)} of {about}{hours_text(week.fits)}"
    percent = f"{week.share:.0%}".replace("%", " %")
    counts = "".join(f"{_count(week, name):>12}" for name in exams)
    return Text(f"{monday:<9}{season}{_bar(week.share, theme)} {hours:<11}{percent:>5}{counts}")


def _count(week: StudyWeek, exam: str) -> str:
    said = of_asked_text(week, exam)
    return "" if said == "0" else said


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _bar(share: float, theme: Theme) -> str:
    full, empty = ("#", ".") if theme.is_ascii else ("▮", "▯")
    filled = min(BAR, round(share * BAR))
    return full * filled + empty * (BAR - filled)


def _day_lines(week: StudyWeek) -> Iterator[Text]:
    days = sorted({target.day for target in week.targets})
    for day in days:
        said = "; ".join(target_text(one) for one in week.targets if one.day == day)
        yield Text(f"  {date_text(day)}  {clean_text(said)}")


def _ends(plan: YearPlan, theme: Theme) -> Iterator[Text]:
    yield Text()
    for one in plan.rehearsals:
        yield Text(clean_text(rehearsal_text(one, plan.today)))
    if planned := planned_text(plan):
        yield Text(planned)
    if known := known_text(plan):
        yield Text(known, style=theme.dim)
    for sentence in card_texts(plan):
        yield Text(clean_text(sentence))
    if short := short_text(plan):
        yield Text(clean_text(short))
        for offer in plan.offers:
            said = clean_text(offer_text(offer, plan.today))
            yield Text.assemble("  ", (OFFER_TITLES[offer.kind], BOLD), f": {said}")
