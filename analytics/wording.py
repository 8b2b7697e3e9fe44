"""What readers call places in a corpus: paragraphs and periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from analytics.messages import message

if TYPE_CHECKING:
    from datetime import date

    from analytics.messages import Language

_SKELETONS = {"day": "yMMMd", "week": "yMMMd", "month": "yMMM", "year": "y"}


def paragraph_name(number: int, lang: Language) -> str:
    """Name a paragraph: its number, or that it is the title."""
    if number == 0:
        return message("label.title", lang)
    return message("show.paragraph_number", lang, number=number)


def period_name(first: date, period: str, lang: Language) -> str:
    """Write a day, week, month or year by its first day: 6 févr. 2023, févr. 2023, 2023."""
    return str(format_skeleton(_SKELETONS[period], first, locale=lang))
