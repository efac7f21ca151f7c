"""Questionnaires: which is offered, what is kept of the answers, and who should be turned to.

One is offered when it is due or after an early warning, never twice within its own window; "not
now" is heard for two weeks. Every one can be opened at any time all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from trimtab.app.daily.horizon_now import UNKNOWN_ZONE, zone_in
from trimtab.app.daily.ports import Store
from trimtab.app.mind.parts import is_on
from trimtab.domain.diary import INSTRUMENTS, Instrument, Notice, QuestionnaireTaken
from trimtab.wellbeing.instruments import (
    is_to_see_someone,
    longer_after,
    questionnaire,
    score,
)

WITH_SAFETY = "questions_with_safety"
"""Setting: "yes" where the person chose to be asked item 9 of the PHQ-9 too."""

NOT_NOW = "questions_not_now"
"""Setting: the day until which nothing is offered."""

IN_HAND = "see_someone_in_hand"
"""Setting: the sitting after which somebody was turned to, or will be."""

CALLED_FOR = "see_someone_for"
"""Setting: the sitting whose answers as sent, the ninth with them, call for somebody."""

QUIET_DAYS = timedelta(days=14)
SEE_SOMEONE_DAYS = timedelta(days=7)
HEARD_AGAIN = timedelta(hours=1)
"""How long answers sent twice from one page count as the same sitting."""

Because = Literal["first", "due", "longer", "warning"]


@dataclass(frozen=True, slots=True)
class Sitting:
    """Questionnaires asked on one page, and what that page is called."""

    name: str
    title: str
    instruments: tuple[Instrument, ...]

    @property
    def items(self) -> int:
        """How many questions it asks."""
        return sum(len(questionnaire(one).items) for one in self.instruments)


SHORT = Sitting("short", "Mood and worry, in short", ("phq-2", "gad-2"))
WORRY = Sitting("gad-7", "Worry", ("gad-7",))
WORN_OUT = Sitting("cbi", "How worn out you are", ("cbi-personal", "cbi-work"))
PATIENTS = Sitting("cbi-patients", "Work with patients", ("cbi-patients",))
MOOD: Mapping[bool, Sitting] = {
    False: Sitting("phq-8", "Mood, sleep and energy", ("phq-8",)),
    True: Sitting("phq-9", "Mood, sleep and energy", ("phq-9",)),
}
"""Without the question on safety, and with it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sitting stands: by questionnaire, the day of its answers or of a longer one's."""

    sitting: Sitting
    answered: Mapping[Instrument, date | None]

    @property
    def last(self) -> date | None:
        """The last day on which any of it was answered."""
        return max((day for day in self.answered.values() if day), default=None)

    @property
    def due_from(self) -> date | None:
        """From when on it tells something new, None where some of it was never answered."""
        days = [_due_from(name, day) for name, day in self.answered.items()]
        known = [day for day in days if day is not None]
        return min(known) if len(known) == len(days) else None

    def due(self, today: date) -> tuple[Instrument, ...]:
        """Its questionnaires whose window has passed, or that were never answered."""
        days = {name: _due_from(name, day) for name, day in self.answered.items()}
        return tuple(name for name, day in days.items() if day is None or day <= today)


def _due_from(name: Instrument, answered: date | None) -> date | None:
    return answered + timedelta(days=questionnaire(name).gap_days) if answered else None


@dataclass(frozen=True, slots=True)
class Offer:
    """The one sitting to offer now, and why."""

    sitting: Sitting
    because: Because


def sitting_named(store: Store, name: str) -> Sitting | None:
    """The sitting of a name; a single questionnaire is one too. None where there is none.

    That with the question on safety is there only for who chose it.
    """
    known = {one.name: one for one in all_sittings(store)}
    single = (one for one in INSTRUMENTS if questionnaire(one).safety_item is None)
    alone = {str(one): _alone(one) for one in single}
    return known.get(name) or alone.get(name)


def _alone(name: Instrument) -> Sitting:
    return Sitting(name, questionnaire(name).about, (name,))


def all_sittings(store: Store) -> tuple[Sitting, ...]:
    """Every sitting that is shown, the shortest first."""
    return (SHORT, MOOD[is_asked_for_safety(store)], WORRY, WORN_OUT, PATIENTS)


