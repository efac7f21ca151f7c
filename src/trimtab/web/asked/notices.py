"""Pages of the early warning: each one in full, what may follow it, those of before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.mind import notices as use
from trimtab.app.mind.brief import ask_text
from trimtab.app.mind.day_scores import day_scores
from trimtab.app.mind.lighter import begin_lighter, lighter_now
from trimtab.app.mind.notice_words import MEASURE_WORDS, for_harder, outcome_words, points
from trimtab.app.mind.one_change import change_to_try
from trimtab.app.mind.parts import is_on
from trimtab.app.mind.questionnaires import longer_wanted, today_of
from trimtab.app.mind.telling import left_alone_until, tell_again
from trimtab.domain.diary import Notice, NoticeAnswer, NoticeKind
from trimtab.reports.wording import trim_text
from trimtab.web.asked.days_picture import DaysPicture, days_picture, first_shown
from trimtab.web.asked.words import day_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.requests.briefs import BriefAsk, brief_page

Fields = Mapping[str, str]

ANSWER_WORDS: dict[NoticeAnswer, str] = {
    "seen": "You left it.",
    "quiet": "You asked to be left alone for four weeks.",
    "lighter": "You chose lighter days.",
    "trim": "You looked at a change of schedule.",
    "brief": "You looked at a page that asks for a change.",
    "questions": "You chose the questions.",
}


ITS_LIMITS = "It may be wrong, and says nothing about illness."
BASIS: dict[NoticeKind, str] = {
    "change": "Your days are compared with your own earlier ones; weekday, duty and what carries "
    "over from day to day are accounted for. The change named is smaller than the plain "
    "difference, because what chance and schedule can explain is taken out. Chance can look like "
    "a change.",
    "level": "This looks at the last two weeks as you told them, or at the signs in your last two "
    "reviews, and at nothing before. Where the line lies is our choice.",
    "ahead": "Duty, evenings and nights as planned are compared with weeks of yours that are over, "
    "and with how those weeks were for you. Full weeks can go well, and plans change.",
}
"""What each kind of warning rests on, in words."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice in the list of those told."""

    id: str
    day: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A notice in full; `trim` is the change of schedule to try, with its gain in words.

    `ask` is what the page that asks for a change would ask for; of days ahead a change comes
    first, of days that are here lighter ones.
    """

    id: str
    day: str
    headline: str
    sentences: tuple[str, ...]
    small_thing: str
    is_open: bool
    answered: str
    outcome: str
    picture: DaysPicture | None
    numbers: tuple[tuple[str, str], ...]
    basis: str
    is_ahead: bool
    trim: str
    ask: str
    quiet_until: str
    lighter_until: str


def show_list(request: Request) -> Response:
    """Those of before, and what the watch needs."""
    desk = desk_of(request)
    today = today_of(desk.store, desk.now())
    quiet_until = left_alone_until(desk.store, today)
    context = {
        "is_on": is_on(desk.store, "notices"),
        "rows": [_row(one, today) for one in use.past_notices(desk.store)],
        "is_ready": use.is_enough_to_look_at(desk.store, today),
        "quiet_until": day_text(quiet_until, today) if quiet_until else "",
    }
    return page(request, "asked/notices.html.j2", context)


def end_quiet(request: Request, _: Fields) -> Response:
    """Warnings may be told again."""
    tell_again(desk_of(request).store)
    return see_other("/notice")


def _row(one: Notice, today: date) -> NoticeRow:
    return NoticeRow(one.id, day_text(one.day, today), _headline(one), outcome_words(one))


def _headline(one: Notice) -> str:
    return one.words[0] if one.words else "An early warning."


def show_notice(request: Request) -> Response:
    """One in full."""
    desk, notice = desk_of(request), _notice(request)
    return page(request, "asked/notice.html.j2", {"notice": _view(desk, notice)})


def _notice(request: Request) -> Notice:
    found = desk_of(request).store.entry(Notice, request.path_params["notice"])
    if found is None:
        raise HTTPException(404)
    return found


def _view(desk: Desk, notice: Notice) -> NoticeView:
    today = today_of(desk.store, desk.now())
    last = min(today, notice.day + use.OUTCOME_UNTIL)
    days = day_scores(desk.store, first_shown(notice), last)
    about, lighter = _about(notice), lighter_now(desk.store, desk.now())
    best = change_to_try(desk.store, today, about)
    quiet_until = left_alone_until(desk.store, today)
    return NoticeView(
        id=notice.id,
        day=day_text(notice.day, today),
        headline=_headline(notice),
        sentences=notice.words[1:-1],
        small_thing=notice.words[-1] if len(notice.words) > 1 else "",
        is_open=notice.answer is None,
        answered=ANSWER_WORDS[notice.answer] if notice.answer and not quiet_until else "",
        outcome=outcome_words(notice),
        picture=days_picture(notice, days, last),
        numbers=_numbers(notice),
        basis=f"{BASIS[notice.kind]} {ITS_LIMITS}",
        is_ahead=notice.kind == "ahead",
        trim=trim_text(best.trim) if best else "",
        ask=ask_text(desk.store, today, about),
        quiet_until=day_text(quiet_until, today) if quiet_until else "",
        lighter_until=day_text(lighter.last, today) if lighter else "",
    )


def _about(notice: Notice) -> tuple[date, date] | None:
    """The days to come that it is about."""
    if notice.kind != "ahead" or notice.since is None or notice.until is None:
        return None
    return notice.since, notice.until


def _numbers(notice: Notice) -> tuple[tuple[str, str], ...]:
    """What the sentences rest on, as a table."""
    rows = []
    if notice.measure is not None:
        rows.append(("Scale", f"{MEASURE_WORDS[notice.measure]}, 1 to 10"))
    if notice.before is not None:
        rows.append(("Usual before", f"about {points(notice.before)}"))
    if notice.level is not None:
        rows.append(("Since", f"about {points(notice.level)}"))
    if notice.change is not None and notice.measure is not None:
        middle, low, high = for_harder(notice.measure, notice.change)
        span = f"{points(low)} to {points(high)} with 9 in 10 chances"
        rows.append(("Harder by", f"about {points(middle)} points, {span}"))
    return tuple(rows)


def answer(request: Request, fields: Fields) -> Response:
    """What the person chose to do."""
    notice = _notice(request)
    chosen = CHOICES.get(fields.get("do", ""))
    if chosen is None:
        return see_other(f"/notice/{notice.id}")
    return see_other(chosen(desk_of(request), notice))


def _answered(desk: Desk, notice: Notice, said: NoticeAnswer) -> None:
    use.answer_notice(desk.store, notice.id, said, desk.now())


def _lighter(desk: Desk, notice: Notice) -> str:
    _answered(desk, notice, "lighter")
    begin_lighter(desk.store, desk.planning, desk.now(), "notice")
    return f"/notice/{notice.id}"


def _trim(desk: Desk, notice: Notice) -> str:
    _answered(desk, notice, "trim")
    today = today_of(desk.store, desk.now())
    best = change_to_try(desk.store, today, _about(notice))
    return f"/week/trial?trim={best.number}&revision={best.revision}" if best else "/week#trims"


def _brief(desk: Desk, notice: Notice) -> str:
    _answered(desk, notice, "brief")
    return f"/notice/{notice.id}/brief"


def _questions(desk: Desk, notice: Notice) -> str:
    _answered(desk, notice, "questions")
    wanted = longer_wanted(desk.store, today_of(desk.store, desk.now()))
    return f"/questions/{wanted.sitting.name}" if wanted else "/questions"


def _seen(desk: Desk, notice: Notice) -> str:
    _answered(desk, notice, "seen")
    return "/"


def _quiet(desk: Desk, notice: Notice) -> str:
    _answered(desk, notice, "quiet")
    return "/"


def _forget(desk: Desk, notice: Notice) -> str:
    use.forget_notice(desk.store, notice.id)
    return "/notice"


CHOICES: Mapping[str, Callable[[Desk, Notice], str]] = {
    "lighter": _lighter,
    "trim": _trim,
    "brief": _brief,
    "questions": _questions,
    "seen": _seen,
    "quiet": _quiet,
    "forget": _forget,
}
"""What may be done with a notice, each with where it leads."""


def show_brief(request: Request) -> Response:
    """A page that asks for a change, to be edited and printed; nothing is kept or sent."""
    notice = _notice(request)
    asked = BriefAsk(about=_about(notice), back=f"/notice/{notice.id}")
    return brief_page(request, asked)
