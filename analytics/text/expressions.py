"""Fixed expressions of French press: «garde à vue» is one term, «au cours de» none, though each is several tokens."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.resources import cells, read_rows, resource
from analytics.text.hashing import names_of
from analytics.text.phrases import Matches, PhraseMatcher, longest, name_phrases

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from numpy.typing import NDArray

    from analytics.resources import Row
    from analytics.text.tokenization import Tokens

MATCHES = ("lemma", "form")
_COLUMNS = ("expression", "match", "domain", "note")
DOMAINS = (
    "politics", "diplomacy", "security", "justice", "economy", "society", "health", "environment", "technology",
    "media", "culture", "sport", "general", "tool",
)  # fmt: skip

# "au cours de" stands for "au cours du procès" too: a locution takes the article of the noun behind it.
_ENDINGS = {" de": (" de", " du", " des", " d'"), " à": (" à", " au", " aux"), " que": (" que", " qu'")}


class Expressions(NamedTuple):
    """The list, compiled for matching.

    expressions, names, domains : (n_expressions,), dictionary form, its name, and subject. is_tool : (n_expressions,),
    names no topic. lemmas, forms : one matcher for each way of matching. lemma_rows, form_rows : row of
    ``expressions`` for each phrase of a matcher, since an expression may have several spellings.
    """

    expressions: tuple[str, ...]
    names: NDArray[np.uint64]
    domains: tuple[str, ...]
    is_tool: NDArray[np.bool_]
    lemmas: PhraseMatcher
    forms: PhraseMatcher
    lemma_rows: NDArray[np.int64]
    form_rows: NDArray[np.int64]

    def find(self, tokens: Tokens) -> Matches:
        """Return where expressions stand, none overlapping another; ``entries`` are rows of ``expressions``.

        The longest wins; among equals a term before a tool, so that «d'une part de marché» is about market shares.
        """
        by_lemma, by_form = self.lemmas.find(tokens), self.forms.find(tokens)
        found = Matches(
            np.concatenate([by_lemma.positions, by_form.positions]),
            np.concatenate([by_lemma.lengths, by_form.lengths]),
            np.concatenate([self.lemma_rows[by_lemma.entries], self.form_rows[by_form.entries]]),
        )
        is_tool = self.is_tool[found.entries]
        yields = is_tool & (_longest_inside(found.pick(~is_tool), found, n_tokens=len(tokens)) >= found.lengths)
        return longest(found.pick(~yields), n_tokens=len(tokens))


def load_expressions() -> Expressions:
    """Read the bundled list, once. Raises ResourceError naming each faulty line."""
    return _bundled()


@lru_cache(maxsize=1)
def _bundled() -> Expressions:
    return read_expressions(resource("expressions.tsv"))


def read_expressions(source: Traversable | Path) -> Expressions:
    """Read a list of expressions. Raises ResourceError naming each faulty line."""
    unchecked = read_rows(source, _COLUMNS)
    rows = read_rows(source, _COLUMNS, check=_checker([s for row in unchecked for s in _spellings(row["expression"])]))
    spellings: dict[str, list[tuple[str, int]]] = {match: [] for match in MATCHES}
    for i, row in enumerate(rows):
        spellings[row["match"]] += [(spelling, i) for spelling in _spellings(row["expression"])]
    expressions = tuple(cells(row["expression"])[0] for row in rows)
    return Expressions(
        expressions=expressions,
        names=names_of(expressions),
        domains=tuple(row["domain"] for row in rows),
        is_tool=np.array([row["domain"] == "tool" for row in rows], dtype=bool),
        lemmas=PhraseMatcher([spelling for spelling, _ in spellings["lemma"]], key="lemma"),
        forms=PhraseMatcher([spelling for spelling, _ in spellings["form"]], key="folded"),
        lemma_rows=np.array([i for _, i in spellings["lemma"]], dtype=np.int64),
        form_rows=np.array([i for _, i in spellings["form"]], dtype=np.int64),
    )


def _checker(spellings: list[str]) -> Callable[[Row], str | None]:
    """Return the check of one reading of the list; it remembers what came before. spellings : all of the list."""
    folded, lemmas = (name_phrases(spellings, key=key) for key in ("folded", "lemma"))
    n_tokens = dict(zip(spellings, folded.n_tokens.tolist(), strict=True))
    # Folded in any case: an expression listed as a form and as a lemma would be found twice.
    names = dict(zip(spellings, zip(folded.names.tolist(), lemmas.names.tolist(), strict=True), strict=True))
    seen: dict[tuple[str, int], str] = {}

    def check(row: Row) -> str | None:
        if row["match"] not in MATCHES:
            return f"match {row['match']!r} is not one of {', '.join(MATCHES)}"
        if row["domain"] not in DOMAINS:
            return f"domain {row['domain']!r} is not one of {', '.join(DOMAINS)}"
        for spelling in _spellings(row["expression"]) or [""]:
            if n_tokens.get(spelling, 0) < 2:
                return f"{spelling!r} is not several tokens"
            for key, name in zip(("form", "lemma"), names[spelling], strict=True):
                first = seen.setdefault((key, name), row["expression"]) if key in ("form", row["match"]) else None
                if first not in (None, row["expression"]):
                    return f"{spelling!r} is the same as {first!r}"
        return None

    return check


def _spellings(cell: str) -> list[str]:
    """Every spelling of an expression: those of its cell, each with the contractions of its last word."""
    found = []
    for spelling in cells(cell):
        endings = next((kinds for last, kinds in _ENDINGS.items() if spelling.endswith(last)), None)
        stem = spelling.rpartition(" ")[0]
        found += [stem + ending for ending in endings] if endings else [spelling]
    return found


def _longest_inside(inner: Matches, outer: Matches, *, n_tokens: int) -> NDArray[np.int64]:
    """Length of the longest of ``inner`` that overlaps each of ``outer``, 0 where none does."""
    lengths = np.zeros(n_tokens, dtype=np.int64)
    for step in range(int(inner.lengths.max(initial=0))):
        reaching = inner.lengths > step
        np.maximum.at(lengths, inner.positions[reaching] + step, inner.lengths[reaching])
    overlapped = np.zeros(len(outer.positions), dtype=np.int64)
    for step in range(int(outer.lengths.max(initial=0))):
        reaching = outer.lengths > step
        overlapped[reaching] = np.maximum(overlapped[reaching], lengths[outer.positions[reaching] + step])
    return overlapped