def is_asked_for_safety(store: Store) -> bool:
    """Whether the person chose the question on safety."""
    return store.settings().get(WITH_SAFETY) == "yes"


def choose_safety_question(store: Store, *, is_asked: bool) -> None:
    """Ask it from now on, or no longer."""
    store.keep_setting(WITH_SAFETY, "yes" if is_asked else "")


def today_of(store: Store, now: datetime) -> date:
    """The day on the person's clock."""
    profile = store.profile()
    zone = zone_in(profile.text) if profile else UNKNOWN_ZONE
    return now.astimezone(ZoneInfo(zone)).date()


def standing_of(store: Store, sitting: Sitting, today: date) -> Standing:
    """How a sitting stands on a day; the longer of two covers the shorter."""
    return Standing(sitting, {one: _last_of(store, one, today) for one in sitting.instruments})


def _last_of(store: Store, name: Instrument, today: date) -> date | None:
    covering = {name, *_COVERED_BY.get(name, ())}
    taken = store.entries(QuestionnaireTaken, last=today)
    return max((one.day for one in taken if one.instrument in covering), default=None)


_COVERED_BY: Mapping[Instrument, tuple[Instrument, ...]] = {
    "phq-2": ("phq-8", "phq-9"),
    "phq-8": ("phq-9",),
    "phq-9": ("phq-8",),
    "gad-2": ("gad-7",),
}


def offer_now(store: Store, now: datetime) -> Offer | None:
    """The one thing to offer, None while nothing is due, or was put off, or the part is off.

    First what a short questionnaire or a warning leads to, then what is due: of a sitting that a
    longer questionnaire covers in part, only the rest.
    """
    today = today_of(store, now)
    if not is_on(store, "questionnaires") or _is_put_off(store, today):
        return None
    longer = longer_wanted(store, today)
    if longer is not None:
        return longer
    for sitting in (SHORT, WORN_OUT):
        standing = standing_of(store, sitting, today)
        due = standing.due(today)
        if due:
            is_first = all(standing.answered[name] is None for name in due)
            part = sitting if due == sitting.instruments else _alone(due[0])
            return Offer(part, "first" if is_first else "due")
    return None


def _is_put_off(store: Store, today: date) -> bool:
    """Whether "not now" was said within two weeks; never by a clock that ran ahead."""
    said = store.settings().get(NOT_NOW)
    return today < date.fromisoformat(said) <= today + QUIET_DAYS if said else False


def longer_wanted(store: Store, today: date) -> Offer | None:
    """The longer sitting that a score or a warning of the last two weeks leads to, if not taken."""
    warned = store.newest_entry(Notice, today)
    since = warned.day if warned and today - warned.day <= QUIET_DAYS else None
    mood = MOOD[is_asked_for_safety(store)]
    for sitting, short in ((mood, "phq-2"), (WORRY, "gad-2")):
        last = standing_of(store, sitting, today).last
        led = _led_to(store, short, today)
        if led is not None and (last is None or last < led):
            return Offer(sitting, "longer")
        if since is not None and (last is None or last < since):
            return Offer(sitting, "warning")
    return None


def _led_to(store: Store, short: str, today: date) -> date | None:
    """The day of the newest short questionnaire of two weeks, if its score leads further."""
    taken = [
        one
        for one in store.entries(QuestionnaireTaken, today - QUIET_DAYS, today)
        if one.instrument == short
    ]
    if not taken or longer_after(taken[-1].instrument, taken[-1].score) is None:
        return None
    return taken[-1].day


