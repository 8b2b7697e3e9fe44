"""One pinned run of the bundled corpus. A change that moves a figure shows here; `make golden` pins it anew."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics import actor_figures, aggregation
from analytics.relation_figures import relation_matrix

HERE = Path(__file__).parent


def topics(run):
    shares = aggregation.topic_shares(run)
    terms = [", ".join(aggregation.topic_terms(run, topic, n_terms=8)["surface"]) for topic in shares["topic"]]
    return shares.assign(share=shares["share"].round(2), terms=terms)[["label", "share", "n_articles", "terms"]]


def actors(run):
    counts = actor_figures.actor_counts(run)
    return counts[["actor_id", "name_fr", "kind", "role", "n_mentions", "n_articles", "n_quoted"]]


def tone(run):
    frame = aggregation.tone_by_article(run)
    return frame.assign(sum_valence=frame["sum_valence"].round(3))[
        ["title", "n_tokens", "n_hits", "n_negative", "sum_valence"]
    ]


def counts(run):
    return pd.DataFrame(
        [{"table": name, "rows": len(frame)} for name, frame in run.tables.items() if "topics" not in name]
    )


def relations(run):
    matrix = relation_matrix(run)
    return matrix.assign(strength=matrix["strength"].round(3))[["source_id", "target_id", "n", "n_unreal", "strength"]]


@pytest.mark.parametrize("make", [topics, actors, tone, relations, counts], ids=lambda make: make.__name__)
def test_the_bundled_corpus_gives_what_was_pinned(run, make, request):
    path = HERE / f"{make.__name__}.csv"
    found = make(run)
    if request.config.getoption("--golden-update"):
        found.to_csv(path, index=False)
    expected = pd.read_csv(path)
    pd.testing.assert_frame_equal(pd.read_csv(_as_csv(found)), expected)


def _as_csv(frame):
    import io

    return io.StringIO(frame.to_csv(index=False))
