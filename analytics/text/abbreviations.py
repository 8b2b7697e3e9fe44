"""The abbreviations of French press text, and when the dot behind one belongs to it."""

from __future__ import annotations

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


def abbreviation_stems(kinds: tuple[str, ...]) -> list[str]:
    """Return the abbreviations of some kinds, in order, without their dot.

    The tokenizer gives the dot to a free kind unless another dot follows it ("etc..." is etc and three dots). A bound
    kind takes it before a digit, a lower-case letter or one of , ; : with or without white space between: "ils sont
    sept. Puis" counts, "le 7 sept. 2024" dates.
    """
    return sorted(form[:-1] for form, kind in load_abbreviations().items() if kind in kinds)


def _fault(row: Row) -> str | None:
    if row["kind"] not in FREE_KINDS + BOUND_KINDS:
        return f"unknown kind {row['kind']!r}"
    form = row["form"]
    return None if form.endswith(".") and form[:-1].isalpha() else f"{form!r} is not letters with a dot at their end"
