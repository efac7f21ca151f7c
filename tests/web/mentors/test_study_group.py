"""The page of a study group: pasted or brought, divided, told; mistakes keep what was typed."""

from __future__ import annotations

import html
import sys
from pathlib import Path

import pytest

from trimtab.web.mentors.group_page import example_text

EXAMPLE = Path(__file__).parents[3] / "examples/study-group/group.toml"


def divided_page(client, **sent) -> str:
    """The page that a form leads on to, which Back finds as it was."""
    address = client.post("/study-group", **sent).headers["location"]
    assert client.get(address).text == client.get(address).text
    return client.get(address).text


def test_the_example_is_that_of_the_examples(client):
    """So that the page, the guide and the command show the same group."""
    assert example_text() == EXAMPLE.read_text()
    text = html.unescape(client.get("/study-group").text)
    assert example_text() in text
    divided = html.unescape(divided_page(client, data={"do": "example"}))
    assert "Ada: Cardiology (3 h); Endocrinology (1½ h)" in divided


def test_a_file_is_divided_as_what_is_pasted_is(client):
    """To who needs a topic, where that is chosen; names are escaped."""
    group = EXAMPLE.read_bytes().replace(b'"Ada"', b'"<b>Ada</b>"').replace(b"\n", b"\r\n")
    files = {"file": ("g.toml", group)}
    text = divided_page(client, data={"to": "needs"}, files=files)
    assert "&lt;b&gt;Ada&lt;/b&gt;" in text
    assert "<b>Ada</b>" not in text
    assert "Topics go to who needs them most" in text
    pasted = divided_page(client, data={"text": group.decode(), "to": "needs"})
    assert pasted == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Paste the group here"),
        (b"\xff\xfe", "not text in UTF-8"),
        (b"#" * 300_000, "longer than the 256 kB"),
        (b"<html>", "Line 1: This is not TOML"),
        (b"[[member]]\nname = 'Ada'\nminutes = 'x'\n", 'Line 3: `minutes` in [[member]] "Ada"'),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(client, content, said):
    """In place of a division."""
    answer = client.post("/study-group", files={"file": ("g.toml", content)}, data={"text": ""})
    assert answer.status_code == 422
    assert said in html.unescape(answer.text)


def test_without_networkx_the_page_says_how_to_get_it(client, monkeypatch):
    """And what was pasted stays."""
    monkeypatch.setitem(sys.modules, "networkx", None)
    answer = client.post("/study-group", data={"text": EXAMPLE.read_text()})
    assert answer.status_code == 422
    assert 'trimtab[group]"' in html.unescape(answer.text)
    assert "Three invented people" in answer.text


def test_rows_are_divided_without_any_file(client):
    """Names, minutes and topics filled in; what was typed stays; the text can be kept."""
    typed = {"rows": "yes", "member-0": "Ada", "minutes-0": "240", "weak-0": "renal"}
    typed |= {"member-1": "Ben", "minutes-1": "240", "knows-1": "Renal"}
    typed |= {"topic-0": "Renal", "size-0": "90", "topic-1": 'Ethics "A"', "size-1": "90"}
    text = html.unescape(divided_page(client, data=typed))
    assert "Ben: Renal (1½ h)" in text
    assert 'value="Ada"' in text
    assert 'weakness = { "Renal" = 0.7 }' in text
    for wrong, said in (
        ({"minutes-0": "four"}, "Write a whole number of minutes, such as 240."),
        ({"weak-0": "Liver"}, "No topic below is called Liver."),
        ({"topic-1": ""}, "Give a name, or empty the row."),
        ({"member-1": "ada"}, "is there twice"),
    ):
        answer = client.post("/study-group", data={**typed, **wrong})
        assert answer.status_code == 422
        assert said in html.unescape(answer.text)
    assert "Fill in two people" in client.post("/study-group", data={"rows": "yes"}).text
    more = divided_page(client, data={**typed, "do": "more"})
    assert 'name="member-5"' in more
