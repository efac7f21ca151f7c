"""Sleep from a device on the page: brought, told, and nothing but nights kept."""

from __future__ import annotations

from trimtab.app.mind.parts import switch
from trimtab.domain.diary import Night

TABLE = b"start,end\n2026-11-15T23:10,2026-11-16T06:40\nsoon,2026-11-17T06:40\n"


def brought(client, content: bytes = TABLE, name: str = "mine.csv"):
    """A file sent by the form."""
    return client.post("/check-in/sleep", files={"file": (name, content)})


def test_the_page_says_where_each_device_has_its_file(client):
    """And that the file is not kept."""
    text = client.get("/check-in/sleep").text
    assert "Export All Health Data" in text
    assert "the file is not" in text


def test_a_file_is_read_its_mistakes_told_and_the_rest_kept(client, desk):
    """With the line of each."""
    text = brought(client).text
    assert "1 night new, from Mon 16 Nov 2026 to Mon 16 Nov 2026." in text
    assert "mine.csv:3" in text
    assert len(desk.store.entries(Night)) == 1
    assert "No night was new." in brought(client).text


def test_a_night_from_a_device_fills_in_the_check_in(client, desk):
    """In place of the one planned."""
    brought(client)
    assert "23:10 to 06:40, 7½ h, as your device wrote it down" in (
        client.get("/check-in/days/2026-11-16").text
    )


def test_no_file_and_an_empty_one_are_told(client, desk):
    """Nothing is kept."""
    assert client.post("/check-in/sleep", data={}).status_code == 422
    assert "No night was found" in brought(client, b"").text
    assert desk.store.entries(Night) == ()


def test_switched_off_nothing_is_read(client, desk):
    """The page says where to switch it on."""
    switch(desk.store, "check_in", is_on=False)
    assert brought(client).status_code == 303
    assert "/settings/parts" in client.get("/check-in/sleep").text
    assert desk.store.entries(Night) == ()


def test_a_large_export_is_let_in_there_and_nowhere_else(client):
    """Said to be hundreds of megabytes before anything of it came."""
    headers = {"Content-Length": str(2**30 + 1)}
    assert client.post("/check-in/sleep", content=b"", headers=headers).status_code == 413
    headers = {"Content-Length": str(65 * 2**20)}
    assert client.post("/check-in", content=b"", headers=headers).status_code == 413
