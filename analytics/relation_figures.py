"""Who acts on whom, who is named with whom, and who says what of whom: matrices of actors, and what stands behind them.

What is said not to be so (``negated``) is left out of all figures. Strength is the mean of that of the cues, in
[-1, 1]: below 0 conflict, above 0 cooperation; it comes with the number of relations it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from analytics.polarity import polarity_of
from analytics.speakers import said_by_actors
from analytics.text.intervals import members
from analytics.uncertainty import ratio_intervals
from analytics.voices import VOICES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.runs import Run

Unit = Literal["sentence", "paragraph", "article"]
UNITS: tuple[Unit, ...] = ("sentence", "paragraph", "article")
SIGNS = ("+", "-")
MIN_TOGETHER = 3  # units that name both: an association that rests on fewer is chance
_MIN_ARTICLES = 5  # below which an interval over articles would say more than is known
_PLACE = ["article_id", "paragraph"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationFilter:
    """What relations are wanted; empty means all of them that are not negated."""

    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    sign: str = ""  # of SIGNS
    voices: tuple[str, ...] = ()  # of VOICES
    negated: bool = False  # those too that are said not to be so


def choose_relations(run: Run, wanted: RelationFilter | None = None) -> pd.DataFrame:
    """Return the rows of the table ``relations`` that meet a filter, in text order."""
    wanted = wanted or RelationFilter()
    relations = run.tables["relations"]
    meets = np.ones(len(relations), dtype=bool) if wanted.negated else ~relations["negated"].to_numpy(dtype=bool)
    for name, chosen in (("source_id", wanted.sources), ("target_id", wanted.targets), ("voice", wanted.voices)):
        if chosen:
            meets &= relations[name].isin(chosen).to_numpy()
    if wanted.sign:
        meets &= (relations["strength"] > 0).to_numpy() == (wanted.sign == "+")
    return relations[meets].reset_index(drop=True)


def relation_matrix(run: Run, *, voices: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return one row for each ordered pair of actors in relation, those with the most relations first.

    Columns: source_id, target_id, n, n_positive, n_negative, n_unreal (wanted, asked, supposed), n of each voice
    (n_newsroom, n_reported, n_quoted), n_articles, strength (mean, in [-1, 1]), low, high (its interval over articles,
    `analytics.uncertainty`; missing for fewer than five). voices : all without it.
    """
    rows = choose_relations(run, RelationFilter(voices=voices))
    rows = rows.assign(
        n_positive=rows["strength"] > 0,
        n_negative=rows["strength"] < 0,
        n_unreal=rows["unreal"].astype(bool),
        **{f"n_{voice}": rows["voice"] == voice for voice in VOICES},
    )
    counts = ["n_positive", "n_negative", "n_unreal", *(f"n_{voice}" for voice in VOICES)]
    pairs = ["source_id", "target_id"]
    sums = rows.groupby(pairs).agg(
        n=("strength", "size"), sum_strength=("strength", "sum"), n_articles=("article_id", "nunique"),
        **{name: (name, "sum") for name in counts},
    ).reset_index()  # fmt: skip
    articles = rows.groupby([*pairs, "article_id"])["strength"].agg(["sum", "size"]).reset_index()
    strength = polarity_of(sums["sum_strength"], sums["n"])
    sums = sums.assign(strength=strength, **_intervals(articles, sums, pairs))
    sums = sums.sort_values(["n", *pairs], ascending=[False, True, True], ignore_index=True)
    return sums[[*pairs, "n", *counts, "n_articles", "strength", "low", "high"]]


def _intervals(articles: pd.DataFrame, frame: pd.DataFrame, pairs: list[str]) -> dict[str, NDArray[np.float64]]:
    """Ends of the interval of a mean of each pair; missing for pairs of few articles, which tell nothing of others.

    articles : pairs, article_id, sum and size. frame : a row for each pair.
    """
    groups = pd.MultiIndex.from_frame(frame[pairs]).get_indexer(pd.MultiIndex.from_frame(articles[pairs]))
    sums, sizes = (articles[name].to_numpy(dtype=float) for name in ("sum", "size"))
    ends = ratio_intervals(sums, sizes, groups, n_groups=len(frame))
    many = np.bincount(groups, minlength=len(frame)) >= _MIN_ARTICLES
    return {name: np.where(many, np.clip(end, -1, 1), np.nan) for name, end in zip(("low", "high"), ends, strict=True)}


