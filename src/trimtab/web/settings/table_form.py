"""One table of the profile as a form in a room of its own: shown, changed, taken off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trimtab.domain.errors import TrimtabError
from trimtab.domain.time import WEEKDAYS
from trimtab.profiles.editing import find_mistakes, remove_table
from trimtab.web.desk import desk_of
from trimtab.web.first_run.zones import zones
from trimtab.web.rendering import page, see_other
from trimtab.web.settings.field_shapes import Section
from trimtab.web.settings.forms import Filled, fill, rows_of, texts_of
from trimtab.web.settings.keeping import keep_text, profile_of, revision_in
from trimtab.web.settings.named_anew import saved_path
from trimtab.web.settings.rows_meant import is_overtaken, meant_now


@dataclass(frozen=True, slots=True, kw_only=True)
class TableForm:
    """Where one table of a section is filled in.

    `first` are keys that stand at once, the rest under More. `back` is the page after a change.
    `still_named` says why one cannot be taken off that others name.
    """

    section: Section
    template: str
    first: tuple[str, ...]
    back: str
    still_named: str = ""

    def show(self, request: Request) -> Response:
        """The form of one table, or an empty one for `new`."""
        number = self.number_of(request)
        rows = rows_of(profile_of(desk_of(request)).text, self.section)
        row: Mapping[str, Any] = {} if number is None else rows[number]
        return self._page(request, number, Filled(texts_of(self.section, row)))

    def change(self, request: Request, form: FormData) -> Response:
        """Keep what was filled in, or show it again with what is to be mended."""
        desk = desk_of(request)
        if is_overtaken(request, form):
            return self._page(request, *meant_now(request, self.section, form), status=409)
        number = self.number_of(request)
        text = profile_of(desk).text
        if form.get("do") == "remove" and number is not None:
            filled = self._removed(text, number)
        else:
            filled = fill(text, self.section, number, form)
        if not filled.is_sound:
            return self._page(request, number, filled, status=422)
        try:
            keep_text(desk, filled.text, revision_in(form))
        except TrimtabError as error:
            told = Filled(filled.texts, others=(str(error),))
            return self._page(request, number, told, status=409)
        return see_other(saved_path(self.back, number, filled.renamed))

    def _removed(self, text: str, number: int) -> Filled:
        texts = texts_of(self.section, rows_of(text, self.section)[number])
        after = remove_table(text, (self.section.table, number))
        mistakes = find_mistakes(after)
        told = self.still_named or " ".join(f"{one.what} {one.mend}" for one in mistakes)
        return Filled(texts, after, others=(told,) if mistakes else ())

    def _page(
        self, request: Request, number: int | None, filled: Filled, *, status: int = 200
    ) -> Response:
        fields = {one.key: one for one in filled.told(self.section.fields)}
        rest = [one for key, one in fields.items() if key not in self.first]
        context = {
            "number": number,
            "first": [fields[key] for key in self.first],
            "rest": rest,
            "is_open": filled.is_about(rest),
            "revision": profile_of(desk_of(request)).revision,
            "texts": filled.texts,
            "mistakes": defaultdict(str, filled.mistakes),
            "others": filled.others,
            "weekdays": WEEKDAYS,
            "zones": zones() if any(one.typed == "zone" for one in self.section.fields) else (),
        }
        return page(request, self.template, context, status=status)

    def number_of(self, request: Request) -> int | None:
        """The number of a table that is there, None for a new one. Raises HTTPException."""
        said = str(request.path_params["number"])
        if said == "new":
            return None
        count = len(rows_of(profile_of(desk_of(request)).text, self.section))
        if not (said.isascii() and said.isdecimal() and len(said) < 6 and int(said) < count):
            raise HTTPException(404)
        return int(said)
