"""What people keep doing and owe, to draw from: practices and tasks by value."""

from __future__ import annotations

from sketch import WEEKEND, WORKDAYS, habit, spans, work

BODY = (
    habit("Run", "body", 3, (45, 30, 10), "06:00-08:00 17:00-20:00"),
    habit("Strength at home", "body", 2, (25, 15, 10), "15:00-20:00"),
    habit("Daylight walk", "body", 4, (20, 10), only=spans("08:00-17:00")),
    habit("Swim", "body", 2, (60, 40), "17:00-20:00 08:00-12:00"),
    habit("Stretch", "body", 6, (10, 5), once_a_day=False),
    habit("Physiotherapy exercises", "body", 7, (15, 10), "07:00-09:00 20:00-21:30"),
)
JOY = (
    habit("Read a novel", "joy", 3, (30, 15, 10), "20:00-22:00"),
    habit("Piano", "joy", 3, (30, 15, 10)),
    habit("Garden", "joy", 2, (60, 30), "09:00-17:00"),
    habit("Sketching", "joy", 2, (40, 20)),
    habit("Film with friends", "joy", 1, (120, 90), "18:00-22:00"),
    habit("Guitar", "joy", 4, (20, 10), "18:00-21:30"),
)
FAMILY = (
    habit("Cook for the week", "family", 1, (90, 45), "15:00-19:00", days=WEEKEND),
    habit("Letter to an aunt", "family", 1, (30, 15)),
    habit("Board game", "family", 2, (45, 30), "18:30-21:30"),
    habit("Tidy together", "family", 2, (30, 20), "09:00-12:00", days=WEEKEND),
)
LEARNING = (
    habit(
        "Board questions", "learning", 4, (45, 30, 15), "09:00-12:00 14:00-18:00", demanding=True
    ),
    habit("Flashcards", "learning", 6, (20, 10), "17:00-19:00 12:30-14:00"),
    habit("Read one paper", "learning", 2, (40, 20), demanding=True),
    habit("Procedure videos", "learning", 2, (25, 15), "18:00-21:00"),
)
PATIENTS = (
    habit("One patient, written down", "patients", 2, (20, 10)),
    habit("Inbox in one sitting", "patients", 4, (30, 20, 10), "08:00-12:00", days=WORKDAYS),
    habit("Follow up one hard case", "patients", 2, (30, 15), "13:00-17:00", demanding=True),
)
PAPERWORK = {
    "Evaluations": work("patients", 45, 20, 45),
    "Duty log": work("patients", 30, 15, 30),
    "Licence renewal": work("learning", 60, 15, 60, study=False),
    "Tax papers": work("family", 120, 30, 60),
    "Insurance claim": work("family", 45, 15, 45),
    "Recommendation letter": work("patients", 90, 30, 60, demanding=True),
}
SCHOLARSHIP = {
    "QI abstract": work("learning", 240, 30, 90, demanding=True),
    "Journal club slides": work("learning", 150, 30, 75, demanding=True),
    "Case report": work("learning", 300, 30, 90, demanding=True),
    "Peer review": work("learning", 180, 30, 60, demanding=True),
    "Grand rounds talk": work("learning", 270, 45, 90, demanding=True),
    "Protocol draft": work("patients", 180, 45, 90, demanding=True),
}
STUDY = {
    name: work("learning", minutes, 30, longest, demanding=True, study=True)
    for name, minutes, longest in (
        ("Cardiology blocks", 240, 90),
        ("Renal blocks", 180, 90),
        ("Pharmacology cards", 120, 45),
        ("Anatomy review", 180, 60),
        ("Pathology chapters", 210, 75),
        ("Biostatistics set", 90, 45),
        ("Practice exam", 240, 120),
        ("Practice exam, corrected", 120, 60),
        ("Ethics cases", 60, 30),
        ("Neurology blocks", 180, 90),
        ("Microbiology tables", 150, 60),
        ("Essay on consent", 200, 75),
    )
}
