"""Matrices of actors: who acts on whom, who is named with whom, who says what of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import numpy as np

from analytics.charts.actors import named
from analytics.charts.theme import ACCENT, INK, NEGATIVE, POSITIVE, cut, empty_chart, finish, layered
from analytics.messages import message
from analytics.relation_figures import Unit, both_ways, co_mentions, relation_matrix, said_of

if TYPE_CHECKING:
    import pandas as pd

    from analytics.charts.theme import Figure
    from analytics.messages import Language
    from analytics.runs import Run

N_ACTORS = 20  # rows and columns: more are not read
_CELL = 34
_LABEL = 30  # characters of a name on an axis
_WHITE = "#ffffff"
_DARK = 0.38  # strength or share beyond which a cell is dark and its words are white


def relations(run: Run, *, lang: Language = "fr", voices: tuple[str, ...] = (), n_actors: int = N_ACTORS) -> Figure:
    """Cells: mean strength of the relations of each actor (rows) with each other (columns), and their number.

    Orange is conflict, blue cooperation; the sign is printed beside the number, so that the colour is not needed.
    """
    frame = relation_matrix(run, voices=voices)
    if frame.empty:
        return empty_chart(run, "relations", lang, n=0, shown=0)
    frame = frame.rename(columns={"source_id": "row_id", "target_id": "column_id"})
    rows, columns = _most(frame, "row_id", "n", n_actors), _most(frame, "column_id", "n", n_actors)
    shown = _labelled(run, frame, rows, columns, lang)
    shown["sign"] = np.select([shown["strength"] > 0.005, shown["strength"] < -0.005], ["+", "−"], "±")
    shown["printed"] = shown["sign"] + " " + shown["n"].astype(str)
    shown["dark"] = shown["strength"].abs() > _DARK
    first = shown.iloc[0]
    tooltips = [
        _tip("row:N", "axis.acting", lang), _tip("column:N", "axis.acted_upon", lang),
        _tip("strength:Q", "axis.strength", lang, "+.2f"), _tip("low:Q", "axis.low", lang, "+.2f"),
        _tip("high:Q", "axis.high", lang, "+.2f"), _tip("n:Q", "axis.relations", lang, ",d"),
        _tip("n_negative:Q", "axis.conflicts", lang, ",d"), _tip("n_positive:Q", "axis.cooperations", lang, ",d"),
        *(_tip(f"n_{voice}:Q", f"voice.{voice}", lang, ",d") for voice in ("newsroom", "reported", "quoted")),
    ]  # fmt: skip
    colour = _signed("strength", "axis.strength", lang)
    chart = _matrix(shown, colour, tooltips, ("axis.acting", "axis.acted_upon"), lang)
    return finish(
        chart, run, "relations", lang, n=int(frame["n"].sum()), shown=int(shown["n"].sum()), first=first["row"],
        second=first["column"], count=int(first["n"]), strength=_two(first["strength"], lang),
    )  # fmt: skip


def co_mentioned(run: Run, *, lang: Language = "fr", by: Unit = "sentence", n_actors: int = N_ACTORS) -> Figure:
    """Cells: how closely two actors are associated (NPMI), and how many sentences name both."""
    frame, unit = co_mentions(run, by=by), message(f"relations.unit_{by}", lang)
    if frame.empty:
        return empty_chart(run, "co_mentions", lang, unit=unit, n=0, shown=0)
    both = both_ways(frame).rename(columns={"first_id": "row_id", "second_id": "column_id"})
    chosen = _most(both, "row_id", "n", n_actors)
    shown = _labelled(run, both, chosen, chosen, lang)
    shown["printed"] = shown["n"].astype(str)
    shown["dark"] = shown["npmi"] > _DARK
    first = shown.sort_values(["npmi", "n"], ascending=False).iloc[0]
    tooltips = [
        _tip("row:N", "axis.first", lang), _tip("column:N", "axis.second", lang),
        _tip("npmi:Q", "axis.npmi", lang, "+.2f"), _tip("log_likelihood:Q", "axis.g2", lang, ",.0f"),
        _tip("n:Q", f"axis.together_{by}", lang, ",d"),
    ]  # fmt: skip
    colour = alt.Color(
        "npmi:Q",
        scale=alt.Scale(range=["#f1f5f9", "#9dbad6", ACCENT, "#12304d"], domain=[0, 1], clamp=True),
        legend=alt.Legend(title=message("axis.npmi", lang), format=".1f", gradientLength=110),
    )
    chart = _matrix(shown, colour, tooltips, (None, None), lang)
    return finish(
        chart, run, "co_mentions", lang, n=len(frame), shown=len(shown) // 2, unit=unit,
        first=first["row"], second=first["column"], count=int(first["n"]),
    )  # fmt: skip


def said_about(run: Run, *, lang: Language = "fr", n_actors: int = N_ACTORS) -> Figure:
    """Cells: tone of what each speaker (rows) says of each actor named (columns), and the number of quotations."""
    frame = said_of(run)
    if frame.empty:
        return empty_chart(run, "said_of", lang, n=0, shown=0)
    frame = frame.rename(columns={"speaker_id": "row_id", "target_id": "column_id"})
    rows = _most(frame, "row_id", "n_quotations", n_actors)
    columns = _most(frame[frame["row_id"].isin(rows)], "column_id", "n_quotations", n_actors)
    shown = _labelled(run, frame, rows, columns, lang)
    signs = np.select([shown["polarity"] > 0.005, shown["polarity"] < -0.005], ["+", "−"], "±")
    shown["printed"] = np.where(shown["n_hits"] > 0, signs, "") + (" " + shown["n_quotations"].astype(str))
    shown["dark"] = shown["polarity"].abs() > _DARK
    first = shown.iloc[0]
    tooltips = [
        _tip("row:N", "show.speaker", lang), _tip("column:N", "axis.said_of", lang),
        _tip("polarity:Q", "axis.polarity", lang, "+.2f"), _tip("low:Q", "axis.low", lang, "+.2f"),
        _tip("high:Q", "axis.high", lang, "+.2f"), _tip("n_quotations:Q", "axis.quotations", lang, ",d"),
        _tip("n_hits:Q", "axis.hits", lang, ",d"),
    ]  # fmt: skip
    colour = _signed("polarity", "axis.polarity", lang)
    chart = _matrix(shown, colour, tooltips, ("show.speaker", "axis.said_of"), lang)
    return finish(
        chart, run, "said_of", lang, n=len(frame), shown=len(shown), first=first["row"], second=first["column"],
        count=int(first["n_quotations"]),
    )  # fmt: skip


def _most(frame: pd.DataFrame, column: str, count: str, limit: int) -> list[str]:
    """Actors with the largest counts, by identifier where they are equal."""
    sums = frame.groupby(column)[count].sum().reset_index().sort_values([count, column], ascending=[False, True])
    return list(sums[column].head(limit))


def _labelled(run: Run, frame: pd.DataFrame, rows: list[str], columns: list[str], lang: Language) -> pd.DataFrame:
    """Return the cells of some rows and columns with the names to show, in their order."""
    names = named(run.tables["actors"], lang).set_index("actor_id")["name"].map(lambda name: cut(name, _LABEL))
    repeated = names.duplicated(keep=False)  # two that are cut to the same beginning
    names = names.where(~repeated, names + " (" + names.index + ")")
    shown = frame[frame["row_id"].isin(rows) & frame["column_id"].isin(columns)]
    shown = shown.assign(
        row=shown["row_id"].map(names), column=shown["column_id"].map(names),
        row_order=shown["row_id"].map(rows.index), column_order=shown["column_id"].map(columns.index),
    )  # fmt: skip
    return shown.reset_index(drop=True)


def _signed(column: str, title: str, lang: Language) -> alt.Color:
    """Orange below 0, blue above, white between."""
    return alt.Color(
        f"{column}:Q",
        scale=alt.Scale(
            domain=[-1, -0.5, 0, 0.5, 1],
            range=["#8f3a0e", NEGATIVE, "#f4f3f1", POSITIVE, "#1d4876"],
            interpolate="rgb",  # other ways lead from white to blue through pink
        ),
        legend=alt.Legend(title=message(title, lang), format="+.1f", gradientLength=140, tickCount=5),
    )


def _matrix(
    shown: pd.DataFrame,
    colour: alt.Color,
    tooltips: list[alt.Tooltip],
    titles: tuple[str | None, str | None],
    lang: Language,
) -> alt.LayerChart:
    """Lay the words of cells over their colours."""
    across = alt.Axis(labelAngle=-45, orient="top", labelLimit=220, domain=False, ticks=False, grid=True, zindex=0)
    base = alt.Chart(shown, width=alt.Step(_CELL), height=alt.Step(26)).encode(
        x=alt.X("column:N", sort=_sorted(shown, "column"), title=titles[1] and message(titles[1], lang), axis=across),
        y=alt.Y(
            "row:N",
            sort=_sorted(shown, "row"),
            title=titles[0] and message(titles[0], lang),
            axis=alt.Axis(domain=False, ticks=False, labelLimit=220, grid=True, zindex=0),
        ),
        tooltip=tooltips,
    )
    cells = base.mark_rect(stroke="#ffffff", strokeWidth=1).encode(color=colour)
    words = base.mark_text(fontSize=11).encode(
        text=alt.Text("printed:N"), color=alt.condition(alt.datum.dark, alt.value(_WHITE), alt.value(INK))
    )
    return layered(cells, words, data=shown)


def _sorted(shown: pd.DataFrame, name: str) -> list[str]:
    return list(shown.sort_values(f"{name}_order")[name].drop_duplicates())


def _tip(field: str, title: str, lang: Language, form: str | None = None) -> alt.Tooltip:
    return alt.Tooltip(field, title=message(title, lang), format=alt.Undefined if form is None else form)


def _two(value: float, lang: Language) -> str:
    written = f"{value:+.2f}"
    return written.replace(".", ",") if lang == "fr" else written
