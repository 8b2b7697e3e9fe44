"""Validation of tone by hand: draw passages, code them one after the other, compare, and keep the result."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analytics import answers, charts, validation_answers
from analytics.errors import ValidationError, VigieError
from analytics.messages import message
from analytics.validation.codings import CODES, Given, codings_of, parse_codings, parse_sheet, read_sheet, sample_csv
from analytics.validation.result import validation_of
from analytics.validation.sampling import sample_passages
from analytics.validation.scoring import score
from analytics.validations import begun_codings, keep_coding, keep_validation
from dashboard import cache, components, state
from dashboard.state import Coding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from analytics.messages import Language
    from analytics.validation.codings import Sheet
    from analytics.validation.result import Validation
    from dashboard.state import View

N_SAMPLE = 120
N_SHOWN = 8  # disagreements


def render(view: View) -> None:
    """Say whether tone is validated on this corpus; offer to code a sample, to compare codes, and show the result."""
    result = validation_of(view.whole)
    notes = [message("app.sentence_not_validated", view.lang)]
    if result:
        notes = validation_answers.validation_notes(result, lang=view.lang)
    components.answer(notes[0])
    for note in notes[1:]:
        st.warning(note)
    if result:
        _show_result(view, result)
    st.subheader(message("app.coding_title", view.lang))
    with st.expander(message("app.coding_guideline", view.lang)):
        guideline = message("validation.guideline", view.lang)
        st.markdown(guideline)
    begun = state.coding(view.whole.run_id)
    if begun is None:
        _offer_sample(view)
    else:
        _code(view, begun)
    st.subheader(message("app.score_title", view.lang))
    _offer_score(view, begun)


def _offer_sample(view: View) -> None:
    """Draw a new sample, or go on with one that was begun."""
    lang, run = view.lang, view.whole
    there = begun_codings(view.folder) if view.folder is not None else {}
    with st.container(key="beside"):
        left, right = st.columns(2, gap="medium")
    with left, st.form("sample"):
        n = st.number_input(message("app.coding_n", lang), min_value=1, max_value=2000, value=N_SAMPLE)
        seed = st.number_input(message("app.coding_seed", lang), min_value=0, value=0)
        coder = ""
        if view.folder is not None:
            free = next(name for k in count(1) if (name := message("app.coding_name", lang, n=k)) not in there)
            coder = st.text_input(message("app.coding_coder", lang), value=free)
        drawn = st.form_submit_button(message("app.coding_draw", lang), type="primary")
    with right:
        _offer_begun(view, there)
        resumed = st.file_uploader(message("app.coding_resume", lang), type="csv", key="resumed")
    try:
        if resumed is not None:
            _begin(view, _resumed(view, parse_sheet(resumed.name, resumed.getvalue()), PurePath(resumed.name).stem))
        if drawn:
            ids = sample_passages(run, n=int(n), seed=int(seed))["passage_id"]
            _begin(view, Coding(tuple(ids), {}, coder=coder.strip()))
    except VigieError as exc:
        st.error(exc.message(lang))


def _offer_begun(view: View, begun: Mapping[str, Path]) -> None:
    """Let coders go on where they stopped, in this session or another."""
    for coder, path in begun.items():
        try:
            coding = _resumed(view, read_sheet(path), coder)
        except VigieError as exc:
            st.warning(exc.message(view.lang))
            continue
        label = message(
            "app.coding_continue", view.lang, coder=coder, n=len(coding.given), total=len(coding.passage_ids)
        )
        if st.button(label, key=f"continue_{coder}", icon=":material/resume:"):
            state.keep_coding(view.whole.run_id, coding)
            st.rerun()


def _resumed(view: View, sheet: Sheet, coder: str) -> Coding:
    """Return a coding as a sheet holds it. Raises ValidationError for one of other texts."""
    run = view.whole
    known = tuple(p for p in sheet.passage_ids if p in cache.passages(run.run_id, run).index)
    if not known:
        raise ValidationError("codings_of_another_run", n=len(sheet.passage_ids), run_id=run.run_id)
    given = {passage: said for passage, said in sheet.given.items() if passage in known}
    return _moved(Coding(known, given, coder=coder))


def _begin(view: View, coding: Coding) -> None:
    """Keep a coding beside the run, where it has a folder, before the first code is given.

    Raises ValidationError for the name of a coder who has begun already, or that no file can have.
    """
    if view.folder is not None:
        if coding.coder in begun_codings(view.folder):
            raise ValidationError("coder_begun", name=coding.coder)
        keep_coding(view.folder, coding.coder, _sheet(view, coding))
    state.keep_coding(view.whole.run_id, coding)
    st.rerun()


def _code(view: View, begun: Coding) -> None:
    """Show one passage with its buttons, how far the coder is, and what there is to save."""
    lang, run_id, n_all = view.lang, view.whole.run_id, len(begun.passage_ids)
    done = message("app.coding_progress", lang, n=len(begun.given), total=n_all)
    st.progress(len(begun.given) / n_all, text=done)
    passage_id = begun.passage_ids[begun.place]
    before = begun.given.get(passage_id)
    row = cache.passages(run_id, view.whole).loc[passage_id]
    place = message("app.coding_place", lang, n=begun.place + 1, total=n_all)
    components.passage(row["text"], [], place)
    mixed = st.checkbox(
        message("app.coding_mixed", lang), value=bool(before and before.mixed), key=f"mixed_{passage_id}"
    )
    note = st.text_input(
        message("app.coding_note", lang), value=before.note if before else "", key=f"note_{passage_id}"
    )
    buttons = st.container(horizontal=True, gap="small")  # wraps where the window is narrow
    for code in (*CODES, None):
        chosen = before is not None and before.code == code
        name = "unclear" if code is None else f"{code:+d}" if code else "0"
        if buttons.button(
            message(f"code.{name}", lang),
            key=f"code_{name}_{passage_id}",
            type="primary" if chosen else "secondary",
        ):
            given = {**begun.given, passage_id: Given(code, mixed, note.strip())}
            _keep(view, _moved(replace(begun, given=given)))
            st.rerun()
    actions = st.container(horizontal=True, gap="small")
    for step, key in ((-1, "app.coding_back"), (1, "app.coding_forward")):
        moved = replace(begun, place=(begun.place + step) % n_all)
        actions.button(message(key, lang), on_click=state.keep_coding, args=(run_id, moved))
    actions.download_button(
        message("app.coding_save", lang),
        data=lambda: _sheet(view, begun),
        file_name="vigie-passages.csv",
        mime="text/csv",
        help=message("app.coding_save_help", lang),
        icon=":material/download:",
        on_click="ignore",
    )
    actions.button(
        message("app.coding_leave", lang),
        help=message("app.coding_leave_help" if view.folder is None else "app.coding_leave_kept", lang),
        on_click=state.keep_coding,
        args=(run_id, None),
    )
    if begun.failed:
        st.error(begun.failed.message(lang))
    if view.folder is None or begun.failed:
        st.caption(message("app.coding_unsaved", lang))
    else:
        st.caption(message("app.coding_kept", lang, coder=begun.coder, folder=view.folder))


def _keep(view: View, coding: Coding) -> None:
    """Keep what is given so far for the session and, where the run has a folder, for good."""
    failed = None
    if view.folder is not None:
        try:
            keep_coding(view.folder, coding.coder, _sheet(view, coding))
        except VigieError as exc:
            failed = exc  # the session has the codes: the page says that they must be downloaded
    state.keep_coding(view.whole.run_id, replace(coding, failed=failed))


def _moved(coding: Coding) -> Coding:
    """Return the coding at the next passage without a code, from where the coder stands; there if all have one."""
    n_all = len(coding.passage_ids)
    places = [(coding.place + step) % n_all for step in range(n_all)]
    return replace(coding, place=next((p for p in places if coding.passage_ids[p] not in coding.given), coding.place))


def _sheet(view: View, begun: Coding) -> bytes:
    sample = cache.passages(view.whole.run_id, view.whole).loc[list(begun.passage_ids)].reset_index(drop=True)
    return sample_csv(sample, codings_of("", begun.given))


def _offer_score(view: View, begun: Coding | None) -> None:
    """Compare the codes of files, and those given here, with the tone that was found."""
    lang = view.lang
    with st.form("score"):
        files = st.file_uploader(message("app.score_files", lang), type="csv", accept_multiple_files=True, key="coded")
        own = ""
        if begun and begun.given:
            own = st.text_input(message("app.score_own", lang), value=begun.coder, key="coder")
        asked = st.form_submit_button(message("app.score_button", lang), type="primary")
    try:
        if asked:
            codings = _codings(files, own.strip(), begun)
            figures = score(view.whole, codings).as_dict()
            state.keep_validation(view.whole.run_id, figures)
            if view.folder is not None:
                keep_validation(view.folder, figures, codings)
            st.rerun()
    except VigieError as exc:
        st.error(exc.message(lang))
    st.caption(message("app.score_kept" if view.folder else "app.score_seen", lang))


def _codings(files: list[UploadedFile], own: str, begun: Coding | None) -> pd.DataFrame:
    """Join the codes of files and, under a name of their own, those given here."""
    contents = [(file.name, PurePath(file.name).stem, file.getvalue()) for file in files]
    if begun and own:
        if not contents:
            return codings_of(own, begun.given)
        read = parse_codings(contents)
        if own in set(read["coder"]):
            raise VigieError("codings_same_coder", coder=own, first=contents[0][0], second="Vigie")
        return pd.concat([read, codings_of(own, begun.given)], ignore_index=True)
    return parse_codings(contents)


def _show_result(view: View, result: Validation) -> None:
    lang = view.lang
    tables = validation_answers.validation_tables(view.whole, result, lang=lang)
    _table(tables[0])
    components.chart(charts.tone_confusion(view.whole, lang=lang), "tone-confusion", lang)
    components.chart(charts.tone_shares(view.whole, lang=lang), "tone-shares", lang)
    _table(tables[2])
    _show_disagreements(view, result, lang)


def _table(answer: answers.Answer) -> None:
    st.dataframe([dict(zip(answer.columns, row, strict=True)) for row in answer.rows], hide_index=True, width="stretch")


def _show_disagreements(view: View, result: Validation, lang: Language) -> None:
    """Show the passages that coders and Vigie see most differently, with the words that decided."""
    articles = view.whole.tables["articles"].set_index("article_id")
    texts = view.whole.tables["paragraphs"].set_index(["article_id", "paragraph"])["text"]
    hits = view.whole.tables["hits"]
    with st.expander(message("validation.disagreements", lang)):
        for found in result.disagreements[:N_SHOWN]:
            inside = hits[
                (hits["article_id"] == found.article_id) & (hits["paragraph"] == found.paragraph)
                & (hits["start"] >= found.start) & (hits["end"] <= found.end)
            ]  # fmt: skip
            text = texts[found.article_id, found.paragraph]
            marks = [
                mark._replace(start=mark.start - found.start, end=mark.end - found.start)
                for mark in components.hit_marks(inside, text, lang)
            ]
            compared = message(
                "app.score_compared", lang, code=answers.polarity(found.code, lang),
                polarity=answers.polarity(found.polarity, lang),
            )  # fmt: skip
            source = components.source_line(articles.loc[found.article_id], lang)
            components.passage(text[found.start : found.end], marks, f"{compared} · {source}")
