"""Speed and memory of the whole analysis beside scikit-learn's TfidfVectorizer alone, on the same texts, in one run.

    python -m tests.benchmarks.pipeline [--articles 2000] [--repeat 3]

Texts are recombined from the bundled corpus and, where it is there, from real articles in ../shared/data, with new
names and numbers in each so that the vocabulary grows as it does in life. Every measurement is a process of its own;
the contenders take turns, so that a slow moment of the machine hits all of them. Printed: minimum and median.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import random
import resource
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "masakhanews_fra" / "train_50_per_label.tsv"
WORDS_PER_ARTICLE = 400


def make_texts(n_articles: int) -> list[list[str]]:
    """Return articles as lists of paragraphs of about 400 words in all, always the same ones."""
    from analytics.readers import read_corpus

    paragraphs = [p for article in read_corpus(ROOT / "corpora") for p in article.paragraphs]
    if REAL.is_file():
        with REAL.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
        words = [row["text"].split() for row in rows]
        paragraphs += [" ".join(w[i : i + 80]) for w in words for i in range(0, len(w), 80)]
    chance = random.Random(0)
    articles = []
    for _ in range(n_articles):
        article: list[str] = []
        while sum(len(p.split()) for p in article) < WORDS_PER_ARTICLE:
            name = "".join(chance.choices("bcdfglmnprstv", k=3)) + "".join(chance.choices("aeiou", k=2))
            article.append(f"{chance.choice(paragraphs)} {name.capitalize()} {chance.randint(100, 99_999)}.")
        articles.append(article)
    return articles


def tfidf_alone(articles: list[list[str]]) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    TfidfVectorizer().fit_transform([" ".join(article) for article in articles])


def vigie_reading(articles: list[list[str]]) -> None:
    from analytics.pipeline import read_partition
    from analytics.settings import Settings
    from analytics.text.partition import PARTITION_SIZE

    corpus = _corpus(articles)
    for part in corpus.partitions(PARTITION_SIZE):
        read_partition(part, settings=Settings())


def vigie_whole(articles: list[list[str]]) -> None:
    from analytics.pipeline import analyse

    analyse(_corpus(articles))


def _corpus(articles: list[list[str]]):
    from analytics.corpus import Article, Corpus

    return Corpus.of(Article(article[0][:60], tuple(article)) for article in articles)


CONTENDERS: dict[str, Callable[[list[list[str]]], None]] = {
    "TfidfVectorizer alone": tfidf_alone,
    "vigie, reading (tokens, tone, actors, quotations, terms)": vigie_reading,
    "vigie, whole analysis": vigie_whole,
}


def measure(name: str, articles: list[list[str]], pipe) -> None:
    CONTENDERS[name](articles[:20])  # imports and lists are loaded before the clock starts
    began = time.perf_counter()
    CONTENDERS[name](articles)
    seconds = time.perf_counter() - began
    pipe.send((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    articles = make_texts(options.articles)
    n_words = sum(len(p.split()) for article in articles for p in article)
    print(f"{len(articles)} articles, {n_words / len(articles):.0f} words each, real articles: {REAL.is_file()}")
    context = multiprocessing.get_context("spawn")
    results: dict[str, list[tuple[float, float]]] = {name: [] for name in CONTENDERS}
    for _ in range(options.repeat):
        for name in CONTENDERS:
            receiver, sender = context.Pipe(duplex=False)
            child = context.Process(target=measure, args=(name, articles, sender))
            child.start()
            results[name].append(receiver.recv())
            child.join()
    base = min(seconds for seconds, _ in results["TfidfVectorizer alone"])
    print(f"{'':58} {'articles/s':>10} {'median':>8} {'ratio':>6} {'peak MB':>8}")
    for name, runs in results.items():
        seconds = [s for s, _ in runs]
        rates = len(articles) / min(seconds), len(articles) / statistics.median(seconds)
        print(f"{name:58} {rates[0]:10.0f} {rates[1]:8.0f} {base / min(seconds):6.2f} {max(m for _, m in runs):8.0f}")


if __name__ == "__main__":
    sys.exit(main())
