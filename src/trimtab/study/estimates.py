"""What results of questions tell: how weak a topic is, and how long a question takes."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from trimtab.domain.exams import PRIOR_RIGHT, PRIOR_WRONG, StudyResult
from trimtab.domain.study_plans import PaceLearned, TopicLevel

PRIOR_QUESTIONS = 40.0
"""What the profile says of minutes counts as so many questions (our choice)."""

FIVE_PERCENT, NINETY_FIVE_PERCENT = 0.05, 0.95
Z_90 = 1.6449
_GRID = np.linspace(0.0005, 0.9995, 1000)


def topic_level(topic: str, results: Iterable[StudyResult]) -> TopicLevel:
    """The share right of a topic: the mean of a Beta posterior, and its 5 % and 95 % points.

    >>> topic_level("renal", []).level
    0.6
    """
    counted = [
        one for one in results if one.topic.casefold() == topic.casefold() and one.right is not None
    ]
    asked = sum(one.asked for one in counted)
    right = sum(one.right or 0 for one in counted)
    alpha, beta = PRIOR_RIGHT + right, PRIOR_WRONG + asked - right
    low, high = _beta_points(alpha, beta)
    return TopicLevel(topic, asked, right, alpha / (alpha + beta), low, high)


def _beta_points(alpha: float, beta: float) -> tuple[float, float]:
    """The 5 % and the 95 % point of a Beta distribution, to a thousandth."""
    logs = (alpha - 1) * np.log(_GRID) + (beta - 1) * np.log1p(-_GRID)
    sums = np.cumsum(np.exp(logs - logs.max()))
    points = np.searchsorted(sums / sums[-1], [FIVE_PERCENT, NINETY_FIVE_PERCENT])
    return float(_GRID[points[0]]), float(_GRID[min(points[1], len(_GRID) - 1)])


def pace_learned(said: float, results: Iterable[StudyResult]) -> PaceLearned:
    """Minutes a question takes: those `said` count as a few dozen questions beside the results.

    The interval is that of a mean over sittings, each weighed by its questions.

    >>> pace_learned(3.0, []).minutes
    3.0
    """
    timed = [(one.asked, one.minutes) for one in results if one.asked > 0 and one.minutes]
    asked = np.array([one[0] for one in timed], float)
    minutes = np.array([one[1] for one in timed], float)
    mean = (PRIOR_QUESTIONS * said + minutes.sum()) / (PRIOR_QUESTIONS + asked.sum())
    if len(timed) < 2:
        return PaceLearned(float(mean), float(mean), float(mean), len(timed))
    own = minutes.sum() / asked.sum()
    spread = float((asked * (minutes / asked - own) ** 2).sum() / (len(timed) - 1))
    reach = Z_90 * (spread / (PRIOR_QUESTIONS + asked.sum())) ** 0.5
    return PaceLearned(float(mean), max(0.1, float(mean - reach)), float(mean + reach), len(timed))
