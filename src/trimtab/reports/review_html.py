"""A weekly review as one page that needs nothing else: to read, to print, to keep."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from trimtab.app.looking_back.review_kept import ReviewKept
from trimtab.reports import review_words, tokens
from trimtab.reports.hours_view import hours_view


def render_review(kept: ReviewKept) -> str:
    """The review as a complete page; the same moment gives the same page."""
    week = kept.week
    return (
        _environment()
        .get_template("review.html.j2")
        .render(
            tokens=tokens,
            heading=review_words.review_heading(week.monday),
            view=hours_view(week.told),
            lists=[
                ("What went well", review_words.win_lines(week)),
                (
                    "What gave way, and what was kept beside it",
                    review_words.let_go_lines(week),
                ),
            ],
            answers=list(review_words.answers_in(week.review)),
            after=[
                ("Kept for next week", [review_words.chosen_text(one) for one in week.chosen]),
                (
                    "What comes next",
                    list(review_words.next_lines(kept.profile, week)),
                ),
            ],
            written=f"{kept.now:%A} {kept.now.day} {kept.now:%B %Y, %H:%M}",
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("trimtab.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
