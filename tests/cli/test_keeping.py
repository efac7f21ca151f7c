"""`trimtab backup`, `restore`, `export` and `import` ask first and say where everything is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from trimtab.cli.main import trimtab as commands
from trimtab.domain.errors import Problem

WEDNESDAY = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path):
    """A file to bring something back from."""
    path = tmp_path / "kept.zip"
    path.write_bytes(b"content")
    return path


def test_a_backup_says_where_it_is(trimtab, desk, tmp_path):
    """It goes beside the others, or where it is told to."""
    outcome = trimtab("backup")
    assert outcome.out == "Backed up and checked: backups/before.sqlite3\n"
    trimtab("backup", str(tmp_path / "copy"), "--data", str(tmp_path))
    assert desk.kept == [
        ("back up", None, None, WEDNESDAY),
        ("back up", tmp_path, tmp_path / "copy", WEDNESDAY),
    ]


def test_a_backup_is_brought_back_after_asking(desk, file):
    """A no leaves all as it was; a yes says where what was kept before is."""
    for answer, kept in (("n\n", 0), ("y\n", 1)):
        outcome = CliRunner().invoke(
            commands, ["restore", str(file)], input=answer, obj=desk.services()
        )
        assert "replaces everything" in outcome.stderr
        assert len(desk.kept) == kept
    assert "backups/before.sqlite3" in outcome.stderr
    assert desk.kept == [("restore", None, file, WEDNESDAY)]


def test_nobody_is_asked_where_nothing_is_replaced(trimtab, desk, file):
    """On a new machine, or with --yes."""
    assert trimtab("restore", str(file), "--yes").code == 0
    desk.has_kept = False
    outcome = trimtab("restore", str(file))
    assert (outcome.code, outcome.out, outcome.err) == (0, f"Brought back: {file}\n", "")
    assert trimtab("import", str(file)).code == 0


@pytest.mark.parametrize("verb", ["restore", "import"])
def test_a_passphrase_from_a_pipe_is_no_answer(trimtab, desk, file, verb):
    """Where what is kept is sealed, the line that comes is not taken for a yes or a no."""
    desk.is_sealed = True
    outcome = trimtab(verb, str(file))
    assert outcome.code == 1
    assert "--yes" in outcome.err
    assert trimtab(verb, str(file), "--yes").code == 0
    assert len(desk.kept) == 1


def test_a_missing_file_is_told(trimtab, desk, tmp_path):
    """Before anything is asked or done."""
    for command in ("restore", "import"):
        outcome = trimtab(command, str(tmp_path / "missing"), "--yes")
        assert outcome.code == 1
        assert outcome.err.startswith(f"Cannot read {tmp_path / 'missing'}: ")
    assert desk.kept == []


def test_an_export_is_written_for_its_owner(trimtab, tmp_path):
    """The file is for the person alone, and replaces its like alone."""
    path = tmp_path / "kept.zip"
    for _ in range(2):
        assert trimtab("export", str(path)).out == f"Written: {path}\n"
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("my own notes")
    outcome = trimtab("export", str(path))
    assert outcome.code == 1
    assert path.read_text() == "my own notes"


def test_the_journal_comes_along_only_if_asked(trimtab, desk, tmp_path):
    """By a word of its own."""
    for number, words in enumerate(([], ["--journal"])):
        assert trimtab("export", str(tmp_path / f"{number}.zip"), *words).code == 0
    assert ["journal" in str(one) for one in desk.kept] == [False, True]


def test_an_import_that_cannot_be_used_says_why(trimtab, desk, file):
    """Every problem is told, and that nothing was changed."""
    desk.problems = (Problem("kept.json", None, "It is missing.", "Make it again."),)
    outcome = trimtab("import", str(file), "--yes")
    assert outcome.code == 1
    assert outcome.err == "kept.json: It is missing. Make it again.\nNothing was changed.\n"
    desk.problems = ()
    assert trimtab("import", str(file), "--yes").out == f"Brought in: {file}\n"
    assert desk.kept[-1] == ("bring in", None, b"content", WEDNESDAY)


def test_a_file_larger_than_any_export_is_not_read(trimtab, desk, file):
    """It is told before it fills the memory."""
    with file.open("r+b") as opened:
        opened.truncate(66 * 2**20)
    assert "larger than any export" in trimtab("import", str(file), "--yes").err
    assert desk.kept == []
