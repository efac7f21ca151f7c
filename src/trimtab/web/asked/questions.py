"""Pages of questionnaires: what there is, the questions, what came of them, what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.mind import questionnaires as use
from trimtab.app.mind.parts import is_on
from trimtab.domain.diary import QuestionnaireTaken
from trimtab.web.asked import words
from trimtab.web.asked.answering import KEEP_SAFETY, Sent, sent
from trimtab.web.asked.held import Held, HeldAnswers
from trimtab.web.asked.views import is_unsafe, list_view, result_view, sitting_view
from trimtab.web.desk import Desk, desk_of
from trimtab.web.help.card_now import help_first
from trimtab.web.rendering import move_on, page, see_other
from trimtab.wellbeing.instruments import questionnaire

Fields = Mapping[str, str]

NOTHING_SAID = "Nothing was answered, so nothing was kept."
NINTH_NOT_KEPT = (
    "As you chose, that answer was not kept. Your people, and lines to call, are on Help at "
    "any hour."
)
WITH_QUESTION = "phq-9"


def show_list(request: Request) -> Response:
    """Everything there is, and what was answered."""
    desk = desk_of(request)
    context = {
        "list": list_view(desk.store, desk.now()),
        "is_on": is_on(desk.store, "questionnaires"),
    }
    return page(request, "asked/list.html.j2", context)


def show_questions(request: Request) -> Response:
    """One page of questions."""
    desk, name = desk_of(request), request.path_params["name"]
    if not is_on(desk.store, "questionnaires"):
        return see_other("/questions")
    if name == WITH_QUESTION and not use.is_asked_for_safety(desk.store):
        return see_other("/questions#safety")
    held = _held(request).find(request.query_params.get("sitting", ""), desk.now())
    chosen = held.fields if held and held.name == name else {}
    return _questions(request, _sitting(desk, name), chosen)


def _sitting(desk: Desk, name: str) -> use.Sitting:
    """The sitting of a name; that with the question on safety also for a page that was open."""
    found = use.sitting_named(desk.store, name)
    if found is None and name == WITH_QUESTION:
        return use.MOOD[True]
    if found is None:
        raise HTTPException(404)
    return found


def _questions(
    request: Request, sitting: use.Sitting, chosen: Fields, mistake: str = "", status: int = 200
) -> Response:
    desk, view = desk_of(request), sitting_view(sitting, chosen)
    context = {
        "asked": view,
        "sitting_id": chosen.get("sitting") or desk.new_id(),
        "mistake": mistake,
        "first": help_first(request, write_path="") if view.asks_for_safety else None,
    }
    return page(request, "asked/questions.html.j2", context, status=status)


def answer(request: Request, fields: Fields) -> Response:
    """Keep answers and show what they came to; after the help card where item 9 asks for it."""
    desk = desk_of(request)
    sitting = _sitting(desk, request.path_params["name"])
    said = sent(sitting, fields)
    sitting_id, now = said.sitting_id or desk.new_id(), desk.now()
    if said.is_to_change or said.is_to_write or said.needs_help_first:
        chosen = {**dict(said.carried), KEEP_SAFETY: fields.get(KEEP_SAFETY, "")}
        held = Held(sitting.name, {**chosen, "sitting": sitting_id}, now)
        _held(request).hold(sitting_id, held)
        return move_on(request, _way_on(said, sitting, sitting_id))
    _held(request).let_go(sitting_id)
    if use.is_heard_before(desk.store, sitting_id, now):
        sitting_id = desk.new_id()
    kept = use.keep_answers(desk.store, sitting_id, said.answered, now)
    if kept is None:
        was_said = any(number is not None for one in said.answered for number in one.answers)
        told = NINTH_NOT_KEPT if was_said else NOTHING_SAID
        return _questions(request, sitting, fields, told, 422)
    return move_on(request, f"/questions/taken/{kept}")


def _way_on(said: Sent, sitting: use.Sitting, sitting_id: str) -> str:
    """Where answers that stand aside are led: to the questions, to Help, or to the help card."""
    if said.is_to_change:
        return f"/questions/{sitting.name}?sitting={sitting_id}"
    card = f"/questions/first/{sitting_id}"
    return _writing_path(card) if said.is_to_write else card


def _writing_path(back: str) -> str:
    """Where somebody is written down, and the way back."""
    return f"/help?write=1&back={back}#write"


def show_help_first(request: Request) -> Response:
    """The help card by itself; the answers stand aside, and nothing is kept yet."""
    desk, sitting_id = desk_of(request), request.path_params["sitting"]
    held = _held(request).find(sitting_id, desk.now())
    if held is None:
        return see_other("/questions")
    sitting = _sitting(desk, held.name)
    context = {
        "first": help_first(request, write_path=_writing_path(f"/questions/first/{sitting_id}")),
        "name": sitting.name,
        "sitting_id": sitting_id,
        "carried": sent(sitting, held.fields).carried,
        "keeps": held.fields[KEEP_SAFETY] == "yes",
    }
    return page(request, "asked/help_before.html.j2", context)


def _held(request: Request) -> HeldAnswers:
    return cast("HeldAnswers", request.app.state.held_answers)


def show_taken(request: Request) -> Response:
    """What a sitting came to; people first wherever its answers ask for them."""
    desk, sitting_id = desk_of(request), request.path_params["sitting"]
    taken = use.taken_in(desk.store, sitting_id)
    if not taken:
        return see_other("/questions")
    is_help_first = any(map(is_unsafe, taken))
    calls = use.calls_for_someone(desk.store, taken)
    context = {
        "result": result_view(desk.store, taken, leads_on=not (calls or is_help_first)),
        "first": help_first(request),
        "is_unsafe": is_help_first,
        "calls_for_someone": calls,
        "is_in_hand": use.is_in_hand(desk.store, sitting_id),
        "sitting": sitting_id,
        "is_short_of_one": _is_short_of_one(desk, taken),
    }
    return page(request, "asked/result.html.j2", context)


def _is_short_of_one(desk: Desk, taken: tuple[QuestionnaireTaken, ...]) -> bool:
    """Whether the ninth question is asked, and not among what was kept here."""
    is_eight = any(one.instrument == "phq-8" for one in taken)
    return is_eight and use.is_asked_for_safety(desk.store)


def take_in_hand(request: Request, _: Fields) -> Response:
    """Somebody was turned to, or will be."""
    desk, sitting_id = desk_of(request), request.path_params["sitting"]
    if use.taken_in(desk.store, sitting_id):
        use.take_in_hand(desk.store, sitting_id, desk.now())
    return see_other(f"/questions/taken/{sitting_id}" if sitting_id.isascii() else "/questions")


def put_off(request: Request, _: Fields) -> Response:
    """Not now: for two weeks nothing is offered."""
    desk = desk_of(request)
    use.put_off(desk.store, desk.now())
    return see_other("/questions")


def choose_safety(request: Request, fields: Fields) -> Response:
    """Ask the ninth question from now on, or no longer."""
    use.choose_safety_question(desk_of(request).store, is_asked=fields.get("is_asked") == "yes")
    return see_other("/questions")


def forget(request: Request, fields: Fields) -> Response:
    """Delete what was answered once, after a question."""
    desk = desk_of(request)
    taken = desk.store.entry(QuestionnaireTaken, fields.get("id", ""))
    if taken is not None and fields.get("sure") != "yes":
        when = words.day_text(taken.day, use.today_of(desk.store, desk.now()))
        title = questionnaire(taken.instrument).title
        context = {"id": taken.id, "title": title, "day": when}
        return page(request, "asked/forget.html.j2", context)
    use.forget_taken(desk.store, fields.get("id", ""))
    return see_other("/questions#answered")
