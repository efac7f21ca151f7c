"""The table: what comes in as a file, pasted or by hand, and what cannot be used of it."""

from __future__ import annotations

import io
import zipfile

import pytest
from applying_steps import TABLE, YOU, bring, with_list, words

from trimtab.programmes.reading import read_programmes


def bomb() -> bytes:
    """A workbook of few bytes that would unpack to a hundred million."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000_000)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "No file was chosen"),
        (b"   \n", "No file was chosen"),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"PK\x03\x04 cut", "broken"),
        (b"just words", "No row of headings"),
        (bomb(), "more than 64 MiB"),
        (b"x" * (10 * 2**20 + 1), "larger than 10 MiB"),
    ],
)
def test_what_is_no_table_is_said_and_changes_nothing(client, desk, content, said):
    """Whatever comes in its place, the table from before stays."""
    bring(client)
    answer = bring(client, content, "x.xlsx")
    assert answer.status_code == 422
    assert said in words(answer)
    assert desk.store.application().programmes == TABLE.encode()


def test_every_problem_is_told_with_its_row_and_remedy(client):
    """A chance of 1.2 and a row without a name are told; the rest is used."""
    table = "name,state,specialty,chance\nLakeside,OH,IM,1.2\n,OH,IM,0.5\nHillside,OH,IM,0.5\n"
    with_list(client, table)
    said = words(client.get("/apply/programmes"))
    assert "2 programmes of internal medicine read, 2 things to know" in said
    assert "<b>Row 2.</b>" in said
    assert "<b>Row 3.</b>" in said
    assert "Give it a name or an id" in said


def test_rows_may_be_pasted(client, desk):
    """A table copied out of a spreadsheet comes in as text."""
    client.post("/apply/programmes", data={"pasted": TABLE.replace(",", "\t")})
    kept = desk.store.application()
    assert kept.programmes_name == "pasted table"
    client.post("/apply/you", data=YOU)
    assert "4 programmes of internal medicine" in words(client.get("/apply/programmes"))


def test_a_table_is_given_back_as_it_came(client):
    """What was brought is downloaded byte for byte, under a name no header breaks at."""
    bring(client, TABLE, 'my"\r\nX-Evil: 1 é.csv')
    answer = client.get("/apply/programmes/kept")
    assert answer.content == TABLE.encode()
    assert "x-evil" not in answer.headers


def test_the_table_to_fill_in_reads_without_a_problem(client):
    """The template names programmes that the reader takes as they stand."""
    content = client.get("/apply/programmes/template.csv").content
    found, problems = read_programmes(content, "t", specialties=("internal medicine",))
    assert (len(found), problems) == (2, ())


def test_programmes_are_typed_in_one_by_one(client, desk):
    """Name, state and specialty are enough, and two of a name are two."""
    for _ in range(2):
        sent = {"name": "Lakeside", "state": "ohio", "specialty": "IM"}
        assert client.post("/apply/programmes/add", data=sent).status_code == 303
    client.post("/apply/you", data=YOU)
    assert desk.store.application().programmes_name == "programmes.csv"
    assert "2 programmes of internal medicine" in words(client.get("/apply/programmes"))


def test_a_row_that_lacks_something_is_asked_for(client, desk):
    """A state that is none is told beside its field, with what was typed."""
    sent = {"name": "", "state": "Ohoi", "specialty": ""}
    answer = client.post("/apply/programmes/add", data=sent)
    assert answer.status_code == 422
    said = words(answer)
    for sentence in ("Give the programme a name", "“Ohoi” is no state", "Say its specialty"):
        assert sentence in said
    assert desk.store.application() is None


def test_a_new_table_keeps_answers_of_the_same_programmes(client, desk):
    """Who brings their table again has not to say again who invited them."""
    with_list(client)
    client.post("/apply/answer", data={"programme": "Hillside", "answer": "offer"})
    bring(client, TABLE + "Valley,OH,internal medicine,,,,,,\n")
    assert desk.store.application().answers == (("hillside-oh-internal-medicine", "offer"),)
    assert "the 1 that invited you" in words(client.get("/apply/rank"))


def test_the_table_is_given_with_the_answers(client):
    """What commands read has every answer as its status."""
    with_list(client)
    client.post("/apply/answer", data={"programme": "Hillside", "answer": "offer"})
    content = client.get("/apply/programmes/answered.csv").content
    found, _ = read_programmes(content, "t", specialties=("internal medicine",))
    assert {one.name: one.status for one in found} == {
        "Lakeside": None, "Hillside": "offer", "Riverside": None, "Seaside": "applied",
    }  # fmt: skip


def test_somebody_invented_goes_with_their_table(client, desk):
    """One's own table never gets an invented person's score; one's own profile stays."""
    client.post("/apply/example")
    assert bring(client).headers["location"] == "/apply/you"
    assert desk.store.application().profile == ""
    assert not desk.store.application().is_example


def test_what_is_one_s_own_never_goes_for_what_is_invented(client, desk):
    """One's own profile stays beside invented programmes and after them; so does a table."""
    client.post("/apply/you", data=YOU)
    mine = desk.store.application().profile
    client.post("/apply/example")
    assert desk.store.application().is_example
    bring(client)
    assert desk.store.application().profile == mine
    client.post("/apply/example")
    assert desk.store.application().programmes == TABLE.encode()


def test_a_table_of_another_specialty_says_what_is_missing(client):
    """No row of what is applied in is a sentence with two ways on, not an empty list."""
    answer = with_list(client, specialties="neurology")
    assert "No row of your table is of neurology" in words(answer)
