"""What has been answered so far in the first run, kept as it was typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, cast

from trimtab.app.daily.either_or import Answer, choices_for, weights_from
from trimtab.app.daily.ports import Store
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.people import Chronotype
from trimtab.profiles.editing import add_table, set_keys
from trimtab.profiles.first_profile import (
    ChosenCalendar,
    FirstAnswers,
    calendar_table,
    write_first_profile,
)
from trimtab.profiles.reading import read_profile
from trimtab.profiles.templates import TEMPLATE_ROLES, template_for
from trimtab.profiles.values_named import values_in

SETTING = "first_run"
EITHER = "either"


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers as typed; `picks` are values chosen, by the number of the choice."""

    role: str = ""
    time_zone: str = ""
    picks: Mapping[str, str] = field(default_factory=dict)
    sleep_hours: str = "8"
    chronotype: str = "intermediate"
    commute_minutes: str = "20"
    calendars: tuple[ChosenCalendar, ...] = ()
    allowed_hosts: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        """The text of the template for the role."""
        return template_for(self.role if self.role in TEMPLATE_ROLES else "resident")

    def weights(self) -> dict[str, float]:
        """Weights of the role's values after the picks; those of the template without any."""
        before = values_in(self.template)
        choices = choices_for(tuple(before))
        answers = [
            Answer(choice, None if pick == EITHER else pick)
            for number, choice in enumerate(choices)
            if (pick := self.picks.get(str(number))) in {choice.first, choice.second, EITHER}
        ]
        return weights_from(answers, before) if answers else dict(before)

    def profile_text(self) -> str:
        """The profile that these answers lead to."""
        text = write_first_profile(
            FirstAnswers(
                template=self.template,
                time_zone=self.time_zone,
                weights=self.weights(),
                sleep_hours=float(self.sleep_hours),
                chronotype=cast("Chronotype", self.chronotype),
                commute_minutes=int(self.commute_minutes),
                calendars=self.calendars,
            )
        )
        if not self.allowed_hosts:
            return text
        return set_keys(text, ("network",), {"allowed_hosts": list(self.allowed_hosts)})


def draft_in(store: Store) -> Draft:
    """The draft kept; an empty one where there is none."""
    try:
        raw: dict[str, Any] = json.loads(store.settings().get(SETTING) or "{}")
        calendars = tuple(ChosenCalendar(**one) for one in raw.pop("calendars", ()))
        hosts = tuple(map(str, raw.pop("allowed_hosts", ())))
        return replace(Draft(**raw), calendars=calendars, allowed_hosts=hosts)
    except (ValueError, TypeError):  # a draft of another edition: begin anew
        return Draft()


def keep_draft(store: Store, draft: Draft) -> None:
    """Keep what has been answered so far."""
    store.keep_setting(SETTING, json.dumps(asdict(draft)))


def forget_draft(store: Store) -> None:
    """Keep nothing of the answers once there is a profile."""
    store.keep_setting(SETTING, "")


def source_of(chosen: ChosenCalendar) -> CalendarSource:
    """A chosen calendar as what reads calendars takes it, with the codes that can be read."""
    table = add_table("", "calendar", calendar_table(chosen))
    profile, _ = read_profile(table, "calendar")
    if profile is None:
        return CalendarSource(chosen.source, chosen.kind, name=chosen.name, row=chosen.row)
    return profile.calendars[0]
