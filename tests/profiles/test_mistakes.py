"""Every mistake in a profile is told at once, with line, what and mend."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.domain.errors import Problem
from trimtab.profiles.reading import read_profile
from trimtab.profiles.tables import ARRAY_TABLES, SINGLE_TABLES


def problems_in(text: str) -> list[Problem]:
    profile, problems = read_profile(text, "me.toml")
    assert (profile is None) == bool(problems)
    return list(problems)


def only_problem(text: str) -> Problem:
    (problem,) = problems_in(text)
    return problem


def test_an_unknown_key_names_the_nearest():
    """The message says where, what, and the key that was probably meant."""
    problem = only_problem('[[practice]]\nname = "Run"\ntime_per_week = 3\n')

    assert str(problem) == (
        'me.toml:3: Unknown key `time_per_week` in [[practice]] "Run". '
        "Did you mean `times_per_week`?"
    )


def test_an_unknown_table_names_the_nearest():
    """Plural headings are a common slip."""
    assert only_problem('[[practices]]\nname = "Run"').mend == "Did you mean `practice`?"


def test_a_key_of_another_table_is_sent_there():
    """A key that exists elsewhere is told its place."""
    problem = only_problem("[person]\nname = 'A'\nshare = 0.2")

    assert problem.mend == "That key belongs in open_time."


def test_a_key_like_no_other_lists_the_known_ones():
    """When nothing is near, the known keys are listed."""
    known = "share, free_evenings, study_free_half_days, free_weekends"
    assert only_problem("[open_time]\nqqq = 1").mend == f"Known keys here are {known}."


@pytest.mark.parametrize(
    ("zone", "meant"),
    [
        ("Europe/Lodnon", "Europe/London"),
        ("america/new york", "America/New_York"),
        ("Lagos", "Africa/Lagos"),
        ("Karachii", "Asia/Karachi"),
        ("Mumbai", "Asia/Kolkata"),
        ("bengalru", "Asia/Kolkata"),
        ("Boston", "America/New_York"),
        ("US/Boston", "America/New_York"),
        ("Abuja", "Africa/Lagos"),
        ("São Paulo", "America/Sao_Paulo"),
    ],
)
def test_an_impossible_zone_names_the_nearest(zone, meant):
    """By its whole name or by its city."""
    problem = only_problem(f'[person]\ntime_zone = "{zone}"')

    assert f'is "{zone}", which is not a time zone' in problem.what
    assert f'Did you mean "{meant}"?' in problem.mend
    assert problem.line == 2


@pytest.mark.parametrize("zone", ["Mars/Base", "Nowhere/Else", "Xanadu"])
def test_no_zone_is_guessed_where_nothing_is_near(zone):
    """What to do stands there instead."""
    mend = only_problem(f'[person]\ntime_zone = "{zone}"').mend
    assert "Did you mean" not in mend
    assert "the largest city nearest to you" in mend


@pytest.mark.parametrize("zone", ['"../etc/passwd"', '""', '"Europe"', "3", '"a\\u0000b"'])
def test_a_zone_is_never_a_path_or_a_fault(zone):
    """Strange zones are mistakes like any other."""
    assert "is not a time zone" in only_problem(f"[person]\ntime_zone = {zone}").what


PRACTICE = '[[practice]]\nname = "Run"\n'
TASK = '[[task]]\nname = "Abstract"\n'
BOUNDARY = '[[boundary]]\nname = "Late"\n'
SEASON = '[[season]]\nname = "Wards"\nstart = 2026-11-16\nend = 2026-12-13\n'
CALENDAR = '[[calendar]]\nsource = "a.ics"\n'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[person]\nrole = 'residnt'", 2, 'Did you mean "resident"?'),
        ("[person]\nrulebook = 'acgm'", 2, 'Did you mean "acgme"?'),
        ("[person]\nrole = 4", 2, "is 4. It can be student"),
        ("[person]\nsleep_hours = 3.5", 2, "is 3.5; it can be 4 to 12 hours"),
        ("[person]\nsleep_hours = inf", 2, "is not a number with an end"),
        ("[person]\nsleep_hours = true", 2, "is true, which is not a number"),
        ("[person]\ncommute_minutes = 241", 2, "0 to 240 minutes"),
        ("[person]\ncommute_minutes = '25'", 2, 'is "25", which is not a whole number'),
        ("[person]\ncommute_minutes = 0x" + "f" * 5000, 2, "a very large number"),
        ("[person]\nname = ' '", 2, "is not a name"),
        ("[open_time]\nshare = 0.9", 2, "it can be 0 to 0.8"),
        ("[values]\nbody = 0", 2, "not a positive number"),
        ("[values]\nbody = nan", 2, "not a positive number"),
        ("[values]\nbody = 'much'", 2, 'is "much"'),
        (PRACTICE + "times_per_week = 0", 3, "1 to 70"),
        (PRACTICE + "times_per_week = 71", 3, "1 to 70"),
        (PRACTICE + "doses = [10, 20]", 3, "does not go down"),
        (PRACTICE + "doses = [20, 20]", 3, "does not go down"),
        (PRACTICE + "doses = [4, 3, 2, 1]", 3, "one to three"),
        (PRACTICE + "doses = []", 3, "has 0 doses"),
        (PRACTICE + "doses = [0]", 3, "from 1 to 720"),
        (PRACTICE + "doses = [true]", 3, "from 1 to 720"),
        (PRACTICE + "prefer = ['06:00-08:00',\n'6-8']", 4, "is not a span"),
        (PRACTICE + "only = '24:00-08:00'", 3, "is not a span"),
        (PRACTICE + "only = '08:60-09:00'", 3, "is not a span"),
        (PRACTICE + "days = []", 3, "names no day"),
        (PRACTICE + "days = ['tuseday']", 3, 'Did you mean "tuesday"?'),
        (PRACTICE + "must = 'yes'", 3, "which is not true or false"),
        (PRACTICE + "with = 'Mum'", 3, "not in [[people]]. Add a [[people]] table"),
        ("[[practice]]\nvalue = 'body'", 1, "[[practice]] number 1 has no `name`"),
        (TASK + "minutes = 0", 3, "1 to 20,160 minutes"),
        (TASK + "block = [30, 92]", 3, "Try block = [30, 95]"),
        (TASK + "block = [90, 30]", 3, "the longer sitting first"),
        (TASK + "block = [30, 900]", 3, "sittings go from 5 to 720"),
        (TASK + "block = 30", 3, "not two whole numbers"),
        (PRACTICE + "only = ['18:00-20:00']\ndoses = [600, 500]", 4, "hours hold 120 at most"),
        (TASK + "due = 'friday'", 3, "not a date"),
        (TASK + "due = 17:00:00", 3, "not a date"),
        (TASK + "due = 0001-01-01T00:00:00+14:00", 3, "in the year 1."),
        (TASK + "note = 3", 3, "not text in quotes"),
        (BOUNDARY + "kind = 'screen'", 3, 'Did you mean "screens"?'),
        (BOUNDARY + "off = '9pm-6am'", 3, "is not a span"),
        (
            BOUNDARY + "off = '21:00-06:00'\nexcept = ['20:30-21:30']",
            4,
            "not lie within the hours off",
        ),
        (
            BOUNDARY + "off = '21:00-06:00'\nexcept = ['05:30-06:30']",
            4,
            "not lie within the hours off",
        ),
        (BOUNDARY + "except_times_per_week = 3", 3, "no `except` hours"),
        (SEASON.replace("12-13", "11-13"), 4, "before it starts"),
        (SEASON.replace("2026-12-13", "'2026-12-13'"), 4, "is not a date"),
        (SEASON.replace("end =", "intensity ="), 4, "It can be heavy, regular, light"),
        (CALENDAR + "leaves_before = '8pm'", 3, "not a clock time"),
        (CALENDAR + "codes = { NF = '19-7' }", 3, '`codes` for "NF" in [[calendar]] "a.ics"'),
        (CALENDAR + "[calendar.codes]\nOFF = 'off'\nNF = []", 5, "gives no hours"),
        (CALENDAR + "codes = { HC = '17:00-07:00 homecall' }", 3, "Did you mean home_call?"),
        (
            CALENDAR + "codes = { X = ['08:00-12:00 clinic', '13:00-17:00 duty'] }",
            3,
            "names two kinds",
        ),
        (CALENDAR + "row = ''", 3, "is not a name"),
        (CALENDAR + "kind = 'dutie'", 3, 'Did you mean "duty"?'),
        ("[[people]]\nname = 'A'\nawake = '7'", 3, "is not a span"),
        ("practice = 3", 1, "Head it with [[practice]]"),
        ("practice = [\n{name = 'A'},\n'B']", 3, "Head it with [[practice]]"),
        ("[[person]]\nname = 'A'", 1, "Head it with [person]"),
        ("values = 3", 1, "Head it with [values]"),
        ("[person\n", 1, "This is not TOML"),
        ("[values]\na = 1\na = 2", 3, "This key stands above already. Keep one of the two."),
        ("[values]\na = 1\n[values]\nb = 2", 3, "[values] stands above already. Put the keys"),
        pytest.param("\n[values]\na = " + "9" * 6000, 3, "thousands of digits", id="digits"),
        ("\n\na = '", 3, "This is not TOML"),
        ("a = 2026-13-01", 1, "This is not TOML"),
    ],
)
def test_one_mistake_one_sentence(text, line, words):
    """Each mistake stands at its line and says what is wrong and how to mend it."""
    told = [problem for problem in problems_in(text) if words in str(problem)]

    assert [problem.line for problem in told] == [line]
    assert told[0].mend


def test_a_wrong_value_or_person_names_the_nearest():
    """Names that must match elsewhere are checked even beside other mistakes."""
    text = (
        "[values]\nfamily = 2\n[[people]]\nname = 'Mother'\n"
        "[[practice]]\nname = 'Call'\nvalue = 'famly'\nwith = 'Mothr'\ndoses = 'x'\n"
    )

    assert [(problem.line, problem.mend) for problem in problems_in(text)][:2] == [
        (7, 'Did you mean "family"?'),
        (8, 'Did you mean "Mother"?'),
    ]
    assert len(problems_in(text)) == 3


def test_a_value_far_from_all_says_how_to_add_it():
    """When nothing is near, the remedy is to add the value."""
    text = "[values]\nfamily = 2\n[[task]]\nname = 'A'\nvalue = 'x'"

    assert only_problem(text).mend == "Add x = 1 to [values], or use one of family."


@pytest.mark.parametrize("table", ["practice", "task", "protect", "people"])
def test_names_are_unique_within_their_kind(table):
    """Two of the same name could not be told apart in a plan."""
    text = f"[[{table}]]\nname = 'A'\n[[{table}]]\nname = 'A'\n"

    assert (only_problem(text).line, table in only_problem(text).what) == (4, True)


def test_the_same_name_may_stand_in_two_kinds():
    """A task and a practice may share a name."""
    assert problems_in("[[task]]\nname = 'A'\n[[practice]]\nname = 'A'") == []


def test_exceptions_may_touch_both_ends_of_a_night():
    """Spans inside a boundary past midnight are inside on either side of it."""
    text = BOUNDARY + "off = '21:00-06:00'\nexcept = ['21:00-24:00', '00:00-06:00', '23:30-00:30']"

    assert problems_in(text) == []


def test_all_mistakes_come_in_the_order_of_lines():
    """A file with many mistakes is mended in one go."""
    text = (
        "[person]\nrol = 1\nsleep_hours = 99\n[[season]]\nname = 'A'\n"
        "[[practice]]\nname = 'R'\nvalu = 'b'\n[[task]]\nname = 'T'\nminutes = -1\n"
    )

    problems = problems_in(text)

    assert [problem.line for problem in problems] == [2, 3, 4, 4, 8, 11]
    assert {problem.file for problem in problems} == {"me.toml"}


def test_nesting_without_end_is_a_mistake_and_no_fault():
    """A hostile file is refused like any other."""
    assert "nested too deeply" in only_problem("a = " + "[" * 5000 + "]" * 5000).what


def test_deep_nesting_is_told_whatever_its_depth():
    """Where the parser still copes and the search for lines does not, only the line is missing."""
    for depth in range(200, 520, 2):
        assert only_problem("a = " + "[" * depth + "]" * depth).line in {1, None}


def test_control_characters_are_shown_harmlessly():
    """A message never carries an escape sequence to the terminal."""
    problem = only_problem('[[practice]]\nname = "a\\u001b[31m"\nvalu = 1')

    assert "\x1b" not in str(problem)


toml_values = st.recursive(
    st.sampled_from(["1", "-3", "0.5", "nan", "true", '""', '"mon"', '"06:00-08:00"', "2026-11-16"])
    | st.sampled_from(["12:00:00", "2026-11-16T12:00:00Z", '"off"', '"x"', "99999999999999999999"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
        | inner.map(lambda item: "{ name = " + item + " }")
    ),
    max_leaves=4,
)
MODELS = {**SINGLE_TABLES, **ARRAY_TABLES}
keys = st.sampled_from(sorted({key for model in MODELS.values() for key in model.known_keys()}))
headings = st.sampled_from(
    [f"[{table}]" for table in (*SINGLE_TABLES, "values", "calendar.codes")]
    + [f"[[{table}]]" for table in ARRAY_TABLES]
)


@given(st.lists(headings | st.tuples(keys, toml_values).map(" = ".join), max_size=8))
def test_no_text_is_a_fault(lines):
    """Whatever stands in the file, the answer is a profile or problems with sentences."""
    for problem in problems_in("\n".join(lines)):
        assert problem.what.endswith(".")
        assert problem.mend


def test_a_trip_ends_after_it_starts():
    """A trip the wrong way round says what its two times are."""
    trip = '[[trip]]\ntime_zone = "Asia/Tokyo"\n'
    problem = only_problem(f"{trip}start = 2026-11-20\nend = 2026-11-14T10:00:00\n")
    assert problem.what.startswith("[[trip]] ")
    assert "before it starts" in problem.what
    assert "home again" in problem.mend


def test_a_trip_names_a_zone_that_exists():
    """Without one, or with a place that is none, it is told."""
    (missing,) = problems_in("[[trip]]\nend = 2026-11-14\n")
    assert "time_zone" in missing.what
    assert (
        "Kolkatta" in only_problem('[[trip]]\ntime_zone = "Asia/Kolkatta"\nend = 2026-11-14\n').what
    )


def test_a_season_weighs_only_values_that_exist():
    """A misspelt value names the one probably meant."""
    problem = only_problem(f"[values]\nfamily = 2\n{SEASON}values = {{ famil = 4 }}\n")

    assert problem.what == '`values` in [[season]] "Wards" names "famil", which nothing else names.'
    assert problem.mend == 'Did you mean "family"?'


def test_a_weight_in_a_season_is_positive():
    """Zero is no weight; the place is the season's."""
    problem = only_problem(f"[values]\nfamily = 2\n{SEASON}values = {{ family = 0 }}\n")

    assert "`values` for " in problem.what
