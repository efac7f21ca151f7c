"""Where the numbers of the chances come from, and how one is written down."""

from __future__ import annotations

from trimtab.domain.chances import Parameter, ParameterMark

SURVEY = "https://github.com/saieeshb/gensurg-funnel (report of 2026)"
SURVEY_DAYS = "https://github.com/saieeshb/gensurg-funnel (report of 2026), season 2025-26"
ROMANOSKI = "Romanoski et al. 2025, doi 10.4300/JGME-D-24-00215.1"
CAI = "Cai et al. 2024, The golden tickets (abstract at ohsu.elsevierpure.com)"
STAR_EM = "Program signaling in emergency medicine, Texas STAR, 2023 and 2024 (abstract)"
STAR_DR = "Mixed signals, diagnostic radiology, Texas STAR, 2017 to 2024 (abstract)"
BRIGGS = "Briggs et al. 2026, doi 10.3171/2025.10.JNS251839"
DUGGAL = "Duggal et al. 2024, doi 10.1002/oto2.70024"
GHALI = "Ghali et al. 2024, doi 10.1007/s00403-024-03470-7"
ORTHO = "PMC10241500, season 2022-23"
BETWEEN = "PMC10241500 and doi 10.1002/oto2.70024"
TIAKO = "Tiako et al. 2022, doi 10.4300/jgme-d-22-00072.1"
TOLD = "a trial told in discovery.researcher.life, season 2023-24"
OURS = "our assumption"


def parameter(
    name: str,
    figures: tuple[float, float, float],
    source: str,
    mark: ParameterMark,
    note: str = "",
) -> Parameter:
    """A parameter from its value, low and high."""
    return Parameter(name, *figures, source, mark, note)
