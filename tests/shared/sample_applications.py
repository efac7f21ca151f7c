"""What a residency list is made from, for tests that keep one."""

from __future__ import annotations

from datetime import UTC, datetime

from trimtab.domain.kept import KeptApplication

APPLICATION = KeptApplication(
    profile='specialty = "Internal medicine"\r\n# Zoë ☀\n',
    programmes=b"id,name\r\n1,Lakeside\x00\xff\n",
    programmes_name="Meine Programme (2).csv",
    answers=(("lakeside-im", "offer"), ("ä", "rejected"), ("b", "none")),
    signals=(("lakeside-im", "gold"), ("ä", "none")),
    is_example=False,
    kept_at=datetime(2026, 11, 16, 6, 30, tzinfo=UTC),
)
