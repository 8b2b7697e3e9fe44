"""Real sentences to recombine, and how fast the vocabulary of real press grows.

The bundled corpora and, where it is there, ../shared/data/masakhanews_fra (its text is measured, never kept).
"""

from __future__ import annotations

import csv
import math
import random
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data" / "masakhanews_fra"
TYPE = re.compile(r"\b\w\w+\b")  # what TfidfVectorizer counts, so that the count favours no tokenizer of ours
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀÂÉÈÊÎÔŒÇ«\"“])")
_SHORTEST, _LONGEST = 4, 40  # words of a sentence: page furniture below, failed splits above
_STEPS = 5  # points of the curve, a factor of the square root of two apart, that the law is fitted on


class Heaps(NamedTuple):
    """Growth of the vocabulary: the real curve as far as it goes, then V(n) = K n^beta through its last point.

    points : (tokens, types), growing. beta : fitted on the last factor of four.
    """

    points: list[tuple[float, float]]
    beta: float

    def types(self, n_tokens: float) -> float:
        """Return the number of types expected after so many tokens."""
        left = self.points[0]
        for right in self.points:
            if n_tokens <= right[0]:
                break
            left = right
        else:
            return left[1] * (n_tokens / left[0]) ** self.beta
        if left == right:
            return right[1] * n_tokens / right[0]
        slope = log_slope([left, right])
        return left[1] * (n_tokens / left[0]) ** slope


class Real(NamedTuple):
    """Titles and sentences, the growth of their vocabulary, and a line that says where they are from."""

    titles: list[str]
    sentences: list[str]
    heaps: Heaps
    origin: str


def log_slope(points: list[tuple[float, float]]) -> float:
    """Return the exponent b of y = a x^b, by least squares on the logarithms."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x, mean_y = (sum(column) / len(logs) for column in zip(*logs, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)


def read_real() -> Real:
    """Read what there is; a missing folder is said in ``origin``."""
    bundled, shared = _bundled(), _masakhanews()
    articles = bundled + shared
    split = [sentence for _, *body in articles for paragraph in body for sentence in _SENTENCE_END.split(paragraph)]
    sentences = [s for s in split if _SHORTEST <= len(s.split()) <= _LONGEST]
    origin = f"{len(bundled)} articles of corpora/ and " + (
        f"{len(shared)} of masakhanews_fra" if shared else "none of masakhanews_fra (not here)"
    )
    return Real([title for title, *_ in articles if title], sentences, measure_heaps(articles), origin)


def measure_heaps(articles: list[list[str]], *, n_orders: int = 5) -> Heaps:
    """Count types against tokens, articles in several random orders, and fit Heaps' law on the end of the curve."""
    words = [[w for text in article for w in TYPE.findall(text.lower())] for article in articles]
    n_tokens = sum(map(len, words))
    marks = sorted(int(n_tokens / 2 ** (k / 2)) for k in range(int(2 * math.log2(n_tokens / 100))))
    totals = [0] * len(marks)
    for seed in range(n_orders):
        random.Random(seed).shuffle(words)
        stream = [w for article in words for w in article]
        seen: set[str] = set()
        begin = 0
        for i, mark in enumerate(marks):
            seen.update(stream[begin:mark])
            totals[i] += len(seen)
            begin = mark
    points = [(float(mark), total / n_orders) for mark, total in zip(marks, totals, strict=True)]
    beta = log_slope(points[-_STEPS:])
    return Heaps(points, min(0.6, max(0.5, beta)))  # a small corpus alone gives more: it is still in its steep part


def _bundled() -> list[list[str]]:
    from analytics.readers import read_corpus

    return [[_clean(text) for text in (a.title, *a.paragraphs)] for a in read_corpus(ROOT / "corpora")]


def _masakhanews() -> list[list[str]]:
    articles = []
    for path in sorted(SHARED.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            articles += [[_clean(row["headline"]), _clean(row["text"])] for row in rows]
    return articles


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
