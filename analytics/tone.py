"""Tone: lexicon words, the shifters that change them, and the polarity of each sentence in each voice.

A word's *prior valence* is its value in the lexicon; its *valence* is what shifters make of it in its sentence
(negators, amplifiers, deamplifiers and adversatives: Polanyi and Zaenen, Contextual Valence Shifters, 2006). Each
change is kept as a rule with the span of the word that caused it. Polarity is the mean valence of the hits; a
sentence without hits has no polarity, which is not the same as a neutral one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from analytics import tables
from analytics.resources import read_rows, resource
from analytics.text.phrases import Matches, PhraseMatcher

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from analytics.resources import Row
    from analytics.settings import ToneSettings
    from analytics.text.partition import Partition
    from analytics.text.tokenization import Tokens
    from analytics.text.vocabulary import Vocabulary

FACETS = ("evaluation", "event", "emotion")
PARTS_OF_SPEECH = ("noun", "adj", "verb", "adv", "expr")
VOICES = ("newsroom", "quoted")
SHIFTER_KINDS = ("negator", "amplifier", "deamplifier", "adversative", "none")

_NE_REACH = 8  # tokens between "ne" and the negator it belongs to
_CLAUSE_BOUNDS = frozenset(',;:.?!…()[]«»“”"—–') | {"mais", "or", "car", "donc", "puisque", "tandis", "alors"}


class Tone(NamedTuple):
    """The tables ``hits`` and ``tones`` of a partition."""

    hits: pa.Table
    tones: pa.Table


class Rules(NamedTuple):
    """Changes of valence, flat: the hit changed, the rule's name, its cause as a run of tokens, the factor."""

    hits: NDArray[np.int64]
    names: NDArray[np.str_]
    positions: NDArray[np.int64]
    lengths: NDArray[np.int64]
    factors: NDArray[np.float64]


