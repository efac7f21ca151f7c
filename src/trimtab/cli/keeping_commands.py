"""`trimtab backup`, `restore`, `export` and `import`: what is kept, and how it comes back."""

from __future__ import annotations

from pathlib import Path

import click

from trimtab.cli.files import tell
from trimtab.cli.services import Services
from trimtab.cli.unseen import is_typed
from trimtab.disk import write_private
from trimtab.domain.errors import ForeignFileError, PassphraseError, UnreadableFileError

FILE = click.Path(path_type=Path)
FAILED = 1
ZIP_BEGINS = b"PK\x03\x04"
MOST_BYTES = 65 * 2**20
REPLACES = "This replaces everything kept by what the file holds. Go on?"
SAY_YES = (
    "This replaces everything kept, and nobody sits here to agree. Add --yes; what is piped in is "
    "then the passphrase. Nothing was changed."
)
READABLE = "Whoever has this file can read it: an export is never under the passphrase."
data_option = click.option(
    "--data", metavar="DIR", type=FILE, help="The data folder. [default: the usual one]"
)


@click.command("backup", short_help="Copy everything kept, whole and checked.")
@click.argument("file", required=False, type=FILE)
@data_option
@click.pass_obj
def backup_command(services: Services, /, file: Path | None, data: Path | None) -> None:
    """Copy everything kept, whole and checked, also while the web app runs.

    FILE is where the copy goes; without it, it stands beside the daily ones.
    """
    click.echo(f"Backed up and checked: {services.keeping.back_up(data, file, services.now())}")


@click.command("restore", short_help="Bring a backup back in place of what is kept.")
@click.argument("file", type=FILE)
@data_option
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_obj
def restore_command(services: Services, /, file: Path, data: Path | None, *, yes: bool) -> None:
    """Bring a backup back in place of what is kept, which stays beside it as a backup.

    Stop the web app first.
    """
    if not file.is_file():
        raise UnreadableFileError(str(file), "there is no such file")
    if not yes:
        _ask_whether_to_replace(services, data)
    kept = services.keeping.restore(data, file, services.now())
    click.echo(f"Brought back: {file}")
    if kept is not None:
        tell(f"What was kept before is in {kept}")


@click.command("export", short_help="Take everything along as one ZIP of plain files.")
@click.argument("file", metavar="FILE.zip", type=FILE)
@click.option(
    "--journal", "journal_too", is_flag=True, help="With the journal, sealed as it is kept."
)
@data_option
@click.pass_obj
def export_command(
    services: Services, /, file: Path, data: Path | None, *, journal_too: bool
) -> None:
    """Write everything kept as one ZIP that any program can read.

    Sessions, paired devices, the links that others follow and, unless you ask, the journal stay
    out. Addresses of calendars you subscribe to are in it, so keep it like a key. It is never under
    a passphrase; a journal in it is under its own.
    """
    _refuse_foreign(file)
    write_private(file, services.keeping.export(data, services.now(), journal_too))
    click.echo(f"Written: {file}")
    tell(READABLE if services.passphrases.is_sealed(data) else "")


@click.command("import", short_help="Bring an export back in place of what is kept.")
@click.argument("file", metavar="FILE.zip", type=FILE)
@data_option
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_context
def import_command(context: click.Context, /, file: Path, data: Path | None, *, yes: bool) -> None:
    """Bring an export back in place of what is kept, which becomes a backup.

    Stop the web app first. Where anything is wrong with the file, nothing changes.
    """
    services: Services = context.obj
    content = _read(file)
    if not yes:
        _ask_whether_to_replace(services, data)
    problems = services.keeping.bring_in(data, content, services.now())
    if problems:
        tell(*map(str, problems), "Nothing was changed.")
        context.exit(FAILED)
    click.echo(f"Brought in: {file}")


def _ask_whether_to_replace(services: Services, data: Path | None) -> None:
    """Ask, where something would be replaced; a line from a pipe is the passphrase, no answer."""
    if not services.keeping.is_anything_kept(data):
        return
    if services.passphrases.is_sealed(data) and not is_typed():
        raise PassphraseError(SAY_YES)
    click.confirm(REPLACES, abort=True, err=True)


def _read(file: Path) -> bytes:
    """A file, no more of it than an export can be."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableFileError(str(file), (error.strerror or str(error)).lower()) from error
    if len(content) > MOST_BYTES:
        raise UnreadableFileError(str(file), "it is larger than any export")
    return content


def _refuse_foreign(file: Path) -> None:
    """An export replaces a ZIP alone."""
    if file.is_file() and file.stat().st_size:
        with file.open("rb") as opened:
            if opened.read(len(ZIP_BEGINS)) != ZIP_BEGINS:
                raise ForeignFileError(str(file), "something else")
