"""Cards: a collection is brought, read apart, and its days to come are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trimtab.app.daily.plan_keeping import zone_now
from trimtab.app.daily.replanning import plan_anew_behind
from trimtab.domain.deck_errors import UnreadableDeckError
from trimtab.domain.decks import FORECAST_DAYS, DeckOutlook, DeckSource
from trimtab.domain.people import Profile
from trimtab.reports.card_words import (
    age_text,
    fortnight_text,
    load_heads,
    load_lines,
    made_of_text,
    no_cards_text,
    smoother_text,
    today_text,
)
from trimtab.reports.wording import date_text
from trimtab.store.records import text_to_record
from trimtab.web.desk import Desk, desk_of
from trimtab.web.first_run.uploads import safe_name
from trimtab.web.notebook.cards import limits_of
from trimtab.web.profiles_kept import profile_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form, short_form, whole_body
from trimtab.web.sure import SureQuestion, ask_whether, is_sure

HOME = "/learning/cards"
FORGET = f"{HOME}/forget"
NO_FILE = "Choose a file, such as collection.anki2."
NOT_HERE = "Cards cannot be read here. In your own Trimtab they can."
A_NUMBER = "Write a whole number up to {}."
MOST_NEW, MOST_MINUTES = 500, 480
FIELDS = ("name", "deck", "new_a_day", "most_minutes")
HIGHEST_BAR = 100


@dataclass(frozen=True, slots=True)
class DayBar:
    """A day of a deck: its words, and its bar in the picture."""

    day: str
    minutes: int
    range: str
    reviews: int
    x: int
    y: float
    height: float
    low_y: float
    high_y: float


@dataclass(frozen=True, slots=True)
class DeckView:
    """A deck as the page shows it."""

    name: str
    today: str
    fortnight: str
    made_of: str
    age: str
    remarks: tuple[str, ...]
    bars: tuple[DayBar, ...]
    top: int
    heads: tuple[str, ...]
    loads: tuple[tuple[str, tuple[str, ...]], ...]
    smoother: str


def show(request: Request) -> Response:
    """The page."""
    return _page(request, {}, {})


def _page(
    request: Request, typed: dict[str, str], mistakes: dict[str, str], status: int = 200
) -> Response:
    desk = desk_of(request)
    today = desk.now().astimezone(zone_now(desk.store)).date()
    most = limits_of(desk)
    context: dict[str, Any] = {
        "decks": [
            deck_view(one, today, most.get(one.name)) for one in desk.store.entries(DeckOutlook)
        ],
        "typed": typed,
        "mistakes": mistakes,
    }
    return page(request, "notebook/cards.html.j2", context, status=status)


def deck_view(outlook: DeckOutlook, today: date, most: int | None = None) -> DeckView:
    """What is shown of a deck, within what a day may take of it."""
    held = _within(outlook, most)
    bars = _bars(held, today)
    return DeckView(
        name=outlook.name,
        today=today_text(outlook, today, most),
        fortnight=fortnight_text(outlook, today, most),
        made_of=made_of_text(outlook),
        age=age_text(outlook, today),
        remarks=outlook.remarks,
        bars=bars,
        top=_top(held),
        heads=load_heads(outlook),
        loads=tuple(load_lines(outlook)),
        smoother=smoother_text(outlook),
    )


def _within(outlook: DeckOutlook, most: int | None) -> DeckOutlook:
    """The outlook with no day above what it may take."""
    if most is None:
        return outlook
    minutes = tuple(tuple(min(most, one) for one in day) for day in outlook.minutes)
    return replace(outlook, minutes=minutes)  # type: ignore[arg-type]  # three of each day


def _top(outlook: DeckOutlook) -> int:
    highest = max((high for _, _, high in outlook.minutes), default=0)
    return max(10, -(-highest // 10) * 10)


def _bars(outlook: DeckOutlook, today: date) -> tuple[DayBar, ...]:
    first, top = max(0, (today - outlook.day).days), _top(outlook)
    found = []
    for number in range(first, min(first + FORECAST_DAYS, len(outlook.minutes))):
        minutes, low, high = outlook.minutes[number]
        scale = HIGHEST_BAR / top
        day = date.fromordinal(outlook.day.toordinal() + number)
        found.append(
            DayBar(
                day=date_text(day),
                minutes=minutes,
                range=f"{low} to {high}" if low < high else f"{low}",
                reviews=outlook.reviews[number],
                x=(number - first) * 22,
                y=round(HIGHEST_BAR - minutes * scale, 1),
                height=round(minutes * scale, 1),
                low_y=round(HIGHEST_BAR - low * scale, 1),
                high_y=round(HIGHEST_BAR - high * scale, 1),
            )
        )
    return tuple(found)


async def bring(request: Request) -> Response:
    """Read a collection, and keep what its days will ask for."""
    form = await long_form(request)
    return await run_in_threadpool(_bring, request, form)


def _bring(request: Request, form: FormData) -> Response:
    desk, upload = desk_of(request), form.get("file")
    typed = {name: " ".join(str(form.get(name, "")).split())[:80] for name in FIELDS}
    if not isinstance(upload, UploadFile) or not upload.filename:
        return _page(request, typed, {"file": NO_FILE}, 422)
    if desk.read_deck is None:
        return _page(request, typed, {"file": NOT_HERE}, 422)
    source, mistakes = _source(typed, profile_of(desk.store, desk.zone))
    if mistakes:
        return _page(request, typed, mistakes, 422)
    if isinstance(upload.file, SpooledTemporaryFile):
        upload.file.rollover()
    now = desk.now().astimezone(zone_now(desk.store))
    try:
        found = desk.read_deck(upload.file, safe_name(upload.filename), source, now)
    except UnreadableDeckError as error:
        field = "deck" if typed["deck"] and typed["deck"] in error.why else "file"
        return _page(request, typed, {field: f"{error.why} {error.mend}".strip()}, 422)
    if not found.cards and not found.suspended:
        why = no_cards_text(found.suspended, found.remarks)
        return _page(request, typed, {"deck" if typed["deck"] else "file": why}, 422)
    _keep(desk, found)
    return see_other(HOME)


def _keep(desk: Desk, outlook: DeckOutlook) -> None:
    """Keep what was found of a deck, and plan by it."""
    desk.store.keep_entry(outlook)
    plan_anew_behind(desk.store, desk.planning, desk.now())


def _source(typed: dict[str, str], profile: Profile | None) -> tuple[DeckSource, dict[str, str]]:
    """The deck as the profile has it, with what is typed in its place; and mistakes."""
    mistakes, numbers = {}, {}
    for name, most in (("new_a_day", MOST_NEW), ("most_minutes", MOST_MINUTES)):
        text = typed[name]
        if text and not (text.isascii() and text.isdecimal() and int(text) <= most):
            mistakes[name] = A_NUMBER.format(most)
        numbers[name] = int(text) if text and name not in mistakes else None
    known = {one.name: one for one in profile.decks} if profile else {}
    only = next(iter(known.values())) if len(known) == 1 else DeckSource()
    said = known.get(typed["name"], only)
    return (
        DeckSource(
            name=typed["name"] or said.name,
            deck=typed["deck"] or said.deck,
            new_a_day=said.new_a_day if numbers["new_a_day"] is None else numbers["new_a_day"],
            most_minutes=numbers["most_minutes"] or said.most_minutes,
            retention=said.retention,
        ),
        mistakes,
    )


async def bring_outlook(request: Request) -> Response:
    """What the command found of a deck, as it is kept."""
    content = await whole_body(request)
    return await run_in_threadpool(_keep_outlook, desk_of(request), content)


def _keep_outlook(desk: Desk, content: bytes) -> Response:
    _keep(desk, text_to_record(DeckOutlook, content))
    return JSONResponse({"kept": True})


async def forget(request: Request) -> Response:
    """Forget a deck, after a question."""
    form = await short_form(request)
    store, id_ = desk_of(request).store, form.get("id", "")
    if is_sure(form):
        await run_in_threadpool(store.forget_entry, DeckOutlook, id_)
        return see_other(HOME)
    ids = [one.id for one in store.entries(DeckOutlook)]
    return see_other(f"{FORGET}?deck={ids.index(id_)}" if id_ in ids else HOME)


def ask_to_forget(request: Request) -> Response:
    """Whether a deck is to go, by its place among them: no word of it is in an address."""
    decks = desk_of(request).store.entries(DeckOutlook)
    place = request.query_params.get("deck", "")
    deck = next((one for at, one in enumerate(decks) if str(at) == place), None)
    if deck is None:
        return see_other(HOME)
    question = SureQuestion(
        title=f"Forget the deck {deck.name}?",
        says="Its minutes leave your plan. Anki itself keeps every card; read it again for them.",
        path=FORGET,
        back=HOME,
        verb="Forget",
        is_many=False,
        fields={"id": deck.id},
    )
    return ask_whether(request, question)


def routes() -> list[Route]:
    """Where cards are served."""
    return [
        Route(HOME, show, methods=["GET"]),
        Route(HOME, bring, methods=["POST"]),
        Route(f"{HOME}/outlook", bring_outlook, methods=["POST"]),
        Route(FORGET, ask_to_forget, methods=["GET"]),
        Route(FORGET, forget, methods=["POST"]),
    ]
