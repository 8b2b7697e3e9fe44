"""What a session remembers, typed; the only place that touches ``st.session_state``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import streamlit as st

if TYPE_CHECKING:
    import pandas as pd

    from analytics.messages import Language
    from analytics.runs import Run

_UPLOADED = "uploaded_run"


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
    """What a page is drawn from: the run through the filters, the whole run, and the language."""

    run: Run
    whole: Run
    lang: Language


def uploaded_run() -> Run | None:
    """Return the analysis of this session's own files, if there is one."""
    return cast("Run | None", st.session_state.get(_UPLOADED))


def keep_uploaded_run(run: Run | None) -> None:
    """Remember, or forget, the analysis of this session's own files; no other session is shown it."""
    st.session_state[_UPLOADED] = run


def clear_filters(run_id: str) -> None:
    """Forget what the filter bar of a run holds."""
    for key in list(st.session_state):
        if str(key).startswith(f"filter_{run_id}"):
            del st.session_state[key]
