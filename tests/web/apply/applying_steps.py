"""What the tests of this room bring: a table, an applicant, and the steps to a list."""

from __future__ import annotations

from html import unescape
from pathlib import Path

TABLE = (
    "name,state,specialty,latitude,longitude,positions,interviews,hours_per_week,status\n"
    "Lakeside,OH,internal medicine,41.5,-81.7,30,300,60,\n"
    "Hillside,OH,internal medicine,39.9,-83.0,20,200,55,\n"
    "Riverside,TX,internal medicine,30.3,-97.7,24,240,70,\n"
    "Seaside,CA,internal medicine,34.0,-118.2,40,400,65,applied\n"
)
YOU = {"specialties": "IM", "type": "us_md", "step2": "246", "home": "Ohio", "applications": "2"}
FOLDER = Path(__file__).parents[3] / "examples" / "residency"


def bring(client, table=TABLE, name="mine.csv"):
    """Upload a table."""
    content = table.encode() if isinstance(table, str) else table
    return client.post("/apply/programmes", files={"file": (name, content)})


def with_list(client, table=TABLE, **changes):
    """Bring a table and say who applies."""
    assert bring(client, table).status_code == 303
    answer = client.post("/apply/you", data={**YOU, **changes})
    assert answer.status_code == 303, answer.text
    return client.get("/apply")


def words(answer) -> str:
    """A page's text as it is read."""
    return " ".join(unescape(answer.text).split())
