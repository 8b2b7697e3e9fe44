"""What the analysis leaves out, words and passages, and how the reader changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics import aggregation, answers, set_aside
from analytics.errors import VigieError
from analytics.messages import message
from analytics.normalization import fold
from analytics.pipeline import analyse
from analytics.runs import corpus_of
from analytics.settings import settings_from
from analytics.text.stop_words import REASONS
from dashboard import cache, components, state

if TYPE_CHECKING:
    import pandas as pd

    from analytics.messages import Language
    from analytics.runs import Run
    from analytics.settings import Settings
    from dashboard.state import View

N_PASSAGES = 10  # shown of each class


def render(view: View) -> None:
    """Say how much is set aside, offer to change it and analyse again, then show the words and the passages."""
    run, lang = view.run, view.lang
    settings = _settings(view.whole)
    words = set_aside.stop_words_table(settings)
    counts = aggregation.boilerplate_counts(run)
    passages = aggregation.boilerplate_passages(run)
    key = "app.sentence_set_aside" if settings.text.boilerplate else "app.sentence_set_aside_off"
    components.answer(message(
        key, lang, words=int((words["state"] != "removed").sum()), n=len(passages),
        articles=passages["article_id"].nunique(), total=len(run.tables["articles"]),
    ))  # fmt: skip
    _say_changed(view, settings)
    _offer_changes(view, settings)
    _show_words(words, settings, lang)
    _show_passages(counts, passages, aggregation.agency_counts(run), lang)


def _settings(run: Run) -> Settings:
    return settings_from(run.manifest["settings"], source=run.run_id)


def _say_changed(view: View, settings: Settings) -> None:
    """Say that this is the reader's own analysis, and offer to go back."""
    changed = state.changed_run()
    if changed is not None:
        n = set_aside.n_changes(_settings(changed.before), settings)
        st.success(message("app.changes_shown", view.lang, n=n))
        st.button(message("app.changes_back", view.lang), on_click=state.keep_changed_run, args=(None,))


def _offer_changes(view: View, settings: Settings) -> None:
    lang, key = view.lang, f"set_aside_{view.whole.run_id}"
    st.subheader(message("app.changes_title", lang))
    with st.form(key):
        with st.container(key="beside"):  # one below the other where the window is narrow
            left, right = st.columns(2, gap="medium")
        with left:
            added, removed = _ask_words(settings, key, lang)
        with right:
            restored, boilerplate = _ask_passages(view.whole, settings, key, lang)
        st.caption(message("app.changes_note", lang))
        asked = st.form_submit_button(message("app.changes_button", lang), type="primary")
    if asked:
        try:
            wanted = set_aside.set_aside(
                settings, added=added, removed=removed, restored=restored, boilerplate=boilerplate
            )
        except VigieError as exc:
            st.error(exc.message(lang))
            return
        _analyse_again(view, settings, wanted)


def _ask_words(settings: Settings, key: str, lang: Language) -> tuple[list[str], list[str]]:
    added = st.text_area(
        message("app.changes_added", lang),
        "\n".join(settings.topics.add_stop_words),
        height=150,
        help=message("app.changes_added_help", lang),
        key=f"{key}_added",
    )
    bundled = set_aside.stop_words_table(settings).query("state != 'added'")["word"]
    removed = st.multiselect(
        message("app.changes_removed", lang),
        sorted(bundled, key=fold),
        default=list(settings.topics.remove_stop_words),
        help=message("app.changes_removed_help", lang),
        placeholder=message("app.changes_choose", lang),
        key=f"{key}_removed",
    )
    return set_aside.words_in(added), removed


def _ask_passages(run: Run, settings: Settings, key: str, lang: Language) -> tuple[list[str], bool]:
    counts = aggregation.boilerplate_counts(run).groupby("rule", sort=False)["n_passages"].sum()
    phrases = list(dict.fromkeys([*settings.text.restored, *counts.index]))
    restored = st.multiselect(
        message("app.changes_restored", lang),
        phrases,
        default=list(settings.text.restored),
        format_func=lambda phrase: f"{phrase} ({counts[phrase]})" if phrase in counts.index else phrase,
        help=message("app.changes_restored_help", lang),
        placeholder=message("app.changes_choose" if phrases else "app.changes_nothing_found", lang),
        disabled=not phrases,
        key=f"{key}_restored",
    )
    everything = st.toggle(
        message("app.changes_all", lang),
        value=not settings.text.boilerplate,
        help=message("app.changes_all_help", lang),
        key=f"{key}_all",
    )
    return restored, not everything


