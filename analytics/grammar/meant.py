"""Which mentions phrases mean, once the persons of the corpus are settled: both as intervals on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.grammar.columns import pick
from analytics.grammar.heads import Heads, allowed
from analytics.text.intervals import members
from analytics.text.spans import integers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.text.intervals import Line

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]


class Mentions(NamedTuple):
    """Mentions in text order on one line of code points, (n_mentions,).

    starts, ends : places. paragraphs, sentences : numbered over the corpus, in text order. numbers : of the sentences
    in their paragraphs. actors : codes.
    """

    starts: Ints
    ends: Ints
    paragraphs: Ints
    sentences: Ints
    numbers: Ints
    actors: Ints
    own: Bools  # in the newsroom's own voice
    named: Bools  # rather than meant by an adjective: l'agence nord-coréenne KCNA


def on_line(line: Line, mentions: pa.Table, actors: Ints) -> Mentions:
    """Return the ``mentions`` table, in text order, as places on a line; actors : code of each, (n_mentions,)."""
    article, paragraph = integers(mentions["article"]), integers(mentions["paragraph"])
    place = line.paragraph(article, paragraph)
    sentence = integers(mentions["sentence"])
    return Mentions(
        starts=place * line.room + integers(mentions["start"]),
        ends=place * line.room + integers(mentions["end"]),
        paragraphs=place,
        sentences=place * line.room + sentence,  # there are no more sentences than code points
        numbers=sentence,
        actors=actors,
        own=np.asarray(pc.not_equal(mentions["voice"], "quoted")),
        named=~pc.is_in(mentions["reason"], pa.array(["demonym", "adjective"])).to_numpy(),
    )


def mentioned(known: Mentions, is_person: Bools, starts: Ints, ends: Ints, heads: Heads) -> Ints:
    """First person mentioned in each stretch, else the first actor named, else the first one mentioned, else -1."""
    found = np.full(len(starts), -1)
    firsts = np.searchsorted(known.ends, starts, side="right")
    owners, rows = members(firsts, np.maximum(np.searchsorted(known.starts, ends), firsts))
    fits = allowed(pick(heads, owners), known.starts[rows], known.ends[rows])
    owners, rows = owners[fits], rows[fits]
    for kept in (np.ones(len(rows), dtype=bool), known.named[rows], is_person[known.actors[rows]]):
        found[owners[kept][::-1]] = rows[kept][::-1]  # the first one is written last
    return found
