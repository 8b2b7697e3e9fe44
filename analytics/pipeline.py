"""The whole way from a corpus to a run: composition only, no method."""

from __future__ import annotations

import hashlib
import json
import platform
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics import tables
from analytics.actors.counts import count_actors, join_mentions, name_candidates
from analytics.actors.gazetteer import find_mentions, load_gazetteer
from analytics.actors.names import find_names
from analytics.actors.persons import settle_persons
from analytics.quotations import find_quotations
from analytics.runs import RUN_FORMAT, RUN_VERSION, Run
from analytics.settings import Settings
from analytics.text.partition import PARTITION_SIZE, Partition
from analytics.tone import find_tone, load_lexicon
from analytics.topics.description import describe_topics, no_topics
from analytics.topics.factorization import fit_topics
from analytics.topics.vectorization import TermCounts, count_terms, vectorize

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analytics.corpus import Corpus
    from analytics.topics.description import TopicTables
    from analytics.topics.factorization import TopicModel

    Progress = Callable[[str, int, int], None]  # stage ("reading", "topics"), units done, units in all

_LIBRARIES = ("numpy", "scipy", "scikit-learn", "nltk", "simplemma", "pandas", "pyarrow")


class Reading(NamedTuple):
    """What one partition yields: evidence tables, names to be settled, term counts."""

    n_sentences: pa.Array
    n_tokens: pa.Array
    paragraphs: pa.Table
    hits: pa.Table
    tones: pa.Table
    mentions: pa.Table
    quotations: pa.Table
    names: pa.Table
    terms: TermCounts


def analyse(
    corpus: Corpus,
    *,
    settings: Settings | None = None,
    n_topics: int | None = None,
    progress: Progress | None = None,
) -> Run:
    """Analyse a corpus and return the run.

    The same corpus and settings give the same tables and the same ``run_id``, whatever the order of the articles.
    n_topics : overrides ``settings.topics.n_topics``. progress : told the stage and how much of it is done.
    """
    settings = (settings or Settings()).with_topics(n_topics)
    tell = progress or (lambda _stage, _done, _total: None)
    readings: list[Reading] = []
    for slice_ in corpus.partitions(PARTITION_SIZE):
        tell("reading", len(readings) * PARTITION_SIZE, len(corpus))
        readings.append(read_partition(slice_, settings=settings))
    tell("reading", len(corpus), len(corpus))
    tell("topics", 0, 1)
    arrow = _join_readings(corpus, readings)
    model, topics = _find_topics(corpus, arrow["paragraphs"], readings, settings)
    tell("topics", 1, 1)
    arrow |= topics._asdict()
    arrow |= {name: tables.empty(name) for name in ("relations", "decisions")}
    return Run.of(_manifest(corpus, settings, model, arrow), arrow)


def read_partition(articles: pa.Table, *, settings: Settings) -> Reading:
    """Read some rows of a corpus: pure, so that partitions may be read in any order and process."""
    partition = Partition.of(articles)
    tokens = partition.tokens
    gazetteer = load_gazetteer()
    quotations = find_quotations(partition)
    matches = gazetteer.find(partition)
    tone = find_tone(
        partition,
        quotations.token_quotations,
        in_name=matches.covered(len(tokens)),
        lexicon=load_lexicon(),
        settings=settings.tone,
    )
    rows = np.arange(tokens.n_paragraphs)
    n_tokens = np.bincount(tokens.paragraphs[tokens.is_word], minlength=len(rows))
    n_sentences = np.bincount(tokens.sentence_paragraphs, minlength=len(rows))
    paragraphs = tables.build("paragraphs", {
        **partition.address(rows),
        "kind": np.choose(np.minimum(partition.numbers, 2), ["title", "lead", "body"]).tolist(),
        "text": partition.texts,
        "n_sentences": n_sentences,
        "n_tokens": n_tokens,
    })  # fmt: skip
    return Reading(
        n_sentences=pa.array(np.bincount(partition.articles, weights=n_sentences).astype(np.int32)),
        n_tokens=pa.array(np.bincount(partition.articles, weights=n_tokens).astype(np.int32)),
        paragraphs=paragraphs,
        hits=tone.hits,
        tones=tone.tones,
        mentions=find_mentions(partition, matches, quotations.token_quotations, gazetteer=gazetteer),
        quotations=quotations.table,
        names=find_names(partition, matches, quotations.token_quotations, demonyms=gazetteer.demonyms),
        terms=count_terms(partition),
    )


