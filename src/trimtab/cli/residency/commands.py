"""The commands of the residency application."""

from __future__ import annotations

import click

from trimtab.cli.residency.init_command import init_command
from trimtab.cli.residency.list_command import list_command
from trimtab.cli.residency.match_command import match_command
from trimtab.cli.residency.rank_command import rank_command
from trimtab.cli.residency.simulate_command import simulate_command


@click.group("residency", short_help="Plan where to apply, whom to signal, how to rank.")
def residency_group() -> None:
    """Plan where to apply for residency, whom to signal and how to rank.

    Chances are estimates with intervals, worked out on this machine from what you bring; nobody
    can know them, and nothing here is advice from a programme or from the Match.
    """


for _command in (init_command, list_command, rank_command, simulate_command, match_command):
    residency_group.add_command(_command)
