"""Every ending of a command: codes, and words instead of tracebacks."""

from __future__ import annotations

import errno
from itertools import pairwise

import pytest

from trimtab import __version__
from trimtab.cli.main import run


def test_the_version_is_the_package_version(trimtab):
    """--version prints the name and the version."""
    assert trimtab("--version").out == f"trimtab {__version__}\n"


def test_help_lists_the_commands(trimtab):
    """--help names every command of this release and leaves with 0."""
    outcome = trimtab("--help")
    assert outcome.code == 0
    assert all(name in outcome.out for name in ("plan", "init", "doctor"))


@pytest.mark.parametrize("arguments", [("sereve",), ("--colour",)])
def test_an_unknown_command_leaves_with_two(trimtab, arguments):
    """What does not exist is wrong usage."""
    assert trimtab(*arguments).code == 2


def test_a_fault_of_ours_is_an_apology(trimtab, desk):
    """An unforeseen error shows no traceback, and says how to see one."""
    desk.failure = ZeroDivisionError("secret")
    outcome = trimtab("plan")
    assert outcome.code == 1
    assert "Sorry" in outcome.err
    assert "TRIMTAB_TRACE=1" in outcome.err
    assert "Traceback" not in outcome.err


def test_the_trace_can_be_seen(desk, tmp_path, monkeypatch):
    """With TRIMTAB_TRACE the error itself comes through."""
    monkeypatch.chdir(tmp_path)
    desk.failure = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        run(desk.services(), ["plan"], wants_trace=True)


def test_ctrl_c_is_quiet(trimtab, desk):
    """An interrupted plan leaves with 130 and no words but an empty line."""
    desk.failure = KeyboardInterrupt()
    outcome = trimtab("plan")
    assert (outcome.code, outcome.out, outcome.err.strip()) == (130, "", "")


def chained(*errors: BaseException, by: str) -> BaseException:
    """The first error, each with the next as its cause or its context."""
    for error, behind in pairwise(errors):
        setattr(error, by, behind)
    return errors[0]


@pytest.mark.parametrize("by", ["__cause__", "__context__"])
def test_ctrl_c_within_compiled_code_is_quiet(trimtab, desk, by):
    """Compiled code that returns while Ctrl-C is pending raises SystemError: still 130."""
    desk.failure = chained(SystemError(), ValueError(), KeyboardInterrupt(), by=by)
    outcome = trimtab("plan")
    assert (outcome.code, outcome.out, outcome.err.strip()) == (130, "", "")


@pytest.mark.parametrize(
    "failure",
    [
        SystemError("null"),
        chained(*[SystemError("a"), ValueError()] * 2, by="__context__"),
        chained(ValueError(), KeyboardInterrupt(), by="__context__"),
    ],
)
def test_other_faults_are_no_interrupt(trimtab, desk, failure):
    """A SystemError of its own, one in a circle, and another error after Ctrl-C are faults."""
    desk.failure = failure
    outcome = trimtab("plan")
    assert outcome.code == 1
    assert "Sorry" in outcome.err


def test_a_machine_that_refuses_is_named(trimtab, desk):
    """A full disk is told in the machine's words, with the place."""
    desk.failure = OSError(errno.ENOSPC, "No space left on device", "/cache/kernel")
    outcome = trimtab("plan")
    assert outcome.code == 1
    assert outcome.err.endswith("No space left on device (/cache/kernel).\n")
