"""Where the Help page is served, and one's own contacts are written down."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.errors import StoreError
from trimtab.domain.kept import Contact
from trimtab.reports.help_lines import country, country_names
from trimtab.web.desk import Desk, desk_of
from trimtab.web.help import contacts as written
from trimtab.web.help.card_now import COUNTRY_SETTING, NOWHERE, chosen_country, help_first
from trimtab.web.rendering import is_local, page, see_other
from trimtab.web.security.keys import show_door
from trimtab.web.security.limits import short_form
from trimtab.web.security.sessions import has_key
from trimtab.web.standing import standing

Change = Callable[[Request, Mapping[str, str]], Response]

FULL = f"There are {written.MOST_CONTACTS} people here already. Take one off first, then add this."
BLANK = Contact("", "")


@dataclass(frozen=True, slots=True)
class Writing:
    """Somebody being written down: as typed, what is wrong by field, and where it leads after."""

    typed: Contact = BLANK
    mistakes: Mapping[str, str] = field(default_factory=dict)
    back: str = ""


@standing
def show(request: Request) -> Response:
    """The page; a contact to be changed, and the way back, are named in its address."""
    back = request.query_params.get("back", "")
    return _page(request, Writing(back=back if is_local(back) else ""))


def _page(request: Request, writing: Writing, status: int = 200) -> Response:
    first, chosen = help_first(request), chosen_country(request)
    kept = [one.contact for one in first.card.contacts]
    wanted = request.query_params.get("change", "")
    named = next((one for one in kept if one.id == wanted), BLANK)
    changing = writing.typed if writing.mistakes else named
    shown = {
        "card": first.card,
        "is_own": first.is_own,
        "is_closed": first.is_closed,
        "names": country_names(),
        "chosen": chosen or NOWHERE,
        "nowhere": NOWHERE,
        "typed": changing,
        "is_change": bool(changing.id),
        "is_writing": writing != Writing() or bool(changing.id) or "write" in request.query_params,
        "mistakes": writing.mistakes,
        "lengths": written.LENGTHS,
        "is_full": len(kept) >= written.MOST_CONTACTS,
        "back": writing.back,
    }
    return page(request, "help/page.html.j2", shown, status=status)


def keep_contact(request: Request, form: Mapping[str, str]) -> Response:
    """Add somebody, or change who is there."""
    desk, back = desk_of(request), form.get("back", "")
    typed = written.written_contact(form, form.get("id", ""))
    mistakes, status = written.mistakes(typed), 422
    if not mistakes:
        try:
            mistakes = {} if _keep(desk, typed) else {"name": FULL}
        except StoreError as error:
            mistakes, status = {"name": str(error)}, 409
    if mistakes:
        back = back if is_local(back) else ""
        return _page(request, Writing(typed, mistakes, back), status)
    return see_other(back or "/help#people")


def _keep(desk: Desk, typed: Contact) -> bool:
    """Keep a contact; False where there are as many as the page holds."""
    with desk.store.at_once():
        kept = desk.store.contacts()
        is_known = any(one.id == typed.id for one in kept)
        if not is_known and len(kept) >= written.MOST_CONTACTS:
            return False
        named = typed if is_known else replace(typed, id=desk.new_id())
        desk.store.keep_contacts(written.with_contact(kept, named))
    return True


def remove_contact(request: Request, _: Mapping[str, str]) -> Response:
    """Take somebody off the page."""
    store, contact_id = desk_of(request).store, request.path_params["contact"]
    with store.at_once():
        store.keep_contacts(written.without_contact(store.contacts(), contact_id))
    return see_other("/help#people")


def move_contact(request: Request, _: Mapping[str, str]) -> Response:
    """Put somebody a place earlier."""
    store, contact_id = desk_of(request).store, request.path_params["contact"]
    with store.at_once():
        store.keep_contacts(written.moved_up(store.contacts(), contact_id))
    return see_other("/help#people")


def keep_country(request: Request, form: Mapping[str, str]) -> Response:
    """Remember whose lines come first."""
    said = form.get("country", "")
    if said == NOWHERE or country(said):
        desk_of(request).store.keep_setting(COUNTRY_SETTING, said)
    return see_other("/help#lines")


def for_those_inside(change: Change) -> Callable[[Request], Awaitable[Response]]:
    """A change that only somebody who came in may make, though the page itself is open."""

    async def answer(request: Request) -> Response:
        form = await short_form(request)
        if not has_key(request):
            return show_door(request)
        return await run_in_threadpool(change, request, form)

    return answer


def routes() -> list[Route]:
    """Where this room's pages are served."""
    changes = {
        "/help/contacts": keep_contact,
        "/help/contacts/{contact}/remove": remove_contact,
        "/help/contacts/{contact}/up": move_contact,
        "/help/country": keep_country,
    }
    return [
        Route("/help", show, methods=["GET"]),
        *(Route(path, for_those_inside(made), methods=["POST"]) for path, made in changes.items()),
    ]