def put_off(store: Store, now: datetime) -> None:
    """Not now: nothing is offered for two weeks."""
    store.keep_setting(NOT_NOW, (today_of(store, now) + QUIET_DAYS).isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Answers to one questionnaire as they were sent; `keeps_safety` is the person's choice."""

    instrument: Instrument
    answers: tuple[int | None, ...]
    keeps_safety: bool = False


def keep_answers(
    store: Store, sitting_id: str, answered: tuple[Answered, ...], now: datetime
) -> str | None:
    """Keep what was answered as one sitting, and give its id; None where nothing was answered.

    Answers sent again from the same page within an hour take the place of those before. What was
    not said of item 9, or is not to be kept, makes the PHQ-9 a PHQ-8, so that no gap tells of it.
    Raises AnswersError.
    """
    taken = [_record(sitting_id, _without_safety(one), now, store) for one in answered]
    said = [one for one in taken if any(answer is not None for answer in one.answers)]
    if not said:
        return None
    with store.at_once():
        for old in taken_in(store, sitting_id):
            store.forget_entry(QuestionnaireTaken, old.id)
        store.keep_entries(tuple(said))
        _note_call(store, sitting_id, answered)
    return sitting_id


def _note_call(store: Store, sitting_id: str, answered: tuple[Answered, ...]) -> None:
    """Judge answers as they were sent: a ninth that is not kept counts here all the same."""
    if any(is_to_see_someone(one.instrument, one.answers) for one in answered):
        store.keep_setting(CALLED_FOR, sitting_id)
    elif store.settings().get(CALLED_FOR) == sitting_id:
        store.keep_setting(CALLED_FOR, "")


def is_heard_before(store: Store, sitting_id: str, now: datetime) -> bool:
    """Whether a sitting of that id was kept so long ago that this must be another."""
    return any(now - one.said_at > HEARD_AGAIN for one in taken_in(store, sitting_id))


def _without_safety(one: Answered) -> Answered:
    number = questionnaire(one.instrument).safety_item
    if number is None:
        return one
    said = one.answers[number - 1] if len(one.answers) >= number else None
    if said is not None and (said == 0 or one.keeps_safety):
        return one
    return Answered(instrument="phq-8", answers=one.answers[: number - 1])


def _record(sitting_id: str, one: Answered, now: datetime, store: Store) -> QuestionnaireTaken:
    return QuestionnaireTaken(
        id=f"{sitting_id}.{one.instrument}",
        day=today_of(store, now),
        said_at=now,
        instrument=one.instrument,
        answers=one.answers,
        score=score(one.instrument, one.answers),
    )


def sitting_of(taken: QuestionnaireTaken) -> str:
    """The id of the sitting that a record is of."""
    return taken.id.rpartition(".")[0] or taken.id


def taken_in(store: Store, sitting_id: str) -> tuple[QuestionnaireTaken, ...]:
    """What is kept of a sitting, in the order it was asked."""
    return tuple(one for one in all_taken(store) if sitting_of(one) == sitting_id)


def all_taken(store: Store) -> tuple[QuestionnaireTaken, ...]:
    """Everything kept, by day, and of one sitting in the order it was asked."""
    kept = store.entries(QuestionnaireTaken)
    place = INSTRUMENTS.index
    return tuple(sorted(kept, key=lambda one: (one.day, one.said_at, place(one.instrument))))


def calls_for_someone(store: Store, taken: tuple[QuestionnaireTaken, ...]) -> bool:
    """Whether any of these is a reason to see somebody this week."""
    return any(_calls(one, store.settings().get(CALLED_FOR)) for one in taken)


def _calls(one: QuestionnaireTaken, called_for: str | None) -> bool:
    return sitting_of(one) == called_for or is_to_see_someone(one.instrument, one.answers)


def see_someone_after(store: Store, now: datetime) -> str | None:
    """The sitting of the last seven days that calls for a person, until that is in hand.

    No cap and no quiet time holds it back, nor a clock that ran ahead; only who switched the part
    off is left alone.
    """
    if not is_on(store, "questionnaires"):
        return None
    calling = [one for one in _calling(store, now) if not is_in_hand(store, one)]
    return calling[-1] if calling else None


def _calling(store: Store, now: datetime) -> tuple[str, ...]:
    """Sittings of seven days that call for somebody, by when they were."""
    recent = store.entries(QuestionnaireTaken, today_of(store, now) - SEE_SOMEONE_DAYS)
    called_for = store.settings().get(CALLED_FOR)
    return tuple(dict.fromkeys(sitting_of(one) for one in recent if _calls(one, called_for)))


def is_in_hand(store: Store, sitting_id: str) -> bool:
    """Whether somebody was turned to after a sitting."""
    return sitting_id in store.settings().get(IN_HAND, "").split()


def take_in_hand(store: Store, sitting_id: str, now: datetime) -> None:
    """Somebody was turned to, or will be: the line on Today goes, for all that call for it now."""
    calling = dict.fromkeys((*_calling(store, now), sitting_id))
    store.keep_setting(IN_HAND, " ".join(calling))


def forget_taken(store: Store, taken_id: str) -> None:
    """Delete one record."""
    store.forget_entry(QuestionnaireTaken, taken_id)
