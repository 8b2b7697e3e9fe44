"""What is kept between reruns, each with a bound; keys are those of runs and frozen selections, never tables."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from analytics import actor_answers, actor_review, aggregation, answers, tone_answers
from analytics.decisions import decisions_state
from analytics.lexicon_comparison import LexiconComparison, compare_lexicons
from analytics.quotation_search import QuotationFilter, choose_quotations
from analytics.runs import Run, open_run
from analytics.tone.lexicon import Lexicon, lexicon_of, load_lexicon
from analytics.tone.word_lists import parse_word_list
from analytics.validation.passages import passages_of
from analytics.validations import validation_name
from analytics.what_if import Without, what_if

if TYPE_CHECKING:
    import pandas as pd

    from analytics.actors.ledger import Decision
    from analytics.answers import Answer
    from analytics.messages import Language
    from dashboard.state import Selection


def opened(folder: str) -> Run:
    """Return the run of a folder, opened once for all sessions, and anew when what is kept beside it changes."""
    return _opened(folder, validation_name(Path(folder)), decisions_state(Path(folder)))


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(folder: str, validation: str, decisions: str) -> Run:
    return open_run(folder)


@st.cache_resource(max_entries=4, show_spinner=False)
def decided(key: str, decisions: tuple[Decision, ...], _run: Run) -> Run:
    """Return a run under decisions about its actors."""
    return _run.decided(decisions)


@st.cache_resource(max_entries=4, show_spinner=False)
def passages(key: str, _run: Run) -> pd.DataFrame:
    """Return the passages of a run by their ids; not to be written to."""
    return passages_of(_run).set_index("passage_id", drop=False)


@st.cache_resource(max_entries=8, show_spinner=False)
def changed(key: str, selection: Selection, without: Without, _run: Run) -> Run:
    """Return a run, seen through a selection, without some words, rules, facets or voices."""
    return what_if(_run, without)


@st.cache_resource(max_entries=8, show_spinner=False)
def quoted(key: str, selection: Selection, wanted: QuotationFilter, _run: Run) -> Run:
    """Return a run, seen through a selection, with the quotations that meet a filter."""
    return choose_quotations(_run, wanted)


@st.cache_resource(max_entries=8, show_spinner=False)
def sensitivity(key: str, selection: Selection, lang: Language, _run: Run) -> list[Answer]:
    """Return what the tone of a run, seen through a selection, hangs on."""
    return tone_answers.sensitivity(_run, lang=lang, limit=50)


class Review(NamedTuple):
    """What there is to review of the actors of a run, as frames and as tables to show."""

    opened: pd.DataFrame
    unknown: pd.DataFrame
    twins: pd.DataFrame
    opened_table: Answer
    unknown_table: Answer
    twins_table: Answer


@st.cache_resource(max_entries=4, show_spinner=False)
def review(key: str, lang: Language, _run: Run) -> Review:
    """Return what there is to review of the actors of a run; not to be written to."""
    return Review(
        actor_review.open_forms(_run),
        actor_review.candidate_counts(_run),
        actor_review.name_twins(_run),
        actor_answers.open_forms(_run, lang=lang, limit=200),
        answers.candidates(_run, lang=lang, limit=200),
        actor_answers.name_twins(_run, lang=lang, limit=50),
    )


@st.cache_resource(max_entries=1, show_spinner=False)
def _temporary_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="vigie-")


def temporary_readings() -> Path:
    """Return a folder for readings that is there as long as the server runs."""
    return Path(_temporary_folder().name)


@st.cache_resource(max_entries=32, show_spinner=False)
def filtered(key: str, selection: Selection, _run: Run) -> Run:
    """Return a run seen through a selection."""
    chosen = aggregation.choose_articles(
        _run,
        start=selection.start,
        end=selection.end,
        outlets=selection.outlets,
        topics=selection.topics,
        actors=selection.actors,
    )
    return _run.restricted(chosen)


@st.cache_resource(max_entries=8, show_spinner=False)
def uploaded_lexicon(name: str, content: bytes) -> Lexicon:
    """Return a reader's list as a lexicon. Raises ResourceError naming its faulty lines."""
    return lexicon_of(parse_word_list(content, name=name))


@st.cache_data(max_entries=8, show_spinner=False)
def compared(
    key: str, article_ids: tuple[str, ...], ours: str, lists: tuple[tuple[str, bytes], ...], _run: Run
) -> LexiconComparison:
    """Return what our lexicon, called ``ours``, and a reader's lists make of the articles of a run."""
    lexicons = {ours: load_lexicon()} | {name: uploaded_lexicon(name, content) for name, content in lists}
    return compare_lexicons(_run, lexicons)
