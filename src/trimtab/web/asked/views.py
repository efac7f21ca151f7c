"""Records of the pages about questionnaires, ready for their templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from trimtab.app.daily.ports import Store
from trimtab.app.mind.questionnaires import (
    Sitting,
    all_sittings,
    all_taken,
    is_asked_for_safety,
    offer_now,
    sitting_of,
    standing_of,
    today_of,
)
from trimtab.domain.diary import Instrument, QuestionnaireTaken
from trimtab.web.asked import words
from trimtab.web.asked.picture import ScoresPicture, line_of, picture_of
from trimtab.wellbeing.instruments import asks_for_safety, longer_after, questionnaire


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One answer to choose: its words, its points, whether it was chosen before."""

    words: str
    points: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """One question: its number on the page, the field it is sent in, and its answers."""

    number: int
    field: str
    text: str
    choices: tuple[ChoiceView, ...]
    is_about_safety: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingView:
    """One page of questions."""

    name: str
    title: str
    stem: str
    items: tuple[ItemView, ...]
    minutes: str
    credits: tuple[str, ...]
    asks_for_safety: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A sitting in the list of what is there."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TakenView:
    """One questionnaire that was answered; `score` is empty where help comes before it."""

    id: str
    sitting: str
    day: str
    title: str
    score: str
    band: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """The page of all of them: what is offered, what there is, what was answered."""

    offered: RowView | None
    rows: tuple[RowView, ...]
    pictures: tuple[ScoresPicture, ...]
    taken: tuple[TakenView, ...]
    asks_for_safety: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreView:
    """One score as it is told."""

    title: str
    about: str
    score: str
    band: str
    change: str
    figure: str
    credit: str
    picture: ScoresPicture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """What a sitting came to; `longer` are pages that a short one leads to."""

    scores: tuple[ScoreView, ...]
    longer: tuple[RowView, ...] = field(default=())
    no_diagnosis: str = words.NO_DIAGNOSIS


def field_of(instrument: Instrument, number: int) -> str:
    """The name of the field an answer is sent in."""
    return f"{instrument}.{number}"


def sitting_view(sitting: Sitting, chosen: Mapping[str, str] | None = None) -> SittingView:
    """A page of questions, with what was chosen before."""
    chosen = chosen or {}
    items: list[ItemView] = []
    for name in sitting.instruments:
        asked = questionnaire(name)
        for number, item in enumerate(asked.items, 1):
            said = chosen.get(field_of(name, number), "")
            choices = tuple(
                ChoiceView(one.words, one.points, str(one.points) == said) for one in item.choices
            )
            is_safety = number == asked.safety_item
            view = (len(items) + 1, field_of(name, number), item.text, choices, is_safety)
            items.append(ItemView(*view))
    asked_of = [questionnaire(name) for name in sitting.instruments]
    return SittingView(
        name=sitting.name,
        title=sitting.title,
        stem=asked_of[0].stem,
        items=tuple(items),
        minutes=words.minutes_text(len(items)),
        credits=tuple(dict.fromkeys(one.licence.credit for one in asked_of)),
        asks_for_safety=any(one.safety_item for one in asked_of),
    )


def list_view(store: Store, now: datetime) -> ListView:
    """Everything there is, on this day."""
    today = today_of(store, now)
    taken = all_taken(store)
    offer = offer_now(store, now)
    rows = tuple(_row(store, sitting, today) for sitting in all_sittings(store))
    lines = dict.fromkeys(line_of(one.instrument) for one in taken)
    open_to_see = [one for one in taken if not is_unsafe(one)]
    pictures = (picture_of(open_to_see, name) for name in lines)
    return ListView(
        offered=RowView(offer.sitting.name, offer.sitting.title, words.offer_text(offer))
        if offer
        else None,
        rows=rows,
        pictures=tuple(one for one in pictures if one is not None),
        taken=tuple(_taken(one, today) for one in _newest_first(taken)),
        asks_for_safety=is_asked_for_safety(store),
    )


def _newest_first(taken: Sequence[QuestionnaireTaken]) -> list[QuestionnaireTaken]:
    """The last sitting first, each as it was asked."""
    return sorted(taken, key=lambda one: (one.day, one.said_at), reverse=True)


def _row(store: Store, sitting: Sitting, today: date) -> RowView:
    standing = words.standing_text(standing_of(store, sitting, today), today)
    titles = " + ".join(questionnaire(name).title for name in sitting.instruments)
    count = f"{sitting.items} questions"
    return RowView(sitting.name, sitting.title, f"{titles}, {count}. {standing}")


def _taken(one: QuestionnaireTaken, today: date) -> TakenView:
    asked = questionnaire(one.instrument)
    day, sitting = words.day_text(one.day, today), sitting_of(one)
    if is_unsafe(one):
        return TakenView(one.id, sitting, day, asked.title, "", "")
    band = asked.band(one.score).name if one.score is not None else ""
    return TakenView(one.id, sitting, day, asked.title, words.score_text(one), band)


def is_unsafe(one: QuestionnaireTaken) -> bool:
    """Whether help comes before the score of what was kept, wherever it is shown."""
    return asks_for_safety(one.instrument, one.answers)


def result_view(store: Store, taken: Sequence[QuestionnaireTaken], *, leads_on: bool) -> ResultView:
    """What a sitting came to; it leads to longer ones only where no person is to come first."""
    everything = all_taken(store)
    return ResultView(
        scores=tuple(_score_view(one, everything) for one in taken),
        longer=tuple(_longer(store, taken)) if leads_on else (),
    )


def _longer(store: Store, taken: Sequence[QuestionnaireTaken]) -> list[RowView]:
    sittings = {name: one for one in all_sittings(store) for name in one.instruments}
    if is_asked_for_safety(store):
        sittings["phq-8"] = sittings["phq-9"]
    wanted = [longer_after(one.instrument, one.score) for one in taken]
    found = [sittings[name] for name in wanted if name is not None]
    return [RowView(one.name, one.title, f"{one.items} questions") for one in found]


def _score_view(taken: QuestionnaireTaken, everything: Sequence[QuestionnaireTaken]) -> ScoreView:
    asked = questionnaire(taken.instrument)
    earlier = [
        one
        for one in everything
        if one.instrument == taken.instrument and one.said_at < taken.said_at
    ]
    until = [one for one in everything if one.said_at <= taken.said_at]
    return ScoreView(
        title=asked.title,
        about=asked.about,
        score=words.score_text(taken),
        band=words.band_text(taken),
        change=words.change_text(taken, earlier[-1] if earlier else None),
        figure=asked.figure if taken.score is not None else "",
        credit=f"{asked.licence.credit} {asked.licence.says}",
        picture=picture_of(until, taken.instrument),
    )
