"""An export holds everything but access, comes back as it was, and nothing else gets in."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sample_applications import APPLICATION
from sample_plans import empty_week, night_week, two_weeks
from test_store import RUN

from trimtab.domain.decks import CaseQuestion, DeckOutlook
from trimtab.domain.diary import (
    ENTRY_TYPES,
    CheckIn,
    Experiment,
    JournalKey,
    LighterDays,
    Night,
    Notice,
    QuestionnaireTaken,
    RequestAnswered,
    Review,
    RotationNotes,
    SealedPage,
    SeasonNote,
    Stretch,
)
from trimtab.domain.errors import Problem, StoreError
from trimtab.domain.exams import StudyResult, WeekGoal
from trimtab.domain.focus import FocusSession, Rhythm
from trimtab.domain.kept import (
    MOST_APPLICATION_BYTES,
    Contact,
    Device,
    FeedLink,
    KeptCalendar,
    SignOut,
    WebSession,
    Win,
)
from trimtab.domain.mentors import Mentor, MentorQuestion
from trimtab.domain.task_days import DayThree, TaskEnded
from trimtab.domain.time import Horizon
from trimtab.store.exporting import APPLICANT, KEPT, PROFILE, READ_ME, digest_of, export_all
from trimtab.store.importing import MOST_MEMBERS, import_all
from trimtab.store.in_memory import InMemoryStore

NOW = datetime(2026, 11, 16, 6, 30, tzinfo=UTC)
MONDAY = date(2026, 11, 16)
CANARY = "canary-4711"


DIARY = (
    CheckIn(day=MONDAY, said_at=NOW, mood=7, asleep_from=NOW - timedelta(hours=8), line="Ça va ☀"),
    CheckIn(day=MONDAY - timedelta(1), said_at=NOW, stress=10),
    Night(id="a", day=MONDAY, said_at=NOW, start=NOW, end=NOW + timedelta(hours=7), device="Watch"),
    Notice(
        id="b", day=MONDAY, said_at=NOW, kind="change", words=("Lower.",), since=MONDAY,
        measure="energy", certainty=0.93, change=(-1.5, -2.0, -1.0),
    ),
    QuestionnaireTaken(
        id="c", day=MONDAY, said_at=NOW, instrument="phq-2", answers=(1, None), score=None
    ),
    Review(day=MONDAY, said_at=NOW, signs=(("focus", True),), wished=(("joy", 120),)),
    SeasonNote(id="d", day=MONDAY, said_at=NOW, values=(("joy", 2.0),), roles=("parent",)),
    Experiment(
        id="e", day=MONDAY, said_at=NOW, change="Outside", measure="mood", period_days=7,
        arms=(True, False), kept=((MONDAY, True),),
    ),
    LighterDays(id="f", day=MONDAY, said_at=NOW, last=MONDAY + timedelta(2), because="reset"),
    Stretch(id="g", day=MONDAY, said_at=NOW, start=NOW, end=NOW + timedelta(hours=1), name="Notes"),
    RequestAnswered(
        id="h", day=MONDAY, said_at=NOW, asked="Board: Tuesdays", answer="decline", room="2 h"
    ),
    FocusSession(
        id="i", day=MONDAY, said_at=NOW, start=NOW, rhythm=Rhythm(45, 10), name="Notes",
        said=(("pause", NOW + timedelta(minutes=5)), ("finish", NOW + timedelta(minutes=9))),
    ),
    StudyResult(id="j", day=MONDAY, said_at=NOW, exam="Step 3", asked=40, right=29, minutes=48.5),
    WeekGoal(id="k", day=MONDAY, said_at=NOW, name="Two papers", wanted=2, done=1),
    RotationNotes(id="l", day=MONDAY, said_at=NOW, season="MICU", notes="Phone 4411"),
    CaseQuestion(
        id="m", day=MONDAY, said_at=NOW, question="Which beta blocker?", answer="See p. 4",
        answered_at=NOW,
    ),
    DeckOutlook(
        id="n", day=MONDAY, said_at=NOW, name="Pharmacology", cards=900, unseen=120,
        minutes=((12, 9, 16), (14, 10, 19)), reviews=(80, 95), loads=((10, (12, 15)),),
        remarks=("Read with its own memory",),
    ),
    Mentor(
        id="o", day=MONDAY, said_at=NOW, name="Dr. Zoë", kind="img", reach="zoe@example.org",
        about="Visa", spoken_on=MONDAY, weeks_between=6, listens=True,
    ),
    MentorQuestion(id="p", day=MONDAY, said_at=NOW, question="Which letter?", mentor="o"),
    TaskEnded(
        id="o", day=MONDAY, said_at=NOW, name="Abstract", how="done", lines='[[task]]\nname = "A"\n'
    ),
    DayThree(day=MONDAY, said_at=NOW, things=("Abstract", "Call home")),
)  # fmt: skip
"""One record of every kind but the journal's, and two of one kind."""

