"""Pictures of every page, on a phone and a desk, light and dark: `make screenshots`.

A folder and names of pages after it make those alone.

Serves the example person on this machine, and writes docs/pictures/PAGE-WIDTH-SCHEME.png with at
most 256 colours each, which is a fraction of what a browser writes.
"""

from __future__ import annotations

import base64
import struct
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests" / "web"), str(ROOT / "tests" / "web" / "patterns")]

from lived_days import fill_experiment, fill_months  # noqa: E402 - after its place
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402 - after its place
from sample_desk import ZONE, FixedPlanning, desk_over, filled_store, plan_example, served  # noqa: E402
from study_sample import fill_study  # noqa: E402

from trimtab.domain.diary import CheckIn, Notice  # noqa: E402
from trimtab.domain.focus import FocusSession, Rhythm  # noqa: E402
from trimtab.domain.kept import KeptApplication  # noqa: E402
from trimtab.domain.mentors import Mentor, MentorQuestion  # noqa: E402
from trimtab.domain.plans import Plan  # noqa: E402
from trimtab.residency.portfolio.warm import warm_lists  # noqa: E402
from trimtab.store.in_memory import InMemoryStore  # noqa: E402
from trimtab.web.apply.table_page import EXAMPLE_PROFILE, INVENTED  # noqa: E402
from trimtab.web.desk import Desk  # noqa: E402
from trimtab.wiring.applying import invented_table  # noqa: E402

WIDTHS = {360: 780, 1280: 900}
SCHEMES = ("light", "dark")
TALLEST = 1800
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
FEWER_COLOURS = """async (source) => {
  const picture = await createImageBitmap(await (await fetch(source)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  const pixels = new Uint32Array(
    context.getImageData(0, 0, picture.width, picture.height).data.buffer);
  const counts = new Map();
  for (const one of pixels) counts.set(one, (counts.get(one) || 0) + 1);
  const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 256).map((row) => row[0]);
  const parts = (one) => [one & 255, (one >> 8) & 255, (one >> 16) & 255];
  const known = new Map(palette.map((one, at) => [one, at]));
  const nearest = (one) => {
    const [r, g, b] = parts(one);
    let best = 0, least = Infinity;
    palette.forEach((other, at) => {
      const [x, y, z] = parts(other);
      const far = (r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2;
      if (far < least) { least = far; best = at; }
    });
    known.set(one, best);
    return best;
  };
  const indices = new Uint8Array(pixels.length);
  pixels.forEach((one, at) => { indices[at] = known.has(one) ? known.get(one) : nearest(one); });
  let text = '';
  for (let at = 0; at < indices.length; at += 32768)
    text += String.fromCharCode(...indices.subarray(at, at + 32768));
  return {width: picture.width, height: picture.height, palette: palette.map(parts),
          indices: btoa(text)};
}"""


@dataclass(frozen=True, slots=True)
class Shot:
    """A page to be pictured: its name, where it is, and the moment on the person's clock."""

    name: str
    path: str
    moment: datetime | None


DAY = datetime(2026, 11, 17, 10, 0, tzinfo=ZONE)
NIGHT = datetime(2026, 11, 18, 2, 30, tzinfo=ZONE)
MORNING = datetime(2026, 11, 18, 7, 5, tzinfo=ZONE)
EVENING = datetime(2026, 11, 17, 18, 0, tzinfo=ZONE)
AUGUST = datetime(2026, 8, 20, 12, 0, tzinfo=ZONE)
LOOKED_BACK = datetime(2026, 11, 17, 10, 1, tzinfo=ZONE)
"""A minute on, with months of check-ins behind."""

COUNTRIES = 'country = "US"\nhome_country = "KE"'

PARENT = datetime(2026, 11, 2, 13, 0, tzinfo=ZONE)
"""Of the attending parent, nine days before one without school."""

