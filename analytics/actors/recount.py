"""Recounting: the tables of a run as the decisions of a ledger make them, without reading a text again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics import tables
from analytics.actors.counts import mention_sums
from analytics.actors.gazetteer import load_gazetteer
from analytics.actors.name_words import name_key
from analytics.text.intervals import members, overlapping
from analytics.text.spans import integers, line_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.actors.ledger import Decision
    from analytics.text.intervals import Line

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

CHANGED = ("mentions", "actors", "candidates", "quotations", "relations", "decisions")
_UNKNOWN, _NOBODY = -1, -2  # a name not recognised; a name that a reader ignores
_GIVEN = ("actor_id", "form", "in_article", "target_id", "name", "kind", "why")
_DESCRIBING = ("name_fr", "name_en", "kind", "role", "office_of")


class Recounted(Mapping[str, pa.Table]):
    """The tables of a run under the decisions of a ledger; those that these change are made when first asked for."""

    def __init__(self, base: Mapping[str, pa.Table], decisions: Sequence[Decision]) -> None:
        self.base = base
        self._decisions = decisions
        self._changed: dict[str, pa.Table] = {}

    def __getitem__(self, name: str) -> pa.Table:
        if name not in CHANGED:
            return self.base[name]
        if not self._changed:
            self._changed = recount(self.base, self._decisions)
        return self._changed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(tables.TABLES)

    def __len__(self) -> int:
        return len(tables.TABLES)


class _Names(NamedTuple):
    """Names found in the texts, mentions and then candidates, as integers, (n_names,) all.

    articles : row of the article. starts, ends : places on one line. forms : what their spellings share. actors : whom
    they mean. open : they may mean others. decisions : row of the decision that changed them, or -1.
    """

    articles: Ints
    starts: Ints
    ends: Ints
    forms: Ints
    actors: Ints
    open: Bools
    decisions: Ints


@dataclass(slots=True)
class _Codes:
    """Numbers of strings, given as they come."""

    numbers: dict[str, int]

    def of(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))

    def texts(self) -> pa.Array:
        return pa.array(list(self.numbers), pa.string())


class _Moves(NamedTuple):
    """What a ledger does: ``names`` after it, where each actor as a whole went, the mentions each decision changed.

    targets : (n_actors,).
    """

    names: _Names
    targets: Ints
    n_changed: list[int]


def recount(base: Mapping[str, pa.Table], decisions: Sequence[Decision]) -> dict[str, pa.Table]:
    """Return the tables CHANGED under the decisions that are in force, given all tables of a run without any.

    A mention that a decision changed carries its ``decision_id``. Who speaks and who acts on whom follows the mentions
    in the words that name them; where these stand in another paragraph, it follows decisions on whole actors.
    """
    mentions, candidates = base["mentions"], base["candidates"]
    articles = pd.Index(base["articles"]["article_id"].to_pandas())
    line = line_over(mentions, candidates, base["quotations"], base["relations"])
    forms = _Codes({})
    actors = _Codes({actor: code for code, actor in enumerate(base["actors"]["actor_id"].to_pylist())})
    before = _names(mentions, candidates, line, articles, forms=forms, actors=actors)
    after, targets, n_changed = _decide(before, decisions, articles, forms=forms, actors=actors)
    found = {
        "mentions": _mentions(mentions, candidates, after, decisions=decisions, ids=actors.texts(), targets=targets),
        "candidates": candidates.filter(pa.array(after.actors[mentions.num_rows :] == _UNKNOWN)),
    }
    link = _Links(line, articles, before, after, targets, actors)
    spoken = base["quotations"]
    found["quotations"] = _set(spoken, "speaker_id", link.renewed(spoken, "speaker"))
    found["relations"] = _related(base["relations"], link)
    found["actors"] = _actors(found["mentions"], base["actors"], decisions)
    found["decisions"] = tables.from_rows("decisions", [
        {**{name: getattr(d, name) or None for name in _GIVEN}, "decision_id": d.decision_id, "what": d.what,
         "when": d.when, "undone": d.undone, "n_mentions": n}
        for d, n in zip(decisions, n_changed, strict=True)
    ])  # fmt: skip
    return found


def _names(
    mentions: pa.Table, candidates: pa.Table, line: Line, articles: pd.Index[str], *, forms: _Codes, actors: _Codes
) -> _Names:
    def joined(name: str) -> Ints:
        return np.concatenate([integers(table[name]) for table in (mentions, candidates)])

    rows = np.concatenate([articles.get_indexer(t["article_id"].to_pandas()) for t in (mentions, candidates)])
    starts, ends = (line.place(rows, joined("paragraph"), joined(name)) for name in ("start", "end"))
    known = _coded(mentions["actor_id"], actors)
    opened = mentions["alternatives"].is_valid().to_numpy()
    n = candidates.num_rows
    return _Names(
        rows, starts, ends,
        np.concatenate([_coded(mentions["form"], forms, key=name_key), _coded(candidates["key"], forms)]),
        np.append(known, np.full(n, _UNKNOWN)),
        np.append(opened, np.zeros(n, dtype=bool)),
        np.full(len(rows), -1),
    )  # fmt: skip


def _coded(column: pa.ChunkedArray, codes: _Codes, *, key: Callable[[str], str] = str) -> Ints:
    """Code of each value, by what is the key of it; each distinct value is looked at once."""
    numbers, distinct = pd.factorize(column.to_pandas())
    found = np.array([codes.of(key(value)) for value in distinct], dtype=np.int64)
    rows: Ints = found[numbers]
    return rows


def _decide(
    names: _Names, decisions: Sequence[Decision], articles: pd.Index[str], *, forms: _Codes, actors: _Codes
) -> _Moves:
    now = names._replace(actors=names.actors.copy(), open=names.open.copy(), decisions=names.decisions.copy())
    targets = np.arange(len(actors.numbers))
    n_changed = []
    for row, decision in enumerate(decisions):
        if decision.undone:
            n_changed.append(0)
            continue
        chosen = _chosen(now, decision, articles, forms=forms, actors=actors)
        n_changed.append(int(chosen.sum()))
        if decision.what == "rename":
            continue
        now.decisions[chosen] = row
        if decision.what == "accept":  # «Stade de France» is no mention of France
            held = (now.actors >= 0) & ~chosen
            held[held] = overlapping((now.starts[held], now.ends[held]), (now.starts[chosen], now.ends[chosen]))
            now.actors[held], now.decisions[held] = _NOBODY, row
        target = actors.of(decision.target_id) if decision.target_id else _NOBODY
        targets = np.append(targets, np.arange(len(targets), len(actors.numbers)))
        now.actors[chosen] = target
        now.open[chosen] &= decision.what == "merge"
        if decision.actor_id and not (decision.form or decision.in_article):
            targets[targets == actors.of(decision.actor_id)] = target
    return _Moves(now, targets, n_changed)


def _chosen(names: _Names, decision: Decision, articles: pd.Index[str], *, forms: _Codes, actors: _Codes) -> Bools:
    """The names that a decision is about."""
    chosen = np.ones(len(names.forms), dtype=bool)
    if decision.actor_id:
        chosen &= names.actors == actors.numbers.get(decision.actor_id, _NOBODY - 1)
    if decision.form:
        chosen &= names.forms == forms.numbers.get(name_key(decision.form), -1)
    if decision.in_article:
        chosen &= names.articles == articles.get_indexer([decision.in_article])[0]
    if decision.what == "decide":
        chosen &= names.open
    elif not decision.actor_id:
        chosen &= names.actors == _UNKNOWN
    return chosen


def _mentions(
    mentions: pa.Table,
    candidates: pa.Table,
    after: _Names,
    *,
    decisions: Sequence[Decision],
    ids: pa.Array,
    targets: Ints,
) -> pa.Table:
    """Mentions and the candidates accepted, in text order."""
    n = mentions.num_rows
    found = tables.build("mentions", {
        **{name: candidates[name] for name in candidates.column_names if name in tables.schema("mentions").names},
        "actor_id": pa.repeat("", candidates.num_rows),
        "reason": pa.repeat("user", candidates.num_rows),
    })  # fmt: skip
    joined = pa.concat_tables([mentions, found])
    made = pa.array([decision.decision_id for decision in decisions], pa.string())
    joined = _set(joined, "actor_id", ids.take(pa.array(np.maximum(after.actors, 0))))
    joined = _set(joined, "decision_id", made.take(pa.array(after.decisions, mask=after.decisions < 0)))
    joined = _set(joined, "alternatives", _alternatives(joined["alternatives"], after, ids, targets))
    order = np.arange(len(after.actors))
    if (after.actors[n:] >= 0).any():
        order = np.lexsort((after.starts, after.articles))
    return joined.take(pa.array(order[after.actors[order] >= 0]))


def _alternatives(column: pa.ChunkedArray, after: _Names, ids: pa.Array, targets: Ints) -> pa.Array:
    """Others that each name may mean still, merged actors under the name of what they became."""
    kept: list[list[str] | None] = [None] * len(column)
    known = ids.to_pylist()
    became = dict(zip(known, (known[target] if target >= 0 else None for target in targets.tolist()), strict=True))
    rows = np.flatnonzero(after.open)
    for row, others in zip(rows.tolist(), column.take(pa.array(rows)).to_pylist(), strict=True):
        named = dict.fromkeys(became.get(other, other) for other in others)
        kept[row] = [other for other in named if other not in (None, known[after.actors[row]])] or None
    return pa.array(kept, column.type)


class _Links(NamedTuple):
    """What is needed to carry decisions over to the words that name speakers and the ends of relations."""

    line: Line
    articles: pd.Index[str]
    before: _Names
    after: _Names
    targets: Ints
    actors: _Codes

    def renewed(self, table: pa.Table, end: str) -> pa.Array:
        """Return whom each row means under the decisions: of the first name in its words that meant it before.

        end : prefix of the columns; a row that meant nobody means the first name accepted in its words.
        """
        old = np.full(table.num_rows, _UNKNOWN)
        told = table[f"{end}_id"].is_valid().to_numpy()
        old[told] = _coded(table[f"{end}_id"].filter(pa.array(told)), self.actors)
        new = np.where(told, np.append(self.targets, _UNKNOWN)[old], _NOBODY)
        rows = self.articles.get_indexer(table["article_id"].to_pandas())
        paragraphs = integers(table["paragraph"])
        first, last = (self.line.place(rows, paragraphs, integers(table[f"{end}_{name}"])) for name in ("start", "end"))
        order = np.argsort(self.before.starts, kind="stable")
        starts = self.before.starts[order]
        owners, inside = members(np.searchsorted(starts, first), np.searchsorted(starts, last))
        inside = order[inside]
        means = (self.before.actors[inside] == old[owners]) & (self.after.actors[inside] != _UNKNOWN)
        owners, inside = owners[means][::-1], inside[means][::-1]
        new[owners] = self.after.actors[inside]  # the first one is written last
        return self.actors.texts().take(pa.array(np.maximum(new, 0), mask=new < 0))


def _related(relations: pa.Table, link: _Links) -> pa.Table:
    """Relations whose ends are still two actors."""
    source, target = (link.renewed(relations, end) for end in ("source", "target"))
    kept = pc.and_(pc.and_(source.is_valid(), target.is_valid()), pc.not_equal(source, target))
    return _set(_set(relations, "source_id", source), "target_id", target).filter(pc.fill_null(kept, fill_value=False))


def _actors(mentions: pa.Table, base: pa.Table, decisions: Sequence[Decision]) -> pa.Table:
    """Count the actors anew; those that decisions rename or make are called as they say."""
    forced = [decision for decision in decisions if not decision.undone]
    described: dict[str, dict[str, object]] = {
        d.target_id: {"name_fr": d.name, "name_en": d.name, "kind": d.kind or "unspecified"}
        for d in forced
        if d.target_id
    }
    described |= {key: actor._asdict() for key, actor in load_gazetteer().actors.items() if key in described}
    described |= {row["actor_id"]: row for row in base.select(["actor_id", *_DESCRIBING]).to_pylist()}
    for decision in forced:
        if decision.what == "rename" and decision.actor_id in described:
            new = {"name_fr": decision.name, "name_en": decision.name}
            described[decision.actor_id] = {**described[decision.actor_id], **new}
    counts = mention_sums(mentions.select(["article_id", "actor_id", "voice", "alternatives"]).to_pandas())
    rows = [{**count, **described[str(count["actor_id"])]} for count in counts.reset_index().to_dict("records")]
    rows.sort(key=lambda row: (-row["n_mentions"], row["actor_id"]))
    return tables.from_rows("actors", rows)


def _set(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    """Put a column in the place of one."""
    at = table.schema.get_field_index(name)
    return table.set_column(at, table.schema.field(at), values)