class Lexicon:
    """Words with a prior valence and a facet. Single words match by form, then by lemma; expressions by lemmas.

    An expression of valence 0 is no hit, but keeps the words inside it from being hits ("Conseil de sécurité").
    """

    def __init__(self, rows: list[Row]) -> None:
        self.entries = [row["lemma"] for row in rows]
        self.valences = np.array([float(row["valence"]) for row in rows])
        self.facets = [row["facet"] for row in rows]
        self._words: dict[str, int] = {}
        expressions = []
        for i, entry in enumerate(self.entries):
            if " " in entry or "'" in entry:
                expressions.append(i)
            else:
                self._words.setdefault(entry, i)
        self._expression_rows = np.array(expressions, dtype=np.int64)
        self._expressions = PhraseMatcher([self.entries[i] for i in expressions], key="lemma")

    def __len__(self) -> int:
        return len(self.entries)

    def find(self, tokens: Tokens) -> Matches:
        """Return the occurrences of entries in text order; an expression hides the single words inside it."""
        found = self._expressions.find(tokens)
        by_type = self._by_type(tokens.vocabulary)
        single = by_type[tokens.ids]
        single[found.covered(len(tokens))] = -1
        positions = np.flatnonzero(single >= 0)
        all_positions = np.concatenate([found.positions, positions])
        entries = np.concatenate([self._expression_rows[found.entries], single[positions]])
        lengths = np.concatenate([found.lengths, np.ones(len(positions), dtype=np.int64)])
        order = np.argsort(all_positions, kind="stable")
        return Matches(all_positions, lengths, entries).pick(order[self.valences[entries[order]] != 0])

    def _by_type(self, vocabulary: Vocabulary) -> NDArray[np.int64]:
        words = self._words
        return np.array([words.get(t.lower, words.get(t.lemma, -1)) for t in vocabulary.types], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Shifters:
    """Words that change others. Arrays have one element per phrase; a phrase may be of two kinds ("plus")."""

    matcher: PhraseMatcher
    kinds: list[dict[str, Row]]

    def of_kind(self, kind: str, matches: Matches) -> tuple[Matches, list[Row]]:
        """Return the matches that are of a kind, with their rows."""
        keep = np.array([kind in self.kinds[entry] for entry in matches.entries], dtype=bool)
        picked = matches.pick(keep)
        return picked, [self.kinds[entry][kind] for entry in picked.entries]


def load_lexicon(path: Path | None = None) -> Lexicon:
    """Read a tone lexicon: by default our own, else a TSV file with the same columns.

    Raises ResourceError naming each faulty line.
    """
    return _bundled_lexicon() if path is None else Lexicon(read_rows(path, _LEXICON_COLUMNS, check=_lexicon_fault))


_LEXICON_COLUMNS = ("lemma", "pos", "valence", "facet", "note")


@lru_cache(maxsize=1)
def _bundled_lexicon() -> Lexicon:
    return Lexicon(read_rows(resource("tone_lexicon.tsv"), _LEXICON_COLUMNS, check=_lexicon_fault))


def _lexicon_fault(row: Row) -> str | None:
    try:
        valence = float(row["valence"])
    except ValueError:
        return f"valence {row['valence']!r} is not a number"
    if not -1 <= valence <= 1:
        return f"valence {valence} is not in [-1, 1]"
    if valence == 0 and " " not in row["lemma"]:
        return "a single word of valence 0 has no place in the list"
    if row["pos"] not in PARTS_OF_SPEECH:
        return f"part of speech {row['pos']!r} is not one of {', '.join(PARTS_OF_SPEECH)}"
    return None if row["facet"] in FACETS else f"facet {row['facet']!r} is not one of {', '.join(FACETS)}"


@lru_cache(maxsize=1)
def load_shifters() -> Shifters:
    """Read the bundled list of shifters."""
    phrases: dict[str, dict[str, Row]] = {}
    for row in read_rows(
        resource("shifters.tsv"), ("word", "kind", "factor", "condition", "note"), check=_shifter_fault
    ):
        phrases.setdefault(row["word"], {})[row["kind"]] = row
    return Shifters(PhraseMatcher(list(phrases), key="folded"), list(phrases.values()))


def _shifter_fault(row: Row) -> str | None:
    if row["kind"] not in SHIFTER_KINDS:
        return f"kind {row['kind']!r} is not one of {', '.join(SHIFTER_KINDS)}"
    if row["condition"] not in ("", "ne", "clause", "around"):
        return f"condition {row['condition']!r} is not one of ne, clause, around"
    return None


def find_tone(
    partition: Partition,
    token_quotations: NDArray[np.int32],
    *,
    in_name: NDArray[np.bool_],
    lexicon: Lexicon,
    settings: ToneSettings,
) -> Tone:
    """Find the lexicon words of a partition, apply the shifters, and sum by sentence and voice.

    token_quotations : (n_tokens,), quotation of each token, -1 for the newsroom's own words. in_name : (n_tokens,),
    tokens that name an actor, and so say nothing of tone: Médecins sans frontières.
    """
    tokens = partition.tokens
    shifters = load_shifters()
    hits = lexicon.find(tokens)
    hits = hits.pick(~in_name[hits.positions])
    expressions = hits.pick(hits.lengths > 1)
    changes = shifters.matcher.find(tokens)
    changes = changes.pick(
        ~(expressions.covered(len(tokens)) | in_name)[changes.positions]
    )  # "sans faille" is a hit, "sans" no negator
    hits = hits.pick((hits.lengths > 1) | ~changes.covered(len(tokens))[hits.positions])
    clauses = _clauses(tokens)
    rules = _joined(
        _negations(tokens, hits, clauses, *shifters.of_kind("negator", changes), settings=settings),
        _intensities(hits, clauses, *shifters.of_kind("amplifier", changes), tokens=tokens, settings=settings),
        _intensities(hits, clauses, *shifters.of_kind("deamplifier", changes), tokens=tokens, settings=settings),
        _adversatives(tokens, hits, *shifters.of_kind("adversative", changes), settings=settings),
    )
    prior = lexicon.valences[hits.entries]
    valence = prior.copy()
    np.multiply.at(valence, rules.hits, rules.factors)
    valence = np.clip(valence, -1, 1)
    quotations = token_quotations[hits.positions]
    columns = {
        **partition.spans(hits.positions, hits.lengths),
        "form": partition.forms(hits.positions, hits.lengths),
        "entry": [lexicon.entries[i] for i in hits.entries],
        "facet": [lexicon.facets[i] for i in hits.entries],
        "prior_valence": prior,
        "valence": valence,
        "rules": _rule_lists(tokens, rules, n_hits=len(prior)),
        "quotation_id": pa.array(quotations, mask=quotations < 0),
    }
    tones = _tones(partition, token_quotations >= 0, positions=hits.positions, valence=valence)
    return Tone(tables.build("hits", columns), tones)


def _clauses(tokens: Tokens) -> NDArray[np.int64]:
    """Number of the clause of each token: clauses begin at sentences, signs and coordinating words."""
    begins = tokens.vocabulary.matching(_CLAUSE_BOUNDS)[tokens.ids]
    begins[tokens.sentence_ptr[:-1][tokens.sentence_ptr[:-1] < len(tokens)]] = True
    return np.cumsum(begins)


def _negations(
    tokens: Tokens,
    hits: Matches,
    clauses: NDArray[np.int64],
    negators: Matches,
    rows: list[Row],
    *,
    settings: ToneSettings,
) -> Rules:
    """Negate what stands between "ne" and its negator and up to the window behind it, within the clause."""
    ne = np.flatnonzero(tokens.vocabulary.matching(["ne", "n'"])[tokens.ids])
    if not rows:
        return _no_rules()
    needs_ne = np.array([row["condition"] == "ne" for row in rows], dtype=bool)
    behind = negators.positions + negators.lengths
    before = _nearest(ne, negators.positions, side="left", clauses=clauses)
    after = _nearest(ne, negators.positions, side="right", clauses=clauses)  # "personne ne soutient"
    starts = np.where(before >= 0, before, negators.positions)
    ends = np.where((before < 0) & (after >= 0), after + 1, behind) + settings.negation_window
    used = ~needs_ne | (before >= 0) | (after >= 0)
    starts, ends, causes = starts[used], ends[used], np.flatnonzero(used)
    order = np.argsort(starts, kind="stable")
    starts, ends, causes = starts[order], ends[order], causes[order]
    candidate = np.searchsorted(starts, hits.positions, side="right") - 1
    found: list[NDArray[np.int64]] = []
    for step in (0, 1):  # scopes are short: only the last two that begin before a hit can hold it
        scope = candidate - step
        inside = scope >= 0
        inside[inside] = hits.positions[inside] < ends[scope[inside]]
        inside[inside] = clauses[hits.positions[inside]] == clauses[negators.positions[causes[scope[inside]]]]
        found.append(np.where(inside, scope, -1))
    scope = np.where(found[0] >= 0, found[0], found[1])
    changed = np.flatnonzero(scope >= 0)
    factors = np.full(len(changed), settings.negation_factor)
    return _rules("negation", changed, negators.pick(causes[scope[changed]]), factors)


def _nearest(
    marks: NDArray[np.int64], positions: NDArray[np.int64], *, side: str, clauses: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Position of the nearest mark before ("left") or behind ("right") in the same clause and in reach, else -1."""
    if not len(marks):
        return np.full(len(positions), -1)
    index = np.searchsorted(marks, positions) - (1 if side == "left" else 0)
    legal = (index >= 0) & (index < len(marks))
    nearest = marks[np.clip(index, 0, len(marks) - 1)]
    legal &= (np.abs(nearest - positions) <= _NE_REACH) & (clauses[nearest] == clauses[positions])
    return np.where(legal, nearest, -1)


def _intensities(
    hits: Matches,
    clauses: NDArray[np.int64],
    words: Matches,
    rows: list[Row],
    *,
    tokens: Tokens,
    settings: ToneSettings,
) -> Rules:
    """Strengthen or weaken the next lexicon word in reach, or, where the list says so, the one just before."""
    ne = np.flatnonzero(tokens.vocabulary.matching(["ne", "n'"])[tokens.ids])
    changed: list[int] = []
    causes: list[int] = []
    following = np.searchsorted(hits.positions, words.positions + words.lengths)
    negating = _nearest(ne, words.positions, side="left", clauses=clauses) >= 0
    for i, (position, length, row) in enumerate(zip(words.positions, words.lengths, rows, strict=True)):
        if row["word"] == "plus" and negating[i]:
            continue  # "n'est plus grave" denies, it does not amplify
        after, before = following[i], following[i] - 1
        end = position + length
        if after < len(hits.positions) and hits.positions[after] - end < settings.intensity_window:
            target = after
        elif row["condition"] == "around" and before >= 0 and hits.positions[before] + hits.lengths[before] == position:
            target = before
        else:
            continue
        if clauses[hits.positions[target]] == clauses[position]:
            changed.append(int(target))
            causes.append(i)
    factors = np.array([float(rows[i]["factor"]) for i in causes])
    name = rows[0]["kind"] if rows else ""
    return _rules(name, np.array(changed, dtype=np.int64), words.pick(np.array(causes, dtype=np.int64)), factors)


def _adversatives(tokens: Tokens, hits: Matches, words: Matches, rows: list[Row], *, settings: ToneSettings) -> Rules:
    """Weigh what follows "mais" in the sentence more than what stands before it."""
    sentences = tokens.sentences
    clause_only = np.array([row["condition"] == "clause" for row in rows], dtype=bool)
    first = tokens.sentence_ptr[sentences[words.positions]]
    previous = np.maximum(words.positions - 1, 0)
    behind_sign = ~tokens.is_word[previous]
    used = (words.positions > first) & (~clause_only | behind_sign)
    words = words.pick(used)
    if not len(words.positions):
        return _no_rules()
    index = np.searchsorted(words.positions, hits.positions) - 1
    last, following = np.clip(index, 0, None), np.clip(index + 1, None, len(words.positions) - 1)
    here = sentences[hits.positions]
    is_after = (index >= 0) & (sentences[words.positions[last]] == here)
    is_before = (
        ~is_after & (words.positions[following] > hits.positions) & (sentences[words.positions[following]] == here)
    )
    changed = np.flatnonzero(is_after | is_before)
    cause = np.where(is_after, last, following)[changed]
    factors = np.where(is_after[changed], settings.after_adversative, settings.before_adversative)
    return _rules("adversative", changed, words.pick(cause), factors)


def _rules(name: str, hits: NDArray[np.int64], causes: Matches, factors: NDArray[np.float64]) -> Rules:
    return Rules(hits, np.full(len(hits), name, dtype="<U16"), causes.positions, causes.lengths, factors)


def _no_rules() -> Rules:
    return _rules("", np.empty(0, dtype=np.int64), Matches.none(), np.empty(0))


def _joined(*parts: Rules) -> Rules:
    hits, names, positions, lengths, factors = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.lexsort((positions, hits))
    return Rules(hits[order], names[order], positions[order], lengths[order], factors[order])


def _rule_lists(tokens: Tokens, rules: Rules, *, n_hits: int) -> pa.Array:
    """Rules as one list per hit, built from flat arrays."""
    offsets = np.concatenate([[0], np.cumsum(np.bincount(rules.hits, minlength=n_hits))]).astype(np.int32)
    columns = [
        pa.array(rules.names.tolist(), tables.TEXT),
        pa.array(tokens.starts[rules.positions]),
        pa.array(tokens.ends[rules.positions + rules.lengths - 1]),
        pa.array(rules.factors),
    ]
    return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(columns, fields=list(tables.RULE)))


def _tones(
    partition: Partition,
    quoted: NDArray[np.bool_],
    *,
    positions: NDArray[np.int64],
    valence: NDArray[np.float64],
) -> pa.Table:
    """Sum hits by sentence and voice; one row for each voice that speaks in the sentence."""
    tokens = partition.tokens
    cells = tokens.sentences * 2 + quoted
    n_cells = tokens.n_sentences * 2
    n_tokens = np.bincount(cells[tokens.is_word], minlength=n_cells)
    hit_cells = cells[positions]

    def tally(weights: NDArray[np.float64] | NDArray[np.bool_] | None = None) -> NDArray[np.float64]:
        return np.bincount(hit_cells, weights=weights, minlength=n_cells).astype(np.float64)

    n_hits, sums = tally(), tally(valence)
    rows = np.flatnonzero(n_tokens + n_hits)
    sentences = rows // 2
    first = tokens.sentence_ptr[sentences]
    polarity = np.divide(sums, n_hits, out=np.full(n_cells, np.nan), where=n_hits > 0)
    return tables.build("tones", {
        **partition.spans(first, tokens.sentence_ptr[sentences + 1] - first),
        "voice": np.array(VOICES)[rows % 2].tolist(),
        "n_tokens": n_tokens[rows],
        "n_hits": n_hits[rows],
        "n_positive": tally(valence > 0)[rows].astype(np.int64),
        "n_negative": tally(valence < 0)[rows].astype(np.int64),
        "sum_valence": sums[rows],
        "polarity": np.clip(polarity, -1, 1)[rows],
    })  # fmt: skip
