"""What stays private by itself, and how a person's choice outweighs it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from trimtab.domain.dates import KeptDate
from trimtab.domain.people import OtherPerson, Profile
from trimtab.domain.plans import Block
from trimtab.domain.practices import Practice, Protect
from trimtab.domain.privacy import is_private, topics_of
from trimtab.domain.publishing import Publishing
from trimtab.domain.tasks import Task
from trimtab.domain.time import ClockSpan

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)


MISSED_HEALTH = """Psicoterapia; Hausarzt; Frauenarzt; Ärztin; Zahnärztin; ginecóloga; psiquiatra;
AA; 12-step; sertraline; SSRI; Lexapro; Suboxone; Methadone clinic; HIV test; Pap smear; STI clinic;
EMDR; CBT; DBT; Grief group; oncology; Gyn; ob/gyn; Pump milk; Kinderwunsch; طبيب; العلاج; психолог;
врач; 医生; 病院; 상담; डॉक्टर""".replace("\n", " ").split("; ")
MISSED_FAITH = """Kiddush; Chanukah; Psalm; Bibel lesen; Kur'an; تراويح; Sunday service;
Stations of the Cross; kościół; Fast day""".replace("\n", " ").split("; ")
MISSED_APPLICATIONS = ["Update résumé", "Bewerbungsgespräch", "Stellensuche", "Fellowship apps"]
HARMLESS = """Fast walk; Fast food; Apply sunscreen; Doctor Who; Refill the car;
Second look at paper; Ultrasound course; Psychiatry shelf review;
Patient counselling lecture""".replace("\n", " ").split("; ")


def block(name, value=None, kind="practice"):
    """A block at noon."""
    return Block(NOON, NOON, name, kind, value)


@pytest.mark.parametrize(
    ("name", "value", "topic"),
    [
        ("Therapy", "body", "health"),
        ("Dr. Ng, own doctor", None, "health"),
        ("Take meds", None, "health"),
        ("Dentist", None, "health"),
        ("Arzttermin", None, "health"),
        ("Cita médica", None, "health"),
        ("Evening prayer", "family", "faith"),
        ("Fajr", None, "faith"),
        ("Jumu\u2019ah", None, "faith"),
        ("Shacharit", None, "faith"),
        ("Sunday Mass", None, "faith"),
        ("Prière du soir", None, "faith"),
        ("Puja", None, "faith"),
        ("الصلاة", None, "faith"),
        ("プライベート祈り", None, "faith"),
        ("Quiet hour", "Faith", "faith"),
        ("Quiet hour", "spirituality", "faith"),
        ("ERAS personal statement", "learning", "application"),
        ("Interview, Cleveland", None, "application"),
        ("Fellowship applications", "learning", "application"),
        ("Journaling", "joy", "journal"),
        *((name, "body", "health") for name in MISSED_HEALTH),
        *((name, "family", "faith") for name in MISSED_FAITH),
        *((name, "career", "application") for name in MISSED_APPLICATIONS),
        *((name, "life", "law") for name in ("Call the lawyer", "HR complaint", "Divorce papers")),
        ("Gratitude, three lines", None, "journal"),
    ],
)
def test_what_is_private_by_itself(name, value, topic):
    """Titles in several languages and faiths, and values, tell what is nobody's business."""
    assert topic in topics_of(block(name, value))
    assert is_private(block(name, value), Profile())


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("Journal club", "learning", "practice"),
        ("Read journal articles", "learning", "practice"),
        ("Dialysis chapter", "learning", "study"),
        ("Psychiatry questions", "study", "practice"),
        ("Run", "body", "practice"),
        ("Call home", "family", "practice"),
        ("Massage ball", "body", "practice"),
        ("Appraisal", None, "task"),
        ("Breakfast", None, "meal"),
        ("Pillow fort", "family", "practice"),
        *((name, "body", "practice") for name in HARMLESS),
    ],
)
def test_what_is_not_private(name, value, kind):
    """Words count whole, study is nobody's illness, and a journal club is no journal."""
    assert topics_of(block(name, value, kind)) == ()


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("section", ["practices", "tasks", "protects"])
def test_what_was_said_of_a_thing_counts_first(section, private):
    """`private` on the thing itself outweighs its topic and whatever is shown or hidden."""
    hours = ClockSpan(600, 900)
    things = {
        "practices": Practice("Fajr", "faith", 7, (10,), private=private),
        "tasks": Task("Fajr", "faith", 30, private=private),
        "protects": Protect("Fajr", "faith", hours, (30,), private=private),
    }
    choices = Publishing(hide=() if private else ("faith",), show=("faith",) if private else ())
    profile = Profile(publishing=choices, **{section: (things[section],)})
    assert is_private(block("Fajr", "faith"), profile) is private


@pytest.mark.parametrize("name", ["Dinner with Isha", "Call Isha", "Puja\u2019s birthday"])
def test_a_name_is_no_word_of_a_faith(name):
    """Who is among the people of a profile is a person, and Isha the prayer is private still."""
    people = tuple(OtherPerson(one, "UTC") for one in ("Isha Khan", "Puja"))
    assert not is_private(block(name), Profile(people=people))
    assert is_private(block(name), Profile())
    assert is_private(block("Fajr with Isha"), Profile(people=people))


def test_an_application_for_a_licence_is_for_no_other_job():
    """Steps of papers show their names, unless the paper's own name is private."""
    step = block("Submit the application (State licence)", kind="task")
    licence = KeptDate("State licence", NOON.date(), "licence")
    assert not is_private(step, Profile(dates=(licence,)))
    assert is_private(step, Profile(dates=(replace(licence, kind="other"),)))
    assert is_private(step, Profile())


def test_what_was_private_stays_so_when_its_profile_knows_it_no_longer():
    """A practice that was renamed or deleted does not show its name; one made open does."""
    planned = replace(block("Zed time"), private=True)
    assert is_private(planned, Profile())
    assert not is_private(planned, Profile(practices=(Practice("Zed time", "joy", 7, (10,)),)))
    assert not is_private(block("Zed time"), Profile())


@pytest.mark.parametrize(
    ("choices", "name", "value", "is_hidden"),
    [
        (Publishing(show=("faith",)), "Fajr", "faith", False),
        (Publishing(show=("Faith",)), "Fajr", "family", False),
        (Publishing(hide=("body",)), "Run", "body", True),
        (Publishing(hide=("practice",)), "Run", None, True),
        (Publishing(show=("practice",), hide=("faith",)), "Fajr", None, True),
        (Publishing(show=("faith",)), "Therapy", "body", True),
    ],
)
def test_values_kinds_and_topics_are_shown_or_hidden_whole(choices, name, value, is_hidden):
    """Hiding outweighs showing, and showing one topic shows no other."""
    assert is_private(block(name, value), Profile(publishing=choices)) is is_hidden
