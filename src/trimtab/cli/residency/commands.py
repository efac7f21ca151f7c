"""`trimtab residency`: the group of its commands."""

from __future__ import annotations

import click

from trimtab.cli.residency.match_command import match_command
from trimtab.cli.residency.simulate_command import simulate_command


@click.group("residency", short_help="Plan where to apply, and look at matches.")
def residency_group() -> None:
    """Plan where to apply for residency, and look at how matches come out."""


residency_group.add_command(match_command)
residency_group.add_command(simulate_command)
