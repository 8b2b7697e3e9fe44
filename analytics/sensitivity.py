"""How much tone hangs on its own choices: each rule switched off in turn, and the words that weigh most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analytics.aggregation import tone_sums
from analytics.evidence import flat_rules
from analytics.polarity import polarity_of
from analytics.tone.shifters import RULES
from analytics.what_if import Without, what_if

if TYPE_CHECKING:
    from analytics.runs import Run

ALL_RULES = "all"


def tone_without_rules(run: Run, *, by: str | None = None) -> pd.DataFrame:
    """Return the tone as analysed, without each rule, and without any.

    Columns: rule ("" as analysed, "all" without any), the column ``by`` of the articles where one is given (outlet,
    section, author), polarity, n_hits, n_changed (hits that the rule changes). Missing without hits.
    """
    owners, rules = flat_rules(run.arrow["hits"])
    used = pd.DataFrame({"hit": owners, "rule": rules.field("name").to_numpy(zero_copy_only=False)}).drop_duplicates()
    used = pd.concat([used, used.drop_duplicates("hit").assign(rule=ALL_RULES)])
    if by is not None:
        described = run.tables["articles"].set_index("article_id")[by]
        ids = run.arrow["hits"]["article_id"].to_pandas()
        used[by] = described.reindex(ids.iloc[used["hit"]]).to_numpy()
    keys = ["rule", *([by] if by else [])]
    n_changed = used.groupby(keys).size().rename("n_changed").reset_index()
    variants = {"": Without(), **{rule: Without(rules=(rule,)) for rule in RULES}, ALL_RULES: Without(rules=RULES)}
    parts = []
    for rule, without in variants.items():
        parts.append(tone_sums(what_if(run, without), by=by).assign(rule=rule))
    toned = pd.concat(parts, ignore_index=True).merge(n_changed, on=keys, how="left")
    toned = toned.assign(n_changed=toned["n_changed"].fillna(0).astype(int))
    return toned[[*keys, "polarity", "n_hits", "n_changed"]]


def tone_ranges(run: Run, *, by: str | None = None) -> pd.DataFrame:
    """Return the polarity as analysed and its lowest and highest value over the choices of `tone_without_rules`.

    Columns: the column ``by`` where one is given, polarity, lowest, highest, n_hits.
    """
    variants = tone_without_rules(run, by=by)
    keys = [by] if by else []
    analysed = variants[variants["rule"] == ""]
    if not keys:
        return analysed[["polarity", "n_hits"]].assign(
            lowest=variants["polarity"].min(), highest=variants["polarity"].max()
        )
    ends = variants.groupby(keys)["polarity"].agg(lowest="min", highest="max").reset_index()
    return analysed[[*keys, "polarity", "n_hits"]].merge(ends, on=keys)


def tone_words(run: Run, *, n_words: int | None = None) -> pd.DataFrame:
    """Return the entries of the lexicon that move the tone most.

    Columns: entry, facet, n_hits, n_articles, n_changed (hits that a rule changed), mean_valence, and pull, how much
    the polarity of the whole would rise without the entry (below 0: it holds the tone up). The strongest first.
    """
    hits = run.tables["hits"]
    hits = hits[hits["valence"] != 0]
    words = hits.assign(is_changed=hits["valence"] != hits["prior_valence"]).groupby(["entry", "facet"]).agg(
        n_hits=("valence", "size"), n_articles=("article_id", "nunique"), n_changed=("is_changed", "sum"),
        sum_valence=("valence", "sum"),
    ).reset_index()  # fmt: skip
    total, n_hits = hits["valence"].sum(), len(hits)
    without = polarity_of(total - words["sum_valence"], n_hits - words["n_hits"])
    mean = polarity_of(words["sum_valence"], words["n_hits"])
    words = words.assign(mean_valence=mean, pull=without - polarity_of([total], [n_hits]))
    order = words["pull"].abs().sort_values(ascending=False, kind="stable").index
    words = words.loc[order].drop(columns="sum_valence").reset_index(drop=True)
    return words.head(n_words) if n_words else words
