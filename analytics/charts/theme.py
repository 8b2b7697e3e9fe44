"""One look for all charts: palette, type, French or English numbers and dates, captions that state what was counted."""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import altair as alt
import vl_convert
from babel.dates import format_date
from babel.numbers import format_decimal

from analytics.aggregation import extent
from analytics.messages import message
from analytics.validation.result import MIN_PASSAGES, validation_of

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from analytics.aggregation import Period
    from analytics.messages import Language
    from analytics.runs import Run

INK, MUTED, GRID, ACCENT = "#1d2433", "#5b6475", "#e3e6ec", "#2f5d8a"
NEGATIVE, POSITIVE = (
    "#c4561c",
    "#2b6cb0",
)  # orange and blue: told apart by every common colour vision, and in grey
# Okabe and Ito's palette, without its yellow, which is lost on white.
CATEGORIES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#5b6475", "#8c510a")
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
WIDTH = 620
MAX_LABEL = 200  # characters: the renderer hangs on endless titles
NO_BREAK = "\u00a0"
_LINE = 105  # characters of a subtitle line over the plot

_LOCALES: dict[str, Any] = {"fr": "fr-FR", "en": "en-GB"}
_TIME_UNITS: dict[str, Any] = {"day": "yearmonthdate", "week": "yearmonthdate", "month": "yearmonth", "year": "year"}

_TIME_FORMATS = {"day": "%-d %b %Y", "week": "%-d %b %Y", "month": "%b %Y", "year": "%Y"}

Figure: TypeAlias = alt.Chart | alt.LayerChart


def finish(chart: Figure, run: Run, name: str, lang: Language, **values: object) -> Figure:
    """Give a chart its title, the subtitle that says what it rests on, its alternative text and the house look.

    name : its messages are ``chart.<name>.title``, ``.subtitle`` and ``.alt``, filled in with ``values``.
    """
    return _dressed(chart, run, name, lang, message(f"chart.{name}.alt", lang, **values), **values)


def empty_chart(run: Run, name: str, lang: Language, **values: object) -> Figure:
    """Return a chart that says that there is nothing to draw, with the title it would have had."""
    said = message(f"chart.{name}.empty", lang)
    drawn = constant(text=said).properties(width=WIDTH, height=80).mark_text(size=13, color=MUTED).encode(text="text:N")
    return _dressed(drawn, run, name, lang, said, **values)


def _dressed(chart: Figure, run: Run, name: str, lang: Language, alt_text: str, **values: object) -> Figure:
    title = cut(message(f"chart.{name}.title", lang, **values), 110)
    explained = message(f"chart.{name}.subtitle", lang, **values)
    if name.startswith("tone_"):
        explained = f"{explained} · {tone_caption(run, lang)}"
    lines = [explained, caption(run, lang)]
    subtitle = [part for line in lines for part in wrap(cut(line, 3 * MAX_LABEL), _LINE)]
    titled: Figure = chart.properties(
        title=alt.TitleParams(title, subtitle=subtitle), description=cut(f"{title}. {alt_text}", 600), autosize="pad"
    )
    configured: Figure = titled.configure(**_config(lang))
    return configured


