"""`trimtab share`: what works for somebody, as a small file without anything of theirs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

import click

from trimtab.cli.files import tell, write_or_show
from trimtab.cli.profile_choice import USUAL_PROFILE
from trimtab.cli.services import Services
from trimtab.domain.people import Profile
from trimtab.domain.sharing import (
    CODE,
    SHARE_KINDS,
    TABLES_OF,
    Choice,
    Leaving,
    Order,
    Shared,
    SharedThing,
    ShareKind,
)

FILE = click.Path(path_type=Path)
UNKNOWN_ZONE = "UTC"
Decorated = TypeVar("Decorated", bound=Callable[..., Any])
UNTITLED = "Something that works"
NOTHING_LEFT = "Nothing is left to share. Name what shall leave with --only NAME."
LOOK_THROUGH = "Look through it before you pass it on: names of places are known to you alone."
CODES_LEFT = "Codes belong to a calendar, and your profile has none yet: they are left."
NO_CODES = "No codes are in it: no calendar of your profile has any."
TAKEN_WHOLE = "What all of the file does to a week:"
NOT_TAKEN_BEFORE = "Nothing was taken from a shared file into {}."


def profile_option(word: str) -> Callable[[Decorated], Decorated]:
    """The option that names a profile."""
    return click.option(
        word,
        "profile",
        type=FILE,
        metavar="PROFILE.toml",
        default=USUAL_PROFILE,
        show_default=True,
        help="Your profile.",
    )


def names_option(word: str, about: str) -> Callable[[Decorated], Decorated]:
    """An option that names things, given once for each."""
    return click.option(word, multiple=True, metavar="NAME", help=about)


@click.group("share", short_help="Share what works as small files, and take what others share.")
def share_group() -> None:
    """Share a week, rituals, boundaries or codes as a small file, and take what others share.

    A shared file says how a week is kept and nothing of whose week it is. One from somebody else is
    read strictly before anything of it is taken.
    """


@share_group.command("make")
@click.argument("kinds", nargs=-1, required=True, type=click.Choice(SHARE_KINDS), metavar="KIND...")
@click.argument("file", type=FILE, metavar="FILE.toml")
@profile_option("--from")
@names_option("--only", "Share this alone; also what would stay as private. May be repeated.")
@names_option("--without", "Leave this out. May be repeated.")
@click.option("--rename", multiple=True, metavar="OLD=NEW", help="Call something otherwise there.")
@click.option("--title", default="", metavar="WORDS", help="What the file is called.")
@click.pass_obj
def make_command(services: Services, /, kinds: Sequence[Any], file: Path, **options: Any) -> None:
    """Write what works for you as a file to share; - prints it.

    KIND is week, rituals, boundaries or codes; several have a place in one file. Names of people,
    notes and dates are taken off; what looks private stays unless --only names it.
    """
    sharing, path = services.sharing, options["profile"]
    profile = _profile(services, path)
    tables = dict.fromkeys(table for kind in kinds for table in TABLES_OF[kind])
    rows = sharing.leaving(path, tables)
    if fault := sharing.title_fault(options["title"], profile):
        raise click.UsageError(f"--title {fault}.")
    chosen = _chosen(services, rows, options)
    if not chosen:
        raise click.ClickException(NOTHING_LEFT)
    new = {
        thing.key: name
        for old, name in _pairs(options["rename"], "--rename")
        for thing in _named(services, [one.thing for one in chosen], old)
    }
    things = sharing.fitted([one.thing for one in chosen], new)
    role = profile.person.role if "week" in kinds else None
    content = sharing.write(Shared(options["title"] or UNTITLED, things, role), str(file))
    write_or_show({file: content}, lambda: None)
    tell("It says:", *(f"  {sharing.leaving_text(one)}" for one in chosen))
    if staying := [one for one in rows if one not in chosen and (one.is_private or one.doubts)]:
        tell("It stays with you:", *(f"  {sharing.stays_text(one)}" for one in staying))
    if "codes" in kinds and not any(one.thing.table == CODE for one in rows):
        tell(NO_CODES)
    tell(LOOK_THROUGH)


def _chosen(
    services: Services, rows: Sequence[Leaving], options: Mapping[str, Any]
) -> list[Leaving]:
    """What leaves: what is named, else everything that tells nothing of the person."""
    things = [one.thing for one in rows]
    only = [thing.key for name in options["only"] for thing in _named(services, things, name)]
    out = [thing.key for name in options["without"] for thing in _named(services, things, name)]
    return [
        one
        for one in rows
        if one.thing.key not in out
        and (one.thing.key in only if only else not (one.is_private or one.doubts))
    ]


@share_group.command("look")
@click.argument("file", type=FILE, metavar="FILE.toml")
@profile_option("--into")
@click.pass_obj
def look_command(services: Services, /, file: Path, profile: Path) -> None:
    """Show what a shared file holds beside what you have; nothing changes."""
    sharing = services.sharing
    shared = sharing.read(file)
    click.echo(_heading(shared))
    for line in sharing.effect_lines(shared):
        click.echo(f"  {line}")
    if not profile.is_file():
        for thing in shared.things:
            click.echo(f"  {sharing.leaving_text(Leaving(thing))}")
        return
    for one in sharing.beside(profile, shared, sharing.calendar_for_codes(profile)):
        click.echo(f"  {sharing.beside_text(one)}")


def _heading(shared: Shared) -> str:
    role = f", for the role {shared.role}" if shared.role else ""
    return f"{shared.title}{role}"


@share_group.command("take")
@click.argument("file", type=FILE, metavar="FILE.toml")
@profile_option("--into")
@names_option("--only", "Take this alone. May be repeated.")
@names_option("--without", "Leave this out. May be repeated.")
@names_option("--replace", "Put this in place of yours. May be repeated.")
@click.option("--rename", multiple=True, metavar="OLD=NEW", help="Take something as NEW.")
@click.option("--value", multiple=True, metavar="THEIRS=YOURS", help="Count a value as yours.")
@click.option("--calendar", metavar="SOURCE", default="", help="The calendar that codes are for.")
@click.option("--dry-run", is_flag=True, help="Show what would change and change nothing.")
@click.pass_obj
def take_command(services: Services, /, file: Path, profile: Path, **options: Any) -> None:
    """Take what a shared file holds into your profile.

    Nothing of yours is replaced unless --replace names it; of two with one name yours stays.
    `trimtab share undo` takes it back.
    """
    sharing = services.sharing
    known = _profile(services, profile)
    shared = sharing.read(file)
    taken = sharing.take(profile, shared, _order(services, shared, (profile, known), options))
    if lines := tuple(sharing.effect_lines(shared)):
        tell(TAKEN_WHOLE, *(f"  {line}" for line in lines))
    for sentence in taken.sentences:
        click.echo(sentence)
    if not taken.sentences:
        tell("There is nothing to change.")
    elif options["dry_run"]:
        tell(f"Nothing is changed; this would be in {profile}.")
    else:
        before = sharing.keep(profile, taken)
        tell(f"Written: {profile}. As it was: {before}; `trimtab share undo` puts it back.")


def _order(
    services: Services, shared: Shared, into: tuple[Path, Profile], options: Mapping[str, Any]
) -> Order:
    path, profile = into
    choices: dict[tuple[str, str], Choice] = {}
    codes = [one for one in shared.things if one.table == CODE]
    if codes and not profile.calendars:
        tell(CODES_LEFT)
        choices = {one.key: Choice("leave") for one in codes}
    if options["only"]:
        choices = {thing.key: Choice("leave") for thing in shared.things}
        for name in options["only"]:
            for thing in _named(services, shared.things, name):
                choices.pop(thing.key, None)
    for name in options["without"]:
        choices |= {one.key: Choice("leave") for one in _named(services, shared.things, name)}
    for name in options["replace"]:
        choices |= {one.key: Choice("replace") for one in _named(services, shared.things, name)}
    for old, new in _pairs(options["rename"], "--rename"):
        choices |= {one.key: Choice("rename", new) for one in _named(services, shared.things, old)}
    zone = ZoneInfo(profile.person.time_zone)
    return Order(
        choices=choices,
        today=services.now().astimezone(zone).date(),
        values=_values(profile, shared, options["value"]),
        calendar=_calendar(services, path, profile, options["calendar"]),
    )


def _values(profile: Profile, shared: Shared, said: Iterable[str]) -> dict[str, str]:
    """Values of the file as the person's own; a name that nothing has is no value."""
    pairs = dict(_pairs(said, "--value"))
    theirs = {str(one.values["value"]) for one in shared.things if "value" in one.values}
    _check_values(pairs, theirs, "The file has")
    _check_values(pairs.values(), profile.values, "Yours")
    return pairs


