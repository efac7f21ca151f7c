"""Which blocks are nobody else's business: told by value and title, as data, or as was chosen."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from trimtab.domain.people import Profile
from trimtab.domain.plans import Block
from trimtab.domain.practices import STUDY_VALUES


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of life that stays private unless the person says otherwise.

    `values` are names of values, `words` words of titles, `life_words` those that count outside
    study alone, as a chapter on dialysis is nobody's treatment. Words are parted by commas and
    match whole, with or without a plural ending; one with a star matches beginnings; one in
    another script than Latin matches anywhere. Titles with one of `except_words` are not meant.
    """

    name: str
    values: str
    words: str
    life_words: str = ""
    except_words: str = ""


HEALTH = Topic(
    "health",
    values="health, my health, mental health, medical, therapy, recovery, sobriety, treatment",
    words="""own doctor, my doctor, my therapist, my medication, couples therapy, AA meeting, NA
    meeting, sobriety, antidepressant, SSRI, SNRI, sertraline, fluoxetine, escitalopram,
    citalopram, venlafaxine, bupropion, lexapro, zoloft, prozac, wellbutrin, buprenorphine,
    suboxone, methadone clinic, 12-step, 12 step, twelve step, AA, grief group, abortion,
    kinderwunsch, ADHD coach, sober, stop smoking, quit smoking, nicotine patch""",
    life_words="""HIV, miscarriage, stillbirth, infertility, egg freezing, egg retrieval, birth
    control, contracepti*, IUD, period pain, period cramp, my period, menstrua*, menopaus*,
    endometriosis, PCOS, pelvic floor, HRT, ADHD, autis*, bipolar, OCD, PTSD, depression, anxiety,
    panic attack, eating disorder, anorexia, bulimia, weigh-in, weigh in, migraine, inhaler,
    epilep*, relapse, sexual health, gender clinic, grief, grieving, bereave*, grave, cemetery,
    funeral, doctor, doctor's, dr appointment, GP, appointment, appt, dentist, dental,
    orthodontist, therap*, counsel*, psych*, physio*, medication, meds, med refill, refill meds,
    prescription, pill, tablets, insulin, injection, infusion, dialysis, chemo*, prenatal,
    antenatal, pregnan*, IVF, IUI, fertility, ob-gyn, obgyn, gynecolog*, gynaecolog*, gyn, ob/gyn,
    midwife, pumping, pump milk, breast pump, breastfeed*, blood test, lab test, blood draw,
    ultrasound, MRI, mammogram, colonoscopy, biopsy, vaccin*, flu shot, check-up, checkup,
    urologist, dermatologist, cardiologist, oncologist, neurologist, oncology, EMDR, CBT, DBT, HIV
    test, STI test, STI clinic, STD test, pap smear, pap test, smear test, methadone, support
    group, rehab, recovery meeting, alcoholics anonymous, narcotics anonymous, CPAP, arzt, ärztin,
    arzttermin, arztbesuch, zahnarzt, zahnärztin, hausarzt, hausärztin, frauenarzt, frauenärztin,
    augenarzt, hautarzt, facharzt, psicoterap*, ginecolog*, psiquiatr*, therapie, medecin,
    dentiste, rendez-vous medical, medicaments, medico, dentista, terapia, psicolog*, medicamento,
    medicina, cita medica, consulta medica, طبيب, علاج, دواء, רופא, טיפול, врач, психолог,
    психотерап, лекарств, 医生, 醫生, 医院, 病院, 心理咨询, 診察,
    상담, 병원, 치료, डॉक्टर, दवाई, चिकित्सा""",
    except_words="doctor who, ultrasound course, refill the car",
)
FAITH = Topic(
    "faith",
    values="""faith, religion, spirit*, god, prayer, worship, church, islam, deen, judaism, torah,
    dharma, glaube, foi, fe, fede""",
    words="""prayer, pray, praying, salah, salat, salaat, namaz, fajr, dhuhr, zuhr, asr, maghrib,
    isha, jummah, jumuah, jumu'ah, jumma, tahajjud, taraweeh, tarawih, dua, dhikr, zikr, quran,
    qur'an, kur'an, kuran, koran, tajweed, hifz, mosque, masjid, suhoor, suhur, sehri, iftar,
    ramadan, umrah, hajj, holy mass, sunday mass, daily mass, church, bible, gospel, scripture,
    rosary, novena, vespers, lauds, compline, matins, divine office, liturgy*, examen, lectio
    divina, worship, sermon, sunday school, sunday service, stations of the cross, fast day,
    fasting, break the fast, eucharist, devotional, devotions, quiet time, shul, synagogue,
    shabbat, shabbos, sabbath, havdalah, kiddush, chanukah, hanukkah, psalm*, daven, davening,
    shacharit, shacharis, mincha, maariv, minyan, tefillin, torah, talmud, daf yomi, mikveh,
    tehillim, puja, pooja, aarti, mandir, bhagavad gita, japa, satsang, kirtan, gurdwara, gurbani,
    nitnem, simran, ardas, dharma, sangha, zazen, vipassana, spiritual direction, oracion, orar,
    rezar, rezo, misa, iglesia, rosario, culto, priere, prier, messe, eglise, gebet, beten,
    gottesdienst, kirche, bibel, oracao, missa, igreja, preghiera, messa, chiesa, modlitwa, msza,
    kościół, panalangin, ibada, صلاة, تراويح, الفجر, قرآن, دعاء, مسجد, תפילה, שבת, תורה, पूजा,
    प्रार्थना, 기도, 예배, 미사, 祷告, 禱告, 祈祷, 礼拜, 禮拜, 祈り, молитва, церковь, намаз""",
    life_words="mass, temple, confession, adoration, communion, lent",
)
APPLICATION = Topic(
    "application",
    values="""application, job search, job hunt, new job, the match, match, residency application,
    fellowship application, leaving, bewerbung, candidature""",
    words="""application, apply for, apply to, applying, ERAS, NRMP, CaRMS, AMCAS, personal
    statement, rank list, rank order list, interview, cover letter, curriculum vitae, CV, letter
    of recommendation, recommendation letter, letters of recommendation, LoR, recruiter,
    headhunter, job offer, job search, job hunt, job talk, second look, fellowship apps, residency
    apps, my resume, update resume, resume update, bewerbung*, stellensuche, vorstellungsgesprach,
    lebenslauf, candidature, entretien d'embauche, lettre de motivation, solicitud, entrevista,
    candidatura""",
    except_words="second look at",
)
JOURNAL = Topic(
    "journal",
    values="journal, journaling, journalling, diary, reflection, gratitude",
    words="""journal, journaling, journalling, diary, gratitude, morning pages, reflection,
    reflective writing, tagebuch, diario, journal intime""",
    except_words="""journal club, journal article, journal paper, journal watch, journal review,
    journal reading, read journal, read the journal, journal submission, journal revision""",
)
LAW = Topic(
    "law",
    values="legal, law, divorce",
    words="""lawyer, attorney, solicitor, HR complaint, HR meeting, grievance, divorce, custody,
    court date, court hearing, bankruptcy, restraining order, malpractice suit, malpractice case,
    lawsuit, probation officer, parole, anwalt, anwältin, rechtsanwalt, scheidung, abogado, abogada,
    divorcio, avocat, avocate, avvocato, адвокат, развод, محامي, طلاق, 律师, 離婚, 离婚,
    변호사, 이혼""",
)
IDENTITY = Topic(
    "identity",
    values="identity, pride, union, politics, activism",
    words="""pride, LGBT*, queer, gay, lesbian, bisexual, transgender, trans group, nonbinary,
    non-binary, coming out, gender therap*, union, shop steward, picket line, strike vote, strike
    meeting, political party, canvassing, asylum""",
    except_words="""pride and prejudice, pride of, credit union, student union, students' union,
    european union, union square, union station, union street""",
)
TOPICS = (HEALTH, FAITH, APPLICATION, JOURNAL, LAW, IDENTITY)
TOPIC_NAMES = tuple(topic.name for topic in TOPICS)
LEARNING = """lecture, shelf, chapter, questions, qbank, flashcards, anki, board review,
grand rounds, journal club"""
"""Words by which a title is study, whatever value it serves."""