def resized(chart: Figure, width: int) -> Figure:
    """Return a finished chart with another width of its plot, its title and subtitle wrapped to it."""
    n_characters = (width + 60) // 6
    *explained, rests_on = chart.title.subtitle
    lines = [part for line in (" ".join(explained), rests_on) for part in wrap(line, n_characters)]
    title = wrap(str(chart.title.text), n_characters * 3 // 4)
    return chart.properties(width=width, title=alt.TitleParams(title, subtitle=lines))


def layered(*layers: alt.Chart, data: pd.DataFrame) -> alt.LayerChart:
    """Lay charts of one table over each other."""
    return cast("alt.LayerChart", alt.layer(*layers, data=data))


def constant(**values: object) -> alt.Chart:
    """Return a chart of one row, for rules and notes."""
    return alt.Chart(alt.InlineData(values=[values]))


def period_axis(period: Period, lang: Language, *, ordinal: bool = False) -> alt.X:
    """Return the axis of periods: a time scale, or one band for each period."""
    if ordinal:
        axis = alt.Axis(labelAngle=-45, labelOverlap=True, format=_TIME_FORMATS[period])
        return alt.X("period:O", timeUnit=_TIME_UNITS[period], title=message(f"axis.{period}", lang), axis=axis)
    axis = alt.Axis(format=_TIME_FORMATS[period], labelOverlap=True)
    return alt.X("period:T", timeUnit=_TIME_UNITS[period], title=message(f"axis.{period}", lang), axis=axis)


def period_tooltip(period: Period, lang: Language) -> alt.Tooltip:
    """Return what hover says of a period."""
    form = _TIME_FORMATS[period]
    return alt.Tooltip("period:T", timeUnit=_TIME_UNITS[period], title=message(f"axis.{period}", lang), format=form)


def caption(run: Run, lang: Language) -> str:
    """Say what a figure rests on: articles, outlets, period, run."""
    figures = extent(run)
    parts = [message("caption.articles", lang, n=figures.n_articles)]
    if figures.n_outlets:
        parts.append(message("caption.outlets", lang, n=figures.n_outlets))
    if figures.first is not None and figures.last is not None:
        parts.append(period_text(figures.first, figures.last, lang))
    if n_decisions := sum(not decision.undone for decision in run.decisions):
        parts.append(message("caption.decisions", lang, n=n_decisions))
    return " · ".join([*parts, message("caption.run", lang, run_id=run.run_id)])


def tone_caption(run: Run, lang: Language) -> str:
    """Say what was left out of the tone of a run, or whether it was validated by hand, and with what result."""
    without = run.manifest.get("without", {})
    if without:
        parts = [
            message(f"caption.without_{kind}", lang, n=len(names), names=_names(kind, names, lang))
            for kind, names in without.items()
        ]
        return message("caption.tone_without", lang, parts=", ".join(parts))
    return _validated(run, lang).replace(" ", NO_BREAK)


def _validated(run: Run, lang: Language) -> str:
    result = validation_of(run)
    if result is None:
        return message("caption.tone_not_validated", lang)
    if result.n_passages < MIN_PASSAGES:
        return message("caption.tone_hardly_validated", lang, n=result.n_passages, least=MIN_PASSAGES)
    alpha = result.alpha["interval"].value
    told = {"n": result.n_passages, "accuracy": _two_decimals(result.accuracy.value, lang)}
    if alpha is None:
        return message("caption.tone_validated_alone", lang, **told)
    return message("caption.tone_validated", lang, **told, alpha=_two_decimals(alpha, lang))


def _two_decimals(value: float | None, lang: Language) -> str:
    return "–" if value is None else str(format_decimal(value, format="0.00", locale=lang))


def _names(kind: str, names: list[str], lang: Language) -> str:
    """Write what was left out; rules, facets and voices have names in the catalogue."""
    keys = {"rules": "rule", "facets": "facet", "voices": "voice"}
    return ", ".join(message(f"{keys[kind]}.{name}", lang) if kind in keys else f"« {name} »" for name in names)


def period_text(first: date, last: date, lang: Language) -> str:
    """Write a period in words: 6 février 2023 – 8 décembre 2024."""
    begin, end = (format_date(day, format="long", locale=lang) for day in (first, last))
    return begin if begin == end else f"{begin} – {end}"


def cut(text: str, limit: int = MAX_LABEL) -> str:
    """Shorten a text for a chart."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


@lru_cache(maxsize=2)
def _config(lang: Language) -> dict[str, Any]:
    locale = _LOCALES[lang]
    return {
        "font": FONT,
        "background": "#ffffff",
        "padding": 14,
        "locale": {"number": vl_convert.get_format_locale(locale), "time": vl_convert.get_time_format_locale(locale)},
        "title": {
            "anchor": "start", "frame": "bounds", "fontSize": 16, "fontWeight": 600, "color": INK, "offset": 14,
            "subtitleColor": MUTED, "subtitleFontSize": 12, "subtitlePadding": 6, "subtitleLineHeight": 16,
        },
        "axis": {
            "labelColor": INK, "titleColor": MUTED, "titleFontWeight": 400, "labelFontSize": 12, "titleFontSize": 12,
            "gridColor": GRID, "domainColor": GRID, "tickColor": GRID, "labelLimit": 300, "titlePadding": 8,
        },
        "legend": {
            "labelColor": INK, "titleColor": MUTED, "titleFontWeight": 400, "labelFontSize": 12, "titleFontSize": 12,
            "labelLimit": 260, "symbolType": "square",
        },
        "view": {"stroke": None},
        "range": {"category": list(CATEGORIES)},
        "bar": {"color": ACCENT},
        "text": {"font": FONT, "color": INK},
    }  # fmt: skip
