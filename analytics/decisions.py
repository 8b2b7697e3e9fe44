"""Decisions about actors kept beside a run, in ``decisions.tsv``; the run itself does not change, nor does its id."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from analytics.actors.ledger import decisions_bytes, parse_decisions
from analytics.errors import DecisionError
from analytics.files import atomic_write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analytics.actors.ledger import Decision


def ledger_path(folder: Path) -> Path:
    """Return where the decisions about the run in ``folder`` are kept."""
    return folder / "decisions.tsv"


def read_decisions(path: Path) -> list[Decision]:
    """Read a ledger. Raises DecisionError when it cannot be read, naming each faulty line."""
    try:
        content = path.read_bytes()
    except OSError as exc:
        raise DecisionError("decisions_unreadable", path=path, reason=exc.strerror or exc) from exc
    return parse_decisions(content, name=str(path))


def kept_decisions(folder: Path) -> list[Decision]:
    """Return the decisions kept beside the run in ``folder``. Raises DecisionError when they cannot be read."""
    path = ledger_path(folder)
    return read_decisions(path) if path.exists() else []


def keep_decisions(folder: Path, decisions: Sequence[Decision]) -> Path:
    """Keep a ledger beside the run in ``folder``, in the place of the one there was, and return its file.

    Raises DecisionError when the folder cannot be written to.
    """
    path = ledger_path(folder)
    try:
        atomic_write(path, decisions_bytes(decisions))
    except OSError as exc:
        raise DecisionError("decisions_unwritable", path=path, reason=exc.strerror or exc) from exc
    return path


def decisions_state(folder: Path) -> str:
    """Return what changes with the decisions beside the run in ``folder``; empty without any."""
    try:
        return hashlib.blake2b(ledger_path(folder).read_bytes(), digest_size=8).hexdigest()
    except OSError:
        return ""
