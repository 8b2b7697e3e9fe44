"""Dates as the French and English press prints them, whatever the machine's locale and zone."""

from __future__ import annotations

import re
from datetime import datetime

from analytics.normalization import fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january", "fevrier fevr fev february feb", "mars mar march", "avril avr april apr",
            "mai may", "juin june jun", "juillet juil july jul", "aout august aug", "septembre sept sep september",
            "octobre oct october", "novembre nov november", "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_TIME = r"(?:\D{0,12}?(?P<hour>\d{1,2})\s?[:hH]\s?(?P<minute>\d{2})?)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d){_TIME}",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        rf"(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.](?P<year>\d{{4}})(?!\d){_TIME}",  # day first: French order
        rf"(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\.?[ -](?P<name>[a-z]{{3,9}})\.?,?[ -](?P<year>\d{{4}})(?!\d){_TIME}",
        rf"(?P<name>[a-z]{{3,9}})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?!\d){_TIME}",
    )
)
_WEEKDAY = re.compile(
    r"^(?:le )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|mon|tue|wed|thu|fri|sat|sun)\.?,? )?(?:le )?"
)


def parse_date(text: str) -> datetime | None:
    """Return the date, with its time where one is printed, that a string begins with; None when there is none.

    Day before month when both are numbers. A date that does not exist is None, never another one.

    >>> parse_date("samedi 27 janvier 2024 à 10 h 30")
    datetime.datetime(2024, 1, 27, 10, 30)
    >>> parse_date("03/04/2020")
    datetime.datetime(2020, 4, 3, 0, 0)
    """
    text = _WEEKDAY.sub("", " ".join(fold(text).split()), count=1)
    for pattern in _PATTERNS:
        if match := pattern.match(text):
            return _date(match.groupdict())
    return None


def _date(parts: dict[str, str | None]) -> datetime | None:
    month = parts.get("month") or _MONTHS.get(parts.get("name") or "")
    if month is None:
        return None
    try:
        return datetime(
            int(parts["year"] or 0), int(month), int(parts["day"] or 0),
            int(parts.get("hour") or 0), int(parts.get("minute") or 0),
        )  # fmt: skip
    except ValueError:
        return None
