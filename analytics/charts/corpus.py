"""Charts of the corpus itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from analytics import aggregation
from analytics.charts.theme import CATEGORIES, WIDTH, empty_chart, finish, period_axis, period_tooltip
from analytics.messages import message

if TYPE_CHECKING:
    from analytics.charts.theme import Figure
    from analytics.messages import Language
    from analytics.runs import Run


def articles_over_time(run: Run, *, lang: Language = "fr") -> Figure:
    """Stacked bars: articles by period and outlet, the seven outlets with the most articles apart."""
    period = aggregation.choose_period(run)
    frame = aggregation.articles_over_time(run, period=period)
    if frame.empty:
        return empty_chart(run, "articles_over_time", lang)
    unnamed, others = message("label.no_outlet", lang), message("label.other_outlets", lang)
    frame["outlet"] = frame["outlet"].fillna(unnamed)
    order = frame.groupby("outlet")["n_articles"].sum().sort_values(ascending=False, kind="stable").index.tolist()
    if len(order) > len(CATEGORIES):
        kept = order[: len(CATEGORIES) - 1]
        frame["outlet"] = frame["outlet"].where(frame["outlet"].isin(kept), others)
        frame = frame.groupby(["period", "outlet"], as_index=False)["n_articles"].sum()
        order = [*kept, others]
    chart = (
        alt.Chart(frame, width=WIDTH, height=220)
        .mark_bar()
        .encode(
            x=period_axis(period, lang),
            y=alt.Y(
                "n_articles:Q",
                stack="zero",
                title=message("axis.articles", lang),
                axis=alt.Axis(format=",d", tickMinStep=1),
            ),
            color=alt.Color(
                "outlet:N",
                sort=order,
                scale=alt.Scale(domain=order),
                legend=alt.Legend(title=message("axis.outlet", lang), orient="bottom", columns=3),
            ),
            tooltip=[
                period_tooltip(period, lang),
                alt.Tooltip("outlet:N", title=message("axis.outlet", lang)),
                alt.Tooltip("n_articles:Q", format=",d", title=message("axis.articles", lang)),
            ],
        )
    )
    return finish(chart, run, "articles_over_time", lang, n=int(frame["n_articles"].sum()))
