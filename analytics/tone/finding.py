"""Tone: lexicon words, the shifters that change them, and the polarity of each sentence in each voice.

A word's *prior valence* is its value in the lexicon; its *valence* is what shifters make of it in its sentence. Each
change is kept as a rule with the span of the word that caused it and its factor, so that the table of hits tells alone
what the valence would be without a rule or a cause: the product of the prior valence and the factors that remain,
clipped to [-1, 1]. A word that acts on others ("lutte" contre la corruption) is no hit of its own: it stays in the
table with a factor of 0, under the name and the span of what it does. A hit of valence 0 has no effect and is not
counted. Polarity is the mean valence of the hits that are; a sentence without any has no polarity, which is not the
same as a neutral one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from analytics import tables
from analytics.polarity import polarity_of
from analytics.text.hashing import NameBits
from analytics.text.intervals import members
from analytics.text.shapes import CAPITAL, NUMBER, SHOUTED, WORD
from analytics.text.stop_words import load_stop_words
from analytics.tone.occurrences import Occurrences
from analytics.tone.scopes import find_rules
from analytics.tone.shifters import RULES, load_shifters
from analytics.voices import NEWSROOM, VOICES, voice_names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.settings import ToneSettings
    from analytics.text.partition import Partition
    from analytics.text.tokenization import Tokens
    from analytics.tone.lexicon import Lexicon
    from analytics.tone.occurrences import Rules
    from analytics.voices import TokenVoices

_RULE_NAMES = pa.array(RULES)


class Tone(NamedTuple):
    """The tables ``hits`` and ``tones`` of a partition."""

    hits: pa.Table
    tones: pa.Table


def find_tone(
    partition: Partition,
    voices: TokenVoices,
    *,
    in_name: NDArray[np.bool_],
    lexicon: Lexicon,
    settings: ToneSettings,
) -> Tone:
    """Find the lexicon words of a partition, apply the shifters, and sum by sentence and voice.

    in_name : (n_tokens,), tokens that name an actor, and so say nothing of tone: Médecins sans frontières.
    """
    tokens = partition.tokens
    listed = lexicon.find_listed(tokens)
    toneless = lexicon.valences[listed.entries] == 0
    fixed = listed.pick(np.flatnonzero(toneless)).tokens()  # "extrême" is no amplifier in "extrême droite"
    hits = listed.pick(np.flatnonzero(~toneless))
    expressions = hits.lengths > 1
    hits = hits.pick(~in_name[hits.positions] & (expressions | ~_are_names(tokens, hits.positions)))
    expressions = hits.lengths > 1
    changes = load_shifters().matcher.find(tokens)
    taken = hits.pick(expressions).covered(len(tokens))  # "sans faille" is a hit, "sans" no negator
    taken |= in_name
    silent = taken[changes.positions]
    taken[fixed] = True
    silent |= taken[changes.positions] & (changes.lengths == 1)
    changes = changes.pick(~silent)
    hits = hits.pick(expressions | ~changes.covered(len(tokens))[hits.positions])
    taken[changes.pick(changes.lengths > 1).tokens()] = True
    prior = lexicon.valences[hits.entries]
    adverbs = lexicon.adverbs[hits.entries]
    occurrences = Occurrences(tokens, hits, changes, valences=prior, adverbs=adverbs, taken=taken, settings=settings)
    rules = find_rules(occurrences)
    valence = prior.copy()
    np.multiply.at(valence, rules.hits, rules.factors)
    valence = np.clip(valence, -1, 1) + 0.0  # no -0.0
    is_content = tokens.vocabulary.column(_is_content, _is_content, "shapes", "lower_names", "lemma_names")
    content = is_content.take(tokens.ids)
    owners, inside = members(hits.positions, hits.positions + hits.lengths)
    n_content = np.bincount(owners[content[inside]], minlength=len(prior))
    columns = {
        **partition.spans(hits.positions, hits.lengths),
        "form": partition.forms(hits.positions, hits.lengths),
        **lexicon.describe(hits.entries),
        "prior_valence": prior,
        "valence": valence,
        "rules": _rule_lists(tokens, rules, n_hits=len(prior)),
        "n_content": n_content,
        **voices.columns(hits.positions),
    }
    words = _Words(hits.positions, valence, n_content)
    return Tone(tables.build("hits", columns), _tones(partition, voices.codes, words, content))


class _Words(NamedTuple):
    """Lexicon words as sums need them, (n_hits,): first token, valence, content words in each."""

    positions: NDArray[np.int64]
    valence: NDArray[np.float64]
    n_content: NDArray[np.int64]


def _is_content(shapes: NDArray[np.uint8], lower: NDArray[np.uint64], lemmas: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Words that are neither on the stop list nor numbers."""
    stopped, stopped_lemmas = _stop_bits()
    found: NDArray[np.bool_] = (shapes & (WORD | NUMBER) == WORD) & (stopped.of_names(lower) == 0)
    found &= stopped_lemmas.of_names(lemmas) == 0
    return found


