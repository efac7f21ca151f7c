"""What a command hands over is written, printed or shown."""

from __future__ import annotations

from pathlib import Path

import click

from trimtab.cli.files import as_json, write_or_show


def test_words_are_shown_unless_something_is_printed(tmp_path, capsys):
    """Files are written and told on standard error; what has the path "-" is printed instead."""
    path = tmp_path / "week.json"
    write_or_show({path: as_json({"week": "±"})}, lambda: click.echo("THE WEEK"))
    assert path.read_text(encoding="utf-8") == '{\n  "week": "±"\n}\n'
    assert capsys.readouterr() == ("THE WEEK\n", f"Written: {path}\n")
    write_or_show({Path("-"): b"{}\n"}, lambda: click.echo("THE WEEK"))
    assert capsys.readouterr() == ("{}\n", "")
