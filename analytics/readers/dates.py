"""Dates as the French and English press prints them, whatever the machine's locale and zone."""

from __future__ import annotations

import re
import unicodedata
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
# A time counts only where nothing but a link word parts it from the date: "27 janvier 2024, 3 hommes" has none.
_TIME = (
    r"(?:,?[ ]?(?:t(?=\d)|a[ ]|at[ ]|[-–][ ])?[ ]?(?P<hour>\d{1,2})[ ]?"
    r"(?:(?::|h[ ]?)(?P<minute>\d{2})(?::\d{2})?[ ]?(?P<half>[ap]\.?m\b)?|h(?![a-z])|(?P<half_hour>[ap]\.?m\b)))?"
)
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_PATTERNS = tuple(
    re.compile(pattern + _TIME)
    for pattern in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        rf"{_DAY}[-/.](?P<month>\d{{1,2}})[-/.]{_YEAR}",  # day first: French order
        rf"{_DAY}(?:er|st|nd|rd|th)?\.?[ -](?P<name>[a-z]{{3,9}})\.?,?[ -]{_YEAR}",
        rf"(?P<name>[a-z]{{3,9}})\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    )
)
_WEEKDAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    "|(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)(?=[.,])"
)
_BEFORE = re.compile(rf"^(?:publie |mis en ligne )?(?:le )?(?:(?:{_WEEKDAYS})[.,]{{0,2}} )?(?:le )?")
_MAX_DATE_LINE = 60  # characters; a longer line that begins with a date is a paragraph
_AFTER = re.compile(
    r"(?:\.\d+)?\s?(?:z|gmt|utc|cet|cest|[+-]\d{2}:?\d{2})?[\s,|–-]*"
    r"(?:(?:mis a jour|modifie|updated).{0,40})?[\s.)]*"
)


def parse_date(text: str) -> datetime | None:
    """Return the date, with its time where one is printed, that a string begins with; None when there is none.

    Day before month when both are numbers. A date that does not exist is None, never another one.

    >>> parse_date("samedi 27 janvier 2024 à 10 h 30")
    datetime.datetime(2024, 1, 27, 10, 30)
    >>> parse_date("03/04/2020")
    datetime.datetime(2020, 4, 3, 0, 0)
    """
    found = _match(text)
    return found[0] if found else None


def is_date_line(text: str) -> bool:
    """Tell whether a line is a date and nothing else but when it was updated: no sentence that begins with one."""
    found = _match(text) if len(text) <= _MAX_DATE_LINE else None
    return found is not None and found[0] is not None and _AFTER.fullmatch(found[1]) is not None


def _match(text: str) -> tuple[datetime | None, str] | None:
    """Date at the head of a text, None when it does not exist, with what follows it."""
    folded = " ".join(fold(unicodedata.normalize("NFKC", text)).split())
    folded = _BEFORE.sub("", folded, count=1)
    for pattern in _PATTERNS:
        if match := pattern.match(folded):
            return _date(match.groupdict()), folded[match.end() :]
    return None


def _date(parts: dict[str, str | None]) -> datetime | None:
    month = parts.get("month") or _MONTHS.get(parts.get("name") or "")
    if month is None:
        return None
    try:
        day = datetime(int(parts["year"] or 0), int(month), int(parts["day"] or 0))
    except ValueError:
        return None
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    if half := parts["half"] or parts["half_hour"]:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return day.replace(hour=hour, minute=minute) if hour < 24 and minute < 60 else day
