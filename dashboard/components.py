"""Pieces that pages share: a chart with its downloads, a text with its evidence, passages, figures."""

from __future__ import annotations

import html
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import streamlit as st

from analytics import answers, tone_answers
from analytics.charts import Drawn, chart_table
from analytics.charts.render import MIME, render
from analytics.charts.theme import NEGATIVE, POSITIVE, resized
from analytics.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from analytics.answers import Answer
    from analytics.charts.render import Format
    from analytics.charts.theme import Figure
    from analytics.messages import Language
    from analytics.quotation_search import Passage

STYLE = f"""<style>
.stMainBlockContainer {{ padding: 4.5rem 3rem 6rem; max-width: 1200px; }}
h1 {{ font-size: 1.9rem !important; padding: 0 0 .4rem !important; }}
.stElementContainer:has(> .stFullScreenFrame, > .stVegaLiteChart, .vega-embed) {{ overflow-x: auto; }}
@media (max-width: 1100px) {{
  .st-key-beside .stHorizontalBlock {{ flex-wrap: wrap; }}
  .st-key-beside .stColumn {{ min-width: 100%; }}
}}
.vigie-text {{ max-width: 42rem; font-size: 1rem; line-height: 1.7; }}
.vigie-text h3 {{ font-size: 1.25rem; line-height: 1.4; padding: 0; font-weight: 500; margin: 0 0 .8rem; }}
.vigie-text p {{ margin: 0 0 .9rem; }}
.vigie-number {{ color: #5b6475; font-size: .8rem; margin-right: .5rem; font-variant-numeric: tabular-nums; }}
.vigie-positive {{ text-decoration: underline solid {POSITIVE} 2px; text-underline-offset: 3px; }}
.vigie-negative {{ text-decoration: underline wavy {NEGATIVE} 1.5px; text-underline-offset: 3px; }}
.vigie-silent {{ text-decoration: underline dotted #6b7280 1px; text-underline-offset: 3px; }}
.vigie-quotation {{ background: #f1f3f7; }}
.vigie-report {{ border-bottom: 1px dotted #8a93a6; }}
.vigie-actor {{ font-weight: 700; }}
.vigie-boilerplate {{ color: #6b7280; font-style: italic; }}
.vigie-passage {{ border-left: 3px solid #e3e6ec; padding: .1rem 0 .1rem .9rem; margin: 0 0 1rem; max-width: 46rem; }}
.vigie-cue {{ border-bottom: 1.5px solid #8a93a6; }}
.vigie-speaker {{ font-weight: 700; }}
.vigie-passage.vigie-card {{ margin: 0; }}
.vigie-said {{ margin: 0; }}
.vigie-asked {{ box-shadow: -.9rem 0 0 #fff, -1.1rem 0 0 #2f5d8a; }}
.vigie-source {{ color: #5b6475; font-size: .85rem; }}
.vigie-answer {{ font-size: 1.1rem; line-height: 1.5; max-width: 46rem; margin-bottom: .6rem; }}
</style>"""


class Mark(NamedTuple):
    """A stretch of a text to be shown in its own way; ``note`` appears on hover."""

    start: int
    end: int
    kind: str
    note: str = ""


def highlight(text: str, marks: Iterable[Mark]) -> str:
    """Return a text as HTML with its marks, which may overlap; everything from outside is escaped."""
    marks = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    cuts = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    parts = []
    for start, end in pairwise(cuts):
        covering = [m for m in marks if m.start <= start and m.end >= end]
        piece = html.escape(text[start:end])
        if covering:
            classes = " ".join(f"vigie-{html.escape(m.kind)}" for m in covering)
            note = html.escape(" · ".join(m.note for m in covering if m.note), quote=True)
            piece = f'<span class="{classes}"{f" title={chr(34)}{note}{chr(34)}" if note else ""}>{piece}</span>'
        parts.append(piece)
    return "".join(parts)


def answer(sentence: str) -> None:
    """Show the sentence that answers a page's question."""
    st.html(f'{STYLE}<p class="vigie-answer">{html.escape(sentence)}</p>')


def chart(drawn: Figure, name: str, lang: Language, *, width: int | None = None) -> None:
    """Show a chart as it is exported, with buttons that save it; ``width`` is that of the plot on the page."""
    shown = drawn if width is None else resized(drawn, width)
    st.altair_chart(shown, theme=None, width="content", key=f"chart_{name}")
    with st.popover(message("app.download", lang), icon=":material/download:", key=f"download_{name}"):
        for form in ("png", "svg", "csv"):
            st.download_button(
                message(f"app.download_{form}", lang),
                data=_deferred(drawn, name, form, lang),
                file_name=f"vigie-{name}.{form}",
                mime=MIME[form],
                on_click="ignore",
                key=f"download_{name}_{form}",
                width="stretch",
                disabled=form == "csv" and chart_table(drawn).empty,
            )


def _deferred(drawn: Figure, name: str, form: Format, lang: Language) -> Callable[[], bytes]:
    """Draw when the button is clicked, not at each rerun."""
    return lambda: render([Drawn(name, drawn)], [form], lang=lang)[0].content


def table(told: Answer) -> None:
    """Show a titled table, or say why there is none."""
    if not told.rows:
        if told.note:
            st.caption(told.note)
        return
    st.caption(told.title)
    st.dataframe(pd.DataFrame(told.rows, columns=told.columns), hide_index=True, width="stretch")


