"""Tables of programmes are read in whatever shape a person has them."""

from datetime import date, datetime

import pytest
from workbooks_made import workbook

from trimtab.domain.programmes import FACT_COLUMNS, Fact
from trimtab.programmes.reading import read_programmes

HEAD = "id,name,specialty"
IM = "internal medicine"


def read(content, **choices):
    return read_programmes(content, "mine.csv", **choices)


def one(content, **choices):
    """The only programme of a table without problems."""
    found, problems = read(content, **choices)
    assert problems == ()
    (programme,) = found
    return programme


def texts(problems):
    return [f"{problem.line}: {problem.what} {problem.mend}" for problem in problems]


def test_a_name_a_state_and_a_specialty_are_enough():
    """An id is made of the three, and the state becomes its two letters."""
    found = one("Program,State,Specialty\nSynthetic A,ohio,IM\n")
    assert (found.id, found.name, found.specialty) == (
        "synthetic-a-oh-internal-medicine",
        "Synthetic A",
        IM,
    )
    assert found.facts == {"state": Fact("OH")}
    assert found.line == 2


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_encodings_are_told_from_the_bytes(sign, encoding):
    """Whatever parts the columns and however letters are kept, the same programme is read."""
    rows = [["id", "name", "specialty"], ["a1", "Zoë's Place", "FM"], ["a2", "Other", "FM"]]
    text = "\r\n".join(sign.join(row) for row in rows)
    found, problems = read(text.encode(encoding))
    assert problems == ()
    assert [(each.id, each.name) for each in found] == [("a1", "Zoë's Place"), ("a2", "Other")]


def test_western_european_files_are_read_and_told():
    """A file in cp1252 keeps its accents, and how it was read is told."""
    found, problems = read("id,name,specialty\n1,Zoë,IM\n".encode("cp1252"))
    assert found[0].name == "Zoë"
    assert "cp1252" in problems[0].what


def test_quoted_cells_keep_signs_and_lines():
    """A delimiter, a quote and a line break inside quotes are part of the cell."""
    found, problems = read('id,name,specialty\n1,"A, ""B""\nC",IM\n2,D,IM\n')
    assert problems == ()
    assert [(each.name, each.line) for each in found] == [('A, "B" C', 2), ("D", 4)]


@pytest.mark.parametrize(
    "table",
    [
        "name\tstate\tspecialty\nSynthetic A\tOH\tIM\nSynthetic B, Ohio\tOH\tIM",
        """| name | state | specialty |
           |:---|---|---:|
           | Synthetic A | OH | IM |
           | Synthetic B, Ohio | OH | IM |""",
        """
name               state   specialty
Synthetic A        OH      IM
Synthetic B, Ohio  OH      IM""",
        "Synthetic A\tOH\tIM\nSynthetic B, Ohio\tOH\tIM",
    ],
    ids=["tabs", "markdown", "spaces", "no headings"],
)
def test_pasted_tables_are_read(table):
    """Tabs, markdown, several spaces, and a table that lost its headings."""
    found, _ = read(table, specialties=("IM",))
    assert [(each.name, each.specialty, each.text("state")) for each in found] == [
        ("Synthetic A", IM, "OH"),
        ("Synthetic B, Ohio", IM, "OH"),
    ]


def test_a_gap_between_spaces_stays_a_gap():
    """A cell left empty in a table of spaces does not move its neighbours."""
    table = "name          state   visa   specialty\nSynthetic A   OH             IM\n"
    found, _ = read(table)
    assert found[0].facts == {"state": Fact("OH")}
    assert found[0].specialty == IM


def test_headings_have_many_spellings():
    """The headings people use for the same thing mean the same."""
    table = (
        "ACGME id;Program name;Discipline;IMG %;Step 2 CK cut-off;Visa sponsorship;YOG;USCE months"
        "\n1403511234;Synthetic A;IM;45;230;J-1/H-1B;5;3\n"
    )
    found = one(table)
    assert found.id == "1403511234"
    assert {name: fact.value for name, fact in found.facts.items()} == {
        "img_share": 0.45,
        "step2_cutoff": 230.0,
        "visa": "both",
        "years_since_graduation": 5.0,
        "us_months": 3.0,
    }


def test_every_fact_has_a_column_a_source_and_a_day():
    """All facts are read, each with what stands beside it."""
    samples = {"number": "7", "share": "60 %", "text": "Ohio", "yes": "yes"}
    heads, cells = [], []
    for name, column in FACT_COLUMNS.items():
        value = column.choices[0] if column.choices else samples[column.kind]
        if column.kind == "number":
            value = str(max(column.least, min(column.most, 40)))
        heads += [name, f"{name}_source", f"{name}_checked"]
        cells += [value, f"page of {name}", "2026-09-02"]
    found = one(f"{HEAD},{','.join(heads)}\n1,A,IM,{','.join(cells)}\n")
    assert set(found.facts) == set(FACT_COLUMNS)
    for name, fact in found.facts.items():
        assert fact.source == f"page of {name}"
        assert fact.checked == date(2026, 9, 2)


