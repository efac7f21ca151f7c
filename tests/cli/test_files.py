"""What a command hands over is written, printed or shown."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from trimtab.cli.files import as_json, write_or_show
from trimtab.domain.errors import ForeignFileError


def test_words_are_shown_unless_something_is_printed(tmp_path, capsys):
    """Files are written and told on standard error; what has the path "-" is printed instead."""
    path = tmp_path / "week.json"
    write_or_show({path: as_json({"week": "±"})}, lambda: click.echo("THE WEEK"))
    assert path.read_text(encoding="utf-8") == '{\n  "week": "±"\n}\n'
    assert capsys.readouterr() == ("THE WEEK\n", f"Written: {path}\n")
    write_or_show({Path("-"): b"{}\n"}, lambda: click.echo("THE WEEK"))
    assert capsys.readouterr() == ("{}\n", "")


PLAN = {"version": 1, "person": "You", "horizon": {}, "blocks": []}
PAGE = b"<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<meta policy>\n"


@pytest.mark.parametrize(
    ("standing", "content"),
    [
        (b"[person]\nzone = 'x'\n", as_json(PLAN)),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", PAGE),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", as_json(PLAN)),
        (b"PK\x03\x04\x00\xff", as_json(PLAN)),
        (b"date,name,shift\n", b"rule,text\n"),
        (as_json(PLAN), as_json({"version": 1, "person": "You", "block": {}})),
        (b'{"name": "a package"}', as_json(PLAN)),
        (b"{not json", as_json(PLAN)),
        (PAGE.replace(b"policy", b"author"), PAGE),
    ],
)
def test_a_file_of_another_kind_is_never_replaced(tmp_path, capsys, standing, content):
    """A profile, a roster, a table or other JSON stays, and no other file is written either."""
    path, other = tmp_path / "mine", tmp_path / "other.json"
    path.write_bytes(standing)
    with pytest.raises(ForeignFileError, match="left as it is"):
        write_or_show({other: as_json(PLAN), path: content}, lambda: click.echo("THE WEEK"))
    assert path.read_bytes() == standing
    assert not other.exists()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("standing", [b"", b"\n", as_json({**PLAN, "blocks": [1], "asked": "x"})])
def test_a_file_is_replaced_by_its_like(tmp_path, standing):
    """A plan read as the last one may be written to the same file, and an empty file filled."""
    path = tmp_path / "week.json"
    path.write_bytes(standing)
    write_or_show({path: as_json(PLAN)}, lambda: None)
    assert path.read_bytes() == as_json(PLAN)
