"""Answers that stand: a page is made again only once something changed that it was made of."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import wraps
from itertools import count

from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.daily.ports import Store
from trimtab.web.desk import Desk, desk_of, house_of
from trimtab.web.security.sessions import has_key

Handler = Callable[[Request], Response]
Key = tuple[object, ...]

MOST_KEPT = 12
OF_HTMX = ("hx-request", "hx-boosted", "hx-target")


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer with the name that begins each fresh id in it, which no two answers share."""

    store: Store
    made_of: Key
    body: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    name: str


@dataclass(frozen=True, slots=True)
class StandingAnswers:
    """The few answers asked for last, each for as long as it would come out the same."""

    _kept: OrderedDict[Key, _Kept] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, key: Key, store: Store, made_of: Key) -> _Kept | None:
        """The answer to a question, if it stands."""
        with self._lock:
            found = self._kept.get(key)
            if found is None or found.store is not store or found.made_of != made_of:
                return None
            self._kept.move_to_end(key)
            return found

    def keep(self, key: Key, answer: _Kept) -> None:
        """Keep an answer in place of the one before."""
        with self._lock:
            self._kept[key] = answer
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


def standing(handler: Handler) -> Handler:
    """Have a page's answer stand until the minute is over, or something was written or planned.

    For pages that read the store, the newest plan in the making, the clock and their address, and
    nothing else. Ids in an answer are fresh each time it is given.
    """

    @wraps(handler)
    def answer(request: Request) -> Response:
        desk = desk_of(request)
        made_of = _made_of(desk, request)
        if made_of is None:
            return handler(request)
        answers: StandingAnswers = request.app.state.standing
        key, name = _key(request), f"page-{desk.new_id()}"
        found = answers.find(key, desk.store, made_of)
        if found is not None:
            return _again(found, name)
        request.state.desk = _naming_by(desk, name)
        made = handler(request)
        if _can_stand(made) and made_of == _made_of(desk, request):
            headers = tuple(one for one in made.raw_headers if one[0] != b"content-length")
            answers.keep(key, _Kept(desk.store, made_of, bytes(made.body), headers, name))
        return made

    return answer


def _made_of(desk: Desk, request: Request) -> Key | None:
    """What an answer depends on besides its question; None where that is not known."""
    version = desk.store.version()
    if version is None:
        return None
    job = desk.planning.newest()
    work = (job.id, job.state, job.step, job.gap) if job else None
    minute = desk.now().replace(second=0, microsecond=0)
    return version, minute, work, house_of(request).notices()


def _key(request: Request) -> Key:
    of_htmx = tuple(request.headers.get(name) for name in OF_HTMX)
    return str(request.url), has_key(request), of_htmx, desk_of(request).is_example


def _naming_by(desk: Desk, name: str) -> Desk:
    """The desk, its fresh ids all beginning with one name."""
    numbers = count(1)
    return replace(desk, new_id=lambda: f"{name}-{next(numbers)}")


def _can_stand(made: Response) -> bool:
    return made.status_code == 200 and b"set-cookie" not in dict(made.raw_headers)


def _again(kept: _Kept, name: str) -> Response:
    body = kept.body.replace(kept.name.encode(), name.encode())
    response = Response(body)
    response.raw_headers = [*kept.headers, (b"content-length", str(len(body)).encode())]
    return response
