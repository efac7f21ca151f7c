"""What the columns of a table of programmes hold, told from the spellings of their headings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from trimtab.calendars.rosters.headers import plain_heading
from trimtab.domain.programmes import FACT_COLUMNS

_SPELLINGS: Mapping[str, str] = {
    "id": "id, programme id, program id, programme code, program code, code, trimtab id",
    "acgme_id": "acgme id, acgme, acgme code, acgme number, acgme program id, acgme program code",
    "nrmp_code": "nrmp code, nrmp, nrmp id, nrmp program code, nrmp number, track code",
    "name": """name, programme, program, programme name, program name, residency, residency program,
        residency programme, programs, programmes, hospital, institution, sponsoring institution,
        site""",
    "specialty": """specialty, speciality, specialties, field, discipline, program specialty,
        programme specialty""",
    "location": "location, place, city state, city and state",
    "state": "state, st, us state, province, state province, state code, state name",
    "city": "city, town",
    "country": "country",
    "latitude": "latitude, lat",
    "longitude": "longitude, lon, lng, long",
    "positions": """positions, spots, slots, seats, quota, number of positions, positions offered,
        pgy 1 positions, categorical positions, residents per year, class size""",
    "applications": """applications, applicants, number of applicants, applications received,
        number of applications, applications a season""",
    "interviews": """interviews, interviewed, interview spots, number of interviews,
        interviews given, applicants interviewed, interviews offered, interviews a season""",
    "img_share": """img share, img, imgs, percent img, img percent, img rate, share of imgs,
        percentage img, imgs percent, pct img, percent imgs, of imgs, img pct, share img,
        percentage of imgs""",
    "do_share": """do share, do, dos, percent do, do percent, do rate, share of dos, pct do,
        percent dos, share do""",
    "visa": """visa, visas, visa sponsorship, visa sponsored, sponsors visa, sponsors visas,
        visas sponsored, visa types, visa type, sponsorship""",
    "takes_j1": "j 1, j 1 visa, j 1 sponsored, sponsors j 1, takes j 1",
    "takes_h1b": """h 1 b, h 1 b visa, h 1 b sponsored, sponsors h 1 b, takes h 1 b, h 1 visa,
        h 1""",
    "step2_cutoff": """step 2 cutoff, step 2 cut off, step 2 ck cutoff, step 2 ck cut off,
        minimum step 2, min step 2, step 2 minimum, step 2 ck minimum, step 2 min, step 2 ck min,
        minimum step 2 ck, minimum step 2 ck score, minimum step 2 score, usmle step 2 minimum,
        step 2 requirement, cutoff, cut off, score cutoff, min step 2 ck, usmle cutoff""",
    "step2_median": """step 2 median, median step 2, average step 2, mean step 2, step 2 average,
        step 2 mean, avg step 2, step 2 avg, median step 2 ck, average step 2 ck, step 2 ck median,
        step 2 ck average, mean step 2 ck""",
    "years_since_graduation": """years since graduation, yog, yog cutoff, yog cut off, yog limit,
        max years since graduation, maximum years since graduation, graduation cutoff,
        graduation cut off, years from graduation, time since graduation, max yog""",
    "us_letters": """us letters, us lors, us lor, letters, lors, letters of recommendation,
        us letters of recommendation, minimum us letters""",
    "us_months": """us months, usce, usce months, us clinical experience, months of usce,
        us clinical experience months, months of us clinical experience, minimum usce""",
    "hours_per_week": """hours per week, hours, work hours, weekly hours, hours a week, hours week,
        average hours per week, avg hours per week, hrs week, hrs per week""",
    "call_per_month": """call per month, calls per month, call, calls, calls a month,
        nights on call,        overnight call per month, overnight calls""",
    "cost_of_living": "cost of living, cost of living index, col, coli, col index, living costs",
    "salary": "salary, pgy 1 salary, stipend, pay, pgy 1 stipend, income, intern salary",
    "fellowship_share": """fellowship share, fellowship rate, fellowship match rate, fellowship,
        fellowships, fellowship percent, fellowship placement, percent fellowship""",
    "flight_hours": "flight hours, flight time, flight, hours of flight, flying time",
    "wellness": "wellness, wellbeing, well being, wellness score",
    "prestige": "prestige, reputation, prestige score, reputation score",
    "research": "research, research required, research focus, research programme, research year",
    "track": "track, program type, programme type, position type, track type",
    "chance": """chance, match chance, chance of match, chance of a match, probability, p match,
        match probability, chance of matching, my chance""",
    "interview_chance": """interview chance, chance of interview, chance of an interview,
        interview probability, p interview""",
    "worth": "worth, value, utility, my worth, my rating, rating",
    "cost": "cost, fee, price, application fee, application cost, fees, costs",
    "signal": "signal, signals, signal tier, my signal, signal sent, signalled, signaled",
    "status": "status, application status, my status, outcome",
    "source": "source, sources, source url",
    "checked": "checked, checked on, date checked, as of, last checked, verified on",
    "": """notes, note, comment, comments, remarks, website, url, link, email, phone, coordinator,
        director, program director, programme director, address, zip, zip code, rank, no, number,
        order, estimated chance, estimated low, estimated high, estimated interview,
        estimated worth, gain, estimated cost, reasons, tier, on list, suggested signal""",
}
_MONEY_WORDS = re.compile(r"\s+(?:usd|us|dollars?|eur|euros?|gbp|cad|aud|inr)$")
_DIGIT_EDGE = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_SAYS_PERCENT = re.compile(r"%|\bpct\b|percent|per cent", re.IGNORECASE)
BESIDE = ("source", "checked")
FACTS = tuple(FACT_COLUMNS)
OWN = ("chance", "interview_chance", "worth", "cost", "signal", "status")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column holds: a known name, "" for what is passed over; `beside` source or checked."""

    column: str
    beside: str = ""
    is_percent: bool = False


def plain(text: str) -> str:
    """A heading in small letters with words and numbers apart.

    >>> plain("Step2_cutoff"), plain("Step 2 cut-off")
    ('step 2 cutoff', 'step 2 cut off')
    """
    return " ".join(_DIGIT_EDGE.sub(" ", plain_heading(text)).split())


_BY_SPELLING: Mapping[str, str] = {
    **{
        _DIGIT_EDGE.sub(" ", " ".join(spelling.split())): column
        for column, spellings in _SPELLINGS.items()
        for spelling in spellings.split(",")
    },
    **{_DIGIT_EDGE.sub(" ", column.replace("_", " ")): column for column in (*FACTS, *OWN)},
}


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Heading | None:
    """What a column with this heading holds, if the heading is one of the known.

    >>> read_heading("IMG %"), read_heading("visa_source"), read_heading("Okafor")
    (Heading(column='img_share', beside='', is_percent=True), \
Heading(column='visa', beside='source', is_percent=False), None)
    """
    words = plain(text)
    is_percent = _SAYS_PERCENT.search(text) is not None
    for spelling in (words, _MONEY_WORDS.sub("", words)):
        if (column := _BY_SPELLING.get(spelling)) is not None:
            return Heading(column, "", is_percent)
    before, _, last = words.rpartition(" ")
    if last in BESIDE and (column := _BY_SPELLING.get(before)) in FACT_COLUMNS:
        return Heading(str(column), last)
    return None
