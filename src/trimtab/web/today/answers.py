"""Today as an answer: the whole page, or the day in place for htmx, with a word on what moved."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.daily.day_now import day_after, day_at
from trimtab.domain.kept import BlockMark, KeptPlan
from trimtab.reports.today_words import moved_sentence
from trimtab.web.desk import Desk
from trimtab.web.rendering import page, wants_part
from trimtab.web.reset.lighter import lighter_line
from trimtab.web.today.page_view import SAID_AROUND, today_of
from trimtab.web.today.quiet_line import needed_line, quiet_line
from trimtab.web.today.views import Said, said_view


@dataclass(frozen=True, slots=True)
class Word:
    """What is told after something was said: a sentence, the rest, and what takes it back."""

    sentence: str
    rest: tuple[str, ...] = ()
    said: Said | None = None


def today_page(
    request: Request, desk: Desk, kept: KeptPlan, *, said_id: str = "", word: Word | None = None
) -> Response:
    """Today, or for htmx the day alone."""
    if word is None and said_id:
        word = _word_of(desk, kept, said_id)
    context = {
        "today": today_of(desk, kept, desk.now()),
        "word": word,
        "quiet": needed_line(desk) if word else quiet_line(desk, request.app.state.season_readings),
        "task_kept": "task" in request.query_params,
        "lighter": lighter_line(desk, desk.now()),
    }
    name = "today/here.html.j2" if wants_part(request) else "today/page.html.j2"
    return page(request, name, context)


def word_after(desk: Desk, kept: KeptPlan, mark: BlockMark | None) -> Word:
    """What moved for a word, in one sentence."""
    today = day_at(kept.plan, desk.now())
    sentence, rest = moved_sentence(kept.plan, day_after(kept.plan, today).end)
    said = said_view(mark, desk.new_id()) if mark and mark.verb != "undone" else None
    return Word(sentence, rest, said)


def _word_of(desk: Desk, kept: KeptPlan, said_id: str) -> Word | None:
    """What to tell of a mark that was said a moment ago, by its id."""
    mark = find_mark(desk, said_id)
    return word_after(desk, kept, mark) if mark else None


def find_mark(desk: Desk, mark_id: str) -> BlockMark | None:
    """A mark of these days by its id."""
    now = desk.now()
    marks = desk.store.marks(now - 4 * SAID_AROUND, now + 4 * SAID_AROUND)
    return next((one for one in marks if one.id == mark_id), None)
