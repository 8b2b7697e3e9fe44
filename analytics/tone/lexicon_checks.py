"""Faults of a tone lexicon: what contradicts itself, can never match, stands twice, or is worth a look.

An ``error`` is wrong whatever was meant. A ``look`` may be meant: its note in the list should say why.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from analytics.messages import message
from analytics.normalization import lower_of
from analytics.resources import read_rows, resource
from analytics.text.lemmas import lemmatize
from analytics.text.phrases import PhraseMatcher
from analytics.text.tokenization import tokenize
from analytics.text.vocabulary import Vocabulary
from analytics.tone.lexicon import Lexicon, bundled_words, is_expression
from analytics.tone.shifters import load_shifters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.messages import Language
    from analytics.resources import Row

    Level = Literal["error", "look"]

# Prefixes that make an antonym of a word: injuste, impoli, illégal, irréel, désunir, malhonnête, non-respect.
_PREFIXES = ("in", "im", "il", "ir", "dés", "dé", "mal", "anti", "non-")
_SHORTEST = 4  # letters of a word that a prefix turns: "dé" + "mission" is no antonym either, but it is listed as one


class Finding(NamedTuple):
    """Something found in a list. kind : key of its sentence. other : the entry that it clashes with, or a form."""

    level: Level
    kind: str
    entry: str
    other: str = ""
    note: str = ""

    def message(self, lang: Language | None = None) -> str:
        """Return the sentence that says what was found and what to do."""
        return message(f"lexicon_finding.{self.kind}", lang, entry=self.entry, other=self.other)


def check_lexicon(rows: Sequence[Row] | None = None) -> list[Finding]:
    """Return what is found in a list, errors first, then by entry; of our own list without an argument.

    rows : entries with the columns of `analytics.tone.word_lists.COLUMNS`.
    """
    rows = bundled_words().rows if rows is None else rows
    parts = (_ranges, _doubles, _unreachable, _unexplained, _antonyms, _signs, _idle, _inflections)
    found = [finding for part in parts for finding in part(rows)]
    return sorted(found, key=lambda f: (f.level, f.entry, f.kind))


def _ranges(rows: Sequence[Row]) -> Iterator[Finding]:
    for row in rows:
        if not -1 <= float(row["valence"]) <= 1:
            yield Finding("error", "range", row["lemma"], row["valence"])


def _doubles(rows: Sequence[Row]) -> Iterator[Finding]:
    """Words listed twice in one context, expressions that are the same lemmas as another."""
    counts = Counter((row["lemma"], row["context"]) for row in rows)
    for (entry, context), n in counts.items():
        if n > 1:
            yield Finding("error", "double", entry, context)
    expressions = list(dict.fromkeys(row["lemma"] for row in rows if is_expression(row["lemma"])))
    for kept, left in PhraseMatcher(expressions, key="lemma").doubles:
        if expressions[kept][0].isupper() == expressions[left][0].isupper():
            yield Finding("error", "same_lemmas", expressions[left], expressions[kept])


def _unreachable(rows: Sequence[Row]) -> Iterator[Finding]:
    """Single words that no token of a text is: capitals, several tokens, no letter."""
    words = list(dict.fromkeys(row["lemma"] for row in rows if not is_expression(row["lemma"])))
    tokens = tokenize([f"{word} mot" for word in words], vocabulary=Vocabulary())  # "av" is cut as before a word
    first = tokens.paragraph_ptr[:-1]
    for word, end in zip(words, tokens.ends[first].tolist(), strict=True):
        if word != lower_of(word):
            yield Finding("error", "capital", word, lower_of(word))
        elif end != len(word) or not any(map(str.isalpha, word)):
            yield Finding("error", "not_a_word", word, word[:end])


def _unexplained(rows: Sequence[Row]) -> Iterator[Finding]:
    for row in rows:
        if row["context"] and not row["note"]:
            yield Finding("error", "no_note", row["lemma"], row["context"])


def _antonyms(rows: Sequence[Row]) -> Iterator[Finding]:
    """Two antonyms of one sign: an error for those of our table, a look for those that a prefix makes."""
    values = {row["lemma"]: float(row["valence"]) for row in reversed(rows)}
    notes = {row["lemma"]: row["note"] for row in rows if row["note"]}
    for word, antonym in _known_antonyms():
        if values.get(word, 0.0) * values.get(antonym, 0.0) > 0:
            yield Finding("error", "antonyms", antonym, word)
    for entry, value in values.items():
        for prefix in _PREFIXES:
            word = entry.removeprefix(prefix)
            if word != entry and len(word) >= _SHORTEST and value * values.get(word, 0.0) > 0:
                yield Finding("look", "prefix", entry, word, notes.get(entry, ""))


def _signs(rows: Sequence[Row]) -> Iterator[Finding]:
    """Return the expressions whose words, alone, would sum to the other sign."""
    expressions = [row for row in rows if is_expression(row["lemma"]) and float(row["valence"])]
    for row, total in zip(expressions, _sums_of_words(rows, expressions), strict=True):
        if total * float(row["valence"]) < 0:
            yield Finding("look", "sign", row["lemma"], f"{total:+.2f}", row["note"])


def _idle(rows: Sequence[Row]) -> Iterator[Finding]:
    """Return the expressions of valence 0 that keep no word from counting."""
    hiding = [row for row in rows if is_expression(row["lemma"]) and not float(row["valence"])]
    for row, hides in zip(hiding, _words_inside(rows, hiding), strict=True):
        if not hides:
            yield Finding("look", "hides_nothing", row["lemma"], note=row["note"])


def _sums_of_words(rows: Sequence[Row], expressions: Sequence[Row]) -> list[float]:
    words = Lexicon([row for row in rows if not is_expression(row["lemma"])])
    tokens = tokenize([row["lemma"] for row in expressions], vocabulary=Vocabulary())
    hits = words.find(tokens)
    sums = np.bincount(
        tokens.paragraphs[hits.positions], weights=words.valences[hits.entries], minlength=tokens.n_paragraphs
    )
    return [float(total) for total in sums]


def _words_inside(rows: Sequence[Row], expressions: Sequence[Row]) -> list[bool]:
    """Return whether each expression holds words with a tone or that change others', or a shorter such expression."""
    toned = Lexicon([row for row in rows if float(row["valence"])])
    tokens = tokenize([row["lemma"] for row in expressions], vocabulary=Vocabulary())
    shifters = load_shifters().matcher.find(tokens).positions
    positions = np.concatenate([toned.find(tokens).positions, shifters])
    inside = np.bincount(tokens.paragraphs[positions], minlength=tokens.n_paragraphs)
    return [bool(n) for n in inside]


