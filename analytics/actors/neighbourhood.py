"""What stands beside names in text: the tokens before and behind each, as rows of one list of words.

Everything is looked up for the names alone, all at once; nothing is computed for the other tokens of a partition.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from analytics.text.hashing import NameTable, names_of
from analytics.text.shapes import CAPITAL, NUMBER, SHOUTED, WORD
from analytics.text.stop_words import load_stop_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from analytics.text.tokenization import Tokens

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

REACH = 7  # tokens looked at on either side
_ARTICLES = ("le", "la", "l'", "les")
_OF = ("de", "d'", "du", "des")
_TO = ("à", "a", "au", "aux")  # "A Paris" without its accent
# Between a noun and its complement nothing of these stands: «la ville chinoise de Pékin».
_ENDS_PHRASE = (*_OF, *_TO, *", ; : . ( ) « » et ou que qui en dans sur par pour avec contre entre vers".split())
# Between a subject and its verb.
_BEFORE_VERB = (
    "ne n' se s' lui leur l' le la les y en pas plus déjà aussi également toujours désormais ensuite alors encore"
    ' « " “ lui-même'
).split()
_VERBAL = ("ne", "n'", "se", "s'")  # a verb follows, whatever it looks like
_BASIC = frozenset(
    (*_ARTICLES, *_ENDS_PHRASE, *_BEFORE_VERB, "-", "–", "—", "ni", "aux")
)  # which tests themselves ask for
_FINITE = frozenset(
    "a ont avait avaient aura auront aurait auraient est sont était étaient sera seront serait seraient fut furent va"
    " vont peut peuvent doit doivent veut veulent fait font dit disent met prend tient voit".split()
)
_FINITE_ENDS = ("e", "ent", "a", "ait", "aient", "ront", "it", "t", "ont", "d")
_AVOIR = frozenset("a ont avait avaient aura auront aurait auraient".split())
_PARTICIPLE_ENDS = ("é", "ée", "és", "ées", "i", "u", "is", "it")


class Words:
    """The words that rules look for, numbered; a set of them is a row of flags that the numbers index.

    sets : words in lower case. Two numbers more are those of any other word and of what lies outside the sentence.
    """

    def __init__(self, sets: Iterable[Iterable[str]]) -> None:
        kept = [frozenset(words) for words in sets]
        words = sorted(_BASIC.union(*kept))
        self._table = NameTable(names_of(words))
        self._row = {word: row for row, word in enumerate(words)}
        self.other, self.outside = len(words), len(words) + 1
        self._flags: dict[tuple[str, ...], Bools] = {}

    def flags(self, words: Sequence[str]) -> Bools:
        """Return whether each number is that of one of some words, (n_words + 2,)."""
        key = tuple(words)
        if key not in self._flags:
            flags = np.zeros(len(self._row) + 2, dtype=bool)
            flags[[self._row[word] for word in key]] = True
            self._flags[key] = flags
        return self._flags[key]

    def numbers(self, names: NDArray[np.uint64]) -> NDArray[np.int32]:
        """Return the number of each word, given the names of lower-case forms."""
        rows = self._table.find(names)
        return np.where(rows < 0, np.int32(self.other), rows)


@dataclass(frozen=True, eq=False)
class Beside:
    """The neighbourhood of names; all arrays have a row for each name.

    tokens : the partition. positions, ends : first token of each name, and the token behind its last. words : the list
    that the others are numbers of. before : words before the name, the nearest first, (n_names, REACH + 1). right :
    words behind it, (n_names, REACH).
    """

    tokens: Tokens
    positions: Ints
    ends: Ints
    words: Words
    before: NDArray[np.int32]
    right: NDArray[np.int32]

    @classmethod
    def of(cls, tokens: Tokens, positions: Ints, ends: Ints, words: Words) -> Beside:
        """Look around names."""
        types = tokens.vocabulary.column(words, words.numbers, "lower_names")

        def numbers(ahead: Ints) -> NDArray[np.int32]:
            there, inside = _within(tokens, positions, ahead)
            return np.where(inside, types[tokens.ids[there]], np.int32(words.outside))

        before = numbers(positions[:, None] - 1 - np.arange(REACH + 1))
        return cls(tokens, positions, ends, words, before, numbers(ends[:, None] + np.arange(REACH)))

    def pick(self, rows: Ints) -> Beside:
        """Return the neighbourhood of some of the names."""
        return Beside(
            self.tokens, self.positions[rows], self.ends[rows], self.words, self.before[rows], self.right[rows]
        )

    @cached_property
    def left(self) -> NDArray[np.int32]:
        """Words before the name, its definite article left out, (n_names, REACH)."""
        return np.where(self.is_any(self.before[:, 0], _ARTICLES)[:, None], self.before[:, 1:], self.before[:, :-1])

    def _reach(self, ahead: Ints) -> tuple[Ints, Bools]:
        return _within(self.tokens, self.positions, ahead)

    def is_any(self, numbers: NDArray[np.int32], words: Sequence[str]) -> Bools:
        """Whether words are among some."""
        found: Bools = self.words.flags(words)[numbers]
        return found

    def has_any(self, numbers: NDArray[np.int32], words: Sequence[str]) -> Bools:
        """Whether one of the words of each row is among some, (n_names,)."""
        found: Bools = np.any(self.is_any(numbers, words), axis=1)
        return found

    @cached_property
    def follows_of(self) -> Bools:
        """Whether the name is a complement of what stands before: «de Pékin», «du Caire»."""
        return self.is_any(self.left[:, 0], _OF)

    @cached_property
    def follows_to(self) -> Bools:
        """Whether the name stands behind *à*."""
        return self.is_any(self.left[:, 0], _TO)

    @cached_property
    def phrase(self) -> Bools:
        """Which of the words before *de* belong to the noun phrase that the name completes, (n_names, 3)."""
        ends = self.is_any(self.left[:, 1:4], _ENDS_PHRASE)
        return ~np.logical_or.accumulate(ends, axis=1)

    def shapes(self, step: int) -> NDArray[np.uint8]:
        """Shape of the token before (-1) or behind (1) the name, 0 outside the sentence."""
        ahead, inside = self._reach((self.positions - 1 if step < 0 else self.ends)[:, None])
        return np.where(inside, self.tokens.vocabulary.shapes[self.tokens.ids[ahead]], 0)[:, 0].astype(np.uint8)

    def is_number(self, step: int) -> Bools:
        """Whether a number stands before (-1) or behind (1) the name."""
        return self.shapes(step) & NUMBER > 0

    def is_common(self, step: int) -> Bools:
        """Whether a word in lower case that no rule knows stands before (-1) or behind (1) the name."""
        numbers = (self.before if step < 0 else self.right)[:, 0]
        common: Bools = (self.shapes(step) & (WORD | CAPITAL | NUMBER) == WORD) & (numbers == self.words.other)
        return common

    def is_name(self, step: int, *, opens: bool = False) -> Bools:
        """Whether another capitalised word that no rule knows stands before (-1) or behind (1) the name.

        Where a sentence opens, and where the name itself is all capitals, a capital says nothing. opens : take words
        that open a sentence for names too, if they are no stop words.
        """
        shapes, numbers = self.shapes(step), (self.before if step < 0 else self.right)[:, 0]
        name = (shapes & (CAPITAL | WORD) == CAPITAL | WORD) & (numbers == self.words.other)
        if step < 0:
            before = np.maximum(self.positions - 1, 0)
            tool: Bools = self.tokens.opens[before]
            if opens:
                tool &= self.tokens.vocabulary.matching(_tools())[self.tokens.ids[before]]
            name &= ~tool
        own = self.tokens.vocabulary.shapes[self.tokens.ids[self.positions]]
        found: Bools = name & ((own & shapes & SHOUTED) == 0)
        return found

    @property
    def opens(self) -> Bools:
        """Whether the name opens a sentence or a quotation."""
        return self.tokens.opens[self.positions]

    @property
    def opens_paragraph(self) -> Bools:
        """Whether the name is the first word of a paragraph."""
        first: Bools = self.positions == self.tokens.paragraph_ptr[self.tokens.paragraphs[self.positions]]
        return first

    @property
    def governs(self) -> Bools:
        """Whether a finite verb follows, clitics and adverbs between: «Pékin n'a pas réagi»."""
        skipped = np.logical_and.accumulate(self.is_any(self.right[:, :4], _BEFORE_VERB), axis=1).sum(axis=1)
        ahead, inside = self._reach((self.ends + skipped)[:, None])
        verbal = self.is_any(self.right[:, 0], _VERBAL)
        return (self._are(ahead[:, 0], _is_finite) | verbal) & inside[:, 0]

    @property
    def orders(self) -> Bools:
        """Whether *de* and an infinitive follow: (demande à Pékin) «de cesser»."""
        of = self.is_any(self.right[:, 0], _OF)
        ahead, inside = self._reach((self.ends + 1)[:, None])
        return of & inside[:, 0] & self._are(ahead[:, 0], _is_infinitive)

    @property
    def follows_verb(self) -> Bools:
        """Whether the name stands right behind a verb: «estime Pékin», «a déclaré Moscou»."""
        ahead, inside = self._reach(self.positions[:, None] - 1 - np.arange(2))
        compound = self._are(ahead[:, 0], _is_participle) & self._are(ahead[:, 1], _is_avoir) & inside[:, 1]
        return (self._are(ahead[:, 0], _is_finite) | compound) & inside[:, 0]

    def _are(self, ahead: Ints, test: Callable[[str, str], bool]) -> Bools:
        vocabulary = self.tokens.vocabulary
        ids, rows = np.unique(self.tokens.ids[ahead], return_inverse=True)
        lower, lemmas = vocabulary.lower, vocabulary.lemmas
        found: Bools = np.array([test(lower[i], lemmas[i]) for i in ids.tolist()], dtype=bool)[rows]
        return found


@lru_cache(maxsize=1)
def _tools() -> frozenset[str]:
    return load_stop_words().forms | load_stop_words().lemmas


def _within(tokens: Tokens, positions: Ints, ahead: Ints) -> tuple[Ints, Bools]:
    """Positions of tokens, (n_names, n), and whether they lie in the sentence of their name; else they are its own."""
    sentences = tokens.sentences[positions]
    first, last = tokens.sentence_ptr[sentences][:, None], tokens.sentence_ptr[sentences + 1][:, None]
    inside = (ahead >= first) & (ahead < last)
    return np.where(inside, ahead, positions[:, None]), inside


def _is_infinitive(lower: str, lemma: str) -> bool:
    return lower == lemma and lower[-2:] in ("er", "ir", "re")


def _is_finite(lower: str, lemma: str) -> bool:
    if lower in _FINITE:
        return True
    return lower != lemma and lemma[-2:] in ("er", "ir", "re") and lower.endswith(_FINITE_ENDS)


def _is_participle(lower: str, lemma: str) -> bool:
    return lower != lemma and lemma[-2:] in ("er", "ir", "re") and lower.endswith(_PARTICIPLE_ENDS)


def _is_avoir(lower: str, lemma: str) -> bool:
    return lower in _AVOIR
