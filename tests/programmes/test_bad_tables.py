"""Whatever is wrong with a table is told with its row and a remedy, and the rest is used."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks_made import workbook

from trimtab.domain.programmes import Fact
from trimtab.programmes.reading import read_programmes

HEAD = "id,name,specialty"
IM = "internal medicine"
SMALL_BOOK = workbook([["id", "name", "specialty"], [1, "A", "IM"], [2, "B", "IM"]])


def read(content, **choices):
    return read_programmes(content, "mine.csv", **choices)


def told(problems, words):
    """The one problem that speaks of something."""
    (problem,) = [each for each in problems if words in each.what]
    assert problem.mend
    return problem


def test_a_chance_above_certainty_is_told_and_unknown():
    """1.2 and 120 % are no chances; "60 %" is 0.6 and the row stays."""
    found, problems = read(f"{HEAD},chance\n1,A,IM,1.2\n2,B,IM,120 %\n3,C,IM,60 %\n")
    assert [each.chance for each in found] == [None, None, 0.6]
    assert [problem.line for problem in problems] == [2, 3]
    assert "0.6 or as 60 %" in problems[0].mend


def test_hundredths_need_a_sign_for_chances():
    """A bare 60 is no chance; below a heading with a % it is six in ten."""
    assert read(f"{HEAD},chance\n1,A,IM,60\n")[0][0].chance is None
    assert read(f"{HEAD},Chance %\n1,A,IM,60\n")[0][0].chance == 0.6


def test_shares_in_whole_numbers_are_read_as_per_cent_and_told():
    """45 below "IMG share" can only mean hundredths; that it was read so is told."""
    found, problems = read(f"{HEAD},img_share\n1,A,IM,45\n2,B,IM,0\n")
    assert [each.number("img_share") for each in found] == [0.45, 0]
    assert "per cent" in told(problems, "img_share").what


def test_other_money_is_told_and_not_converted():
    """Euros in a cell or in the heading leave the cost unknown."""
    found, problems = read(f"{HEAD},cost\n1,A,IM,€40\n2,B,IM,11\n")
    assert [each.cost for each in found] == [None, 11]
    assert told(problems, "€40").line == 2
    found, problems = read(f"{HEAD},cost (EUR)\n1,A,IM,40\n")
    assert found[0].cost is None
    assert "dollars" in problems[0].what


def test_an_id_that_comes_twice_counts_once():
    """The second row is left out, and told with the row of the first."""
    found, problems = read(f"{HEAD}\n7,A,IM\n8,B,IM\n7,C,IM\n")
    assert [each.name for each in found] == ["A", "B"]
    assert "row 2" in told(problems, '"7"').what
    assert problems[0].line == 4


def test_a_name_that_comes_twice_in_a_state_and_specialty_counts_once():
    """Without ids, name, state and specialty tell programmes apart; capitals do not."""
    table = "name,state,specialty\nA,OH,IM\na,Ohio,internal medicine\nA,TX,IM\nA,OH,FM\n"
    found, problems = read(table)
    assert [each.line for each in found] == [2, 4, 5]
    assert told(problems, "same state and specialty").line == 3


def test_two_ids_with_one_name_are_both_kept_and_told():
    """Nothing that may be another programme is left out; the person decides."""
    found, problems = read(f"{HEAD}\n1,A,IM\n2,A,IM\n")
    assert [each.id for each in found] == ["1", "2"]
    assert "both are kept" in problems[0].what


def test_tracks_and_cities_keep_programmes_apart():
    """Two tracks of a programme get two ids."""
    found, problems = read(
        "name,state,specialty,track\nA,OH,IM,categorical\nA,OH,IM,preliminary\nA,OH,IM,\n"
    )
    assert problems == ()
    assert [each.id for each in found] == [
        "a-oh-internal-medicine",
        "a-oh-internal-medicine-preliminary",
        "a-oh-internal-medicine-2",
    ]


def test_other_specialties_are_told_once_each_and_left_out():
    """Rows of what is not applied in are counted by specialty, with the first row."""
    table = f"{HEAD}\n1,A,IM\n2,B,Peds\n3,C,Pediatrics\n4,D,Internl Medicin\n"
    found, problems = read(table, specialties=("internal medicine",))
    assert [each.id for each in found] == ["1"]
    assert told(problems, "2 rows are of pediatrics").line == 3
    assert '"internal medicine"' in told(problems, "internl medicin").mend


def test_all_specialties_are_kept_where_none_is_asked_for():
    """Without an applicant there is nothing to leave out."""
    assert len(read(f"{HEAD}\n1,A,IM\n2,B,Peds\n")[0]) == 2


def test_a_missing_column_of_names_is_told_with_what_was_understood():
    """Rows that name nobody cannot be used; the headings that are there are named."""
    found, problems = read("state,specialty,Wert\nOH,IM,3\n")
    assert found == ()
    assert "Understood: specialty, state" in problems[0].what
    assert '"Wert"' in problems[0].what


def test_a_missing_specialty_is_the_applicants_and_told():
    """Without the column, and in an empty cell, rows are of the first specialty applied in."""
    found, problems = read("name,state\nA,OH\n", specialties=("FM", "IM"))
    assert found[0].specialty == "family medicine"
    assert "family medicine" in told(problems, "no column of specialties").what
    found, problems = read("name,specialty\nA,\nB,FM\n", specialties=("FM",))
    assert [each.specialty for each in found] == ["family medicine"] * 2
    assert told(problems, "says no specialty").line == 2


def test_columns_nobody_understands_are_told():
    """What is not used is named once; notes and websites are passed over in silence."""
    _, problems = read(f"{HEAD},Vibe,Notes,Website\n1,A,IM,good,n,w\n")
    assert '"Vibe"' in told(problems, "Not understood").what
    assert "Notes" not in problems[0].what


def test_two_columns_with_one_meaning_are_told():
    """The first is used, and both are named by their headings."""
    found, problems = read("name,state,specialty,chance,Match chance,Hospital\nA,OH,IM,.3,.4,B\n")
    assert (found[0].name, found[0].chance) == ("A", 0.3)
    assert '"chance" is used, and the later "Match chance" not' in problems[0].what
    assert '"name" is used, and the later "Hospital" not' in problems[1].what
    assert {problem.line for problem in problems} == {1}


def test_two_columns_headed_alike_are_told():
    """Also where the headings are the same letter by letter."""
    _, problems = read("name,state,specialty,chance,chance\nA,OH,IM,.3,.4\n")
    assert told(problems, "Two columns say the same").line == 1


def test_a_column_of_costs_asked_for_is_no_double():
    """Two columns of fees, one of them asked for by its name, are both used."""
    found, problems = read("id,state,specialty,fee,cost\n1,OH,IM,11,30\n", cost_columns=("cost",))
    assert (found[0].cost, found[0].costs, problems) == (11, {"cost": 30}, ())


def test_states_unheard_of_are_told():
    """A misspelt state counts as no tie; a place abroad is told by its country."""
    table = "name,state,specialty,country\nA,ZZ,IM,\nB,Ontario,IM,Canada\nC,oh,IM,USA\n"
    found, problems = read(table)
    assert [each.text("state") for each in found] == ["ZZ", "Ontario", "OH"]
    assert told(problems, "no state known").line == 2


def test_a_missing_column_of_states_is_told_to_who_applies():
    """Ties and distances need it; rows that say chance and worth need nothing."""
    found, problems = read("name,specialty\nA,IM\n", specialties=("IM",))
    assert len(found) == 1
    assert told(problems, "no column of states")
    assert read("name,specialty,chance,worth\nA,IM,.4,3\n", specialties=("IM",))[1] == ()


def test_more_interviews_than_applications_are_told_and_not_used():
    """Which of the two is wrong cannot be told, so both stay unknown."""
    table = f"{HEAD},applications,interviews\n1,A,IM,100,500\n2,B,IM,500,100\n"
    found, problems = read(table)
    assert found[0].facts == {}
    assert found[1].number("interviews") == 100
    problem = told(problems, "500 `interviews` for 100 `applications`")
    assert (problem.line, "neither is used" in problem.what) == (2, True)


def test_a_chance_above_that_of_an_interview_is_told():
    """Nobody is matched who was not interviewed; the chance of a match counts."""
    found, problems = read(f"{HEAD},chance,interview_chance\n1,A,IM,0.5,0.3\n2,B,IM,.3,.3\n")
    assert [(one.chance, one.interview_chance) for one in found] == [(0.5, None), (0.3, 0.3)]
    assert told(problems, "above `interview_chance`").line == 2


def test_a_row_with_more_cells_than_headings_is_told():
    """A comma outside quotes moves what stands after it; empty cells at the end do not matter."""
    found, problems = read(f"{HEAD}\n1,A, Ohio,IM\n2,B,IM,,\n")
    assert [each.id for each in found] == ["1", "2"]
    assert told(problems, "4 cells and the table 3 headings").line == 2


@pytest.mark.parametrize(
    ("cell", "visa"),
    [
        ("J-1 visa through ECFMG", "j1"),
        ("J-1, H-1B", "both"),
        ("J-1 visa through ECFMG, H-1B visa, F-1 visa", "both"),
        ("H1B only", "h1b"),
        ("F-1", None),
        ("J-1 preferred", None),
        ("J-1 yes, H-1B no", None),
        ("no visas", "none"),
    ],
)
def test_visas_are_read_only_where_nothing_else_is_said(cell, visa):
    """A list of visas is understood; words that could mean anything leave it unknown."""
    found, problems = read(f'{HEAD},visa\n1,A,IM,"{cell}"\n')
    assert found[0].text("visa") == visa
    assert bool(problems) == (visa is None)


def test_a_row_without_a_name_is_told():
    """The rest of the table is used."""
    found, problems = read("name,state,specialty\n,OH,IM\nB,OH,IM\n")
    assert [each.name for each in found] == ["B"]
    assert told(problems, "names no programme").line == 2


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("step2_cutoff", "230 preferred"),
        ("step2_cutoff", "20"),
        ("positions", "10-12"),
        ("latitude", "95"),
        ("research", "maybe"),
        ("track", "evening"),
        ("signal", "platinum"),
        ("status", "hopeful"),
        ("worth", "0"),
        ("cost", "-4"),
        ("salary", "£30,000"),
        ("chance", "inf"),
    ],
)
def test_a_cell_that_cannot_be_used_leaves_the_rest(column, cell):
    """The cell is told by its column, the programme stays, the fact is unknown."""
    found, (problem,) = read(f'{HEAD},{column},city\n1,A,IM,"{cell}",Here\n')
    assert found[0].facts == {"city": Fact("Here")}
    assert (found[0].signal, found[0].status, found[0].worth, found[0].cost) == (None,) * 4
    assert problem.what.startswith(f"`{column}`")
    assert problem.line == 2
    assert problem.mend


def test_a_day_that_is_none_is_told():
    """A fact stays where only the day it was checked cannot be read."""
    found, problems = read(f"{HEAD},visa,visa_checked\n1,A,IM,J1,last week\n")
    assert found[0].facts == {"visa": Fact("j1")}
    assert told(problems, "last week").line == 2


def test_the_same_complaint_is_made_once_with_its_rows():
    """Five statuses of one unknown word are one line that names the other rows."""
    rows = "".join(f"{n},P{n},IM,Foo\n" for n in (1, 2, 3)) + "4,P,IM,offer\n5,Q,IM,Foo\n"
    _, (problem,) = read(f"{HEAD},status\n{rows}")
    assert problem.line == 2
    assert problem.what == '`status` is "Foo". The same in rows 3-4 and 6.'


def test_the_words_of_the_pages_are_read():
    """What the answers are called on the list means the same in a table."""
    means = {
        "Said no": "rejected", "Not yet": None, "Interview invite": "offer", "Invited": "offer",
        "Applied": "applied", "Waitlist": "waitlist",
    }  # fmt: skip
    rows = "".join(f"{n},P{n},IM,{word}\n" for n, word in enumerate(means))
    found, problems = read(f"{HEAD},status\n{rows}")
    assert problems == ()
    assert [one.status for one in found] == [*means.values()]


def test_problems_of_a_kind_beyond_ten_are_summed_up():
    """Forty wrong chances, each wrong in its own way, make eleven problems."""
    rows = "".join(f"{n},P{n},IM,{n + 2}\n" for n in range(40))
    found, problems = read(f"{HEAD},chance\n{rows}")
    assert len(found) == 40
    assert len(problems) == 11
    assert problems[-1].what == "And 30 more like these, in rows 12 to 41."


def test_twenty_thousand_rows_are_read_and_more_are_cut():
    """A table of 20,000 rows is read whole; beyond 25,000 the rest is told and left out."""
    rows = "".join(f"{n},Synthetic {n},IM,OH,{n % 7}\n" for n in range(26_000))
    lines = f"{HEAD},state,positions\n{rows}".splitlines(keepends=True)
    found, problems = read("".join(lines[:20_001]))
    assert (len(found), problems) == (20_000, ())
    found, problems = read("".join(lines))
    assert len(found) == 25_000
    assert told(problems, "first 25000 rows")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf\n\n",
        b"PK\x03\x04broken",
        b"%PDF-1.7",
        b"\x89PNG\r\n",
        b"\xd0\xcf\x11\xe0old",
        bytes(range(256)) * 8,
        b"just one line of prose",
        b"name\n",
        b"id,name,specialty\n",
        "a poem\nwithout, any\ntable; at\tall",
    ],
)
def test_what_is_no_table_is_told(content):
    """Nothing is found, and a remedy is named."""
    found, problems = read(content)
    assert found == ()
    assert problems
    assert all(problem.mend for problem in problems)


def test_merged_cells_are_filled_and_told():
    """A state merged over three rows holds for all three; a merged title is nobody's."""
    rows = [
        ["My programmes", None, None],
        ["name", "state", "specialty"],
        ["A", "Ohio", "IM"],
        ["B", None, "IM"],
        ["C", None, "IM"],
    ]
    book = workbook(rows, merge=("A1:C1", "B3:B5"))
    found, problems = read_programmes(book, "mine.xlsx")
    assert [each.text("state") for each in found] == ["OH"] * 3
    assert "one merged cell (row 3)" in told(problems, "merged").what


