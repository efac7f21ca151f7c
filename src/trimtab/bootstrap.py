"""Builds the real thing: the only place that knows every part, the environment and the clock.

Imports stand inside functions, so that `trimtab --help` waits for no part it does not use.
"""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from trimtab.app.ports import (
    CalendarReader,
    CalendarState,
    Outreach,
    PlannedWeek,
    PlanOrder,
    Polish,
    WeighOrder,
)
from trimtab.cli.main import INTERRUPTED, run
from trimtab.cli.plain_letters import register_plain_letters
from trimtab.cli.services import Services
from trimtab.domain.awake import AwakeWeek
from trimtab.domain.body import BodyPrediction, Model, SleepLog
from trimtab.domain.commitments import CalendarDays
from trimtab.domain.errors import Problem
from trimtab.domain.people import Profile
from trimtab.domain.places import Places
from trimtab.domain.plans import LastPlan, Plan
from trimtab.domain.requests import Asked
from trimtab.domain.weighing import Weighing
from trimtab.wiring import (
    applying,
    asking,
    bounding,
    briefed,
    checking_in,
    decking,
    dividing,
    examining,
    focusing,
    keeping,
    matching_markets,
    mentoring,
    passphrases,
    publishing,
    reviewed,
    serving,
    sharing,
    shown,
    studying,
    syncing,
    telling,
)
from trimtab.wiring.reading_apart import calendar_guard
from trimtab.wiring.watching import QuietLine, following_plan, preparing

if TYPE_CHECKING:
    from trimtab.calendars.source_reader import SourceReader

WEIGHING = "Planning the weeks with it and without …"
WEIGHING_WEEK = "Planning week {} of {}, with it and without …"
PLACING = "Trying every place …"
PREDICTING = "Following the hours slept …"
MOST_PASTED_BYTES = 10 * 2**20


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.disable()  # collecting cycles took an eighth of a plan's time and gave back 1 MB
    sys.stdout, sys.stderr = _tolerant(sys.stdout), _tolerant(sys.stderr)
    wants_trace = os.environ.get("TRIMTAB_TRACE", "") not in {"", "0"}
    code = run(real_services(), sys.argv[1:], wants_trace=wants_trace)
    if code == INTERRUPTED:  # one more Ctrl-C while Python shuts down changes nothing
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


def _tolerant(stream: TextIO | None) -> TextIO:
    """The stream, showing what it cannot encode in plain letters; nowhere if it is closed."""
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=register_plain_letters())
    return stream


def real_services() -> Services:
    """Every port of the command line, connected to the real part behind it."""
    return _with_planning()(
        open_sync=syncing.sync_opener(_plan_week, _replan_week, _show),
        describe_account=syncing.describe_account,
        keep_password=syncing.keep_password,
        wait=syncing.wait,
        serve=lambda order: serving.serve(order, examining.machine_zone()),
        keeping=keeping.keeping(),
        passphrases=passphrases.passphrases(),
        today=shown.today_shown(),
        checking_in=checking_in.checking_in(),
        focusing=focusing.focusing(),
        review=reviewed.review_shown(),
        people=telling.people_shown(),
        household=telling.household_shown(),
        boundaries=bounding.boundary_texts(),
        studying=studying.studying(),
        sharing=sharing.sharing(),
        decks=decking.decks(),
        groups=dividing.groups(),
        mentors=mentoring.mentors(),
        residency=applying.residency(),
        markets=matching_markets.markets(),
        make_brief=briefed.make_brief,
        rotation_card=briefed.rotation_card,
        examine=examining.examine,
        make_kernels_ready=examining.make_kernels_ready,
    )


