"""What is unusual in a sheet or a file as a whole is told, and changes nothing unseen."""

import io
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from workbooks_made import workbook

from trimtab.programmes import workbooks
from trimtab.programmes.grids import MOST_COLUMNS
from trimtab.programmes.reading import read_programmes

HEAD = ["id", "name", "specialty", "state"]


def read(content):
    return read_programmes(content, "mine.xlsx")


def told(problems, words):
    """The one problem that speaks of something."""
    (problem,) = [each for each in problems if words in each.what]
    assert problem.mend
    return problem


def rewritten(content, part, old, new):
    """The same workbook with words of one part exchanged."""
    held = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(held, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            assert name != part or old in text
            after.writestr(name, text.replace(old, new) if name == part else text)
    return held.getvalue()


def test_a_workbook_that_shows_no_sheet_is_told():
    """Where all sheets are hidden there is nothing to read, and it says so."""
    book = workbook([HEAD, [1, "A", "IM", "OH"]])
    found, problems = read(rewritten(book, "xl/workbook.xml", b'"visible"', b'"hidden"'))
    assert found == ()
    assert "Unhide" in told(problems, "shows no sheet").mend


def with_hidden_rows(content, *lines):
    """The same workbook with rows hidden."""
    book = load_workbook(io.BytesIO(content))
    for line in lines:
        book.active.row_dimensions[line].hidden = True
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_a_merged_cell_in_the_last_column_is_filled():
    """Rows that end before the merged cell are filled up to it, as the message says."""
    rows = [["name", "specialty", "chance", "state"], ["A", "IM", 0.5, "OH"]]
    rows += [["B", "IM", 0.5], ["C", "IM", 0.5]]
    found, problems = read(workbook(rows, merge=("D2:D4",)))
    assert [one.text("state") for one in found] == ["OH"] * 3
    assert "one merged cell (row 2)" in told(problems, "merged").what


def test_a_merged_cell_reaches_no_farther_than_the_table():
    """A title merged to the last column of the sheet does not widen every row."""
    rows = [HEAD, [1, "A", "IM", "OH"], [2, "B", "IM", None]]
    found, _ = read(workbook(rows, merge=("D2:XFD3",)))
    assert [one.text("state") for one in found] == ["OH", "OH"]


def test_merged_cells_without_end_are_refused(monkeypatch):
    """Merged cells that cover more than can be followed are told, and nothing is read."""
    monkeypatch.setattr(workbooks, "MOST_FILLED", 5)
    rows = [HEAD, [1, "A", "IM", "OH"], *([n, f"P{n}", "IM"] for n in range(2, 9))]
    found, problems = read(workbook(rows, merge=("D2:D9",)))
    assert found == ()
    assert told(problems, "merged cells cover too much")


def test_the_sheet_with_most_programmes_is_read():
    """Titles, notes and footers make no sheet longer."""
    notes = [HEAD, [1, "OnlyOne", "IM", "OH"], *([f"note {n}"] for n in range(20))]
    main = [HEAD, *([n, f"M{n}", "IM", "OH"] for n in range(5))]
    found, problems = read(workbook(notes, main))
    assert [one.name for one in found] == ["M0", "M1", "M2", "M3", "M4"]
    assert told(problems, '"Sheet1" also look like programmes')


def test_hidden_rows_count_and_are_told():
    """A filter leaves rows in the file; the person says whether they are meant."""
    rows = [HEAD, *([n, f"P{n}", "IM", "OH"] for n in range(2, 7))]
    found, problems = read(with_hidden_rows(workbook(rows), 3, 4, 6, 40))
    assert len(found) == 5
    problem = told(problems, "hides rows 3-4 and 6")
    assert problem.line == 3
    assert "they count like the others" in problem.what


def test_formulas_nobody_reckoned_are_told_with_their_rows():
    """Each row is named, also where several stand in one."""
    rows = [[*HEAD, "chance", "cost"], [1, "A", "IM", "OH", "=1/2", "=5+6"]]
    rows += [[2, "B", "IM", "OH", 0.5, 11], [3, "C", "IM", "OH", "=1/4", 11]]
    _, problems = read(workbook(rows))
    assert (
        "3 cells hold formulas nobody has reckoned (rows 2 and 4)"
        in told(problems, "formulas").what
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_columns_beyond_those_read_are_told(kind):
    """The limit is named, with the rows that reach beyond it."""
    rows = [[*HEAD, *(f"c{n}" for n in range(MOST_COLUMNS))], [1, "A", "IM", "OH"]]
    text = "\n".join(",".join(map(str, row)) for row in rows)
    found, problems = read(workbook(rows) if kind == "xlsx" else text)
    assert [one.name for one in found] == ["A"]
    assert "more stands beyond them in row 1" in told(problems, "first 200 columns").what


def test_empty_cells_beyond_the_columns_are_nothing():
    """A thousand commas at the end of a row are no cells."""
    found, problems = read(f"{','.join(HEAD)}\n1,A,IM,OH{',' * 1000}\n")
    assert len(found) == 1
    assert problems == ()


def test_a_quote_left_open_does_not_swallow_the_rest():
    """It is told with its row and passed over; the rows below are read."""
    table = 'id,name,specialty,state\n1,"A, B",IM,OH\n2,"C,IM,OH\n3,D,IM,OH\n4,"E",IM,OH'
    found, problems = read(table.rpartition("\n")[0] + "\n")
    assert [one.name for one in found] == ["A, B", "C", "D"]
    assert told(problems, "never closes").line == 3


def test_a_quote_that_closes_rows_below_is_told():
    """Rows that vanish into one cell are named."""
    table = 'id,name,specialty,state\n1,"A,IM,OH\n2,B,IM,OH\n3,C",IM,OH\n4,D,IM,OH\n'
    found, problems = read(table)
    assert [one.id for one in found] == ["1", "4"]
    assert told(problems, "reaches from row 2 to row 4").line == 2


def test_more_quotes_left_open_than_are_mended_one_by_one():
    """However many quotes are open, every row is read and the telling ends."""
    rows = "".join(f'{n},P{n},IM,OH\n{n}x,"Q{n}"","R,IM,OH\n' for n in range(60))
    found, problems = read(f"id,name,specialty,state\n{rows}")
    assert len(found) > 60
    assert len(problems) < 40


def test_an_open_quote_before_a_megabyte_is_found():
    """What a reader of text gives up on is not lost in silence."""
    rows = "".join(f"{n},Programme {n:060},IM,OH\n" for n in range(2, 20_002))
    found, problems = read(f'id,name,specialty,state\n1,"A,IM,OH\n{rows}')
    assert len(found) == 20_001
    assert told(problems, "never closes").line == 2
