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
    """A topic as it was written, its questions, and the exam's nearest name, "" where none is."""

    name: str
    questions: int
    nearest: str = ""


def unknown_topics(exam: Exam, results: Iterable[StudyResult]) -> tuple[UnknownTopic, ...]:
    """Topics of an exam's results that it does not have, those with most questions first.

    Nothing where results are mixed, or the exam names no topics at all.
    """
    topics = [name for name, _ in exam.topics]
    known = {name.casefold() for name in topics}
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for one in results:
        key = one.topic.casefold()
        if topics and key and one.exam == exam.name and key not in known:
            names.setdefault(key, one.topic)
            counts[key] = counts.get(key, 0) + one.asked
    most_first = sorted(counts, key=lambda key: (-counts[key], key))
    return tuple(UnknownTopic(names[key], counts[key], nearest(key, topics)) for key in most_first)


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