def _with_planning() -> Callable[..., Services]:
    """Services that lack only what looks after accounts and this machine."""
    return partial(
        _with_what_is_read(),
        now=lambda: datetime.now(UTC),
        machine_zone=examining.machine_zone,
        read_profile=_read_profile,
        default_profile=_default_profile,
        find_past_due=_find_past_due,
        template_roles=_template_roles,
        template_for=_template_for,
        calendar_reader=_calendar_reader,
        plan_week=_plan_week,
        read_plan=_read_plan,
        replan_week=_replan_week,
        find_places=_find_places,
        show_places=_show_places,
        places_as_json=_places_as_json,
        show_week=_show_week,
        week_as_json=_week_as_json,
        read_feed=publishing.read_feed,
        publish_week=publishing.publish_week,
        answer_invitation=publishing.answer_invitation,
        week_as_html=_week_as_html,
        read_request=asking.read_request,
        weigh_request=_weigh_request,
        show_weighing=asking.show_weighing,
        weighing_as_json=asking.weighing_as_json,
        words_for_answer=asking.words_for_answer,
        words_for_letter=asking.words_for_letter,
        read_task=asking.read_task,
        read_export=asking.read_export,
        add_tasks=asking.add_tasks,
        read_sleep_log=asking.read_sleep_log,
        predict_body=_predict_body,
        show_body=asking.show_body,
        body_as_json=asking.body_as_json,
        show_body_week=asking.show_body_week,
        body_week_as_json=asking.body_week_as_json,
    )


def _with_what_is_read() -> Callable[..., Services]:
    """Services with what reads and shows calendars, rosters, dates and waking hours."""
    return partial(
        Services,
        calendar_days=_calendar_days,
        calendar_states=_calendar_states,
        remembered_feeds=asking.remembered_feeds,
        forget_calendar=asking.forget_calendar,
        check_roster=asking.check_roster,
        show_roster=asking.show_roster,
        roster_as_json=asking.roster_as_json,
        roster_as_csv=asking.roster_as_csv,
        show_calendars=shown.show_calendars,
        calendars_as_json=shown.calendars_as_json,
        propose_codes=shown.propose_codes,
        show_codes=shown.show_codes,
        codes_as_json=shown.codes_as_json,
        add_codes=shown.add_codes,
        read_kept_date=asking.read_kept_date,
        add_date=asking.add_date,
        mark_date_done=asking.mark_date_done,
        show_dates=asking.show_dates,
        dates_as_json=asking.dates_as_json,
        dates_as_ics=asking.dates_as_ics,
        find_awake=_find_awake,
        show_awake=asking.show_awake,
        awake_as_json=asking.awake_as_json,
    )


def _read_profile(path: Path, zone: str) -> Profile:
    from trimtab.profiles.reading import read_profile_file

    return decking.beside(read_profile_file(path, zone=zone), path.parent)


def _default_profile(role: str, zone: str) -> Profile:
    from trimtab.profiles.defaults import default_profile

    return default_profile(role, zone)


def _find_past_due(profile: Profile, now: datetime, file: str) -> tuple[Problem, ...]:
    from trimtab.profiles.reading import find_past_due

    return find_past_due(profile, now, file)


def _template_roles() -> tuple[str, ...]:
    from trimtab.profiles.templates import TEMPLATE_ROLES

    return tuple(TEMPLATE_ROLES)


def _template_for(role: str) -> str:
    from trimtab.profiles.templates import template_for

    return template_for(role)


def _calendar_reader(folder: Path, profile: Profile, outreach: Outreach) -> CalendarReader:
    return _source_reader(folder, profile, outreach)


def _calendar_days(
    folder: Path, profile: Profile, source: str, outreach: Outreach
) -> CalendarDays | None:
    today = datetime.now(UTC).date()
    return _source_reader(folder, profile, replace(outreach, wants_some=True)).days_of(
        source, today
    )


def _calendar_states(
    folder: Path, profile: Profile, outreach: Outreach
) -> tuple[CalendarState, ...]:
    state_of_account = syncing.account_states(profile, folder, outreach)
    return asking.calendar_states(folder, profile, (_clock_zone(), outreach), state_of_account)


