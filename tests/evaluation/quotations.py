"""Direct speech on six texts of novels: ``python -m tests.evaluation.quotations [--errors]``.

A line of a novel is a paragraph. Precision, recall and F1 are over words, signs apart: a word is speech when it lies
in a span of the gold annotation. Whether an inserted clause belongs to the speech varies from text to text in the
gold; with us it never does. Of *Mademoiselle Fifi*, stories told between marks that open again at each paragraph are
no speech in the gold annotation; in the press they would be quoted words, and with us they are: hence its precision.
The texts (deezer/aads_french, dev) are no part of the project.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.corpus import Article, Corpus
from analytics.quotations import find_quotations
from analytics.text.partition import Partition
from analytics.voices import QUOTED
from tests.conftest import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

NOVELS = SHARED / "data" / "direct_speech_novels" / "dev.jsonl"
FLOOR = 0.92


class Score(NamedTuple):
    """Words of a text that are speech in the gold annotation, in ours, and in both."""

    n_gold: int
    n_found: int
    n_both: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.n_both / (self.n_gold + self.n_found)


class Words(NamedTuple):
    """Words of a text: their offsets, and whether each is speech in the gold annotation and in ours, all (n_words,)."""

    text: str
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    gold: NDArray[np.bool_]
    found: NDArray[np.bool_]

    @property
    def score(self) -> Score:
        """Count the words."""
        return Score(int(self.gold.sum()), int(self.found.sum()), int((self.gold & self.found).sum()))


def read_novels() -> dict[str, Words]:
    """Read each text as an article without a title."""
    rows = [json.loads(line) for line in NOVELS.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: _words(row["text"], row["speech"]) for row in rows}


def _words(text: str, speech: list[list[int]]) -> Words:
    lines = text.split("\n")
    article = Article("", tuple(lines))
    partition = Partition.of(Corpus.of([article]).articles)
    # Spaces are settled on reading, and lines without text are no paragraphs: offsets are found again word by word.
    tokens = partition.tokens
    rows = np.flatnonzero(tokens.is_word)
    starts, position = [], 0
    forms = tokens.vocabulary.forms
    for i in tokens.ids[rows].tolist():
        position = text.index(forms[i], position)
        starts.append(position)
        position += len(forms[i])
    begins = np.array(starts)
    ends = begins + [len(forms[i]) for i in tokens.ids[rows].tolist()]
    is_speech = np.zeros(len(text) + 1, dtype=bool)
    for first, last in speech:
        is_speech[first:last] = True
    return Words(text, begins, ends, is_speech[begins], find_quotations(partition).voices.codes[rows] == QUOTED)


def total(scores: list[Score]) -> Score:
    """Add counts up."""
    return Score(*(sum(column) for column in zip(*scores, strict=True)))


def errors(words: Words) -> Iterator[str]:
    """Yield stretches of words that are speech only in ours (+) or only in the gold annotation (-)."""
    wrong = words.found.astype(int) - words.gold
    edges = np.flatnonzero(np.diff(wrong, prepend=0, append=0))
    for first, last in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if wrong[first]:
            a, b = words.starts[first], words.ends[last - 1]
            before, after = words.text[max(0, a - 50) : a], words.text[b : b + 30]
            yield f"{'+' if wrong[first] > 0 else '-'}{last - first:5} {before!r} [{words.text[a:b][:300]!r}] {after!r}"


def main() -> None:
    """Print the figures of each text and of all."""
    novels = read_novels()
    scores = {name: words.score for name, words in novels.items()}
    scores["all"] = total(list(scores.values()))
    print(f"{'':36}{'precision':>10}{'recall':>10}{'F1':>10}{'gold':>8}")
    for name, score in scores.items():
        precision, recall = score.n_both / max(score.n_found, 1), score.n_both / score.n_gold
        print(f"{name:36}{precision:10.4f}{recall:10.4f}{score.f1:10.4f}{score.n_gold:8}")
        if "--errors" in sys.argv and name in novels:
            print("\n".join(errors(novels[name])))


if __name__ == "__main__":
    main()
