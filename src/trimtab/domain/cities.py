"""Large cities that no time zone is named after, and the zone each one lives by.

A zone is named after one city of many: Mumbai, Boston and Geneva are in none. The list holds where
many people train, come from or call home to (our choice).
"""

from __future__ import annotations

import unicodedata

_BY_ZONE = {
    "Africa/Cairo": "Alexandria, Giza",
    "Africa/Douala": "Yaounde",
    "Africa/Johannesburg": "Cape Town, Durban, Pretoria",
    "Africa/Lagos": "Abuja, Benin City, Enugu, Ibadan, Kaduna, Kano, Port Harcourt",
    "Africa/Accra": "Kumasi",
    "Africa/Nairobi": "Mombasa",
    "America/Bogota": "Cali, Medellin",
    "America/Chicago": "Austin, Dallas, Houston, Kansas City, Madison, Memphis, Milwaukee, "
    "Minneapolis, Nashville, New Orleans, Omaha, San Antonio, St. Louis",
    "America/Denver": "Albuquerque, Salt Lake City",
    "America/Edmonton": "Calgary",
    "America/Guayaquil": "Quito",
    "America/Los_Angeles": "Las Vegas, Oakland, Sacramento, San Diego, San Francisco, San Jose, "
    "Seattle",
    "America/Mexico_City": "Guadalajara, Puebla",
    "America/New_York": "Ann Arbor, Atlanta, Baltimore, Boston, Brooklyn, Buffalo, Charlotte, "
    "Cincinnati, Cleveland, Columbus, Miami, New Haven, Newark, Orlando, Philadelphia, Pittsburgh, "
    "Richmond, Tampa, Washington, Washington DC",
    "America/Sao_Paulo": "Brasilia, Rio de Janeiro",
    "America/Toronto": "Ottawa, Quebec",
    "Asia/Colombo": "Kandy",
    "Asia/Dhaka": "Chittagong",
    "Asia/Dubai": "Abu Dhabi, Sharjah",
    "Asia/Bangkok": "Hanoi",
    "Asia/Karachi": "Faisalabad, Islamabad, Lahore, Multan, Peshawar, Rawalpindi",
    "Asia/Kathmandu": "Pokhara",
    "Asia/Kolkata": "Ahmedabad, Bangalore, Bengaluru, Bombay, Chandigarh, Chennai, Delhi, "
    "Hyderabad, Jaipur, Kochi, Lucknow, Madras, Mumbai, New Delhi, Pune",
    "Asia/Manila": "Cebu, Davao",
    "Asia/Riyadh": "Jeddah, Mecca, Medina",
    "Asia/Seoul": "Busan",
    "Asia/Shanghai": "Beijing, Guangzhou, Shenzhen, Wuhan",
    "Asia/Tehran": "Isfahan, Mashhad, Shiraz",
    "Asia/Tokyo": "Kyoto, Osaka",
    "Europe/Berlin": "Cologne, Dresden, Frankfurt, Hamburg, Heidelberg, Leipzig, Munich, Stuttgart",
    "Europe/Amsterdam": "Rotterdam, The Hague",
    "Europe/Istanbul": "Ankara, Izmir",
    "Europe/London": "Cambridge, Cardiff, Edinburgh, Glasgow, Leeds, Liverpool, Manchester, Oxford",
    "Europe/Madrid": "Barcelona, Seville, Valencia",
    "Europe/Paris": "Lyon, Marseille",
    "Europe/Rome": "Bologna, Milan, Naples",
    "Europe/Zurich": "Basel, Bern, Geneva, Lausanne",
    "Pacific/Auckland": "Christchurch, Wellington",
}
CITIES: tuple[tuple[str, str], ...] = tuple(
    sorted((city, zone) for zone, listed in _BY_ZONE.items() for city in listed.split(", "))
)
"""Each city with its zone, by name."""


def plain_city(name: str) -> str:
    """A name of a city as names are compared: small letters, without accents, dots and lines.

    >>> plain_city(" São_Paulo "), plain_city("St. Louis")
    ('sao paulo', 'st louis')
    """
    letters = unicodedata.normalize("NFKD", name.replace("_", " ").replace(".", " "))
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(plain.casefold().split())


_ZONES = {plain_city(city): zone for city, zone in CITIES}


def zone_of_city(name: str) -> str | None:
    """The zone of a city that has none of its own name.

    >>> zone_of_city("mumbai"), zone_of_city("Atlantis")
    ('Asia/Kolkata', None)
    """
    return _ZONES.get(plain_city(name))