PAPERS = frozenset({"licence", "visa", "credentialing"})
"""Kinds of dates whose applications are for papers, and for no other job."""


def is_private(block: Block, profile: Profile) -> bool:
    """Whether others see no more of a block than that the person is busy.

    What was said of the practice, task or protected time counts first, also when it was planned
    and the profile knows it no longer; then what is hidden and shown as a whole, then the topics
    that are private by themselves.
    """
    said = [thing.private for thing in profile.things if thing.name == block.name]
    said += [one.private for one in profile.own_care if one.name == block.name and block.is_fixed]
    if any(private is not None for private in said):
        return True in said
    if block.private and not said:
        return True
    topics = topics_of(block, profile)
    names = {fold(name) for name in (block.value or "", block.kind, *topics) if name}
    if names & {fold(name) for name in profile.publishing.hide}:
        return True
    if names & {fold(name) for name in profile.publishing.show}:
        return False
    return any(topics)


def topics_of(block: Block, profile: Profile | None = None) -> tuple[str, ...]:
    """Names of the private topics a block touches, by its value and its title.

    Names of people in the profile are no words of a faith, and papers no applications for a job.
    """
    known = profile or Profile()
    title, value = fold(block.shown_name), fold(block.value or "")
    is_study = block.kind == "study" or value in STUDY_VALUES or _found(LEARNING, title)
    titles = dict.fromkeys(TOPICS, title)
    for name in sorted({word for one in known.people for word in fold(one.name).split()}):
        titles[FAITH] = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", titles[FAITH])
    for paper in known.dates:
        if paper.kind in PAPERS and title.endswith(f"({fold(paper.name)})"):
            titles[APPLICATION] = fold(paper.name)
    return tuple(
        topic.name for topic in TOPICS if _touches(topic, titles[topic], value, is_study=is_study)
    )


def _touches(topic: Topic, title: str, value: str, *, is_study: bool) -> bool:
    if value and _pattern(topic.values).fullmatch(value):
        return True
    if topic.except_words:
        title = _pattern(topic.except_words).sub(" ", title)
    if _found(topic.words, title):
        return True
    return bool(topic.life_words) and not is_study and _found(topic.life_words, title)


def _found(words: str, title: str) -> bool:
    return _pattern(words).search(title) is not None


def fold(text: str) -> str:
    """Text without capitals and accents, spaces made one.

    >>> fold("  Prière  du Soir ")
    'priere du soir'
    """
    plain = unicodedata.normalize("NFKD", text.replace("\u2019", "'")).casefold()
    kept = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
    return " ".join(kept.split())


@lru_cache(maxsize=32)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile("|".join(_expression(fold(word)) for word in words.split(",")))


def _expression(word: str) -> str:
    stem = re.escape(word.rstrip("*"))
    if not word.isascii():
        return stem
    return rf"(?<!\w){stem}" + (r"\w*" if word.endswith("*") else r"(?:s|es)?(?!\w)")
