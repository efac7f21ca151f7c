"""`trimtab publish`, `trimtab reply` and the calendars that planning writes."""

from dataclasses import replace
from pathlib import Path

import pytest

from trimtab.domain.publishing import Publishing

OLD = b"BEGIN:VCALENDAR\r\nX-OLD:1\r\n"
FEEDS = ["--ics", "--family-ics", "--free-busy", "--availability"]


def test_planning_writes_every_calendar_asked_for(trimtab, desk):
    """Each option names its own file, and what stood there is handed on."""
    Path("f.ics").write_bytes(OLD)
    names = ["w.ics", "f.ics", "b.ics", "a.ics"]
    outcome = trimtab("plan", *(word for pair in zip(FEEDS, names, strict=True) for word in pair))
    assert outcome.code == 0
    assert all(Path(name).read_bytes() == b"BEGIN:VCALENDAR\r\n" for name in names)
    assert desk.replaced == [{"ics": b"", "family_ics": OLD, "free_busy": b"", "availability": b""}]


@pytest.mark.parametrize("option", FEEDS)
def test_a_roster_is_never_written_over(trimtab, desk, option):
    """A file that is somebody else's stops the command before anything is planned."""
    desk.foreign = ("shifts.ics",)
    Path("shifts.ics").write_text("the only roster")
    outcome = trimtab("plan", option, "shifts.ics")
    assert outcome.code == 1
    assert "shifts.ics holds a calendar that Trimtab did not write" in outcome.err
    assert Path("shifts.ics").read_text() == "the only roster"
    assert desk.planned == []


def test_two_calendars_cannot_go_to_one_file(trimtab, desk):
    """A slip would put the details where family looks."""
    outcome = trimtab("plan", "--ics", "week.ics", "--family-ics", "./week.ics")
    assert outcome.code == 2
    assert "--ics and --family-ics name one file" in outcome.err
    assert trimtab("plan", "--ics", "-", "--free-busy", "-").code == 2
    both = trimtab("plan", "--json", "week.json", "--free-busy", "./week.json")
    assert "--json and --free-busy name one file. Give each its own." in both.err
    assert desk.planned == []


def test_a_profile_is_never_written_over(trimtab):
    """A slip with --json leaves the profile as it is."""
    Path("me.toml").write_text("[person]\n")
    outcome = trimtab("plan", "me.toml", "--json", "me.toml")
    assert outcome.code == 1
    assert "me.toml holds something else, so it is left as it is." in outcome.err
    assert Path("me.toml").read_text() == "[person]\n"


def test_publishing_writes_what_the_profile_names(trimtab, desk):
    """Files under [publish] count from the profile's folder; an option counts first."""
    desk.profile = replace(desk.profile, publishing=Publishing(ics="w.ics", family_ics="f.ics"))
    Path("mine").mkdir()
    outcome = trimtab("publish", "last.json", "mine/me.toml", "--family-ics", "kin.ics")
    assert outcome.code == 0
    assert Path("mine/w.ics").exists()
    assert Path("kin.ics").exists()
    assert not Path("mine/f.ics").exists()
    assert "mine/w.ics: what you do and when, private blocks as Busy" in outcome.out
    assert desk.planned == []


def test_publishing_to_standard_output_prints_the_calendar_alone(trimtab):
    """What it shows is said on standard error."""
    outcome = trimtab("publish", "last.json", "me.toml", "--free-busy", "-")
    assert outcome.out == "BEGIN:VCALENDAR\r\n"
    both = trimtab("publish", "last.json", "me.toml", "--free-busy", "-", "--ics", "-")
    assert both.code == 2


def test_nothing_is_published_until_a_file_is_named(trimtab):
    """Without a file there is nothing to do, and it is said how to name one."""
    outcome = trimtab("publish", "last.json", "me.toml")
    assert outcome.code == 2
    assert "Nothing is published: no file is named." in outcome.err


def test_publishing_a_plan_that_is_over_says_so(trimtab):
    """Nobody is left to think that an old week is this one's."""
    late = trimtab("publish", "last.json", "me.toml", "--ics", "w.ics", "--now", "2027-02-01")
    assert "This plan ended on " in late.err
    assert "nothing of it lies ahead." in late.err
    soon = trimtab("publish", "last.json", "me.toml", "--ics", "w.ics", "--now", "2026-01-01")
    assert "ended" not in soon.err


def test_another_persons_plan_is_not_published(trimtab, desk):
    """A plan and a profile of two people do not belong together."""
    person = replace(desk.profile.person, name="Ben")
    desk.profile = replace(desk.profile, person=person)
    outcome = trimtab("publish", "last.json", "me.toml", "--ics", "w.ics")
    assert outcome.code == 1
    assert "This is the plan of You, and the profile is that of Ben." in outcome.err


def test_an_answer_is_written_beside_and_nothing_is_sent(trimtab, desk):
    """The file is named after the invitation, and the mail's address stands ready."""
    outcome = trimtab("reply", "mail/committee.ics", "--decline", "--as", "mailto:sam@example.org")
    assert outcome.code == 0
    assert Path("committee-reply.ics").exists()
    assert outcome.out.startswith("Declined: committee\nFrom sam@example.org to chair@example.org")
    assert "Nothing is sent." in outcome.err
    assert "mailto:chair@example.org?subject=Declined%3A%20committee" in outcome.err
    (answer,) = desk.answers
    assert answer.is_sure
    assert answer.comment is None


def test_an_answer_uses_the_address_and_clock_of_the_profile(trimtab, desk):
    """Who I am and where need not be typed."""
    person = replace(desk.profile.person, email="sam@example.org")
    desk.profile = replace(desk.profile, person=person)
    outcome = trimtab("reply", "a.ics", "me.toml", "--accept", "--ics", "-", "--now", "2026-11-16")
    assert outcome.out == "BEGIN:VCALENDAR\r\n"
    assert "Accepted: a" in outcome.err
    (answer,) = desk.answers
    assert (answer.attendee, answer.is_sure) == ("sam@example.org", False)
    assert str(answer.now) == "2026-11-16 00:00:00-05:00"


@pytest.mark.parametrize("flags", [[], ["--accept", "--decline"]])
def test_one_answer_is_given_at_a_time(trimtab, flags):
    """Neither none nor two."""
    outcome = trimtab("reply", "a.ics", *flags)
    assert outcome.code == 2
    assert "Say one of --accept, --tentative and --decline." in outcome.err


def test_an_answer_never_replaces_the_invitation(trimtab, desk):
    """A slip with --ics leaves the invitation as it is."""
    desk.foreign = ("a.ics",)
    outcome = trimtab("reply", "a.ics", "--accept", "--ics", "a.ics")
    assert outcome.code == 1
    assert desk.answers == []