def test_a_source_for_the_row_speaks_for_facts_without_their_own():
    """One column of sources and days is enough; a fact's own comes first."""
    table = f"{HEAD},visa,state,source,checked,visa_source\n1,A,IM,J-1,OH,its site,46267,a letter\n"
    found = one(table)
    assert found.facts["state"] == Fact("OH", "its site", date(2026, 9, 2))
    assert found.facts["visa"] == Fact("j1", "a letter", date(2026, 9, 2))


@pytest.mark.parametrize("word", ["", "?", "n/a", "N/A", "-", "\u2013", "unknown", "#N/A"])
def test_unknown_is_never_no(word):
    """Whatever says that it is not known leaves the fact out, and no problem is made of it."""
    found = one(f"{HEAD},visa,step2_cutoff,research,chance\n1,A,IM,{word},{word},{word},{word}\n")
    assert found.facts == {}
    assert found.chance is None


def test_no_visa_is_a_fact_and_not_unknown():
    """A stated no is kept as such."""
    assert one(f"{HEAD},visa\n1,A,IM,No\n").facts == {"visa": Fact("none")}


def test_a_visa_of_no_kind_stays_unknown():
    """That visas are sponsored does not say which, so nothing is assumed."""
    found, problems = read(f"{HEAD},visa\n1,A,IM,yes\n")
    assert found[0].facts == {}
    assert "not which" in problems[0].what


@pytest.mark.parametrize(
    ("j1", "h1b", "visa"),
    [
        ("Yes", "Yes", "both"),
        ("Yes", "No", "j1"),
        ("No", "Yes", "h1b"),
        ("No", "No", "none"),
        ("Yes", "", None),
        ("?", "No", None),
    ],
)
def test_a_column_for_each_visa_makes_one_fact(j1, h1b, visa):
    """Only where both are known: what one column says must not deny the other visa."""
    found = one(f"{HEAD},J-1,H-1B\n1,A,IM,{j1},{h1b}\n")
    assert found.text("visa") == visa


def test_own_words_are_read():
    """Chances, worth, cost, signal and status, however they are written."""
    table = (
        f"{HEAD},chance,interview_chance,worth,cost,signal,status\n"
        "1,A,IM,60 %,0.8,550,$11,gold,interview\n"
    )
    found = one(table)
    assert (found.chance, found.interview_chance, found.worth, found.cost) == (0.6, 0.8, 550, 11)
    assert (found.signal, found.status) == ("gold", "offer")


def test_an_id_alone_names_a_programme():
    """Rows with an id, a chance and a worth need nothing else."""
    found, problems = read("id,chance,worth\nx1,0.5,4\n", specialties=("IM",))
    assert [(each.id, each.name, each.specialty) for each in found] == [("x1", "x1", IM)]
    assert "no column of specialties" in problems[0].what


def test_columns_of_costs_are_kept_by_name():
    """Any column named for it is read as money, known ones too; one that is not there is told."""
    table = f"{HEAD},Hotel,flight_hours\n1,A,IM,$120,3\n"
    found, problems = read(table, cost_columns=("hotel", "flight_hours", "train"))
    assert found[0].costs == {"hotel": 120.0, "flight_hours": 3.0}
    assert found[0].number("flight_hours") == 3
    (told,) = problems
    assert told.what == (
        'There is no column headed "train" to take costs from. The columns are '
        '"id", "name", "specialty", "Hotel", "flight_hours".'
    )


def test_titles_stand_above_headings_and_footers_below():
    """Headings are found below title lines; a footer and a second heading are no programmes."""
    table = (
        "My list\n\nmade in October,,\nname,state,specialty\nA,OH,IM\n,,\nname,state,specialty\n"
        "B,OH,IM\nTotal,2,\nExported 2026-10-01,,\n"
    )
    found, problems = read(table)
    assert [each.name for each in found] == ["A", "B"]
    assert [problem.line for problem in problems] == [9, 10]
    assert "footer" in problems[0].what


def test_city_and_state_may_share_a_cell():
    """The text "Columbus, OH" is a city and a state."""
    found = one(f'{HEAD},location\n1,A,IM,"Columbus, Ohio"\n')
    assert found.facts == {"city": Fact("Columbus"), "state": Fact("OH")}


def test_a_track_may_stand_in_the_specialty():
    """The text "Surgery (prelim)" is general surgery on the preliminary track."""
    found = one(f"{HEAD}\n1,A,Surgery (prelim)\n")
    assert (found.specialty, found.text("track")) == ("general surgery", "preliminary")


def test_workbooks_are_read_from_the_sheet_with_programmes():
    """Cover sheets are passed over, ids stay whole numbers, days and shares are understood."""
    rows = [
        ["Programmes of interest"],
        [],
        ["ACGME ID", "Program", "Specialty", "IMG %", "IMG % source", "Visa", "Visa checked"],
        [1403511234, "A", "IM", 0.45, "its site", "J1", datetime(2026, 9, 2)],
        [1403511235, "B", "IM", 0.10, None, "?", None],
    ]
    book = workbook([["Read me"], ["Hello"]], rows, titles=("Cover", "List"))
    found, problems = read_programmes(book, "mine.xlsx")
    assert problems == ()
    assert [each.id for each in found] == ["1403511234", "1403511235"]
    assert found[0].facts == {
        "img_share": Fact(0.45, "its site"),
        "visa": Fact("j1", "", date(2026, 9, 2)),
    }
    assert found[0].line == 4
