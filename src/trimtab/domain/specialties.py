"""Specialties by one name each, however people write them."""

from __future__ import annotations

from collections.abc import Mapping

SPECIALTIES: Mapping[str, tuple[str, ...]] = {
    "anesthesiology": ("anaesthesiology", "anesthesia", "anaesthesia", "anes"),
    "child neurology": ("child neurology and neurodevelopmental disabilities", "child neuro"),
    "dermatology": ("derm",),
    "radiology": (
        "diagnostic radiology",
        "interventional radiology",
        "diagnostic radiology and interventional radiology",
        "radiology diagnostic",
        "dr",
        "ir",
        "rad",
    ),
    "emergency medicine": ("em",),
    "family medicine": ("fm",),
    "general surgery": ("surgery", "surgery general", "gs"),
    "internal medicine": ("im", "medicine"),
    "internal medicine and psychiatry": ("im psychiatry", "im psych"),
    "internal medicine and pediatrics": ("medicine pediatrics", "med peds"),
    "neurological surgery": ("neurosurgery",),
    "neurology": ("neuro",),
    "obstetrics and gynecology": ("obstetrics and gynaecology", "ob gyn", "obgyn"),
    "ophthalmology": (),
    "orthopedic surgery": (
        "orthopaedic surgery",
        "orthopaedics",
        "orthopedics",
        "ortho",
    ),
    "otolaryngology": ("ent", "otolaryngology head and neck surgery"),
    "pathology": ("path",),
    "pediatrics": ("paediatrics", "peds"),
    "physical medicine and rehabilitation": ("pm and r", "pmr", "pm r"),
    "plastic surgery": ("plastics",),
    "public health and general preventive medicine": ("preventive medicine",),
    "psychiatry": ("psych",),
    "radiation oncology": ("rad onc",),
    "thoracic surgery": (),
    "transitional year": ("ty",),
    "urology": (),
    "vascular surgery": (),
}
"""Each specialty by its American name in lower case, and what else it is called."""

_NAMES = {other: name for name, others in SPECIALTIES.items() for other in (name, *others)}


def specialty_named(text: str) -> str:
    """The one name of a specialty; one that is not known keeps its own, in lower case.

    >>> specialty_named("OB-GYN"), specialty_named("Orthopaedic Surgery"), specialty_named("Lace")
    ('obstetrics and gynecology', 'orthopedic surgery', 'lace')
    """
    letters = "".join(one if one.isalnum() else " " for one in text.replace("&", " and "))
    plain = " ".join(letters.casefold().split())
    return _NAMES.get(plain, plain)
