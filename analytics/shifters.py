"""Valence shifters: words that change the valence of others.

Negators, amplifiers, deamplifiers and adversatives (Polanyi and Zaenen, Contextual Valence Shifters, 2006).
How far each reaches is in `analytics.scopes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from analytics.resources import read_rows, resource
from analytics.text.phrases import PhraseMatcher

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.resources import Row

KINDS = ("negator", "amplifier", "deamplifier", "adversative", "none")
CONDITIONS = ("", "ne", "subject", "alone", "clause", "next", "around")
RULES = ("negation", "amplifier", "deamplifier", "adversative")

_COLUMNS = ("word", "kind", "factor", "condition", "note")


@dataclass(frozen=True, slots=True, eq=False)
class Shifters:
    """The list: a phrase may be of two kinds ("plus" negates behind "ne", amplifies elsewhere).

    kinds : rows of each phrase by kind. The other columns say the same as arrays (n_phrases,).
    """

    matcher: PhraseMatcher
    kinds: list[dict[str, Row]]
    negates: NDArray[np.bool_]
    needs_ne: NDArray[np.bool_]  # negates only with a "ne": un pas en avant
    takes_ne: NDArray[np.bool_]  # may go with a "ne"; "sans" may not
    is_subject: NDArray[np.bool_]  # may stand just before the "ne": aucun accord n'a
    intensity: NDArray[np.int8]  # row of RULES of amplifiers and deamplifiers, -1 for others
    factors: NDArray[np.float64]  # of amplifiers and deamplifiers
    adjoins: NDArray[np.bool_]  # changes the very next word only: si grave
    reaches_back: NDArray[np.bool_]  # changes the word before it where none follows: une crise majeure
    opposes: NDArray[np.bool_]  # adversatives
    heads_clause: NDArray[np.bool_]  # adversative only where a clause begins: "or"


@lru_cache(maxsize=1)
def load_shifters() -> Shifters:
    """Read the bundled list of shifters. Raises ResourceError naming each faulty line."""
    phrases: dict[str, dict[str, Row]] = {}
    for row in read_rows(resource("shifters.tsv"), _COLUMNS, check=_fault):
        phrases.setdefault(row["word"], {})[row["kind"]] = row
    return _compile(PhraseMatcher(list(phrases), key="folded"), list(phrases.values()))


def _fault(row: Row) -> str | None:
    if row["kind"] not in KINDS:
        return f"kind {row['kind']!r} is not one of {', '.join(KINDS)}"
    if row["condition"] not in CONDITIONS:
        return f"condition {row['condition']!r} is not one of {', '.join(CONDITIONS)}"
    if row["kind"] in ("amplifier", "deamplifier") and not row["factor"]:
        return "no factor"
    return None


def _compile(matcher: PhraseMatcher, kinds: list[dict[str, Row]]) -> Shifters:
    """Turn kinds and conditions into arrays; a phrase that amplifies and weakens amplifies."""
    intensities = [next((k[kind] for kind in RULES[1:3] if kind in k), None) for k in kinds]

    def having(rows: list[Row | None], *conditions: str) -> NDArray[np.bool_]:
        return np.array([row is not None and row["condition"] in conditions for row in rows], dtype=bool)

    negators = [k.get("negator") for k in kinds]
    adversatives = [k.get("adversative") for k in kinds]
    return Shifters(
        matcher=matcher,
        kinds=kinds,
        negates=having(negators, *CONDITIONS),
        needs_ne=having(negators, "ne", "subject"),
        takes_ne=having(negators, *(set(CONDITIONS) - {"alone"})),
        is_subject=having(negators, "subject", ""),
        intensity=np.array([RULES.index(row["kind"]) if row else -1 for row in intensities], dtype=np.int8),
        factors=np.array([float(row["factor"]) if row else 1 for row in intensities], dtype=np.float64),
        adjoins=having(intensities, "next"),
        reaches_back=having(intensities, "around"),
        opposes=having(adversatives, *CONDITIONS),
        heads_clause=having(adversatives, "clause"),
    )
