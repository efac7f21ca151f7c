"""The table: what comes in as a file, pasted or by hand, and what cannot be used of it."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import pytest
from applying_steps import FOLDER, TABLE, YOU, bring, with_list, words

from trimtab.programmes.reading import read_programmes
from trimtab.programmes.writing import programmes_to_xlsx


def bomb() -> bytes:
    """A workbook of few bytes that would unpack to seventy million."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"   \n", "is empty"),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"PK\x03\x04 cut", "broken"),
        (b"just words", "No row of headings"),
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


def test_a_bomb_is_said_and_changes_nothing(client, desk):
    """What would fill memory stays packed, and the table from before stays."""
    test_what_is_no_table_is_said_and_changes_nothing(client, desk, bomb(), "more than 64 MiB")


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


OWN = (
    b"My programmes,,,,\nProgram;St;Field;My notes;status\n"
    b'Lakeside;OH;IM;ask "Ann";Foo\n;OH;IM;no name;\nH\xfcgel;OH;IM;;\n'
)


@pytest.mark.parametrize("table", [OWN, OWN.decode("cp1252").replace("\n", "\r\n").encode()])
def test_one_more_leaves_a_brought_table_as_it_is(client, desk, table):
    """Notes, cells and rows that were not understood stand where they stood, one row below them."""
    with_list(client, table)
    sent = {"name": "Valley; East", "state": "Texas", "specialty": "IM"}
    assert client.post("/apply/programmes/add", data=sent).status_code == 303
    text = client.get("/apply/programmes/kept").content.decode("utf-8-sig")
    before = table.decode("utf-8" if b"\r\n" in table else "cp1252")
    assert text.replace("\r\n", "\n") == (
        before.replace("\r\n", "\n") + '"Valley; East";TX;internal medicine;;\n'
    )
    assert desk.store.application().programmes_name == "mine.csv"
    assert "3 programmes of internal medicine" in words(client.get("/apply/programmes"))


@pytest.mark.parametrize(
    "table",
    [
        "| name | state | specialty |\n|---|---|---|\n| A | OH | IM |\n| B | OH | IM |",
        "name          state   specialty\nSynthetic A   OH      IM\nSynthetic B   OH      IM\n",
        "Synthetic A\tOH\tIM\nSynthetic B\tOH\tIM",
        "name,state\nA,OH\nB,OH\n",
    ],
    ids=["markdown", "spaces", "no headings", "no specialty"],
)
def test_one_more_in_a_pasted_table_of_any_shape(client, desk, table):
    """Below columns however parted stands one row of the same kind."""
    client.post("/apply/programmes", data={"pasted": table})
    client.post("/apply/you", data=YOU)
    sent = {"name": "C", "state": "", "specialty": "IM"}
    assert client.post("/apply/programmes/add", data=sent).status_code == 303
    assert desk.store.application().programmes.decode().startswith(table)
    assert "3 programmes of internal medicine" in words(client.get("/apply/programmes"))


def test_one_that_stands_there_is_not_added_again(client, desk):
    """The same name, state and specialty in a table without ids is said beside the name."""
    with_list(client)
    sent = {"name": "Lakeside", "state": "OH", "specialty": "IM"}
    answer = client.post("/apply/programmes/add", data=sent)
    assert "stands in your table already" in words(answer)
    assert desk.store.application().programmes == TABLE.encode()


def test_a_table_is_written_anew_only_when_asked(client, desk):
    """A workbook takes no row here: what would be lost is said first, with what was typed kept."""
    table = programmes_to_xlsx(read_programmes(TABLE, "t")[0])
    assert client.post("/apply/programmes", files={"file": ("mine.xlsx", table)}).status_code == 303
    client.post("/apply/you", data=YOU)
    sent = {"name": "Valley", "state": "TX", "specialty": "IM"}
    answer = client.post("/apply/programmes/add", data=sent)
    assert answer.status_code == 422
    assert "stay behind" in words(answer)
    assert 'value="Valley"' in answer.text
    assert desk.store.application().programmes == table
    client.post("/apply/programmes/add", data={**sent, "anew": "yes"})
    assert desk.store.application().programmes_name == "programmes.csv"
    assert "5 programmes of internal medicine" in words(client.get("/apply/programmes"))


def test_a_specialty_nobody_knows_is_told(client, desk):
    """“blah” is not kept, and a slip is offered as what it likely means."""
    for typed, said in (("blah", "Write it in full"), ("neurolgy", "Did you mean neurology?")):
        sent = {"name": "A", "state": "", "specialty": typed}
        answer = client.post("/apply/programmes/add", data=sent)
        assert answer.status_code == 422
        assert said in words(answer)
    assert desk.store.application() is None


def test_a_track_typed_with_the_specialty_is_kept(client, desk):
    """A preliminary year stays one, at the beginning of a table and below one."""
    for name in ("A", "B"):
        sent = {"name": name, "state": "OH", "specialty": "Surgery (prelim)"}
        assert client.post("/apply/programmes/add", data=sent).status_code == 303
    found, _ = read_programmes(desk.store.application().programmes, "t")
    assert [one.text("track") for one in found] == ["preliminary"] * 2


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


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_brought_again_gives_the_same_list(client, desk, kind):
    """What was answered, said no or left out is in the file, and none of it counts twice."""
    table = (FOLDER / "programmes.csv").read_text()
    with_list(client, table, specialties="IM", dollars="400", applications="")
    listed = json.loads(client.get("/apply/list.json").content)["programmes"]
    for one, said in zip(listed, ("rejected", "offer", "applied", "waitlist"), strict=False):
        client.post("/apply/answer", data={"programme": one["id"], "answer": said})
    before = json.loads(client.get("/apply/list.json").content)
    content = client.get(f"/apply/list.{kind}").content
    desk.store.keep_application(replace(desk.store.application(), answers=()))
    assert bring(client, content, f"residency-list.{kind}").status_code == 303
    after = json.loads(client.get("/apply/list.json").content)
    told = words(client.get("/apply/programmes"))
    assert not [one for one in ("Not understood",) if one in told]
    for key in ("programmes", "left_out"):
        assert [(one["id"], one.get("status")) for one in after[key]] == [
            (one["id"], one.get("status")) for one in before[key]
        ]
    assert after["value"] == pytest.approx(before["value"], rel=1e-6)


def test_an_empty_file_is_said_to_be_empty(client):
    """Who chose a file is not told that none was chosen."""
    answer = bring(client, "", "blank.csv")
    assert answer.status_code == 422
    assert "“blank.csv” is empty" in words(answer)
    assert "No file was chosen" not in words(answer)
