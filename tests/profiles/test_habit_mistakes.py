"""Mistakes in pockets, stacks, time-boxes, batches and messages, each with its remedy."""

import pytest

from trimtab.domain.tasks import Messages
from trimtab.profiles.reading import read_profile

RUN = '[[practice]]\nname = "Run"\n'


def problems(text: str) -> list[str]:
    """Every problem of a profile, in words."""
    return [str(problem) for problem in read_profile(text, "me.toml")[1]]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            '[[practice]]\nname = "Burst"\npocket = true\ndoses = [20, 5]\n',
            4,
            "is a pocket with a dose of 20 minutes; a pocket holds 15 at most. Give it smaller",
        ),
        (
            '[[task]]\nname = "Form"\nminutes = 40\nenough_minutes = 50\n',
            4,
            "Give a smaller number as good enough, or swap it with `minutes`.",
        ),
        (
            '[[task]]\nname = "Form"\nminutes = 40\nbatch = true\n',
            4,
            "a batch takes things of 30 at most",
        ),
        (
            '[[task]]\nname = "Form"\ndue = 2026-11-20\nstarts = 2026-11-21\n',
            4,
            "after it is due on 2026-11-20. Give an earlier day, or change `due`.",
        ),
        (
            f'{RUN}[[practice]]\nname = "Stretch"\nafter = "Get hom"\n',
            5,
            'Did you mean "Get home"?',
        ),
        (f'{RUN}[[practice]]\nname = "Stretch"\nafter = "Rum"\n', 5, 'Did you mean "Run"?'),
        (
            f'{RUN}[[practice]]\nname = "Stretch"\nbefore = "the moon"\n',
            5,
            "It can be Wind down, Breakfast, Lunch, Dinner or Run.",
        ),
        (
            f'{RUN}[[practice]]\nname = "Stretch"\nafter = "Run"\nbefore = "Dinner"\n',
            6,
            "Keep the one that matters and remove the other.",
        ),
        ('[[practice]]\nname = "Run"\nafter = "Run"\n', 3, "nothing it can ride with"),
        (
            '[[practice]]\nname = "A"\nafter = "B"\n[[practice]]\nname = "B"\nafter = "A"\n',
            3,
            "Stack it on something that stands by itself",
        ),
        ('[messages]\nat = ["9 am"]\n', 2, 'is "9 am", which is not a clock time.'),
        ("[messages]\nat = []\n", 2, "Write one to eight"),
        (
            '[values]\nbody = 1\n[messages]\nvalue = "bodi"\n',
            4,
            'Did you mean "body"?',
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_remedy(text, line, said):
    """The first problem names the line and what would mend it."""
    first, *_ = problems(text)
    assert first.startswith(f"me.toml:{line}: ")
    assert said in first


def test_of_two_practices_of_one_name_each_is_told_its_own_mistake():
    """The second rides with nothing known; the first, which rides with nothing, is not blamed."""
    found = problems(f'{RUN}[[practice]]\nname = "Run"\nafter = "Lunchh"\n')
    (said,) = (one for one in found if "ride with" in one)
    assert said.startswith("me.toml:5: `after`")


def test_a_chain_of_two_is_fine_and_a_third_link_is_not():
    """Notes after the shower after the run; nothing after the notes."""
    chain = f'{RUN}[[practice]]\nname = "Shower"\nafter = "Run"\n'
    chain += '[[practice]]\nname = "Notes"\nafter = "Shower"\n'
    assert problems(chain) == []
    (found,) = problems(chain + '[[practice]]\nname = "Tea"\nafter = "Notes"\n')
    assert 'Tea" rides on a practice that rides on another' in found


def test_messages_are_read_whole_and_left_out_when_not_asked_for():
    """An empty table asks for three times a day; no table for none."""
    empty, _ = read_profile("[messages]\n", "me.toml")
    none, _ = read_profile("", "me.toml")
    assert empty.messages == Messages()
    assert none.messages is None
    text = (
        '[messages]\nminutes = 20\nat = ["16:00", "08:30"]\ndays = ["fri"]\nvalue = "x"\nwithin = 0'
    )
    asked, _ = read_profile(text, "me.toml")
    assert asked.messages == Messages(20, (510, 960), ("fri",), "x", 0)
    assert asked.values == {"x": 1.0}


def test_every_new_key_reaches_the_profile():
    """Pocket, stack, time-box, urgency and batch are what the file says."""
    text = (
        f'{RUN}[[practice]]\nname = "Burst"\npocket = true\ndoses = [10]\nafter = "Run"\n'
        '[[task]]\nname = "Form"\nminutes = 30\nenough_minutes = 20\nurgent = true\nbatch = true\n'
    )
    profile, _ = read_profile(text, "me.toml")
    (_, burst), (form,) = profile.practices, profile.tasks
    assert (burst.pocket, burst.after, burst.before) == (True, "Run", None)
    assert (form.enough_minutes, form.urgent, form.batch) == (20, True, True)


def test_a_pocket_without_doses_has_small_ones():
    """Nothing needs to be said for a pocket of ten minutes, or five."""
    profile, _ = read_profile('[[practice]]\nname = "Water"\npocket = true\n', "me.toml")
    assert profile.practices[0].doses == (10, 5)
