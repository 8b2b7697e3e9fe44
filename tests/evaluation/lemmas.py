"""Lemmas of types against two treebanks, and their speed: ``python -m tests.evaluation.lemmas [--errors POS]``.

Only tokens count whose gold token has the very span of a token of ours; contractions (du = de + le) are skipped.
The treebanks are not part of the project: UD French GSD and Sequoia (dev), CoNLL-U, in ``ud_french`` of the shared data.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tests.conftest import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

POS = ("NOUN", "ADJ", "VERB")
TREEBANKS = {
    "GSD": SHARED / "data" / "ud_french" / "fr_gsd-ud-dev.conllu",
    "Sequoia": SHARED / "data" / "ud_french" / "fr_sequoia-ud-dev.conllu",
}


class Gold(NamedTuple):
    """A token of a treebank with its lemma in lower case."""

    form: str
    lemma: str
    pos: str


def read_gold(path: Path) -> list[Gold]:
    """Return the nouns, adjectives and verbs of a CoNLL-U file that are tokens of ours."""
    gold: list[Gold] = []
    for text, words in _sentences(path):
        ours = _spans(text)
        position = 0
        for form, lemma, pos in words:
            position = text.index(form, position)
            span = (position, position + len(form))
            position = span[1]
            if pos in POS and span in ours:
                gold.append(Gold(form, lemma.lower(), pos))
    return gold


def _sentences(path: Path) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield text and surface words (form, lemma, part of speech); a contraction is one word without a lemma."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        text = next(line[9:] for line in lines if line.startswith("# text = "))
        words, last_of_range = [], 0
        for cells in (line.split("\t") for line in lines if not line.startswith("#")):
            if "-" in cells[0]:
                last_of_range = int(cells[0].split("-")[1])
                words.append((cells[1], "", ""))
            elif cells[0].isdigit() and int(cells[0]) > last_of_range:
                words.append((cells[1], cells[2], cells[3]))
        yield text, words


def _spans(text: str) -> set[tuple[int, int]]:
    from analytics.text.tokenization import tokenize

    tokens = tokenize([text])
    return set(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))


def accuracy(gold: Sequence[Gold], lemmatize: Callable[[Sequence[str]], list[str]]) -> dict[str, float]:
    """Share of tokens whose lemma is the gold one, by part of speech."""
    found = lemmatize([token.form for token in gold])
    right: Counter[str] = Counter()
    for token, lemma in zip(gold, found, strict=True):
        right[token.pos] += lemma == token.lemma
    total = Counter(token.pos for token in gold)
    return {pos: right[pos] / total[pos] for pos in POS}


def ceiling(gold: Sequence[Gold]) -> dict[str, float]:
    """Accuracy of the best lemmatiser without context: each form gets its most frequent gold lemma."""
    lemmas: dict[str, Counter[str]] = defaultdict(Counter)
    for token in gold:
        lemmas[token.form.lower()][token.lemma] += 1
    best = {form: counts.most_common(1)[0][0] for form, counts in lemmas.items()}
    return accuracy(gold, lambda forms: [best[form.lower()] for form in forms])
