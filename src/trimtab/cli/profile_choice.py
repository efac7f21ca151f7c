"""Which profile a command takes: the one named, else the usual one where it needs any."""

from __future__ import annotations

from pathlib import Path

import click

from trimtab.domain.errors import UnreadableFileError

USUAL_PROFILE = "me.toml"
"""In the folder where a command runs."""

profile_argument = click.argument(
    "profile", required=False, metavar="[PROFILE.toml]", type=click.Path(path_type=Path)
)


def profile_or_usual(profile: Path | None) -> Path:
    """The profile named, else the usual one. Raises UnreadableFileError where that is missing."""
    if profile is not None:
        return profile
    usual = Path(USUAL_PROFILE)
    if not usual.exists():
        what = f"there is no {USUAL_PROFILE} here; name yours"
        raise UnreadableFileError("the profile", what)
    return usual
