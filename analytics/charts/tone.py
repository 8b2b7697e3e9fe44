"""Charts of tone: by paragraph, over time, by outlet, topic and actor. A missing polarity is never drawn as 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import altair as alt
from babel.numbers import format_percent

from analytics import actor_figures, aggregation, speakers
from analytics.charts.actors import named
from analytics.charts.theme import (
    GRID,
    INK,
    MUTED,
    NEGATIVE,
    POSITIVE,
    WIDTH,
    constant,
    cut,
    empty_chart,
    finish,
    layered,
    period_axis,
    period_tooltip,
)
from analytics.messages import message
from analytics.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analytics.charts.theme import Figure
    from analytics.messages import Language
    from analytics.runs import Run

_FEWEST_HITS = 3  # of a speaker: one word is no tone
_SCALE = alt.Scale(domain=[-1, 1])
_UNNAMED = "~"  # begins the names of rows that show none
_NAMED_ROWS = f"substring(datum.label, 0, 1) === '{_UNNAMED}' ? '' : datum.label"


def _signs(lang: Language) -> list[str]:
    return [message(f"sign.{sign}", lang) for sign in ("negative", "positive")]


def _sign_colour(lang: Language) -> alt.Color:
    legend = alt.Legend(title=message("axis.sign", lang), orient="bottom")
    return alt.Color("sign:N", scale=_sign_scale(lang), legend=legend)


def _sign_scale(lang: Language) -> alt.Scale:
    return alt.Scale(domain=_signs(lang), range=[NEGATIVE, POSITIVE])


def _signed(frame: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Name the sign of each polarity; a missing one has none."""
    names = _signs(lang)
    sign = frame["polarity"].map(lambda p: names[int(p >= 0)], na_action="ignore")
    return frame.assign(sign=sign)


def tone_by_paragraph(run: Run, article_id: str, *, lang: Language = "fr") -> Figure:
    """Diverging bars in reading order, one for each voice that speaks: the fuller, the more it is the newsroom's.

    Where the body is one paragraph, as in much scraped press, the bars are those of its sentences.
    """
    run = run.restricted([article_id])
    if run.tables["paragraphs"]["paragraph"].max() == 1:
        return _tone_by_sentence(run, article_id, lang)
    texts = run.tables["paragraphs"].set_index("paragraph")["text"]
    frame = aggregation.tone_by_paragraph(run, article_id)
    frame = frame.assign(text=frame["paragraph"].map(texts), name=_paragraph_names(frame, "§ {}", lang))
    return _in_reading_order(run, frame, "tone_by_paragraph", lang)


def _tone_by_sentence(run: Run, article_id: str, lang: Language) -> Figure:
    """Bars of the sentences that have lexicon words."""
    frame = aggregation.tone_by_sentence(run, article_id)
    frame = frame[frame["n_hits"] > 0].reset_index(drop=True)
    return _in_reading_order(run, frame.assign(name=_paragraph_names(frame, "{}", lang)), "tone_by_sentence", lang)


def _paragraph_names(frame: pd.DataFrame, pattern: str, lang: Language) -> pd.Series[str]:
    """Names of the rows: the title, and the number of the paragraph or of the sentence of the body."""
    numbers = frame["sentence"] + 1 if "sentence" in frame else frame["paragraph"]
    return numbers.map(pattern.format).where(frame["paragraph"] > 0, message("label.title", lang)).astype("str")


def _in_reading_order(run: Run, frame: pd.DataFrame, name: str, lang: Language) -> Figure:
    """Draw rows of one article. frame : in reading order, with the columns name and text besides."""
    heading = cut(run.tables["articles"]["title"].iloc[0], 80)
    if not frame["n_hits"].sum():
        return empty_chart(run, name, lang, article=heading)
    frame = _voiced(frame, lang).assign(beginning=frame["text"].map(lambda text: cut(text, 90))).drop(columns="text")
    # One row for each bar, so that none is missing; the first of a paragraph bears its name.
    place = [column for column in ("paragraph", "sentence") if column in frame]
    unnamed = _UNNAMED + frame[place].astype("str").agg(" ".join, axis=1) + frame["voice"]
    frame["row"] = frame["name"].where(~frame["name"].duplicated(), unnamed)
    base = alt.Chart(frame, width=WIDTH, height=alt.Step(17)).encode(
        y=alt.Y("row:N", sort=frame["row"].tolist(), title=None, axis=alt.Axis(labelExpr=_NAMED_ROWS, ticks=False)),
        tooltip=[
            alt.Tooltip("name:N", title=message(f"axis.{place[-1]}", lang)),
            alt.Tooltip("beginning:N", title=message("axis.text", lang)),
            *_tooltips(lang),
        ],
    )
    chart = _diverging(base, frame, lang, height=12, opacity=_voice_opacity(frame, lang))
    return finish(chart, run, name, lang, article=heading, n=int(frame["n_hits"].sum()))


