"""Every page around the hours leads back to where it belongs."""

from __future__ import annotations

import re

from trimtab.web.you.routes import AROUND

BACK = re.compile(r'<p class="way-back"><a href="([^"]+)">([^<]+)</a></p>')
BELOW = {
    "/learning/burst": ("/learning", "Learning"),
    "/learning/cards": ("/learning", "Learning"),
    "/learning/notebook": ("/learning", "Learning"),
    "/briefs/workload": ("/briefs", "Ask for a change"),
    "/people/days": ("/people", "People"),
    "/people/coming": ("/people", "People"),
    "/people/share": ("/people", "People"),
    "/people/one/new": ("/people", "People"),
    "/mentors/one/new": ("/mentors", "Mentors and peers"),
    "/mentors/draft": ("/mentors", "Mentors and peers"),
    "/debrief": ("/mentors", "Mentors and peers"),
    "/study-group": ("/mentors", "Mentors and peers"),
    "/tasks/bring": ("/tasks", "Tasks"),
    "/tasks/one/new": ("/tasks", "Tasks"),
    "/dates/one/new": ("/dates", "Dates to keep"),
    "/household/care/new": ("/home", "Two lives, one week"),
    "/own-care/one/new": ("/own-care", "Your own care"),
    "/focus/hours": ("/focus", "Focus"),
    "/focus/start": ("/focus", "Focus"),
    "/focus/rituals": ("/focus", "Focus"),
    "/share/make?kind=rituals": ("/share", "Share what works"),
}


def test_every_room_around_the_hours_leads_back_to_you(desk, client):
    """By the same words at the same place, to the part of You that leads to the room."""
    paths = {card.path for room in AROUND for card in room(desk, desk.now())}
    found = {path: BACK.findall(client.get(path).text) for path in paths}
    assert found == {path: [("/you#around", "Around your hours")] for path in paths}
    assert 'id="around"' in client.get("/you").text


def test_every_page_below_leads_back_to_its_room(client):
    """One step up, named as the room is."""
    assert {path: BACK.findall(client.get(path).text) for path in BELOW} == {
        path: [way] for path, way in BELOW.items()
    }