def _source_reader(folder: Path, profile: Profile, outreach: Outreach) -> SourceReader:
    from trimtab.calendars.source_reader import SourceReader

    guard = calendar_guard()
    feeds = asking.feed_origins(profile, _clock_zone(), outreach)
    origins = {**feeds, **syncing.account_origins(profile, folder, outreach)}
    return SourceReader(folder, guard.read_content, origins, _read_pasted, guard.days_of)


def _clock_zone() -> tzinfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(examining.machine_zone() or "UTC")


@cache
def _read_pasted() -> bytes:
    """What is typed or piped in, once; one byte more than a roster may have, so that it is told."""
    if sys.stdin is None:
        return b""
    return sys.stdin.buffer.read(MOST_PASTED_BYTES + 1)


def _plan_week(profile: Profile, order: PlanOrder, read_calendar: CalendarReader) -> PlannedWeek:
    polish = _exact_polish() if order.exact_seconds else None
    with following_plan() as onlooker:
        from trimtab.app.plan_week import plan_week

        order = asking.with_rulebook(order, profile)
        profile, problems = studying.with_learning(profile, order.now)
        planned = plan_week(profile, order, read_calendar, polish, onlooker=onlooker)
        return decking.told_too(planned, problems)


def _exact_polish() -> Polish:
    """The exact solver; asked for before planning, so that nobody waits to hear it is missing."""
    from trimtab.exact.polish import polish
    from trimtab.exact.solver import new_solver

    new_solver(0.0, 0)
    return polish


def _read_plan(path: Path) -> LastPlan:
    from trimtab.plans.reading import read_plan_file

    return read_plan_file(path)


def _replan_week(
    profile: Profile, order: PlanOrder, last: LastPlan, read_calendar: CalendarReader
) -> PlannedWeek:
    polish = _exact_polish() if order.exact_seconds else None
    with following_plan() as onlooker:
        from trimtab.app.replan_week import replan_week

        order = asking.with_rulebook(order, profile)
        profile, problems = studying.with_learning(profile, order.now)
        planned = replan_week(profile, order, last, read_calendar, polish, onlooker=onlooker)
        return decking.told_too(planned, problems)


def _show(words: str) -> QuietLine:
    return QuietLine(sys.stderr, words)


def _find_places(
    profile: Profile, order: PlanOrder, last: LastPlan, typed: str, read_calendar: CalendarReader
) -> Places:
    with preparing(PLACING):
        from trimtab.app.find_places import find_places

        return find_places(profile, order, last, typed, read_calendar)


def _show_places(places: Places) -> None:
    from rich.console import Console

    from trimtab.reports.places_text import print_places

    print_places(places, Console())


def _places_as_json(places: Places) -> Mapping[str, Any]:
    from trimtab.reports.places_json import places_to_json

    return places_to_json(places)


def _show_week(plan: Plan) -> None:
    from rich.console import Console

    from trimtab.reports.terminal import print_week

    print_week(plan, Console())


def _week_as_json(plan: Plan) -> Mapping[str, Any]:
    from trimtab.reports.plan_json import plan_to_json

    return plan_to_json(plan)


def _week_as_html(plan: Plan) -> str:
    from trimtab.reports.week_html import render_week

    return render_week(plan)


def _weigh_request(
    profile: Profile, asked: Asked, order: WeighOrder, read_calendar: CalendarReader
) -> Weighing:
    with preparing(WEIGHING) as line:
        from trimtab.app.weigh_request import weigh_request

        def on_week(number: int, count: int) -> None:
            if count > 1:
                line.step(WEIGHING_WEEK.format(number, count))

        return weigh_request(profile, asked, order, read_calendar, on_week=on_week)


def _find_awake(
    profile: Profile, order: PlanOrder, name: str | None, read_calendar: CalendarReader
) -> AwakeWeek:
    with following_plan() as onlooker:
        from trimtab.app.find_awake import find_awake

        return find_awake(profile, order, name, read_calendar, onlooker=onlooker)


def _predict_body(log: SleepLog, model: Model, start: datetime) -> BodyPrediction:
    with preparing(PREDICTING):
        from trimtab.app.predict_body import predict_body

        return predict_body(log, model, start)