def tone_over_time(run: Run, *, lang: Language = "fr") -> Figure:
    """Line of polarity by period; the points grow with the number of lexicon words they rest on."""
    period = aggregation.choose_period(run)
    frame = aggregation.tone_over_time(run, period=period).dropna(subset="polarity")
    if frame.empty:
        return empty_chart(run, "tone_over_time", lang)
    frame = _signed(frame, lang)
    base = alt.Chart(frame, width=WIDTH, height=240).encode(
        x=period_axis(period, lang),
        y=alt.Y("polarity:Q", title=message("axis.polarity", lang), axis=alt.Axis(format="+.2f", tickCount=6)),
        tooltip=[
            period_tooltip(period, lang),
            *_tooltips(lang, voice=False),
        ],
    )
    band = base.mark_errorband(color=MUTED, opacity=0.18).encode(
        y=alt.Y("low:Q", title=message("axis.polarity", lang)), y2="high:Q"
    )
    line = base.mark_line(color=MUTED, strokeWidth=1.5)
    points = base.mark_circle(opacity=1).encode(
        size=alt.Size(
            "n_hits:Q",
            scale=alt.Scale(range=[20, 240]),
            legend=alt.Legend(
                title=message("axis.hits", lang), tickCount=3, symbolType="circle", symbolFillColor=MUTED
            ),
        ),
        color=_sign_colour(lang),
    )
    zero = constant(y=0).mark_rule(color=INK, strokeWidth=1).encode(y="y:Q")
    return finish(
        layered(band, zero, line, points, data=frame), run, "tone_over_time", lang, n=int(frame["n_hits"].sum())
    )


def tone_by_voice(run: Run, *, lang: Language = "fr") -> Figure:
    """Diverging bars of polarity by voice, each named with the share of the words that it holds."""
    frame = _voiced(aggregation.tone_by_voice(run), lang)
    shares = frame["share"].map(lambda share: format_percent(share, locale=lang)).astype("str")
    tooltips = [alt.Tooltip("share:Q", format=".1%", title=message("axis.word_share", lang)), *_tooltips(lang)]
    return _named_bars(run, frame.assign(name=frame["voice"] + " · " + shares), "tone_by_voice", lang, tooltips)


def tone_by_outlet(run: Run, *, lang: Language = "fr", n_outlets: int = 20) -> Figure:
    """Diverging bars of polarity by outlet and voice, the outlets with the most text first."""
    frame = aggregation.tone_by_outlet(run)
    return _grouped(run, frame, "outlet", name="tone_by_outlet", lang=lang, limit=n_outlets)


def tone_by_topic(run: Run, *, lang: Language = "fr") -> Figure:
    """Diverging bars of polarity by main topic and voice, those with the most text first."""
    frame = aggregation.tone_by_topic(run)
    return _grouped(run, frame, "label", name="tone_by_topic", lang=lang, limit=40)


def tone_by_actor(run: Run, *, lang: Language = "fr", kinds: Sequence[str] = (), n_actors: int = 15) -> Figure:
    """Diverging bars: polarity of the sentences that name each of the most named actors."""
    actors = named(actor_figures.actor_counts(run, kinds=kinds, n_actors=n_actors), lang)
    frame = aggregation.tone_by_actor(run, actors["actor_id"].tolist()).merge(
        actors[["actor_id", "name"]], on="actor_id"
    )
    tooltips = [alt.Tooltip("name:N", title=message("axis.actor", lang)), *_tooltips(lang, voice=False)]
    return _named_bars(run, _signed(frame, lang), "tone_by_actor", lang, tooltips)


def tone_by_speaker(run: Run, *, lang: Language = "fr", n_speakers: int = 15) -> Figure:
    """Diverging bars: polarity of what each actor says, those who say most first."""
    frame = speakers.tone_by_speaker(run)
    frame = frame[frame["n_hits"] >= _FEWEST_HITS].head(n_speakers)
    tooltips = [
        alt.Tooltip("name:N", title=message("axis.actor", lang)),
        alt.Tooltip("n_quotations:Q", format=",d", title=message("axis.quotations", lang)),
        alt.Tooltip("n_reported:Q", format=",d", title=message("axis.reported", lang)),
        *_tooltips(lang, voice=False, coverage=False),
    ]
    return _named_bars(run, _signed(named(frame, lang), lang), "tone_by_speaker", lang, tooltips)


def _named_bars(run: Run, frame: pd.DataFrame, chart: str, lang: Language, tooltips: list[alt.Tooltip]) -> Figure:
    """Draw one bar for each row of a signed frame, in its order, under its ``name``."""
    if not frame["n_hits"].sum():
        return empty_chart(run, chart, lang)
    base = alt.Chart(frame, width=WIDTH, height=alt.Step(22)).encode(
        y=alt.Y("name:N", sort=frame["name"].tolist(), title=None), tooltip=tooltips
    )
    return finish(_diverging(base, frame, lang, height=13), run, chart, lang, n=int(frame["n_hits"].sum()))


