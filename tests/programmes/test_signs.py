"""Numbers that can be read two ways are told, and none is off a thousandfold unseen."""

import pytest

from trimtab.programmes.reading import read_programmes

HEAD = "id;name;specialty"


def read(content):
    return read_programmes(content, "mine.csv")


def test_a_point_in_money_with_three_digits_behind_it_is_told():
    """Nobody asks for a third of a cent, so 1.200 may be twelve hundred."""
    found, problems = read(f"{HEAD};cost\n1;A;IM;1.200\n2;B;IM;11.50\n3;C;IM;1,200\n")
    assert [one.cost for one in found] == [None, 11.5, 1200]
    (problem,) = problems
    assert (problem.line, problem.what) == (2, '`cost` is "1.200", which can be 1200 or 1.2.')


def test_where_commas_are_decimal_signs_both_signs_are_in_doubt():
    """The sign of the table holds for all its numbers; other money keeps its own rule."""
    table = f"{HEAD};worth;cost\n1;A;IM;0,5;1.234,50\n2;B;IM;1.234;11\n3;C;IM;1,234;11\n"
    found, problems = read(table)
    assert [one.worth for one in found] == [0.5, None, None]
    assert found[0].cost == 1234.5
    assert [problem.line for problem in problems] == [3, 4]
    assert "1234 or 1.234" in problems[0].mend


def test_without_decimal_commas_a_comma_parts_thousands():
    """In a table that never uses decimal commas, 1,234 and 1.234 are as usual."""
    found, problems = read(f"{HEAD};worth\n1;A;IM;1,234\n2;B;IM;1.234\n")
    assert [one.worth for one in found] == [1234, 1.234]
    assert problems == ()


def test_the_bounds_of_a_column_may_leave_one_reading():
    """A latitude of 39,961 degrees can only mean one thing."""
    found, problems = read(f"{HEAD};latitude;longitude\n1;A;IM;39,961;-83.002\n2;B;IM;39,9;-83,1\n")
    assert (found[0].number("latitude"), found[0].number("longitude")) == (39.961, -83.002)
    assert problems == ()


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("chance", "<5%", None),
        ("chance", "~5%", 0.05),
        ("img_share", "at least 20 %", None),
        ("positions", "10+", None),
        ("positions", "< 10", None),
        ("step2_cutoff", ">=220", 220),
        ("step2_cutoff", "220+", 220),
        ("step2_cutoff", "< 220", None),
        ("years_since_graduation", "within 5 years", 5),
        ("years_since_graduation", "> 5", None),
    ],
)
def test_a_bound_is_no_number_but_where_bounds_belong(column, cell, value):
    """Less than five in a hundred is not five in a hundred."""
    (found,), problems = read(f"{HEAD};{column}\n1;A;IM;{cell}\n")
    assert (found.chance if column == "chance" else found.number(column)) == value
    assert bool(problems) == (value is None)


@pytest.mark.parametrize("cell", ["USD 30", "US$30", "US $ 30", "30 USD", "$30", "30 dollars"])
def test_dollars_are_understood_before_and_behind(cell):
    """The name of the money may stand on either side."""
    (found,), problems = read(f"{HEAD};cost\n1;A;IM;{cell}\n")
    assert (found.cost, problems) == (30, ())


@pytest.mark.parametrize("cell", ["CAD 30", "EUR50.000", "C$30", "30 GBP", "30€", "AU$ 30"])
@pytest.mark.parametrize("column", ["cost", "salary"])
def test_other_money_is_told_as_such(cell, column):
    """It is not converted, and the words fit prices and pay alike."""
    (found,), (problem,) = read(f"{HEAD};{column}\n1;A;IM;{cell}\n")
    assert (found.cost, found.number("salary")) == (None, None)
    assert f'"{cell}", which is not in US dollars' in problem.what
    assert problem.mend == "Write it in US dollars; until then it is not known."


def test_fractions_below_a_heading_in_per_cent_are_told():
    """Where 0.4 stands beside 50, it may have been meant as four in ten."""
    found, problems = read(f"{HEAD};chance %\n1;A;IM;50\n2;B;IM;0.4\n")
    assert [one.chance for one in found] == [0.5, 0.004]
    assert "all are per cent" in problems[0].what
