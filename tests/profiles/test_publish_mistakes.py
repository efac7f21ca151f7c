"""Mistakes in what is published, each with its remedy."""

import pytest

from trimtab.domain.publishing import Publishing
from trimtab.profiles.reading import read_profile

RUN = '[[practice]]\nname = "Run"\nvalue = "body"\n'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (f'[publish]\nhide = ["bodi"]\n{RUN}', 2, 'Did you mean "body"?'),
        (
            '[publish]\nshow = ["tax"]\n',
            2,
            "one of health, faith, application, journal, law, identity.",
        ),
        ('[publish]\nshow = ["faith"]\nhide = ["Faith"]\n', 2, "both shown and hidden"),
        ('[publish]\nics = "a.ics"\nfamily_ics = "a.ics"\n', 3, "Give each a file of its own."),
        ('[publish]\nfree_for = "Mum"\n[[people]]\nname = "Mom"\n', 2, 'Did you mean "Mom"?'),
        ('[publish]\nfamily_shows = ["rests"]\n', 2, 'Did you mean "rest"?'),
        ("[publish]\nalarm_minutes = 500\n", 2, "0 to 120"),
        ('[person]\nemail = "sam at home"\n', 2, "is no e-mail address"),
        ('[publish]\nfamily = "f.ics"\n', 2, "Did you mean `family_ics`?"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_remedy(text, line, said):
    """What is published is read as strictly as the rest of the profile."""
    (problem,) = read_profile(text, "me.toml")[1]
    assert problem.line == line
    assert said in str(problem)


def test_everything_published_is_read_whole():
    """Each key arrives; without the table nothing is published."""
    text = """
        [person]
        email = "mailto:sam@example.org"
        [publish]
        ics = "w.ics"
        family_ics = "f.ics"
        free_busy = "b.ics"
        availability = "a.ics"
        show = "faith"
        hide = ["nap", "nap"]
        alarm_minutes = 5
        family_shows = "rest"
        free_for = "Mom"
        [[people]]
        name = "Mom"
        [[practice]]
        name = "Walk"
        private = true
        [[task]]
        name = "Form"
        private = false
        [[protect]]
        name = "Supper"
    """
    profile, problems = read_profile(text, "me.toml")
    assert problems == ()
    assert profile.publishing == Publishing(
        "w.ics", "f.ics", "b.ics", "a.ics", ("faith",), ("nap",), 5, ("rest",), "Mom"
    )
    assert profile.person.email == "sam@example.org"
    assert [thing.private for thing in profile.things] == [True, False, None]
    assert read_profile("", "me.toml")[0].publishing == Publishing()
    assert "private" not in repr(profile)
