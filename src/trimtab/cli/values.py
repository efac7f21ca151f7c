"""Option values a command understands, each with a message that says how to write it."""

from __future__ import annotations

from datetime import date, datetime
from math import isfinite
from typing import cast

import click

from trimtab.cli.services import Services

EARLIEST, LATEST = 1970, 2199


class FiniteRange(click.FloatRange):
    """A number within bounds; "nan" and "inf" are none."""

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read the number, or say that it is none."""
        number = float(super().convert(cast("float", value), param, ctx))
        if not isfinite(number):
            self.fail(f"{value!r} is not a number.", param, ctx)
        return number


class IsoDate(click.ParamType[date]):
    """A day, written 2026-11-16."""

    name = "DATE"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read the day, or say how one is written."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day. Write it as 2026-11-16.", param, ctx)
        if not EARLIEST <= day.year <= LATEST:
            self.fail(f"{value!r} lies outside {EARLIEST} to {LATEST}.", param, ctx)
        return day


class IsoMoment(click.ParamType[datetime]):
    """A moment, written 2026-11-16T05:40, with an offset or in the person's own zone."""

    name = "ISO"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read the moment, or say how one is written."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a moment. Write it as 2026-11-16T05:40.", param, ctx)
        if not EARLIEST <= moment.year <= LATEST:
            self.fail(f"{value!r} lies outside {EARLIEST} to {LATEST}.", param, ctx)
        return moment


class TemplateRole(click.ParamType[str]):
    """One of the roles a profile template exists for."""

    name = "ROLE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Check the role against the templates there are."""
        roles = _roles(ctx)
        if value not in roles:
            self.fail(f"{value!r} is not one of {', '.join(roles)}.", param, ctx)
        return value

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        """List the roles when none was named."""
        del param
        return f"Choose one of {', '.join(_roles(ctx))}."


def _roles(ctx: click.Context | None) -> tuple[str, ...]:
    services = ctx.find_object(Services) if ctx else None
    return services.template_roles() if services else ()
