"""What people write stands in no log."""

from __future__ import annotations

import io
import logging

from trimtab.web.security.faults import QuietFaults

CANARY = "I cried in the stairwell on Tuesday"


def logged(say, **wants):
    """What a log would hold after `say`."""
    stream = io.StringIO()
    logger = logging.Logger("of a test")  # noqa: LOG001 - one of its own, for no other test
    logger.addHandler(QuietFaults(stream, **wants))
    say(logger)
    return stream.getvalue()


def fail(logger):
    """Log a fault that quotes what somebody wrote."""
    try:
        int(CANARY)
    except ValueError:
        logger.exception("Could not read %s", CANARY)


def test_a_fault_is_told_by_kind_and_place():
    """One line says what kind of fault it was and where; its message stays out."""
    text = logged(fail)
    assert text.startswith("Trimtab stopped at a fault of its own (ValueError at security/test_")
    assert text.count("\n") == 1
    assert CANARY not in text


def test_other_messages_are_left_out():
    """Whatever a library says, it might quote."""
    assert logged(lambda logger: logger.error("%s", CANARY)) == ""
    assert logged(lambda logger: logger.warning(CANARY)) == ""


def test_who_asks_for_details_gets_them():
    """With TRIMTAB_TRACE the person sees the whole of it."""
    assert CANARY in logged(fail, wants_trace=True)
