"""What can go wrong when a day is spoken of, each with what to do about it."""

from __future__ import annotations

from datetime import date, time

from trimtab.domain.errors import TrimtabError


class NothingSaidError(TrimtabError):
    """A check-in that says nothing."""

    def __init__(self) -> None:
        super().__init__("Nothing was chosen, so nothing was kept. One answer is enough.")


class OffScaleError(TrimtabError):
    """A score that is not on its scale."""

    def __init__(self, measure: str, value: int, lowest: int, highest: int) -> None:
        self.measure = measure
        self.value = value
        super().__init__(f"The scale of {measure} goes from {lowest} to {highest}, not to {value}.")


class DayToComeError(TrimtabError):
    """A day was spoken of that has not come yet."""

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(f"{day.isoformat()} has not come yet. Say how today is, or a day before.")


class NoSuchTimeError(TrimtabError):
    """Something that is to be a time of day and is none."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        what = f'"{typed}" is no time of day.' if typed else "The time of day is empty."
        super().__init__(f"{what} Write it as 21:30.")


class UnclearSleepError(TrimtabError):
    """Times of a sleep that cannot be used."""


class HalfASleepError(UnclearSleepError):
    """A sleep with one of its two times."""

    def __init__(self) -> None:
        super().__init__("Say both: when you fell asleep and when you woke. Or leave both empty.")


class UnreadClockError(UnclearSleepError):
    """A time of a sleep that is no time of day."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        super().__init__("A time is written as 23:10.")


class SleepNotOverError(UnclearSleepError):
    """A sleep that ends later than now."""

    def __init__(self) -> None:
        super().__init__(
            "That sleep ends later than now. Say when you woke, on the clock of that day."
        )


class SleepTooLongError(UnclearSleepError):
    """A sleep that would have gone on around the clock."""

    def __init__(self, begun: time, ended: time) -> None:
        self.begun = begun
        self.ended = ended
        super().__init__(
            f"From {begun:%H:%M} to {ended:%H:%M} would be most of a day and a night. "
            "Say when you fell asleep and when you woke."
        )


class LighterDaysOverError(TrimtabError):
    """Lighter days that a phone was told of, and that were over before it could say so."""

    def __init__(self, last: date) -> None:
        self.last = last
        super().__init__(
            f"They would have ended on {last.isoformat()}, so nothing was changed. "
            "You, Lighter days, begins new ones."
        )


class CheckInsOffError(TrimtabError):
    """A check-in was said while they are switched off."""

    def __init__(self) -> None:
        super().__init__(
            "Check-ins are switched off, so it was not kept. Settings, Parts you use, has them."
        )
