"""What a session remembers, typed; the only place that touches ``st.session_state``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

import streamlit as st

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from analytics.messages import Language
    from analytics.runs import Run

_UPLOADED = "uploaded_run"
_CHANGED = "changed_run"


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

    readings : where texts once read are kept; None keeps them as long as the server runs.
    """

    run: Run
    whole: Run
    lang: Language
    readings: Path | None = None


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


def clear_filters(run_id: str) -> None:
    """Forget what the filter bar of a run holds."""
    for key in list(st.session_state):
        if str(key).startswith(f"filter_{run_id}"):
            del st.session_state[key]
