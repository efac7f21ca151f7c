"""One programme typed in by hand: a row below the person's own table, which stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.kept import KeptApplication
from trimtab.domain.programmes import Fact, Programme
from trimtab.domain.specialties import SPECIALTIES
from trimtab.profiles.scalars import nearest
from trimtab.programmes.adding import with_row
from trimtab.programmes.identities import slug, specialty_and_track
from trimtab.programmes.states import state_code
from trimtab.programmes.writing import programmes_to_csv
from trimtab.web.apply.kept import Application, application_of, applying_of, keep
from trimtab.web.apply.rooms import PROGRAMMES
from trimtab.web.apply.table_page import own_profile, show_programmes
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import see_other
from trimtab.web.security.limits import short_form

BY_HAND = "programmes.csv"
FIELDS = ("name", "state", "specialty")
ANEW = "anew"
"""The field that agrees to a table written anew; the key of the mistake that asks for it."""

NO_NAME = "Give the programme a name."
NO_STATE = "“{}” is no state. Write it as OH or Ohio, or leave it open."
NO_SPECIALTY = "Say its specialty."
NOT_KNOWN = "“{}” is no specialty known here. {}"
IN_FULL = "Write it in full, as in internal medicine."
THERE_ALREADY = "“{}” stands in your table already, in the same state and specialty."
WRITTEN_ANEW = (
    "A row cannot be added to {} as it stands. It can become a CSV of what was understood: other "
    "columns, sheets and rows that could not be read stay behind. Download it first if you have "
    "no copy, or add the row there and bring it again."
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed of a programme, ready for a row."""

    name: str
    state: str
    specialty: str
    track: str = ""

    @property
    def programme(self) -> Programme:
        """The programme, by an id made of what is known of it."""
        made = slug(f"{self.name} {self.state} {self.specialty}")
        known = {"state": self.state, "track": self.track}
        facts = {name: Fact(said) for name, said in known.items() if said}
        return Programme(id=made, name=self.name, specialty=self.specialty, facts=facts)

    def cells(self, own_id: str) -> dict[str, str]:
        """What is written below the columns of a table."""
        with_track = f"{self.specialty} ({self.track})" if self.track else self.specialty
        return {"id": own_id, "name": self.name, "state": self.state, "specialty": with_track}

    def is_same(self, one: Programme) -> bool:
        """Whether a row that was read says what was typed."""
        return (one.name, one.text("state") or "", one.specialty) == (
            " ".join(self.name.split()),
            self.state,
            self.specialty,
        )


async def add(request: Request) -> Response:
    """Add one programme by name, state and specialty."""
    form = await short_form(request)
    return await run_in_threadpool(_add, request, form)


def _add(request: Request, form: Mapping[str, str]) -> Response:
    desk, application = desk_of(request), application_of(request)
    texts = {key: str(form.get(key) or "").strip() for key in FIELDS}
    mistakes = _mistakes(texts)
    kept = _own(application.kept)
    content: bytes | None = None
    if not mistakes:
        content, mistakes = _added(desk, kept, _typed(texts), application)
    if content is None and ANEW in mistakes and form.get(ANEW):
        content, kept = _written_anew(desk, kept, _typed(texts)), replace(kept, programmes_name="")
    if content is None:
        return show_programmes(request, application, mistakes=mistakes, typed=texts, status=422)
    name = kept.programmes_name or BY_HAND
    keep(desk, replace(kept, programmes=content, programmes_name=name, is_example=False))
    return see_other(f"{PROGRAMMES}?saved=1#one-more")


def _own(kept: KeptApplication) -> KeptApplication:
    """What is kept without a table that somebody invented, and who came with it."""
    if not kept.is_example:
        return kept
    profile = own_profile(kept)
    return replace(kept, profile=profile, programmes=b"", programmes_name="", answers=())


def _mistakes(texts: Mapping[str, str]) -> dict[str, str]:
    found = {}
    if not texts["name"]:
        found["name"] = NO_NAME
    if texts["state"] and state_code(texts["state"]) is None:
        found["state"] = NO_STATE.format(texts["state"])
    if not texts["specialty"]:
        found["specialty"] = NO_SPECIALTY
    elif specialty_and_track(texts["specialty"])[0] not in SPECIALTIES:
        near = nearest(texts["specialty"], SPECIALTIES)
        mend = f"Did you mean {near}?" if near else IN_FULL
        found["specialty"] = NOT_KNOWN.format(texts["specialty"], mend)
    return found


def _typed(texts: Mapping[str, str]) -> Typed:
    state = state_code(texts["state"]) or ""
    return Typed(texts["name"], state, *specialty_and_track(texts["specialty"]))


def _added(
    desk: Desk, kept: KeptApplication, typed: Typed, application: Application
) -> tuple[bytes | None, dict[str, str]]:
    """The table with a row more, or why not; it is read again to see that the row counts."""
    if not kept.programmes:
        return programmes_to_csv([typed.programme]).encode(), {}
    applicant = application.applicant
    usual = applicant.specialties if applicant else ()
    before = _read(desk, kept, kept.programmes, ())
    cells = typed.cells(_free(typed.programme.id, before))
    for wanted, row in (((), cells), (usual[:1], {**cells, "specialty": ""})):
        is_of = not wanted or wanted == (typed.specialty,)
        content = with_row(kept.programmes, row) if is_of else None
        if content is None:
            continue
        then, now = (_read(desk, kept, one, wanted) for one in (kept.programmes, content))
        if len(now) > len(then) and now[:-1] == then and typed.is_same(now[-1]):
            return content, {}
        if now == then and any(map(typed.is_same, then)):
            return None, {"name": THERE_ALREADY.format(typed.name)}
    return None, {ANEW: WRITTEN_ANEW.format(kept.programmes_name)}


def _read(
    desk: Desk, kept: KeptApplication, content: bytes, specialties: tuple[str, ...]
) -> tuple[Programme, ...]:
    return applying_of(desk).read_table(content, kept.programmes_name, specialties)[0]


def _free(made: str, before: tuple[Programme, ...]) -> str:
    """An id that no programme has yet."""
    taken = {one.id for one in before}
    tries = (made, *(f"{made}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in tries if one not in taken)


def _written_anew(desk: Desk, kept: KeptApplication, typed: Typed) -> bytes:
    """What was understood of a table, and one programme more, as CSV."""
    before = _read(desk, kept, kept.programmes, ())
    more = typed.programme
    return programmes_to_csv((*before, replace(more, id=_free(more.id, before)))).encode()


def routes() -> list[Route]:
    """Where one programme is added."""
    return [Route(f"{PROGRAMMES}/add", add, methods=["POST"])]
