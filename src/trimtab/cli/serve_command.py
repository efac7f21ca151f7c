"""`trimtab serve`: the week in a browser, on this machine and on a paired phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from trimtab.cli.services import ServeOrder, Services
from trimtab.cli.values import IsoMoment

OF_PHONES = "--certificate and --key go with --phone, and with one another."
PRETENDED = (
    "--now goes with --data: what is said at a pretended moment is kept, so try it elsewhere."
)


@click.command("serve")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port on this machine; 0 for any that is free. Default: 8137.",
)
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder that keeps everything. Default: your data folder.",
)
@click.option("--no-browser", is_flag=True, help="Open no browser; the link is told anyway.")
@click.option(
    "--ask",
    "asks",
    is_flag=True,
    help="Ask for the passphrase here, not in the browser; where there is none, nothing is asked.",
)
@click.option(
    "--phone",
    metavar="[ADDRESS[:PORT]]",
    is_flag=False,
    flag_value="auto",
    help="Let paired phones in too, encrypted, by a private address of this machine.",
)
@click.option(
    "--certificate",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A certificate that phones trust anyway, as PEM with its chain.",
)
@click.option(
    "--key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The key of that certificate, as PEM.",
)
@click.option(
    "--now",
    type=IsoMoment(),
    help="Pretend it is this moment, from which the clock goes on. Only with --data.",
)
@click.pass_obj
def serve_command(services: Services, /, **options: Any) -> None:
    """Open Trimtab in your browser, for this machine alone.

    Where it is open already, this tells another link into it.
    """
    certificate, key = options["certificate"], options["key"]
    if (certificate is None) != (key is None) or (certificate and options["phone"] is None):
        raise click.UsageError(OF_PHONES)
    if options["now"] is not None and options["folder"] is None:
        raise click.UsageError(PRETENDED)
    is_shown = not options.pop("no_browser")
    services.serve(ServeOrder(tell=_tell, wants_browser=is_shown, **options))


def _tell(words: str) -> None:
    click.echo(words, err=True)
