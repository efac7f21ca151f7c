"""Pages of a request: what is asked, how weighing comes along, what it found, the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.answering.answered import (
    Said,
    all_answered,
    forget_all_answered,
    forget_answered,
    keep_answered,
)
from trimtab.app.answering.voices import keep_voice, voice_kept
from trimtab.app.daily.ports import Job
from trimtab.domain.answers import ANSWER_KINDS, TONES, Answering, AnswerKind, Voice
from trimtab.domain.errors import TrimtabError
from trimtab.domain.invitations import Answer, Participation
from trimtab.domain.requests import asked_text
from trimtab.reports.answer_words import TONE_NAMES, freed_text, pause_draft, usual_limit
from trimtab.web.desk import desk_of
from trimtab.web.profiles_kept import profile_of
from trimtab.web.rendering import move_on, page, see_other, wants_part
from trimtab.web.requests import asking
from trimtab.web.requests.asking import Given, local_now, requests_of
from trimtab.web.requests.held import HeldRequest
from trimtab.web.requests.parts import Parts, parts_of, parts_typed
from trimtab.web.requests.views import (
    answered_views,
    draft_view,
    limit_fields,
    mail_address,
    weighed_view,
)

Fields = Mapping[str, str]

ENDED = "Nothing of it was kept, so it is no longer known. Paste it again."
STOPPED = "That was stopped, and nothing was kept."
LONGEST_ANSWER = 4000
SAYS: dict[AnswerKind, Participation] = {
    "pause": "tentative",
    "alternative": "tentative",
    "decline": "declined",
    "not_now": "declined",
    "limit": "tentative",
}
"""What an invitation's answer file says; nothing but a no is settled yet."""


def show_start(request: Request) -> Response:
    """The field for what they ask, invitations that wait, and what was answered before."""
    return _start(request, "", "")


def _start(request: Request, text: str, mistake: str, status: int = 200) -> Response:
    desk = desk_of(request)
    context = {
        "request_text": text,
        "mistake": mistake,
        "waiting": asking.waiting_now(request),
        "answered": answered_views(all_answered(desk.store)),
    }
    return page(request, "requests/start.html.j2", context, status=status)


def begin(request: Request, given: Given) -> Response:
    """Begin to weigh what was given; what cannot be read is told beside it."""
    try:
        held = asking.understand(request, given)
        held = replace(held, job=asking.begin(request, held))
    except TrimtabError as error:
        return _start(request, given.text, str(error), 409)
    return see_other(f"/requests/{_hold_new(request, held)}")


def _hold_new(request: Request, held: HeldRequest) -> str:
    id_ = desk_of(request).new_id()
    requests_of(request).hold(id_, held)
    return id_


def show_request(request: Request) -> Response:
    """How weighing comes along, with an answer for now; then what it found, with all answers."""
    held, job = _found(request)
    if held is None or job is None:
        return _start(request, held.text if held else "", ENDED, 409)
    if job.weighing is None and job.is_over:
        return _start(request, held.text or held.line, job.problem or STOPPED, 409)
    if job.weighing is not None and wants_part(request):
        return move_on(request, request.url.path)
    return _shown(request, held, parts_of(held.asked), "")


def _shown(
    request: Request, held: HeldRequest, parts: Parts, mistake: str, status: int = 200
) -> Response:
    job = desk_of(request).planning.job(held.job)
    answering = _answering(request, held)
    context = {
        "id": request.path_params["id"],
        "held": held,
        "parts": parts,
        "mistake": mistake,
        "voice": answering.voice,
        "tones": [(tone, TONE_NAMES[tone]) for tone in TONES],
        "limit": limit_fields(answering.limit),
    }
    if job is None or job.weighing is None:
        said = asked_text(held.asked, answering.today)
        context |= {"job": job, "said": said, "pause": draft_view(pause_draft(answering))}
        return page(request, "requests/weighing.html.j2", context, status=status)
    context["weighed"] = weighed_view(job.weighing, answering)
    return page(request, "requests/weighed.html.j2", context, status=status)


def _found(request: Request) -> tuple[HeldRequest | None, Job | None]:
    desk = desk_of(request)
    held = requests_of(request).find(request.path_params["id"], desk.now())
    return held, desk.planning.job(held.job) if held else None


def _held(request: Request) -> HeldRequest:
    found = requests_of(request).find(request.path_params["id"], desk_of(request).now())
    if found is None:
        raise HTTPException(404)
    return found