def _check_values(names: Iterable[str], known: Collection[str], whose: str) -> None:
    for name in names:
        if known and name not in known:
            listed = ", ".join(sorted(known))
            raise click.UsageError(f"--value: there is no value {name!r}. {whose}: {listed}.")


def _calendar(services: Services, path: Path, profile: Profile, source: str) -> int:
    if not source:
        return services.sharing.calendar_for_codes(path)
    for number, one in enumerate(profile.calendars):
        if source in {one.source, one.name}:
            return number
    listed = ", ".join(one.name or one.source for one in profile.calendars) or "none"
    raise click.UsageError(f"--calendar: there is no such calendar. Yours: {listed}.")


@share_group.command("undo")
@click.argument("profile", type=FILE, metavar="[PROFILE.toml]", default=USUAL_PROFILE)
@click.pass_obj
def undo_command(services: Services, /, profile: Path) -> None:
    """Put your profile back as it was before a shared file was taken."""
    undone = services.sharing.undo(profile)
    if undone is None:
        raise click.ClickException(NOT_TAKEN_BEFORE.format(profile))
    click.echo(f"Back as it was: {', '.join(undone.sentences)}")


def _profile(services: Services, path: Path) -> Profile:
    return services.read_profile(path, services.machine_zone() or UNKNOWN_ZONE)


def _named(services: Services, things: Iterable[SharedThing], name: str) -> list[SharedThing]:
    """Things by their name, or all of a table or a kind by its; capitals aside."""
    known = list(things)
    said = name.strip().casefold()
    found = [
        one
        for one in known
        if said in {one.table, one.name.casefold(), services.sharing.thing_name(one).casefold()}
    ] or [one for one in known if one.table in TABLES_OF.get(cast("ShareKind", said), ())]
    if not found:
        listed = ", ".join(services.sharing.thing_name(one) for one in known)
        raise click.UsageError(f"Nothing there is called {name!r}. There are: {listed}.")
    return found


def _pairs(said: Iterable[str], option: str) -> list[tuple[str, str]]:
    pairs = [one.partition("=") for one in said]
    if any(not (old.strip() and new.strip()) for old, _, new in pairs):
        raise click.UsageError(f"{option} takes two names, as in {option} 'Run=Slow run'.")
    return [(old.strip(), new.strip()) for old, _, new in pairs]
