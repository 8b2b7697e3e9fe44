"""The whole way from a corpus to a run: composition only, no method."""

from __future__ import annotations

import hashlib
import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics import tables
from analytics.actors.counts import count_actors, join_mentions, name_candidates
from analytics.actors.gazetteer import load_gazetteer
from analytics.actors.persons import person_genders, settle_persons
from analytics.quotations.linking import link_speakers
from analytics.reading import identity_of, resource_hashes
from analytics.readings import read_articles
from analytics.relations.linking import link_relations
from analytics.runs import RUN_FORMAT, RUN_VERSION, Run
from analytics.settings import Settings
from analytics.text.partition import paragraph_texts
from analytics.text.stop_words import load_stop_words
from analytics.tone.lexicon import lexicon_hashes
from analytics.topics.description import describe_topics, no_topics
from analytics.topics.factorization import fit_topics
from analytics.topics.vectorization import TermCounter

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from analytics.corpus import Corpus
    from analytics.readings import Kept
    from analytics.topics.description import TopicTables
    from analytics.topics.factorization import TopicModel
    from analytics.topics.vectorization import DocumentTerms

    Progress = Callable[[str, int, int], None]  # stage ("reading", "topics"), units done, units in all

_LIBRARIES = ("numpy", "scipy", "scikit-learn", "nltk", "simplemma", "pandas", "pyarrow")


def analyse(
    corpus: Corpus,
    *,
    settings: Settings | None = None,
    n_topics: int | None = None,
    readings: Path | str | None = None,
    processes: int = 1,
    progress: Progress | None = None,
) -> Run:
    """Analyse a corpus and return the run.

    The same corpus and settings give the same tables and the same ``run_id``, whatever the order of the articles, the
    number of processes, and what had been read before.

    n_topics : overrides ``settings.topics.n_topics``. readings : folder where readings are kept, so that the next
    analysis reads only what is new. processes : how many read at once. progress : told the stage and how much of it is
    done.
    """
    settings = (settings or Settings()).with_topics(n_topics)
    tell = progress or (lambda _stage, _done, _total: None)
    kept, document_terms = read_texts(
        corpus, settings=settings, readings=Path(readings) if readings else None, processes=processes,
        progress=lambda n: tell("reading", n, len(corpus)),
    )  # fmt: skip
    tell("topics", 0, 1)
    arrow = _join_readings(corpus, kept)
    model, topics = _find_topics(corpus, arrow["paragraphs"], document_terms, settings)
    tell("topics", 1, 1)
    arrow |= topics._asdict()
    arrow |= {name: tables.empty(name) for name in ("decisions",)}
    return Run.of(_manifest(corpus, settings, model, arrow), arrow)


def read_texts(
    corpus: Corpus,
    *,
    settings: Settings,
    readings: Path | None = None,
    processes: int = 1,
    progress: Callable[[int], None] = lambda _n: None,
) -> tuple[list[Kept], DocumentTerms]:
    """Read what is not read yet, counting terms as readings come."""
    counter = TermCounter(
        load_stop_words().changed(add=settings.topics.add_stop_words, remove=settings.topics.remove_stop_words)
    )
    lengths = _n_paragraphs(corpus)
    first = np.cumsum(lengths) - lengths
    kept = []
    for part in read_articles(corpus, settings=settings, folder=readings, processes=processes, progress=progress):
        paragraphs = part.reading.paragraphs
        rows = part.rows[paragraphs["article"].to_numpy()]
        there = rows >= 0  # an article read before may have left the corpus
        stream = part.reading.stream if there.all() else part.reading.stream.of_paragraphs(there)
        counter.add(stream, np.where(there, first[rows] + paragraphs["paragraph"].to_numpy(), -1))
        kept.append(part)
    return kept, counter.document_terms(int(lengths.sum()), settings=settings.topics)


def _n_paragraphs(corpus: Corpus) -> NDArray[np.int64]:
    """Paragraphs of each article, titles included."""
    lengths: NDArray[np.int64] = pc.list_value_length(corpus.articles["paragraphs"]).to_numpy().astype(np.int64) + 1
    return lengths


def _join_readings(corpus: Corpus, kept: list[Kept]) -> dict[str, pa.Table]:
    ids = corpus.articles["article_id"].combine_chunks()
    joined = {name: _joined(kept, name) for name in ("hits", "tones", "quotations")}
    persons, others = settle_persons(_joined(kept, "names").to_pandas())
    joined["mentions"] = join_mentions(_joined(kept, "mentions"), persons)
    joined["candidates"] = name_candidates(others, joined["mentions"])
    joined["quotations"] = link_speakers(joined["quotations"], joined["mentions"], genders=person_genders(persons))
    joined["relations"] = link_relations(_joined(kept, "relations"), joined["mentions"])
    joined = {name: tables.address(name, table, ids) for name, table in joined.items()}
    joined["actors"] = count_actors(joined["mentions"], persons, gazetteer=load_gazetteer())
    joined["rejected"] = corpus.rejected
    paragraphs = _joined(kept, "paragraphs")
    columns = {name: paragraphs[name] for name in paragraphs.column_names}
    joined["paragraphs"] = tables.address(
        "paragraphs", tables.build("paragraphs", {**columns, "text": paragraph_texts(corpus.articles)[0]}), ids
    )
    described = corpus.articles.drop_columns(["paragraphs"])
    read = pa.concat_tables([k.reading.articles.append_column("article", pa.array(k.rows)) for k in kept])
    read = read.filter(pc.greater_equal(read["article"], 0)).sort_by("article")
    joined["articles"] = tables.build("articles", {
        **{name: described[name] for name in described.column_names},
        "n_paragraphs": _n_paragraphs(corpus) - 1,
        **{name: read[name] for name in ("n_sentences", "n_tokens", "agency")},
    })  # fmt: skip
    return joined


def _joined(kept: list[Kept], name: str) -> pa.Table:
    """Join one table of the readings in corpus order; ``article`` becomes the row in the corpus."""
    parts = []
    for reading, rows in kept:
        table = getattr(reading, name)
        article = rows[table["article"].to_numpy()].astype(np.int32)
        table = table.set_column(0, tables.ARTICLE_ROW, pa.array(article))
        parts.append(table.filter(pa.array(article >= 0)) if (article < 0).any() else table)
    joined = pa.concat_tables(parts).combine_chunks()
    article = joined["article"].to_numpy()
    in_order = bool((np.diff(article) >= 0).all())
    return joined if in_order else joined.take(pa.array(np.argsort(article, kind="stable")))


def _find_topics(
    corpus: Corpus, paragraphs: pa.Table, document_terms: DocumentTerms, settings: Settings
) -> tuple[TopicModel | None, TopicTables]:
    articles = np.repeat(np.arange(len(corpus)), _n_paragraphs(corpus))
    model = fit_topics(document_terms, articles, settings=settings.topics)
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
        "settings": identity_of(settings),
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
        "settings": settings.as_dict(),
        "lexicons": dict(zip(settings.tone.lexicons, lexicon_hashes(settings.tone.lexicons), strict=True)),
        "python": platform.python_version(),
        "topics": topics,
        "tables": {name: {"rows": arrow[name].num_rows} for name in tables.TABLES},
    }


def run_id_of(corpus: Corpus, settings: Settings) -> str:
    """Return the ``run_id`` an analysis would have, without doing it."""
    empty = {name: tables.empty(name) for name in tables.TABLES}
    return str(_manifest(corpus, settings, None, empty)["run_id"])
