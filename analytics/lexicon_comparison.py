"""Several tone lexicons on the same passages: how much each sees, how far they agree, and which words divide them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analytics.errors import ResourceError
from analytics.polarity import polarity_of
from analytics.reading import read_tones
from analytics.runs import Run, corpus_of
from analytics.settings import Settings, settings_from
from analytics.text.partition import PARTITION_SIZE
from analytics.tone.lexicon import Lexicon, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from analytics.corpus import Corpus
    from analytics.tone import Tone

_PLACE = ["article", "paragraph"]
_MIN_PARAGRAPHS = 3  # fewer have no correlation


class LexiconComparison(NamedTuple):
    """What each lexicon makes of the same passages, as data frames.

    overall : lexicon, n_entries, n_tokens, n_hits, coverage (share of the content words that it knows), n_paragraphs,
    n_covered (paragraphs with a hit), polarity.
    by_outlet : lexicon, outlet, n_hits, polarity; articles without an outlet are left out.
    pairs : first, second, n_paragraphs (in which both have hits), correlation (Pearson, of the polarities of these
    paragraphs; missing below three or where one does not vary), opposed_share (of these paragraphs, those whose
    polarities have opposite signs).
    words : first, second, word, n_hits, first_sum, second_sum, difference (sum over the hits of the absolute difference
    of the valences, after shifters, under the two; 0 where one has no hit), the largest difference first.
    """

    overall: pd.DataFrame
    by_outlet: pd.DataFrame
    pairs: pd.DataFrame
    words: pd.DataFrame


def compare_lexicons(
    corpus: Corpus | Run,
    lexicons: Mapping[str, Lexicon] | Iterable[Path | str],
    *,
    settings: Settings | None = None,
    n_words: int = 20,
    progress: Callable[[int], None] = lambda _n: None,
) -> LexiconComparison:
    """Read the tone of the same passages under each lexicon.

    corpus : articles, or a run, whose settings then hold. lexicons : by name, or files (``ours`` is the bundled list).
    n_words : words kept for each pair. progress : told the number of articles done.
    Raises ResourceError for fewer than two lexicons, and for a file that is none.
    """
    by_name: Mapping[str, Lexicon] = (
        lexicons if isinstance(lexicons, Mapping) else {str(name): load_lexicon(name) for name in lexicons}
    )
    if len(by_name) < 2:
        raise ResourceError("lexicons_too_few")
    if isinstance(corpus, Run):
        settings = settings or settings_from(corpus.manifest["settings"], source=corpus.run_id)
        corpus = corpus_of(corpus)
    paragraphs, words = [], []
    for start in range(0, max(len(corpus), 1), PARTITION_SIZE):
        part = corpus.articles.slice(start, PARTITION_SIZE)
        tones = read_tones(part, settings=settings or Settings(), lexicons=list(by_name.values()))
        read = dict(zip(by_name, tones, strict=True))
        paragraphs += [_paragraphs(tone, start).assign(lexicon=name) for name, tone in read.items()]
        words += [_differences(read, first, second) for first, second in combinations(by_name, 2)]
        progress(start + len(part))
    passages = pd.concat(paragraphs, ignore_index=True)
    outlets = corpus.articles["outlet"].to_pandas()
    return LexiconComparison(
        _overall(passages, by_name),
        _by_outlet(passages, outlets, list(by_name)),
        _pairs(passages, list(by_name)),
        _words(pd.concat(words, ignore_index=True), n_words),
    )


def _paragraphs(tone: Tone, start: int) -> pd.DataFrame:
    """Sums of tone by paragraph; ``article`` becomes the row in the corpus."""
    sums = ["n_tokens", "n_content", "n_known", "n_hits", "sum_valence"]
    frame = tone.tones.select([*_PLACE, *sums]).to_pandas().groupby(_PLACE, sort=True)[sums].sum().reset_index()
    return frame.assign(article=frame["article"] + start)


def _overall(passages: pd.DataFrame, lexicons: Mapping[str, Lexicon]) -> pd.DataFrame:
    groups = passages.assign(covered=passages["n_hits"] > 0).groupby("lexicon")
    frame = groups.agg(
        n_tokens=("n_tokens", "sum"), n_content=("n_content", "sum"), n_known=("n_known", "sum"),
        n_hits=("n_hits", "sum"), n_paragraphs=("n_hits", "size"), n_covered=("covered", "sum"),
        sum_valence=("sum_valence", "sum"),
    ).reindex(list(lexicons), fill_value=0).reset_index()  # fmt: skip
    frame = frame.assign(
        n_entries=[len(lexicons[name]) for name in frame["lexicon"]],
        coverage=frame["n_known"] / frame["n_content"].where(frame["n_content"] > 0),
        polarity=polarity_of(frame["sum_valence"], frame["n_hits"]),
    )
    columns = "lexicon n_entries n_tokens n_hits coverage n_paragraphs n_covered polarity".split()
    return frame[columns]


def _by_outlet(passages: pd.DataFrame, outlets: pd.Series[str], order: list[str]) -> pd.DataFrame:
    placed = passages.assign(outlet=outlets.reindex(passages["article"]).to_numpy()).dropna(subset=["outlet"])
    sums = placed.groupby(["lexicon", "outlet"], sort=True)[["n_hits", "sum_valence"]].sum().reset_index()
    sums = sums.assign(polarity=polarity_of(sums["sum_valence"], sums["n_hits"]), rank=sums["lexicon"].map(order.index))
    columns = ["lexicon", "outlet", "n_hits", "polarity"]
    return sums.sort_values(["outlet", "rank"], ignore_index=True)[columns]


def _pairs(passages: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    polarity = polarity_of(passages["sum_valence"], passages["n_hits"])
    polarities = passages.assign(polarity=polarity).set_index([*_PLACE, "lexicon"])["polarity"]
    polarities = polarities.unstack().reindex(columns=names)
    rows = []
    for first, second in combinations(names, 2):
        both = polarities[[first, second]].dropna().to_numpy(dtype=float)
        varies = len(both) >= _MIN_PARAGRAPHS and bool((both.std(axis=0) > 0).all())
        rows.append({
            "first": first,
            "second": second,
            "n_paragraphs": len(both),
            "correlation": float(np.corrcoef(both.T)[0, 1]) if varies else np.nan,
            "opposed_share": float((both.prod(axis=1) < 0).mean()) if len(both) else np.nan,
        })  # fmt: skip
    return pd.DataFrame(rows)


def _differences(tones: Mapping[str, Tone], first: str, second: str) -> pd.DataFrame:
    """Sum by word what the two make of the hits of a partition; a hit is known by where it begins."""
    place = [*_PLACE, "start"]
    counted = (tones[name].hits.select([*place, "entry", "valence"]).to_pandas() for name in (first, second))
    one, other = (hits[hits["valence"] != 0] for hits in counted)
    hits = one.merge(other, on=place, how="outer", suffixes=("_first", "_second"))
    values = hits[["valence_first", "valence_second"]].fillna(0.0)
    described = pd.DataFrame({
        "first": first,
        "second": second,
        "word": hits["entry_first"].fillna(hits["entry_second"]),
        "n_hits": 1,
        "first_sum": values["valence_first"],
        "second_sum": values["valence_second"],
        "difference": (values["valence_first"] - values["valence_second"]).abs(),
    })  # fmt: skip
    return described.groupby(["first", "second", "word"], sort=False).sum().reset_index()


def _words(differences: pd.DataFrame, n_words: int) -> pd.DataFrame:
    pair = ["first", "second"]
    words = differences.groupby([*pair, "word"], sort=False).sum().reset_index()
    words = words[words["difference"] > 0].sort_values(["difference", "word"], ascending=[False, True])
    order = differences[pair].drop_duplicates()  # as the lexicons were given
    return order.merge(words.groupby(pair, sort=False).head(n_words), on=pair)