def _analyse_again(view: View, settings: Settings, wanted: Settings) -> None:
    changed = state.changed_run()
    before = changed.before if changed else view.whole
    if wanted == settings:
        st.info(message("app.changes_none", view.lang))
        return
    if wanted == _settings(before):
        state.keep_changed_run(None)
    else:
        run = analyse(
            corpus_of(view.whole),
            settings=wanted,
            readings=view.readings or cache.temporary_readings(),
            progress=components.progress(view.lang),
        ).decided(view.whole.decisions)
        state.keep_changed_run(state.Changed(run, before))
    st.rerun()


def _show_words(words: pd.DataFrame, settings: Settings, lang: Language) -> None:
    st.subheader(message("app.stop_list", lang))
    with st.container(key="beside_words"):
        left, right = st.columns(2, gap="medium")
    searched = fold(left.text_input(message("app.stop_search", lang), key="stop_search").strip())
    reasons = right.multiselect(
        message("app.stop_class", lang),
        REASONS,
        format_func=lambda reason: answers.reason_of(reason, lang),
        placeholder=message("app.stop_all", lang),
        key="stop_reasons",
    )
    shown = answers.stop_words(settings, lang=lang, reasons=reasons)
    rows = [row for row in shown.rows if searched in fold(row[0])]
    st.caption(message("app.stop_shown", lang, n=len(rows)))
    st.dataframe(
        [dict(zip(shown.columns, row, strict=True)) for row in rows],
        hide_index=True,
        height=280,
        width="stretch",
        column_config={shown.columns[-1]: st.column_config.TextColumn(width="large")},  # notes are sentences
    )
    if (words["state"] != "bundled").any():
        st.download_button(
            message("app.changes_save", lang),
            data=set_aside.as_file(settings),
            file_name="vigie-mots.txt",
            mime="text/plain",
            help=message("app.changes_save_help", lang),
            icon=":material/download:",
            on_click="ignore",
        )


def _show_passages(counts: pd.DataFrame, passages: pd.DataFrame, agencies: pd.DataFrame, lang: Language) -> None:
    st.subheader(message("app.passages", lang))
    if len(agencies):
        signing = ", ".join(f"{a.agency} {answers.number(a.n_articles, lang)}" for a in agencies.itertuples())
        st.caption(message("app.agencies", lang, agencies=signing))
    if counts.empty:
        st.info(message("show.no_boilerplate", lang))
        return
    columns: dict[str, Any] = {
        "rule": message("show.rule", lang),
        "reason": message("show.reason", lang),
        "n_passages": message("show.passages", lang),
        "n_articles": message("axis.articles", lang),
        "example": st.column_config.TextColumn(message("show.example", lang), width="large"),
    }
    described = counts.assign(reason=[message(f"boilerplate.{reason}", lang) for reason in counts["reason"]])
    st.dataframe(described[list(columns)], hide_index=True, column_config=columns, width="stretch")
    for reason in dict.fromkeys(counts["reason"]):
        found = passages[passages["reason"] == reason]
        label = message("app.passages_of", lang, reason=message(f"boilerplate.{reason}", lang), n=len(found))
        with st.expander(label):
            for _, row in found.head(N_PASSAGES).iterrows():
                _show_passage(row, lang)
            if len(found) > N_PASSAGES:
                st.caption(message("app.passages_more", lang, n=len(found) - N_PASSAGES))


def _show_passage(row: pd.Series, lang: Language) -> None:
    text = row["before"] + row["text"]
    mark = components.boilerplate_mark(len(row["before"]), text, row["rule"], row["reason"], lang)
    components.passage(text, [mark], components.source_line(row, lang))
