"""A page that asks for a change as one file that needs nothing else, to print or take along."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from trimtab.reports import tokens
from trimtab.reports.brief_view import BriefView


def render_brief(title: str, letter: str, view: BriefView) -> str:
    """The words and the figures behind them as a complete page."""
    template = _environment().get_template("brief.html.j2")
    return template.render(tokens=tokens, title=title, letter=letter, view=view)


def render_figures(view: BriefView) -> str:
    """The figures alone, as a part of a page."""
    return _environment().get_template("brief_figures.html.j2").render(view=view)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("trimtab.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
