"""Which actors relations are between, once the persons of the corpus are settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics import tables
from analytics.grammar.heads import Heads
from analytics.grammar.meant import mentioned, on_line
from analytics.text.spans import integers, line_over

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.grammar.meant import Mentions
    from analytics.text.intervals import Line

    Ints = NDArray[np.int64]

_PERSON = "person:"
_ENDS = ("source", "target")


def link_relations(relations: pa.Table, mentions: pa.Table) -> pa.Table:
    """Return the ``relations`` table: what both ends of relations name, those left out of which one end names nobody.

    relations : as `find_relations` returns them, articles in corpus order. mentions : of the same articles, all kinds.

    A phrase means the person it mentions, else the first actor that it names, else the first one whose adjective it
    has, in the parts that may (see `analytics.grammar.heads`). An actor does not act on itself.
    """
    if not len(relations) or not len(mentions):
        return tables.build("relations", {"article": np.zeros(0, dtype=np.int32)})
    reaches = [relations.select(["paragraph", f"{end}_end"]).rename_columns(["paragraph", "end"]) for end in _ENDS]
    line = line_over(mentions, *reaches)
    codes, actor_ids = pd.factorize(mentions["actor_id"].to_pandas())
    known = on_line(line, mentions, np.asarray(codes, dtype=np.int64))
    is_person = np.array([actor.startswith(_PERSON) for actor in actor_ids], dtype=bool)
    one = _one_inhabitant(mentions)
    found = {end: _meant(line, relations, known, is_person, end) for end in _ENDS}
    actors = {end: np.append(known.actors, -1)[rows] for end, rows in found.items()}
    kept = np.flatnonzero((actors["source"] >= 0) & (actors["target"] >= 0) & (actors["source"] != actors["target"]))
    kept = kept[~one[found["source"][kept]] & ~one[found["target"][kept]]]
    kept = _once(relations, actors, kept)
    columns = {name: relations[name].take(pa.array(kept)) for name in relations.column_names
               if not name.startswith(_ENDS)}  # fmt: skip
    names = pa.array(actor_ids, pa.string())
    for end in _ENDS:
        columns[f"{end}_id"] = names.take(pa.array(actors[end][kept]))
        columns[f"{end}_start"] = pa.array((known.starts[found[end][kept]] % line.room).astype(np.int32))
        columns[f"{end}_end"] = pa.array((known.ends[found[end][kept]] % line.room).astype(np.int32))
    return tables.build("relations", columns)


def _one_inhabitant(mentions: pa.Table) -> NDArray[np.bool_]:
    """Mentions that are one inhabitant: «le Péruvien» is not Peru, as «les Péruviens» and «péruvien» are."""
    frame = mentions.select(["form", "reason"]).to_pandas()
    is_demonym, form = frame["reason"] == "demonym", frame["form"]
    capital = form.str[:1].str.isupper() & ~form.str.isupper()
    one: NDArray[np.bool_] = (is_demonym & capital & ~form.str[-1:].isin(["s", "x", "z"])).to_numpy(dtype=bool)
    return one


def _once(relations: pa.Table, actors: dict[str, Ints], kept: Ints) -> Ints:
    """Leave out what says the same of the same two: parts of one phrase may name one actor."""
    places = (integers(relations[name])[kept] for name in ("article", "paragraph", "start"))
    frame = pd.DataFrame(dict(enumerate((*places, actors["source"][kept], actors["target"][kept]))))
    once: Ints = kept[~frame.duplicated().to_numpy()]
    return once


def _meant(line: Line, relations: pa.Table, known: Mentions, is_person: NDArray[np.bool_], end: str) -> Ints:
    """Mention that each phrase means, -1 without."""
    article, paragraph = integers(relations["article"]), integers(relations["paragraph"])
    places = {part: integers(relations[f"{end}_{part}"]) for part in ("start", "end", "head", "name", "reach")}
    base = line.place(article, paragraph, np.zeros_like(article))
    heads = Heads(*(np.where(places[part] >= 0, base + places[part], -1) for part in ("head", "name", "reach")))
    found = mentioned(known, is_person, base + places["start"], base + places["end"], heads)
    # «les Camerounais de Chine» are whom the head says; but «le président russe Vladimir Poutine» is the person
    row = np.maximum(np.searchsorted(known.starts, heads.heads, side="right") - 1, 0)
    is_head = (known.starts[row] <= heads.heads) & (heads.heads < known.ends[row]) & (found >= 0)
    meant: Ints = np.where(is_head & ~is_person[known.actors[found]], row, found)
    return meant