JOURNAL = (
    JournalKey(
        id="key", day=MONDAY, said_at=NOW, salt="s", by_passphrase="p", by_recovery="r",
        derivation="scrypt",
    ),
    SealedPage(id="h", day=MONDAY, said_at=NOW, sealed="nobody reads this"),
)  # fmt: skip


def fill(store) -> None:
    """Keep a bit of everything, twice where it can be replaced, with access among it."""
    store.keep_profile('name = "Zoë"\r\n', NOW)
    store.keep_profile('name = "Zoë B."\n', NOW + timedelta(days=1))
    past = night_week()
    earlier = Horizon(MONDAY - timedelta(7), 7, past.horizon.zone)
    store.keep_plan(replace(past, horizon=earlier), NOW, profile_revision=1)
    store.keep_plan(two_weeks(), NOW, profile_revision=2, is_accepted=True)
    store.add_mark(RUN)
    store.add_mark(replace(RUN, id="2", verb="done", said_at=NOW + timedelta(hours=1)))
    store.add_win(Win("1", MONDAY, "A walk ☀", NOW))
    store.keep_sign_out(SignOut(MONDAY, ("a", "b"), True, False, NOW))
    store.keep_contacts((Contact("2", "Zora", note="after 6"), Contact("1", "Amir")))
    for name in ("../etc/Dienst Müller.ics", "Roster.ics", "roster.ics"):
        store.keep_calendar(KeptCalendar(name, name.encode() * 3, NOW))
    store.keep_calendar(KeptCalendar("long.ics", b"x" * 500_000, NOW))
    store.keep_application(APPLICATION)
    store.keep_entries(DIARY)
    store.keep_setting("theme", "dark")
    store.keep_feed_link(FeedLink("week", CANARY, NOW))
    store.keep_feed("week", CANARY.encode())
    store.keep_device(Device(CANARY, CANARY, CANARY, NOW))
    store.keep_session(WebSession(CANARY, NOW, NOW, CANARY))


def exported(store=None) -> bytes:
    """An export of a store, or of one that was filled."""
    if store is None:
        store = InMemoryStore()
        fill(store)
    return export_all(store, NOW, lambda kept, text: {"week.ics": f"{kept.plan.person}".encode()})


def members_of(content: bytes) -> dict[str, bytes]:
    """What is in an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """An archive with these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_an_export_says_that_addresses_of_calendars_are_in_it():
    """They are in the profile, letter for letter: whoever has the file can read the calendars."""
    store = InMemoryStore()
    address = "https://calendar.example.org/secret-4711/roster.ics"
    store.keep_profile(f'[[calendar]]\nsource = "{address}"\n', NOW)
    members = members_of(exported(store))
    read_me = " ".join(members[READ_ME].decode().split())
    assert address in members[PROFILE].decode()
    assert address in members[KEPT].decode()
    assert "addresses of calendars you subscribe to are in it" in read_me
    assert "like a key" in read_me


def test_an_import_of_an_export_keeps_the_same(store):
    """The digest of all records is the same, and so is the next export, byte for byte."""
    fill(store)
    digest, content = digest_of(store), exported(store)
    store.keep_profile("changed since", NOW)
    store.add_win(Win("9", MONDAY, "since", NOW))
    assert digest_of(store) != digest
    assert import_all(store, content, NOW) == ()
    assert digest_of(store) == digest
    assert exported(store) == content
    assert store.session(CANARY) is not None
    assert store.plan().profile_revision == store.profile().revision == 2


def test_an_export_holds_every_kind_of_record_of_the_diary():
    """A kind that is new is in the example, so that the tests above try it too."""
    assert {type(one) for one in (*DIARY, *JOURNAL)} == set(ENTRY_TYPES.values())


def test_the_journal_is_in_an_export_only_if_it_was_asked_for(store):
    """What an export does not hold stays where it is; what it holds takes its place."""
    store.keep_entries(JOURNAL)
    without = export_all(store, NOW)
    assert JOURNAL[1].sealed.encode() not in members_of(without)[KEPT]
    assert import_all(store, without, NOW) == ()
    assert store.entries(SealedPage) == JOURNAL[1:]
    within = export_all(store, NOW, journal_too=True)
    store.keep_entry(replace(JOURNAL[1], id="later"))
    assert import_all(store, within, NOW) == ()
    assert store.entries(SealedPage) == JOURNAL[1:]
    assert store.entries(JournalKey) == JOURNAL[:1]


