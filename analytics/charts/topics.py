"""Charts of topics: how much room each takes, what sets it apart, when it is in the news."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from analytics import aggregation
from analytics.charts.theme import ACCENT, WIDTH, cut, empty_chart, finish, period_axis, period_tooltip
from analytics.messages import message

if TYPE_CHECKING:
    from analytics.charts.theme import Figure
    from analytics.messages import Language
    from analytics.runs import Run


def topic_shares(run: Run, *, lang: Language = "fr") -> Figure:
    """Bars: mean share of each topic over the articles, the largest first."""
    frame = aggregation.topic_shares(run)
    if frame.empty:
        return empty_chart(run, "topic_shares", lang)
    chart = (
        alt.Chart(frame, width=WIDTH, height=alt.Step(26))
        .mark_bar(cornerRadiusEnd=2, height=17)
        .encode(
            x=alt.X("share:Q", title=message("axis.topic_share", lang), axis=alt.Axis(format="%", tickCount=6)),
            y=alt.Y("label:N", sort=frame["label"].tolist(), title=None),
            tooltip=[
                alt.Tooltip("label:N", title=message("axis.topic", lang)),
                alt.Tooltip("share:Q", format=".1%", title=message("axis.share", lang)),
                alt.Tooltip("n_articles:Q", title=message("axis.main_topic_articles", lang)),
            ],
        )
    )
    first = frame.iloc[0]
    return finish(chart, run, "topic_shares", lang, n=len(frame), first=first["label"], share=100 * first["share"])


def topic_terms(run: Run, topic: int, *, lang: Language = "fr", n_terms: int = 12) -> Figure:
    """Bars: the terms that weigh most in a topic, by weight; deeper colour, more distinctive."""
    frame = aggregation.topic_terms(run, topic, n_terms=n_terms).sort_values("weight", ascending=False)
    if frame.empty:
        return empty_chart(run, "topic_terms", lang, topic=topic + 1)
    labels = run.tables["topics"].set_index("topic")["label"]
    chart = (
        alt.Chart(frame, width=WIDTH, height=alt.Step(24))
        .mark_bar(cornerRadiusEnd=2, height=15)
        .encode(
            x=alt.X("weight:Q", title=message("axis.term_weight", lang), axis=alt.Axis(format=".2%", tickCount=6)),
            y=alt.Y("surface:N", sort=frame["surface"].tolist(), title=None),
            color=alt.Color(
                "distinctiveness:Q",
                scale=alt.Scale(domain=[0, 1], range=["#c9d8e6", ACCENT]),
                legend=alt.Legend(title=message("axis.distinctiveness", lang), format="%", gradientLength=110),
            ),
            tooltip=[
                alt.Tooltip("surface:N", title=message("axis.term", lang)),
                alt.Tooltip("weight:Q", format=".2%", title=message("axis.term_weight", lang)),
                alt.Tooltip("distinctiveness:Q", format=".0%", title=message("axis.distinctiveness", lang)),
            ],
        )
    )
    return finish(chart, run, "topic_terms", lang, topic=labels.loc[topic], first=frame["surface"].iloc[0])


def topics_over_time(run: Run, *, lang: Language = "fr") -> Figure:
    """Cells: share of each topic in each period; one row per topic reads at any number of topics."""
    period = aggregation.choose_period(run)
    frame = aggregation.topics_over_time(run, period=period)
    if frame.empty:
        return empty_chart(run, "topics_over_time", lang)
    order = aggregation.topic_shares(run)["label"].tolist()
    chart = (
        alt.Chart(frame, width=WIDTH, height=alt.Step(24))
        .mark_rect(stroke="#ffffff", strokeWidth=1)
        .encode(
            x=period_axis(period, lang, ordinal=period == "week"),
            y=alt.Y("label:N", sort=order, title=None),
            color=alt.Color(
                "share:Q",
                scale=alt.Scale(range=["#f1f5f9", "#9dbad6", ACCENT, "#12304d"], domainMin=0),
                legend=alt.Legend(title=message("axis.share", lang), format="%", gradientLength=110),
            ),
            tooltip=[
                alt.Tooltip("label:N", title=message("axis.topic", lang)),
                period_tooltip(period, lang),
                alt.Tooltip("share:Q", format=".1%", title=message("axis.share", lang)),
                alt.Tooltip("n_articles:Q", title=message("axis.articles", lang)),
            ],
        )
    )
    return finish(chart, run, "topics_over_time", lang, n=len(order), first=cut(order[0], 60))