def passage(text: str, marks: Iterable[Mark], source: str) -> None:
    """Show a passage with its marks and where it stands."""
    st.html(
        f'{STYLE}<div class="vigie-passage">{highlight(text, marks)}<br>'
        f'<span class="vigie-source">{html.escape(source)}</span></div>'
    )


def quotation(found: Passage, speaker: str, told: str, source: str) -> None:
    """Show a quotation in its text: who speaks and how it is told, the words with their marks, and where they stand."""
    marks = [Mark(*span, "quotation") for span in found.parts]
    marks += [Mark(*span, "cue") for span in (found.cue,) if span]
    marks += [Mark(*span, "speaker") for span in (found.speaker,) if span]
    before, after = ("… " if found.is_cut[0] else ""), (" …" if found.is_cut[1] else "")
    st.html(
        f'{STYLE}<div class="vigie-passage vigie-card"><p class="vigie-said"><strong>{html.escape(speaker)}</strong>'
        f'<span class="vigie-source"> · {html.escape(told)}</span></p>'
        f'<p class="vigie-said" lang="fr">{before}{highlight(found.text, marks)}{after}</p>'
        f'<span class="vigie-source">{html.escape(source)}</span></div>'
    )


def source_line(row: pd.Series, lang: Language) -> str:
    """Name an article: title, outlet, date, as far as they are known."""
    outlet = row["outlet"] if isinstance(row["outlet"], str) else ""
    title = row["title"] or message("label.untitled", lang)
    return " · ".join(part for part in (title, outlet, answers.day(row["published"], lang)) if part)


def hit_marks(hits: pd.DataFrame, text: str, lang: Language) -> list[Mark]:
    """Marks of tone words of one paragraph: sign by colour and by the form of the line, what changed them on hover.

    A word that acts on another and counts for nothing is marked as silent.
    """
    marks = []
    for hit in hits.itertuples():
        note = message(
            "app.hover_hit", lang, entry=hit.entry, facet=message(f"facet.{hit.facet}", lang),
            prior=answers.polarity(hit.prior_valence, lang), valence=answers.polarity(hit.valence, lang),
        )  # fmt: skip
        rules = [
            tone_answers.changes([(r["name"], text[r["start"] : r["end"]], r["factor"])], lang)
            if r["factor"] else message("rule.silent", lang)
            for r in hit.rules
        ]  # fmt: skip
        kind = "positive" if hit.valence > 0 else "negative" if hit.valence < 0 else "silent"
        marks.append(Mark(int(hit.start), int(hit.end), kind, " ; ".join([note, *rules])))
    return marks


def mention_marks(mentions: pd.DataFrame, names: dict[str, str], lang: Language) -> list[Mark]:
    """Marks of actors, with their name and the reason of the link on hover, and what decided an ambiguous one."""
    marks = []
    for mention in mentions.itertuples():
        why = [message(f"reason.{mention.reason}", lang)]
        if isinstance(mention.rule, str):
            why.append(message(f"context.{mention.rule}", lang))
        note = f"{names[mention.actor_id]} ({' ; '.join(why)})"
        marks.append(Mark(int(mention.start), int(mention.end), "actor", note))
    return marks


def quotation_marks(said: pd.DataFrame, names: pd.Series, lang: Language) -> list[Mark]:
    """Marks of what is quoted or reported, with who speaks on hover. said : rows of `aggregation.who_says_what`."""
    marks = []
    for row in said.itertuples():
        kind = message(f"quotation.{row.kind}", lang)
        speaker, cue = answers.speaker_of(row, names), answers.cue_of(row)
        if speaker or cue:
            note = message("app.hover_said", lang, kind=kind, speaker=speaker or "–", cue=cue or "–")
        else:
            note = message("app.hover_nobody", lang, kind=kind)
        is_quoted = row.kind in ("direct", "distancing")
        marks.append(Mark(int(row.start), int(row.end), "quotation" if is_quoted else "report", note))
    return marks


def boilerplate_mark(cut: int, text: str, rule: str, reason: str, lang: Language) -> Mark:
    """Mark of the end of a paragraph that was not analysed, with the phrase that decided on hover."""
    note = message("app.hover_boilerplate", lang, rule=rule, reason=message(f"boilerplate.{reason}", lang))
    return Mark(cut, len(text), "boilerplate", note)


def scroll_to(anchor: str) -> None:
    """Bring what has an id into sight once it is on the page. anchor : ours, never from outside."""
    script = f'document.getElementById("{anchor}")?.scrollIntoView({{block: "center"}});'
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def progress(lang: Language) -> Callable[[str, int, int], None]:
    """Draw a bar and return what an analysis tells its progress."""
    bar = st.progress(0.0, text=message("app.working", lang))

    def tell(stage: str, done: int, total: int) -> None:
        bar.progress(min(done / max(total, 1), 1.0), text=message(f"cli.stage_{stage}", lang))

    return tell


def legend(lang: Language, *, boilerplate: bool = False) -> None:
    """Say how marks look; ``boilerplate`` when some of the text was not analysed."""
    kinds = [
        "positive",
        "negative",
        "silent",
        "quotation",
        "report",
        "actor",
        *(["boilerplate"] if boilerplate else []),
    ]
    shown = " · ".join(
        f'<span class="vigie-{kind}">{html.escape(message(f"app.legend_{kind}", lang))}</span>' for kind in kinds
    )
    st.html(f'{STYLE}<p class="vigie-source">{shown}</p>')