def test_an_export_goes_to_another_machine(store):
    """Into an empty store, of whatever kind, comes what another kind gave."""
    source = InMemoryStore()
    fill(source)
    assert import_all(store, exported(source), NOW) == ()
    assert digest_of(store) == digest_of(source)
    assert store.marks(RUN.start, RUN.end)[0].start.tzinfo == RUN.start.tzinfo
    assert store.devices() == ()


def test_an_empty_store_can_be_exported(store):
    """Before the first run there is only the note that says what is there."""
    content = export_all(store, NOW)
    assert set(members_of(content)) == {READ_ME, KEPT}
    assert import_all(store, content, NOW) == ()


def test_no_secret_leaves_with_an_export():
    """Neither sessions nor devices, addresses of feeds or what those say."""
    members = members_of(exported())
    assert {PROFILE, KEPT, READ_ME, "week.ics"} <= members.keys()
    assert members[PROFILE].decode() == 'name = "Zoë B."\n'
    assert [name for name, content in members.items() if CANARY.encode() in content] == []
    assert all(name.isascii() and ".." not in name for name in members)
    assert sorted(members["calendars/001-_etc_Dienst_M_ller.ics"]) == sorted(
        "../etc/Dienst Müller.ics".encode() * 3
    )


def test_an_export_of_an_earlier_edition_comes_back(store):
    """One that knows of no application brings all else, and leaves none behind."""
    members = members_of(exported())
    kept = json.loads(members[KEPT])
    del kept["application"]
    earlier = {
        name: content
        for name, content in members.items()
        if name != APPLICANT and not name.startswith("programmes/")
    }
    store.keep_application(APPLICATION)
    assert import_all(store, packed(earlier | {KEPT: json.dumps(kept).encode()}), NOW) == ()
    assert store.application() is None
    assert len(store.calendars()) == 4


def test_an_edited_applicant_comes_back_edited():
    """A person may edit applicant.toml in the archive; their answers stay."""
    store, members = InMemoryStore(), members_of(exported()) | {APPLICANT: b"step_2 = 251\n"}
    assert import_all(store, packed(members), NOW) == ()
    assert store.application() == replace(APPLICATION, profile="step_2 = 251\n")


def test_an_edited_profile_counts_as_changed_now(store):
    """A person may edit profile.toml in the archive; it becomes the newest revision."""
    members = members_of(exported()) | {PROFILE: b'name = "Edited"'}
    assert import_all(store, packed(members), NOW + timedelta(days=9)) == ()
    assert store.profile().text == 'name = "Edited"'
    assert store.profile().changed_at == NOW + timedelta(days=9)
    assert len(store.profile_history()) == 3


def test_a_profile_with_mistakes_changes_nothing():
    """What the check finds is told, and neither a backup is made nor anything replaced."""
    store, problem = InMemoryStore(), Problem("profile.toml", 1, "Wrong.", "Mend it.")
    prepared: list[int] = []
    found = import_all(
        store, exported(), NOW, lambda _: [problem], prepare=lambda: prepared.append(1)
    )
    assert (found, prepared, store.profile()) == ((problem,), [], None)
    import_all(store, exported(), NOW, lambda _: [], prepare=lambda: prepared.append(1))
    assert prepared == [1]


def changed(**fields: object) -> bytes:
    """An export whose kept.json says something else in some fields."""
    members = members_of(exported())
    kept = json.loads(members[KEPT]) | fields
    return packed(members | {KEPT: json.dumps(kept).encode()})


def endless_week(**fields: object) -> list[object]:
    """A week lived, with some fields that no week has."""
    weeks = json.loads(members_of(exported())[KEPT])["weeks"]
    return [weeks[0] | fields]


def without(name: str) -> bytes:
    """An export that lacks one of its members."""
    members = members_of(exported())
    del members[name]
    return packed(members)


def applying(**fields: object) -> bytes:
    """An export whose application says something else in some fields."""
    kept = json.loads(members_of(exported())[KEPT])["application"]
    return changed(application=kept | fields)


