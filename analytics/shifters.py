"""Valence shifters: words that change the valence of others, and how far each reaches.

Negators, amplifiers, deamplifiers and adversatives (Polanyi and Zaenen, Contextual Valence Shifters, 2006), with French
scopes: «ne … pas» negates what stands between and what follows, up to a few tokens and never across a clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.resources import read_rows, resource
from analytics.text.phrases import Matches, PhraseMatcher

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from analytics.resources import Row
    from analytics.settings import ToneSettings
    from analytics.text.tokenization import Tokens

KINDS = ("negator", "amplifier", "deamplifier", "adversative", "none")
CONDITIONS = ("", "ne", "subject", "alone", "clause", "next", "around")

_NE_REACH = 8  # tokens between "ne" and the negator behind it
_SUBJECT_REACH = 3  # tokens between a negator and the "ne" behind it: "aucun accord n'a"
_CLAUSE_BOUNDS = frozenset(",;:.?!…()[]—–") | {"mais", "or", "car", "donc", "puisque", "tandis", "alors"}
_DETERMINERS = frozenset(
    "un une le la l' ce cette du au des les sa son premier dernier grand petit mauvais bon".split()
)
_DEGREES = frozenset(["aussi", "plus", "autant", "si", "mieux"])  # "n'a jamais été aussi grave" denies nothing


class Rules(NamedTuple):
    """Changes of valence, flat: the hit changed, the rule's name, its cause as a run of tokens, the factor."""

    hits: NDArray[np.int64]
    names: NDArray[np.str_]
    positions: NDArray[np.int64]
    lengths: NDArray[np.int64]
    factors: NDArray[np.float64]


class _Change(NamedTuple):
    """One change: row of the hit, name of the rule, row of the shifter that caused it, factor."""

    hit: int
    name: str
    cause: int
    factor: float


@dataclass(frozen=True, slots=True)
class Shifters:
    """The list: a phrase may be of two kinds ("plus" negates behind "ne", amplifies elsewhere)."""

    matcher: PhraseMatcher
    kinds: list[dict[str, Row]]


@lru_cache(maxsize=1)
def load_shifters() -> Shifters:
    """Read the bundled list of shifters. Raises ResourceError naming each faulty line."""
    phrases: dict[str, dict[str, Row]] = {}
    columns = ("word", "kind", "factor", "condition", "note")
    for row in read_rows(resource("shifters.tsv"), columns, check=_fault):
        phrases.setdefault(row["word"], {})[row["kind"]] = row
    return Shifters(PhraseMatcher(list(phrases), key="folded"), list(phrases.values()))


def _fault(row: Row) -> str | None:
    if row["kind"] not in KINDS:
        return f"kind {row['kind']!r} is not one of {', '.join(KINDS)}"
    if row["condition"] not in CONDITIONS:
        return f"condition {row['condition']!r} is not one of {', '.join(CONDITIONS)}"
    if row["kind"] in ("amplifier", "deamplifier") and not row["factor"]:
        return "no factor"
    return None


def find_rules(tokens: Tokens, hits: Matches, changes: Matches, *, settings: ToneSettings) -> Rules:
    """Return which hits each occurrence of a shifter changes, by hit and then in text order.

    hits : occurrences of lexicon words. changes : occurrences of `load_shifters().matcher`.
    """
    reader = _RuleReader(tokens, hits, changes, settings)
    found = [*reader.negations(), *reader.intensities(), *reader.adversatives()]
    found.sort(key=lambda change: (change.hit, int(changes.positions[change.cause])))
    causes = changes.pick(np.array([change.cause for change in found], dtype=np.int64))
    return Rules(
        hits=np.array([change.hit for change in found], dtype=np.int64),
        names=np.array([change.name for change in found], dtype=str),
        positions=causes.positions,
        lengths=causes.lengths,
        factors=np.array([change.factor for change in found], dtype=np.float64),
    )