@lru_cache(maxsize=1)
def _stop_bits() -> tuple[NameBits, NameBits]:
    stop_words = load_stop_words()
    return NameBits.of([(1, stop_words.forms)], np.uint8), NameBits.of([(1, stop_words.lemmas)], np.uint8)


def _are_names(tokens: Tokens, positions: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tokens whose capital makes them names: Harlem Désir, Libération; not those of a headline in capitals."""
    capital = tokens.vocabulary.column(_has_name_capital, _has_name_capital, "shapes")
    return capital[tokens.ids[positions]] & ~tokens.opens[positions]


def _has_name_capital(shapes: NDArray[np.uint8]) -> NDArray[np.bool_]:
    has_capital: NDArray[np.bool_] = shapes & (CAPITAL | SHOUTED) == CAPITAL
    return has_capital


def _rule_lists(tokens: Tokens, rules: Rules, *, n_hits: int) -> pa.Array:
    """Rules as one list per hit, built from flat arrays."""
    offsets = np.zeros(n_hits + 1, dtype=np.int32)
    np.cumsum(np.bincount(rules.hits, minlength=n_hits), out=offsets[1:])
    columns = [
        _RULE_NAMES.take(pa.array(rules.names)),
        pa.array(tokens.starts[rules.positions]),
        pa.array(tokens.ends[rules.positions + rules.lengths - 1]),
        pa.array(rules.factors),
    ]
    return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(columns, fields=list(tables.RULE)))


def _tones(partition: Partition, voices: NDArray[np.uint8], words: _Words, content: NDArray[np.bool_]) -> pa.Table:
    """Sum hits by sentence and voice; one row for each voice that speaks in the sentence.

    A hit of valence 0 has no effect and is not counted, though the lexicon knows it. voices, content : (n_tokens,).
    """
    tokens = partition.tokens
    n_cells = tokens.n_sentences * len(VOICES)

    def cells_of(positions: NDArray[np.int64]) -> NDArray[np.int64]:
        return tokens.sentences[positions] * len(VOICES) + voices[positions]

    others = np.flatnonzero(voices != NEWSROOM)  # few

    def by_cell(chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        counts = np.bincount(cells_of(others[chosen[others]]), minlength=n_cells)
        whole = np.add.reduceat(chosen.view(np.int8), tokens.sentence_ptr[:-1], dtype=np.int64)
        counts[NEWSROOM :: len(VOICES)] = whole - counts.reshape(-1, len(VOICES)).sum(axis=1)
        return counts

    n_tokens = by_cell(tokens.is_word)
    n_known = np.bincount(cells_of(words.positions), words.n_content, minlength=n_cells)
    counting = np.flatnonzero(words.valence)
    valence = words.valence[counting]
    cells = cells_of(words.positions[counting])

    def tally(chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.bincount(cells[chosen], minlength=n_cells)

    n_hits = np.bincount(cells, minlength=n_cells)
    rows = np.flatnonzero(n_tokens + n_hits)
    sentences = rows // len(VOICES)
    first = tokens.sentence_ptr[sentences]
    n_hits, sums = n_hits[rows], np.bincount(cells, weights=valence, minlength=n_cells)[rows]
    return tables.build("tones", {
        **partition.spans(first, tokens.sentence_ptr[sentences + 1] - first),
        "voice": voice_names(rows % len(VOICES)),
        "n_tokens": n_tokens[rows],
        "n_content": by_cell(content)[rows],
        "n_known": n_known[rows].astype(np.int32),
        "n_hits": n_hits,
        "n_positive": tally(valence > 0)[rows],
        "n_negative": tally(valence < 0)[rows],
        "sum_valence": sums,
        "polarity": polarity_of(sums, n_hits),
    })  # fmt: skip