TABLE = "programmes/Meine_Programme_2_.csv"
HOSTILE = {
    "nothing": (b"", "no whole ZIP"),
    "no archive": (b"PK\x03\x04 and no more", "no whole ZIP"),
    "cut off": (exported()[:-200], "no whole ZIP"),
    "a flipped byte": (exported().replace(b"Dienst", b"dienst", 1), "no whole ZIP"),
    "nothing kept": (packed({READ_ME: b""}), "kept.json is missing"),
    "a way out": (packed({KEPT: b"{}", "../outside": b""}), "does not belong"),
    "a way out of calendars": (packed({"calendars/../../outside": b""}), "does not belong"),
    "an absolute path": (packed({"/etc/passwd": b""}), "does not belong"),
    "a folder": (packed({"calendars/": b""}), "does not belong"),
    "a bomb": (packed({KEPT: bytes(2**20)}, zipfile.ZIP_DEFLATED), "packed tighter"),
    "too many": (
        packed({f"calendars/{n:03d}-{n}": b"" for n in range(MOST_MEMBERS + 1)}),
        "more than 1000",
    ),
    "no JSON": (packed({KEPT: b"kept"}), "not JSON"),
    "nested deep": (packed({KEPT: b"[" * 100_000}), "not JSON"),
    "another record": (changed(wins=[{"id": 1}]), "wins.0"),
    "an unknown field": (changed(invented=1), "does not know"),
    "a later edition": (changed(version=2), "later edition"),
    "no such calendar": (
        changed(calendars=[{"name": "a", "member": "b", "added_at": "2026-11-16T00:00+00:00"}]),
        "calendar a is missing",
    ),
    "a week without days": (changed(weeks=endless_week(days=0)), "no end"),
    "a week without end": (changed(weeks=endless_week(days=10**9)), "no end"),
    "no applicant": (without(APPLICANT), "applicant.toml is missing"),
    "no table": (without(TABLE), f"{TABLE} is missing"),
    "a table outside": (packed({"programmes/../outside": b""}), "does not belong"),
    "an answer nobody gives": (applying(answers=[["1", "perhaps"]]), "answers.0.1"),
    "half an answer": (applying(answers=[["1"]]), "2 values"),
    "an applicant who is no text": (
        packed(members_of(exported()) | {APPLICANT: b"\xff"}), "applicant.toml: It is not text",
    ),
    "no text": (packed(members_of(exported()) | {PROFILE: b"\xff"}), "UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "told"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_export_changes_nothing(content, told):
    """Each is refused in a sentence, before anything is replaced."""
    store = InMemoryStore()
    fill(store)
    before = digest_of(store)
    problems = import_all(store, content, NOW)
    assert len(problems) == 1
    assert told in str(problems[0])
    assert digest_of(store) == before


def test_an_export_too_large_changes_nothing():
    """It stays packed."""
    large = packed({KEPT: bytes(2**26 + 1)}, zipfile.ZIP_DEFLATED)
    test_what_is_no_export_changes_nothing(large, "64 MiB")


def test_an_application_too_large_changes_nothing():
    """It is told before anything is replaced, with how large it may be."""
    store = InMemoryStore()
    fill(store)
    before = digest_of(store)
    large = members_of(exported()) | {TABLE: bytes(MOST_APPLICATION_BYTES)}
    (problem,) = import_all(store, packed(large), NOW)
    assert "up to 20 MB are kept. Nothing was changed." in str(problem)
    assert digest_of(store) == before


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused():
    """What one program shows and what another reads would differ."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for content in (b"{}", b"[]"):
            archive.writestr(KEPT, content)
    assert "two members" in str(import_all(InMemoryStore(), file.getvalue(), NOW)[0])


@pytest.mark.parametrize("store", ["file", "server"], indirect=True)
def test_an_import_that_fails_midway_leaves_what_was_there(store):
    """Half a letter in the last choice: all of the import is undone."""
    fill(store)
    before = digest_of(store)
    with pytest.raises(StoreError):
        import_all(store, changed(settings={"theme": "\ud800"}), NOW)
    assert digest_of(store) == before


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_five_years_come_back(store):
    """A plan for each of 260 weeks and ten marks a week: all of it exports and comes back."""
    week = empty_week()
    with store.at_once():
        for number in range(260):
            first = MONDAY - timedelta(days=7 * number)
            store.keep_last_plan(
                replace(week, horizon=Horizon(first, 7, week.horizon.zone)).as_last()
            )
            for mark in range(10):
                start = RUN.start - timedelta(days=7 * number, hours=mark)
                store.add_mark(replace(RUN, id=f"{number}-{mark}", start=start))
    digest = digest_of(store)
    assert import_all(store, export_all(store, NOW), NOW) == ()
    assert digest_of(store) == digest