PARENT_FOLDER = ROOT / "examples" / "attending-parent"
MOMENTS = (DAY, LOOKED_BACK, NIGHT, MORNING, EVENING, AUGUST, PARENT, None)
SHOTS = (
    Shot("today-after-a-night", "/", MORNING),
    Shot("today-at-night", "/", NIGHT),
    Shot("sign-out", "/sign-out", MORNING),
    Shot("wins", "/wins", MORNING),
    Shot("check-in", "/check-in", EVENING),
    Shot("your-days", "/check-in/days", EVENING),
    Shot("week", "/week", DAY),
    Shot("season", "/season", DAY),
    Shot("settings", "/settings", DAY),
    Shot("settings-values", "/settings/values", DAY),
    Shot("settings-calendars", "/settings/calendars", DAY),
    Shot("settings-kept", "/settings/kept", DAY),
    Shot("help", "/help", DAY),
    Shot("boundaries", "/boundaries", DAY),
    Shot("boundaries-texts", "/boundaries/texts", DAY),
    Shot("boundaries-away", "/boundaries/away", DAY),
    Shot("boundaries-phone", "/boundaries/phone", DAY),
    Shot("boundaries-home-office", "/boundaries/home-office", DAY),
    Shot("boundaries-household", "/boundaries/household", DAY),
    Shot("you", "/you", LOOKED_BACK),
    Shot("early-warning", "/notice/sample", LOOKED_BACK),
    Shot("questionnaires", "/questions", LOOKED_BACK),
    Shot("reset", "/reset", DAY),
    Shot("requests", "/requests", DAY),
    Shot("briefs", "/briefs", DAY),
    Shot("brief", "/briefs/workload", LOOKED_BACK),
    Shot("rotation-start", "/rotation-start", DAY),
    Shot("lighter-days", "/lighter", DAY),
    Shot("review", "/review", LOOKED_BACK),
    Shot("where-time-went", "/where-time-went", LOOKED_BACK),
    Shot("values-over-time", "/values", LOOKED_BACK),
    Shot("learned", "/learned", LOOKED_BACK),
    Shot("patterns", "/patterns", LOOKED_BACK),
    Shot("experiment-begins", "/experiments/new?example=outside", LOOKED_BACK),
    Shot("experiment", "/experiments/outside", LOOKED_BACK),
    Shot("learning", "/learning", LOOKED_BACK),
    Shot("cards", "/learning/cards", LOOKED_BACK),
    Shot("notebook", "/learning/notebook", LOOKED_BACK),
    Shot("people", "/people", LOOKED_BACK),
    Shot("person", "/people/one/0", LOOKED_BACK),
    Shot("days-that-matter", "/people/days", LOOKED_BACK),
    Shot("what-is-coming", "/people/coming", LOOKED_BACK),
    Shot("share-a-win", "/people/share", LOOKED_BACK),
    Shot("mentors", "/mentors", LOOKED_BACK),
    Shot("two-lives", "/home", PARENT),
    Shot("own-care", "/own-care", PARENT),
    Shot("hard-case", "/debrief", LOOKED_BACK),
    Shot("study-group", "/study-group", LOOKED_BACK),
    Shot("burst", "/learning/burst", LOOKED_BACK),
    Shot("apply", "/apply", AUGUST),
    Shot("apply-values", "/apply/values", AUGUST),
    Shot("tasks", "/tasks", DAY),
    Shot("tasks-bring", "/tasks/bring", DAY),
    Shot("dates", "/dates", DAY),
    Shot("focus", "/focus", DAY),
    Shot("focus-round", "/focus", LOOKED_BACK),
    Shot("focus-hours", "/focus/hours", LOOKED_BACK),
    Shot("focus-begin", "/focus/start", DAY),
    Shot("focus-rituals", "/focus/rituals", DAY),
    Shot("share", "/share", DAY),
    Shot("share-rituals", "/share/make?kind=rituals", DAY),
    Shot("tools", "/tools", None),
    Shot("journal", "/journal", None),
    Shot("welcome", "/welcome", None),
)


@contextmanager
def addresses() -> Iterator[dict[datetime | None, str]]:
    """The example person's app at each moment, and an empty one."""
    plan = plan_example()
    warm_lists()  # compiled before a page waits for it
    with ExitStack() as held:
        yield {moment: held.enter_context(served(desk_at(plan, moment))) for moment in MOMENTS}


def desk_at(plan: Plan, moment: datetime | None) -> Desk:
    """A desk with the example's week at a moment, or with nothing."""
    at = (moment or DAY).astimezone(UTC)
    if moment == PARENT:
        theirs = plan_example(PARENT_FOLDER, monday=PARENT.date())
        kept = filled_store(theirs, PARENT_FOLDER)
        return desk_over(kept, FixedPlanning(theirs, PARENT_FOLDER), lambda: at)
    store = filled_store(plan) if moment else InMemoryStore()
    if moment == EVENING:
        store.keep_entries(invented_days(at))
    if moment == AUGUST:
        store.keep_application(invented_application(at))
    if moment == LOOKED_BACK:
        fill_months(store, plan, DAY.date() - timedelta(days=1), 20)
        fill_experiment(store, DAY.date() - timedelta(days=1))
        store.keep_entry(told_notice(at))
        fill_study(store, at, DAY.date())
        kept = store.profile()
        named = kept.text.replace("[person]", f"[person]\n{COUNTRIES}", 1)
        store.keep_profile(named, at)
        store.keep_entry(focus_session(at))
        store.keep_entries(invented_mentors(at))
    return desk_over(store, FixedPlanning(plan), lambda: at)


