"""One table of the profile as a form in a room of its own: shown, filled in, kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trimtab.domain.errors import TrimtabError
from trimtab.domain.time import WEEKDAYS
from trimtab.profiles.values_named import values_in
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page
from trimtab.web.settings.field_shapes import Section
from trimtab.web.settings.forms import Filled, fill, rows_of, texts_of
from trimtab.web.settings.keeping import keep_text, profile_of, revision_in
from trimtab.web.settings.rows_meant import is_overtaken, meant_now

FILE = "Your profile"
KEPT = HTTPStatus.SEE_OTHER


@dataclass(frozen=True, slots=True)
class TableForm:
    """A section of the profile, which of its fields come first, and the template that shows it."""

    section: Section
    first: tuple[str, ...]
    template: str

    def number_in(self, request: Request) -> int | None:
        """The number of a table that is there, None for a new one; 404 for any other."""
        said = str(request.path_params["number"])
        if said == "new":
            return None
        count = len(rows_of(profile_of(desk_of(request)).text, self.section))
        if not (said.isascii() and said.isdecimal() and len(said) < 6 and int(said) < count):
            raise HTTPException(404)
        return int(said)

    def before(self, desk: Desk, number: int | None) -> Filled:
        """What stands in the fields before anything is typed."""
        rows = rows_of(profile_of(desk).text, self.section)
        return Filled(texts_of(self.section, {} if number is None else rows[number]))

    def show(
        self, request: Request, number: int | None, filled: Filled, /, **more: Any
    ) -> Response:
        """The form; `more` is for its template, and `status` is that of the answer."""
        status = more.pop("status", HTTPStatus.OK)
        profile = profile_of(desk_of(request))
        fields = {one.key: one for one in filled.told(self.section.fields)}
        rest = [one for key, one in fields.items() if key not in self.first]
        context: Mapping[str, Any] = {
            "number": number,
            "first": [fields[key] for key in self.first],
            "rest": rest,
            "is_open": filled.is_about(rest),
            "revision": profile.revision,
            "texts": filled.texts,
            "mistakes": defaultdict(str, filled.mistakes),
            "others": filled.others,
            "weekdays": WEEKDAYS,
            "values": values_in(profile.text),
            **more,
        }
        return page(request, self.template, context, status=status)

    def take(
        self, request: Request, form: FormData, *, name_taken: str
    ) -> tuple[int | None, Filled, HTTPStatus]:
        """Which table, what was filled in, and how it went: kept, to be mended, overtaken.

        A new table is added to whatever stands now. `name_taken` is told where another has its
        name already.
        """
        if is_overtaken(request, form):
            return *meant_now(request, self.section, form), HTTPStatus.CONFLICT
        desk, number = desk_of(request), self.number_in(request)
        kept = profile_of(desk)
        filled = fill(kept.text, self.section, number, form)
        if "name" in filled.mistakes and self._is_taken(kept.text, filled.texts["name"]):
            told = {**filled.mistakes, "name": name_taken}
            filled = Filled(filled.texts, mistakes=told, others=filled.others)
        if not filled.is_sound:
            return number, filled, HTTPStatus.UNPROCESSABLE_ENTITY
        try:
            keep_text(desk, filled.text, kept.revision if number is None else revision_in(form))
        except TrimtabError as error:
            return number, Filled(filled.texts, others=(str(error),)), HTTPStatus.CONFLICT
        return number, filled, KEPT

    def _is_taken(self, text: str, name: str) -> bool:
        return any(row.get("name") == name for row in rows_of(text, self.section))
