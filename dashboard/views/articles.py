"""The text of any article, with its evidence."""

from __future__ import annotations

import html
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analytics import actor_figures, aggregation, answers
from analytics.messages import message
from analytics.wording import paragraph_name
from dashboard import components

if TYPE_CHECKING:
    from dashboard.state import View

_ASKED = "passage"  # in the address: the paragraph to read, as ARTICLE-PARAGRAPH


def render(view: View) -> None:
    """List the articles with their tone, then show one."""
    run, lang = view.run, view.lang
    frame = aggregation.tone_by_article(run)
    components.answer(message("app.sentence_articles", lang, n=len(frame)))
    st.dataframe(
        frame[["published", "outlet", "title", "polarity", "n_hits"]].round({"polarity": 2}).fillna({"outlet": ""}),
        hide_index=True,
        height=260,
        column_config={
            "published": st.column_config.DateColumn(message("show.date", lang), format="DD/MM/YYYY"),
            "outlet": message("axis.outlet", lang),
            "title": st.column_config.TextColumn(message("show.title", lang), width="large"),
            "polarity": st.column_config.NumberColumn(message("axis.polarity", lang), format="localized"),
            "n_hits": message("axis.hits", lang),
        },
    )
    show_text(view, choose(view, key="article"))


def choose(view: View, *, key: str) -> str:
    """Let the reader choose one of the articles; by default the one with the most tone words."""
    described = view.run.tables["articles"].set_index("article_id")
    ids, names = described.index.tolist(), labels(view)
    richest = aggregation.most_toned(view.run)
    chosen: str = st.selectbox(
        message("app.choose_article", view.lang),
        ids,
        index=ids.index(richest[0]) if richest else 0,
        format_func=names.__getitem__,
        key=key,
        bind="query-params",
    )
    return chosen


def labels(view: View) -> dict[str, str]:
    """Return what each article is called, by its id; those that are called the same have their id in it."""
    lines = {
        str(row["article_id"]): components.source_line(row, view.lang)
        for _, row in view.run.tables["articles"].iterrows()
    }
    counts = Counter(lines.values())
    return {
        article_id: line if counts[line] == 1 else f"{line} · {article_id[:12]}" for article_id, line in lines.items()
    }


def link(view: View, article_id: str, paragraph: int, *, label: str) -> None:
    """Offer to read an article at one of its paragraphs, where there are pages to go to. label : of `labels`."""
    page = view.pages.get("articles")
    if page is None:
        return
    asked = {"article": label, _ASKED: f"{article_id}-{paragraph}"}
    place = paragraph_name(paragraph, view.lang)
    label = message("app.said_read", view.lang, place=place)
    st.page_link(page, label=label, icon=":material/article:", query_params=asked)


def _asked_paragraph(article_id: str) -> int | None:
    """Return the paragraph of an article that the address asks for."""
    asked, _, paragraph = st.query_params.get(_ASKED, "").rpartition("-")
    return int(paragraph) if asked == article_id and paragraph.isdecimal() else None


def show_text(view: View, article_id: str) -> None:
    """Show an article with tone words underlined, actors, quoted words on a tint, and in grey what was not analysed."""
    run, lang = view.run, view.lang
    evidence = aggregation.article_evidence(run, article_id)
    names = run.tables["actors"].set_index("actor_id")[f"name_{lang}"]
    said = aggregation.who_says_what(run.restricted([article_id]))
    described = run.tables["articles"].set_index("article_id").loc[article_id]
    blocks = []
    asked = _asked_paragraph(article_id)
    for paragraph in evidence["paragraphs"].itertuples():
        here = {name: frame[frame["paragraph"] == paragraph.paragraph] for name, frame in evidence.items()}
        marks = components.quotation_marks(said[said["paragraph"] == paragraph.paragraph], names, lang)
        marks += components.mention_marks(here["mentions"], names, lang)
        marks += components.hit_marks(here["hits"], paragraph.text, lang)
        if not pd.isna(paragraph.cut):
            cut, rule, reason = int(paragraph.cut), paragraph.rule, paragraph.reason
            marks.append(components.boilerplate_mark(cut, paragraph.text, rule, reason, lang))
        text = components.highlight(paragraph.text, marks)
        number = f'<span class="vigie-number">§ {paragraph.paragraph}</span>'
        tag, text = ("h3", text) if paragraph.paragraph == 0 else ("p", f"{number}{text}")
        place = f' id="{_ASKED}" class="vigie-asked"' if paragraph.paragraph == asked else ""
        blocks.append(f"<{tag}{place}>{text}</{tag}>")
    source = [described["outlet"], answers.day(described["published"], lang), described["author"]]
    line = " · ".join(html.escape(part) for part in source if isinstance(part, str) and part)
    head = f'{components.STYLE}<article class="vigie-text" lang="fr"><p class="vigie-source">{line}</p>'
    st.html(f"{head}{''.join(blocks)}</article>")
    if asked is not None:
        components.scroll_to(_ASKED)
    components.legend(lang, boilerplate=bool(evidence["paragraphs"]["cut"].notna().any()))
    counts = actor_figures.mention_counts(run.restricted([article_id]))
    counts = counts.sort_values(["n_mentions", "actor_id"], ascending=[False, True])
    if len(counts):
        named = ", ".join(f"{names[row.actor_id]} {row.n_mentions}" for row in counts.itertuples())
        st.caption(message("app.named_here", lang, actors=named))
    speakers = pd.Series([answers.speaker_of(row, names) for row in said.drop_duplicates("quotation_id").itertuples()])
    speakers = speakers[speakers != ""].value_counts(sort=False)
    if len(speakers):
        spoken = ", ".join(f"{speaker} {n}" for speaker, n in speakers.items())
        st.caption(message("app.speaks_here", lang, speakers=spoken))
