"""Evidence of tone: each lexicon word of a run with what it was worth, what changed it, and what it ended as."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow.compute as pc

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from analytics.runs import Run

_LONGEST_WORD = 80  # code points that a cut may move to fall between words


def explained_hits(run: Run, article_id: str, paragraph: int | None = None) -> pd.DataFrame:
    """Return the lexicon words of an article, or of one of its paragraphs, in text order.

    Columns: paragraph, start, end, sentence, form, entry, facet, voice, prior_valence, valence, counts (whether it has
    an effect), and changes, a list of (name of the rule, words that made it, factor) in the order in which they apply.
    """
    run = run.restricted([article_id])
    hits = run.tables["hits"]
    changes: list[list[tuple[str, str, float]]] = [[] for _ in range(len(hits))]
    rows = rule_rows(run)
    for hit, name, cause, factor in zip(rows["hit"], rows["name"], rows["cause"], rows["factor"], strict=True):
        changes[hit].append((name, cause, factor))
    hits = hits.assign(changes=changes, counts=hits["valence"] != 0)
    if paragraph is not None:
        hits = hits[hits["paragraph"] == paragraph]
    return hits.drop(columns=["article_id", "rules", "quotation_id"]).reset_index(drop=True)


def rule_rows(run: Run) -> pd.DataFrame:
    """Return the changes of valence one by one, in the order of the hits.

    Columns: hit (row in the table of hits), name, start, end, factor, and cause, the words that made the change as they
    are printed.
    """
    hits = run.tables["hits"][["article_id", "paragraph"]]
    owners, rules = flat_rules(run.arrow["hits"])
    rows = pd.DataFrame(
        {name: rules.field(name).to_numpy(zero_copy_only=False) for name in ("name", "start", "end", "factor")}
    )
    places = hits.iloc[owners].reset_index(drop=True)
    texts = places.merge(run.tables["paragraphs"], on=["article_id", "paragraph"], how="left")["text"]
    cause = [text[a:b] for text, a, b in zip(texts, rows["start"], rows["end"], strict=True)]
    return rows.assign(hit=owners, cause=pd.Series(cause, dtype="str"))


def flat_rules(hits: pa.Table) -> tuple[NDArray[np.int64], pa.StructArray]:
    """Return the hit of each rule, (n_rules,), and the rules of all hits in a row."""
    lists = hits["rules"].combine_chunks()
    lengths = pc.list_value_length(lists).to_numpy(zero_copy_only=False).astype(np.int64)
    return np.repeat(np.arange(len(lists)), lengths), lists.flatten()


def at_a_word(text: str, place: int) -> int:
    """Return the first place from ``place`` on where a word begins, and 0 for what is near the beginning.

    >>> at_a_word("un long texte", 1), at_a_word("un long texte", -4)
    (3, 0)
    """
    if place <= 0:
        return 0
    space = text.find(" ", place, place + _LONGEST_WORD)
    return space + 1 if space >= 0 else place
