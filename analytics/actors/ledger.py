"""Decisions of readers about actors, as a ledger: each says what, when and why, and can be undone.

The file is a table separated by tabs that any spreadsheet opens; it names actors by their identifiers, which stay the
same between corpora, so that it serves for the next one. Decisions apply in their order, each to what is left by then.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING

from analytics.errors import DecisionError

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS_OF_DECISION = ("merge", "split", "rename", "ignore", "decide", "accept")
_NEEDS = {
    "merge": ("actor_id", "target_id", "name"), "split": ("actor_id", "form", "target_id", "name"),
    "rename": ("actor_id", "name"), "ignore": (), "decide": ("form",), "accept": ("form", "target_id", "name"),
}  # fmt: skip
_UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision; a field that does not apply is empty.

    what : merge (all mentions of ``actor_id`` are of ``target_id``), split (those by one ``form``), rename (the actor
    is called ``name``), ignore (an actor, one of its forms, or a form not recognised, is nobody), decide (what an
    ambiguous ``form`` means where that is open; nobody without target), accept (a name not recognised is
    ``target_id``). in_article : in this article only. name, kind : of the target, or the new name. when : ISO 8601.
    """

    what: str
    actor_id: str = ""
    form: str = ""
    in_article: str = ""
    target_id: str = ""
    name: str = ""
    kind: str = ""
    when: str = ""
    why: str = ""
    undone: bool = False

    @property
    def decision_id(self) -> str:
        """Hash of what was decided and when."""
        parts = [str(getattr(self, part.name)) for part in fields(self) if part.name not in ("why", _UNDONE)]
        return hashlib.blake2b("\t".join(parts).encode(), digest_size=4).hexdigest()


_COLUMNS = ("decision_id", *(part.name for part in fields(Decision)))


def parse_decisions(content: bytes, *, name: str) -> list[Decision]:
    """Read a ledger. Raises DecisionError naming the file and each faulty line."""
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as exc:
        raise DecisionError("decisions_unreadable", path=name, reason=exc) from exc
    rows = csv.DictReader(lines, delimiter="\t")
    if not set(_COLUMNS[1:]) <= set(rows.fieldnames or ()):
        raise DecisionError("decisions_header", path=name, columns=", ".join(_COLUMNS))
    found, faults = [], []
    for row in rows:
        decision = _decision({key: (row.get(key) or "").strip() for key in _COLUMNS[1:]})
        fault = _fault(decision)
        if fault:
            faults.append(f"{rows.line_num}: {fault}")
        found.append(decision)
    if faults:
        raise DecisionError("decisions_malformed", path=name, faults="; ".join(faults[:20]))
    return joined([], found)


def _decision(row: dict[str, str]) -> Decision:
    undone = row.pop(_UNDONE).lower() not in ("", "0", "false", "no", "non")
    return Decision(**row, undone=undone)


def _fault(decision: Decision) -> str:
    if decision.what not in KINDS_OF_DECISION:
        return f"what = {decision.what!r} ({', '.join(KINDS_OF_DECISION)})"
    lacking = [name for name in _NEEDS[decision.what] if not getattr(decision, name)]
    if decision.what == "ignore" and not decision.actor_id + decision.form:
        lacking = ["actor_id"]
    if lacking:
        return f"{decision.what}: {', '.join(lacking)}"
    try:
        datetime.fromisoformat(decision.when)
    except ValueError:
        return f"when = {decision.when!r}"
    return ""


def decisions_bytes(decisions: Sequence[Decision]) -> bytes:
    """Write a ledger."""
    stream = io.StringIO()
    rows = csv.writer(stream, delimiter="\t", lineterminator="\n")
    rows.writerow(_COLUMNS)
    for decision in decisions:
        values = [getattr(decision, name) for name in _COLUMNS[:-1]]
        rows.writerow([*(" ".join(value.split()) for value in values), "1" if decision.undone else ""])
    return stream.getvalue().encode()


def joined(some: Sequence[Decision], others: Sequence[Decision]) -> list[Decision]:
    """Join two ledgers in order of time; a decision of both stands once, undone where the second says so."""
    known = {decision.decision_id: decision for decision in (*some, *others)}
    return sorted(known.values(), key=lambda decision: decision.when)


def undone(decisions: Sequence[Decision], decision_id: str, *, is_undone: bool = True) -> list[Decision]:
    """Return the ledger with one decision taken back, or given again. Raises DecisionError where it is not there."""
    if decision_id not in {decision.decision_id for decision in decisions}:
        raise DecisionError("decision_unknown", decision=decision_id)
    return [replace(d, undone=is_undone) if d.decision_id == decision_id else d for d in decisions]


def ledger_key(decisions: Sequence[Decision]) -> str:
    """Hash of the decisions that are in force; empty without any."""
    parts = [decision.decision_id for decision in decisions if not decision.undone]
    return hashlib.blake2b(" ".join(parts).encode(), digest_size=4).hexdigest() if parts else ""
