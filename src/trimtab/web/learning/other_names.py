"""Results of topics that an exam does not have, as Learning tells them and offers to mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from trimtab.domain.exams import Exam, StudyResult
from trimtab.reports.study_words import early_text, unknown_topics_text
from trimtab.study.unknown_topics import UnknownTopic, unknown_topics

BELOW = "Under “Topics of another name”, below, one tap counts it as one of these."


@dataclass(frozen=True, slots=True)
class OtherNames:
    """Of one exam: what is so in a sentence, the names written, and those it has."""

    exam: str
    sentence: str
    written: tuple[UnknownTopic, ...]
    topics: tuple[str, ...]


def other_names(exams: Iterable[Exam], results: Iterable[StudyResult]) -> Iterator[OtherNames]:
    """Those of each exam that has any."""
    results = tuple(results)
    for exam in exams:
        if written := unknown_topics(exam, results):
            sentence = unknown_topics_text(exam, written)
            yield OtherNames(exam.name, sentence, written, tuple(n for n, _ in exam.topics))


def brought_texts(
    exams: Sequence[Exam], results: Sequence[StudyResult], today: date
) -> Iterator[str]:
    """What a table just brought says of them, and of those from before an exam was begun."""
    for one in other_names(exams, results):
        yield f"{one.sentence} {BELOW}"
    yield from early_texts(exams, results, today)


def early_texts(
    exams: Iterable[Exam], results: Sequence[StudyResult], today: date
) -> Iterator[str]:
    """A sentence for each exam that was begun after some of its results."""
    yield from filter(None, (early_text(exam, results, today) for exam in exams))
