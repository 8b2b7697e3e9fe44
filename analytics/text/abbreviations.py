"""The abbreviations of French press text, and when the dot behind one belongs to it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from analytics.resources import read_rows, resource

if TYPE_CHECKING:
    from analytics.resources import Row

FREE_KINDS = ("title", "name", "end")  # no French word is written like them: the dot is theirs wherever it stands
BOUND_KINDS = ("number", "month", "unit", "other")  # art, sept, dim: the dot is theirs only where the clause goes on


@lru_cache(maxsize=1)
def load_abbreviations() -> dict[str, str]:
    """Return the kind of each abbreviation as it is written, with its dot; see the list for what kinds mean.

    An entry in lower case also stands for the form with an initial capital, unless that form is an entry itself or a
    single letter: P. is an initial, p. a page.
    """
    rows = read_rows(resource("abbreviations.tsv"), ("form", "kind", "note"), check=_fault)
    written = {row["form"]: row["kind"] for row in rows}
    capitals = {form[0].upper() + form[1:]: kind for form, kind in written.items() if form.islower() and len(form) > 2}
    return capitals | written


def abbreviation_pattern() -> str:
    """Return the source of a regular expression that matches an abbreviation with its dot, letter for letter.

    Free kinds take the dot unless another dot follows it ("etc..." is etc and three dots). Bound kinds take it before
    a digit, a lower-case letter or one of , ; : with or without white space between: "ils sont sept. Puis" counts,
    "le 7 sept. 2024" dates.
    """
    forms: dict[bool, list[str]] = {True: [], False: []}
    for form, kind in load_abbreviations().items():
        forms[kind in FREE_KINDS].append(form[:-1])
    goes_on = r"(?=\s*[\da-zß-öø-ÿœ,;:])"
    return rf"(?-i:{_alternation(forms[True])}\.(?!\.)|{_alternation(forms[False])}\.{goes_on})"


def _alternation(words: list[str]) -> str:
    """Alternatives grouped by initial, so that most tokens are refused at their first letter."""
    tails: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        tails.setdefault(word[0], []).append(re.escape(word[1:]))
    return "(?:" + "|".join(f"{re.escape(initial)}(?:{'|'.join(rest)})" for initial, rest in tails.items()) + ")"


def _fault(row: Row) -> str | None:
    if row["kind"] not in FREE_KINDS + BOUND_KINDS:
        return f"unknown kind {row['kind']!r}"
    form = row["form"]
    return None if form.endswith(".") and form.count(".") == 1 and len(form) > 1 else f"{form!r} has no dot at its end"
