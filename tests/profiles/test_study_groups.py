"""A study group's file: read whole, or refused with the line of each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from trimtab.domain.errors import ProfileError, UnreadableFileError
from trimtab.domain.study_groups import weakness_from
from trimtab.profiles.study_groups import MOST_BYTES, read_group, read_group_file

EXAMPLE = Path(__file__).parents[2] / "examples/study-group/group.toml"
GROUP = """\
[[member]]
name = "Ada"
minutes = 60
[[member]]
name = "Ben"
minutes = 60
[[topic]]
name = "Renal"
minutes = 90
"""


def told(text: str) -> list[str]:
    """What is wrong with a file, as it is shown."""
    group, problems = read_group(text, "group.toml")
    assert group is None
    return [str(one) for one in problems]


def test_the_example_is_a_group():
    """With weakness from results, what is passed on, and how topics go around."""
    group = read_group_file(EXAMPLE)
    chidi = group.members[-1]
    assert (len(group.members), len(group.topics), group.sitting) == (3, 7, 30)
    assert chidi.weak_in("Cardiology") == weakness_from(18, 40)
    assert not chidi.takes("Ethics")
    assert group.goes_to == "knows"


BROKEN = {
    "weakness = { Renal = 1.2 }": ("4: ", "it can be 0 (known well) to 1 (weak)"),
    "weakness = { Renall = 0.2 }": ("4: ", 'Did you mean "Renal"?'),
    "results = { Renal = [41, 40] }": ("4: ", "18 right of 40 asked"),
    "results = { Renal = [true, 40] }": ("4: ", "18 right of 40 asked"),
    "results = 4": ("4: ", "not a table"),
    "weakness = { Renal = 0.2 }\\nresults = { Renal = [1, 4] }": ("5: ", "Keep one of them."),
    'passes = ["Cardio"]': ("4: ", "no topic here"),
    "minutez = 4": ("4: ", "Did you mean `minutes`?"),
}


def test_a_mistake_has_its_line_and_its_remedy():
    """Numbers out of range, topics that are none, keys that are not known."""
    for line, (place, said) in BROKEN.items():
        written = line.replace("\\n", "\n")
        found = told(GROUP.replace("minutes = 60\n", f"minutes = 60\n{written}\n", 1))
        assert found[0].startswith(f"group.toml:{place}"), found
        assert said in found[0]


def test_what_a_file_as_a_whole_lacks_is_told():
    """No members, the same name twice, no time at all, a topic nobody takes."""
    assert "A group needs 2 [[member]] tables or more, and here is none." in told("")[0]
    assert "is there twice" in told(GROUP.replace("Ben", "ADA"))[0]
    assert "No member has any minutes" in told(GROUP.replace("minutes = 60", "minutes = 0"))[0]
    nobody = GROUP.replace("minutes = 60\n", 'minutes = 60\npasses = "Renal"\n')
    assert told(nobody)[0].startswith('group.toml:9: Nobody takes "Renal"')
    long = GROUP.replace("minutes = 90", "minutes = 10000")
    many = long + "".join(f'[[topic]]\nname = "{n}"\nminutes = 10000\n' for n in range(14))
    assert "sittings; there can be 4,000" in told(many)[0]


def test_hostile_files_are_refused_in_a_line_or_a_few():
    """Ten thousand lines, no TOML, too long, deep, or a name that goes over lines."""
    (many,) = told("[[member]]\nname = 'a'\n" * 5000)
    assert many.startswith("group.toml:61: There are 5,000 [[member]] tables; there can be 30.")
    assert "not TOML" in told("<html><script>alert(1)</script>")[0]
    assert "longer than the 256 kB" in told("#" * (MOST_BYTES + 1))[0]
    assert len(told("a = " + "[" * 9000)) == 1
    assert "not a name on one line" in told(GROUP.replace('"Ada"', '"A\\u001b[2J"'))[0]
    weak = ", ".join(f"t{number} = 2.5" for number in range(400))
    broken = GROUP.replace("minutes = 60\n", f"minutes = 60\nweakness = {{ {weak} }}\n")
    assert len(told(broken)) == 2
    wrong = [f'[[topic]]\nname = "{n}"\nminutes = 1\n' for n in range(60)]
    assert told(GROUP + "".join(wrong))[-1] == "group.toml: There are 40 more like these."


def test_markup_in_names_is_words():
    """Kept as it is; who shows it escapes it."""
    group, problems = read_group(GROUP.replace("Ada", "<b>Ada</b>"), "group.toml")
    assert problems == ()
    assert group.members[0].name == "<b>Ada</b>"


def test_a_file_that_cannot_be_read_says_so(tmp_path):
    """Missing, far too long, or with mistakes."""
    with pytest.raises(UnreadableFileError, match="no such file"):
        read_group_file(tmp_path / "none.toml")
    large = tmp_path / "large.toml"
    large.write_text("#" * (5 * MOST_BYTES))
    with pytest.raises(UnreadableFileError, match="far longer"):
        read_group_file(large)
    large.write_text("x = 1")
    with pytest.raises(ProfileError, match="Unknown table or key"):
        read_group_file(large)
