"""Scores in words: the number, its band as published, what changed; never a verdict."""

from __future__ import annotations

from datetime import date, timedelta

from trimtab.app.mind.questionnaires import Offer, Standing
from trimtab.domain.diary import QuestionnaireTaken
from trimtab.reports.wording import date_text, listed_text
from trimtab.wellbeing.instruments import Questionnaire, questionnaire

NO_DIAGNOSIS = (
    "A score is no diagnosis. It is a number to talk over with somebody who can ask more."
)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SINCE_YEAR = timedelta(days=300)
ALL_OF_THEM = {
    "first": "Answered once, they are something to look back to.",
    "due": "It has been long enough for them to tell something new.",
    "longer": "Your last answers lead to these; they say more than two questions can.",
    "warning": "Your days have changed. These ask about it in more words.",
}


def number_text(points: float) -> str:
    """A score as people write it.

    >>> number_text(12.0), number_text(53.57142)
    ('12', '54')
    """
    return f"{points:.0f}"


def score_text(taken: QuestionnaireTaken) -> str:
    """The score and how far it can go."""
    asked = questionnaire(taken.instrument)
    if taken.score is None:
        return unscored_text(taken)
    return f"{number_text(taken.score)} of {asked.highest}"


def unscored_text(taken: QuestionnaireTaken) -> str:
    """Why there is no score.

    >>> from datetime import UTC, datetime
    >>> day = datetime(2026, 11, 17, tzinfo=UTC)
    >>> unscored_text(QuestionnaireTaken(id="a.phq-2", day=day.date(), said_at=day,
    ...     instrument="phq-2", answers=(1, None), score=None))
    'Not scored: its rule needs two answers, and one was given.'
    """
    asked = questionnaire(taken.instrument)
    given = sum(answer is not None for answer in taken.answers)
    came = f"{NUMBERS[given]} {'was' if given == 1 else 'were'} given"
    return f"Not scored: its rule needs {NUMBERS[asked.needs]} answers, and {came}."


def band_text(taken: QuestionnaireTaken) -> str:
    """The band a score lies in, in the words of who published it; empty without a score."""
    asked = questionnaire(taken.instrument)
    if taken.score is None:
        return ""
    band = asked.band(taken.score)
    if asked.scoring == "mean":
        side = "Fifty or more" if band.least else "Less than fifty"
        return f"{side}. {asked.bands_from}."
    if len(asked.bands) == 2:
        return f"That is {band.name} ({asked.bands_from})."
    return f"Its authors call {_stretch(asked, band.least)} “{band.name}” ({asked.bands_from})."


def _stretch(asked: Questionnaire, least: float) -> str:
    higher = [band.least for band in asked.bands if band.least > least]
    last = min(higher) - 1 if higher else asked.highest
    return f"{number_text(least)} to {number_text(last)}"


def change_text(taken: QuestionnaireTaken, before: QuestionnaireTaken | None) -> str:
    """How a score differs from the one before; empty where there is none to set it against."""
    if taken.score is None or before is None or before.score is None:
        return ""
    by = round(taken.score) - round(before.score)
    when = day_text(before.day, taken.day)
    if by == 0:
        return f"The same as on {when}."
    return f"{abs(by)} {'lower' if by < 0 else 'higher'} than on {when}."


def day_text(day: date, today: date) -> str:
    """A day, with its year where that could be mistaken.

    >>> day_text(date(2026, 11, 3), date(2026, 11, 17))
    'Tue 3 Nov'
    >>> day_text(date(2025, 11, 3), date(2026, 11, 17))
    'Mon 3 Nov 2025'
    """
    is_long_ago = abs(today - day) > SINCE_YEAR
    return f"{date_text(day)} {day.year}" if is_long_ago else date_text(day)


def standing_text(standing: Standing, today: date) -> str:
    """When a sitting was taken last, and from when on it tells something new."""
    if standing.last is None:
        return "Not answered yet."
    last = f"Last answered on {day_text(standing.last, today)}"
    due = standing.due(today)
    if len(due) == len(standing.answered):
        return f"{last}; due."
    if due or standing.due_from is None:
        titles = listed_text([questionnaire(name).title for name in due])
        return f"{last}; {titles} {'is' if len(due) == 1 else 'are'} due."
    return f"{last}; it tells something new from {day_text(standing.due_from, today)} on."


def offer_text(offer: Offer) -> str:
    """Why a sitting is offered, and how long it takes."""
    count = offer.sitting.items
    said = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{said.capitalize()} questions, {minutes_text(count)}. {ALL_OF_THEM[offer.because]}"


def minutes_text(questions: int) -> str:
    """About how long that many questions take, at some ten seconds each (our guess).

    >>> minutes_text(4), minutes_text(8), minutes_text(13)
    ('under a minute', 'about a minute', 'about two minutes')
    """
    minutes = questions * 10 / 60
    if minutes < 1:
        return "under a minute"
    count = round(minutes)
    return "about a minute" if count == 1 else f"about {NUMBERS[count]} minutes"
