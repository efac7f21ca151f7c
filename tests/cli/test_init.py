"""`trimtab init` writes a first profile and never takes one away."""

from __future__ import annotations

from pathlib import Path


def test_the_template_is_written_to_me_toml(trimtab):
    """Without a name the file is me.toml, and the next command is said."""
    outcome = trimtab("init", "--role", "student")
    assert Path("me.toml").read_text(encoding="utf-8") == "# student: é\n"
    assert (outcome.code, outcome.out) == (0, "")
    assert "trimtab plan me.toml" in outcome.err


def test_a_dash_prints_the_template(trimtab):
    """With - the template goes to standard output and no file appears."""
    outcome = trimtab("init", "--role", "resident-nights", "-")
    assert outcome.out == "# resident-nights: é\n"
    assert not Path("me.toml").exists()


def test_an_existing_file_stays(trimtab):
    """A file is replaced only with --force."""
    Path("me.toml").write_text("mine")
    outcome = trimtab("init", "--role", "student")
    assert (outcome.code, Path("me.toml").read_text()) == (1, "mine")
    assert "--force" in outcome.err
    assert trimtab("init", "--role", "student", "--force").code == 0
    assert Path("me.toml").read_text(encoding="utf-8") == "# student: é\n"


def test_a_missing_or_unknown_role_lists_the_roles(trimtab):
    """The roles there are stand in the message, with exit 2."""
    for arguments in (["init"], ["init", "--role", "wizard"]):
        outcome = trimtab(*arguments)
        assert outcome.code == 2
        assert "student, resident-nights" in outcome.err