def _join_readings(corpus: Corpus, readings: list[Reading]) -> dict[str, pa.Table]:
    joined = {
        name: pa.concat_tables([tables.empty(name), *(getattr(r, name) for r in readings)])
        for name in ("paragraphs", "hits", "tones", "mentions", "quotations")
    }
    persons, others = _settle_names(corpus, readings) if readings else (None, None)
    joined["mentions"] = join_mentions(
        joined["mentions"], persons, article_ids=corpus.articles["article_id"].to_pylist()
    )
    joined["actors"] = count_actors(joined["mentions"], persons, gazetteer=load_gazetteer())
    joined["candidates"] = name_candidates(others)
    joined["rejected"] = corpus.rejected
    described = corpus.articles.drop_columns(["paragraphs"])
    columns = {name: described[name] for name in described.column_names}
    joined["articles"] = tables.build("articles", {
        **columns,
        "n_paragraphs": pc.list_value_length(corpus.articles["paragraphs"]),
        "n_sentences": pa.chunked_array([r.n_sentences for r in readings], pa.int32()),
        "n_tokens": pa.chunked_array([r.n_tokens for r in readings], pa.int32()),
    })  # fmt: skip
    return joined


def _settle_names(corpus: Corpus, readings: list[Reading]) -> tuple[pd.DataFrame, pd.DataFrame]:
    n_articles = np.array([len(r.n_tokens) for r in readings])
    names: pd.DataFrame = pa.concat_tables([r.names for r in readings]).to_pandas()
    names["article"] += np.repeat(np.cumsum(n_articles) - n_articles, [r.names.num_rows for r in readings])
    article_ids = corpus.articles["article_id"].to_pandas()
    persons, others = (
        found.assign(article_id=article_ids.take(found["article"]).array) for found in settle_persons(names)
    )
    return persons, others


def _find_topics(
    corpus: Corpus, paragraphs: pa.Table, readings: list[Reading], settings: Settings
) -> tuple[TopicModel | None, TopicTables]:
    if not readings:
        return None, no_topics()
    lengths = pc.list_value_length(corpus.articles["paragraphs"]).to_numpy() + 1
    document_terms = vectorize([r.terms for r in readings], paragraphs["text"].to_pylist(), settings=settings.topics)
    model = fit_topics(document_terms, np.repeat(np.arange(len(corpus)), lengths), settings=settings.topics)
    if model is None:
        return None, no_topics()
    addresses = {name: paragraphs[name].combine_chunks() for name in ("article_id", "paragraph")}
    return model, describe_topics(
        model, article_ids=corpus.articles["article_id"].combine_chunks(), paragraphs=addresses
    )


def _manifest(
    corpus: Corpus, settings: Settings, model: TopicModel | None, arrow: dict[str, pa.Table]
) -> dict[str, Any]:
    inputs = {
        "fingerprint": corpus.fingerprint,
        "rejected": corpus.rejected_fingerprint,
        "settings": settings.as_dict(),
        "resources": resource_hashes(),
        "versions": {"vigie": version("vigie"), **{name: version(name) for name in _LIBRARIES}},
    }
    identity = hashlib.blake2b(json.dumps(inputs, sort_keys=True).encode(), digest_size=6).hexdigest()
    topics: dict[str, Any] = {"n_asked": settings.topics.n_topics, "n_topics": 0, "unit": None}
    if model is not None:
        topics |= {
            "n_topics": model.n_topics, "unit": model.unit, "error": round(model.error, 6), "n_iter": model.n_iter,
            "converged": model.converged,
        }  # fmt: skip
    return {
        "format": RUN_FORMAT,
        "version": RUN_VERSION,
        "run_id": identity,
        **inputs,
        "python": platform.python_version(),
        "topics": topics,
        "tables": {name: {"rows": arrow[name].num_rows} for name in tables.TABLES},
    }


def resource_hashes() -> dict[str, str]:
    """Return the hash of each bundled word list."""
    lists = sorted((f for f in files("analytics.resources").iterdir() if f.name.endswith(".tsv")), key=lambda f: f.name)
    return {f.name: hashlib.blake2b(f.read_bytes(), digest_size=8).hexdigest() for f in lists}


def run_id_of(corpus: Corpus, settings: Settings) -> str:
    """Return the ``run_id`` an analysis would have, without doing it."""
    empty = {name: tables.empty(name) for name in tables.TABLES}
    return str(_manifest(corpus, settings, None, empty)["run_id"])
