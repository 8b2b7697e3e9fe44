"""The tone lexicon: words and expressions with a prior valence, ours or the user's, and where they occur."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from analytics import tables
from analytics.errors import ResourceError, VigieError
from analytics.resources import read_rows, resource
from analytics.text.conjugation import agreeing
from analytics.text.hashing import NameBits
from analytics.text.phrases import Matches, PhraseMatcher
from analytics.tone.contexts import CONTEXTS, contexts_at
from analytics.tone.word_lists import COLUMNS, FACETS, PARTS_OF_SPEECH, WordList, parse_word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.resources import Row
    from analytics.text.tokenization import Tokens

_LIKE_PARTICIPLES = ("é", "i", "u", "is", "it", "ant", "int", "ert")
OURS = "ours"  # names the bundled list among those of the user


class Lexicon:
    """Words with a prior valence and a facet. Single words match by form, then by lemma; expressions by lemmas.

    An entry of valence 0 is no hit, but keeps the words inside it from being hits ("Conseil de sécurité") or shifters
    ("extrême droite"), and its word from matching by lemma. Of several rows with one word the first whose context holds
    counts; where none does, the lemma's rows are tried.

    rows : entries with the columns of `analytics.tone.word_lists.COLUMNS`. adverbs : which of them are adverbs
    of manner. remarks : what a reader should know of its files.
    """

    def __init__(self, rows: Sequence[Row], *, remarks: tuple[VigieError, ...] = ()) -> None:
        self.rows = list(rows)
        self.remarks = remarks
        self.entries = [row["lemma"] for row in rows]
        self.valences = np.array([float(row["valence"]) for row in rows])
        self.adverbs = np.array([row.get("pos") == "adv" and row["lemma"].endswith("ment") for row in rows], dtype=bool)
        facets = [row["facet"] for row in rows]
        self._columns = {
            name: pa.array(values, tables.TEXT)
            for name, values in (
                ("entry", self.entries), ("lexicon", [row.get("list", OURS) for row in rows]), ("facet", facets)
            )
        }  # fmt: skip
        self._contexts = np.zeros(len(rows), dtype=np.int8)
        for i, context in enumerate([row.get("context") for row in rows]):
            if context:
                self._contexts[i] = CONTEXTS.index(context)
        several = np.array([is_expression(entry) for entry in self.entries], dtype=bool)
        self._expression_rows = np.flatnonzero(several)
        self._expressions = PhraseMatcher([self.entries[i] for i in self._expression_rows.tolist()], key="lemma")
        words = np.flatnonzero(~several)[::-1].tolist()
        listed = {self.entries[i]: i for i in words}  # from the last to the first: the first of several rows stays
        self._words = _agreeing(rows) | listed
        self._rows_of = NameBits.of_words({word: row + 1 for word, row in self._words.items()}, np.int32)
        self._others = np.full(len(rows), -1, dtype=np.int64)  # next row with the same word
        following: dict[str, int] = {}
        for i in words if len(listed) < len(words) else ():
            self._others[i] = following.get(self.entries[i], -1)
            following[self.entries[i]] = i

    def __len__(self) -> int:
        return len(self.entries)

    def find(self, tokens: Tokens) -> Matches:
        """Return the occurrences of entries with a tone, in text order."""
        found = self.find_listed(tokens)
        return found.pick(self.valences[found.entries] != 0)

    def find_listed(self, tokens: Tokens) -> Matches:
        """Return the occurrences of all entries in text order; an expression hides the single words inside it."""
        found = self._expressions.find(tokens)
        single = tokens.vocabulary.column(self, self._by_type, "lower_names", "lemma_names").take(tokens.ids)
        positions = np.flatnonzero(single >= 0)
        positions = positions[~found.covered(len(tokens))[positions]]
        words = self._settle(tokens, positions, single[positions].astype(np.int64))
        positions, words = positions[words >= 0], words[words >= 0]
        all_positions = np.concatenate([found.positions, positions])
        entries = np.concatenate([self._expression_rows[found.entries], words])
        lengths = np.concatenate([found.lengths, np.ones(len(positions), dtype=np.int64)])
        return Matches(all_positions, lengths, entries).pick(np.argsort(all_positions, kind="stable"))

    def lists(self, form: str) -> bool:
        """Tell whether a form is an entry by itself, or a feminine or plural of an adjective that is."""
        return form in self._words

    def describe(self, entries: NDArray[np.int64]) -> dict[str, pa.Array]:
        """Columns that name entries, for rows of the list: entry, lexicon, facet."""
        rows = pa.array(entries)
        return {name: column.take(rows) for name, column in self._columns.items()}

    def _by_type(self, lower: NDArray[np.uint64], lemmas: NDArray[np.uint64]) -> NDArray[np.int32]:
        """First row of each type, by its form, else by its lemma; -1 for none."""
        by_form = self._rows_of.of_names(lower)
        rows: NDArray[np.int32] = np.where(by_form > 0, by_form, self._rows_of.of_names(lemmas)) - 1
        return rows

    def _settle(self, tokens: Tokens, positions: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Choose among the rows of each word by context; -1 where none holds."""
        asks = np.flatnonzero(self._contexts[rows])
        if not len(asks):
            return rows
        positions = positions[asks]
        holds = contexts_at(tokens, positions)
        settled = self._first_that_holds(rows[asks], holds)
        left = np.flatnonzero(settled < 0)
        settled[left] = self._first_that_holds(self._rows_by_lemma(tokens, positions[left]), holds[left])
        rows[asks] = settled
        return rows

    def _rows_by_lemma(self, tokens: Tokens, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the first row of the lemma of each token, -1 where the lemma is no other word.

        What our lemmas take for a noun may be a participle: "s'est félicité" is of féliciter.
        """
        lower, lemmas = tokens.vocabulary.lower, tokens.vocabulary.lemmas
        words = [(lower[i], lemmas[i]) for i in tokens.ids[positions].tolist()]
        rows = [
            self._words.get(lemma if lemma != form else f"{form[:-1]}er" if form.endswith("é") else "", -1)
            for form, lemma in words
        ]
        return np.array(rows, dtype=np.int64)

    def _first_that_holds(self, rows: NDArray[np.int64], holds: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Go from each row to the next one with the same word until its context holds, (n_words,); -1 behind the last.

        holds : (n_words, n_contexts).
        """
        rows = rows.copy()
        asks = np.flatnonzero(rows >= 0)
        while len(asks):
            asks = asks[~holds[asks, self._contexts[rows[asks]]]]
            rows[asks] = self._others[rows[asks]]
            asks = asks[rows[asks] >= 0]
        return rows


def _agreeing(rows: Sequence[Row]) -> dict[str, int]:
    """Return the feminine and plural forms of adjectives that a lemmatizer may take for verbs: condamnée, brûlants."""
    adjectives = [i for i, row in enumerate(rows) if row.get("pos") == "adj"]
    entries = [(rows[i]["lemma"], i) for i in reversed(adjectives)]  # the first of several rows stays
    return {form: i for entry, i in entries if entry.endswith(_LIKE_PARTICIPLES) for form in agreeing(entry)}


def is_expression(entry: str) -> bool:
    """Tell an entry of several words, which is matched as a sequence of lemmas, from a single word."""
    return " " in entry or "'" in entry


def load_lexicon(*lists: Path | str) -> Lexicon:
    """Read a tone lexicon: by default our own, else the lists named, of which later ones replace entries of earlier.

    lists : files as `analytics.tone.word_lists` reads them. ``ours`` names the bundled list, so that
    ``"ours", "mine.tsv"`` extends it. A word of valence 0, or a line ``-word``, takes a word out.
    Raises ResourceError for a file that cannot be read, and one that names each faulty line.
    """
    if all(name == OURS for name in lists):
        return _bundled_lexicon()
    return _lexicon_of(tuple((str(name), b"" if name == OURS else _content(name)) for name in lists))


def read_word_list(path: Path | str, *, merge: bool = True) -> WordList:
    """Read one list, as `parse_word_list` does. Raises ResourceError when it cannot be read."""
    return parse_word_list(_content(path), name=str(path), merge=merge)


def lexicon_of(*lists: WordList) -> Lexicon:
    """Join lists into a lexicon: a word's rows in a later list take the place of those it had.

    Each row is told by its list: "ours", or the place of a user's list among them, from 1.
    """
    by_word: dict[str, list[Row]] = {}
    remarks: list[VigieError] = []
    for place, words in enumerate(lists, start=1):
        name = OURS if words.name == OURS else str(place)
        remarks += words.remarks
        unknown = [word for word in words.removed if word not in by_word]
        if unknown:
            remarks.append(VigieError("lexicon_nothing_removed", path=words.name, words=", ".join(unknown[:10])))
        listed: dict[str, list[Row]] = {word: [_without_tone(word)] for word in words.removed if word in by_word}
        for row in words.rows:
            listed.setdefault(row["lemma"], []).append({**row, "list": name})
        by_word |= listed
    return Lexicon([row for rows in by_word.values() for row in rows], remarks=tuple(remarks))


def lexicon_hashes(lists: Sequence[str]) -> list[str]:
    """Return what stands for lists in the identity of a reading: the hash of each file's content, not its place."""
    return [OURS if name == OURS else hashlib.blake2b(_content(name), digest_size=8).hexdigest() for name in lists]


def bundled_words() -> WordList:
    """Return the bundled list."""
    return WordList(OURS, _bundled_lexicon().rows)


@lru_cache(maxsize=1)
def _bundled_lexicon() -> Lexicon:
    return Lexicon(read_rows(resource("tone_lexicon.tsv"), COLUMNS, check=_fault))


@lru_cache(maxsize=8)
def _lexicon_of(contents: tuple[tuple[str, bytes], ...]) -> Lexicon:
    return lexicon_of(*(
        bundled_words() if name == OURS else parse_word_list(content, name=name) for name, content in contents
    ))  # fmt: skip


def _content(path: Path | str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as exc:
        raise ResourceError("lexicon_unreadable", path=path, reason=exc.strerror) from exc


def _without_tone(word: str) -> Row:
    return {"lemma": word, "pos": "", "valence": "0", "facet": FACETS[0], "context": "", "note": ""}


def _fault(row: Row) -> str | None:
    try:
        valence = float(row["valence"])
    except ValueError:
        return f"valence {row['valence']!r} is not a number"
    if not -1 <= valence <= 1:
        return f"valence {valence} is not in [-1, 1]"
    if (row["pos"], row["facet"], row["context"]) in _LEGAL:
        return None
    return f"{row['pos']!r}, {row['facet']!r} or {row['context']!r} is no part of speech, facet or context"


_LEGAL = frozenset(product(PARTS_OF_SPEECH, FACETS, CONTEXTS))
