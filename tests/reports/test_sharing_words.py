"""Things that are shared, each in one line."""

from trimtab.domain.sharing import SharedThing
from trimtab.profiles.sharing.form import MODELS
from trimtab.reports.people_words import EN_DASH
from trimtab.reports.sharing_words import DEFAULTS, thing_text

OPEN, SHUT = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"


def test_each_kind_of_thing_is_said_in_one_line():
    """With what is written in it, and by its defaults where nothing is."""
    for table, values, said in (
        ("values", {"family": 3, "joy": 1.5}, "family 3, joy 1.5"),
        (
            "open_time",
            {"share": 0.3, "free_evenings": 2, "free_weekends": False},
            "30 % of free time open, 2 free evenings a week, no free weekends",
        ),
        ("open_time", {}, "as Trimtab has it by itself"),
        ("messages", {"at": ["09:00", "16:00"], "minutes": 20}, "at 09:00 and 16:00, 20 min"),
        ("practice", {}, "3 times a week, 30, 15 or 5 min"),
        (
            "practice",
            {"every": "month", "times_per_week": 1, "doses": [90], "days": "sat", "must": True},
            "once a month, 90 min, Sat, always",
        ),
        (
            "practice",
            {"every_weeks": 2, "doses": 20, "prefer": "18:00-21:00", "after": "Wake up"},
            f"every 2 weeks, 20 min, best 18:00{EN_DASH}21:00, after {OPEN}Wake up{SHUT}",
        ),
        (
            "protect",
            {"between": "18:00-21:00", "days": ["mon", "tue", "wed", "thu", "fri"]},
            f"Mon{EN_DASH}Fri, between 18:00{EN_DASH}21:00, 60 or 30 min",
        ),
        (
            "boundary",
            {"kind": "calls", "off": "21:00-06:00", "except": ["21:00-21:30"],
             "except_times_per_week": 2},
            f"no calls, 21:00{EN_DASH}06:00, but for 21:00{EN_DASH}21:30, twice a week",
        ),
        ("code", {"hours": "off"}, "a free day"),
        ("code", {"hours": ["07:00-12:00"]}, f"07:00{EN_DASH}12:00"),
    ):  # fmt: skip
        assert thing_text(SharedThing(table, "", values)) == said


def test_what_is_not_written_is_said_as_profiles_mean_it():
    """So that nothing unseen comes in place of one's own."""
    for table, values in DEFAULTS.items():
        model = MODELS[table]
        assert model.model_validate({"name": "-", **values}) == model.model_validate({"name": "-"})
