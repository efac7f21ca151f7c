"""Topics of results that an exam does not have: they count as questions, and weigh nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from trimtab.domain.exams import Exam, StudyResult

LEAST_LIKE = 0.6
"""Names at least so alike by their letters are told as near (our choice)."""


@dataclass(frozen=True, slots=True)
class UnknownTopic:
    """A topic as it was written, its questions, and the exam's nearest name, "" where none is.

    `early` of the questions are from before the exam's first day of study.
    """

    name: str
    questions: int
    nearest: str = ""
    early: int = 0


def unknown_topics(exam: Exam, results: Iterable[StudyResult]) -> tuple[UnknownTopic, ...]:
    """Topics of an exam's results that it does not have, those with most questions first.

    Nothing where results are mixed, or the exam names no topics at all.
    """
    topics = [name for name, _ in exam.topics]
    known = {name.casefold() for name in topics}
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    early: dict[str, int] = {}
    for one in results:
        key = one.topic.casefold()
        if topics and key and one.exam == exam.name and key not in known:
            names.setdefault(key, one.topic)
            counts[key] = counts.get(key, 0) + one.asked
            early[key] = early.get(key, 0) + one.asked * is_early(exam, one)
    most_first = sorted(counts, key=lambda key: (-counts[key], key))
    return tuple(
        UnknownTopic(names[key], counts[key], nearest(key, topics), early[key])
        for key in most_first
    )


def is_early(exam: Exam, result: StudyResult) -> bool:
    """Whether a result is from before the exam's first day of study."""
    return exam.begin is not None and result.day < exam.begin


def nearest(name: str, topics: Sequence[str]) -> str:
    """The topic that a name may mean: one that begins with it, or the one most alike by letters.

    >>> nearest("biostats", ["surgery", "biostatistics"]), nearest("derm", ["dermatology"])
    ('biostatistics', 'dermatology')
    >>> nearest("dermatology", ["surgery"])
    ''
    """
    by_key = {topic.casefold(): topic for topic in topics}
    begun = [key for key in by_key if key.startswith(name.casefold())]
    alike = begun or get_close_matches(name.casefold(), list(by_key), n=1, cutoff=LEAST_LIKE)
    return by_key[alike[0]] if alike else ""
