"""Charts of a run: a table of `analytics.aggregation` in, an Altair chart out; the same for screen, image and CSV.

`CATALOGUE` names every chart as the command line does. A chart of one article or one topic is drawn for each that is
asked for (`draw`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from analytics import aggregation
from analytics.charts.actors import actor_mentions, actors_by_part, actors_over_time
from analytics.charts.corpus import articles_over_time
from analytics.charts.relations import co_mentioned, relations, said_about
from analytics.charts.tone import (
    tone_by_actor,
    tone_by_outlet,
    tone_by_paragraph,
    tone_by_speaker,
    tone_by_topic,
    tone_by_voice,
    tone_over_time,
)
from analytics.charts.topics import topic_shares, topic_terms, topics_over_time
from analytics.charts.validation import tone_confusion, tone_shares

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd

    from analytics.charts.theme import Figure
    from analytics.messages import Language
    from analytics.runs import Run

__all__ = [
    "CATALOGUE", "Drawn", "actor_mentions", "actors_by_part", "actors_over_time", "articles_over_time", "chart_table",
    "co_mentioned", "draw", "relations", "said_about", "tone_by_actor", "tone_by_outlet", "tone_by_paragraph",
    "tone_by_speaker", "tone_by_topic", "tone_by_voice", "tone_confusion", "tone_over_time", "tone_shares",
    "topic_shares", "topic_terms", "topics_over_time",
]  # fmt: skip


class Entry(NamedTuple):
    """A chart of the catalogue; ``per`` says of what it is drawn."""

    chart: Callable[..., Figure]
    per: Literal["run", "topic", "article", "validation"]


class Drawn(NamedTuple):
    """A chart with the name its files get."""

    name: str
    chart: Figure


CATALOGUE = {
    "articles-over-time": Entry(articles_over_time, "run"),
    "topic-shares": Entry(topic_shares, "run"),
    "topics-over-time": Entry(topics_over_time, "run"),
    "topic-terms": Entry(topic_terms, "topic"),
    "actor-mentions": Entry(actor_mentions, "run"),
    "actors-over-time": Entry(actors_over_time, "run"),
    "actors-by-outlet": Entry(actors_by_part, "run"),
    "relations": Entry(relations, "run"),
    "co-mentions": Entry(co_mentioned, "run"),
    "said-of": Entry(said_about, "run"),
    "tone-over-time": Entry(tone_over_time, "run"),
    "tone-by-voice": Entry(tone_by_voice, "run"),
    "tone-by-outlet": Entry(tone_by_outlet, "run"),
    "tone-by-topic": Entry(tone_by_topic, "run"),
    "tone-by-actor": Entry(tone_by_actor, "run"),
    "tone-by-speaker": Entry(tone_by_speaker, "run"),
    "tone-by-paragraph": Entry(tone_by_paragraph, "article"),
    "tone-confusion": Entry(tone_confusion, "validation"),
    "tone-shares": Entry(tone_shares, "validation"),
}


def draw(
    run: Run, names: Sequence[str] = (), *, articles: Sequence[str] = (), lang: Language = "fr"
) -> Iterator[Drawn]:
    """Draw charts of the catalogue, by default all: those of topics for each topic, of articles for each asked for.

    Without articles, the one with the most lexicon words stands for all; charts of a validation are left out of all of
    them where the run has none. Raises KeyError for a name not in it.
    """
    for name in names or CATALOGUE:
        entry = CATALOGUE[name]
        if entry.per == "run" or (entry.per == "validation" and (names or run.validation)):
            yield Drawn(name, entry.chart(run, lang=lang))
        elif entry.per == "topic":
            for topic in run.tables["topics"]["topic"]:
                yield Drawn(f"{name}-{topic + 1:02d}", entry.chart(run, topic, lang=lang))
        elif entry.per == "article":
            for article_id in articles or aggregation.most_toned(run):
                yield Drawn(f"{name}-{article_id}", entry.chart(run, article_id, lang=lang))


def chart_table(chart: Any) -> pd.DataFrame:  # noqa: ANN401
    """Return the table a chart draws; an empty one for a chart that says there is nothing to draw."""
    import pandas as pd

    return chart.data if isinstance(chart.data, pd.DataFrame) else pd.DataFrame()
