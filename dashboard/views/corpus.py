"""The corpus itself: what was read, what was refused, the settings, and the reader's own files."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from analytics import aggregation, answers
from analytics.errors import VigieError
from analytics.messages import message
from analytics.pipeline import analyse
from analytics.readers import READERS, read_corpus
from dashboard import components, state

if TYPE_CHECKING:
    from analytics.answers import Answer
    from analytics.messages import Language
    from analytics.runs import Run
    from dashboard.state import View


def render(view: View) -> None:
    """Say what was read, offer to analyse other files, and explain the measures."""
    run, lang = view.whole, view.lang
    figures = aggregation.summary(run)
    components.answer(message(
        "app.sentence_corpus", lang, n=figures.n_articles, outlets=figures.n_outlets, rejected=figures.n_rejected
    ))  # fmt: skip
    upload(lang)
    for name in ("rejected", "candidates"):
        found = answers.ANSWERS[name](run, lang=lang, limit=200)
        if found.rows:
            with st.expander(f"{message(f'app.{name}_table', lang)} ({len(found.rows) + found.n_more})"):
                _show(found)
    with st.expander(message("app.about", lang), expanded=False):
        st.markdown(message("app.about_text", lang))
    with st.expander(message("app.settings", lang)):
        st.caption(message("app.run", lang, run_id=run.run_id))
        st.json({key: run.manifest[key] for key in ("settings", "topics", "versions", "fingerprint")})


def upload(lang: Language) -> None:
    """Offer to analyse the reader's own files; the result is this session's alone."""
    st.subheader(message("app.upload", lang))
    shown = state.uploaded_run()
    if shown is not None:
        figures = aggregation.summary(shown)
        say = st.warning if figures.n_rejected else st.success
        say(message("app.upload_shown", lang))
        say(message("app.upload_done", lang, n=figures.n_articles, rejected=figures.n_rejected))
        st.button(message("app.upload_back", lang), on_click=state.keep_uploaded_run, args=(None,))
    with st.form("upload"):
        files = st.file_uploader(
            message("app.upload_help", lang),
            type=[suffix[1:] for suffix in READERS],
            accept_multiple_files=True,
        )
        n_topics = st.slider(message("app.upload_topics", lang), 2, 40, 12)
        asked = st.form_submit_button(message("app.upload_button", lang), type="primary")
    if asked and files:
        run = _analyse_files([(file.name, file.getvalue()) for file in files], n_topics, lang)
        if run is not None:
            state.keep_uploaded_run(run)
            st.rerun()


def _analyse_files(files: list[tuple[str, bytes]], n_topics: int, lang: Language) -> Run | None:
    tell = components.progress(lang)
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, content) in enumerate(files):
            place = Path(folder) / f"{number:04d}"  # a folder each: names come from outside and may clash
            place.mkdir()
            (place / Path(name).name[-120:]).write_bytes(content)
        try:
            corpus = read_corpus(folder)
        except VigieError as exc:
            st.error(exc.message(lang))
            return None
    if not len(corpus):
        st.error(
            message(
                "error.corpus_empty",
                lang,
                paths=", ".join(name for name, _ in files),
                n=corpus.rejected.num_rows,
            )
        )
        for row in corpus.rejected.slice(0, 20).to_pylist():
            st.caption(row["reason"])
        return None
    return analyse(corpus, n_topics=n_topics, progress=tell)


def _show(found: Answer) -> None:
    st.dataframe([dict(zip(found.columns, row, strict=True)) for row in found.rows], hide_index=True, width="stretch")
