"""Topics in words and numbers: terms that set them apart, labels, shares of articles and paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from analytics import tables
from analytics.topics.factorization import shares_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analytics.topics.factorization import TopicModel

N_TERMS = 25  # terms kept for each topic
N_LABEL_TERMS = 3


class TopicTables(NamedTuple):
    """The four tables of topics."""

    topics: pa.Table
    topic_terms: pa.Table
    article_topics: pa.Table
    paragraph_topics: pa.Table


def no_topics() -> TopicTables:
    """Return the empty tables of a corpus too small for topics."""
    return TopicTables(*map(tables.empty, TopicTables._fields))


def describe_topics(model: TopicModel, *, article_ids: pa.Array, paragraphs: Mapping[str, object]) -> TopicTables:
    """Describe a fitted model.

    article_ids : (n_articles,). paragraphs : the address columns of its paragraphs, in the order of the fit.
    Terms are ranked by weight times distinctiveness, so that a label says what sets a topic apart from the others.
    """
    weights = model.H.astype(np.float64)
    within = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-12)
    distinct = within / np.maximum(within.sum(axis=0, keepdims=True), 1e-12)
    ranked = np.argsort(-within * distinct, axis=1, kind="stable")[:, :N_TERMS]
    shares = shares_of(model.article_weights)
    main = np.where(shares.sum(axis=1) > 0, shares.argmax(axis=1), -1)
    numbers = np.arange(model.n_topics)
    topics = tables.build("topics", {
        "topic": numbers,
        "label": _labels([[model.surfaces[i] for i in row] for row in ranked]),
        "prevalence": shares.mean(axis=0),
        "n_articles": np.bincount(main[main >= 0], minlength=model.n_topics),
        "exclusivity": np.take_along_axis(distinct, ranked[:, :10], axis=1).mean(axis=1),
    })  # fmt: skip
    topic, rank = np.nonzero(np.take_along_axis(within, ranked, axis=1) > 0)
    term = ranked[topic, rank]
    topic_terms = tables.build("topic_terms", {
        "topic": topic,
        "rank": rank + 1,
        "term": [model.terms[i] for i in term],
        "surface": [model.surfaces[i] for i in term],
        "weight": within[topic, term],
        "distinctiveness": np.minimum(distinct[topic, term], 1.0),
    })  # fmt: skip
    return TopicTables(
        topics,
        topic_terms,
        _weight_table("article_topics", model.article_weights, {"article_id": article_ids}),
        _weight_table("paragraph_topics", model.paragraph_weights, paragraphs),
    )


def _weight_table(name: str, weights: NDArray[np.float32], addresses: Mapping[str, object]) -> pa.Table:
    """One row per unit and topic with weight above 0."""
    row, topic = np.nonzero(weights > 0)
    columns = {key: pa.array(values).take(pa.array(row)) for key, values in addresses.items()}
    return tables.build(
        name,
        {
            **columns,
            "topic": topic,
            "weight": weights[row, topic],
            "share": np.minimum(shares_of(weights)[row, topic], 1.0),
        },
    )


def _labels(surfaces: list[list[str]]) -> list[str]:
    """Labels that differ: topics that share theirs are told apart by their number."""
    labels = [_label(terms) for terms in surfaces]
    return [f"{label} ({i + 1})" if labels.count(label) > 1 else label for i, label in enumerate(labels)]


def _label(surfaces: list[str]) -> str:
    """Three terms, none of which only repeats another («Corée», «Corée du Nord»)."""
    chosen: list[str] = []
    for surface in surfaces:
        words = set(surface.lower().split())
        if not any(words <= set(c.lower().split()) or words >= set(c.lower().split()) for c in chosen):
            chosen.append(surface)
        if len(chosen) == N_LABEL_TERMS:
            break
    return ", ".join(chosen)
