"""Mentions of the gazetteer and of persons joined, and the actors counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from analytics import tables
from analytics.actors.offices import offices
from analytics.text.intervals import Line, overlapping

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analytics.actors.gazetteer import Gazetteer

_PLACE = ["article", "paragraph"]


def join_mentions(mentions: pa.Table, persons: pd.DataFrame) -> pa.Table:
    """Join both kinds of mention in text order; what lies inside a person's name is no mention of its own."""
    if persons.empty:
        return mentions
    inside = _inside(mentions, persons)
    found = tables.build("mentions", {
        name: persons[name]
        for name in (*_PLACE, "start", "end", "sentence", "actor_id", "form", "reason", "voice", "quotation_id")
    })  # fmt: skip
    joined = pa.concat_tables([mentions.filter(pa.array(~inside)), found])
    return joined.sort_by([(name, "ascending") for name in (*_PLACE, "start")])


def _inside(mentions: pa.Table, persons: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether each gazetteer mention overlaps a person's name."""
    return overlapping(*_on_one_line(mentions, persons))


def _on_one_line(*some: pa.Table | pd.DataFrame) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Starts and ends of the spans of tables, as places on one line."""
    spans = [{name: np.asarray(table[name], dtype=np.int64) for name in (*_PLACE, "start", "end")} for table in some]
    line = Line([s["paragraph"] for s in spans], [s["end"] for s in spans])
    return [
        (line.place(s["article"], s["paragraph"], s["start"]), line.place(s["article"], s["paragraph"], s["end"]))
        for s in spans
    ]


def mention_sums(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return n_mentions, n_least, n_most, n_articles and n_quoted (inside quotations) of each actor, by actor_id.

    A mention that may mean others too, its ``alternatives``, counts as one of the actor it most likely means; n_least
    leaves these out, n_most adds those of others that may mean it. Who is only a possibility has no row.
    """
    is_open = mentions["alternatives"].notna()
    sums = mentions.assign(quoted=mentions["voice"] == "quoted", open=is_open).groupby("actor_id").agg(
        n_mentions=("article_id", "size"), n_open=("open", "sum"), n_articles=("article_id", "nunique"),
        n_quoted=("quoted", "sum"),
    )  # fmt: skip
    possible = mentions.loc[is_open, "alternatives"].explode().value_counts()
    n_most = sums["n_mentions"] + possible.reindex(sums.index, fill_value=0)
    sums = sums.assign(n_least=sums["n_mentions"] - sums["n_open"], n_most=n_most)
    return sums[["n_mentions", "n_least", "n_most", "n_articles", "n_quoted"]]


def count_actors(mentions: pa.Table, persons: pd.DataFrame, *, gazetteer: Gazetteer) -> pa.Table:
    """Count each actor over the corpus, the most mentioned first."""
    frame = mentions.select(["article_id", "actor_id", "voice", "alternatives"]).to_pandas()
    if frame.empty:
        return tables.empty("actors")
    counts = mention_sums(frame)
    described = _described_persons(persons) if len(persons) else {}
    office_of = offices((role for _, role in described.values()), gazetteer=gazetteer)
    rows = []
    for count in counts.reset_index().to_dict("records"):
        key = str(count["actor_id"])
        if key in gazetteer.actors:
            actor = gazetteer.actors[key]
            row = {
                "name_fr": actor.name_fr,
                "name_en": actor.name_en,
                "kind": actor.kind,
                "role": None,
                "office_of": None,
            }
        else:
            name, role = described[key]
            row = {"name_fr": name, "name_en": name, "kind": "person", "role": role}
            row["office_of"] = office_of.get(role or "")
        rows.append({**count, **row})
    rows.sort(key=lambda row: (-row["n_mentions"], row["actor_id"]))
    return tables.from_rows("actors", rows)


def _described_persons(persons: pd.DataFrame) -> dict[str, tuple[str, str | None]]:
    """Usual full name and usual title of each person."""
    named = persons.assign(n_words=-persons["n_words"].clip(upper=2))
    forms = named.groupby(["actor_id", "n_words", "form"]).size().reset_index(name="n")
    forms = forms.sort_values(["actor_id", "n_words", "n", "form"], ascending=[True, True, False, True])
    names = forms.drop_duplicates("actor_id").set_index("actor_id")["form"]
    roles = persons[persons["role"].fillna("") != ""].groupby(["actor_id", "role"]).size().reset_index(name="n")
    roles = roles.sort_values(["actor_id", "n", "role"], ascending=[True, False, True]).drop_duplicates("actor_id")
    role_of = dict(zip(roles["actor_id"], roles["role"], strict=True))
    return {str(actor_id): (str(form), role_of.get(actor_id)) for actor_id, form in names.items()}


def name_candidates(others: pd.DataFrame, mentions: pa.Table) -> pa.Table:
    """Return the ``candidates`` of a corpus: names not recognised, in text order.

    What is a mention, or a part of one, is recognised; a longer name that holds one («Stade de France») is not.
    mentions : in text order, none overlapping another.
    """
    (starts, ends), (first, last) = _on_one_line(others, mentions)
    begins = np.searchsorted(last, starts, side="right")  # the first mention that ends behind the start
    stops = np.searchsorted(first, ends, side="left") - 1  # the last one that begins before the end
    touched = np.flatnonzero(stops >= begins)
    inner, outer = first[begins[touched]], last[stops[touched]]
    holds = (inner >= starts[touched]) & (outer <= ends[touched])
    holds &= (inner > starts[touched]) | (outer < ends[touched])
    kept = np.ones(len(starts), dtype=bool)
    kept[touched[~holds]] = False
    shown = others[kept]
    return tables.build("candidates", {name: shown[name] for name in tables.local_schema("candidates").names})