class _RuleReader:
    """Applies the list to one partition. Shifters are few, so each is looked at by itself; tokens are not."""

    def __init__(self, tokens: Tokens, hits: Matches, changes: Matches, settings: ToneSettings) -> None:
        self.tokens = tokens
        self.settings = settings
        self.hits = hits
        self.starts = changes.positions.tolist()
        self.ends = (changes.positions + changes.lengths).tolist()
        kinds = load_shifters().kinds
        self.kinds = [kinds[entry] for entry in changes.entries]
        self.clauses = _clauses(tokens)
        self.ne = np.flatnonzero(tokens.vocabulary.matching(["ne", "n'"])[tokens.ids]).tolist()
        self.lower = [described.lower for described in tokens.vocabulary.types]

    def negations(self) -> Iterable[_Change]:
        """Negate the hits in each negator's scope; where they overlap, the nearest before the hit is the cause."""
        negators = [i for i, kinds in enumerate(self.kinds) if "negator" in kinds and not self._is_noun(i)]
        ne_of = self._pair_with_ne(negators)
        scopes = []
        for i in negators:
            condition = self.kinds[i]["negator"]["condition"]
            ne = ne_of.get(i)
            if (ne is None and condition in ("ne", "subject")) or self._is_degree(i):
                continue
            start = self.starts[i] if ne is None else min(ne, self.starts[i])
            end = self.ends[i] if ne is None else max(ne + 1, self.ends[i])
            scopes.append((start, end + self.settings.negation_window, i))
        cause: dict[int, int] = {}
        for start, end, i in sorted(scopes):
            for hit in self._hits_between(start, end):
                position = int(self.hits.positions[hit])
                if (hit not in cause or self.starts[i] < position) and self._same_clause(position, self.starts[i]):
                    cause[hit] = i
        return [_Change(hit, "negation", i, self.settings.negation_factor) for hit, i in cause.items()]

    def intensities(self) -> Iterable[_Change]:
        """Strengthen or weaken the next hit in reach, or, where the list says so, the one just before."""
        paired = set(self._pair_with_ne([i for i, kinds in enumerate(self.kinds) if "negator" in kinds]))
        for i, kinds in enumerate(self.kinds):
            kind = next((k for k in ("amplifier", "deamplifier") if k in kinds), None)
            if kind is None or i in paired:  # "n'est plus grave" denies, it does not amplify
                continue
            hit = self._intensified(i, kinds[kind]["condition"])
            if hit is not None:
                yield _Change(hit, kind, i, float(kinds[kind]["factor"]))

    def adversatives(self) -> Iterable[_Change]:
        """Weigh what follows "mais" in the sentence more than what stands before it."""
        pointers = self.tokens.sentence_ptr
        words = np.concatenate([[0], np.cumsum(self.tokens.is_word)])
        for i, kinds in enumerate(self.kinds):
            if "adversative" not in kinds:
                continue
            position = self.starts[i]
            sentence = int(self.tokens.sentences[position])
            first, end = int(pointers[sentence]), int(pointers[sentence + 1])
            behind_sign = not self.tokens.is_word[position - 1]
            if words[position] == words[first] or (kinds["adversative"]["condition"] == "clause" and not behind_sign):
                continue  # nothing before it to weigh against; "or" the metal
            later = [
                j for j in range(i + 1, len(self.kinds)) if self.starts[j] < end and "adversative" in self.kinds[j]
            ]
            end = self.starts[later[0]] if later else end
            if not any("adversative" in k and self.starts[j] >= first for j, k in enumerate(self.kinds[:i])):
                yield from (
                    _Change(hit, "adversative", i, self.settings.before_adversative)
                    for hit in self._hits_between(first, position)
                )
            yield from (
                _Change(hit, "adversative", i, self.settings.after_adversative)
                for hit in self._hits_between(position, end)
            )

    def _pair_with_ne(self, negators: list[int]) -> dict[int, int]:
        """Give each "ne" to the next negator in its clause, or, failing one, to a negative subject just before it."""
        pairs: dict[int, int] = {}
        for ne in self.ne:
            behind = (i for i in negators if ne < self.starts[i] <= ne + _NE_REACH and self._takes_ne(i, ne))
            found = next(behind, None)
            if found is None:
                before = (i for i in reversed(negators) if 0 <= ne - self.ends[i] < _SUBJECT_REACH)
                found = next((i for i in before if self._is_subject(i) and self._takes_ne(i, ne)), None)
            if found is not None and found not in pairs:
                pairs[found] = ne
        return pairs

    def _takes_ne(self, i: int, ne: int) -> bool:
        return self.kinds[i]["negator"]["condition"] != "alone" and self._same_clause(self.starts[i], ne)

    def _is_subject(self, i: int) -> bool:
        return self.kinds[i]["negator"]["condition"] in ("subject", "")

    def _is_noun(self, i: int) -> bool:
        """«la personne», «un pas», «le point»: a determiner makes it a noun."""
        return (
            self.kinds[i]["negator"]["condition"] in ("ne", "subject")
            and self.starts[i] > 0
            and self._word(self.starts[i] - 1) in _DETERMINERS
        )

    def _is_degree(self, i: int) -> bool:
        """«n'a jamais été aussi grave»."""
        if self._word(self.starts[i]) != "jamais":
            return False
        following = range(self.ends[i], min(self.ends[i] + 6, len(self.tokens)))
        return any(self._word(j) in _DEGREES and self._same_clause(j, self.starts[i]) for j in following)

    def _intensified(self, i: int, condition: str) -> int | None:
        start, end = self.starts[i], self.ends[i]
        between = 0 if condition == "next" else self.settings.intensity_window
        for hit in self._hits_between(end, end + between + 1):
            if self._same_clause(int(self.hits.positions[hit]), start):
                return hit
        if condition == "around":
            before = int(np.searchsorted(self.hits.positions, start)) - 1
            touches = before >= 0 and self.hits.positions[before] + self.hits.lengths[before] == start
            if touches and self._same_clause(int(self.hits.positions[before]), start):
                return before
        return None

    def _hits_between(self, start: int, end: int) -> range:
        first, last = np.searchsorted(self.hits.positions, [start, end])
        return range(int(first), int(last))

    def _same_clause(self, one: int, other: int) -> bool:
        return bool(self.clauses[one] == self.clauses[other])

    def _word(self, position: int) -> str:
        return str(self.lower[self.tokens.ids[position]])


def _clauses(tokens: Tokens) -> NDArray[np.int64]:
    """Number of the clause of each token: clauses begin at sentences, signs and coordinating words."""
    begins = tokens.vocabulary.matching(_CLAUSE_BOUNDS)[tokens.ids]
    first = tokens.sentence_ptr[:-1]
    begins[first[first < len(tokens)]] = True
    return np.cumsum(begins)