def test_a_merged_name_over_two_rows_is_a_programme_twice():
    """Filling can only make rows alike; that is told as any other double row."""
    rows = [["name", "state", "specialty"], ["A", "OH", "IM"], [None, "OH", "IM"]]
    found, problems = read_programmes(workbook(rows, merge=("A2:A3",)), "mine.xlsx")
    assert len(found) == 1
    assert told(problems, "same state and specialty").line == 3


def test_formulas_without_a_value_are_unknown_and_told():
    """A formula that nobody reckoned holds nothing; one cell of it does not spoil the row."""
    rows = [["id", "name", "specialty", "chance"], [1, "A", "IM", "=1/2"]]
    found, problems = read_programmes(workbook(rows), "mine.xlsx")
    assert (found[0].name, found[0].chance) == ("A", None)
    assert told(problems, "One cell holds a formula").line == 2


def test_a_day_where_a_number_belongs_is_told():
    """Spreadsheets turn "3-10" into a day; it is no number of positions."""
    rows = [["id", "name", "specialty", "positions"], [1, "A", "IM", datetime(2026, 3, 10)]]
    found, problems = read_programmes(workbook(rows), "mine.xlsx")
    assert found[0].facts == {}
    assert told(problems, "holds the date 2026-03-10").line == 2


def test_cells_of_every_kind_are_read_or_told():
    """Ticks, clock times, lengths and errors of a spreadsheet never break a row."""
    head = ["id", "name", "specialty", "research", "hours_per_week", "call_per_month", "salary"]
    rows = [head, [1, "A", "IM", True, timedelta(hours=60), time(7, 30), "#N/A"]]
    found, problems = read_programmes(workbook(rows), "mine.xlsx")
    assert found[0].facts == {"research": Fact(value=True), "hours_per_week": Fact(60.0)}
    assert told(problems, "07:30").line == 2


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5000), st.integers(0, 255), st.booleans())
def test_a_broken_workbook_is_told(at, byte, is_cut):
    """Cut anywhere or with any byte changed, a workbook gives programmes or problems."""
    whole = bytearray(SMALL_BOOK)
    at %= len(whole)
    whole[at] = byte
    found, problems = read_programmes(bytes(whole[: at if is_cut else None]), "mine.xlsx")
    assert found or problems


def test_a_very_large_file_is_refused():
    """Beyond 20 MiB nothing is read, and that is told."""
    found, problems = read(b"a" * (20 * 2**20 + 1))
    assert found == ()
    assert "larger than 20 MiB" in problems[0].what


def test_a_second_sheet_of_programmes_is_told():
    """The sheet with more rows is read, and the other one named."""
    head = ["id", "name", "specialty"]
    book = workbook([head, [1, "A", "IM"]], [head, [2, "B", "IM"], [3, "C", "IM"]])
    found, problems = read_programmes(book, "mine.xlsx")
    assert [each.id for each in found] == ["2", "3"]
    assert '"Sheet1" also look' in told(problems, "Sheet").what


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_nothing_makes_reading_fail(content):
    """Any bytes and any text give programmes or problems."""
    found, problems = read(content)
    assert found or problems


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), max_size=8))
def test_no_cell_makes_reading_fail(rows):
    """Any cells below known headings give programmes or problems, each id once."""
    lines = ["name,visa,chance,positions,visa_checked,cost"]
    lines += [",".join(f'"{cell}"'.replace("\0", "") for cell in row) for row in rows]
    found, problems = read("\n".join(lines))
    assert found or problems
    assert len({each.id for each in found}) == len(found)
