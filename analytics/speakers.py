"""Tone by speaker: what is said, in marks or reported, is counted for the actor who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.polarity import polarity_of
from analytics.text.intervals import Line, members
from analytics.uncertainty import ratio_intervals

if TYPE_CHECKING:
    from analytics.runs import Run

_PLACE = ["article_id", "paragraph"]


def tone_by_speaker(run: Run, *, n_speakers: int | None = None) -> pd.DataFrame:
    """Return the tone of what each actor says, the most words first.

    Columns: actor_id, name_fr, name_en, n_quotations, n_tokens (words said), n_reported (of these, words reported
    without marks), n_hits, n_positive, n_negative, sum_valence, polarity, low, high (`analytics.uncertainty`, over
    articles). Actors of whom nothing is said have no row; a speaker who is no actor has none either.
    """
    said = said_by_actors(run)
    spoken = said.groupby("speaker_id").agg(
        n_quotations=("number", "nunique"), n_tokens=("n_tokens", "sum"), n_reported=("n_reported", "sum")
    ).reset_index()  # fmt: skip
    heard = _heard(run, said)
    sums = heard.groupby("speaker_id")[["n_hits", "n_positive", "n_negative", "sum_valence"]].sum()
    toned = spoken.merge(sums, on="speaker_id", how="left").fillna(0)
    toned = toned.astype(dict.fromkeys(["n_hits", "n_positive", "n_negative"], int))
    articles = heard.groupby(["speaker_id", "article_id"])[["sum_valence", "n_hits"]].sum().reset_index()
    low, high = ratio_intervals(
        articles["sum_valence"].to_numpy(),
        articles["n_hits"].to_numpy(dtype=float),
        pd.Index(toned["speaker_id"]).get_indexer(articles["speaker_id"]),
        n_groups=len(toned),
    )
    toned["polarity"] = polarity_of(toned["sum_valence"], toned["n_hits"])
    toned = toned.assign(low=np.clip(low, -1, 1), high=np.clip(high, -1, 1)).rename(columns={"speaker_id": "actor_id"})
    toned = run.tables["actors"][["actor_id", "name_fr", "name_en"]].merge(toned, on="actor_id")
    toned = toned.sort_values(["n_tokens", "actor_id"], ascending=[False, True], ignore_index=True)
    return toned.head(n_speakers) if n_speakers else toned


def said_by_actors(run: Run) -> pd.DataFrame:
    """Return what actors say, without what they deny, and what stands inside other words of the same speaker.

    Columns: those of ``quotations``, ``number`` (the same for the parts of one), n_reported (words without marks).
    """
    quotations = run.tables["quotations"]
    denied = quotations["kind"].isin(["indirect", "selon"]) & quotations["stance"].eq("denying")
    said = quotations[quotations["speaker_id"].notna() & ~denied]
    said = said.assign(number=said["article_id"] + said["quotation_id"].astype(str))
    said = said.sort_values(["speaker_id", *_PLACE, "start", "end"], ascending=[True, True, True, True, False])
    spot = said.groupby(["speaker_id", *_PLACE], sort=False).ngroup()
    reach = said.groupby(spot)["end"].cummax().groupby(spot).shift(fill_value=0)
    outer = said["end"] > reach
    # Words in marks inside a report are said in marks: «déclare que « … »».
    owner = outer.cumsum() - 1
    n_marked = said.loc[~outer & said["kind"].isin(["direct", "distancing"]), "n_tokens"].groupby(owner).sum()
    said = said[outer]
    n_marked = n_marked.reindex(range(len(said)), fill_value=0).to_numpy()
    reported = said["kind"].isin(["indirect", "selon"])
    return said.assign(n_reported=(said["n_tokens"] - n_marked).clip(lower=0).where(reported, 0))


def _heard(run: Run, said: pd.DataFrame) -> pd.DataFrame:
    """Return the sums of lexicon words of each speaker by sentence, sentences with such words only."""
    hits = run.tables["hits"]
    hits = hits[hits["valence"] != 0].reset_index(drop=True)
    articles = pd.Index(run.tables["articles"]["article_id"])
    numbers = [frame["paragraph"].to_numpy(dtype=np.int64) for frame in (hits, said)]
    line = Line(numbers, [frame["end"].to_numpy(dtype=np.int64) for frame in (hits, said)])
    owned = [articles.get_indexer(frame["article_id"]) for frame in (hits, said)]
    starts = line.place(owned[0], numbers[0], hits["start"].to_numpy(dtype=np.int64))
    order = np.argsort(starts, kind="stable")
    first, last = (
        np.searchsorted(starts[order], line.place(owned[1], numbers[1], said[column].to_numpy(dtype=np.int64)))
        for column in ("start", "end")
    )
    owners, rows = members(first, last)
    inside = order[rows]
    heard = hits.loc[inside, [*_PLACE, "sentence", "valence"]].reset_index(drop=True)
    heard = heard.assign(speaker_id=said["speaker_id"].to_numpy()[owners], hit=inside)
    heard = heard.drop_duplicates(["speaker_id", "hit"])
    heard = heard.assign(positive=heard["valence"] > 0, negative=heard["valence"] < 0)
    return heard.groupby(["speaker_id", *_PLACE, "sentence"]).agg(
        n_hits=("valence", "size"), n_positive=("positive", "sum"), n_negative=("negative", "sum"),
        sum_valence=("valence", "sum"),
    ).reset_index()  # fmt: skip