def _answering(request: Request, held: HeldRequest) -> Answering:
    desk = desk_of(request)
    profile = profile_of(desk.store, desk.zone)
    return Answering(
        signer=(profile.person.known_name or profile.reach.signs_as) if profile else "",
        asked=held.asked,
        voice=voice_kept(desk_of(request).store),
        today=local_now(desk_of(request)).date(),
        asker=held.asker,
        ask_again=asking.ask_again_on(request),
        limit=held.limit or usual_limit(held.asked),
    )


def mend(request: Request, fields: Fields) -> Response:
    """Weigh what was understood as it was mended, in place of what was weighed before."""
    held, parts = _held(request), parts_typed(fields)
    try:
        mended = asking.understand(request, Given(text=parts.line))
        job = asking.begin(request, mended)
    except TrimtabError as error:
        return _shown(request, held, parts, str(error), 409)
    desk_of(request).planning.stop(held.job)
    changed = replace(held, line=mended.line, asked=mended.asked, job=job, limit=None)
    requests_of(request).hold(request.path_params["id"], changed)
    return _back(request, "")


def choose_voice(request: Request, fields: Fields) -> Response:
    """Take another tone, greeting, closing, name or limit; all but the name and limit stay."""
    held, desk = _held(request), desk_of(request)
    tone = fields.get("tone", "")
    voice = Voice(
        tone=tone if tone in TONES else "warm",
        greeting=fields.get("greeting", ""),
        closing=fields.get("closing", ""),
    )
    keep_voice(desk.store, voice)
    limit = asking.limit_typed(fields, local_now(desk))
    asker = fields.get("asker", "").strip()[: asking.LONGEST_ASKER]
    requests_of(request).hold(request.path_params["id"], replace(held, asker=asker, limit=limit))
    return _back(request, "#answers")


def send(request: Request, fields: Fields) -> Response:
    """What is done with one answer: opened as mail, written as a file, or kept in the list."""
    chosen = {"mail": _mail, "file": _file, "keep": _keep}.get(fields.get("do", ""))
    kind = fields.get("kind", "")
    if chosen is None or kind not in ANSWER_KINDS:
        return _back(request, "#answers")
    return chosen(request, kind, fields.get("words", "")[:LONGEST_ANSWER])


def _mail(request: Request, _: AnswerKind, words: str) -> Response:
    held = _held(request)
    context = {
        "id": request.path_params["id"],
        "words": words,
        "mail": mail_address(held, words.replace("\r\n", "\n").replace("\n", "\r\n")),
    }
    return page(request, "requests/mail.html.j2", context)


def _file(request: Request, kind: AnswerKind, words: str) -> Response:
    """The invitation's answer as a file, with the same words beside it."""
    held, desk = _held(request), desk_of(request)
    profile = profile_of(desk.store, desk.zone)
    if desk.invitations is None or not held.invitation:
        return _back(request, "#answers")
    email = (profile.person.email or "") if profile else ""
    answer = Answer(
        participation=SAYS[kind],
        now=local_now(desk),
        comment=words,
        attendee=email.removeprefix("mailto:") or None,
    )
    reply = desk.invitations.reply(held.invitation, answer)
    headers = {"Content-Disposition": 'attachment; filename="answer.ics"'}
    return Response(reply.content, media_type="text/calendar", headers=headers)


def _keep(request: Request, kind: AnswerKind, _: str) -> Response:
    held, desk = _held(request), desk_of(request)
    id_, job = request.path_params["id"], desk.planning.job(held.job)
    weighing = job.weighing if job else None
    room = freed_text(weighing) if weighing else ""
    said = Said(weighing.said if weighing else held.asked.name, kind, room)
    now = local_now(desk)
    kept_id = held.kept_id or desk.new_id()
    keep_answered(desk.store, said, desk.now(), now.tzinfo, kept_id)  # type: ignore[arg-type]
    requests_of(request).hold(id_, replace(held, kept_id=kept_id))
    return see_other("/requests#answered")


def stop(request: Request, _: Fields) -> Response:
    """End a weighing."""
    desk_of(request).planning.stop(_held(request).job)
    return see_other("/requests")


def forget(request: Request, fields: Fields) -> Response:
    """Delete an answer from the list."""
    forget_answered(desk_of(request).store, fields.get("id", ""))
    return see_other("/requests#answered")


def forget_all(request: Request, _: Fields) -> Response:
    """Delete every answer from the list."""
    forget_all_answered(desk_of(request).store)
    return see_other("/requests#answered")


def _back(request: Request, anchor: str) -> Response:
    return see_other(f"/requests/{request.path_params['id']}{anchor}")
