"""Templates read without a mistake, explain themselves and teach by showing."""

import tomllib
from pathlib import Path

import pytest

from trimtab.domain.people import ROLES
from trimtab.profiles.reading import read_profile
from trimtab.profiles.templates import TEMPLATE_ROLES, template_for

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_nobody_signs_with_the_name_of_a_ready_week():
    """What a template or an example calls its person is no name of theirs."""
    for role in TEMPLATE_ROLES:
        assert read_profile(template_for(role), "me.toml")[0].person.known_name == ""
    found = list(EXAMPLES.glob("*/profile.toml"))
    assert found
    for example in found:
        assert read_profile(example.read_text(), "me.toml")[0].person.known_name == ""


@pytest.mark.parametrize("role", TEMPLATE_ROLES)
def test_a_template_is_a_profile_without_mistakes(role):
    """What `trimtab init` writes can be planned at once."""
    profile, problems = read_profile(template_for(role), f"{role}.toml")

    assert problems == ()
    assert profile is not None
    assert len(profile.practices) >= 5
    assert profile.tasks
    assert profile.boundaries


@pytest.mark.parametrize("role", TEMPLATE_ROLES)
def test_every_value_of_a_template_has_something_in_its_week(role):
    """Nobody is asked how much a thing matters that the first week then has no minute of."""
    profile, _ = read_profile(template_for(role), f"{role}.toml")
    served = {one.value for one in (*profile.practices, *profile.protects, *profile.tasks)}
    assert served >= set(profile.values)


@pytest.mark.parametrize("role", TEMPLATE_ROLES)
def test_a_template_asks_for_no_more_than_a_week_holds(role):
    """Ideal doses of all practices and protected times stay under three hours a day."""
    profile, _ = read_profile(template_for(role), f"{role}.toml")
    practices = sum(item.doses[0] * item.times_per_week for item in profile.practices)
    protects = sum(item.doses[0] * len(item.days) for item in profile.protects)

    assert practices + protects <= 7 * 180


@pytest.mark.parametrize("role", TEMPLATE_ROLES)
def test_every_practice_that_may_shrink_has_a_small_dose(role):
    """A hard day still has room for at most a third of the ideal, or half an hour."""
    profile, _ = read_profile(template_for(role), f"{role}.toml")

    for practice in profile.practices:
        is_fixed = practice.must or practice.times_per_week == 1
        assert is_fixed or practice.doses[-1] <= max(30, practice.doses[0] / 3)


@pytest.mark.parametrize("role", TEMPLATE_ROLES)
def test_what_a_template_comments_out_can_be_used(role):
    """With its commented tables and keys uncommented, a template still has no mistakes."""
    lines = template_for(role).splitlines()
    shown = [line.removeprefix("# ") if _is_toml(line) else line for line in lines]

    profile, problems = read_profile("\n".join(shown), f"{role}.toml")

    assert problems == ()
    assert profile is not None
    assert profile.calendars
    assert profile.seasons


def _is_toml(line: str) -> bool:
    try:
        return bool(tomllib.loads(line.removeprefix("# ")))
    except tomllib.TOMLDecodeError:
        return False


@pytest.mark.parametrize("role", TEMPLATE_ROLES)
def test_a_template_explains_each_key_where_it_first_stands(role):
    """Keys of the tables that need words carry them once, and no line is too long to read."""
    text = template_for(role)

    for key in ("times_per_week", "doses", "block", "off", "share", "sleep_hours"):
        first = next(line for line in text.splitlines() if line.startswith(f"{key} ="))
        assert "  # " in first
    assert max(len(line) for line in text.splitlines()) <= 100


def test_every_role_of_the_planner_has_a_template():
    """Nobody named in [person] role is left without a start."""
    assert {
        read_profile(template_for(role), role)[0].person.role for role in TEMPLATE_ROLES
    } == set(ROLES)


def test_a_role_without_a_template_is_refused():
    """Paths and unknown names find no file."""
    with pytest.raises(KeyError):
        template_for("../tables")


def test_what_comes_on_free_days_too_is_not_named_after_a_shift():
    """A dinner stands on vacation as well."""
    assert all("before the shift" not in template_for(role) for role in TEMPLATE_ROLES)