def _inflections(rows: Sequence[Row]) -> Iterator[Finding]:
    """Return the nouns and adjectives whose plural is found by no entry: our lemmatizer gives it another lemma."""
    words = [row for row in rows if not is_expression(row["lemma"])]
    lexicon = Lexicon(words)
    varying = {row["lemma"]: row["note"] for row in words if row["pos"] in ("noun", "adj") and _varies(row["lemma"])}
    plurals = [(entry, plural) for entry in varying for plural in _plurals(entry)]
    lemmas = lemmatize([plural for _, plural in plurals])
    found: dict[str, str] = {}
    for (entry, plural), lemma in zip(plurals, lemmas, strict=True):
        if lexicon.lists(plural) or lexicon.lists(lemma):
            found[entry] = ""
        else:
            found.setdefault(entry, f"{plural} > {lemma}")
    for entry, missed in found.items():
        if missed:
            yield Finding("look", "inflection", entry, missed, varying[entry])


def _varies(word: str) -> bool:
    return word.islower() and word.replace("-", "").isalpha() and word[-1] not in "sxz"


def _plurals(word: str) -> list[str]:
    """Return what may be the plural of a word, the regular one first."""
    if word.endswith("al"):
        return [f"{word[:-2]}aux", f"{word}s"]
    return [f"{word}s", f"{word}x"] if word.endswith("u") else [f"{word}s"]


@lru_cache(maxsize=1)
def _known_antonyms() -> tuple[tuple[str, str], ...]:
    rows = read_rows(resource("antonyms.tsv"), ("word", "antonym", "note"))
    return tuple((row["word"], row["antonym"]) for row in rows)
