"""Specialties by the names people write for them, in one table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_SPELLINGS: Mapping[str, str] = {
    "anesthesiology": "anaesthesiology, anesthesia, anaesthesia, anes, gas",
    "child neurology": "child neuro, pediatric neurology, neurodevelopmental disabilities, ndd",
    "dermatology": "derm",
    "diagnostic radiology": "radiology, rads, dr, radiology diagnostic, diagnostic rads",
    "emergency medicine": "em, er, emergency, emerg, emergency med",
    "family medicine": "fm, fp, family practice, family, family med",
    "general surgery": "surgery, gs, gen surg, gensurg, general surg, surg, surgery general",
    "internal medicine": "im, medicine, internal med, int med, categorical medicine",
    "internal medicine and pediatrics": "med peds, medpeds, mp, internal medicine pediatrics, "
    "medicine pediatrics, combined internal medicine and pediatrics",
    "internal medicine and psychiatry": "im psych, internal medicine psychiatry, med psych, "
    "medicine psychiatry",
    "interventional radiology": "ir, interventional rads, interventional radiology integrated, "
    "integrated interventional radiology",
    "medical genetics": "genetics, medical genetics and genomics",
    "neurological surgery": "neurosurgery, nsgy, nsg, neurosurg",
    "neurology": "neuro, adult neurology",
    "nuclear medicine": "nuc med, nuclear med",
    "obstetrics and gynecology": "ob gyn, obgyn, obg, og, ob, obstetrics, obstetrics gynecology, "
    "obstetrics and gynaecology, obstetrics gynaecology, gynecology",
    "ophthalmology": "ophtho, ophth, eyes",
    "orthopaedic surgery": "ortho, orthopedics, orthopaedics, orthopedic surgery, orthopedic surg, "
    "orthopaedic surg, ortho surgery",
    "otolaryngology": "ent, oto, ohns, otolaryngology head and neck surgery, ear nose throat",
    "pathology": "path, pathology anatomic and clinical, anatomic and clinical pathology, ap cp",
    "pediatrics": "peds, paeds, paediatrics, pediatric medicine, peds categorical",
    "physical medicine and rehabilitation": "pm r, pmr, pm and r, physiatry, rehab, "
    "physical medicine, physical medicine rehabilitation, rehabilitation medicine",
    "plastic surgery": "plastics, prs, plastic surgery integrated, integrated plastic surgery",
    "psychiatry": "psych",
    "public health and preventive medicine": "preventive medicine, prev med, public health, phpm, "
    "preventive med, general preventive medicine, occupational medicine",
    "radiation oncology": "rad onc, radonc, ro",
    "thoracic surgery": "ct surgery, cardiothoracic surgery, thoracic surgery integrated, i6, "
    "integrated thoracic surgery, thoracics",
    "transitional year": "ty, transitional, transitional yr",
    "urology": "uro",
    "vascular surgery": "vascular, vascular surgery integrated, integrated vascular surgery",
}

SPECIALTIES: tuple[str, ...] = tuple(_SPELLINGS)
"""The names used everywhere, in small letters, as programmes in the United States spell them."""

_SIGNS = re.compile(r"[\W_]+")
_BY_SPELLING: Mapping[str, str] = {
    " ".join(spelling.split()): name
    for name, spellings in _SPELLINGS.items()
    for spelling in (name, *spellings.split(","))
}


@lru_cache(maxsize=4096)
def specialty_named(text: str) -> str | None:
    """The specialty somebody means, or None where the words are not known.

    >>> specialty_named("OB/GYN"), specialty_named("gen surg"), specialty_named("PM&R")
    ('obstetrics and gynecology', 'general surgery', 'physical medicine and rehabilitation')
    >>> specialty_named("Wizardry") is None
    True
    """
    plain = _SIGNS.sub(" ", text.casefold().replace("&", " and ")).strip()
    bare = _SIGNS.sub(" ", text.casefold()).strip()
    without = (
        plain.removeprefix("residency in ").removesuffix(" residency").removesuffix(" program")
    )
    return next(
        (found for one in (plain, bare, without) if (found := _BY_SPELLING.get(one))),
        None,
    )


def plain_specialty(text: str) -> str:
    """The specialty somebody means, or their own words in small letters where it is not known.

    >>> plain_specialty("IM"), plain_specialty("Space  Medicine")
    ('internal medicine', 'space medicine')
    """
    return specialty_named(text) or " ".join(text.casefold().split())
