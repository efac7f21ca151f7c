"""Choices of fields, each as its word in the profile and as it is shown."""

from __future__ import annotations


def choices(**labels: str) -> tuple[tuple[str, str], ...]:
    """Words with their labels."""
    return tuple(labels.items())


KINDS = choices(
    duty="Duty", home_call="Home call", lecture="Teaching", clinic="Clinic",
    appointment="Appointments", family="Family", personal="My own",
)  # fmt: skip
RULEBOOK_CHOICES = choices(
    acgme="ACGME (United States)", ontario="Ontario", quebec="Quebec", eu="European Union",
    england="England",
)  # fmt: skip
DATE_CHOICES = choices(
    visa="Visa", licence="Licence", credentialing="Credentialing", exam="Exam", rent="Rent",
    money="Money", other="Something else",
)  # fmt: skip
ROLE_CHOICES = choices(
    student="Student", clerkship="Clerkship student", resident="Resident", fellow="Fellow",
    attending="Attending", remote="Remote clinician",
)  # fmt: skip
PERSON_CHOICES = (
    ("family", "Family"),
    ("partner", "Partner"),
    ("child", "Child"),
    ("friend", "Friend"),
    ("mentor", "Mentor"),
    ("peer", "Peer"),
    ("other", "Somebody else"),
)
OWN_CARE_CHOICES = choices(
    doctor="Doctor", dentist="Dentist", therapist="Therapist", other="Something else",
)  # fmt: skip
EVERY = (("week", "Every week"), ("month", "Once a month"))
