"""What a session remembers, typed; the only place that touches ``st.session_state``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd
    from streamlit.navigation.page import StreamlitPage as Page

    from analytics.actors.ledger import Decision
    from analytics.errors import VigieError
    from analytics.messages import Language
    from analytics.runs import Run
    from analytics.validation.codings import Given

_UPLOADED = "uploaded_run"
_CHANGED = "changed_run"
_CODING = "coding_"
_VALIDATION = "validation_"
_DECISIONS = "decisions_"


@dataclass(frozen=True, slots=True)
class Selection:
    """What the filter bar asks for; empty means everything."""

    start: pd.Timestamp | None = None
    end: pd.Timestamp | None = None
    outlets: tuple[str, ...] = ()
    topics: tuple[int, ...] = ()
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What a page is drawn from: the run through the filters, the whole run, and the language.

    readings : where texts once read are kept; None keeps them as long as the server runs. folder : of the run, where
    it has one. selection : what the filters ask for. pages : by name, those that a page may link to.
    """

    run: Run
    whole: Run
    lang: Language
    readings: Path | None = None
    folder: Path | None = None
    selection: Selection = Selection()
    pages: Mapping[str, Page] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coding:
    """A sample that is being coded: its passages in their order, what is said of them, and where its coder stands.

    failed : why the last code could not be kept beside the run, if it could not.
    """

    passage_ids: tuple[str, ...]
    given: Mapping[str, Given]
    place: int = 0
    coder: str = ""
    failed: VigieError | None = None


class Changed(NamedTuple):
    """An analysis done anew with other settings, and the run that it was before."""

    run: Run
    before: Run


def uploaded_run() -> Run | None:
    """Return the analysis of this session's own files, if there is one."""
    return cast("Run | None", st.session_state.get(_UPLOADED))


def keep_uploaded_run(run: Run | None) -> None:
    """Remember, or forget, the analysis of this session's own files; no other session is shown it."""
    st.session_state[_UPLOADED] = run
    st.session_state[_CHANGED] = None


def changed_run() -> Changed | None:
    """Return the analysis that this session did anew, if there is one; it takes the place of the run before."""
    return cast("Changed | None", st.session_state.get(_CHANGED))


def keep_changed_run(changed: Changed | None) -> None:
    """Remember, or forget, the analysis that this session did anew; no other session is shown it."""
    st.session_state[_CHANGED] = changed


def coding(run_id: str) -> Coding | None:
    """Return the sample of a run that this session codes, if there is one."""
    return cast("Coding | None", st.session_state.get(_CODING + run_id))


def keep_coding(run_id: str, changed: Coding | None) -> None:
    """Remember, or forget, the sample that this session codes."""
    st.session_state[_CODING + run_id] = changed


def decisions(run_id: str) -> tuple[Decision, ...] | None:
    """Return the decisions about actors that this session took about a run without a folder, if it took any."""
    return cast("tuple[Decision, ...] | None", st.session_state.get(_DECISIONS + run_id))


def keep_decisions(run_id: str, ledger: tuple[Decision, ...]) -> None:
    """Remember the decisions about actors that this session took about a run without a folder."""
    st.session_state[_DECISIONS + run_id] = ledger


def validation(run_id: str) -> Mapping[str, Any] | None:
    """Return the figures of the validation that this session made of a run, if there is one."""
    return cast("Mapping[str, Any] | None", st.session_state.get(_VALIDATION + run_id))


def keep_validation(run_id: str, figures: Mapping[str, Any]) -> None:
    """Remember the validation that this session made of a run; its charts of tone say so."""
    st.session_state[_VALIDATION + run_id] = figures


def clear_filters(run_id: str) -> None:
    """Forget what the filter bar of a run holds."""
    for key in list(st.session_state):
        if str(key).startswith(f"filter_{run_id}"):
            del st.session_state[key]
