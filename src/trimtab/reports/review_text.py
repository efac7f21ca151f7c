"""A weekly review as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trimtab.app.looking_back.review_kept import ReviewKept
from trimtab.reports import review_words
from trimtab.reports.time_words import ground_sentences, whole_sentence
from trimtab.reports.wording import trim_text

NOTHING_SAID = "Nothing is answered yet. `trimtab review --answer` asks; each answer may stay open."


def review_lines(kept: ReviewKept) -> Iterator[str]:
    """The whole review: hours, what went well, answers, small changes, what comes next."""
    week = kept.week
    yield review_words.review_heading(week.monday)
    yield ""
    yield whole_sentence(week.told)
    yield from _listed(review_words.value_lines(week))
    yield from _under("How this is known", ground_sentences(week.told))
    yield from _under("What went well", review_words.win_lines(week))
    yield from _under("Planned, and nobody said otherwise", review_words.unspoken_lines(week))
    yield from _under("What gave way, and what was kept beside it", review_words.let_go_lines(week))
    yield from _under("These went with days of more energy", week.went_with.more)
    yield from _under("These went with days of less energy", week.went_with.less)
    answers = list(review_words.answers_in(week.review))
    for asked, lines in answers:
        yield from _under(asked, lines)
    if not answers:
        yield from ("", NOTHING_SAID)
    offered = [trim_text(one.trim) for one in week.offered]
    yield from _under("Small changes that would help next week", offered)
    chosen = [review_words.chosen_text(one) for one in week.chosen]
    yield from _under("Kept for next week", chosen)
    nexts = review_words.next_lines(kept.profile, week)
    yield from _under("What comes next", nexts)


def _under(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading with its lines; nothing where there are none."""
    found = list(lines)
    if found:
        yield ""
        yield heading
        yield from _listed(found)


def _listed(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