def _grouped(run: Run, frame: pd.DataFrame, column: str, *, name: str, lang: Language, limit: int) -> Figure:
    if not frame["n_hits"].sum():
        return empty_chart(run, name, lang)
    order = (
        frame.groupby(column, sort=False)["n_tokens"]
        .sum()
        .sort_values(ascending=False, kind="stable")
        .index[:limit]
        .tolist()
    )
    frame = _voiced(frame[frame[column].isin(order)], lang)
    base = alt.Chart(frame, width=WIDTH, height=alt.Step(15)).encode(
        y=alt.Y(f"{column}:N", sort=order, title=None),
        yOffset=alt.YOffset("voice:N", sort=_voices(frame, lang)),
        tooltip=[alt.Tooltip(f"{column}:N", title=message(f"axis.{column}", lang)), *_tooltips(lang)],
    )
    chart = _diverging(base, frame, lang, height=11, opacity=_voice_opacity(frame, lang))
    return finish(chart, run, name, lang, n=int(frame["n_hits"].sum()))


def _diverging(
    base: alt.Chart, frame: pd.DataFrame, lang: Language, *, height: int, **channels: alt.Opacity
) -> alt.LayerChart:
    """Lay bars on both sides of 0, none without lexicon words, over the line of 0, with their counts."""
    shown = base.transform_filter(alt.datum.n_hits > 0)
    bars = shown.mark_bar(height=height).encode(x=_polarity_axis(lang), color=_sign_colour(lang), **channels)
    outlines = shown.mark_bar(height=height, fillOpacity=0, strokeWidth=1)
    outlines = outlines.encode(
        x=_polarity_axis(lang), stroke=alt.Stroke("sign:N", scale=_sign_scale(lang), legend=None)
    )
    return layered(_zero(), bars, outlines, _whiskers(base), _counts(base), data=frame)


def _whiskers(base: alt.Chart) -> alt.Chart:
    """Interval of each polarity, as a thin line over its bar; none where it rests on one sentence."""
    rules = base.transform_filter("isValid(datum.low)").mark_rule(color=INK, strokeWidth=1, opacity=0.7)
    return cast("alt.Chart", rules.encode(x=alt.X("low:Q", scale=_SCALE), x2="high:Q"))


def _counts(base: alt.Chart) -> alt.Chart:
    """Number of lexicon words behind each bar, at the right edge, so that paper shows what hover shows."""
    texts = base.mark_text(align="right", dx=-4, fontSize=10, color=MUTED)
    return cast("alt.Chart", texts.encode(x=alt.value("width"), text=alt.Text("n_hits:Q", format=",d")))


def _zero() -> alt.Chart:
    rule = constant(x=0).mark_rule(color=INK, strokeWidth=1)
    return cast("alt.Chart", rule.encode(x=alt.X("x:Q", scale=_SCALE)))


def _polarity_axis(lang: Language) -> alt.X:
    return alt.X(
        "polarity:Q",
        scale=_SCALE,
        title=message("axis.polarity_sides", lang),
        axis=alt.Axis(format="+.1f", gridColor=GRID, tickCount=9),
    )


def _voices(frame: pd.DataFrame, lang: Language) -> list[str]:
    """Names of the voices that speak in a frame, in the order of VOICES."""
    names = [message(f"voice.{voice}", lang) for voice in VOICES]
    return [name for name in names if name in set(frame["voice"])]


def _voiced(frame: pd.DataFrame, lang: Language) -> pd.DataFrame:
    return _signed(frame, lang).assign(voice=frame["voice"].map(lambda voice: message(f"voice.{voice}", lang)))


def _voice_opacity(frame: pd.DataFrame, lang: Language) -> alt.Opacity:
    """Full bars, pale ones and outlines, which print tells apart as well."""
    fills = {message(f"voice.{voice}", lang): fill for voice, fill in zip(VOICES, (1, 0.5, 0.18), strict=True)}
    shown = _voices(frame, lang)
    return alt.Opacity(
        "voice:N",
        scale=alt.Scale(type="ordinal", domain=shown, range=[fills[name] for name in shown]),
        legend=alt.Legend(title=message("axis.voice", lang), orient="bottom", symbolFillColor=MUTED, columns=2),
    )


def _tooltips(lang: Language, *, voice: bool = True, coverage: bool = True) -> list[alt.Tooltip]:
    shown = [alt.Tooltip("voice:N", title=message("axis.voice", lang))] if voice else []
    known = [alt.Tooltip("coverage:Q", format=".1%", title=message("axis.coverage", lang))] if coverage else []
    return [
        *shown,
        alt.Tooltip("polarity:Q", format="+.2f", title=message("axis.polarity", lang)),
        alt.Tooltip("low:Q", format="+.2f", title=message("axis.low", lang)),
        alt.Tooltip("high:Q", format="+.2f", title=message("axis.high", lang)),
        alt.Tooltip("n_hits:Q", format=",d", title=message("axis.hits", lang)),
        *known,
        alt.Tooltip("n_positive:Q", format=",d", title=message("axis.positive", lang)),
        alt.Tooltip("n_negative:Q", format=",d", title=message("axis.negative", lang)),
        alt.Tooltip("n_tokens:Q", format=",d", title=message("axis.words", lang)),
    ]