def focus_session(at: datetime) -> FocusSession:
    """A round that began twelve minutes ago."""
    begun = at - timedelta(minutes=12)
    return FocusSession(
        id="round",
        day=begun.date(),
        said_at=begun,
        start=begun,
        rhythm=Rhythm(),
        name="QI abstract",
    )


def invented_days(at: datetime) -> tuple[CheckIn, ...]:
    """Four weeks of check-ins, with days nobody spoke of."""
    days = (number for number in range(1, 28) if number % 5 and number % 11)
    return tuple(
        CheckIn(
            day=at.date() - timedelta(days=number),
            said_at=at - timedelta(days=number),
            mood=5 + (number * 7) % 4,
            energy=3 + (number * 3) % 4,
            stress=3 + (number * 3) % 5,
            balance=4 + (number * 11) % 4,
            asleep_from=at - timedelta(days=number, hours=18 + number % 3 / 2),
            asleep_until=at - timedelta(days=number, hours=11),
            sleep_source="said",
        )
        for number in days
    )


def invented_mentors(at: datetime) -> tuple[Mentor | MentorQuestion, ...]:
    """Two people on the board, and a question to bring."""
    day = at.date()
    rao = Mentor(
        id="rao",
        day=day,
        said_at=at,
        name="Dr. Rao",
        kind="img",
        reach="rao@example.org",
        about="Matched from abroad ten years ago",
        spoken_on=day - timedelta(weeks=6),
        weeks_between=6,
    )
    ada = Mentor(
        id="ada",
        day=day,
        said_at=at,
        name="Ada",
        kind="peer",
        reach="+1 212 555 0100",
        listens=True,
    )
    question = MentorQuestion(
        id="letter", day=day, said_at=at, question="Which letter counts most?", mentor="rao"
    )
    return rao, ada, question


def told_notice(at: datetime) -> Notice:
    """An early warning as it is told."""
    return Notice(
        id="sample",
        day=at.astimezone(ZONE).date(),
        said_at=at,
        kind="change",
        words=(
            "Your energy has been about 1½ points lower than your usual since 7 November.",
            "More likely than not it is more than chance: about 8 in 10.",
            "Nights of duty go with it: four a week since, one before.",
        ),
        since=at.date() - timedelta(days=10),
        measure="energy",
        certainty=0.8,
        change=(-1.5, -2.2, -0.8),
        before=6.2,
        level=4.7,
    )


def invented_application(at: datetime) -> KeptApplication:
    """Somebody invented, who looks at invented programmes."""
    return KeptApplication(
        profile=EXAMPLE_PROFILE,
        programmes=invented_table(("internal medicine",)),
        programmes_name=INVENTED,
        answers=(),
        is_example=True,
        kept_at=at,
    )


def take(
    browser: Browser, painter: Page, folder: Path, shots: Sequence[Shot] = SHOTS
) -> Iterator[Path]:
    """Every picture of these pages, as it is written."""
    with addresses() as found:
        for width, height in WIDTHS.items():
            for scheme in SCHEMES:
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    timezone_id=ZONE.key,
                )
                page = context.new_page()
                for shot in shots:
                    page.clock.set_fixed_time(shot.moment or DAY)
                    page.goto(found[shot.moment] + shot.path, wait_until="networkidle")
                    path = folder / f"{shot.name}-{width}-{scheme}.png"
                    path.write_bytes(fewer_colours(painter, whole(page, width, height)))
                    yield path
                context.close()


def whole(page: Page, width: int, height: int) -> bytes:
    """The page from its top, as far as it goes and is worth a look."""
    long = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": max(height, min(long, TALLEST))}
    return page.screenshot(animations="disabled", full_page=True, clip=clip)


def fewer_colours(painter: Page, picture: bytes) -> bytes:
    """A picture with its 256 most frequent colours, others by the nearest of them."""
    source = "data:image/png;base64," + base64.b64encode(picture).decode()
    found = painter.evaluate(FEWER_COLOURS, source)
    width, height = found["width"], found["height"]
    indices = base64.b64decode(found["indices"])
    rows = b"".join(b"\0" + indices[at : at + width] for at in range(0, len(indices), width))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    palette = bytes(part for colour in found["palette"] for part in colour)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def main() -> None:
    """Write every picture into a folder, docs/pictures unless another is named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    shots = [one for one in SHOTS if not sys.argv[2:] or one.name in sys.argv[2:]]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        for path in take(browser, browser.new_page(), folder, shots):
            sys.stdout.write(f"{path.name}  {path.stat().st_size // 1024} kB\n")
        browser.close()


if __name__ == "__main__":
    main()
