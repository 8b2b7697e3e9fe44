"""The dashboard: opens a run, draws the filter bar, hands over to a page. ``vigie dashboard`` starts it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pandas as pd
import streamlit as st

from analytics.errors import VigieError
from analytics.messages import LANGUAGES, default_language, message
from analytics.set_aside import n_changes
from analytics.settings import settings_from
from dashboard import cache, state
from dashboard.state import Selection, View
from dashboard.views import (
    actors,
    articles,
    corpus,
    overview,
    quotations,
    relations,
    review,
    set_aside,
    tone,
    topics,
    validation,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.navigation.page import StreamlitPage

    from analytics.messages import Language
    from analytics.runs import Run
    from dashboard.state import Changed

T = TypeVar("T")

PAGES: dict[str, tuple[Callable[[View], None], str]] = {
    "overview": (overview.render, ":material/newspaper:"),
    "topics": (topics.render, ":material/category:"),
    "actors": (actors.render, ":material/groups:"),
    "review": (review.render, ":material/rule:"),
    "tone": (tone.render, ":material/balance:"),
    "quotations": (quotations.render, ":material/format_quote:"),
    "relations": (relations.render, ":material/hub:"),
    "articles": (articles.render, ":material/article:"),
    "validation": (validation.render, ":material/fact_check:"),
    "set_aside": (set_aside.render, ":material/playlist_remove:"),
    "corpus": (corpus.render, ":material/folder_open:"),
}


WITHOUT_ARTICLES = (
    "review",
    "validation",
    "set_aside",
    "corpus",
)  # pages that say something even when no article meets the filters


def main(folder: str | None, readings: str | None = None) -> None:
    """Draw the page asked for, from a run folder or from the session's own files.

    readings : folder where texts once read are kept, so that another analysis does not read them again.
    """
    st.set_page_config(page_title="Vigie", page_icon=str(Path(__file__).with_name("icon.svg")), layout="wide")
    with st.sidebar:
        lang: Language = st.segmented_control(
            "Langue / Language",
            LANGUAGES,
            default=default_language(),
            format_func=str.upper,
            key="lang",
            required=True,
            bind="query-params",
        )
    try:
        changed = state.changed_run()
        own = changed.run if changed else state.uploaded_run()
        run = own or (cache.opened(folder) if folder else None)
        if run is None:
            st.info(message("app.no_run", lang))
            corpus.upload(lang)
            return
        if own and (ledger := state.decisions(run.run_id)) is not None:
            run = cache.decided(run.key, ledger, run)
        run = run.validated(state.validation(run.run_id) or run.validation)
        selection = _filters(run, lang)
        seen = cache.filtered(run.key, selection, run).validated(run.validation)
        kept = Path(readings) if readings else None
        view = View(seen, run, lang, kept, Path(folder) if folder and not own else None, selection)
        if selection != Selection():
            _filtered(view)
        if changed:
            _changed(changed, lang)
        _navigate(view)
    except VigieError as exc:
        st.error(exc.message(lang))


def _navigate(view: View) -> None:
    pages: dict[str, StreamlitPage] = {}
    view = replace(view, pages=pages)
    for name, (render, icon) in PAGES.items():
        pages[name] = st.Page(
            _page(name, render, view),
            title=message(f"app.{name}", view.lang),
            icon=icon,
            url_path=name.replace("_", "-"),
            default=name == "overview",
        )
    st.navigation(list(pages.values())).run()


def _page(name: str, render: Callable[[View], None], view: View) -> Callable[[], None]:
    def page() -> None:
        st.title(message(f"app.{name}", view.lang))
        for fault in view.whole.faults:
            st.warning(fault.message(view.lang))
        if name not in WITHOUT_ARTICLES and not len(view.run.tables["articles"]):
            st.warning(message("app.nothing", view.lang))
        else:
            render(view)

    return page


def _filters(run: Run, lang: Language) -> Selection:
    """Draw the filter bar; it stands outside the pages so that its values outlive a change of page."""
    frame, key = run.tables["articles"], f"filter_{run.run_id}"
    dates, outlets = frame["published"].dropna(), sorted(frame["outlet"].dropna().unique())
    labels = run.tables["topics"].set_index("topic")["label"]
    names = run.tables["actors"].set_index("actor_id")[f"name_{lang}"]
    start = end = None
    with st.sidebar:
        st.subheader(message("app.filters", lang))
        if dates.nunique() > 1:
            bounds = (dates.min().date(), dates.max().date())
            chosen = st.date_input(
                message("app.period", lang),
                bounds,
                min_value=bounds[0],
                max_value=bounds[1],
                format="DD/MM/YYYY",
                key=f"{key}_period",
            )
            if len(chosen) == 2 and tuple(chosen) != bounds:
                start, end = map(pd.Timestamp, chosen)
        selection = Selection(
            start,
            end,
            outlets=_choose("outlets", outlets, str, lang, key) if len(outlets) > 1 else (),
            topics=_choose("topics_filter", labels.index.tolist(), labels.get, lang, key) if len(labels) else (),
            actors=_choose("actors_filter", names.index.tolist(), names.get, lang, key),
        )
    return selection


def _filtered(view: View) -> None:
    """Say how many articles meet the filters, and offer to clear them."""
    with st.sidebar:
        n, total = (len(run.tables["articles"]) for run in (view.run, view.whole))
        st.caption(message("app.filtered", view.lang, n=n, total=total))
        st.button(message("app.reset", view.lang), on_click=state.clear_filters, args=(view.run.run_id,))


def _changed(changed: Changed, lang: Language) -> None:
    """Say on every page that this is the reader's own analysis."""
    before, after = (settings_from(r.manifest["settings"], source=r.run_id) for r in (changed.before, changed.run))
    with st.sidebar:
        st.caption(message("app.changes_seen", lang, n=n_changes(before, after)))


def _choose(name: str, options: list[T], show: Callable[[T], str], lang: Language, key: str) -> tuple[T, ...]:
    label = message(f"app.{name}", lang)
    return tuple(
        st.multiselect(label, options, format_func=show, placeholder=message("app.all", lang), key=f"{key}_{name}")
    )


if __name__ == "__main__":
    main(*[*sys.argv[1:3], None, None][:2])