def co_mentions(run: Run, *, by: Unit = "sentence", at_least: int = MIN_TOGETHER) -> pd.DataFrame:
    """Return pairs of actors that one unit of text names, the most closely associated first.

    Columns: first_id, second_id (in the order of their identifiers), n (units that name both), n_first, n_second (units
    that name each), n_units (units in all), npmi, log_likelihood.

    npmi : normalised pointwise mutual information in [-1, 1], 0 for independence, 1 for two that never stand alone
    (Bouma, Proceedings of GSCL, 2009). log_likelihood : the ratio G² of the two-by-two table, signed by the direction;
    beyond 10.83 chance is below 0.001 (Dunning, Computational Linguistics 19, 1993). Pairs named together in fewer than
    ``at_least`` units are left out: rare ones have the highest NPMI by chance.
    """
    from scipy import sparse

    mentions, place = run.tables["mentions"], {"sentence": [*_PLACE, "sentence"], "paragraph": _PLACE}
    keys = place.get(by, ["article_id"])
    named = mentions[[*keys, "actor_id"]].drop_duplicates()
    units, actors = named.groupby(keys, sort=False).ngroup().to_numpy(), pd.Categorical(named["actor_id"])
    shape = (int(units.max(initial=-1)) + 1, len(actors.categories))
    incidence = sparse.csr_matrix((np.ones(len(named), dtype=np.int64), (units, actors.codes)), shape=shape)
    together = sparse.triu(incidence.T @ incidence, k=1).tocoo()
    kept = together.data >= max(at_least, 1)
    first, second, n = together.row[kept], together.col[kept], together.data[kept].astype(np.int64)
    alone = np.asarray(incidence.sum(axis=0)).ravel().astype(np.int64)
    n_units = _n_units(run, by)
    frame = pd.DataFrame({
        "first_id": np.asarray(actors.categories, dtype=object)[first],
        "second_id": np.asarray(actors.categories, dtype=object)[second],
        "n": n, "n_first": alone[first], "n_second": alone[second], "n_units": np.full(len(n), n_units),
        "npmi": npmi(n, alone[first], alone[second], n_units),
        "log_likelihood": log_likelihood(n, alone[first], alone[second], n_units),
    })  # fmt: skip
    order = ["npmi", "n", "first_id", "second_id"]
    return frame.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def both_ways(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return `co_mentions` with each pair in both orders."""
    back = pairs.rename(columns={"first_id": "second_id", "second_id": "first_id", "n_first": "n_second",
                                 "n_second": "n_first"})  # fmt: skip
    return pd.concat([pairs, back[pairs.columns]], ignore_index=True)


def _n_units(run: Run, by: Unit) -> int:
    if by == "article":
        return len(run.tables["articles"])
    paragraphs = run.tables["paragraphs"]
    read = paragraphs[paragraphs["n_tokens"] > 0]
    return len(read) if by == "paragraph" else int(read["n_sentences"].sum())


def npmi(
    n: NDArray[np.int64], n_first: NDArray[np.int64], n_second: NDArray[np.int64], n_units: int
) -> NDArray[np.float64]:
    """Return the normalised pointwise mutual information of pairs, in [-1, 1]; n : above 0.

    >>> npmi(np.array([10, 1]), np.array([10, 10]), np.array([10, 10]), 100).round(3) + 0.0
    array([1., 0.])
    """
    pmi = np.log(n) + np.log(n_units) - np.log(n_first) - np.log(n_second)
    surprise = np.log(n_units) - np.log(n)
    # Two that every unit names tell nothing of each other.
    values: NDArray[np.float64] = np.divide(pmi, surprise, out=np.zeros(len(pmi)), where=surprise > 0)
    return values


def log_likelihood(
    n: NDArray[np.int64], n_first: NDArray[np.int64], n_second: NDArray[np.int64], n_units: int
) -> NDArray[np.float64]:
    """Return the signed G² of the table of both, one and neither; below 0 where two avoid each other.

    >>> log_likelihood(np.array([10, 1]), np.array([10, 10]), np.array([10, 10]), 100).round(1) + 0.0
    array([65.,  0.])
    """
    observed = np.stack([n, n_first - n, n_second - n, n_units - n_first - n_second + n]).astype(float)
    first, second = n_first / n_units, n_second / n_units
    shares = [first * second, first * (1 - second), (1 - first) * second, (1 - first) * (1 - second)]
    expected = n_units * np.stack(shares)
    terms = observed * np.log(np.divide(observed, expected, out=np.ones_like(observed), where=observed > 0))
    sign = np.where(n >= expected[0], 1.0, -1.0)
    values: NDArray[np.float64] = sign * np.maximum(2 * terms.sum(axis=0), 0)
    return values


def said_of(run: Run) -> pd.DataFrame:
    """Return one row for each speaker and each actor named in what is said, the most quotations first.

    Columns: speaker_id, target_id, n_quotations (that name the target), n_mentions, n_hits, n_positive, n_negative,
    sum_valence, polarity, low, high (`analytics.uncertainty`, over articles). Tone is that of the sentences of the
    quotation that name the target, of its words alone. What speakers deny is left out, and so is what they say of
    themselves.
    """
    said, named = mentions_said(run)
    line, hits = _Line(run, said), run.tables["hits"]
    named["quotation"] = said["number"].to_numpy()[named["said"]]
    pairs = ["speaker_id", "target_id"]
    counts = named.groupby(pairs).agg(n_quotations=("quotation", "nunique"), n_mentions=("said", "size"))
    spots = named[[*pairs, "said", "sentence"]].drop_duplicates()
    heard = line.inside(said, hits[hits["valence"] != 0], ["sentence", "valence"])
    heard = spots.merge(heard, on=["said", "sentence"])
    heard["article_id"] = said["article_id"].to_numpy()[heard["said"]]
    heard = heard.assign(n_positive=heard["valence"] > 0, n_negative=heard["valence"] < 0)
    sums = heard.groupby(pairs).agg(
        n_hits=("valence", "size"), n_positive=("n_positive", "sum"), n_negative=("n_negative", "sum"),
        sum_valence=("valence", "sum"),
    )  # fmt: skip
    frame = counts.join(sums).fillna(0).astype(dict.fromkeys(["n_hits", "n_positive", "n_negative"], int))
    frame = frame.reset_index()
    articles = heard.groupby([*pairs, "article_id"])["valence"].agg(["sum", "size"]).reset_index()
    polarity = polarity_of(frame["sum_valence"], frame["n_hits"])
    frame = frame.assign(polarity=polarity, **_intervals(articles, frame, pairs))
    return frame.sort_values(["n_quotations", *pairs], ascending=[False, True, True], ignore_index=True)


def mentions_said(run: Run) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what actors say (`analytics.speakers.said_by_actors`), and who is named in it.

    The second has one row for each mention: said (row of the first), speaker_id, target_id, sentence, start, end. What
    speakers say of themselves is left out.
    """
    said = said_by_actors(run).reset_index(drop=True)
    named = _Line(run, said).inside(said, run.tables["mentions"], ["sentence", "actor_id", "start", "end"])
    named["speaker_id"] = said["speaker_id"].to_numpy()[named["said"]]
    named = named[named["actor_id"] != named["speaker_id"]].rename(columns={"actor_id": "target_id"})
    return said, named.reset_index(drop=True)


class _Line:
    """Spans of a run as intervals of one line of code points."""

    def __init__(self, run: Run, *spans: pd.DataFrame) -> None:
        self._articles = pd.Index(run.tables["articles"]["article_id"])
        spans = (*spans, run.tables["mentions"], run.tables["hits"])
        self._room = 2 + max((int(frame["end"].max()) for frame in spans if len(frame)), default=0)
        self._n_paragraphs = 1 + max((int(frame["paragraph"].max()) for frame in spans if len(frame)), default=0)

    def place(self, frame: pd.DataFrame, column: str) -> NDArray[np.int64]:
        """Places of the starts or ends of spans."""
        paragraphs = (
            self._articles.get_indexer(frame["article_id"]) * self._n_paragraphs + frame["paragraph"].to_numpy()
        )
        line: NDArray[np.int64] = paragraphs.astype(np.int64) * self._room + frame[column].to_numpy()
        return line

    def inside(self, outer: pd.DataFrame, spans: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
        """Return columns of the spans that begin in each outer one, with the row of that one as ``said``."""
        starts = self.place(spans, "start")
        order = np.argsort(starts, kind="stable")
        first, last = (np.searchsorted(starts[order], self.place(outer, column)) for column in ("start", "end"))
        owners, rows = members(first, last)
        return spans.iloc[order[rows]][columns].reset_index(drop=True).assign(said=owners)
