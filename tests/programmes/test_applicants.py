"""An applicant's profile is read, or every mistake in it is told at once."""

import pytest

from trimtab.domain.applicants import PREFERENCES, Applicant, ApplicationBudget, Partner, Spot
from trimtab.domain.errors import ProfileError, UnreadableFileError
from trimtab.programmes.applicant_tables import APPLICANT_TABLES
from trimtab.programmes.applicants import (
    applicant_template,
    read_applicant,
    read_applicant_file,
)

FULL = """
[applicant]
name = "Sam"
specialties = ["IM", "fm"]
type = "non-US IMG"
step2 = 245
graduation_year = 2024
visa = "H-1B"
publications = 2
us_letters = 3
us_months = 2.5
honours = false
home = "Ohio"
states = ["TX", "oh"]
rotations = "p1"
home_programme = "p2"
family = [39.96, -83]

[preferences]
least_worth = 0.5
near = 3
hours = 0

[budget]
dollars = 900
applications = 40

[season]
year = 2027

[chances]
correlation = 0.4
invitations_sent = 0.25
figures = { "an IMG" = [0.4, 0.3, 1] }

[couple]
partner = "them.toml"
together = 1
"""


def told_of(text):
    applicant, problems = read_applicant(text, "me.toml")
    assert applicant is None
    assert all(problem.mend for problem in problems)
    return [f"{problem.line}: {problem.what} {problem.mend}" for problem in problems]


def test_every_key_reaches_the_applicant():
    """All that a profile may say, with synonyms for specialties, types, visas and states."""
    applicant, problems = read_applicant(FULL, "me.toml")
    assert problems == ()
    assert applicant is not None
    assert applicant.preferences.weights == {"near": 3}
    assert applicant.preferences.least_worth == 0.5
    assert applicant == Applicant(
        name="Sam",
        specialties=("internal medicine", "family medicine"),
        type="img",
        step2=245,
        graduation_year=2024,
        visa="h1b",
        publications=2,
        us_letters=3,
        us_months=2.5,
        honours=False,
        states=("OH", "TX"),
        rotations=("p1",),
        home_programme="p2",
        family=Spot(39.96, -83),
        season=2027,
        correlation=0.4,
        invitations_sent=0.25,
        own_figures={"an IMG": (0.4, 0.3, 1.0)},
        preferences=applicant.preferences,
        budget=ApplicationBudget(dollars=900, applications=40),
        partner=Partner(profile="them.toml", together=1),
    )


def test_a_specialty_is_enough():
    """Everything else has a sensible default, and what is left out is unknown."""
    applicant, problems = read_applicant('[applicant]\nspecialty = "gen surg"', "me.toml")
    assert problems == ()
    assert applicant == Applicant(specialties=("general surgery",), visa_is_told=False)


@pytest.mark.parametrize(("line", "is_told"), [("", False), ('visa = "none"', True)])
def test_a_visa_not_spoken_of_is_told_apart_from_none_needed(line, is_told):
    """Silence counts as none, and is known for silence."""
    applicant, _ = read_applicant(f'[applicant]\nspecialty = "IM"\n{line}', "me.toml")
    assert (applicant.visa, applicant.visa_is_told) == ("none", is_told)


def test_the_template_is_sound_and_names_every_key():
    """The commented profile can be used as it is, and shows every key there is."""
    text = applicant_template()
    applicant, problems = read_applicant(text, "me.toml")
    assert problems == ()
    assert applicant is not None
    assert applicant.specialties == ("internal medicine",)
    for name, table in APPLICANT_TABLES.items():
        assert f"[{name}]" in text
        for key in table.known_keys():
            assert f"{key} = " in text, key


def test_the_template_reads_with_every_line_awake():
    """Each line that is commented out is valid once its sign is taken away."""
    lines = [
        line.removeprefix("# ") if " = " in line or line.startswith("# [") else line
        for line in applicant_template().splitlines()
    ]
    applicant, problems = read_applicant("\n".join(lines), "me.toml")
    assert problems == ()
    assert applicant is not None
    assert set(applicant.preferences.weights) == set(PREFERENCES)


def test_every_mistake_is_told_with_its_line():
    """Unknown keys name the nearest, keys of other tables their table, values what they may be."""
    text = """[aplicant]
[applicant]
specialty = "Internl medicine"
step = 240
home = "Ohoi"
family = [1, 200]
visa = "f1"
type = "martian"
[budget]
dollars = "900"
year = 2027
[couple]
together = 2
"""
    assert [line.split(":")[0] for line in told_of(text)] == [
        *("1", "3", "4", "5", "6", "7", "8", "10", "11", "12", "13")
    ]
    told = "\n".join(told_of(text))
    for remedy in (
        "`applicant`",
        '"internal medicine"',
        "`step2`",
        '"Ohio"',
        "[latitude, longitude]",
        "belongs in season",
        "no `partner`",
        "0 to 1",
    ):
        assert remedy in told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "names no specialty"),
        ("[applicant]\nspecialty = []", "names no specialty"),
        ('[applicant]\nspecialty = "IM"\nspecialties = ["FM"]', "both"),
        ("[applicant]\nspecialty = 3", "no specialty known"),
        ('[applicant]\nspecialty = "IM"\nfamily = "here"', "no town"),
        ('[applicant]\nspecialty = "IM"\nstates = [4]', "no state"),
        ('[applicant]\nspecialty = "IM"\ntype = 4', "is 4"),
        ('[applicant]\nspecialty = "IM"\nstep2 = 2450', "100 to 300"),
        ("[[applicant]]\n", "not written as Trimtab reads it"),
        ("[applicant\n", "not TOML"),
    ],
)
def test_mistakes_are_told_in_words(text, words):
    """Each mistake stands alone, in words that say what is wrong."""
    (told,) = told_of(text)
    assert words in told


def test_files_are_read_or_refused(tmp_path):
    """A file gives an applicant, all its mistakes, or why it cannot be opened."""
    path = tmp_path / "me.toml"
    path.write_text('[applicant]\nspecialty = "IM"\n', encoding="utf-8-sig")
    assert read_applicant_file(path).specialties == ("internal medicine",)
    path.write_text("[applicant]\n")
    with pytest.raises(ProfileError, match="names no specialty"):
        read_applicant_file(path)
    with pytest.raises(UnreadableFileError):
        read_applicant_file(tmp_path / "none.toml")


@pytest.mark.parametrize("coding", ["latin-1", "utf-16"])
def test_another_encoding_is_told_with_its_remedy(tmp_path, coding):
    """What no editor shows is named, and what to choose when saving."""
    path = tmp_path / "me.toml"
    path.write_bytes('[applicant]\nspecialty = "IM"\nname = "Zoë"\n'.encode(coding))
    with pytest.raises(UnreadableFileError, match='save it anew with the encoding "UTF-8"'):
        read_applicant_file(path)


@pytest.mark.parametrize("figure", ["9" * 400, "inf", "-1e9"])
def test_a_figure_beyond_all_measure_is_told(figure):
    """Numbers no float can hold are mistakes like others."""
    text = f'[applicant]\nspecialty = "IM"\n[chances]\nfigures = {{ "an IMG" = [{figure}, 0, 1] }}'
    (problem,) = told_of(text)
    assert 'for "an IMG"' in str(problem)
